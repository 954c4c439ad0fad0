"""The times at which the cascade is solved: dense after each dose and window, sparse later."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
#: A jump is bracketed by two times this far apart [h]: a line between them is a jump.
JUST_BEFORE = 1e-6
_POINTS = 300


def graded(events_h: Iterable[float], hours: float, points: int = _POINTS) -> Array:
    """Return about ``points`` rising times from 0 to ``hours`` [h].

    After each event the steps grow in proportion to the time since it, from
    one minute up; the scale is chosen so that the number of points stays the
    same whatever the course is.

    Examples
    --------
    >>> times = graded([0.0], 336.0)
    >>> bool(250 < len(times) < 350), float(times[-1])
    (True, 336.0)
    """
    events = np.unique([0.0, *(e for e in events_h if 0 <= e < hours)])
    ends = np.append(events[1:], hours)
    # Time since an event on a scale that is even at first and logarithmic later.
    lengths = np.log1p((ends - events) / _EVEN)
    share = np.maximum(2, np.round((points - 2 * len(events)) * lengths / lengths.sum())).astype(int)
    parts = [np.array([hours])]
    for start, length, count in zip(events, lengths, share, strict=True):
        parts.append(start + _EVEN * np.expm1(length * np.arange(count) / count))
    jumps = np.concatenate([events[events > 0] - JUST_BEFORE, events + JUST_BEFORE])
    return np.unique(np.concatenate([*parts, jumps[jumps < hours]]))


#: For about this long after an event the steps are even [h].
_EVEN = 0.5
