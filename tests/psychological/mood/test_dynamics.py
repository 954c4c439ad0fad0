"""The benefit's course: an independent solver agrees, and it stays within what the equations allow."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from ketamine_viz.psychological.mood import constants
from ketamine_viz.psychological.mood.constants import Draws
from ketamine_viz.psychological.mood.course import benefit, half_lost_d
from ketamine_viz.psychological.mood.dynamics import Schedule, grid, solve

SCHEDULES = [
    Schedule((0.0,), (1.0,)),
    Schedule((0.0,), (1.0,), (1.0, 5.0)),
    Schedule((0.0, 2.0, 4.0, 7.0, 9.0, 11.0), (1.0,) * 6),
    Schedule(tuple(3.5 * k for k in range(8)), (0.4,) * 8),
]
weights = st.floats(0.05, 1.0)


def one(a=1.3, effect=17.0, tau_p=3.6, k_c=0.11):
    return Draws(*(np.array([value]) for value in (a, effect, tau_p, k_c)))


def independent(schedule, draws, times):
    """The same equations, by an adaptive solver, dose by dose."""
    fixed = constants.fixed()
    a, tau_p, k_c = (float(values[0]) for values in (draws.a, draws.tau_p, draws.k_c))
    start, end = schedule.training or (-1.0, -1.0)

    def change(t, y):
        s, p, q = y
        on = s / fixed.tau_on
        keep = k_c + (fixed.k_train if start <= t <= end else 0.0)
        return [-on, on * (1 - p) - p / tau_p, keep * p * (1 - q) - q / fixed.tau_q]

    breaks = sorted({*schedule.days, *(schedule.training or ()), float(times[-1])})
    y, found = np.zeros(3), np.zeros((len(times), 2))
    for begin, stop in pairwise(breaks):
        if begin in schedule.days:
            y[0] += a * schedule.weights[schedule.days.index(begin)]
        here = (times >= begin - 1e-9) & (times <= stop + 1e-9)
        ran = solve_ivp(change, (begin, stop), y, rtol=1e-9, atol=1e-11, max_step=0.05, dense_output=True)
        found[here] = ran.sol(np.clip(times[here], begin, stop))[1:].T
        y = ran.y[:, -1].copy()
    return found[:, 0], found[:, 1]


@pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda s: f"{len(s.days)} doses {s.training}")
@pytest.mark.parametrize("draws", [one(), one(a=4.0, tau_p=2.0, k_c=0.34), one(a=0.4, tau_p=10.0)])
def test_an_adaptive_solver_agrees(schedule, draws):
    times = grid(schedule, 40.0)
    mine = solve(schedule, draws, constants.fixed(), times)
    for ours, theirs in zip(mine, independent(schedule, draws, times), strict=True):
        assert np.abs(ours[:, 0] - theirs).max() < 2e-3


@given(weights, st.integers(1, 8), st.floats(1.0, 10.0))
@settings(max_examples=25)
def test_both_parts_stay_between_nothing_and_all(weight, count, step):
    plan = Schedule(tuple(step * k for k in range(count)), (weight,) * count)
    for part in solve(plan, constants.draws(), constants.fixed(), grid(plan, 60.0)):
        assert part.min() >= 0.0
        assert part.max() <= 1.0


@given(weights, weights)
@settings(max_examples=25)
def test_a_stronger_dose_never_helps_less(one_weight, other):
    low, high = sorted((one_weight, other))
    weak, strong = (benefit(Schedule((0.0,), (w,)), 28.0).points for w in (low, high))
    assert (strong.mid >= weak.mid - 1e-12).all()


@given(st.integers(1, 7))
@settings(max_examples=7)
def test_one_more_drip_never_helps_less(count):
    days = tuple(3.5 * k for k in range(count + 1))
    fewer, more = Schedule(days[:-1], (1.0,) * count), Schedule(days, (1.0,) * (count + 1))
    times = grid(more, 60.0)
    a, b = (sum(solve(plan, constants.fitted(), constants.fixed(), times)) for plan in (fewer, more))
    assert (b >= a - 1e-12).all()


def test_training_adds_only_to_what_lasts():
    plain, trained = SCHEDULES[0], SCHEDULES[1]
    times = grid(trained, 40.0)
    (p, q), (p_trained, q_trained) = (
        solve(plan, constants.fitted(), constants.fixed(), times) for plan in (plain, trained)
    )
    assert p == pytest.approx(p_trained)
    assert (q_trained >= q - 1e-12).all()
    assert q_trained[-1, 0] > 1.5 * q[-1, 0]


def test_without_a_lasting_part_the_fast_one_alone_sets_when_half_is_lost():
    drive = one(a=50.0, tau_p=4.0, k_c=1e-9)
    plan = Schedule((0.0,), (1.0,))
    # From a day after the dose on, the benefit falls by the fast time constant alone.
    assert half_lost_d(plan, drive)[0] == pytest.approx(1.0 + 4.0 * np.log(2.0), rel=0.08)


def test_the_band_holds_the_best_fit_and_is_the_same_each_time():
    plan = SCHEDULES[2]
    first = benefit(plan, 28.0).points
    benefit.cache_clear()
    again = benefit(plan, 28.0).points
    assert (first.low == again.low).all()
    assert (first.low <= first.mid + 1e-9).all()
    assert (first.mid <= first.high + 1e-9).all()
