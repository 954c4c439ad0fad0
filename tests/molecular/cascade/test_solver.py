"""The steps against an adaptive stiff solver that knows nothing of them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from scipy.integrate import solve_ivp

import ketamine_viz as kv
from ketamine_viz.molecular.cascade.ensemble import draws
from ketamine_viz.molecular.cascade.grid import graded
from ketamine_viz.molecular.cascade.inputs import before_dose, drive, events_h
from ketamine_viz.molecular.cascade.wiring import layers, network

HOURS, DRAWS, SEED = 336.0, 12, 1
DRIP = kv.Dose(form="racemic", route="iv_infusion", mg=35.0, over_min=40.0)


class Reference:
    """The equations of the tables, read one by one, for one draw."""

    def __init__(self, wiring, course, k):
        self.parts = network(wiring, layers()).parts
        self.moving = [part for part in self.parts if part.state.kind == "state"]
        self.drawn, self.k = draws(DRAWS, SEED), k
        self.tau = [
            np.array([float(table[p.state.id][k]) for p in self.moving])
            for table in (self.drawn.rise_h, self.drawn.fall_h)
        ]
        self.grid = graded(events_h(course), HOURS, 6000)
        found = drive(course, self.grid).inputs
        self.names, self.levels = list(found), np.array([values[1:] for values in found.values()])

    def read(self, rule, now):
        x = now[rule.source]
        if rule.form in ("linear", "not_linear"):
            return x if rule.form == "linear" else 1 - x
        n, half = float(self.drawn.power[rule.id][self.k]), float(self.drawn.half_power[rule.id][self.k])
        h = (1 + half) * x**n / (half + x**n)
        return h if rule.form == "hill" else 1 - h

    def targets(self, inputs, states):
        now, found = dict(inputs), {}
        for part in self.parts:
            state = part.state
            if state.kind == "input":
                continue
            if state.kind == "constant":
                now[state.id] = state.rest
                continue
            left = 1 - state.rest
            for term in part.drives:
                left *= 1 - np.prod([rule.weight * self.read(rule, now) for rule in term])
            value = 1 - left
            for rule in part.gates:
                value *= 1 - rule.weight + rule.weight * self.read(rule, now)
            for rule in part.brakes:
                value *= 1 - rule.weight * self.read(rule, now)
            if state.kind == "state":
                found[state.id] = value
                now[state.id] = value if states is None else max(states[state.id], 0.0)
            else:
                now[state.id] = value
        return np.array([found[part.state.id] for part in self.moving])

    def inputs(self, t):
        k = int(np.clip(np.searchsorted(self.grid, t, side="right") - 1, 0, len(self.grid) - 2))
        share = (t - self.grid[k]) / (self.grid[k + 1] - self.grid[k])
        return dict(
            zip(
                self.names,
                self.levels[:, k] + share * (self.levels[:, k + 1] - self.levels[:, k]),
                strict=True,
            )
        )

    def change(self, t, y):
        states = dict(zip((p.state.id for p in self.moving), y, strict=True))
        target = self.targets(self.inputs(t), states)
        return (target - y) / np.where(target > y, *self.tau)

    def solve(self, course, times):
        y, found = self.targets(before_dose(), None), []
        edges = sorted({0.0, *(e for e in events_h(course) if e < HOURS), HOURS})
        for start, stop in pairwise(edges):
            inside = times[(times >= start) & ((times < stop) | (stop == HOURS))]
            done = solve_ivp(
                self.change,
                (start, stop),
                y,
                method="LSODA",
                rtol=1e-7,
                atol=1e-9,
                t_eval=np.unique([*inside, stop]),
            )
            assert done.success
            found += list(done.y.T[: len(inside)])
            y = done.y[:, -1]
        return np.array(found).T


@pytest.mark.slow
@pytest.mark.parametrize(
    ("wiring", "who", "k"),
    [("split", "human", 0), ("split", "mouse", 5), ("series", "rat", 9), ("parallel", "human", 3)],
)
def test_an_adaptive_stiff_solver_agrees_to_a_thousandth(wiring, who, k):
    course = kv.routes.simulate([DRIP]) if who == "human" else kv.molecular.rodent(10.0, who)
    run = kv.molecular.simulate(course, HOURS, (), layers(), DRAWS, SEED, wiring=wiring)
    reference = Reference(wiring, course, k)
    expected = reference.solve(course, run.time_h)
    for part, values in zip(reference.moving, expected, strict=True):
        assert np.abs(run.values(part.state.id)[k] - values).max() < 1e-3, part.state.id
