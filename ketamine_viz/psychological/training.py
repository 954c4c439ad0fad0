"""When training took place, counted from the dose, in the trials there are; and whether a time was tested at all.

No curve of a window is drawn: nobody has measured one in people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from ketamine_viz import evidence
from ketamine_viz.psychological.trial_design import Trial, trials

TESTED, PART, NEVER = "tested", "part of a longer course", "not tested"
#: First days a reader may choose; a tenth of a day before the dose stands for right before it.
STARTS = (-7.0, -3.0, -1.0, -0.1, 1.0, 2.0, 4.0, 7.0, 14.0, 28.0)
LENGTHS = (1, 4, 14, 35, 98)
WHO: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "all": ("treatment_resistant", "substance_use"),
        "depression": ("treatment_resistant",),
        "substances": ("substance_use",),
    }
)
#: How far the last days may differ for two courses to count as the same [days, and share of the length].
_DAYS, _SHARE = 1.0, 0.05


@dataclass(frozen=True, slots=True)
class Contrast:
    """A published standardised difference with its 95% interval; lower is better for ketamine."""

    words: str
    value: float
    low: float
    high: float
    n: int
    ref: str


@dataclass(frozen=True, slots=True)
class Window:
    """A time for training, and what is known about it.

    Attributes
    ----------
    from_d, to_d
        First and last day of the reader's training; the dose is day 0.
    status
        ``tested``, ``part of a longer course`` or ``not tested``.
    match
        The trial that trained just then, if there is one.
    around
        Trials whose longer course holds this time.
    shown
        Trials in view.
    contrasts
        What the trial with sham training printed.
    theory
        Whether the idea behind it is shown.
    """

    from_d: float
    to_d: float
    status: str
    match: Trial | None
    around: tuple[Trial, ...]
    shown: tuple[Trial, ...]
    contrasts: tuple[Contrast, ...]
    theory: bool


@cache
def dated() -> tuple[Trial, ...]:
    """Return the trials whose days of training were seen, shortest course first."""
    found = [trial for trial in trials() if trial.from_d is not None and trial.to_d is not None]
    return tuple(sorted(found, key=lambda trial: (trial.to_d or 0) - (trial.from_d or 0)))


@cache
def contrasts() -> tuple[Contrast, ...]:
    """Return the printed differences of the trial with sham training (price2022).

    Examples
    --------
    >>> [contrast.value for contrast in contrasts()]
    [-1.3, -0.61]
    """

    def row(table: str, name: str) -> dict[str, Any]:
        return next(one for one in evidence.rows(f"psychological/{table}") if one["id"] == name)

    found = (
        ("day 1, before training: ketamine v saline", row("outcomes", "o146")),
        ("to day 30: ketamine + training v saline + training", row("course", "u035")),
    )
    return tuple(
        Contrast(words, one["value"], one["ci_low"], one["ci_high"], one["n"], one["ref"])
        for words, one in found
    )


def last_day(start: float, length: int) -> float:
    """Return the last day of a course that starts on one day and takes so many.

    Examples
    --------
    >>> last_day(1, 4), last_day(-0.1, 1)
    (4, 0.0)
    """
    return 0.0 if start == -0.1 and length == 1 else round(start) + length - 1


def training_at(start: float = 1.0, length: float = 4, who: str = "all", theory: bool = False) -> Window:
    """Say whether training at a time was tested.

    Parameters
    ----------
    start
        First day of training, one of ``STARTS``; -0.1 is right before the dose.
    length
        Days from first to last, one of ``LENGTHS``.
    who
        ``all``, ``depression`` or ``substances``.
    theory
        Show the idea of a window, as theory.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> training_at(1, 4).match.ref, training_at(7, 4).status, training_at(7, 4, "substances").around[0].ref
    ('price2022', 'part of a longer course', 'dakwar2019')
    >>> training_at(-3, 1, "depression").status
    'not tested'
    """
    if start not in STARTS:
        raise ValueError(
            f"start={start!r} is not allowed; allowed: {', '.join(f'{day:g}' for day in STARTS)}"
        )
    if length not in LENGTHS:
        raise ValueError(f"length={length!r} is not allowed; allowed: {', '.join(map(str, LENGTHS))}")
    if who not in WHO:
        raise ValueError(f"who={who!r} is not allowed; allowed: {', '.join(WHO)}")
    end = last_day(start, int(length))
    shown = tuple(trial for trial in dated() if trial.condition_group in WHO[who])
    match = next((trial for trial in shown if _same(trial, start, end, int(length))), None)
    around = () if match else tuple(trial for trial in shown if _holds(trial, start, end))
    status = TESTED if match else PART if around else NEVER
    return Window(float(start), float(end), status, match, around, shown, contrasts(), theory)


def _same(trial: Trial, start: float, end: float, length: int) -> bool:
    assert trial.from_d is not None
    assert trial.to_d is not None
    slack = max(_DAYS, _SHARE * length) if length > 1 else 0.0
    return abs(trial.from_d - start) < 0.5 and abs(trial.to_d - end) <= slack


def _holds(trial: Trial, start: float, end: float) -> bool:
    assert trial.from_d is not None
    assert trial.to_d is not None
    return trial.from_d <= start and end <= trial.to_d
