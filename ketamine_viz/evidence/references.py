"""Papers, labels and notices: citing them in a caption and in a sources fold."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from ketamine_viz.evidence.grades import grade
from ketamine_viz.evidence.tables import rows

_FIELD_WORDS = {"first_author": "author", "doi": "DOI", "pmid": "PubMed number", "pmcid": "PMC number"}
_NOT_CITED = frozenset({"n"})  # recalled, but never part of a citation
_KNOWN_AS = {
    "rct": "randomised trial",
    "open_label": "open-label study",
    "meta_analysis": "pooled analysis",
    "healthy_volunteer": "study in healthy people",
    "observational": "observational study",
    "review": "review",
    "in_vitro": "laboratory study",
    "model": "computer model",
    "news": "press or company announcement",
    "guideline": "guideline or notice",
    "label": "official label",
}
_SEEN_AS = {
    "fulltext": "full text seen",
    "abstract": "abstract seen",
    "secondary": "seen where others cite it",
    "measured_here": "measured with this package",
}


@dataclass(frozen=True)
class Reference:
    """One paper, label or notice; None where a field is not known.

    Attributes
    ----------
    n
        Number of people or animals studied; `n_text` says how it is made up.
    verified
        How the reference is known: fulltext, abstract, secondary or memory.
    recalled
        Fields that were recalled and still have to be seen; they are marked
        wherever the reference is shown.
    """

    key: str
    first_author: str | None
    initials: str | None
    author_kind: str | None
    year: int | None
    title: str | None
    journal: str | None
    volume_pages: str | None
    doi: str | None
    pmid: str | None
    pmcid: str | None
    study_type: str | None
    species: str | None
    system: str | None
    n: int | None
    n_text: str | None
    recalled: tuple[str, ...]
    verified: str
    note: str | None

    @property
    def url(self) -> str | None:
        """Address of the paper, or None; a number that was seen goes before one only recalled."""
        addresses = {
            "doi": f"https://doi.org/{self.doi}",
            "pmcid": f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmcid}/",
            "pmid": f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/",
        }
        known = [field for field in addresses if getattr(self, field)]
        known.sort(key=lambda field: field in self.recalled)
        return addresses[known[0]] if known else None

    @property
    def shown(self) -> bool:
        """True if it may stand beside a claim: seen by someone, with author, title and journal."""
        return self.verified != "memory" and None not in (self.first_author, self.title, self.journal)

    @property
    def doubt(self) -> str:
        """What a reader is told about the citation's own gaps; empty if there are none."""
        if self.verified == "memory":
            return "recalled, not yet checked: not used as evidence"
        parts = []
        missing = [f for f in ("first_author", "title", "journal") if getattr(self, f) is None]
        if missing:
            parts.append(f"{_words(missing)} still to be found")
        recalled = [f for f in self.recalled if f not in _NOT_CITED]
        if recalled:
            parts.append(f"{_words(recalled)} recalled, not yet checked")
        return "; ".join(parts)

    @property
    def seen(self) -> str:
        """How far it was read, in words."""
        return _SEEN_AS.get(self.verified, "recalled, not used as evidence")

    @property
    def authors(self) -> str:
        """Return the first author and whether others signed too."""
        if self.first_author is None:
            return "Authors not found"
        return f"{self.first_author} et al." if self.author_kind == "group" else self.first_author


@dataclass(frozen=True)
class Source:
    """One line of a sources fold: a full citation, its address and how it is known."""

    key: str
    text: str
    url: str | None
    grade: str


def _words(fields: list[str]) -> str:
    words = [_FIELD_WORDS.get(f, f) for f in fields]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


@lru_cache(maxsize=1)
def _all() -> dict[str, Reference]:
    return {r["key"]: Reference(**r) for r in rows("references", memory=True)}


def all_references() -> tuple[Reference, ...]:
    """Return every reference in the order of the file, those only recalled too (see `Reference.doubt`)."""
    return tuple(_all().values())


def reference(key: str) -> Reference:
    """Return one reference.

    Raises
    ------
    ValueError
        For an unknown key, with the nearest ones.

    Examples
    --------
    >>> reference("zanos2016").year
    2016
    """
    try:
        return _all()[key]
    except KeyError:
        near = ", ".join(get_close_matches(str(key), _all(), 3)) or "see data/references.csv"
        raise ValueError(f"key={key!r} is not a reference; nearest: {near}") from None


def cite(key: str) -> str:
    """Return a short citation for a caption.

    Raises
    ------
    ValueError
        For an unknown key.

    Examples
    --------
    >>> cite("zanos2016")
    'Zanos et al. 2016, Nature'
    """
    r = reference(key)
    text = f"{r.authors} {r.year}" + (f", {r.journal}" if r.journal else "")
    return f"{text} (not yet checked)" if r.verified == "memory" else text


def source(key: str, note: str = "") -> Source:
    """Return one line of a sources fold.

    Parameters
    ----------
    key
        Key of a reference.
    note
        What it was used for, added after the citation.

    Returns
    -------
    Source
        `text` is the citation in one line, with any doubt about it in square
        brackets; `grade` says who was studied, how, and what was seen.

    Raises
    ------
    ValueError
        For an unknown key.

    Examples
    --------
    >>> source("zanos2016").grade
    'studied in mice; seen where others cite it'
    """
    r = reference(key)
    where = " ".join(part for part in (r.journal, r.volume_pages) if part)
    text = ". ".join(part for part in (f"{r.authors} ({r.year})", r.title, where) if part) + "."
    text = text.replace("?.", "?").replace("!.", "!")
    if note:
        text += f" {note}"
    if r.doubt:
        text += f" [{r.doubt}]"
    return Source(key, text, r.url, _known(r))


def _known(r: Reference) -> str:
    if r.verified == "memory":
        return "not yet checked"
    if r.study_type in ("label", "guideline", "news", "model", "review"):
        who = _KNOWN_AS[r.study_type]
    else:
        # "studied", not "shown": a reference may be a trial that found nothing.
        who = grade(species=r.species).replace("shown", "studied").replace("proposed", "nobody studied")
        if r.species == "human" and r.study_type in _KNOWN_AS:
            who += f", {_KNOWN_AS[r.study_type]}"
    return f"{who}; {_SEEN_AS[r.verified]}"
