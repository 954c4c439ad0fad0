"""Choose what one picture of trials shows: filters, what is drawn, what is left to the table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ketamine_viz import evidence
from ketamine_viz.psychological.options import (
    COMPARATORS,
    CONDITIONS,
    FORMS,
    MEASURES,
    NOT_A_CONTROL,
    ROUTES,
    Measure,
)
from ketamine_viz.psychological.outcomes import Outcome, published
from ketamine_viz.psychological.pairing import Pair, pairs

#: Most comparisons a reader can tell apart on one picture.
MOST = 11
#: Places kept for open-label groups when they are asked for.
OPEN_PLACES = 3


#: Time steps: words, and the last hour of the step.
STEPS: tuple[tuple[str, float], ...] = (
    ("start", 0.0),
    ("hours", 12.0),
    ("1 day", 36.0),
    ("2–3 days", 84.0),
    ("1 week", 240.0),
    ("2–3 weeks", 540.0),
    ("4–8 weeks", 1400.0),
    ("months", float("inf")),
)
NO_SET_TIME = len(STEPS)


def step(outcome: Outcome) -> int:
    """Return the number of the time step a result falls in; the last one is for no set time."""
    if outcome.time_h is None:
        return NO_SET_TIME
    return next(number for number, (_, last) in enumerate(STEPS) if outcome.time_h <= last)


def step_words(number: int) -> str:
    """Return the words of a time step."""
    return "other" if number == NO_SET_TIME else STEPS[number][0]


@dataclass(frozen=True, slots=True)
class View:
    """What one picture shows.

    Attributes
    ----------
    drawn
        Comparisons and open-label groups on the picture, in the order of time.
    rest
        Those that fit the filters but are left to the table.
    repeated
        Ids of results whose people are also inside another result that is drawn.
    no_control_number
        How many drug results were left out because their control group's number is not known here.
    in_words
        Findings that fit the filters and were published here in words only, such as "no difference".
    widen
        What to change where nothing fits; empty otherwise.
    """

    measure: str
    filters: Mapping[str, str]
    drawn: tuple[Pair, ...]
    rest: tuple[Pair, ...]
    repeated: frozenset[str]
    no_control_number: int
    in_words: tuple[Outcome, ...]
    widen: str

    @property
    def spec(self) -> Measure:
        """How the measure reads."""
        return MEASURES[self.measure]

    @property
    def controlled(self) -> tuple[Pair, ...]:
        """The drawn comparisons that have a control group."""
        return tuple(pair for pair in self.drawn if not is_open(pair))


def is_open(pair: Pair) -> bool:
    """Return True for a group that nobody was compared with."""
    return pair.main.comparator_kind == "none_open_label"


def known_option(argument: str, value: str, options: Iterable[str]) -> None:
    """Refuse a value that is not among the options of a control, naming both."""
    if value not in (known := list(options)):
        raise ValueError(f"{argument}={value!r} is not an option; allowed: {', '.join(known)}")


def complete(pair: Pair) -> bool:
    """Return True if the pair can be shown with n, time and reference."""
    main = pair.main
    return (
        main.value is not None
        and bool(main.n)
        and (main.time_h is not None or bool(main.time_text))
        and evidence.reference(main.ref).first_author is not None
    )


@cache
def _comparators(comparator: str) -> tuple[str, ...]:
    kinds = COMPARATORS[comparator][1]
    if kinds:
        return kinds
    return tuple(sorted({o.comparator_kind for o in published()} - set(NOT_A_CONTROL)))


@cache
def _candidates(measure: str, condition: str, form: str, route: str, comparator: str) -> tuple[Pair, ...]:
    spec = MEASURES[measure]
    chosen = {
        "condition": CONDITIONS[condition][1],
        "form": FORMS[form][1],
        "route": ROUTES[route][1],
        "comparator": _comparators(comparator),
    }
    if spec.kind == "arms":
        found = pairs(measure=spec.family, **chosen)
    else:
        found = tuple(
            Pair(None, None, one) for one in published(measure="MADRS_change", arm="difference", **chosen)
        )
    return tuple(pair for pair in found if pair.main.unit == spec.unit and complete(pair))


@cache
def _open_label(measure: str, condition: str, form: str, route: str) -> tuple[Pair, ...]:
    spec = MEASURES[measure]
    if spec.kind != "arms":
        return ()
    found = published(
        CONDITIONS[condition][1],
        FORMS[form][1],
        ROUTES[route][1],
        "none_open_label",
        spec.family,
        arm="active",
    )
    return tuple(pair for one in found if one.unit == spec.unit and complete(pair := Pair(one, None, None)))


def counted_twice(candidates: tuple[Pair, ...]) -> frozenset[str]:
    """Return the results whose people are inside another candidate of the same time step.

    A pooled result gives way where every trial inside it is there; otherwise those trials give way to it.
    """
    at: dict[int, set[str]] = {}
    for pair in candidates:
        at.setdefault(step(pair.main), set()).add(pair.main.ref)
    out: set[str] = set()
    for pair in candidates:
        inside, here = set(pair.main.shares_people_with), at[step(pair.main)]
        if inside and inside <= here:
            out.add(pair.main.id)
        elif inside & here:
            out |= {
                other.main.id
                for other in candidates
                if other.main.ref in inside and step(other.main) == step(pair.main)
            }
    return frozenset(out)


def _rank(pair: Pair) -> tuple[int, float, str]:
    return (-(pair.people or 0), pair.main.time_h or 0.0, pair.main.id)


def choose(candidates: Iterable[Pair], places: int) -> list[Pair]:
    """Return the largest of each masking, of each time step, of each step and comparator, then the largest.

    One regimen of a trial and time comes before a second one of the same.
    """
    ranked = sorted(candidates, key=_rank)
    chosen: list[Pair] = []
    turns = (
        lambda pair: pair.main.masking,
        lambda pair: step(pair.main) if pair.main.time_h is not None else None,
        lambda pair: (step(pair.main), pair.main.comparator_kind),
        lambda pair: (pair.main.ref, pair.main.time_h, pair.main.pair_id),
        lambda pair: pair.main.id,
    )
    for turn in turns:
        seen: set[object] = {turn(pair) for pair in chosen} | {None}
        for pair in ranked:
            if len(chosen) < places and turn(pair) not in seen and pair not in chosen:
                chosen.append(pair)
                seen.add(turn(pair))
    return chosen


def _widen(filters: Mapping[str, str], open_label: bool) -> str:
    """Return which one filter, set to its widest, brings comparisons back."""
    names = {"condition": CONDITIONS, "form": FORMS, "route": ROUTES, "comparator": COMPARATORS}
    best: tuple[int, str] = (0, "")
    for name, options in names.items():
        widest = next(iter(options))
        if filters[name] != widest:
            there = len(_candidates(**{**filters, name: widest}))
            if there > best[0]:
                best = (there, f"Set {name} to “{options[widest][0]}”: {there} there.")
    if not best[0]:
        best = (1, "Widen two or more filters, or choose another measure.")
    unseen = (
        ""
        if open_label or not _open_label(*[filters[k] for k in ("measure", "condition", "form", "route")])
        else (" Groups without a control exist: tick the box to see them.")
    )
    return f"No published comparison fits these filters. {best[1]}{unseen}"


def view(
    measure: str = "response",
    condition: str = "depression",
    form: str = "any",
    route: str = "any",
    comparator: str = "any",
    open_label: bool = False,
) -> View:
    """Return what the picture shows for one setting of its filters.

    Raises
    ------
    ValueError
        For an option that does not exist; names those that do.

    Examples
    --------
    >>> len(view().drawn), view(form="arketamine", route="oral").drawn
    (11, ())
    """
    filters = {
        "measure": measure,
        "condition": condition,
        "form": form,
        "route": route,
        "comparator": comparator,
    }
    for name, options in zip(filters, (MEASURES, CONDITIONS, FORMS, ROUTES, COMPARATORS), strict=True):
        known_option(name, filters[name], options)
    candidates = _candidates(**filters)
    extra = _open_label(measure, condition, form, route) if open_label else ()
    repeated = counted_twice(candidates)
    kept = choose(extra, OPEN_PLACES)
    drawn = choose((p for p in candidates if p.main.id not in repeated), MOST - len(kept)) + kept
    drawn.sort(key=lambda pair: (step(pair.main), pair.main.time_h or 0.0, is_open(pair), *_rank(pair)))
    rest = tuple(pair for pair in (*candidates, *extra) if pair not in drawn)
    return View(
        measure=measure,
        filters=MappingProxyType({**filters, "open_label": str(open_label)}),
        drawn=tuple(drawn),
        rest=rest,
        repeated=repeated,
        no_control_number=_without_control(filters),
        in_words=_in_words(filters),
        widen="" if drawn else _widen(filters, open_label),
    )


def _without_control(filters: Mapping[str, str]) -> int:
    spec = MEASURES[filters["measure"]]
    if spec.kind != "arms":
        return 0
    found = published(
        CONDITIONS[filters["condition"]][1],
        FORMS[filters["form"]][1],
        ROUTES[filters["route"]][1],
        _comparators(filters["comparator"]),
        spec.family,
        arm="active",
    )
    paired = _paired(spec.family)
    return sum(one.unit == spec.unit and one.id not in paired for one in found)


@cache
def _paired(family: str) -> frozenset[str]:
    """Return the results of a family that stand beside a control group."""
    return frozenset(pair.main.id for pair in pairs(measure=family))


def _in_words(filters: Mapping[str, str]) -> tuple[Outcome, ...]:
    thoughts = filters["measure"] == "thoughts"
    found = published(
        CONDITIONS[filters["condition"]][1],
        FORMS[filters["form"]][1],
        ROUTES[filters["route"]][1],
        _comparators(filters["comparator"]),
        arm="difference",
    )
    return tuple(
        one
        for one in found
        if one.value is None and one.finding and (one.suicide_topic != "none") == thoughts
    )
