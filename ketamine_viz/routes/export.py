"""A course as SBML, so that other engines can run it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import ModuleType

import numpy as np

from ketamine_viz.routes import model
from ketamine_viz.routes.dose import Dose
from ketamine_viz.routes.exact import SAME_TIME, Solution

EXTRA = "export"


def to_sbml(
    doses: Sequence[Dose],
    weight_kg: float = 70.0,
    preset: str = "venous",
    *,
    first_pass_strength: float = 1.0,
) -> str:
    """Return the model of a course as SBML level 3.

    Amounts are milligrams of ketamine base (for a metabolite, of the ketamine
    it came from), time is hours.  ``ketamine``, ``norketamine`` and
    ``hydroxynorketamine`` are levels [ng/mL], as are their mirror forms
    (``s_ketamine``, ``r_ketamine``) where they were given.  Infusions start
    and stop by events.

    Parameters
    ----------
    doses, weight_kg, preset, first_pass_strength
        As in `simulate`.

    Raises
    ------
    ImportError
        Without the optional package antimony, which the extra ``export`` brings.
    ValueError
        Names the argument, its value and what is allowed.

    Sources: those of `simulate`.
    """
    course = model.simulate(
        doses, weight_kg, preset=preset, times_h=[0.0], first_pass_strength=first_pass_strength
    )
    engine = _antimony()
    engine.clearPreviousLoads()
    if engine.loadAntimonyString("\n".join(_lines(course.solutions))) < 0:
        raise RuntimeError(f"antimony refused the model: {engine.getLastError()}")
    return str(engine.getSBMLString("course"))


def _antimony() -> ModuleType:
    try:
        import antimony
    except ImportError as error:
        raise ImportError(
            f"to_sbml needs the optional package antimony; install the extra: pip install 'ketamine-viz[{EXTRA}]'"
        ) from error
    module: ModuleType = antimony
    return module


def _lines(solutions: Mapping[str, Solution]) -> Iterator[str]:
    """Write the model in antimony's own language."""
    yield "model course()"
    yield "unit time_unit = 3600 second; unit substance = 1e-3 gram; unit extent = 1e-3 gram;"
    yield "unit volume = litre; compartment body = 1;"
    for form, solution in solutions.items():
        yield from _flows(form, solution)
        yield from _inputs(form, solution)
    for substance in next(iter(solutions.values())).system.observe:
        for form, solution in solutions.items():
            state, factor = solution.system.observe[substance]
            yield f"{form}_{substance} := {float(factor[0])!r} * {form}_{state};"
        yield f"{substance} := {' + '.join(f'{form}_{substance}' for form in solutions)};"
    yield "end"


def _flows(form: str, solution: Solution) -> Iterator[str]:
    """Write one reaction for each way drug can go; each is named after where it leads."""
    system = solution.system
    yield f"substanceOnly species {', '.join(f'{form}_{s} in body' for s in system.states)};"
    for j, source in enumerate(system.states):
        for k, target in enumerate(system.states):
            if k != j and system.matrix[0, k, j]:
                yield from _flow(form, source, target, float(system.matrix[0, k, j]))
        lost = float(system.losses[0, j])
        if lost > 1e-9 * abs(float(system.matrix[0, j, j])):  # more than rounding leaves
            yield from _flow(form, source, None, lost)


def _flow(form: str, source: str, target: str | None, rate: float) -> Iterator[str]:
    name = f"{form}_{source}__{target or 'out'}"
    yield f"k_{name} = {rate!r};"
    yield f"J_{name}: {form}_{source} => {f'{form}_{target}' if target else ''}; k_{name} * {form}_{source};"


def _inputs(form: str, solution: Solution) -> Iterator[str]:
    """Write what is there at the start, and one event for each later moment."""
    system, events = solution.system, solution.events_h
    at_once = np.zeros((len(events), len(system.states)))
    rates = np.zeros_like(at_once)
    for i in solution.inputs:
        state, begin = system.index(i.state), int(np.abs(events - i.at_h).argmin())
        if i.over_h < SAME_TIME:
            at_once[begin, state] += float(i.mg)
        else:
            running = (events >= i.at_h - SAME_TIME) & (events < i.at_h + i.over_h - SAME_TIME)
            rates[running, state] += float(i.mg) / i.over_h
    fed = [k for k in range(len(system.states)) if rates[:, k].any()]
    starts_now = bool(abs(events[0]) < SAME_TIME)
    for k, name in enumerate(system.states):
        yield f"{form}_{name} = {float(at_once[0, k] * starts_now)!r};"
    for k in fed:
        name = f"{form}_{system.states[k]}"
        yield f"in_{name} = {float(rates[0, k] * starts_now)!r}; J_in_{name}: => {name}; in_{name};"
    for n in range(int(starts_now), len(events)):
        changes = [f"in_{form}_{system.states[k]} = {float(rates[n, k])!r}" for k in fed]
        for k in np.flatnonzero(at_once[n]).tolist():
            name = f"{form}_{system.states[k]}"
            changes.append(f"{name} = {name} + {float(at_once[n, k])!r}")
        if changes:
            yield f"{form}_event_{n}: at (time >= {float(events[n])!r}), t0=false: {', '.join(changes)};"
