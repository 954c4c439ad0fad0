"""Decisions on ketamine and milestones of its science, in order of their dates.

Nothing is computed here but the order and what is kept: every mark is a row
of a table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ketamine_viz import evidence

ALL = "all"
#: First year of each stretch of time that can be shown.
SPANS = {"whole": 1964, "spray": 2018}
LAST = 2027
#: Regions of the licences of the spray are countries of this room too.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WHO = ("all", "people", "animals")


@dataclass(frozen=True)
class Mark:
    """One dated fact.

    Attributes
    ----------
    when
        Year with its fraction; mid-year where the month is not known.
    date, place
        The date as words, and the country or who was studied.
    kind, kind_words
        What sort it is: decides the marker.
    short, what
        Its label, and the whole of it.
    beside
        What it was compared with, or what to mind.
    hollow
        True for a study in animals.
    """

    id: str
    when: float
    date: str
    place: str
    kind: str
    kind_words: str
    short: str
    what: str
    beside: str
    hollow: bool
    refs: tuple[str, ...]
    verified: str


@dataclass(frozen=True)
class Timeline:
    """What is drawn: marks in order, first and last year, and how they were chosen.

    ``labelled`` says whether a mark also shows what it was compared with.
    """

    marks: tuple[Mark, ...]
    start: int
    end: int
    kinds: tuple[tuple[str, str], ...]
    topic: str
    chosen: str
    labelled: bool


def _date(year: int, month: int | None, day: int | None) -> tuple[float, str]:
    """Return a date as a number and as words.

    Examples
    --------
    >>> _date(2023, 10, None)
    (2023.75, 'Oct 2023')
    """
    if month is None:
        return year + 0.5, str(year)
    words = f"{_MONTHS[month - 1]} {year}"
    return year + (month - 1) / 12 + (day or 1) / 372 * (day is not None), f"{day} {words}" if day else words


def _decision(r: dict[str, Any], country: str, kind: str, short: str) -> Mark:
    when, date = _date(r["year"], r["month"], r["day"])
    return Mark(
        r["id"], when, date, evidence.meaning("safety_country", country), kind,
        evidence.meaning("regulation_kind", kind), short, r["what"], r["note"] or "", False,
        tuple(r["refs"]), r["verified"],
    )  # fmt: skip


def all_decisions() -> tuple[Mark, ...]:
    """Return every approval, rule, warning and decision to pay, the earliest first.

    Licences of the spray come from the table of the routes room.

    Sources: data/safety/regulation_events.csv, data/routes/spray_licences.csv
    """
    found = [
        _decision(r, r["country"], r["kind"], r["short"]) for r in evidence.rows("safety/regulation_events")
    ]
    found += [
        _decision(
            r,
            r["region"],
            "licence",
            f"spray: {r['short']}{', set aside later' * (r['kind'] == 'set_aside')}",
        )
        for r in evidence.rows("routes/spray_licences")
    ]
    return tuple(sorted(found, key=lambda mark: (mark.when, mark.id)))


def decisions(country: str = ALL, kind: str = ALL, span: str = "whole") -> Timeline:
    """Return decisions of one country, of one kind, in one stretch of time.

    Parameters
    ----------
    country, kind
        A word of ``safety_country`` and of ``regulation_kind``, or ``all``.
    span
        ``whole`` (from 1970) or ``spray`` (from 2019).

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> [mark.date for mark in decisions("uk", "control").marks]
    ['1 Jan 2006', '10 Jun 2014', '28 Jan 2026']
    """
    everything = all_decisions()
    places = tuple(dict.fromkeys(mark.place for mark in everything))
    kinds = tuple(dict.fromkeys((mark.kind, mark.kind_words) for mark in everything))
    _allow("country", country, (ALL, *country_terms()))
    _allow("kind", kind, (ALL, *(name for name, _ in kinds)))
    _allow("span", span, tuple(SPANS))
    place = None if country == ALL else evidence.meaning("safety_country", country)
    kept = tuple(
        mark
        for mark in everything
        if place in (None, mark.place) and kind in (ALL, mark.kind) and mark.when >= SPANS[span]
    )
    what = "Decisions" if kind == ALL else dict(kinds)[kind]
    where = f"{len(places)} places" if place is None else place
    since = "since 1970" if span == "whole" else "since 2019"
    return Timeline(kept, SPANS[span], LAST, kinds, "decision", f"{what}, {where}, {since}", labelled=False)


def country_terms() -> tuple[str, ...]:
    """Return the countries that have a decision, those with most first."""
    rows = [r["country"] for r in evidence.rows("safety/regulation_events")]
    rows += [r["region"] for r in evidence.rows("routes/spray_licences")]
    return tuple(sorted(dict.fromkeys(rows), key=lambda name: -rows.count(name)))


def papers(stage: str = ALL, who: str = "all", beside: bool = True) -> Timeline:
    """Return milestones from anaesthetic to antidepressant.

    Parameters
    ----------
    stage
        A word of ``milestone_stage``, or ``all``.
    who
        ``all``, ``people`` or ``animals``.
    beside
        Whether each label also says with how many and compared with what.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> [mark.date for mark in papers("mind").marks]
    ['1994']
    """
    rows = evidence.rows("safety/milestones")
    kinds = tuple(dict.fromkeys((r["stage"], evidence.meaning("milestone_stage", r["stage"])) for r in rows))
    _allow("stage", stage, (ALL, *(name for name, _ in kinds)))
    _allow("who", who, WHO)
    if not isinstance(beside, bool):
        raise ValueError(f"beside={beside!r} is not allowed; allowed: True or False")
    marks = [_paper(r) for r in rows if stage in (ALL, r["stage"])]
    marks = [mark for mark in marks if who == "all" or mark.hollow == (who == "animals")]
    what = "Milestones" if stage == ALL else dict(kinds)[stage]
    chosen = f"{what}, {'people and animals' if who == 'all' else who}"
    marks.sort(key=lambda mark: (mark.when, mark.id))
    return Timeline(tuple(marks), SPANS["whole"], LAST, kinds, "milestone", chosen, beside)


def _paper(r: dict[str, Any]) -> Mark:
    people = f"n {r['n']}, " if r["n"] is not None else ""
    who = evidence.meaning("species", r["species"]).lower()
    against = "no control group" if r["control"] == "none" else f"against {r['control']}"
    return Mark(
        r["id"], r["year"] + 0.5, str(r["year"]), who, r["stage"], evidence.meaning("milestone_stage", r["stage"]),
        r["short"], r["what"], f"{people}{against}", r["species"] != "human", (r["ref"],), r["verified"],
    )  # fmt: skip


def _allow(name: str, value: object, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join(allowed)}")
