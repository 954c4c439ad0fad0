"""Choose what one forest plot shows: six filters, at most fourteen rows, and what to widen where nothing is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from ketamine_viz.psychological.differences import (
    SORTS,
    Gap,
    Sort,
    comparisons,
    gap,
    without_control,
)
from ketamine_viz.psychological.options import CONDITIONS, FORMS, ROUTES
from ketamine_viz.psychological.outcomes import Outcome
from ketamine_viz.psychological.pairing import Pair
from ketamine_viz.psychological.view import choose, counted_twice, known_option
from ketamine_viz.stage.text import plural

#: Most rows a reader can take in, and how many of them are kept for pooled results of others.
MOST, POOLED_PLACES = 14, 3

#: Kinds of control in the order of the picture: from nothing felt to best hidden, then sprays and tablets.
GROUPS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "saline": ("Saline infusion", ("saline", "saline_and_new_antidepressant")),
        "infusion": ("Mixed infusions", ("saline_or_midazolam", "placebo_infusion")),
        "midazolam": ("Midazolam", ("midazolam",)),
        "surgery": ("Anaesthesia", ("surgical_masking",)),
        "spray": ("Placebo spray", ("placebo_spray",)),
        "spray_and_care": (
            "Spray and more",
            (
                "placebo_spray_and_new_antidepressant",
                "placebo_spray_and_continued_antidepressant",
                "placebo_spray_and_standard_care",
            ),
        ),
        "tablet": ("Placebo tablet", ("placebo_tablet", "placebo_tablet_and_new_antidepressant")),
        "mixed": ("Several kinds", ("mixed",)),
    }
)
COMPARATORS: Mapping[str, tuple[str, tuple[str, ...] | None]] = MappingProxyType(
    {
        "any": ("Any control", None),
        "saline": ("Saline infusion (many can tell)", GROUPS["saline"][1]),
        "midazolam": ("Midazolam (can be felt)", GROUPS["midazolam"][1]),
        "hidden": (
            "Better hidden: midazolam or anaesthesia",
            GROUPS["midazolam"][1] + GROUPS["surgery"][1],
        ),
        "spray": ("Placebo spray, alone or with more", GROUPS["spray"][1] + GROUPS["spray_and_care"][1]),
        "tablet": ("Swallowed placebo", GROUPS["tablet"][1]),
    }
)
#: Windows of time: words, then the first and last hour.
WINDOWS: Mapping[str, tuple[str, tuple[float, float] | None]] = MappingProxyType(
    {
        "any": ("Any time", None),
        "hours": ("Within 12 hours", (0.0, 12.0)),
        "day": ("About one day", (12.0, 36.0)),
        "days": ("2 to 10 days", (36.0, 240.0)),
        "weeks": ("Over 10 days to 8 weeks", (240.0, 1400.0)),
        "months": ("Longer", (1400.0, float("inf"))),
    }
)
FILTERS: Mapping[str, Mapping[str, tuple[str, Any]]] = MappingProxyType(
    {
        "condition": CONDITIONS,
        "form": FORMS,
        "route": ROUTES,
        "comparator": COMPARATORS,
        "window": WINDOWS,
    }
)


@dataclass(frozen=True, slots=True)
class Forest:
    """What one forest plot shows.

    Attributes
    ----------
    drawn
        Rows of the picture: trials by kind of control, then time; pooled results of others last.
    rest
        Comparisons that fit the filters and are left to the table.
    unpooled
        Pooled groups whose difference nobody printed: table only.
    uncontrolled
        Open-label results that fit: they have nobody to be compared with.
    widen
        What to change where nothing fits; empty otherwise.
    """

    sort: str
    filters: Mapping[str, str]
    drawn: tuple[Gap, ...]
    rest: tuple[Gap, ...]
    unpooled: tuple[Pair, ...]
    uncontrolled: tuple[Pair, ...]
    widen: str

    @property
    def spec(self) -> Sort:
        """How the measure reads."""
        return SORTS[self.sort]

    @property
    def trials(self) -> tuple[Gap, ...]:
        """Drawn rows that are one trial each."""
        return tuple(one for one in self.drawn if not one.pooled)


def group_of(outcome: Outcome) -> str:
    """Return the kind of control a result belongs to."""
    return next(name for name, (_, kinds) in GROUPS.items() if outcome.comparator_kind in kinds)


def _passes(outcome: Outcome, filters: Mapping[str, str], control: bool = True) -> bool:
    span = WINDOWS[filters["window"]][1]
    if span and not (outcome.time_h is not None and span[0] < outcome.time_h <= span[1]):
        return False
    wanted: dict[str, tuple[Any, tuple[str, ...] | None]] = {
        "condition": (outcome.condition_group, CONDITIONS[filters["condition"]][1]),
        "form": (outcome.form, FORMS[filters["form"]][1]),
        "route": (outcome.route, ROUTES[filters["route"]][1]),
    }
    if control:
        wanted["comparator"] = (outcome.comparator_kind, COMPARATORS[filters["comparator"]][1])
    return all(words is None or value in words for value, words in wanted.values())


@cache
def _fitting(sort: str, *chosen: str) -> tuple[Pair, ...]:
    filters = dict(zip(FILTERS, chosen, strict=True))
    return tuple(pair for pair in comparisons(sort) if _passes(pair.main, filters))


def _widen(sort: str, filters: Mapping[str, str]) -> str:
    """Return which one filter, set to its widest, brings most comparisons back."""
    best = (0, "")
    for name, options in FILTERS.items():
        widest = next(iter(options))
        there = sum(gap(pair) is not None for pair in _fitting(sort, *{**filters, name: widest}.values()))
        if there > best[0]:
            best = (
                there,
                f"Set {_LABELS[name]} to “{options[widest][0]}”: {plural(there, 'comparison')} there.",
            )
    if not best[0]:
        return "Nothing fits these filters. Widen two of them or more, or choose another measure."
    return f"Nothing fits these filters. {best[1]}"


#: Filters as their labels on the screen say.
_LABELS = {"condition": "Who", "form": "Form", "route": "Route", "comparator": "Control", "window": "When"}


def _order(one: Gap) -> tuple[Any, ...]:
    hours = one.main.time_h if one.main.time_h is not None else float("inf")
    return (one.pooled, list(GROUPS).index(group_of(one.main)), hours, one.value, one.main.id)


def _pick(found: Mapping[str, Gap]) -> tuple[Gap, ...]:
    """Return at most fourteen rows: the largest of each masking, time and control first; pooled ones apart."""

    def of(keep: Callable[[Gap], bool]) -> list[Pair]:
        return [one.pair for one in found.values() if keep(one)]

    trials, pooled = of(lambda one: not one.pooled), of(lambda one: one.pooled)
    places = max(POOLED_PLACES, MOST - len(trials))
    few = choose([pair for pair in pooled if pair.main.id not in counted_twice(tuple(pooled))], places)
    chosen = choose(trials, MOST - len(few)) + few
    return tuple(sorted((found[pair.main.id] for pair in chosen), key=_order))


def forest_view(
    sort: str = "madrs",
    condition: str = "depression",
    form: str = "any",
    route: str = "any",
    comparator: str = "any",
    window: str = "any",
) -> Forest:
    """Return what the forest plot shows for one setting of its filters.

    Parameters
    ----------
    sort
        Which difference: ``madrs``, ``response``, ``remission``, ``size`` or ``thoughts``.
    condition, form, route, comparator, window
        Names of the options on the screen.

    Raises
    ------
    ValueError
        For an option that does not exist; names those that do.

    Examples
    --------
    >>> len(forest_view().drawn), forest_view(form="arketamine", route="oral").drawn
    (14, ())
    """
    filters = {
        "condition": condition, "form": form, "route": route, "comparator": comparator, "window": window,
    }  # fmt: skip
    for name, value, options in (("sort", sort, SORTS), *((n, filters[n], o) for n, o in FILTERS.items())):
        known_option(name, value, options)
    fitting = _fitting(sort, *filters.values())
    gaps = {pair.main.id: one for pair in fitting if (one := gap(pair)) is not None}
    drawn = _pick(gaps)
    shown = {one.main.id for one in drawn}
    return Forest(
        sort=sort,
        filters=MappingProxyType(filters),
        drawn=drawn,
        rest=tuple(one for name, one in gaps.items() if name not in shown),
        unpooled=tuple(pair for pair in fitting if pair.main.id not in gaps),
        uncontrolled=tuple(
            pair for pair in without_control(sort) if _passes(pair.main, filters, control=False)
        ),
        widen="" if drawn else _widen(sort, filters),
    )
