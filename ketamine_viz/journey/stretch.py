"""A time axis in steps, from minutes to months: each step between two stops is equally wide."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from ketamine_viz.routes.exact import Array

#: Times the slider stops at [h].
STOPS: tuple[tuple[str, float], ...] = (
    ("before the dose", 0.0),
    ("10 minutes", 1 / 6),
    ("20 minutes", 1 / 3),
    ("40 minutes", 2 / 3),
    ("1 hour", 1.0),
    ("2 hours", 2.0),
    ("4 hours", 4.0),
    ("8 hours", 8.0),
    ("1 day", 24.0),
    ("2 days", 48.0),
    ("3 days", 72.0),
    ("7 days", 168.0),
    ("14 days", 336.0),
    ("4 weeks", 672.0),
    ("8 weeks", 1344.0),
    ("12 weeks", 2016.0),
)
STOPS_H: tuple[float, ...] = tuple(hours for _, hours in STOPS)
LAST_H = STOPS_H[-1]
#: Under each stop, and over which stops a unit reaches.
TICKS = ("0", "10", "20", "40", "1", "2", "4", "8", "1", "2", "3", "7", "14", "4", "8", "12")
UNITS = (("minutes", 0.0, 3.5), ("hours", 3.5, 7.5), ("days", 7.5, 12.5), ("weeks", 12.5, 15.0))
#: Points in each step, and times after a dose that are among them [h].
_IN_STEP = 8
_AFTER_DOSE = (0.0, 1 / 6, 1 / 3, 2 / 3, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 9.0, 12.0, 18.0)


def place(time_h: ArrayLike) -> Array:
    """Return where times stand on the axis, in steps from 0 to 15.

    Examples
    --------
    >>> place([0.0, 1.0, 36.0]).tolist()
    [0.0, 4.0, 8.5]
    """
    return np.asarray(np.interp(np.asarray(time_h, float), STOPS_H, np.arange(len(STOPS_H))))


def times(starts_h: Sequence[float]) -> Array:
    """Return the times that are drawn: some in each step, more after each dose [h]."""
    even = np.interp(np.arange(0, len(STOPS_H) - 1 + 1e-9, 1 / _IN_STEP), np.arange(len(STOPS_H)), STOPS_H)
    after = [start + np.array(_AFTER_DOSE) for start in starts_h]
    # A dose is preceded by a point: what is left of the one before it.
    before = np.array([start - 0.01 for start in starts_h if start > 0.01])
    every = np.unique(np.concatenate([even, *after, before]).round(6))
    return np.append(every[every < LAST_H], LAST_H)


def words(time_h: float) -> str:
    """Return a stop as it is spoken."""
    return next(name for name, hours in STOPS if hours == time_h)
