"""How much of a dose arrives: what studies measured, by way in, beside what popular articles print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ketamine_viz import evidence

#: Ways in, in the order they are drawn: those a tablet is compared with come first.
ORDER = ("oral", "sublingual", "film", "intranasal", "im", "rectal", "inhaled")
FORMS = ("any", "racemic", "esketamine")
#: How a number came about: only the first was measured in people's blood and worked out by the authors at once.
KINDS = {"measured": "measured", "modelled": "from a fitted model", "stated": "stated by a label"}


@dataclass(frozen=True)
class Value:
    """One published share [%].

    Attributes
    ----------
    value
        The number; None where only a range is known.
    low, high
        Ends of the spread or of the range; None where none is printed.
    spread
        What low and high are.
    isomer
        Mirror form it was measured for, where a racemate's two halves were measured apart.
    """

    value: float | None
    low: float | None
    high: float | None
    spread: str | None
    about: bool
    isomer: str
    kind: str
    ref: str


@dataclass(frozen=True)
class Lane:
    """Values of one study by one way in."""

    id: str
    route: str
    form: str
    people: str
    n: int | None
    population: str | None
    values: tuple[Value, ...]
    note: str

    @property
    def refs(self) -> tuple[str, ...]:
        """Sources, in the order of the values, each once."""
        return tuple(dict.fromkeys(v.ref for v in self.values))

    @property
    def ends(self) -> tuple[float, float]:
        """Lowest and highest number of the lane, spreads counted [%]."""
        numbers = [x for v in self.values for x in (v.low, v.value, v.high) if x is not None]
        return min(numbers), max(numbers)

    @property
    def middle(self) -> float:
        """Mean of the values, or the middle of the range [%]."""
        numbers = [v.value for v in self.values if v.value is not None]
        return sum(numbers) / len(numbers) if numbers else sum(self.ends) / 2


@dataclass(frozen=True)
class Shares:
    """What the picture shows; ``low`` and ``high`` are what popular articles print for a tablet [%]."""

    route: str
    form: str
    models: bool
    lanes: tuple[Lane, ...]
    low: float
    high: float

    @property
    def inside(self) -> tuple[int, int]:
        """How many groups of people who swallowed it gave a value within the popular range, of how many."""
        groups: dict[str, bool] = {}
        for lane in self.lanes:
            if lane.route == "oral":
                hit = any(v.value is not None and self.low <= v.value <= self.high for v in lane.values)
                groups[lane.people] = groups.get(lane.people, False) or hit
        return sum(groups.values()), len(groups)


def measured_shares(route: str = "all", form: str = "any", models: bool = True) -> Shares:
    """Return the published shares that arrive.

    Parameters
    ----------
    route
        ``all`` or one of `ORDER`.
    form
        One of `FORMS`: the form that was given.
    models
        Whether values from fitted models and labels are kept.

    Raises
    ------
    ValueError
        For an argument that is not allowed.

    Sources: the `ref` of ``data/routes/pk_observations.csv`` and the `refs`
    of ``data/routes/route_form_facts.csv``.

    Examples
    --------
    >>> measured_shares("oral").inside
    (2, 6)
    """
    for name, value, allowed in (("route", route, ("all", *ORDER)), ("form", form, FORMS)):
        if value not in allowed:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join(allowed)}")
    if not isinstance(models, bool):
        raise ValueError(f"models={models!r} is not allowed; allowed: True or False")
    popular = next(iter(evidence.rows("routes/popular_numbers")))
    kept = []
    for lane in _lanes():
        if route not in ("all", lane.route) or form not in ("any", lane.form):
            continue
        if models or all(v.kind == "measured" for v in lane.values):
            kept.append(lane)
    return Shares(route, form, models, tuple(kept), popular["low"], popular["high"])


@cache
def _lanes() -> tuple[Lane, ...]:
    seen = {r["id"]: r for r in evidence.rows("routes/pk_observations")}
    facts = {r["id"]: r for r in evidence.rows("routes/route_form_facts")}
    grouped: dict[str, list[Mapping[str, Any]]] = {}
    for row in evidence.rows("routes/availability_points"):
        if row["observation"] in seen or row["fact"] in facts:
            grouped.setdefault(row["lane"], []).append(row)
    found = []
    for name, rows in grouped.items():
        source = seen.get(rows[0]["observation"]) or facts[rows[0]["fact"]]
        found.append(
            Lane(
                id=name,
                route=source["route"],
                form=source["form"],
                people=rows[0]["people"],
                n=source.get("n"),
                population=source.get("population"),
                values=tuple(sorted((_value(r, seen, facts) for r in rows), key=lambda v: v.value or 0.0)),
                note=rows[0]["note"],
            )
        )
    return tuple(sorted(found, key=lambda lane: (ORDER.index(lane.route), lane.middle)))


def _value(
    row: Mapping[str, Any], seen: Mapping[str, Mapping[str, Any]], facts: Mapping[str, Mapping[str, Any]]
) -> Value:
    if row["observation"] is None:
        ref = facts[row["fact"]]["refs"][0]
        return Value(None, row["low"], row["high"], "range", False, "both", "measured", ref)
    o = seen[row["observation"]]
    low, high, spread = o["spread_low"], o["spread_high"], o["spread_type"]
    if o["spread_value"] is not None:
        # A coefficient of variation is a share of the value itself.
        half = o["value"] * o["spread_value"] / 100 if spread == "between-person CV %" else o["spread_value"]
        low, high = max(o["value"] - half, 0.0), min(o["value"] + half, 100.0)
    apart = o["isomer"] if o["form"] == "racemic" and o["isomer"] in ("S", "R") else "both"
    return Value(o["value"], low, high, spread, o["qualifier"] == "about", apart, o["value_kind"], o["ref"])
