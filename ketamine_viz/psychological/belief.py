"""Moving a belief when news comes: Rescorla–Wagner with one rate for good news and one for bad.

b ← b + α·(news − b), with α = ``alpha_good`` where the news is better than
believed and ``alpha_bad`` where it is worse.  Beliefs and news run from 0 to
100, and higher is better.  No rate here comes from patients: the published
ones are not known to us.

A reader's own rates are estimated on a grid, exactly up to its step: each
answer is taken as α times the gap plus scatter, every rate from −0.5 to 1.5 is
equally likely beforehand, and the size of the scatter is unknown (a scaled
inverse χ² that expects about ``SCATTER`` points).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
#: Highest belief and news; the lowest is 0.
FULL = 100.0
#: Expected scatter of an answer around the rule [points], and what that is worth in answers.
SCATTER, SCATTER_WORTH = 5.0, 2.0
#: Rates that are weighed: from half the gap the wrong way to one and a half times the gap.
RATES: Array = np.linspace(-0.5, 1.5, 201)
_TAIL = 0.025


@dataclass(frozen=True)
class Step:
    """A belief, a piece of news, and the belief after it."""

    before: float
    news: float
    after: float

    @property
    def gap(self) -> float:
        """News minus belief [points]; above 0 is good news."""
        return self.news - self.before

    @property
    def move(self) -> float:
        """How far the belief moved [points]."""
        return self.after - self.before

    @property
    def kind(self) -> str:
        """``good``, ``bad``, or ``neither`` where the news is what was believed."""
        return "good" if self.gap > 0 else "bad" if self.gap < 0 else "neither"


@dataclass(frozen=True, eq=False)  # holds an array: equal means the same one
class Rate:
    """What answers say about one rate.

    Attributes
    ----------
    mid, low, high
        Middle of the distribution and its central 95%.
    answers
        How many answers it rests on.
    density
        Shape (201,); over ``RATES``, its highest value 1.
    """

    mid: float
    low: float
    high: float
    answers: int
    density: Array


@dataclass(frozen=True, eq=False)
class Fit:
    """Both rates; None where no such news came.

    Attributes
    ----------
    leans_good
        Chance that the rate for good news is the larger one, 0..1; None unless both are known.
    """

    good: Rate | None
    bad: Rate | None
    leans_good: float | None


def learn(start: float, news: Sequence[float], alpha_good: float, alpha_bad: float) -> Array:
    """Return the belief before any news and after each piece, shape (len(news) + 1,).

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> learn(50, [100, 0], alpha_good=0.5, alpha_bad=0.2).tolist()
    [50.0, 75.0, 60.0]
    """
    for name, value in (("start", start), *(("news", one) for one in news)):
        within(name, value, FULL)
    for name, value in (("alpha_good", alpha_good), ("alpha_bad", alpha_bad)):
        within(name, value, 1.0)
    beliefs = [float(start)]
    for one in news:
        gap = one - beliefs[-1]
        beliefs.append(beliefs[-1] + (alpha_good if gap > 0 else alpha_bad) * gap)
    return np.array(beliefs)


def fit(steps: Sequence[Step]) -> Fit:
    """Estimate both rates from answers.

    Parameters
    ----------
    steps
        At least one; beliefs and news 0 to 100.

    Raises
    ------
    ValueError
        For no answers, or an impossible one.

    Examples
    --------
    >>> found = fit([Step(50, 80, 65), Step(65, 35, 59)])
    >>> round(found.good.mid, 1), round(found.bad.mid, 1)
    (0.5, 0.2)
    """
    if not steps:
        raise ValueError(
            "steps=() holds no answer; allowed: at least one belief, its news and the belief after"
        )
    for step in steps:
        for name, value in (("before", step.before), ("news", step.news), ("after", step.after)):
            within(name, value, FULL)
    good, bad = ([s for s in steps if s.kind == kind] for kind in ("good", "bad"))
    if not good and not bad:
        return Fit(None, None, None)
    misses = _misses(good)[:, None] + _misses(bad)[None, :]
    power = -(len(good) + len(bad) + SCATTER_WORTH) / 2
    log_weight = power * np.log(SCATTER_WORTH * SCATTER**2 + misses)
    weight = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    lean = None
    if good and bad:
        lean = float(np.tril(weight, -1).sum() + np.trace(weight) / 2)
    return Fit(
        _rate(weight.sum(axis=1), len(good)) if good else None,
        _rate(weight.sum(axis=0), len(bad)) if bad else None,
        lean,
    )


def within(name: str, value: float, most: float) -> None:
    """Refuse what is not a number from 0 to ``most``.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.
    """
    number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    if not number or not math.isfinite(value) or not 0 <= value <= most:
        raise ValueError(f"{name}={value!r} is not allowed; allowed: 0 to {most:g}")


def _misses(steps: Sequence[Step]) -> Array:
    """Squared misses of the rule at each rate, summed over answers, shape (201,)."""
    gaps, moves = (np.array([getattr(s, name) for s in steps], dtype=float) for name in ("gap", "move"))
    misses: Array = ((moves - RATES[:, None] * gaps) ** 2).sum(axis=1)
    return misses


def _rate(weight: Array, answers: int) -> Rate:
    total = np.cumsum(weight)
    total /= total[-1]
    low, mid, high = (float(np.interp(share, total, RATES)) for share in (_TAIL, 0.5, 1 - _TAIL))
    return Rate(mid, low, high, answers, weight / weight.max())
