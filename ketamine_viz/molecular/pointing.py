"""Rows that other tables hold, found by the id a dispute points at: no number stands twice."""

from __future__ import annotations

from functools import cache
from typing import Any

from ketamine_viz import evidence
from ketamine_viz.molecular.names import known

#: Where a finding may point; ids are unique across these tables.
TABLES = (
    "molecular/interventions",
    "molecular/timecourse",
    "molecular/edge_objections",
    "molecular/printed_results",
    "molecular/receptor_affinity",
    "psychological/outcomes",
    "routes/mouse_tests",
)
#: Short names where author and year would not fit or are not known.
_SHORT = {
    "pcn101_2023": "PCN-101 trial 2023",
    "reliance3_2022": "RELIANCE III 2022",
    "rapastinel2019": "three trials 2019",
    "ucbj_mouse2025": "mouse scans 2025",
}
_TIMES = ("time_after_dose_h", "t_h", "time_h")


@cache
def _index() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for table in TABLES:
        for row in evidence.rows(table):  # rows that were only recalled are not among them
            if row["id"] in found:
                raise ValueError(f"id={row['id']!r} stands in two of {', '.join(TABLES)}; allowed: one")
            found[row["id"]] = row
    return found


def pointed(row_id: str) -> dict[str, Any]:
    """Return the row of an id, whichever table holds it.

    Raises
    ------
    ValueError
        For an id that no table holds, or whose row was only recalled.

    Examples
    --------
    >>> pointed("o092")["value"], pointed("i008")["system"]
    (41.0, 'rat')
    """
    known("row_id", row_id, _index())
    return _index()[row_id]


def hours(row: dict[str, Any]) -> float | None:
    """Return when a row was measured [h]; None where it is not known or was only recalled.

    Examples
    --------
    >>> hours(pointed("i008")), hours(pointed("i083"))
    (24.0, None)
    """
    for column in _TIMES:
        if row.get(column) is not None and column not in (row.get("recalled") or ()):
            return float(row[column])
    return None


def people(ref: str, own: int | None = None) -> int | None:
    """Return how many people a study counts: the finding's own number, or the reference's.

    Examples
    --------
    >>> people("abdallah2020"), people("yoon2025", 58), people("li2010")
    (20, 58, None)
    """
    if own is not None:
        return own
    paper = evidence.reference(ref)
    return None if "n" in paper.recalled else paper.n


def short(ref: str) -> str:
    """Return author and year for a label in a picture.

    Examples
    --------
    >>> short("li2010"), short("pcn101_2023")
    ('Li 2010', 'PCN-101 trial 2023')
    """
    if ref in _SHORT:
        return _SHORT[ref]
    paper = evidence.reference(ref)
    return f"{paper.first_author or 'no author'} {paper.year}"
