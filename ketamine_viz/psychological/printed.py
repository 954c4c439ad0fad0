"""One printed number, whichever clinical table holds it, with all that must be said beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ketamine_viz import evidence
from ketamine_viz.evidence.chance import wilson
from ketamine_viz.psychological import words
from ketamine_viz.stage.text import number

_TABLES = ("outcomes", "comparators", "course")
_FIELDS = (
    "id", "ref", "study_kind", "condition", "dose_text", "n_doses", "comparator_kind", "masking", "time_h",
    "time_text", "value", "unit", "estimate", "n", "n_of", "verified", "note", "ci_low", "ci_high", "interval",
    "form", "route", "treatment",
)  # fmt: skip
_DAY, _WEEK = 24, 168


@dataclass(frozen=True, slots=True)
class Printed:
    """One number as printed; the fields are columns of the tables (value and interval in ``unit``, time in h)."""

    id: str
    ref: str
    study_kind: str
    condition: str
    dose_text: str | None
    n_doses: int | None
    comparator_kind: str
    masking: str
    time_h: float | None
    time_text: str | None
    value: float
    unit: str
    estimate: str | None
    n: int | None
    n_of: str | None
    verified: str
    note: str | None
    ci_low: float | None
    ci_high: float | None
    interval: str | None
    form: str | None
    route: str
    treatment: str | None

    @property
    def open_label(self) -> bool:
        """True if there was no comparison group."""
        return self.comparator_kind == "none_open_label"

    @property
    def counted_people(self) -> bool:
        """True for a share of a group whose size is known, so that chance can be worked out."""
        return self.unit == "%" and self.estimate == "observed" and self.n_of == "arm" and bool(self.n)

    def span(self) -> tuple[float, float] | None:
        """Return the 95% interval [unit], printed or worked out from share and n; None where neither is known."""
        if self.interval == "ci95" and self.ci_low is not None and self.ci_high is not None:
            return self.ci_low, self.ci_high
        if not self.counted_people or self.n is None:
            return None
        low, high = wilson(self.value / 100, self.n)
        return 100 * low, 100 * high


@cache
def _all() -> dict[str, Printed]:
    found = {}
    for table in _TABLES:
        for row in evidence.rows(f"psychological/{table}"):
            if row["value"] is not None and row["unit"] is not None:
                found[row["id"]] = Printed(**{name: row.get(name) for name in _FIELDS})
    return found


def printed(row: str) -> Printed:
    """Return a number by the id of its row.

    Raises
    ------
    ValueError
        If no row of that id may be shown: there is none, it holds no number, or it is known from memory only.

    Examples
    --------
    >>> printed("o014").value, printed("o014").n
    (55.0, 40)
    """
    if row not in _all():
        raise ValueError(f"row={row!r} may not be shown; allowed: rows with a number in {', '.join(_TABLES)}")
    return _all()[row]


def study(one: Printed) -> str:
    """Return first author and year."""
    reference = evidence.reference(one.ref)
    return f"{reference.first_author} {reference.year}"


def when(one: Printed) -> str:
    """Return when it was measured, in words."""
    if one.time_text:
        return one.time_text
    if one.time_h is None:
        return "time not said"
    return clock(one.time_h)


def clock(hours: float) -> str:
    """Return a time in words.

    Examples
    --------
    >>> clock(4), clock(24), clock(168), clock(1008)
    ('4 hours', '1 day', '1 week', '6 weeks')
    """
    for unit, size in (("week", _WEEK), ("day", _DAY), ("hour", 1)):
        # 10 days is not said as 1.43 weeks.
        if hours >= size and (hours % size == 0 or size == 1 or (size == _DAY and hours > 2 * _DAY)):
            return f"{number(hours / size)} {unit}{'' if hours == size else 's'}"
    return f"{number(60 * hours)} min"


def given(one: Printed) -> str:
    """Return what was given, in a few words.

    Examples
    --------
    >>> given(printed("o180")), given(printed("o070")), given(printed("p002"))
    ('one drip', 'esketamine spray', 'SSRI then switches/augmentation')
    """
    if one.treatment:
        return one.treatment
    if one.route == "iv_infusion":
        drug = "" if one.form == "racemic" else f"{one.form} "
        return f"one {drug}drip" if one.n_doses == 1 else f"{drug}drips"
    ways = {"intranasal": "spray", "sc": "under the skin", "im": "into muscle", "oral": "swallowed"}
    way = ways.get(one.route, "any way")
    return f"esketamine {way}" if one.form == "esketamine" else f"nasal {way}" if way == "spray" else way


def against(one: Printed) -> str:
    """Return the comparison group in words, or that there is none."""
    if one.open_label:
        return words.NO_CONTROL
    said = words.meaning("comparator_kind", one.comparator_kind)
    return said[0].lower() + said[1:]


@cache
def _crossovers() -> frozenset[str]:
    return frozenset(row["ref"] for row in evidence.rows("psychological/crossovers"))


def people(drug: Printed, control: Printed | None = None) -> str:
    """Return how many people stand behind a number or a pair, in words."""
    if drug.n is None:
        whole = evidence.reference(drug.ref).n
        return f"n {whole:,} in the study" if whole else "number of people not seen"
    if control is None or control.n is None:
        return f"n {drug.n:,}"
    if drug.ref in _crossovers():
        return f"n {drug.n:,} in both"
    if drug.n_of == control.n_of == "arm":
        return f"n {drug.n:,} and {control.n:,}"
    return f"n {drug.n:,} in all"
