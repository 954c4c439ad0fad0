"""Lesson plans leave no minute out, and the panel shows each of them."""

from __future__ import annotations

from itertools import pairwise

import pytest

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.teaching.notebooks import title
from ketamine_viz.teaching.panels.beliefs import beliefs
from ketamine_viz.teaching.plans import PHASES, at, plan, plans


@pytest.fixture
def panel():
    return kv.teaching.lesson_clock()


@pytest.mark.parametrize("minutes", plans())
def test_a_plan_runs_from_the_first_minute_to_the_last(minutes):
    steps = plan(minutes)
    assert steps[0].from_min == 0
    assert steps[-1].to_min == minutes
    assert all(one.to_min == two.from_min for one, two in pairwise(steps))
    assert all(step.to_min > step.from_min for step in steps)
    assert steps[0].phase == "ask"
    assert steps[-1].phase == "check"
    assert sum(at(minutes, 0).count.values()) == minutes
    assert {step.phase for step in steps} <= set(PHASES)


def test_every_class_predicts_before_it_explains():
    for minutes in plans():
        phases = [step.phase for step in plan(minutes)]
        assert phases.index("predict") < phases.index("explain")


def test_each_minute_belongs_to_one_step():
    for minutes in plans():
        for minute in range(minutes):
            now = at(minutes, minute).now
            assert now is not None
            assert now.from_min <= minute < now.to_min
        assert at(minutes, minutes).now is None


@pytest.mark.parametrize("minutes", [0, 30, "45", True, None])
def test_a_length_without_a_plan_is_refused(minutes):
    for call in (kv.teaching.lesson_plan, kv.teaching.lesson_clock, plan):
        with pytest.raises(ValueError, match=r"minutes=.*allowed: 15, 45, 90"):
            call(minutes)


@pytest.mark.parametrize(("control", "value"), [("minutes", 90), ("minute", 30)])
def test_every_control_changes_the_picture_and_its_words(panel, control, value):
    png, alt = panel.png(), panel.alt
    panel.set(**{control: value})
    assert panel.png() != png
    assert panel.alt != alt
    panel.reset()
    assert panel.png() == png
    assert panel.alt == alt


def test_the_panel_says_what_runs_now(panel):
    panel.set(minute=13)
    assert "Step 3, minute 12 to 20: predict. Open: 04a One way at a time." in panel.alt
    panel.set(minutes=15, minute=60)
    assert "The lesson is over." in panel.alt


def test_the_table_is_the_whole_plan_whatever_the_minute(panel):
    before = panel.table_text
    panel.set(minute=40)
    assert panel.table_text == before
    for step in plan(45):
        assert step.minutes in before
        assert step.phase_words in before


def test_each_step_has_a_card_with_its_link(panel):
    panel.open_card("2")
    assert 'href="00_start_here.ipynb"' in panel.card.html
    picture = panel._canvas.picture
    assert picture.card_at(picture.axes, 15, 1) == "3"
    assert picture.card_at(picture.axes, 15, 4) is None
    panel.set(minutes=15)
    assert picture.card_at(picture.axes, 40, 4) is None


def test_no_words_run_out_of_the_picture(panel):
    for minutes in plans():
        for step in plan(minutes):
            for present in (False, True):
                panel.set(minutes=minutes, minute=step.from_min)
                panel.png(present=present)
                figure = panel._canvas.picture.words.figure
                width, height = figure.bbox.width, figure.bbox.height
                for words in (
                    panel._canvas.picture.words,
                    panel._canvas.picture.first,
                    panel._canvas.picture.heading,
                ):
                    box = words.get_window_extent()
                    assert box.x0 >= 0
                    assert box.x1 <= width, (minutes, step.number, words.get_text())
                    assert box.y0 >= 0
                    assert box.y1 <= height, (minutes, step.number, words.get_text())


def test_the_page_has_a_link_for_every_notebook_and_no_widget():
    bundle = kv.teaching.lesson_plan(90)._repr_mimebundle_()
    for step in plan(90):
        assert step.notebook is None or f'href="{step.notebook}.ipynb"' in bundle["text/html"]
        assert step.minutes in bundle["text/plain"]
    assert bundle["text/html"].count('scope="row"') == len(plan(90))


def test_every_question_has_its_belief_and_each_is_met():
    assert {b.question.id for b in beliefs()} == {r["id"] for r in evidence.rows("teaching/quiz_bank")}
    assert len({b.question.id for b in beliefs()}) == len(beliefs())
    assert all(b.met_by and title(b.notebook) for b in beliefs())


def test_beliefs_can_be_searched_and_opened():
    browse = kv.teaching.misconceptions()
    browse.set(search="memantine")
    assert browse.found
    assert all(
        "memantine" in f"{b.words} {b.question.question} {b.question.explanation}".casefold()
        for b in browse.found
    )
    card = browse._make_card(browse.found[0])
    assert "<details" in card.html
    assert 'href="01c_where_they_disagree.ipynb"' in card.html


def test_objectives_can_be_filtered_by_core_concept():
    browse = kv.teaching.objectives()
    everything = len(browse.found)
    browse.set(concept="Bioavailability")
    assert 0 < len(browse.found) < everything
    assert all("Bioavailability" in one.core_concepts for one in browse.found)
