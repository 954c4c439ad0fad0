"""Papers, labels and notices: citing them in a caption and in a sources fold."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from ketamine_viz.evidence.tables import rows


@dataclass(frozen=True)
class Reference:
    """One paper, label or notice; None where a field is not known."""

    key: str
    first_author: str | None
    year: int | None
    title: str | None
    journal: str | None
    doi: str | None
    pmid: str | None
    study_type: str | None
    species: str | None
    n: int | None
    verified: str
    note: str | None

    @property
    def url(self) -> str | None:
        """Address of the paper: its DOI, else its PubMed page, else None."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid else None


@dataclass(frozen=True)
class Source:
    """One line of a sources fold."""

    key: str
    text: str
    url: str | None
    grade: str


def _whole(value: object) -> int | None:
    return int(float(str(value))) if isinstance(value, int | float) else None


@lru_cache(maxsize=1)
def _all() -> dict[str, Reference]:
    found = {}
    for r in rows("references", memory=True):
        d = dict(r)
        d["year"], d["n"] = _whole(d["year"]), _whole(d["n"])
        if isinstance(d["pmid"], float):
            d["pmid"] = str(int(d["pmid"]))
        found[d["key"]] = Reference(**d)
    return found


def reference(key: str) -> Reference:
    """Return one reference.

    Raises
    ------
    ValueError
        For an unknown key, with the nearest ones.
    """
    try:
        return _all()[key]
    except KeyError:
        near = ", ".join(get_close_matches(key, _all(), 3)) or "see data/references.csv"
        raise ValueError(f"key={key!r} is not a reference; nearest: {near}") from None


def cite(key: str) -> str:
    """Return a short citation for a caption, such as ``Zanos et al. 2016, Nature``."""
    r = reference(key)
    return f"{r.first_author} et al. {r.year}" + (f", {r.journal}" if r.journal else "")


def source(key: str, note: str = "") -> Source:
    """Return one line of a sources fold."""
    r = reference(key)
    text = f"{r.first_author} et al. {r.year}. {r.title or ''}. {r.journal or ''}." + (f" {note}" if note else "")
    return Source(key, text, r.url, f"{r.study_type}, {r.species}")
