"""The place of action: it lags behind the blood, exactly."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz import Dose
from ketamine_viz.routes import PRESETS, simulate

DRIP = Dose("esketamine", "iv_infusion", 17.5, 40.0)
HALF_LIVES = st.floats(0.1, 11.8)


def test_the_default_is_the_published_average():
    course = simulate([DRIP])
    np.testing.assert_array_equal(course.effect_site(), course.effect_site("ketamine", half_life_min=6.1))


@pytest.mark.parametrize("half_life", [0.5, 6.1, 11.8])
@pytest.mark.parametrize("preset", PRESETS)
def test_a_solver_that_steps_agrees(half_life, preset):
    from scipy.integrate import solve_ivp

    course = simulate([DRIP], preset=preset, times_h=np.linspace(0, 4, 81))
    rate = math.log(2) / half_life * 60
    inside = lambda t, e: rate * (course.at("ketamine", np.array([t]))[0] - e)  # noqa: E731
    found, start = [], [0.0]
    for a, b in ((0.0, 40 / 60), (40 / 60, 4.0)):  # the end of the drip is a corner
        at = course.time_h[(course.time_h >= a) & (course.time_h < b + (b == 4.0))]
        path = solve_ivp(
            inside, (a, b), start, "LSODA", t_eval=[*at, b] if b < 4 else at, rtol=1e-9, atol=1e-9
        )
        found += path.y[0].tolist()[: len(at)]
        start = [path.y[0, -1]]
    np.testing.assert_allclose(course.effect_site(half_life_min=half_life), found, rtol=1e-6, atol=1e-6)


def test_no_lag_is_the_blood_itself_and_a_tiny_one_nearly():
    course = simulate([DRIP])
    np.testing.assert_array_equal(course.effect_site(half_life_min=0), course.ng_per_ml["ketamine"])
    near = course.effect_site(half_life_min=0.002)
    np.testing.assert_allclose(near, course.ng_per_ml["ketamine"], atol=0.02 * course.cmax())


@given(HALF_LIVES, st.sampled_from(PRESETS))
def test_it_peaks_lower_and_later_and_the_area_is_the_same(half_life, preset):
    course = simulate([DRIP], preset=preset, hours=96.0)
    there = course.effect_site(half_life_min=half_life)
    assert there.max() < course.cmax()
    assert course.time_h[there.argmax()] >= course.tmax_h() - 1e-9
    assert (there >= 0).all()
    assert np.trapezoid(there, course.time_h) == pytest.approx(
        np.trapezoid(course.ng_per_ml["ketamine"], course.time_h), rel=2e-3
    )


@given(HALF_LIVES, st.floats(0.1, 5))
def test_it_is_proportional_to_the_dose(half_life, factor):
    one, other = (simulate([Dose("racemic", "im", 20.0 * f)]) for f in (1.0, factor))
    np.testing.assert_allclose(
        other.effect_site(half_life_min=half_life),
        factor * one.effect_site(half_life_min=half_life),
        rtol=1e-9,
    )


def test_mirror_forms_add_up_and_a_missing_one_is_zero():
    course = simulate([Dose("racemic", "oral", 35.0)])
    for substance in ("ketamine", "norketamine", "hydroxynorketamine"):
        parts = course.effect_site(f"s_{substance}") + course.effect_site(f"r_{substance}")
        np.testing.assert_allclose(course.effect_site(substance), parts, rtol=1e-12)
    assert not simulate([DRIP]).effect_site("r_ketamine").any()


@pytest.mark.parametrize("bad", [-1, 11.9, float("nan"), float("inf"), "6", True])
def test_a_half_life_out_of_range_is_refused(bad):
    with pytest.raises(ValueError, match=r"half_life_min=.*; allowed: None, or minutes from 0 to 11\.8"):
        simulate([DRIP]).effect_site(half_life_min=bad)


def test_an_unknown_substance_is_refused():
    with pytest.raises(ValueError, match="analyte='HNK' is not in this course; allowed: ketamine"):
        simulate([DRIP]).effect_site("HNK")
