"""The exact step, on targets whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz.molecular.cascade.grid import JUST_BEFORE, graded
from ketamine_viz.molecular.cascade.steps import relax, step_of

TIMES = graded([0.0], 48.0)


def followed(target, rise, fall):
    step = step_of(TIMES, *(np.array([tau], np.float32) for tau in (rise, fall)))
    return relax([target.astype(np.float32)[:, None]], [step])[0][:, 0]


@pytest.mark.parametrize(("rise", "fall"), [(0.5, 20.0), (20.0, 0.5)])
def test_a_jump_is_followed_with_the_right_time_constant(rise, fall):
    up = followed(np.append(0.0, np.full(len(TIMES), 0.8)), rise, fall)
    down = followed(np.append(0.8, np.zeros(len(TIMES))), rise, fall)
    assert up[1:] == pytest.approx(0.8 * (1 - np.exp(-TIMES / rise)), abs=1e-5)
    assert down[1:] == pytest.approx(0.8 * np.exp(-TIMES / fall), abs=1e-5)


def test_a_ramp_is_followed_exactly_however_long_the_steps():
    ramp = np.append(0.0, TIMES / 48.0)
    tau = 0.01  # far shorter than the late steps
    found = followed(ramp, tau, tau * 1.000001)
    exact = (TIMES - tau * (1 - np.exp(-TIMES / tau))) / 48.0
    assert found[1:] == pytest.approx(exact, abs=1e-5)


@given(
    st.lists(st.floats(0, 1), min_size=len(TIMES) + 1, max_size=len(TIMES) + 1),
    st.floats(0.01, 200),
    st.floats(0.01, 200),
)
def test_a_state_stays_between_the_ends_of_its_target(target, rise, fall):
    target = np.array(target)
    found = followed(target, rise, fall)
    assert found.min() >= target.min() - 1e-6
    assert found.max() <= target.max() + 1e-6


@given(st.floats(0, 1), st.floats(0.01, 200), st.floats(0.01, 200))
def test_a_constant_target_gives_an_exactly_flat_line(level, rise, fall):
    assert len(set(followed(np.full(len(TIMES) + 1, level), rise, fall).tolist())) == 1


@given(st.lists(st.integers(0, 36_000), max_size=12), st.floats(1, 700))
def test_a_grid_rises_from_0_to_the_end_and_brackets_each_event(events, hours):
    events = [minute / 60 for minute in events]
    times = graded(events, hours)
    assert (times[0], times[-1]) == (0.0, hours)
    assert np.all(np.diff(times) > 0)
    for event in (e for e in events if 0 < e < hours - 1e-3):
        near = times[np.abs(times - event) < 2 * JUST_BEFORE]
        assert near.min() <= event <= near.max()
