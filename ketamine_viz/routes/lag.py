"""How far a place of action lags behind the blood, on three ways in.

Levels only: what they do there is not in this model.

Sources: olofsen2012 (the lag, as a half-life).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ketamine_viz.routes import effect_site
from ketamine_viz.routes.course import Course, graded
from ketamine_viz.routes.exact import Array
from ketamine_viz.routes.model import simulate
from ketamine_viz.routes.regimens import REFERENCE_KG, Regimen, shown
from ketamine_viz.routes.times import view

#: The lag was measured with S-ketamine.
FORM = "esketamine"
WAYS = ("iv_infusion", "intranasal", "oral")
PRESETS = ("venous", "arterial")
HORIZON_H = 6.0
#: The loop is closed here: little is left [h].
LOOP_H = 24.0
_FINE = 0.15


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Trail:
    """One way in: blood, and the place that follows it.

    Attributes
    ----------
    time_h
        Times [h], shape (times,).
    blood, place
        Levels over the peak of the blood, shape (times,).
    later_min
        How much later the place peaks [min].
    peak
        Peak of the place over that of the blood.
    half_h
        When the blood passes half its peak, up and down [h].
    up, down
        Level of the place at those two moments, over the peak of the blood.
    """

    regimen: Regimen
    time_h: Array
    blood: Array
    place: Array
    later_min: float
    peak: float
    half_h: tuple[float, float]
    up: float
    down: float


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Lag:
    """What the picture shows.

    Attributes
    ----------
    trails
        Way in → its trail.
    """

    half_life_min: float
    preset: str
    hours: float
    trails: Mapping[str, Trail]


def lag(half_life_min: float | None = None, preset: str = "venous", hours: float = 2.0) -> Lag:
    """Return blood and place of action on three ways in.

    Parameters
    ----------
    half_life_min
        How slowly the place follows [min], in the published range; None for
        the published average.
    preset
        venous or arterial.
    hours
        Length of the view [h], up to 6.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> drip = lag().trails["iv_infusion"]
    >>> round(drip.up, 2), round(drip.down, 2)
    (0.24, 0.58)
    """
    minutes = 60.0 * effect_site.half_life(half_life_min)
    if preset not in PRESETS:
        raise ValueError(f"preset={preset!r} is not allowed; allowed: {', '.join(PRESETS)}")
    return Lag(minutes, preset, view(hours, HORIZON_H), {way: _trail(way, preset, minutes) for way in WAYS})


def _trail(way: str, preset: str, minutes: float) -> Trail:
    course = _course(way, preset)
    times, level = course.time_h, course.ng_per_ml["ketamine"]
    blood = level / level.max()
    place = course.effect_site(half_life_min=minutes) / level.max()
    top = int(blood.argmax())
    going_up = float(np.interp(0.5, blood[: top + 1], times[: top + 1]))
    coming_down = float(np.interp(-0.5, -blood[top:], times[top:]))
    up, down = np.interp([going_up, coming_down], times, place)
    return Trail(
        regimen=shown(FORM)[way],
        time_h=times,
        blood=blood,
        place=place,
        later_min=60.0 * float(times[place.argmax()] - times[top]),
        peak=float(place.max()),
        half_h=(going_up, coming_down),
        up=float(up),
        down=float(down),
    )


@lru_cache(maxsize=16)
def _course(way: str, preset: str) -> Course:
    dose = shown(FORM)[way].dose()
    plain = simulate([dose], REFERENCE_KG, preset=preset, times_h=[0.0])
    times = graded([*plain.events_h, plain.tmax_h()], LOOP_H, coarse=_FINE)
    return simulate([dose], REFERENCE_KG, preset=preset, times_h=times)
