"""A comparison sheet: what is known of two ways to give ketamine, cell by cell, with its source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ketamine_viz import evidence

#: When the statuses were looked up.
AS_OF = "November 2026"
FORM = {"racemic": "Racemic", "esketamine": "S-ketamine", "arketamine": "R-ketamine", "other": "Metabolite"}
#: Words of a route where its row has none: those of the pictures, which a table does not reach for.
ROUTE = {
    "iv_infusion": "drip into a vein",
    "iv_bolus": "push into a vein",
    "im": "into muscle",
    "sc": "under the skin",
    "oral": "swallowed",
    "rectal": "rectal",
    "inhaled": "breathed in as a mist",
}
#: Field → words, unit, and whether the table is weaker there than elsewhere.
FIELDS: dict[str, tuple[str, str, bool]] = {
    "regulatory_status_us": ("Status, United States", "", True),
    "regulatory_status_eu": ("Status, European Union", "", False),
    "who_gives_it": ("Who gives it", "", False),
    "onset_min": ("Onset", "min", True),
    "tmax_min": ("Time to peak", "min", False),
    "duration_of_dissociation_min": ("Dissociation lasts", "min", True),
    "bioavailability": ("Share that reaches the blood", "%", False),
    "monitoring": ("What is watched", "", False),
    "practical_pros": ("For it", "", False),
    "practical_cons": ("Against it", "", False),
}
UNKNOWN, HIDDEN = "not in our tables", "only recalled, so not shown"


@dataclass(frozen=True)
class Cell:
    """One fact about one way.

    Attributes
    ----------
    text
        What is known, or why nothing is shown.
    shown
        False where it is unknown or only recalled.
    low, high
        Ends of a number or range; None for words and for what is not shown.
    how
        How it is known, weaker cells marked; empty where nothing is shown.
    refs
        Reference keys; empty where nothing is shown.
    """

    text: str
    shown: bool
    low: float | None
    high: float | None
    how: str
    refs: tuple[str, ...]


@dataclass(frozen=True)
class Way:
    """A form by a route, and its cells by field."""

    id: str
    label: str
    form: str
    route: str
    cells: dict[str, Cell]
    refs: tuple[str, ...]


@dataclass(frozen=True)
class Direct:
    """A study that compared two ways itself."""

    finding: str
    n: int | None
    refs: tuple[str, ...]
    how: str


@dataclass(frozen=True)
class Sheet:
    """Two ways and what compared them directly."""

    first: Way
    second: Way
    direct: tuple[Direct, ...]

    @property
    def both(self) -> tuple[Way, Way]:
        """The two, in order."""
        return self.first, self.second


@cache
def ways() -> dict[str, Way]:
    """Return id → way, for every row of ``data/routes/route_form_facts.csv``.

    Examples
    --------
    >>> ways()["f14"].label, ways()["f14"].cells["tmax_min"].text
    ('S-ketamine, intranasal (Spravato)', '20 to 40 min')
    >>> ways()["f01"].cells["onset_min"].text
    'only recalled, so not shown'
    """
    return {row["id"]: _way(row) for row in evidence.rows("routes/route_form_facts")}


def compare_ways(*, first: str = "f01", second: str = "f14") -> Sheet:
    """Return the sheet of two different ways, by their ids.

    Raises
    ------
    ValueError
        For an id that is not in the table, or the same one twice.

    Sources: the ``refs`` of ``data/routes/route_form_facts.csv`` and
    ``data/routes/direct_comparisons.csv``.
    """
    known = ways()
    for name, value in (("first", first), ("second", second)):
        if value not in known:
            raise ValueError(f"{name}={value!r} is not in the table; allowed: {', '.join(known)}")
    if first == second:
        raise ValueError(f"second={second!r} is the first one too; allowed: another one")
    found = [
        Direct(row["finding"], row["n"], row["refs"], _how(row["verified"]))
        for row in evidence.rows("routes/direct_comparisons")
        if {first, second} <= set(row["facts"])
    ]
    return Sheet(known[first], known[second], tuple(found))


def _way(row: dict[str, object]) -> Way:
    form, route = str(row["form"]), str(row["route"])
    words = str(row["route_text"] or ROUTE[route])
    named = str(row["form_text"] or FORM[form])
    refs = row["refs"]
    assert isinstance(refs, tuple)
    return Way(
        str(row["id"]), f"{named}, {words}", form, route, {name: _cell(row, name) for name in FIELDS}, refs
    )


def _cell(row: dict[str, object], field: str) -> Cell:
    _, unit, weak = FIELDS[field]
    recalled, refs = row["recalled"], row["refs"]
    assert isinstance(recalled, tuple)
    assert isinstance(refs, tuple)
    own = (
        ("bioavailability_percent_low", "bioavailability_percent_high")
        if field == "bioavailability"
        else (field,)
    )
    values = [row[name] for name in own]
    if any(value is None for value in values):
        return Cell(UNKNOWN, False, None, None, "", ())
    if any(name in recalled for name in own):
        return Cell(HIDDEN, False, None, None, "", ())
    how = _how(str(row["verified"])) + ("; a weaker cell" if weak else "")
    if not unit:
        return Cell(str(values[0]), True, None, None, how, refs)
    ends = [float(part) for value in values for part in str(value).split("-")]
    low, high = min(ends), max(ends)
    span = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return Cell(f"{span}{'' if unit == '%' else ' '}{unit}", True, low, high, how, refs)


def _how(verified: str) -> str:
    text = evidence.meaning("verified", verified)
    return text[0].lower() + text[1:]
