import dataclasses

import pytest

from ketamine_viz.psychological.intervals import interval
from ketamine_viz.psychological.outcomes import published


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
