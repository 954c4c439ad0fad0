"""A run of the cascade: a course of drug in, the activity of every node out, as bands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
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
class _MadeOf:
    """What tells whether two runs differ by their interventions alone."""

    network: Network
    draws: Draws
    inputs: Mapping[str, Array]

    def same(self, other: _MadeOf) -> bool:
        """Return whether network, draws and drug are the same, time by time."""
        return (
            self.network is other.network
            and self.draws is other.draws
            and all(np.array_equal(values, other.inputs[name]) for name, values in self.inputs.items())
        )


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
        Only what was read, and what that needs, if the run was made so.
    """

    time_h: Array
    block: Mapping[str, Array]
    hypotheses: tuple[str, ...]
    interventions: tuple[Intervention, ...]
    wiring: str
    outputs: Mapping[str, NDArray[np.float32]] = field(repr=False)
    _without: Callable[[], Run] = field(repr=False)
    _made_of: _MadeOf = field(repr=False)
    _bands: dict[tuple[str, bool], Band] = field(default_factory=dict, repr=False)

    @property
    def nodes(self) -> tuple[str, ...]:
        """The nodes that are simulated."""
        return tuple(node for node in nodes() if node in self.outputs)

    @property
    def draws(self) -> int:
        """How many draws the bands rest on."""
        return self._made_of.draws.n

    def values(self, node: str) -> Array:
        """Return one row a draw, shape (draws, times).

        Raises
        ------
        ValueError
            For a node that is not simulated.
        """
        return self.outputs[self._name(node)][1:].T.astype(float)

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
        key = (self._name(node), changed)
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

    def _name(self, node: str) -> str:
        name = known("node", node, (*nodes(), *states()))
        if name not in self.outputs:
            raise ValueError(f"node={node!r} was not read in this run; allowed: {', '.join(self.outputs)}")
        return name

    @cached_property
    def baseline(self) -> Run:
        """The same run without drug."""
        return self._without()


#: Outcome → node.
OUTCOMES = {"rapid_effect": "ad_rapid", "sustained_effect": "ad_sust", "dissociation": "dissoc"}


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
    read: Iterable[str] | None = None,
    beside: Run | None = None,
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
    read
        Nodes that will be read; the others are not solved unless these need them.  All by default.
    beside
        A run of the same without interventions, which saves solving what they
        do not reach.  It changes no number: a run of something else is not used.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.
    """
    net, drawn = _made(hypotheses, wiring, draws, seed, hours, points)
    done = checked(resolve(interventions), float(hours))
    ends = [e for one in done if not one.inborn for e in one.window(float(hours))]
    time_h = graded([*events_h(course), *ends], float(hours), points)
    return solved(net, drawn, time_h, drive(course, time_h), done, _read(read), beside)


def simulate_each(
    courses: Sequence[Any],
    hours: float = 336.0,
    hypotheses: Iterable[str] = STANDARD,
    draws: int = 200,
    seed: int = 1,
    *,
    wiring: str = DEFAULT,
    points: int = 300,
    read: Iterable[str] | None = None,
) -> tuple[Run, ...]:
    """Return a run a course, as `simulate` does, solved in one go.

    Parameters
    ----------
    courses
        Drug levels that change by a dose at the same times, such as doses of one kind.
    hours, hypotheses, draws, seed, wiring, points, read
        As for `simulate`.

    Raises
    ------
    ValueError
        As `simulate`, and if there is no course, or their doses fall on different times.
    """
    net, drawn = _made(hypotheses, wiring, draws, seed, hours, points)
    events = {events_h(course) for course in courses}
    if len(events) != 1:
        raise ValueError(
            f"courses change at {sorted(events)} h; allowed: at least one course, and the same times for all"
        )
    time_h = graded(next(iter(events)), float(hours), points)
    each = [drive(course, time_h) for course in courses]
    inputs = {name: np.stack([one.inputs[name] for one in each], axis=1) for name in each[0].inputs}
    outputs = solve(net, drawn, time_h, inputs, {}, _read(read))
    return tuple(
        _run(net, drawn, time_h, given, (), {name: value[:, k] for name, value in outputs.items()})
        for k, given in enumerate(each)
    )


def solved(
    net: Network,
    drawn: Draws,
    time_h: Array,
    given: Drive,
    done: tuple[Intervention, ...],
    read: tuple[str, ...] | None = None,
    beside: Run | None = None,
) -> Run:
    """Return a run for what the drug does on a grid of times; nothing is checked."""
    acts = hands(done, time_h, float(time_h[-1]))
    same = None
    if beside is not None and not beside.interventions and np.array_equal(time_h, beside.time_h):
        holds = set(states() if read is None else read) <= set(beside.outputs)
        same = beside.outputs if holds and beside._made_of.same(_MadeOf(net, drawn, given.inputs)) else None
    outputs = solve(net, drawn, time_h, given.inputs, acts, read, same)
    return _run(net, drawn, time_h, given, done, outputs, read)


def _run(
    net: Network,
    drawn: Draws,
    time_h: Array,
    given: Drive,
    done: tuple[Intervention, ...],
    outputs: Mapping[str, NDArray[np.float32]],
    read: tuple[str, ...] | None = None,
) -> Run:
    def without() -> Run:
        block = {pool: np.zeros_like(share) for pool, share in given.block.items()}
        inputs = {name: np.full_like(values, values[0]) for name, values in given.inputs.items()}
        if all(one.inborn for one in done):
            # Nothing begins during the run: without drug it stays where it settled.
            rest = {name: np.broadcast_to(values[:1], values.shape) for name, values in outputs.items()}
            return _run(net, drawn, time_h, Drive(block, inputs), done, rest, read)
        return solved(net, drawn, time_h, Drive(block, inputs), done, read)

    made_of = _MadeOf(net, drawn, given.inputs)
    return Run(time_h, given.block, net.hypotheses, done, net.wiring, outputs, without, made_of)


def _made(
    hypotheses: Iterable[str], wiring: str, draws: int, seed: int, hours: float, points: int
) -> tuple[Network, Draws]:
    """Return network and draws, once all is checked."""
    _whole("draws", draws, 1, MOST_DRAWS)
    _whole("seed", seed, 0, 2**32 - 1)
    _whole("points", points, 20, 20_000)
    if isinstance(hours, bool) or not isinstance(hours, int | float) or not (0 < hours <= LONGEST_H):
        raise ValueError(f"hours={hours!r} is not allowed; allowed: above 0 up to {LONGEST_H:g} h")
    return network(wiring, checked_hypotheses(hypotheses)), sample(draws, seed)


def _read(read: Iterable[str] | None) -> tuple[str, ...] | None:
    if isinstance(read, str):
        raise ValueError(f"read={read!r} is one word; allowed: a list, such as ['spines']")
    return None if read is None else tuple(known("read", name, states()) for name in read)


def _whole(name: str, value: object, low: int, high: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or not low <= value <= high:
        raise ValueError(f"{name}={value!r} is not allowed; allowed: a whole number from {low} to {high}")
