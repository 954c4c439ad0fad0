"""What a simulation of the network returns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ketamine_viz.network.mean_field import Array
from ketamine_viz.network.schematic import groups, index, regions

if TYPE_CHECKING:
    import networkx as nx

    from ketamine_viz.network.circuit.activity import Activity


@dataclass(frozen=True, eq=False)
class State:
    """Activity and slow-band connectivity of the 18 regions, and the signal of a cortical microcircuit.

    Attributes
    ----------
    block, selectivity, depression, plasticity
        The knobs it was made with, 0..1.
    rates_hz
        Excitatory rate of each region [Hz].
    fc
        Correlation between regions, shape (18, 18), in the order of ``regions``.
    growth
        Largest real part of the eigenvalues [1/s]; stable if negative.
    stable
        Whether the state is a stable fixed point.
    flag
        None, or why the state must not be drawn as a result: ``unstable``
        (no stable state was found) or ``high_rate`` (the model has left its
        low-rate range).
    """

    block: float
    selectivity: float
    depression: float
    plasticity: float
    rates_hz: dict[str, float]
    fc: Array = field(repr=False)
    growth: float
    stable: bool
    flag: str | None

    @property
    def regions(self) -> tuple[str, ...]:
        """Region ids in the order of ``fc``."""
        return tuple(index())

    @cached_property
    def connectivity(self) -> nx.Graph[str]:
        """Graph over all pairs of regions with ``r`` on edges and ``rate_hz`` on nodes."""
        import networkx as nx

        names = self.regions
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from((name, {"rate_hz": self.rates_hz[name]}) for name in names)
        rows, columns = np.triu_indices(len(names), 1)
        graph.add_edges_from(
            (names[i], names[j], {"r": float(self.fc[i, j])}) for i, j in zip(rows, columns, strict=True)
        )
        return graph

    @cached_property
    def z(self) -> Array:
        """Fisher z of ``fc``, zero on the diagonal."""
        return np.arctanh(self.fc - np.eye(len(self.fc)))

    @cached_property
    def signal(self) -> Activity:
        """The cortical microcircuit under the same block, worked out when first asked for.

        It knows ``block`` and ``selectivity`` only: depression and plasticity
        leave it as it is, since nothing is known of what they do to it.
        """
        from ketamine_viz.network.circuit.activity import activity

        return activity(self.block, self.selectivity)

    @property
    def band_power(self) -> dict[str, float]:
        """Power of delta, theta, alpha, beta and gamma [mV2]: absolute, comparable between states."""
        return self.signal.band_power

    @property
    def spectral_exponent(self) -> float:
        """Steepness of the signal's spectrum; smaller means flatter."""
        return self.signal.spectral_exponent

    @property
    def spectral_entropy(self) -> float:
        """How evenly the signal's power is spread over frequencies, 0..1."""
        return self.signal.spectral_entropy

    @property
    def lempel_ziv(self) -> float:
        """Lempel-Ziv complexity of the signal, about 0..1."""
        return self.signal.lempel_ziv

    @property
    def permutation_entropy(self) -> float:
        """Permutation entropy of the signal, 0..1."""
        return self.signal.permutation_entropy

    def mean_over(self, pairs: Iterable[tuple[int, int]], scale: str = "z") -> float:
        """Return the mean correlation over index pairs, as ``r`` or as Fisher ``z``."""
        i, j = np.array(list(pairs)).T
        return float((self.fc if scale == "r" else self.z)[i, j].mean())

    @cached_property
    def measures(self) -> dict[str, float]:
        """Group measures by id of ``data/network/group_measures.csv``, and the mean default mode rate [Hz]."""
        found = {group.id: self.mean_over(group.pairs, group.scale) for group in groups()}
        default = [region.id for region in regions() if region.system == "DMN"]
        found["dmn_rate_hz"] = float(np.mean([self.rates_hz[name] for name in default]))
        return found

    def r(self, a: str, b: str) -> float:
        """Return the correlation between two regions.

        Raises
        ------
        ValueError
            For an id that is not a region of the model.
        """
        for name, given in (("a", a), ("b", b)):
            if given not in index():
                raise ValueError(f"{name}={given!r} is not a region; allowed: {', '.join(index())}")
        return float(self.fc[index()[a], index()[b]])
