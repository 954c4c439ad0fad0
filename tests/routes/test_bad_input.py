"""What cannot be, and what nobody studied: a clear error for the one, a flag with the nearest study for the other."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz import Dose
from ketamine_viz.routes import PRESETS, population, simulate
from ketamine_viz.routes.dose import FORMS, ROUTES
from ketamine_viz.routes.regimens import largest_studied_mg, shown, studied

DRIP = Dose("racemic", "iv_infusion", 35.0, 40.0)
LABEL_ROUTES = ("intranasal", "iv_infusion", "iv_bolus")
BAD_GRIDS = [
    ([], r"times_h of shape \(0,\) is not allowed; allowed: one to 2,000,000 finite"),
    ([[0, 1]], r"times_h of shape \(1, 2\) is not allowed"),
    ([-1, 0], "is not a grid; allowed: one to 2,000,000 finite"),
    ([0, math.nan], "is not a grid"),
    ([0, math.inf], "is not a grid"),
    ([0, 1e5], "times_h ends at 100000; allowed: up to 87600 h"),
    ([False, True], "is not a list of numbers"),
    ("abc", "times_h='abc' is not a list of numbers"),
]


def one(form: str, route: str, mg: float, **more: float) -> Dose:
    return Dose(form, route, mg, 40.0 if route == "iv_infusion" else None, **more)


@pytest.mark.parametrize(
    ("route", "field", "allowed"),
    [
        ("iv_infusion", "over_min", "minutes above 0 up to 14400"),
        ("oral", "release_h", "None, or hours above 0 up to 48"),
    ],
)
@pytest.mark.parametrize("none", [0, 0.0, -0.0])
def test_a_drip_and_a_release_take_some_time(route, field, allowed, none):
    with pytest.raises(ValueError, match=rf"{field}=-?0(\.0)? is out of range; allowed: {allowed}"):
        Dose("racemic", route, 35.0, **{field: none})


@pytest.mark.parametrize("route", sorted(set(ROUTES) - set(LABEL_ROUTES)))
@pytest.mark.parametrize("call", [simulate, population])
def test_the_label_set_says_which_routes_it_serves(call, route):
    allowed = r"allowed: esketamine by intranasal, iv_infusion or iv_bolus \(or preset venous, arterial\)"
    words = f"preset='nasal_label' does not serve form='esketamine' with route='{route}'; {allowed}"
    with pytest.raises(ValueError, match=words):
        call([one("esketamine", route, 20.0)], preset="nasal_label")


@pytest.mark.parametrize("form", ["racemic", "arketamine"])
@pytest.mark.parametrize("route", LABEL_ROUTES)
def test_the_label_set_serves_one_form(form, route):
    with pytest.raises(
        ValueError, match=f"does not serve form='{form}' with route='{route}'; allowed: esketamine"
    ):
        simulate([one("esketamine", route, 20.0), one(form, route, 20.0)], preset="nasal_label")


@pytest.mark.parametrize(("times", "words"), BAD_GRIDS, ids=str)
@pytest.mark.parametrize(
    "call",
    [
        lambda t: simulate([DRIP], times_h=t),
        lambda t: population([DRIP], n=3, times_h=t),
        lambda t: simulate([DRIP], times_h=[0.0]).at("ketamine", t),
    ],
    ids=["simulate", "population", "at"],
)
def test_a_grid_that_is_none_is_refused_wherever_it_is_given(call, times, words):
    with pytest.raises(ValueError, match=words):
        call(times)


@pytest.mark.parametrize("times", [[1, 0], [0, 1, 1], np.array([2.0, 1.0])], ids=str)
@pytest.mark.parametrize("call", [simulate, population])
def test_an_unsorted_grid_is_refused(call, times):
    with pytest.raises(
        ValueError, match="is not a grid; allowed: one to 2,000,000 finite rising hours from 0"
    ):
        call([DRIP], times_h=times)


@given(st.permutations([0.0, 0.3, 2 / 3, 1.0, 5.0, 24.0]))
def test_levels_at_times_of_ones_own_come_in_their_order(times):
    course = simulate([DRIP], times_h=[0.0])
    alone = [course.at("ketamine", [t])[0] for t in times]
    np.testing.assert_allclose(course.at("ketamine", times), alone, rtol=1e-8)


@pytest.mark.parametrize("route", ROUTES)
def test_beyond_ten_times_the_largest_studied_dose_is_refused_and_below_it_flagged(route):
    limit = 10 * largest_studied_mg(route)
    with pytest.raises(
        ValueError, match=rf"mg=.* is out of range; allowed: a number above 0, up to {limit:g}"
    ):
        one("racemic", route, limit * (1 + 1e-9))
    course = simulate([one("racemic", route, limit)])
    assert course.cmax() > 0
    assert course.outside_studied.times_mg >= 10 * 0.999


@given(
    st.sampled_from(ROUTES),
    st.sampled_from(FORMS),
    st.floats(math.log(0.001), math.log(9.9)).map(math.exp),
    st.sampled_from(PRESETS[:2]),
)
def test_any_dose_is_computed_and_flagged_exactly_when_it_lies_outside(route, form, factor, preset):
    dose = one(form, route, factor * largest_studied_mg(route))
    course = simulate([dose], preset=preset, times_h=[0.0, 1.0, 4.0])
    assert np.isfinite(course.ng_per_ml["ketamine"]).all()
    same = [r for r in studied() if (r.form, r.route, r.release_h) == (form, route, None)]
    far = course.outside_studied
    if not same:
        assert not far.same_form
        return
    amounts = [r.milligrams() for r in same]
    if min(amounts) <= dose.mg <= max(amounts):
        assert far is None or far.times_mg == 1.0
    elif not min(amounts) * 0.94 <= dose.mg <= max(amounts) * 1.06:
        assert far.times_mg != 1.0
        gaps = {r.id: abs(math.log(dose.mg / r.milligrams())) for r in same}
        if route != "iv_infusion":
            assert gaps[far.nearest.id] == pytest.approx(min(gaps.values()))
        assert far.nearest.form == form
        assert far.times_mg == pytest.approx(dose.mg / far.nearest.milligrams())


@pytest.mark.parametrize(("hours", "times"), [(0.5, 0.5 / 8), (8, 1), (9, 1), (10, 1), (47, 47 / 8)])
def test_a_release_time_is_held_against_the_studied_ones(hours, times):
    far = simulate([Dose("racemic", "oral", 40.0, release_h=hours)]).outside_studied
    if times == 1:
        assert far is None
    else:
        assert far.nearest.id == "rac_release40"
        assert far.times_duration == pytest.approx(times)
        assert f"{times:.3g} times its length" in str(far)


def test_doses_that_overlap_add_up_and_are_judged_as_one():
    both = simulate([DRIP, Dose("racemic", "iv_infusion", 35.0, 40.0, at_h=0.25)])
    each = [simulate([d]) for d in both.doses]
    np.testing.assert_allclose(
        both.ng_per_ml["ketamine"], sum(c.ng_per_ml["ketamine"] for c in each), rtol=1e-9, atol=1e-12
    )
    assert [c.outside_studied for c in each] == [None, None]
    assert both.outside_studied.counted == 2
    assert both.outside_studied.times_duration == pytest.approx(55 / 40)


def test_many_doses_at_once_do_not_pass_for_a_studied_one():
    far = simulate([Dose("racemic", "iv_infusion", 35.0, 40.0)] * 30).outside_studied
    assert (far.nearest.id, far.counted) == ("rac_iv100", 30)
    assert far.times_mg == pytest.approx(15.0)
    assert "30 doses given together, counted as one" in str(far)


def test_a_studied_course_stays_inside():
    """Three devices five minutes apart are one regimen; weeks of drips are many."""
    sprays = [Dose("esketamine", "intranasal", 28.0, at_h=k / 12) for k in range(3)]
    assert simulate(sprays).outside_studied is None
    weeks = [Dose("racemic", "iv_infusion", 35.0, 40.0, at_h=84.0 * k) for k in range(8)]
    assert simulate(weeks).outside_studied is None


def test_two_forms_at_once_were_not_studied():
    push = [one("racemic", "iv_bolus", 20.0), one("esketamine", "iv_bolus", 10.0)]
    assert [simulate([d]).outside_studied for d in push] == [None, None]
    far = simulate(push).outside_studied
    assert (far.same_form, far.counted) == (False, 2)


@pytest.mark.parametrize("form", FORMS)
def test_what_is_shown_is_inside(form):
    for route, regimen in shown(form).items():
        assert regimen.route == route
        assert simulate([regimen.dose()]).outside_studied is None
