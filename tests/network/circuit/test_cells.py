"""The microcircuit: its rest, its spectrum, its limits; known results of its equations."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.linalg import solve_continuous_lyapunov

from ketamine_viz import evidence
from ketamine_viz.network import signals
from ketamine_viz.network.circuit import activity as model
from ketamine_viz.network.circuit import cells
from ketamine_viz.network.circuit.activity import activity, band_changes, blocked, extra_drive
from ketamine_viz.network.circuit.constants import bands, circuit, recording, varied

NOTHING = np.zeros(3)
DRUG = blocked(0.3, 1 / 3, cells.CELLS)


def change(after, before=None):
    before = before or activity(0.0)
    return {name: 100 * (after.band_power[name] / before.band_power[name] - 1) for name in before.band_power}


# -- against the equations -----------------------------------------------------------


def test_without_drug_the_cells_fire_at_the_rates_of_the_table():
    state = activity(0.0)
    assert state.rates_hz == pytest.approx({"pyramidal": 4, "pv": 10, "sst": 6})
    assert state.growth < 0


@pytest.mark.parametrize("share", [NOTHING, DRUG, np.array([0.0, 0.5, 0.0])])
def test_the_spectrum_is_that_of_the_whole_jacobian(share):
    """Seven equations and a general inverse against three equations written out."""
    c = circuit()
    v = cells.settle(c, share)
    j = cells.jacobian(c, v, share)
    f = np.array([0.0, 1.0, 9.0, 36.0, 80.0])
    inverse = np.linalg.inv(2j * np.pi * f[:, None, None] * np.eye(7) - j)[:, 0, :3]
    into = c.noise / c.tau
    colour = 4 * c.tau_noise / (1 + (2 * np.pi * f * c.tau_noise) ** 2)
    expected = (np.abs(inverse * into) ** 2).sum(axis=1) * colour
    assert np.allclose(cells.spectrum(c, v, share, f), expected)


def test_total_power_is_the_variance_a_lyapunov_equation_gives():
    c = circuit()
    v = cells.settle(c, DRUG)
    a = np.zeros((10, 10))  # the seven, and three coloured noises
    a[:7, :7] = cells.jacobian(c, v, DRUG)
    a[:3, 7:] = np.diag(1 / c.tau)
    a[7:, 7:] = -np.eye(3) / c.tau_noise
    q = np.zeros((10, 10))
    q[7:, 7:] = np.diag(2 * c.noise**2 / c.tau_noise)
    variance = solve_continuous_lyapunov(a, -q)[0, 0]
    f = np.arange(0.0, 4000.0, 0.1)
    assert np.trapezoid(cells.spectrum(c, v, DRUG, f), f) == pytest.approx(variance, rel=1e-3)


@pytest.mark.parametrize("share", [DRUG, np.array([0.5, 0.5, 0.5]), np.array([0.0, 0.0, 0.5])])
def test_the_rest_is_where_time_leads(share):
    c = circuit()

    def slope(_, y):
        v, (ampa, nmda, pv, sst) = y[:3], y[3:]
        r = c.gain * np.maximum(v, 0) ** 2
        total = c.inputs + c.from_E * ((1 - c.nmda) * ampa + c.nmda * (1 - share) * nmda)
        total = total - c.from_P * pv - c.from_S * sst
        lags = np.array([c.tau_ampa, c.tau_nmda, c.tau_pv, c.tau_sst])
        return np.concatenate([(total - v) / c.tau, (r[[0, 0, 1, 2]] - y[3:]) / lags])

    start = np.concatenate([c.rest_mv, c.rest_hz[[0, 0, 1, 2]]])
    end = solve_ivp(slope, (0, 3), start, method="LSODA", rtol=1e-9, atol=1e-9).y[:3, -1]
    assert np.allclose(cells.settle(c, share), end, rtol=1e-5)


def test_traces_carry_exactly_the_power_of_the_spectrum():
    state = activity(0.3)
    between = slice(1, -1)
    df = state.frequency_hz[1]
    expected = (state.power[between] * df).sum()
    assert state.traces.var(axis=1) == pytest.approx(np.full(recording().stretches, expected))


def _simulated(block, trials=250, seconds=13.0, dt=5e-4):
    """Stretches of 4 s of the full equations in time, at 250 per second; Heun's method, since Euler's rings."""
    c, share = circuit(), blocked(block, 1 / 3, cells.CELLS)
    random = np.random.default_rng(4)
    lags = np.array([c.tau_ampa, c.tau_nmda, c.tau_pv, c.tau_sst])
    weights = np.stack([c.from_E * (1 - c.nmda), c.from_E * c.nmda * (1 - share), -c.from_P, -c.from_S])
    keep, kick = math.exp(-dt / c.tau_noise), math.sqrt(1 - math.exp(-2 * dt / c.tau_noise))

    def slope(v, synapses, noise):
        r = c.gain * np.maximum(v, 0) ** 2
        return (c.inputs + noise + synapses @ weights - v) / c.tau, (r[:, [0, 0, 1, 2]] - synapses) / lags

    v = np.tile(c.rest_mv, (trials, 1))
    synapses = np.tile(c.rest_hz[[0, 0, 1, 2]], (trials, 1))
    noise = random.normal(size=v.shape) * c.noise
    seen = []
    for step in range(round(seconds / dt)):
        if step % round(0.004 / dt) == 0:
            seen.append(v[:, 0])
        later = keep * noise + kick * c.noise * random.normal(size=noise.shape)
        one = slope(v, synapses, noise)
        two = slope(v + dt * one[0], synapses + dt * one[1], later)
        v, synapses = v + dt * (one[0] + two[0]) / 2, synapses + dt * (one[1] + two[1]) / 2
        noise = later
    x = np.array(seen[-3000:]).T  # the first second is left out
    return x.reshape(-1, 1000)


def _powers(x):
    window = np.hanning(x.shape[1])
    power = 2 * np.abs(np.fft.rfft((x - x.mean(axis=1, keepdims=True)) * window)) ** 2
    power = power.mean(axis=0) / (250 * (window**2).sum())
    f = recording().frequency_hz
    return {name: float(signals.band_power(f, power, *edges)) for name, edges in bands().items()}


@pytest.mark.slow
def test_a_nonlinear_simulation_in_time_agrees_with_the_formula():
    before, after = _simulated(0.0), _simulated(0.3)
    for block, traces in ((0.0, before), (0.3, after)):
        c, share, f = circuit(), blocked(block, 1 / 3, cells.CELLS), recording().frequency_hz
        power = cells.spectrum(c, cells.settle(c, share), share, f)
        expected = {name: float(signals.band_power(f, power, *edges)) for name, edges in bands().items()}
        assert _powers(traces) == pytest.approx(expected, rel=0.05)
    scores = [np.mean([signals.lempel_ziv(x, 1) for x in traces[:120]]) for traces in (before, after)]
    assert scores[1] - scores[0] > 0.01  # the formula: 0.020


# -- the numbers of the model page ---------------------------------------------------


@pytest.mark.parametrize(
    ("block", "percent"),
    [
        (0.1, {"delta": 7, "theta": -2, "alpha": -11, "beta": -8, "gamma": 5}),
        (0.2, {"delta": 15, "theta": -5, "alpha": -22, "beta": -16, "gamma": 11}),
        (0.3, {"delta": 23, "theta": -9, "alpha": -32, "beta": -25, "gamma": 18}),
        (0.4, {"delta": 31, "theta": -15, "alpha": -41, "beta": -33, "gamma": 26}),
        (0.5, {"delta": 39, "theta": -22, "alpha": -50, "beta": -41, "gamma": 37}),
    ],
)
def test_band_powers_change_as_in_the_trial_run(block, percent):
    assert change(activity(block)) == pytest.approx(percent, abs=0.6)


@pytest.mark.parametrize(
    ("block", "exponent", "lempel_ziv", "entropy"),
    [(0.0, 0.95, 0.744, 0.929), (0.3, 0.83, 0.768, 0.952), (0.5, 0.71, 0.784, 0.969)],
)
def test_scores_are_those_of_the_trial_run(block, exponent, lempel_ziv, entropy):
    state = activity(block)
    assert state.spectral_exponent == pytest.approx(exponent, abs=0.0051)
    assert state.permutation_entropy == pytest.approx(entropy, abs=0.002)
    assert state.lempel_ziv == pytest.approx(lempel_ziv, abs=0.006)  # other phases: their s.e. is 0.003


def test_more_block_goes_further_the_same_way():
    states = [activity(block) for block in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)]

    def rising(values):
        return all(a < b for a, b in pairwise(values))

    assert rising([s.lempel_ziv for s in states])
    assert rising([s.permutation_entropy for s in states])
    assert rising([s.band_power["gamma"] for s in states])
    for falling in ("theta", "alpha", "beta"):
        assert rising([-s.band_power[falling] for s in states])
    assert rising([-s.spectral_exponent for s in states])


def test_alpha_loss_is_of_the_size_measured():
    for block in (0.2, 0.3, 0.35):
        assert -40 <= change(activity(block))["alpha"] <= -15


def test_the_effect_needs_sst_cells():
    only_sst, only_pv = activity(0.3, 1 / 3, ("sst",)), activity(0.3, 1 / 3, ("pv",))
    assert change(only_sst)["alpha"] < -25
    assert change(only_pv)["alpha"] > 0
    assert change(only_pv)["gamma"] < 0
    assert only_pv.lempel_ziv < activity(0.0).lempel_ziv < only_sst.lempel_ziv


def test_without_nmda_on_sst_cells_alpha_hardly_moves():
    c = circuit().without_nmda_on("sst")
    before, after = model._made(c, NOTHING, NOTHING), model._made(c, DRUG, NOTHING)
    assert abs(change(after, before)["alpha"]) < 5
    assert change(after, before)["gamma"] == pytest.approx(14, abs=1)


def test_extra_drive_raises_lempel_ziv_and_spares_alpha():
    drug, before = activity(0.3), activity(0.0)
    control = extra_drive(drug.rates_hz["pyramidal"])
    assert control.rates_hz["pyramidal"] == pytest.approx(drug.rates_hz["pyramidal"])
    assert control.lempel_ziv - before.lempel_ziv > 0.01
    assert abs(change(control)["alpha"]) < 3
    assert change(control)["delta"] == pytest.approx(-25, abs=1)


def test_no_extra_drive_is_no_drug():
    assert np.allclose(extra_drive(4.0).power, activity(0.0).power)


def test_selectivity_hardly_matters_here():
    even, selective = activity(0.3, 1.0), activity(0.3, 0.0)
    assert abs(even.lempel_ziv - selective.lempel_ziv) < 0.006


# -- varied circuits ---------------------------------------------------------------------


def test_varied_circuits_were_chosen_without_the_drug_and_keep_its_direction():
    many = varied()
    rest = cells.settle(many, NOTHING)
    assert many.nmda.shape == (24, 3)
    assert np.allclose(rest, many.rest_mv)
    assert (cells.growth(many, rest, NOTHING) < 0).all()
    found = band_changes(0.3, 1 / 3, cells.CELLS)
    assert (found["alpha"] < 0).mean() >= 0.95
    assert (found["gamma"] > 0).mean() >= 0.95
    assert (found["exponent"] < 0).mean() >= 0.85


def test_one_varied_circuit_alone_gives_what_it_gives_among_many():
    many, f = varied(), np.array([9.0, 36.0])
    names = ("tau", "tau_ampa", "tau_nmda", "tau_pv", "tau_sst", "from_E", "from_P", "from_S", "nmda")
    one = replace(many, **{name: getattr(many, name)[5] for name in names})
    together = cells.spectrum(many, cells.settle(many, DRUG), DRUG, f)[5]
    assert np.allclose(cells.spectrum(one, cells.settle(one, DRUG), DRUG, f), together)


# -- properties and limits ------------------------------------------------------------------


@settings(max_examples=40)
@given(st.floats(0, 0.5), st.floats(0, 1), st.sets(st.sampled_from(cells.CELLS)))
def test_every_state_is_stable_and_finite(block, selectivity, reached):
    state = activity(block, selectivity, tuple(reached))
    assert state.growth < 0
    assert min(state.rates_hz.values()) > 0
    assert np.isfinite(state.power).all()
    assert state.power.min() > 0
    assert sum(state.band_power.values()) <= state.power.sum() * state.frequency_hz[1]


@settings(max_examples=20)
@given(st.floats(0.1, 10))
def test_the_size_of_the_noise_sets_the_unit_of_power_only(size):
    c = circuit()
    louder = replace(c, noise=c.noise * size)
    f = np.array([9.0, 36.0])
    assert np.allclose(
        cells.spectrum(louder, c.rest_mv, NOTHING, f), size**2 * cells.spectrum(c, c.rest_mv, NOTHING, f)
    )


def test_a_lost_rest_is_not_a_number():
    lost = cells.settle(circuit(), NOTHING, np.array([-1000.0, 0.0, 0.0]))
    assert np.isnan(lost).all()
    assert np.isnan(cells.growth(circuit(), lost, NOTHING))


def test_no_drug_and_no_cells_reached_are_one_state():
    assert np.array_equal(activity(0.0).power, activity(0.5, 1.0, ()).power)


def test_states_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        activity(0.3).power[0] = 0.0


def test_all_constants_are_rows_and_named_as_assumptions():
    for group in ("cells", "recording", "band", "draw"):
        assert all(p.basis == "assumed" for p in evidence.parameters("network", group=group).values())


@pytest.mark.parametrize("given_value", [-0.01, 1.01, math.nan, math.inf, "0.3", None, True, [0.1]])
@pytest.mark.parametrize("name", ["block", "selectivity"])
def test_bad_knobs_are_named(name, given_value):
    top = "0.5" if name == "block" else "1"
    for call in (activity, lambda **k: band_changes(**{"block": 0.3, "selectivity": 0.3, "cells": (), **k})):
        with pytest.raises(ValueError, match=f"{name}=.*allowed: 0 to {top}$") as error:
            call(**{name: given_value})
        assert repr(given_value) in str(error.value)


@pytest.mark.parametrize("given_value", [("glia",), "pv", ("pv", "PV")])
def test_unknown_cells_are_named(given_value):
    with pytest.raises(ValueError, match=r"cells=.*allowed: any of pyramidal, pv, sst"):
        activity(0.3, cells=given_value)


def test_an_unknown_cell_to_spare_is_named():
    with pytest.raises(ValueError, match=r"cell='glia'.*allowed: pyramidal, pv, sst"):
        circuit().without_nmda_on("glia")


@pytest.mark.parametrize("given_value", [0, -1.0, 20.1, math.nan, "4", True, None])
def test_bad_rates_are_named(given_value):
    with pytest.raises(ValueError, match=r"rate_hz=.*allowed: above 0, at most 20 Hz"):
        extra_drive(given_value)
