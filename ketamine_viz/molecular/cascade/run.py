"""A run of the cascade: a course of drug in, the activity of every node out, as bands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ketamine_viz.molecular.cascade.agents import resolve
from ketamine_viz.molecular.cascade.ensemble import MOST_DRAWS, Draws
from ketamine_viz.molecular.cascade.ensemble import draws as sample
from ketamine_viz.molecular.cascade.grid import graded
from ketamine_viz.molecular.cascade.inputs import Drive, drive, events_h
from ketamine_viz.molecular.cascade.interventions import Intervention, checked, hands
from ketamine_viz.molecular.cascade.steps import solve
from ketamine_viz.molecular.cascade.tables import nodes, states
from ketamine_viz.molecular.cascade.wiring import DEFAULT, STANDARD, Network, network
from ketamine_viz.molecular.cascade.wiring import checked as checked_hypotheses
from ketamine_viz.molecular.names import known

Array = NDArray[np.float64]
LONGEST_H = 2016.0


@dataclass(frozen=True)
class Band:
    """A curve with its spread over the draws; shapes (times,)."""

    mid: Array
    low: Array
    high: Array


@dataclass(frozen=True, eq=False)
class Run:
    """Activities over time.

    ``run["mtorc1"]`` is a `Band`: median, and the 10th and 90th percentile of
    the draws.  An activity is a share of what a node can do, 0 to 1, never a
    concentration.

    Attributes
    ----------
    time_h
        Times [h], shape (times,).
    block
        Pool → share of NMDA receptors blocked [0..1], shape (times,).
    hypotheses, interventions, wiring
        What was switched on, and what was done.
    outputs
        State → values, shape (times + 1, draws); row 0 is long before the dose.
    """

    time_h: Array
    block: Mapping[str, Array]
    hypotheses: tuple[str, ...]
    interventions: tuple[Intervention, ...]
    wiring: str
    outputs: Mapping[str, NDArray[np.float32]] = field(repr=False)
    _without: Callable[[], Run] = field(repr=False)
    _bands: dict[tuple[str, bool], Band] = field(default_factory=dict, repr=False)

    @property
    def nodes(self) -> tuple[str, ...]:
        """The nodes that are simulated."""
        return nodes()

    @property
    def draws(self) -> int:
        """How many draws the bands rest on."""
        return int(self.outputs["ad_rapid"].shape[1])

    def values(self, node: str) -> Array:
        """Return one row a draw, shape (draws, times).

        Raises
        ------
        ValueError
            For a node that is not simulated.
        """
        return self.outputs[_name(node)][1:].T.astype(float)

    def change(self, node: str) -> Array:
        """Return values minus those of the same run without drug, shape (draws, times)."""
        return self.values(node) - self.baseline.values(node)

    def __getitem__(self, node: str) -> Band:
        return self._band(node, False)

    def effect(self, node: str) -> Band:
        """Return the band of what the drug changed: the run minus its own run without drug.

        Raises
        ------
        ValueError
            For a node that is not simulated.
        """
        return self._band(node, True)

    def _band(self, node: str, changed: bool) -> Band:
        key = (_name(node), changed)
        if key not in self._bands:
            values = self.outputs[key[0]][1:]
            self._bands[key] = _band(values - self.baseline.outputs[key[0]][1:] if changed else values)
        return self._bands[key]

    def outcome(self, name: str) -> Band:
        """Return rapid_effect, sustained_effect or dissociation: the change the drug makes.

        Raises
        ------
        ValueError
            For another name.
        """
        return self.effect(OUTCOMES[known("name", name, OUTCOMES)])

    def at(self, t_h: float) -> dict[str, float]:
        """Return node → median at a time, between the grid's times by a straight line.

        Raises
        ------
        ValueError
            For a time outside the run.
        """
        if isinstance(t_h, bool) or not isinstance(t_h, int | float) or not (0 <= t_h <= self.time_h[-1]):
            raise ValueError(f"t_h={t_h!r} is outside the run; allowed: 0 to {self.time_h[-1]:g} h")
        after = int(np.searchsorted(self.time_h, t_h))
        before = max(after - 1, 0)
        gap = self.time_h[after] - self.time_h[before]
        share = (t_h - self.time_h[before]) / gap if gap > 0 else 0.0
        found = {}
        for node in self.nodes:
            low, high = np.median(self.outputs[node][[before + 1, after + 1]], axis=1)
            found[node] = float(low + share * (high - low))
        return found

    @cached_property
    def baseline(self) -> Run:
        """The same run without drug."""
        return self._without()


#: Outcome → node.
OUTCOMES = {"rapid_effect": "ad_rapid", "sustained_effect": "ad_sust", "dissociation": "dissoc"}


def _name(node: str) -> str:
    return known("node", node, (*nodes(), *states()))


def _band(values: NDArray[np.float32]) -> Band:
    """Return the band of values, shape (times, draws); percentiles as numpy's, by sorting once."""
    ordered = np.sort(values, axis=1)
    return Band(*(_percentile(ordered, share) for share in (0.5, 0.1, 0.9)))


