"""Simulating: limits, monotony, bad input, what was studied."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz import Dose
from ketamine_viz.routes import ANALYTES, PRESETS, simulate
from ketamine_viz.routes.dose import ROUTES

DRIP = Dose("racemic", "iv_infusion", 35.0, 40.0)
SWALLOWED = Dose("racemic", "oral", 35.0)
SPRAY = Dose("esketamine", "intranasal", 84.0)


def test_a_course_holds_every_substance_on_a_minute_grid():
    course = simulate([DRIP])
    assert tuple(course.ng_per_ml) == ANALYTES
    assert len(course.time_h) == 1441
    assert np.diff(course.time_h) == pytest.approx(1 / 60)
    assert all(
        level.shape == course.time_h.shape and (level >= 0).all() for level in course.ng_per_ml.values()
    )
    assert (course.preset, course.weight_kg, course.doses) == ("venous", 70.0, (DRIP,))


@pytest.mark.parametrize(("preset", "peak"), [("venous", 160), ("arterial", 297)])
def test_the_two_sites_of_the_textbook_drip(preset, peak):
    course = simulate([DRIP], preset=preset)
    assert course.cmax("ketamine") == pytest.approx(peak, abs=0.6)
    assert course.tmax_h("ketamine") == pytest.approx(40 / 60)


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("form", ["racemic", "esketamine", "arketamine"])
@pytest.mark.parametrize("preset", ["venous", "arterial"])
def test_every_route_and_form_is_served(route, form, preset):
    dose = Dose(form, route, 20.0, 40.0 if route == "iv_infusion" else None)
    course = simulate([dose], preset=preset)
    for substance in ("ketamine", "norketamine", "hydroxynorketamine"):
        assert course.cmax(substance) > 0
        assert course.auc(substance, 24.0) < course.auc(substance) < math.inf
    halves = {"racemic": "sr", "esketamine": "s", "arketamine": "r"}[form]
    for half in "sr":
        assert (course.cmax(f"{half}_ketamine") > 0) == (half in halves)


def test_the_label_set_knows_no_hydroxynorketamine_and_no_other_route():
    course = simulate([SPRAY], preset="nasal_label")
    assert "hydroxynorketamine" not in course.ng_per_ml
    with pytest.raises(
        ValueError, match="analyte='hydroxynorketamine' is not in this course; allowed: ketamine"
    ):
        course.cmax("hydroxynorketamine")
    for wrong in (SWALLOWED, DRIP, Dose("racemic", "intranasal", 50.0)):
        with pytest.raises(ValueError, match="preset='nasal_label' does not serve form="):
            simulate([wrong], preset="nasal_label")
    assert simulate([Dose("esketamine", "iv_infusion", 28.0, 40.0)], preset="nasal_label").cmax() > 0


@given(st.floats(1, 100), st.floats(1, 600), st.sampled_from(PRESETS))
def test_exposure_of_a_drip_is_dose_over_clearance_however_long_it_runs(mg, minutes, preset):
    course = simulate([Dose("esketamine", "iv_infusion", mg, minutes)], preset=preset)
    unit = simulate([Dose("esketamine", "iv_bolus", 1.0)], preset=preset)
    assert course.auc("ketamine") == pytest.approx(mg * unit.auc("ketamine"), rel=1e-9)
    clearance = {"venous": 95.2, "arterial": 88.8, "nasal_label": 109.1}[preset]
    assert 1000 / unit.auc("ketamine") == pytest.approx(clearance, rel=1e-3)


@given(st.floats(5, 120), st.floats(1.05, 5))
def test_a_longer_drip_peaks_lower_and_later(minutes, factor):
    short, long = (simulate([Dose("racemic", "iv_infusion", 35, m)]) for m in (minutes, minutes * factor))
    assert short.cmax() > long.cmax()
    assert short.tmax_h() <= long.tmax_h()


@given(st.floats(30, 150), st.floats(1.05, 2), st.sampled_from(["venous", "arterial"]))
def test_a_heavier_person_has_lower_levels_unless_the_study_found_no_effect(weight, factor, preset):
    light, heavy = (simulate([DRIP], weight_kg=w, preset=preset) for w in (weight, weight * factor))
    assert light.cmax() > heavy.cmax()
    assert light.auc() / heavy.auc() == pytest.approx(factor**0.75)
    a, b = (simulate([SPRAY], weight_kg=w, preset="nasal_label") for w in (weight, weight * factor))
    assert a.auc() == b.auc()


@given(st.floats(0, 100), st.floats(0.1, 30))
def test_a_later_dose_is_the_same_course_later(start, after):
    now = simulate([SWALLOWED], times_h=[after])
    later = simulate([Dose("racemic", "oral", 35.0, at_h=start)], times_h=[start + after])
    np.testing.assert_allclose(later.ng_per_ml["norketamine"], now.ng_per_ml["norketamine"], rtol=1e-6)
    assert simulate([Dose("racemic", "oral", 35.0, at_h=start + 1)], times_h=[start + 0.5]).cmax() == 0


def test_nothing_is_left_after_two_weeks():
    level = simulate([DRIP], times_h=[336.0]).ng_per_ml["ketamine"][0]
    assert level < 1e-6


def test_swallowing_gives_less_ketamine_and_more_norketamine_for_it():
    drip, oral = simulate([DRIP]), simulate([SWALLOWED])
    assert oral.auc("ketamine") / drip.auc("ketamine") == pytest.approx(0.20)
    assert oral.auc("norketamine") / oral.auc("ketamine") > 3 * drip.auc("norketamine") / drip.auc("ketamine")


def test_a_slow_tablet_peaks_lower_and_later():
    fast, slow = simulate([SWALLOWED]), simulate([Dose("racemic", "oral", 35.0, release_h=8.0)])
    assert slow.cmax() < fast.cmax()
    assert slow.tmax_h() == pytest.approx(8.0)


def test_the_second_spray_device_delivers_less():
    one, two = (simulate([Dose("esketamine", "intranasal", mg)], preset="nasal_label") for mg in (28, 56))
    assert one.cmax() < two.cmax() < 2 * one.cmax()


def test_r_ketamine_leaves_more_slowly():
    course = simulate([DRIP])
    assert course.auc("r_ketamine") / course.auc("s_ketamine") == pytest.approx(1 / 0.88)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"doses": []}, r"doses=\[\] is empty; allowed: a list of at least one Dose"),
        ({"doses": DRIP}, "is a single dose; allowed: a list"),
        ({"doses": None}, "doses=None is not a list"),
        ({"doses": [35.0]}, "doses holds 35.0; allowed: only Dose"),
        ({"weight_kg": 0}, "weight_kg=0 is out of range; allowed: a number of kg above"),
        ({"weight_kg": -70}, "weight_kg=-70 is out of range"),
        ({"weight_kg": math.nan}, "weight_kg=nan is out of range"),
        ({"weight_kg": math.inf}, "weight_kg=inf is out of range"),
        ({"weight_kg": "70"}, "weight_kg='70' is not a number"),
        ({"hours": 0}, "hours=0 is out of range; allowed: a number of h above 0"),
        ({"hours": -1}, "hours=-1 is out of range"),
        ({"hours": math.nan}, "hours=nan is out of range"),
        ({"hours": 1e9}, "hours=1000000000.0 is out of range"),
        ({"preset": "portal"}, "preset='portal' is not allowed; allowed: venous, arterial, nasal_label"),
        ({"times_h": []}, r"times_h of shape \(0,\) is not allowed"),
        ({"times_h": [[0, 1]]}, r"times_h of shape \(1, 2\) is not allowed"),
        ({"times_h": [0, 1, 1]}, "is not a grid; allowed: one to 2,000,000 finite rising hours from 0"),
        ({"times_h": [1, 0]}, "is not a grid"),
        ({"times_h": [-1, 0]}, "is not a grid"),
        ({"times_h": [0, math.nan]}, "is not a grid"),
        ({"times_h": [0, math.inf]}, "is not a grid"),
        ({"times_h": "abc"}, "times_h='abc' is not a list of numbers"),
        ({"times_h": 3.0}, r"times_h of shape \(\) is not allowed"),
    ],
)
def test_bad_arguments_are_named_with_what_is_allowed(change, words):
    with pytest.raises(ValueError, match=words):
        simulate(**{"doses": [DRIP], **change})


@pytest.mark.parametrize("to_h", [-1, math.nan, math.inf, True])
def test_an_area_ends_at_a_finite_time(to_h):
    with pytest.raises(
        ValueError, match=f"to_h={to_h!r} is not allowed; allowed: None, or finite hours from 0"
    ):
        simulate([DRIP]).auc(to_h=to_h)


def test_an_area_of_no_time_is_none_and_grows_to_the_whole():
    course = simulate([DRIP])
    areas = [course.auc(to_h=t) for t in (0, 0.5, 5, 50, 500)]
    assert areas[0] == 0
    assert areas == sorted(areas)
    assert areas[-1] == pytest.approx(course.auc(), rel=1e-9)


def test_a_coarse_grid_does_not_lose_the_peak():
    coarse = simulate([DRIP], times_h=[0.0, 3.0, 24.0])
    assert coarse.cmax() == pytest.approx(simulate([DRIP]).cmax(), rel=1e-6)
    assert coarse.tmax_h() == pytest.approx(2 / 3)


def test_what_was_studied_is_inside_and_the_rest_is_measured_from_it():
    assert simulate([DRIP]).outside_studied is None
    assert simulate([SPRAY]).outside_studied is None
    far = simulate([Dose("racemic", "iv_infusion", 350.0, 40.0)]).outside_studied
    assert far.nearest.id == "rac_iv100"
    assert far.times_mg == pytest.approx(5.0)
    assert "5 times its dose" in str(far)
    assert "Fava" in str(far)
    other = simulate([Dose("arketamine", "im", 35.0)]).outside_studied
    assert not other.same_form
    assert "this form was not studied by this route" in str(other)
    quick = simulate([Dose("racemic", "iv_infusion", 35.0, 5.0)]).outside_studied
    assert quick.times_duration == pytest.approx(5 / 40)
    assert simulate([DRIP, Dose("racemic", "oral", 4000.0)]).outside_studied.nearest.route == "oral"


def test_a_day_by_minutes_takes_milliseconds():
    simulate([DRIP])
    taken = []
    for _ in range(9):
        start = time.process_time()
        simulate([DRIP])
        taken.append(time.process_time() - start)
    # A quiet machine needs 1 ms; this only catches a return to stepping.
    assert min(taken) < 0.02
