"""Molecular level: concentration → block of NMDA receptors → the cascade and its rivals."""

from __future__ import annotations

from ketamine_viz._lazy import attach

__getattr__, __dir__, __all__ = attach(
    __name__,
    {
        "POOLS": "receptor",
        "Occupancy": "receptor",
        "occupancy": "receptor",
        "graph": "graph",
        "tally": "experiments",
        "Tally": "experiments",
        "cascade_explorer": "panel",
    },
)
