"""Training around a dose: a time is tested where a trial trained just then, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz import psychological
from ketamine_viz.psychological.figures.training import span
from ketamine_viz.psychological.training import (
    LENGTHS,
    NEVER,
    PART,
    STARTS,
    TESTED,
    WHO,
    contrasts,
    dated,
    last_day,
    training_at,
)

CHANGES = {"start": 28, "length": 14, "who": "depression", "theory": True}


@pytest.fixture(scope="module")
def panel():
    return psychological.training_window()


@given(st.sampled_from(STARTS), st.sampled_from(LENGTHS), st.sampled_from(list(WHO)))
def test_status_follows_from_the_trials(start, length, who):
    found = training_at(start, length, who)
    assert found.status == (TESTED if found.match else PART if found.around else NEVER)
    for trial in (found.match, *found.around):
        assert trial is None or trial.condition_group in WHO[who]
    for trial in found.around:
        assert trial.from_d <= start <= last_day(start, length) <= trial.to_d


def test_each_trial_can_be_found_but_those_between_the_steps():
    found = {
        training_at(start, length).match.ref
        for start in STARTS for length in LENGTHS if training_at(start, length).match
    }  # fmt: skip
    assert found == {trial.ref for trial in dated()}


def test_the_trial_with_sham_training_is_days_1_to_4_only():
    places = [(s, n) for s in STARTS for n in LENGTHS if (m := training_at(s, n, "depression").match)
              and m.ref == "price2022"]  # fmt: skip
    assert places == [(1.0, 4)]


def test_differences_are_as_printed():
    first, last = contrasts()
    assert (first.value, first.low, first.high) == (-1.3, -1.89, -0.7)
    assert (last.value, last.low, last.high) == (-0.61, -0.95, -0.28)
    assert first.ref == last.ref == "price2022"


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [("start", 3, "-7"), ("length", 5, "1, 4"), ("who", "mice", "all, depression")],
)
def test_bad_input_is_named(name, value, allowed):
    with pytest.raises(ValueError, match=f"{name}={value!r}.*{allowed}"):
        training_at(**{name: value})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_what_was_not_tested_is_hatched_and_shows_no_result(panel):
    panel.set(start=28, length=98, who="depression")
    picture = panel._canvas.picture
    assert panel.result.status == NEVER
    assert picture.mine.get_hatch()
    assert picture.cover.get_visible()
    assert picture.cover.get_hatch()
    assert not any(mark.get_visible() for mark in picture.marks)
    assert "not tested" in panel.alt


def test_what_was_tested_is_solid_and_shows_its_result(panel):
    panel.set(start=1, length=4)
    picture = panel._canvas.picture
    assert not picture.mine.get_hatch()
    assert not picture.cover.get_visible()
    assert all(mark.get_visible() for mark in picture.marks)


def test_the_idea_of_a_window_is_labelled_theory(panel):
    assert "THEORY" not in panel.alt
    panel.set(theory=True)
    picture = panel._canvas.picture
    assert picture.left[-1].get_text().startswith("THEORY")
    assert len(picture.idea.get_xdata()) == 2
    assert "not measured in people" in panel.alt
    assert "theory" in panel._cards


@pytest.mark.parametrize("guess", ["low", "risen", "lower"])
def test_the_prediction_is_computed(guess):
    panel = psychological.training_window()
    panel.guess(guess)
    assert "What came out: Risen again" in panel.status


def test_days_in_words():
    assert span(-7, 6) == "days −7 to 6"


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(
    "values",
    [{}, {"start": 1}, {"start": -0.1, "length": 1, "theory": True}, {"start": 28, "length": 98},
     {"start": 1, "who": "depression", "theory": True}],
)  # fmt: skip
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []
