"""The cascade as a networkx graph: every node and arrow with its evidence and place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import networkx as nx

from ketamine_viz import evidence
from ketamine_viz.molecular.identifiers import identifiers
from ketamine_viz.molecular.names import known

VIEWS = ("core", "more", "all")

#: How an arrow is drawn, from the best evidence to the weakest.
LINES = ("solid", "dashed", "dotted")

_NOT_SHOWN = frozenset({"recalled", "to_check"})


def graph(hypotheses: Sequence[str] | None = None) -> nx.MultiDiGraph:
    """Return the cascade: 58 nodes, 103 arrows.

    Nodes carry label, kind, compartment, plain words, ``pos`` (x, y of the
    view that holds all nodes) and ``size`` (width, height) [px], ``view``, the
    smallest view that shows them, ``identifiers`` (addresses at
    identifiers.org) and ``unverified`` (those that were not looked up).
    Arrows are keyed by id and carry sign, relation,
    mechanism, hypothesis, times [h], species, evidence, strength, refs,
    ``line`` (solid, dashed or dotted), ``grade`` in words and
    ``finding_against``.  What was only recalled is left out.

    Parameters
    ----------
    hypotheses
        Layers to keep, such as ``["core", "disinhibition"]``; all by default.

    Raises
    ------
    ValueError
        For an unknown hypothesis; the nearest names are given.

    Examples
    --------
    >>> cascade = graph()
    >>> cascade.number_of_nodes(), cascade.number_of_edges()
    (58, 103)
    >>> cascade.edges["ketamine", "nmdar_gaba", "e007"]["sign"]
    'inhibits'
    >>> cascade.nodes["trkb"]["identifiers"][0]
    'https://identifiers.org/hgnc.symbol:NTRK2'
    """
    whole = _whole()
    if hypotheses is None:
        return whole.copy()
    layers = {row["id"] for row in evidence.rows("molecular/stories")}
    kept = {known("hypotheses", name, sorted(layers)) for name in hypotheses}
    dropped = [
        (a, b, key) for a, b, key, layer in whole.edges(keys=True, data="hypothesis") if layer not in kept
    ]
    part = whole.copy()
    part.remove_edges_from(dropped)
    return part


def line(strength: str, species: Sequence[str], refs: Sequence[str]) -> str:
    """Return how an arrow may be drawn, never stronger than its evidence.

    Solid: shown in people, or strong and repeated in animals.  Dashed: animals
    only or one study.  Dotted: good studies disagree.

    Examples
    --------
    >>> line("strong", ("mouse",), ("a", "b")), line("strong", ("mouse",), ("a",)), line("weak", ("human",), ("a",))
    ('solid', 'dashed', 'dashed')
    """
    if strength == "contested":
        return "dotted"
    shown_in_people = "human" in species and strength in ("strong", "moderate")
    repeated = strength == "strong" and len(refs) > 1
    return "solid" if shown_in_people or repeated else "dashed"


@cache
def _whole() -> nx.MultiDiGraph:
    cascade = nx.MultiDiGraph()
    places = _places()
    for row in evidence.rows("molecular/cascade_nodes"):
        attributes = {key: value for key, value in row.items() if key != "id"}
        named = identifiers(row["id"])
        cascade.add_node(
            row["id"],
            **attributes,
            **places[row["id"]],
            identifiers=tuple(one.uri for one in named),
            unverified=tuple(one.uri for one in named if not one.checked),
        )
    against = _against()
    for row in evidence.rows("molecular/cascade_edges"):
        attributes = {
            key: None if key in row["recalled"] else value
            for key, value in row.items()
            if key not in _NOT_SHOWN
        }
        key, source, target = (attributes.pop(name) for name in ("id", "source", "target"))
        cascade.add_edge(
            source,
            target,
            key=key,
            **attributes,
            line=line(row["strength"], row["species"], row["refs"]),
            grade=evidence.grade(species=";".join(row["species"]), strength=row["strength"]),
            finding_against=against.get(key, ()),
        )
    return cascade


def _places() -> dict[str, dict[str, Any]]:
    """Return for each node the smallest view that shows it, and its place and size in the largest."""
    rows = evidence.rows("molecular/layout")
    found: dict[str, dict[str, Any]] = {
        row["node"]: {"pos": (row["x"], row["y"]), "size": (row["width"], row["height"])}
        for row in rows
        if row["view"] == VIEWS[-1]
    }
    for view in reversed(VIEWS):
        for row in rows:
            if row["view"] == view:
                found[row["node"]]["view"] = view
    return found


def _against() -> dict[str, tuple[dict[str, Any], ...]]:
    found: dict[str, tuple[dict[str, Any], ...]] = {}
    for row in evidence.rows("molecular/edge_objections"):
        found[row["edge"]] = (*found.get(row["edge"], ()), row)
    return found
