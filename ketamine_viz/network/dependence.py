"""How much of this depends on our numbers?  The model's directions under weights drawn at random.

Every draw multiplies each varied weight by a number of its own; feedback
inhibition is then set anew, so that every region rests as before.  A
direction holds in a draw if the draw goes the way our weights go.

Sources: none for the weights, which are ours; deco2014 for the equations
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ketamine_viz import evidence
from ketamine_viz.network.batch import Bases, States, rested, simulate_many
from ketamine_viz.network.dependence_signals import SIGNAL_DIRECTIONS, signal_changes, signal_holds
from ketamine_viz.network.mean_field import Array
from ketamine_viz.network.regions import simulate
from ketamine_viz.network.schematic import index, schematic, value

DRAWS = 200
#: How far weights may wander: each is multiplied by 1 minus to 1 plus this.
SPREADS = (0.1, 0.2, 0.3, 0.4, 0.5)
#: Stops of the reader's knobs for which counts are kept; others are worked out when asked for.
BLOCKS = (0.1, 0.2, 0.3, 0.4)
SELECTIVITIES = (0.3, 1 / 3, 0.4, 0.44, 0.5, 0.6, 1.0)
#: What is varied.
VARIED = ("all", "untraced", "onto_interneurons", "between_excitatory", "microcircuit")
#: Which connections are untraced changes with every source that is found: those are counted when asked for.
KEPT = tuple(varied for varied in VARIED if varied != "untraced")
_TRACED = ("traced_primate", "traced_rodent")
_SEED = 2026

# Knobs of the states that are compared: share of the block, selectivity (None: the reader's), depression, plasticity.
_STATES: dict[str, tuple[float, float | None, float, str]] = {
    "healthy": (0.0, 1.0, 0.0, ""),
    "drug": (1.0, None, 0.0, ""),
    "even": (1.0, 1.0, 0.0, ""),
    "depressed": (0.0, 1.0, 1.0, ""),
    "treated": (1.0, None, 1.0, ""),
    "day_after": (0.0, 1.0, 1.0, "day_after"),
}


@dataclass(frozen=True)
class Direction:
    """One statement of the model: a measure in one state against another.

    Attributes
    ----------
    measure
        A group measure, or ``rate:`` and a region.
    after, before
        States that are compared.
    """

    id: str
    label: str
    measure: str
    after: str
    before: str


#: In the order they are drawn.
DIRECTIONS = (
    Direction("mean_drug", "Drug: mean link", "mean_z", "drug", "healthy"),
    Direction("mean_even", "Even block: mean link", "mean_z", "even", "healthy"),
    Direction("dmn_drug", "Drug: inside default mode", "dmn_within_z", "drug", "healthy"),
    Direction("dmn_even", "Even block: inside default mode", "dmn_within_z", "even", "healthy"),
    Direction("rivals_drug", "Drug: default mode – control", "dmn_frontoparietal_z", "drug", "healthy"),
    Direction("hub_drug", "Drug: mood hub – default mode", "sgacc_dmn_z", "drug", "healthy"),
    Direction("striatum_drug", "Drug: prefrontal – striatum", "fronto_striatal_r", "drug", "healthy"),
    Direction("habenula_drug", "Drug: habenula – dopamine source", "habenula_vta_r", "drug", "healthy"),
    Direction("lhb_drug", "Drug: habenula firing", "rate:LHb", "drug", "healthy"),
    Direction("vta_drug", "Drug: dopamine source firing", "rate:VTA", "drug", "healthy"),
    Direction("hub_ill", "Depression: mood hub – default mode", "sgacc_dmn_z", "depressed", "healthy"),
    Direction("striatum_ill", "Depression: prefrontal – striatum", "fronto_striatal_r", "depressed", "healthy"),
    Direction("hub_treated", "Depressed + drug: mood hub – default", "sgacc_dmn_z", "treated", "depressed"),
    Direction("hub_day", "Depressed, next day: mood hub – default", "sgacc_dmn_z", "day_after", "depressed"),
    Direction(
        "striatum_day", "Depressed, next day: prefrontal – striatum", "fronto_striatal_r", "day_after", "depressed"
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Held:
    """How a direction fares over the draws.

    Attributes
    ----------
    expected
        Change with our own weights; its sign is the direction.
    holds, against, lost
        Draws that go the same way, the other way, and that give no result.
    """

    id: str
    label: str
    expected: float
    holds: int
    against: int
    lost: int

    @property
    def share(self) -> float:
        """Share of all draws that go the same way."""
        return self.holds / (self.holds + self.against + self.lost)


@dataclass(frozen=True)
class Dependence:
    """Every direction under one way of varying the weights.

    Attributes
    ----------
    spread, varied, block, selectivity
        As asked for.
    draws
        How many draws there are.
    connections
        How many connections are varied, of how many; zeros for the microcircuit.
    """

    spread: float
    varied: str
    block: float
    selectivity: float
    draws: int
    connections: tuple[int, int]
    rows: tuple[Held, ...]

    @property
    def always(self) -> int:
        """How many directions hold in every draw."""
        return sum(row.holds == self.draws for row in self.rows)

    @property
    def weakest(self) -> Held:
        """The direction that holds least often."""
        return min(self.rows, key=lambda row: row.share)


def dependence(
    spread: float = 0.5, varied: str = "all", block: float = 0.2, selectivity: float = 1 / 3
) -> Dependence:
    """Count how often the model's directions hold when weights are drawn at random.

    Parameters
    ----------
    spread
        How far each varied weight may wander: a share of ``SPREADS``.
    varied
        ``all`` connections, those ``untraced`` (no tracer has shown them as
        they are drawn: see ``anatomy`` in the table), those ``onto_interneurons``, those ``between_excitatory``
        cells, or weights, NMDA shares and lags of the ``microcircuit``.
    block, selectivity
        As in `regions.simulate`; the block must be above 0.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> found = dependence(spread=0.5)
    >>> found.draws, found.always >= 13
    (200, True)
    """
    for name, told, allowed in (("spread", spread, SPREADS), ("varied", varied, VARIED)):
        if isinstance(told, bool) or told not in allowed:
            raise ValueError(f"{name}={told!r} is not allowed; allowed: {', '.join(map(str, allowed))}")
    simulate(block=block, selectivity=selectivity)  # refuses what is no number or out of range
    if block <= 0:
        raise ValueError(f"block={block!r} is not allowed; allowed: above 0, or nothing changes")
    return _dependence(float(spread), varied, float(block), float(selectivity))


@lru_cache(maxsize=512)
def _dependence(spread: float, varied: str, block: float, selectivity: float) -> Dependence:
    known = _kept().get(_key(spread, varied, block, selectivity))
    counts = known or counted(spread, varied, block, selectivity)
    signs = _expected(varied, block, selectivity)
    rows = tuple(
        Held(id_, label, signs[id_], holds, counts.draws - holds - lost, lost)
        for (id_, label), holds, lost in zip(_named(varied), counts.holds, counts.lost, strict=True)
    )
    if varied == "microcircuit":
        varying = (0, 0)
    else:
        chosen = chosen_connections(varied)
        varying = (int(chosen.sum()), chosen.size)
    return Dependence(spread, varied, block, selectivity, counts.draws, varying, rows)


@dataclass(frozen=True)
class Counts:
    """Of ``draws``, how many hold and how many give no result, direction by direction."""

    draws: int
    holds: tuple[int, ...]
    lost: tuple[int, ...]


def _key(spread: float, varied: str, block: float, selectivity: float) -> tuple[object, ...]:
    return varied, *(round(number, 3) for number in (spread, block, selectivity))


@lru_cache(maxsize=1)
def _kept() -> dict[tuple[object, ...], Counts]:
    """Return the counts of ``data/network/dependence_counts.csv``; a table of ours, not of a study."""
    return {
        _key(row["spread"], row["varied"], row["block"], row["selectivity"]): Counts(
            row["draws"],
            tuple(map(int, row["holds"].split(";"))),
            tuple(map(int, row["lost"].split(";"))),
        )
        for row in evidence.rows("network/dependence_counts")
    }


def counted(spread: float, varied: str, block: float, selectivity: float) -> Counts:
    """Return the counts, worked out anew: about a tenth of a second."""
    if varied == "microcircuit":
        changes = signal_holds(spread, block, selectivity)
    else:
        drawn_states = {name: _state(name, block, selectivity, spread, varied) for name in _STATES}
        changes = {d.id: _change(d, drawn_states) for d in DIRECTIONS}
    signs = _expected(varied, block, selectivity)
    holds, lost = [], []
    for id_, _ in _named(varied):
        known = np.isfinite(changes[id_])
        holds.append(int((np.sign(changes[id_][known]) == np.sign(signs[id_])).sum()))
        lost.append(int((~known).sum()))
    return Counts(len(known), tuple(holds), tuple(lost))


def _named(varied: str) -> tuple[tuple[str, str], ...]:
    if varied == "microcircuit":
        return tuple(SIGNAL_DIRECTIONS.items())
    return tuple((d.id, d.label) for d in DIRECTIONS)


@lru_cache(maxsize=512)
def _expected(varied: str, block: float, selectivity: float) -> dict[str, float]:
    """Return the change in each direction with our own numbers."""
    if varied == "microcircuit":
        return signal_changes(block, selectivity)
    knobs = np.array([_knobs(name, block, selectivity) for name in _STATES])
    together = simulate_many(*knobs.T)
    mine = {
        name: States(together.rates_hz[[k]], together.fc[[k]], together.flag[[k]])
        for k, name in enumerate(_STATES)
    }
    return {d.id: float(_change(d, mine)[0]) for d in DIRECTIONS}


def _change(d: Direction, states: dict[str, States]) -> Array:
    return _measure(d.measure, states[d.after]) - _measure(d.measure, states[d.before])


def _measure(measure: str, states: States) -> Array:
    return states.rate(measure[5:]) if measure.startswith("rate:") else states.group(measure)


def _knobs(name: str, block: float, selectivity: float) -> tuple[float, float, float, float]:
    """Return block, selectivity, depression and plasticity of a state."""
    share, s, depression, plasticity = _STATES[name]
    grown = value()["plasticity.day_after"] if plasticity == "day_after" else 0.0
    return block * share, selectivity if share and s is None else 1.0, depression, grown


def _state(name: str, block: float, selectivity: float, spread: float, varied: str) -> States:
    """Return a state for every draw; what does not hang on a knob is worked out once."""
    return _solved(*_knobs(name, block, selectivity), spread, varied)


@lru_cache(maxsize=128)
def _solved(
    block: float, selectivity: float, depression: float, plasticity: float, spread: float, varied: str
) -> States:
    bases = drawn(spread, varied)
    many = np.full(len(bases.rates), block)
    return simulate_many(many, selectivity, depression, plasticity, bases)


@lru_cache(maxsize=1)
def _wandering() -> tuple[Array, Array]:
    """Return how each weight wanders in each draw, -1..1: excitatory (both ways alike) and onto interneurons."""
    n = len(index())
    random = np.random.default_rng(_SEED)
    both = random.uniform(-1, 1, (DRAWS, n, n))
    upper = np.triu(both, 1)
    return upper + upper.transpose(0, 2, 1), random.uniform(-1, 1, (DRAWS, n, n))


@lru_cache(maxsize=32)
def drawn(spread: float, varied: str) -> Bases:
    """Return the networks of all draws; the same random numbers serve every spread."""
    s, (both, onto) = schematic(), _wandering()
    n = len(index())
    let_both, let_onto = np.zeros((n, n)), np.zeros((n, n))
    for row, chosen in zip(evidence.rows("network/connections"), chosen_connections(varied), strict=True):
        i, j = index()[row["target"]], index()[row["source"]]
        if row["kind"] == "C":
            let_both[i, j] = let_both[j, i] = chosen
        else:
            let_onto[i, j] = chosen
    return rested(
        s.excitatory * (1 + spread * let_both * both), s.onto_interneurons * (1 + spread * let_onto * onto)
    )


def chosen_connections(varied: str) -> NDArray[np.bool_]:
    """Return which rows of ``data/network/connections.csv`` are varied."""
    rows = evidence.rows("network/connections")
    pick = {
        "all": lambda row: True,  # noqa: ARG005 - all rows alike
        "untraced": lambda row: row["anatomy"] not in _TRACED,
        "onto_interneurons": lambda row: row["kind"] == "X",
        "between_excitatory": lambda row: row["kind"] == "C",
    }[varied]
    return np.array([pick(row) for row in rows])
