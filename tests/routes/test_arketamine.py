"""R-ketamine in mice and people: nothing recalled, each control beside its drug, one flip."""

from __future__ import annotations

import time

import pytest

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.routes import arketamine as model
from ketamine_viz.routes.form_contrasts import signed

OUTCOMES = {row["id"]: row for row in evidence.rows("psychological/outcomes", memory=True)}
TRIALS = {row["id"]: row for row in evidence.rows("routes/form_trials", memory=True)}
STATES = [{}, {"both": False}, {"where": "people"}, {"where": "people", "both": False}]


@pytest.mark.parametrize("one", model.human_trials(), ids=lambda one: one.id)
def test_every_number_is_that_of_its_row(one):
    row = TRIALS[one.id]
    for side in ("drug", "control"):
        value = OUTCOMES[row[side]]["value"] if row[side] else None
        assert getattr(one, side) == value
    printed = OUTCOMES[row["gap"]]["value"] if row["gap"] else None
    if printed is not None:
        assert one.gap == printed
    elif one.drug is not None and one.control is not None:
        assert one.gap == pytest.approx(one.drug - one.control)
    for side in ("drug", "control", "gap"):
        if row[side]:
            outcome = OUTCOMES[row[side]]
            assert outcome["verified"] != "memory"
            assert outcome["form"] == one.form
            assert outcome["ref"] == one.refs[0]
            assert side == "gap" or outcome["time_h"] == 24.0


def test_a_drug_arm_without_a_control_says_so():
    for one in model.human_trials():
        if one.drug is not None and one.control is None:
            assert not one.compared
            assert "nobody compared" in one.words
        assert one.compared == (
            OUTCOMES[TRIALS[one.id]["drug"] or TRIALS[one.id]["gap"]]["masking"] != "open_label"
        )


def test_no_study_of_r_ketamine_in_people_is_left_out():
    listed = {
        row["ref"] for row in OUTCOMES.values() if row["form"] == "arketamine" and row["verified"] != "memory"
    }
    assert {one.refs[0] for one in model.human_trials() if one.form == "arketamine"} == listed


def test_no_masked_trial_of_s_ketamine_with_both_arms_a_day_later_is_left_out():
    arms: dict[str, set[str]] = {}
    for row in OUTCOMES.values():
        first = row["n_doses"] == 1 and row["time_h"] == 24.0 and row["measure_family"] == "madrs_change"
        if row["form"] == "esketamine" and first and row["verified"] != "memory" and row["value"] is not None:
            arms.setdefault(row["ref"], set()).add(row["arm"])
    full = {ref for ref, found in arms.items() if {"active", "control"} <= found}
    assert {one.refs[0] for one in model.human_trials() if one.form == "esketamine"} == full


def test_both_forms_had_the_same_tests_in_mice():
    tests = [
        {(one.test, one.time_h) for one in model.mouse_tests() if one.form == form} for form in model.FORMS
    ]
    assert tests[0] == tests[1]
    assert len(tests[0]) == 5
    behaviours = [
        {one.behaviour for one in model.rodent_counts() if one.form == form} for form in model.FORMS
    ]
    assert behaviours[0] == behaviours[1]


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"where": "rats"}, "where='rats' .* mice, people"),
        ({"where": None}, "where=None"),
        ({"both": 1}, "both=1 .* True or False"),
    ],
)
def test_bad_input_is_named(bad, words):
    with pytest.raises(ValueError, match=words):
        model.crossing(**bad)


@pytest.fixture(scope="module")
def panel():
    return kv.routes.mouse_to_human()


@pytest.mark.parametrize("change", STATES[1:], ids=str)
def test_every_control_changes_picture_and_words_and_reset_restores_both(panel, change, answers):
    answers(panel, change)


def test_hiding_s_ketamine_changes_people_too(panel):
    panel.set(where="people")
    png = panel.png()
    panel.set(both=False)
    assert panel.png() != png
    assert "S-ketamine" not in panel.alt


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("state", STATES, ids=str)
def test_no_lettering_overlaps_or_leaves_the_picture(panel, state, present, lettering_faults):
    panel.set(**state)
    assert lettering_faults(panel, present) == []


def test_the_lines_drawn_are_those_described(panel):
    panel.set(where="people")
    picture = panel._canvas.picture
    for line, one in zip(picture.lines, model.human_trials(), strict=True):
        assert list(line.drug.get_xdata()) == ([] if one.drug is None else [one.drug])
        assert list(line.control.get_xdata()) == ([] if one.control is None else [one.control])
        filled = line.drug.get_markerfacecolor() != "white"
        assert filled == one.compared
        for value in (one.drug, one.control, one.gap):
            assert value is None or signed(value) in panel.alt
        assert one.words in panel.table_text


def test_the_weak_source_is_named_where_it_is_shown(panel):
    panel.set(where="people")
    assert "company announcement" in panel.description.trend
    panel.open_card("pcn101")
    assert "press or company announcement" in panel.card.html
    assert "company news" in panel.card.html
    panel.open_card("leal2021")
    assert "open-label" in panel.card.html


def test_a_click_opens_the_card_of_its_line(panel):
    picture = panel._canvas.picture
    assert picture.card_at(picture.mice, 300.0, 300.0) == "mouse"
    assert picture.card_at(picture.mice, 300.0, 100.0) == "review"
    assert picture.card_at(picture.people, -10.0, 40.0) is None, "hidden"
    panel.set(where="people")
    for key, (low, high) in picture.rows.items():
        assert picture.card_at(picture.people, -10.0, (low + high) / 2) == key
    assert picture.card_at(picture.mice, 300.0, 300.0) is None
    for card in ("leal2023", "ionescu2021"):
        panel.open_card(card)


@pytest.mark.parametrize("guess", ["far", "some", "little", "behind"])
def test_the_prediction_is_worked_out_from_the_rows(panel, guess):
    panel.guess(guess)
    assert panel.values["where"] == "people"
    assert "What came out: Less than 5 points" in panel.status
    assert "15.3 points with the drug and by 13.7 with salt water, in 69 people" in panel.status


def test_sources_follow_the_flip(panel):
    mice = {line.key for line in panel.source_lines}
    panel.set(where="people")
    people = {line.key for line in panel.source_lines}
    assert mice == {"zhang2014", "johnston2023"}
    assert people == {one.refs[0] for one in model.human_trials()}


def test_a_redraw_is_quick(panel):
    spent = []
    for k in range(6):
        start = time.process_time()
        panel.set(both=bool(k % 2))
        spent.append(time.process_time() - start)
    assert min(spent[1:]) < 0.1
