"""Scores of a signal, against other libraries and known values."""

from __future__ import annotations

import math
import zlib

import numpy as np
import ordpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import signal as scipy_signal
from scipy import stats

from ketamine_viz.network import signals

RANDOM = np.random.default_rng(7)
NOISE = RANDOM.normal(size=1000)
WALK = np.cumsum(RANDOM.normal(size=1000))
SINE = np.sin(2 * np.pi * 9 * np.arange(1000) / 250)
TRACES = {"noise": NOISE, "walk": WALK, "sine": SINE}


# -- Lempel-Ziv ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bits", "pieces"),
    [
        ("", 0),
        ("0", 1),
        ("01", 2),
        ("0" * 10, 4),  # 0, 00, 000, 0000
        ("01" * 6, 6),  # 0, 01, 10, 010, 0101, 101
        ("0100101101", 7),  # 0, 01, 10, 00, 010, 011, 101
    ],
)
def test_known_dictionaries(bits, pieces):
    assert signals.dictionary_size(bits) == pieces


def _by_tree(bits):
    """Lempel, Ziv and Welch on a tree: both letters are known from the start, then one branch a piece."""
    tree = {"0": {}, "1": {}}
    here, grown = tree[bits[0]], 0
    for letter in bits[1:]:
        if letter in here:
            here = here[letter]
        else:
            here[letter] = {}
            grown += 1
            here = tree[letter]
    return grown + 1  # the first letter counts as a piece


@settings(max_examples=100)
@given(st.text(alphabet="01", min_size=1, max_size=300))
def test_the_dictionary_is_that_of_a_tree(bits):
    assert signals.dictionary_size(bits) == _by_tree(bits)


def test_lempel_ziv_ranks_traces_as_a_common_compressor_does():
    def packed(trace):
        return len(zlib.compress(np.packbits(signals.to_bits(trace)).tobytes(), 9))

    by_score = sorted(TRACES, key=lambda name: signals.lempel_ziv(TRACES[name]))
    assert by_score[-1] == max(TRACES, key=lambda name: packed(TRACES[name])) == "noise"
    assert signals.lempel_ziv(NOISE) == pytest.approx(1, abs=0.05)
    assert signals.lempel_ziv(SINE) < 0.6 * signals.lempel_ziv(NOISE)


@settings(max_examples=25)
@given(st.floats(0.01, 100), st.floats(-50, 50))
def test_size_and_offset_do_not_matter(size, offset):
    moved = size * WALK + offset
    assert signals.lempel_ziv(moved, 3) == pytest.approx(signals.lempel_ziv(WALK, 3), abs=0.02)
    assert signals.permutation_entropy(moved) == pytest.approx(signals.permutation_entropy(WALK), abs=0.01)


# -- permutation entropy ---------------------------------------------------------------


@pytest.mark.parametrize("name", TRACES)
@pytest.mark.parametrize(("order", "delay"), [(3, 1), (4, 2), (5, 3), (2, 1)])
def test_permutation_entropy_is_that_of_another_library(name, order, delay):
    ours = signals.permutation_entropy(TRACES[name], order, delay)
    assert ours == pytest.approx(ordpy.permutation_entropy(TRACES[name], dx=order, taux=delay), abs=1e-12)


def test_permutation_entropy_of_several_traces_is_that_of_each():
    together = signals.permutation_entropy(np.stack([NOISE, WALK]))
    assert together == pytest.approx([signals.permutation_entropy(NOISE), signals.permutation_entropy(WALK)])


def test_ties_count_as_the_earlier_sample_first():
    assert signals.permutation_entropy(np.ones(50), 3, 1) == 0


# -- spectra -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", TRACES)
def test_spectral_entropy_is_that_of_scipy(name):
    f, power = scipy_signal.periodogram(TRACES[name], 250)
    inside = power[(f >= 1) & (f < 80)]
    expected = stats.entropy(inside) / math.log(inside.size)
    assert signals.spectral_entropy(f, power) == pytest.approx(expected)


def test_a_sine_has_all_its_power_in_its_band():
    f, power = scipy_signal.periodogram(SINE, 250)
    assert signals.band_power(f, power, 8, 12) == pytest.approx(SINE.var(), rel=1e-6)
    assert signals.band_power(f, power, 30, 80) == pytest.approx(0, abs=1e-12)


@settings(max_examples=40)
@given(st.floats(-1, 4), st.floats(0.01, 100))
def test_the_exponent_of_a_power_law_is_found_whatever_its_size(exponent, size):
    f = np.arange(0.25, 100, 0.25)
    assert signals.spectral_exponent(f, size * f**-exponent) == pytest.approx(exponent, abs=1e-9)


def test_the_exponent_is_the_slope_of_a_regression():
    f, power = scipy_signal.welch(NOISE, 250, nperseg=250)
    inside = (f >= 2) & (f <= 45)
    slope = stats.linregress(np.log10(f[inside]), np.log10(power[inside])).slope
    assert signals.spectral_exponent(f, power) == pytest.approx(-slope)


# -- bad input ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: signals.dictionary_size(10), r"bits=10.*allowed: text"),
        (lambda: signals.to_bits([[1, 2], [3, 4]]), r"signal of shape \(2, 2\).*allowed: one row"),
        (lambda: signals.lempel_ziv([1.0]), r"signal of shape \(1,\).*allowed: at least two"),
        (lambda: signals.lempel_ziv([1.0, math.nan]), r"signal.*allowed: finite"),
        (lambda: signals.lempel_ziv(["a", "b"]), r"signal=.*allowed: numbers"),
        (lambda: signals.lempel_ziv(SINE, seed=-1), r"seed=-1.*allowed: a whole number from 0"),
        (lambda: signals.lempel_ziv(SINE, seed=True), r"seed=True.*allowed: a whole number"),
        (lambda: signals.permutation_entropy(SINE, order=1), r"order=1.*allowed: a whole number, 2 to 8"),
        (lambda: signals.permutation_entropy(SINE, order=3.0), r"order=3.0.*allowed"),
        (lambda: signals.permutation_entropy(SINE, delay=0), r"delay=0.*allowed: a whole number, 1 to"),
        (lambda: signals.permutation_entropy([1.0, 2.0, 3.0], 4, 2), r"signal of 3 samples.*allowed: from 7"),
        (lambda: signals.band_power([0, 1, 3], [1, 1, 1], 0, 2), r"frequency_hz.*allowed: rising, evenly"),
        (lambda: signals.band_power([0, 1, 2], [1, 1], 0, 2), r"power of shape \(2,\).*allowed"),
        (lambda: signals.band_power([0, 1, 2], [1, -1, 1], 0, 2), r"power.*allowed: finite, from 0"),
        (lambda: signals.band_power([0, 1, 2], [1, 1, 1], 5, 9), r"low_hz=5, high_hz=9.*allowed: between"),
        (
            lambda: signals.spectral_exponent([1, 2, 3], [1, 0, 1], 1, 3),
            r"power between.*allowed: above zero",
        ),
        (lambda: signals.spectral_entropy([1, 2, 3], [0, 0, 0], 1, 3), r"power between.*allowed: above zero"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()
