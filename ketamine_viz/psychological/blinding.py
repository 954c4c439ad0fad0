"""A simulated trial in which people guess what they got, and the guess moves their score.

Improvement of a person = shared + drug·(got it) + belief·(thinks it is the drug) + noise.
With p₁ and p₀ the shares who think "drug" in the two groups, the trial finds on
average drug + belief·(p₁ − p₀).  If a share s guesses right, p₁ − p₀ = 2s − 1,
so a drug without any effect seems to gain belief·(2s − 1).  A model, not data.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ketamine_viz.evidence.chance import Z95
from ketamine_viz.psychological.expectancy import constants

#: People in each group of the trial that is drawn.
PEOPLE = 100
MOST_POINTS = 10.0
LEAST_RIGHT = 0.3
PLACEBOS = ("saline", "active")
_SEED = 20


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Guessing:
    """One simulated trial and what it finds.

    Attributes
    ----------
    got
        Shape (200,): True for who got the drug.
    thinks
        Shape (200,): True for who thinks it was the drug.
    better
        Shape (200,): improvement [MADRS points]; up is better.
    observed, low, high
        Drug minus control in this trial, with its 95% interval [MADRS points].
    endless
        The same in a trial without chance [MADRS points].
    by_eye
        Share that is right if all above ``line`` are taken for the drug group.
    effect, right, belief, placebo, line
        As asked for.
    """

    got: NDArray[np.bool_]
    thinks: NDArray[np.bool_]
    better: NDArray[np.float64]
    observed: float
    low: float
    high: float
    endless: float
    by_eye: float
    effect: float
    right: float
    belief: float
    placebo: str
    line: float

    def means(self) -> tuple[float, float]:
        """Return mean improvement of the drug and of the control group [MADRS points]."""
        return float(self.better[self.got].mean()), float(self.better[~self.got].mean())


def thinking_drug(right: float, placebo: str) -> tuple[float, float]:
    """Return the share who think it is the drug, in the drug and in the control group.

    A placebo that is felt tips both groups towards "drug", as far as there is room.

    Examples
    --------
    >>> [round(share, 2) for share in thinking_drug(0.8, "saline")]
    [0.8, 0.2]
    >>> [round(share, 2) for share in thinking_drug(0.6, "active")]
    [0.75, 0.55]
    """
    room = min(right, 1 - right)
    lean = min(constants("guessing")["lean"], room) if placebo == "active" else 0.0
    return right + lean, 1 - right + lean


def false_gain(right: float, belief: float, placebo: str = "saline") -> float:
    """Return what guessing alone adds to the difference [MADRS points].

    Examples
    --------
    >>> round(false_gain(right=0.8, belief=4.0), 2)
    2.4
    """
    drug, control = thinking_drug(right, placebo)
    return belief * (drug - control)


@lru_cache(maxsize=1)
def _chance() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return, for 200 people, the noise of size 1 and the number that decides the guess."""
    rng = np.random.default_rng(_SEED)
    noise = rng.standard_normal((2, PEOPLE))
    # In order within each group: exactly the share asked for thinks "drug", whoever that is.
    ranks = np.array([rng.permutation(PEOPLE) for _ in range(2)])
    return noise.ravel(), ((ranks + 0.5) / PEOPLE).ravel()


def guessed_trial(
    effect: float = 0.0, right: float = 0.8, belief: float = 4.0, placebo: str = "saline", line: float = 8.0
) -> Guessing:
    """Simulate one trial.

    Parameters
    ----------
    effect
        What the drug truly adds [MADRS points], 0 to 10.
    right
        Share who guess right, 0.3 to 1.
    belief
        What thinking "I got the drug" adds [MADRS points], 0 to 10.
    placebo
        ``saline``, or ``active`` for one that can be felt.
    line
        The reader's rule: who improved by more got the drug [MADRS points], -20 to 40.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> trial = guessed_trial(effect=0.0, right=0.8, belief=4.0)
    >>> round(trial.endless, 2), len(trial.better)
    (2.4, 200)
    """
    limits = {
        "effect": (effect, 0, MOST_POINTS),
        "right": (right, LEAST_RIGHT, 1),
        "belief": (belief, 0, MOST_POINTS),
        "line": (line, -20, 40),
    }
    for name, (value, least, most) in limits.items():
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not least <= value <= most:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {least:g} to {most:g}")
    if placebo not in PLACEBOS:
        raise ValueError(f"placebo={placebo!r} is not allowed; allowed: {', '.join(PLACEBOS)}")
    given = constants("guessing")
    noise, rank = _chance()
    got = np.arange(2 * PEOPLE) < PEOPLE
    drug, control = thinking_drug(right, placebo)
    thinks = rank < np.where(got, drug, control)
    better = given["shared"] + effect * got + belief * thinks + given["sd"] * noise
    one, other = better[got], better[~got]
    observed = float(one.mean() - other.mean())
    reach = Z95 * math.sqrt(one.var(ddof=1) / PEOPLE + other.var(ddof=1) / PEOPLE)
    return Guessing(
        got, thinks, better, observed, observed - reach, observed + reach,
        effect + belief * (drug - control), float(np.mean((better > line) == got)),
        float(effect), float(right), float(belief), placebo, float(line),
    )  # fmt: skip
