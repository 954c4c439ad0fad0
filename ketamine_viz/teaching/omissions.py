"""What all five popular articles leave out."""

from __future__ import annotations

from dataclasses import dataclass

from ketamine_viz import evidence


@dataclass(frozen=True)
class Omission:
    """One gap, with what fills it.

    Attributes
    ----------
    feature
        Id of the feature of this suite that fills it.
    says, number
        One sentence; one number with its comparison, or why there is none.
    species
        In whom, in words.
    panel, stem
        Public call that shows it and file name of its notebook.
    """

    id: str
    feature: str
    topic: str
    says: str
    number: str
    species: tuple[str, ...]
    refs: tuple[str, ...]
    panel: str | None
    stem: str | None


def omissions() -> tuple[Omission, ...]:
    """Return the gaps in the order of the table.

    Examples
    --------
    >>> omissions()[0].topic
    'Blinding and expectation'
    """
    return tuple(
        Omission(
            id=r["id"],
            feature=r["feature"],
            topic=r["topic"],
            says=r["says"],
            number=r["number"],
            species=tuple(evidence.meaning("species", one) for one in r["species"]),
            refs=r["refs"],
            panel=r["show_panel"],
            stem=r["show_notebook"],
        )
        for r in evidence.rows("teaching/left_out")
    )
