"""An NMDA channel at rest and in use: who sits in the pore, and how much current gets through.

A teaching model with measured constants.  The gate is open if glutamate and
glycine are bound.  Magnesium and ketamine then compete for one pore, and the
more negative the inside of the cell, the more firmly either is drawn in.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ketamine_viz import evidence

Array = NDArray[np.float64]

#: Voltages of a cell at rest and of an excited one: our choice, for the table of four cases [mV].
REST_MV, EXCITED_MV = -70.0, -20.0
#: Ends and step of the voltage axis [mV].
LOWEST_MV, HIGHEST_MV, STEP_MV = -80.0, 40.0, 10.0
#: Concentrations offered [µM]: none, and steps of about three that take in what was measured.
LEVELS_UM = (0.0, 0.1, 0.3, 1.0, 3.0, 10.0)
#: Rows of `data/molecular/receptor_affinity.csv`: IC50 of ketamine without magnesium, and its electrical depth.
_HALF, _DEPTH = "a018", "a021"


@dataclass(frozen=True)
class Pore:
    """Constants of the pore.

    Attributes
    ----------
    magnesium
        Outside the cell [mM].
    magnesium_half, magnesium_steepness
        Magnesium that blocks half at 0 mV [mM], and its voltage dependence [1/mV].
    reversal, thermal
        Voltage at which the current turns round, and RT/F [mV].
    ketamine_half, ketamine_at
        Ketamine that blocks half [µM] at a voltage [mV], without magnesium.
    ketamine_depth
        How deep in the membrane's field it sits [fraction].
    """

    magnesium: float
    magnesium_half: float
    magnesium_steepness: float
    reversal: float
    thermal: float
    ketamine_half: float
    ketamine_at: float
    ketamine_depth: float


@cache
def pore() -> Pore:
    """Return the constants of the installed data."""
    given = {symbol: p.value for symbol, p in evidence.parameters("molecular", group="channel").items()}
    rows = {row["id"]: row for row in evidence.rows("molecular/receptor_affinity")}
    half, depth = rows[_HALF], rows[_DEPTH]
    return Pore(
        **given,
        ketamine_half=half["value"],
        ketamine_at=half["voltage_mV"],
        ketamine_depth=depth["value"],
    )


@dataclass(frozen=True)
class Sitting:
    """Share of time the pore of an open channel is empty, or holds magnesium or ketamine; they add to 1."""

    empty: float
    magnesium: float
    ketamine: float


def sitting(voltage_mV: float, magnesium: bool, ketamine_uM: float, using: Pore | None = None) -> Sitting:
    """Return who sits in the pore of an open channel, in equilibrium.

    Magnesium weighs ``[Mg] / half × exp(-steepness × V)`` and ketamine
    ``C / IC50(V)`` with ``IC50(V) = IC50 × exp(depth × (V - V0) / (RT/F))``,
    against 1 for the empty pore.

    Sources: jahr1990 (as code cites it), gilling2009.

    Examples
    --------
    >>> round(sitting(-70.0, True, 0.0).empty, 3), round(sitting(-20.0, True, 0.0).empty, 2)
    (0.044, 0.51)
    >>> round(sitting(-70.0, False, 0.71).ketamine, 2)
    0.5
    """
    given = pore() if using is None else using
    weights = _weights(voltage_mV, magnesium, ketamine_uM, given)
    total = 1.0 + sum(float(w) for w in weights)
    return Sitting(1.0 / total, float(weights[0]) / total, float(weights[1]) / total)


def _weights(
    voltage: ArrayLike, magnesium: bool, ketamine: float, given: Pore
) -> tuple[Array | float, Array | float]:
    v = np.asarray(voltage, dtype=float)
    mg = given.magnesium / given.magnesium_half * np.exp(-given.magnesium_steepness * v)
    half = given.ketamine_half * np.exp(given.ketamine_depth * (v - given.ketamine_at) / given.thermal)
    return (mg if magnesium else 0.0 * v), ketamine / half


def current(voltage_mV: ArrayLike, magnesium: bool, ketamine_uM: float, using: Pore | None = None) -> Array:
    """Return the current of an open channel over that of an empty one at the lowest voltage; inward below 0.

    Parameters
    ----------
    voltage_mV
        Voltages [mV], any shape; the result has the same.
    """
    given = pore() if using is None else using
    v = np.asarray(voltage_mV, dtype=float)
    mg, ketamine = _weights(v, magnesium, ketamine_uM, given)
    found: Array = (v - given.reversal) / (given.reversal - LOWEST_MV) / (1.0 + mg + ketamine)
    return found


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Channel:
    """A channel as the reader set it.

    Attributes
    ----------
    glutamate, glycine, voltage, magnesium, ketamine
        As set; voltage [mV], ketamine [µM].
    pore
        Who would sit in the pore if the gate were open.
    flow
        Share of the current of an empty open channel at this voltage, 0..1.
    now
        Current on the axis of the curves.
    voltages
        Voltages of the curves [mV], shape (n,).
    curves
        ``empty``, ``magnesium`` and ``set`` → current, shape (n,).
    cases
        ``(glutamate bound, excited)`` → share of current, with this magnesium,
        glycine and ketamine.
    """

    glutamate: bool
    glycine: bool
    voltage: float
    magnesium: bool
    ketamine: float
    pore: Sitting
    flow: float
    now: float
    voltages: Array
    curves: dict[str, Array]
    cases: dict[tuple[bool, bool], float]

    @property
    def gate_open(self) -> bool:
        """Whether both keys are turned."""
        return self.glutamate and self.glycine

    @property
    def guest(self) -> str:
        """Who is in the pore most: ``empty``, ``magnesium`` or ``ketamine``; ``shut`` behind a shut gate."""
        if not self.gate_open:
            return "shut"
        shares = {"empty": self.pore.empty, "magnesium": self.pore.magnesium, "ketamine": self.pore.ketamine}
        return max(shares, key=lambda name: shares[name])


def channel(
    *,
    glutamate: bool = False,
    glycine: bool = True,
    voltage_mV: float = REST_MV,
    magnesium: bool = True,
    ketamine_uM: float = 0.0,
) -> Channel:
    """Return a channel with its switches set.

    Parameters
    ----------
    glutamate, glycine
        Whether they are bound.
    voltage_mV
        Inside against outside [mV], -80 to 40.
    magnesium
        Whether magnesium is outside, 1 mM.
    ketamine_uM
        Unbound ketamine outside [µM], 0 to 1000, long enough to settle.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> channel(glutamate=True).guest, channel(glutamate=True, voltage_mV=-20.0).guest
    ('magnesium', 'empty')
    """
    for name, switch in (("glutamate", glutamate), ("glycine", glycine), ("magnesium", magnesium)):
        if not isinstance(switch, bool):
            raise ValueError(f"{name}={switch!r} is not allowed; allowed: True or False")
    voltage = between("voltage_mV", voltage_mV, LOWEST_MV, HIGHEST_MV, "mV")
    level = between("ketamine_uM", ketamine_uM, 0.0, 1000.0, "µM")
    inside = sitting(voltage, magnesium, level)
    gate = glutamate and glycine
    voltages = np.linspace(LOWEST_MV, HIGHEST_MV, 121)
    shut = np.zeros_like(voltages)
    curves = {
        "empty": current(voltages, False, 0.0),
        "magnesium": current(voltages, True, 0.0),
        "set": current(voltages, magnesium, level) if gate else shut,
    }
    cases = {
        (bound, excited): sitting(EXCITED_MV if excited else REST_MV, magnesium, level).empty
        if bound and glycine
        else 0.0
        for bound in (False, True)
        for excited in (False, True)
    }
    return Channel(
        glutamate,
        glycine,
        voltage,
        magnesium,
        level,
        inside,
        inside.empty if gate else 0.0,
        float(current(voltage, magnesium, level)) if gate else 0.0,
        voltages,
        curves,
        cases,
    )


def between(name: str, value: object, low: float, high: float, unit: str) -> float:
    """Return a number within limits.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{name}={value!r} is not a number; allowed: {low:g} to {high:g} {unit}")
    if not low <= value <= high:
        raise ValueError(f"{name}={value!r} is out of range; allowed: {low:g} to {high:g} {unit}")
    return float(value)
