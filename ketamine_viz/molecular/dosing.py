"""More of the drug: what the model does over dose in rats, what was measured, and what was seen in people."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ketamine_viz import evidence
from ketamine_viz.molecular.cascade.agents import hypotheses
from ketamine_viz.molecular.cascade.predict import limits
from ketamine_viz.molecular.cascade.rodent import AnimalCourse, rodent
from ketamine_viz.molecular.cascade.run import Run, simulate, simulate_each
from ketamine_viz.molecular.cascade.translate import course_of
from ketamine_viz.molecular.names import known
from ketamine_viz.molecular.pointing import hours, pointed

Array = NDArray[np.float64]
Band = tuple[Array, Array, Array]

#: Doses in rats that are run [mg/kg]; all between are drawn as straight lines.
DOSES = (1.0, 3.0, 10.0, 20.0, 30.0, 50.0, 100.0, 200.0)
#: How a course of glutamate becomes one number.
READINGS = ("first_hour", "highest")
#: What is read a day later → node of the map.
OUTCOMES = {"relief": "ad_rapid", "spines": "spines"}
LATER_H = 24.0
#: The surge is drawn over this long [h].
SURGE_H = 4.0
TIMES = np.linspace(0.0, SURGE_H, 97)
#: Share of full activity by which some dose must move a node to count as moving it.
LEAST = 0.002
_DRAWS, _POINTS = 40, 70
#: Study of rats over dose.
_RATS = "moghaddam1997"


@dataclass(frozen=True)
class Measured:
    """A direction of glutamate that was measured: 1 above control, 0 no change, -1 below.

    Attributes
    ----------
    dose
        In rats [mg/kg]; None in people, who had 0.5 mg/kg.
    time_h
        After the dose [h]; None where the study's abstract does not say.
    n
        People.
    percent
        Change as printed [%], if it was.
    what, note
        What was measured, and what else is known of it.
    model
        What the account says at that dose or time.
    """

    id: str
    ref: str
    change: int
    dose: float | None
    time_h: float | None
    n: int | None
    percent: float | None
    what: str
    note: str | None
    model: int

    @property
    def agrees(self) -> bool:
        """Whether the model says the same."""
        return self.change == self.model


@dataclass(frozen=True, eq=False)
class DoseResponse:
    """Curves over `DOSES`, and the surge at one dose.

    All are shares of the largest change any dose makes, in each draw: of glutamate at any time for the surge
    and its readings, of the outcome a day later for the other.  Bands are 10 %, 50 % and 90 % of the draws.

    Attributes
    ----------
    dose
        Where the slider stands [mg/kg].
    glutamate, later
        Over `DOSES`; nothing where ``moved`` says so.
    surge
        Glutamate over `TIMES` at the dose.
    moved
        glutamate, later → whether any dose moves it.
    rats, people
        What was measured.
    """

    dose: float
    reading: str
    outcome: str
    account: str
    name: str
    glutamate: Band
    later: Band
    surge: Band
    moved: Mapping[str, bool]
    rats: tuple[Measured, ...]
    people: tuple[Measured, ...]

    def at(self, curve: str) -> float:
        """Return the middle of ``glutamate`` or ``later`` at the dose."""
        return float(np.interp(self.dose, DOSES, self._middle(curve)))

    def left(self, curve: str) -> float:
        """Return what the highest dose does over what the best one does; nothing moved counts as all left.

        A small share is an inverted U.
        """
        middle = self._middle(curve)
        return float(middle[-1] / middle.max()) if middle.max() > 0 else 1.0

    def _middle(self, curve: str) -> Array:
        return {"glutamate": self.glutamate, "later": self.later}[
            known("curve", curve, ("glutamate", "later"))
        ][1]


def dose_response(
    dose: float = 30.0,
    reading: str = "first_hour",
    outcome: str = "relief",
    account: str = "disinhibition",
) -> DoseResponse:
    """Return glutamate and an outcome a day later over dose in rats.

    Parameters
    ----------
    dose
        One of `DOSES` [mg/kg].
    reading
        first_hour: mean of the first hour.  highest: largest change, up or down, in the first `SURGE_H`.
    outcome
        relief or spines.
    account
        A preset of hypotheses.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> run = dose_response(200.0)
    >>> run.left("glutamate") < 0 < run.left("later")
    True

    Notes
    -----
    Sources: moghaddam1997, milak2016, abdallah2018, jelen2025, bednarik2021.
    """
    good = isinstance(dose, int | float) and not isinstance(dose, bool)
    if not good or not any(math.isclose(dose, one) for one in DOSES):
        raise ValueError(f"dose={dose!r} is not allowed; allowed: {', '.join(f'{d:g}' for d in DOSES)} mg/kg")
    known("reading", reading, READINGS)
    known("outcome", outcome, OUTCOMES)
    preset = {preset.id: preset for preset in hypotheses()}
    chosen = preset[known("account", account, preset)]
    courses = _courses(chosen.layers)
    scale = np.abs(courses).max(axis=(0, 2))  # a draw's largest change at any dose and time
    moved = bool(np.median(scale) > LEAST)
    shares = courses / np.where(scale > 0, scale, 1.0)[None, :, None] if moved else np.zeros_like(courses)
    read = _first_hour(shares) if reading == "first_hour" else _highest(shares)
    later = _later(chosen.layers)[outcome]
    most = np.abs(later).max(axis=0)
    kept = most > max(0.1 * float(np.median(most)), 1e-6)
    grows = bool(np.median(most) > LEAST and kept.any())
    after = later[:, kept] / most[kept] if grows else np.zeros((len(DOSES), 1))
    k = next(k for k, one in enumerate(DOSES) if math.isclose(one, dose))
    return DoseResponse(
        float(dose), reading, outcome, account, chosen.name,
        _band(read), _band(after), _band(shares[k].T),
        {"glutamate": moved, "later": grows},
        _rats(courses, moved), _people(chosen.layers),
    )  # fmt: skip


def _band(shares: Array) -> Band:
    """Return the band over the draws, which are the last axis."""
    low, middle, high = np.quantile(shares, (0.1, 0.5, 0.9), axis=-1)
    return low, middle, high


def _first_hour(courses: Array) -> Array:
    inside = TIMES <= 1.0
    return np.asarray(np.trapezoid(courses[..., inside], TIMES[inside], axis=-1))


def _highest(courses: Array) -> Array:
    at = np.abs(courses).argmax(axis=-1)
    return np.take_along_axis(courses, at[..., None], axis=-1)[..., 0]


@cache
def _doses() -> tuple[AnimalCourse, ...]:
    return tuple(rodent(dose, "rat") for dose in DOSES)


@lru_cache(maxsize=32)
def _runs(layers: tuple[str, ...]) -> tuple[Run, ...]:
    read = ("glutamate", *OUTCOMES.values())
    return simulate_each(_doses(), LATER_H, layers, _DRAWS, points=_POINTS, read=read)


@lru_cache(maxsize=32)
def _courses(layers: tuple[str, ...]) -> Array:
    """Return what each dose does to glutamate, shape (doses, draws, times)."""
    return np.stack([_between(run.time_h, run.change("glutamate"), TIMES) for run in _runs(layers)])


@lru_cache(maxsize=32)
def _later(layers: tuple[str, ...]) -> dict[str, Array]:
    """Return outcome → what each dose does to it a day later, shape (doses, draws)."""
    return {
        name: np.stack([run.change(node)[:, -1] for run in _runs(layers)]) for name, node in OUTCOMES.items()
    }


def _between(time_h: Array, values: Array, wanted: Array) -> Array:
    """Return values, shape (draws, times), at other times by straight lines."""
    after = np.clip(np.searchsorted(time_h, wanted), 1, len(time_h) - 1)
    share = (wanted - time_h[after - 1]) / (time_h[after] - time_h[after - 1])
    return np.asarray(values[:, after - 1] * (1 - share) + values[:, after] * share)


def _way(change: float, largest: float) -> int:
    """Return up, nowhere or down, by the limit that all time courses are judged by."""
    return int(np.sign(change)) if largest > LEAST and abs(change) > limits()["sign"] * largest else 0


def _rats(courses: Array, moved: bool) -> tuple[Measured, ...]:
    """Return the rows of the study of rats; they state no time, so the first hour of the model stands beside."""
    found = []
    middle = np.median(courses, axis=1)  # (doses, times)
    first = _first_hour(middle)
    for row in _rat_rows():
        dose = float(re.match(r"(\d+) mg/kg", row["dose_text"])[1])  # type: ignore[index]
        k = DOSES.index(dose)
        model = _way(float(first[k]), float(np.abs(middle[k]).max())) if moved else 0
        found.append(
            Measured(
                row["id"],
                row["ref"],
                int(row["value"]),
                dose,
                None,
                None,
                None,
                "Glutamate",
                row["note"],
                model,
            )
        )
    return tuple(found)


@cache
def _rat_rows() -> tuple[dict[str, Any], ...]:
    return tuple(
        row
        for row in evidence.rows("molecular/timecourse")
        if row["ref"] == _RATS and row["node"] == "glutamate"
    )


@lru_cache(maxsize=32)
def _people(layers: tuple[str, ...]) -> tuple[Measured, ...]:
    course = course_of("human", "racemic")
    run = simulate(course, LATER_H, (), layers, _DRAWS, points=_POINTS, read=("glutamate",))
    middle = run.effect("glutamate").mid
    found = []
    for one in sorted(evidence.rows("molecular/surge_findings"), key=lambda one: one["rank"]):
        row = pointed(one["row"])
        time = hours(row)
        printed = None if row["unit"] == "sign" else float(row["value"])
        change = int(row["value"]) if printed is None else int(np.sign(printed))
        model = _way(float(np.interp(time or 0.0, run.time_h, middle)), float(np.abs(middle).max()))
        found.append(
            Measured(
                one["id"], row["ref"], change, None, time, one["n"], printed, one["what"], one["note"], model
            )
        )
    return tuple(found)
