"""The cascade from minutes to two weeks: what each account says, step by step, and when anybody looked."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ketamine_viz import evidence
from ketamine_viz.molecular.cascade.agents import Preset, hypotheses, interventions
from ketamine_viz.molecular.cascade.run import Run, simulate
from ketamine_viz.molecular.cascade.translate import course_of
from ketamine_viz.molecular.names import known
from ketamine_viz.molecular.pointing import hours, pointed

Array = NDArray[np.float64]

#: Steps in the order in which they are drawn: first the block, then nodes of the map.
LANES = ("block", "glutamate", "ampar", "bdnf_rel", "mtorc1", "syn_prot", "spines", "ad_rapid", "ad_sust")
OUTCOMES = ("ad_rapid", "ad_sust")
SYSTEMS = ("mouse", "rat", "human")
NONE = "none"
#: What can be done; each belongs to some account.
AGENTS = (
    "nbqx", "rapamycin", "anti_bdnf", "trkb_knockout", "anisomycin", "muscimol", "mk801_pretreatment",
    "spine_erasure", "naltrexone", "ttype_blocker",
)  # fmt: skip
#: Where the scrubber can stand [h].
STOPS = (1 / 12, 0.25, 0.5, 1.0, 3.0, 6.0, 12.0, 24.0, 48.0, 72.0, 168.0, 336.0)
LAST_H = STOPS[-1]
#: Pools of receptors that a layer's story starts from; the first that is switched on is drawn.
_POOLS = {
    "disinhibition": "interneuron",
    "direct_inhibition_eEF2K": "resting",
    "extrasynaptic_GluN2B": "extrasynaptic",
    "lateral_habenula": "habenula",
}
#: Share of full activity that ketamine must move a step by, in the middle of the draws, to count as moving it.
LEAST = 0.002
#: Share of ketamine's own peak below which a step counts as dark.
DARK = 0.25
_DRAWS, _POINTS = 40, 80
#: Times that are drawn [h]: even within the first hour, the first day and the first two weeks.
TIMES = np.unique(
    np.concatenate([np.linspace(0, 1, 31), np.linspace(1, 24, 47), np.linspace(24, LAST_H, 53)])
)


@dataclass(frozen=True, eq=False)
class Trace:
    """What one account says of one step, as a share of the step's own largest change by ketamine alone.

    Attributes
    ----------
    low, middle, high
        10 %, 50 % and 90 % of the draws at `TIMES`; nothing where ``moved`` is False.
    moved
        Whether ketamine alone moves the step by more than `LEAST` of its full activity.
    peak, peak_h
        Largest share of the middle line, and when it is reached [h].
    size
        Largest change by ketamine alone, of full activity; the middle of the draws.
    """

    low: Array
    middle: Array
    high: Array
    moved: bool
    peak: float
    peak_h: float
    size: float

    @property
    def dark(self) -> bool:
        """Whether less than a quarter of what ketamine alone does is left."""
        return self.moved and abs(self.peak) < DARK

    @property
    def half_h(self) -> float | None:
        """Return when the middle line first reaches half of its largest share [h]; None if it never moves."""
        reached = np.flatnonzero(np.abs(self.middle) >= abs(self.peak) / 2)
        return float(TIMES[reached[0]]) if self.moved else None

    def at(self, time_h: float) -> float:
        """Return the share at a time."""
        return float(np.interp(time_h, TIMES, self.middle))


@dataclass(frozen=True, eq=False)
class Account:
    """One account of how ketamine works, with a trace for each step; ``pool`` is the block that is drawn."""

    id: str
    name: str
    pool: str
    traces: Mapping[str, Trace]

    @property
    def dark(self) -> tuple[str, ...]:
        """Steps of which less than a quarter is left."""
        return tuple(lane for lane, trace in self.traces.items() if trace.dark)


@dataclass(frozen=True)
class Mark:
    """A direction that was measured: 1 above control, 0 no different, -1 below."""

    id: str
    lane: str
    species: str
    form: str
    change: int
    time_h: float
    ref: str
    what: str
    verified: str
    note: str | None


@dataclass(frozen=True, eq=False)
class Unfolding:
    """What is drawn.

    Attributes
    ----------
    system
        mouse, rat or human.
    agent
        What is done beside ketamine, or none.
    until_h
        Where the scrubber stands [h].
    accounts
        One or two, of equal weight.
    """

    system: str
    agent: str
    until_h: float
    accounts: tuple[Account, ...]

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every measured direction, whoever was studied."""
        return marks()

    @property
    def hidden(self) -> tuple[str, ...]:
        """Steps that are not simulated: what blockers do to people's mood is shown as data only."""
        return OUTCOMES if self.system == "human" and self.agent != NONE else ()


