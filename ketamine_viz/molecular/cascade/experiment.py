"""A published experiment, run again in the model: intact and perturbed, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ketamine_viz import evidence
from ketamine_viz.molecular.cascade.predict import both, predict
from ketamine_viz.molecular.cascade.run import Run
from ketamine_viz.molecular.cascade.scoring import CLASS, arguments
from ketamine_viz.molecular.cascade.translate import Plan, plan
from ketamine_viz.molecular.cascade.wiring import DEFAULT
from ketamine_viz.molecular.names import known


@dataclass(frozen=True, eq=False)
class Experiment:
    """One row of ``data/molecular/interventions.csv`` and the model's version of it.

    Attributes
    ----------
    row
        The published experiment.
    plan
        What is run: system, form, hypotheses, readouts, interventions.
    intact, perturbed
        Runs with ketamine as usual, and with what was done (without ketamine
        in the arm ``alone``).
    said
        The model's word; None if it has no such node.
    """

    row: Mapping[str, Any]
    plan: Plan
    intact: Run
    perturbed: Run
    said: str | None

    @property
    def found(self) -> str:
        """The published word."""
        return str(self.row["result_on_ketamine_effect"])

    @property
    def agrees(self) -> bool:
        """Whether both words are of one class (gone and smaller are one, larger and longer another)."""
        return self.said is not None and CLASS[self.said] == CLASS[self.found]


@cache
def rerun(row_id: str, wiring: str = DEFAULT, hypotheses: tuple[str, ...] | None = None) -> Experiment:
    """Return a published experiment run in the model.

    Parameters
    ----------
    row_id
        Of ``data/molecular/interventions.csv``.
    wiring, hypotheses
        As for `predict`.

    Raises
    ------
    ValueError
        For an unknown row; the nearest are given.

    Examples
    --------
    >>> rerun("i008").found, rerun("i008").agrees
    ('abolished', True)
    """
    rows = {row["id"]: row for row in evidence.rows("molecular/interventions")}
    row = rows[known("row_id", row_id, rows)]
    given = arguments(row)
    one = plan(**given, wiring=wiring, layers=hypotheses)
    intact, perturbed = both(one, wiring, row["arm"] == "alone")
    return Experiment(row, one, intact, perturbed, predict(**given, wiring=wiring, hypotheses=hypotheses))
