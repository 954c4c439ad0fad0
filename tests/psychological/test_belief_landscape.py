"""The ball in two valleys: its mechanics, and that it is called a theory everywhere."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

import ketamine_viz as kv
from ketamine_viz.psychological.belief_landscape import (
    LASTS,
    MOST,
    PUSH_LASTS,
    STEEPEST,
    THEORIES,
    roll,
    theories,
)
from ketamine_viz.psychological.figures.landscape import LABEL

CHANGES = {"depth": 0.5, "push": 2.4, "loosening": 0.6, "tilt": 0.3, "theory": "rebus"}
DEPTH, PUSH = st.floats(0.1, MOST["depth"]), st.floats(0, MOST["push"])
LOOSE, TILT = st.floats(0, MOST["loosening"]), st.floats(-MOST["tilt"], MOST["tilt"])


@pytest.fixture(scope="module")
def panel():
    return kv.psychological.attractor_landscape()


@settings(max_examples=25)
@given(DEPTH, PUSH, LOOSE, TILT)
def test_an_independent_solver_rolls_it_the_same_way(depth, push, loosening, tilt):
    ball = roll(depth, push, loosening, tilt)

    def slide(time, m):
        pushed = time < PUSH_LASTS
        return 4 * depth * (1 - loosening if pushed else 1) * m * (1 - m**2) + tilt + (push if pushed else 0)

    pushed = solve_ivp(slide, (0, PUSH_LASTS - 1e-9), [ball.start], rtol=1e-8, atol=1e-10).y[0, -1]
    assert ball.after_push == pytest.approx(pushed, abs=5e-3)
    if abs(pushed) > 0.02:  # on the ridge itself a hair decides
        end = solve_ivp(slide, (PUSH_LASTS, LASTS), [pushed], rtol=1e-8, atol=1e-10).y[0, -1]
        assert ball.end == pytest.approx(end, abs=2e-2)


@given(DEPTH, LOOSE, TILT, PUSH, st.floats(0, 1))
def test_a_harder_push_never_ends_further_back(depth, loosening, tilt, push, more):
    harder = roll(depth, min(MOST["push"], push + more), loosening, tilt)
    assert harder.after_push >= roll(depth, push, loosening, tilt).after_push - 1e-9


@given(DEPTH, LOOSE)
def test_the_least_push_is_where_the_stuck_side_vanishes(depth, loosening):
    ball = roll(depth, 0.0, loosening)
    assert ball.needed == pytest.approx(STEEPEST * depth * (1 - loosening))
    places = np.linspace(-1, 0, 2001)
    pull = 4 * depth * (1 - loosening) * places * (1 - places**2)
    assert -pull.min() == pytest.approx(ball.needed, rel=1e-4, abs=1e-9)


@given(DEPTH, TILT, LOOSE)
def test_without_a_push_it_rests_where_the_ground_is_level(depth, tilt, loosening):
    ball = roll(depth, 0.0, 0.0, tilt)
    assert ball.end == pytest.approx(ball.start, abs=1e-3)
    here = np.array([ball.start - 1e-4, ball.start + 1e-4])
    assert np.diff(ball.ground(here))[0] / 2e-4 == pytest.approx(0, abs=2e-2)


def test_it_is_stopped_by_a_deep_valley_and_helped_by_flat_ground():
    assert not roll(depth=1.0, push=1.2).stays
    assert roll(depth=1.0, push=1.2, loosening=0.6).stays
    assert roll(depth=0.5, push=1.2).stays


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [("depth", 0, "0.1 to 1.5"), ("push", -1, "0 to 3"), ("loosening", 1, "0 to 0.9"), ("tilt", True, "-0.5 to 0.5"),
     ("theory", "soup", "attractor, rebus")],
)  # fmt: skip
def test_bad_input_is_named(name, value, allowed):
    with pytest.raises(ValueError, match=f"{name}={value!r}.*{allowed}"):
        roll(**{name: value})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


@pytest.mark.parametrize("theory", THEORIES)
def test_it_is_called_a_theory_everywhere_and_what_contradicts_it_is_said(panel, theory):
    panel.set(theory=theory)
    told = next(t for t in theories() if t.id == theory)
    assert panel.alt.startswith(LABEL)
    assert LABEL in panel.table_text
    assert LABEL in panel._model_card
    for words in (told.says, told.would_contradict, told.so_far, "No fit to ketamine"):
        assert words in panel.alt
    panel.open_card(theory)
    assert LABEL in panel.card.html
    assert any(text.get_text() == LABEL for text in panel._canvas.figure.texts)


def test_words_equal_what_is_drawn(panel):
    panel.set(push=2.4)
    picture = panel._canvas.picture
    assert picture.ball.get_xdata()[0] == pytest.approx(panel.result.end)
    assert "it stays" in panel.alt
    assert picture.title.get_text() == "The push carries the ball over the ridge, and it stays"


@pytest.mark.parametrize("guess", ["back", "stays", "ridge"])
def test_the_prediction_is_computed(guess):
    panel = kv.psychological.attractor_landscape()
    panel.guess(guess)
    assert "What came out: Stays in the other valley" in panel.status
    assert panel.values["theory"] == "rebus"


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(
    "values",
    [
        {},
        CHANGES,
        {"push": 0.0},
        {"push": 3.0, "depth": 1.5, "tilt": -0.5, "loosening": 0.9},
        {"depth": 0.1, "tilt": 0.5},
    ],
)
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []
