"""Tables as checked rows."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ketamine_viz.evidence.library import library

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd


def _columns(name: str) -> Mapping[str, Sequence[Any]]:
    checked = library().read(name)
    if checked.errors:
        raise checked.errors[0]
    return checked.columns


@cache
def _rows(name: str) -> tuple[dict[str, Any], ...]:
    columns = _columns(name)
    return tuple(dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True))


def rows(name: str, memory: bool = False) -> tuple[dict[str, Any], ...]:
    """Return the checked rows of a table.

    Parameters
    ----------
    name
        Path below the data folder without ``.csv``: ``routes/pk_observations``.
    memory
        Also return rows that were only recalled (``verified`` is ``memory``).
        They may serve a test or a list of what to check, never a reader.

    Returns
    -------
    tuple of dict
        Column → value: numbers are int or float, lists are tuples of str, an
        empty cell is None (unknown, never zero), an empty list is ().

    Raises
    ------
    DataError
        If there is no such table, or any of its cells breaks a rule.

    Examples
    --------
    >>> rows("references")[0]["key"]
    'aanhetrot2010'
    """
    found = _rows(name)
    return tuple(dict(r) for r in found if memory or r.get("verified") != "memory")


def table(name: str) -> pd.DataFrame:
    """Return all checked rows of a table as a data frame.

    Whole numbers are ``Int64`` and numbers ``float64``, with missing values
    where a cell is empty; lists are tuples.

    Raises
    ------
    DataError
        As `rows`.
    """
    import pandas as pd

    columns, schema = _columns(name), library().schema(name)
    dtypes = {"integer": "Int64", "number": "float64"}
    return pd.DataFrame(
        {
            c: pd.Series(list(values), dtype=dtypes.get(schema[c].kind, object))
            for c, values in columns.items()
        }
    )


def tables_available() -> tuple[str, ...]:
    """Return the names of all tables, sorted."""
    return tuple(n for n in library().names() if n.rpartition("/")[2] != "columns")
