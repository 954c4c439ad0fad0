"""Draws of what nobody has measured: half-way points, steepness and time constants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ketamine_viz import evidence
from ketamine_viz.molecular.cascade.tables import rules, states

Array = NDArray[np.float64]
MOST_DRAWS = 5000


@dataclass(frozen=True, eq=False)
class Draws:
    """One value a draw of each unknown.

    Attributes
    ----------
    power
        Rule → steepness n, shape (draws,).
    half_power
        Rule → K to the power n, shape (draws,).
    rise_h, fall_h
        State → time constants [h], shape (draws,).
    """

    n: int
    power: Mapping[str, Array]
    half_power: Mapping[str, Array]
    rise_h: Mapping[str, Array]
    fall_h: Mapping[str, Array]


@lru_cache(maxsize=16)
def draws(n: int, seed: int) -> Draws:
    """Return n draws; the first is always the middle of every range.

    Half-way points lie in 0.2 to 0.7 and steepness in 1 to 4 throughout; each
    rule draws evenly around its own value.  A state's two time constants share
    one factor, from half to twice.
    """
    given = {name: p.value for name, p in evidence.parameters("molecular", "ensemble").items()}
    rng = np.random.default_rng(seed)
    power, half_power, rise, fall = {}, {}, {}, {}
    for rule in rules():
        # Drawn for every rule, so that switching one layer does not reshuffle the others.
        u, v = _spread(rng, n), _spread(rng, n)
        if rule.half is None or rule.hill is None:
            continue
        half = np.clip(rule.half + given["half_reach"] * u, given["half_low"], given["half_high"])
        steep = np.clip(rule.hill + given["hill_reach"] * v, given["hill_low"], given["hill_high"])
        power[rule.id], half_power[rule.id] = steep, half**steep
    for state in states().values():
        factor = given["tau_factor"] ** _spread(rng, n)
        if state.rise_h is not None and state.fall_h is not None:
            rise[state.id], fall[state.id] = state.rise_h * factor, state.fall_h * factor
    return Draws(n, power, half_power, rise, fall)


def _spread(rng: np.random.Generator, n: int) -> Array:
    found = rng.uniform(-1.0, 1.0, n)
    found[0] = 0.0
    return found
