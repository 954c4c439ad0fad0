"""A place of action that follows the blood: one more compartment, of no size.

    dCe/dt = ke0 (C - Ce),   ke0 = ln 2 / half-life

Sources: olofsen2012.
"""

from __future__ import annotations

import math
from numbers import Real
from typing import Any

import numpy as np

from ketamine_viz import evidence
from ketamine_viz.routes.exact import Array, Solution
from ketamine_viz.routes.system import System

#: A half-life below this [h] is none: a twentieth of a second.
NONE_H = 0.001 / 60.0


def half_life(minutes: Any) -> float:
    """Return a half-life in hours; the published average for None.

    Raises
    ------
    ValueError
        Unless it lies in the published range [min].
    """
    row = evidence.parameters("routes", "effect_site")["half_life"]
    if minutes is None:
        return row.value / 60.0
    assert row.low is not None
    assert row.high is not None
    allowed = f"None, or minutes from {row.low:g} to {row.high:g} (the published range)"
    if isinstance(minutes, bool) or not isinstance(minutes, Real):
        raise ValueError(f"half_life_min={minutes!r} is not a number; allowed: {allowed}")
    number = float(minutes)
    if not (math.isfinite(number) and row.low <= number <= row.high):
        raise ValueError(f"half_life_min={minutes!r} is out of range; allowed: {allowed}")
    return number / 60.0


def level(solution: Solution, substance: str, half_life_h: float, times_h: Array) -> Array:
    """Return the level at the place of action [ng/mL], shape (times,).

    Parameters
    ----------
    solution
        One mirror form in one person.
    substance
        A key of ``solution.system.observe``.
    half_life_h
        How slowly it follows the blood [h].
    """
    system = solution.system
    state, factor = system.observe[substance]
    if half_life_h < NONE_H:
        amount = solution.states(times_h)[0, system.index(state)]
        return np.maximum(amount * factor[0], 0.0)
    people, n, _ = system.matrix.shape
    matrix = np.zeros((people, n + 1, n + 1))
    matrix[:, :n, :n] = system.matrix
    rate = math.log(2.0) / half_life_h
    # It mirrors the amount in the blood and takes none of it, so mass is not counted here.
    matrix[:, n, system.index(state)], matrix[:, n, n] = rate, -rate
    larger = System((*system.states, "effect_site"), matrix, system.observe, system.aliases)
    amount = Solution(larger, solution.inputs).states(times_h)[0, n]
    return np.maximum(amount * factor[0], 0.0)
