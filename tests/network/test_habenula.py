"""A toy of the habenula: directions hold, sizes are assumed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz import evidence, network
from ketamine_viz.network.figures.habenula import finding
from ketamine_viz.network.habenula import ANIMALS, fire
from ketamine_viz.stage.text import number

EFFECTS = {row["id"]: row for row in evidence.rows("network/connectivity_effects")}
CHANGES = {"animal": "calm", "block": 0.5, "channels": False}
SHARES = st.floats(0, 1)


@pytest.fixture(scope="module")
def panel():
    return network.habenula_bursts()


def test_ketamine_stops_bursts_as_published():
    assert EFFECTS["c71"]["signed_direction"] == "decrease"
    assert EFFECTS["c71"]["species"] == "rat"
    assert fire(block=1.0).in_burst < fire().in_burst


@given(SHARES, SHARES)
def test_more_block_never_brakes_more(one, other):
    low, high = sorted((one, other))
    assert fire(block=low).in_burst >= fire(block=high).in_burst
    assert fire(block=low).mean <= fire(block=high).mean + 1e-9


@given(st.sampled_from(ANIMALS), SHARES, st.booleans())
def test_reward_stays_within_its_band(animal, block, channels):
    result = fire(animal, block, channels)
    assert (result.low <= result.reward + 1e-12).all()
    assert (result.reward <= result.high + 1e-12).all()
    assert result.low.min() > 0
    assert result.high.max() <= 100
    assert len(result.spikes_ms) % result.in_burst == 0


def test_a_calm_animal_is_not_changed_by_block():
    assert fire("calm", 1.0).mean == fire("calm", 0.0).mean


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [("animal", "cat", "calm"), ("block", 1.2, "0 to 1"), ("channels", 1, "True")],
)
def test_bad_input_is_named(name, value, allowed):
    with pytest.raises(ValueError, match=f"{name}={value!r}.*{allowed}"):
        fire(**{name: value})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_words_equal_what_is_drawn(panel):
    panel.set(block=0.4)
    picture = panel._canvas.picture
    mean = number(picture.line.get_ydata().mean(), 2)
    assert picture.mean.get_text() == f"mean {mean}%"
    assert f"Reward cells at {mean}% on average" in panel.alt
    assert f"{len(picture.spikes.get_segments())} spikes" in panel.alt
    assert picture.title.get_text() == finding(panel.result)
    assert "A toy, not data" in panel.alt


@pytest.mark.parametrize("guess", ["more", "same", "less"])
def test_the_prediction_is_computed(guess):
    panel = network.habenula_bursts()
    panel.guess(guess)
    assert "What came out: Fire more" in panel.status


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("values", [{}, {"block": 0.8}, {"channels": False}])
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []
