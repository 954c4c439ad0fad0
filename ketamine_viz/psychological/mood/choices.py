"""What the panel on the share of pharmacology shows: a course, a control group, a share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from ketamine_viz import evidence
from ketamine_viz.psychological.mood import constants
from ketamine_viz.psychological.mood.course import Span
from ketamine_viz.psychological.mood.published import Gap, gaps
from ketamine_viz.psychological.mood.run import Mood, simulate
from ketamine_viz.psychological.outcomes import published
from ketamine_viz.psychological.regimens import MoodPoints
from ketamine_viz.routes.dose import Dose

Row = Mapping[str, Any]
#: An adult of this weight stands for a trial's people [kg].
WEIGHT_KG = 70.0


@cache
def courses() -> dict[str, Row]:
    """Return the courses of doses one can choose, by name."""
    found = sorted(evidence.rows("psychological/mood_courses"), key=lambda row: row["rank"])
    return {row["id"]: row for row in found}


@cache
def doses(course: str) -> tuple[Dose, ...]:
    """Return the doses of a course.

    Raises
    ------
    ValueError
        For an unknown course; those that exist are listed.
    """
    if course not in courses():
        raise ValueError(f"course={course!r} is not known; allowed: {', '.join(courses())}")
    row = courses()[course]
    mg = row["amount"] * (WEIGHT_KG if row["amount_unit"] == "mg/kg" else 1.0)
    return tuple(
        Dose(row["form"], row["route"], mg, row["over_min"], 24.0 * float(day))
        for day in row["given_days"].split()
    )


@dataclass(frozen=True)
class Responders:
    """Published responders in each 100 of the drug and the control group."""

    drug: float
    control: float
    ref: str
    n: int | None


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Look:
    """One state of the panel.

    Attributes
    ----------
    mood
        Both groups in the model; no curves where the course was not studied.
    trials
        Trials of this course whose control group is the chosen one.
    gaps
        Their published differences.
    drug_of_100, control_of_100
        Responders on ``read_day``; None where the course was not studied.
    ahead
        How far the drug group is ahead on that day [MADRS points].
    responders
        What trials of this regimen with this control group counted on that day, or None.
    """

    course: Row
    mood: Mood
    trials: tuple[MoodPoints, ...]
    gaps: tuple[Gap, ...]
    drug_of_100: Span | None
    control_of_100: float | None
    ahead: Span | None
    responders: Responders | None

    @property
    def read_day(self) -> float:
        """Day for which people out of a hundred are told [d]."""
        return float(self.course["read_day"])

    @property
    def elsewhere(self) -> tuple[MoodPoints, ...]:
        """Trials of this course with another control group."""
        kinds = self.mood.setting.comparators
        return tuple(trial for trial in self.mood.trials if trial.comparator not in kinds)


def look(share: float = 0.68, setting: str = "midazolam", course: str = "drip1") -> Look:
    """Return what the panel shows.

    Parameters
    ----------
    share
        Share of the gap that is pharmacology, 0 to 1.
    setting
        One of ``psychological/mood_settings``.
    course
        One of ``psychological/mood_courses``.
    """
    row = courses().get(course)
    given = doses(course)
    assert row is not None
    mood = simulate(given, setting, share, float(row["end_day"]))
    mine = tuple(trial for trial in mood.trials if trial.comparator in mood.setting.comparators)
    if not mood.studied:
        return Look(row, mood, (), (), None, None, None, None)
    day = float(row["read_day"])
    assert mood.response_percent is not None
    assert mood.response_control_percent is not None
    assert mood.gap is not None
    people, gap = mood.response_percent, mood.gap
    return Look(
        row,
        mood,
        mine,
        _gaps(mine),
        Span(*(float(np.interp(day, mood.time_d, curve)) for curve in (people.mid, people.low, people.high))),
        float(np.interp(day, mood.time_d, mood.response_control_percent.mid)),
        Span(*(-float(np.interp(day, mood.time_d, curve)) for curve in (gap.mid, gap.high, gap.low))),
        _responders(course, setting),
    )


@cache
def _responders(course: str, setting: str) -> Responders | None:
    """Return what was counted: pooled trials before single ones, then the largest."""
    row, kinds = courses()[course], constants.setting(setting).comparators
    count, hours = len(row["given_days"].split()), 24.0 * row["read_day"]
    texts = [t.dose_text for t in simulate(doses(course)).trials if t.comparator in kinds]
    found = [
        one
        for one in published(measure="response", form=row["form"], route=row["route"])
        if one.time_h == hours
        and one.n_doses == count
        and one.comparator_kind in kinds
        and one.value is not None
    ]
    drugs = [
        one
        for one in found
        if one.arm == "active" and ((one.study_kind == "pooled" and count == 1) or one.dose_text in texts)
    ]
    drugs.sort(key=lambda one: (one.study_kind != "pooled", -(one.n or 0)))
    for drug in drugs:
        other = next(
            (one for one in found if one.arm == "control" and one.pair_id == drug.pair_id and drug.pair_id),
            None,
        )
        if other is not None:
            assert drug.value is not None
            assert other.value is not None
            return Responders(drug.value, other.value, drug.ref, drug.n)
    return None


def _gaps(trials: tuple[MoodPoints, ...]) -> tuple[Gap, ...]:
    return tuple(gap for trial in trials for gap in gaps(trial))


def masked() -> tuple[float, float, float, str]:
    """Return the share of the fully masked trial, its interval and the trial's key."""
    found = constants.setting("surgical_masking")
    assert found.share_low is not None
    assert found.share_high is not None
    return found.share, found.share_low, found.share_high, found.refs[0]
