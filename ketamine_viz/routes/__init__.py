"""Routes and forms: how much drug reaches the blood, and when."""

from __future__ import annotations

from ketamine_viz._lazy import attach

__getattr__, __dir__, __all__ = attach(
    __name__,
    {
        "ANALYTES": "course",
        "Course": "course",
        "Dose": "dose",
        "OutsideStudied": "regimens",
        "PRESETS": "constants",
        "People": "people",
        "Regimen": "regimens",
        "agreement": "panels.agreement",
        "availability": "panels.availability",
        "comparison_sheet": "panels.sheet",
        "leftover": "panels.leftover",
        "metabolites_by_way": "panels.metabolites",
        "side_effects_by_way": "panels.side_effects",
        "dose_bands": "panels.bands",
        "esketamine_card": "panels.esketamine",
        "mirror_forms": "panels.mirror",
        "mouse_to_human": "panels.arketamine",
        "population": "people",
        "s_against_r": "panels.form_contrasts",
        "simulate": "model",
        "side_by_side": "panels.side_by_side",
        "sites": "panels.sites",
        "studied": "regimens",
        "to_sbml": "export",
        "way_in": "panels.uptake",
        "first_pass_strength": "panels.strength",
        "effect_lag": "panels.lag",
    },
)
