"""Check one table against its description."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ketamine_viz.evidence.cells import Broken, prose, reader
from ketamine_viz.evidence.errors import DataError
from ketamine_viz.evidence.files import decode, split
from ketamine_viz.evidence.rules import NO_MEASURES, RULES, Measures, Table
from ketamine_viz.evidence.schema import Column, Schema

Complain = Callable[[int, str, str, str], None]  # row index, column, rule, fix


@dataclass(frozen=True)
class Lookups:
    """What the cells of a table may refer to.

    Attributes
    ----------
    words
        Vocabulary name → its words; raises KeyError for an unknown list.
    targets
        Foreign key such as ``references.key`` → the values it may take.
    measures
        Units and quantities; asked only for tables that have values with units.
    """

    words: Callable[[str], Mapping[str, str]]
    targets: Callable[[str], Collection[str]]
    measures: Callable[[], Measures] = lambda: NO_MEASURES


@dataclass(frozen=True)
class Checked:
    """A table read whole: its columns in the file's order, and what is wrong."""

    name: str
    columns: Mapping[str, Sequence[Any]]
    errors: tuple[DataError, ...]


def check(name: str, data: bytes, schema: Schema, lookups: Lookups) -> Checked:
    """Read and check one table.

    Parameters
    ----------
    name
        Path below the data folder, without ``.csv``.
    data
        The file's bytes.
    schema
        Its columns.
    lookups
        Vocabularies and foreign keys.
    """
    file = f"{name}.csv"
    try:
        header, body = split(file, decode(file, data))
    except DataError as error:
        return Checked(name, {}, (error,))
    wrong = tuple(_header(file, header, schema))
    if wrong:
        return Checked(name, {}, wrong)
    texts: dict[str, Sequence[str]] = dict(zip(header, zip(*body, strict=True), strict=True))
    key = next((c.name for c in schema.values() if c.kind == "id"), None)
    labels = texts[key] if key else None
    errors: list[DataError] = []

    def complain(index: int, column: str, rule: str, fix: str) -> None:
        label = labels[index] if labels else None
        errors.append(DataError(file, rule, fix, row=index + 2, column=column, label=label))

    cells = {c: _column(texts[c], schema[c], lookups, complain) for c in header}
    measures = lookups.measures() if {"value", "unit"} <= cells.keys() else NO_MEASURES
    table = Table(name, cells, texts, measures)
    for rule in RULES:
        for finding in rule(table):
            complain(*finding)
    return Checked(name, cells, tuple(sorted(errors, key=lambda e: e.row or 0)))


def _header(file: str, header: Sequence[str], schema: Schema) -> Iterator[DataError]:
    folder = file.rpartition("/")[0]
    book = f"data/{folder}/columns.csv" if folder else "data/columns.csv"
    for column in schema:
        if column not in header:
            fix = f"restore it, or delete its line in {book}"
            yield DataError(file, "the column is missing", fix, row=1, column=column)
    for column in header:
        if column not in schema:
            fix = f"describe it in {book}, or delete the column"
            yield DataError(file, "the column is not described", fix, row=1, column=column)


def _column(texts: Sequence[str], column: Column, lookups: Lookups, complain: Complain) -> list[Any]:
    """Return the values of a column; each distinct text is read once."""
    words = lookups.words(column.vocabulary) if column.vocabulary else None
    targets: Collection[str] | None = None
    if column.points_to:
        targets = frozenset().union(*(lookups.targets(p) for p in column.points_to))
    elif column.kind in ("ref", "refs"):
        targets = lookups.targets("references.key")
    read = reader(column, words, targets)
    empty: Any = () if column.is_list else None
    values: dict[str, Any] = {}
    broken: dict[str, Broken] = {}
    if column.required:
        broken[""] = Broken("the cell is empty", "write what is known; this column is required")
    distinct = dict.fromkeys(texts)
    easy = prose(distinct, column)
    for text in distinct:
        if text in easy:
            values[text] = text
            continue
        try:
            values[text] = read(text) if text else empty
        except Broken as found:
            values[text], broken[text] = empty, found
    if any(text in values for text in broken):
        for i, text in enumerate(texts):
            if text in broken:
                complain(i, column.name, broken[text].rule, broken[text].fix)
    if column.kind == "id" and len(values) < len(texts):
        _repeated(texts, column.name, complain)
    return [values[text] for text in texts]


def _repeated(texts: Sequence[str], column: str, complain: Complain) -> None:
    seen: dict[str, int] = {}
    for i, text in enumerate(texts):
        first = seen.setdefault(text, i)
        if first != i:
            rule = f"{text!r} already stands in row {first + 2}"
            complain(i, column, rule, "give the row an id of its own")
