"""How far a share could be off by chance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from ketamine_viz.evidence.chance import wilson


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_agrees_with_an_independent_engine(counts):
    k, n = counts
    other = binomtest(k, n).proportion_ci(0.95, method="wilson")
    assert wilson(k / n, n) == pytest.approx((other.low, other.high), abs=1e-9)


def test_wilson_agrees_with_published_ends():
    # 81 of 263, Newcombe 1998, table I.
    assert wilson(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0.0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)


@pytest.mark.parametrize(("share", "n"), [(-0.1, 10), (1.1, 10), (0.5, 0)])
def test_wilson_refuses_what_is_not_possible(share, n):
    with pytest.raises(ValueError, match=r"share=.*n=.*allowed"):
        wilson(share, n)
