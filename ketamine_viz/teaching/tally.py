"""How many claims have which verdict: counted from the table, never typed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ketamine_viz.teaching.nearest import nearest
from ketamine_viz.teaching.verdicts import HOLDS, NOT_CHECKABLE, WORDS, Claim, claims, recalled

ALL = "all"
#: How often a claim is met: key → words and the least number of articles.
OFTEN: Mapping[str, tuple[str, int]] = {
    ALL: ("any number of articles", 1),
    "two": ("two articles or more", 2),
    "three": ("three articles or more", 3),
}


@dataclass(frozen=True)
class Tally:
    """Claims by verdict.

    Attributes
    ----------
    counts
        Verdict → number of claims chosen.
    everything
        The same for all claims.
    whole
        Whether all claims were chosen.
    level, species, often
        What was asked for.
    recalled
        Claims left out of the whole suite because their verdict was only recalled.
    """

    counts: Mapping[str, int]
    everything: Mapping[str, int]
    level: str
    species: str
    often: str
    recalled: int

    @property
    def whole(self) -> bool:
        """True if every claim was chosen."""
        return (self.level, self.species, self.often) == (ALL, ALL, ALL)

    @property
    def total(self) -> int:
        """Claims chosen."""
        return sum(self.counts.values())

    @property
    def checkable(self) -> int:
        """Claims chosen that evidence can speak to."""
        return checkable(self.counts)

    @property
    def holding(self) -> int:
        """Claims chosen that hold up at least partly."""
        return holding(self.counts)

    @property
    def share(self) -> float:
        """Share of the checkable claims chosen that hold up at least partly [0..1]; 0 if there are none."""
        return self.holding / self.checkable if self.checkable else 0.0

    @property
    def share_of_all(self) -> float:
        """The same for all claims [0..1]."""
        return holding(self.everything) / checkable(self.everything)


def checkable(counts: Mapping[str, int]) -> int:
    """Return how many claims are no statements of value."""
    return sum(number for verdict, number in counts.items() if verdict != NOT_CHECKABLE)


def holding(counts: Mapping[str, int]) -> int:
    """Return how many claims hold up at least partly."""
    return sum(counts.get(verdict, 0) for verdict in HOLDS)


def tally(level: str = ALL, species: str = ALL, often: str = ALL) -> Tally:
    """Count the claims of one part of the subject, in one kind of creature, met so often.

    Parameters
    ----------
    level
        Part of the subject, a word of the vocabulary ``teaching_level``, or ``all``.
    species
        In whom it is known, a word of the vocabulary ``evidence_species``, or ``all``.
    often
        A key of `OFTEN`.

    Raises
    ------
    ValueError
        For a value no claim has.

    Examples
    --------
    >>> found = tally()
    >>> found.whole, found.holding < found.checkable < found.total
    (True, True)
    """
    every = claims()
    for argument, value, known in (
        ("level", level, {c.level for c in every}),
        ("species", species, {c.species for c in every}),
        ("often", often, set(OFTEN)),
    ):
        if value not in known | {ALL}:
            raise ValueError(nearest(argument, value, known | {ALL}))
    chosen = [
        c
        for c in every
        if level in (ALL, c.level) and species in (ALL, c.species) and c.articles >= OFTEN[often][1]
    ]
    return Tally(_count(chosen), _count(every), level, species, often, recalled())


def _count(some: tuple[Claim, ...] | list[Claim]) -> Mapping[str, int]:
    found = Counter(c.verdict for c in some)
    return {verdict: found.get(verdict, 0) for verdict in WORDS}
