"""Which way the model says a published measure should go."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np

from ketamine_viz import evidence
from ketamine_viz.network.regions import simulate
from ketamine_viz.network.schematic import groups, pairs_between, places, value
from ketamine_viz.network.signal_prediction import signal_direction
from ketamine_viz.network.state import State

_DEPRESSION = {
    "healthy": 0.0,
    "MDD": 1.0,
    "TRD": 1.0,
    "bipolar_depression": 1.0,
    "bipolar depression": 1.0,
}
_FORMS = ("racemic", "esketamine", "arketamine", "any", "mixed", "none")


def predict(
    measure: str,
    population: str = "healthy",
    time_after_dose_h: float | None = 0.5,
    region_a: str | None = None,
    region_b: str | None = None,
    form: str = "racemic",
    route: str = "iv_infusion",
    dose_mg_per_kg: float | None = 0.5,
) -> str | None:
    """Return the direction the model gives for a measure, or None.

    A dose below anaesthesia is one block, whatever its size, form and route:
    the model has no more than that to go on.  It lasts two hours; from 12 h to
    two weeks the assumed plasticity applies, after that nothing is left.  With
    ``form="none"`` depressed people are compared with healthy ones.

    Measures of a signal come from the microcircuit, wherever on the head they
    were taken.  It has no plasticity, no depression and no anaesthesia: from
    12 h on it says ``no_change``, depressed people begin where healthy ones
    do, and a dose that puts people under gives None.

    Parameters
    ----------
    measure
        An id of ``data/network/measures.csv``.
    population
        ``healthy``, ``MDD``, ``TRD`` or ``bipolar_depression``; any other gives None.
    time_after_dose_h
        Hours after the dose; None gives a direction only if it is the same
        during the infusion and a day later.
    region_a, region_b
        Model regions, groups, atlas areas, or words the evidence table uses.
    form, route, dose_mg_per_kg
        What was given [mg/kg].

    Returns
    -------
    str or None
        ``increase``, ``decrease`` or ``no_change`` of the signed value; None
        where the model has nothing to compare.

    Raises
    ------
    ValueError
        For a measure that is not on the list, an unknown form, a negative time or a dose that is not positive.

    Examples
    --------
    >>> predict("functional_connectivity", region_a="DMN", region_b="frontoparietal")
    'increase'
    >>> predict("alpha_power"), predict("lempel_ziv")
    ('decrease', 'increase')
    >>> predict("perturbational_complexity") is None
    True

    Sources: gerhard2020, modasava2019, phoumthipphavong2016, li2019
    """
    modules = _modules()
    if measure not in modules:
        raise ValueError(f"measure={measure!r} is not on the list; allowed: {', '.join(modules)}")
    _check(population, form, route, time_after_dose_h, dose_mg_per_kg)
    depression = _DEPRESSION.get(population)
    if modules[measure] == "none" or depression is None:
        return None
    if modules[measure] == "B":
        return signal_direction(measure, time_after_dose_h, form, dose_mg_per_kg)
    where = _where(measure, region_a, region_b)
    if where is None:
        return None
    if form == "none":
        return _direction(measure, where, simulate(block=0.0), simulate(block=0.0, depression=depression))
    before = simulate(block=0.0, depression=depression)
    if time_after_dose_h is None:
        found = {
            _direction(measure, where, before, after) for after in (_acute(depression), _later(depression))
        }
        return found.pop() if len(found) == 1 else None
    v = value()
    if time_after_dose_h <= v["drug.acute_to_h"]:
        return _direction(measure, where, before, _acute(depression))
    if time_after_dose_h < v["plasticity.from_h"]:
        return None
    return (
        "no_change"
        if time_after_dose_h > v["plasticity.to_h"]
        else _direction(measure, where, before, _later(depression))
    )


@lru_cache(maxsize=1)
def _modules() -> dict[str, str]:
    return {row["id"]: row["module"] for row in evidence.rows("network/measures")}


def _check(population: Any, form: Any, route: Any, time: Any, dose: Any) -> None:
    for name, given in (("population", population), ("route", route)):
        if not isinstance(given, str):
            raise ValueError(f"{name}={given!r} is not allowed; allowed: text")
    if form not in _FORMS:
        raise ValueError(f"form={form!r} is not a form; allowed: {', '.join(_FORMS)}")
    _number("time_after_dose_h", time, "a number of hours from 0, or None", allow_zero=True)
    _number("dose_mg_per_kg", dose, "a number above 0, or None", allow_zero=False)


def _number(name: str, given: Any, rule: str, *, allow_zero: bool) -> None:
    if given is None:
        return
    fits = not isinstance(given, bool) and isinstance(given, int | float) and math.isfinite(given)
    if not fits or given < 0 or (given == 0 and not allow_zero):
        raise ValueError(f"{name}={given!r} is not allowed; allowed: {rule}")


def _acute(depression: float) -> State:
    v = value()
    return simulate(block=v["drug.block"], selectivity=v["drug.selectivity"], depression=depression)


def _later(depression: float) -> State:
    return simulate(block=0.0, depression=depression, plasticity=value()["plasticity.day_after"])


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[str, ...]]:
    """Return place → regions, with the free text of the evidence table beside the ids."""
    known = dict(places())
    for row in evidence.rows("network/connectivity_effects"):
        for text, ids in ((row["region_a"], row["model_a"]), (row["region_b"], row["model_b"])):
            if text and ids:
                known.setdefault(text, tuple(dict.fromkeys(r for place in ids for r in known[place])))
    return known


def resolve(place: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """Return the model regions of a place, or of several; empty if there are none."""
    parts = (place,) if isinstance(place, str) else place or ()
    known = _words()
    return tuple(dict.fromkeys(region for part in parts for region in known.get(part, ())))


Where = tuple[tuple[str, ...], tuple[tuple[int, int], ...]]


def _where(
    measure: str, region_a: str | tuple[str, ...] | None, region_b: str | tuple[str, ...] | None
) -> Where | None:
    """Return regions and pairs to average over, or None if a place is missing."""
    everywhere = places()["whole_brain"]
    if measure == "global_connectivity":
        region_a = region_a or everywhere
        region_b = region_b or everywhere
    a = resolve(region_a)
    b = resolve(region_b) if region_b else a
    if not a or not b:
        return None
    # Where a group measure lists its pairs, the same two places mean those pairs.
    same = (
        g.pairs
        for g in groups()
        if {frozenset(a), frozenset(b)} == {frozenset(g.place_a), frozenset(g.place_b)}
    )
    pairs = next(same, None) or pairs_between(a, b)
    return None if not pairs and measure != "regional_activity" else (a, pairs)


def _direction(measure: str, where: Where, before: State, after: State) -> str | None:
    if before.flag or after.flag:
        return None
    names, pairs = where
    if measure == "regional_activity":
        rates = [float(np.mean([state.rates_hz[name] for name in names])) for state in (before, after)]
        change = rates[1] / rates[0] - 1
    else:
        change = after.mean_over(pairs) - before.mean_over(pairs)
    if abs(change) < value()["limit.no_change"]:
        return "no_change"
    return "increase" if change > 0 else "decrease"
