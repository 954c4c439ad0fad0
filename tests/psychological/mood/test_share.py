"""The panel of doubt: how much of the gap is the drug?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz.psychological import mood_studies
from ketamine_viz.psychological.mood import constants
from ketamine_viz.psychological.mood.choices import courses, doses, look
from ketamine_viz.psychological.share_words import finding

CHANGES = {"share": 0.2, "setting": "saline", "course": "sprays84"}
STATES = [
    {},
    {"share": 0.0},
    {"share": 1.0, "setting": "saline"},
    {"share": 0.45, "setting": "spray_new_antidepressant", "course": "sprays84"},
    {"setting": "saline", "course": "sprays84"},
    {"setting": "surgical_masking"},
    {"share": 1.0, "setting": "surgical_masking", "course": "drips8"},
    {"course": "tongue1"},
    {"setting": "spray_new_antidepressant", "course": "spray1"},
]


@pytest.fixture(scope="module")
def panel():
    return kv.psychological.share_of_pharmacology()


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("values", STATES, ids=str)
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []


@pytest.mark.parametrize("course", courses())
def test_a_curve_is_drawn_exactly_where_a_controlled_trial_is_known(panel, course):
    panel.set(course=course)
    picture, studied = panel._canvas.picture, bool(mood_studies(doses(course)))
    assert panel.result.mood.studied is studied
    assert picture._lines["drug"].get_visible() is studied
    assert all(cover.get_visible() is not studied for cover in picture._covers)
    assert ("not studied" in panel.alt) is not studied


def test_a_course_without_a_trial_is_among_the_choices(panel):
    nothing = [course for course in courses() if not mood_studies(doses(course))]
    assert nothing == ["tongue1"]
    panel.set(course=nothing[0])
    assert "there is nothing to draw" in panel.alt
    drug, _ = panel._canvas.picture._people["drug"]
    assert len(drug.get_xdata()) == 0


def test_the_slider_stops_at_none_and_all_and_the_masked_trial_reaches_beyond(panel):
    for share in (-0.15, 1.2):
        with pytest.raises(ValueError, match=r"share=.*0 to 1"):
            panel.set(share=share)
    low, high = panel._canvas.picture._scale.get_xlim()
    found = constants.setting("surgical_masking")
    assert low < found.share_low < 0
    assert high > found.share_high > 1
    assert "(−0.15 to 1.2)" in panel.alt


@given(st.floats(0, 1), st.sampled_from(list(constants.settings())))
@settings(max_examples=20)
def test_dots_words_and_curves_tell_the_same(share, setting):
    result = look(round(share, 2), setting, "drip1")
    drug, control = round(result.drug_of_100.mid), round(result.control_of_100)
    assert f"{drug} in each 100" in finding(result)
    assert drug >= control or result.mood.setting.sd != 11
    if result.mood.pharmacology_share == 0:
        assert result.ahead.mid == pytest.approx(0)


def test_words_equal_what_is_drawn(panel):
    panel.set(share=0.5, setting="saline")
    picture = panel._canvas.picture
    mine, others = picture._people["drug"]
    assert len(mine.get_xdata()) == round(panel.result.drug_of_100.mid)
    assert len(mine.get_xdata()) + len(others.get_xdata()) == 100
    assert f"{panel.result.ahead.mid:.1f} points ahead" in panel.alt
    assert panel._canvas.picture._pointer.get_xdata()[0] == 0.5


def test_published_points_stand_with_their_n_and_their_control_group(panel):
    panel.set(setting="surgical_masking")
    drug = panel._canvas.picture._points["drug"]
    assert list(drug.get_ydata())[:2] == [25.1, 12.7]
    lines = [text.get_text() for text in panel._canvas.picture._trials]
    assert lines[0] == "◆ Lii 2023, n 20 in the drug group"
    assert lines[1] == "Its groups started at 25 and 30."
    panel.set(setting="spray_new_antidepressant")
    assert "No trial of this regimen had this control group." in panel.alt
    assert len(panel._canvas.picture._gap_points.get_xdata()) == 0


def test_two_trials_that_disagree_are_both_drawn(panel):
    panel.set(course="sprays84", setting="spray_new_antidepressant")
    assert list(panel._canvas.picture._gap_points.get_ydata()) == [3.2, 0.9]
    assert "Fedgchin 2019" in panel.alt
    assert "Takahashi 2021" in panel.alt


@pytest.mark.parametrize("guess", ["none", "some", "many"])
def test_the_prediction_is_computed(guess):
    panel = kv.psychological.share_of_pharmacology()
    panel.guess(guess)
    assert "What came out: About one in six" in panel.status
    assert "18 in each 100 responded to midazolam" in panel.status
    assert panel.values["share"] == 0


def test_cards_and_table_hold_every_trial_of_the_course(panel):
    panel.set(course="sprays84")
    cited = {trial.ref for trial in panel.result.mood.trials}
    assert len(panel._canvas.picture.cards(panel.result)) == len(cited) == 3
    for card in panel._canvas.picture.cards(panel.result):
        assert "<script" not in card.html
    for ref in cited:
        assert kv.evidence.cite(ref).split(",")[0] in panel.table_text


def test_moving_the_slider_is_quick(panel, quickest_redraw):
    assert quickest_redraw(panel, "share", (0.2, 0.5, 0.8)) < 0.06


def test_unknown_courses_are_named():
    with pytest.raises(ValueError, match=r"course='bath'.*allowed: drip1"):
        look(course="bath")
