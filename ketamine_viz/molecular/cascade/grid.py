"""The times at which the cascade is solved: dense after each dose and window, sparse later."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
#: A jump is bracketed by two times this far apart [h]: a line between them is a jump.
JUST_BEFORE = 1e-6
_POINTS = 300
_LEAST_AN_EVENT = 12
#: For about this long after an event the steps are even [h]; then they grow with the time since it,
_EVEN = 0.15
#: and from here on [h] they are longer by one over this share.
_LATE, _LATE_SHARE = 10.0, 0.45


def graded(events_h: Iterable[float], hours: float, points: int = _POINTS) -> Array:
    """Return about ``points`` rising times from 0 to ``hours`` [h].

    After each event the steps grow in proportion to the time since it, from
    less than a minute up; the scale is chosen so that the number of points
    stays the same whatever the course is.

    Examples
    --------
    >>> times = graded([0.0], 336.0)
    >>> bool(250 < len(times) < 350), float(times[-1])
    (True, 336.0)
    """
    events = np.unique([0.0, *(e for e in events_h if 0 <= e < hours)])
    ends = np.append(events[1:], hours)
    lengths = _scale(ends - events)
    spare = max(points - 2 * len(events), _LEAST_AN_EVENT * len(events))
    share = np.maximum(2, np.round(spare * lengths / lengths.sum())).astype(int)
    parts = [np.array([hours])]
    for start, length, count in zip(events, lengths, share, strict=True):
        parts.append(start + _unscale(length * np.arange(count) / count))
    jumps = np.concatenate([events[events > 0] - JUST_BEFORE, events + JUST_BEFORE])
    merged = np.unique(np.concatenate([*parts, jumps[jumps < hours]]))
    # Rounding may leave a time just short of the next one.
    return merged[np.append(np.diff(merged) > JUST_BEFORE / 10, True)]


def _scale(time: Array) -> Array:
    """Return a scale on which the grid is even."""
    early = np.log1p(np.minimum(time, _LATE) / _EVEN)
    return early + _LATE_SHARE * np.log((np.maximum(time, _LATE) + _EVEN) / (_LATE + _EVEN))


def _unscale(value: Array) -> Array:
    turn = np.log1p(_LATE / _EVEN)
    early = _EVEN * np.expm1(np.minimum(value, turn))
    return early + (_LATE + _EVEN) * np.expm1(np.maximum(value - turn, 0.0) / _LATE_SHARE)
