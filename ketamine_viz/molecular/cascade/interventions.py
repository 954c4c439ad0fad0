"""What a hand can do to the cascade: an operation on the output of one node, in a window."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from ketamine_viz import evidence
from ketamine_viz.molecular.cascade.tables import members, nodes, states
from ketamine_viz.molecular.names import known

Array = NDArray[np.float32]
Floats = NDArray[np.float64]

OPERATIONS = ("block", "knockout", "knockdown", "reduce", "enhance", "raise", "lower")
#: Operations that make a node do more, and those that make it do less.
_MORE, _LESS = (
    frozenset({"enhance", "raise"}),
    frozenset({"block", "knockout", "knockdown", "reduce", "lower"}),
)
#: What is there from before the baseline, so that the baseline settles anew.
_INBORN = frozenset({"knockout", "knockdown"})


@dataclass(frozen=True)
class Intervention:
    """An operation on the output of one node.

    Attributes
    ----------
    node
        A simulated node of the map, or a helper state of the model.
    operation
        block (× 0.1), knockout (× 0, from before the baseline), knockdown
        (× 0.3, likewise), reduce (× 0.4), enhance (× 1.5), raise and lower
        (held at 0.9 or at 0.1).
    start_h, end_h
        Window [h]; ``end_h=None`` is the end of the run.  A knockout or
        knockdown has no window.
    strength
        Share of the full operation [0..1].
    name
        What was given or done, in words.
    """

    node: str
    operation: str = "block"
    start_h: float = 0.0
    end_h: float | None = None
    strength: float = 1.0
    name: str = ""

    def __post_init__(self) -> None:
        known("node", self.node, (*nodes(), *states()))
        known("operation", self.operation, OPERATIONS)
        for name, value in (("start_h", self.start_h), ("end_h", self.end_h)):
            if value is not None and not (_number(value) and value >= 0):
                raise ValueError(f"{name}={value!r} is not allowed; allowed: finite hours from 0")
        if self.end_h is not None and self.end_h <= self.start_h:
            raise ValueError(f"end_h={self.end_h!r} is not after start_h={self.start_h!r}; allowed: later")
        if not (_number(self.strength) and 0 <= self.strength <= 1):
            raise ValueError(f"strength={self.strength!r} is not allowed; allowed: 0 to 1")

    @property
    def inborn(self) -> bool:
        """Whether it is there from before the baseline."""
        return self.operation in _INBORN

    @property
    def targets(self) -> tuple[str, ...]:
        """The states it acts on."""
        return members(self.node) or (self.node,)

    def window(self, hours: float) -> tuple[float, float]:
        """Return start and end [h]."""
        if self.inborn:
            return -math.inf, math.inf
        return self.start_h, hours if self.end_h is None else self.end_h


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


@cache
def factors() -> Mapping[str, float]:
    """Return what each operation multiplies with, or holds at."""
    return {name: p.value for name, p in evidence.parameters("molecular", "operation").items()}


def checked(given: Iterable[Intervention], hours: float) -> tuple[Intervention, ...]:
    """Return interventions that can run together.

    Raises
    ------
    ValueError
        For a window that leaves the run, or two that pull one node in opposite
        directions at the same time.
    """
    found = tuple(given)
    for one in found:
        start, end = one.window(hours)
        if not one.inborn and (start >= hours or end > hours):
            raise ValueError(
                f"the window of {one.name or one.node!r}, {start:g} to {end:g} h, leaves the run; "
                f"allowed: 0 to hours={hours:g}"
            )
    for a, b in combinations(found, 2):
        (start_a, end_a), (start_b, end_b) = a.window(hours), b.window(hours)
        meet = set(a.targets) & set(b.targets) and max(start_a, start_b) < min(end_a, end_b)
        ways = {a.operation in _MORE, b.operation in _MORE}
        if meet and len(ways) == 2:
            raise ValueError(
                f"interventions {a.operation!r} and {b.operation!r} on node {a.node!r} contradict each other; "
                "allowed: one direction at a time"
            )
    return found


def hands(given: Iterable[Intervention], time_h: Floats, hours: float) -> dict[str, Callable[[Array], Array]]:
    """Return state → what the interventions do to its output, shape (times + 1, draws)."""
    by_state: dict[str, list[Intervention]] = {}
    for one in given:
        for target in one.targets:
            by_state.setdefault(target, []).append(one)
    return {name: _hand(mine, time_h, hours) for name, mine in by_state.items()}


def _hand(mine: list[Intervention], time_h: Floats, hours: float) -> Callable[[Array], Array]:
    parts = []
    for one in mine:
        start, end = one.window(hours)
        inside = np.concatenate([[one.inborn], (time_h >= start) & (time_h <= end)])
        parts.append((one.operation, np.float32(one.strength) * inside[:, None].astype(np.float32)))

    def act(value: Array) -> Array:
        out = value
        for operation, share in parts:
            number = np.float32(factors()[operation])
            goal = np.full_like(out, number) if operation in ("raise", "lower") else out * number
            out = np.minimum((1 - share) * out + share * goal, np.float32(1))
        return out

    return act
