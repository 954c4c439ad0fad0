"""A course of doses: its benefit over time, with the band of all draws, and when half of it is lost."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ketamine_viz.psychological.mood import constants
from ketamine_viz.psychological.mood.constants import Array, Draws
from ketamine_viz.psychological.mood.dynamics import Schedule, grid, solve

#: The band holds this part of the draws.
BAND = (0.05, 0.95)
#: Time after the last dose in which a loss of benefit is looked for [d].
FOLLOWED_D = 365.0


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Band:
    """A curve of the best fit, and where 90 of 100 draws lie; each of shape (times,)."""

    mid: Array
    low: Array
    high: Array


@dataclass(frozen=True)
class Span:
    """A number of the best fit, and where 90 of 100 draws lie."""

    mid: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Benefit:
    """What the doses do when all of it is pharmacology.

    Attributes
    ----------
    time_d
        Days after the first dose, shape (times,).
    points
        How far the drug group is below the control group [MADRS points].
    """

    time_d: Array
    points: Band

    def at(self, time_d: Array) -> Array:
        """Return the best fit at other times [MADRS points]."""
        found: Array = np.interp(time_d, self.time_d, self.points.mid)
        return found


def benefit_of(schedule: Schedule, draws: Draws, times: Array) -> Array:
    """Return the benefit of each set of constants [MADRS points], shape (times, sets)."""
    p, q = solve(schedule, draws, constants.fixed(), times)
    found: Array = draws.effect * (p + q)
    return found


@lru_cache(maxsize=128)
def benefit(schedule: Schedule, end_d: float, also: tuple[float, ...] = ()) -> Benefit:
    """Return the benefit of a course up to a day; ``also`` are times to have among the points [d]."""
    times = grid(schedule, end_d, also)
    mid = benefit_of(schedule, constants.fitted(), times)[:, 0]
    low, high = np.quantile(benefit_of(schedule, constants.draws(), times), BAND, axis=1)
    return Benefit(times, Band(mid, low, high))


def half_lost_d(schedule: Schedule, draws: Draws) -> Array:
    """Return days from the last dose until half of the benefit is lost, shape (sets,); infinity if it is kept.

    The benefit is read when the last of several doses is given, or a day after a single one.
    """
    found = constants.fixed()
    last = schedule.days[-1]
    read = last + (found.relapse_from if len(schedule.days) == 1 else 0.0)
    times = grid(schedule, last + FOLLOWED_D, (read,))
    height = benefit_of(schedule, draws, times)
    start = int(np.searchsorted(times, read - 1e-9))
    after, days = height[start:], times[start:]
    line = found.relapse_share * after[0]
    below = after < line
    k = np.maximum(below.argmax(axis=0), 1)
    column = np.arange(after.shape[1])
    above, under = after[k - 1, column], after[k, column]
    crossed = days[k - 1] + (above - line) / (above - under) * (days[k] - days[k - 1])
    return np.where(below.any(axis=0), crossed - last, np.inf)


@lru_cache(maxsize=128)
def relapse(schedule: Schedule) -> Span:
    """Return days from the last dose until half of the benefit is lost."""
    low, high = np.quantile(half_lost_d(schedule, constants.draws()), BAND, method="nearest")
    return Span(float(half_lost_d(schedule, constants.fitted())[0]), float(low), float(high))
