"""Courses of drug in animals and slices: not human kinetics, one half-life."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ketamine_viz import evidence
from ketamine_viz.molecular.constants import LIGANDS, constants
from ketamine_viz.molecular.names import known

Array = NDArray[np.float64]
SPECIES = ("mouse", "rat", "slice")
FORMS = ("racemic", "esketamine", "arketamine", "norketamine", "hydroxynorketamine")
_PARTS = {
    "racemic": {"s": 0.5, "r": 0.5},
    "esketamine": {"s": 1.0},
    "arketamine": {"r": 1.0},
    "norketamine": {"s": 0.5, "r": 0.5},
    "hydroxynorketamine": {"r": 1.0},
}


@dataclass(frozen=True, eq=False)
class AnimalCourse:
    """Concentrations after one injection, or in a bath.

    Attributes
    ----------
    time_h
        Times [h], shape (times,).
    ng_per_ml
        Substance → total concentration [ng/mL], shape (times,), as in a course of the routes room.
    species, form, mg_per_kg
        What was given to whom; ``mg_per_kg`` is None for a bath.
    """

    time_h: Array
    species: str
    form: str
    mg_per_kg: float | None
    peak_ng_per_ml: float
    half_life_h: float
    bath_h: float | None = None
    events_h: tuple[float, ...] = (0.0,)

    @property
    def ng_per_ml(self) -> Mapping[str, Array]:
        """Substance → total concentration [ng/mL], shape (times,)."""
        return {name: self.at(name, self.time_h) for name in self._names()}

    def _names(self) -> list[str]:
        return [f"{form}_{ligand}" for ligand in LIGANDS for form in ("s", "r")]

    @property
    def given(self) -> str:
        """The substance that was given; what becomes of it is its metabolite."""
        return self.form if self.form in LIGANDS else "ketamine"

    def at(self, analyte: str, times_h: ArrayLike) -> Array:
        """Return concentrations at other times [ng/mL].

        Raises
        ------
        ValueError
            For an unknown substance.
        """
        known("analyte", analyte, self._names())
        time = np.asarray(times_h, float)
        share = _PARTS[self.form].get(analyte[0], 0.0)
        ligand = analyte[2:]
        if ligand == self.given:
            if self.bath_h is not None:
                bath: Array = share * self.peak_ng_per_ml * (time <= self.bath_h).astype(float)
                return bath
            found: Array = share * self.peak_ng_per_ml * np.exp2(-time / self.half_life_h)
            return found
        if ligand == "hydroxynorketamine" and self.bath_h is None:
            return share * self._metabolite(time)
        return np.zeros_like(time)

    def _metabolite(self, time: Array) -> Array:
        """Return hydroxynorketamine made of the parent [ng/mL]."""
        given = evidence.parameters("molecular", "rodent")
        lost = math.log(2) / given["hnk_half_life"].value
        made = math.log(2) / self.half_life_h
        if abs(lost - made) < 1e-9:
            made *= 1.001
        mass = constants().mass
        scale = given["hnk_share"].value * mass["hydroxynorketamine"] / mass[self.given] * self.peak_ng_per_ml
        found: Array = scale * made / (made - lost) * (np.exp(-lost * time) - np.exp(-made * time))
        return found


def rodent(
    mg_per_kg: float, species: str = "mouse", form: str = "racemic", hours: float = 24.0
) -> AnimalCourse:
    """Return the course of one injection in an animal.

    One exponential with the half-life of the species; how high it begins is an
    assumption of ours, a row of ``data/molecular/model_parameters.csv``.  For a
    slice the bath holds for an hour the level that the dose would begin with in
    a mouse.

    Parameters
    ----------
    mg_per_kg
        Dose of a study in animals [mg/kg].
    species
        mouse, rat or slice.
    form
        racemic, esketamine, arketamine, norketamine or hydroxynorketamine.
    hours
        Length of the listed course [h]; `AnimalCourse.at` serves any time.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> course = rodent(10.0)
    >>> bool(course.at("s_ketamine", 1.0) < 0.05 * course.at("s_ketamine", 0.0))
    True

    Sources: ma2023, and assumptions.
    """
    _amount("mg_per_kg", mg_per_kg)
    known("species", species, SPECIES)
    known("form", form, FORMS)
    given = evidence.parameters("molecular", "rodent")
    animal = "mouse" if species == "slice" else species
    peak = float(mg_per_kg) * given[f"{animal}_level"].value
    half_life = given[f"{animal}_half_life"].value
    return _course(species, form, float(mg_per_kg), peak, half_life, hours)


def bath(um: float, form: str = "racemic", hours: float = 24.0) -> AnimalCourse:
    """Return the course of a slice that lies in unbound drug for an hour.

    Parameters
    ----------
    um
        Concentration [µM].

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.
    """
    _amount("um", um)
    known("form", form, FORMS)
    ligand = form if form in LIGANDS else "ketamine"
    given = constants()
    total = float(um) * given.mass[ligand] / given.free[ligand][1] / given.brain[1]
    return _course("slice", form, None, total, math.inf, hours)


def _course(
    species: str, form: str, dose: float | None, peak: float, half_life: float, hours: float
) -> AnimalCourse:
    _amount("hours", hours)
    end = evidence.parameters("molecular", "rodent")["bath"].value if species == "slice" else None
    time = np.linspace(0.0, float(hours), 1441)
    events = (0.0,) if end is None else (0.0, end)
    return AnimalCourse(time, species, form, dose, peak, half_life, end, events)


def _amount(name: str, value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not (0 <= value < math.inf):
        raise ValueError(f"{name}={value!r} is not allowed; allowed: a finite number from 0")
