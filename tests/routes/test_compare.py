"""Studied regimens side by side: curves, bands, measured points."""

from __future__ import annotations

import numpy as np
import pytest

import ketamine_viz as kv
from ketamine_viz import Dose, evidence
from ketamine_viz.routes import simulate
from ketamine_viz.routes.compare import HORIZON_H, UNMIXED_H, compare, curve
from ketamine_viz.routes.course import graded
from ketamine_viz.routes.dose import ROUTES
from ketamine_viz.routes.regimens import studied
from ketamine_viz.routes.spread import PEOPLE, constants_of, sample


def comparison(**change):
    start = {
        "form": "racemic",
        "routes": ("iv_infusion", "oral"),
        "analyte": "ketamine",
        "hours": 6,
        "log": False,
        "preset": "venous",
    }
    return compare(**{**start, **change})


def test_one_shown_regimen_for_a_form_and_route():
    shown = [(r.form, r.route) for r in studied() if r.shown]
    assert len(shown) == len(set(shown))
    assert {route for form, route in shown if form == "racemic"} == set(ROUTES) - {"film"}


def test_a_curve_is_the_simulated_course():
    drip = comparison().curves["iv_infusion"]
    course = simulate([Dose("racemic", "iv_infusion", 35.0, 40.0)], times_h=drip.time_h)
    np.testing.assert_allclose(drip.level, course.ng_per_ml["ketamine"], rtol=1e-12)
    assert (drip.peak, drip.peak_h) == (pytest.approx(course.cmax()), pytest.approx(2 / 3))
    assert drip.reaches == pytest.approx(1.0)


@pytest.mark.parametrize("regimen", [r.id for r in studied() if r.shown])
@pytest.mark.parametrize("preset", ["venous", "arterial"])
def test_the_band_holds_the_typical_person_nearly_everywhere(regimen, preset):
    for analyte in ("ketamine", "norketamine", "hydroxynorketamine"):
        c = curve(regimen, analyte, preset)
        assert (c.low <= c.high).all()
        seen = c.level > 0.02 * c.peak
        assert np.mean((c.low <= c.level) & (c.level <= c.high), where=seen) > 0.95, analyte


def test_the_sample_is_seeded_mirrored_and_as_wide_as_published():
    factors = sample("venous")
    assert factors is sample("venous")
    logs = np.log(factors["CL"])
    assert len(logs) == PEOPLE
    assert logs.mean() == pytest.approx(0.0, abs=1e-12)
    wide = np.log(sample("venous", 4000)["CL"])
    assert np.expm1(wide.std() ** 2) ** 0.5 == pytest.approx(0.162, rel=0.05)


def test_nobody_absorbs_more_than_the_dose():
    for name in ("oral", "sublingual", "nasal_other", "oral_release"):
        people = constants_of(name, 2000)
        assert (np.asarray(people["F"]) + np.asarray(people["M"]) <= 1 + 1e-12).all(), name
        assert (np.asarray(people["F"]) > 0).all(), name


def test_a_push_is_not_drawn_before_the_blood_is_mixed():
    push = comparison(routes=("iv_bolus",)).curves["iv_bolus"]
    assert push.time_h[0] == pytest.approx(UNMIXED_H)
    assert np.isnan(push.at(0.05))


def test_points_are_measurements_seen_by_someone():
    rows = {r["id"]: r for r in evidence.rows("routes/pk_observations")}
    count = 0
    for form in ("racemic", "esketamine", "arketamine"):
        for analyte in ("ketamine", "norketamine", "hydroxynorketamine"):
            for c in comparison(form=form, routes=ROUTES, analyte=analyte).shown:
                for p in c.points:
                    count += 1
                    assert rows[p.id]["value_kind"] in ("measured", "digitised", "midpoint")
                    assert rows[p.id]["value"] == p.level
                    assert p.low is None or p.low <= p.level <= p.high
                    assert p.form_stated == (rows[p.id]["form"] == c.regimen.form)
    assert count == 24


def test_the_level_whose_form_no_source_names_says_so_wherever_it_is_drawn():
    """Once, into muscle: on the picture, in its words, in the table, on the card; and where the way is taken apart."""
    (point,) = comparison(routes=("im",)).curves["im"].points
    assert (point.id, point.form_stated, point.level) == ("o265", False, 147)
    side, apart = kv.routes.side_by_side(), kv.routes.way_in().set(route="im")
    assert "form not stated" in side._canvas.picture.frames[1].notes[0].get_text()
    assert "147 at 30 min (form not stated)" in side.alt
    assert "measured, site not stated, form not stated" in side.table_text
    side.open_card("im")
    assert "Which form was given is not stated." in side.card.html
    assert "147 ng/mL at 30 min, form of ketamine not stated" in apart.alt
    assert "form not stated" in apart._canvas.picture.tag.get_text()
    assert "form not stated" in apart.table_text


def test_a_form_that_was_not_studied_has_no_curve():
    result = comparison(form="arketamine", routes=("iv_infusion", "oral"))
    assert result.curves["oral"] is None
    assert [c.regimen.id for c in result.shown] == ["r_iv60"]


def test_an_unknown_substance_is_refused():
    with pytest.raises(ValueError, match="analyte='caffeine' is not allowed; allowed: ketamine, norketamine"):
        comparison(analyte="caffeine")


def test_the_grid_is_dense_around_events_and_ends_at_the_horizon():
    times = graded([0.0, 2 / 3, 30.0], HORIZON_H)
    assert times[0] == 0
    assert times[-1] == HORIZON_H
    assert np.isclose(times, 2 / 3).any()
    assert np.diff(times)[times[:-1] < 2.6].max() < 0.04
