"""Which rows of which tables cite a reference, and which references a notebook links to."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from ketamine_viz.evidence.labels import WORDINGS, label
from ketamine_viz.evidence.library import library
from ketamine_viz.evidence.references import Reference, all_references, reference
from ketamine_viz.evidence.tables import rows, tables_available

#: Reference columns that are no source of a row of their own: whose people it shares, and where a reply to a
#: wrong answer, which says again what other rows hold, can be read up.
_NOT_SOURCES = frozenset({"shares_people_with", "read_more"})
#: Text columns that may name a reference among other words.
_MAY_NAME = frozenset({"ref_or_repo"})
_SYSTEMS = {"human": "human", "mouse": "mouse", "rat": "rat", "slice": "cell"}
_CLAIMS = {"human": ("human",), "animal": ("animal",), "both": ("human", "animal"), "none": ("none",)}
_SURE = ("fulltext", "measured_here", "abstract", "secondary", "memory")
_IMAGE = re.compile(r"data:image/[a-z+]+;base64,[A-Za-z0-9+/=]+")


@dataclass(frozen=True)
class Use:
    """One row of a table, with the references it rests on.

    Attributes
    ----------
    table, id
        Where it stands: name of the table and key of the row.
    words
        What it says, in short.
    refs
        Keys of its references.
    species
        In whom, as words of the vocabulary ``species``: the row's own, or else
        those of its references.
    verified
        How it is known: the row's own word, or else the surest of its references.
    """

    table: str
    id: str
    words: str
    refs: tuple[str, ...]
    species: tuple[str, ...]
    verified: str

    @property
    def level(self) -> str:
        """Part of the subject: the folder of the table."""
        return self.table.partition("/")[0]

    @property
    def title(self) -> str:
        """What the rows of the table are, in words."""
        return WORDINGS[self.table].title


def statements(level: str | None = None) -> tuple[Use, ...]:
    """Return every row that rests on a reference, of one part of the subject or all.

    Rows that were only recalled are left out, and so are rows all of whose
    references were.

    Raises
    ------
    ValueError
        For a level that has none.
    """
    found = _statements()
    levels = tuple(dict.fromkeys(use.level for use in found))
    if level is not None and level not in levels:
        raise ValueError(f"level={level!r} is not one of {', '.join(levels)}")
    return tuple(use for use in found if level in (None, use.level))


def uses(key: str) -> tuple[Use, ...]:
    """Return the rows of all tables that cite a reference.

    Parameters
    ----------
    key
        Key of a reference.

    Raises
    ------
    ValueError
        For an unknown key, with the nearest ones.

    Examples
    --------
    >>> uses("zanos2016")[0].level
    'molecular'
    """
    reference(key)  # an unknown key is an error, not an empty answer
    return _by_key().get(key, ())


def recalled_rows() -> int:
    """Return how many rows that cite a reference are kept back because they were only recalled."""
    everything = sum(1 for table in _citing() for row in rows(table, memory=True) if _refs(table, row))
    return everything - len(_statements())


def cited_in(notebook_path: str | Path) -> tuple[str, ...]:
    """Return the references that a notebook links to, in order of first appearance.

    Prose, saved pictures, tables and folds of sources are read; a link by DOI,
    PubMed number or PubMed Central number counts.

    Raises
    ------
    ValueError
        If the file is not there, or is not a notebook.
    """
    path = Path(notebook_path)
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        text = "\n".join(_texts(notebook["cells"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(
            f"notebook_path={str(notebook_path)!r} cannot be read ({type(error).__name__}); "
            "allowed: a notebook (.ipynb)"
        ) from error
    text = unquote(html.unescape(_IMAGE.sub("", text))).casefold()
    places = {r.key: place for r in all_references() if (place := _place(r, text)) is not None}
    return tuple(sorted(places, key=lambda key: (places[key], key)))


def _place(r: Reference, text: str) -> int | None:
    """Return where a reference is first linked to, or None."""
    links = (
        f"doi.org/{r.doi}" if r.doi else "",
        f"pubmed.ncbi.nlm.nih.gov/{r.pmid}" if r.pmid else "",
        f"ncbi.nlm.nih.gov/pubmed/{r.pmid}" if r.pmid else "",
        f"pmc.ncbi.nlm.nih.gov/articles/{r.pmcid}" if r.pmcid else "",
        f"ncbi.nlm.nih.gov/pmc/articles/{r.pmcid}" if r.pmcid else "",
    )
    places = []
    for link in filter(None, map(str.casefold, links)):
        if link in text:  # quick; the pattern then tells a DOI from a longer one that begins with it
            found = re.search(re.escape(link) + r"(?!\w|[.\-]\w|/\w)", text)
            places += [found.start()] if found else []
    return min(places, default=None)


def _texts(cells: list[dict[str, Any]]) -> Iterator[str]:
    for cell in cells:
        if cell["cell_type"] == "markdown":
            yield _text(cell["source"])
        for output in cell.get("outputs", ()):
            for content in (*output.get("data", {}).values(), output.get("text", "")):
                if isinstance(content, str | list):
                    yield _text(content)


def _text(content: str | list[str]) -> str:
    return content if isinstance(content, str) else "".join(content)


@cache
def _citing() -> Mapping[str, tuple[str, ...]]:
    """Return each table that cites references, with the columns that do."""
    found = {}
    for table in tables_available():
        columns = tuple(
            name
            for name, column in library().schema(table).items()
            if (
                column.kind in ("ref", "refs") and name not in _NOT_SOURCES and _points_home(column.points_to)
            )
            or name in _MAY_NAME
        )
        if columns:
            found[table] = columns
    return found


def _points_home(points: tuple[str, ...]) -> bool:
    return not points or points == ("references.key",)


@cache
def _keys() -> frozenset[str]:
    return frozenset(r.key for r in all_references())


def _refs(table: str, row: Mapping[str, Any]) -> tuple[str, ...]:
    keys: list[str] = []
    for name in _citing()[table]:
        value = row[name] or ()
        if name in _MAY_NAME:
            keys += [word for word in re.findall(r"\w+", value or "") if word in _keys()]
        else:
            keys += (value,) if isinstance(value, str) else value
    return tuple(dict.fromkeys(keys))


@cache
def _statements() -> tuple[Use, ...]:
    found = []
    for table in _citing():
        key = next(name for name, column in library().schema(table).items() if column.kind == "id")
        for row in rows(table):
            refs = _refs(table, row)
            seen = any(reference(ref).verified != "memory" for ref in refs)
            if seen and row.get("coordinate_known") != "recalled":
                found.append(
                    Use(table, row[key], label(table, row), refs, _species(row, refs), _known(row, refs))
                )
    return tuple(found)


@cache
def _by_key() -> Mapping[str, tuple[Use, ...]]:
    found: dict[str, list[Use]] = {}
    for use in _statements():
        for key in use.refs:
            found.setdefault(key, []).append(use)
    return {key: tuple(several) for key, several in found.items()}


def _species(row: Mapping[str, Any], refs: tuple[str, ...]) -> tuple[str, ...]:
    if row.get("evidence_species"):
        return _CLAIMS[row["evidence_species"]]
    own = row.get("species") or ()
    if own:
        return (own,) if isinstance(own, str) else own
    if row.get("system") in _SYSTEMS:
        return (_SYSTEMS[row["system"]],)
    return tuple(dict.fromkeys(reference(key).species or "none" for key in refs))


def _known(row: Mapping[str, Any], refs: tuple[str, ...]) -> str:
    own = row.get("verified")
    return str(own) if own else min((reference(key).verified for key in refs), key=_SURE.index)
