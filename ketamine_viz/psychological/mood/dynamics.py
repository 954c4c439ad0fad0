"""How the benefit of doses builds and fades: fast and lasting part, for many sets of constants at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ketamine_viz.psychological.mood.constants import Array, Draws, Fixed

#: Steps after a dose, while it sets the fast benefit going [d]; afterwards they grow with the time since the last dose.
_AFTER_DOSE = np.concatenate(
    [np.arange(0.0, 0.2, 0.02), np.arange(0.2, 0.5, 0.05), np.arange(0.5, 1.01, 0.1)]
)
_TOUCH = 1e-9


@dataclass(frozen=True)
class Schedule:
    """Doses and training.

    Attributes
    ----------
    days
        When doses are given, rising, from 0 [d].
    weights
        Strength of each, 1 for 0.5 mg/kg racemic ketamine into a vein.
    training
        Start and end of structured training [d], or None.
    """

    days: tuple[float, ...]
    weights: tuple[float, ...]
    training: tuple[float, float] | None = None


def grid(schedule: Schedule, end_d: float, extra: Sequence[float] = ()) -> Array:
    """Return times from 0 to the end that are dense where the curve bends [d].

    ``extra`` are times that must be among them.
    """
    places = [np.asarray(extra, float), np.array([0.0, end_d]), np.asarray(schedule.training or (), float)]
    places += [day + _AFTER_DOSE for day in schedule.days]
    last = schedule.days[-1]
    places += [
        np.arange(0.0, last + 14.0, 0.25),
        np.arange(last + 14.0, last + 90.0, 1.0),
        np.arange(last, end_d, 5.0),
    ]
    times = np.unique(np.round(np.concatenate(places), 9))
    found: Array = times[(times >= 0.0) & (times <= end_d + _TOUCH)]
    return found


def solve(schedule: Schedule, draws: Draws, constants: Fixed, times: Array) -> tuple[Array, Array]:
    """Return the fast and the lasting benefit, each 0 to 1, of shape (times, sets).

    Within a step the rates are held at their mean, and the step is then exact;
    what is released in it is exact in any case.

    Parameters
    ----------
    times
        From `grid`: rising from 0, every dose and both ends of the training among them [d].
    """
    steps = np.diff(times)
    released = _released(schedule, constants.tau_on, times)
    drive = np.outer(released, draws.a)
    p = _relax(drive, drive + np.outer(steps, 1.0 / draws.tau_p))
    middle = 0.5 * (p[1:] + p[:-1])
    keep = np.outer(steps, draws.k_c)
    if schedule.training:
        start, end = schedule.training
        running = (times[:-1] >= start - _TOUCH) & (times[1:] <= end + _TOUCH)
        keep = keep + (running * steps * constants.k_train)[:, None]
    keep = keep * middle
    q = _relax(keep, keep + (steps / constants.tau_q)[:, None])
    return p, q


def _released(schedule: Schedule, tau_on: float, times: Array) -> Array:
    """Return what the queue releases in each step, for a = 1; shape (steps,)."""
    since = times[:, None] - np.asarray(schedule.days)[None, :]
    given = np.asarray(schedule.weights) * -np.expm1(-np.maximum(since, 0.0) / tau_on)
    found: Array = np.diff(given.sum(axis=1))
    return found


def _relax(gain: Array, rate: Array) -> Array:
    """Return x from 0 with dx = gain (1 - x) - loss x and rate = gain + loss, over steps; shape (steps + 1, sets)."""
    target, kept = gain / rate, np.exp(-rate)
    x = np.zeros((len(rate) + 1, rate.shape[1]))
    for k in range(len(rate)):
        x[k + 1] = target[k] + (x[k] - target[k]) * kept[k]
    return x
