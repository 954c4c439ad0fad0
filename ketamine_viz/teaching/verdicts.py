"""Popular claims and what the evidence says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ketamine_viz import evidence
from ketamine_viz.teaching.articles import split
from ketamine_viz.teaching.nearest import nearest

#: Verdicts as a reader meets them, from what holds to what does not; an open question is never called wrong.
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "supported": "holds up",
        "supported_with_caveats": "holds with caveats",
        "oversimplified": "leaves out too much",
        "overstated": "goes too far",
        "contested": "contested",
        "unsupported": "not yet known",
        "wrong": "wrong",
        "value_statement": "a matter of values",
    }
)
HOLDS = ("supported", "supported_with_caveats")
NOT_CHECKABLE = "value_statement"


@dataclass(frozen=True)
class Claim:
    """One popular claim in our words, with the verdict and why.

    Attributes
    ----------
    topic_group
        A word of the vocabulary ``claim_group``.
    verdict
        A word of the vocabulary ``verdict``.
    species
        In whom it is known: human, animal, both or none.
    number
        The number that matters, with its comparison; None where there is none.
    notebook
        File name of the notebook that shows it.
    articles
        How many of the popular articles make it.
    """

    id: str
    level: str
    topic: str
    topic_group: str
    claim: str
    verdict: str
    why: str
    refs: tuple[str, ...]
    species: str
    number: str | None
    notebook: str
    verified: str
    articles: int

    @property
    def verdict_words(self) -> str:
        """The verdict as a reader meets it."""
        return WORDS[self.verdict]


def claims(notebook: str | None = None, verdict: str | None = None) -> tuple[Claim, ...]:
    """Return the popular claims of one notebook, with one verdict, or all.

    Claims whose verdict was only recalled are left out.

    Raises
    ------
    ValueError
        For a notebook or verdict that no claim has.
    """
    found = tuple(
        Claim(
            id=r["id"],
            level=r["level"],
            topic=r["topic"],
            topic_group=r["topic_group"],
            claim=r["claim"],
            verdict=r["verdict"],
            why=r["why"],
            refs=r["best_evidence_refs"],
            species=r["evidence_species"],
            number=r["effect_number_if_any"],
            notebook=r["where_in_suite"],
            verified=r["verified"],
            articles=len(split(r["seeds"])),
        )
        for r in evidence.rows("teaching/claims")
    )
    for argument, value in (("notebook", notebook), ("verdict", verdict)):
        known = {getattr(c, argument) for c in found}
        if value is not None and value not in known:
            raise ValueError(nearest(argument, value, known))
    return tuple(c for c in found if notebook in (None, c.notebook) and verdict in (None, c.verdict))


def recalled() -> int:
    """Return how many claims are left out because their verdict was only recalled.

    Examples
    --------
    >>> recalled() + len(claims()) == len(evidence.rows("teaching/claims", memory=True))
    True
    """
    return len(evidence.rows("teaching/claims", memory=True)) - len(claims())
