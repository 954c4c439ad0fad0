"""Blood pressure in the two hours after a dose: published readings, when it is taken, and how often it rises a lot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ketamine_viz import evidence

READINGS = ("systolic", "diastolic")
WAYS = ("all", "vein", "spray", "skin")
PEOPLE = ("adults", "older")
#: Whose rule on measuring is shown: the label of the spray, or what a clinic that gives drips wrote down.
RULES = ("label", "clinic")
_STEPS = {"label": ("y01", "y04", "y07"), "clinic": ("i03", "i06")}
_ROUTES = {"iv05": "vein", "sc10": "skin", "spray56": "spray"}


@dataclass(frozen=True)
class Reading:
    """A published mean rise.

    Attributes
    ----------
    at_min, to_min
        When, after the start of the dose [min]; None where the source gives no moment.
    rise, control
        Mean rise with the drug and in the control group [mmHg].
    spread
        Ends of the spread [mmHg] and what it is; None where none is printed.
    """

    id: str
    ref: str
    label: str
    way: str
    people: str
    at_min: float | None
    to_min: float | None
    rise: float
    control: float | None
    spread: tuple[float, float] | None
    spread_is: str
    size: str
    control_words: str
    says: str


@dataclass(frozen=True)
class Large:
    """How many people had a large rise [in 100], drug and control group."""

    words: str
    drug: float
    control: float
    n_drug: int
    n_control: int | None
    ref: str


@dataclass(frozen=True)
class Span:
    """How long pressure is said to stay up [min], by whom."""

    end_min: float
    words: str
    who: str
    ref: str
    way: str


@dataclass(frozen=True)
class Pressure:
    """What the picture shows."""

    reading: str
    way: str
    people: str
    rule: str
    timed: tuple[Reading, ...]
    untimed: tuple[Reading, ...]
    spans: tuple[Span, ...]
    checks: tuple[Mapping[str, Any], ...]
    large: tuple[Large, ...]
    who: tuple[Mapping[str, Any], ...]


def _size(row: Mapping[str, Any]) -> str:
    parts = [
        f"{row['n']:,} people" if row["n"] else "",
        f"{row['sessions']:,} sessions" if row["sessions"] else "",
    ]
    return ", ".join(part for part in parts if part) or "n not in the abstract"


@cache
def readings() -> tuple[tuple[str, Reading], ...]:
    """Return every published rise with the reading it is of."""
    return tuple(
        (
            row["reading"],
            Reading(
                id=row["id"], ref=row["ref"], label=row["label"], way=row["way"], people=row["people"],
                at_min=row["at_min"], to_min=row["to_min"], rise=row["rise"], control=row["control"],
                spread=None if row["spread_low"] is None else (row["spread_low"], row["spread_high"]),
                spread_is=row["spread"], size=_size(row), control_words=row["control_words"], says=row["says"],
            ),
        )
        for row in evidence.rows("safety/pressure_points")
    )  # fmt: skip


@cache
def spans() -> tuple[Span, ...]:
    """Return how long pressure is said to stay up, from the shortest."""
    found = [
        Span(
            row["end_min"],
            row["words"],
            row["who"],
            row["ref"],
            next(way for name, way in _ROUTES.items() if name in row["regimens"]),
        )
        for row in evidence.rows("psychological/acute_marks")
        if row["lane"] == "blood_pressure" and row["mark"] == "window" and row["start_min"] == 0
    ]
    return tuple(sorted(found, key=lambda span: span.end_min))


@cache
def large(reading: str, people: str) -> tuple[Large, ...]:
    """Return the shares with a large rise, drug and placebo spray."""
    harms = {row["id"]: row for row in evidence.rows("psychological/safety")}
    rows = [
        row for row in evidence.rows("safety/pressure_large") if (row["reading"], row["people"]) == (reading, people)
    ]  # fmt: skip
    found = []
    for row in sorted(rows, key=lambda r: r["rank"]):
        told = harms[row["row"]]
        found.append(
            Large(
                row["words"],
                told["value"],
                told["comparator_value"],
                told["n_active"],
                told["n_control"],
                told["ref"],
            )
        )
    return tuple(found)


def pressure(
    reading: str = "systolic", way: str = "all", people: str = "adults", rule: str = "label"
) -> Pressure:
    """Return what is published on blood pressure after a dose.

    Parameters
    ----------
    reading
        ``systolic`` or ``diastolic``.
    way
        One of `WAYS`.
    people
        ``adults`` or ``older`` (65 years and over).
    rule
        One of `RULES`: whose moments of measuring are marked.

    Raises
    ------
    ValueError
        For a value that is not offered.

    Sources: rivaposse2018, zhou2021bp, drips2024, glue2018, vankawala2021, doherty2020, spravato_label,
    spravato_smpc, szarmach2020

    Examples
    --------
    >>> [(one.label, one.rise) for one in pressure(way="skin").timed]
    [('Glue 2018', 10.0)]
    """
    given = (
        ("reading", reading, READINGS),
        ("way", way, WAYS),
        ("people", people, PEOPLE),
        ("rule", rule, RULES),
    )
    for name, value, allowed in given:
        if value not in allowed:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join(allowed)}")
    mine = [
        one
        for of, one in readings()
        if of == reading
        and (way in ("all", one.way) or (one.way == "several" and way == "vein"))
        and one.people == people
    ]
    steps = {row["id"]: row for row in evidence.rows("psychological/session_steps")}
    return Pressure(
        reading=reading,
        way=way,
        people=people,
        rule=rule,
        timed=tuple(one for one in mine if one.at_min is not None),
        untimed=tuple(one for one in mine if one.at_min is None),
        spans=tuple(span for span in spans() if way in ("all", span.way)),
        checks=tuple(steps[name] for name in _STEPS[rule]),
        large=large(reading, people),
        who=tuple(evidence.rows("safety/pressure_who")),
    )
