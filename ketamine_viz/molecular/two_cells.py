"""Two cells: one that brakes, one that is braked, and a drug that may reach either."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ketamine_viz import evidence
from ketamine_viz.molecular.constants import constants
from ketamine_viz.molecular.names import known

Array = NDArray[np.float64]
#: Which cells' receptors the drug reaches.
REACHES = ("both", "brake", "main")
#: Rows of ``data/molecular/timecourse`` that measured both cells' currents in slices.
MEASURED = ("t013", "t014", "t015", "t016")
HIGHEST_UM = 100.0


@dataclass(frozen=True)
class TwoCells:
    """Activities of the two cells, as shares of what each can do [0..1].

    Attributes
    ----------
    ketamine_um
        Concentration of racemic ketamine around the cells [µM].
    reaches
        both, brake or main.
    connected
        Whether the brake reaches the main cell.
    block
        brake, main → share of NMDA receptors blocked.
    before, after
        brake, main → activity without and with drug.
    grid_um
        Concentrations of the curves [µM], shape (n,).
    curves
        brake, main → low, middle and high over the ranges of the constants, each of shape (n,).
    """

    ketamine_um: float
    reaches: str
    connected: bool
    block: Mapping[str, float]
    before: Mapping[str, float]
    after: Mapping[str, float]
    grid_um: Array
    curves: Mapping[str, tuple[Array, Array, Array]]

    @property
    def change(self) -> dict[str, float]:
        """Return brake, main → activity with drug minus without."""
        return {cell: self.after[cell] - self.before[cell] for cell in self.after}


def two_cells(ketamine_um: float, reaches: str = "both", connected: bool = True) -> TwoCells:
    """Return what both cells do at a concentration of ketamine.

    The braking neuron's activity falls with the block b of its receptors,
    1 - b / threshold, and is nothing beyond the threshold.  The main cell is
    excited by 1 - excitation × b and loses brake × the brake's activity.  All
    three constants are assumed, and chosen so that the main cell does more at
    1 µM and less at 10 µM, as in slices: this shows an idea, it tests nothing.

    Parameters
    ----------
    ketamine_um
        Racemic ketamine [µM], 0 to 100.
    reaches
        both, brake or main: whose receptors the drug may block.
    connected
        Whether the brake reaches the main cell.

    Raises
    ------
    ValueError
        For a concentration or cells that are not allowed.

    Notes
    -----
    Sources: shaffer2014 (half-occupying concentration), gerhard2020 (both regimes), homayoun2007.

    Examples
    --------
    >>> [two_cells(c).change["main"] > 0 for c in (1, 10)]
    [True, False]
    """
    if isinstance(ketamine_um, bool) or not isinstance(ketamine_um, int | float):
        raise ValueError(f"ketamine_um={ketamine_um!r} is not a number; allowed: 0 to {HIGHEST_UM:g} µM")
    if not 0 <= ketamine_um <= HIGHEST_UM:
        raise ValueError(f"ketamine_um={ketamine_um!r} is out of range; allowed: 0 to {HIGHEST_UM:g} µM")
    known("reaches", reaches, REACHES)
    grid = np.geomspace(0.03, HIGHEST_UM, 120)
    middle = tuple(p.value for p in _constants())
    before = _activities(np.zeros(1), "both", connected, middle)
    after = _activities(np.array([float(ketamine_um)]), reaches, connected, middle)
    corners = [
        _activities(grid, reaches, connected, corner)
        for corner in product(*((p.low, p.high) for p in _constants()))
    ]
    line = _activities(grid, reaches, connected, middle)
    curves = {
        cell: (
            np.min([one[cell] for one in corners], axis=0),
            line[cell],
            np.max([one[cell] for one in corners], axis=0),
        )
        for cell in line
    }
    share = float(_block(np.array([ketamine_um]))[0])
    return TwoCells(
        float(ketamine_um),
        reaches,
        connected,
        {cell: share * (reaches in ("both", cell)) for cell in ("brake", "main")},
        {cell: float(value[0]) for cell, value in before.items()},
        {cell: float(value[0]) for cell, value in after.items()},
        grid,
        curves,
    )


def measured() -> tuple[dict[str, Any], ...]:
    """Return what slices showed: rows with the concentration in ``dose_text`` and the direction in ``value``."""
    rows = {row["id"]: row for row in evidence.rows("molecular/timecourse")}
    return tuple(rows[name] for name in MEASURED)


@cache
def _constants() -> tuple[Any, Any, Any]:
    found = evidence.parameters("molecular", group="two_cells")
    return found["threshold"], found["brake"], found["excitation"]


def _block(ketamine_um: ArrayLike) -> Array:
    level = np.asarray(ketamine_um, float)
    half = constants().potency["ketamine"][1] * constants().pool["interneuron"][1]
    return level / (level + half)


def _activities(
    ketamine_um: Array, reaches: str, connected: bool, given: tuple[Any, ...]
) -> dict[str, Array]:
    threshold, brake, excitation = given
    block = _block(ketamine_um)
    none = np.zeros_like(block)
    on_brake = block if reaches in ("both", "brake") else none
    on_main = block if reaches in ("both", "main") else none
    braking = np.clip(1 - on_brake / threshold, 0, 1)
    main = np.clip(1 - excitation * on_main - brake * connected * braking, 0, 1)
    return {"brake": braking, "main": main}
