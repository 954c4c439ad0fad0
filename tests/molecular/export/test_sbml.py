"""The cascade as SBML: another engine runs it to the same curves, and it says what it rests on."""

from __future__ import annotations

import sys
from xml.etree import ElementTree as ET

import numpy as np
import pytest

import ketamine_viz as kv
from ketamine_viz import Dose
from ketamine_viz.molecular.cascade.agents import hypotheses
from ketamine_viz.molecular.cascade.ensemble import draws as ensemble
from ketamine_viz.molecular.cascade.interventions import Intervention
from ketamine_viz.molecular.cascade.steps import resting
from ketamine_viz.molecular.cascade.tables import states
from ketamine_viz.molecular.cascade.wiring import STANDARD, WIRINGS, network
from ketamine_viz.molecular.export import equations
from ketamine_viz.molecular.identifiers import identifiers

PERSON = kv.routes.simulate([Dose("racemic", "iv_infusion", 35.0, 40.0)], times_h=[0.0, 1.0])
SPRAYS = kv.routes.simulate(
    [Dose("esketamine", "intranasal", 56.0, at_h=t) for t in (0.0, 72.0)], times_h=[0.0, 1.0]
)
#: The engine's tolerance and the grid's steps together: what two solutions may differ by.
NEAR = 1e-3


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    pytest.importorskip("antimony")
    return tmp_path_factory.mktemp("sbml")


def curves(path, run):
    """An engine's curves at the times of a run, shape (times, states)."""
    roadrunner = pytest.importorskip("roadrunner")
    roadrunner.Logger.setLevel(roadrunner.Logger.LOG_ERROR)
    engine = roadrunner.RoadRunner(str(path))
    engine.integrator.relative_tolerance, engine.integrator.absolute_tolerance = 1e-7, 1e-9
    engine.integrator.maximum_time_step = 2.0  # it must not step over a window
    names = [equations.named(state) for state in states()]
    found = np.array(engine.simulate(times=[float(t) for t in run.time_h], selections=["time", *names]))
    np.testing.assert_allclose(found[:, 0], run.time_h, atol=1e-9)
    return found[:, 1:]


def apart(theirs, run, draw=0):
    """The largest difference from our curves, by state."""
    ours = np.column_stack([run.values(state)[draw] for state in states()])
    return dict(zip(states(), np.abs(theirs - ours).max(axis=0), strict=True))


