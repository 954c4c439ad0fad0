"""Check a data dictionary against the tables it describes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from ketamine_viz.evidence.errors import DataError

Headers = Callable[[str], Collection[str]]


def dictionary_errors(
    book: str, columns: Mapping[str, Sequence[Any]], headers: Headers, words: Collection[str]
) -> Iterator[DataError]:
    """Yield what is wrong with a data dictionary beyond its own cells.

    Parameters
    ----------
    book
        Its path below the data folder, without ``.csv``.
    columns
        Its checked columns.
    headers
        Name of a table → names of its columns; empty if there is no such table.
    words
        Names of the vocabularies.
    """
    folder = book.rpartition("/")[0]
    ids: dict[str, int] = {}
    lacking: set[str] = set()
    for i, cells in enumerate(zip(*columns.values(), strict=True)):
        line = dict(zip(columns, cells, strict=True))
        table, kind = line["table"], line["kind"]
        if table is None or kind is None:
            continue
        found = list(_table(folder, line, headers, lacking))
        if kind == "id" and ids.setdefault(table, i) != i:
            rule = f"{table} has a second id (first in row {ids[table] + 2})"
            found.append(("kind", rule, "keep one column of kind id"))
        found += _lists(line, headers, words)
        for column, rule, fix in found:
            label = f"{table}.{line['column']}"
            yield DataError(f"{book}.csv", rule, fix, row=i + 2, column=column, label=label)


def _table(
    folder: str, line: Mapping[str, Any], headers: Headers, lacking: set[str]
) -> Iterator[tuple[str, str, str]]:
    table, column = line["table"], line["column"]
    name = f"{folder}/{table}" if folder else table
    if "/" in table:
        yield "table", f"{table!r} names a folder", f"write the bare name {table.rpartition('/')[2]}"
    elif not headers(name):
        if name not in lacking:
            yield "table", f"there is no data/{name}.csv", "restore the table, or delete its lines here"
        lacking.add(name)
    elif column not in headers(name):
        fix = f"mend the name, or restore the column in data/{name}.csv"
        yield "column", f"data/{name}.csv has no column {column!r}", fix
    if line["minimum"] is not None and line["maximum"] is not None and line["minimum"] > line["maximum"]:
        yield "minimum", f"{line['minimum']:g} is above the maximum", "put the smaller number first"


def _lists(
    line: Mapping[str, Any], headers: Headers, words: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    vocabulary, points = line["vocabulary"], line["points_to"]
    if vocabulary is not None and vocabulary not in words:
        near = " or ".join(get_close_matches(vocabulary, words, 3))
        fix = f"did you mean {near}?" if near else "add the list to data/vocabularies.csv"
        yield "vocabulary", f"there is no vocabulary {vocabulary!r}", fix
    if line["kind"] in ("term", "terms") and vocabulary is None and not points:
        rule = f"kind {line['kind']} needs a vocabulary or a points_to"
        yield "vocabulary", rule, "name the list, or describe the column as text"
    for point in points:
        table, _, column = point.rpartition(".")
        if column not in headers(table):
            fix = "write folder/table.column, such as molecular/cascade_nodes.id"
            yield "points_to", f"there is no column {point!r}", fix
