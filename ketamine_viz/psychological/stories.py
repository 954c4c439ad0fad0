"""One story, ten stories, a trial: what each would say about the same drug.  A model, not data.

Each person has a usual score and a swing around it.  People seek treatment, or
join a trial, at a bad moment: score today = usual + swing ≥ a threshold.  Next
week the swing is drawn anew, so the average drifts back even if nothing is
done.  Improvement = score today − score next week
                   = (swing today − swing next week) + hope + drug·(got it).
Stories come from people who had the drug.  Who tells is chosen: a share of the
tellers comes from the half that improved most.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from ketamine_viz.evidence.chance import Z95
from ketamine_viz.psychological.expectancy import constants

CROWD = 1000
STORIES = 10
LEAST_SWING, MOST_SWING = 1.0, 7.0
MOST_POINTS = 10.0
#: People in each group of the trial.
GROUPS = (10, 25, 50, 100, 200)
_SEED = 4
_POOL = 40_000


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Reading:
    """The same drug read from stories and from a trial.

    Attributes
    ----------
    told
        Shape (10,): improvement of the people whose stories are told; the first is the one story [points].
    drug, control
        Improvement in the two groups of the trial [points].
    crowd_before, crowd_after
        Mean score of 1,000 people who seek treatment, today and next week, with neither drug nor hope [points].
    observed, low, high
        Drug minus control with its 95% interval [points].
    effect, hope, swing, loud, people
        As asked for.
    """

    told: NDArray[np.float64]
    drug: NDArray[np.float64]
    control: NDArray[np.float64]
    crowd_before: float
    crowd_after: float
    observed: float
    low: float
    high: float
    effect: float
    hope: float
    swing: float
    loud: float
    people: int

    @property
    def drift(self) -> float:
        """How much better 1,000 people are next week although nothing was done [points]."""
        return self.crowd_before - self.crowd_after


def expected_drift(swing: float) -> float:
    """Return the average drift of people who join at a bad moment [points].

    Score today is normal with variance b² + s²; above a threshold at z standard
    deviations the mean swing is s²/√(b² + s²) times φ(z)/(1 − Φ(z)).

    Examples
    --------
    >>> round(expected_drift(1.0), 1), round(expected_drift(5.0), 1)
    (0.3, 4.2)
    """
    given = constants("stories")
    whole = math.hypot(given["between"], swing)
    bell = NormalDist()
    z = (given["join_at"] - given["usual"]) / whole
    return swing**2 / whole * bell.pdf(z) / (1 - bell.cdf(z))


@lru_cache(maxsize=1)
def _draws() -> NDArray[np.float64]:
    """Return three draws of size 1 for many people: usual score, swing today, swing next week."""
    return np.random.default_rng(_SEED).standard_normal((3, _POOL))


@lru_cache(maxsize=64)
def _joined(swing: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return score today and next week of people who join, nothing done."""
    given = constants("stories")
    usual, today, later = _draws()
    level = given["usual"] + given["between"] * usual
    before = level + swing * today
    joins = before >= given["join_at"]
    return before[joins], (level + swing * later)[joins]


def _tellers(better: NDArray[np.float64], loud: float) -> NDArray[np.float64]:
    """Return ten stories: a share ``loud`` from the better half, in an order that is fixed."""
    rng = np.random.default_rng(_SEED)
    order = np.argsort(better)
    half = len(better) // 2
    best = round(STORIES * loud)
    chosen = np.concatenate([
        better[rng.choice(order[half:], STORIES, replace=False)][:best],
        better[rng.choice(order[:half], STORIES, replace=False)][: STORIES - best],
    ])  # fmt: skip
    return np.asarray(chosen)


def told_and_tried(
    effect: float = 0.0, hope: float = 6.0, swing: float = 5.0, loud: float = 0.9, people: float = 100
) -> Reading:
    """Let the same drug be read from one story, from ten and from a trial.

    Parameters
    ----------
    effect
        What the drug truly adds [MADRS points], 0 to 10.
    hope
        What hope and care add in every group [MADRS points], 0 to 10.
    swing
        How much a person's score swings by itself [MADRS points, SD], 1 to 7.
    loud
        Share of the ten stories that come from the half that improved most, 0.5 to 1.
    people
        People in each group of the trial: 10, 25, 50, 100 or 200.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> read = told_and_tried(effect=0.0)
    >>> len(read.told), len(read.drug), bool(read.told.mean() > read.drug.mean() > read.observed)
    (10, 100, True)
    """
    limits = {
        "effect": (effect, 0, MOST_POINTS),
        "hope": (hope, 0, MOST_POINTS),
        "swing": (swing, LEAST_SWING, MOST_SWING),
        "loud": (loud, 0.5, 1),
    }
    for name, (value, least, most) in limits.items():
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not least <= value <= most:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {least:g} to {most:g}")
    if people not in GROUPS:
        raise ValueError(f"people={people!r} is not allowed; allowed: {', '.join(map(str, GROUPS))}")
    before, after = _joined(float(swing))
    alone, n = before - after, int(people)
    drug, control = alone[:n] + hope + effect, alone[n : 2 * n] + hope
    treated = alone[2 * n : 2 * n + CROWD] + hope + effect
    observed = float(drug.mean() - control.mean())
    reach = Z95 * math.sqrt(drug.var(ddof=1) / n + control.var(ddof=1) / n)
    return Reading(
        _tellers(treated, loud), drug, control, float(before[:CROWD].mean()), float(after[:CROWD].mean()),
        observed, observed - reach, observed + reach,
        float(effect), float(hope), float(swing), float(loud), n,
    )  # fmt: skip
