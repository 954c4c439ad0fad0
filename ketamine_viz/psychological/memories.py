"""Recall, drug, storing again: in which order a memory comes back weaker, as the theory has it, and who was tested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ketamine_viz import evidence

STEPS = ("retrieve", "drug", "restabilise")
NOTHING = "none"
WHO = ("all", "human", "rat")
#: Strength of a memory as drawn; illustrative, in no unit.
FULL, WEAKER = 1.0, 0.5


@dataclass(frozen=True, slots=True)
class Moment:
    """A memory after one step.

    Attributes
    ----------
    is_open
        Whether it can be changed now.
    strength
        Illustrative, 0 to 1.
    why
        What the step did.
    """

    is_open: bool
    strength: float
    why: str


@dataclass(frozen=True, slots=True)
class Order:
    """An order of steps that somebody tested, and what came of the memory."""

    id: str
    sequence: str
    outcome: str
    says: str
    refs: tuple[str, ...]
    species: str


@dataclass(frozen=True, slots=True)
class Study:
    """A study of memories that are stored again: who, how many, what came out."""

    id: str
    ref: str
    who: str
    species: str
    n: int | None
    measured: str
    answer: str
    says: str


@dataclass(frozen=True)
class Trace:
    """What became of the memory, step by step.

    Attributes
    ----------
    steps
        The reader's steps, empty places left out.
    moments
        The memory before any step, and after each.
    possible
        False where a step could not be taken.
    weaker
        Whether it came back weaker.
    order
        The tested order that equals the reader's, if there is one.
    """

    places: tuple[str, ...]
    steps: tuple[str, ...]
    moments: tuple[Moment, ...]
    possible: bool
    weaker: bool
    order: Order | None
    studies: tuple[Study, ...]
    shown: bool
    who: str


def follow(steps: Sequence[str]) -> tuple[tuple[Moment, ...], bool]:
    """Return the memory before and after each step, and whether every step was possible.

    Rules, as the theory has them: recall opens a memory, unless a blocker is
    already there; a blocker disturbs only what is open; storing again closes
    what is open, weaker if it was disturbed.  An open memory closes by itself.

    Examples
    --------
    >>> moments, possible = follow(("retrieve", "drug", "restabilise"))
    >>> moments[-1].strength, possible
    (0.5, True)
    >>> follow(("drug", "retrieve"))[0][-1].is_open
    False
    """
    moments = [Moment(False, FULL, "Stored: a closed memory.")]
    is_open, blocked, disturbed, possible = False, False, False, True
    strength = FULL
    for step in steps:
        if step == "retrieve":
            is_open = not blocked
            why = "Recall opens it." if is_open else "The blocker is there already: recall cannot open it."
        elif step == "drug":
            blocked, disturbed = True, is_open
            why = "The blocker comes while it is open." if is_open else "It is closed: nothing to disturb."
        else:
            possible = possible and is_open
            why = "Stored again." if is_open else "It is closed: nothing to store again."
            strength = WEAKER if is_open and disturbed else strength
            is_open = False
        moments.append(Moment(is_open, strength, why))
    if is_open:
        strength = WEAKER if disturbed else strength
        moments.append(Moment(False, strength, "Hours later it has closed by itself."))
    return tuple(moments), possible


@lru_cache(maxsize=1)
def orders() -> tuple[Order, ...]:
    """Return the orders that were tested.

    Sources: das2019, duek2023, benmamou2006, milton2013, alaghband2014
    """
    return tuple(
        Order(r["id"], r["sequence"], r["outcome"], r["says"], r["refs"], r["species"])
        for r in evidence.rows("psychological/memory_orders")
    )


@lru_cache(maxsize=1)
def studies() -> tuple[Study, ...]:
    """Return the studies, people first.

    Sources: das2019, duek2023, benmamou2006, milton2013, alaghband2014

    Examples
    --------
    >>> [s.ref for s in studies() if s.species == "human"]
    ['das2019', 'duek2023']
    """
    return tuple(
        Study(r["id"], r["ref"], r["who"], r["species"], r["n"], r["measured"], r["answer"], r["says"])
        for r in evidence.rows("psychological/memory_studies")
    )


def _key(steps: Sequence[str]) -> tuple[str, ...]:
    """Return steps for comparing: an open memory closes by itself, so a last "storing again" adds nothing."""
    return tuple(steps[:-1] if steps and steps[-1] == "restabilise" else steps)


def run(
    first: str = NOTHING, second: str = NOTHING, third: str = NOTHING, shown: bool = False, who: str = "all"
) -> Trace:
    """Take the reader's steps one after the other.

    Parameters
    ----------
    first, second, third
        ``retrieve``, ``drug``, ``restabilise`` or ``none``; each step at most once.
    shown
        Whether the studies are shown.
    who
        Whose studies: ``all``, ``human`` or ``rat``.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> run("retrieve", "drug", "restabilise").weaker, run("drug", "retrieve").weaker
    (True, False)
    """
    places = (first, second, third)
    for name, value in zip(("first", "second", "third"), places, strict=True):
        if value not in (*STEPS, NOTHING):
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join((*STEPS, NOTHING))}")
    steps = tuple(step for step in places if step != NOTHING)
    if len(set(steps)) < len(steps):
        raise ValueError(
            f"steps={', '.join(steps)} are not allowed; allowed: each step once; set the other place to nothing first"
        )
    if not isinstance(shown, bool):
        raise ValueError(f"shown={shown!r} is not allowed; allowed: True or False")
    if who not in WHO:
        raise ValueError(f"who={who!r} is not allowed; allowed: {', '.join(WHO)}")
    moments, possible = follow(steps)
    order = next((o for o in orders() if possible and _key(o.sequence.split(">")) == _key(steps)), None)
    chosen = tuple(s for s in studies() if who in ("all", s.species))
    return Trace(places, steps, moments, possible, moments[-1].strength < FULL, order, chosen, shown, who)
