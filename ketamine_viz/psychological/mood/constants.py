"""Constants of the mood model, its draws and its settings, from the rows of the data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ketamine_viz import evidence

Array = NDArray[np.float64]
#: Fitted constants: symbol in the table and column of the draws.
FITTED = ("a", "effect", "tau_p", "k_c")


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Draws:
    """Sets of the four fitted constants, each of shape (sets,).

    Attributes
    ----------
    a
        How much fast benefit one full dose sets going.
    effect
        Size of a full fast or lasting benefit [MADRS points].
    tau_p
        Time constant of the fast benefit [d].
    k_c
        Rate from the fast to the lasting benefit [1/d].
    """

    a: Array
    effect: Array
    tau_p: Array
    k_c: Array


@dataclass(frozen=True)
class Fixed:
    """Constants that no draw changes; the meaning of each is in ``psychological/mood_parameters``.

    Times in days, rates in 1/d, scores in MADRS points.
    """

    tau_on: float
    tau_q: float
    k_train: float
    start: float
    sd_drug: float
    remission_at: float
    response_share: float
    relapse_share: float
    relapse_from: float
    fit_points: float
    fit_relapse: float


@dataclass(frozen=True)
class Setting:
    """What a control group got, and how much it improves.

    Attributes
    ----------
    points, at_days, tau_days
        Improvement at a time [MADRS points, d] and the time constant of its course [d].
    sd
        Spread between people of the control group [MADRS points].
    share, share_low, share_high
        Share of the gap taken as pharmacology in such trials, and its interval where a trial gives one.
    comparators
        Control groups of published trials that count as this setting.
    """

    id: str
    label: str
    short: str
    points: float
    at_days: float
    tau_days: float
    sd: float
    share: float
    share_low: float | None
    share_high: float | None
    comparators: tuple[str, ...]
    refs: tuple[str, ...]
    meaning: str

    def context(self, time_d: Array) -> Array:
        """Return how far the control group is below its start [MADRS points], in the shape of ``time_d``."""
        full = self.points / -np.expm1(-self.at_days / self.tau_days)
        reached: Array = -full * np.expm1(-np.maximum(time_d, 0.0) / self.tau_days)
        return reached


@cache
def parameters() -> dict[str, dict[str, Any]]:
    """Return the rows of ``psychological/mood_parameters`` by symbol."""
    return {row["symbol"]: row for row in evidence.rows("psychological/mood_parameters")}


@cache
def fixed() -> Fixed:
    """Return the constants that are the same in every draw."""
    found = parameters()
    return Fixed(**{name: float(found[name]["value"]) for name in Fixed.__dataclass_fields__})


@cache
def fitted() -> Draws:
    """Return the best fit, as one set."""
    found = parameters()
    return Draws(*(np.array([float(found[name]["value"])]) for name in FITTED))


@cache
def draws() -> Draws:
    """Return the kept sets that fit the calibration numbers, without the best one."""
    rows = evidence.rows("psychological/mood_draws")
    return Draws(*(np.array([float(row[name]) for row in rows]) for name in FITTED))


@cache
def settings() -> dict[str, Setting]:
    """Return the settings by name.

    Sources: wilkinson2019, lii2023 and the other references of ``psychological/mood_settings``
    """
    names = list(Setting.__dataclass_fields__)
    return {
        row["id"]: Setting(**{name: row[name] for name in names})
        for row in evidence.rows("psychological/mood_settings")
    }


def setting(name: str) -> Setting:
    """Return one setting.

    Raises
    ------
    ValueError
        For an unknown name; those that exist are listed.

    Examples
    --------
    >>> round(float(setting("midazolam").context(np.array(1.0))), 6)
    7.0
    """
    if name not in settings():
        raise ValueError(f"setting={name!r} is not known; allowed: {', '.join(settings())}")
    return settings()[name]
