"""Drug minus control, one number a comparison, with its interval: printed, or worked out from what is printed.

Worked out are

- for two shares p₁, p₂ with their own Wilson intervals (l, u), Newcombe's interval of p₁ − p₂:
  from  d − √((p₁ − l₁)² + (u₂ − p₂)²)  to  d + √((u₁ − p₁)² + (p₂ − l₂)²);
- for two means, the difference ± 1.96 √(s₁² + s₂²), where s is the printed
  standard error, or SD/√n.

Nothing is pooled here: several trials taken together appear only as somebody
else published them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ketamine_viz import evidence
from ketamine_viz.evidence.chance import Z95, wilson
from ketamine_viz.psychological.intervals import Interval, interval
from ketamine_viz.psychological.options import NOT_A_CONTROL
from ketamine_viz.psychological.outcomes import Outcome, published
from ketamine_viz.psychological.pairing import Pair, pairs

NEWCOMBE = "worked out from the two shares and their n (Newcombe)"
TWO_SES = "worked out from the two standard errors"
TWO_SDS = "worked out from the two SDs and n"
NONE = "no interval: what it takes was not seen"


@dataclass(frozen=True, slots=True)
class Sort:
    """One kind of difference: which rows hold it, and how its axis reads."""

    label: str
    family: str
    arm_unit: str
    units: tuple[str, ...]
    axis: str
    short: str
    better: int  # -1 where lower is better, else 1
    limits: tuple[float, float]


SORTS: Mapping[str, Sort] = MappingProxyType(
    {
        "madrs": Sort(
            "Depression score (MADRS points)", "madrs_change", "MADRS points", ("MADRS points",),
            "Drug minus control: change in MADRS score (points)", "points", -1, (-24, 10),
        ),
        "response": Sort(
            "Response: symptoms at least halved", "response", "%", ("percentage points",),
            "Drug minus control: responders in each 100 people", "in each 100", 1, (-40, 100),
        ),
        "remission": Sort(
            "Remission: almost no symptoms", "remission", "%", ("percentage points",),
            "Drug minus control: remitters in each 100 people", "in each 100", 1, (-40, 100),
        ),
        "size": Sort(
            "Standardised size, as others pooled it", "effect_size", "", ("Cohen d", "Hedges g", "SMD"),
            "Drug minus control (standard deviations)", "SD", -1, (-2.6, 0.6),
        ),
        "thoughts": Sort(
            "Suicidal thoughts: eased or gone", "suicidal_thoughts", "%", ("percentage points",),
            "Drug minus control: people whose thoughts eased, in each 100", "in each 100", 1, (-40, 100),
        ),
    }
)  # fmt: skip

#: Treatments that are rivals and no control: they have a picture of their own.
RIVALS = ("ect", "quetiapine", "esketamine", "ketamine", "continued_drug", "usual_care")


@dataclass(frozen=True, slots=True)
class Gap:
    """Drug minus control of one comparison.

    Attributes
    ----------
    value, low, high
        In the unit of the measure; the ends are None where no interval can be had.
    how
        Where the interval comes from, in words.
    computed
        True where it was worked out here.
    """

    pair: Pair
    value: float
    low: float | None
    high: float | None
    how: str
    computed: bool

    @property
    def main(self) -> Outcome:
        """The result that carries regimen, time and reference."""
        return self.pair.main

    @property
    def pooled(self) -> bool:
        """True where somebody published several trials taken together."""
        return self.main.study_kind == "pooled"

    @property
    def crossover(self) -> bool:
        """True where the same people got both, in turn: two groups in name only."""
        return self.main.ref in _crossovers()

    @property
    def clear(self) -> bool | None:
        """Whether the interval leaves out "no difference"; None without an interval."""
        return None if self.low is None or self.high is None else self.low > 0 or self.high < 0


@cache
def _crossovers() -> frozenset[str]:
    """Return the trials in which each person is known to have got both treatments."""
    return frozenset(row["ref"] for row in evidence.rows("psychological/crossovers"))


def newcombe(first: float, n_first: int, second: float, n_second: int) -> tuple[float, float]:
    """Return the 95% interval of the difference of two shares (0 to 1), after Newcombe (his method 10).

    Raises
    ------
    ValueError
        For a share outside 0 to 1, or nobody.

    Examples
    --------
    >>> [round(end, 3) for end in newcombe(56 / 70, 70, 48 / 80, 80)]
    [0.052, 0.334]
    """
    (low_1, high_1), (low_2, high_2) = wilson(first, n_first), wilson(second, n_second)
    gap = first - second
    below = math.hypot(first - low_1, high_2 - second)
    above = math.hypot(high_1 - first, second - low_2)
    return gap - below, gap + above


def _spread(one: Outcome) -> tuple[float, str] | None:
    """Return the standard error of a mean, and what it was made from."""
    if one.se is not None:
        return one.se, TWO_SES
    if one.sd is not None and one.n_of == "arm" and one.n:
        return one.sd / math.sqrt(one.n), TWO_SDS
    return None


def _computed(drug: Outcome, control: Outcome) -> Interval | None:
    if drug.value is None or control.value is None:
        return None
    counted = drug.n_of == control.n_of == "arm" and drug.n and control.n
    if drug.unit == "%" and drug.estimate == control.estimate == "observed" and counted:
        assert drug.n
        assert control.n
        low, high = newcombe(drug.value / 100, drug.n, control.value / 100, control.n)
        return Interval(100 * low, 100 * high, NEWCOMBE)
    one, two = _spread(drug), _spread(control)
    if one is None or two is None or drug.unit == "%":
        return None
    reach = Z95 * math.hypot(one[0], two[0])
    middle = drug.value - control.value
    return Interval(middle - reach, middle + reach, one[1] if one[1] == two[1] else TWO_SES)


def gap(pair: Pair) -> Gap | None:
    """Return the difference of a comparison; None for pooled groups whose difference nobody printed.

    A printed difference with its interval goes first; then one worked out from
    the two groups; then a printed one without an interval.
    """
    printed, drug, control = pair.difference, pair.drug, pair.control
    if printed is not None and printed.value is not None and (ends := interval(printed)):
        return Gap(pair, printed.value, ends.low, ends.high, ends.how, computed=False)
    if pair.main.study_kind == "pooled":
        return (
            None
            if printed is None or printed.value is None
            else Gap(pair, printed.value, None, None, NONE, False)
        )
    if drug and control and pair.gap is not None and (ends := _computed(drug, control)):
        return Gap(pair, pair.gap, ends.low, ends.high, ends.how, computed=True)
    value = printed.value if printed else pair.gap
    return None if value is None else Gap(pair, value, None, None, NONE, computed=printed is None)


@cache
def _controls() -> tuple[str, ...]:
    return tuple(sorted({one.comparator_kind for one in published()} - {*NOT_A_CONTROL, *RIVALS}))


@cache
def comparisons(sort: str) -> tuple[Pair, ...]:
    """Return every comparison of a measure with a control, in the order of the table.

    Sources: every row of ``psychological/outcomes``.
    """
    spec = SORTS[sort]
    groups = tuple(
        pair for pair in pairs(measure=spec.family, comparator=_controls()) if pair.main.unit == spec.arm_unit
    )
    paired = {pair.difference.id for pair in groups if pair.difference}
    # A difference that is printed for the same comparison in another row adds nothing.
    alone = tuple(
        Pair(None, None, one)
        for one in published(measure=spec.family, arm="difference", comparator=_controls())
        if one.value is not None and one.unit in spec.units and one.id not in paired
    )
    return groups + alone


@cache
def without_control(sort: str) -> tuple[Pair, ...]:
    """Return the open-label results of a measure: they have no difference, and are never drawn beside one."""
    spec = SORTS[sort]
    found = published(measure=spec.family, comparator="none_open_label", arm="active")
    return tuple(
        Pair(one, None, None) for one in found if one.value is not None and one.unit == spec.arm_unit
    )
