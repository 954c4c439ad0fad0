"""When treatments set in: each beside its own control, and no ranking."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz import psychological
from ketamine_viz.psychological import onset_words
from ketamine_viz.psychological.onset_courses import AXES, DRAWN, KETAMINE, LOOKS, SSRI, compare, courses

CHANGES = {
    "at": 168.0,
    "drawn": "share",
    "ketamine": "spray",
    "ssri": "ssri_points",
    "axis": "plain",
    "ect": True,
}
#: The gaps of the pooled drips [MADRS points]: fixed by the calibration of the mood model.
POOLED = {24: 10.6, 48: 10.6, 72: 8.1, 168: 6.4}


@pytest.fixture(scope="module")
def panel():
    return psychological.onset()


def test_the_pooled_gaps_are_those_the_mood_model_was_fitted_to():
    assert {point.time_h: point.gap for point in courses()["pooled"].points} == pytest.approx(POOLED)


@pytest.mark.parametrize("name", SSRI)
def test_a_third_of_the_ssri_effect_is_there_after_a_week_by_both_measures(name):
    course = courses()[name]
    assert course.share(course.points[0]) == pytest.approx(33, abs=1.5)
    assert course.points[0].time_h == 168
    assert course.points[-1].time_h == 1008


def test_asleep_the_gap_has_no_steady_sign_so_no_share_is_drawn(panel):
    course = courses()["asleep"]
    assert {point.gap > 0 for point in course.points} == {True, False}
    assert not course.has_shares
    panel.set(ketamine="asleep", drawn="share")
    assert "no share" in panel.alt
    assert len(panel._canvas.picture.frame.drug.get_xdata()) == 0


def test_ect_has_no_control_and_is_drawn_open(panel):
    course = courses()["ect"]
    assert all(point.control is None and point.gap is None for point in course.points)
    panel.set(ect=True)
    strip = panel._canvas.picture.strips[2]
    assert strip.drug.get_marker() == "v"
    assert strip.drug.get_markerfacecolor() == "white"
    assert "open label" in panel.table_text


@given(
    st.sampled_from(DRAWN), st.sampled_from(KETAMINE), st.sampled_from(SSRI), st.booleans(), st.sampled_from(AXES),
    st.sampled_from(LOOKS),
)  # fmt: skip
def test_every_choice_tells_both_groups_at_every_point(drawn, ketamine, ssri, ect, axis, at):
    result = compare(drawn, ketamine, ssri, ect, axis, at)
    text = onset_words.describe(result)
    assert onset_words.finding(result)
    assert len(onset_words.finding(result)) < 112
    for course in result.courses:
        assert course.people in f"{text.what} {text.values} {text.trend}"
        shares = [course.share(point) for point in course.points]
        assert all(share is None for share in shares) or max(shares) == pytest.approx(100)


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [("drawn", "x", "share"), ("ketamine", "x", "asleep"), ("ssri", "x", "ssri_points"), ("axis", "x", "plain"),
     ("ect", 1, "True or False"), ("at", 5.0, "168")],
)  # fmt: skip
def test_bad_input_is_named(name, value, allowed):
    with pytest.raises(ValueError, match=f"{name}={value!r}.*{allowed}"):
        compare(**{name: value})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_the_share_of_week_one_is_not_given_away_in_the_title_before_the_guess(panel):
    assert "33%" not in panel._canvas.picture.title.get_text()


@pytest.mark.parametrize("guess", ["none", "third", "most"])
def test_the_guess_is_answered_by_the_trials(guess):
    panel = psychological.onset()
    panel.guess(guess)
    assert panel.values["at"] == 168
    assert "About a third" in panel.status
    assert "33%" in panel._canvas.picture.title.get_text()


def test_a_click_opens_the_course(panel):
    picture = panel._canvas.picture
    assert picture.card_at(picture.strips[1].axes, 1, 1) == "ssri_share"
    panel.open_card("pooled")
    assert "167" in panel.card.html


STATES = [dict(zip(("drawn", "ketamine", "axis", "ect"), values, strict=True))
          for values in product(DRAWN, KETAMINE, AXES, (False, True))]  # fmt: skip


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("values", STATES)
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(
        **values, ssri="ssri_points" if values["ect"] else "ssri_share", at=LOOKS[2] if present else 168.0
    )
    assert lettering_faults(panel, present) == []


def test_sliding_is_quick(panel, quickest_redraw):
    assert quickest_redraw(panel, "at", LOOKS) < 0.2
