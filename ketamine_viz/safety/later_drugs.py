"""Drugs that followed ketamine into trials of depression: how far they came and how they did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ketamine_viz import evidence

ALL = "all"
VERDICTS = ("better", "mixed", "no_better")
SORTS = ("phase", "year", "people")
#: Words at the four steps; the fourth is a licence.
PHASES = ("phase 1", "phase 2", "phase 3", "licence")


@dataclass(frozen=True)
class Candidate:
    """One drug and the trial that says most about it.

    Attributes
    ----------
    phase
        Furthest step with a published result, 1 to 4; 4 is a licence.
    verdict
        ``better``, ``mixed`` or ``no_better`` than its control.
    n, n_is
        People, and how the number is made up.
    status, when
        What came after, with its date.
    """

    id: str
    rank: int
    drug: str
    target: str
    phase: int
    year: int
    against: str
    verdict: str
    n: int
    n_is: str
    result: str
    status: str
    when: str
    refs: tuple[str, ...]
    verified: str


@dataclass(frozen=True)
class Pipeline:
    """The candidates in view, in order, and how many there are in all."""

    shown: tuple[Candidate, ...]
    total: int
    verdict: str
    target: str
    sort: str


def candidates() -> tuple[Candidate, ...]:
    """Return every candidate in the order of the table.

    Where the molecular room holds the trial, its reference, control group and
    verdict come from there.

    Sources: data/safety/pipeline.csv, data/molecular/blocker_trials.csv
    """
    trials = {r["id"]: r for r in evidence.rows("molecular/blocker_trials")}
    return tuple(_candidate(r, trials.get(r["trial"], r)) for r in evidence.rows("safety/pipeline"))


def _candidate(r: dict[str, Any], trial: dict[str, Any]) -> Candidate:
    return Candidate(
        r["id"], r["rank"], r["drug"], r["target"], r["phase"], r["year"], trial["against"], trial["verdict"],
        r["n"], r["n_is"], r["result"], r["status"], r["status_when"],
        tuple(dict.fromkeys((trial["ref"], *r["status_refs"]))), r["verified"],
    )  # fmt: skip


def later_drugs(verdict: str = ALL, target: str = ALL, sort: str = "phase") -> Pipeline:
    """Return the drugs with one verdict and one target, in one order.

    Parameters
    ----------
    verdict
        ``all``, ``better``, ``mixed`` or ``no_better``.
    target
        ``all`` or a word of ``pipeline_target``.
    sort
        ``phase`` (furthest first), ``year`` (newest first) or ``people`` (most first).

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> later_drugs("better", "glun2b").shown[0].drug
    'onfasprodil (MIJ821)'
    """
    everything = candidates()
    targets = tuple(dict.fromkeys(one.target for one in everything))
    for name, value, allowed in (
        ("verdict", verdict, (ALL, *VERDICTS)), ("target", target, (ALL, *targets)), ("sort", sort, SORTS),
    ):  # fmt: skip
        if value not in allowed:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join(allowed)}")
    kept = [one for one in everything if verdict in (ALL, one.verdict) and target in (ALL, one.target)]
    keys = {
        "phase": lambda one: (-one.phase, one.rank),
        "year": lambda one: (-one.year, one.rank),
        "people": lambda one: (-one.n, one.rank),
    }
    return Pipeline(tuple(sorted(kept, key=keys[sort])), len(everything), verdict, target, sort)
