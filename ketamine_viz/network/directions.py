"""Every published direction that the models can answer: right, missed, or contradicted by another study.

Nothing is tuned to the outcome.  A row counts as contradicted if another row
on the same link (or measure), in the same group of people and at the same
moment found another direction: no model can be right about both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ketamine_viz import evidence
from ketamine_viz.network.published import findings
from ketamine_viz.network.signal_findings import SignalFinding

#: The share of uncontradicted rows that we set out to get right.
GOAL = 0.8
TABLES = ("both", "links", "signals")
PEOPLE = ("all", "healthy", "depressed")
#: When a row counts as contradicted: same people and moment; whoever was studied; or also where our table says so.
RULES = ("same", "anyone", "said")
LISTS = ("misses", "contested", "agrees", "unanswered")

_WHO = {"healthy": "healthy", "MDD": "depressed", "TRD": "depressed", "bipolar_depression": "depressed"}
_WAYS = {"up": "increase", "down": "decrease", "unchanged": "no_change"}
_DIRECTIONS = ("increase", "decrease", "no_change")
_DURING_TO_H = 2.0


@dataclass(frozen=True)
class Row:
    """One published direction.

    Attributes
    ----------
    table
        ``links`` or ``signals``.
    who
        ``healthy``, ``depressed`` or ``animals``.
    moment
        ``during``, ``later``, ``unstated`` or ``no_drug``.
    published
        ``increase``, ``decrease``, ``no_change`` or ``other``.
    model
        The model's answer, or None.
    link
        What is compared: rows of one link, or of one measure, are alike.
    conflicting
        Whether our table says that other studies disagree.
    """

    id: str
    table: str
    ref: str
    what: str
    who: str
    moment: str
    published: str
    model: str | None
    n: int | None
    link: Hashable
    conflicting: bool
    note: str

    @property
    def right(self) -> bool:
        """Whether the model goes the published way."""
        return self.model == self.published


@dataclass(frozen=True)
class Agreement:
    """Rows sorted by how they fare.

    Attributes
    ----------
    alone
        Answered rows that no other row contradicts.
    contested
        Answered rows that another row contradicts, those of one link together.
    unanswered
        Rows the models have nothing to compare with.
    """

    table: str
    people: str
    rule: str
    listed: str
    alone: tuple[Row, ...]
    contested: tuple[Row, ...]
    unanswered: tuple[Row, ...]

    @property
    def right(self) -> int:
        """How many of ``alone`` the model gets right."""
        return sum(row.right for row in self.alone)

    @property
    def share(self) -> float | None:
        """Share of ``alone`` that the model gets right, or None if there are none."""
        return self.right / len(self.alone) if self.alone else None

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows that are listed one by one."""
        return {
            "misses": tuple(row for row in self.alone if not row.right),
            "contested": self.contested,
            "agrees": tuple(row for row in self.alone if row.right),
            "unanswered": self.unanswered,
        }[self.listed]


def agreement(
    table: str = "both", people: str = "all", rule: str = "same", listed: str = "misses"
) -> Agreement:
    """Hold the models against every published direction in the tables.

    Parameters
    ----------
    table
        ``links`` (connectivity and regional activity), ``signals``, or ``both``.
    people
        ``all``, ``healthy`` or ``depressed``.
    rule
        When a row counts as contradicted: another direction on the same link
        and moment in the ``same`` group; in ``anyone``; or as ``same``, and
        also where the table itself ``said`` that studies conflict.
    listed
        Which rows are listed.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> found = agreement("links")
    >>> len(found.alone) + len(found.contested)
    32
    """
    for name, told, allowed in (
        ("table", table, TABLES),
        ("people", people, PEOPLE),
        ("rule", rule, RULES),
        ("listed", listed, LISTS),
    ):
        if told not in allowed:
            raise ValueError(f"{name}={told!r} is not allowed; allowed: {', '.join(allowed)}")
    return _agreement(table, people, rule, listed)


@lru_cache(maxsize=128)
def _agreement(table: str, people: str, rule: str, listed: str) -> Agreement:
    contested = contradicted(rule)
    kept = [row for row in every_row() if table in ("both", row.table) and people in ("all", row.who)]
    answered = [row for row in kept if row.model is not None]
    return Agreement(
        table, people, rule, listed,
        tuple(row for row in answered if row.id not in contested),
        tuple(sorted((row for row in answered if row.id in contested), key=lambda row: contested[row.id])),
        tuple(row for row in kept if row.model is None),
    )  # fmt: skip


@lru_cache(maxsize=4)
def contradicted(rule: str) -> dict[str, int]:
    """Return rows that another row contradicts → number of their link."""
    together = defaultdict(list)
    for row in every_row():
        if row.published in _DIRECTIONS:
            together[row.link, row.moment, row.who if rule != "anyone" else ""].append(row)
    found: dict[str, int] = {}
    for place, rows in enumerate(together.values()):
        if len({row.published for row in rows}) > 1:
            found.update({row.id: place for row in rows})
    if rule == "said":
        found.update(
            {row.id: len(together) for row in every_row() if row.conflicting and row.id not in found}
        )
    return found


@lru_cache(maxsize=1)
def every_row() -> tuple[Row, ...]:
    """Return every published direction of both tables that may be shown."""
    return (*_links(), *_signals())


def _links() -> list[Row]:
    found = []
    for f in findings():
        r = f.row
        places = dict.fromkeys(place for place in (r["region_a"], r["region_b"]) if place)
        sides = frozenset(tuple(r[side] or ()) for side in ("model_a", "model_b"))
        found.append(
            Row(
                f.id, "links", f.ref, " – ".join(places), _WHO.get(r["population"], "animals"), f.moment, f.camp,
                f.model(), r["n"], ("links", r["measure"], sides, r["role"]), r["confidence"] == "conflicting",
                r["note"] or "",
            )
        )  # fmt: skip
    return found


def _signals() -> list[Row]:
    found = []
    for r in evidence.rows("network/signal_effects"):
        mapped = _module(r["measure"]) == "B" and r["species"] == "human"
        answer = SignalFinding(r).model if mapped else None
        hours, drug = r["time_after_dose_h"], r["contrast"] == "drug_effect"
        moment = "no_drug" if r["form"] == "none" else "unstated" if hours is None or not drug else (
            "during" if hours <= _DURING_TO_H else "later"
        )  # fmt: skip
        found.append(
            Row(
                r["id"], "signals", r["ref"], r["signal"], _WHO.get(r["population"], "animals"), moment,
                r["direction"] if r["direction"] in _DIRECTIONS else "other",
                None if answer is None else _WAYS[answer], r["n"] if r["n_kind"] == "people" else None,
                # What people put under show is no contradiction of what people awake show.
                ("signals", r["measure"], r["contrast"], SignalFinding(r).deep), False, r["note"] or "",
            )
        )  # fmt: skip
    return found


@lru_cache(maxsize=64)
def _module(measure: str) -> str:
    return next(row["module"] for row in evidence.rows("network/measures") if row["id"] == measure)
