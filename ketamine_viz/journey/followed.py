"""A studied regimen on the stepped time axis: every level's curve, and what each says at one time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ketamine_viz import psychological, routes
from ketamine_viz.journey import stretch
from ketamine_viz.journey.plans import USUAL, Plan, plan
from ketamine_viz.journey.session import Session
from ketamine_viz.journey.thread import LEAST_CHANGE, MOST_BLOCK, Journey, run
from ketamine_viz.molecular.cascade.run import Band
from ketamine_viz.network.batch import simulate_many
from ketamine_viz.psychological.mood import constants
from ketamine_viz.routes.compare import Point, points
from ketamine_viz.routes.exact import Array

#: Nodes of the cascade that are drawn, and what can block one.
NODES = ("glutamate", "mtorc1", "spines")
BLOCKERS = {
    "none": "nothing", "nbqx": "AMPA receptors (NBQX)", "anti_bdnf": "BDNF (an antibody)",
    "rapamycin": "mTORC1 (rapamycin)", "anisomycin": "making of protein (anisomycin)",
}  # fmt: skip
SETTINGS = ("midazolam", "saline", "spray_new_antidepressant", "surgical_masking")
SELECTIVITY = 1 / 3
SELECTIVITIES = (0.0, SELECTIVITY, 1.0)
#: Draws and times of the cascade: a curve of a few pixels needs no more.
_DRAWS, _POINTS = 40, 90


@dataclass(frozen=True)
class Knobs:
    """What a reader sets besides the regimen and the time; checked.

    Attributes
    ----------
    blocker
        One of ``BLOCKERS``.
    selectivity
        Of the brain model: 0, a third or 1.
    setting
        What the control group gets.
    depressed
        Whether the brain model starts with its assumed lesion.
    """

    blocker: str = "none"
    selectivity: float = SELECTIVITY
    setting: str = "midazolam"
    depressed: bool = False

    def __post_init__(self) -> None:
        allowed: tuple[str, ...]
        for name, allowed in (("blocker", tuple(BLOCKERS)), ("setting", SETTINGS)):
            value = getattr(self, name)
            if not isinstance(value, str) or value not in allowed:
                raise ValueError(f"{name}={str(value)[:40]!r} is not allowed; allowed: {', '.join(allowed)}")
        given = self.selectivity
        number = isinstance(given, int | float) and not isinstance(given, bool)
        step = next((one for one in SELECTIVITIES if number and abs(one - given) < 1e-3), None)
        if step is None:
            steps = ", ".join(f"{one:.4g}" for one in SELECTIVITIES)
            raise ValueError(f"selectivity={str(given)[:40]!r} is not allowed; allowed: {steps}")
        object.__setattr__(self, "selectivity", step)
        if not isinstance(self.depressed, bool):
            raise ValueError(f"depressed={str(self.depressed)[:40]!r} is not allowed; allowed: True or False")


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Molecules:
    """Blood, receptors and cascade of a plan at `time_h`, shape (times,).

    Attributes
    ----------
    ng_per_ml
        Ketamine in blood [ng/mL].
    block, low, high
        Share of NMDA receptors blocked on interneurons, and with every constant at the ends of its range [%].
    cascade
        Node → its change by the drug, as % of its largest change after the usual drip alone.
    """

    journey: Journey
    time_h: Array
    ng_per_ml: Array
    block: Array
    low: Array
    high: Array
    cascade: Mapping[str, Band]


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Brain:
    """Links of the brain model at each stop, against before the dose; shape (16,).

    Attributes
    ----------
    up, down
        How many of the 153 links rose or fell by at least 0.02; NaN where the model gives no result.
    capped
        Where the block is beyond what the model knows.
    """

    up: Array
    down: Array
    capped: np.ndarray


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Followed:
    """A plan through every level.

    Attributes
    ----------
    brain, mood
        None where a blocker stops the chain at the molecular level; a mood that was not studied has no curve.
    session
        None where no published row is of this regimen.
    measured
        Published levels of ketamine in blood.
    """

    plan: Plan
    knobs: Knobs
    molecules: Molecules
    brain: Brain | None
    session: Session | None
    mood: psychological.Mood | None
    measured: tuple[Point, ...]


def followed(key: str, knobs: Knobs) -> Followed:
    """Follow a plan.

    Raises
    ------
    ValueError
        For an unknown plan.

    Examples
    --------
    >>> drip = followed("rac_iv40", Knobs())
    >>> round(float(drip.molecules.cascade["spines"].mid.max()))
    100
    """
    return follow_plan(plan(key), knobs)


@lru_cache(maxsize=256)
def follow_plan(chosen: Plan, knobs: Knobs) -> Followed:
    """Follow a plan that is at hand."""
    stopped = knobs.blocker != "none"
    return Followed(
        plan=chosen,
        knobs=knobs,
        molecules=_molecules(chosen.doses, knobs.blocker),
        brain=None if stopped else _brain(chosen.doses, knobs.selectivity, knobs.depressed),
        session=_molecules(chosen.doses, "none").journey.session,
        mood=None if stopped else _mood(chosen.doses, knobs.setting),
        measured=_measured(chosen.id),
    )


@lru_cache(maxsize=128)
def _molecules(doses: tuple[routes.Dose, ...], blocker: str) -> Molecules:
    trip = _trip(doses, blocker)
    time, at = trip.course.time_h, trip.molecular.time_h
    curves = {}
    for node in NODES:
        band, full = trip.molecular.effect(node), _full()[node]
        curves[node] = Band(
            *(100 * np.interp(time, at, part) / full for part in (band.mid, band.low, band.high))
        )
    shares = (trip.receptors.block, trip.receptors.low, trip.receptors.high)
    mid, low, high = (100 * part["interneuron"] for part in shares)
    return Molecules(trip, time, trip.course.ng_per_ml["ketamine"], mid, low, high, curves)


def _trip(doses: tuple[routes.Dose, ...], blocker: str) -> Journey:
    return run(
        doses,
        times_h=stretch.times([dose.at_h for dose in doses] + [dose.ends_h for dose in doses]),
        days=stretch.LAST_H / 24,
        interventions=() if blocker == "none" else (blocker,),
        draws=_DRAWS,
        points=_POINTS,
        read=NODES,
    )


@lru_cache(maxsize=1)
def _full() -> dict[str, float]:
    """Return the largest change of each node after the usual drip alone."""
    alone = _trip(plan(USUAL).doses, "none").molecular
    return {node: float(alone.effect(node).mid.max()) for node in NODES}


@lru_cache(maxsize=256)
def _brain(doses: tuple[routes.Dose, ...], selectivity: float, depressed: bool) -> Brain:
    trip = _molecules(doses, "none").journey
    # A push is in the blood at its first moment; "before the dose" is before it.
    block = np.array([0.0, *(trip.block(hours) for hours in stretch.STOPS_H[1:])])
    grown = np.array([trip.plasticity(hours) for hours in stretch.STOPS_H])
    found = simulate_many(
        np.append(0.0, np.minimum(block, MOST_BLOCK)).round(3), selectivity, float(depressed),
        np.append(0.0, grown).round(3),
    )  # fmt: skip
    rows, columns = np.triu_indices(found.fc.shape[1], 1)
    change = (found.fc - found.fc[0])[1:, rows, columns]
    known = found.flag[1:] == ""
    up, down = ((sign * change >= LEAST_CHANGE).sum(axis=1).astype(float) for sign in (1, -1))
    return Brain(np.where(known, up, np.nan), np.where(known, down, np.nan), block > MOST_BLOCK)


@lru_cache(maxsize=256)
def _mood(doses: tuple[routes.Dose, ...], setting: str) -> psychological.Mood:
    return psychological.simulate(doses, setting, constants.setting(setting).share, stretch.LAST_H / 24)


@lru_cache(maxsize=64)
def _measured(key: str) -> tuple[Point, ...]:
    regimen = next((one for one in routes.studied() if one.id == key), None)
    return () if regimen is None else tuple(p for p in points(regimen, "ketamine") if p.time_h is not None)
