"""How soon treatments set in: each beside its own control group, on its own scale.

Nothing here ranks treatments: what is compared across them is only when, never how much.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ketamine_viz import evidence

KETAMINE = ("pooled", "spray", "asleep")
SSRI = ("ssri_share", "ssri_points")
DRAWN = ("own", "share")
AXES = ("log", "plain")
#: Times the reader can look at [h]; those of the studies.
LOOKS = (2.0, 24.0, 72.0, 168.0, 336.0, 504.0, 1008.0)
_TABLES = ("outcomes", "comparators")


@dataclass(frozen=True, slots=True)
class Point:
    """Both groups at one time.

    Attributes
    ----------
    time_h
        Time after the first dose [h].
    drug, control
        As printed [unit of the course]; control is None where there is no control group.
    gap
        How far the treated group is ahead, positive is better [unit of the course]; None without a control group.
    """

    time_h: float
    drug: float
    control: float | None
    gap: float | None


@dataclass(frozen=True)
class Course:
    """A treatment beside its own control group.

    Attributes
    ----------
    kind
        ``scores``, ``shares``, ``changes``, ``difference`` or ``one_group``.
    start
        Both groups before treatment, or None.
    points
        By time, without the start.
    better
        ``lower`` or ``higher``.
    """

    id: str
    ref: str
    kind: str
    label: str
    drug_words: str
    control_words: str | None
    unit_words: str
    people: str
    better: str
    start: Point | None
    points: tuple[Point, ...]

    @property
    def largest(self) -> Point | None:
        """The time of the widest gap; None without a control group."""
        gaps = [point for point in self.points if point.gap is not None]
        return max(gaps, key=lambda point: point.gap or 0.0) if gaps else None

    @property
    def has_shares(self) -> bool:
        """True if the treated group is ahead at every time, so that a share of the widest gap means something."""
        return bool(self.points) and all(point.gap is not None and point.gap > 0 for point in self.points)

    def share(self, point: Point) -> float | None:
        """Return a gap as a share of the widest gap of this course [%]; None where that means nothing."""
        if not self.has_shares or point.gap is None or self.largest is None or not self.largest.gap:
            return None
        return 100 * point.gap / self.largest.gap

    def at(self, hours: float) -> Point | None:
        """Return the point measured at that time, or None."""
        return next((point for point in self.points if point.time_h == hours), None)

    def last(self, hours: float) -> Point | None:
        """Return the last point measured by that time, or None."""
        return next((point for point in reversed(self.points) if point.time_h <= hours), None)


def _rows(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        row
        for table in _TABLES
        for row in evidence.rows(f"psychological/{table}")
        if row["ref"] == spec["ref"]
        and row["measure"] == spec["measure"]
        and row["time_h"] is not None
        and row["value"] is not None
        and row["suicide_topic"] == "none"
        and (spec["dose_text"] in (None, row["dose_text"]) or row["arm"] == "control")
    ]


def _point(time: float, groups: dict[str, float], better: str, start: Point | None) -> Point:
    sign = -1.0 if better == "lower" else 1.0
    if "active" not in groups:
        # Only the difference is printed: the control is zero, and a gain counts up.
        ahead = sign * groups["difference"]
        return Point(time, ahead, 0.0, ahead)
    drug, control = groups["active"], groups.get("control")
    if control is None:
        return Point(time, drug, None, None)
    before = (start.drug - (start.control or 0.0)) if start else 0.0
    return Point(time, drug, control, round(sign * (drug - control - before), 6))


def _course(spec: dict[str, Any]) -> Course:
    times: dict[float, dict[str, float]] = {}
    for row in _rows(spec):
        times.setdefault(row["time_h"], {})[row["arm"]] = row["value"]
    start = None
    if spec["start"] == "printed":
        groups = times.pop(0.0)
        start = Point(0.0, groups["active"], groups["control"], 0.0)
    elif spec["start"] == "zero":
        start = Point(0.0, 0.0, 0.0, 0.0)
    points = tuple(_point(time, times[time], spec["better"], start) for time in sorted(times))
    return Course(
        spec["id"], spec["ref"], spec["kind"], spec["label"], spec["drug_words"], spec["control_words"],
        spec["unit_words"], spec["people"], "higher" if spec["kind"] == "difference" else spec["better"], start, points,
    )  # fmt: skip


@lru_cache(maxsize=1)
def courses() -> dict[str, Course]:
    """Return every course by its id.

    Sources: wilkinson2018a, lii2023, daly2018, taylor2006, husain2004

    Examples
    --------
    >>> [round(point.gap, 1) for point in courses()["pooled"].points]
    [10.6, 10.6, 8.1, 6.4]
    >>> round(courses()["ssri_share"].share(courses()["ssri_share"].points[0]))
    33
    """
    rows = sorted(evidence.rows("psychological/onset_courses"), key=lambda row: row["rank"])
    return {row["id"]: _course(row) for row in rows}


@dataclass(frozen=True)
class Onset:
    """What the reader sees: which courses, on which scale, and the time looked at [h]."""

    courses: tuple[Course, ...]
    drawn: str
    axis: str
    at: float

    @property
    def ketamine(self) -> Course:
        """The course of ketamine or esketamine."""
        return self.courses[0]

    @property
    def ssri(self) -> Course:
        """The course of the SSRIs."""
        return self.courses[1]


def compare(
    drawn: str = "own",
    ketamine: str = "pooled",
    ssri: str = "ssri_share",
    ect: bool = False,
    axis: str = "log",
    at: float = 24.0,
) -> Onset:
    """Choose courses, a scale and a time.

    Parameters
    ----------
    drawn
        ``own``: both groups on the scale of their study; ``share``: the gap as a share of its own widest gap.
    ketamine, ssri
        Which study: one of ``KETAMINE`` and of ``SSRI``.
    ect
        Add electroconvulsive therapy, which has no control group here.
    axis
        ``log`` or ``plain`` time.
    at
        Time looked at [h], one of ``LOOKS``.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> compare(ect=True).courses[-1].id
    'ect'
    """
    for name, value, allowed in (
        ("drawn", drawn, DRAWN), ("ketamine", ketamine, KETAMINE), ("ssri", ssri, SSRI), ("axis", axis, AXES),
    ):  # fmt: skip
        if value not in allowed:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join(allowed)}")
    if not isinstance(ect, bool):
        raise ValueError(f"ect={ect!r} is not allowed; allowed: True or False")
    if isinstance(at, bool) or at not in LOOKS:
        raise ValueError(f"at={at!r} is not allowed; allowed: {', '.join(f'{time:g}' for time in LOOKS)}")
    names = (ketamine, ssri, *(("ect",) if ect else ()))
    return Onset(tuple(courses()[name] for name in names), drawn, axis, float(at))
