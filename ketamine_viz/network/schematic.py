"""The schematic of 18 regions, read from the evidence once: names, weights, groups, places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product

import numpy as np

from ketamine_viz import evidence
from ketamine_viz.network.mean_field import Array, Constants, Wiring, rest


@dataclass(frozen=True)
class Region:
    """One region of the model."""

    id: str
    label: str
    system: str
    plain_words: str
    x: float
    y: float


@dataclass(frozen=True)
class Group:
    """A group measure: which pairs it averages, and on which scale (``r`` or ``z``)."""

    id: str
    label: str
    plain_words: str
    scale: str
    pairs: tuple[tuple[int, int], ...]
    place_a: tuple[str, ...]
    place_b: tuple[str, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True)
class Schematic:
    """Weights and the drug-free, lesion-free resting state."""

    constants: Constants
    excitatory: Array
    onto_interneurons: Array
    inhibition: Array
    rest: Array

    def wiring(self, excitatory: Array, onto_interneurons: Array, inhibition: Array) -> Wiring:
        """Return NMDA and GABA weights [nA] from relative connection weights."""
        k, one = self.constants, np.eye(len(excitatory))
        return Wiring(
            k.J_N * (k.w_plus * one + k.G * excitatory), k.J_N * (one + k.G_I * onto_interneurons), inhibition
        )

    @property
    def before(self) -> Wiring:
        """The wiring with no drug, lesion or plasticity."""
        return self.wiring(self.excitatory, self.onto_interneurons, self.inhibition)


@lru_cache(maxsize=1)
def regions() -> tuple[Region, ...]:
    """Return the 18 regions in the order of every array."""
    place = {row["id"]: row for row in evidence.rows("network/layout")}
    return tuple(
        Region(r["id"], r["label"], r["system"], r["plain_words"], place[r["id"]]["x"], place[r["id"]]["y"])
        for r in evidence.rows("network/model_regions")
    )


@lru_cache(maxsize=1)
def index() -> dict[str, int]:
    """Return region id → place in every array."""
    return {region.id: i for i, region in enumerate(regions())}


@lru_cache(maxsize=1)
def places() -> dict[str, tuple[str, ...]]:
    """Return every name of a place → model regions: regions, groups, atlas areas."""
    found: dict[str, tuple[str, ...]] = {region.id: (region.id,) for region in regions()}
    for row in evidence.rows("network/model_regions"):
        for area in row["regions"]:
            found.setdefault(area, (row["id"],))
    found.update({row["id"]: row["regions"] for row in evidence.rows("network/places")})
    return found


def pairs_between(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Return index pairs between two sets of regions, each once, without self pairs."""
    at = index()
    if set(a) == set(b):
        return tuple(combinations(sorted(at[r] for r in a), 2))
    found = {tuple(sorted((at[i], at[j]))) for i, j in product(a, b) if i != j}
    return tuple(sorted(found))  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def groups() -> tuple[Group, ...]:
    """Return the group measures in the order they are drawn."""
    at, known = index(), places()
    found = []
    for row in evidence.rows("network/group_measures"):
        a, b = known.get(row["place_a"], ()), known.get(row["place_b"], ())
        if row["pairs"]:
            listed = [pair.split(":") for pair in row["pairs"].split(";")]
            pairs = tuple((at[i], at[j]) for i, j in listed)
        else:
            pairs = pairs_between(a, b)
        found.append(
            Group(row["id"], row["label"], row["plain_words"], row["scale"], pairs, a, b, row["findings"])
        )
    return tuple(found)


@lru_cache(maxsize=1)
def value() -> dict[str, float]:
    """Return the model parameters that are not constants of a region, by id."""
    return {
        p.id: p.value
        for group in ("lesion", "plasticity", "drug", "limit", "dose")
        for p in evidence.parameters("network", group=group).values()
    }


@lru_cache(maxsize=1)
def schematic() -> Schematic:
    """Return the schematic; feedback inhibition and the resting state are worked out once."""
    field = {
        s: p.value for g in ("field", "coupling") for s, p in evidence.parameters("network", group=g).items()
    }
    k = Constants(**field)
    at, n = index(), len(regions())
    excitatory, onto = np.zeros((n, n)), np.zeros((n, n))
    for row in evidence.rows("network/connections"):
        i, j = at[row["target"]], at[row["source"]]
        if row["kind"] == "C":
            excitatory[i, j] = excitatory[j, i] = row["weight"]
        else:
            onto[i, j] = row["weight"]
    one = np.eye(n)
    rates, inhibition = rest(k.J_N * (k.w_plus * one + k.G * excitatory), k.J_N * (one + k.G_I * onto), k)
    return Schematic(k, excitatory, onto, inhibition, rates)
