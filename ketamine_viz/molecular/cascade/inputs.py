"""From a course of drug levels to what drives the cascade: receptor block by pool, and drug levels."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ketamine_viz import evidence
from ketamine_viz.molecular.cascade.tables import states
from ketamine_viz.molecular.constants import LIGANDS, POOLS, constants
from ketamine_viz.molecular.receptor import half_occupying, occupancy
from ketamine_viz.routes.course import levels

Array = NDArray[np.float64]

#: State of kind input → pool of receptors.
POOL_OF = {
    "nmdar_gaba": "interneuron",
    "rest_open": "resting",
    "nmdar_extra": "extrasynaptic",
    "nmdar_evoked": "evoked",
    "nmdar_lhb": "habenula",
}
SUBUNITS = ("GluN2A", "GluN2B", "GluN2D")


@dataclass(frozen=True, eq=False)
class Drive:
    """What the drug does, on the grid of a run.

    Attributes
    ----------
    block
        Pool → share blocked [0..1], shape (times,).
    inputs
        State of kind input → values, shape (times + 1,); row 0 is before the dose.
    """

    block: Mapping[str, Array]
    inputs: Mapping[str, Array]


def events_h(course: Any) -> tuple[float, ...]:
    """Return when the course changes by a dose: its starts and stops [h]."""
    solutions = getattr(course, "solutions", None)
    if solutions:
        return tuple(sorted({float(e) for s in solutions.values() for e in s.events_h}))
    return tuple(getattr(course, "events_h", (0.0,)))


def drive(course: Any, time_h: Array) -> Drive:
    """Return what a course of drug does on a grid of times.

    Raises
    ------
    ValueError
        If the course ends before the grid while drug is left, or does not fit `occupancy`.
    """
    # A course that is one and the same for ever is worked out once: accounts and blockers leave it as it is.
    if isinstance(course, Hashable):
        return _kept(course, np.asarray(time_h, float).tobytes())
    return _drive(course, time_h)


@lru_cache(maxsize=32)
def _kept(course: Any, times: bytes) -> Drive:
    return _drive(course, np.frombuffer(times))


def _drive(course: Any, time_h: Array) -> Drive:
    found = _levels(course, time_h)
    block = dict(occupancy(SimpleNamespace(time_h=time_h, ng_per_ml=found)).block)
    molar = _unbound(found)
    return Drive(block, _inputs(block, molar, time_h))


def _levels(course: Any, time_h: Array) -> dict[str, Array]:
    names = [f"{form}_{ligand}" for ligand in LIGANDS for form in ("s", "r")]
    listed = [name for name in names if name in course.ng_per_ml]
    if hasattr(course, "solutions"):
        exact = levels(course.solutions, time_h)
        return {name: exact[name] for name in listed}
    if hasattr(course, "at"):
        return {name: np.maximum(np.asarray(course.at(name, time_h), float), 0.0) for name in listed}
    given = np.asarray(course.time_h, float)
    found = {}
    for name in listed:
        level = np.asarray(course.ng_per_ml[name], float)
        if given[-1] < time_h[-1] and level[-1] > 0.01 * max(float(level.max()), 1e-12):
            raise ValueError(
                f"course ends at {given[-1]:g} h while {name} is still there; allowed: up to hours={time_h[-1]:g}"
            )
        found[name] = np.interp(time_h, given, level, right=0.0)
    return found


def _unbound(ng_per_ml: Mapping[str, Array]) -> dict[str, Array]:
    """Return ligand form → unbound concentration in the brain [µM]."""
    given = constants()
    found = {}
    for name, level in ng_per_ml.items():
        ligand = name[2:]
        found[name] = level / given.mass[ligand] * given.free[ligand][1] * given.brain[1]
    return found


def _inputs(block: Mapping[str, Array], molar: Mapping[str, Array], time_h: Array) -> dict[str, Array]:
    given = {name: p.value for name, p in evidence.parameters("molecular", "drive").items()}
    tone, using = given["tone"], constants()
    none = np.zeros(len(time_h))
    parts = {name: molar.get(name, none) for name in (f"{f}_{x}" for x in LIGANDS for f in ("s", "r"))}
    found = {state: tone * (1 - block[pool]) for state, pool in POOL_OF.items()}
    load = {
        ligand: sum(
            parts[f"{form}_{ligand}"] / half_occupying(ligand, form, "interneuron", using)
            for form in ("s", "r")
        )
        for ligand in LIGANDS
    }
    total = sum(load.values())
    for subunit in SUBUNITS:
        ratio = given[f"half_{subunit}"]
        share = total / (total + ratio)
        found[subunit.lower()] = tone * (1 - share)
    for name, level in (
        ("ketamine", load["ketamine"]),
        ("s_ketamine", parts["s_ketamine"] / half_occupying("ketamine", "s", "interneuron", using)),
        ("r_ketamine", parts["r_ketamine"] / half_occupying("ketamine", "r", "interneuron", using)),
        ("norketamine", load["norketamine"]),
        ("hnk_level", (parts["s_hydroxynorketamine"] + parts["r_hydroxynorketamine"]) / given["hnk_half"]),
    ):
        found[name] = level / (1 + level)
    before = before_dose()
    return {name: np.concatenate([[before[name]], values]) for name, values in found.items()}


@cache
def before_dose() -> Mapping[str, float]:
    """Return state of kind input → its value without drug."""
    tone = evidence.parameters("molecular", "drive")["tone"].value
    receptors = {*POOL_OF, *(subunit.lower() for subunit in SUBUNITS)}
    return {s.id: tone if s.id in receptors else 0.0 for s in states().values() if s.kind == "input"}


__all__ = ["POOLS", "POOL_OF", "SUBUNITS", "Drive", "drive", "events_h"]
