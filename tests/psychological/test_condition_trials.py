"""Trials of other conditions: rows, counting, and agreement with the outcome tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz import evidence
from ketamine_viz.psychological.condition_trials import RANDOMISED, count, own_people, trials

ALL = trials()


@pytest.mark.parametrize("trial", ALL, ids=lambda t: t.id)
def test_a_row_is_coherent(trial):
    assert (trial.control == "none") == (trial.design in ("open_label", "practice"))
    assert (trial.answer == "uncontrolled") == (trial.control == "none")
    assert trial.masking == "open_label" if trial.control == "none" else trial.masking != "open_label"
    assert (trial.n is None) == (trial.answer == "not_seen")


@pytest.mark.parametrize("trial", [t for t in ALL if t.n and t.randomised], ids=lambda t: t.id)
def test_the_number_is_that_of_the_reference(trial):
    assert trial.n == evidence.reference(trial.ref).n


def test_the_number_is_that_of_the_outcomes():
    rows = evidence.rows("psychological/outcomes")
    checked = 0
    for trial in ALL:
        groups = {row["n"] for row in rows if row["ref"] == trial.ref and row["n_of"] == "both_arms"}
        if trial.design == "parallel" and groups:
            assert trial.n in groups, trial.label
            checked += 1
    assert checked >= 4


@given(st.sets(st.sampled_from(ALL)))
def test_nobody_is_counted_twice(some):
    kept = own_people(some)
    names = {t.id for t in some}
    assert not any(set(t.shares_with) & names for t in kept)
    assert count(some) == sum(t.n or 0 for t in kept)
    assert count(some) <= sum(t.n or 0 for t in some)


def test_an_unknown_condition_is_named():
    with pytest.raises(ValueError, match=r"condition='gout'.*ocd"):
        trials("gout")


def test_designs_are_known():
    assert set(RANDOMISED) <= {t.design for t in ALL}
