"""One run of the cascade: targets on the whole time grid, then exponential steps towards them.

Each equation relaxes linearly towards a target, dy/dt = (T - y) / tau, with one
time constant up and another down.  Between two grid times the target is taken
as a straight line, for which the step is exact (a second-order Rush-Larsen
step, stable however long it is).  No rule leads back, so each state is solved
for all times and all draws at once, after those it needs.  What nothing
stirs stays at rest and is not stepped; what nobody reads is not solved.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ketamine_viz.molecular.cascade.ensemble import Draws
from ketamine_viz.molecular.cascade.inputs import before_dose
from ketamine_viz.molecular.cascade.tables import Rule
from ketamine_viz.molecular.cascade.wiring import Network, Part, downstream, upstream

#: Single precision: the numbers that are drawn are known to one digit.
Array: TypeAlias = NDArray[np.float32]
Floats: TypeAlias = NDArray[np.float64]
#: What a hand does to the outputs of one state: (values, shape (times, draws)) → the same.
Hand = Callable[[Array], Array]


def solve(
    network: Network,
    draws: Draws,
    time_h: Floats,
    inputs: Mapping[str, Floats],
    hands: Mapping[str, Hand],
    read: Iterable[str] | None = None,
    beside: Mapping[str, Array] | None = None,
) -> dict[str, Array]:
    """Return state → output, shape (times + 1, draws); row 0 is long before the dose.

    Parameters
    ----------
    time_h
        Rising times [h], shape (times,).
    inputs
        State of kind input → values, shape (times + 1,), row 0 before the dose.
        Several courses of drug are solved in one go if each has shape
        (times + 1, courses) and there are no hands; outputs then have shape
        (times + 1, courses, draws).
    hands
        State → what interventions do to its output.
    read
        States that are solved, with those they need; all by default.
    beside
        Outputs of the same run without hands: what no hand reaches is taken from there.
    """
    rest = resting(network, draws)
    names = [part.state.id for part in network.parts]
    needed = frozenset(names) if read is None else upstream(network, frozenset(read))
    stirred = set(hands) if beside is not None else set(hands) | _moving(inputs)
    live = downstream(network, frozenset(stirred)) & needed
    start: Mapping[str, Array] = rest if beside is None else beside
    found = _Outputs(network, rest, {name: _narrow(start[name]) for name in needed - live})
    shape = (*next(iter(inputs.values())).shape, draws.n)
    parts = (part for part in network.parts if part.state.id in live)
    with np.errstate(divide="ignore"):  # the logarithm of no activity at all
        for (_, moving), some in groupby(parts, key=lambda p: (p.level, p.state.kind == "state")):
            if moving:
                _follow(list(some), draws, found, time_h, hands, shape)
                continue
            for part in some:
                value = _target(part, draws, found, inputs)
                found[part.state.id] = _held(part, value, hands, shape)
    return {name: np.broadcast_to(found[name], shape) for name in names if name in needed}


@lru_cache(maxsize=64)
def resting(network: Network, draws: Draws) -> Mapping[str, Array]:
    """Return state → output without drug and without interventions, shape (1, draws)."""
    inputs = {name: np.array([value]) for name, value in before_dose().items()}
    found = _Outputs(network, {}, {})
    with np.errstate(divide="ignore"):
        for part in network.parts:
            value = np.broadcast_to(_target(part, draws, found, inputs), (1, draws.n))
            found[part.state.id] = np.clip(value, 0.0, 1.0) if part.state.kind == "state" else value
    return found


def _moving(inputs: Mapping[str, Floats]) -> set[str]:
    """Return the inputs that the drug moves."""
    before = before_dose()
    return {name for name, values in inputs.items() if np.any(values != before[name])}


def _narrow(value: Array) -> Array:
    """Return one row where all rows are the same one by construction."""
    return value[:1] if value.strides[0] == 0 else value


def _held(part: Part, value: Array, hands: Mapping[str, Hand], shape: tuple[int, ...]) -> Array:
    name = part.state.id
    return hands[name](np.broadcast_to(value, shape)) if name in hands else value


def _follow(
    parts: Sequence[Part],
    draws: Draws,
    found: _Outputs,
    time_h: Floats,
    hands: Mapping[str, Hand],
    shape: tuple[int, ...],
) -> None:
    """Solve states of one level: each follows its target."""
    steps = _steps(time_h.tobytes(), draws)
    targets = [np.broadcast_to(_target(part, draws, found, {}), shape) for part in parts]
    values = relax(targets, [steps[part.state.id] for part in parts])
    for part, value in zip(parts, values, strict=True):
        found[part.state.id] = _held(part, value, hands, shape)


class _Outputs(dict[str, "Array"]):
    """State → output, and what a rule may read of it; one row stands for all times."""

    def __init__(self, network: Network, rest: Mapping[str, Array], known: Mapping[str, Array]) -> None:
        super().__init__(known)
        self.network, self.rest = network, rest

    def source(self, rule: Rule) -> Array:
        """Return what a rule reads: its source, or the source at rest if its layer is off."""
        still = self.rest and not self.network.moves(rule)
        return self.rest[rule.source] if still else self[rule.source]


@dataclass(frozen=True, eq=False)
class Step:
    """Exact steps y -> keep y + before T0 + after T1 of one state.

    Attributes
    ----------
    keep, before, after
        With the time constant for rising, and with that for falling, shape
        (times, 2, draws).
    turn
        1 where rising is the quicker: then the higher of the two steps is
        right.  -1 where it is the slower: then the lower is, which is the
        higher once all is turned upside down.
    """

    keep: Array
    before: Array
    after: Array
    turn: float


def step_of(time_h: Floats, rise_h: Array, fall_h: Array) -> Step:
    """Return the steps of one state over a grid of times; time constants [h], shape (draws,)."""
    step = np.diff(time_h, prepend=time_h[:1])[:, None]
    rising = _weights(step, rise_h)
    falling = rising if np.array_equal(rise_h, fall_h) else _weights(step, fall_h)
    keep, before, after = (np.stack(pair, axis=1) for pair in zip(rising, falling, strict=True))
    return Step(keep, before, after, 1.0 if np.all(rise_h <= fall_h) else -1.0)


class _Steps(dict[str, Step]):
    """State → its steps on one grid of times, worked out when first asked for."""

    def __init__(self, time_h: Floats, draws: Draws) -> None:
        super().__init__()
        self.time_h, self.draws = time_h, draws

    def __missing__(self, name: str) -> Step:
        self[name] = step_of(self.time_h, self.draws.rise_h[name], self.draws.fall_h[name])
        return self[name]


# A dose, an account or a blocker leaves the grid as it is: then these stay.
@lru_cache(maxsize=4)
def _steps(times: bytes, draws: Draws) -> _Steps:
    return _Steps(np.frombuffer(times), draws)


def _weights(step: Floats, tau: Array) -> tuple[Array, Array, Array]:
    z = step / tau.astype(float)
    keep = np.exp(-z)
    # The mean of exp(-z) over the step; its series where the quotient would cancel.
    mean = np.where(z < _SHORT, 1 - z / 2 + z * z / 6, (1 - keep) / np.maximum(z, _SHORT))
    return keep.astype(np.float32), (mean - keep).astype(np.float32), (1 - mean).astype(np.float32)


#: Below this share of a time constant a step is taken as very short.
_SHORT = 1e-4


def relax(targets: Sequence[Array], steps: Sequence[Step]) -> list[Array]:
    """Return states that follow their targets.

    Parameters
    ----------
    targets
        One a state, shape (times + 1, ..., draws); each state begins at its row 0.
    steps
        One a state.
    """
    goal = np.stack(targets, axis=1)
    start = goal[:1].copy()
    goal -= start  # deviations: what never changes stays exactly so
    shape = (len(steps), *[1] * (goal.ndim - 2))
    turn = np.array([step.turn for step in steps], np.float32).reshape(shape)
    goal *= turn
    value = _scan(goal, *(_fitted([getattr(s, name) for s in steps], goal.ndim) for name in _PARTS))
    value *= turn
    value += start
    np.clip(value, 0.0, 1.0, out=value)  # rounding may leave minus 1e-9
    return [value[:, k] for k in range(len(targets))]


_PARTS = ("keep", "before", "after")


def _fitted(parts: Sequence[Array], dimensions: int) -> Array:
    """Return weights of several states, shape (times, 2, states, 1 where there are several courses, draws)."""
    whole = np.stack(parts, axis=2)
    return whole if dimensions == _ONE_COURSE else whole[:, :, :, None]


#: Axes of targets where there is one course of drug: times, states, draws.
_ONE_COURSE = 3


def _scan(goal: Array, keep: Array, before: Array, after: Array) -> Array:
    """Return deviations that follow the goal; the higher of the two steps is right throughout."""
    add = before * goal[:-1, None]
    add += after * goal[1:, None]
    out = np.zeros_like(goal)
    both = np.empty_like(add[0])
    one, other = both
    rows = list(out)
    for now, then, factor, addend in zip(rows[:-1], rows[1:], keep, add, strict=True):
        np.multiply(factor, now, both)
        np.add(both, addend, both)
        np.maximum(one, other, out=then)
    return out


def _target(part: Part, draws: Draws, found: _Outputs, inputs: Mapping[str, Floats]) -> Array:
    """Return where a state is drawn to; one row where nothing that it reads changes."""
    state = part.state
    if state.kind == "input":
        values = inputs[state.id].astype(np.float32)[..., None]
        return np.broadcast_to(values, (*values.shape[:-1], draws.n))
    left: Array | None = None
    for term in part.drives:
        product = _read(term[0], draws, found)
        for rule in term[1:]:
            product = _times(product, _read(rule, draws, found))
        product *= np.float32(-math.prod(rule.weight for rule in term))
        product += np.float32(1)
        left = product if left is None else _times(left, product)
    if left is None:
        value = np.full((1, draws.n), state.rest, np.float32)
    else:
        left *= np.float32(state.rest - 1)
        left += np.float32(1)
        value = left
    for rule in part.gates:
        value = _times(value, _scaled(_read(rule, draws, found), rule.weight, 1 - rule.weight))
    for rule in part.brakes:
        value = _times(value, _scaled(_read(rule, draws, found), -rule.weight, 1))
    return value


def _times(a: Array, b: Array) -> Array:
    """Return a product in the place of the larger factor; both are the caller's own."""
    return np.multiply(a, b, out=a if a.size >= b.size else b)


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
    # x to the power n; numpy's own power is a dozen times slower.
    raised = np.log(x)
    raised *= draws.power[rule.id]
    np.exp(raised, out=raised)
    below = raised + half
    if rule.form == "hill":
        raised *= 1 + half
        raised /= below
        return raised
    np.subtract(np.float32(1), raised, out=raised)  # 1 - h = K^n (1 - x^n) / (K^n + x^n)
    raised *= half
    raised /= below
    return raised
