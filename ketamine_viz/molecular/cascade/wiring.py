"""Which rules are at work: a wiring, and the hypotheses that are switched on, in an order that can be solved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from itertools import groupby

from ketamine_viz import evidence
from ketamine_viz.molecular.cascade.tables import Rule, State, rules, states
from ketamine_viz.molecular.names import known

WIRINGS = ("parallel", "series", "split")
DEFAULT = "split"
#: Layers that say how ketamine sets the chain off; at least one is needed.
TRIGGERS = (
    "disinhibition",
    "direct_inhibition_eEF2K",
    "extrasynaptic_GluN2B",
    "hnk_metabolite",
    "trkb_direct",
    "lateral_habenula",
    "adenosine",
    "hcn1",
    "inflammation",
)
STANDARD = ("core", "disinhibition", "direct_inhibition_eEF2K", "homeostatic", "serotonin")


@dataclass(frozen=True)
class Part:
    """One state with the rules that set its target.

    Attributes
    ----------
    state
        The variable.
    drives
        Terms; the rules of one term multiply.
    gates, brakes
        Rules that multiply the whole.
    level
        How many states with time constants lie between it and the inputs, itself among them, at most.
    """

    state: State
    drives: tuple[tuple[Rule, ...], ...]
    gates: tuple[Rule, ...]
    brakes: tuple[Rule, ...]
    level: int


@dataclass(frozen=True, eq=False)  # `network` keeps them: equal means the same one
class Network:
    """A wiring under some hypotheses: `parts` stand in an order in which each needs only earlier ones."""

    wiring: str
    hypotheses: tuple[str, ...]
    parts: tuple[Part, ...]

    def moves(self, rule: Rule) -> bool:
        """Return whether a rule follows its source; it stands still where its layer is off."""
        return rule.hypothesis in self.hypotheses

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule at work."""
        return tuple(
            rule
            for part in self.parts
            for rule in (*(r for term in part.drives for r in term), *part.gates, *part.brakes)
        )


@cache
def layers() -> tuple[str, ...]:
    """Return the names of all hypotheses."""
    rows = sorted(evidence.rows("molecular/stories"), key=lambda row: int(row["rank"]))
    return tuple(row["id"] for row in rows)


def checked(hypotheses: Iterable[str]) -> tuple[str, ...]:
    """Return hypotheses in the order of the table.

    Raises
    ------
    ValueError
        For an unknown name, or a set without the shared part or without a trigger.
    """
    if isinstance(hypotheses, str):
        raise ValueError(
            f"hypotheses={hypotheses!r} is one word; allowed: a list, such as ['core', 'disinhibition']"
        )
    given = {known("hypotheses", name, layers()) for name in hypotheses}
    if "core" not in given or not given & set(TRIGGERS):
        raise ValueError(
            f"hypotheses={sorted(given)} cannot run; allowed: 'core' and at least one of {', '.join(TRIGGERS)}"
        )
    return tuple(name for name in layers() if name in given)


@cache
def network(wiring: str = DEFAULT, hypotheses: tuple[str, ...] = STANDARD) -> Network:
    """Return the rules at work, in an order that can be solved.

    Raises
    ------
    ValueError
        For an unknown wiring, or hypotheses that cannot run.
    """
    known("wiring", wiring, WIRINGS)
    on = checked(hypotheses)
    at_work = [r for r in rules() if wiring in r.wirings and (r.hypothesis in on or r.when_off == "still")]
    needs = {name: {r.source for r in at_work if r.target == name} for name in states()}
    # Ties are settled by name, so that two runs add in the same order.
    order = _ordered(needs)
    level: dict[str, int] = {}
    parts = []
    for name in order:
        mine = [r for r in at_work if r.target == name]
        # What follows its target stands one level above what it needs; what equals it stands beside.
        above = states()[name].kind == "state"
        level[name] = max((level[s] + above for s in needs[name]), default=0)
        drives = sorted((r for r in mine if r.role == "drive"), key=lambda r: r.term or "")
        parts.append(
            Part(
                states()[name],
                tuple(tuple(term) for _, term in groupby(drives, key=lambda r: r.term)),
                tuple(r for r in mine if r.role == "gate"),
                tuple(r for r in mine if r.role == "brake"),
                level[name],
            )
        )
    # Within a level those that follow come first; the rest keep an order in which each needs only earlier ones.
    return Network(wiring, on, tuple(sorted(parts, key=lambda p: (p.level, p.state.kind != "state"))))


@cache
def upstream(net: Network, names: frozenset[str]) -> frozenset[str]:
    """Return the states on which some depend while the model runs, themselves among them."""
    needs: dict[str, set[str]] = {}
    for rule in filter(net.moves, net.rules):
        needs.setdefault(rule.target, set()).add(rule.source)
    return _reached(names, needs)


@cache
def downstream(net: Network, names: frozenset[str]) -> frozenset[str]:
    """Return the states that depend on some while the model runs, themselves among them."""
    feeds: dict[str, set[str]] = {}
    for rule in filter(net.moves, net.rules):
        feeds.setdefault(rule.source, set()).add(rule.target)
    return _reached(names, feeds)


def _reached(names: frozenset[str], ways: Mapping[str, set[str]]) -> frozenset[str]:
    found: set[str] = set()
    front = set(names)
    while front:
        found |= front
        front = {one for name in front for one in ways.get(name, ())} - found
    return frozenset(found)


def _ordered(needs: dict[str, set[str]]) -> list[str]:
    sorter: TopologicalSorter[str] = TopologicalSorter(needs)
    sorter.prepare()
    order: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        order += ready
        sorter.done(*ready)
    return order
