"""Numbers and labels."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz.stage import text


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0"), (-9.7, "-9.7"), (185.4, "185"), (0.00123456, "0.00123"), (1e7, "10,000,000"), (2.0, "2"),
     (99.95, "100"), (math.nan, "unknown"), (math.inf, "infinity"), (-math.inf, "minus infinity")],
)  # fmt: skip
def test_numbers_are_plain(value, words):
    assert text.number(value) == words


@given(st.floats(min_value=1e-6, max_value=1e9))
def test_three_digits_never_mislead(value):
    assert float(text.number(value).replace(",", "")) == pytest.approx(value, rel=5.1e-3)


@given(st.lists(st.floats(-100, 100), max_size=12), st.floats(0.1, 10))
def test_labels_are_pushed_apart_and_keep_their_order(positions, gap):
    placed = text.spread(positions, gap)
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    spots = [placed[index] for index in order]
    assert all(after - before >= gap - 1e-6 for before, after in pairwise(spots))


def test_labels_with_room_stay_put():
    assert text.spread([1.0, 5.0, 9.0], 2.0) == [1.0, 5.0, 9.0]
