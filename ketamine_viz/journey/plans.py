"""Studied regimens that a reader can follow: one dose as it was studied, or a studied course of doses.

Single doses are rows of ``data/routes/studied_regimens.csv``; courses are the
rows of ``data/psychological/mood_courses.csv`` with more than one day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ketamine_viz import evidence, routes
from ketamine_viz.psychological.mood import choices
from ketamine_viz.routes.dose import ROUTES

#: The regimen most trials studied.
USUAL = "rac_iv40"
_FORMS = {"racemic": "Racemic", "esketamine": "S", "arketamine": "R"}
_WAYS = {
    "iv_infusion": "drip", "iv_bolus": "push into a vein", "im": "into muscle", "sc": "under the skin",
    "intranasal": "spray", "oral": "swallowed", "sublingual": "under the tongue", "film": "film",
}  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """A studied regimen.

    Attributes
    ----------
    id
        Of its row.
    words, short
        As offered to a reader, and where room is scarce; ``short`` holds no amount.
    doses
        For an adult of 70 kg.
    refs
        Who studied it.
    setting
        What it was studied for, in one word.
    points
        Ids of measured blood levels.
    note
        What to mind of it, or None.
    """

    id: str
    words: str
    short: str
    doses: tuple[routes.Dose, ...]
    refs: tuple[str, ...]
    setting: str
    points: tuple[str, ...] = ()
    note: str | None = None

    @property
    def route(self) -> str:
        """Way into the body."""
        return self.doses[0].route

    @property
    def form(self) -> str:
        """Form of the molecule."""
        return self.doses[0].form


@cache
def plans() -> Mapping[str, Plan]:
    """Return every plan by id: single doses by way and form, then courses.

    Examples
    --------
    >>> len(plans()["drips6"].doses), plans()["rac_oral"].short
    (6, 'Racemic, swallowed')
    """
    singles = sorted(routes.studied(), key=lambda r: (ROUTES.index(r.route), list(_FORMS).index(r.form)))
    found = {r.id: _single(r) for r in singles}
    for key, row in choices.courses().items():
        given = choices.doses(key)
        if len(given) > 1:
            way = f"{_FORMS[row['form']]}, {_WAYS[row['route']]}"
            found[key] = Plan(
                key,
                f"Course: {row['label']}",
                f"{way}, {len(given)} times",
                given,
                _trials(row),
                "depression",
            )
    return found


def plan(key: str) -> Plan:
    """Return one plan.

    Raises
    ------
    ValueError
        For an unknown id.
    """
    if not isinstance(key, str) or key not in plans():
        raise ValueError(
            f"plan={str(key)[:40]!r} is not a studied regimen here; allowed: {', '.join(plans())}"
        )
    return plans()[key]


def _single(r: routes.Regimen) -> Plan:
    way = f"{_FORMS[r.form]}, {_WAYS[r.route]}"
    return Plan(r.id, f"{way}: {r.label}", way, (r.dose(),), r.refs, r.setting, r.points, r.note)


def _trials(row: Mapping[str, object]) -> tuple[str, ...]:
    days = len(str(row["given_days"]).split())
    same = ("form", "route", "amount", "amount_unit")
    return tuple(
        dict.fromkeys(
            other["ref"]
            for other in evidence.rows("psychological/mood_regimens")
            if other["n_doses"] == days and all(other[name] == row[name] for name in same)
        )
    )
