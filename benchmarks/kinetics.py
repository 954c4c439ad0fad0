"""Dose to concentrations, one person and many, against libRoadRunner on the same compartments.

python benchmarks/kinetics.py [--rounds 9] [--most 100000]

libRoadRunner gets the model as SBML, compiled before the clock starts, at its
default tolerances; each run writes every substance at every time.  Nothing of
what ours answers is kept from one call to the next: the dose differs each time.
"""

# ruff: noqa: E402 - two settings go before numpy is loaded

from __future__ import annotations

import os

# A core type or cache size set for OpenBLAS slows products of small matrices; it is read when numpy is loaded.
for _setting in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
    os.environ.pop(_setting, None)

import re
import subprocess
import sys
import time
from itertools import count

import numpy as np
from common import REPOSITORY, Line, alternate, options, report

sys.path.insert(0, str(REPOSITORY / "tests" / "routes"))
import roadrunner
from test_engine import sbml

from ketamine_viz import Dose
from ketamine_viz.routes import model, people
from ketamine_viz.routes.spread import sample

HOURS, MINUTES = 24.0, 1441
ONE_SIZE = """import sys; sys.path.insert(0, {here!r})
import time
from common import peak_mb
from ketamine_viz.routes import Dose, people
drip = Dose("racemic", "iv_infusion", 35.0, 40.0)
people.population([drip], n=10)
before, began = peak_mb(), time.perf_counter()
people.population([drip], n={n})
print(time.perf_counter() - began, before, peak_mb())"""


def drip(mg: float) -> Dose:
    return Dose("racemic", "iv_infusion", mg, 40.0)


class Engine:
    """libRoadRunner on one mirror form; its rates are parameters, so that one compiled model serves all people."""

    def __init__(self, solution) -> None:
        rates: list[str] = []

        def named(found: re.Match) -> str:
            rates.append(found[1])
            return f"<times/><ci>a{len(rates) - 1}</ci>"

        text = re.sub(r"<times/><cn>([^<]+)</cn>", named, sbml(solution))
        listed = "".join(
            f'<parameter id="a{k}" value="{rate}" constant="true"/>' for k, rate in enumerate(rates)
        )
        text = text.replace("<listOfRules>", f"<listOfParameters>{listed}</listOfParameters><listOfRules>")
        self.runner = roadrunner.RoadRunner(text)
        self.runner.integrator.maximum_time_step = 0.25  # it must not step over the end of the drip
        system = solution.system
        self.columns = ["time", *(f"x{system.index(state)}" for state, _ in system.observe.values())]
        self.factors = [float(factor[0]) for _, factor in system.observe.values()]
        self.where = np.nonzero(system.matrix[0])

    def run(self, points: int, matrix: np.ndarray | None = None) -> np.ndarray:
        self.runner.reset()
        if matrix is not None:
            values = matrix[self.where]
            self.runner.model.setGlobalParameterValues(list(range(len(values))), values)
        return self.runner.simulate(0.0, HOURS, points, self.columns)


def one_person(rounds: int) -> Line:
    course = model.simulate([drip(35.0)], hours=HOURS)
    engines = {form: Engine(solution) for form, solution in course.solutions.items()}
    error = 0.0
    for form, engine in engines.items():
        found = engine.run(MINUTES)[:, 1] * engine.factors[0]
        exact = course.ng_per_ml[f"{form}_ketamine"]
        error = max(error, float(np.abs(found - exact).max() / exact.max()))
    assert error < 1e-3, f"the two engines differ by {error:.1e} of the peak"
    doses = count(1)

    def ours() -> None:
        model.simulate([drip(35.0 + next(doses) / 100)], hours=HOURS)

    def theirs() -> None:
        for engine in engines.values():
            engine.run(MINUTES)

    spent = alternate({"ours": ours, "theirs": theirs}, 5 * rounds)
    return Line(
        "one person, 24 h at 1 min", spent["ours"], "ms", "libRoadRunner, both mirror forms", spent["theirs"],
        ">= 4", f"they differ by {error:.0e} of the peak",
    )  # fmt: skip


def thousand(points: int, what: str, rounds: int) -> Line:
    n, preset = 1000, "venous"
    times = np.linspace(0.0, HOURS, points)
    solutions = model.solve([drip(35.0)], 70.0, preset, n, sample(preset, n, 1))
    engines = {form: Engine(solution) for form, solution in solutions.items()}
    seeds = count(1)

    def ours() -> None:
        people.population([drip(35.0)], n=n, seed=next(seeds), times_h=times)

    def theirs() -> None:
        for form, engine in engines.items():
            for matrix in solutions[form].system.matrix:
                engine.run(points, matrix)

    mine = alternate({"ours": ours}, rounds)["ours"]
    peer = alternate({"theirs": theirs}, 1)["theirs"]
    return Line(f"1,000 people, {what}", mine, "ms", "1,000 libRoadRunner runs", peer, ">= 20")


def growth(most: int) -> list[Line]:
    lines, first = [], None
    n = 1000
    while n <= most:
        code = ONE_SIZE.format(here=str(REPOSITORY / "benchmarks"), n=n)
        done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
        spent, before, peak = map(float, done.stdout.split())
        first = first or spent / n
        lines.append(
            Line(f"{n:,} people, own grid", spent / n * 1e3, "ms a person", "the first thousand", first * 1e3)
        )
        goal = "<= 1" if n == most else ""
        lines.append(
            Line(f"{n:,} people, peak memory", peak, "MB", "500 MB", 500.0, goal, f"{before:.0f} MB before")
        )
        n *= 10
    return lines


def main() -> None:
    given = options(__doc__, rounds=9, most=100_000)
    roadrunner.Logger.setLevel(roadrunner.Logger.LOG_ERROR)
    began = time.perf_counter()
    lines = [
        one_person(given.rounds),
        thousand(MINUTES, "24 h at 1 min", 3),
        thousand(200, "24 h at 200 times", 3),
        *growth(given.most),
    ]
    report("kinetics", lines, given.json, {"seconds": time.perf_counter() - began})


if __name__ == "__main__":
    main()
