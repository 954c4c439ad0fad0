"""One run of the cascade: targets on the whole time grid, then exponential steps towards them.

Each equation relaxes linearly towards a target, dy/dt = (T - y) / tau, with one
time constant up and another down.  Between two grid times the target is taken
as a straight line, for which the step is exact (a second-order Rush-Larsen
step, stable however long it is).  No rule leads back, so each state is solved
for all times and all draws at once, after those it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from ketamine_viz.molecular.cascade.ensemble import Draws
from ketamine_viz.molecular.cascade.tables import Rule
from ketamine_viz.molecular.cascade.wiring import Network, Part

Array = NDArray[np.float64]
#: What a hand does to the outputs of one state: (values, shape (times, draws)) → the same.
Hand = Callable[[Array], Array]


def solve(
    network: Network, draws: Draws, time_h: Array, inputs: Mapping[str, Array], hands: Mapping[str, Hand]
) -> dict[str, Array]:
    """Return state → output, shape (times + 1, draws); row 0 is long before the dose.

    Parameters
    ----------
    time_h
        Rising times [h], shape (times,).
    inputs
        State of kind input → values, shape (times + 1,), row 0 before the dose.
    hands
        State → what interventions do to its output.
    """
    found: dict[str, Array] = {}
    shape = (len(time_h) + 1, draws.n)
    step = np.diff(time_h, prepend=time_h[:1])
    for _, level in groupby(network.parts, key=lambda part: part.level):
        parts = list(level)
        values = {part.state.id: _target(part, draws, found, inputs, shape) for part in parts}
        moving = [part.state.id for part in parts if part.state.kind == "state"]
        if moving:
            relaxed = relax(
                np.stack([values[name] for name in moving]),
                step,
                np.stack([draws.rise_h[name] for name in moving]),
                np.stack([draws.fall_h[name] for name in moving]),
            )
            values.update(zip(moving, relaxed, strict=True))
        for name, value in values.items():
            found[name] = hands[name](value) if name in hands else value
    return found


def relax(target: Array, step: Array, rise_h: Array, fall_h: Array) -> Array:
    """Return states that follow their targets.

    Parameters
    ----------
    target
        Shape (states, times + 1, draws); the states begin at row 0.
    step
        Hours since the row before, shape (times,); the first is 0.
    rise_h, fall_h
        Time constants, shape (states, draws).
    """
    start = target[:, :1]
    goal = target - start  # deviations: what never changes stays exactly so
    out = np.zeros_like(goal)
    up, down = (_lines(goal, step, tau) for tau in (rise_h, fall_h))
    # Of the two steps, the right one is the higher where rising is the quicker, else the lower.
    quicker = np.all(rise_h <= fall_h, axis=1)
    for rows, pick in ((quicker, np.maximum), (~quicker, np.minimum)):
        if rows.any():
            out[rows] = _scan(*(x[:, rows] for x in (*up, *down)), pick)
    return np.clip(out + start, 0.0, 1.0)  # rounding may leave minus 1e-17


def _lines(goal: Array, step: Array, tau: Array) -> tuple[Array, Array]:
    """Return factor and addend of each exact step, shape (times, states, draws)."""
    z = step[:, None, None] / tau
    keep = np.exp(-z)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.where(z > 1e-6, (1 - keep) / z, 1 - z / 2)
    before, after = (np.moveaxis(g, 0, 1) for g in (goal[:, :-1], goal[:, 1:]))
    return keep, before * (mean - keep) + after * (1 - mean)


def _scan(keep_up: Array, add_up: Array, keep_down: Array, add_down: Array, pick: np.ufunc) -> Array:
    times, states, draws = keep_up.shape
    out = np.zeros((times + 1, states, draws))
    up, down = np.empty((states, draws)), np.empty((states, draws))
    for k in range(times):
        np.multiply(out[k], keep_up[k], out=up)
        up += add_up[k]
        np.multiply(out[k], keep_down[k], out=down)
        down += add_down[k]
        pick(up, down, out=out[k + 1])
    return np.moveaxis(out, 1, 0)


def _target(
    part: Part, draws: Draws, found: Mapping[str, Array], inputs: Mapping[str, Array], shape: tuple[int, int]
) -> Array:
    state = part.state
    if state.kind == "input":
        return np.repeat(inputs[state.id][:, None], shape[1], axis=1)
    if state.kind == "constant":
        return np.full(shape, state.rest)
    left = np.full(shape, 1 - state.rest)
    for term in part.drives:
        product = _read(term[0], draws, found)
        for rule in term[1:]:
            product = product * _read(rule, draws, found)
        weight = term[0].weight
        left *= 1 - product if weight == 1 else 1 - weight * product
    value = 1 - left
    for rule in part.gates:
        read = _read(rule, draws, found)
        value *= read if rule.weight == 1 else (1 - rule.weight) + rule.weight * read
    for rule in part.brakes:
        value *= 1 - rule.weight * _read(rule, draws, found)
    return value


def _read(rule: Rule, draws: Draws, found: Mapping[str, Array]) -> Array:
    x = found[rule.source]
    if rule.form == "linear":
        return x
    if rule.form == "not_linear":
        return 1 - x
    half = draws.half_power[rule.id]
    raised = np.power(x, draws.power[rule.id])
    below = raised + half
    raised *= 1 + half
    raised /= below
    return raised if rule.form == "hill" else 1 - raised
