"""Side effects of one trial: how many in a hundred, beside the control group, and how sure the difference is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ketamine_viz import evidence
from ketamine_viz.evidence.chance import wilson
from ketamine_viz.routes.side_effects import reported

#: Ways to order the side effects.
SORTS = ("common", "difference", "name")
#: What a label calls "reported as an adverse event" in the tables of the routes.
_NAMES = {"reported as an adverse event": "raised blood pressure"}


@dataclass(frozen=True)
class Effect:
    """One side effect in one trial.

    Attributes
    ----------
    drug, control
        Share of each group [%]; no control where everybody had the drug.
    n_drug, n_control
        People in each group.
    difference, low, high
        Drug minus control [people in 100] with its 95% interval (Newcombe); None without a control group.
    """

    name: str
    drug: float
    control: float | None
    n_drug: int
    n_control: int | None
    difference: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def clear(self) -> bool:
        """Whether the whole interval of the difference lies on one side of zero."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)

    @property
    def hundred(self) -> tuple[int, int, int]:
        """Of 100 people: had it with the control too, more with the drug, and fewer with it."""
        drug, control = round(self.drug), round(self.control or 0)
        return min(drug, control), max(drug - control, 0), max(control - drug, 0)


@dataclass(frozen=True)
class Risks:
    """What the picture shows: one trial, its side effects in order, one of them in a hundred people."""

    study: Mapping[str, str]
    sort: str
    effects: tuple[Effect, ...]
    focus: str
    chosen: Effect | None
    severe: Effect
    time: Mapping[str, str]

    @property
    def open_label(self) -> bool:
        """Whether there was no control group."""
        return all(effect.control is None for effect in self.effects)


def risk_difference(drug: float, n_drug: int, control: float, n_control: int) -> tuple[float, float, float]:
    """Return drug minus control and its 95% interval after Newcombe [people in 100].

    Parameters
    ----------
    drug, control
        Shares [%].
    n_drug, n_control
        People in each group.

    Raises
    ------
    ValueError
        For a share outside 0 to 100, or nobody in a group.

    Examples
    --------
    >>> [round(end, 1) for end in risk_difference(30, 200, 10, 100)]
    [20.0, 10.5, 28.0]
    """
    p, q = drug / 100, control / 100
    (p_low, p_high), (q_low, q_high) = wilson(p, n_drug), wilson(q, n_control)
    down = math.hypot(p - p_low, q_high - q)
    up = math.hypot(p_high - p, q - q_low)
    return 100 * (p - q), 100 * (p - q - down), 100 * (p - q + up)


def _effect(name: str, drug: float, control: float | None, n_drug: int, n_control: int | None) -> Effect:
    if control is None or n_control is None:
        return Effect(name, drug, None, n_drug, None)
    return Effect(name, drug, control, n_drug, n_control, *risk_difference(drug, n_drug, control, n_control))


@cache
def severe_effects() -> tuple[Effect, ...]:
    """Return the serious or severe side effects of two trials, all of them together first."""
    rows = sorted(evidence.rows("safety/severe_rates"), key=lambda row: row["rank"])
    return tuple(
        _effect(row["name"], row["drug"], row["control"], row["n_drug"], row["n_control"]) for row in rows
    )


@cache
def studies() -> Mapping[str, Mapping[str, str]]:
    """Return the trials that can be chosen, by id."""
    return {row["id"]: row for row in sorted(evidence.rows("safety/effect_studies"), key=lambda r: r["rank"])}


@cache
def effects(study: str) -> tuple[Effect, ...]:
    """Return the side effects of a trial, the commonest first.

    Raises
    ------
    ValueError
        For a trial that is not offered.
    """
    if study not in studies():
        raise ValueError(f"study={study!r} is not allowed; allowed: {', '.join(studies())}")
    row = studies()[study]
    if study == "severe":
        found: tuple[Effect, ...] = severe_effects()[1:]
    else:
        found = tuple(
            _effect(_NAMES.get(r.named, r.named), r.value, r.control, r.n, r.control_n)
            for r in reported()
            if r.ref == row["ref"] and r.when == row["when"] and r.unit == "%" and r.value is not None and r.n
        )
    return tuple(sorted(found, key=lambda effect: -effect.drug))


@cache
def names() -> tuple[str, ...]:
    """Return every side effect that some trial reports, the most often reported first."""
    counts: dict[str, int] = {}
    for study in studies():
        for effect in effects(study):
            counts[effect.name] = counts.get(effect.name, 0) + 1
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


def risks(study: str = "start", sort: str = "common", focus: str = "dissociation") -> Risks:
    """Return the side effects of one trial, in order.

    Parameters
    ----------
    study
        A key of `studies`.
    sort
        One of `SORTS`: by share with the drug, by difference from the control group (by share where there is
        none), or by name.
    focus
        The side effect that is shown in a hundred people; one of `names`.

    Raises
    ------
    ValueError
        For a value that is not offered.

    Sources: fedgchin2019, canuso2021, daly2019, katz2021, wajs2020, williamson2022

    Examples
    --------
    >>> found = risks("start", focus="dissociation").chosen
    >>> found.drug, found.control, found.hundred
    (26.8, 3.5, (4, 23, 0))
    """
    for name, value, allowed in (("sort", sort, SORTS), ("focus", focus, names())):
        if value not in allowed:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join(allowed)}")
    found = effects(study)
    if sort == "difference":
        found = tuple(sorted(found, key=lambda e: -(e.difference if e.difference is not None else e.drug)))
    elif sort == "name":
        found = tuple(sorted(found, key=lambda e: e.name))
    times = {row["name"]: row for row in evidence.rows("safety/effect_times")}
    return Risks(
        study=studies()[study],
        sort=sort,
        effects=found,
        focus=focus,
        chosen=next((e for e in found if e.name == focus), None),
        severe=severe_effects()[0],
        time=times.get(focus, times["any"]),
    )
