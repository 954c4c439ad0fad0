"""Bladder and liver: what was counted, in whom, and what no count can say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ketamine_viz import evidence
from ketamine_viz.evidence.chance import wilson

ORGANS = ("bladder", "liver")
#: Who was looked at, from the heaviest use to single reports.
PEOPLE = ("heavy", "trial", "open", "case")
SCALES = ("whole", "near_zero")


@dataclass(frozen=True)
class Finding:
    """One count, or a report without one.

    Attributes
    ----------
    value, high
        Share of people [%]; with ``high``, the lowest and the highest of several studies.
    ends
        95% interval of the share (Wilson) [%]; None where people or the number of people is not known.
    control, control_ends
        The same in the control group; None where there is none.
    """

    id: str
    ref: str
    organ: str
    people: str
    words: str
    value: float | None
    high: float | None
    n: int | None
    events: int | None
    ends: tuple[float, float] | None
    n_is: str
    control: float | None
    n_control: int | None
    control_ends: tuple[float, float] | None
    control_words: str
    says: str


@dataclass(frozen=True)
class Organs:
    """What the picture shows."""

    organ: str
    people: str
    scale: str
    findings: tuple[Finding, ...]

    @property
    def controlled(self) -> tuple[Finding, ...]:
        """Findings with a control group beside them."""
        return tuple(one for one in self.findings if one.control is not None)


def _ends(events: int | None, value: float | None, n: int | None) -> tuple[float, float] | None:
    if n is None or value is None:
        return None
    low, high = wilson(events / n if events is not None else value / 100, n)
    return 100 * low, 100 * high


@cache
def findings() -> tuple[Finding, ...]:
    """Return every finding, by organ and in the order of the table."""
    rows = sorted(evidence.rows("safety/organ_findings"), key=lambda r: (ORGANS.index(r["organ"]), r["rank"]))
    return tuple(
        Finding(
            id=row["id"], ref=row["ref"], organ=row["organ"], people=row["people"], words=row["words"],
            value=row["value"], high=row["high"], n=row["n"], events=row["events"],
            ends=None if row["high"] is not None else _ends(row["events"], row["value"], row["n"]),
            n_is=row["n_is"], control=row["control"], n_control=row["n_control"],
            control_ends=_ends(row["control_events"], row["control"], row["n_control"]),
            control_words=row["control_words"], says=row["says"],
        )
        for row in rows
    )  # fmt: skip


def organs(organ: str = "bladder", people: str = "all", scale: str = "whole") -> Organs:
    """Return what was found on an organ, from use without supervision to single reports.

    Parameters
    ----------
    organ
        ``bladder`` or ``liver``.
    people
        ``all`` or one of `PEOPLE`.
    scale
        ``whole``: up to 75 in 100; ``near_zero``: up to 5 in 100.

    Raises
    ------
    ValueError
        For a value that is not offered.

    Sources: the `ref` of ``data/safety/organ_findings.csv``

    Examples
    --------
    >>> zero = next(one for one in organs().findings if one.events == 0)
    >>> zero.n, round(zero.ends[1], 1)
    (1148, 0.3)
    """
    given = (("organ", organ, ORGANS), ("people", people, ("all", *PEOPLE)), ("scale", scale, SCALES))
    for name, value, allowed in given:
        if value not in allowed:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join(allowed)}")
    found = [one for one in findings() if one.organ == organ and people in ("all", one.people)]
    found.sort(key=lambda one: PEOPLE.index(one.people))
    return Organs(organ, people, scale, tuple(found))
