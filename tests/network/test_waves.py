"""Two toy waves: the correlation is what the formula says, within chance."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz import network
from ketamine_viz.network.figures.waves import signed
from ketamine_viz.network.waves import MOST_NOISE, RECORDINGS, two_waves

CHANGES = {"phase_deg": 90, "noise": 2.0, "shared": 0.5, "rhythm": "own", "recording": 3}
PHASES, NOISES, SHARES = st.floats(0, 360), st.floats(0, MOST_NOISE), st.floats(0, 1)


@pytest.fixture(scope="module")
def panel():
    return network.two_waves()


@given(PHASES, NOISES, SHARES, st.sampled_from(["same", "own"]), st.integers(0, RECORDINGS - 1))
def test_r_is_the_correlation_of_the_points(phase, noise, shared, rhythm, recording):
    pair = two_waves(phase, noise, shared, rhythm, recording)
    assert pair.r == pytest.approx(np.corrcoef(pair.x, pair.y)[0, 1], abs=1e-9)
    assert -1 - 1e-9 <= pair.low <= pair.high <= 1 + 1e-9


@given(PHASES)
def test_without_noise_r_is_the_cosine(phase):
    assert two_waves(phase, noise=0.0).r == pytest.approx(math.cos(math.radians(phase)), abs=1e-9)


@given(PHASES, NOISES, SHARES, st.sampled_from(["same", "own"]))
def test_the_formula_lies_inside_the_spread(phase, noise, shared, rhythm):
    pair = two_waves(phase, noise, shared, rhythm)
    assert pair.low - 0.03 <= pair.r_formula <= pair.high + 0.03


@given(PHASES, st.floats(0.1, MOST_NOISE), st.sampled_from(["same", "own"]))
def test_shared_noise_only_raises_r(phase, noise, rhythm):
    r = [two_waves(phase, noise, shared, rhythm).r_formula for shared in (0.0, 0.5, 1.0)]
    assert r[0] < r[1] < r[2]


def test_chance_alone_makes_correlations():
    found = [two_waves(noise=3.0, rhythm="own", recording=k).r for k in range(RECORDINGS)]
    assert np.std(found) > 0.05
    assert abs(np.mean(found)) < 0.03


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [("phase_deg", 361, "0 to 360"), ("noise", -1, "0 to 3"), ("shared", 2, "0 to 1"), ("noise", True, "0 to 3"),
     ("rhythm", "waltz", "same, own"), ("recording", 200, "0 to 199")],
)  # fmt: skip
def test_bad_input_is_named(name, value, allowed):
    with pytest.raises(ValueError, match=f"{name}={value!r}.*{allowed}"):
        two_waves(**{name: value})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_words_equal_what_is_drawn(panel):
    panel.set(phase_deg=120, noise=1.0)
    picture = panel._canvas.picture
    r = picture.now.get_xdata()[0]
    assert f"r {signed(r)} in this recording" in panel.alt
    assert picture.word.get_text() == f"r = {signed(r)} in this recording"
    low, high = picture.band.get_xdata()
    assert f"between {signed(low)} and {signed(high)}" in panel.alt
    assert "toy" in panel.alt


@pytest.mark.parametrize("guess", ["none", "high", "negative"])
def test_the_prediction_is_computed(guess):
    panel = network.two_waves()
    panel.guess(guess)
    assert "What came out: High" in panel.status
    assert panel.values["rhythm"] == "own"


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("values", [{}, {"phase_deg": 180}, {"noise": 3.0, "shared": 1.0}, {"rhythm": "own"}])
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []
