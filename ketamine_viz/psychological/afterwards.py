"""Who is still well, and for how long: curves made of published points only.

A source prints few points of a relapse curve: a share at a day, a median,
quartiles, a hazard ratio.  Each is turned into a share still well:

- ``relapsed``: 100 − the printed share, at the printed day;
- ``median``, ``quartiles``: 50, or 75 and 25, at the printed days;
- ``half_of_relapsed``: where a median holds only for those who relapsed,
  100 − half of the share that relapsed, at that median;
- ``ratio_at_median``: 100 × 0.5 to the power of the hazard ratio, at the day
  when half of the other group had relapsed.  It takes the ratio as constant;
- ``end_of_study``: a share without a day; it stands beside the curve.

What lies between the points is joined here and known to nobody who reads only
the paper's abstract.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ketamine_viz import evidence
from ketamine_viz.psychological.course_rows import of_courses
from ketamine_viz.psychological.outcomes import Outcome

JOINS = ("steps", "lines")
QUESTIONS = ("all", "continue", "stop")
UNTIL = (120, 400)
_HALF = 50.0
_WORKED_OUT = ("half_of_relapsed", "ratio_at_median")


@dataclass(frozen=True, slots=True)
class Point:
    """One share still well.

    Attributes
    ----------
    day
        Days since the start of the curve; None where no day is printed.
    well
        People still well, in each 100.
    low, high
        Ends of its interval, where the hazard ratio's is printed.
    rule
        How it follows from what is printed; see the module.
    rows
        The printed rows behind it.
    """

    day: float | None
    well: float
    rule: str
    rows: tuple[Outcome, ...]
    low: float | None = None
    high: float | None = None

    @property
    def worked_out(self) -> bool:
        """True where the point is not printed as such."""
        return self.rule in _WORKED_OUT


@dataclass(frozen=True, slots=True)
class Curve:
    """The points of one study: people who had the drug or went on with it, and the others if there were any."""

    id: str
    ref: str
    label: str
    who: str
    day_zero: str
    drug_arm: str
    control_arm: str | None
    question: str
    comparator_kind: str
    masking: str
    people_text: str
    end_day: float
    says: str
    verified: str
    ratio: Outcome | None
    drug: tuple[Point, ...]
    control: tuple[Point, ...]

    @property
    def open_label(self) -> bool:
        """True where nobody was compared with."""
        return self.comparator_kind == "none_open_label"


@dataclass(frozen=True, slots=True)
class Reading:
    """The day on which a curve reaches a level; None with the reason in words."""

    day: float | None
    how: str


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What the picture shows; ``readings`` by curve and group."""

    curves: tuple[Curve, ...]
    chosen: tuple[str, ...]
    join: str
    level: float
    until: int
    worked_out: bool
    readings: dict[tuple[str, str], Reading]

    def points(self, curve: Curve, arm: str) -> tuple[Point, ...]:
        """Return the points of a group that are shown on a day, in order of time."""
        found = [
            p
            for p in (curve.drug if arm == "active" else curve.control)
            if p.day is not None and (self.worked_out or not p.worked_out)
        ]
        return tuple(sorted(found, key=lambda p: (p.day or 0.0, -p.well)))


def _points(rule: str, row: Outcome, other: Outcome | None, day: float | None) -> list[Point]:
    rows = (row, other) if other else (row,)
    value = row.value
    assert value is not None
    if rule == "median":
        return [Point(value, _HALF, rule, rows)]
    if rule == "quartiles":
        return [Point(row.ci_low, 75.0, rule, rows), Point(row.ci_high, 25.0, rule, rows)]
    if rule == "half_of_relapsed":
        assert other is not None
        assert other.value is not None
        return [Point(value, 100 - other.value / 2, rule, rows)]
    if rule == "ratio_at_median":
        assert other is not None
        ends = [100 * math.pow(0.5, end) for end in (row.ci_high, row.ci_low) if end is not None]
        low, high = (ends[0], ends[1]) if len(ends) == 2 else (None, None)
        return [Point(other.value, 100 * math.pow(0.5, value), rule, rows, low, high)]
    if rule == "still_well":
        return [Point(day, value, rule, rows)]
    return [Point(None if rule == "end_of_study" else day, 100 - value, rule, rows)]


@cache
def curves() -> tuple[Curve, ...]:
    """Return every curve in the order of the picture.

    Sources: daly2019, glue2024, murrough2013b, ekstrand2022, mathew2010

    Examples
    --------
    >>> [round(point.well) for point in curves()[0].drug], curves()[0].drug[0].rule
    ([71, 73], 'ratio_at_median')
    """
    rows = of_courses()
    found: dict[str, dict[str, list[Point]]] = {}
    for line in evidence.rows("psychological/relapse_points"):
        other = rows[line["other_row"]] if line["other_row"] else None
        made = _points(line["rule"], rows[line["row"]], other, line["day"])
        found.setdefault(line["curve"], {}).setdefault(line["arm"], []).extend(made)
    return tuple(
        _curve(row, found[row["id"]])
        for row in sorted(evidence.rows("psychological/relapse_curves"), key=lambda row: row["rank"])
    )


