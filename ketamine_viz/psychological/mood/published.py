"""Published differences between drug and control group, with their intervals, for a trial of a regimen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from ketamine_viz.psychological.intervals import interval
from ketamine_viz.psychological.outcomes import Outcome, published
from ketamine_viz.psychological.regimens import MoodPoints


@dataclass(frozen=True)
class Gap:
    """A published difference.

    Attributes
    ----------
    day
        After the first dose [d].
    points
        How far the drug group is ahead of its control group [MADRS points]; above 0 is better.
    low, high
        Its interval, or None where none is printed.
    printed
        True if the source prints the difference; False if it is taken from the two groups' changes.
    """

    ref: str
    day: float
    points: float
    low: float | None
    high: float | None
    printed: bool
    n: int | None
    n_of: str | None


def gaps(trial: MoodPoints) -> tuple[Gap, ...]:
    """Return the differences of a trial: as printed, or else those of the two groups' changes."""
    return _differences(
        trial.ref, trial.dose_text, float(np.nanmax(np.append(trial.doses, 1.0)))
    ) or _from_groups(trial)


@cache
def _differences(ref: str, dose_text: str, doses: float) -> tuple[Gap, ...]:
    return tuple(
        _printed(row)
        for row in published(measure="MADRS_change", arm="difference")
        if row.ref == ref
        and row.dose_text == dose_text
        and row.value is not None
        and row.time_h is not None
        and (row.n_doses or 1) <= doses
    )


def _printed(row: Outcome) -> Gap:
    ends = interval(row)
    assert row.value is not None
    assert row.time_h is not None
    low, high = (None, None) if ends is None else (-ends.high, -ends.low)
    return Gap(row.ref, row.time_h / 24.0, -row.value, low, high, True, row.n, row.n_of)


def _from_groups(trial: MoodPoints) -> tuple[Gap, ...]:
    drug, control = trial.drug, trial.control
    if trial.quantity == "score":
        drug, control = drug - drug[0], control - control[0]
    return tuple(
        Gap(trial.ref, float(day), float(b - a), None, None, False, trial.n, trial.n_of)
        for day, a, b in zip(trial.day, drug, control, strict=True)
        if day > 0 and not np.isnan(b - a)
    )
