"""The cascade as data: states, rules and wirings, read from ``data/molecular``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ketamine_viz import evidence

#: A state follows its target; an algebraic one is its target; inputs come from the drug; constants only from a hand.
KINDS = ("input", "constant", "algebraic", "state")
#: drives add (as 1 - product of what each leaves), gates multiply, brakes multiply by what they leave.
ROLES = ("drive", "gate", "brake")
#: How a rule reads its source: h(x), 1 - h(x), x or 1 - x.
FORMS = ("hill", "not_hill", "linear", "not_linear")


@dataclass(frozen=True)
class State:
    """One variable of the model.

    Attributes
    ----------
    id
        Name in the model.
    node
        Node of the map it belongs to; None for a helper the map does not have.
    kind
        One of `KINDS`.
    rise_h, fall_h
        Time constants towards a higher and a lower target [h]; None if not a state.
    rest
        Share of its drive that needs no source [0..1].
    words, refs
        What it stands for, and what its time constants lean on.
    """

    id: str
    node: str | None
    kind: str
    rise_h: float | None
    fall_h: float | None
    rest: float
    words: str
    refs: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """One arrow of the dynamics.

    Attributes
    ----------
    target, source
        Ids of states.
    role, form
        One of `ROLES`, one of `FORMS`.
    term
        Drives of one term multiply (all are needed); terms add.
    weight
        Largest effect [0..1]; in a term of several drives the weights multiply.
    half, hill
        Half-way point and steepness of h; None for linear forms.
    edges
        Arrows of the map it stands for; none only where ``assumed``.
    hypothesis
        Layer that switches it.
    wirings
        Wirings that contain it.
    basis
        edge; folded where the map draws it elsewhere or in several steps;
        assumed where the map has no such arrow.
    when_off
        What becomes of it where its layer is off: absent, or still (it goes on
        at the value it has without drug, so that what it feeds keeps its rest).
    """

    id: str
    target: str
    role: str
    term: str | None
    source: str
    form: str
    weight: float
    half: float | None
    hill: float | None
    edges: tuple[str, ...]
    hypothesis: str
    wirings: tuple[str, ...]
    basis: str
    when_off: str
    words: str | None


@cache
def states() -> Mapping[str, State]:
    """Return the variables by id, in the order of the table."""
    return {
        row["id"]: State(
            row["id"],
            row["node"],
            row["kind"],
            row["rise_h"],
            row["fall_h"],
            row["rest"] or 0.0,
            row["words"],
            row["refs"],
        )
        for row in evidence.rows("molecular/cascade_states")
    }


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of every wiring."""
    names = Rule.__dataclass_fields__
    return tuple(
        Rule(**{name: row[name] for name in names}) for row in evidence.rows("molecular/cascade_rules")
    )


@cache
def members(node: str) -> tuple[str, ...]:
    """Return the states that belong to a node of the map; none if it is not simulated."""
    return tuple(state.id for state in states().values() if state.node == node)


@cache
def nodes() -> tuple[str, ...]:
    """Return the nodes of the map that are simulated."""
    return tuple(dict.fromkeys(state.node for state in states().values() if state.node))
