"""Findings on immune signals sorted into piles by species, and how many of them say yes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ketamine_viz import evidence
from ketamine_viz.molecular.names import known
from ketamine_viz.molecular.pointing import people

QUESTIONS = ("calms", "explains")
SPECIES = ("human", "rat", "mouse")
FINDINGS = ("for", "neither", "against")


@dataclass(frozen=True)
class EvidenceCard:
    """One finding.

    Attributes
    ----------
    finding
        ``for`` where it says yes to the question, ``against`` for no, or ``neither``.
    control
        Whether a control group stood beside it.
    n
        People or animals studied, if known.
    """

    id: str
    question: str
    ref: str
    species: str
    what: str
    finding: str
    control: bool
    n: int | None
    verified: str
    note: str | None


@dataclass(frozen=True)
class Piles:
    """All findings on one question, and those that are counted.

    Attributes
    ----------
    cards
        Every finding on the question, pile by pile.
    counted
        Those of the chosen species (and with a control group, if only these are asked for).
    """

    question: str
    species: tuple[str, ...]
    controlled: bool
    cards: tuple[EvidenceCard, ...]
    counted: tuple[EvidenceCard, ...]

    def count(self, finding: str) -> int:
        """Return how many counted findings say yes, no or neither."""
        return sum(card.finding == finding for card in self.counted)

    def pile(self, species: str) -> tuple[EvidenceCard, ...]:
        """Return the findings of one species: those that say yes first."""
        own = [card for card in self.cards if card.species == species]
        return tuple(sorted(own, key=lambda card: FINDINGS.index(card.finding)))

    @property
    def share(self) -> float | None:
        """Share of the counted findings that say yes; None where none is counted.  Not a probability."""
        return self.count("for") / len(self.counted) if self.counted else None


@cache
def _all() -> tuple[EvidenceCard, ...]:
    rows = sorted(evidence.rows("molecular/inflammation_findings"), key=lambda row: int(row["rank"]))
    return tuple(
        EvidenceCard(
            id=row["id"],
            question=row["question"],
            ref=row["ref"],
            species=row["species"],
            what=row["what"],
            finding=row["finding"],
            control=row["control"] == "yes",
            n=people(row["ref"], row["n"]),
            verified=row["verified"],
            note=row["note"],
        )
        for row in rows
    )


def piles(question: str = "calms", species: Sequence[str] = SPECIES, controlled: bool = False) -> Piles:
    """Return the findings on a question, and those that are counted.

    Parameters
    ----------
    question
        ``calms`` (does ketamine lower immune signals?) or ``explains`` (is that why mood lifts?).
    species
        Piles that are counted.
    controlled
        Count only findings with a control group.

    Raises
    ------
    ValueError
        For a word that is not known, or a ``controlled`` that is no truth value.

    Examples
    --------
    >>> found = piles(species=("rat",))
    >>> found.count("for"), found.share
    (3, 1.0)
    """
    known("question", question, QUESTIONS)
    if isinstance(species, str):
        raise ValueError(f"species={species!r} is not a tuple; allowed: any of {', '.join(SPECIES)}")
    for one in species:
        known("species", one, SPECIES)
    if not isinstance(controlled, bool):
        raise ValueError(f"controlled={controlled!r} is not allowed; allowed: True or False")
    cards = tuple(card for card in _all() if card.question == question)
    counted = tuple(card for card in cards if card.species in species and (card.control or not controlled))
    return Piles(question, tuple(species), controlled, cards, counted)
