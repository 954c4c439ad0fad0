"""Many made-up people: how far levels spread between them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from numbers import Integral
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ketamine_viz.routes import model
from ketamine_viz.routes.course import Course, graded
from ketamine_viz.routes.dose import Dose
from ketamine_viz.routes.exact import Array
from ketamine_viz.routes.spread import constants_of, sample
from ketamine_viz.routes.uptake import group_of

MOST_PEOPLE = 1_000_000
#: Points of a grid of ours; give times for more.
MOST_GRADED = 200
#: Levels are kept one by one up to this many people, then counted in narrow classes.
KEPT = 5_000
_CHUNK = 500
#: Classes: a step of 1.2 percent between a billionth and a million ng/mL.
_LOWEST, _DECADES, _PER_DECADE = -9, 15, 200


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class People:
    """Levels of many people after the same doses.

    Attributes
    ----------
    time_h
        Times [h], shape (times,).
    n, seed, preset, weight_kg, first_pass_strength
        What was drawn.
    """

    time_h: Array
    n: int
    seed: int
    preset: str
    weight_kg: float
    kept: Mapping[str, NDArray[np.float32]] | None
    counted: Mapping[str, NDArray[np.int64]] | None
    first_pass_strength: float = 1.0

    def quantile(self, q: float) -> dict[str, Array]:
        """Return substance → level that a share q of the people stays below [ng/mL], shape (times,).

        Up to 5,000 people it is exact; beyond, it is good to about 1 percent.

        Raises
        ------
        ValueError
            If q is not a number from 0 to 1.
        """
        if isinstance(q, bool) or not isinstance(q, int | float | np.floating) or not 0 <= q <= 1:
            raise ValueError(f"q={q!r} is not allowed; allowed: a number from 0 to 1")
        if self.kept is not None:
            return {
                a: np.quantile(levels, q, axis=0, method="inverted_cdf").astype(float)
                for a, levels in self.kept.items()
            }
        assert self.counted is not None
        return {a: _of_counts(counts, float(q), self.n) for a, counts in self.counted.items()}


def population(
    doses: Sequence[Dose],
    n: int = 1000,
    seed: int = 1,
    times_h: ArrayLike | None = None,
    *,
    weight_kg: float = 70.0,
    hours: float = 24.0,
    preset: str = "venous",
    first_pass_strength: float = 1.0,
) -> People:
    """Return the levels of many made-up people after the same doses.

    Constants are drawn one by one from published spreads between people (a few
    are assumed: see the data); how they go together in one person is not
    published for these sets.

    Parameters
    ----------
    doses, weight_kg, hours, preset, first_pass_strength
        As in `simulate`; everyone has the same weight and the same strength.
    n
        Number of people.
    seed
        Same seed, same people.
    times_h
        A grid of your own; by default at most about 200 graded points.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Sources: the spreads in ``data/routes/model_parameters.csv``.

    Examples
    --------
    >>> drip = Dose(form="racemic", route="iv_infusion", mg=35.0, over_min=40.0)
    >>> people = population([drip], n=200)
    >>> bool(people.quantile(0.9)["ketamine"].max() > people.quantile(0.1)["ketamine"].max())
    True
    """
    _whole("n", n, 1, MOST_PEOPLE)
    _whole("seed", seed, 0, 2**63 - 1)
    # The typical person checks every argument and says at what times something happens.
    typical = model.simulate(
        doses,
        weight_kg,
        hours,
        preset,
        [0.0] if times_h is None else times_h,
        first_pass_strength=first_pass_strength,
    )
    if times_h is None:
        model.simulate(doses, weight_kg, hours, preset)
        times = _few(typical.events_h, hours)
    else:
        times = typical.time_h
    names = list(typical.ng_per_ml)
    kept = {a: np.empty((n, len(times)), np.float32) for a in names} if n <= KEPT else None
    counted = None if kept is not None else {a: np.zeros((len(times), _classes()), np.int64) for a in names}
    for chunk, start in enumerate(range(0, n, _CHUNK)):
        size = min(_CHUNK, n - start)
        found = _levels(typical, size, seed + chunk * 1_000_003, times)
        for a in names:
            if kept is not None:
                kept[a][start : start + size] = found[a]
            elif counted is not None:
                _count(counted[a], found[a])
    return People(times, n, seed, preset, typical.weight_kg, kept, counted, typical.first_pass_strength)


def _levels(typical: Course, people: int, seed: int, times: Array) -> dict[str, Array]:
    """Return substance → levels of a batch around the typical person [ng/mL], shape (people, times)."""
    groups = {g for g in map(group_of, typical.doses) if g is not None}
    solutions = model.solve(
        typical.doses,
        typical.weight_kg,
        typical.preset,
        people,
        sample(typical.preset, people, seed),
        {g: constants_of(g, people, seed) for g in groups},
        typical.first_pass_strength,
    )
    found: dict[str, Array] = {}
    states = {form: s.states(times) for form, s in solutions.items()}
    for substance in next(iter(solutions.values())).system.observe:
        total = np.zeros((people, len(times)))
        for form in ("s", "r"):
            part = np.zeros_like(total)
            if form in solutions:
                system = solutions[form].system
                place, factor = system.observe[substance]
                part = np.maximum(states[form][:, system.index(place)] * factor[:, None], 0.0)
            found[f"{form}_{substance}"] = part
            total = total + part
        found[substance] = total
    return found


def _few(events: Array, hours: float) -> Array:
    coarse = 1.0
    times = graded(events, hours)
    while len(times) > MOST_GRADED + len(events) and coarse < 4096:
        coarse *= 1.5
        times = graded(events, hours, coarse)
    return times


def _classes() -> int:
    return _DECADES * _PER_DECADE + 2  # and one below, one above


def _count(counts: NDArray[np.int64], levels: Array) -> None:
    """Add levels of shape (people, times) to counts of shape (times, classes)."""
    with np.errstate(divide="ignore"):
        place = np.floor((np.log10(levels) - _LOWEST) * _PER_DECADE) + 1
    inside = np.clip(place, 0, _classes() - 1).astype(np.int64)
    flat = inside + np.arange(levels.shape[1]) * _classes()
    counts += np.bincount(flat.ravel(), minlength=counts.size).reshape(counts.shape)


def _of_counts(counts: NDArray[np.int64], q: float, n: int) -> Array:
    """Return the level below which a share q lies, at each time; the middle of its class."""
    reached = np.cumsum(counts, axis=1) >= max(1, math.ceil(q * n))
    place = reached.argmax(axis=1)
    return np.where(place == 0, 0.0, 10.0 ** ((place - 0.5) / _PER_DECADE + _LOWEST))


def _whole(name: str, value: Any, low: int, high: int) -> None:
    if isinstance(value, bool) or not isinstance(value, Integral) or not low <= int(value) <= high:
        raise ValueError(f"{name}={value!r} is not allowed; allowed: a whole number from {low} to {high:,}")
