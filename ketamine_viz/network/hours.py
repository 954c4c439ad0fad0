"""From a studied regimen to the brain model over hours and days, through the joints between the levels.

blood → share of NMDA receptors blocked on interneurons → the 18 regions, or
the microcircuit; synapses of the dynamic cascade → plasticity, which lags.
Each joint is an assumption.  Selectivity and depression stay the reader's.

Sources: deco2014, gerhard2020; the studies are rows of
``data/network/connectivity_effects.csv`` and ``data/network/signal_effects.csv``
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ketamine_viz import molecular, routes
from ketamine_viz.network.batch import simulate_many
from ketamine_viz.network.circuit.activity import activity
from ketamine_viz.network.mean_field import Array
from ketamine_viz.network.regions import simulate
from ketamine_viz.network.scan_marks import Mark, marks
from ketamine_viz.network.schematic import groups, value
from ketamine_viz.network.signal_prediction import measured
from ketamine_viz.routes.course import graded

#: The network model has no anaesthetic regime: the block it is given stops here.
MOST_BLOCK = 0.5
#: Where the three stretches of the time axis end [h].
STRETCHES_H = (0.0, 4.0, 48.0, 336.0)
LAST_H = STRETCHES_H[-1]
SIGNALS = ("alpha_power", "gamma_power", "spectral_exponent", "lempel_ziv")
BRAINS = {"healthy": 0.0, "depressed": 1.0}
DAY_H = 24.0

_POOL = "interneuron"
_POINTS = 60  # of the cascade: three decimals of plasticity do not need more
#: Steps of block at which the microcircuit is worked out, with straight lines between.  A score of a few made
#: traces wobbles by chance; wide steps keep that wobble from being read as a rise or a fall.
_GRID, _SCORE_GRID = 0.02, 0.1


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Given:
    """What the levels before hand to the brain model.

    Attributes
    ----------
    time_h
        Times [h], shape (T,).
    ng_per_ml
        Ketamine in blood [ng/mL], shape (T,).
    block, low, high
        Share of NMDA receptors blocked on interneurons, capped, and the same
        with every receptor constant at the ends of its range, shape (T,).
    plasticity
        Assumed growth of synapses, shape (T,).
    """

    regimen: routes.Regimen
    time_h: Array
    ng_per_ml: Array
    block: Array
    low: Array
    high: Array
    plasticity: Array


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Hours:
    """A measure of the brain model over time.

    Attributes
    ----------
    given
        What drives it.
    plasticity
        Assumed growth of synapses as used, shape (T,): zero where the reader switched it off.
    value, low, high
        The measure, and its span over the ends of the receptor constants,
        shape (T,); NaN where the model gives no result.
    before
        The measure without drug.
    flags
        Why states are not drawn: any of ``unstable``, ``high_rate``.
    marks
        Published directions for this way, form and group.
    """

    given: Given
    measure: str
    selectivity: float
    brain: str
    grows: bool
    plasticity: Array
    value: Array
    low: Array
    high: Array
    before: float
    flags: tuple[str, ...]
    marks: tuple[Mark, ...]

    @property
    def peak_h(self) -> float:
        """When the block is largest [h]."""
        return float(self.given.time_h[self.given.block.argmax()])

    def at(self, time_h: float) -> float:
        """Return the measure at a time; NaN where the model gives no result."""
        return float(np.interp(time_h, self.given.time_h, self.value))

    def way(self, time_h: float) -> str:
        """Return ``increase``, ``decrease`` or ``no_change`` against the start, or empty where there is no result."""
        change = self.at(time_h) - self.before
        if not np.isfinite(change):
            return ""
        least = value()["limit.no_change"] * (100.0 if self.is_signal else 1.0)
        if abs(change) < least:
            return "no_change"
        return "increase" if change > 0 else "decrease"

    @property
    def is_signal(self) -> bool:
        """Whether the measure belongs to the microcircuit, which knows the block alone."""
        return self.measure in SIGNALS

    @property
    def imaged(self) -> tuple[Mark, ...]:
        """Marks that stand at a time of the axis."""
        return tuple(mark for mark in self.marks if mark.time_h is not None and mark.time_h <= LAST_H)

    def agrees(self, mark: Mark) -> bool | None:
        """Return whether the curve goes the published way at that time, or None without a result."""
        if mark.time_h is None or mark.time_h > LAST_H:
            return None
        # "During the infusion" is held against the moment of the largest block.
        said = self.way(self.peak_h if mark.time_h < self.peak_h else mark.time_h)
        return said == mark.direction if said else None


def regimens() -> tuple[routes.Regimen, ...]:
    """Return the studied regimen that is drawn for each form and way."""
    order = ("iv_infusion", "iv_bolus", "im", "sc", "intranasal", "oral", "sublingual", "film")
    return tuple(sorted((r for r in routes.studied() if r.shown), key=lambda r: order.index(r.route)))


def unroll(
    regimen: str = "rac_iv40",
    measure: str = "sgacc_dmn_z",
    selectivity: float = 1 / 3,
    brain: str = "depressed",
    grows: bool = True,
) -> Hours:
    """Follow a studied regimen through blood and receptors into the brain model.

    Parameters
    ----------
    regimen
        Id of a studied regimen that is drawn for its form and way.
    measure
        A group measure of the 18 regions, or one of ``SIGNALS``.
    selectivity
        Block on pyramidal cells relative to interneurons, 0 to 1: never derived.
    brain
        ``healthy`` or ``depressed`` (the assumed lesion).
    grows
        Whether the assumed plasticity is on.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> drip = unroll(measure="mean_z", brain="healthy")
    >>> drip.way(drip.peak_h)
    'increase'
    """
    for name, told, allowed in (
        ("regimen", regimen, tuple(r.id for r in regimens())),
        ("measure", measure, (*(g.id for g in groups()), *SIGNALS)),
        ("brain", brain, tuple(BRAINS)),
        ("grows", grows, (True, False)),
    ):
        if told not in allowed:
            raise ValueError(f"{name}={told!r} is not allowed; allowed: {', '.join(map(str, allowed))}")
    simulate(block=0.0, selectivity=selectivity)  # refuses a selectivity out of range
    given = drive(regimen)
    grown = given.plasticity if grows else np.zeros_like(given.plasticity)
    if measure in SIGNALS:
        before, spans, flags = _signal(given, measure, float(selectivity))
    else:
        states, flags = _states(regimen, float(selectivity), brain, grows)
        before, spans = states[measure]
    found = marks(measure, given.regimen.route, given.regimen.form, brain, given.regimen.label)
    low, high = spans.min(axis=0), spans.max(axis=0)
    return Hours(
        given, measure, float(selectivity), brain, grows, grown, spans[0], low, high, before, flags, found
    )


@lru_cache(maxsize=64)
def drive(regimen: str) -> Given:
    """Return blood level, block and plasticity after a studied regimen; 70 kg, venous constants."""
    chosen = next(r for r in routes.studied() if r.id == regimen)
    dose = chosen.dose()
    plain = routes.simulate([dose], times_h=[0.0])
    peak = plain.tmax_h()
    fine = routes.simulate([dose], times_h=graded([*plain.events_h, peak], LAST_H))
    run = molecular.simulate(fine, hours=LAST_H, points=_POINTS)
    time = _times([*plain.events_h.tolist(), peak])
    course = routes.simulate([dose], times_h=time)
    share = molecular.occupancy(course)
    block, low, high = (np.minimum(part[_POOL], MOST_BLOCK) for part in (share.block, share.low, share.high))
    grown = np.interp(time, run.time_h, molecular.plasticity_from(run))
    return Given(chosen, time, np.asarray(course.ng_per_ml["ketamine"]), block, low, high, grown)


def _times(marked: list[float]) -> Array:
    """Return times at which the model is worked out: about 50, dense at first, marked ones among them [h]."""
    first, day, last = STRETCHES_H[1:]
    found = [
        np.arange(0.0, 1.0, 1 / 12),
        np.arange(1.0, first, 1 / 4),
        np.arange(first, 12.0, 1.0),
        np.arange(12.0, day, 6.0),
        np.arange(day, last + 1, 48.0),
        np.array([time for time in marked if time < last]),
    ]
    return np.unique(np.concatenate(found).round(4))


@lru_cache(maxsize=512)
def _states(
    regimen: str, selectivity: float, brain: str, grows: bool
) -> tuple[dict[str, tuple[float, Array]], tuple[str, ...]]:
    """Return every group measure before and over time, and why states of the curve are not drawn.

    Over time means shape (3, T): at the middle and at both ends of the receptor constants.
    """
    given, depression = drive(regimen), BRAINS[brain]
    grown = given.plasticity if grows else np.zeros_like(given.plasticity)
    blocks = np.concatenate([[0.0], given.block, given.low, given.high])
    growths = np.concatenate([[0.0], grown, grown, grown])
    # Three decimals are finer than a pixel and let neighbouring times share one state.
    unlike, back = np.unique(np.column_stack([blocks, growths]).round(3), axis=0, return_inverse=True)
    found = simulate_many(unlike[:, 0], selectivity, depression, unlike[:, 1])
    back = back.reshape(-1)
    measures = {}
    for group in groups():
        values = found.group(group.id)[back]
        measures[group.id] = float(values[0]), values[1:].reshape(3, -1)
    middle = found.flag[back][1 : 1 + len(given.time_h)]
    return measures, tuple(sorted(set(middle.tolist()) - {""}))


def _signal(given: Given, measure: str, selectivity: float) -> tuple[float, Array, tuple[str, ...]]:
    """Return a measure of the microcircuit over time, as change from before [%]."""
    step = _SCORE_GRID if measure == "lempel_ziv" else _GRID
    top = int(np.ceil(max(part.max() for part in (given.block, given.low, given.high)) / step - 1e-9))
    grid = np.arange(top + 1) * step
    known = np.array([_at(measure, float(round(b, 2)), selectivity) for b in grid])
    change = 100 * (known / known[0] - 1)
    return 0.0, np.stack([np.interp(part, grid, change) for part in (given.block, given.low, given.high)]), ()


@lru_cache(maxsize=4096)
def _at(measure: str, block: float, selectivity: float) -> float:
    return measured(measure, activity(block, selectivity))
