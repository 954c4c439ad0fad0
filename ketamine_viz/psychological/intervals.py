"""How far a published number could be off by chance: printed, or worked out from what is printed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

from ketamine_viz.psychological.outcomes import Outcome

_Z = NormalDist().inv_cdf(0.975)
_PRINTED = {"ci95": "95% interval as printed", "ci90": "90% interval as printed"}


@dataclass(frozen=True, slots=True)
class Interval:
    """Ends of an interval, in the unit of the value, and where it comes from."""

    low: float
    high: float
    how: str


def wilson(share: float, n: int) -> tuple[float, float]:
    """Return the 95% Wilson interval of a share (0..1) among ``n`` people.

    Examples
    --------
    >>> [round(end, 2) for end in wilson(0.5, 20)]
    [0.3, 0.7]
    """
    if not 0 <= share <= 1 or n < 1:
        raise ValueError(f"share={share!r}, n={n!r} are not possible; allowed: share 0 to 1, n at least 1")
    scale = 1 + _Z**2 / n
    centre = (share + _Z**2 / (2 * n)) / scale
    half = _Z * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2)) / scale
    # the ends of the scale are exact; rounding must not push them inside
    return (centre - half if share > 0 else 0.0), (centre + half if share < 1 else 1.0)


def interval(outcome: Outcome) -> Interval | None:
    """Return the interval of a result, or None where neither print nor arithmetic gives one."""
    if outcome.value is None:
        return None
    if outcome.ci_low is not None and outcome.ci_high is not None and outcome.interval in _PRINTED:
        return Interval(outcome.ci_low, outcome.ci_high, _PRINTED[outcome.interval])
    if outcome.se is not None:
        reach = _Z * outcome.se
        return Interval(
            outcome.value - reach, outcome.value + reach, "95% interval from the printed standard error"
        )
    if outcome.n_of != "arm" or not outcome.n:
        return None
    if outcome.unit == "%" and outcome.estimate == "observed":
        low, high = wilson(outcome.value / 100, outcome.n)
        return Interval(100 * low, 100 * high, "95% interval worked out from n (Wilson)")
    if outcome.sd is not None:
        reach = _Z * outcome.sd / math.sqrt(outcome.n)
        return Interval(
            outcome.value - reach, outcome.value + reach, "95% interval worked out from the printed SD and n"
        )
    return None
