"""Rows behind the first hours: the straight line, the regimens, published times and published numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ketamine_viz import evidence, routes

#: Rows of ``data/psychological/experience.csv``: ends of the straight line, and ratings at its upper end.
_LOW, _HIGH, _WEAKEST, _STRONGEST = "e033", "e036", "e056", "e057"


@dataclass(frozen=True)
class Line:
    """Where the straight line was measured [ng/mL], and how much of a rating line it reached at its end [%]."""

    low: float
    high: float
    weakest: float
    strongest: float
    n: int


@dataclass(frozen=True)
class Setting:
    """A studied regimen, and what is known of sessions after the first.

    Attributes
    ----------
    line
        Whether the straight line was measured with this form, into a vein.
    fade
        Peak score of a late session over that of the first, in the same people; None if not known.
    later, pressure
        What is known of later sessions, in words: of dissociation, and of blood pressure.
    """

    id: str
    label: str
    form: str
    route: str
    line: bool
    fade: float | None
    later: str
    later_refs: tuple[str, ...]
    pressure: str | None
    pressure_refs: tuple[str, ...]


@dataclass(frozen=True)
class Mark:
    """When something was seen: a moment, a window, or never.

    Attributes
    ----------
    kind
        ``peak``, ``window`` or ``none``.
    start, end
        Minutes after the start of the dose.
    """

    id: str
    lane: str
    kind: str
    start: float | None
    end: float | None
    words: str
    n: int | None
    who: str
    open_label: bool
    ref: str
    note: str | None


@dataclass(frozen=True)
class Arm:
    """A number with the drug and, where there is one, beside its control group."""

    id: str
    lane: str
    words: str
    drug: float
    control: float | None
    unit: str
    ends: tuple[float, float] | None
    n_drug: int | None
    n_control: int | None
    control_words: str
    size: str
    ref: str
    note: str | None


@cache
def line() -> Line:
    """Return the straight line from level to ratings.

    Sources: bowdle1998, bowdle_dose.

    Examples
    --------
    >>> line().low, line().high
    (50.0, 200.0)
    """
    rows = {row["id"]: row for row in evidence.rows("psychological/experience")}
    low, high, weakest, strongest = (float(rows[key]["value"]) for key in (_LOW, _HIGH, _WEAKEST, _STRONGEST))
    return Line(low, high, weakest, strongest, int(rows[_LOW]["n"]))


@cache
def settings() -> Mapping[str, Setting]:
    """Return the regimens on offer, in their order.

    Sources: the refs of ``data/psychological/acute_regimens.csv``.
    """
    scores = {row["id"]: row["value"] for row in evidence.rows("psychological/experience")}
    found = {}
    for row in sorted(evidence.rows("psychological/acute_regimens"), key=lambda row: row["rank"]):
        regimen = regimen_of(row["regimen"])
        fade = scores[row["later_to"]] / scores[row["later_from"]] if row["later_to"] else None
        found[row["id"]] = Setting(
            row["id"],
            row["label"],
            regimen.form,
            regimen.route,
            row["line"] == "yes",
            fade,
            row["later_words"],
            row["later_refs"],
            row["pressure_words"],
            row["pressure_refs"],
        )
    return found


@cache
def regimen_of(key: str) -> routes.Regimen:
    """Return a studied regimen by its id in the routes room."""
    return next(r for r in routes.studied() if r.id == key)


@cache
def marks() -> tuple[tuple[tuple[str, ...], Mark], ...]:
    """Return every published time, each with the regimens beside which it stands."""
    return tuple(
        (
            row["regimens"],
            Mark(
                row["id"], row["lane"], row["mark"], row["start_min"], row["end_min"], row["words"], row["n"],
                row["who"], row["open_label"] == "yes", row["ref"], row["note"],
            ),
        )
        for row in evidence.rows("psychological/acute_marks")
    )  # fmt: skip


@cache
def arms() -> tuple[tuple[tuple[str, ...], Arm], ...]:
    """Return every published number, each with the regimens beside which it stands."""
    found = []
    for row in evidence.rows("psychological/acute_arms"):
        ends = None if row["ci_low"] is None else (row["ci_low"], row["ci_high"])
        arm = Arm(
            row["id"], row["lane"], row["words"], row["drug"], row["control"], row["unit"], ends, row["n_drug"],
            row["n_control"], row["control_words"], row["sizes_curve"], row["ref"], row["note"],
        )  # fmt: skip
        found.append((row["regimens"], arm))
    return tuple(found)
