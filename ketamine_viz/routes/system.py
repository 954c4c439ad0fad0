"""Compartments of one mirror form: who passes drug to whom, and how fast.

Amounts are milligrams of ketamine base, or of the ketamine a metabolite came
from, so that mass can be counted.  Everything is linear: the whole body is one
matrix.

Sources: fanta2015, otto2021 (venous), simons2022 (arterial, film,
hydroxynorketamine), perezruixo2021 (nasal_label).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ketamine_viz.routes.constants import Values, group

Array: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True)
class Depot:
    """A place drug waits in before it is taken up.

    Attributes
    ----------
    rate
        Rate of leaving it [1/h]; a number or one per person.
    to
        The state it leaves for: ``K`` is the central volume, ``presystemic``
        what enters metabolism before it reaches the blood.
    """

    name: str
    rate: float | Array
    to: str


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class System:
    """A linear system x' = A x + inputs for a batch of people.

    Attributes
    ----------
    states
        Names, in the order of the rows of `matrix`.
    matrix
        A [1/h], shape (people, states, states).
    observe
        Substance → (state, ng/mL per mg), each factor of shape (people,).
    aliases
        Where drug that enters metabolism before the blood goes.
    """

    states: tuple[str, ...]
    matrix: Array
    observe: dict[str, tuple[str, Array]]
    aliases: dict[str, str] = field(default_factory=dict)

    def index(self, name: str) -> int:
        """Return the row of a state."""
        return self.states.index(self.aliases.get(name, name))

    @property
    def losses(self) -> Array:
        """Rate at which each state loses drug for good [1/h], shape (people, states)."""
        return -self.matrix.sum(axis=1)


class _Builder:
    """Collects transfers between states into a matrix."""

    def __init__(self, people: int) -> None:
        self.people = people
        self.names: list[str] = []
        self.moves: list[tuple[str, str | None, float | Array, float | Array]] = []

    def flow(self, source: str, target: str | None, rate: float | Array, share: float | Array = 1.0) -> None:
        """Move drug from source at a rate [1/h]; only a share arrives, nothing if target is None."""
        for name in (source, target):
            if name is not None and name not in self.names:
                self.names.append(name)
        self.moves.append((source, target, rate, share))

    def exchange(self, a: str, b: str, flow: float | Array, va: float | Array, vb: float | Array) -> None:
        """Let two volumes exchange blood [L/h, L, L]."""
        self.flow(a, b, flow / va)
        self.flow(b, a, flow / vb)

    def matrix(self) -> Array:
        place = {name: k for k, name in enumerate(self.names)}
        found = np.zeros((self.people, len(place), len(place)))
        for source, target, rate, share in self.moves:
            found[:, place[source], place[source]] -= rate
            if target is not None:
                found[:, place[target], place[source]] += np.multiply(rate, share)
        return found


def build(preset: str, values: Values, depots: Sequence[Depot], people: int = 1) -> System:
    """Return the system of one mirror form.

    Parameters
    ----------
    preset
        venous, arterial or nasal_label.
    values
        Constants of `constants.disposition`.
    depots
        Places of uptake the doses need.
    people
        Size of the batch.
    """
    b = _Builder(people)
    v = values
    b.exchange("K", "K2", v["Q2"], v["V1"], v["V2"])
    b.exchange("K", "K3", v["Q3"], v["V1"], v["V3"])
    aliases = {}
    if preset == "nasal_label":
        b.exchange("K", "liver", v["Qh"], v["V1"], v["Vh"])
        b.flow("liver", None, v["kel"])
        b.flow("liver", "N", v["kmet"])
        aliases["presystemic"] = "liver"
    elif "MTT_KN" in v:
        step = 2.0 / v["MTT_KN"]
        b.flow("K", "m1", v["CL"] / v["V1"])
        b.flow("m1", "m2", step)
        b.flow("m2", "N", step, v["f"])
        aliases["presystemic"] = "m1"
    else:
        b.flow("K", "N", v["CL"] / v["V1"], v["f"])
        aliases["presystemic"] = "N"
    b.exchange("N", "N2", v["QN"], v["VN"], v["VN2"])
    if "VH" in v:
        step = 2.0 / v["MTT_NH"]
        b.flow("N", "h1", v["CLN"] / v["VN"])
        b.flow("h1", "h2", step)
        b.flow("h2", "H", step, v["fH"])
        b.exchange("H", "H2", v["QH"], v["VH"], v["VH2"])
        b.flow("H", None, v["CLH"] / v["VH"])
    else:
        b.flow("N", None, v["CLN"] / v["VN"])
    for depot in depots:
        b.flow(depot.name, aliases.get(depot.to, depot.to), depot.rate)
    return System(tuple(b.names), b.matrix(), _observe(v, people), aliases)


def _observe(v: Values, people: int) -> dict[str, tuple[str, Array]]:
    """Return state and factor [ng/mL per mg] of each substance: mg/L is 1000 ng/mL."""
    common = group("common")
    factor = {
        "ketamine": ("K", 1000.0 / v["V1"]),
        "norketamine": ("N", 1000.0 * v["N_factor"] / v["VN"]),
    }
    if "VH" in v:
        factor["hydroxynorketamine"] = ("H", 1000.0 * common["MW_H"] / common["MW_K"] / v["VH"])
    return {name: (state, np.broadcast_to(f, (people,))) for name, (state, f) in factor.items()}
