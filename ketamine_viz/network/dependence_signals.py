"""The microcircuit's directions under weights, NMDA shares and lags drawn at random.

Sources: none for the sizes, which are ours; ali2020 for the role of SST cells
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from ketamine_viz import evidence
from ketamine_viz.network import signals
from ketamine_viz.network.circuit.activity import blocked
from ketamine_viz.network.circuit.cells import CELLS, Array, Circuit, growth, settle, spectrum
from ketamine_viz.network.circuit.constants import bands, circuit, recording

#: Circuits that are kept, and how many are drawn at most.
KEPT, _DRAWN = 300, 900
_SEED = 300
#: Traces a score of one circuit rests on: fewer than in `activity`, since there are many circuits.
_TRACES = 2
#: Measure → how it is named.
SIGNAL_DIRECTIONS = {
    "delta": "Drug: delta power",
    "theta": "Drug: theta power",
    "alpha": "Drug: alpha power",
    "beta": "Drug: beta power",
    "gamma": "Drug: gamma power",
    "exponent": "Drug: steepness of the spectrum",
    "lempel_ziv": "Drug: Lempel–Ziv complexity",
    "permutation_entropy": "Drug: permutation entropy",
}
_VARIED = ("tau", "tau_ampa", "tau_nmda", "tau_pv", "tau_sst", "from_E", "from_P", "from_S", "nmda")


def signal_changes(block: float, selectivity: float) -> dict[str, float]:
    """Return changes by measure with our constants, as shares."""
    before, after = _before(None), _measures(circuit(), blocked(block, selectivity, CELLS))
    return {name: float(after[name] / before[name] - 1) for name in SIGNAL_DIRECTIONS}


def signal_holds(spread: float, block: float, selectivity: float) -> dict[str, Array]:
    """Return changes by measure in each kept circuit, as shares, shape (kept,); a second or two."""
    before, after = _before(spread), _measures(kept(spread), blocked(block, selectivity, CELLS))
    return {name: after[name] / before[name] - 1 for name in SIGNAL_DIRECTIONS}


@lru_cache(maxsize=8)
def _before(spread: float | None) -> dict[str, Array]:
    """Return every measure without the drug, with our constants (None) or in each kept circuit."""
    return _measures(circuit() if spread is None else kept(spread), np.zeros(3))


@lru_cache(maxsize=8)
def kept(spread: float) -> Circuit:
    """Return random circuits that without the drug are stable and have their slow peak where the tables allow.

    What the drug does to them plays no part in the choice.
    """
    base, random = circuit(), np.random.default_rng(_SEED)

    def change(values: Array) -> Array:
        return values * (1 + spread * random.uniform(-1, 1, (_DRAWN, *values.shape)))

    changed: dict[str, Any] = {name: change(getattr(base, name)) for name in _VARIED}
    changed["nmda"] = np.minimum(changed["nmda"], 1.0)
    many, nothing = replace(base, **changed), np.zeros(3)
    v = {symbol: p.value for symbol, p in evidence.parameters("network", group="draw").items()}
    rest = settle(many, nothing)
    slow = np.arange(2.0, v["peak_to"] + 5, 0.25)
    peak = slow[spectrum(many, rest, nothing, slow).argmax(axis=-1)]
    good = (growth(many, rest, nothing) < 0) & (peak >= v["peak_from"]) & (peak <= v["peak_to"])
    chosen: dict[str, Any] = {name: getattr(many, name)[np.flatnonzero(good)[:KEPT]] for name in _VARIED}
    return replace(many, **chosen)


def _measures(one: Circuit, share: Array) -> dict[str, Array]:
    """Return every measure of a circuit, or of many; NaN where one does not settle or is unstable."""
    r = recording()
    frequency, v = r.frequency_hz, settle(one, share)
    power = spectrum(one, v, share, frequency) + r.floor * _highest()
    lost = ~(growth(one, v, share) < 0)
    found = {
        name: np.asarray(signals.band_power(frequency, power, *edges)) for name, edges in bands().items()
    }
    found["exponent"] = np.asarray(
        signals.spectral_exponent(frequency, power, r.exponent_from, r.exponent_to)
    )
    traces = signal_traces(power, _TRACES)
    scores = [
        signals.lempel_ziv(trace, k % _TRACES) for k, trace in enumerate(traces.reshape(-1, traces.shape[-1]))
    ]
    found["lempel_ziv"] = np.reshape(scores, traces.shape[:-1]).mean(axis=-1)
    found["permutation_entropy"] = signals.permutation_entropy(traces, r.order, r.delay).mean(axis=-1)
    return {name: np.where(lost, np.nan, values) for name, values in found.items()}


def signal_traces(power: Array, count: int) -> Array:
    """Return traces with a spectrum and fixed phases, shape (..., count, samples) [mV]; zero where it is unknown.

    Parameters
    ----------
    power
        Shape (..., F) at the recording's frequencies [mV2/Hz].
    count
        How many.
    """
    r = recording()
    n = round(r.per_s * r.seconds)
    amplitude = np.sqrt(2 * np.nan_to_num(power) * (r.frequency_hz[1] - r.frequency_hz[0])) * n / 2
    amplitude[..., [0, -1]] = 0.0  # no offset, and nothing at the edge of what the sampling can hold
    phases = np.random.default_rng(0).uniform(0, 2 * np.pi, (count, r.frequency_hz.size))
    return np.fft.irfft(amplitude[..., None, :] * np.exp(1j * phases), n, axis=-1)


@lru_cache(maxsize=1)
def _highest() -> float:
    c = circuit()
    return float(spectrum(c, c.rest_mv, np.zeros(3), recording().frequency_hz[1:]).max())
