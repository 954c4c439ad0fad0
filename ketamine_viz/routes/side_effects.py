"""Side effects by way in: every number reported, and the few studies that compared two ways themselves."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ketamine_viz import evidence
from ketamine_viz.evidence.chance import Z95, wilson

#: Ways in, and the routes of our tables that are one.
WAYS: Mapping[str, tuple[str, ...]] = {
    "vein": ("iv_infusion", "iv_bolus"),
    "muscle": ("im",),
    "skin": ("sc",),
    "nose": ("intranasal",),
    "tongue": ("sublingual",),
    "film": ("film",),
    "swallowed": ("oral",),
}
#: What is kept, from everything to the strictest.
KEEP = ("all", "control", "one_study", "same_people")
#: Studies in which everyone counted had the drug, so that n is the treated group.
_ONE_ARM = ("open_label", "observational", "case_series")


@dataclass(frozen=True)
class Rate:
    """One reported number, or what a source says instead of one.

    Attributes
    ----------
    value
        The number in ``unit``; None where the source has words only.
    high
        Upper end where a range is printed, else None.
    ends, control_ends
        95% interval; None where the size of the group is not known.
    n, n_words
        People in the treated group where known; what is known of the size, in words.
    control, control_n, control_words
        The same number in the comparison group, its size, and who they were; None where there is none.
    """

    id: str
    effect: str
    way: str
    form: str
    named: str
    when: str | None
    ref: str
    strength: str | None
    value: float | None
    high: float | None
    unit: str
    ends: tuple[float, float] | None
    n: int | None
    n_words: str
    control: float | None
    control_n: int | None
    control_ends: tuple[float, float] | None
    control_words: str | None
    in_words: str | None
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Compared:
    """A study that set two or more ways in beside each other.

    Attributes
    ----------
    pairs
        Ways compared, two by two.
    people, values
        Way → people who had it, and its result in ``unit``, where known.
    """

    ref: str
    what: str
    design: str
    effect: str | None
    n: int | None
    pairs: tuple[tuple[str, str], ...]
    people: Mapping[str, int]
    values: Mapping[str, float]
    unit: str | None
    finding: str
    note: str | None

    @property
    def ways(self) -> tuple[str, ...]:
        """The ways, each once, in the order of `WAYS`."""
        return tuple(way for way in WAYS if any(way in pair for pair in self.pairs))


@dataclass(frozen=True)
class Harms:
    """What the picture shows.

    Attributes
    ----------
    counts
        Member of `KEEP` → how many numbers (the first two) or studies (the last two) there are.
    rates
        Numbers and words that are kept; none where only comparisons are.
    studies
        Studies that compared two ways on this side effect and are kept.
    elsewhere
        Studies that compared two ways on other side effects.
    side, other
        Pair of ways → studies of any side effect that are kept, and all other studies of both ways.
    """

    effect: str
    keep: str
    counts: Mapping[str, int]
    rates: tuple[Rate, ...]
    studies: tuple[Compared, ...]
    elsewhere: tuple[Compared, ...]
    side: Mapping[frozenset[str], int]
    other: Mapping[frozenset[str], int]

    @property
    def by_way(self) -> dict[str, int]:
        """Way → numbers kept."""
        return {way: sum(r.way == way and r.value is not None for r in self.rates) for way in WAYS}


def side_effects(effect: str = "all", keep: str = "all") -> Harms:
    """Return what is reported on a side effect, and what compared ways in.

    Parameters
    ----------
    effect
        ``all`` or one of `effects`.
    keep
        One of `KEEP`: every number, those with a comparison group beside them,
        studies with two ways in, or only those in the same people.

    Raises
    ------
    ValueError
        For a value that is not offered.

    Sources: the `ref` of ``data/psychological/safety.csv`` and
    ``data/psychological/experience.csv``, and of
    ``data/routes/route_comparisons.csv``.

    Examples
    --------
    >>> side_effects("headache").counts
    {'all': 5, 'control': 3, 'one_study': 0, 'same_people': 0}
    """
    for name, value, allowed in (("effect", effect, ("all", *effects())), ("keep", keep, KEEP)):
        if value not in allowed:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join(allowed)}")
    rates = [r for r in reported() if effect in ("all", r.effect)]
    harms = [c for c in compared() if c.what == "side_effects"]
    same = [c for c in harms if c.design == "same_people"]
    here = [c for c in harms if effect in ("all", c.effect)]
    numbers = [r for r in rates if r.value is not None]
    counts = {
        "all": len(numbers),
        "control": sum(r.control is not None for r in numbers),
        "one_study": len(here),
        "same_people": sum(c in same for c in here),
    }
    kept = {"all": rates, "control": [r for r in numbers if r.control is not None]}.get(keep, [])
    strict = same if keep == "same_people" else harms
    return Harms(
        effect,
        keep,
        counts,
        tuple(kept),
        tuple(c for c in here if c in strict),
        tuple(c for c in strict if c not in here),
        _pairs(strict),
        _pairs([c for c in compared() if c not in strict]),
    )


def _pairs(studies: list[Compared]) -> dict[frozenset[str], int]:
    found: dict[frozenset[str], int] = {}
    for one in studies:
        for pair in one.pairs:
            found[frozenset(pair)] = found.get(frozenset(pair), 0) + 1
    return found


@cache
def effects() -> tuple[str, ...]:
    """Return the side effects of which anything is reported, in the order of our tables."""
    known = {r.effect for r in reported()}
    rows = evidence.rows("routes/side_effect_rates")
    return tuple(e for e in dict.fromkeys(row["effect"] for row in rows) if e in known)


@cache
def reported() -> tuple[Rate, ...]:
    """Return every reported number and word, by way in and then from the largest."""
    rows = {r["id"]: r for table in ("safety", "experience") for r in evidence.rows(f"psychological/{table}")}
    found = [
        _rate(row, rows[row["row"]], rows.get(row["up_to"]))
        for row in evidence.rows("routes/side_effect_rates")
        if row["row"] in rows and _way(rows[row["row"]]["route"]) is not None
    ]
    found += [_own(one, way) for one in compared() if one.what == "side_effects" for way in one.values]
    ways = list(WAYS)
    return tuple(
        sorted(found, key=lambda r: (ways.index(r.way), -(r.value if r.value is not None else -1.0)))
    )


@cache
def compared() -> tuple[Compared, ...]:
    """Return every study that compared ways in, whatever it compared."""
    grouped: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for row in evidence.rows("routes/route_comparisons"):
        grouped.setdefault((row["ref"], row["what"], row["design"], row["effect"]), []).append(row)
    return tuple(_compared(rows) for rows in grouped.values())


def _compared(rows: list[Mapping[str, Any]]) -> Compared:
    people: dict[str, int] = {}
    values: dict[str, float] = {}
    for row in rows:
        for side in ("first", "second"):
            if row[f"{side}_n"] is not None:
                people[row[side]] = row[f"{side}_n"]
            if row[f"{side}_value"] is not None:
                values[row[side]] = row[f"{side}_value"]
    first = rows[0]
    return Compared(
        ref=first["ref"],
        what=first["what"],
        design=first["design"],
        effect=first["effect"],
        n=first["n"],
        pairs=tuple((row["first"], row["second"]) for row in rows),
        people=people,
        values=values,
        unit=first["unit"],
        finding=first["finding"],
        note=first["note"],
    )


def _own(one: Compared, way: str) -> Rate:
    """Return the number of one way in a study that compared ways."""
    assert one.effect is not None
    n = one.people.get(way) or (one.n if one.design == "same_people" else None)
    return Rate(
        id=f"{one.ref}.{way}",
        effect=one.effect,
        way=way,
        form="",
        named="compared in one study",
        when="largest rise",
        ref=one.ref,
        strength=None,
        value=one.values[way],
        high=None,
        unit=one.unit or "",
        ends=None,
        n=n,
        n_words=f"{n:,}" if n is not None else "n unknown",
        control=None,
        control_n=None,
        control_ends=None,
        control_words=None,
        in_words=None,
        notes=(one.note,) if one.note else (),
    )


def _way(route: str) -> str | None:
    return next((way for way, routes in WAYS.items() if route in routes), None)


def _rate(row: Mapping[str, Any], told: Mapping[str, Any], up_to: Mapping[str, Any] | None) -> Rate:
    way = _way(told["route"])
    assert way is not None
    value = None if row["in_words"] else told["value"]
    unit = (told["unit"] if value is not None else None) or ""
    strength = told.get("strength")
    n = _treated(told)
    control = told.get("comparator_value") if value is not None else None
    control_n = told.get("n_control") if control is not None else None
    kind = told.get("comparator_kind")
    return Rate(
        id=row["id"],
        effect=row["effect"],
        way=way,
        form=told["form"],
        named=row["named"],
        when=row["when"],
        ref=told["ref"],
        strength=strength,
        value=value,
        high=None if up_to is None else up_to["value"],
        unit=unit,
        ends=None if value is None or up_to is not None else _ends(value, unit, n, told.get("spread")),
        n=n,
        n_words=_size(told, n),
        control=control,
        control_n=control_n,
        control_ends=None if control is None else _ends(control, unit, control_n, None),
        control_words=evidence.meaning("comparator_kind", kind) if control is not None and kind else None,
        in_words=row["in_words"],
        notes=tuple(note for note in (row["note"], told["note"]) if note),
    )


def _treated(told: Mapping[str, Any]) -> int | None:
    """Return the size of the treated group, where the row says so."""
    if told.get("n_active") is not None:
        return int(told["n_active"])
    alone = told.get("strength") in _ONE_ARM or "strength" not in told
    return int(told["n"]) if told["n"] is not None and told["n_of"] == "trial" and alone else None


def _size(told: Mapping[str, Any], n: int | None) -> str:
    if n is not None:
        return f"{n:,}"
    if told["n"] is None:
        return "n unknown"
    return (
        f"{told['n']:,} { ({'both_arms': 'both arms', 'sessions': 'drips'}.get(told['n_of'], 'in trial')) }"
    )


def _ends(value: float, unit: str, n: int | None, spread: str | None) -> tuple[float, float] | None:
    if n is None:
        return None
    if unit == "%":
        low, high = wilson(value / 100, n)
        return 100 * low, 100 * high
    sd = re.fullmatch(r"SD (\d+(?:\.\d+)?)", spread or "")
    if sd is None:
        return None
    reach = Z95 * float(sd[1]) / math.sqrt(n)
    return value - reach, value + reach
