"""The receptor's constants, read from ``data/molecular/model_parameters.csv``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ketamine_viz import evidence

LIGANDS = ("ketamine", "norketamine", "hydroxynorketamine")
POOLS = ("interneuron", "resting", "extrasynaptic", "evoked", "habenula")

#: One value of a constant with the ends of its range.
Spread = tuple[float, float, float]  # low, value, high


@dataclass(frozen=True)
class Constants:
    """What turns plasma concentrations into block.

    Attributes
    ----------
    mass
        Molar mass by ligand [g/mol].
    free
        Unbound share in plasma by ligand [fraction].
    brain
        Unbound concentration in brain over that in plasma [ratio].
    potency
        Unbound racemate that occupies half of the receptors, by ligand [µM].
    stereo
        How many times the S form binds more tightly than the R form [ratio].
    pool
        Half-occupying concentration of a pool over the anchor [ratio].
    release_half_life
        Of drug trapped in habenula receptors [h].
    without_magnesium
        Ketamine that blocks half of any pool where there is no magnesium [µM].
    """

    mass: Mapping[str, float]
    free: Mapping[str, Spread]
    brain: Spread
    potency: Mapping[str, Spread]
    stereo: Mapping[str, float]
    pool: Mapping[str, Spread]
    release_half_life: Spread
    without_magnesium: Spread


def _spread(parameter: evidence.Parameter) -> Spread:
    value = parameter.value
    return (
        value if parameter.low is None else parameter.low,
        value,
        value if parameter.high is None else parameter.high,
    )


def _group(name: str) -> dict[str, Spread]:
    return {symbol: _spread(p) for symbol, p in evidence.parameters("molecular", group=name).items()}


@cache
def constants() -> Constants:
    """Return the constants of the installed data."""
    return Constants(
        mass={name: middle for name, (_, middle, _) in _group("mass").items()},
        free=_group("free"),
        brain=_group("brain")["unbound_ratio"],
        potency=_group("potency"),
        stereo={name: middle for name, (_, middle, _) in _group("stereo").items()},
        pool=_group("pool"),
        release_half_life=_group("habenula")["release_half_life"],
        without_magnesium=_group("magnesium_free")["half"],
    )
