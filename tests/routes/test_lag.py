"""A place of action behind the blood: how far, which way round, and the panel that shows it."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.routes import simulate
from ketamine_viz.routes.figures.lag import direction
from ketamine_viz.routes.lag import HORIZON_H, LOOP_H, PRESETS, WAYS, lag
from ketamine_viz.routes.regimens import shown

HALF_LIVES = st.floats(0.2, 11.8)
SETS = st.sampled_from(PRESETS)


@pytest.fixture(scope="module")
def panel():
    return kv.routes.effect_lag()


@given(HALF_LIVES, SETS)
def test_the_place_is_later_and_lower_and_every_loop_turns_one_way(minutes, preset):
    for one in lag(minutes, preset).trails.values():
        assert one.later_min >= 0
        assert 0 < one.peak <= 1 + 1e-9
        assert one.up < 0.5 < one.down
        assert one.blood.max() == pytest.approx(1.0)
        # Below the blood while it rises; above it once the blood has passed below the place's peak.
        rising = slice(1, int(one.blood.argmax()))
        assert (one.place[rising] < one.blood[rising] + 1e-9).all()
        assert one.place[-1] > one.blood[-1] > 0


@given(HALF_LIVES, st.floats(1.01, 3.0), SETS)
def test_a_longer_lag_lowers_and_delays_the_peak_and_halves_the_way_up(minutes, factor, preset):
    slow = min(11.8, minutes * factor)
    for way in WAYS:
        quick, late = (lag(m, preset).trails[way] for m in (minutes, slow))
        assert late.peak <= quick.peak + 1e-9
        assert late.later_min >= quick.later_min - 1e-6
        assert late.up <= quick.up + 1e-9


def test_levels_are_those_of_the_course():
    for way, one in lag(3.0, "arterial").trails.items():
        course = simulate([shown("esketamine")[way].dose()], preset="arterial", times_h=one.time_h)
        np.testing.assert_allclose(
            one.blood * course.cmax(), course.ng_per_ml["ketamine"], rtol=2e-3, atol=1e-9
        )
        place = course.effect_site(half_life_min=3.0)
        np.testing.assert_allclose(
            one.place / one.blood.max(), place / course.ng_per_ml["ketamine"].max(), rtol=1e-9
        )
        assert one.time_h[-1] == LOOP_H


def test_without_a_lag_the_loop_is_shut():
    for preset in PRESETS:
        for one in lag(0.0, preset).trails.values():
            np.testing.assert_array_equal(one.blood, one.place)
            assert (one.later_min, one.up, one.down) == (0.0, pytest.approx(0.5), pytest.approx(0.5))


def test_the_default_is_the_published_average_and_the_slider_its_range(panel):
    row = next(r for r in evidence.rows("routes/model_parameters") if r["id"] == "effect_site.half_life")
    assert lag().half_life_min == pytest.approx(row["value"]) == panel.values["half_life_min"]
    control = panel._controls["half_life_min"]
    assert (control.minimum, control.maximum) == (row["low"], row["high"]) == (0, 11.8)
    assert row["refs"] == ("olofsen2012",)
    assert "olofsen2012" in {s.key for s in panel.source_lines}


def test_where_blood_is_drawn_opens_a_loop_far_more_than_the_ways_in_differ():
    def gaps(preset):
        return [one.down - one.up for one in lag(preset=preset).trails.values()]

    vein, artery = gaps("venous"), gaps("arterial")
    apart = max(vein) - min(vein)
    assert min(a - v for a, v in zip(artery, vein, strict=True)) > 3 * apart


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ({"half_life_min": -1}, "half_life_min=-1 is out of range; allowed: None, or minutes from 0 to 11.8"),
        ({"half_life_min": "6"}, "half_life_min='6' is not a number"),
        ({"preset": "nasal_label"}, "preset='nasal_label' is not allowed; allowed: venous, arterial"),
        ({"hours": 0}, "hours=0 is not allowed; allowed: hours above 0 up to 6"),
        ({"hours": 7}, "hours=7 is not allowed"),
        ({"hours": True}, "hours=True is not allowed"),
    ],
)
def test_bad_input_is_named(named, words):
    with pytest.raises(ValueError, match=words):
        lag(**named)


@pytest.mark.parametrize(
    "change",
    [
        {"half_life_min": 0},
        {"half_life_min": 6.2},
        {"half_life_min": 11.8},
        {"preset": "arterial"},
        {"hours": 1},
        {"hours": HORIZON_H},
    ],
    ids=str,
)
def test_every_control_changes_picture_and_words_and_reset_restores_both(panel, change, answers):
    answers(panel, change)


def test_what_is_drawn_is_what_is_said(panel):
    panel.set(half_life_min=11.8, preset="arterial")
    picture = panel._canvas.picture
    for way, one in panel.result.trails.items():
        np.testing.assert_array_equal(picture.lines["loop", way].get_xdata(), one.blood)
        np.testing.assert_array_equal(picture.lines["loop", way].get_ydata(), one.place)
        assert picture.says["up", way].get_text() == f"up {100 * one.up:.0f}%"
        assert (
            f"stands at {100 * one.up:.0f}% on the way up and {100 * one.down:.0f}% on the way down"
            in panel.alt
        )
    assert "half the peak, up" in panel.table_text
    assert "blood from an artery" in panel.alt


@given(HALF_LIVES, SETS)
def test_arrows_point_along_time(minutes, preset):
    for one in lag(minutes, preset).trails.values():
        assert 0 <= direction(one, one.half_h[0]) < 90  # right and up
        assert abs(direction(one, one.half_h[1])) > 90  # left


def test_it_says_what_is_known_and_what_is_not(panel):
    panel.open_card("known")
    assert "from 0 min (flexible thinking) to 11.8 min (pain), 6.1 min on average" in panel.card.html
    assert "Not known: where in the body this place is" in panel.card.html
    assert "Not known" in panel._note
    assert len(panel._note.split()) <= 40
    assert "not of effects" in panel.alt
    text = panel.alt + panel.table_text
    assert not re.search(r"\bbrain\b|\bmood\b|equivalent|equals? to", text)


def test_cards_open_by_name_and_click(panel):
    picture = panel._canvas.picture
    for way in WAYS:
        panel.open_card(way)
        assert "Study regimen" in panel.card.html
        assert picture.card_at(picture.loops[way], 0.5, 0.5) == way
        assert picture.card_at(picture.over_time[way], 0.5, 0.5) == way


@pytest.mark.parametrize("guess", ["same", "less", "more", "ten"])
def test_the_prediction_is_answered_by_the_model(panel, guess):
    panel.set(preset="arterial", half_life_min=0)
    panel.guess(guess)
    assert panel.values == {"half_life_min": 6.1, "preset": "venous", "hours": 2}
    assert "What came out: More than twice as much on the way down" in panel.status
    assert ("as you predicted" in panel.status) == (guess == "more")
    assert "24% of the blood's peak on the way up, 58% on the way down, 2.4 times" in panel.status


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("preset", PRESETS)
def test_no_lettering_overlaps_or_leaves_the_picture(panel, preset, present, lettering_faults):
    for minutes in (0, 0.1, 1.5, 6.1, 9.0, 11.8):
        for hours in (1, 2, 3, 6):
            panel.set(half_life_min=minutes, preset=preset, hours=hours)
            assert lettering_faults(panel, present) == [], panel.values


def test_a_redraw_is_quick(panel, quickest_redraw):
    assert quickest_redraw(panel, "half_life_min", np.arange(2.0, 10.0).tolist()) < 0.06