CASES = {
    "a drip in a person": (PERSON, 336.0, (), STANDARD),
    "two sprays": (SPRAYS, 168.0, (), STANDARD),
    "an injection in a mouse": (kv.molecular.rodent(10.0, "mouse"), 48.0, (), STANDARD),
    "a bath": (kv.molecular.bath(1.0), 24.0, (), STANDARD),
    "rapamycin": (PERSON, 72.0, ("rapamycin",), STANDARD),
    "a knockout and a blocker": (
        PERSON,
        72.0,
        ("trkb_knockout", "naltrexone"),
        ("core", "disinhibition", "opioid"),
    ),
    "receptors blocked beforehand": (PERSON, 24.0, ("mk801_pretreatment", "glun2b_interneurons"), STANDARD),
    "held up for an hour": (
        PERSON,
        24.0,
        (Intervention("pyr", "raise", 2.0, 3.0, 0.8), Intervention("ampar", "enhance", 5.0, 6.0)),
        STANDARD,
    ),
    "every layer at once": (
        PERSON,
        48.0,
        (),
        tuple(dict.fromkeys(layer for one in hypotheses() for layer in one.layers)),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_another_engine_agrees_with_the_middle_run(folder, name):
    course, hours, done, layers = CASES[name]
    path = kv.molecular.to_sbml(folder / "one.xml", course, hours, done, layers, draws=1)
    run = kv.molecular.simulate(course, hours, done, layers, draws=1, points=600)
    found = apart(curves(path, run), run)
    assert max(found.values()) < NEAR, max(found, key=found.get)


def test_it_agrees_on_the_grid_that_is_drawn(folder):
    path = kv.molecular.to_sbml(folder / "grid.xml", PERSON)
    run = kv.molecular.simulate(PERSON)  # as it comes: 200 draws on 300 times
    assert max(apart(curves(path, run), run).values()) < NEAR


@pytest.mark.parametrize("draw", [1, 6])
def test_any_draw_can_be_sent_on(folder, draw):
    path = kv.molecular.to_sbml(folder / "draw.xml", PERSON, 48.0, draw=draw, draws=7, seed=3)
    run = kv.molecular.simulate(PERSON, 48.0, draws=7, seed=3, points=600)
    theirs = curves(path, run)
    assert max(apart(theirs, run, draw).values()) < NEAR
    assert max(apart(theirs, run, 0).values()) > NEAR, "another draw is another model"


@pytest.mark.parametrize("wiring", WIRINGS)
def test_it_begins_where_our_run_rests(wiring):
    net, drawn = network(wiring), ensemble(9, 1)
    rest = resting(net, drawn)
    for draw in range(9):
        begin = equations.starts(net, equations.constants(net, drawn, draw), ())
        assert begin
        for state, value in begin.items():
            assert value == pytest.approx(float(rest[state][0, draw]), abs=1e-5), state


def test_each_state_and_rule_says_what_it_is(folder):
    root = ET.parse(kv.molecular.to_sbml(folder / "said.xml", PERSON)).getroot()
    found = {one.get("id"): one for one in root.iter(f"{{{root.tag.partition('}')[0][1:]}}}parameter")}
    for state in states().values():
        parameter = found[equations.named(state.id)]
        assert parameter.get("name")
        if state.node:
            told = ET.tostring(parameter, encoding="unicode")
            for one in identifiers(state.node):
                assert (one.uri in told) == (one.relation != "related"), one
    assert found["trkb"].get("sboTerm") == "SBO:0000244"
    for rule in network().rules:
        if rule.form in ("hill", "not_hill"):
            told = " ".join(found[f"n_{rule.id}"].itertext())
            assert f"hypothesis {rule.hypothesis}" in told
            for key in rule.edges:
                (row,) = (r for r in kv.evidence.rows("molecular/cascade_edges") if r["id"] == key)
                assert (
                    f"{key} {row['source']} {row['sign']} {row['target']}: strength {row['strength']}" in told
                )
                assert f"references {' '.join(row['refs'])}" in told
                assert "ECO:" in told


def test_without_the_extra_the_error_names_it(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "antimony", None)
    with pytest.raises(
        ImportError, match=r"to_sbml needs .* antimony; .*: pip install 'ketamine_viz\[export\]'"
    ):
        kv.molecular.to_sbml(tmp_path / "no.xml", PERSON)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (
            {"course": object()},
            "course=object has no equations; allowed: of routes.simulate or molecular.rodent",
        ),
        ({"draw": 200}, "draw=200 is not allowed; allowed: a whole number from 0 to 199"),
        ({"draw": True}, "draw=True is not allowed"),
        ({"draws": 0}, "draws=0 is not allowed; allowed: a whole number from 1 to"),
        ({"hours": 0}, "hours=0 is not allowed; allowed: above 0 up to"),
        ({"hours": float("nan")}, "hours=nan is not allowed"),
        ({"interventions": ["rapamycine"]}, "interventions='rapamycine' is unknown; allowed: rapamycin"),
        ({"hypotheses": ["core"]}, "cannot run; allowed: 'core' and at least one of"),
        ({"wiring": "serial"}, "wiring='serial' is unknown; allowed: series"),
        (
            {"interventions": [Intervention("ampar", start_h=400.0)]},
            "leaves the run; allowed: 0 to hours=336",
        ),
        ({"path": ""}, "path='' is not a file name"),
    ],
)
def test_bad_input_is_named(folder, wrong, words):
    given = {"path": folder / "bad.xml", "course": PERSON, **wrong}
    with pytest.raises(ValueError, match=words):
        kv.molecular.to_sbml(**given)
