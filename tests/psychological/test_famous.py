"""Three famous numbers: what they are made of, and that none stands alone."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz import evidence, psychological
from ketamine_viz.psychological import famous_words
from ketamine_viz.psychological.famous import ORDERS, STEPS, STORIES, readings, tell
from ketamine_viz.psychological.printed import printed

CHANGES = {"story": "thoughts55", "step": 0, "order": "gap", "needed": False, "practice": True}
STATES = [
    {}, {"step": 0}, {"step": 1, "order": "gap"}, {"practice": True},
    {"story": "thoughts55", "practice": True}, {"story": "thoughts55", "step": 0}, {"story": "norelief30"},
    {"story": "norelief30", "step": 0, "needed": False}, {"story": "norelief30", "order": "gap"},
]  # fmt: skip


@pytest.fixture(scope="module")
def panel():
    return psychological.three_numbers()


def test_the_quiz_and_the_picture_agree_on_one_in_four():
    quiz = next(row for row in evidence.rows("teaching/quiz_bank") if row["id"] == "q051")
    assert tell("thoughts55", step=0).origin.needed == pytest.approx(float(quiz["answer"]))


def test_the_thirty_is_worked_out_and_the_steps_lead_to_it():
    story = {one.id: one for one in readings()["norelief30"]}
    assert story["fr30"].theoretical
    steps = [printed(f"p00{k}").value for k in (1, 2, 3, 4)]
    left = 100 * math.prod(1 - step / 100 for step in steps)
    assert left == pytest.approx(story["fr30"].value, abs=0.5)
    assert not story["fr31"].theoretical
    assert story["fr31"].value == 65


@pytest.mark.parametrize("story", STORIES)
def test_only_tablets_without_placebo_and_open_label_rows_lack_a_control(story):
    for one in readings()[story]:
        if one.control is None:
            assert one.role == "practice" or one.main.ref in ("rush2006", "pigott2023")
            assert one.main.open_label
        else:
            assert one.control.ref == one.main.ref
            assert one.control.time_h == one.main.time_h


@pytest.mark.parametrize("story", STORIES)
def test_no_recalled_row_is_shown(story):
    assert {row.verified for one in readings()[story] for row in one.drug} <= {
        "abstract",
        "fulltext",
        "secondary",
    }
    with pytest.raises(ValueError, match="o188"):
        printed("o188")


@given(st.sampled_from(STORIES), st.sampled_from(STEPS), st.booleans(), st.sampled_from(ORDERS))
def test_what_stands_behind_comes_first_and_nothing_is_lost(story, step, practice, order):
    result = tell(story, step, practice, True, order)
    assert result.readings[0].role == "origin"
    kept = [one for one in readings()[story] if practice or one.role != "practice"]
    assert len(result.readings) + result.closed == len(kept)
    gaps = [one.gap for one in result.others if one.gap is not None]
    if order == "gap":
        assert gaps == sorted(gaps, reverse=True)


def test_how_many_are_treated_is_not_said_where_it_could_be_chance():
    story = {one.main.ref: one for one in readings()["relief70"]}
    for ref in ("lii2023", "jelovac2025", "dean2021"):
        assert story[ref].by_chance
        assert story[ref].needed is None
    assert story["murrough2013"].needed == pytest.approx(100 / 36)
    # Sizes of the two groups were not seen: chance cannot be judged.
    assert all(one.needed is None for one in readings()["thoughts55"] if one.main.ref == "abbar2022")


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("story", "x", "relief70"),
        ("order", "n", "gap"),
        ("step", 3, "0, 1, 2"),
        ("needed", 1, "True or False"),
    ],
)
def test_bad_input_is_named(name, value, allowed):
    with pytest.raises(ValueError, match=f"{name}={value!r}.*{allowed}"):
        tell(**{name: value})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_thoughts_are_never_shown_without_the_notice_and_help(panel):
    panel.set(story="thoughts55")
    shown = panel._canvas.picture.foot.get_text()
    caption = panel._canvas.picture.table(panel.result).caption
    for text in (panel.alt, caption, shown):
        assert "Thoughts, not deaths" in text
        assert "988" in text
    assert "Thoughts, not deaths" in panel.status


def test_theory_is_drawn_apart(panel):
    panel.set(story="norelief30")
    marks = panel._canvas.picture.marks
    assert len(marks["theory"].get_xdata()) == 3
    assert len(marks["open"].get_xdata()) == 2
    assert len(marks["drug"].get_xdata()) == 0


@pytest.mark.parametrize("guess", ["counted", "computed", "placebo"])
def test_the_guess_is_answered_by_how_the_row_came_about(guess):
    panel = psychological.three_numbers()
    panel.guess(guess)
    assert panel.values["story"] == "norelief30"
    assert "By a sum" in panel.status


def test_a_click_opens_the_row(panel):
    picture = panel._canvas.picture
    y = float(picture.marks["drug"].get_ydata()[1])
    assert picture.card_at(picture.axes, 50, y) == picture.shown[1].id
    panel.open_card("fr02")
    assert "47" in panel.card.html


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("values", STATES)
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []


def test_a_crossover_is_not_told_as_two_groups(panel):
    assert "n 17 in both" in panel.alt


def test_words_round_as_the_reader_expects():
    assert famous_words.figure(43.8648) == "43.9"
