"""The solution is exact: mass is kept, doses add up, and independent solvers agree."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.linalg import expm

from ketamine_viz import Dose
from ketamine_viz.routes import simulate
from ketamine_viz.routes.dose import ROUTES
from ketamine_viz.routes.exact import even_stretches, exponential
from ketamine_viz.routes.model import solve

PRESETS = ("venous", "arterial")
forms = st.sampled_from(["racemic", "esketamine", "arketamine"])


AT_ANY_TIME = st.floats(0, 20)


@st.composite
def doses(draw, at=AT_ANY_TIME):
    route = draw(st.sampled_from(ROUTES))
    over = draw(st.floats(0.5, 600)) if route == "iv_infusion" else None
    release = draw(st.none() | st.floats(0.5, 24)) if route == "oral" else None
    return Dose(draw(forms), route, draw(st.floats(0.1, 100)), over, draw(at), release)


@given(st.lists(doses(), min_size=1, max_size=3), st.sampled_from(PRESETS), st.floats(0.01, 60))
def test_mass_in_is_mass_in_the_body_and_mass_lost(given_doses, preset, until):
    for solution in solve(given_doses, 70.0, preset).values():
        entered = solution.entered(until).sum()
        inside = solution.states(np.array([until]))[0, :, 0].sum()
        lost = float(solution.system.losses[0] @ solution.area(until)[0])
        assert inside + lost == pytest.approx(entered, rel=1e-9, abs=1e-12)
        assert (solution.states(np.array([until])) >= -1e-9).all()


@given(doses(at=st.just(0.0)), st.sampled_from(PRESETS))
def test_the_area_is_that_of_the_curve(dose, preset):
    course = simulate([dose], preset=preset, hours=12.0)
    fine = np.unique(np.concatenate([course.time_h, *(s.events_h for s in course.solutions.values())]))
    fine = fine[fine <= 12.0]
    for analyte in ("ketamine", "norketamine"):
        # Simpson within each gap needs its middle.
        middle = course.at(analyte, (fine[1:] + fine[:-1]) / 2)
        ends = course.at(analyte, fine)
        area = float((np.diff(fine) / 6 * (ends[1:] + ends[:-1] + 4 * middle)).sum())
        assert course.auc(analyte, to_h=12.0) == pytest.approx(area, rel=2e-4, abs=1e-9)


@given(doses(), st.floats(0.01, 1.0), st.sampled_from(PRESETS))
def test_levels_are_proportional_to_the_dose(dose, factor, preset):
    assume(dose.mg * factor > 0)
    # Not so for the spray: the second device delivers less.
    assume(not (dose.route == "intranasal" and dose.form == "esketamine"))
    less = Dose(dose.form, dose.route, dose.mg * factor, dose.over_min, dose.at_h, dose.release_h)
    times = [1.0, 5.0, 20.5, 30.0]
    full, part = (simulate([d], preset=preset, times_h=times).ng_per_ml for d in (dose, less))
    for analyte, level in full.items():
        np.testing.assert_allclose(part[analyte], factor * level, rtol=1e-7, atol=1e-12)


@given(st.lists(doses(), min_size=2, max_size=4), st.sampled_from(PRESETS))
def test_doses_add_up(several, preset):
    times = np.linspace(0, 30, 61)
    together = simulate(several, preset=preset, times_h=times)
    alone = [simulate([d], preset=preset, times_h=times) for d in several]
    for analyte, level in together.ng_per_ml.items():
        np.testing.assert_allclose(level, sum(c.ng_per_ml[analyte] for c in alone), rtol=1e-7, atol=1e-9)
        assert together.auc(analyte) == pytest.approx(sum(c.auc(analyte) for c in alone), rel=1e-9)


@given(doses(at=st.floats(0, 5)), st.sampled_from(PRESETS))
def test_a_course_does_not_depend_on_its_grid(dose, preset):
    even = simulate([dose], preset=preset, hours=10.0)
    own = simulate([dose], preset=preset, times_h=[0.013, 1.0, 1.5, 3.7, 10.0])
    for analyte, level in own.ng_per_ml.items():
        np.testing.assert_allclose(even.at(analyte, own.time_h), level, rtol=1e-8, atol=1e-10)
    assert own.cmax() == pytest.approx(even.cmax(), rel=1e-3)


def test_a_racemate_is_the_sum_of_its_halves():
    times = np.linspace(0, 24, 49)
    whole = simulate([Dose("racemic", "iv_infusion", 35, 40)], times_h=times).ng_per_ml
    left = simulate([Dose("esketamine", "iv_infusion", 17.5, 40)], times_h=times).ng_per_ml
    right = simulate([Dose("arketamine", "iv_infusion", 17.5, 40)], times_h=times).ng_per_ml
    for substance in ("ketamine", "norketamine", "hydroxynorketamine"):
        np.testing.assert_allclose(whole[substance], left[substance] + right[substance], rtol=1e-12)
        np.testing.assert_array_equal(left[f"r_{substance}"], 0.0)
        np.testing.assert_allclose(whole[f"s_{substance}"], left[substance], rtol=1e-12)


@given(st.floats(1e-6, 1e3), st.sampled_from(PRESETS))
def test_the_exponential_is_that_of_scipy(dt, preset):
    dose = Dose("esketamine", "film", 50)
    matrix = solve([dose], 70.0, preset)["s"]._augmented * dt
    np.testing.assert_allclose(exponential(matrix), expm(matrix), rtol=1e-9, atol=1e-12)


def test_even_stretches_share_their_ends():
    assert even_stretches(np.array([3.0])) == []
    assert even_stretches(np.array([0.0, 1.0, 3.0])) == [(0, 1), (1, 2)]


# -- the same equations, written out by hand for another solver ------------------------------

VENOUS = {
    "V": (133.0, 187.0, 98.8), "Q": (23.2, 157.0), "CL": 95.2, "f": 1.0, "mtt": None,
    "N": (98.638, 160.04, 42.778, 57.72), "n_factor": 1.0,
}  # fmt: skip
ARTERIAL = {
    "V": (11.6, 39.0, 174.0), "Q": (145.8, 72.6), "CL": 88.8, "f": 0.8, "mtt": 20.1 / 60,
    "N": (11.6, 221.0, 157.8, 60.0), "n_factor": 223.70 / 237.73,
}  # fmt: skip


def by_hand(c, times, into_k, into_metabolism, pieces):
    """Integrate S-ketamine, norketamine and hydroxynorketamine with LSODA over smooth pieces."""
    v1, v2, v3 = c["V"]
    q2, q3 = c["Q"]
    vn, vn2, qn, cln = c["N"]
    vh, vh2, qh, clh, step_h = 4.4, 87.5, 102.0, 55.98, 2 / (1.12 / 60)

    def slope(t, y):
        k, k2, k3, m1, m2, n, n2, h1, h2, h, hh, *_ = y
        cleared = c["CL"] / v1 * k
        back2, back3 = q2 / v1 * k - q2 / v2 * k2, q3 / v1 * k - q3 / v3 * k3
        if c["mtt"]:
            step = 2 / c["mtt"]
            d1, d2 = cleared + into_metabolism(t) - step * m1, step * (m1 - m2)
            made = c["f"] * step * m2
        else:
            d1 = d2 = 0.0
            made = c["f"] * cleared + into_metabolism(t)
        lost = cln / vn * n
        swap_n, swap_h = qn / vn * n - qn / vn2 * n2, qh / vh * h - qh / vh2 * hh
        return [
            into_k(t) - cleared - back2 - back3, back2, back3, d1, d2, made - lost - swap_n, swap_n,
            lost - step_h * h1, step_h * (h1 - h2), 0.7 * step_h * h2 - clh / vh * h - swap_h, swap_h,
        ]  # fmt: skip

    y, now, found = np.zeros(11), 0.0, []
    for stop in sorted({*pieces, *times}):
        if stop > now:
            y = solve_ivp(slope, (now, stop), y, method="DOP853", rtol=1e-11, atol=1e-13).y[:, -1]
            now = stop
        if stop in times:
            found.append(y)
    k, n, h = np.array(found)[:, [0, 5, 9]].T
    return {
        "s_ketamine": 1000 * k / v1,
        "s_norketamine": 1000 * c["n_factor"] * n / vn,
        "s_hydroxynorketamine": 1000 * 239.70 / 237.73 * h / vh,
    }


@pytest.mark.parametrize(("preset", "constants"), [("venous", VENOUS), ("arterial", ARTERIAL)])
def test_another_solver_agrees_on_a_drip(preset, constants):
    times = [0.25, 2 / 3, 1.0, 4.0, 12.0]
    rate, over = 17.5 / (2 / 3), 2 / 3
    expected = by_hand(constants, times, lambda t: rate if t < over else 0.0, lambda _: 0.0, [over])
    course = simulate([Dose("esketamine", "iv_infusion", 17.5, 40)], preset=preset, times_h=times)
    for analyte, level in expected.items():
        np.testing.assert_allclose(course.ng_per_ml[analyte], level, rtol=1e-6)


@pytest.mark.parametrize(("preset", "constants"), [("venous", VENOUS), ("arterial", ARTERIAL)])
def test_another_solver_agrees_on_a_swallowed_dose(preset, constants):
    times = [0.05, 0.5, 1.0, 4.0, 12.0]
    ka, over, mg = 2.0, 0.1, 20.0

    def left(t):
        """Share of the dose in the gut: filled evenly over `over`, emptied at rate ka."""
        return (1 - np.exp(-ka * min(t, over))) / (ka * over) * np.exp(-ka * max(t - over, 0.0))

    expected = by_hand(
        constants, times, lambda t: 0.2 * mg * ka * left(t), lambda t: 0.6 * mg * ka * left(t), [over]
    )
    course = simulate([Dose("esketamine", "oral", mg)], preset=preset, times_h=times)
    for analyte, level in expected.items():
        np.testing.assert_allclose(course.ng_per_ml[analyte], level, rtol=1e-6)
