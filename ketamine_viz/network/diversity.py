"""Two signals to compress and to filter: made rhythms, made noise, and the microcircuit's own.

Sources: schartner2017 (how Lempel-Ziv complexity is taken)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ketamine_viz.network import signals
from ketamine_viz.network.circuit.activity import activity
from ketamine_viz.network.circuit.constants import BANDS, bands, recording
from ketamine_viz.network.schematic import value
from ketamine_viz.network.signals import Array

#: Signals to choose from.
SIGNALS = ("sine", "mixed", "noise", "before", "drug")
#: Filters to choose from.
FILTERS = ("all", *BANDS)

_SEED = 5  # of the made noise
_SINE_HZ = 9.0  # a made rhythm in the alpha band; any other would do


@dataclass(frozen=True, eq=False)
class Compressed:
    """One signal, what its filter leaves, and how it compresses.

    Attributes
    ----------
    trace, filtered
        The signal and the part in the chosen band, shape (n,) [mV].
    bits
        Which samples lie above the median, shape (n,).
    pieces, shuffled
        Size of the dictionary after each sample, of the bits and of the same bits shuffled, shape (n,).
    """

    name: str
    trace: Array
    filtered: Array
    bits: NDArray[np.bool_]
    pieces: NDArray[np.int64]
    shuffled: NDArray[np.int64]

    @property
    def lempel_ziv(self) -> float:
        """Lempel-Ziv complexity: one dictionary against the other."""
        return float(self.pieces[-1] / self.shuffled[-1])

    @property
    def strength(self) -> float:
        """Standard deviation of what the filter leaves [mV]."""
        return float(self.filtered.std())

    def power(self, band: str) -> float:
        """Return the power of one band [mV2]."""
        return float(signals.band_pass(self.trace, *bands()[band], recording().per_s).var())


@dataclass(frozen=True, eq=False)
class TwoSignals:
    """Two signals through the same filter."""

    first: Compressed
    second: Compressed
    band: str

    @property
    def band_changes(self) -> dict[str, float]:
        """Change of power from the first to the second by band [%]; infinite where the first has none."""
        found = {}
        for band in BANDS:
            a, b = self.first.power(band), self.second.power(band)
            found[band] = 100 * (b / a - 1) if a > 1e-12 else float("inf") if b > 1e-12 else 0.0
        return found


def two_signals(first: str = "sine", second: str = "noise", band: str = "all") -> TwoSignals:
    """Return two signals, filtered alike and compressed.

    Parameters
    ----------
    first, second
        One of `SIGNALS`: a pure rhythm, half rhythm half noise, noise, and the
        microcircuit before and with the drug.
    band
        One of `FILTERS`.

    Raises
    ------
    ValueError
        For a word that is not on its list.

    Examples
    --------
    >>> pair = two_signals("sine", "noise")
    >>> pair.first.lempel_ziv < 0.6 < 0.9 < pair.second.lempel_ziv
    True
    """
    for name, given, allowed in (
        ("first", first, SIGNALS),
        ("second", second, SIGNALS),
        ("band", band, FILTERS),
    ):
        if given not in allowed:
            raise ValueError(f"{name}={given!r} is not allowed; allowed: {', '.join(allowed)}")
    return TwoSignals(_compressed(first, band), _compressed(second, band), band)


@lru_cache(maxsize=len(SIGNALS))
def _trace(name: str) -> Array:
    own = activity(0.0).traces[0]
    if name == "before":
        return own
    if name == "drug":
        v = value()
        return activity(v["drug.block"], v["drug.selectivity"]).traces[0]
    sine = np.sqrt(2) * np.sin(2 * np.pi * _SINE_HZ * np.arange(own.size) / recording().per_s)
    noise = np.random.default_rng(_SEED).normal(size=own.size)
    noise = (noise - noise.mean()) / noise.std()
    # All made signals are as strong as the microcircuit's before the drug.
    share = {"sine": 1.0, "mixed": np.sqrt(0.5), "noise": 0.0}[name]
    return np.asarray(own.std() * (share * sine + np.sqrt(1 - share**2) * noise))


@lru_cache(maxsize=len(SIGNALS) * len(FILTERS))
def _compressed(name: str, band: str) -> Compressed:
    trace = _trace(name)
    filtered = trace if band == "all" else signals.band_pass(trace, *bands()[band], recording().per_s)
    bits = signals.to_bits(trace)
    shuffled = np.random.default_rng(0).permutation(bits)
    return Compressed(
        name,
        trace,
        filtered,
        bits,
        signals.dictionary_growth(signals.as_text(bits)),
        signals.dictionary_growth(signals.as_text(shuffled)),
    )
