"""SBML: another engine runs it to the same curve; without the extra, the error says which."""

from __future__ import annotations

import sys

import numpy as np
import pytest

import ketamine_viz as kv
from ketamine_viz import Dose
from ketamine_viz.routes import simulate

REGIMENS = {
    "drip": ([Dose("racemic", "iv_infusion", 35.0, 40.0)], 70.0, "venous"),
    "drip, artery": ([Dose("racemic", "iv_infusion", 35.0, 40.0)], 55.0, "arterial"),
    "push and drip": (
        [Dose("esketamine", "iv_bolus", 7.0), Dose("esketamine", "iv_infusion", 20.0, 60.0, at_h=0.5)],
        90.0,
        "arterial",
    ),
    "overlapping drips": (
        [Dose("racemic", "iv_infusion", 20.0, 60.0, at_h=1.0), Dose("racemic", "iv_infusion", 10.0, 90.0, at_h=1.5)],
        70.0,
        "venous",
    ),
    "swallowed thrice": ([Dose("racemic", "oral", 25.0, at_h=h) for h in (0.0, 6.0, 12.0)], 70.0, "venous"),
    "slow tablets": ([Dose("racemic", "oral", 40.0, release_h=8.0)], 75.0, "venous"),
    "film": ([Dose("esketamine", "film", 50.0)], 73.0, "arterial"),
    "lozenge and muscle": (
        [Dose("arketamine", "sublingual", 25.0), Dose("racemic", "im", 20.0, at_h=3.0)],
        70.0,
        "venous",
    ),
    "spray, label": ([Dose("esketamine", "intranasal", 84.0, at_h=h) for h in (0.0, 10.0)], 70.0, "nasal_label"),
    "spray and skin": (
        [Dose("esketamine", "intranasal", 56.0), Dose("esketamine", "sc", 20.0, at_h=0.25)],
        70.0,
        "venous",
    ),
}  # fmt: skip


def run(text, times):
    roadrunner = pytest.importorskip("roadrunner")
    engine = roadrunner.RoadRunner(text)
    engine.integrator.relative_tolerance, engine.integrator.absolute_tolerance = 1e-11, 1e-15
    engine.integrator.maximum_time_step = 0.05
    wanted = [n for n in engine.model.getGlobalParameterIds() if n.endswith("ketamine")]
    found = engine.simulate(times[0], times[-1], len(times), ["time", *wanted])
    np.testing.assert_allclose(found[:, 0], times, atol=1e-9)
    return dict(zip(wanted, found[:, 1:].T, strict=True))


@pytest.mark.parametrize("name", REGIMENS)
def test_another_engine_runs_it_to_the_same_curve(name):
    pytest.importorskip("antimony")
    doses, weight, preset = REGIMENS[name]
    times = np.linspace(0.0, 24.0, 98)  # no sample falls on an event: there a level may jump
    course = simulate(doses, weight, preset=preset, times_h=times)
    found = run(kv.routes.to_sbml(doses, weight, preset), times)
    assert {"ketamine", "norketamine"} <= set(found)
    for analyte, level in found.items():
        expected = course.ng_per_ml[analyte]
        np.testing.assert_allclose(
            level[1:], expected[1:], rtol=1e-6, atol=1e-9 * expected.max(), err_msg=analyte
        )


def test_first_pass_strength_goes_with_it():
    pytest.importorskip("antimony")
    doses, times = [Dose("racemic", "oral", 35.0)], np.linspace(0, 12, 30)
    found = run(kv.routes.to_sbml(doses, first_pass_strength=3.0), times)
    expected = simulate(doses, times_h=times, first_pass_strength=3.0)
    np.testing.assert_allclose(found["ketamine"][1:], expected.ng_per_ml["ketamine"][1:], rtol=1e-6)


def test_units_are_milligrams_and_hours_and_a_form_not_given_is_not_there():
    pytest.importorskip("antimony")
    text = kv.routes.to_sbml([Dose("esketamine", "im", 20.0)])
    assert 'timeUnits="time_unit"' in text
    assert 'id="s_K"' in text
    assert 'id="r_K"' not in text
    assert text == kv.routes.to_sbml([Dose("esketamine", "im", 20.0)])


def test_without_the_extra_the_error_names_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "antimony", None)
    with pytest.raises(
        ImportError, match=r"to_sbml needs .* antimony; install the extra: .*ketamine-viz\[export\]"
    ):
        kv.routes.to_sbml([Dose("esketamine", "im", 20.0)])


def test_bad_input_is_refused_as_by_simulate():
    with pytest.raises(ValueError, match="preset='nasal_label' does not serve"):
        kv.routes.to_sbml([Dose("racemic", "im", 20.0)], preset="nasal_label")
    with pytest.raises(ValueError, match="first_pass_strength=0 is out of range"):
        kv.routes.to_sbml([Dose("racemic", "im", 20.0)], first_pass_strength=0)
