"""Drugs that act on the NMDA receptor as ketamine does, and how they fared against their controls in people."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ketamine_viz import evidence
from ketamine_viz.molecular.names import known
from ketamine_viz.molecular.pointing import people, pointed

SITES = ("pore", "glun2b", "glycine", "enhancer")
ORDERS = ("mechanism", "size", "effect")
#: Ketamine itself, in two forms that are in use: the yardstick, not the test.
YARDSTICKS = ("ketamine", "esketamine")
#: Half the width of a 95 % interval in standard errors (normal).
_Z = 1.959964


@dataclass(frozen=True)
class Gap:
    """Drug minus control.

    Attributes
    ----------
    value, low, high
        [MADRS points]; below 0 the drug did better.
    interval
        ``ci95`` or ``ci80`` as printed, ``computed`` from printed standard deviations, or None.
    """

    value: float
    low: float | None
    high: float | None
    interval: str | None


@dataclass(frozen=True)
class Trial:
    """One trial, or several pooled, of one drug.

    Attributes
    ----------
    site, action
        Where the drug acts on the receptor, and what it does there.
    trapped
        Share held in the closed channel, 0 to 1, if measured.
    verdict
        ``better``, ``mixed`` or ``no_better`` than its control.
    """

    id: str
    drug: str
    name: str
    site: str
    action: str
    trapped: float | None
    ref: str
    n: int | None
    against: str
    verdict: str
    duration: str | None
    gap: Gap | None
    verified: str
    note: str | None
    drug_note: str | None

    @property
    def yardstick(self) -> bool:
        """True if it is a trial of ketamine itself."""
        return self.drug in YARDSTICKS


@dataclass(frozen=True)
class Trials:
    """The trials that are drawn, in order."""

    sites: tuple[str, ...]
    order: str
    ketamine: bool
    shown: tuple[Trial, ...]

    @property
    def tested(self) -> tuple[Trial, ...]:
        """Trials of other drugs than the yardsticks."""
        return tuple(trial for trial in self.shown if not trial.yardstick)

    @property
    def largest(self) -> tuple[Trial, ...]:
        """The trial with most people of each tested drug."""
        best: dict[str, Trial] = {}
        for trial in self.tested:
            if trial.drug not in best or (trial.n or 0) > (best[trial.drug].n or 0):
                best[trial.drug] = trial
        return tuple(best.values())


@cache
def all_trials() -> tuple[Trial, ...]:
    """Return every trial of the tables, by mechanism.

    Sources: the rows of ``molecular/blocker_trials``.
    """
    drugs = {row["id"]: row for row in evidence.rows("molecular/blockers")}
    rows = sorted(evidence.rows("molecular/blocker_trials"), key=lambda row: int(row["rank"]))
    return tuple(_trial(row, drugs[row["drug"]]) for row in rows)


def trials(sites: Sequence[str] = SITES, order: str = "mechanism", ketamine: bool = True) -> Trials:
    """Return the trials of the chosen mechanisms.

    Parameters
    ----------
    sites
        Where on the receptor: pore, glun2b, glycine, enhancer.
    order
        By mechanism, by size (most people first) or by effect (best first, unprinted last).
    ketamine
        Keep the two trials of ketamine itself for comparison.

    Raises
    ------
    ValueError
        For a word that is not known, or a ``ketamine`` that is no truth value.

    Examples
    --------
    >>> [trial.drug for trial in trials(sites=("glycine",), ketamine=False).shown]
    ['av101']
    """
    if isinstance(sites, str):
        raise ValueError(f"sites={sites!r} is not a tuple; allowed: any of {', '.join(SITES)}")
    for site in sites:
        known("sites", site, SITES)
    known("order", order, ORDERS)
    if not isinstance(ketamine, bool):
        raise ValueError(f"ketamine={ketamine!r} is not allowed; allowed: True or False")
    shown = [t for t in all_trials() if (ketamine if t.yardstick else t.site in sites)]
    if order == "size":
        shown.sort(key=lambda trial: -(trial.n or 0))
    elif order == "effect":
        shown.sort(key=lambda trial: trial.gap.value if trial.gap else math.inf)
    return Trials(tuple(sites), order, ketamine, tuple(shown))


def interval_from_spread(
    difference: float, sd: tuple[float, float], n: tuple[int, int]
) -> tuple[float, float]:
    """Return a 95 % interval of a difference of two means from their standard deviations.

    Parameters
    ----------
    difference
        Of the means.
    sd, n
        Standard deviation and people of each group.

    Raises
    ------
    ValueError
        For a group of nobody or a negative spread.

    Examples
    --------
    >>> [round(end, 2) for end in interval_from_spread(-2.3, (11.3, 10.4), (113, 114))]
    [-5.13, 0.53]
    """
    if min(n) < 1:
        raise ValueError(f"n={n} is not allowed; allowed: at least one person in each group")
    if min(sd) < 0:
        raise ValueError(f"sd={sd} is not allowed; allowed: 0 or more")
    half = _Z * math.sqrt(sd[0] ** 2 / n[0] + sd[1] ** 2 / n[1])
    return difference - half, difference + half


def _trial(row: dict[str, Any], drug: dict[str, Any]) -> Trial:
    printed = pointed(row["difference_row"]) if row["difference_row"] else None
    trapped = pointed(drug["trapped_row"])["value"] if drug["trapped_row"] else None
    counted = printed["n"] if printed and printed["n"] else people(row["ref"])
    return Trial(
        id=row["id"],
        drug=drug["id"],
        name=drug["name"],
        site=drug["site"],
        action=drug["action"],
        trapped=trapped,
        ref=row["ref"],
        n=counted,
        against=row["against"],
        verdict=row["verdict"],
        duration=row["duration"],
        gap=_gap(row, printed),
        verified=row["verified"],
        note=row["note"],
        drug_note=drug["note"],
    )


def _gap(row: dict[str, Any], printed: dict[str, Any] | None) -> Gap | None:
    arms = [pointed(row[part]) for part in ("with_row", "without_row") if row[part]]
    if printed is None:
        return Gap(arms[0]["value"] - arms[1]["value"], None, None, None) if len(arms) == 2 else None
    low, high, interval = printed["ci_low"], printed["ci_high"], printed["interval"]
    if low is None and len(arms) == 2 and all(arm["sd"] for arm in arms):
        sd, n = (arms[0]["sd"], arms[1]["sd"]), (arms[0]["n"], arms[1]["n"])
        low, high = interval_from_spread(printed["value"], sd, n)
        interval = "computed"
    return Gap(printed["value"], low, high, interval)
