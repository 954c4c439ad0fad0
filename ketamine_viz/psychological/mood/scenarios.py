"""Published results asked of the mood model: one run per row of ``psychological/mood_targets``."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
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
        """How far off, as published bands: within 1 passes, within 2 is near in most rows; positive is more benefit.

        Where only one side has a limit, the distance from the published number to that limit is the band.
        """
        ends = [end for end in (self.pass_low, self.pass_high) if end is not None]
        wide = (
            (ends[1] - ends[0]) / 2
            if len(ends) == 2
            else abs(ends[0] - self.published) or abs(self.published) / 2
        )
        middle = sum(ends) / 2 if len(ends) == 2 else self.published
        sign = -1.0 if self.quantity in ("gap", "difference", "start") else 1.0
        return sign * (min(self.computed, 1e4) - middle) / wide


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
        return half_lost_d(schedule(row), draws)
    if row["quantity"] == "start":
        return np.full(len(draws.a), constants.fixed().start)
    read = _days(row["read_days"])
    if row["quantity"] == "difference":
        mine, other = _run(row, share, draws, read), _run(_other(row), share, draws, read)
        return (mine.drug - other.drug).mean(axis=0)
    if row["quantity"] in _RATIOS:
        ran = _run(row, share, draws, (*read, *_days(row["against_days"])))
        plain = _run({**row, "train_from": None}, share, draws, (*read, *_days(row["against_days"])))
        return ran.benefit[0] / plain.benefit[-1]
    return _READ[row["quantity"]](_run(row, share, draws, read))


def schedule(row: Row) -> Schedule:
    """Return the doses of a target, with their strengths."""
    mg = row["amount"] * (WEIGHT_KG if row["amount_unit"] == "mg/kg" else 1.0)
    strength = weight(Dose(row["form"], row["route"], mg, row["over_min"], 0.0, row["release_h"]), WEIGHT_KG)
    days = _days(row["given_days"])
    training = None if row["train_from"] is None else (float(row["train_from"]), float(row["train_to"]))
    return Schedule(days, (strength,) * len(days), training)


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
    times = grid(plan, float(at.max()), read)
    benefit = benefit_of(plan, draws, times)[np.searchsorted(times, at - 1e-9)]
    return _Run(benefit, arms.drug_score(found, at, benefit, share), arms.control_score(found, at), found)


def _other(row: Row) -> Row:
    return {**row, "form": row["against_form"], "amount": row["against_amount"]}


def _days(text: str) -> tuple[float, ...]:
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
    at = np.array(_days(row["read_days"]))
    times = grid(plan, float(at.max()), tuple(at))
    whole = float(np.interp(at, times, benefit_of(plan, constants.fitted(), times)[:, 0]).mean())
    ends = sorted(-end / whole for end in (full.pass_low, full.pass_high) if end is not None)
    return (ends[0], ends[-1]) if len(ends) == 2 and math.isfinite(whole) else None
