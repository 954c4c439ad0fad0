"""Numbers as people type them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz.stage import typed_number


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("45", 45), (" 45 ", 45), ("45 %", 45), ("45%", 45), ("12,5", 12.5), ("12.5", 12.5), (".5", 0.5),
        ("−1.6", -1.6), ("–1.6", -1.6), ("+3", 3), ("1e2", 100), ("7 points", 7), ("7 Points", 7), ("４５", 45),
        ("5.", 5), ("30 percent", 30),
    ],
)  # fmt: skip
def test_what_is_read(typed, value):
    assert typed_number.read(typed, unit="points") == pytest.approx(value)


def test_a_comma_before_three_digits_is_read_as_what_fits():
    assert typed_number.read("1,200", minimum=0, maximum=100) == pytest.approx(1.2)
    assert typed_number.read("1,200", minimum=100, maximum=5000) == 1200
    assert typed_number.read("1,234,567") == 1234567
    assert typed_number.read("1 247") == 1247


@pytest.mark.parametrize("typed", ["", "   ", "\t"])
def test_nothing_typed(typed):
    with pytest.raises(ValueError, match=r"Nothing is typed yet\. Type a number"):
        typed_number.read(typed)


@pytest.mark.parametrize(
    "typed", ["abc", "twelve", "nan", "inf", "1_000", "0x10", "1.2.3", "5 or 6", "--3", "1e", "%"]
)
def test_what_is_no_number_is_said_back(typed):
    with pytest.raises(ValueError, match="is not a number we can read") as told:
        typed_number.read(typed)
    assert typed in str(told.value)


@pytest.mark.parametrize("typed", ["-3", "101", "1e999", "-1e999", "9" * 400])
def test_out_of_range_says_what_is_allowed(typed):
    with pytest.raises(ValueError, match=r"Type a number from 0 to 100, in %\.") as told:
        typed_number.read(typed, unit="%", minimum=0, maximum=100)
    assert len(str(told.value)) < 90


def test_too_large_is_refused_without_limits_too():
    with pytest.raises(ValueError, match="of ordinary size"):
        typed_number.read("1e999")


def test_a_long_text_is_not_said_back_whole():
    with pytest.raises(ValueError, match="…") as told:
        typed_number.read("x" * 5000)
    assert len(str(told.value)) < 160


@given(st.text(max_size=40))
def test_any_text_gives_a_number_in_range_or_an_error_of_ours(text):
    try:
        value = typed_number.read(text, unit="%", minimum=0, maximum=100)
    except ValueError:
        return
    assert math.isfinite(value)
    assert 0 <= value <= 100


@given(st.floats(-1000, 1000).map(lambda x: round(x, 4)))
def test_what_is_written_out_is_read_back_with_either_mark(value):
    written = f"{value:.4f}"
    assert typed_number.read(written) == pytest.approx(value)
    assert typed_number.read(written.replace(".", ",")) == pytest.approx(value)
