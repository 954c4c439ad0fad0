"""Which way the microcircuit says a published measure of a signal should go."""

from __future__ import annotations

from ketamine_viz.network.circuit.activity import Activity, activity
from ketamine_viz.network.schematic import value

#: Measures that are the power of bands, or of two bands together.
_POWER = {
    "delta_power": ("delta",),
    "theta_power": ("theta",),
    "alpha_power": ("alpha",),
    "beta_power": ("beta",),
    "gamma_power": ("gamma",),
    "delta_theta_power": ("delta", "theta"),
}


def measured(measure: str, state: Activity) -> float:
    """Return a measure of the closed list in a state of the microcircuit.

    Raises
    ------
    ValueError
        For a measure the microcircuit does not have.
    """
    if measure in _POWER:
        return sum(state.band_power[band] for band in _POWER[measure])
    known = {
        "lempel_ziv": lambda: state.lempel_ziv,
        "permutation_entropy": lambda: state.permutation_entropy,
        "spectral_exponent": lambda: state.spectral_exponent,
    }
    if measure not in known:
        raise ValueError(f"measure={measure!r} is not allowed; allowed: {', '.join([*_POWER, *known])}")
    return known[measure]()


def relative_change(measure: str, before: Activity, after: Activity) -> float:
    """Return the change of a measure as a share of what it was."""
    return measured(measure, after) / measured(measure, before) - 1


def signal_direction(
    measure: str, time_after_dose_h: float | None, form: str, dose_mg_per_kg: float | None
) -> str | None:
    """Return ``increase``, ``decrease`` or ``no_change`` of a measure of the signal, or None.

    Arguments as in `predict`, which checks them.
    """
    v = value()
    if form == "none":  # the microcircuit of a depressed brain is that of a healthy one
        return "no_change"
    if dose_mg_per_kg is not None and dose_mg_per_kg >= v["dose.anaesthetic"]:
        return None
    if time_after_dose_h is None:
        return None if _acute(measure) != "no_change" else "no_change"
    if time_after_dose_h <= v["drug.acute_to_h"]:
        return _acute(measure)
    return None if time_after_dose_h < v["plasticity.from_h"] else "no_change"


def _acute(measure: str) -> str:
    v = value()
    change = relative_change(measure, activity(0.0), activity(v["drug.block"], v["drug.selectivity"]))
    if abs(change) < v["limit.no_change"]:
        return "no_change"
    return "increase" if change > 0 else "decrease"
