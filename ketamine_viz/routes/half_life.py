"""What is left in the blood, and which half-life a study prints that looks for only so long."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ketamine_viz import evidence
from ketamine_viz.routes.course import Course, graded
from ketamine_viz.routes.exact import Array, Solution, merged
from ketamine_viz.routes.model import simulate
from ketamine_viz.routes.regimens import Regimen, studied

#: What can be followed: name → (studied regimen, set of constants).  The spray has constants of its own.
FOLLOWED = {"drip": ("rac_iv40", "venous"), "spray": ("s_nose84", "nasal_label")}
#: Twice a week for two weeks: days 1, 4, 8 and 11 [h].
TWICE_WEEKLY_H = (0.0, 72.0, 168.0, 240.0)
SAMPLED_H = (3.0, 6.0, 12.0, 24.0, 48.0)
LIMITS_NG_PER_ML = (0.1, 0.5, 1.0, 2.0, 5.0, 10.0)
#: When our imagined study draws blood after a dose [h]: assumed, dense early and sparse late as is usual.
DRAWN_H = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 18.0, 24.0, 30.0, 36.0, 48.0)
#: A line is laid through this many of the last samples: the fewest that are usual.
FITTED = 3
AFTER_H = 48.0
MODES = ("slow", "middle", "fast")


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Mode:
    """One exponential of the falling curve.

    Attributes
    ----------
    name
        slow, middle or fast.
    half_lives_h
        Half-life [h] of each mirror form given, S first.
    time_h, level
        Its part of the level [ng/mL] after the last input of the last dose.
    """

    name: str
    half_lives_h: tuple[float, ...]
    time_h: Array
    level: Array


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Leftover:
    """A course, what a study of it would see, and what it would print.

    Attributes
    ----------
    regimen, preset, course
        What was simulated.
    doses_h
        When doses were given [h].
    sampled_h, limit
        Length of sampling after the last dose [h]; lowest level the assay can tell [ng/mL].
    modes
        Exponentials of the last fall, slowest first; the fast one only after a drip.
    seen_h, seen
        Samples at or above the limit: time of the course [h] and level [ng/mL].
    unseen
        How many samples were below the limit.
    printed_h
        Half-life from the last samples seen [h]; None with fewer than three.
    by_length
        Length of sampling → half-life printed under this limit [h], or None.
    peak_first, peak_last
        Highest level after the first and after the last dose [ng/mL].
    before_last
        Level just before the last dose [ng/mL]; 0 with one dose.
    """

    followed: str
    regimen: Regimen
    preset: str
    course: Course
    doses_h: tuple[float, ...]
    sampled_h: float
    limit: float
    modes: tuple[Mode, ...]
    seen_h: Array
    seen: Array
    unseen: int
    printed_h: float | None
    by_length: dict[float, float | None]
    peak_first: float
    peak_last: float
    before_last: float

    @property
    def last_h(self) -> float:
        """When the last dose was given [h]."""
        return self.doses_h[-1]

    @property
    def slowest_h(self) -> float:
        """Half-life of the slow exponential [h]; the longest if the mirror forms differ."""
        return max(self.modes[0].half_lives_h)


@dataclass(frozen=True)
class Published:
    """A half-life in print.

    Attributes
    ----------
    value, low, high
        Half-life and its spread [h].
    sampled_h
        Length of sampling [h]; None where our tables do not state it.
    """

    id: str
    label: str
    ref: str
    route: str
    population: str
    n: int | None
    value: float
    low: float | None
    high: float | None
    spread: str
    sampled_h: float | None
    words: str
    kind: str


def watch(
    *, followed: str = "drip", twice_weekly: bool = False, sampled_h: float = 24.0, limit: float = 1.0
) -> Leftover:
    """Return a course and what a study of it would see and print.

    Parameters
    ----------
    followed
        ``drip`` (racemic) or ``spray`` (S-ketamine).
    twice_weekly
        Four doses in two weeks instead of one.
    sampled_h
        How long after the last dose blood is drawn [h]; one of ``SAMPLED_H``.
    limit
        Lowest level the assay can tell [ng/mL], above 0.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Sources: fanta2015, otto2021 (drip), perezruixo2021 (spray).

    Examples
    --------
    >>> short, long = watch(sampled_h=6.0), watch(sampled_h=48.0, limit=0.1)
    >>> round(short.printed_h, 1), round(long.printed_h, 1)
    (2.1, 7.5)
    """
    if followed not in FOLLOWED:
        raise ValueError(f"followed={followed!r} is not allowed; allowed: {', '.join(FOLLOWED)}")
    if not isinstance(twice_weekly, bool):
        raise ValueError(f"twice_weekly={twice_weekly!r} is not allowed; allowed: True or False")
    if isinstance(sampled_h, bool) or sampled_h not in SAMPLED_H:
        raise ValueError(
            f"sampled_h={sampled_h!r} is not allowed; allowed: {', '.join(map('{:g}'.format, SAMPLED_H))} h"
        )
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not 0 < limit < math.inf:
        raise ValueError(f"limit={limit!r} is not allowed; allowed: a number of ng/mL above 0")
    regimen, preset, doses_h, course, modes = _course(followed, twice_weekly)
    last = doses_h[-1]
    drawn = np.array([t for t in DRAWN_H if t <= sampled_h])
    levels = course.at("ketamine", last + drawn)
    seen = levels >= limit
    time, level = course.time_h, course.ng_per_ml["ketamine"]
    first_end = doses_h[1] if len(doses_h) > 1 else math.inf
    before = float(level[time < last - 1e-6][-1]) if last else 0.0
    return Leftover(
        followed=followed,
        regimen=regimen,
        preset=preset,
        course=course,
        doses_h=doses_h,
        sampled_h=float(sampled_h),
        limit=float(limit),
        modes=modes,
        seen_h=last + drawn[seen],
        seen=levels[seen],
        unseen=int((~seen).sum()),
        printed_h=half_life(drawn[seen], levels[seen]),
        by_length={hours: _printed(course, last, hours, limit) for hours in SAMPLED_H},
        peak_first=float(level[time < first_end].max()),
        peak_last=float(level[time >= last].max()),
        before_last=before,
    )


def half_life(times_h: Array, levels: Array) -> float | None:
    """Return the half-life from a straight line through the logarithms of the last three samples [h].

    None with fewer than three samples, or where the level does not fall.

    Examples
    --------
    >>> t = np.array([1.0, 2.0, 4.0, 8.0])
    >>> round(half_life(t, 100 * 0.5 ** (t / 3)), 6)
    3.0
    """
    if len(times_h) < FITTED:
        return None
    t, y = times_h[-FITTED:], np.log(levels[-FITTED:])
    slope = float(((t - t.mean()) * (y - y.mean())).sum() / ((t - t.mean()) ** 2).sum())
    return math.log(2) / -slope if slope < 0 else None


def _printed(course: Course, last_h: float, sampled_h: float, limit: float) -> float | None:
    drawn = np.array([t for t in DRAWN_H if t <= sampled_h])
    levels = course.at("ketamine", last_h + drawn)
    return half_life(drawn[levels >= limit], levels[levels >= limit])


@lru_cache(maxsize=4)
def _course(followed: str, twice: bool) -> tuple[Regimen, str, tuple[float, ...], Course, tuple[Mode, ...]]:
    name, preset = FOLLOWED[followed]
    regimen = next(r for r in studied() if r.id == name)
    doses_h = TWICE_WEEKLY_H if twice else TWICE_WEEKLY_H[:1]
    doses = [regimen.dose(at_h=t) for t in doses_h]
    end = doses_h[-1] + AFTER_H
    stops = [t + (regimen.over_min or 0.0) / 60 for t in doses_h]
    just_before = [t - 1e-3 for t in doses_h[1:]]
    times = merged([graded([*doses_h, *stops], end), just_before])
    course = simulate(doses, preset=preset, times_h=times)
    start = stops[-1] if regimen.over_min else _last_event(course)
    parts = ("slow", "middle", "fast") if regimen.over_min else ("slow", "middle")
    return regimen, preset, doses_h, course, _modes(course, start, end, parts)


def _last_event(course: Course) -> float:
    return max(float(s.events_h[-1]) for s in course.solutions.values())


def _modes(course: Course, start_h: float, end_h: float, names: Sequence[str]) -> tuple[Mode, ...]:
    times = np.linspace(start_h, end_h, 97)
    by_form = [
        exponentials(course.solutions[form], start_h) for form in ("s", "r") if form in course.solutions
    ]
    found = []
    for rank, name in enumerate(names):
        mine = [one[rank] for one in by_form]
        level = sum(
            (height * np.exp(-rate * (times - start_h)) for rate, height in mine), np.zeros(len(times))
        )
        found.append(Mode(name, tuple(math.log(2) / rate for rate, _ in mine), times, level))
    return tuple(found)


def exponentials(solution: Solution, start_h: float) -> list[tuple[float, float]]:
    """Return rate [1/h] and height [ng/mL] of each exponential of the level after a time, slowest first.

    Their sum is the level exactly, as long as nothing more is put in.  Only
    states that pass drug on to the blood take part.
    """
    matrix, central = solution.system.matrix[0], solution.system.index("K")
    feeds = {central}
    while True:
        more = {j for i in feeds for j in np.flatnonzero(matrix[i]).tolist()}
        if more <= feeds:
            break
        feeds |= more
    rows = sorted(feeds)
    state = solution.states(np.array([start_h]))[0][rows, 0]
    rates, vectors = np.linalg.eig(matrix[np.ix_(rows, rows)])
    shares = np.linalg.solve(vectors, state.astype(complex))
    factor = float(solution.system.observe["ketamine"][1][0])
    heights = vectors[rows.index(central)] * shares * factor
    order = np.argsort(-rates.real)
    return [(float(-rates[k].real), float(heights[k].real)) for k in order]


@lru_cache(maxsize=1)
def published() -> tuple[Published, ...]:
    """Return published half-lives of ketamine in adults, with the length of sampling where it is stated.

    Sources: ``data/routes/half_lives.csv``, which points at rows of
    ``data/routes/pk_observations.csv``.
    """
    rows = {row["id"]: row for row in evidence.rows("routes/pk_observations")}
    found = []
    for mine in evidence.rows("routes/half_lives"):
        row = rows.get(mine["observation"])
        if row is None:
            continue  # only recalled
        value, by = row["value"], row["spread_value"]
        low = row["spread_low"] if by is None else value - by
        high = row["spread_high"] if by is None else value + by
        found.append(
            Published(
                id=mine["id"],
                label=mine["label"],
                ref=row["ref"],
                route=row["route"],
                population=row["population"] or "",
                n=row["n"],
                value=value,
                low=low,
                high=high,
                spread=row["spread_type"] or "",
                sampled_h=mine["sampled_h"],
                words=mine["words"],
                kind=row["value_kind"],
            )
        )
    return tuple(found)
