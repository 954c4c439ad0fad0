"""The microcircuit before and after a block, beside a control without drug, and how sure each change is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ketamine_viz.network.circuit.activity import (
    Activity,
    activity,
    band_changes,
    extra_drive,
    reached,
)
from ketamine_viz.network.circuit.cells import CELLS, Array
from ketamine_viz.network.circuit.constants import BANDS

#: Measures in the order they are drawn.
MEASURES = (*BANDS, "exponent", "lempel_ziv", "permutation_entropy")

_RANGE = (0.05, 0.95)  # of the varied circuits, or of the stretches of signal


@dataclass(frozen=True, eq=False)
class Change:
    """One measure before and after.

    Attributes
    ----------
    before, after
        Value; power in mV2, the others without a unit.
    percent
        Change [%].
    low, high
        5 % and 95 % of that change [%]: over varied circuits for power and
        steepness, over stretches of signal for the two scores.
    control
        Change in the control, or None if there is none [%].
    """

    before: float
    after: float
    percent: float
    low: float
    high: float
    control: float | None


@dataclass(frozen=True, eq=False)
class SignalChange:
    """A microcircuit without and with the drug, and without it but driven to the same rate."""

    block: float
    selectivity: float
    cells: tuple[str, ...]
    before: Activity
    after: Activity
    control: Activity | None
    changes: dict[str, Change]


def value_of(measure: str, state: Activity) -> float:
    """Return a measure of `MEASURES` in a state.

    Raises
    ------
    ValueError
        For a measure that is not on the list.
    """
    if measure in BANDS:
        return state.band_power[measure]
    if measure == "exponent":
        return state.spectral_exponent
    if measure == "lempel_ziv":
        return state.lempel_ziv
    if measure == "permutation_entropy":
        return state.permutation_entropy
    raise ValueError(f"measure={measure!r} is not allowed; allowed: {', '.join(MEASURES)}")


def compare_signals(
    block: float = 0.3, selectivity: float = 1 / 3, cells: Sequence[str] = CELLS, control: bool = True
) -> SignalChange:
    """Return the microcircuit before and after a block.

    Parameters
    ----------
    block, selectivity, cells
        As in `activity`.
    control
        Whether to add the circuit without drug, driven until its pyramidal
        cells fire as fast as under the drug.

    Raises
    ------
    ValueError
        For a number out of its range, a kind of cell that is not there, or a control that is not True or False.

    Examples
    --------
    >>> round(compare_signals().changes["gamma"].percent)
    18
    """
    if not isinstance(control, bool):
        raise ValueError(f"control={control!r} is not allowed; allowed: True or False")
    cells = reached(cells)
    before, after = activity(0.0), activity(block, selectivity, cells)
    driven = extra_drive(after.rates_hz["pyramidal"]) if control else None
    spread: dict[str, Array] = dict(band_changes(block, selectivity, cells))
    spread["lempel_ziv"] = 100 * (after.lempel_ziv_each / before.lempel_ziv_each - 1)
    spread["permutation_entropy"] = 100 * (
        after.permutation_entropy_each / before.permutation_entropy_each - 1
    )
    changes = {}
    for measure in MEASURES:
        a, b = value_of(measure, before), value_of(measure, after)
        low, high = np.quantile(spread[measure], _RANGE)
        other = None if driven is None else 100 * (value_of(measure, driven) / a - 1)
        changes[measure] = Change(a, b, 100 * (b / a - 1), float(low), float(high), other)
    return SignalChange(float(block), float(selectivity), cells, before, after, driven, changes)
