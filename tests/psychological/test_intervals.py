import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz.psychological.intervals import interval, wilson
from ketamine_viz.psychological.outcomes import published


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_agrees_with_an_independent_engine(counts):
    from scipy.stats import binomtest

    k, n = counts
    other = binomtest(k, n).proportion_ci(0.95, method="wilson")
    assert wilson(k / n, n) == pytest.approx((other.low, other.high), abs=1e-9)


@pytest.mark.parametrize(("share", "n"), [(-0.1, 10), (1.1, 10), (0.5, 0)])
def test_wilson_refuses_what_is_not_possible(share, n):
    with pytest.raises(ValueError, match=r"share=.*n=.*allowed"):
        wilson(share, n)


def by_id(name):
    return next(outcome for outcome in published() if outcome.id == name)


def test_a_printed_interval_is_taken_as_it_is():
    murrough = by_id("o110")
    assert (interval(murrough).low, interval(murrough).high) == (-12.71, -3.2)
    assert "printed" in interval(murrough).how


def test_a_ninety_percent_interval_says_so():
    assert interval(by_id("o159")).how.startswith("90%")


def test_without_the_size_of_the_group_there_is_no_interval():
    assert interval(by_id("o210")) is None  # SD known, group size not


def test_an_interval_from_sd_and_n_narrows_with_n():
    one = by_id("o062")
    wide, narrow = interval(one), interval(dataclasses.replace(one, n=4 * one.n))
    assert narrow.high - narrow.low == pytest.approx((wide.high - wide.low) / 2)


def test_every_interval_holds_its_value():
    found = [(outcome, ends) for outcome in published() if (ends := interval(outcome))]
    assert len(found) > 100
    for outcome, ends in found:
        assert ends.low <= outcome.value <= ends.high, outcome.id
