"""A course: concentrations over time, and what is read off them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from ketamine_viz.routes import effect_site
from ketamine_viz.routes.dose import Dose
from ketamine_viz.routes.exact import Array, Solution, merged
from ketamine_viz.routes.regimens import OutsideStudied
from ketamine_viz.routes.times import checked

SUBSTANCES = ("ketamine", "norketamine", "hydroxynorketamine")
ANALYTES = tuple(f"{form}{substance}" for substance in SUBSTANCES for form in ("", "s_", "r_"))
#: The highest level is looked for on steps of a minute, or on this many points if the course is long.
MOST_POINTS = 40_320


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Course:
    """Concentrations after a course of doses, in one person.

    Attributes
    ----------
    time_h
        Times [h], shape (times,).
    ng_per_ml
        Substance → concentration [ng/mL], shape (times,): ``ketamine``,
        ``norketamine`` and ``hydroxynorketamine`` are totals, ``s_`` and
        ``r_`` before them the mirror forms.  A set of constants without
        hydroxynorketamine has no such key.
    doses, weight_kg, preset, first_pass_strength
        What was simulated.
    outside_studied
        None, or the nearest studied regimen and how far away this course is.
    """

    time_h: Array
    ng_per_ml: Mapping[str, Array]
    doses: tuple[Dose, ...]
    weight_kg: float
    preset: str
    outside_studied: OutsideStudied | None
    solutions: Mapping[str, Solution]
    first_pass_strength: float = 1.0

    @property
    def events_h(self) -> Array:
        """When inputs start and stop, each once [h]."""
        found: Array = np.unique(np.concatenate([s.events_h for s in self.solutions.values()]))
        return found

    def at(self, analyte: str, times_h: ArrayLike) -> Array:
        """Return exact concentrations at other times [ng/mL], shape (times,).

        Parameters
        ----------
        times_h
            At least one time from 0, in any order [h].

        Raises
        ------
        ValueError
            For an unknown substance, or times that are not finite hours from 0.
        """
        self._known(analyte)
        # The solution walks along a rising grid; the answers go back into the order that was asked.
        times, asked = np.unique(checked(times_h, rising=False), return_inverse=True)
        return levels(self.solutions, times)[analyte][asked]

    def effect_site(self, analyte: str = "ketamine", half_life_min: float | None = None) -> Array:
        """Return levels where the drug acts, which lag behind the blood [ng/mL], shape (times,).

        A place so small that it takes nothing from the blood follows it with a
        half-life; solved exactly, at the times of the course.

        Parameters
        ----------
        half_life_min
            How slowly it follows [min]: 0 to 11.8, the published range from
            thinking to pain; None for 6.1, their average.  It was measured
            with S-ketamine; for all else it is borrowed.

        Raises
        ------
        ValueError
            For an unknown substance or a half-life out of range.

        Sources: olofsen2012.

        Examples
        --------
        >>> from ketamine_viz.routes import Dose, simulate
        >>> course = simulate([Dose("esketamine", "iv_infusion", 17.5, 40.0)])
        >>> bool(course.effect_site().max() < course.cmax())
        True
        """
        self._known(analyte)
        half_life_h = effect_site.half_life(half_life_min)
        substance = analyte.removeprefix("s_").removeprefix("r_")
        found = np.zeros(len(self.time_h))
        for form, solution in self.solutions.items():
            if analyte == substance or analyte[0] == form:
                found = found + effect_site.level(solution, substance, half_life_h, self.time_h)
        return found

    def cmax(self, analyte: str = "ketamine") -> float:
        """Return the highest concentration up to the end of the course [ng/mL].

        Raises
        ------
        ValueError
            For an unknown substance.
        """
        self._known(analyte)
        return float(self._dense[1][analyte].max())

    def tmax_h(self, analyte: str = "ketamine") -> float:
        """Return when the concentration is highest [h].

        Raises
        ------
        ValueError
            For an unknown substance.
        """
        self._known(analyte)
        times, found = self._dense
        return float(times[int(found[analyte].argmax())])

    def auc(self, analyte: str = "ketamine", to_h: float | None = None) -> float:
        """Return the area under the curve from 0 [ng·h/mL], exactly.

        Parameters
        ----------
        to_h
            End of the area [h]; None for infinity, all doses counted.

        Raises
        ------
        ValueError
            For an unknown substance or a time that is not a number from 0.
        """
        self._known(analyte)
        if to_h is None:
            until = math.inf
        elif isinstance(to_h, bool) or not (0 <= to_h < math.inf):
            raise ValueError(f"to_h={to_h!r} is not allowed; allowed: None, or finite hours from 0")
        else:
            until = float(to_h)
        substance = analyte.removeprefix("s_").removeprefix("r_")
        total = 0.0
        for form, solution in self.solutions.items():
            if analyte == substance or analyte[0] == form:
                state, factor = solution.system.observe[substance]
                area = solution.area(until)[0, solution.system.index(state)]
                total += float(area * factor[0])
        return max(total, 0.0)

    def _known(self, analyte: str) -> None:
        if analyte not in self.ng_per_ml:
            raise ValueError(
                f"analyte={analyte!r} is not in this course; allowed: {', '.join(self.ng_per_ml)}"
            )

    @cached_property
    def _dense(self) -> tuple[Array, Mapping[str, Array]]:
        """Times and levels fine enough to find a peak on."""
        end = float(self.time_h[-1])
        events = [s.events_h[s.events_h <= end] for s in self.solutions.values()]
        if _is_fine(self.time_h) and all(np.isin(e, self.time_h).all() for e in events):
            return self.time_h, self.ng_per_ml
        times = merged([grid(end), *events, self.time_h])
        return times, levels(self.solutions, times)


def _is_fine(times: Array) -> bool:
    return len(times) > 1 and times[0] == 0 and bool(np.diff(times).max() <= 1 / 60 + 1e-9)


def grid(hours: float) -> Array:
    """Return even times of a minute or less from 0 to hours; of more if the course is very long."""
    return np.linspace(0.0, hours, min(max(math.ceil(hours * 60 - 1e-6), 1), MOST_POINTS) + 1)


def graded(events_h: Iterable[float], hours: float, coarse: float = 1.0) -> Array:
    """Return times from 0 to hours: dense after each event, sparse later [h].

    Steps are even for a while, so that few matrix exponentials serve the grid.

    Parameters
    ----------
    events_h
        Starts and stops of inputs [h].
    hours
        End [h].
    coarse
        Factor on every step.

    Examples
    --------
    >>> len(graded([0.0, 2 / 3], 24.0))
    172
    """
    edges = merged([0.0, [e for e in events_h if e <= hours]])
    parts = [edges, np.array([hours])]
    for begin, stop in pairwise([*edges.tolist(), hours]):
        ends = [begin, begin + 2.0, begin + 8.0, begin + 24.0, stop]
        for (start, end), step in zip(pairwise(ends), (1 / 30, 0.1, 0.5, 4.0), strict=True):
            last = min(end, stop)
            if last > start:
                count = math.ceil((last - start) / (step * coarse) - 1e-9)
                parts.append(np.linspace(start, last, count + 1))
    return merged(parts)


def levels(solutions: Mapping[str, Solution], times_h: Array) -> dict[str, Array]:
    """Return substance → concentration [ng/mL] in the first person of a batch."""
    found: dict[str, Array] = {}
    substances = next(iter(solutions.values())).system.observe
    parts = {form: s.states(times_h)[0] for form, s in solutions.items()}
    for substance in substances:
        total = np.zeros(len(times_h))
        for form in ("s", "r"):
            part = np.zeros(len(times_h))
            if form in solutions:
                state, factor = solutions[form].system.observe[substance]
                # Rounding may leave a level of minus 1e-17 where there is none.
                part = np.maximum(parts[form][solutions[form].system.index(state)] * factor[0], 0.0)
            found[f"{form}_{substance}"] = part
            total = total + part
        found[substance] = total
    return {a: found[a] for a in ANALYTES if a in found}
