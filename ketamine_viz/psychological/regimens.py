"""Which study regimens have a controlled mood trial, and the published means of its two groups."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ketamine_viz import evidence
from ketamine_viz.psychological.outcomes import Outcome, published

#: How far an amount or a spacing may be from the studied one and still be that regimen [share].
_SAME_AMOUNT, _SAME_SPACING = 0.02, 0.2


class DoseLike(Protocol):
    """What is read of a dose; `ketamine_viz.Dose` fits."""

    @property
    def form(self) -> str:
        """Form of the molecule."""

    @property
    def route(self) -> str:
        """Way into the body."""

    @property
    def mg(self) -> float:
        """Amount [mg]."""

    @property
    def over_min(self) -> float:
        """Length of the infusion [min]."""

    @property
    def at_h(self) -> float:
        """Time of the dose [h]."""


Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class MoodPoints:
    """Published means of a drug group and its control group; nan where nothing is printed.

    Attributes
    ----------
    ref, comparator, masking, condition, dose_text, meaning
        The trial, its control group, who was treated and how.
    quantity
        ``score`` (MADRS, 0 to 60), ``change`` from the start, or ``difference`` (drug minus control only).
    day : (n,) array
        Time after the first dose [d].
    drug, control, difference : (n,) arrays
        [MADRS points]; negative changes and differences are improvement.
    drug_sd, control_sd : (n,) arrays
        Standard deviation between people [MADRS points].
    n, n_of
        People, and whether that is the drug group, both groups or the whole study.
    doses : (n,) array
        Doses given up to that time.
    """

    ref: str
    quantity: str
    day: Numbers
    drug: Numbers
    control: Numbers
    difference: Numbers
    drug_sd: Numbers
    control_sd: Numbers
    doses: Numbers
    n: int | None
    n_of: str | None
    comparator: str
    masking: str
    condition: str
    dose_text: str
    meaning: str
    verified: str


@cache
def _regimens() -> tuple[dict[str, Any], ...]:
    return tuple(sorted(evidence.rows("psychological/mood_regimens"), key=lambda row: row["rank"]))


def _is(regimen: dict[str, Any], doses: Sequence[DoseLike], weight_kg: float) -> bool:
    if len(doses) != regimen["n_doses"]:
        return False
    amount = regimen["amount"] * (weight_kg if regimen["amount_unit"] == "mg/kg" else 1.0)
    for dose in doses:
        if dose.form != regimen["form"] or dose.route != regimen["route"]:
            return False
        if not math.isclose(dose.mg, amount, rel_tol=_SAME_AMOUNT):
            return False
        if regimen["over_min"] is not None and abs((dose.over_min or 0.0) - regimen["over_min"]) > 1:
            return False
    if regimen["every_days"] is None:
        return True
    apart = (doses[-1].at_h - doses[0].at_h) / 24 / (len(doses) - 1)
    return math.isclose(apart, regimen["every_days"], rel_tol=_SAME_SPACING)


def _value(outcome: Outcome | None, name: str = "value") -> float:
    found = getattr(outcome, name) if outcome else None
    return math.nan if found is None else float(found)


def _points(regimen: dict[str, Any]) -> MoodPoints:
    rows = [
        row
        for row in published(form=regimen["form"], route=regimen["route"], measure=regimen["measure"])
        if row.ref == regimen["ref"]
        and row.time_h is not None
        and row.value is not None
        # a single dose is followed until the next one; a course until its end
        and (row.n_doses or 1) <= regimen["n_doses"]
    ]
    mine = [row for row in rows if row.dose_text == regimen["dose_text"] and row.arm != "control"]
    at = sorted({row.time_h for row in mine if row.time_h is not None})

    pairs = {row.pair_id for row in mine if row.pair_id}

    def one(arm: str, time_h: float) -> Outcome | None:
        pool = rows if arm == "control" else mine
        fitting = [row for row in pool if row.arm == arm and row.time_h == time_h]
        # A trial with several control groups says in its pairs which belongs to whom.
        return next((row for row in fitting if row.pair_id in pairs), next(iter(fitting), None))

    def column(arm: str, name: str = "value") -> Numbers:
        return np.array([_value(one(arm, time_h), name) for time_h in at])

    first = next((row for row in mine if row.arm == "active"), mine[0])
    only_difference = all(row.arm == "difference" for row in mine)
    return MoodPoints(
        ref=regimen["ref"],
        quantity="difference"
        if only_difference
        else ("score" if regimen["measure"] == "MADRS_score" else "change"),
        day=np.array(at) / 24,
        drug=column("active"),
        control=column("control"),
        difference=column("difference"),
        drug_sd=column("active", "sd"),
        control_sd=column("control", "sd"),
        doses=np.array([_value(one("active", t) or one("difference", t), "n_doses") for t in at]),
        n=first.n,
        n_of=first.n_of,
        comparator=first.comparator_kind,
        masking=first.masking,
        condition=first.condition,
        dose_text=regimen["dose_text"],
        meaning=regimen["meaning"],
        verified=first.verified,
    )


def mood_studies(dose: DoseLike | Sequence[DoseLike], weight_kg: float = 70.0) -> tuple[MoodPoints, ...]:
    """Return the published means of every controlled mood trial of this regimen; empty where none was found.

    Parameters
    ----------
    dose
        A dose, or the doses of a course in order of time.
    weight_kg
        Body weight that turns mg/kg regimens into mg [kg].

    Raises
    ------
    ValueError
        For a weight that is not positive, or no dose at all.
    """
    doses = list(dose) if isinstance(dose, Sequence) else [dose]
    if not doses:
        raise ValueError("dose=[] holds no dose; allowed: a dose or a sequence of doses")
    if not (math.isfinite(weight_kg) and weight_kg > 0):
        raise ValueError(f"weight_kg={weight_kg!r} is not possible; allowed: a positive number of kg")
    return tuple(_points(regimen) for regimen in _regimens() if _is(regimen, doses, weight_kg))


def mood_points(dose: DoseLike | Sequence[DoseLike], weight_kg: float = 70.0) -> MoodPoints | None:
    """Return the first of `mood_studies`, or None where no controlled mood trial of the regimen is known here.

    Sources: wilkinson2018a, daly2018 and the other references of ``psychological/mood_regimens``
    """
    found = mood_studies(dose, weight_kg)
    return found[0] if found else None
