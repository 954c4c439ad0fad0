"""Published numbers asked of the model: one run per row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from ketamine_viz import evidence
from ketamine_viz.routes.course import Course
from ketamine_viz.routes.dose import Dose
from ketamine_viz.routes.model import simulate

Row = Mapping[str, Any]
#: Long enough for every peak in the table; exposures are exact and need no end [h].
HOURS = 24.0


@dataclass(frozen=True)
class Check:
    """A published number beside the model's.

    Attributes
    ----------
    published, computed
        Both in `unit`.
    tolerance_percent
        Published spread or allowance.
    role
        Whether the number ever set a constant: see ``data/vocabularies.csv``.
    kind
        What is read off: a term of ``validation_quantity``.
    row
        The run itself.
    """

    id: str
    target: str
    ref: str
    scenario: str
    quantity: str
    unit: str
    published: float
    computed: float
    tolerance_percent: float
    role: str
    kind: str
    row: Row

    @property
    def preset(self) -> str:
        """The set of constants that was asked."""
        return str(self.row["preset"])

    @property
    def error_percent(self) -> float:
        """Computed minus published, in percent of published."""
        return 100.0 * (self.computed / self.published - 1.0)

    @property
    def within(self) -> bool:
        """True if the error is within the published tolerance."""
        return abs(self.error_percent) <= self.tolerance_percent


def scenarios() -> tuple[Row, ...]:
    """Return the rows of ``data/routes/validation_scenarios.csv`` that can be run."""
    return tuple(r for r in evidence.rows("routes/validation_scenarios") if r["runnable"] == "yes")


@cache
def check(scenario: str) -> Check:
    """Run one scenario and set it beside its target.

    Raises
    ------
    ValueError
        For an unknown scenario, or one that cannot be run.
    """
    row = next((r for r in scenarios() if r["id"] == scenario), None)
    if row is None:
        raise ValueError(
            f"scenario={scenario!r} is not runnable; allowed: ids of data/routes/validation_scenarios.csv"
        )
    target = next(
        t for t in evidence.rows("routes/validation_targets", memory=True) if t["id"] == row["target"]
    )
    computed = run(row)
    return Check(
        id=row["id"],
        target=target["id"],
        ref=target["ref"],
        scenario=target["scenario"],
        quantity=target["quantity"],
        unit=target["unit"],
        published=target["value"],
        computed=computed * 100.0 if target["unit"] == "%" else computed,
        tolerance_percent=target["tolerance_percent"],
        role=row["role"],
        kind=row["quantity"],
        row=row,
    )


def run(row: Row) -> float:
    """Return what the model gives for a scenario, in the unit of its quantity (shares as 0..1)."""
    return _READ[row["quantity"]](row, _course(row))


def _course(row: Row) -> Course:
    gap = row["every_h"] or 0.0
    doses = [
        Dose(row["form"], row["route"], row["mg"], row["over_min"], at_h=k * gap, release_h=row["release_h"])
        for k in range(row["doses"])
    ]
    return simulate(doses, row["weight_kg"], HOURS + gap * (row["doses"] - 1), row["preset"])


def _against(row: Row) -> Course:
    dose = Dose(row["form"], row["against_route"], row["against_mg"], row["against_over_min"])
    return simulate([dose], row["weight_kg"], HOURS, row["preset"])


def _bioavailability(row: Row, course: Course) -> float:
    push = simulate([Dose(row["form"], "iv_bolus", row["mg"])], row["weight_kg"], HOURS, row["preset"])
    return course.auc(row["analyte"]) / push.auc(row["analyte"])


def _interaction(row: Row, course: Course) -> float:
    changed = simulate(
        course.doses, row["weight_kg"], HOURS, row["preset"], first_pass_strength=row["first_pass_strength"]
    )
    return changed.auc(row["analyte"]) / course.auc(row["analyte"])


def _accumulation(row: Row, course: Course) -> float:
    last = row["every_h"] * (row["doses"] - 1)
    level = course.ng_per_ml[row["analyte"]]
    return float(level[course.time_h >= last].max() / level[course.time_h < row["every_h"]].max())


_READ: dict[str, Callable[[Row, Course], float]] = {
    "cmax": lambda r, c: c.cmax(r["analyte"]),
    "tmax_h": lambda r, c: c.tmax_h(r["analyte"]),
    "conc": lambda r, c: float(c.at(r["analyte"], np.array([r["t_h"]]))[0]),
    "auc": lambda r, c: c.auc(r["analyte"], r["to_h"]),
    "auc_ratio": lambda r, c: c.auc(r["analyte"], r["to_h"]) / c.auc(r["analyte_b"], r["to_h"]),
    "bioavailability": _bioavailability,
    "accumulation": _accumulation,
    "auc_interaction": _interaction,
    "auc_against": lambda r, c: c.auc(r["analyte"]) / _against(r).auc(r["analyte"]),
    "cmax_against": lambda r, c: c.cmax(r["analyte"]) / _against(r).cmax(r["analyte"]),
}
