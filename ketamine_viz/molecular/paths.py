"""How one node reaches another: every chain of arrows, its sign, and its weakest link."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

import networkx as nx

from ketamine_viz.molecular.arrows import steps
from ketamine_viz.molecular.graph import graph
from ketamine_viz.molecular.names import known

#: Strength of evidence, from the best to the weakest.
STRENGTHS = ("strong", "moderate", "weak", "contested")

#: Which arrows a path may use.
LEVELS: Mapping[str, Callable[[Mapping[str, Any]], bool]] = {
    "all": lambda _: True,
    "undisputed": lambda step: step["strength"] != "contested",
    "supported": lambda step: step["strength"] in ("strong", "moderate"),
    "strong": lambda step: step["strength"] == "strong",
    "human": lambda step: "human" in step["species"] and step["strength"] in ("strong", "moderate"),
}


@dataclass(frozen=True)
class Path:
    """A chain of arrows from one node to another, no node twice.

    Attributes
    ----------
    steps
        Ids of its arrows, in order.
    """

    steps: tuple[str, ...]

    @property
    def nodes(self) -> tuple[str, ...]:
        """The nodes it passes, from source to target."""
        return (self._of(0)["source"], *(steps()[key]["target"] for key in self.steps))

    @property
    def sign(self) -> str:
        """What the whole does if each step does what it says: activates, inhibits or modulates."""
        signs = [steps()[key]["sign"] for key in self.steps]
        if "modulates" in signs:
            return "modulates"
        return "inhibits" if signs.count("inhibits") % 2 else "activates"

    @cached_property
    def strength(self) -> str:
        """Strength of the weakest link: a chain is as strong as that."""
        return max((steps()[key]["strength"] for key in self.steps), key=STRENGTHS.index)

    @property
    def weakest(self) -> tuple[str, ...]:
        """The steps that are as weak as the weakest; none if all steps are equally strong."""
        found = tuple(key for key in self.steps if steps()[key]["strength"] == self.strength)
        return () if len(found) == len(self.steps) else found

    @property
    def species(self) -> tuple[str, ...]:
        """Species in which every step was shown; none if no species saw them all."""
        first = self._of(0)["species"]
        return tuple(one for one in first if all(one in steps()[key]["species"] for key in self.steps))

    @property
    def refs(self) -> tuple[str, ...]:
        """References of all steps, in order, each once."""
        return tuple(dict.fromkeys(ref for key in self.steps for ref in steps()[key]["refs"]))

    def _of(self, place: int) -> Mapping[str, Any]:
        return steps()[self.steps[place]]


@dataclass(frozen=True)
class Paths:
    """Every path between two nodes at a level of evidence.

    Attributes
    ----------
    level
        A key of `LEVELS`.
    story
        A hypothesis; its arrows and the shared ones may be used.  ``all``: any.
    found
        The paths: those with the best weakest link first, then the shortest.
    nearest
        If there are none: the path that lacks the fewest arrows, if the level or the story stands in the way.
    missing
        Its arrows that may not be used: what blocks the way.
    backwards
        If there are none at all: whether arrows run from target to source instead.
    """

    source: str
    target: str
    level: str
    story: str
    found: tuple[Path, ...]
    nearest: Path | None = None
    missing: tuple[str, ...] = ()
    backwards: bool = False

    @property
    def nodes(self) -> frozenset[str]:
        """Every node on some path, with both ends."""
        return frozenset({self.source, self.target}).union(*(path.nodes for path in self.found))

    @property
    def edges(self) -> frozenset[str]:
        """Every arrow on some path."""
        return frozenset(key for path in self.found for key in path.steps)


@cache
def find_paths(source: str, target: str, level: str = "supported", story: str = "all") -> Paths:
    """Return every chain of arrows from one node to another, no node twice.

    Parameters
    ----------
    source, target
        Ids of nodes.
    level
        Which arrows may be used: all, undisputed, supported (strong or
        moderate evidence; the default), strong, or human (shown in people).
    story
        A hypothesis, to use its arrows and the shared ones; all by default.

    Raises
    ------
    ValueError
        For an unknown name (the nearest are given), or a node to itself.

    Examples
    --------
    >>> answer = find_paths("ketamine", "spines")
    >>> len(answer.found), answer.found[0].strength, answer.found[0].sign
    (97, 'moderate', 'activates')
    >>> find_paths("ketamine", "spines", "strong").found
    ()
    """
    nodes = sorted(graph().nodes)
    known("source", source, nodes)
    known("target", target, nodes)
    known("level", level, LEVELS)
    known("story", story, ("all", *sorted({step["hypothesis"] for step in steps().values()})))
    if source == target:
        raise ValueError(f"target={target!r} is the source as well; allowed: another node")
    found = [Path(chain) for chain in _chains(source, target, level, story)]
    if found:
        found.sort(key=lambda path: (STRENGTHS.index(path.strength), len(path.steps), path.steps))
        return Paths(source, target, level, story, tuple(found))
    return _blocked(source, target, level, story)


def _chains(source: str, target: str, level: str, story: str) -> list[tuple[str, ...]]:
    """Return every chain of allowed arrows that passes no node twice.

    Only arrows whose end still reaches the target are followed: networkx follows them all.
    """
    ways: dict[str, list[tuple[str, str]]] = {}
    before: dict[str, set[str]] = {}
    for key, step in steps().items():
        if _may(key, level, story):
            ways.setdefault(step["source"], []).append((step["target"], key))
            before.setdefault(step["target"], set()).add(step["source"])
    reaching, front = {target}, {target}
    while front:
        front = {one for node in front for one in before.get(node, ())} - reaching
        reaching |= front
    useful = {node: [way for way in on if way[0] in reaching] for node, on in ways.items()}
    found: list[tuple[str, ...]] = []
    chain: list[str] = []
    passed = {source}

    def walk(node: str) -> None:
        for after, key in useful.get(node, ()):
            if after == target:
                found.append((*chain, key))
            elif after not in passed:
                chain.append(key)
                passed.add(after)
                walk(after)
                passed.discard(after)
                chain.pop()

    walk(source)
    return found


def _may(key: str, level: str, story: str) -> bool:
    step = steps()[key]
    return LEVELS[level](step) and (story == "all" or step["hypothesis"] in ("core", story))


def _network(allowed: Callable[[str], bool]) -> nx.MultiDiGraph:
    part = nx.MultiDiGraph()
    part.add_nodes_from(graph())
    part.add_edges_from(
        (step["source"], step["target"], key) for key, step in steps().items() if allowed(key)
    )
    return part


def _blocked(source: str, target: str, level: str, story: str) -> Paths:
    """Say what stands in the way: the fewest arrows that a path would need and may not use."""
    whole = _network(lambda _: True)
    if not nx.has_path(whole, source, target):
        return Paths(source, target, level, story, (), backwards=nx.has_path(whole, target, source))

    def cost(_a: str, _b: str, twins: Mapping[str, Any]) -> float:
        return min(0.001 if _may(key, level, story) else 1.0 for key in twins)

    nodes = nx.dijkstra_path(whole, source, target, weight=cost)
    chain = tuple(
        min(whole[a][b], key=lambda key: (not _may(key, level, story), key)) for a, b in pairwise(nodes)
    )
    missing = tuple(key for key in chain if not _may(key, level, story))
    return Paths(source, target, level, story, (), Path(chain), missing)


@dataclass(frozen=True)
class Pick:
    """One path of an answer, for the screen.

    Attributes
    ----------
    answer
        Every path.
    number
        Which of them, counted from 1; 0 if there are none.
    """

    answer: Paths
    number: int

    @property
    def path(self) -> Path | None:
        """The path that is drawn: the one picked, or the nearest that is blocked."""
        return self.answer.found[self.number - 1] if self.number else self.answer.nearest


def pick(source: str, target: str, level: str, story: str, number: float) -> Pick:
    """Return one path of an answer; past the last, the last.

    Raises
    ------
    ValueError
        As `find_paths`, and for a number below 1.
    """
    if number < 1:
        raise ValueError(f"number={number!r} is not allowed; allowed: from 1")
    answer = find_paths(source, target, level, story)
    return Pick(answer, min(int(number), len(answer.found)))
