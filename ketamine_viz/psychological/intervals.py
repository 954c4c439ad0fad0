"""How far a published number could be off by chance: printed, or worked out from what is printed."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ketamine_viz.evidence.chance import Z95, wilson
from ketamine_viz.psychological.outcomes import Outcome

_PRINTED = {"ci95": "95% interval as printed", "ci90": "90% interval as printed"}


@dataclass(frozen=True, slots=True)
class Interval:
    """Ends of an interval, in the unit of the value, and where it comes from."""

    low: float
    high: float
    how: str


def interval(outcome: Outcome) -> Interval | None:
    """Return the interval of a result, or None where neither print nor arithmetic gives one."""
    if outcome.value is None:
        return None
    if outcome.ci_low is not None and outcome.ci_high is not None and outcome.interval in _PRINTED:
        return Interval(outcome.ci_low, outcome.ci_high, _PRINTED[outcome.interval])
    if outcome.se is not None:
        reach = Z95 * outcome.se
        return Interval(
            outcome.value - reach, outcome.value + reach, "95% interval from the printed standard error"
        )
    if outcome.n_of != "arm" or not outcome.n:
        return None
    if outcome.unit == "%" and outcome.estimate == "observed":
        low, high = wilson(outcome.value / 100, outcome.n)
        return Interval(100 * low, 100 * high, "95% interval worked out from n (Wilson)")
    if outcome.sd is not None:
        reach = Z95 * outcome.sd / math.sqrt(outcome.n)
        return Interval(
            outcome.value - reach, outcome.value + reach, "95% interval worked out from the printed SD and n"
        )
    return None
