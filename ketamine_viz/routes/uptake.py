"""From a dose to what enters which compartment, when and how fast."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ketamine_viz.routes.constants import Values, group
from ketamine_viz.routes.dose import Dose
from ketamine_viz.routes.system import Depot

Amount: TypeAlias = float | NDArray[np.float64]


@dataclass(frozen=True)
class Input:
    """An amount that enters a state at once, or evenly over a time.

    Attributes
    ----------
    state
        Name of the state; ``presystemic`` is where metabolism before the blood begins.
    mg
        Amount [mg]; a number or one per person.
    at_h, over_h
        Start and length [h]; length 0 is at once.
    """

    state: str
    mg: Amount
    at_h: float
    over_h: float = 0.0


@dataclass(frozen=True)
class Uptake:
    """What one dose puts in, and the depots it needs."""

    inputs: tuple[Input, ...]
    depots: tuple[Depot, ...] = ()


def group_of(dose: Dose) -> str | None:
    """Return the group of constants that describes how a dose is taken up; None into a vein."""
    if dose.route in ("iv_infusion", "iv_bolus"):
        return None
    if dose.route == "intranasal":
        # Only S-ketamine is made as the licensed spray; other devices differ three-fold among themselves.
        return "nasal_spray" if dose.form == "esketamine" else "nasal_other"
    return "oral_release" if dose.release_h is not None else dose.route


def uptake(dose: Dose, preset: str, constants: Values | None = None) -> Uptake:
    """Return what a dose puts in.

    Parameters
    ----------
    dose
        The whole dose; halves of a racemate are scaled by the caller.
    preset
        Where metabolism begins differs between sets of constants.
    constants
        Constants of uptake of one person or of many; the published ones if None.
    """
    name = group_of(dose)
    if name is None:
        return Uptake((Input("K", dose.mg, dose.at_h, (dose.over_min or 0.0) / 60.0),))
    values = constants if constants is not None else group(name)
    return _WAYS[name](dose, preset, values)


def _same(value: Amount) -> float:
    """Return a constant that is the same for everyone: events must fall on the same moment."""
    return float(value)


def _shot(dose: Dose, preset: str, v: Values) -> Uptake:  # noqa: ARG001 - one signature for all ways
    place = dose.route
    return Uptake((Input(place, dose.mg * v["F"], dose.at_h),), (Depot(place, v["ka"], "K"),))


def _swallowed(dose: Dose, preset: str, v: Values) -> Uptake:  # noqa: ARG001
    return Uptake(
        (
            Input("gut", dose.mg * v["F"], dose.at_h, _same(v["D"])),
            Input("gut_met", dose.mg * v["M"], dose.at_h, _same(v["D"])),
        ),
        (Depot("gut", v["ka"], "K"), Depot("gut_met", v["ka"], "presystemic")),
    )


def _tablet(dose: Dose, preset: str, v: Values) -> Uptake:  # noqa: ARG001
    over = dose.release_h or 0.0
    return Uptake(
        (
            Input("K", dose.mg * v["F"], dose.at_h, over),
            Input("presystemic", dose.mg * v["M"], dose.at_h, over),
        )
    )


def _mouth(dose: Dose, preset: str, v: Values) -> Uptake:
    met = v["M_venous"] if preset == "venous" and "M_venous" in v else v["M"]
    place = dose.route
    return Uptake(
        (
            Input(place, dose.mg * v["F"], dose.at_h, _same(v["D"])),
            Input(f"{place}_gut", dose.mg * met, dose.at_h, _same(v["D_sw"])),
        ),
        (
            Depot(place, v["ka"], "K"),
            Depot(f"{place}_gut", v["ka_sw"], f"{place}_liver"),
            Depot(f"{place}_liver", 1.0 / v["MTT_gut"], "presystemic"),
        ),
    )


def _spray(dose: Dose, preset: str, v: Values) -> Uptake:
    first = min(dose.mg, _same(v["device_mg"]))
    nose = v["F"] * (first + v["later_devices"] * (dose.mg - first))
    taken = (dose.mg - nose) * v["F_gut"]
    rest = (
        # This set has a liver of its own, which decides what passes.
        {"spray_gut": (taken, "presystemic")}
        if preset == "nasal_label"
        else {
            "spray_gut": (taken * v["F_liver"], "K"),
            "spray_met": (taken * (1.0 - v["F_liver"]), "presystemic"),
        }
    )
    swallowed = tuple(Input(place, mg, dose.at_h, _same(v["D_sw"])) for place, (mg, _) in rest.items())
    depots = tuple(Depot(place, v["ka_sw"], to) for place, (_, to) in rest.items())
    return Uptake((Input("spray", nose, dose.at_h), *swallowed), (Depot("spray", v["ka"], "K"), *depots))


def _other_nose(dose: Dose, preset: str, v: Values) -> Uptake:  # noqa: ARG001
    return Uptake(
        (
            Input("nose", dose.mg * v["F"], dose.at_h),
            Input("nose_met", dose.mg * v["M"], dose.at_h, _same(v["D_sw"])),
        ),
        (Depot("nose", v["ka"], "K"), Depot("nose_met", v["ka_sw"], "presystemic")),
    )


_WAYS: dict[str, Callable[[Dose, str, Values], Uptake]] = {
    "im": _shot,
    "sc": _shot,
    "oral": _swallowed,
    "oral_release": _tablet,
    "film": _mouth,
    "sublingual": _mouth,
    "nasal_spray": _spray,
    "nasal_other": _other_nose,
}
