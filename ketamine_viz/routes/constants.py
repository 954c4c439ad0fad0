"""The published constants, ready for one body weight."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ketamine_viz import evidence

Values: TypeAlias = Mapping[str, float | NDArray[np.float64]]

#: Published sets of constants: where blood was drawn, or which product they describe.
PRESETS = ("venous", "arterial", "nasal_label")
FLOWS = ("CL", "Q2", "Q3", "CLN", "QN", "CLH", "QH", "Qh")
VOLUMES = ("V1", "V2", "V3", "VN", "VN2", "VH", "VH2", "Vh")


@lru_cache(maxsize=64)
def group(name: str) -> Mapping[str, float]:
    """Return the constants of a group by symbol, in the units of the data (minutes turned into hours).

    Sources: the `refs` of ``data/routes/model_parameters.csv``.
    """
    found = evidence.parameters("routes", name)
    return {s: p.value / 60.0 if p.unit == "min" else p.value for s, p in found.items()}


def disposition(preset: str, weight_kg: float, form: str, factors: Values | None = None) -> Values:
    """Return the constants of distribution and elimination of one mirror form.

    Parameters
    ----------
    preset
        One of `PRESETS`.
    weight_kg
        Body weight [kg].
    form
        ``s`` or ``r``.
    factors
        Symbol → factor of a person, or of an array of people.
    """
    common, values = group("common"), dict(group(preset))
    ratio = weight_kg / common["weight_reference"]
    scaled: dict[str, float | NDArray[np.float64]] = dict(values)
    for symbols, power in ((FLOWS, values["weight_CL"]), (VOLUMES, values["weight_V"])):
        for symbol in symbols:
            if symbol in values:
                scaled[symbol] = values[symbol] * ratio**power
    if form == "r":
        scaled["CL"] = scaled["CL"] * common["CL_R_over_S"]
        scaled["CLH"] = scaled["CLH"] * common["CLH_R_over_S"]
    for symbol, factor in (factors or {}).items():
        if symbol in scaled:
            scaled[symbol] = scaled[symbol] * factor
    return scaled
