"""Half a year of days, drinking or dry: why more dry days need not mean fewer relapses.

The calendars are made up to explain two words.  What trials found stands
beside them, read from the outcome rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ketamine_viz import evidence
from ketamine_viz.psychological.outcomes import Outcome, published

Days = NDArray[np.bool_]
PATTERNS = ("spread", "weekends", "spell")
RULES = ("any", "three")
_IN_A_ROW = {"any": 1, "three": 3}
MOST_DRINKING = 120
_REF = "grabski2022"
#: Day on which the one spell begins.
_SPELL_FROM = 60
#: Days of a week in the order in which weekends fill up: Saturday, Sunday, Friday, then back through the week.
_FILL = (5, 6, 4, 3, 2, 1, 0)


@dataclass(frozen=True, slots=True)
class Slot:
    """What a trial says about days, or about relapse.

    Attributes
    ----------
    kind
        ``difference`` (percentage points), ``shares`` (two groups), ``ratio`` or ``words``.
    lines
        Rows behind it: drug group before control group.
    words
        What is known without a number.
    """

    kind: str
    lines: tuple[Outcome, ...]
    words: str | None


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class HalfYear:
    """Two calendars, and what one trial found.

    Attributes
    ----------
    before, after
        Which days are drinking days, before and with the extra dry days; shape (180,).
    relapse_before, relapse_after
        Whether each counts as a relapse by the rule.
    days, relapse
        What the trial found.
    """

    before: Days
    after: Days
    relapse_before: bool
    relapse_after: bool
    drinking: int
    extra: int
    pattern: str
    rule: str
    trial: str
    days: Slot
    relapse: Slot

    @property
    def gained(self) -> Days:
        """Days that turned dry."""
        return self.before & ~self.after


@lru_cache(maxsize=1)
def _difference() -> Outcome:
    (row,) = (o for o in published(condition="substance_use") if o.ref == _REF and o.n_of == "both_arms"
              and o.unit == "percentage points" and o.n == evidence.reference(_REF).n)  # fmt: skip
    return row


@lru_cache(maxsize=1)
def length() -> int:
    """Return how many days the trial of alcohol followed people.

    Sources: grabski2022

    Examples
    --------
    >>> length()
    180
    """
    hours = _difference().time_h
    assert hours is not None
    return round(hours / 24)


@lru_cache(maxsize=1)
def extra_days() -> tuple[int, int, int]:
    """Return the trial's extra dry days: low end, average and high end of its interval.

    Sources: grabski2022

    Examples
    --------
    >>> extra_days()
    (2, 18, 34)
    """
    row = _difference()
    assert None not in (row.value, row.ci_low, row.ci_high)
    low, middle, high = (round(length() * (v or 0) / 100) for v in (row.ci_low, row.value, row.ci_high))
    return low, middle, high


def lay_out(drinking: int, pattern: str) -> Days:
    """Return a half-year with so many drinking days.

    Examples
    --------
    >>> int(lay_out(40, "spell").sum()), longest(lay_out(40, "spell"))
    (40, 40)
    """
    days = np.zeros(length(), dtype=bool)
    if pattern == "spread":
        days[((np.arange(drinking) + 0.5) * len(days) / max(drinking, 1)).astype(int)] = True
    elif pattern == "spell":
        start = min(_SPELL_FROM, len(days) - drinking)
        days[start : start + drinking] = True
    else:
        order = [day for weekday in _FILL for day in range(weekday, len(days), 7)]
        days[order[:drinking]] = True
    return days


def turn_dry(days: Days, extra: int, pattern: str) -> Days:
    """Return the same half-year with so many drinking days turned dry: a spell ends sooner, else here and there."""
    where = np.flatnonzero(days)
    count = min(extra, len(where))
    after = days.copy()
    if pattern == "spell":
        after[where[len(where) - count :]] = False
    elif count:
        after[where[((np.arange(count) + 0.5) * len(where) / count).astype(int)]] = False
    return after


def longest(days: Days) -> int:
    """Return the longest run of drinking days.

    Examples
    --------
    >>> longest(np.array([True, True, False, True]))
    2
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([0], days.astype(int), [0]))))
    return int((edges[1::2] - edges[::2]).max()) if len(edges) else 0


@lru_cache(maxsize=1)
def trials() -> dict[str, str]:
    """Return reference → name of the trials that can stand beside the calendars."""
    return {row["trial"]: row["label"] for row in evidence.rows("psychological/abstinence_slots")}


@lru_cache(maxsize=8)
def slots(trial: str) -> tuple[Slot, Slot]:
    """Return what a trial found about days, and about relapse.

    Sources: grabski2022, dakwar2019, dakwar2020, krupitsky2007
    """
    found = {o.id: o for o in published(condition="substance_use")}
    mine = [r for r in evidence.rows("psychological/abstinence_slots") if r["trial"] == trial]

    def slot(*names: str) -> Slot:
        rows = [r for r in mine if r["slot"] in names]
        lines = tuple(found[name] for row in rows for name in row["rows"])
        words = next((r["words"] for r in rows if r["words"]), None)
        if not lines or any(line.value is None for line in lines):
            return Slot("words", lines, words)
        if lines[0].unit == "%":
            return Slot("shares", lines, words)
        return Slot("difference" if lines[0].unit == "percentage points" else "ratio", lines, words)

    return slot("days", "days_therapy"), slot("relapse")


def half_year(
    drinking: float = 40, pattern: str = "weekends", extra: float = 18, rule: str = "any", trial: str = _REF
) -> HalfYear:
    """Lay out two half-years, one with extra dry days, and ask each whether there was a relapse.

    Parameters
    ----------
    drinking
        Drinking days in the first calendar, 5 to 120.
    pattern
        ``spread``, ``weekends`` or one ``spell``.
    extra
        Days that turn dry in the second.
    rule
        A relapse is ``any`` drinking day, or ``three`` in a row.
    trial
        Whose results stand beside.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> found = half_year(drinking=40, extra=18)
    >>> int(found.after.sum()), found.relapse_before, found.relapse_after
    (22, True, True)
    """
    for name, number, most in (("drinking", drinking, MOST_DRINKING), ("extra", extra, length())):
        whole = (
            isinstance(number, int | float) and not isinstance(number, bool) and float(number).is_integer()
        )
        if not whole or not 0 <= number <= most:
            raise ValueError(f"{name}={number!r} is not allowed; allowed: a whole number from 0 to {most}")
    for name, value, allowed in (
        ("pattern", pattern, PATTERNS), ("rule", rule, RULES), ("trial", trial, tuple(trials())),
    ):  # fmt: skip
        if value not in allowed:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join(allowed)}")
    before = lay_out(int(drinking), pattern)
    after = turn_dry(before, int(extra), pattern)
    needed = _IN_A_ROW[rule]
    days, relapse = slots(trial)
    return HalfYear(
        before, after, longest(before) >= needed, longest(after) >= needed, int(drinking), int(extra), pattern, rule,
        trial, days, relapse,
    )  # fmt: skip
