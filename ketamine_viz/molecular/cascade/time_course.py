"""Whether nodes go up, down or nowhere when they were measured to: the sign rows of the time courses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np

from ketamine_viz import evidence, routes
from ketamine_viz.molecular.cascade.predict import limits
from ketamine_viz.molecular.cascade.rodent import bath, rodent
from ketamine_viz.molecular.cascade.run import Run, simulate
from ketamine_viz.molecular.cascade.tables import members
from ketamine_viz.molecular.cascade.translate import form_in, layers_for
from ketamine_viz.molecular.cascade.wiring import DEFAULT

_DOSE = re.compile(r"(\d+(?:\.\d+)?) ?(mg/kg|uM)")
_DRAWS = 40


@dataclass(frozen=True)
class Sign:
    """One row and what the model says.

    Attributes
    ----------
    found, said
        1 above control, 0 no change, -1 below; said is None where nothing can be run.
    """

    row: Mapping[str, Any]
    found: int
    said: int | None

    @property
    def agrees(self) -> bool:
        """Whether both are the same."""
        return self.found == self.said


def signs(wiring: str = DEFAULT, memory: bool = False) -> tuple[Sign, ...]:
    """Return every sign row with what the model says at that time.

    A change counts from 15 % of the node's own largest change; where a row has
    no time, the mean of the first hour is taken.

    Parameters
    ----------
    memory
        Also rows that were only recalled.
    """
    rows = [r for r in evidence.rows("molecular/timecourse", memory=memory) if r["unit"] == "sign"]
    return tuple(Sign(row, int(row["value"]), _said(row, wiring)) for row in rows)


def _said(row: Mapping[str, Any], wiring: str) -> int | None:
    node = row["node"]
    if not members(node):
        return None
    hours = max(336.0, row["t_h"] or 0.0)
    run = _run(row["system"], row["dose_text"] or "", wiring, layers_for((node,), node, wiring), hours)
    change = run.effect(node).mid
    peak = float(np.abs(change).max())
    if peak < 1e-6:
        return 0
    if row["t_h"] is None:
        first = run.time_h <= 1.0
        now = float(np.trapezoid(change[first], run.time_h[first]) / run.time_h[first][-1])
    else:
        now = float(np.interp(row["t_h"], run.time_h, change))
    return int(np.sign(now)) if abs(now) > limits()["sign"] * peak else 0


@cache
def _run(system: str, dose: str, wiring: str, layers: tuple[str, ...], hours: float) -> Run:
    if "no drug" in dose:  # light on the cells in place of ketamine
        run = simulate(rodent(0.0), hours, ["photostimulation"], layers, _DRAWS, wiring=wiring)
        return replace(run, _without=lambda: simulate(rodent(0.0), hours, (), layers, _DRAWS, wiring=wiring))
    return simulate(course_from(system, dose), hours, (), layers, _DRAWS, wiring=wiring)


def course_from(system: str, dose: str) -> Any:
    """Return the course that a row's words describe; the usual dose where they name none."""
    form = form_in(f"{system} {dose}")
    found = _DOSE.search(dose)
    amount = float(found[1]) if found else None
    if found and found[2] == "uM":
        return bath(amount or 0.0, form)
    if system.startswith("human"):
        shots = int(re.match(r"(\d+) infusions", dose)[1]) if re.match(r"\d+ infusions", dose) else 1  # type: ignore[index]
        each = [
            routes.Dose(form=form, route="iv_infusion", mg=35.0, over_min=40.0, at_h=56.0 * k)
            for k in range(shots)
        ]
        return routes.simulate(each, times_h=[0.0, 1.0])
    species = "rat" if system.startswith("rat") else "mouse"
    return rodent(amount or 10.0, species, form)
