"""How long people were followed, by form and way in, and what was looked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ketamine_viz import evidence

SHOWN = ("all", "controlled", "treated")
SORTS = ("longest", "way")
SCALES = ("even", "stretched")
WATCHED = ("any", "side_effects", "blood_pressure", "thinking", "bladder", "liver", "craving", "mood")
_ROUTES = ("intranasal", "iv_infusion", "im", "sc", "oral", "sublingual", "film", "mixed")


@dataclass(frozen=True)
class Study:
    """One study, and where its watch ends.

    Attributes
    ----------
    treated_weeks, longest_weeks, control_weeks
        Longest time with doses, longest time followed, and longest time with a control group beside it while doses
        were given [weeks]; None where there was no control group.
    at_least
        Whether somebody may have been followed longer.
    usual_weeks, usual_is
        Mean or median length [weeks] where printed.
    n_start, n_end
        People who began (all groups), and people counted later.
    """

    id: str
    ref: str
    label: str
    form: str
    route: str
    design: str
    treated_weeks: float
    longest_weeks: float
    at_least: bool
    control_weeks: float | None
    usual_weeks: float | None
    usual_is: str | None
    n_start: int
    n_end: int | None
    n_end_is: str
    control_words: str
    watched: tuple[str, ...]
    says: str


@dataclass(frozen=True)
class Followed:
    """What the picture shows: studies in order, the scale, and what is asked after."""

    shown: str
    sort: str
    scale: str
    asked: str
    studies: tuple[Study, ...]

    @property
    def asking(self) -> tuple[Study, ...]:
        """Studies that looked for what is asked, as far as the sources we could read say."""
        return tuple(one for one in self.studies if self.asked == "any" or self.asked in one.watched)


@cache
def studies() -> tuple[Study, ...]:
    """Return every study of the table, in its order."""
    rows = sorted(evidence.rows("safety/follow_up"), key=lambda row: row["rank"])
    return tuple(
        Study(
            **{name: row[name] for name in Study.__dataclass_fields__ if name not in ("at_least", "watched")},
            at_least=row["at_least"] == "yes",
            watched=tuple(row["watched"]),
        )
        for row in rows
    )


@cache
def longest_controlled() -> Study:
    """Return the study that kept a control group beside treatment for longest."""
    return max(studies(), key=lambda one: one.control_weeks or 0)


def followed(shown: str = "all", sort: str = "longest", scale: str = "even", asked: str = "any") -> Followed:
    """Return the studies, in order, with what is asked after.

    Parameters
    ----------
    shown
        ``all``; ``controlled``: with a control group while doses were given; ``treated``: doses for over 3 months.
    sort
        ``longest`` first, or by ``way`` in.
    scale
        ``even`` or ``stretched`` (logarithmic), for the axis of time.
    asked
        One of `WATCHED`.

    Raises
    ------
    ValueError
        For a value that is not offered.

    Sources: the `ref` of ``data/safety/follow_up.csv``

    Examples
    --------
    >>> [one.label for one in followed(shown="treated").studies]
    ['SUSTAIN-3', 'SUSTAIN-1', 'SUSTAIN-2', 'Survey of 27 clinicians', 'ESCAPE-TRD', 'Anxiety upkeep']
    """
    given = (
        ("shown", shown, SHOWN),
        ("sort", sort, SORTS),
        ("scale", scale, SCALES),
        ("asked", asked, WATCHED),
    )
    for name, value, allowed in given:
        if value not in allowed:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join(allowed)}")
    keep = {
        "all": lambda one: True,  # noqa: ARG005 - every study
        "controlled": lambda one: one.control_weeks is not None,
        "treated": lambda one: one.treated_weeks > 13,
    }[shown]
    found = sorted(filter(keep, studies()), key=lambda one: -one.longest_weeks)
    if sort == "way":
        found = sorted(found, key=lambda one: (_ROUTES.index(one.route), -one.longest_weeks))
    return Followed(shown, sort, scale, asked, tuple(found))
