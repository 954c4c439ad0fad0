"""The network level: from NMDA block to the activity and connectivity of regions."""

from __future__ import annotations

from ketamine_viz._lazy import attach
from ketamine_viz.network.graph import graph as graph  # imported now, or its module would hide it

__getattr__, __dir__, __all__ = attach(
    __name__,
    {
        "State": "state",
        "after_ketamine": "panels.scans",
        "agreement_of_directions": "panels.agreement",
        "before_and_after": "panel",
        "habenula_bursts": "panels.habenula",
        "how_much_depends": "panels.dependence",
        "metaphors": "panels.sayings",
        "microcircuit": "panels.microcircuit",
        "over_hours": "panels.over_hours",
        "overactive_or_not": "panels.default_mode",
        "predict": "prediction",
        "regions_and_roles": "panels.roles",
        "signal_diversity": "panels.signal_diversity",
        "simulate": "regions",
        "traced_wiring": "panels.tracing",
        "two_waves": "panels.waves",
    },
    eager=("graph",),
)
