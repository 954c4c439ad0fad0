"""Studied regimens side by side: what the model gives, what was measured."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from ketamine_viz import evidence
from ketamine_viz.routes.course import SUBSTANCES, Course, graded
from ketamine_viz.routes.dose import Dose
from ketamine_viz.routes.exact import Array
from ketamine_viz.routes.model import simulate, solve
from ketamine_viz.routes.regimens import REFERENCE_KG, Regimen, shown, studied
from ketamine_viz.routes.spread import BAND, PEOPLE, constants_of, sample
from ketamine_viz.routes.uptake import group_of

#: The longest view [h]; a course is computed once to its end and then only looked at.
HORIZON_H = 24.0
#: After a push into a vein the blood is not yet mixed and no model here holds [h].
UNMIXED_H = 10 / 60
_DRAWN = ("measured", "digitised", "midpoint")
_ISOMER_TOTAL = {"racemic": "both", "esketamine": "S", "arketamine": "R"}


@dataclass(frozen=True)
class Point:
    """A measured level, with its spread and who was measured.

    Attributes
    ----------
    time_h
        When [h]; None if the source does not say.
    level, low, high
        ng/mL; low and high are None where no spread is printed.
    spread
        What low and high are.
    form_stated
        False if the source does not say which form of ketamine was given.
    """

    id: str
    time_h: float | None
    level: float
    low: float | None
    high: float | None
    spread: str | None
    n: int | None
    ref: str
    sampling: str
    kind: str
    form_stated: bool = True


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Curve:
    """One studied regimen: the model's levels of one substance, and what was measured.

    Attributes
    ----------
    time_h, level, low, high
        Times [h] and levels [ng/mL]: typical person and band of people.
    peak, peak_h
        Highest level shown [ng/mL] and its time [h].
    reaches
        Share of the dose that reaches the blood as ketamine, 0..1.
    metabolite_ratio
        Exposure to norketamine over exposure to ketamine.
    """

    regimen: Regimen
    time_h: Array
    level: Array
    low: Array
    high: Array
    peak: float
    peak_h: float
    reaches: float
    metabolite_ratio: float
    points: tuple[Point, ...]

    def at(self, time_h: float) -> float:
        """Level at a time [ng/mL]; unknown (NaN) where the model does not hold."""
        return float(np.interp(time_h, self.time_h, self.level, left=math.nan))


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Comparison:
    """What the picture shows.

    Attributes
    ----------
    curves
        Route → its curve, or None where that form was not studied by that route.
    drip
        The drip into a vein of the same form, for comparison in every frame.
    """

    form: str
    analyte: str
    preset: str
    hours: float
    log: bool
    curves: Mapping[str, Curve | None]
    drip: Curve

    @property
    def shown(self) -> tuple[Curve, ...]:
        """The curves there are."""
        return tuple(c for c in self.curves.values() if c is not None)


def compare(
    form: str, routes: Sequence[str], analyte: str, hours: float, log: bool, preset: str
) -> Comparison:
    """Return studied regimens of one form side by side.

    Parameters
    ----------
    form
        racemic, esketamine or arketamine.
    routes
        Routes to show.
    analyte
        ketamine, norketamine or hydroxynorketamine (both mirror forms together).
    hours
        Length of the view [h].
    log
        Whether levels are shown on a logarithmic axis.
    preset
        venous or arterial.

    Raises
    ------
    ValueError
        For an unknown substance.

    Sources: the `refs` of ``data/routes/studied_regimens.csv``.
    """
    if analyte not in SUBSTANCES:
        raise ValueError(f"analyte={analyte!r} is not allowed; allowed: {', '.join(SUBSTANCES)}")
    found = shown(form)
    curves = {route: curve(found[route].id, analyte, preset) if route in found else None for route in routes}
    drip = curve(found["iv_infusion"].id, analyte, preset)
    return Comparison(form, analyte, preset, hours, log, curves, drip)


@lru_cache(maxsize=256)
def curve(regimen: str, analyte: str, preset: str) -> Curve:
    """Return the curve of one studied regimen in a person of 70 kg, with its band."""
    chosen = next(r for r in studied() if r.id == regimen)
    course, bands = _computed(regimen, preset)
    low, high = bands[analyte]
    time, level = course.time_h, course.ng_per_ml[analyte]
    if chosen.route == "iv_bolus":
        held = time >= UNMIXED_H - 1e-9
        time, level, low, high = time[held], level[held], low[held], high[held]
    top = int(level.argmax())
    return Curve(
        regimen=chosen,
        time_h=time,
        level=level,
        low=low,
        high=high,
        peak=float(level[top]),
        peak_h=float(time[top]),
        reaches=reaches_blood(course),
        metabolite_ratio=course.auc("norketamine") / course.auc("ketamine"),
        points=points(chosen, analyte),
    )


def reaches_blood(course: Course) -> float:
    """Return the share of a single dose that reaches the blood as ketamine, 0..1."""
    (dose,) = course.doses
    push = simulate([Dose(dose.form, "iv_bolus", 1.0)], course.weight_kg, preset=course.preset, times_h=[0.0])
    return course.auc("ketamine") / dose.mg / push.auc("ketamine")


@lru_cache(maxsize=64)
def _computed(regimen: str, preset: str) -> tuple[Course, dict[str, tuple[Array, Array]]]:
    dose = next(r for r in studied() if r.id == regimen).dose()
    course = simulate([dose], REFERENCE_KG, preset=preset, times_h=[0.0])
    times = graded([UNMIXED_H, *course.events_h], HORIZON_H)
    course = simulate([dose], REFERENCE_KG, preset=preset, times_h=times)
    name = group_of(dose)
    crowd = solve(
        [dose], REFERENCE_KG, preset, PEOPLE, sample(preset), {name: constants_of(name)} if name else None
    )
    states = {form: s.states(times) for form, s in crowd.items()}
    bands = {}
    for substance in course.solutions[next(iter(crowd))].system.observe:
        total = np.zeros((PEOPLE, len(times)))
        for form, s in crowd.items():
            place, factor = s.system.observe[substance]
            total += states[form][:, s.system.index(place)] * factor[:, None]
        low, high = np.quantile(total, BAND, axis=0)
        bands[substance] = (low, high)
    return course, bands


@lru_cache(maxsize=256)
def _observation(row: str) -> Mapping[str, Any]:
    return next(r for r in evidence.rows("routes/pk_observations") if r["id"] == row)


def points(regimen: Regimen, analyte: str) -> tuple[Point, ...]:
    """Return what was measured of one substance after a regimen.

    Numbers from a fitted model, limits and recalled numbers are left out.
    """
    found = []
    for row in (_observation(p) for p in regimen.points):
        substance = "ketamine" if row["analyte"] in ("esketamine", "arketamine") else row["analyte"]
        if substance != analyte or row["isomer"] != _ISOMER_TOTAL[regimen.form]:
            continue
        if row["value_kind"] not in _DRAWN or row["qualifier"] in ("at_least", "at_most"):
            continue
        low, high = _range(row)
        found.append(
            Point(
                id=row["id"],
                time_h=_when(row),
                level=row["value"],
                low=low,
                high=high,
                spread=row["spread_type"],
                n=row["n"],
                ref=row["ref"],
                sampling=row["sampling"],
                kind=row["value_kind"],
                form_stated=row["form"] != "unstated",
            )
        )
    return tuple(found)


def _range(row: Mapping[str, Any]) -> tuple[float | None, float | None]:
    if row["spread_value"] is not None:
        return max(row["value"] - row["spread_value"], 0.0), row["value"] + row["spread_value"]
    return row["spread_low"], row["spread_high"]


def _when(row: Mapping[str, Any]) -> float | None:
    """Return when a level was measured: its own time, the printed time of the peak, or the end of a drip."""
    if row["t_h"] is not None:
        return float(row["t_h"])
    same = ("ref", "form", "route", "dose_mg", "dose_mg_per_kg", "analyte", "isomer")
    for other in evidence.rows("routes/pk_observations"):
        if other["parameter"] == "Tmax" and all(other[c] == row[c] for c in same):
            return float(other["value"])
    return row["infusion_min"] / 60 if row["infusion_min"] else None
