"""The licensed spray of S-ketamine: where it is licensed, a day with it, and what trials found.

Everything is read from tables; nothing is modelled.  A trial effect is the
spray minus its comparison group, on the MADRS scale (0 to 60, lower is better).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from ketamine_viz import evidence
from ketamine_viz.routes.form_contrasts import signed

#: What can be looked at, in the order offered.
LOOKS = ("licences", "day", "first", "weeks")
AS_OF = "November 2026"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_FIRST_H = 24.0
#: A 95% interval reaches this many standard errors to either side, where only the error is printed.
_Z = 1.96


@dataclass(frozen=True)
class Licence:
    """One decision of an authority.

    Attributes
    ----------
    at
        Date as years; the middle of the month where only that was seen.
    date
        The same in words.
    dated_by
        What the date is the date of.
    """

    id: str
    region: str
    kind: str
    at: float
    date: str
    dated_by: str
    short: str
    what: str
    refs: tuple[str, ...]
    verified: str
    note: str


@dataclass(frozen=True)
class Moment:
    """One mark on a day with the spray; ``end_min`` is None for a moment [min after the first spray]."""

    id: str
    lane: str
    start_min: float
    end_min: float | None
    goes_on: bool
    label: str
    refs: tuple[str, ...]
    verified: str
    note: str


@dataclass(frozen=True)
class Trial:
    """One dose of one trial against its comparison group.

    Attributes
    ----------
    gap, low, high
        Difference and its interval [MADRS points]; None where no interval is printed.
    interval
        What the interval is; empty where there is none.
    drug, control
        Each group's own change [points]; None where it is not in our tables.
    n
        People in both groups.
    against
        What the comparison group had.
    goal
        ``met``, ``missed`` or ``other_time``.
    """

    id: str
    label: str
    dose: str
    people: str
    time_h: float
    gap: float
    low: float | None
    high: float | None
    interval: str
    drug: float | None
    control: float | None
    n: int | None
    against: str
    goal: str
    short_file_2019: bool
    refs: tuple[str, ...]
    verified: str
    note: str

    @property
    def tells(self) -> bool | None:
        """Whether the interval leaves out no difference; None without an interval."""
        return None if self.high is None or self.low is None else self.high < 0 or self.low > 0


@dataclass(frozen=True)
class Line:
    """One line of the label's card."""

    heading: str
    text: str
    refs: tuple[str, ...]
    verified: str


@dataclass(frozen=True)
class View:
    """What is looked at, and all that could be."""

    look: str
    licences: tuple[Licence, ...]
    day: tuple[Moment, ...]
    trials: tuple[Trial, ...]
    label: tuple[Line, ...]

    @property
    def shown(self) -> tuple[Trial, ...]:
        """Trials of the time that is looked at; none beside licences and the day."""
        if self.look not in ("first", "weeks"):
            return ()
        return tuple(one for one in self.trials if (one.time_h <= _FIRST_H) == (self.look == "first"))

    @property
    def short_file(self) -> dict[str, bool]:
        """The three short trials behind the first US licence, and whether each reached its goal."""
        return {one.label: one.goal == "met" for one in self.trials if one.short_file_2019}


def look_at(*, look: str = "licences") -> View:
    """Return the spray as seen from one side.

    Parameters
    ----------
    look
        ``licences``, ``day``, ``first`` (a day after the first spray) or ``weeks`` (after four).

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Sources: the references of ``data/routes/spray_*.csv`` and of the rows they point at.

    Examples
    --------
    >>> look_at().licences[0].date, look_at(look="weeks").short_file["TRANSFORM-2"]
    ('5 March 2019', True)
    """
    if look not in LOOKS:
        raise ValueError(f"look={look!r} is not allowed; allowed: {', '.join(LOOKS)}")
    return View(look, licences(), day(), trials(), label())


