"""What is felt and how blood pressure rises, as far as published rows of the very regimen support it.

The joint, an assumption: both follow the blood level (`ketamine_viz.psychological.experience`).  A
curve of dissociation is a share of its own peak, never a score; where nobody reported any, there is none.
Blood pressure has a size only where one was published.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ketamine_viz import evidence, routes
from ketamine_viz.psychological.experience import felt
from ketamine_viz.psychological.experience_rows import Arm, Mark, Setting, arms, marks, regimen_of, settings
from ketamine_viz.routes.exact import Array

#: How far a dose may be from the studied one and still be that regimen [share].
_SAME = 0.02


@dataclass(frozen=True)
class Experience:
    """Dissociation and blood pressure at one time.

    Attributes
    ----------
    dissociation_low, dissociation_high
        Share of its own peak [%]; None where it was looked for and not found.
    pressure_low, pressure_high
        Rise of systolic blood pressure [mmHg]; None where no size was published.
    pressure_is
        ``mean`` or ``at_most``, or ``no`` size.
    """

    dissociation_low: float | None
    dissociation_high: float | None
    pressure_low: float | None
    pressure_high: float | None
    pressure_is: str


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Session:
    """Both over the course's time.

    Attributes
    ----------
    setting
        The regimen the rows are of.
    time_h
        Times [h], shape (times,).
    low, high
        Dissociation as a share of its own peak [%], shape (times,); None where it was looked for and not found.
    rise_low, rise_high
        Rise of systolic blood pressure [mmHg], shape (times,), or None.
    rise_is
        ``mean``, ``at_most`` or ``no``.
    marks, arms
        Published times and numbers of this regimen.
    """

    setting: Setting
    time_h: Array
    low: Array | None
    high: Array | None
    rise_low: Array | None
    rise_high: Array | None
    rise_is: str
    marks: tuple[Mark, ...]
    arms: tuple[Arm, ...]

    def at(self, at_h: float) -> Experience:
        """Return both at a time."""

        def read(values: Array | None) -> float | None:
            return None if values is None else float(np.interp(at_h, self.time_h, values))

        return Experience(
            read(self.low), read(self.high), read(self.rise_low), read(self.rise_high), self.rise_is
        )


def session(course: routes.Course, doses: Sequence[routes.Dose]) -> Session | None:
    """Return dissociation and blood pressure over a course; None without published rows of the regimen.

    Parameters
    ----------
    doses
        All alike, or there is no such regimen.

    Sources: bowdle1998, and the ``ref`` of ``psychological/acute_marks`` and ``psychological/acute_arms``
    """
    key = next((one for one in settings() if _is(one, doses, course.weight_kg)), None)
    if key is None:
        return None
    setting, blood = settings()[key], course.ng_per_ml["ketamine"]
    mine = tuple(mark for ids, mark in marks() if key in ids)
    numbers = tuple(arm for ids, arm in arms() if key in ids)
    looked = [mark for mark in mine if mark.lane == "dissociation"]
    if any(mark.kind == "none" for mark in looked):
        low = high = None
    else:
        low, high = felt(blood, setting.line, "peak")
    sized = [arm for arm in numbers if arm.lane == "blood_pressure" and arm.size != "no"]
    shape = blood / blood.max()
    return Session(
        setting=setting,
        time_h=course.time_h,
        low=low,
        high=high,
        rise_low=shape * min(arm.drug for arm in sized) if sized else None,
        rise_high=shape * max(arm.drug for arm in sized) if sized else None,
        rise_is=sized[0].size if sized else "no",
        marks=mine,
        arms=numbers,
    )


def _is(key: str, doses: Sequence[routes.Dose], weight_kg: float) -> bool:
    row = next(row for row in evidence.rows("psychological/acute_regimens") if row["id"] == key)
    wanted = regimen_of(row["regimen"]).dose(weight_kg)
    return all(
        (dose.form, dose.route, dose.over_min, dose.release_h)
        == (wanted.form, wanted.route, wanted.over_min, wanted.release_h)
        and math.isclose(dose.mg, wanted.mg, rel_tol=_SAME)
        for dose in doses
    )
