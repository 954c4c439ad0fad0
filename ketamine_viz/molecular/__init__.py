"""Molecular level: concentration → block of NMDA receptors → the cascade and its rivals."""

from __future__ import annotations

from ketamine_viz._lazy import attach
from ketamine_viz.molecular.graph import graph as graph  # imported now, or its module would hide it

__getattr__, __dir__, __all__ = attach(
    __name__,
    {
        "POOLS": "receptor",
        "Occupancy": "receptor",
        "occupancy": "receptor",
        "tally": "experiments",
        "Tally": "experiments",
        "cascade_explorer": "panel",
        "cascade_in_time": "panels.cascade_in_time",
        "first_to_move": "panels.spines_and_mood",
        "immune_signals": "panels.species_piles",
        "find_paths": "paths",
        "other_blockers": "panels.failed_blockers",
        "path_finder": "panels.path_finder",
        "synapses_seen": "panels.synapse_evidence",
        "to_cx2": "export.cx2",
        "to_graphml": "export.graphml",
        "to_sbgn": "export.activity_flow",
        "to_sbml": "export.sbml",
        "two_sides": "panels.two_results",
        "messengers": "panels.abundance",
        "occupancy_by_pool": "panels.pools",
        "open_channel": "panels.channel",
        "transporter_occupancy": "panels.transporters",
        "use_and_trapping": "panels.trapping",
        "where_drugs_bind": "panels.binding_sites",
        "Intervention": "cascade.interventions",
        "break_it": "panels.lab",
        "Run": "cascade.run",
        "bath": "cascade.rodent",
        "disinhibition": "panels.two_cells",
        "dose_response": "panels.dosing",
        "hypotheses": "cascade.agents",
        "interventions": "cascade.agents",
        "over_time": "panels.unfolding",
        "plasticity_from": "cascade.joint",
        "predict": "cascade.predict",
        "rerun": "cascade.experiment",
        "rodent": "cascade.rodent",
        "scorecard": "panels.scores",
        "scoring": "cascade",
        "simulate": "cascade.run",
    },
    eager=("graph",),
)
