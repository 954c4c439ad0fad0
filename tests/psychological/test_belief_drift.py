"""Twenty pieces of news: where a belief settles, and what the panel says of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz.psychological.belief import learn
from ketamine_viz.psychological.belief_drift import DRAWS, GOOD_OF_20, HALF, NEWS, drift, settling, shuffled
from ketamine_viz.psychological.figures.updating import halves

CHANGES = {"alpha_good": 0.4, "alpha_bad": 0.1, "shift": 0.0, "start": 80, "good_of_20": 15, "draw": 2}
RATE = st.floats(0.02, 0.6)


@pytest.fixture(scope="module")
def panel():
    return kv.psychological.updating_model()


@given(RATE, RATE, st.floats(0.1, 0.9))
def test_in_balance_steps_up_and_down_are_equal(good, bad, share):
    place = settling(good, bad, share)
    assert good * share * (100 - place) == pytest.approx(bad * (1 - share) * place)


@pytest.mark.parametrize(("good", "bad", "share"), [(0.02, 0.06, 0.5), (0.05, 0.05, 0.25), (0.06, 0.02, 0.5)])
def test_a_long_run_settles_where_the_formula_says(good, bad, share):
    news = 100.0 * (np.random.default_rng(1).random(6000) < share)
    assert learn(50, news, good, bad)[1000:].mean() == pytest.approx(settling(good, bad, share), abs=2)


@pytest.mark.parametrize("count", GOOD_OF_20)
@pytest.mark.parametrize("draw", range(DRAWS))
def test_news_is_as_good_as_asked_in_both_halves(count, draw):
    news = np.array(shuffled(count, draw)) / 100
    assert len(news) == NEWS
    assert news.sum() == count
    assert abs(news[:HALF].sum() - news[HALF:].sum()) <= 1


@given(RATE, RATE, st.sampled_from(GOOD_OF_20), st.integers(0, DRAWS - 1), st.floats(0, 0.4))
def test_before_the_shift_nothing_differs(good, bad, count, draw, shift):
    with_it, without = (drift(good, bad, s, 50, count, draw) for s in (shift, 0.0))
    assert np.array_equal(with_it.belief[: HALF + 1], without.belief[: HALF + 1])
    assert np.all(with_it.belief >= without.belief - 1e-9)


@given(RATE, RATE)
def test_heavier_bad_news_pulls_a_fair_belief_down(good, bad):
    assume(abs(good - bad) > 1e-6)
    assert (drift(good, bad, shift=0.0).settles < 50) == (bad > good)


def test_the_even_listener_has_one_rate():
    run = drift(0.1, 0.3, start=30)
    assert np.allclose(run.even, learn(30, run.news, 0.2, 0.2))


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [("alpha_good", 2, "0 to 1"), ("shift", -1, "0 to 1"), ("good_of_20", 7, "5, 10, 15"), ("draw", 9, "0 to 4"),
     ("start", 101, "0 to 100"), ("good_of_20", True, "5, 10, 15")],
)  # fmt: skip
def test_bad_input_is_named(name, value, allowed):
    with pytest.raises(ValueError, match=f"{name}={value!r}.*{allowed}"):
        drift(**{name: value})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_words_equal_what_is_drawn(panel):
    result, picture = panel.result, panel._canvas.picture
    line = picture.belief.get_ydata()
    assert halves((line[1 : HALF + 1].mean(), line[HALF + 1 :].mean())) == halves(result.means)
    assert f"last ten: {halves(result.means)}" in panel.alt
    assert picture.settles.get_ydata()[0] == result.settles
    assert f"settles near {result.settles:.0f}%" in panel.alt
    assert "model, not data" in panel.alt
    assert "No rate was measured in patients" in panel.alt


@pytest.mark.parametrize("guess", ["fair", "low", "zero"])
def test_the_prediction_is_computed(guess):
    panel = kv.psychological.updating_model()
    panel.guess(guess)
    assert "What came out: 25%" in panel.status
    assert panel.values["shift"] == 0.0


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(
    "values",
    [{}, CHANGES, {"alpha_good": 0.0, "alpha_bad": 0.0, "shift": 0.0}, {"alpha_good": 0.55, "shift": 0.35}],
)
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []
