"""References for other programs: BibTeX, CSL-JSON and a reading list."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from ketamine_viz.evidence.references import Reference, Source, reference, source

_VOLUME = re.compile(r"(?P<volume>\d+)(?:\((?P<number>[^)]+)\))?:(?P<pages>\S+)")
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{c: "\\" + c for c in "&%$#_{}"},
}
_NOT_ARTICLES = frozenset({"label", "news", "guideline"})


def _all(keys: Iterable[str]) -> tuple[Reference, ...]:
    if isinstance(keys, str):
        raise ValueError(
            f"keys={keys!r} is a single text; allowed: a list of reference keys, such as [{keys!r}]"
        )
    return tuple(reference(key) for key in dict.fromkeys(keys))


def bibliography(keys: Iterable[str]) -> tuple[Source, ...]:
    """Return one source line for each reference, each once, by author and year.

    Raises
    ------
    ValueError
        For an unknown key, or a text instead of a list.

    Examples
    --------
    >>> [s.key for s in bibliography(["zanos2016", "berman2000", "zanos2016"])]
    ['berman2000', 'zanos2016']
    """
    found = sorted(_all(keys), key=lambda r: ((r.first_author or "~").casefold(), r.year or 0, r.key))
    return tuple(source(r.key) for r in found)


def escape_bibtex(text: str) -> str:
    r"""Return text whose characters mean nothing special to BibTeX.

    Examples
    --------
    >>> print(escape_bibtex("R&D_50%"))
    R\&D\_50\%
    """
    return "".join(_SPECIAL.get(c, c) for c in text)


def bibtex(keys: Iterable[str]) -> str:
    """Return BibTeX entries, one for each reference, in the order given.

    Only the first author is on record, so ``and others`` stands for the rest;
    what is not certain about a citation stands in its `note`.

    Raises
    ------
    ValueError
        For an unknown key, or a text instead of a list.

    Examples
    --------
    >>> print(bibtex(["zanos2016"]).splitlines()[0])
    @article{zanos2016,
    """
    return "\n".join(_entry(r) for r in _all(keys))


def _entry(r: Reference) -> str:
    kind = "article" if r.journal and r.study_type not in _NOT_ARTICLES else "misc"
    fields: list[tuple[str, str]] = []
    author = _bibtex_author(r)
    if author:
        fields.append(("author", author))
    if r.title:
        fields.append(("title", f"{{{escape_bibtex(r.title)}}}"))
    if r.journal:
        fields.append(("journal" if kind == "article" else "howpublished", escape_bibtex(r.journal)))
    fields.append(("year", str(r.year)))
    place = _VOLUME.fullmatch(r.volume_pages or "")
    if place:
        parts = ((name, place[name]) for name in ("volume", "number", "pages"))
        fields += [(name, escape_bibtex(text)) for name, text in parts if text]
    # DOIs and addresses stay as they are: packages print them verbatim.
    fields += [(name, text) for name, text in (("doi", r.doi), ("url", r.url)) if text]
    if r.doubt:
        fields.append(("note", escape_bibtex(r.doubt)))
    body = "".join(f"  {name} = {{{text}}},\n" for name, text in fields)
    return f"@{kind}{{{r.key},\n{body}}}\n"


def _bibtex_author(r: Reference) -> str:
    if r.first_author is None:
        return ""
    name = escape_bibtex(r.first_author)
    if r.author_kind == "body":
        return f"{{{name}}}"
    given, suffix = _given(r)
    name = ", ".join(part for part in (name, suffix, given) if part)
    return f"{name} and others" if r.author_kind == "group" else name


def _given(r: Reference) -> tuple[str, str]:
    """Return initials with points, and a suffix such as Jr."""
    letters, _, suffix = (r.initials or "").partition(" ")
    return " ".join(f"{letter}." for letter in letters), suffix


def csl_json(keys: Iterable[str]) -> str:
    """Return the references as CSL-JSON text, as reference managers read it.

    Raises
    ------
    ValueError
        For an unknown key, or a text instead of a list.

    Examples
    --------
    >>> json.loads(csl_json(["zanos2016"]))[0]["container-title"]
    'Nature'
    """
    return json.dumps([_item(r) for r in _all(keys)], ensure_ascii=False, indent=2)


def _item(r: Reference) -> dict[str, Any]:
    kind = "article-journal" if r.journal and r.study_type not in _NOT_ARTICLES else "document"
    item: dict[str, Any] = {"id": r.key, "type": kind, "issued": {"date-parts": [[r.year]]}}
    if r.first_author:
        if r.author_kind == "body":
            item["author"] = [{"literal": r.first_author}]
        else:
            person = {"family": r.first_author}
            given, suffix = _given(r)
            person |= {k: v for k, v in (("given", given), ("suffix", suffix)) if v}
            others = [{"literal": "others"}] if r.author_kind == "group" else []
            item["author"] = [person, *others]
    place = _VOLUME.fullmatch(r.volume_pages or "")
    known = {
        "title": r.title,
        "container-title" if kind == "article-journal" else "publisher": r.journal,
        "volume": place and place["volume"],
        "issue": place and place["number"],
        "page": place and place["pages"],
        "DOI": r.doi,
        "PMID": r.pmid,
        "PMCID": r.pmcid,
        "URL": r.url,
        "note": r.doubt,
    }
    return item | {name: text for name, text in known.items() if text}
