"""Times a reader gives: refused with a clear word unless a level can be told for each."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ketamine_viz.routes.exact import Array

LONGEST_H = 87_600.0
MOST_TIMES = 2_000_000


def view(hours: float, horizon_h: float) -> float:
    """Return the length of a view [h].

    Raises
    ------
    ValueError
        Unless it is a number above 0 up to the horizon.

    Examples
    --------
    >>> view(6, 24.0)
    6.0
    """
    if isinstance(hours, bool) or not isinstance(hours, int | float) or not 0 < hours <= horizon_h:
        raise ValueError(f"hours={hours!r} is not allowed; allowed: hours above 0 up to {horizon_h:g}")
    return float(hours)


def checked(times_h: ArrayLike, rising: bool = True) -> Array:
    """Return times as an array [h], shape (times,).

    Parameters
    ----------
    rising
        Whether each must be later than the one before.

    Raises
    ------
    ValueError
        Unless there is at least one, in one row, and all are finite hours
        from 0 to 87,600.

    Examples
    --------
    >>> checked([0, 0.5, 24])
    array([ 0. ,  0.5, 24. ])
    """
    allowed = f"one to {MOST_TIMES:,} finite{' rising' if rising else ''} hours from 0"
    try:
        times = np.array(times_h, dtype=float)
        if np.asarray(times_h).dtype == bool:
            raise TypeError
    except (TypeError, ValueError):
        raise ValueError(f"times_h={times_h!r} is not a list of numbers; allowed: {allowed}") from None
    if times.ndim != 1 or not 1 <= len(times) <= MOST_TIMES:
        raise ValueError(f"times_h of shape {times.shape} is not allowed; allowed: {allowed}")
    if not np.isfinite(times).all() or times.min() < 0 or (rising and (np.diff(times) <= 0).any()):
        raise ValueError(f"times_h={times_h!r} is not a grid; allowed: {allowed}")
    if times.max() > LONGEST_H:
        raise ValueError(f"times_h ends at {times.max():g}; allowed: up to {LONGEST_H:g} h")
    return times
