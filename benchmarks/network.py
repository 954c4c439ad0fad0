"""The mean field of the network level for 18 regions and for many, against scipy on the same equations.

python benchmarks/network.py [--rounds 15]

More regions get random weights of the same density, drawn from the 18-region
weights and scaled so that a region receives as much in all.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from common import Line, alternate, options, report
from scipy.optimize import root

from ketamine_viz.network import mean_field, regions
from ketamine_viz.network.mean_field import Wiring
from ketamine_viz.network.schematic import schematic

BLOCK, SELECTIVITY = 0.3, 1 / 3


def wirings(n: int) -> tuple[np.ndarray, Wiring, Wiring]:
    """Return the resting rates of n regions and the wiring before and during the block."""
    s = schematic()
    k, one = s.constants, np.eye(n)
    if n == len(s.excitatory):
        excitatory, onto = s.excitatory, s.onto_interneurons
    else:
        rng = np.random.default_rng(n)
        excitatory, onto = (alike(w, n, rng) for w in (s.excitatory, s.onto_interneurons))
        excitatory = np.triu(excitatory, 1) + np.triu(excitatory, 1).T
    onto_E, onto_I = k.J_N * (k.w_plus * one + k.G * excitatory), k.J_N * (one + k.G_I * onto)
    rest, inhibition = mean_field.rest(onto_E, onto_I, k)
    during = Wiring((1 - SELECTIVITY * BLOCK) * onto_E, (1 - BLOCK) * onto_I, inhibition)
    return rest, Wiring(onto_E, onto_I, inhibition), during


def alike(weights: np.ndarray, n: int, rng: np.random.Generator) -> np.ndarray:
    off = ~np.eye(len(weights), dtype=bool)
    drawn = rng.choice(weights[off], size=(n, n)) * (len(weights) - 1) / (n - 1)
    np.fill_diagonal(drawn, 0.0)
    return drawn


def ours(rest, before, during, k) -> None:
    rates = mean_field.follow(rest, before, during, k)
    assert rates is not None
    mean_field.linearise(rates, during, k)


def theirs(rest, during, k) -> None:
    """The same fixed point by scipy's general solver, then the same linear algebra."""
    found = root(lambda rates: mean_field._at(rates, during, k).mismatch, rest, tol=1e-9)
    mean_field.linearise(found.x, during, k)


def main() -> None:
    given = options(__doc__, rounds=15)
    k = schematic().constants
    blocks = iter(np.linspace(0.05, 0.45, 10_000))

    def simulate() -> None:
        regions.simulate(block=float(next(blocks)))  # never the same twice, so nothing is kept

    rest, before, during = wirings(18)
    spent = alternate({"ours": simulate, "theirs": partial(theirs, rest, during, k)}, 4 * given.rounds)
    lines = [
        Line("network.simulate, 18 regions", spent["ours"], "ms", "scipy.optimize.root", spent["theirs"])
    ]
    for n in (18, 100, 400):
        rest, before, during = wirings(n)
        jobs = {"ours": partial(ours, rest, before, during, k), "theirs": partial(theirs, rest, during, k)}
        spent = alternate(jobs, given.rounds if n < 400 else 3)
        lines.append(
            Line(f"mean field, {n} regions", spent["ours"], "ms", "scipy.optimize.root", spent["theirs"])
        )
    report("network", lines, given.json)


if __name__ == "__main__":
    main()
