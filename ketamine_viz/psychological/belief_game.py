"""The estimate game: six guesses at one chance, with five pieces of made-up news between them.

The town and all its counts are invented, so that nobody meets an illness or a
loss here, and so that no prior knowledge helps.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ketamine_viz import evidence
from ketamine_viz.psychological.belief import FULL, Fit, Rate, Step, fit

#: A guess that was not made yet.
NOT_YET = -1.0
#: What five made-up reporters count: sunny mornings of 100.  High and low take turns, so that most
#: first guesses meet both good news and bad; their mean is 55.
NEWS = (70.0, 30.0, 75.0, 35.0, 65.0)
#: Below, or above its opposite, answers do not tell which way they lean.
SURE = 0.9


@dataclass(frozen=True)
class Game:
    """The guesses so far.

    Attributes
    ----------
    guesses
        Those that count: from the first up to the first gap.
    waiting
        Guesses made ahead of their turn, as pairs of their place (1 to 5) and value.
    """

    guesses: tuple[float, ...]
    waiting: tuple[tuple[int, float], ...]
    steps: tuple[Step, ...]
    fit: Fit | None

    @property
    def news(self) -> tuple[float, ...]:
        """News that was told so far."""
        return NEWS[: len(self.guesses)]

    @property
    def rates(self) -> tuple[tuple[str, Rate | None], ...]:
        """Kinds of news and the reader's rate for each; None where no such news came."""
        return (("good", self.fit.good if self.fit else None), ("bad", self.fit.bad if self.fit else None))

    @property
    def lean(self) -> str:
        """``good``, ``bad``, ``unclear``, or ``unknown`` as long as one kind of news is missing."""
        chance = self.fit.leans_good if self.fit else None
        if chance is None:
            return "unknown"
        return "good" if chance >= SURE else "bad" if chance <= 1 - SURE else "unclear"


def play(
    guess_0: float = NOT_YET,
    guess_1: float = NOT_YET,
    guess_2: float = NOT_YET,
    guess_3: float = NOT_YET,
    guess_4: float = NOT_YET,
    guess_5: float = NOT_YET,
) -> Game:
    """Take the reader's guesses: one before any news and one after each piece.

    Parameters
    ----------
    guess_0, guess_1, guess_2, guess_3, guess_4, guess_5
        Sunny mornings of 100, or −1 for not yet.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> [step.kind for step in play(50, 60, 45).steps]
    ['good', 'bad']
    >>> play(50, NOT_YET, 40).waiting
    ((2, 40.0),)
    """
    given = (guess_0, guess_1, guess_2, guess_3, guess_4, guess_5)
    for place, guess in enumerate(given):
        number = isinstance(guess, int | float) and not isinstance(guess, bool)
        if not number or not (guess == NOT_YET or 0 <= guess <= FULL):
            raise ValueError(
                f"guess_{place}={guess!r} is not allowed; allowed: 0 to {FULL:g}, or {NOT_YET:g} for not yet"
            )
    counted = next((place for place, guess in enumerate(given) if guess == NOT_YET), len(given))
    guesses = tuple(float(guess) for guess in given[:counted])
    steps = tuple(Step(guesses[k], NEWS[k], guesses[k + 1]) for k in range(len(guesses) - 1))
    waiting = tuple((k, float(given[k])) for k in range(counted, len(given)) if given[k] != NOT_YET)
    return Game(guesses, waiting, steps, fit(steps) if steps else None)


@dataclass(frozen=True)
class BeliefFinding:
    """One published finding on how good and bad news weigh; direction only."""

    id: str
    refs: tuple[str, ...]
    shift: str
    controlled: bool
    who: str
    compared: str
    says: str


@lru_cache(maxsize=1)
def findings() -> tuple[BeliefFinding, ...]:
    """Return the findings in the order they are drawn.

    Sources: korn2014, hobbs2022, shah2016, garrett2014, bottemanne2022, harvey2023, michely2022, ossola2020

    Examples
    --------
    >>> [f.refs[0] for f in findings() if f.shift == "to_good" and f.controlled]
    ['harvey2023']
    """
    rows = sorted(evidence.rows("psychological/belief_findings"), key=lambda row: row["rank"])
    return tuple(
        BeliefFinding(
            r["id"],
            r["refs"],
            r["shift"],
            r["controlled"] in ("yes", True),
            r["who"],
            r["compared"],
            r["says"],
        )
        for r in rows
    )
