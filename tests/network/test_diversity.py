"""Two signals to compress and to filter."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import fft

from ketamine_viz.network import signals
from ketamine_viz.network.circuit.activity import activity
from ketamine_viz.network.circuit.constants import BANDS
from ketamine_viz.network.diversity import FILTERS, SIGNALS, two_signals


@given(st.text(alphabet="01", min_size=1, max_size=200))
def test_a_dictionary_grows_to_its_size_and_never_shrinks(bits):
    growth = signals.dictionary_growth(bits)
    assert growth[-1] == signals.dictionary_size(bits)
    assert set(np.diff(growth)) <= {0, 1}


def test_a_rhythm_compresses_better_than_noise():
    scores = [two_signals(name).first.lempel_ziv for name in ("sine", "mixed", "noise")]
    assert scores[0] < scores[1] < scores[2]
    assert scores[2] == pytest.approx(1, abs=0.05)


@pytest.mark.parametrize("name", SIGNALS)
def test_the_score_is_the_one_used_everywhere(name):
    one = two_signals(name).first
    assert one.lempel_ziv == pytest.approx(signals.lempel_ziv(one.trace, 0))
    assert one.bits.sum() == 500


def test_the_cortex_model_s_signals_are_its_own():
    pair = two_signals("before", "drug")
    assert np.array_equal(pair.first.trace, activity(0.0).traces[0])
    before, after = activity(0.0).band_power, activity(0.3).band_power
    for band, change in pair.band_changes.items():
        assert change == pytest.approx(100 * (after[band] / before[band] - 1), abs=0.01)


def test_made_signals_are_as_strong_as_the_model_s():
    for name in ("sine", "mixed", "noise"):
        assert two_signals(name).first.trace.std() == pytest.approx(activity(0.0).traces[0].std(), rel=0.02)


@pytest.mark.parametrize("band", BANDS)
def test_bands_and_the_rest_add_up_to_the_signal(band):
    trace = two_signals("noise").first.trace
    parts = [signals.band_pass(trace, *edges, 250) for edges in ((0, 1), (1, 4), (4, 125.1))]
    assert np.allclose(sum(parts), trace)
    kept = two_signals("noise", "noise", band).first.filtered
    assert kept.var() == pytest.approx(two_signals("noise").first.power(band))
    assert np.allclose(signals.band_pass(kept, 1, 80, 250), kept)


def test_a_filter_is_that_of_another_library():
    trace = two_signals("noise").first.trace
    f = fft.rfftfreq(1000, 1 / 250)
    expected = fft.irfft(np.where((f >= 8) & (f < 12), fft.rfft(trace), 0), 1000)
    assert np.allclose(two_signals("noise", "noise", "alpha").first.filtered, expected)


def test_no_filter_leaves_all():
    one = two_signals("drug").first
    assert one.filtered is one.trace
    assert "all" in FILTERS


@pytest.mark.parametrize(("name", "value"), [("first", "hum"), ("second", None), ("band", "mu")])
def test_unknown_words_are_named(name, value):
    with pytest.raises(ValueError, match=f"{name}=.*allowed: "):
        two_signals(**{name: value})


@pytest.mark.parametrize("per_s", [0, -1, "250", True, float("inf")])
def test_bad_rates_are_named(per_s):
    with pytest.raises(ValueError, match=r"per_s=.*allowed: a number above 0"):
        signals.band_pass([1.0, 2.0, 3.0], 0, 1, per_s)


def test_bits_that_are_no_text_are_named():
    with pytest.raises(ValueError, match=r"bits=5.*allowed: text"):
        signals.dictionary_growth(5)
