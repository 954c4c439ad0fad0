"""The network level: from NMDA block to the activity and connectivity of regions."""

from __future__ import annotations

from ketamine_viz._lazy import attach
from ketamine_viz.network.graph import graph as graph  # imported now, or its module would hide it

__getattr__, __dir__, __all__ = attach(
    __name__,
    {
        "State": "state",
        "before_and_after": "panel",
        "microcircuit": "panels.microcircuit",
        "predict": "prediction",
        "simulate": "regions",
    },
    eager=("graph",),
)
