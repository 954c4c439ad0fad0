"""Safety and practice: what can go wrong, who is watched, for how long, and what nobody has counted.

Published data and rules, not advice.  Rates stand beside their control arm, or say that there is none.
"""

from __future__ import annotations

from ketamine_viz._lazy import attach

__getattr__, __dir__, __all__ = attach(
    __name__,
    {
        "bladder_and_liver": "panels.organs",
        "blood_pressure": "panels.pressure",
        "home_or_clinic": "panels.home",
        "how_long_followed": "panels.follow_up",
        "milestones": "panels.history",
        "misuse": "panels.misused",
        "pipeline": "panels.coming",
        "regulation_timeline": "panels.regulation",
        "side_effects": "panels.effects",
        "what_it_costs": "panels.costs",
        "which_receptors": "panels.receptors",
        "who_should_not": "panels.cautions",
    },
)
