"""The cascade as GraphML, for graph tools such as yEd, Gephi and Cytoscape."""

from __future__ import annotations

from pathlib import Path

import networkx as nx

from ketamine_viz.molecular.export.extra import place
from ketamine_viz.molecular.export.records import edges, joined, nodes

#: Stands between the members of a list: no text of the tables holds it.
SEPARATOR = " | "


def to_graphml(path: str | Path) -> Path:
    """Write all nodes and arrows as GraphML and return where.

    Each arrow keeps its id, sign, hypothesis, species, evidence, strength and
    references; each node its identifiers, words and place.  Lists are one text
    with ``" | "`` between their members.

    Raises
    ------
    ValueError
        If the path is no file name, or its folder does not exist.

    Sources: those of ``data/molecular/cascade_edges.csv``.
    """
    where = place(path)
    told = nx.MultiDiGraph(name="Molecular cascade of ketamine: published claims, not a simulation")
    for node, record in nodes().items():
        told.add_node(node, **joined(record, SEPARATOR))
    for key, record in edges().items():
        flat = joined(record, SEPARATOR)
        source, target = flat.pop("source"), flat.pop("target")
        told.add_edge(source, target, key=key, id=key, **flat)
    nx.write_graphml(told, where, edge_id_from_attribute="id")
    return where
