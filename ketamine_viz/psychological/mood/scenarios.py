"""Published results asked of the mood model: one run per row of ``psychological/mood_targets``."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np

from ketamine_viz import evidence
from ketamine_viz.psychological.mood import arms, constants
from ketamine_viz.psychological.mood.constants import Array, Draws, Setting
from ketamine_viz.psychological.mood.course import benefit_of, half_lost_d
from ketamine_viz.psychological.mood.dynamics import Schedule, grid
from ketamine_viz.psychological.mood.weights import weight
from ketamine_viz.routes.dose import Dose

Row = Mapping[str, Any]
#: What is never lost counts as lost after this time [d].
_ENDLESS = 1e4
_TABLE = "psychological/mood_targets"
#: An adult of this weight stands for each trial's people [kg].
WEIGHT_KG = 70.0
#: Roles that a target can have, in the order they are listed.
ROLES = ("fitted", "sets", "shares_people", "soft", "checked")


@dataclass(frozen=True)
class Check:
    """A published number beside the model's.

    Attributes
    ----------
    published, computed
        Both in `unit`.
    pass_low, pass_high, near_low, near_high
        Stated before the model was run; None is no limit on that side.
    share
        Share of pharmacology it was run with.
    row
        Everything else: trial, people, doses, setting, how it is known.
    """

    id: str
    number: str
    role: str
    ref: str
    label: str
    quantity: str
    unit: str
    published: float
    computed: float
    pass_low: float | None
    pass_high: float | None
    near_low: float | None
    near_high: float | None
    share: float
    row: Row

    @property
    def verdict(self) -> str:
        """``pass``, ``near`` or ``fail``."""
        if _between(self.computed, self.pass_low, self.pass_high):
            return "pass"
        return "near" if _between(self.computed, self.near_low, self.near_high) else "fail"

    @property
    def off(self) -> float:
        """How far off, as half-widths of the band that passes; above 0 is more benefit than was published.

        Within 1 passes.  Where only one side has a limit, 0 is on the right side of it; on the wrong side the step
        from pass to near counts as 1 more.
        """
        sign = -1.0 if self.quantity in ("gap", "difference", "start") else 1.0
        got = min(self.computed, _ENDLESS)
        if self.pass_low is not None and self.pass_high is not None:
            return sign * (2.0 * got - self.pass_low - self.pass_high) / (self.pass_high - self.pass_low)
        if self.verdict == "pass":
            return 0.0
        if self.pass_low is not None:
            step = self.pass_low - (self.near_low or 0.0)
            return -sign * (1.0 + (self.pass_low - got) / step)
        assert self.pass_high is not None
        step = (self.near_high or 2.0 * self.pass_high) - self.pass_high
        return sign * (1.0 + (got - self.pass_high) / step)


def rows() -> tuple[Row, ...]:
    """Return every target, those only recalled too: a caller that shows them leaves those out."""
    return tuple(evidence.rows(_TABLE, memory=True))


@cache
def check(target: str, share: float | None = None) -> Check:
    """Run one target and set it beside its published number.

    Parameters
    ----------
    target
        Id of a row of ``psychological/mood_targets``.
    share
        One share of pharmacology for all, 0 to 1; None takes the row's own.

    Raises
    ------
    ValueError
        For an unknown target.

    Examples
    --------
    >>> check("v02").verdict
    'pass'
    """
    row = next((r for r in rows() if r["id"] == target), None)
    if row is None:
        raise ValueError(f"target={target!r} is not there; allowed: {', '.join(r['id'] for r in rows())}")
    used = float(row["share"]) if share is None else share
    named = {name: row[name] for name in Check.__dataclass_fields__ if name in row}
    named |= {"computed": float(computed(row, used, constants.fitted())[0]), "share": used, "row": row}
    return Check(**named)


def checks(share: float | None = None) -> tuple[Check, ...]:
    """Run every target."""
    return tuple(check(row["id"], share) for row in rows())


def computed(row: Row, share: float, draws: Draws) -> Array:
    """Return what the model gives for a target, for each set of constants; shape (sets,)."""
    if row["quantity"] == "relapse":
        return _lost(schedule(row)) if draws is constants.fitted() else half_lost_d(schedule(row), draws)
    if row["quantity"] == "start":
        return np.full(len(draws.a), constants.fixed().start)
    read = days(row["read_days"])
    if row["quantity"] == "difference":
        mine, other = _run(row, share, draws, read), _run(_other(row), share, draws, read)
        return (mine.drug - other.drug).mean(axis=0)
    if row["quantity"] in _RATIOS:
        ran = _run(row, share, draws, (*read, *days(row["against_days"])))
        plain = _run({**row, "train_from": None}, share, draws, (*read, *days(row["against_days"])))
        return ran.benefit[0] / plain.benefit[-1]
    return _READ[row["quantity"]](_run(row, share, draws, read))


def schedule(row: Row) -> Schedule:
    """Return the doses of a target, with their strengths."""
    mg = row["amount"] * (WEIGHT_KG if row["amount_unit"] == "mg/kg" else 1.0)
    strength = weight(Dose(row["form"], row["route"], mg, row["over_min"], 0.0, row["release_h"]), WEIGHT_KG)
    given = days(row["given_days"])
    training = None if row["train_from"] is None else (float(row["train_from"]), float(row["train_to"]))
    return Schedule(given, (strength,) * len(given), training)


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class _Run:
    """Both groups on the days that are read: shapes (days, sets) and (days,)."""

    benefit: Array
    drug: Array
    control: Array
    setting: Setting


def _run(row: Row, share: float, draws: Draws, read: tuple[float, ...]) -> _Run:
    found = constants.setting(row["setting"])
    plan = schedule(row)
    at = np.array(read)
    benefit = _best(plan, read) if draws is constants.fitted() else _on_days(plan, draws, read)
    return _Run(benefit, arms.drug_score(found, at, benefit, share), arms.control_score(found, at), found)


def _on_days(plan: Schedule, draws: Draws, read: tuple[float, ...]) -> Array:
    times = grid(plan, max(read), read)
    found: Array = benefit_of(plan, draws, times)[np.searchsorted(times, np.array(read) - 1e-9)]
    return found


# The benefit is the same for every share: it is solved once for the best fit.
@lru_cache(maxsize=256)
def _best(plan: Schedule, read: tuple[float, ...]) -> Array:
    return _on_days(plan, constants.fitted(), read)


@lru_cache(maxsize=64)
def _lost(plan: Schedule) -> Array:
    return half_lost_d(plan, constants.fitted())


def _other(row: Row) -> Row:
    return {**row, "form": row["against_form"], "amount": row["against_amount"]}


def days(text: str) -> tuple[float, ...]:
    """Return the days of a list in words [days after the first dose]."""
    return tuple(float(day) for day in text.split())


def _between(value: float, low: float | None, high: float | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


_RATIOS = ("gap_ratio", "held")
_READ: dict[str, Callable[[_Run], Array]] = {
    "gap": lambda run: (run.drug - run.control[:, None]).mean(axis=0),
    "response_active": lambda run: arms.response_percent(run.drug[0], constants.fixed().sd_drug),
    "response_control": lambda run: np.full(
        run.drug.shape[1], arms.response_percent(run.control[:1], run.setting.sd)[0]
    ),
    "remission_active": lambda run: arms.remission_percent(run.drug[0], constants.fixed().sd_drug),
    "remission_control": lambda run: np.full(
        run.drug.shape[1], arms.remission_percent(run.control[:1], run.setting.sd)[0]
    ),
}


def share_needed(target: str) -> tuple[float, float] | None:
    """Return the lowest and highest share of pharmacology with which a gap would pass; None for other targets.

    The ends may lie outside 0 to 1: no share that can be chosen would then do.
    """
    row = next(r for r in rows() if r["id"] == target)
    if row["quantity"] != "gap":
        return None
    full = check(target, 1.0)
    plan = schedule(row)
    at = np.array(days(row["read_days"]))
    times = grid(plan, float(at.max()), tuple(at))
    whole = float(np.interp(at, times, benefit_of(plan, constants.fitted(), times)[:, 0]).mean())
    ends = sorted(-end / whole for end in (full.pass_low, full.pass_high) if end is not None)
    return (ends[0], ends[-1]) if len(ends) == 2 and math.isfinite(whole) else None