def _percentile(ordered: NDArray[np.float32], share: float) -> Array:
    place = share * (ordered.shape[1] - 1)
    below = int(place)
    above = min(below + 1, ordered.shape[1] - 1)
    low, high = ordered[:, below].astype(float), ordered[:, above].astype(float)
    return low + (place - below) * (high - low)


def simulate(
    course: Any,
    hours: float = 336.0,
    interventions: Iterable[str | Intervention] = (),
    hypotheses: Iterable[str] = STANDARD,
    draws: int = 200,
    seed: int = 1,
    *,
    wiring: str = DEFAULT,
    points: int = 300,
) -> Run:
    """Return the activity of every node after a course of drug.

    Parameters
    ----------
    course
        Drug levels: of ``ketamine_viz.routes.simulate`` or of `rodent`.
    hours
        Length [h].
    interventions
        Names of agents (`interventions` lists them), or `Intervention` objects.
    hypotheses
        Layers of the map that are switched on: ``core`` and a trigger at least.
    draws, seed
        How many values of each unknown are drawn, and from which seed.
    wiring
        parallel, series or split.
    points
        About how many times.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.
    """
    _whole("draws", draws, 1, MOST_DRAWS)
    _whole("seed", seed, 0, 2**32 - 1)
    _whole("points", points, 20, 20_000)
    if isinstance(hours, bool) or not isinstance(hours, int | float) or not (0 < hours <= LONGEST_H):
        raise ValueError(f"hours={hours!r} is not allowed; allowed: above 0 up to {LONGEST_H:g} h")
    net = network(wiring, checked_hypotheses(hypotheses))
    done = checked(resolve(interventions), float(hours))
    ends = [e for one in done if not one.inborn for e in one.window(float(hours))]
    time_h = graded([*events_h(course), *ends], float(hours), points)
    return solved(net, sample(draws, seed), time_h, drive(course, time_h), done)


def solved(net: Network, drawn: Draws, time_h: Array, given: Drive, done: tuple[Intervention, ...]) -> Run:
    """Return a run for what the drug does on a grid of times; nothing is checked."""
    acts = hands(done, time_h, float(time_h[-1]))
    outputs = solve(net, drawn, time_h, given.inputs, acts)

    def without() -> Run:
        block = {pool: np.zeros_like(share) for pool, share in given.block.items()}
        inputs = {name: np.full_like(values, values[0]) for name, values in given.inputs.items()}
        if all(one.inborn for one in done):
            # Nothing begins during the run: without drug it stays where it settled.
            rest = {name: np.broadcast_to(values[:1], values.shape) for name, values in outputs.items()}
            return Run(time_h, block, net.hypotheses, done, net.wiring, rest, without)
        return solved(net, drawn, time_h, Drive(block, inputs), done)

    return Run(time_h, given.block, net.hypotheses, done, net.wiring, outputs, without)


def _whole(name: str, value: object, low: int, high: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or not low <= value <= high:
        raise ValueError(f"{name}={value!r} is not allowed; allowed: a whole number from {low} to {high}")
