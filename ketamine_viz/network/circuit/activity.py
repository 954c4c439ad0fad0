"""What the microcircuit does under a block: rates, spectrum, and the signal made from it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np

from ketamine_viz.network import signals
from ketamine_viz.network.circuit.cells import CELLS, Array, Circuit, growth, settle, spectrum
from ketamine_viz.network.circuit.constants import bands, circuit, recording, varied

_LIMITS = {"block": 0.5, "selectivity": 1.0}
_SEED = 0  # of phases and shuffles: the same for every state, so that only the spectrum differs


@dataclass(frozen=True, eq=False)
class Activity:
    """One state of the microcircuit.

    Attributes
    ----------
    rates_hz
        Rates of pyramidal, PV and SST cells [Hz].
    frequency_hz, power
        Spectrum of the pyramidal drive with the recording's own noise, shape (F,) [Hz, mV2/Hz].
    growth
        Largest real part of the eigenvalues [1/s]; stable if negative.
    """

    rates_hz: dict[str, float]
    frequency_hz: Array = field(repr=False)
    power: Array = field(repr=False)
    growth: float

    @cached_property
    def band_power(self) -> dict[str, float]:
        """Power in each band [mV2]: absolute, comparable between states."""
        return {
            name: float(signals.band_power(self.frequency_hz, self.power, *edges))
            for name, edges in bands().items()
        }

    @cached_property
    def spectral_exponent(self) -> float:
        """Steepness of the spectrum; smaller means flatter."""
        r = recording()
        return float(signals.spectral_exponent(self.frequency_hz, self.power, r.exponent_from, r.exponent_to))

    @cached_property
    def spectral_entropy(self) -> float:
        """How evenly power is spread over 1 to 80 Hz, 0..1."""
        return float(signals.spectral_entropy(self.frequency_hz, self.power))

    @cached_property
    def traces(self) -> Array:
        """Signals with this spectrum and fixed phases, shape (stretches, samples) [mV]."""
        n = round(recording().per_s * recording().seconds)
        amplitude = np.sqrt(2 * self.power * (self.frequency_hz[1] - self.frequency_hz[0])) * n / 2
        amplitude[[0, -1]] = 0.0  # no offset, and nothing at the edge of what the sampling can hold
        return np.fft.irfft(amplitude * _phases(), n, axis=-1)

    @cached_property
    def lempel_ziv_each(self) -> Array:
        """Lempel-Ziv complexity of each trace, shape (stretches,)."""
        return np.array([signals.lempel_ziv(trace, seed) for seed, trace in enumerate(self.traces)])

    @cached_property
    def permutation_entropy_each(self) -> Array:
        """Permutation entropy of each trace, shape (stretches,)."""
        return signals.permutation_entropy(self.traces, recording().order, recording().delay)

    @property
    def lempel_ziv(self) -> float:
        """Mean Lempel-Ziv complexity of the traces, about 0..1."""
        return float(self.lempel_ziv_each.mean())

    @property
    def permutation_entropy(self) -> float:
        """Mean permutation entropy of the traces, 0..1."""
        return float(self.permutation_entropy_each.mean())


@lru_cache(maxsize=1)
def _phases() -> np.ndarray[tuple[int, int], np.dtype[np.complex128]]:
    random = np.random.default_rng(_SEED)
    shape = (recording().stretches, recording().frequency_hz.size)
    return np.exp(1j * random.uniform(0, 2 * np.pi, shape))


def activity(block: float = 0.3, selectivity: float = 1 / 3, cells: Sequence[str] = CELLS) -> Activity:
    """Return rates and spectrum of the microcircuit under a block.

    Parameters
    ----------
    block
        Share of NMDA drive blocked on PV and SST cells, 0 to 0.5.
    selectivity
        Block on pyramidal cells relative to it, 0 to 1.
    cells
        Kinds of cells the drug reaches: any of ``pyramidal``, ``pv``, ``sst``.

    Raises
    ------
    ValueError
        For a number out of its range, or a kind of cell that is not there.

    Examples
    --------
    >>> before, after = activity(0.0), activity(0.3)
    >>> round(100 * (after.band_power["alpha"] / before.band_power["alpha"] - 1))
    -31
    """
    return _activity(_checked("block", block), _checked("selectivity", selectivity), reached(cells))


def extra_drive(rate_hz: float) -> Activity:
    """Return the circuit without drug, driven until pyramidal cells fire at a rate: the control.

    Parameters
    ----------
    rate_hz
        Rate of pyramidal cells [Hz], above 0 and at most 20.

    Raises
    ------
    ValueError
        For a rate out of its range.
    """
    if isinstance(rate_hz, bool) or not isinstance(rate_hz, int | float) or not 0 < rate_hz <= 20:
        raise ValueError(f"rate_hz={rate_hz!r} is not allowed; allowed: above 0, at most 20 Hz")
    c = circuit()
    v_E = math.sqrt(rate_hz / c.gain)
    v_S = c.inputs[2] + c.from_E[2] * rate_hz
    r_S = c.gain * max(v_S, 0.0) ** 2
    # PV cells also hold themselves back: one quadratic equation.
    drive = c.inputs[1] + c.from_E[1] * rate_hz - c.from_S[1] * r_S
    hold = c.from_P[1] * c.gain
    v_P = (math.sqrt(max(1 + 4 * hold * drive, 0.0)) - 1) / (2 * hold)
    alone = c.inputs[0] + c.from_E[0] * rate_hz - c.from_P[0] * c.gain * v_P**2 - c.from_S[0] * r_S
    return _made(c, np.zeros(3), np.array([v_E - alone, 0.0, 0.0]))


def reached(cells: Sequence[str]) -> tuple[str, ...]:
    """Return kinds of cells in the order of the arrays.

    Raises
    ------
    ValueError
        For a kind that is not there.
    """
    if isinstance(cells, str) or not all(cell in CELLS for cell in cells):
        raise ValueError(f"cells={cells!r} is not allowed; allowed: any of {', '.join(CELLS)}")
    return tuple(cell for cell in CELLS if cell in cells)


def blocked(block: float, selectivity: float, cells: Sequence[str]) -> Array:
    """Return the share of NMDA drive blocked on each kind of cell, shape (3,)."""
    share = {"pyramidal": selectivity * block, "pv": block, "sst": block}
    return np.array([share[cell] if cell in cells else 0.0 for cell in CELLS])


def band_changes(block: float, selectivity: float, cells: Sequence[str]) -> dict[str, Array]:
    """Return changes of band powers [%] and of the exponent [%] in the varied circuits, shape (draws,)."""
    return _band_changes(_checked("block", block), _checked("selectivity", selectivity), reached(cells))


def _checked(name: str, given: object) -> float:
    top = _LIMITS[name]
    if isinstance(given, bool | np.bool_) or not isinstance(given, int | float | np.integer | np.floating):
        raise ValueError(f"{name}={given!r} is not a number; allowed: 0 to {top:g}")
    if not math.isfinite(given) or not 0 <= given <= top:
        raise ValueError(f"{name}={given!r} is out of range; allowed: 0 to {top:g}")
    return float(given) + 0.0


@lru_cache(maxsize=256)
def _activity(block: float, selectivity: float, cells: tuple[str, ...]) -> Activity:
    return _made(circuit(), blocked(block, selectivity, cells), np.zeros(3))


@lru_cache(maxsize=1)
def _floor() -> float:
    c, r = circuit(), recording()
    return r.floor * float(spectrum(c, c.rest_mv, np.zeros(3), r.frequency_hz[1:]).max())


def _made(c: Circuit, share: Array, extra: Array) -> Activity:
    v = settle(c, share, extra)
    frequency = recording().frequency_hz
    power = spectrum(c, v, share, frequency) + _floor()
    for array in (frequency, power):
        array.setflags(write=False)
    rates = dict(zip(CELLS, map(float, c.gain * v**2), strict=True))
    return Activity(rates, frequency, power, float(growth(c, v, share)))


@lru_cache(maxsize=256)
def _band_changes(block: float, selectivity: float, cells: tuple[str, ...]) -> dict[str, Array]:
    before, after = _varied_powers(0.0, 0.0, ()), _varied_powers(block, selectivity, cells)
    return {name: 100 * (after[name] / before[name] - 1) for name in before}


@lru_cache(maxsize=64)
def _varied_powers(block: float, selectivity: float, cells: tuple[str, ...]) -> dict[str, Array]:
    many, share, r = varied(), blocked(block, selectivity, cells), recording()
    # Twice as coarse as the traces: enough for bands, half the work.
    frequency = r.frequency_hz[: r.frequency_hz.size * 3 // 4 : 2]
    power = spectrum(many, settle(many, share), share, frequency) + _floor()
    found = {name: signals.band_power(frequency, power, *edges) for name, edges in bands().items()}
    found["exponent"] = signals.spectral_exponent(frequency, power, r.exponent_from, r.exponent_to)
    return found
