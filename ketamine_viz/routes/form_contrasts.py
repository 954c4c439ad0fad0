"""S-ketamine against R-ketamine, property by property, as rows that were measured and printed.

A contrast holds no number of its own: ``data/routes/form_contrasts.csv`` says
which two rows of other tables stand side by side.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from ketamine_viz import evidence
from ketamine_viz.stage.text import number, plural

MISSING = "not in our tables"
_TABLES = {
    "pk": "routes/pk_observations",
    "binding": "molecular/receptor_affinity",
    "trial": "psychological/outcomes",
    "harm": "psychological/safety",
    "mouse": "routes/mouse_tests",
    "fact": "routes/route_form_facts",
}
_FELT = "psychological/experience"
#: Kinds of row whose values may be divided by each other.
_DIVISIBLE = frozenset({"pk", "binding"})
_SURE = ("fulltext", "measured_here", "abstract", "secondary")
_UNIT = {"uM": "µM", "ratio": "to 1"}


@dataclass(frozen=True)
class Side:
    """What one form showed.

    Attributes
    ----------
    text
        Value with unit and spread, in words; why there is none where it is missing.
    value
        The number, in the unit of the row; None for words and for what is missing.
    n
        Number of people or animals behind it; None where it is not stated.
    control
        What the comparison group showed, in words; empty where there was none.
    row
        ``table:id`` it was read from; empty where it is missing.
    refs
        Reference keys.
    verified
        How the row is known.
    note
        The row's own note.
    """

    text: str
    value: float | None = None
    n: int | None = None
    control: str = ""
    row: str = ""
    refs: tuple[str, ...] = ()
    verified: str = ""
    note: str = ""

    @property
    def known(self) -> bool:
        """True if a row stands behind it."""
        return bool(self.row)


@dataclass(frozen=True)
class Contrast:
    """One property of both forms.

    Attributes
    ----------
    ratio
        R-ketamine divided by S-ketamine; None where that has no meaning or a side is missing.
    """

    id: str
    topic: str
    label: str
    design: str
    given: str
    s: Side
    r: Side
    ratio: float | None
    species: str
    strength: str
    verified: str
    note: str

    @property
    def refs(self) -> tuple[str, ...]:
        """Reference keys of both sides, each once."""
        return tuple(dict.fromkeys((*self.s.refs, *self.r.refs)))

    @property
    def n(self) -> int | None:
        """The smaller number of people or animals that is stated."""
        stated = [side.n for side in (self.s, self.r) if side.n is not None]
        return min(stated) if stated else None

    @property
    def grade(self) -> str:
        """How well it is known, in words."""
        if self.topic == evidence.meaning("form_topic", "licence"):
            return "official status"
        return evidence.grade(species=self.species, strength=self.strength)


@cache
def contrasts() -> tuple[Contrast, ...]:
    """Return every contrast whose rows may be shown, in the order of the table.

    Sources: the references of the rows that ``data/routes/form_contrasts.csv`` points at.

    Examples
    --------
    >>> grip = contrasts()[0]
    >>> grip.s.text, grip.r.text, round(grip.ratio, 1)
    ('0.3 µM', '1.4 µM', 4.7)
    """
    found = []
    for row in evidence.rows("routes/form_contrasts"):
        s, r = _side(row, "s"), _side(row, "r")
        ratio = None
        if row["both_felt"]:
            s, r, ratio = _fold(row["both_felt"])
        elif s.value and r.value and _divisible(row):
            ratio = r.value / s.value
        if not (s.known or r.known):
            continue  # only recalled
        found.append(
            Contrast(
                row["id"],
                evidence.meaning("form_topic", row["topic"]),
                row["label"],
                evidence.meaning("form_design", row["design"]),
                row["given"],
                s,
                r,
                ratio,
                row["species"],
                row["strength"],
                _least_sure(s, r),
                row["note"],
            )
        )
    return tuple(found)


def _divisible(row: dict[str, Any]) -> bool:
    return any(row[f"s_{kind}"] and row[f"r_{kind}"] for kind in _DIVISIBLE)


def _least_sure(*sides: Side) -> str:
    return max((side.verified for side in sides if side.known), key=_SURE.index)


@cache
def _rows(table: str) -> dict[str, dict[str, Any]]:
    """Return id → row; what was only recalled is not among them."""
    return {row["id"]: row for row in evidence.rows(table)}


def _side(row: dict[str, Any], letter: str) -> Side:
    for kind, table in _TABLES.items():
        found = _rows(table).get(row[f"{letter}_{kind}"] or "")
        if found is not None:
            return _SAID[kind](found)
    return Side(MISSING)


def _base(row: dict[str, Any], table: str) -> dict[str, Any]:
    refs = row["refs"] if "refs" in row else (row["ref"],)
    return {
        "row": f"{table}:{row['id']}", "refs": refs, "verified": row["verified"], "note": row.get("note") or "",
    }  # fmt: skip


def _measured(row: dict[str, Any]) -> Side:
    unit = "" if row["unit"] in ("%", None) else f" {_UNIT.get(row['unit'], row['unit'])}"
    percent = "%" if row["unit"] == "%" else ""
    value = row["value"]
    if value is None:
        return Side("no number seen", n=row["n"], **_base(row, _TABLES["pk"]))
    text = number(value)
    if row["spread_value"] is not None and row["spread_type"] in ("SD", "SEM", "SEE"):
        text = f"{text} ± {number(row['spread_value'])}{percent}{unit} ({row['spread_type']})"
    elif row["spread_low"] is not None:
        text = f"{number(row['spread_low'])} to {number(row['spread_high'])}{percent}{unit}"
    else:
        text = f"{text}{percent}{unit}"
    return Side(text, value, row["n"], **_base(row, _TABLES["pk"]))


def _bound(row: dict[str, Any]) -> Side:
    text = f"{number(row['value'])} {_UNIT.get(row['unit'], row['unit'])}"
    return Side(text, row["value"], None, **_base(row, _TABLES["binding"]))


def _tried(row: dict[str, Any]) -> Side:
    unit = row["unit"] or ""
    if row["value"] is None:
        text, control = (row["finding"] or MISSING).partition(";")[0], ""
    else:
        text = f"{signed(row['value'])}{'%' if unit == '%' else f' {unit}'}"
        if row["ci_low"] is not None:
            level = "90%" if row["interval"] == "ci90" else "95%"
            text += f" ({level} interval {signed(row['ci_low'])} to {signed(row['ci_high'])})"
        control = _control(row)
    n = row["n"] if row["n_of"] in ("arm", "both_arms") else None
    return Side(text, row["value"], n, control, **_base(row, _TABLES["trial"]))


def _control(row: dict[str, Any]) -> str:
    """Return what the comparison group of an arm showed."""
    if row["arm"] == "difference":
        return "already taken off"
    if row["comparator_kind"] == "none_open_label":
        return "no comparison group"
    mates = [
        one
        for one in _rows(_TABLES["trial"]).values()
        if row["pair_id"] and one["pair_id"] == row["pair_id"] and one["id"] != row["id"]
    ]
    for one in mates:
        if one["arm"] == "control":
            people = f" in {plural(one['n'], 'person', 'people')}" if one["n"] else ""
            words = evidence.meaning("comparator_kind", one["comparator_kind"]).partition(",")[0].lower()
            return f"{words}: {signed(one['value'])}{people}"
    for one in mates:
        if one["arm"] == "active" and one["form"] != row["form"]:
            unit = "%" if one["unit"] == "%" else ""
            return f"{one['form']} ketamine: {number(one['value'])}{unit} of {one['n']}"
    return ""


def _harmed(row: dict[str, Any]) -> Side:
    if row["value"] is None:
        return Side(row["finding"] or MISSING, None, row["n"], **_base(row, _TABLES["harm"]))
    control = "" if row["comparator_value"] is None else f"placebo: {number(row['comparator_value'])}%"
    return Side(
        f"{number(row['value'])}{row['unit']}", row["value"], row["n"], control, **_base(row, _TABLES["harm"])
    )


def _moused(row: dict[str, Any]) -> Side:
    text = evidence.meaning("mouse_result", row["result"]).lower()
    return Side(text, None, None, "salt water", **_base(row, _TABLES["mouse"]))


def _licensed(row: dict[str, Any]) -> Side:
    field = "regulatory_status_eu"
    if field in row["recalled"] or not row[field]:
        return Side(MISSING)
    return Side(row[field], None, None, **_base(row, _TABLES["fact"]))


def _fold(key: str) -> tuple[Side, Side, float | None]:
    """Return both sides of a row that states how many times more R-ketamine is needed."""
    row = _rows(_FELT).get(key)
    if row is None:
        return Side(MISSING), Side(MISSING), None
    base = {"n": row["n"], **_base(row, _FELT)}
    return (
        Side("1 part", 1.0, **base),
        Side(f"{number(row['value'])} parts", row["value"], **base),
        row["value"],
    )


_SAID: dict[str, Callable[[dict[str, Any]], Side]] = {
    "pk": _measured, "binding": _bound, "trial": _tried, "harm": _harmed, "mouse": _moused, "fact": _licensed,
}  # fmt: skip


def signed(value: float) -> str:
    """Return a number with a true minus sign.

    Examples
    --------
    >>> signed(-15.3), signed(2.0)
    ('−15.3', '2')
    """
    return f"{'−' if value < 0 else ''}{number(abs(value))}"
