"""Popular claims and what the evidence says of them."""

from __future__ import annotations

from dataclasses import dataclass

from ketamine_viz import evidence
from ketamine_viz.teaching.nearest import nearest


@dataclass(frozen=True)
class Claim:
    """One popular claim in our words, with the verdict and why.

    Attributes
    ----------
    verdict
        A word of the vocabulary ``verdict``.
    species
        In whom it is known: human, animal, both or none.
    number
        The number that matters, with its comparison; None where there is none.
    notebook
        File name of the notebook that shows it.
    """

    id: str
    level: str
    topic: str
    claim: str
    verdict: str
    why: str
    refs: tuple[str, ...]
    species: str
    number: str | None
    notebook: str
    verified: str


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
            claim=r["claim"],
            verdict=r["verdict"],
            why=r["why"],
            refs=r["best_evidence_refs"],
            species=r["evidence_species"],
            number=r["effect_number_if_any"],
            notebook=r["where_in_suite"],
            verified=r["verified"],
        )
        for r in evidence.rows("teaching/claims")
    )
    for argument, value in (("notebook", notebook), ("verdict", verdict)):
        known = {getattr(c, argument) for c in found}
        if value is not None and value not in known:
            raise ValueError(nearest(argument, value, known))
    return tuple(c for c in found if notebook in (None, c.notebook) and verdict in (None, c.verdict))
