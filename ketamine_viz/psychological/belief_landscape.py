"""A ball in a double well, pushed for a while: the picture behind two theories.  No data stand behind it.

dm/dt = 4·d·m·(1 − m²) + h + p, where m = −1 is the valley called stuck and +1
the one called well, d the depth of the valleys, h a tilt that lasts (higher:
the well side is deeper) and p a push that lasts ``PUSH_LASTS``.  While it lasts, d may be
smaller by a share, the loosening.  Time has no unit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ketamine_viz import evidence

Array = NDArray[np.float64]
PUSH_LASTS, LASTS = 2.0, 8.0
_STEPS = 480
#: Strongest pull back towards the stuck valley, in depths: the slope is steepest where 3m² = 1.
STEEPEST = 8 / (3 * math.sqrt(3))
MOST = {"depth": 1.5, "push": 3.0, "loosening": 0.9, "tilt": 0.5}
THEORIES = ("attractor", "rebus")


@dataclass(frozen=True)
class Theory:
    """A theory, what would contradict it, and what is known so far."""

    id: str
    name: str
    says: str
    would_contradict: str
    so_far: str
    refs: tuple[str, ...]
    test_refs: tuple[str, ...]


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Ball:
    """Where the ball rolled.

    Attributes
    ----------
    time, place
        Shape (481,).
    start, after_push, end
        Places before the push, when it ends, and at the end.
    stays
        True if the ball ends in the valley called well.
    needed
        The least push that would end there if it lasted for ever, with this loosening.
    """

    time: Array
    place: Array
    depth: float
    push: float
    loosening: float
    tilt: float
    theory: Theory

    @property
    def start(self) -> float:
        """Place before the push."""
        return float(self.place[0])

    @property
    def after_push(self) -> float:
        """Place when the push ends."""
        return float(self.place[round(_STEPS * PUSH_LASTS / LASTS)])

    @property
    def end(self) -> float:
        """Place at the end."""
        return float(self.place[-1])

    @property
    def stays(self) -> bool:
        """True if the ball ends on the well side."""
        return self.end > 0

    @property
    def needed(self) -> float:
        """Least push that carries the ball over the ridge if it lasts long enough."""
        return max(0.0, STEEPEST * self.depth * (1 - self.loosening) - self.tilt)

    def ground(self, at: Array, pushed: bool = False) -> Array:
        """Return the height of the ground at places, while the push lasts or without it."""
        depth = self.depth * (1 - self.loosening) if pushed else self.depth
        slope = self.tilt + (self.push if pushed else 0.0)
        height: Array = depth * (at**2 - 1) ** 2 - slope * at
        return height


@lru_cache(maxsize=1)
def theories() -> tuple[Theory, ...]:
    """Return the theories in the order they are offered.

    Sources: scheffer2024, carhartharris2019, smit2025, schreuder2023, bottemanne2022

    Examples
    --------
    >>> [t.id for t in theories()]
    ['attractor', 'rebus']
    """
    rows = sorted(evidence.rows("psychological/mind_theories"), key=lambda row: row["rank"])
    return tuple(
        Theory(r["id"], r["name"], r["says"], r["would_contradict"], r["so_far"], r["refs"], r["test_refs"])
        for r in rows
    )


def roll(
    depth: float = 1.0,
    push: float = 1.2,
    loosening: float = 0.0,
    tilt: float = 0.0,
    theory: str = "attractor",
) -> Ball:
    """Push the ball for a while and let it roll.

    Parameters
    ----------
    depth
        Depth of the valleys, 0.1 to 1.5.
    push
        Strength of the push, 0 to 3.
    loosening
        By what share the ground is flatter while the push lasts, 0 to 0.9.
    tilt
        What lasts: −0.5 (the stuck side is deeper) to 0.5 (the well side is).
    theory
        Whose words stand beside the picture: ``attractor`` or ``rebus``.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> roll(push=1.2).stays, roll(push=2.4).stays, roll(push=1.2, loosening=0.6).stays
    (False, True, True)
    """
    lows = {"depth": 0.1, "push": 0.0, "loosening": 0.0, "tilt": -MOST["tilt"]}
    for name, value in (("depth", depth), ("push", push), ("loosening", loosening), ("tilt", tilt)):
        number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        if not number or not lows[name] <= value <= MOST[name]:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {lows[name]:g} to {MOST[name]:g}")
    if theory not in THEORIES:
        raise ValueError(f"theory={theory!r} is not allowed; allowed: {', '.join(THEORIES)}")
    time = np.linspace(0.0, LASTS, _STEPS + 1)
    told = next(one for one in theories() if one.id == theory)
    place = _path(float(depth), float(push), float(loosening), float(tilt))
    return Ball(time, place, float(depth), float(push), float(loosening), float(tilt), told)


def _path(depth: float, push: float, loosening: float, tilt: float) -> Array:
    """Roll in steps of Heun; the ball starts at rest on the stuck side."""
    step = LASTS / _STEPS
    place = _rest(depth, tilt)
    path = [place]
    pushed_for = round(_STEPS * PUSH_LASTS / LASTS)
    for k in range(_STEPS):
        pushed = k < pushed_for
        wall = 4 * depth * (1 - loosening if pushed else 1.0)
        slope = tilt + (push if pushed else 0.0)
        first = wall * place * (1 - place * place) + slope
        guess = place + step * first
        place += step / 2 * (first + wall * guess * (1 - guess * guess) + slope)
        path.append(place)
    return np.array(path)


def _rest(depth: float, tilt: float) -> float:
    """Return the resting place on the stuck side, or the only one there is."""
    places = np.roots([-4 * depth, 0.0, 4 * depth, tilt])
    return float(min(one.real for one in places if abs(one.imag) < 1e-9))
