"""Which links changed in whom, scan by scan: measured rows only, drug beside control."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ketamine_viz import evidence

STEPS = ("baseline", "infusion", "days_1_2", "day_10", "two_weeks", "not_stated")
GROUPS = ("healthy", "depressed")
SHOWS = ("drug", "control")


@dataclass(frozen=True)
class Change:
    """One measured change of a link.

    Attributes
    ----------
    drawn
        One or two regions of the schematic; none for the whole brain.
    direction
        ``increase``, ``decrease``, ``no_change`` of the signed value, or
        ``normalise`` where the paper says only that it moved towards healthy people.
    control
        What the control arm did; a term of ``scan_control``.
    contested
        Whether other studies disagree.
    stand_in
        Whether ``drawn`` stands for more: a whole network or a larger area
        was measured, and the places drawn are one or two of its hubs.
    """

    id: str
    ref: str
    step: str
    who: str
    drawn: tuple[str, ...]
    label: str
    direction: str
    n: int | None
    control: str
    contested: bool
    note: str
    stand_in: bool

    @property
    def control_direction(self) -> str:
        """What the control arm did, as a direction, or ``unknown``."""
        return {"no_change": "no_change", "same": self.direction}.get(self.control, "unknown")


@dataclass(frozen=True)
class Scans:
    """What is drawn for one step: changes in each group, and of which arm."""

    step: int
    show: str
    contested_only: bool
    changes: dict[str, tuple[Change, ...]]

    @property
    def name(self) -> str:
        """Name of the step."""
        return STEPS[self.step]


@lru_cache(maxsize=1)
def changes() -> tuple[Change, ...]:
    """Return every change in the order it is listed.

    Examples
    --------
    >>> [c.direction for c in changes() if c.step == "day_10"]
    ['no_change']
    """
    effects = {row["id"]: row for row in evidence.rows("network/connectivity_effects")}
    found = []
    for row in evidence.rows("network/after_ketamine"):
        base = effects[row["effect"]]
        drawn = () if row["drawn"] == "whole" else tuple(row["drawn"].split(":"))
        direction = base["signed_direction"] or base["direction"]
        contested = base["confidence"] == "conflicting"
        found.append(
            Change(
                row["effect"], base["ref"], row["step"], row["who"], drawn, row["label"], direction,
                base["n"], row["control"], contested, base["note"] or "", _stands_for_more(drawn, base),
            )
        )  # fmt: skip
    return tuple(found)


def _stands_for_more(drawn: tuple[str, ...], effect: dict[str, Any]) -> bool:
    """Return whether what was measured is more than the places it is drawn at."""
    measured = (effect["model_a"], effect["model_b"])
    return bool(drawn) and sorted(drawn) != sorted(place for side in measured for place in side)


def scan(step: float = 0, show: str = "drug", contested_only: bool = False) -> Scans:
    """Return the changes of one step.

    Parameters
    ----------
    step
        Place in ``STEPS``, 0 to 5.
    show
        ``drug`` or ``control``: which arm is drawn.
    contested_only
        Whether to keep only changes that other studies contradict.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> len(scan(3).changes["depressed"]), len(scan(3).changes["healthy"])
    (1, 0)
    """
    if isinstance(step, bool) or step not in range(len(STEPS)):
        raise ValueError(f"step={step!r} is not allowed; allowed: 0 to {len(STEPS) - 1}")
    if show not in SHOWS:
        raise ValueError(f"show={show!r} is not allowed; allowed: {', '.join(SHOWS)}")
    if not isinstance(contested_only, bool):
        raise ValueError(f"contested_only={contested_only!r} is not allowed; allowed: True or False")
    name = STEPS[int(step)]
    kept = [c for c in changes() if c.step == name and (c.contested or not contested_only)]
    return Scans(
        int(step), show, contested_only, {who: tuple(c for c in kept if c.who == who) for who in GROUPS}
    )
