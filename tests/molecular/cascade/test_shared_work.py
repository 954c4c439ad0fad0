"""What is saved changes no number: nodes that nobody reads, runs side by side, courses solved in one go."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from ketamine_viz.molecular.arrows import steps
from ketamine_viz.molecular.cascade.agents import hypotheses
from ketamine_viz.molecular.cascade.interventions import Intervention
from ketamine_viz.molecular.cascade.rodent import rodent
from ketamine_viz.molecular.cascade.run import simulate, simulate_each
from ketamine_viz.molecular.paths import find_paths

SHORT = {"hours": 48.0, "draws": 7, "points": 40}
LAYERS = [preset.layers for preset in hypotheses()]
DONE = (
    (),
    ("nbqx",),
    ("rapamycin", "trkb_knockout"),
    (Intervention("ampar", "block", 1.0, 3.0),),
    (Intervention("spines", "raise"),),
)


def same(one, other, names):
    for name in names:
        np.testing.assert_allclose(one.outputs[name], other.outputs[name], rtol=0, atol=1e-6)


@pytest.mark.parametrize("layers", LAYERS)
@pytest.mark.parametrize("done", DONE)
def test_a_run_is_the_same_whatever_is_read_and_whatever_it_stands_beside(layers, done):
    whole = simulate(rodent(10.0), interventions=done, hypotheses=layers, **SHORT)
    intact = simulate(rodent(10.0), hypotheses=layers, **SHORT)
    part = simulate(rodent(10.0), interventions=done, hypotheses=layers, read=["spines"], **SHORT)
    beside = simulate(rodent(10.0), interventions=done, hypotheses=layers, beside=intact, **SHORT)
    assert "spines" in part.outputs
    assert len(part.outputs) < len(whole.outputs)
    same(part, whole, part.outputs)
    same(part.baseline, whole.baseline, part.outputs)
    assert beside.outputs.keys() == whole.outputs.keys()
    same(beside, whole, whole.outputs)


def test_a_run_of_another_dose_is_not_used():
    other = simulate(rodent(50.0), **SHORT)
    alone = simulate(rodent(5.0), interventions=["nbqx"], **SHORT)
    beside = simulate(rodent(5.0), interventions=["nbqx"], beside=other, **SHORT)
    same(beside, alone, alone.outputs)


@pytest.mark.parametrize("layers", LAYERS)
def test_doses_in_one_go_are_those_one_by_one(layers):
    courses = [rodent(dose, "rat") for dose in (1.0, 30.0, 200.0)]
    for course, run in zip(courses, simulate_each(courses, hypotheses=layers, **SHORT), strict=True):
        alone = simulate(course, hypotheses=layers, **SHORT)
        same(run, alone, alone.outputs)
        same(run.baseline, alone.baseline, alone.outputs)


def test_courses_that_change_at_different_times_are_refused():
    with pytest.raises(ValueError, match="same times for all"):
        simulate_each([rodent(10.0), rodent(10.0, "slice")], **SHORT)
    with pytest.raises(ValueError, match="at least one course"):
        simulate_each([], **SHORT)


def test_a_node_that_was_not_read_says_so():
    run = simulate(rodent(10.0), read=["glutamate"], **SHORT)
    assert run.draws == SHORT["draws"]
    assert "spines" not in run.nodes
    with pytest.raises(ValueError, match="was not read in this run"):
        run["spines"]
    with pytest.raises(ValueError, match="is one word"):
        simulate(rodent(10.0), read="spines", **SHORT)
    with pytest.raises(ValueError, match="spinez"):
        simulate(rodent(10.0), read=["spinez"], **SHORT)


@pytest.mark.parametrize(("source", "target"), [("ketamine", "spines"), ("glutamate", "ad_rapid")])
def test_chains_are_those_of_networkx(source, target):
    found = {path.steps for path in find_paths(source, target, "undisputed").found}
    allowed = [one for one in steps().items() if one[1]["strength"] != "contested"]
    whole = nx.MultiDiGraph((step["source"], step["target"], key) for key, step in allowed)
    expected = {tuple(key for *_, key in chain) for chain in nx.all_simple_edge_paths(whole, source, target)}
    assert found == expected
    assert found
