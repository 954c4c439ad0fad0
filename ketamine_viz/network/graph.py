"""The assumed wiring as a graph, with places to draw it and what is known of each connection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ketamine_viz import evidence
from ketamine_viz.network.schematic import regions

if TYPE_CHECKING:
    import networkx as nx

_FACTS = (
    "id",
    "source",
    "target",
    "kind",
    "weight",
    "basis",
    "refs",
    "anatomy",
    "shown",
    "species",
    "method",
    "verified",
    "cell_type",
    "refs_against",
    "note",
)


def graph() -> nx.MultiDiGraph[Any]:
    """Return the 18 regions and their connections.

    Excitatory connections (``kind`` C) run both ways and stand as two edges;
    connections onto interneurons (``kind`` X) run one way.  The edge key is
    the kind, since a pair of regions may have both.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes carry ``label``, ``system``, ``plain_words``, ``areas`` and
        coordinates ``x`` and ``y`` (0..100, front at the left).  Edges carry
        ``id``, ``kind``, ``weight`` (relative) and ``basis``; and what anatomists
        have seen of them: ``anatomy`` (``traced_primate`` to ``unverified``),
        ``shown`` (forward, back, both or untold, read from ``source`` to
        ``target``), ``species``, ``method``, ``verified``, ``cell_type``,
        ``refs``, ``refs_against`` and ``note``.  Of a pair of edges of kind C
        both carry the facts as the table has them, from its ``source`` to its
        ``target``, so ``forward`` of one is not turned round in the other.

    Examples
    --------
    >>> g = graph()
    >>> len(g), g.edges["LHb", "VTA", "X"]["weight"], g.edges["LHb", "VTA", "X"]["anatomy"]
    (18, 1.0, 'traced_rodent')
    """
    import networkx as nx

    areas = {row["id"]: row["regions"] for row in evidence.rows("network/model_regions")}
    found: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for region in regions():
        found.add_node(
            region.id,
            label=region.label,
            system=region.system,
            plain_words=region.plain_words,
            areas=areas[region.id],
            x=region.x,
            y=region.y,
        )
    for row in evidence.rows("network/connections"):
        facts = {name: row[name] for name in _FACTS}
        found.add_edge(row["source"], row["target"], key=row["kind"], **facts)
        if row["kind"] == "C":
            found.add_edge(row["target"], row["source"], key="C", **facts)
    return found
