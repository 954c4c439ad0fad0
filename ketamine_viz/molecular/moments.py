"""The state of every node at one moment of a run, against the moment before the dose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ketamine_viz.molecular.arrows import Arrow, arrows
from ketamine_viz.molecular.cascade.agents import hypotheses, interventions
from ketamine_viz.molecular.cascade.run import Run, simulate
from ketamine_viz.molecular.cascade.tables import states
from ketamine_viz.molecular.cascade.translate import course_of
from ketamine_viz.molecular.graph import VIEWS
from ketamine_viz.molecular.names import known

Array = NDArray[np.float64]

SYSTEMS = ("human", "rat", "mouse")
#: Length of a run [h], draws and times: enough for bands that are drawn three pixels high.
HOURS, DRAWS, POINTS = 336.0, 31, 110
#: What blockers did to these in people is shown as published elsewhere, and never simulated.
OUTCOMES = ("ad_rapid", "ad_sust", "dissoc")
#: A change of activity below which a node counts as unmoved.
LEAST = 0.02


@dataclass(frozen=True)
class State:
    """One node at one moment: activities, 0 to 1.

    Attributes
    ----------
    before
        Median before the dose, nothing broken.
    mid, low, high
        Median, 10th and 90th percentile of the draws at the moment.
    """

    before: float
    mid: float
    low: float
    high: float

    @property
    def change(self) -> float:
        """Median at the moment minus median before."""
        return self.mid - self.before

    @property
    def moved(self) -> bool:
        """Whether the change is worth a colour."""
        return abs(self.change) >= LEAST


@dataclass(frozen=True, eq=False)
class Moment:
    """The whole map at one moment.

    Attributes
    ----------
    at_h
        Time after the dose [h].
    system, account, agent, view
        In whom, under which account, what was done, and which view of the map.
    nodes
        Node → its state; every node of the map.
    layers
        Hypotheses that the account switches on.
    broken
        Node that the agent acts on; None without one.
    """

    at_h: float
    system: str
    account: str
    agent: str
    view: str
    nodes: Mapping[str, State]
    layers: tuple[str, ...]
    broken: str | None

    @property
    def withheld(self) -> bool:
        """Whether relief and dissociation are left as before: a blocker in people."""
        return self.system == "human" and self.agent != "none"

    @property
    def arrows(self) -> tuple[Arrow, ...]:
        """Arrows of the view that the account switches on."""
        return tuple(arrow for arrow in arrows(self.view) if arrow.story in self.layers)

    @property
    def active(self) -> tuple[Arrow, ...]:
        """Those of them whose two ends have both moved."""
        return tuple(one for one in self.arrows if all(self.nodes[end].moved for end in one.ends))


def moment(
    at_h: float = 1.0,
    system: str = "human",
    account: str = "standard",
    agent: str = "none",
    view: str = "more",
) -> Moment:
    """Return the state of every node at one moment of a run.

    Parameters
    ----------
    at_h
        Time after the dose [h], 0 to 336.
    system
        human (0.5 mg/kg into a vein over 40 minutes), rat or mouse (one injection).
    account
        One of the presets of `hypotheses`.
    agent
        One of `interventions`, or none.
    view
        core, more or all.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> state = moment(24.0).nodes["spines"]
    >>> state.change > 0, state.low <= state.mid <= state.high
    (True, True)
    """
    known("view", view, VIEWS)
    if isinstance(at_h, bool) or not isinstance(at_h, int | float) or not 0 <= at_h <= HOURS:
        raise ValueError(f"at_h={at_h!r} is outside the run; allowed: 0 to {HOURS:g} h")
    course = _course(system, account, agent)
    values = {
        name: np.array([np.interp(at_h, course.time_h, row) for row in table])
        for name, table in (("mid", course.mid), ("low", course.low), ("high", course.high))
    }
    nodes = {
        node: State(float(course.before[k]), *(float(values[name][k]) for name in ("mid", "low", "high")))
        for k, node in enumerate(course.nodes)
    }
    found = Moment(at_h, system, account, agent, view, nodes, course.layers, course.broken)
    if found.withheld:
        nodes |= {name: State(*[nodes[name].before] * 4) for name in OUTCOMES}
    return found


@dataclass(frozen=True, eq=False)
class _Course:
    """A run as three tables, nodes by times, so that a moment costs next to nothing."""

    time_h: Array
    nodes: tuple[str, ...]
    before: Array
    low: Array
    mid: Array
    high: Array
    layers: tuple[str, ...]
    broken: str | None


@lru_cache(maxsize=64)
def _course(system: str, account: str, agent: str) -> _Course:
    run = whole_run(system, account, agent)
    intact = run if agent == "none" else whole_run(system, account, "none")
    bands = [run[node] for node in run.nodes]
    # Row 0 of the outputs is long before the dose.
    before = np.array([np.median(intact.outputs[node][0]) for node in run.nodes], dtype=float)
    low, mid, high = (
        np.array([getattr(band, part) for band in bands], dtype=float) for part in ("low", "mid", "high")
    )
    return _Course(run.time_h, run.nodes, before, low, mid, high, run.hypotheses, _broken(agent))


def _broken(agent: str) -> str | None:
    """Return the node of the map that an agent acts on."""
    if agent == "none":
        return None
    target = next(one.node for one in interventions() if one.id == agent)
    return states()[target].node if target in states() else target


@lru_cache(maxsize=8)
def whole_run(system: str, account: str, agent: str) -> Run:
    """Return the run behind the moments of one choice.

    Raises
    ------
    ValueError
        For a name that is not known; the nearest are given.
    """
    known("system", system, SYSTEMS)
    accounts = {one.id: one for one in hypotheses()}
    known("account", account, accounts)
    known("agent", agent, ("none", *(one.id for one in interventions())))
    return simulate(
        course_of(system, "racemic"),
        HOURS,
        () if agent == "none" else (agent,),
        accounts[account].layers,
        DRAWS,
        points=POINTS,
        beside=None if agent == "none" else whole_run(system, account, "none"),
    )
