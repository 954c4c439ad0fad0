"""From a course of drug to what drives the cascade, in antimony's own language."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from ketamine_viz import evidence, routes
from ketamine_viz.molecular.cascade.inputs import POOL_OF, SUBUNITS
from ketamine_viz.molecular.cascade.rodent import AnimalCourse
from ketamine_viz.molecular.constants import LIGANDS, POOLS, constants
from ketamine_viz.molecular.receptor import half_occupying

_LEVEL = re.compile(r"\b(?:[sr]_)?(?:hydroxynor|nor)?ketamine\b")
#: How fast block in the habenula follows a rising level [1/h]: at once, for all that can be seen.
_AT_ONCE = 2000.0


def lines(course: Any, engine: ModuleType) -> Iterator[str]:
    """Write levels and block by pool.

    Parameters
    ----------
    course
        Of ``ketamine_viz.routes.simulate`` or `ketamine_viz.molecular.rodent`.
    engine
        The antimony library.

    Raises
    ------
    ValueError
        For a course of another kind: only these have equations.
    """
    if isinstance(course, routes.Course):
        yield from _person(course, engine)
    elif isinstance(course, AnimalCourse):
        yield from _animal(course)
    else:
        raise ValueError(
            f"course={type(course).__name__} has no equations; allowed: of routes.simulate or molecular.rodent"
        )
    yield from _unbound()
    yield from _block()


def _names() -> tuple[str, ...]:
    return tuple(f"{form}_{ligand}" for ligand in LIGANDS for form in ("s", "r"))


def _person(course: routes.Course, engine: ModuleType) -> Iterator[str]:
    """Take over the model of the course; its levels get names of their own."""
    text = routes.to_sbml(
        course.doses, course.weight_kg, course.preset, first_pass_strength=course.first_pass_strength
    )
    engine.clearPreviousLoads()
    engine.loadSBMLString(text)
    body = engine.getAntimonyString("course").split("model *course()", 1)[1].rsplit("end", 1)[0]
    renamed = _LEVEL.sub(lambda found: f"ng_{found[0]}", body)
    yield renamed
    # A mirror form that was not given is not in the model.
    yield from (f"ng_{name} = 0;" for name in _names() if f"ng_{name} :=" not in renamed)


def _animal(course: AnimalCourse) -> Iterator[str]:
    """Write one exponential, and the metabolite made of it."""
    gone = math.log(2) / course.half_life_h
    lost, made, scale = _metabolite(course)
    for name in _names():
        start = float(course.at(f"{name[0]}_{course.given}", 0.0))
        if name[2:] == course.given and course.bath_h is not None:
            yield f"ng_{name} := piecewise({start!r}, time <= {course.bath_h!r}, 0);"
        elif name[2:] == course.given:
            yield f"ng_{name} := {start!r} * exp(-{gone!r} * time);"
        elif name[2:] == "hydroxynorketamine" and course.bath_h is None:
            yield f"ng_{name} := {start * scale!r} * (exp(-{lost!r} * time) - exp(-{made!r} * time));"
        else:
            yield f"ng_{name} = 0;"


def _metabolite(course: AnimalCourse) -> tuple[float, float, float]:
    """Return rates of loss and of making [1/h], and the scale over the parent's first level."""
    given = evidence.parameters("molecular", "rodent")
    lost, made = math.log(2) / given["hnk_half_life"].value, math.log(2) / course.half_life_h
    if abs(lost - made) < 1e-9:
        made *= 1.001  # equal rates need another formula; so close a pair cannot be told from them
    mass = constants().mass
    scale = given["hnk_share"].value * mass["hydroxynorketamine"] / mass[course.given] * made / (made - lost)
    return lost, made, scale


def _unbound() -> Iterator[str]:
    given = constants()
    for name in _names():
        ligand = name[2:]
        factor = given.free[ligand][1] * given.brain[1] / given.mass[ligand]
        yield f"um_{name} := {factor!r} * ng_{name};"
        yield f'um_{name} is "unbound in the brain [uM]";'


def _block() -> Iterator[str]:
    """Write the share blocked by pool; in the habenula it leaves with a half-life of its own."""
    given = constants()
    for pool in POOLS:
        parts = (f"um_{n} / {half_occupying(n[2:], n[0], pool, given)!r}" for n in _names())
        yield f"load_{pool} := {' + '.join(parts)};"
        share = f"1 - 1 / (1 + load_{pool})"
        if pool != "habenula":
            yield f"block_{pool} := {share};"
            continue
        lost = math.log(2) / given.release_half_life[1]
        yield f"now_{pool} := {share};"
        yield f"block_{pool} = {share};"
        # The larger of both rates: it has no jump at which an engine would have to stop.
        yield f"block_{pool}' = max({_AT_ONCE!r} * (now_{pool} - block_{pool}), -{lost!r} * block_{pool});"


def inputs() -> dict[str, str]:
    """Return state of kind input → its formula."""
    given = {name: p.value for name, p in evidence.parameters("molecular", "drive").items()}
    tone = given["tone"]
    found = {state: f"{tone!r} * (1 - block_{pool})" for state, pool in POOL_OF.items()}
    for subunit in SUBUNITS:
        ratio = given[f"half_{subunit}"]
        found[subunit.lower()] = f"{tone!r} * {ratio!r} / (load_interneuron + {ratio!r})"
    substances = {
        "ketamine": ("s_ketamine", "r_ketamine"),
        "s_ketamine": ("s_ketamine",),
        "r_ketamine": ("r_ketamine",),
        "norketamine": ("s_norketamine", "r_norketamine"),
    }
    for state, names in substances.items():
        parts = (f"um_{n} / {half_occupying(n[2:], n[0], 'interneuron', constants())!r}" for n in names)
        found[state] = f"1 - 1 / (1 + {' + '.join(parts)})"
    metabolite = f"(um_s_hydroxynorketamine + um_r_hydroxynorketamine) / {given['hnk_half']!r}"
    return {**found, "hnk_level": f"1 - 1 / (1 + {metabolite})"}
