"""The network level: from NMDA block to the activity and connectivity of regions."""

from __future__ import annotations

from ketamine_viz._lazy import attach

__getattr__, __dir__, __all__ = attach(
    __name__,
    {
        "State": "state",
        "before_and_after": "panel",
        "graph": "graph",
        "predict": "prediction",
        "simulate": "regions",
    },
)
