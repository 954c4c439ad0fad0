"""Many states at once are the states one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ketamine_viz.network import mean_field, simulate
from ketamine_viz.network.batch import ours, rested, simulate_many, wirings
from ketamine_viz.network.regions import _wiring
from ketamine_viz.network.schematic import groups, schematic

KNOBS = st.tuples(
    st.floats(0, 0.5), st.sampled_from([0.0, 0.1, 0.3, 1 / 3, 0.44, 0.6, 1.0]), st.sampled_from([0.0, 0.5, 1.0]),
    st.floats(0, 1),
)  # fmt: skip


@settings(deadline=None, max_examples=12)
@given(st.lists(KNOBS, min_size=1, max_size=6))
def test_a_batch_is_its_states(knobs):
    many = simulate_many(*np.array(knobs).T)
    for k, knob in enumerate(knobs):
        one = simulate(*knob)
        assert many.flag[k] == (one.flag or "")
        if one.flag is None:
            assert many.fc[k] == pytest.approx(one.fc, abs=1e-7)
            assert many.rates_hz[k] == pytest.approx(list(one.rates_hz.values()), abs=1e-7)
            assert {g.id: many.group(g.id)[k] for g in groups()} == pytest.approx(
                {g.id: one.measures[g.id] for g in groups()}, abs=1e-7
            )
        else:
            assert np.isnan(many.fc[k]).all()
            assert np.isnan(many.rates_hz[k]).all()


def test_flagged_states_are_no_results():
    many = simulate_many([0.1, 0.5], [1 / 3, 0.0], 0.0, 0.0)
    assert many.flag.tolist() == ["", "high_rate"]
    assert np.isnan(many.group("mean_z")[1])
    assert np.isfinite(many.group("mean_z")[0])


@given(KNOBS)
def test_a_wiring_is_that_of_the_model(knob):
    found = wirings(ours(), *(np.array([x]) for x in knob))
    expected = _wiring(*knob)
    assert np.array_equal(found.onto_E[0], expected.onto_E)
    assert np.array_equal(found.onto_I[0], expected.onto_I)
    assert found.inhibition[0] == pytest.approx(expected.inhibition, abs=1e-12)


def test_resting_networks_rest():
    s = schematic()
    random = np.random.default_rng(3)
    excitatory = s.excitatory * random.uniform(0.5, 1.5, (4, 18, 18))
    onto = s.onto_interneurons * random.uniform(0.5, 1.5, (4, 18, 18))
    bases = rested(excitatory, onto)
    for k in range(4):
        wiring = s.wiring(excitatory[k], onto[k], bases.inhibition[k])
        rates, inhibition = mean_field.rest(wiring.onto_E, wiring.onto_I, s.constants)
        assert bases.rates[k] == pytest.approx(rates)
        assert bases.inhibition[k] == pytest.approx(inhibition)
    found = simulate_many(np.zeros(4), 1.0, 0.0, 0.0, bases)
    assert found.rates_hz == pytest.approx(s.constants.r_rest)


def test_the_sign_of_a_determinant_tells_stability_as_the_eigenvalues_do():
    """Random weights and wild knobs, all 36 eigenvalues against one determinant."""
    s = schematic()
    random = np.random.default_rng(11)
    draws = 40
    both = np.triu(random.uniform(0.3, 2.0, (draws, 18, 18)), 1)
    bases = rested(
        s.excitatory * (both + both.transpose(0, 2, 1)),
        s.onto_interneurons * random.uniform(0.3, 2.0, (draws, 18, 18)),
    )
    knobs = [random.uniform(0, top, draws) for top in (0.5, 1.0, 1.0, 1.0)]
    found, after = simulate_many(*knobs, bases), wirings(bases, *knobs)
    for k in np.flatnonzero(found.flag == ""):
        wiring = mean_field.Wiring(after.onto_E[k], after.onto_I[k], after.inhibition[k])
        before = s.wiring(bases.excitatory[k], bases.onto_interneurons[k], bases.inhibition[k])
        rates = mean_field.follow(bases.rates[k], before, wiring, s.constants)
        fc, growth = mean_field.linearise(rates, wiring, s.constants)
        assert growth < 0
        assert found.fc[k] == pytest.approx(fc, abs=1e-6)
    assert (found.flag == "").sum() > draws / 2
