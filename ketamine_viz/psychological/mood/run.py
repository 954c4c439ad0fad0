"""From doses to the mood of a drug group and its control group: the model's front door."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from numbers import Real
from typing import Any

import numpy as np

from ketamine_viz.psychological.mood import arms, constants
from ketamine_viz.psychological.mood.constants import Array, Setting
from ketamine_viz.psychological.mood.course import Band, Benefit, Span, benefit, relapse
from ketamine_viz.psychological.mood.dynamics import Schedule
from ketamine_viz.psychological.mood.weights import weights
from ketamine_viz.psychological.regimens import MoodPoints, mood_studies
from ketamine_viz.routes.dose import Dose

#: The longest course that is drawn [d].
MOST_DAYS = 365.0


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Mood:
    """Scores of a drug group and its control group in the model.

    Where no controlled mood trial of the regimen is known, ``studied`` is
    False and every curve is None: the model has nothing to say there.

    Attributes
    ----------
    time_d
        Days after the first dose, shape (times,).
    madrs_active, madrs_control
        MADRS score, 0 to 60, lower is better; the control curve has no band, for the setting fixes it.
    gap
        Drug minus control [MADRS points]; below 0 the drug group is better.
    response_percent, response_control_percent
        People in each 100 whose score has at least halved.
    remission_percent, remission_control_percent
        People in each 100 with a score of 10 or less.
    relapse_d
        Days after the last dose until half of the benefit is lost; infinity if it is kept.
    studied
        Whether a controlled mood trial of the regimen is known.
    trials
        Those trials, with their published points.
    measured_to_d
        The last day that any of them measured; the curve runs on, beyond all data.
    setting, pharmacology_share, training, schedule
        What was simulated.

    Each band is the best fit and where 90 of 100 draws lie, all of which fit
    the calibration numbers; it is not how people differ.
    """

    time_d: Array
    madrs_active: Band | None
    madrs_control: Band | None
    gap: Band | None
    response_percent: Band | None
    response_control_percent: Band | None
    remission_percent: Band | None
    remission_control_percent: Band | None
    relapse_d: Span | None
    studied: bool
    trials: tuple[MoodPoints, ...]
    measured_to_d: float | None
    setting: Setting
    pharmacology_share: float
    training: tuple[float, float] | None
    schedule: Schedule


def simulate(
    doses: Sequence[Dose] | Dose,
    setting: str = "midazolam",
    pharmacology_share: float = 0.68,
    days: float = 28.0,
    *,
    weight_kg: float = 70.0,
    training: tuple[float, float] | None = None,
) -> Mood:
    """Return the mood of a drug group and its control group after a course of doses.

    Parameters
    ----------
    doses
        At least one `Dose`; day 0 is the first.
    setting
        What the control group gets: saline, midazolam, spray_new_antidepressant or surgical_masking.
    pharmacology_share
        Share of the gap between the groups that is the drug's own action, 0 to 1.
        1 takes saline trials at face value, 0.68 is what midazolam trials leave.
    days
        How far to follow [d], above 0 and at most 365.
    weight_kg
        Body weight that turns mg/kg regimens into mg [kg].
    training
        First and last day of structured training, or None.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Sources: wilkinson2018a, singh2016a, murrough2013b, kishimoto2016, wilkinson2019,
    ekstrand2022 (fit); those of ``psychological/mood_targets`` (checks).

    Examples
    --------
    >>> drip = Dose("racemic", "iv_infusion", 35.0, 40.0)
    >>> mood = simulate([drip], setting="midazolam", pharmacology_share=0.68, days=7)
    >>> round(float(np.interp(1.0, mood.time_d, mood.gap.mid)), 1)
    -7.5
    >>> simulate([Dose("racemic", "oral", 35.0)]).studied
    False
    """
    given = _doses(doses)
    found = constants.setting(setting)
    share = _within("pharmacology_share", pharmacology_share, 0.0, 1.0, "0 to 1")
    end = _within("days", days, 0.0, MOST_DAYS, f"a number above 0, up to {MOST_DAYS:g}")
    if end == 0.0:
        raise ValueError(f"days={days!r} is out of range; allowed: a number above 0, up to {MOST_DAYS:g}")
    trained = _training(training)
    trials = _trials(given, weight_kg)
    plan = _schedule(given, weight_kg, trained)
    if not trials:
        return _empty(plan, end, found, share)
    ran = benefit(plan, end)
    return _mood(ran, plan, trials, found, share)


@lru_cache(maxsize=64)
def _trials(doses: tuple[Dose, ...], weight_kg: float) -> tuple[MoodPoints, ...]:
    # A trial is found by the length of its infusions: what takes no time takes 0 minutes.
    return mood_studies([_Given(d.form, d.route, d.mg, d.over_min or 0.0, d.at_h) for d in doses], weight_kg)


@dataclass(frozen=True)
class _Given:
    """A dose as the table of trials reads it."""

    form: str
    route: str
    mg: float
    over_min: float
    at_h: float


def _empty(plan: Schedule, end: float, found: Setting, share: float) -> Mood:
    return Mood(
        np.array([0.0, end]), None, None, None, None, None, None, None, None, False, (), None,
        found, share, plan.training, plan,
    )  # fmt: skip


def _mood(ran: Benefit, plan: Schedule, trials: tuple[MoodPoints, ...], found: Setting, share: float) -> Mood:
    time_d, spread = ran.time_d, constants.fixed().sd_drug
    control = arms.control_score(found, time_d)
    # More benefit is a lower score: the ends of the band change places.
    active = Band(
        *(
            arms.drug_score(found, time_d, points, share)
            for points in (ran.points.mid, ran.points.high, ran.points.low)
        )
    )
    return Mood(
        time_d=time_d,
        madrs_active=active,
        madrs_control=_line(control),
        gap=Band(active.mid - control, active.low - control, active.high - control),
        response_percent=_people(arms.response_percent, active, spread),
        response_control_percent=_line(arms.response_percent(control, found.sd)),
        remission_percent=_people(arms.remission_percent, active, spread),
        remission_control_percent=_line(arms.remission_percent(control, found.sd)),
        relapse_d=relapse(plan),
        studied=True,
        trials=trials,
        measured_to_d=max(float(points.day.max()) for points in trials),
        setting=found,
        pharmacology_share=share,
        training=plan.training,
        schedule=plan,
    )


def _people(share_of: Any, score: Band, spread: float) -> Band:
    return Band(share_of(score.mid, spread), share_of(score.high, spread), share_of(score.low, spread))


def _line(values: Array) -> Band:
    return Band(values, values, values)


@lru_cache(maxsize=64)
def _schedule(doses: tuple[Dose, ...], weight_kg: float, training: tuple[float, float] | None) -> Schedule:
    first = doses[0].at_h
    return Schedule(tuple((dose.at_h - first) / 24.0 for dose in doses), weights(doses, weight_kg), training)


def _doses(doses: Any) -> tuple[Dose, ...]:
    given = (doses,) if isinstance(doses, Dose) else tuple(doses)
    if not given:
        raise ValueError("doses=[] holds no dose; allowed: at least one Dose")
    for dose in given:
        if not isinstance(dose, Dose):
            raise ValueError(f"doses holds {dose!r}, which is no Dose; allowed: at least one Dose")
    return tuple(sorted(given, key=lambda dose: dose.at_h))


def _within(name: str, value: Any, low: float, high: float, words: str) -> float:
    real = isinstance(value, Real) and not isinstance(value, bool)
    if not real or not math.isfinite(value) or not low <= value <= high:
        raise ValueError(f"{name}={value!r} is out of range; allowed: {words}")
    return float(value)


def _training(training: Any) -> tuple[float, float] | None:
    if training is None:
        return None
    words = f"None, or its first and last day, rising, from 0 to {MOST_DAYS:g}"
    if not isinstance(training, tuple | list) or len(training) != 2:
        raise ValueError(f"training={training!r} is not a pair of days; allowed: {words}")
    start, end = (_within("training", day, 0.0, MOST_DAYS, words) for day in training)
    if start >= end:
        raise ValueError(f"training={training!r} does not last; allowed: {words}")
    return start, end
