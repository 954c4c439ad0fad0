"""From doses to concentrations in blood: one person, exactly."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from numbers import Real
from typing import Any

from numpy.typing import ArrayLike

from ketamine_viz.routes import first_pass
from ketamine_viz.routes.constants import PRESETS, Values, disposition, group
from ketamine_viz.routes.course import Course, grid, levels
from ketamine_viz.routes.dose import Dose
from ketamine_viz.routes.exact import Solution
from ketamine_viz.routes.regimens import outside_studied
from ketamine_viz.routes.system import build
from ketamine_viz.routes.times import LONGEST_H, checked
from ketamine_viz.routes.uptake import group_of, uptake

LIGHTEST_KG, HEAVIEST_KG = 1.0, 400.0
SHARE_OF = {"racemic": {"s": 0.5, "r": 0.5}, "esketamine": {"s": 1.0}, "arketamine": {"r": 1.0}}


def simulate(
    doses: Sequence[Dose],
    weight_kg: float = 70.0,
    hours: float = 24.0,
    preset: str = "venous",
    times_h: ArrayLike | None = None,
    *,
    first_pass_strength: float = 1.0,
) -> Course:
    """Return the concentrations after a course of doses.

    Parameters
    ----------
    doses
        At least one `Dose`, in any order; they add up.
    weight_kg
        Body weight [kg].
    hours
        Length of the course [h]; steps of one minute.  Ignored with ``times_h``.
    preset
        ``venous`` (default) or ``arterial``, which serve every route, or
        ``nasal_label``: only esketamine into the nose or into a vein.
    times_h
        A grid of your own: rising times from 0 or later [h].
    first_pass_strength
        How hard the liver works on ketamine, 0.1 to 10; 1 changes nothing.
        Exposure after swallowing is one over it; a vein hardly notices.
        The model, and what it leaves out: `ketamine_viz.routes.first_pass`.

    Returns
    -------
    Course

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Sources: fanta2015, otto2021, simons2022, perezruixo2021 and those of the
    constants in ``data/routes/model_parameters.csv``.

    Examples
    --------
    >>> drip = Dose(form="racemic", route="iv_infusion", mg=35.0, over_min=40.0)
    >>> course = simulate([drip])
    >>> round(course.cmax("ketamine")), round(course.tmax_h("ketamine"), 2)
    (160, 0.67)
    >>> half = simulate([Dose("racemic", "oral", 35.0)], first_pass_strength=2.0)
    >>> round(half.auc() / simulate([Dose("racemic", "oral", 35.0)]).auc(), 6)
    0.5
    """
    doses = _doses(doses)
    weight = _between("weight_kg", weight_kg, LIGHTEST_KG, HEAVIEST_KG, "kg")
    _fits(preset, doses)
    times = checked(times_h) if times_h is not None else grid(_between("hours", hours, 0.0, LONGEST_H, "h"))
    strength = first_pass.checked(first_pass_strength)
    solutions = solve(doses, weight, preset, strength=strength)
    return Course(
        time_h=times,
        ng_per_ml=levels(solutions, times),
        doses=doses,
        weight_kg=weight,
        preset=preset,
        outside_studied=outside_studied(doses, weight),
        solutions=solutions,
        first_pass_strength=strength,
    )


def solve(
    doses: Sequence[Dose],
    weight_kg: float,
    preset: str,
    people: int = 1,
    factors: Values | None = None,
    constants: Mapping[str, Values] | None = None,
    strength: float = 1.0,
) -> dict[str, Solution]:
    """Return mirror form → exact solution, for one person or a batch.

    Parameters
    ----------
    people
        Size of the batch.
    factors
        Symbol → factors of each person on the constants of distribution, shape (people,).
    constants
        Group of uptake → its constants, each a number or of shape (people,).
    strength
        First-pass strength, already checked.
    """
    found = {}
    factors = first_pass.on_disposition(strength, factors)
    for form in ("s", "r"):
        mine = [d for d in doses if form in SHARE_OF[d.form]]
        if not mine:
            continue
        inputs, depots = [], {}
        for dose in mine:
            name = group_of(dose)
            own = None
            if name is not None:
                own = first_pass.on_uptake(name, (constants or {}).get(name, group(name)), strength)
            taken = uptake(dose, preset, own)
            share = SHARE_OF[dose.form][form]
            inputs += [replace(i, mg=i.mg * share) for i in taken.inputs]
            depots.update({d.name: d for d in taken.depots})
        values = disposition(preset, weight_kg, form, factors)
        found[form] = Solution(build(preset, values, tuple(depots.values()), people), tuple(inputs))
    return found


def _doses(doses: Any) -> tuple[Dose, ...]:
    if isinstance(doses, Dose):
        raise ValueError(f"doses={doses!r} is a single dose; allowed: a list, such as [dose]")
    try:
        found = tuple(doses)
    except TypeError:
        raise ValueError(f"doses={doses!r} is not a list; allowed: a list of at least one Dose") from None
    if not found:
        raise ValueError(f"doses={doses!r} is empty; allowed: a list of at least one Dose")
    for dose in found:
        if not isinstance(dose, Dose):
            raise ValueError(f"doses holds {dose!r}; allowed: only Dose")
    return found


def _between(name: str, value: Any, low: float, high: float, unit: str) -> float:
    allowed = f"a number of {unit} above {low:g} up to {high:g}"
    if isinstance(value, bool) or not isinstance(value, Real):
        raise ValueError(f"{name}={value!r} is not a number; allowed: {allowed}")
    number = float(value)
    if not (math.isfinite(number) and low < number <= high):
        raise ValueError(f"{name}={value!r} is out of range; allowed: {allowed}")
    return number


def _fits(preset: str, doses: Sequence[Dose]) -> None:
    if preset not in PRESETS:
        raise ValueError(f"preset={preset!r} is not allowed; allowed: {', '.join(PRESETS)}")
    if preset == "nasal_label":
        for d in doses:
            if d.form != "esketamine" or d.route not in ("intranasal", "iv_infusion", "iv_bolus"):
                raise ValueError(
                    f"preset='nasal_label' does not serve form={d.form!r} with route={d.route!r}; "
                    "allowed: esketamine by intranasal, iv_infusion or iv_bolus (or preset venous, arterial)"
                )
