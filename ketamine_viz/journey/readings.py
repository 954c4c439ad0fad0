"""What each level of a followed regimen says at one time, in numbers and in short words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ketamine_viz import evidence
from ketamine_viz.journey import stretch
from ketamine_viz.journey.followed import NODES, Followed
from ketamine_viz.journey.surety import LEVELS
from ketamine_viz.psychological import MoodPoints
from ketamine_viz.stage.text import number, plural

NODE_WORDS = {"glutamate": "glutamate", "mtorc1": "mTORC1", "spines": "spines"}
STOPPED = "a blocker stops here"


@dataclass(frozen=True)
class Reading:
    """One level at one time.

    Attributes
    ----------
    said
        The value.
    doubt
        How sure, or what it rests on; one or two short lines.
    kind
        ``model``, ``measured``, ``not studied`` or ``stopped``.
    """

    said: str
    doubt: str
    kind: str

    @property
    def spoken(self) -> str:
        """Both on one line."""
        return f"{self.said} ({self.doubt})".replace("\n", " ").replace("–", " to ")


def readings(found: Followed, at_h: float) -> Mapping[str, Reading]:
    """Return level → what it says at one of the stops."""
    return {level: _OF[level](found, at_h) for level in LEVELS}


def _at(found: Followed, values: np.ndarray, at_h: float) -> float:
    return 0.0 if at_h == 0 else float(np.interp(at_h, found.molecules.time_h, values))


def _blood(found: Followed, at_h: float) -> Reading:
    level = _at(found, found.molecules.ng_per_ml, at_h)
    count = len(found.measured)
    known = (
        f"model; {plural(count, 'measured level')} beside it"
        if count
        else "model; no measured level of this\nregimen in our tables"
    )
    return Reading(f"{small(level)} ng/mL of ketamine", known, "model")


def _receptors(found: Followed, at_h: float) -> Reading:
    mid, low, high = (
        _at(found, part, at_h) for part in (found.molecules.block, found.molecules.low, found.molecules.high)
    )
    between = "under 0.1%" if 0 < high < 0.1 else f"{small(low)}–{small(high)}%"
    return Reading(
        f"{small(mid)}% of receptors blocked",
        f"{between} by the constants' ranges;\nnever measured in people",
        "model",
    )


def _cascade(found: Followed, at_h: float) -> Reading:
    values = [
        f"{NODE_WORDS[node]} {_whole(_at(found, found.molecules.cascade[node].mid, at_h))}" for node in NODES
    ]
    return Reading(
        ", ".join(values), "model; 100 = most after the usual\ndrip; mostly seen in rodents", "model"
    )


def _brain(found: Followed, at_h: float) -> Reading:
    if found.brain is None:
        return Reading("not computed", f"{STOPPED}: no model\nof the brain is told of it", "stopped")
    k = stretch.STOPS_H.index(at_h)
    up, down = found.brain.up[k], found.brain.down[k]
    if np.isnan(up):
        return Reading("no result", "the brain model has none here", "model")
    doubt = (
        "beyond the model: it stops at\na block of 50%"
        if found.brain.capped[k]
        else "of 153; model; growth of synapses\nis assumed"
    )
    return Reading(f"{up:.0f} links up, {down:.0f} down", doubt, "model")


def _experience(found: Followed, at_h: float) -> Reading:
    if found.session is None:
        return Reading("not studied", "no published session of this\nregimen in our tables", "not studied")
    now = found.session.at(at_h)
    if now.dissociation_low is None or now.dissociation_high is None:
        felt = "dissociation: looked for, none"
    elif at_h == 0:
        felt = "dissociation none"
    elif now.dissociation_high < 2:
        felt = "dissociation under 2% of peak"
    else:
        low, high = (number(v, 2) for v in (now.dissociation_low, now.dissociation_high))
        felt = f"dissociation {low}–{high}% of peak" if low != high else f"dissociation {high}% of peak"
    if now.pressure_low is None or now.pressure_high is None:
        pressure = "blood pressure: no size published"
    elif at_h == 0 or now.pressure_high < 0.5:
        pressure = "blood pressure as before"
    else:
        most = "at most " if now.pressure_is == "at_most" else ""
        low, high = (number(v, 2) for v in (now.pressure_low, now.pressure_high))
        span = low if low == high else f"{low} to {high}"
        pressure = f"pressure {most}+{span} mmHg"
    no_curve = now.dissociation_high is None and now.pressure_high is None
    basis = "no curve, only what was published" if no_curve else "assumed to follow the blood"
    return Reading(felt, f"{pressure};\n{basis}", "model")


def _mood(found: Followed, at_h: float) -> Reading:
    if found.mood is None:
        return Reading("not computed", f"{STOPPED}: what it did\nin people is data, not a model", "stopped")
    if found.mood.madrs_active is None or found.mood.madrs_control is None:
        return Reading(
            "not studied", "no controlled mood trial of this\nregimen in our tables", "not studied"
        )
    day = at_h / 24
    active = found.mood.madrs_active
    drug, low, high = (
        float(np.interp(day, found.mood.time_d, part)) for part in (active.mid, active.low, active.high)
    )
    control = float(np.interp(day, found.mood.time_d, found.mood.madrs_control.mid))
    if day > (found.mood.measured_to_d or 0.0) + 1e-9:
        doubt = f"beyond all data: trials stopped\non day {number(found.mood.measured_to_d or 0.0)}"
    else:
        count = len(mine(found))
        trials = plural(count, "trial") if count else "no trial"
        doubt = (
            f"model, {min(low, high):.1f}–{max(low, high):.1f} by the fit;\n{trials} with this control group"
        )
    return Reading(f"MADRS {drug:.1f}, control {control:.1f}", doubt, "model")


def mine(found: Followed) -> tuple[MoodPoints, ...]:
    """Return the trials of the regimen whose control group is the chosen one."""
    if found.mood is None:
        return ()
    kinds = found.mood.setting.comparators
    return tuple(trial for trial in found.mood.trials if trial.comparator in kinds)


def scores(found: Followed) -> tuple[tuple[MoodPoints, np.ndarray, np.ndarray], ...]:
    """Return trial, drug group and control group as scores [MADRS points]; changes are set on the model's start."""
    if found.mood is None or found.mood.madrs_control is None:
        return ()
    start = float(found.mood.madrs_control.mid[0])
    told = []
    for trial in mine(found):
        if trial.quantity == "difference":
            continue
        add = start if trial.quantity == "change" else 0.0
        told.append((trial, trial.drug + add, trial.control + add))
    return tuple(told)


