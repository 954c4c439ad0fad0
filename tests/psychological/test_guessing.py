"""Guess who got the drug: the trial finds what the formula says, within chance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz import psychological
from ketamine_viz.psychological import blinding
from ketamine_viz.psychological.blinding import (
    LEAST_RIGHT,
    MOST_POINTS,
    PEOPLE,
    false_gain,
    guessed_trial,
    thinking_drug,
)
from ketamine_viz.psychological.expectancy import constants, guess_rates
from ketamine_viz.psychological.figures.guessing import points, rate_words

CHANGES = {"effect": 5, "right": 0.5, "belief": 8, "placebo": "active", "line": 20, "hide": True}
EFFECTS, BELIEFS = st.floats(0, MOST_POINTS), st.floats(0, MOST_POINTS)
SHARES = st.integers(round(100 * LEAST_RIGHT), 100).map(lambda percent: percent / 100)
KINDS = st.sampled_from(blinding.PLACEBOS)


@pytest.fixture(scope="module")
def panel():
    return psychological.guess_who()


@given(EFFECTS, SHARES, BELIEFS, KINDS)
def test_the_endless_trial_is_the_formula(effect, right, belief, placebo):
    trial = guessed_trial(effect, right, belief, placebo)
    drug, control = thinking_drug(right, placebo)
    assert trial.endless == pytest.approx(effect + belief * (drug - control))
    assert trial.endless - effect == pytest.approx(false_gain(right, belief, placebo))
    assert drug - control == pytest.approx(2 * right - 1)


@given(EFFECTS, SHARES, BELIEFS, KINDS)
def test_exactly_the_share_asked_for_thinks_drug(effect, right, belief, placebo):
    trial = guessed_trial(effect, right, belief, placebo)
    for got, share in zip((True, False), thinking_drug(right, placebo), strict=True):
        assert trial.thinks[trial.got == got].mean() == pytest.approx(share, abs=0.51 / PEOPLE)


def test_many_trials_meet_the_formula(monkeypatch):
    """Simulated with other chance 300 times, the mean difference is the formula's, and intervals hold it."""
    rng = np.random.default_rng(7)

    def chance():
        ranks = np.array([rng.permutation(PEOPLE) for _ in range(2)])
        return rng.standard_normal(2 * PEOPLE), ((ranks + 0.5) / PEOPLE).ravel()

    monkeypatch.setattr(blinding, "_chance", chance)
    trials = [guessed_trial(effect=3.0, right=0.75, belief=6.0, placebo="active") for _ in range(300)]
    expected = trials[0].endless
    assert expected == pytest.approx(3.0 + 6.0 * 0.5)
    error = constants("guessing")["sd"] * np.sqrt(2 / PEOPLE) / np.sqrt(300)
    assert np.mean([trial.observed for trial in trials]) == pytest.approx(expected, abs=4 * error)
    held = np.mean([trial.low <= expected <= trial.high for trial in trials])
    assert 0.91 <= held <= 0.99


@given(BELIEFS)
def test_a_coin_or_no_belief_adds_nothing(belief):
    assert false_gain(0.5, belief) == pytest.approx(0.0)
    assert false_gain(0.9, 0.0) == 0.0


def test_a_placebo_that_is_felt_lifts_both_groups_alike():
    plain, felt = (guessed_trial(right=0.6, belief=8.0, placebo=kind) for kind in ("saline", "active"))
    assert felt.endless == pytest.approx(plain.endless)
    assert felt.means()[1] > plain.means()[1] + 0.5


@given(st.floats(-20, 40))
def test_guessing_by_eye_counts_who_stands_on_the_right_side(line):
    trial = guessed_trial(effect=10.0, line=line)
    assert trial.by_eye == pytest.approx(np.mean((trial.better > line) == trial.got))


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [("effect", 11, "0 to 10"), ("right", 0.2, "0.3 to 1"), ("belief", -1, "0 to 10"), ("line", 41, "-20 to 40"),
     ("effect", True, "0 to 10"), ("placebo", "sugar", "saline, active")],
)  # fmt: skip
def test_bad_input_is_named(name, value, allowed):
    with pytest.raises(ValueError, match=f"{name}={value!r}.*{allowed}"):
        guessed_trial(**{name: value})


def test_published_shares_are_drawn_and_told(panel):
    strip = next(axes for axes in panel._canvas.figure.axes if axes.get_label() == "strip")
    drawn = {round(float(line.get_xdata()[0]), 1) for line in strip.lines if line.get_marker() == "o"}
    assert drawn == {rate.right for rate in guess_rates() if rate.right is not None}
    assert all(rate_words(rate) in panel.alt for rate in guess_rates())


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_words_equal_what_is_drawn(panel):
    panel.set(effect=4, right=0.9, belief=6)
    picture, trial = panel._canvas.picture, panel.result.trial
    assert picture.found.get_ydata()[0] == trial.observed
    assert picture.endless.get_ydata()[0] == trial.endless
    assert f"this trial {points(trial.observed)}" in panel.alt
    assert f"endless trial {points(trial.endless)}" in panel.alt
    assert sum(len(dots.get_xdata()) for dots in picture.dots.values()) == 2 * PEOPLE
    assert "model" in picture.title.get_text().lower()


def test_what_is_hidden_is_told_to_nobody(panel):
    panel.set(hide=True)
    picture = panel._canvas.picture
    assert len(picture.masked.get_xdata()) == 2 * PEOPLE
    assert not any(len(dots.get_xdata()) for dots in picture.dots.values())
    assert "Mean" not in panel.alt
    assert "think “" not in panel.table_text


@pytest.mark.parametrize("guess", ["zero", "some", "all", "double"])
def test_the_prediction_is_that_of_the_question_bank(guess):
    panel = psychological.guess_who()
    panel.guess(guess)
    assert "What came out: About 2.4 points" in panel.status


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(
    "values",
    [{}, {"hide": True}, {"right": 1.0, "effect": 10, "belief": 10}, {"right": 0.3, "placebo": "active"},
     {"right": 0.9, "line": 40}],
)  # fmt: skip
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []
