"""Trials of ketamine outside depression: how people were assigned, how many, and what came out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ketamine_viz import evidence

RANDOMISED = ("crossover", "parallel")


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial, service or pooled analysis.

    Attributes
    ----------
    condition
        A word of the vocabulary ``studied_condition``.
    design
        ``parallel``, ``crossover``, ``open_label``, ``practice`` or ``pooled``.
    n
        People randomised or treated; None if not seen.
    masking
        How the assignment was hidden, as in the outcome tables.
    answer
        ``for``, ``no_difference``, ``mixed``, ``uncontrolled`` or ``not_seen``.
    shares_with
        Trials whose people are in this one too.
    """

    id: str
    ref: str
    condition: str
    label: str
    design: str
    n: int | None
    masking: str
    control: str
    regimen: str | None
    answer: str
    says: str
    shares_with: tuple[str, ...]
    verified: str
    note: str | None

    @property
    def randomised(self) -> bool:
        """True if chance decided who got what."""
        return self.design in RANDOMISED


@lru_cache(maxsize=1)
def _all() -> tuple[Trial, ...]:
    return tuple(Trial(**row) for row in evidence.rows("psychological/condition_trials"))


def trials(*conditions: str) -> tuple[Trial, ...]:
    """Return the trials of some conditions, or all, in the order of the table.

    Sources: every row of ``psychological/condition_trials``.

    Raises
    ------
    ValueError
        For a condition without a trial.

    Examples
    --------
    >>> [t.label for t in trials("ocd")][:2]
    ['Rodriguez 2013', 'Bloch 2012']
    """
    known = tuple(dict.fromkeys(t.condition for t in _all()))
    for name in conditions:
        if name not in known:
            raise ValueError(f"condition={name!r} is not studied here; allowed: {', '.join(known)}")
    return tuple(t for t in _all() if not conditions or t.condition in conditions)


def own_people(found: Iterable[Trial]) -> tuple[Trial, ...]:
    """Return the trials whose people are in no other of them, so that nobody is counted twice.

    Examples
    --------
    >>> [t.label for t in own_people(trials("general_anxiety")) if t.randomised]
    ['Glue 2020']
    """
    kept = tuple(found)
    names = {t.id for t in kept}
    return tuple(t for t in kept if not names & set(t.shares_with))


def count(found: Iterable[Trial]) -> int:
    """Return how many people are in trials, each counted once.

    Examples
    --------
    >>> count(t for t in trials("social_anxiety", "general_anxiety") if t.randomised)
    30
    """
    return sum(t.n or 0 for t in own_people(found))
