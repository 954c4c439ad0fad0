"""The learning rule, and the estimate of a reader's two rates."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz.psychological.belief import FULL, RATES, Step, fit, learn

BELIEFS, RATE = st.floats(0, FULL), st.floats(0, 1)
NEWS = st.lists(BELIEFS, min_size=1, max_size=20)


@given(BELIEFS, NEWS, RATE, RATE)
def test_a_belief_stays_between_what_it_was_and_the_news(start, news, good, bad):
    path = learn(start, news, good, bad)
    assert len(path) == len(news) + 1
    for before, one, after in zip(path[:-1], news, path[1:], strict=True):
        assert min(before, one) - 1e-9 <= after <= max(before, one) + 1e-9


@given(BELIEFS, NEWS, RATE)
def test_equal_rates_are_one_filter(start, news, rate):
    """With one rate the end is the weighted mean that the textbook gives."""
    weights = [rate * (1 - rate) ** (len(news) - 1 - k) for k in range(len(news))]
    expected = (1 - rate) ** len(news) * start + sum(w * n for w, n in zip(weights, news, strict=True))
    assert learn(start, news, rate, rate)[-1] == pytest.approx(expected, abs=1e-8)


@given(BELIEFS, NEWS, st.floats(0, 0.5), st.floats(0, 0.5), st.floats(0, 0.5))
def test_more_weight_on_good_news_never_lowers_a_belief(start, news, good, more, bad):
    assert np.all(learn(start, news, good + more, bad) >= learn(start, news, good, bad) - 1e-9)


def _answers(good, bad, count=40, scatter=0.0, seed=3):
    rng = np.random.default_rng(seed)
    steps = []
    for _ in range(count):
        before, news = rng.uniform(20, 80), rng.uniform(10, 90)
        rate = good if news > before else bad
        after = float(np.clip(before + rate * (news - before) + scatter * rng.standard_normal(), 0, FULL))
        steps.append(Step(float(before), float(news), after))
    return steps


@given(st.floats(0.05, 0.95), st.floats(0.05, 0.95))
def test_rates_without_scatter_are_found(good, bad):
    found = fit(_answers(good, bad))
    assert found.good.mid == pytest.approx(good, abs=0.02)
    assert found.bad.mid == pytest.approx(bad, abs=0.02)


def test_the_mode_is_the_least_squares_estimate():
    steps = _answers(0.6, 0.2, count=12, scatter=6)
    found = fit(steps)
    for kind, rate in (("good", found.good), ("bad", found.bad)):
        mine = [s for s in steps if s.kind == kind]
        least_squares = sum(s.move * s.gap for s in mine) / sum(s.gap**2 for s in mine)
        assert RATES[np.argmax(rate.density)] == pytest.approx(least_squares, abs=0.0051)
        assert rate.answers == len(mine)


def test_the_interval_holds_the_truth_as_often_as_it_says():
    hits = total = 0
    for seed in range(120):
        found = fit(_answers(0.5, 0.3, count=8, scatter=5, seed=seed))
        for rate, truth in ((found.good, 0.5), (found.bad, 0.3)):
            if rate:
                total += 1
                hits += rate.low <= truth <= rate.high
    assert 0.9 <= hits / total <= 0.995


def test_more_answers_make_it_surer():
    few, many = (fit(_answers(0.5, 0.5, count, scatter=5)) for count in (6, 60))
    assert many.good.high - many.good.low < few.good.high - few.good.low


@given(st.floats(0.1, 0.9), st.integers(0, 50))
def test_swapping_good_and_bad_swaps_the_lean(rate, seed):
    steps = _answers(rate, 0.4, count=6, scatter=4, seed=seed)
    turned = [Step(FULL - s.before, FULL - s.news, FULL - s.after) for s in steps]
    one, other = fit(steps), fit(turned)
    if one.leans_good is None:
        assert other.leans_good is None
    else:
        assert one.leans_good + other.leans_good == pytest.approx(1, abs=1e-9)


def test_news_that_was_believed_tells_nothing():
    assert fit([Step(50, 50, 60)]).good is None
    alone = fit([Step(50, 80, 65)])
    assert alone.bad is None
    assert alone.leans_good is None
    assert math.isfinite(alone.good.mid)


@pytest.mark.parametrize(
    ("steps", "named"),
    [
        ([], r"steps=\(\).*at least one"),
        ([Step(-1, 50, 50)], r"before=-1.*0 to 100"),
        ([Step(50, 101, 50)], r"news=101.*0 to 100"),
        ([Step(50, 60, math.nan)], r"after=nan.*0 to 100"),
        ([Step(50, 60, True)], r"after=True.*0 to 100"),
    ],
)
def test_empty_and_impossible_answers_are_refused(steps, named):
    with pytest.raises(ValueError, match=named):
        fit(steps)


@pytest.mark.parametrize(("name", "value"), [("alpha_good", 1.2), ("alpha_bad", -0.1), ("start", 200)])
def test_bad_input_is_named(name, value):
    given = {"start": 50, "news": [60], "alpha_good": 0.5, "alpha_bad": 0.5, name: value}
    with pytest.raises(ValueError, match=f"{name}={value!r}"):
        learn(**given)
