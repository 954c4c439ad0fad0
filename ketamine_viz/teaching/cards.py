"""The five-part card of a popular claim: what is said, what is known, in whom, how sure, what would change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ketamine_viz import evidence
from ketamine_viz.teaching.notebooks import title
from ketamine_viz.teaching.verdicts import Claim, claims

#: The first words of a card: what is right in it comes first, and an open question is not an error.
LEADS: Mapping[str, str] = MappingProxyType(
    {
        "supported": "Yes: studies bear it out.",
        "supported_with_caveats": "Yes, with a limit that matters.",
        "oversimplified": "There is something in it; a part that changes the meaning is missing.",
        "overstated": "A real finding stands behind it; the sentence goes further than the finding.",
        "contested": "Good studies disagree. Both sides have a case.",
        "unsupported": "Not yet known: nobody has shown it so far, which does not make it false.",
        "wrong": "The subject is real; on this point the evidence says otherwise.",
        "value_statement": "A matter of values: evidence can inform it and cannot settle it.",
    }
)
_SUICIDE = "suicid"


@dataclass(frozen=True)
class Side:
    """One side of a contested claim, with how many it was seen in.

    Attributes
    ----------
    n, counted
        How many, and of what (people); None where it is not known to us.
    """

    stance: str
    says: str
    number: str | None
    n: int | None
    counted: str | None
    species: str
    ref: str


@dataclass(frozen=True)
class FivePart:
    """A claim with all that its card says.

    Attributes
    ----------
    rank
        Place among the claims people meet most; None for the others.
    better
        A sentence to use instead, or None where the claim may stand as it is.
    change
        What would change our mind.
    panel, stem
        Public call that shows it, if one is named, and file name of its notebook.
    sides
        Two sides of a contested claim, equal in weight; empty for the others.
    also, also_refs
        What else was found on a contested claim.
    """

    claim: Claim
    rank: int | None
    better: str | None
    change: str
    panel: str | None
    stem: str
    sides: tuple[Side, ...]
    also: str | None
    also_refs: tuple[str, ...]

    @property
    def lead(self) -> str:
        """The first words."""
        return LEADS[self.claim.verdict]

    @property
    def whom(self) -> str:
        """In whom it is known."""
        return evidence.meaning("evidence_species", self.claim.species)

    @property
    def sure(self) -> str:
        """How sure, in words: the verdict, what it means, how far the sources were read."""
        seen = {
            "fulltext": "full text read",
            "abstract": "abstract read",
            "secondary": "read where others cite it",
        }
        verdict = self.claim.verdict_words.capitalize()
        meaning = evidence.meaning("verdict", self.claim.verdict)
        return f"{verdict}: {meaning[0].lower()}{meaning[1:]}. Source: {seen[self.claim.verified]}."

    @property
    def refs(self) -> tuple[str, ...]:
        """Keys of all references of the card that may be shown."""
        keys = dict.fromkeys([*self.claim.refs, *(side.ref for side in self.sides), *self.also_refs])
        return tuple(key for key in keys if evidence.reference(key).verified != "memory")

    @property
    def suicide_topic(self) -> bool:
        """True if help has to be named on the card."""
        return _SUICIDE in f"{self.claim.topic} {self.claim.claim} {self.claim.why}".casefold()

    @property
    def shown_at(self) -> str:
        """Where it is shown, in words: the notebook, and the picture if one is named."""
        return where(self.stem, self.panel)


def where(stem: str, panel: str | None) -> str:
    """Return a place in the suite in words: the notebook, and the picture if one is named.

    Examples
    --------
    >>> where("03c_conditions", "kv.psychological.two_ptsd_trials")
    '03c Conditions, picture “two PTSD trials”'
    """
    if panel is None:
        return title(stem)
    picture = panel.rpartition(".")[2].replace("_", " ").replace("ptsd", "PTSD")
    return f"{title(stem)}, picture “{picture}”"


@cache
def five_parts() -> tuple[FivePart, ...]:
    """Return the card of every claim, in the order of the table.

    Claims whose verdict was only recalled are left out.
    """
    written = {r["claim"]: r for r in evidence.rows("teaching/claim_cards")}
    sides: dict[str, list[Side]] = {}
    for r in evidence.rows("teaching/claim_sides"):
        side = Side(r["stance"], r["says"], r["number"], r["n"], r["counted"], r["species"], r["ref"])
        sides.setdefault(r["claim"], []).append(side)
    cards = []
    for claim in claims():
        row = written[claim.id]
        cards.append(
            FivePart(
                claim=claim,
                rank=row["featured_rank"],
                better=row["better_sentence"],
                change=row["what_would_change"],
                panel=row["show_panel"],
                stem=row["show_notebook"] or claim.notebook,
                sides=tuple(sides.get(claim.id, ())),
                also=row["other_side"],
                also_refs=row["other_refs"],
            )
        )
    return tuple(cards)


def featured() -> tuple[FivePart, ...]:
    """Return the cards of the claims people meet most, by rank.

    Examples
    --------
    >>> [card.rank for card in featured()][:3]
    [1, 2, 3]
    """
    chosen = [card for card in five_parts() if card.rank is not None]
    return tuple(sorted(chosen, key=lambda card: card.rank or 0))
