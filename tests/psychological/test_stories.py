"""Stories and a trial of the same drug: bad moments pass, tellers are chosen, the trial is fair."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz import psychological
from ketamine_viz.psychological.expectancy import patient_themes
from ketamine_viz.psychological.figures.guessing import points
from ketamine_viz.psychological.stories import (
    CROWD,
    GROUPS,
    LEAST_SWING,
    MOST_POINTS,
    MOST_SWING,
    STORIES,
    expected_drift,
    told_and_tried,
)

CHANGES = {"effect": 5, "hope": 1, "swing": 2, "loud": 0.5, "people": 10}
EFFECTS, SWINGS = st.floats(0, MOST_POINTS), st.floats(LEAST_SWING, MOST_SWING)


@pytest.fixture(scope="module")
def panel():
    return psychological.story_or_trial()


@given(SWINGS)
def test_the_drift_of_the_crowd_is_the_formula(swing):
    found = told_and_tried(swing=swing)
    # A person's change has the spread √2·swing at most; 1,000 people.
    assert found.drift == pytest.approx(expected_drift(swing), abs=4 * 1.42 * swing / np.sqrt(CROWD) + 0.02)
    assert found.drift > 0


@given(st.tuples(SWINGS, SWINGS))
def test_larger_swings_drift_more(pair):
    small, large = sorted(pair)
    assert expected_drift(small) <= expected_drift(large)


@given(EFFECTS, EFFECTS, SWINGS, st.sampled_from(GROUPS))
def test_the_trial_takes_hope_and_drift_away(effect, hope, swing, people):
    found = told_and_tried(effect, hope, swing, 0.9, people)
    without = told_and_tried(effect, 0.0, swing, 0.9, people)
    assert found.observed == pytest.approx(without.observed)
    spread = 1.42 * swing * np.sqrt(2 / people)
    assert found.observed == pytest.approx(effect, abs=4 * spread)


@given(EFFECTS, SWINGS)
def test_who_tells_decides_what_ten_stories_say(effect, swing):
    said = [told_and_tried(effect, 6.0, swing, loud).told.mean() for loud in (0.5, 0.7, 0.9, 1.0)]
    assert said == sorted(said)
    assert said[-1] > told_and_tried(effect, 6.0, swing, 0.5).drug.mean()


def test_stories_hold_hope_and_drift():
    found = told_and_tried(effect=0.0, hope=6.0)
    assert len(found.told) == STORIES
    assert found.told.mean() > found.drift + found.hope
    assert found.low < 0 < found.high


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [("effect", 11, "0 to 10"), ("hope", -1, "0 to 10"), ("swing", 0, "1 to 7"), ("loud", 0.4, "0.5 to 1"),
     ("people", 30, "10, 25"), ("hope", True, "0 to 10")],
)  # fmt: skip
def test_bad_input_is_named(name, value, allowed):
    with pytest.raises(ValueError, match=f"{name}={value!r}.*{allowed}"):
        told_and_tried(**{name: value})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_words_equal_what_is_drawn(panel):
    panel.set(effect=3, loud=1.0)
    picture, result = panel._canvas.picture, panel.result
    assert picture.bars["ten"].get_ydata()[0] == pytest.approx(result.told.mean())
    assert f"ten say {points(float(result.told.mean()))}" in panel.alt
    assert len(picture.dots["drug"].get_xdata()) == result.people
    assert picture.found.get_ydata()[0] == result.observed
    top = sum(picture.blocks[name].get_height() for name in ("drift", "hope", "effect"))
    assert top == pytest.approx(result.drift + result.hope + result.effect)


def test_cards_hold_published_themes_and_no_first_person(panel):
    assert {study.id for study in patient_themes()} == set(panel._cards) - {""}
    for card in panel._cards.values():
        words = f" {card.html.lower()} ".replace("<p>", " ").replace("</p>", " ")
        assert not {" i ", " my ", " me "} & {f" {word} " for word in words.split()}


@pytest.mark.parametrize("guess", ["same", "lower", "higher"])
def test_the_prediction_is_that_of_the_question_bank(guess):
    panel = psychological.story_or_trial()
    panel.guess(guess)
    assert "What came out: Lower (better)" in panel.status
    assert panel.values["effect"] == panel.values["hope"] == 0


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(
    "values",
    [
        {},
        {"effect": 10, "hope": 10, "swing": 7, "people": 200},
        {"hope": 0, "swing": 1},
        {"people": 10, "swing": 7},
    ],
)
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []
