"""All tables below one folder, each read and checked once."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ketamine_viz.evidence.checks import Checked, Lookups, check
from ketamine_viz.evidence.dictionary import dictionary_errors
from ketamine_viz.evidence.errors import DataError
from ketamine_viz.evidence.folder import data_folder
from ketamine_viz.evidence.rules import NO_MEASURES, Measures, Unit
from ketamine_viz.evidence.schema import (
    BUILT_IN_WORDS,
    DICTIONARY,
    DICTIONARY_SCHEMA,
    VOCABULARY_SCHEMA,
    Column,
    Schema,
    column_from,
)

_VOCABULARIES = "vocabularies"


class Library:
    """The tables of a data folder.

    Parameters
    ----------
    root
        Folder that holds ``references.csv``.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lookups = Lookups(self.words, self.targets, self._measures_once)
        # Instance caches: a table, a data dictionary and a key set are each read once.
        self.names = cache(self._names)
        self.read = cache(self._read)
        self.bytes = cache(self._bytes)
        self._targets = cache(self._read_targets)
        self._dictionary = cache(self._read_dictionary)
        self._words = cache(self._read_words)
        self.header = cache(self._read_header)
        self.measures = cache(self._read_measures)

    def _names(self) -> tuple[str, ...]:
        """Return the names of all tables, sorted, data dictionaries too."""
        found = (p.relative_to(self.root).with_suffix("") for p in self.root.rglob("*.csv"))
        # Editors keep copies in hidden folders; those are nobody's evidence.
        return tuple(sorted(p.as_posix() for p in found if not any(x.startswith(".") for x in p.parts)))

    def _bytes(self, name: str) -> bytes:
        path = self.root / f"{name}.csv"
        if not path.is_file():
            near = get_close_matches(name, [n for n in self.names() if not _is_dictionary(n)], 3, 0.5)
            fix = f"nearest: {', '.join(near)}" if near else "restore the file, or mend the name"
            raise DataError(f"{name}.csv", "there is no such table", fix)
        return path.read_bytes()

    def _read(self, name: str) -> Checked:
        """Return a table as read and checked; its errors are in the result."""
        return self.check(name, self.bytes(name))

    def check(self, name: str, data: bytes) -> Checked:
        """Check bytes as if they were the file of a table."""
        return check(name, data, self.schema(name), self._lookups)

    def schema(self, name: str) -> Schema:
        """Return the columns of a table by name.

        Raises
        ------
        DataError
            If the table is not described, or its description is broken.
        """
        if _is_dictionary(name):
            return DICTIONARY_SCHEMA
        if name == _VOCABULARIES:
            return VOCABULARY_SCHEMA
        folder, _, table = name.rpartition("/")
        book = f"{folder}/{DICTIONARY}" if folder else DICTIONARY
        if not (self.root / f"{book}.csv").is_file():
            fix = "write one with a line for each column of each table of the folder"
            raise DataError(f"{book}.csv", "the folder has no data dictionary", fix)
        described = self._dictionary(book)
        if table not in described:
            fix = f"add a line for each of its columns to data/{book}.csv"
            raise DataError(f"{name}.csv", "the table is not described", fix)
        return described[table]

    def _read_dictionary(self, book: str) -> Mapping[str, Schema]:
        checked = self.read(book)
        for error in (*checked.errors, *self.dictionary_errors(book, checked.columns)):
            raise error
        columns = checked.columns
        tables: dict[str, dict[str, Column]] = {}
        for cells in zip(*columns.values(), strict=True):
            row = dict(zip(columns, cells, strict=True))
            column = column_from(row)
            tables.setdefault(row["table"], {})[column.name] = column
        return {t: MappingProxyType(c) for t, c in tables.items()}

    def dictionary_errors(self, book: str, columns: Mapping[str, Sequence[Any]]) -> Iterator[DataError]:
        """Yield what is wrong with a data dictionary beyond its own cells."""
        return dictionary_errors(book, columns, self.header, self.vocabularies()) if columns else iter(())

    def _read_header(self, name: str) -> frozenset[str]:
        if not (self.root / f"{name}.csv").is_file():
            return frozenset()
        first = self.bytes(name).decode("utf-8", "replace").splitlines()[:1]
        return frozenset(next(csv.reader(first), []))

    def vocabularies(self) -> Mapping[str, Mapping[str, str]]:
        """Return all vocabularies: name → word → meaning."""
        return self._words()

    def _read_words(self) -> Mapping[str, Mapping[str, str]]:
        self.bytes(_VOCABULARIES)  # raises where the file is missing
        columns = self._columns_of(_VOCABULARIES)
        found: dict[str, dict[str, str]] = {}
        for name, term, meaning in zip(*(columns[c] for c in ("vocabulary", "term", "meaning")), strict=True):
            found.setdefault(name, {})[term] = meaning
        return found

    def words(self, name: str) -> Mapping[str, str]:
        """Return one vocabulary: word → meaning."""
        return BUILT_IN_WORDS[name] if name in BUILT_IN_WORDS else self._words()[name]

    def _measures_once(self) -> Measures:
        return self.measures()

    def _read_measures(self) -> Measures:
        """Return units and quantities; a folder without those tables has none."""
        units, quantities = (self._columns_of(name) for name in ("units", "quantities"))
        if not units or not quantities:
            return NO_MEASURES
        limits = zip(*(units[c] for c in ("folder", "unit", "dimension", "minimum", "maximum")), strict=True)
        return Measures(
            {
                (folder or "", unit): Unit(dimension, low, high)
                for folder, unit, dimension, low, high in limits
            },
            dict(zip(quantities["quantity"], quantities["dimensions"], strict=True)),
        )

    def _columns_of(self, name: str) -> Mapping[str, Sequence[Any]]:
        if not (self.root / f"{name}.csv").is_file():
            return {}
        checked = self.read(name)
        for error in checked.errors:
            raise error
        return checked.columns

    def targets(self, point: str) -> Collection[str]:
        """Return the values that a foreign key such as ``references.key`` may take."""
        return self._targets(point)

    def _read_targets(self, point: str) -> frozenset[str]:
        name, _, column = point.rpartition(".")
        # Only this one column is read, unchecked: the table is checked when it is asked for itself.
        lines = csv.reader(self.bytes(name).decode("utf-8", "replace").splitlines())
        place = next(lines).index(column)
        return frozenset(row[place] for row in lines if len(row) > place and row[place])


def _is_dictionary(name: str) -> bool:
    return name.rpartition("/")[2] == DICTIONARY


@lru_cache(maxsize=1)
def library() -> Library:
    """Return the library of the installed data."""
    return Library(data_folder())
