"""The exact solution of a linear system with stepwise constant inputs.

No differential equation is stepped numerically.  Between two events (a dose
begins, an infusion ends) the state moves by a matrix exponential.  A constant
input is one more state that never changes, so that one exponential serves
with and without it; over an evenly spaced stretch, powers of that one matrix
fill the grid by doubling.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ketamine_viz.routes.system import System
from ketamine_viz.routes.uptake import Input

Array: TypeAlias = NDArray[np.float64]
#: Times closer than this are one time [h]: four microseconds.
SAME_TIME = 1e-9
_DIGITS = 9


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Solution:
    """A system, what enters it, and its exact state at any time.

    Attributes
    ----------
    system
        A batch of people.
    inputs
        What enters; amounts are numbers or arrays of shape (people,).
    """

    system: System
    inputs: tuple[Input, ...]
    _steps: dict[float, Array] = field(default_factory=dict, repr=False, compare=False)

    @property
    def events_h(self) -> Array:
        """Times at which an input starts or stops, sorted [h]."""
        return np.unique([t for i in self.inputs for t in _span(i)])

    def states(self, times_h: Array) -> Array:
        """Return the state at each time, shape (people, states, times) [mg].

        Parameters
        ----------
        times_h
            Rising times from 0 or later [h].  At an event the state is the one
            just after it.
        """
        people, n, _ = self.system.matrix.shape
        found = np.empty((people, n, len(times_h)))
        events = [float(t) for t in self.events_h if t <= times_h[-1] + SAME_TIME]
        edges = [0.0, *events, np.inf] if not events or events[0] > 0 else [*events, np.inf]
        state = np.zeros((people, self._augmented.shape[1]))
        now = 0.0
        for start, stop in pairwise(edges):
            state = self._at_event(self._advance(state, start - now), start)
            now = start
            first, last = np.searchsorted(times_h, [start - SAME_TIME, stop - SAME_TIME])
            if last > first:
                path = self._along(state, times_h[first:last], start)
                found[:, :, first:last] = path[:, :n]
                state, now = path[:, :, -1], float(times_h[last - 1])
        return found

    def entered(self, until_h: float) -> Array:
        """Return how much has entered each state by a time, shape (people, states) [mg]."""
        found = np.zeros(self.system.matrix.shape[:2])
        for i in self.inputs:
            start, stop = _span(i)
            if until_h >= start - SAME_TIME:
                share = 1.0 if until_h >= stop - SAME_TIME else max(0.0, (until_h - start) / (stop - start))
                found[:, self.system.index(i.state)] += i.mg * np.float64(share)
        return found

    def area(self, until_h: float = np.inf) -> Array:
        """Return the area under each state from 0 to a time, shape (people, states) [mg h].

        The area is exact: integrating x' = A x + u gives x(T) - entered(T) = A area.
        """
        entered = self.entered(until_h)
        left = np.zeros_like(entered) if np.isinf(until_h) else self.states(np.array([until_h]))[:, :, 0]
        area = np.linalg.solve(self.system.matrix, (left - entered)[:, :, None])[:, :, 0]
        return np.asarray(area, dtype=np.float64)

    # -- the parts -------------------------------------------------------------------

    @property
    def _fed(self) -> list[int]:
        """Rows that receive a constant input."""
        return sorted({self.system.index(i.state) for i in self.inputs if _span(i)[1] > _span(i)[0]})

    @property
    def _augmented(self) -> Array:
        people, n, _ = self.system.matrix.shape
        fed = self._fed
        big = np.zeros((people, n + len(fed), n + len(fed)))
        big[:, :n, :n] = self.system.matrix
        big[:, fed, n + np.arange(len(fed))] = 1.0
        return big

    def _step(self, dt: float) -> Array:
        """Return the matrix that moves the state by dt [h]."""
        key = round(dt, 12)
        if key not in self._steps:
            self._steps[key] = exponential(self._augmented * dt)
        return self._steps[key]

    def _advance(self, state: Array, dt: float) -> Array:
        if dt <= SAME_TIME:
            return state
        moved: Array = (self._step(dt) @ state[:, :, None])[:, :, 0]
        return moved

    def _at_event(self, state: Array, at_h: float) -> Array:
        """Return the state just after an event: amounts added, constant inputs as they now run."""
        n = self.system.matrix.shape[1]
        state = state.copy()
        state[:, n:] = 0.0
        fed = self._fed
        for i in self.inputs:
            row = self.system.index(i.state)
            start, stop = _span(i)
            if start <= at_h < stop:
                state[:, n + fed.index(row)] += i.mg / np.float64(stop - start)
            elif start == stop == at_h:
                state[:, row] += i.mg
        return state

    def _along(self, state: Array, times: Array, start: float) -> Array:
        """Return the state at times after an event, shape (people, augmented states, times)."""
        found = np.empty((*state.shape, len(times)))
        found[:, :, 0] = self._advance(state, float(times[0]) - start)
        for first, last in even_stretches(times):
            dt = float(times[last] - times[first]) / (last - first)
            self._double(found, first, last, self._step(dt))
        return found

    @staticmethod
    def _double(found: Array, first: int, last: int, step: Array) -> None:
        """Fill found[first + 1 .. last] from found[first] by powers of one step."""
        filled = 1
        while filled <= last - first:
            take = min(filled, last - first + 1 - filled)
            to = first + filled
            np.matmul(step, found[:, :, first : first + take], out=found[:, :, to : to + take])
            filled += take
            if filled <= last - first:
                step = step @ step


def _span(given: Input) -> tuple[float, float]:
    """Return start and stop [h], rounded so that near twins become one event."""
    return round(given.at_h, _DIGITS), round(given.at_h + given.over_h, _DIGITS)


def exponential(matrices: Array) -> Array:
    """Return the exponential of each of a stack of matrices, shape (people, n, n).

    Scaling and squaring with a Taylor polynomial of degree 15.  ``scipy.linalg.expm``
    gives the same to rounding, but solves a linear system for each matrix, and
    threads of LAPACK make that a hundred times slower on a busy machine; products
    of small matrices stay quick, and readers need not install 140 MB of scipy.

    Examples
    --------
    >>> exponential(np.array([[[0.0, 1.0], [0.0, 0.0]]]))[0].tolist()
    [[1.0, 1.0], [0.0, 1.0]]
    """
    norm = float(np.abs(matrices).sum(axis=-2).max(initial=0.0))
    halvings = max(0, math.ceil(math.log2(norm / 0.5))) if norm > 0 else 0
    x = matrices / 2.0**halvings
    x2 = x @ x
    x3, x4 = x2 @ x, x2 @ x2
    one = np.eye(matrices.shape[-1])

    def block(k: int) -> Array:
        a, b, c, d = (1.0 / math.factorial(k + j) for j in range(4))
        return a * one + b * x + c * x2 + d * x3

    found = block(12)
    for k in (8, 4, 0):
        found = found @ x4 + block(k)
    for _ in range(halvings):
        found = found @ found
    return found


def even_stretches(times: Array) -> list[tuple[int, int]]:
    """Split a grid into stretches of equal steps: (first, last) indices that share their ends.

    Examples
    --------
    >>> even_stretches(np.array([0.0, 1.0, 2.0, 4.0, 6.0]))
    [(0, 2), (2, 4)]
    """
    if len(times) < 2:
        return []
    steps = np.diff(times)
    breaks = np.flatnonzero(np.abs(np.diff(steps)) > SAME_TIME) + 1
    edges = [0, *breaks.tolist(), len(times) - 1]
    return list(pairwise(edges))


def merged(times: Sequence[ArrayLike]) -> Array:
    """Return the union of several sets of times, near twins dropped."""
    found = np.unique(np.concatenate([np.atleast_1d(np.asarray(t, float)) for t in times]))
    return found[np.concatenate([[True], np.diff(found) > SAME_TIME])]
