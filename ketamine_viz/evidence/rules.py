"""Rules that look at several cells of a row, or at a whole table.

Each rule says for itself in which tables it applies, by the columns they have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# row index, column, rule, fix
Finding = tuple[int, str, str, str]


@dataclass(frozen=True, slots=True)
class Unit:
    """What `data/units.csv` says of a unit: its dimension and the limits of a value."""

    dimension: str
    minimum: float
    maximum: float


@dataclass(frozen=True, slots=True)
class Measures:
    """Units by folder and name ("" for every folder), and quantities with their dimensions."""

    units: Mapping[tuple[str, str], Unit]
    quantities: Mapping[str, tuple[str, ...]]

    def unit(self, table: str, unit: str) -> Unit | None:
        """Return what is known of a unit in a table; None if nothing is."""
        folder = table.rpartition("/")[0]
        return self.units.get((folder, unit)) or self.units.get(("", unit))


NO_MEASURES = Measures({}, {})


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose cells have been read.

    Attributes
    ----------
    name
        Path below the data folder, without ``.csv``.
    cells
        Column → values; None or () where the cell is empty or broken.
    texts
        Column → cells as written.
    measures
        Units with their limits, and quantities with their kinds of unit.
    """

    name: str
    cells: Mapping[str, Sequence[Any]]
    texts: Mapping[str, Sequence[str]]
    measures: Measures = NO_MEASURES

    def has(self, *columns: str) -> bool:
        """Return True if the table has all of these columns."""
        return all(c in self.cells for c in columns)

    def each(self, *columns: str) -> Iterator[tuple[Any, ...]]:
        """Yield row index and values of some columns."""
        return zip(range(len(self.cells[columns[0]])), *(self.cells[c] for c in columns), strict=True)


INTO_A_VEIN = frozenset({"iv_infusion", "iv_bolus"})
_ANY_ROUTE = frozenset({"any", "mixed", "other", "none"})


def limits_in_order(table: Table) -> Iterator[Finding]:
    """Check that low is not above high, and that a value lies between its limits."""
    for low in (c for c in table.cells if c == "low" or c.endswith("_low")):
        high = low[: -len("low")] + "high"
        if not table.has(high):
            continue
        inside = "value" if low in ("low", "ci_low") and table.has("value") else low
        for i, a, b, value in table.each(low, high, inside):
            if not isinstance(a, int | float) or not isinstance(b, int | float):
                continue
            if a > b:
                yield i, low, f"{a:g} is above {high} {b:g}", "put the smaller number first"
            elif isinstance(value, int | float) and not a <= value <= b:
                rule = f"{value:g} lies outside {low} {a:g} and {high} {b:g}"
                yield i, inside, rule, "check all three, and their signs"


def clearance_kinds(table: Table) -> Iterator[Finding]:
    """Check that clearance follows a dose into a vein, and apparent clearance one that is absorbed."""
    if not table.name.startswith("routes/") or not table.has("parameter", "route"):
        return
    for i, parameter, route in table.each("parameter", "route"):
        if parameter not in ("CL", "CL_F") or not route:
            continue
        routes = frozenset(route if isinstance(route, tuple) else route.split(";"))
        if routes & _ANY_ROUTE:
            continue
        written = " and ".join(sorted(routes))
        if parameter == "CL" and not routes & INTO_A_VEIN:
            yield i, "parameter", f"CL after {written} is apparent clearance", "write CL_F"
        if parameter == "CL_F" and routes <= INTO_A_VEIN:
            yield i, "parameter", f"CL_F after {written}, where nothing is lost on the way", "write CL"


def value_has_unit(table: Table) -> Iterator[Finding]:
    """Check that each number has a unit."""
    if not table.has("value", "unit"):
        return
    for i, value, unit in table.each("value", "unit"):
        if isinstance(value, int | float) and unit is None and not table.texts["unit"][i]:
            yield i, "unit", "the row has a value and no unit", "write the unit (ratio for a bare number)"


def value_fits_unit(table: Table) -> Iterator[Finding]:
    """Check that a value is possible in its unit, and that the unit measures the quantity."""
    if not table.has("value", "unit"):
        return
    named = table.has("parameter") and table.name.startswith("routes/")
    for i, value, unit, quantity in table.each("value", "unit", "parameter" if named else "unit"):
        if not isinstance(unit, str):
            continue
        known = table.measures.unit(table.name, unit)
        if known and isinstance(value, int | float) and not known.minimum <= value <= known.maximum:
            rule = f"{value:g} {unit} is outside {known.minimum:g} to {known.maximum:g}"
            yield i, "value", rule, "check the number and its unit"
        wanted = table.measures.quantities.get(quantity) if named else None
        if wanted and (known is None or known.dimension not in wanted):
            rule = f"{unit!r} is not a unit of {' or '.join(wanted)}, which {quantity} needs"
            yield i, "unit", rule, "write the unit the source prints, and describe it in data/units.csv"


