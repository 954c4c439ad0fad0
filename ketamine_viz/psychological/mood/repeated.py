"""Several drips, then none: what the model says where a controlled trial stands behind it, and when people relapsed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np

from ketamine_viz import evidence
from ketamine_viz.psychological.mood.course import Band, Span, benefit, relapse
from ketamine_viz.psychological.mood.dynamics import Schedule
from ketamine_viz.psychological.mood.published import Gap, gaps
from ketamine_viz.psychological.mood.run import Mood, simulate
from ketamine_viz.psychological.mood.scenarios import WEIGHT_KG
from ketamine_viz.psychological.mood.scenarios import rows as targets
from ketamine_viz.psychological.mood.weights import reference
from ketamine_viz.routes.dose import Dose

Row = Mapping[str, Any]
NUMBERS = (1, 2, 4, 6, 8, 12)
#: Days of a week on which drips are given, by spacing.
SPACINGS = {"once": (0.0,), "twice": (0.0, 3.5), "thrice": (0.0, 2.0, 4.0)}
#: Ways in which a number of drips and a spacing were tested.
TESTED = ("controlled", "open", "none")


def days_of(number: int, spacing: str) -> tuple[float, ...]:
    """Return the days of the drips [d].

    Examples
    --------
    >>> days_of(4, "thrice")
    (0.0, 2.0, 4.0, 7.0)
    """
    week = SPACINGS[spacing]
    return tuple(7.0 * (k // len(week)) + week[k % len(week)] for k in range(number))


def _doses(number: int, spacing: str) -> list[Dose]:
    drip = reference(WEIGHT_KG)
    return [replace(drip, at_h=24.0 * day) for day in days_of(number, spacing)]


@cache
def training_trial() -> Row:
    """Return the target that holds the trial of training after one drip, with its first and last day."""
    return next(row for row in targets() if row["train_from"] is not None)


@cache
def uncontrolled() -> tuple[Row, ...]:
    """Return the courses of drips that were tested without a placebo group."""
    return tuple(evidence.rows("psychological/mood_uncontrolled"))


@cache
def trial_kind(number: int, spacing: str) -> str:
    """Return how a number of drips and a spacing were tested: ``controlled``, ``open`` or ``none``."""
    if simulate(_doses(number, spacing), days=1.0).studied:
        return "controlled"
    known = any(row["n_doses"] == number and row["spacing"] == spacing for row in uncontrolled())
    return "open" if known else "none"


@dataclass(frozen=True)
class Relapse:
    """A published time to relapse, or who had relapsed by a day.

    Attributes
    ----------
    days
        After the last dose [d]; the median, or the day of the count.
    low, high
        Its interval, where one is printed [d].
    percent
        Relapsed by ``days`` in each 100; None for a median.
    kind
        ``median`` or ``by_then``.
    """

    id: str
    label: str
    kind: str
    days: float
    low: float | None
    high: float | None
    interval: str | None
    percent: float | None
    row: Row


@cache
def relapses() -> tuple[Relapse, ...]:
    """Return the published relapse numbers that are drawn, from the top."""
    course = {row["id"]: row for row in evidence.rows("psychological/course")}
    found = []
    for line in sorted(evidence.rows("psychological/mood_relapse"), key=lambda row: row["rank"]):
        row = course[line["course_row"]]
        by_then = line["kind"] == "by_then"
        found.append(
            Relapse(
                id=line["id"],
                label=line["label"],
                kind=line["kind"],
                days=float(line["by_day"] if by_then else row["value"]),
                low=row["ci_low"],
                high=row["ci_high"],
                interval=row["interval"],
                percent=float(row["value"]) if by_then else None,
                row=row,
            )
        )
    return tuple(found)


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Repeat:
    """One state of the panel.

    Attributes
    ----------
    tested
        ``controlled``, ``open`` or ``none``.
    mood
        The model where a controlled trial stands behind it.
    ahead
        How far the drug group is ahead of the control group over time [MADRS points]; None without such a trial.
    trained
        The same with training, where training was studied: after one drip only.
    half_lost_d
        Days after the last drip until half of the benefit is lost.
    half_lost_trained_d
        The same with training.
    """

    number: int
    spacing: str
    training: bool
    share: float
    weeks: int
    tested: str
    mood: Mood
    time_d: np.ndarray
    ahead: Band | None
    trained: Band | None
    half_lost_d: Span | None
    half_lost_trained_d: Span | None
    gaps: tuple[Gap, ...]

    @property
    def last_day(self) -> float:
        """Day of the last drip [d]."""
        return days_of(self.number, self.spacing)[-1]

    @property
    def training_studied(self) -> bool:
        """Whether training was tested with this number of drips."""
        return self.number == 1


def repeat(
    number: int = 6, spacing: str = "thrice", training: bool = False, share: float = 1.0, weeks: int = 8
) -> Repeat:
    """Return what the panel shows.

    Parameters
    ----------
    number, spacing
        How many drips, and how often: once, twice or thrice a week.
    training
        Whether structured training runs for four days after the first.
    share
        Share of the gap that is pharmacology, 0 to 1.
    weeks
        How far to follow.
    """
    end = 7.0 * weeks
    mood = simulate(_doses(number, spacing), "saline", share, end)
    if not mood.studied:
        return Repeat(
            number, spacing, training, share, weeks, trial_kind(number, spacing), mood, mood.time_d,
            None, None, None, None, (),
        )  # fmt: skip
    plain = benefit(mood.schedule, end)
    trained = later = None
    if training and number == 1:
        trial = training_trial()
        plan = Schedule(mood.schedule.days, mood.schedule.weights, (trial["train_from"], trial["train_to"]))
        trained, later = (
            _shared(_on(benefit(plan, end).time_d, benefit(plan, end).points, plain.time_d), share),
            relapse(plan),
        )
    return Repeat(
        number, spacing, training, share, weeks, "controlled", mood, plain.time_d,
        _shared(plain.points, share), trained, mood.relapse_d, later,
        tuple(gap for trial in mood.trials for gap in gaps(trial) if trial.masking != "surgical"),
    )  # fmt: skip


def _shared(band: Band, share: float) -> Band:
    return Band(share * band.mid, share * band.low, share * band.high)


def _on(time: np.ndarray, band: Band, wanted: np.ndarray) -> Band:
    return Band(*(np.interp(wanted, time, curve) for curve in (band.mid, band.low, band.high)))
