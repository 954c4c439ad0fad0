"""The cascade as CX2, for Cytoscape and NDEx, drawn as it is here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ketamine_viz.molecular.export.extra import needed, place
from ketamine_viz.molecular.export.records import edges, nodes

#: Height of the layout [px]: other tools count from above.
_TOP = 460.0
_SHAPES = {
    "drug": "round-rectangle",
    "receptor": "hexagon",
    "neurotransmitter": "ellipse",
    "ion": "ellipse",
    "cell": "octagon",
    "process": "parallelogram",
    "structure": "diamond",
}
_HEADS = {"activates": "triangle", "inhibits": "tee", "modulates": "diamond"}


def to_cx2(path: str | Path) -> Path:
    """Write all nodes and arrows as CX2 and return where.

    Numbers of nodes and arrows are CX2's own; ``name`` is ours.  The style
    keeps the meaning of a drawing: head by sign, line by evidence.

    Raises
    ------
    ImportError
        Without the optional package ndex2, which the extra ``export`` brings.
    ValueError
        If the path is no file name, or its folder does not exist.

    Sources: those of ``data/molecular/cascade_edges.csv``.
    """
    where = place(path)
    network = needed("ndex2.cx2", "to_cx2").CX2Network()
    network.set_network_attributes(
        {
            "name": "Molecular cascade of ketamine",
            "description": "Published claims, for and against; not a simulation. Education, not advice.",
        }
    )
    number: dict[str, int] = {}
    for node, record in nodes().items():
        told = _told(record)
        x, y = told.pop("x"), told.pop("y")
        number[node] = network.add_node(attributes={"name": node, **told}, x=x, y=_TOP - y)
    for key, record in edges().items():
        told = _told(record)
        source, target = number[told.pop("source")], number[told.pop("target")]
        network.add_edge(source=source, target=target, attributes={"name": key, **told})
    network.set_visual_properties(_style())
    where.write_text(json.dumps(network.to_cx2(), ensure_ascii=False), encoding="utf-8")
    return where


def _told(record: dict[str, Any]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in record.items()}


def _style() -> dict[str, Any]:
    def discrete(attribute: str, values: dict[str, str]) -> dict[str, Any]:
        pairs = [{"v": value, "vp": shown} for value, shown in values.items()]
        return {"type": "DISCRETE", "definition": {"attribute": attribute, "map": pairs}}

    return {
        "default": {
            "network": {"NETWORK_BACKGROUND_COLOR": "#FFFFFF"},
            "node": {"NODE_SHAPE": "rectangle", "NODE_BACKGROUND_COLOR": "#FFFFFF", "NODE_BORDER_WIDTH": 1.5},
            "edge": {"EDGE_LINE_COLOR": "#222222", "EDGE_WIDTH": 1.0},
        },
        "nodeMapping": {
            "NODE_LABEL": {"type": "PASSTHROUGH", "definition": {"attribute": "label"}},
            "NODE_WIDTH": {"type": "PASSTHROUGH", "definition": {"attribute": "width"}},
            "NODE_HEIGHT": {"type": "PASSTHROUGH", "definition": {"attribute": "height"}},
            "NODE_SHAPE": discrete("kind", _SHAPES),
        },
        "edgeMapping": {
            "EDGE_TARGET_ARROW_SHAPE": discrete("sign", _HEADS),
            "EDGE_LINE_STYLE": discrete("line", {"solid": "solid", "dashed": "dashed", "dotted": "dotted"}),
        },
    }