def who(trial: MoodPoints) -> str:
    """Return how many people, against what, masked how, and from where."""
    of = {"arm": " in the drug group", "both_arms": " in both groups", "trial": " in the trial"}.get(
        trial.n_of, ""
    )
    control, people = trial.comparator.replace("_", " "), f"n {trial.n}{of}" if trial.n else "n not printed"
    return f"{people}; control: {control}; {trial.masking.replace('_', ' ')}; outcomes of {evidence.cite(trial.ref)}"


def same(found: Followed, other: Followed) -> Mapping[str, bool]:
    """Return level → whether its curves are those of another regimen."""
    a, b = found.molecules, other.molecules

    def alike(one: object, two: object) -> bool:
        x, y = np.asarray(one, float), np.asarray(two, float)
        return x.shape == y.shape and bool(np.allclose(x, y, rtol=1e-3, atol=1e-3, equal_nan=True))

    session = (found.session is None) == (other.session is None)
    if found.session is not None and other.session is not None:
        session = found.session.setting.id == other.session.setting.id and alike(a.ng_per_ml, b.ng_per_ml)
    mood = (found.mood is None) == (other.mood is None)
    if found.mood is not None and other.mood is not None:
        mood = found.mood.studied == other.mood.studied
        if found.mood.madrs_active is not None and other.mood.madrs_active is not None:
            assert found.mood.madrs_control is not None
            assert other.mood.madrs_control is not None
            mood = alike(found.mood.madrs_active.mid, other.mood.madrs_active.mid) and alike(
                found.mood.madrs_control.mid, other.mood.madrs_control.mid
            )
    brain = (found.brain is None) == (other.brain is None)
    if found.brain is not None and other.brain is not None:
        brain = alike(found.brain.up, other.brain.up) and alike(found.brain.down, other.brain.down)
    return {
        "blood": alike(a.ng_per_ml, b.ng_per_ml),
        "receptors": alike(a.block, b.block),
        "cascade": all(alike(a.cascade[node].mid, b.cascade[node].mid) for node in NODES),
        "brain": brain,
        "experience": session,
        "mood": mood,
    }


def small(value: float) -> str:
    """Two digits; what is next to nothing is called so."""
    return "under 0.1" if 0 < value < 0.1 else number(value, 3 if value >= 100 else 2)


def _whole(value: float) -> str:
    return f"{round(value):d}".replace("-", "−")


_OF = {
    "blood": _blood, "receptors": _receptors, "cascade": _cascade, "brain": _brain,
    "experience": _experience, "mood": _mood,
}  # fmt: skip
