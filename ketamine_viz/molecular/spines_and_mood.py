"""Two weeks in mice: which moved first after ketamine, behaviour or spines?  Measured points only."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Any

from ketamine_viz import evidence
from ketamine_viz.molecular.pointing import hours, pointed

LANES = ("mood", "prefrontal", "sensory")
#: Where the scrubber can stand [h].
STOPS = (0.0, 1.0, 3.0, 6.0, 12.0, 24.0, 72.0, 168.0, 336.0)


@dataclass(frozen=True)
class Point:
    """One measurement in mice.

    Attributes
    ----------
    changed
        True if behaviour was better, or spines more, than in the control group.
    time_h
        After the dose [h].
    """

    id: str
    lane: str
    form: str
    ref: str
    changed: bool
    time_h: float
    against: str
    where: str
    verified: str
    note: str | None


@dataclass(frozen=True)
class Timeline:
    """The points up to a time, and those still to come."""

    until_h: float
    mirror_forms: bool
    points: tuple[Point, ...]

    def lane(self, lane: str) -> tuple[Point, ...]:
        """Return the points of a lane in the order of time."""
        return tuple(sorted((p for p in self.points if p.lane == lane), key=lambda p: p.time_h))

    def reached(self, lane: str) -> tuple[Point, ...]:
        """Return those measured by now."""
        return tuple(p for p in self.lane(lane) if p.time_h <= self.until_h)

    def first(self, lane: str) -> float | None:
        """Return the first time at which a lane was changed [h], now or later; None if never."""
        return next((p.time_h for p in self.lane(lane) if p.changed), None)


@cache
def _all() -> tuple[Point, ...]:
    return tuple(_point(row) for row in evidence.rows("molecular/mood_spine_points"))


def timeline(until_h: float = 336.0, mirror_forms: bool = True) -> Timeline:
    """Return the measured points, and which of them a time has reached.

    Parameters
    ----------
    until_h
        Where the scrubber stands [h], 0 to 336.
    mirror_forms
        Show studies of S- or R-ketamine too.

    Raises
    ------
    ValueError
        For a time outside two weeks, or a switch that is no truth value.

    Examples
    --------
    >>> racemic = timeline(mirror_forms=False)
    >>> racemic.first("mood"), racemic.first("prefrontal"), racemic.first("sensory")
    (0.5, 12.0, 72.0)
    """
    last = STOPS[-1]
    number = isinstance(until_h, int | float) and not isinstance(until_h, bool) and math.isfinite(until_h)
    if not number or not 0 <= until_h <= last:
        raise ValueError(f"until_h={until_h!r} is not allowed; allowed: 0 to {last:g} h")
    if not isinstance(mirror_forms, bool):
        raise ValueError(f"mirror_forms={mirror_forms!r} is not allowed; allowed: True or False")
    points = tuple(point for point in _all() if mirror_forms or point.form == "racemic")
    return Timeline(float(until_h), mirror_forms, points)


def _point(row: dict[str, Any]) -> Point:
    time = hours(pointed(row["row"])) if row["row"] else row["time_h"]
    if time is None:
        raise ValueError(f"row={row['row']!r} of {row['id']!r} states no time; allowed: a row with one")
    return Point(
        id=row["id"],
        lane=row["lane"],
        form=row["form"],
        ref=row["ref"],
        changed=row["change"] == 1,
        time_h=float(time),
        against=row["against"],
        where=row["where"],
        verified=row["verified"],
        note=row["note"],
    )
