"""Tables as checked rows, read once per process."""

from __future__ import annotations

import csv
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ketamine_viz.evidence.errors import DataError
from ketamine_viz.evidence.folder import data_folder

if TYPE_CHECKING:
    import pandas as pd

_LISTS = {"refs", "best_evidence_refs", "related_terms"}


def _typed(name: str, values: list[str]) -> list[Any]:
    if name in _LISTS:
        return [tuple(p.strip() for p in v.split(";") if p.strip()) for v in values]
    try:
        return [float(v) if v else None for v in values]
    except ValueError:
        return [v or None for v in values]


@lru_cache(maxsize=None)
def _all(name: str) -> tuple[dict[str, Any], ...]:
    path = data_folder() / f"{name}.csv"
    if not path.is_file():
        raise DataError(f"{name}.csv", "there is no such table", "see tables_available()")
    with path.open(encoding="utf-8", newline="") as lines:
        header, *body = list(csv.reader(lines))
    columns = [_typed(h, [r[j] for r in body]) for j, h in enumerate(header)]
    return tuple(dict(zip(header, cells, strict=True)) for cells in zip(*columns, strict=True))


def rows(name: str, memory: bool = False) -> tuple[dict[str, Any], ...]:
    """Return the rows of a table; those only recalled are left out unless asked for."""
    found = _all(name)
    return found if memory else tuple(r for r in found if r.get("verified") != "memory")


def table(name: str) -> pd.DataFrame:
    """Return all rows of a table as a data frame."""
    import pandas as pd

    return pd.DataFrame(list(_all(name)))


def tables_available() -> tuple[str, ...]:
    """Return the names of all tables, sorted."""
    root = data_folder()
    return tuple(sorted(str(p.relative_to(root).with_suffix("")) for p in root.rglob("*.csv") if p.stem != "columns"))
