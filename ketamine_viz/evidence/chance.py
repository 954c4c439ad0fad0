"""How far a share or a mean could be off by chance."""

from __future__ import annotations

import math
from statistics import NormalDist

#: Standard errors either side of a mean that hold 95% of a normal distribution.
Z95 = NormalDist().inv_cdf(0.975)


def wilson(share: float, n: int) -> tuple[float, float]:
    """Return the 95% Wilson interval of a share (0..1) among ``n`` people.

    Raises
    ------
    ValueError
        For a share outside 0..1, or nobody.

    Examples
    --------
    >>> [round(end, 2) for end in wilson(0.5, 20)]
    [0.3, 0.7]
    """
    if not 0 <= share <= 1 or n < 1:
        raise ValueError(f"share={share!r}, n={n!r} are not possible; allowed: share 0 to 1, n at least 1")
    scale = 1 + Z95**2 / n
    centre = (share + Z95**2 / (2 * n)) / scale
    half = Z95 * math.sqrt(share * (1 - share) / n + Z95**2 / (4 * n**2)) / scale
    # The ends of the scale are exact; rounding must not push them inside.
    return (centre - half if share > 0 else 0.0), (centre + half if share < 1 else 1.0)
