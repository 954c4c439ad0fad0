"""The data dictionary: what each column of each table may hold.

Every folder of `data/` carries a `columns.csv`; the words a column may use
are listed in `data/vocabularies.csv`.  The two describe everything but
themselves, so their own columns are described here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

KINDS = ("text", "id", "integer", "number", "ref", "refs", "term", "terms", "identifier")
NUMERIC = frozenset({"integer", "number"})
LISTS = frozenset({"refs", "terms"})
DICTIONARY = "columns"  # the name of a data dictionary, in any folder
YES_NO = MappingProxyType({"yes": "", "no": ""})


@dataclass(frozen=True, slots=True)
class Column:
    """One line of a data dictionary.

    `kind` says how cells are read: ``id`` is unique in its table, ``ref`` and
    ``refs`` name references (or whatever `points_to` says), ``term`` and
    ``terms`` are words of `vocabulary`, ``identifier`` is a code of a public
    database.  Lists are split by ``;``.  A text column with a `minimum` or
    `maximum` holds numbers or ranges such as ``2-5``; one whose unit is
    ``date`` holds dates.
    """

    name: str
    kind: str = "text"
    required: bool = False
    unit: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    vocabulary: str | None = None
    points_to: tuple[str, ...] = ()
    meaning: str = ""

    @property
    def is_list(self) -> bool:
        """True if a cell is split by ``;`` into a tuple."""
        return self.kind in LISTS

    @property
    def is_range(self) -> bool:
        """True for text that must be a number or a range of numbers."""
        return self.kind == "text" and (self.minimum is not None or self.maximum is not None)


Schema = Mapping[str, Column]


def _fixed(*columns: Column) -> Schema:
    return MappingProxyType({c.name: c for c in columns})


DICTIONARY_SCHEMA = _fixed(
    Column("table", "identifier", True),
    Column("column", "identifier", True),
    Column("kind", "term", True, vocabulary="(kind)"),
    Column("required", "term", True, vocabulary="(yes_no)"),
    Column("unit"),
    Column("minimum", "number"),
    Column("maximum", "number"),
    Column("vocabulary", "identifier"),
    Column("points_to", "terms"),
    Column("meaning", "text", True),
)

VOCABULARY_SCHEMA = _fixed(
    Column("vocabulary", "identifier", True),
    Column("term", "text", True),
    Column("meaning", "text", True),
)

BUILT_IN_WORDS: Mapping[str, Mapping[str, str]] = {
    "(kind)": MappingProxyType(dict.fromkeys(KINDS, "")),
    "(yes_no)": YES_NO,
}


def column_from(row: Mapping[str, object]) -> Column:
    """Return the column that a checked line of a data dictionary describes."""

    def number(name: str) -> float | None:
        value = row[name]
        return float(value) if isinstance(value, int | float) else None

    def words(name: str) -> str | None:
        return str(row[name]) if row[name] is not None else None

    points = row["points_to"]
    return Column(
        name=str(row["column"]),
        kind=str(row["kind"]),
        required=row["required"] == "yes",
        unit=words("unit"),
        minimum=number("minimum"),
        maximum=number("maximum"),
        vocabulary=words("vocabulary"),
        points_to=points if isinstance(points, tuple) else (),
        meaning=str(row["meaning"]),
    )
