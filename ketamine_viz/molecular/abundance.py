"""How many cells use glutamate, GABA or a monoamine, and how far one of them reaches: counts, not a model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ketamine_viz import evidence
from ketamine_viz.molecular.names import known

#: The cortex is drawn as a square of this many dots a side.
SIDE = 100
DOTS = SIDE * SIDE
MONOAMINES = ("dopamine", "serotonin", "noradrenaline")
COUNTS = ("low", "high")
_SEED = 7


@dataclass(frozen=True)
class Count:
    """How many cells of one kind a human brain has.

    Attributes
    ----------
    low, high
        Least and most of what was counted [cells].
    refs
        References.
    words
        How it was counted.
    """

    group: str
    low: float
    high: float
    refs: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class Reach:
    """How far one cell reaches.

    Attributes
    ----------
    centimetres
        Axon with all its branches laid end to end [cm].
    """

    group: str
    centimetres: float
    species: str
    ref: str
    words: str


@dataclass(frozen=True, eq=False)  # holds an array: equal means the same one
class Abundance:
    """A cortex of dots and what the monoamine cells of a whole brain make of one.

    Attributes
    ----------
    gaba
        Share of cortical neurons that use GABA, 0..1.
    count
        Whether the least or the most of the counts is drawn: low or high.
    focus
        The monoamine in focus.
    cortex
        Neurons of the cortex.
    is_gaba
        For each dot whether it stands for GABA cells, shape (SIDE, SIDE).
    counts
        Group → how many cells.
    reach
        Cells whose axon was measured, longest first.
    striatum
        Low, middle and high share of the striatum one dopamine cell covers [%].
    """

    gaba: float
    count: str
    focus: str
    cortex: float
    is_gaba: NDArray[np.bool_]
    counts: dict[str, Count]
    reach: tuple[Reach, ...]
    striatum: tuple[float, float, float]

    @property
    def per_dot(self) -> float:
        """Neurons that one dot stands for."""
        return self.cortex / DOTS

    def dots(self, group: str, count: str = "") -> float:
        """Return how many dots the cells of a group would fill."""
        return float(getattr(self.counts[group], count or self.count)) / self.per_dot


@cache
def _rows() -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in evidence.rows("molecular/cell_counts")}


def gaba_shares() -> tuple[tuple[float, str], ...]:
    """Return the published shares of GABA cells in the cortex, lowest first, each with its reference.

    Examples
    --------
    >>> [share for share, _ in gaba_shares()]
    [0.1, 0.15, 0.2]
    """
    found = [(row["value"] / 100, row["ref"]) for row in _rows().values() if row["group"] == "gaba"]
    return tuple(sorted(found))


@cache
def counts() -> dict[str, Count]:
    """Return how many cells use each monoamine in a human brain.

    Serotonin: what was counted in the pons, and with all cells of the dorsal
    raphe on top as an upper limit.

    Sources: german1983, baker1990, baker1991, baker1989, german1988.

    Examples
    --------
    >>> counts()["serotonin"].low, counts()["serotonin"].high
    (125000.0, 360000.0)
    """
    rows = _rows()
    pons, raphe, coeruleus, pigment, midbrain = (
        rows[key] for key in ("cc06", "cc07", "cc08", "cc09", "cc10")
    )
    return {
        "dopamine": Count(
            "dopamine", midbrain["value"], midbrain["value"], (midbrain["ref"],), "midbrain of one man"
        ),
        "serotonin": Count(
            "serotonin",
            pons["value"],
            pons["value"] + raphe["value"],
            (pons["ref"], raphe["ref"]),
            "counted in the pons; at most with every cell of the dorsal raphe",
        ),
        "noradrenaline": Count(
            "noradrenaline",
            pigment["low"],
            coeruleus["value"],
            (coeruleus["ref"], pigment["ref"]),
            "locus coeruleus; fewer in the very old",
        ),
    }


@cache
def reach() -> tuple[Reach, ...]:
    """Return the cells whose whole axon was measured, longest first.

    Sources: gagnon2014, winnubst2019.
    """
    found = [
        Reach(row["group"], row["value"], row["species"], row["ref"], row["what"])
        for row in _rows().values()
        if row["quantity"] == "axon"
    ]
    return tuple(sorted(found, key=lambda one: -one.centimetres))


def abundance(*, gaba: float = 0.2, count: str = "high", focus: str = "serotonin") -> Abundance:
    """Return the cortex in dots and the monoamine cells beside it.

    Parameters
    ----------
    gaba
        Share of GABA cells, 0 to 0.5.
    count
        ``low`` or ``high``: which end of the counts is drawn.
    focus
        dopamine, serotonin or noradrenaline.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Sources: azevedo2009, and those of `counts`, `gaba_shares` and `reach`.

    Examples
    --------
    >>> one = abundance()
    >>> round(one.per_dot / 1e6, 2), round(one.dots("serotonin"), 2)
    (1.64, 0.22)
    """
    if isinstance(gaba, bool) or not isinstance(gaba, int | float) or not 0 <= gaba <= 0.5:
        raise ValueError(f"gaba={gaba!r} is not allowed; allowed: 0 to 0.5")
    known("count", count, COUNTS)
    known("focus", focus, MONOAMINES)
    rows = _rows()
    cortex = rows["cc02"]["value"] * 1e9 * rows["cc01"]["value"] / 100
    # The same dots at every share: one order, cut at different places.
    order = np.random.default_rng(_SEED).permutation(DOTS)
    is_gaba = np.zeros(DOTS, dtype=bool)
    is_gaba[order[: round(gaba * DOTS)]] = True
    covered = rows["cc13"]
    return Abundance(
        float(gaba),
        count,
        focus,
        cortex,
        is_gaba.reshape(SIDE, SIDE),
        counts(),
        reach(),
        (covered["low"], covered["value"], covered["high"]),
    )
