"""The microcircuit's constants, read from the evidence once, and varied circuits around them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from ketamine_viz import evidence
from ketamine_viz.network.circuit.cells import Array, Circuit, growth, settle, spectrum

#: Names of the bands from slow to fast.
BANDS = ("delta", "theta", "alpha", "beta", "gamma")

_SEED = 20  # of the varied circuits
_TRIES = 8  # how many are drawn for one that is kept, at most


def _group(name: str) -> dict[str, float]:
    return {symbol: p.value for symbol, p in evidence.parameters("network", group=name).items()}


@dataclass(frozen=True)
class Recording:
    """How a signal is made and scored: samples per second, length [s], traces, floor, fit [Hz], pattern."""

    per_s: float
    seconds: float
    stretches: int
    floor: float
    exponent_from: float
    exponent_to: float
    order: int
    delay: int

    @property
    def frequency_hz(self) -> Array:
        """Frequencies of a trace from zero to half the sampling rate [Hz]."""
        return np.asarray(np.fft.rfftfreq(round(self.per_s * self.seconds), 1 / self.per_s), dtype=np.float64)


@lru_cache(maxsize=1)
def recording() -> Recording:
    """Return how signals are made and scored."""
    cells: dict[str, Any] = _group("recording")
    for whole in ("stretches", "order", "delay"):
        cells[whole] = int(cells[whole])
    return Recording(**cells)


@lru_cache(maxsize=1)
def bands() -> dict[str, tuple[float, float]]:
    """Return band → lower and upper edge [Hz]; the upper edge is outside."""
    edges = _group("band")
    return {name: (edges[f"{name}_from"], edges[f"{name}_to"]) for name in BANDS}


@lru_cache(maxsize=1)
def circuit() -> Circuit:
    """Return the circuit of the tables."""
    v = _group("cells")
    cells = ("E", "P", "S")

    def column(source: str) -> Array:
        return np.array([v.get(f"w_{cell}{source}", 0.0) for cell in cells])

    return Circuit(
        gain=v["k"],
        rest_hz=np.array([v[f"rest_{cell}"] for cell in cells]),
        tau=np.array([v[f"tau_{cell}"] for cell in cells]),
        tau_ampa=np.array(v["tau_A"]),
        tau_nmda=np.array(v["tau_N"]),
        tau_pv=np.array(v["tau_GP"]),
        tau_sst=np.array(v["tau_GS"]),
        from_E=column("E"),
        from_P=column("P"),
        from_S=column("S"),
        nmda=np.array([v[f"n_{cell}"] for cell in cells]),
        noise=v["noise"] * np.array([1.0, v["noise_share"], v["noise_share"]]),
        tau_noise=v["tau_n"],
    )


@lru_cache(maxsize=1)
def varied() -> Circuit:
    """Return circuits with every weight, share and lag changed at random, along a first axis.

    Kept are those that without drug are stable and have their highest slow
    peak where the tables allow; what the drug does to them plays no part.
    """
    base, v = circuit(), _group("draw")
    count = int(v["count"])
    draws = count * _TRIES
    random = np.random.default_rng(_SEED)

    def change(values: Array) -> Array:
        return values * (1 + v["spread"] * random.uniform(-1, 1, (draws, *values.shape)))

    names = ("tau", "tau_ampa", "tau_nmda", "tau_pv", "tau_sst", "from_E", "from_P", "from_S", "nmda")
    changed: dict[str, Any] = {name: change(getattr(base, name)) for name in names}
    changed["nmda"] = np.minimum(changed["nmda"], 1.0)
    many = replace(base, **changed)
    nothing = np.zeros(3)
    rest = settle(many, nothing)
    slow = np.arange(2.0, v["peak_to"] + 5, 0.25)
    peak = slow[spectrum(many, rest, nothing, slow).argmax(axis=-1)]
    good = (growth(many, rest, nothing) < 0) & (peak >= v["peak_from"]) & (peak <= v["peak_to"])
    kept = np.flatnonzero(good)[:count]
    chosen: dict[str, Any] = {name: getattr(many, name)[kept] for name in names}
    return replace(many, **chosen)
