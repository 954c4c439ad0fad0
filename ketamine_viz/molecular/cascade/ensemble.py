"""Draws of what nobody has measured: half-way points, steepness and time constants."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ketamine_viz import evidence
from ketamine_viz.molecular.cascade.tables import rules, states

Array = NDArray[np.float32]
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
    power, half_power, rise, fall = {}, {}, {}, {}
    for rule in rules():
        if rule.half is None or rule.hill is None:
            continue
        name = f"{rule.target} {rule.role} {rule.term} {rule.source}"
        half = rule.half + given["half_reach"] * _spread(n, seed, f"half {name}")
        steep = rule.hill + given["hill_reach"] * _spread(n, seed, f"hill {name}")
        half = np.clip(half, given["half_low"], given["half_high"])
        steep = np.clip(steep, given["hill_low"], given["hill_high"])
        power[rule.id], half_power[rule.id] = _single(steep), _single(half**steep)
    for state in states().values():
        if state.rise_h is not None and state.fall_h is not None:
            factor = given["tau_factor"] ** _spread(n, seed, f"tau {state.id}")
            rise[state.id], fall[state.id] = _single(state.rise_h * factor), _single(state.fall_h * factor)
    return Draws(n, power, half_power, rise, fall)


def _single(values: NDArray[np.float64]) -> Array:
    return values.astype(np.float32)


def _spread(n: int, seed: int, name: str) -> NDArray[np.float64]:
    """Return n values from -1 to 1, one in each of n equal parts (a Latin hypercube); the first is 0.

    Each unknown has a stream of its own, so that adding a rule or switching a
    layer does not reshuffle the others.
    """
    rng = np.random.default_rng([seed, zlib.crc32(name.encode())])
    found = 2 * (rng.permutation(n) + rng.uniform(0, 1, n)) / n - 1
    found[0] = 0.0
    return found
