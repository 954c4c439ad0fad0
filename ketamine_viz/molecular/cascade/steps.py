"""One run of the cascade: targets on the whole time grid, then exponential steps towards them.

Each equation relaxes linearly towards a target, dy/dt = (T - y) / tau, with one
time constant up and another down.  Between two grid times the target is taken
as a straight line, for which the step is exact (a second-order Rush-Larsen
step, stable however long it is).  No rule leads back, so each state is solved
for all times and all draws at once, after those it needs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from ketamine_viz.molecular.cascade.ensemble import Draws
from ketamine_viz.molecular.cascade.inputs import before_dose
from ketamine_viz.molecular.cascade.tables import Rule
from ketamine_viz.molecular.cascade.wiring import Network, Part

#: Single precision: the numbers that are drawn are known to one digit.
Array = NDArray[np.float32]
Floats = NDArray[np.float64]
#: What a hand does to the outputs of one state: (values, shape (times, draws)) → the same.
Hand = Callable[[Array], Array]


def solve(
    network: Network, draws: Draws, time_h: Floats, inputs: Mapping[str, Floats], hands: Mapping[str, Hand]
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
    return _solve(network, draws, time_h, inputs, hands, resting(network, draws))


@lru_cache(maxsize=64)
def resting(network: Network, draws: Draws) -> Mapping[str, Array]:
    """Return state → output without drug and without interventions, shape (1, draws)."""
    before = before_dose()
    inputs = {name: np.array([value, value]) for name, value in before.items()}
    found = _solve(network, draws, np.zeros(1), inputs, {}, {})
    return {name: value[:1] for name, value in found.items()}


def _solve(
    network: Network,
    draws: Draws,
    time_h: Floats,
    inputs: Mapping[str, Floats],
    hands: Mapping[str, Hand],
    rest: Mapping[str, Array],
) -> dict[str, Array]:
    """Solve; rules whose layer is off read ``rest`` in place of what happens, if it is given."""
    found = _Outputs(network, rest)
    shape = (len(time_h) + 1, draws.n)
    for _, level in groupby(network.parts, key=lambda part: part.level):
        for moving, parts in groupby(level, key=lambda part: part.state.kind == "state"):
            if not moving:
                for part in parts:
                    name = part.state.id
                    value = _target(part, draws, found, inputs, shape)
                    found[name] = hands[name](value) if name in hands else value
                continue
            targets = {part.state.id: _target(part, draws, found, inputs, shape) for part in parts}
            for group in _groups(time_h.tobytes(), tuple(targets), draws):
                relaxed = relax([targets[name] for name in group.names], group)
                for name, value in zip(group.names, relaxed, strict=True):
                    found[name] = hands[name](value) if name in hands else value
    return found


class _Outputs(dict[str, "Array"]):
    """State → output, and what a rule may read of it."""

    def __init__(self, network: Network, rest: Mapping[str, Array]) -> None:
        super().__init__()
        self.network, self.rest = network, rest

    def source(self, rule: Rule) -> Array:
        """Return what a rule reads: its source, or the source at rest if its layer is off."""
        now = self[rule.source]
        if not self.rest or self.network.moves(rule):
            return now
        return np.broadcast_to(self.rest[rule.source], now.shape)


@dataclass(frozen=True, eq=False)
class Group:
    """States that are stepped together, and their exact steps y -> keep y + before T0 + after T1.

    Attributes
    ----------
    names
        The states.
    ways
        (keep, before, after) with the time constants for rising, and for
        falling if they differ; shapes (times, states, draws).
    pick
        Which of the two steps is right: the higher where rising is the
        quicker, else the lower.  None if there is only one.
    """

    names: tuple[str, ...]
    ways: tuple[tuple[Array, Array, Array], ...]
    pick: np.ufunc | None


# A slider that changes a dose leaves the grid as it is: then these stay.
@lru_cache(maxsize=48)
def _groups(times: bytes, names: tuple[str, ...], draws: Draws) -> tuple[Group, ...]:
    time_h = np.frombuffer(times)
    step = np.diff(time_h, prepend=time_h[:1])[:, None]
    kinds: dict[np.ufunc | None, list[str]] = {}
    for name in names:
        rise, fall = draws.rise_h[name], draws.fall_h[name]
        same = np.array_equal(rise, fall)
        kinds.setdefault(None if same else np.maximum if np.all(rise < fall) else np.minimum, []).append(name)
    found = []
    for pick, mine in kinds.items():
        taus = (draws.rise_h, draws.fall_h) if pick else (draws.rise_h,)
        ways = tuple(_weights(step[:, None], np.stack([tau[name] for name in mine])) for tau in taus)
        found.append(Group(tuple(mine), ways, pick))
    return tuple(found)


def _weights(step: Floats, tau: Array) -> tuple[Array, Array, Array]:
    z = step / tau.astype(float)
    keep = np.exp(-z)
    # The mean of exp(-z) over the step; its series where the quotient would cancel.
    mean = np.where(z < _SHORT, 1 - z / 2, -np.expm1(-z) / np.maximum(z, _SHORT))
    return keep.astype(np.float32), (mean - keep).astype(np.float32), (1 - mean).astype(np.float32)


#: Below this share of a time constant a step is taken as very short.
_SHORT = 1e-6


def relax(targets: Sequence[Array], group: Group) -> list[Array]:
    """Return states that follow their targets.

    Parameters
    ----------
    targets
        One a state, shape (times + 1, draws); each state begins at its row 0.
    group
        Their steps.
    """
    goal = np.stack(targets, axis=1)
    start = goal[:1].copy()
    goal -= start  # deviations: what never changes stays exactly so
    lines = []
    for keep, before, after in group.ways:
        add = before * goal[:-1]
        add += after * goal[1:]
        lines.append((keep, add))
    value = _scan(lines, group.pick)
    value += start
    np.clip(value, 0.0, 1.0, out=value)  # rounding may leave minus 1e-9
    return [value[:, k] for k in range(len(targets))]


def _scan(lines: Sequence[tuple[Array, Array]], pick: np.ufunc | None) -> Array:
    keep, add = lines[0]
    out = np.zeros((len(keep) + 1, *keep.shape[1:]), np.float32)
    rows = list(out)
    if pick is None:
        for before, after, factor, addend in zip(rows[:-1], rows[1:], keep, add, strict=True):
            np.multiply(before, factor, after)
            np.add(after, addend, after)
        return out
    other = np.empty_like(rows[0])
    for before, after, factor, addend, factor2, addend2 in zip(
        rows[:-1], rows[1:], keep, add, *lines[1], strict=True
    ):
        np.multiply(before, factor, after)
        np.add(after, addend, after)
        np.multiply(before, factor2, other)
        np.add(other, addend2, other)
        pick(after, other, out=after)
    return out


def _target(
    part: Part, draws: Draws, found: _Outputs, inputs: Mapping[str, Floats], shape: tuple[int, int]
) -> Array:
    state = part.state
    if state.kind == "input":
        return np.repeat(inputs[state.id].astype(np.float32)[:, None], shape[1], axis=1)
    if state.kind == "constant":
        return np.full(shape, state.rest, np.float32)
    left: Array | None = None
    for term in part.drives:
        product = _read(term[0], draws, found)
        for rule in term[1:]:
            product *= _read(rule, draws, found)
        product *= np.float32(-math.prod(rule.weight for rule in term))
        product += np.float32(1)
        left = product if left is None else np.multiply(left, product, out=left)
    if left is None:
        value = np.full(shape, state.rest, np.float32)
    else:
        left *= np.float32(state.rest - 1)
        left += np.float32(1)
        value = left
    for rule in part.gates:
        value *= _scaled(_read(rule, draws, found), rule.weight, 1 - rule.weight)
    for rule in part.brakes:
        value *= _scaled(_read(rule, draws, found), -rule.weight, 1)
    return value


def _scaled(x: Array, by: float, plus: float) -> Array:
    x *= np.float32(by)
    x += np.float32(plus)
    return x


def _read(rule: Rule, draws: Draws, found: _Outputs) -> Array:
    """Return what a rule reads, as an array of its own."""
    x = found.source(rule)
    if rule.form == "linear":
        return x.copy()
    if rule.form == "not_linear":
        return np.subtract(np.float32(1), x)
    half = draws.half_power[rule.id]
    raised = np.power(x, draws.power[rule.id])
    if rule.form == "hill":
        below = raised + half
        raised *= 1 + half
        raised /= below
        return raised
    below = raised + half
    np.subtract(np.float32(1), raised, out=raised)  # 1 - h = K^n (1 - x^n) / (K^n + x^n)
    raised *= half
    raised /= below
    return raised
