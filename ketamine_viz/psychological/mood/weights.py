"""The joint from blood to mood: how strong a dose is, by its exposure.

w = min(1, exposure to ketamine / exposure after 0.5 mg/kg racemic ketamine over
40 minutes into a vein).  An assumption, fixed before the validation numbers
were looked at: it knows nothing of how fast the level rises, of the two mirror
forms' different actions, or of what the body makes of ketamine.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ketamine_viz import evidence
from ketamine_viz.routes.dose import Dose
from ketamine_viz.routes.model import simulate

#: The regimen of weight 1, a row of ``psychological/mood_regimens``.
REFERENCE = "m01"


def reference(weight_kg: float) -> Dose:
    """Return the dose of weight 1 for a body weight [kg]."""
    row = next(r for r in evidence.rows("psychological/mood_regimens") if r["id"] == REFERENCE)
    return Dose(row["form"], row["route"], row["amount"] * weight_kg, row["over_min"])


@lru_cache(maxsize=256)
def _exposure(dose: Dose, weight_kg: float) -> float:
    return float(simulate([dose], weight_kg, hours=1.0).auc("ketamine"))


def weight(dose: Dose, weight_kg: float = 70.0) -> float:
    """Return the strength of a dose in the mood model, above 0 and at most 1.

    Examples
    --------
    >>> weight(Dose("racemic", "iv_infusion", 35.0, 40.0))
    1.0
    >>> weight(Dose("esketamine", "intranasal", 28.0)) < weight(Dose("esketamine", "intranasal", 56.0)) < 1.0
    True
    """
    alone = Dose(dose.form, dose.route, dose.mg, dose.over_min, 0.0, dose.release_h)
    return min(1.0, _exposure(alone, weight_kg) / _exposure(reference(weight_kg), weight_kg))


def weights(doses: Sequence[Dose], weight_kg: float = 70.0) -> tuple[float, ...]:
    """Return the strength of each dose."""
    return tuple(weight(dose, weight_kg) for dose in doses)