@cache
def licences() -> tuple[Licence, ...]:
    """Return every decision, by region and date."""
    found = []
    for row in evidence.rows("routes/spray_licences"):
        days = row["day"] or 15
        date = f"{MONTHS[row['month'] - 1]} {row['year']}"
        found.append(
            Licence(
                row["id"],
                evidence.meaning("licence_region", row["region"]),
                row["kind"],
                row["year"] + (row["month"] - 1 + (days - 1) / 31) / 12,
                f"{row['day']} {date}" if row["day"] else date,
                evidence.meaning("date_kind", row["date_kind"]),
                row["short"],
                row["what"],
                row["refs"],
                row["verified"],
                row["note"] or "",
            )
        )
    return tuple(found)


@cache
def day() -> tuple[Moment, ...]:
    """Return the marks of a day with the spray."""
    return tuple(
        Moment(
            row["id"], row["lane"], row["start_min"], row["end_min"], row["goes_on"] == "yes", row["label"] or "",
            row["refs"], row["verified"], row["note"] or "",
        )
        for row in evidence.rows("routes/spray_day")
    )  # fmt: skip


@cache
def _outcomes() -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in evidence.rows("psychological/outcomes")}


@cache
def trials() -> tuple[Trial, ...]:
    """Return every dose of every trial whose difference may be shown."""
    found = []
    for row in evidence.rows("routes/spray_trials"):
        gap = _outcomes().get(row["gap"])
        if gap is None or gap["value"] is None:
            continue  # only recalled
        drug, control = (_outcomes().get(row[side] or "") for side in ("drug", "control"))
        low, high, interval = _interval(gap)
        found.append(
            Trial(
                row["id"], row["label"], row["dose"], row["people"], gap["time_h"], gap["value"], low, high, interval,
                drug["value"] if drug else None, control["value"] if control else None, gap["n"],
                evidence.meaning("comparator_kind", gap["comparator_kind"]).lower(), row["goal"],
                row["short_file_2019"] == "yes", tuple(dict.fromkeys((gap["ref"], *row["refs"]))), gap["verified"],
                row["note"],
            )
        )  # fmt: skip
    return tuple(found)


def _interval(row: dict[str, Any]) -> tuple[float | None, float | None, str]:
    if row["ci_low"] is not None and row["ci_high"] is not None:
        return row["ci_low"], row["ci_high"], "90%" if row["interval"] == "ci90" else "95%"
    if row["se"] is not None:
        reach = _Z * row["se"]
        return row["value"] - reach, row["value"] + reach, "95%, computed from the standard error"
    return None, None, ""


@cache
def label() -> tuple[Line, ...]:
    """Return the label's card: each line's words stand in a row of another table."""
    facts = {row["id"]: row for row in evidence.rows("routes/route_form_facts")}
    harms = {row["id"]: row for row in evidence.rows("psychological/safety")}
    found = []
    for row in evidence.rows("routes/spray_label"):
        fact, harm = facts.get(row["fact"] or ""), harms.get(row["harm"] or "")
        if fact is not None and row["field"] not in fact["recalled"] and fact[row["field"]]:
            found.append(Line(row["heading"], str(fact[row["field"]]), fact["refs"], fact["verified"]))
        elif harm is not None and harm["finding"]:
            found.append(Line(row["heading"], harm["finding"], (harm["ref"],), harm["verified"]))
    return tuple(found)


def span(trial: Trial) -> str:
    """Return the difference with its interval in words.

    Examples
    --------
    >>> span(next(t for t in trials() if t.id == "w_transform2"))
    '−4 points (95% interval −7.31 to −0.64)'
    """
    text = f"{signed(trial.gap)} points"
    if trial.low is None or trial.high is None:
        return f"{text} (no interval where we read)"
    kind, _, how = trial.interval.partition(", ")
    return f"{text} ({kind} interval {signed(trial.low)} to {signed(trial.high)}{f', {how}' if how else ''})"
