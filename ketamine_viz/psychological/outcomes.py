"""Published clinical results, one number each, and how to choose among them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache

from ketamine_viz import evidence

_TABLE = "psychological/outcomes"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One published number of one group, or of the difference between two.

    Attributes
    ----------
    arm
        ``active``, ``control`` or ``difference``.
    pair_id
        Shared by the groups, and their difference, of one comparison at one time.
    time_h
        Hours after a single dose; for repeated doses study day x 24 [h].
    value, sd, se, ci_low, ci_high
        In ``unit``.  Changes and effect sizes are negative where the treatment is better.
    n, n_of
        How many people, and whether that is one group, all groups or the whole study.
    finding
        What was found in words, where the source gives no number.
    """

    id: str
    ref: str
    study_kind: str
    shares_people_with: tuple[str, ...]
    condition: str
    condition_group: str
    form: str
    form_text: str | None
    route: str
    route_text: str | None
    dose_text: str | None
    n_doses: int | None
    n_doses_is: str | None
    comparator_kind: str
    comparator_text: str | None
    masking: str
    measure: str
    measure_family: str
    suicide_topic: str
    time_h: float | None
    time_text: str | None
    arm: str
    pair_id: str | None
    value: float | None
    unit: str | None
    unit_of: str | None
    estimate: str | None
    better_when: str
    sd: float | None
    se: float | None
    ci_low: float | None
    ci_high: float | None
    interval: str | None
    n: int | None
    n_of: str | None
    finding: str | None
    verified: str
    note: str | None


@cache
def _all() -> tuple[Outcome, ...]:
    names = [field.name for field in fields(Outcome)]
    return tuple(Outcome(**{name: row[name] for name in names}) for row in evidence.rows(_TABLE))


@cache
def allowed(column: str) -> tuple[str, ...]:
    """Return the words that occur in a column of the table, sorted."""
    return tuple(sorted({word for outcome in _all() if (word := getattr(outcome, column))}))


Words = str | Iterable[str] | None


def _wanted(argument: str, value: Words, *columns: str) -> frozenset[str] | None:
    if value is None:
        return None
    words = (value,) if isinstance(value, str) else tuple(value)
    known = sorted({word for column in columns for word in allowed(column)})
    for word in words:
        if word not in known:
            raise ValueError(f"{argument}={word!r} is not studied here; allowed: {', '.join(known)}")
    return frozenset(words)


def published(
    condition: Words = None,
    form: Words = None,
    route: Words = None,
    comparator: Words = None,
    measure: Words = None,
    arm: Words = None,
    masking: Words = None,
) -> tuple[Outcome, ...]:
    """Return the published results that fit every filter; those only recalled are never returned.

    Parameters
    ----------
    condition
        One or several of the groups in ``condition_group``.
    form, route, comparator, arm, masking
        One or several words of that column (``comparator_kind`` for the comparator).
    measure
        A family such as ``response`` or a measure such as ``MADRS_score``.

    Returns
    -------
    tuple of Outcome
        In the order of the table; empty where nothing fits.

    Raises
    ------
    ValueError
        For a word that does not occur; names those that do.

    Examples
    --------
    >>> {o.ref for o in published(comparator="surgical_masking")}
    {'lii2023'}
    """
    wanted = (
        (_wanted("condition", condition, "condition_group"), ("condition_group",)),
        (_wanted("form", form, "form"), ("form",)),
        (_wanted("route", route, "route"), ("route",)),
        (_wanted("comparator", comparator, "comparator_kind"), ("comparator_kind",)),
        (_wanted("measure", measure, "measure_family", "measure"), ("measure_family", "measure")),
        (_wanted("arm", arm, "arm"), ("arm",)),
        (_wanted("masking", masking, "masking"), ("masking",)),
    )
    return tuple(
        outcome
        for outcome in _all()
        if all(
            words is None or any(getattr(outcome, column) in words for column in columns)
            for words, columns in wanted
        )
    )
