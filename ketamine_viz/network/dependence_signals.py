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
#: Measure → how it is named.
SIGNAL_DIRECTIONS = {
    "delta": "Drug: delta power",
    "theta": "Drug: theta power",
    "alpha": "Drug: alpha power",
    "beta": "Drug: beta power",
    "gamma": "Drug: gamma power",
    "exponent": "Drug: steepness of the spectrum",
}
_VARIED = ("tau", "tau_ampa", "tau_nmda", "tau_pv", "tau_sst", "from_E", "from_P", "from_S", "nmda")


def signal_changes(block: float, selectivity: float) -> dict[str, float]:
    """Return changes by measure with our constants, as shares."""
    return {name: float(change) for name, change in _changes(circuit(), block, selectivity).items()}


def signal_holds(spread: float, block: float, selectivity: float) -> dict[str, Array]:
    """Return changes by measure in each kept circuit, as shares, shape (kept,)."""
    return _changes(kept(spread), block, selectivity)


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


def _changes(one: Circuit, block: float, selectivity: float) -> dict[str, Array]:
    before, after = _powers(one, np.zeros(3)), _powers(one, blocked(block, selectivity, CELLS))
    return {name: after[name] / before[name] - 1 for name in before}


def _powers(one: Circuit, share: Array) -> dict[str, Array]:
    """Return band powers and steepness; NaN where a circuit does not settle or is unstable under the block."""
    r = recording()
    # One line a hertz: enough for bands, a quarter of the work.
    frequency = r.frequency_hz[: r.frequency_hz.size * 3 // 4 : 4]
    v = settle(one, share)
    power = spectrum(one, v, share, frequency)
    power = power + r.floor * _highest()
    lost = ~(growth(one, v, share) < 0)
    found = {
        name: np.asarray(signals.band_power(frequency, power, *edges)) for name, edges in bands().items()
    }
    found["exponent"] = np.asarray(
        signals.spectral_exponent(frequency, power, r.exponent_from, r.exponent_to)
    )
    return {name: np.where(lost, np.nan, values) for name, values in found.items()}


@lru_cache(maxsize=1)
def _highest() -> float:
    c = circuit()
    return float(spectrum(c, c.rest_mv, np.zeros(3), recording().frequency_hz[1:]).max())
