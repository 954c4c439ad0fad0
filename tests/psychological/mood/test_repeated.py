"""The panel of repeated drips: a curve only where a placebo group stands behind it."""

from __future__ import annotations

import math

import numpy as np
import pytest

import ketamine_viz as kv
from ketamine_viz.psychological.mood import repeated
from ketamine_viz.psychological.mood.course import Span
from ketamine_viz.psychological.mood.repeated import NUMBERS, SPACINGS, relapses, repeat
from ketamine_viz.psychological.repeated_words import days

CHANGES = {"number": 8, "spacing": "twice", "training": True, "share": 0.5, "weeks": 16}
STATES = [
    {},
    {"number": 1, "spacing": "once", "training": True, "weeks": 16},
    {"number": 8, "spacing": "twice", "training": True, "share": 0.68},
    {"number": 4, "spacing": "twice", "weeks": 4},
    {"number": 6, "spacing": "twice"},
    {"number": 12, "spacing": "thrice"},
    {"number": 12, "spacing": "once", "training": True},
    {"share": 0.0},
]


@pytest.fixture(scope="module")
def panel():
    return kv.psychological.repeat_and_stop()


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("values", STATES, ids=str)
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []


@pytest.mark.parametrize("spacing", SPACINGS)
@pytest.mark.parametrize("number", NUMBERS)
def test_a_curve_is_drawn_exactly_where_a_placebo_group_was_tested(panel, number, spacing):
    panel.set(number=number, spacing=spacing)
    picture, drawn = panel._canvas.picture, repeated.trial_kind(number, spacing) == "controlled"
    assert (panel.result.ahead is not None) is drawn
    assert picture._cover.get_visible() is not drawn
    assert (len(picture._within.get_xdata()) > 0) is drawn


def test_what_was_tested_is_what_the_tables_say():
    found = {(n, s): repeated.trial_kind(n, s) for n in NUMBERS for s in SPACINGS if n > 1}
    assert {key for key, kind in found.items() if kind == "controlled"} == {
        (4, "twice"),
        (6, "thrice"),
        (8, "twice"),
    }
    assert {key for key, kind in found.items() if kind == "open"} == {(6, "twice"), (12, "thrice")}


def test_the_solid_line_ends_with_the_last_day_a_placebo_group_was_followed(panel):
    picture = panel._canvas.picture
    assert picture._within.get_xdata()[-1] <= 15.0 + 1e-6
    assert picture._beyond.get_xdata()[0] == picture._within.get_xdata()[-1]
    assert picture._beyond.get_linestyle() != "-"


def test_half_is_lost_where_the_ring_stands(panel):
    (day,), (height,) = panel._canvas.picture._half.get_data()
    result = panel.result
    last = float(np.interp(result.last_day, result.time_d, result.ahead.mid))
    assert height == pytest.approx(last / 2, rel=0.02)
    assert day == pytest.approx(result.last_day + result.half_lost_d.mid)


def test_the_share_scales_the_benefit_and_not_when_half_is_lost():
    full, half = repeat(share=1.0), repeat(share=0.5)
    assert half.ahead.mid == pytest.approx(0.5 * full.ahead.mid)
    assert half.half_lost_d == full.half_lost_d


def test_training_has_a_curve_after_one_drip_only(panel):
    panel.set(number=1, training=True)
    assert len(panel._canvas.picture._trained.get_xdata()) > 0
    assert panel.result.half_lost_trained_d.mid > panel.result.half_lost_d.mid
    panel.set(number=6, training=True)
    assert len(panel._canvas.picture._trained.get_xdata()) == 0
    assert "training was tested after one drip only" in panel.alt


def test_published_relapse_stands_with_its_trial_and_its_kind(panel):
    found = {
        line.row["ref"]: line for line in relapses() if line.kind == "median" and line.row["arm"] == "active"
    }
    assert found["murrough2013b"].days == 18
    assert (found["murrough2013b"].low, found["murrough2013b"].high) == (11, 27)
    assert found["ekstrand2022"].days == 57
    for words in (
        "18 (11 to 27) (Murrough 2013, n 17, open label)",
        "273 (97 or more) (Daly 2019",
        "70.6 in each 100 by day 84",
    ):
        assert words in panel.alt


def test_every_open_label_mark_is_hollow():
    from ketamine_viz.psychological.figures.repeated import _mark

    for line in relapses():
        if line.row["masking"] == "open_label":
            assert _mark(line)["markerfacecolor"] == "white"


def test_endless_benefit_is_said():
    assert days(Span(math.inf, 80.0, math.inf)) == "more than 365 (80 to more than 365)"
    assert days(None) == "not studied"


@pytest.mark.parametrize("guess", ["days", "weeks", "months"])
def test_the_prediction_is_computed(guess):
    panel = kv.psychological.repeat_and_stop()
    panel.guess(guess)
    assert "What came out: Two or three weeks" in panel.status
    assert "by day 18 (Murrough 2013)" in panel.status


def test_moving_the_slider_is_quick(panel, quickest_redraw):
    assert quickest_redraw(panel, "share", (0.2, 0.5, 0.8)) < 0.06
