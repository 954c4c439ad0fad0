"""The cascade over 14 days with a band of 200 draws, against 200 libRoadRunner runs of the same equations.

python benchmarks/cascade.py [--rounds 9] [--draws 200]

Both run in one process, on the same grid of times.  libRoadRunner gets the
model as SBML, compiled before the clock starts, at its default tolerances;
each run gets the constants of one draw and writes every state at every time.
Nothing of what ours answers is kept from one call to the next: the dose
differs each time, and so does what depends on it.
"""

# ruff: noqa: E402 - two settings go before numpy is loaded

from __future__ import annotations

import os

for _setting in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
    os.environ.pop(_setting, None)

import tempfile
import time
from itertools import count
from pathlib import Path

import numpy as np
import roadrunner
from common import Line, alternate, options, report

import ketamine_viz as kv
from ketamine_viz.molecular.cascade.ensemble import draws as ensemble
from ketamine_viz.molecular.cascade.tables import states
from ketamine_viz.molecular.cascade.wiring import network
from ketamine_viz.molecular.export import equations

HOURS = 336.0


def drip(mg: float):
    return kv.routes.simulate([kv.Dose("racemic", "iv_infusion", mg, 40.0)], times_h=[0.0, 1.0])


class Engine:
    """libRoadRunner on the exported model; the constants of a draw are parameters of one compiled model."""

    def __init__(self, draws: int, seed: int, time_h: np.ndarray) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = kv.molecular.to_sbml(
                Path(folder) / "cascade.xml", drip(35.0), HOURS, draws=draws, seed=seed
            )
            self.runner = roadrunner.RoadRunner(str(path))
        net, drawn = network(), ensemble(draws, seed)
        known = list(self.runner.model.getGlobalParameterIds())
        self.sets = []
        for draw in range(draws):
            values = equations.constants(net, drawn, draw)
            begin = {f"y_{name}": value for name, value in equations.starts(net, values, ()).items()}
            both = values | begin
            self.sets.append(([known.index(name) for name in both], list(both.values())))
        self.times = [float(t) for t in time_h]
        self.names = [equations.named(state) for state in states()]

    def run(self, draw: int) -> np.ndarray:
        self.runner.resetToOrigin()  # with the drip, which an event has turned off
        places, values = self.sets[draw]
        self.runner.model.setGlobalParameterValues(places, values)
        return np.array(self.runner.simulate(times=self.times, selections=["time", *self.names]))


def main() -> None:
    given = options(__doc__, rounds=9, draws=200)
    roadrunner.Logger.setLevel(roadrunner.Logger.LOG_ERROR)
    began = time.perf_counter()
    seed = 1
    run = kv.molecular.simulate(drip(35.0), HOURS, draws=given.draws, seed=seed)
    engine = Engine(given.draws, seed, run.time_h)
    theirs = np.stack([engine.run(draw) for draw in range(given.draws)])[:, :, 1:]
    ours = np.stack([run.values(state) for state in states()], axis=2)
    error = float(np.abs(theirs - ours).max())
    doses = count(1)

    def band() -> None:
        found = kv.molecular.simulate(drip(35.0 + next(doses) / 100), HOURS, draws=given.draws, seed=seed)
        for node in found.nodes:
            found[node]

    def runs() -> None:
        for draw in range(given.draws):
            engine.run(draw)

    mine = alternate({"ours": band}, given.rounds)["ours"]
    peer = alternate({"theirs": runs}, 1)["theirs"]
    line = Line(
        f"14 days, band of {given.draws} draws", mine, "ms", f"{given.draws} libRoadRunner runs", peer, ">= 50",
        f"every draw and state differs by at most {error:.0e}",
    )  # fmt: skip
    report("cascade", [line], given.json, {"seconds": time.perf_counter() - began})


if __name__ == "__main__":
    main()