def _curve(row: dict[str, Any], points: dict[str, list[Point]]) -> Curve:
    names = (
        "id", "ref", "label", "who", "day_zero", "drug_arm", "control_arm", "question", "comparator_kind",
        "masking", "people_text", "end_day", "says", "verified",
    )  # fmt: skip
    return Curve(
        **{name: row[name] for name in names},
        ratio=of_courses()[row["ratio_row"]] if row["ratio_row"] else None,
        drug=tuple(points.get("active", ())),
        control=tuple(points.get("control", ())),
    )


def path(points: Sequence[Point], join: str) -> tuple[list[float], list[float]]:
    """Return days and shares still well of the line through the points, from all on day 0.

    Examples
    --------
    >>> murrough = [p for p in curves()[2].drug if p.day is not None]
    >>> path(sorted(murrough, key=lambda p: p.day)[:2], "lines")
    ([0.0, 11.0, 18.0], [100.0, 75.0, 50.0])
    """
    days, well = [0.0], [100.0]
    for point in points:
        assert point.day is not None
        if join == "steps":
            days.append(point.day)
            well.append(well[-1])
        days.append(point.day)
        well.append(point.well)
    return days, well


def read(points: Sequence[Point], join: str, level: float) -> Reading:
    """Return the day on which the curve comes down to a level [in each 100], and how that is known.

    Examples
    --------
    >>> murrough = sorted((p for p in curves()[2].drug if p.day is not None), key=lambda p: p.day)
    >>> read(murrough, "steps", 50.0)
    Reading(day=18.0, how='printed')
    """
    if not points:
        return Reading(None, "no day is printed")
    before_day, before_well = 0.0, 100.0
    for point in points:
        assert point.day is not None
        if point.well <= level + 1e-9:
            exact = abs(point.well - level) < 1e-9
            if exact and point.rule in ("median", "quartiles"):
                return Reading(point.day, "printed")
            if exact or join == "steps":
                return Reading(point.day, "at the latest")
            share = (before_well - level) / (before_well - point.well)
            return Reading(before_day + share * (point.day - before_day), "on our line")
        before_day, before_well = point.day, point.well
    return Reading(None, f"not reached by day {before_day:.0f}")


def afterwards(
    level: float = 50, join: str = "lines", until: int = 400, question: str = "all", worked_out: bool = True
) -> Afterwards:
    """Return the curves, how their points are joined, and where each reaches a level.

    Parameters
    ----------
    level
        People still well, in each 100, at which days are read: 10 to 90.
    join
        ``steps`` (well until the next point says otherwise) or ``lines`` (evenly).
    until
        Last day on the axis: 120 or 400.
    question
        ``continue`` (going on or stopping), ``stop`` (everybody stopped) or ``all``.
    worked_out
        Whether points that are not printed as such are used.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> afterwards().readings["rc3", "active"].day
    18.0
    """
    if isinstance(level, bool) or not isinstance(level, int | float) or not 10 <= level <= 90:
        raise ValueError(f"level={level!r} is not possible; allowed: 10 to 90 in each 100")
    for name, value, options in (
        ("join", join, JOINS),
        ("until", until, UNTIL),
        ("question", question, QUESTIONS),
    ):
        if value not in options:
            raise ValueError(f"{name}={value!r} is not an option; allowed: {', '.join(map(str, options))}")
    if not isinstance(worked_out, bool):
        raise ValueError(f"worked_out={worked_out!r} is not an option; allowed: True, False")
    chosen = tuple(curve.id for curve in curves() if question in ("all", curve.question))
    made = Afterwards(curves(), chosen, join, float(level), until, worked_out, {})
    readings = {
        (curve.id, arm): read(made.points(curve, arm), join, float(level))
        for curve in curves()
        for arm in ("active", "control")
        if (curve.drug if arm == "active" else curve.control)
    }
    return Afterwards(curves(), chosen, join, float(level), until, worked_out, readings)


@cache
def not_drawn() -> tuple[tuple[Outcome, str], ...]:
    """Return seen results on relapse that no curve holds, each with the reason."""
    used = {row.id for curve in curves() for point in (*curve.drug, *curve.control) for row in point.rows}
    used |= {curve.ratio.id for curve in curves() if curve.ratio}
    found = []
    for row in of_courses().values():
        if row.measure_family != "relapse" or row.id in used or row.condition_group == "suicidal_thoughts":
            continue
        inside = any(row.ref == "aanhetrot2010" and curve.ref == "murrough2013b" for curve in curves())
        reason = "no: its people are in another curve" if inside else "no: no day, or nobody to compare with"
        found.append((row, reason))
    return tuple(found)
