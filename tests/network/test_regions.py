"""The 18-region model against its page: printed numbers, limits, directions, symmetry."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ketamine_viz.network import mean_field, simulate
from ketamine_viz.network import regions as model
from ketamine_viz.network.schematic import groups, index, schematic

STATES = {
    "healthy": {"block": 0.0},
    "drug": {"block": 0.3},
    "even": {"block": 0.3, "selectivity": 1.0},
    "depressed": {"block": 0.0, "depression": 1.0},
    "depressed_drug": {"block": 0.3, "depression": 1.0},
    "depressed_later": {"block": 0.0, "depression": 1.0, "plasticity": 0.6},
}
# The table of the model page, as printed.
TABLE = {
    "mean_z": (0.084, 0.136, 0.024, 0.119, 0.190, 0.097),
    "dmn_within_z": (0.364, 0.497, 0.111, 0.546, 0.733, 0.435),
    "dmn_frontoparietal_z": (-0.177, -0.155, -0.039, -0.174, -0.143, -0.181),
    "sgacc_dmn_z": (0.336, 0.473, 0.073, 0.544, 0.716, 0.421),
    "fronto_striatal_r": (0.317, 0.403, 0.101, 0.261, 0.321, 0.298),
    "habenula_vta_r": (-0.467, -0.287, -0.201, -0.499, -0.293, -0.480),
}
RATES = {
    "dmn": (3.08, 3.78, 1.93, 4.49, 6.15, 3.51),
    "LHb": (3.08, 1.95, 1.96, 4.75, 2.46, 3.59),
    "VTA": (3.08, 4.47, 2.43, 2.58, 4.44, 2.90),
}
# The page prints 4.49 and 6.15; these equations give 4.4849 and 6.1446. A resting rate of 3.0774 Hz
# instead of the 3.0773 Hz in the table would round to the page's digits.
LAST_DIGIT = {("dmn", "depressed"), ("dmn", "depressed_drug")}
SHARES = st.floats(0.0, 1.0)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("measure", TABLE)
def test_group_measures_match_the_printed_table(measure, state):
    printed = TABLE[measure][list(STATES).index(state)]
    assert simulate(**STATES[state]).measures[measure] == pytest.approx(printed, abs=0.00051)


def _rate(name, state):
    found = simulate(**STATES[state])
    return found.measures["dmn_rate_hz"] if name == "dmn" else found.rates_hz[name]


@pytest.mark.parametrize(
    ("name", "state"),
    [
        pytest.param(
            name,
            state,
            marks=pytest.mark.xfail(strict=True, reason=f"{name} {state}: last printed digit differs by 1")
            if (name, state) in LAST_DIGIT
            else (),
        )
        for name in RATES
        for state in STATES
    ],
)
def test_rates_match_the_printed_table(name, state):
    printed = RATES[name][list(STATES).index(state)]
    assert _rate(name, state) == pytest.approx(printed, abs=0.00501)


def test_the_two_differing_rates_are_within_one_last_digit():
    for name, state in LAST_DIGIT:
        assert _rate(name, state) == pytest.approx(RATES[name][list(STATES).index(state)], abs=0.0055)


@pytest.mark.parametrize(
    ("a", "b", "before", "after"), [("PCC", "dmPFC", 0.320, 0.301), ("sgACC", "dmPFC", 0.165, 0.139)]
)
def test_healthy_day_after_matches_the_page(a, b, before, after):
    assert simulate(block=0.0).r(a, b) == pytest.approx(before, abs=0.00051)
    assert simulate(block=0.0, plasticity=0.6).r(a, b) == pytest.approx(after, abs=0.00051)


@pytest.mark.parametrize(
    ("a", "b", "before", "after"), [("HIP", "dlPFC", -0.169, -0.178), ("HIP", "vmPFC", 0.40, 0.54)]
)
def test_hippocampal_links_match_the_page(a, b, before, after):
    digits = 0.0051 if before == 0.40 else 0.00051
    assert simulate(block=0.0).r(a, b) == pytest.approx(before, abs=digits)
    assert simulate().r(a, b) == pytest.approx(after, abs=digits)


# -- what the page asks a test for ---------------------------------------------------


def test_without_drug_every_region_rests_and_is_stable():
    state = simulate(block=0.0, selectivity=0.7)
    assert max(abs(rate - 3.077) for rate in state.rates_hz.values()) < 0.001
    assert state.stable
    assert state.growth < 0
    assert state.flag is None


def test_selective_block_raises_connectivity_and_dopamine_and_quietens_the_habenula():
    states = [simulate(block=block) for block in np.linspace(0, 0.3, 7)]
    for measure in ([s.measures["mean_z"] for s in states], [s.rates_hz["VTA"] for s in states]):
        assert (np.diff(measure) > 0).all()
    assert (np.diff([s.rates_hz["LHb"] for s in states]) < 0).all()


def test_even_block_loosens_the_default_mode_and_its_opposition():
    states = [simulate(block=block, selectivity=1.0) for block in np.linspace(0, 0.5, 6)]
    assert (np.diff([s.measures["dmn_within_z"] for s in states]) < 0).all()
    assert (np.diff([abs(s.measures["dmn_frontoparietal_z"]) for s in states]) < 0).all()


def test_even_block_keeps_the_share_of_default_mode_links_seen_in_deep_anaesthesia():
    ratio = simulate(selectivity=1.0).measures["dmn_within_z"] / simulate(block=0.0).measures["dmn_within_z"]
    assert 0.2 < ratio < 0.5  # bonhomme2016: 0.35


@pytest.mark.parametrize(("depression", "printed"), [(0.0, 0.44), (1.0, 0.43)])
def test_the_sign_of_the_effect_flips_at_the_critical_selectivity(depression, printed):
    rest = simulate(block=0.0, depression=depression).measures["mean_z"]

    def change(selectivity):
        return simulate(block=0.2, selectivity=selectivity, depression=depression).measures["mean_z"] - rest

    low, high = 0.35, 0.55
    assert change(low) > 0 > change(high)
    while high - low > 1e-4:
        middle = (low + high) / 2
        low, high = (middle, high) if change(middle) > 0 else (low, middle)
    assert low == pytest.approx(printed, abs=0.0051)


def test_plasticity_undoes_what_the_lesion_does():
    healthy, ill = simulate(block=0.0).measures, simulate(block=0.0, depression=1.0).measures
    later = simulate(block=0.0, depression=1.0, plasticity=0.6).measures
    whole = simulate(block=0.0, depression=1.0, plasticity=1.0).measures
    assert healthy["sgacc_dmn_z"] < later["sgacc_dmn_z"] < ill["sgacc_dmn_z"]
    assert ill["fronto_striatal_r"] < later["fronto_striatal_r"] < healthy["fronto_striatal_r"]
    assert whole == pytest.approx(healthy)


# -- shape and symmetry ------------------------------------------------------------


def test_state_is_a_graph_over_all_pairs():
    state = simulate()
    graph = state.connectivity
    assert graph.number_of_nodes() == 18
    assert graph.number_of_edges() == 153
    assert graph.edges["sgACC", "vmPFC"]["r"] == state.r("vmPFC", "sgACC")
    assert set(state.rates_hz) == set(graph) == set(index())
    assert state.connectivity is graph


@settings(deadline=None, max_examples=40)
@given(st.floats(0.0, 0.5), SHARES, SHARES, SHARES)
def test_every_state_is_a_correlation_matrix_or_flagged(block, selectivity, depression, plasticity):
    state = simulate(block, selectivity, depression, plasticity)
    assert state.flag in (None, "high_rate", "unstable")
    if state.flag == "unstable":
        assert not state.stable
        return
    assert np.allclose(state.fc, state.fc.T)
    assert np.allclose(np.diag(state.fc), 1)
    assert np.abs(state.fc).max() <= 1 + 1e-12
    assert np.linalg.eigvalsh(state.fc).min() > 0
    assert min(state.rates_hz.values()) > 0
    assert state.growth < 0


@settings(deadline=None, max_examples=30)
@given(st.floats(0.0, 0.5), st.floats(0.34, 1.0), SHARES)
def test_close_knobs_give_close_states(block, selectivity, depression):
    here = simulate(block, selectivity, depression)
    there = simulate(min(block + 1e-6, 0.5), selectivity, depression)
    assert np.allclose(here.fc, there.fc, atol=1e-3)


@settings(deadline=None, max_examples=20)
@given(SHARES, SHARES)
def test_full_plasticity_in_the_lesioned_brain_is_health_whatever_the_selectivity(selectivity, depression):
    healed = simulate(0.0, selectivity, 1.0, 1.0)
    assert np.allclose(healed.fc, simulate(0.0, depression, 0.0, 0.0).fc, atol=1e-8)


def test_the_order_of_regions_does_not_matter():
    s = schematic()
    order = np.random.default_rng(3).permutation(18)
    shuffled = mean_field.Wiring(
        s.before.onto_E[np.ix_(order, order)], s.before.onto_I[np.ix_(order, order)], s.inhibition[order]
    )
    rates = np.concatenate([s.rest[:18][order], s.rest[18:][order]])
    fc, growth = mean_field.linearise(rates, shuffled, s.constants)
    base, slowest = mean_field.linearise(s.rest, s.before, s.constants)
    assert np.allclose(fc, base[np.ix_(order, order)], atol=1e-9)
    assert growth == pytest.approx(slowest)


def test_one_big_step_ends_where_a_hundred_small_ones_do():
    s = schematic()
    for knobs in ((0.3, 1 / 3, 1.0, 0.0), (0.5, 0.3, 1.0, 0.0), (0.4, 0.1, 0.0, 0.0), (0.5, 1.0, 0.5, 0.0)):
        wiring = model._wiring(*knobs)
        rates = s.rest
        for step in range(1, 101):
            rates = mean_field._newton(rates, s.before.towards(wiring, step / 100), s.constants)
        assert np.allclose(mean_field.follow(s.rest, s.before, wiring, s.constants), rates, atol=1e-6)


def test_the_fixed_point_is_where_time_leads():
    s = schematic()
    k, wiring = s.constants, model._wiring(0.3, 1 / 3, 1.0, 0.0)
    gate, _ = mean_field.gating(s.rest[:18], k)
    gaba = k.tau_G * s.rest[18:]
    for _ in range(60_000):
        r_E, _ = mean_field.rate(
            k.W_E * k.I_0 + wiring.onto_E @ gate - wiring.inhibition * gaba, k.a_E, k.c_E, k.d_E
        )
        r_I, _ = mean_field.rate(k.W_I * k.I_0 + wiring.onto_I @ gate - gaba, k.a_I, k.c_I, k.d_I)
        gate = gate + 0.001 * (-gate / k.tau_N + (1 - gate) * k.gamma * r_E)
        gaba = gaba + 0.001 * (-gaba / k.tau_G + r_I)
    found = simulate(block=0.3, depression=1.0)
    assert np.allclose(r_E, list(found.rates_hz.values()), rtol=1e-3)


# -- flags --------------------------------------------------------------------------


def test_the_high_rate_branch_is_flagged():
    state = simulate(block=0.2, selectivity=0.0)
    assert state.measures["dmn_rate_hz"] == pytest.approx(11, abs=0.5)  # the page: 11 Hz
    assert state.flag == "high_rate"


@pytest.mark.parametrize("depression", [0.0, 0.5, 1.0])
def test_nothing_is_flagged_at_the_starting_selectivity(depression):
    for block in np.linspace(0, 0.5, 11):
        assert simulate(block, depression=depression).flag is None


def test_a_lost_branch_is_flagged_and_holds_no_numbers(monkeypatch):
    monkeypatch.setattr(model, "follow", lambda *_: None)
    model._simulate.cache_clear()
    state = simulate(block=0.123)
    model._simulate.cache_clear()
    assert (state.stable, state.flag) == (False, "unstable")
    assert all(math.isnan(rate) for rate in state.rates_hz.values())


# -- bad input ----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["block", "selectivity", "depression", "plasticity"])
@pytest.mark.parametrize(
    "given_value", [-0.01, 1.01, math.nan, math.inf, -math.inf, "0.3", None, True, [0.1]]
)
def test_bad_knobs_are_named_with_value_and_range(name, given_value):
    top = "0.5" if name == "block" else "1"
    with pytest.raises(ValueError, match=f"{name}=.*allowed: 0 to {top}$") as error:
        simulate(**{name: given_value})
    assert repr(given_value) in str(error.value)


def test_an_unknown_region_is_named():
    with pytest.raises(ValueError, match=r"b='thumb'.*sgACC"):
        simulate().r("sgACC", "thumb")


def test_numpy_numbers_are_numbers():
    assert simulate(np.float64(0.3)).fc is simulate(0.3).fc


def test_states_cannot_be_changed():
    state = simulate()
    with pytest.raises(ValueError, match="read-only"):
        state.fc[0, 1] = 0.0


def test_a_call_takes_no_more_than_a_few_matrix_solves():
    matrix = np.random.default_rng(1).normal(size=(200, 200))

    def best(work, times=15):
        spent = []
        for k in range(times):
            start = time.perf_counter()
            work(k)
            spent.append(time.perf_counter() - start)
        return min(spent)

    yardstick = best(lambda _: np.linalg.eigvals(matrix))
    model._simulate.cache_clear()
    assert best(lambda k: simulate(0.3 + 1e-6 * k)) < yardstick


def test_group_measures_are_plain_means():
    state = simulate(0.2)
    for group in groups():
        values = [state.r(state.regions[i], state.regions[j]) for i, j in group.pairs]
        expected = np.mean(values if group.scale == "r" else np.arctanh(values))
        assert state.measures[group.id] == pytest.approx(expected)