def unfolding(
    system: str = "mouse",
    first: str = "disinhibition",
    second: str = "resting_block",
    agent: str = NONE,
    until_h: float = LAST_H,
) -> Unfolding:
    """Return the cascade over two weeks under one or two accounts.

    Parameters
    ----------
    system
        mouse or rat (10 mg/kg at once), or human (0.5 mg/kg over 40 minutes).
    first, second
        Presets of hypotheses; ``second`` may be none.
    agent
        One of `AGENTS`, or none.
    until_h
        Where the scrubber stands: one of `STOPS` [h].

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> both = unfolding("mouse", agent="nbqx")
    >>> ["spines" in account.dark for account in both.accounts]
    [True, True]

    Notes
    -----
    Sources: those of the cascade; marks: ``data/molecular/time_marks.csv``.
    """
    presets = {preset.id: preset for preset in hypotheses()}
    known("system", system, SYSTEMS)
    known("first", first, presets)
    known("second", second, (NONE, *presets))
    known("agent", agent, (NONE, *AGENTS))
    good = isinstance(until_h, int | float) and not isinstance(until_h, bool)
    if not good or not any(math.isclose(until_h, stop) for stop in STOPS):
        raise ValueError(
            f"until_h={until_h!r} is not allowed; allowed: {', '.join(f'{s:.3g}' for s in STOPS)} h"
        )
    names = [first] if second in (NONE, first) else [first, second]
    accounts = tuple(_account(presets[name], system, agent) for name in names)
    return Unfolding(system, agent, float(until_h), accounts)


@cache
def marks() -> tuple[Mark, ...]:
    """Return the measured directions in the order of their table.

    Raises
    ------
    ValueError
        If a row that should state the time does not.
    """
    return tuple(_mark(row) for row in evidence.rows("molecular/time_marks"))


def agent_names() -> dict[str, str]:
    """Return agent → what it is, in the order of `AGENTS`."""
    named = {agent.id: agent.name for agent in interventions()}
    return {name: named[name] for name in AGENTS}


@lru_cache(maxsize=128)
def _account(preset: Preset, system: str, agent: str) -> Account:
    usual = _run(preset.layers, system, ())
    done = usual if agent == NONE else _run(preset.layers, system, (agent,))
    pool = next((pool for layer, pool in _POOLS.items() if layer in preset.layers), "interneuron")
    before, after = _changes(usual, pool), _changes(done, pool)
    size = np.abs(before).max(axis=2)  # (lanes, draws)
    middle = np.median(size, axis=1)
    traces = {}
    for k, lane in enumerate(LANES):
        # Draws in which ketamine does next to nothing to a step say nothing about its course.
        kept = size[k] > max(0.1 * middle[k], 1e-6)
        moved = bool(middle[k] > LEAST and kept.any())
        traces[lane] = (
            _trace(after[k][kept] / size[k][kept][:, None], middle[k]) if moved else _still(middle[k])
        )
    return Account(preset.id, preset.name, pool, traces)


@lru_cache(maxsize=64)
def _run(layers: tuple[str, ...], system: str, agents: tuple[str, ...]) -> Run:
    intact = _run(layers, system, ()) if agents else None
    course = course_of(system, "racemic")
    return simulate(course, LAST_H, agents, layers, _DRAWS, points=_POINTS, read=LANES[1:], beside=intact)


def _changes(run: Run, pool: str) -> Array:
    """Return what the drug changes, shape (lanes, draws, times), at `TIMES`."""
    block = np.broadcast_to(run.block[pool], (run.draws, len(run.time_h)))
    found = np.stack([block, *(run.change(lane) for lane in LANES[1:])])
    after = np.clip(np.searchsorted(run.time_h, TIMES), 1, len(run.time_h) - 1)
    gap = run.time_h[after] - run.time_h[after - 1]
    share = (TIMES - run.time_h[after - 1]) / gap
    return np.asarray(found[..., after - 1] * (1 - share) + found[..., after] * share)


def _trace(shares: Array, size: float) -> Trace:
    low, middle, high = np.quantile(shares, (0.1, 0.5, 0.9), axis=0)
    top = int(np.abs(middle).argmax())
    return Trace(low, middle, high, True, float(middle[top]), float(TIMES[top]), float(size))


def _still(size: float) -> Trace:
    none = np.zeros_like(TIMES)
    return Trace(none, none, none, False, 0.0, 0.0, float(size))


def _mark(row: dict[str, Any]) -> Mark:
    time = hours(pointed(row["row"]))
    if time is None:
        raise ValueError(f"row={row['row']!r} of {row['id']!r} states no time; allowed: a row with one")
    return Mark(
        row["id"], row["lane"], row["species"], row["form"], int(row["change"]), time, row["ref"],
        row["what"], row["verified"], row["note"],
    )  # fmt: skip
