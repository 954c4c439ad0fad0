"""Disputes of the molecular level: what speaks for a claim and what against it, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from ketamine_viz import evidence
from ketamine_viz.molecular.names import known
from ketamine_viz.molecular.pointing import hours, people, pointed

WHO = ("all", "people", "animals")
ORDERS = ("stance", "size", "year")
STANCES = ("for", "neither", "against")


@dataclass(frozen=True)
class Number:
    """One printed number.

    Attributes
    ----------
    value, low, high
        In ``unit``; the limits are None where no interval was printed.
    n
        How many it counts, if known.
    """

    value: float
    low: float | None
    high: float | None
    unit: str
    n: int | None


@dataclass(frozen=True)
class Finding:
    """What one study adds to a dispute.

    Attributes
    ----------
    stance
        ``for``, ``neither`` or ``against`` the claim, as the study reports it.
    test
        ``controlled``, ``no_control``, or ``no_contrast`` where the control did as well.
    n
        People studied; None for animals and where not known.
    time_h
        After the dose [h], if known.
    treated, control, difference
        Numbers that were printed and seen, if any.
    """

    id: str
    ref: str
    species: str
    done: str
    stance: str
    test: str
    n: int | None
    time_h: float | None
    treated: Number | None
    control: Number | None
    difference: Number | None
    verified: str
    note: str | None

    @property
    def in_people(self) -> bool:
        """True if people were studied."""
        return self.species == "human"

    @property
    def could_tell(self) -> bool:
        """True if a control stood beside it that differed."""
        return self.test == "controlled"

    @property
    def drawn(self) -> bool:
        """True if a size of effect can be drawn."""
        return any((self.treated, self.control, self.difference))


@dataclass(frozen=True)
class Dispute:
    """A claim on which studies disagree, and what each side allows us to say."""

    id: str
    name: str
    claim: str
    scale: str
    scale_words: str | None
    with_words: str | None
    without_words: str | None
    for_allows: str
    against_allows: str
    together: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class View:
    """One dispute as it is drawn: the findings that pass the filter, in order."""

    dispute: Dispute
    who: str
    order: str
    shown: tuple[Finding, ...]

    def count(self, stance: str) -> int:
        """Return how many of the findings drawn take a stance."""
        return sum(one.stance == stance for one in self.shown)

    @property
    def hidden(self) -> int:
        """How many findings the filter takes away."""
        return len(self.dispute.findings) - len(self.shown)


@cache
def disputes() -> dict[str, Dispute]:
    """Return every dispute of the tables by id, in the order of their ranks.

    Sources: the rows of ``molecular/dispute_findings``.
    """
    rows = sorted(evidence.rows("molecular/dispute_findings"), key=lambda row: int(row["rank"]))
    found = {}
    for row in sorted(evidence.rows("molecular/disputes"), key=lambda one: int(one["rank"])):
        own = tuple(_finding(one) for one in rows if one["dispute"] == row["id"])
        found[row["id"]] = Dispute(**{key: row[key] for key in row if key != "rank"}, findings=own)
    return found


@cache
def view(dispute: str = "rapamycin", who: str = "all", order: str = "stance") -> View:
    """Return what is drawn of a dispute.

    Parameters
    ----------
    dispute
        Id of a dispute.
    who
        all, people or animals (animals hold cells in a dish too).
    order
        By stance, by size (people studied, most first) or by year (oldest first).

    Raises
    ------
    ValueError
        For a word that is not known; the nearest are given.

    Examples
    --------
    >>> seen = view("naltrexone", who="people")
    >>> seen.count("for"), seen.count("against"), seen.hidden
    (2, 2, 2)
    """
    known("dispute", dispute, disputes())
    known("who", who, WHO)
    known("order", order, ORDERS)
    chosen = disputes()[dispute]
    kept = [one for one in chosen.findings if who == "all" or one.in_people == (who == "people")]
    if order == "stance":
        kept.sort(key=lambda one: STANCES.index(one.stance))
    elif order == "size":
        kept.sort(key=lambda one: -(one.n or 0))
    else:
        kept.sort(key=lambda one: evidence.reference(one.ref).year or 0)
    return View(chosen, who, order, tuple(kept))


def _finding(row: dict[str, Any]) -> Finding:
    times = [time for key in row["rows"] if (time := hours(pointed(key))) is not None]
    treated, control, difference = (_number(row[f"{part}_row"]) for part in ("with", "without", "difference"))
    counted = people(row["ref"], row["n"]) or None if row["species"] == "human" else None  # 0: not known
    return Finding(
        id=row["id"],
        ref=row["ref"],
        species=row["species"],
        done=row["done"],
        stance=row["stance"],
        test=row["test"],
        n=counted,
        time_h=times[0] if times else None,
        treated=treated,
        control=control,
        difference=difference,
        verified=row["verified"],
        note=row["note"],
    )


def _number(row_id: str | None) -> Number | None:
    if row_id is None:
        return None
    row = pointed(row_id)
    return Number(row["value"], row["ci_low"], row["ci_high"], row["unit"], row["n"])