def possible_percentage(table: Table) -> Iterator[Finding]:
    """Check that a percentage of people is a whole number of people (GRIM).

    Applied only where `n_of` says that `n` is the very group counted, the unit
    is a bare ``%`` and the number was observed: elsewhere the test would accuse
    honest numbers (estimates of a model, mean changes, an `n` of a whole study).
    """
    if not table.has("value", "unit", "n", "n_of"):
        return
    estimate = "estimate" if table.has("estimate") else "n_of"
    for i, value, unit, n, of, how in table.each("value", "unit", "n", "n_of", estimate):
        if of != "arm" or unit != "%" or how not in ("observed", "arm", None):
            continue
        if not isinstance(n, int) or n < 1 or not isinstance(value, int | float):
            continue
        if not share_is_possible(table.texts["value"][i], n):
            rule = f"{table.texts['value'][i]} % of {n} is no whole number of people"
            yield i, "value", rule, "check value and n, or say in n_of whom n counts"


def share_is_possible(percent: str, n: int) -> bool:
    """Return True if a percentage as printed is k of n for a whole k.

    Examples
    --------
    >>> share_is_possible("64", 47), share_is_possible("45.7", 47), share_is_possible("71", 17)
    (True, False, True)
    """
    value = float(percent)
    half = 0.5 * 10 ** -len(percent.partition(".")[2])
    nearest = round(value * n / 100)
    around = (nearest - 1, nearest, nearest + 1)
    return any(0 <= k <= n and abs(100 * k / n - value) <= half + 1e-9 for k in around)


def sources_for_constants(table: Table) -> Iterator[Finding]:
    """Check that a constant has a source unless assumed, and a symbol of its own in its group."""
    if not table.has("group", "symbol", "basis", "refs"):
        return
    for i, basis, refs in table.each("basis", "refs"):
        if not refs and basis not in ("assumed", None) and not table.texts["refs"][i]:
            yield i, "refs", f"a {basis} constant has no source", "name its reference, or write basis assumed"
    yield from _once(table, "group", "symbol")


def _once(table: Table, group: str, column: str) -> Iterator[Finding]:
    seen: dict[tuple[Any, Any], int] = {}
    for i, first_part, second_part in table.each(group, column):
        first = seen.setdefault((first_part, second_part), i)
        if first != i:
            rule = f"{second_part!r} of {first_part!r} stands twice (first in row {first + 2})"
            yield i, column, rule, "keep one, or rename one"


def no_self_arrow(table: Table) -> Iterator[Finding]:
    """Check that an arrow has two different ends."""
    if not table.has("source", "target", "sign"):
        return
    for i, a, b in table.each("source", "target"):
        if a is not None and a == b:
            yield i, "target", f"the arrow runs from {a!r} to itself", "name another target"


def answers_are_offered(table: Table) -> Iterator[Finding]:
    """Check that what a question counts as right is among its options."""
    if not table.has("type", "options", "answer"):
        return
    for i, kind, options, answer in table.each("type", "options", "answer"):
        offered = [o.strip() for o in options.split("|")] if options else []
        right = [a.strip() for a in (answer or "").split("|")]
        if kind == "numeric":
            if not _is_number(right[0]):
                yield i, "answer", f"{answer!r} is not a number", "write the bare number"
            if offered:
                yield i, "options", "a numeric question has options", "leave them empty"
        elif len(offered) < 2 or len(set(offered)) < len(offered) or "" in offered:
            rule = f"{options!r} is not a list of different options"
            yield i, "options", rule, "write at least two, split by |"
        elif not set(right) <= set(offered):
            wrong = next(a for a in right if a not in offered)
            yield i, "answer", f"{wrong!r} is not among the options", "copy it from the options"
        elif kind != "multiple" and len(right) != 1:
            rule = f"a {kind} question has {len(right)} answers"
            yield i, "answer", rule, "keep one, or make the type multiple"


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def terms_once(table: Table) -> Iterator[Finding]:
    """Check that a vocabulary lists a word once, and a data dictionary a column once."""
    if table.name == "vocabularies":
        yield from _once(table, "vocabulary", "term")
    elif table.name.rpartition("/")[2] == "columns":
        yield from _once(table, "table", "column")


def papers_once(table: Table) -> Iterator[Finding]:
    """Check that no two references share a DOI or a PubMed number."""
    if table.name != "references":
        return
    for column in (c for c in ("doi", "pmid", "pmcid") if table.has(c)):
        seen: dict[str, int] = {}
        for i, value, key in table.each(column, "key"):
            if value is None:
                continue
            first = seen.setdefault(value.casefold(), i)
            if first != i:
                rule = f"{value} also stands in row {first + 2}, beside {key}"
                yield i, column, rule, "keep one of the two references, or mend the number"


RULES: tuple[Callable[[Table], Iterator[Finding]], ...] = (
    limits_in_order,
    clearance_kinds,
    value_has_unit,
    value_fits_unit,
    possible_percentage,
    sources_for_constants,
    no_self_arrow,
    answers_are_offered,
    terms_once,
    papers_once,
)
