"""A session on a clock: what is done and what happens, minute by minute, as labels, clinics and trials have it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ketamine_viz import evidence

SESSIONS = ("spray", "iv")
#: Parts of a session, from the inner ring of the dial to the outer.
PARTS = ("dose", "felt", "pressure", "check", "watched", "after")
#: Minutes one turn of the dial takes.
TURN = 720.0
FIRST, LAST = -30.0, 600.0


@dataclass(frozen=True)
class Step:
    """Something done or happening in a session.

    Attributes
    ----------
    start, end
        Minutes after the dose begins; ``end`` is None for a moment.
    goes_on
        Whether it goes on beyond ``end``.
    basis
        ``label``, ``clinic``, ``trial`` or ``guideline``.
    """

    id: str
    session: str
    part: str
    start: float
    end: float | None
    goes_on: bool
    label: str
    basis: str
    n: int | None
    who: str | None
    refs: tuple[str, ...]
    note: str | None

    def at(self, minute: float) -> bool:
        """Return whether it is going on at a time.

        A moment lasts five minutes either side; what goes on beyond its end is
        shown for half an hour more, and what follows the session to the last.
        """
        if self.end is None:
            return abs(minute - self.start) <= 5
        beyond = (LAST if self.part == "after" else 30.0) if self.goes_on else 0.0
        return self.start <= minute <= self.end + beyond


@dataclass(frozen=True)
class Clock:
    """What the picture shows: the steps of one session, the hand, and what is going on."""

    session: str
    minute: float
    steps: tuple[Step, ...]
    now: tuple[Step, ...]

    @property
    def leaves(self) -> float:
        """When the person may leave at the earliest [min]."""
        return next(one.start for one in self.steps if one.part == "after")


@cache
def steps(session: str) -> tuple[Step, ...]:
    """Return the steps of a session, in the order they begin.

    Sources: the refs of ``data/psychological/session_steps.csv``.

    Examples
    --------
    >>> steps("spray")[0].part
    'check'
    """
    found = [
        Step(
            row["id"], row["session"], row["part"], float(row["start_min"]), row["end_min"], row["goes_on"] == "yes",
            row["label"], row["basis"], row["n"], row["who"], row["refs"], row["note"],
        )
        for row in evidence.rows("psychological/session_steps")
        if row["session"] == session
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.start, one.id)))


def clock(session: str = "spray", minute: float = 40.0) -> Clock:
    """Set the hand.

    Parameters
    ----------
    session
        ``spray`` or ``iv``.
    minute
        Time after the dose begins [min], -30 to 600.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> any(step.part == "watched" for step in clock("spray", 60).now)
    True
    """
    if session not in SESSIONS:
        raise ValueError(f"session={session!r} is not allowed; allowed: {', '.join(SESSIONS)}")
    number = isinstance(minute, int | float) and not isinstance(minute, bool)
    if not number or not FIRST <= minute <= LAST:
        raise ValueError(f"minute={minute!r} is not allowed; allowed: {FIRST:g} to {LAST:g}")
    everything = steps(session)
    return Clock(session, float(minute), everything, tuple(one for one in everything if one.at(minute)))
