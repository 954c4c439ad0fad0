"""Scores of a signal: power in bands, steepness of the spectrum, and how varied it is.

Sources: schartner2017 (Lempel-Ziv complexity by the size of a dictionary, against the same signal shuffled)
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

_LETTERS = 0x110000  # more than there are letters, so that letters and pieces share one numbering


def band_power(frequency_hz: ArrayLike, power: ArrayLike, low_hz: float, high_hz: float) -> Array:
    """Return the power between two frequencies, the upper one excluded.

    Parameters
    ----------
    frequency_hz
        Evenly spaced, rising, shape (F,) [Hz].
    power
        Power density, shape (..., F) [unit2/Hz].
    low_hz, high_hz
        Edges of the band [Hz].

    Returns
    -------
    array of shape (...)
        Power [unit2]: absolute, not a share of the whole.

    Raises
    ------
    ValueError
        If the spectrum is not one, or the band holds none of its frequencies.

    Examples
    --------
    >>> float(band_power([0, 1, 2, 3, 4], [1, 1, 1, 1, 1], 1, 3))
    2.0
    """
    f, p = _spectrum(frequency_hz, power)
    inside = _inside(f, low_hz, high_hz)
    return np.asarray(p[..., inside].sum(axis=-1) * (f[1] - f[0]))


def spectral_exponent(
    frequency_hz: ArrayLike, power: ArrayLike, low_hz: float = 2.0, high_hz: float = 45.0
) -> Array:
    """Return how steeply power falls: x in power ~ 1 / frequency^x, by a straight line on log-log axes.

    Smaller means flatter, with relatively more fast activity.  Peaks are not taken out.

    Parameters
    ----------
    frequency_hz, power
        As in `band_power`; power must be above zero in the range.
    low_hz, high_hz
        Range of the fit, both edges included [Hz].

    Raises
    ------
    ValueError
        If the spectrum is not one, or the range is empty or holds no power.

    Examples
    --------
    >>> f = np.arange(1.0, 60.0)
    >>> round(float(spectral_exponent(f, f**-1.5)), 6)
    1.5
    """
    f, p = _spectrum(frequency_hz, power)
    inside = _inside(f, low_hz, np.nextafter(high_hz, np.inf))
    if low_hz <= 0 or not (p[..., inside] > 0).all():
        raise ValueError(f"power between {low_hz:g} and {high_hz:g} Hz is not allowed; allowed: above zero")
    x = np.log(f[inside])
    y = np.log(p[..., inside])
    x = x - x.mean()
    return np.asarray(-(y @ x) / (x @ x))


def spectral_entropy(
    frequency_hz: ArrayLike, power: ArrayLike, low_hz: float = 1.0, high_hz: float = 80.0
) -> Array:
    """Return how evenly power is spread over frequencies, 0 (one frequency) to 1 (all alike).

    Parameters and errors as in `band_power`.

    Examples
    --------
    >>> float(spectral_entropy([0, 1, 2, 3], [1, 1, 1, 1], 0, 4))
    1.0
    """
    f, p = _spectrum(frequency_hz, power)
    p = p[..., _inside(f, low_hz, high_hz)]
    total = p.sum(axis=-1, keepdims=True)
    if not (total > 0).all():
        raise ValueError(f"power between {low_hz:g} and {high_hz:g} Hz is not allowed; allowed: above zero")
    share = p / total
    logs = np.log(share, out=np.zeros_like(share), where=share > 0)
    return np.asarray(-(share * logs).sum(axis=-1) / math.log(share.shape[-1]))


def permutation_entropy(signal: ArrayLike, order: int = 4, delay: int = 2) -> Array:
    """Return how varied the ups and downs are, 0 (always the same order) to 1 (every order as often).

    Each group of ``order`` samples, ``delay`` apart, is reduced to the order of its values.

    Parameters
    ----------
    signal
        Shape (..., n).
    order
        Samples in a group, 2 to 8.
    delay
        Distance between them [samples], from 1.

    Raises
    ------
    ValueError
        For an order or delay that is not a whole number in its range, or a signal too short or not finite.

    Examples
    --------
    >>> float(permutation_entropy([1, 2, 3, 4, 5, 6, 7, 8], order=3, delay=1))
    0.0
    """
    x = _signal(signal)
    for name, given, least, most in (("order", order, 2, 8), ("delay", delay, 1, x.shape[-1])):
        if isinstance(given, bool) or not isinstance(given, int | np.integer) or not least <= given <= most:
            raise ValueError(f"{name}={given!r} is not allowed; allowed: a whole number, {least} to {most}")
    count = x.shape[-1] - (order - 1) * delay
    if count < 1:
        raise ValueError(
            f"signal of {x.shape[-1]} samples is too short; allowed: from {(order - 1) * delay + 1} samples"
        )
    groups = np.stack([x[..., k * delay : k * delay + count] for k in range(order)], axis=-1)
    codes = groups.argsort(axis=-1, kind="stable") @ (order ** np.arange(order))
    found = [_entropy(row) for row in codes.reshape(-1, count)]
    return np.asarray(found).reshape(x.shape[:-1]) / math.log(math.factorial(order))


def _entropy(codes: NDArray[np.int64]) -> float:
    share = np.unique(codes, return_counts=True)[1] / codes.size
    return float(-(share * np.log(share)).sum()) + 0.0


def dictionary_size(bits: str) -> int:
    """Return how many pieces a dictionary needs to hold a string (Lempel, Ziv and Welch).

    The string is read once; whenever the piece read so far is new it is
    written down, and reading goes on from its last letter.

    Raises
    ------
    ValueError
        If it is not text.

    Examples
    --------
    >>> dictionary_size("0" * 10), dictionary_size("0100101101")
    (4, 7)
    """
    if not isinstance(bits, str):
        raise ValueError(f"bits={bits!r} is not allowed; allowed: text")
    # Each known piece is a number; a piece and its next letter lead to a longer one.  This is several
    # times quicker than keeping the pieces as text.
    known: dict[int, int] = {}
    pieces, here = 0, -1
    for letter in map(ord, bits):
        if here < 0:  # the first letter is the first piece
            pieces, here = 1, letter
            continue
        key = here * _LETTERS + letter
        longer = known.get(key)
        if longer is None:
            known[key] = _LETTERS + pieces
            pieces += 1
            here = letter
        else:
            here = longer
    return pieces


def dictionary_growth(bits: str) -> NDArray[np.int64]:
    """Return how many pieces the dictionary holds after each letter, shape (len(bits),).

    Raises
    ------
    ValueError
        If it is not text.

    Examples
    --------
    >>> dictionary_growth("0000000000").tolist()
    [1, 2, 2, 3, 3, 3, 4, 4, 4, 4]
    """
    if not isinstance(bits, str):
        raise ValueError(f"bits={bits!r} is not allowed; allowed: text")
    known: set[str] = set()
    piece, sizes = "", []
    for letter in bits:
        longer = piece + letter
        new = longer not in known
        piece = letter if new else longer
        if new:
            known.add(longer)
        sizes.append(len(known))
    return np.array(sizes, dtype=np.int64)


def band_pass(signal: ArrayLike, low_hz: float, high_hz: float, per_s: float) -> Array:
    """Return the part of a signal between two frequencies, by leaving out all others.

    Parameters
    ----------
    signal
        Shape (..., n).
    low_hz, high_hz
        Edges, the upper one excluded [Hz].
    per_s
        Samples per second.

    Raises
    ------
    ValueError
        If the signal is not finite numbers, the rate is not above zero, or the band holds no frequency of it.

    Examples
    --------
    >>> t = np.arange(1000) / 250
    >>> slow, fast = np.sin(2 * np.pi * 5 * t), np.sin(2 * np.pi * 40 * t)
    >>> bool(np.allclose(band_pass(slow + fast, 30, 80, 250), fast))
    True
    """
    x = _signal(signal)
    if isinstance(per_s, bool) or not isinstance(per_s, int | float) or not 0 < per_s < math.inf:
        raise ValueError(f"per_s={per_s!r} is not allowed; allowed: a number above 0")
    f = np.asarray(np.fft.rfftfreq(x.shape[-1], 1 / per_s), dtype=np.float64)
    return np.fft.irfft(np.fft.rfft(x) * _inside(f, low_hz, high_hz), x.shape[-1])


def to_bits(signal: ArrayLike) -> NDArray[np.bool_]:
    """Return which samples lie above the signal's median, shape (n,).

    Raises
    ------
    ValueError
        If the signal is not a row of at least two finite numbers.
    """
    x = _signal(signal)
    if x.ndim != 1:
        raise ValueError(f"signal of shape {x.shape} is not allowed; allowed: one row of numbers")
    return np.asarray(x > np.median(x))


def lempel_ziv(signal: ArrayLike, seed: int = 0) -> float:
    """Return how hard a signal is to compress, against the same samples in random order (about 0 to 1).

    Samples above the median become 1, the others 0; the dictionary of that
    string is divided by the dictionary of the same bits shuffled.

    Parameters
    ----------
    signal
        Shape (n,).
    seed
        Of the shuffle, a whole number from 0.

    Raises
    ------
    ValueError
        If the signal is not a row of at least two finite numbers, or for a seed that is not a whole number.

    Examples
    --------
    >>> hum, hiss = np.tile([0.0, 1.0], 500), np.random.default_rng(1).normal(size=1000)
    >>> lempel_ziv(hum) < 0.4, lempel_ziv(hiss) > 0.9
    (True, True)

    Sources: schartner2017
    """
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
        raise ValueError(f"seed={seed!r} is not allowed; allowed: a whole number from 0")
    bits = to_bits(signal)
    shuffled = np.random.default_rng(seed).permutation(bits)
    return dictionary_size(as_text(bits)) / dictionary_size(as_text(shuffled))


def as_text(bits: NDArray[np.bool_]) -> str:
    """Return bits as a string of 0 and 1."""
    return (bits.astype(np.uint8) + ord("0")).tobytes().decode("ascii")


def _signal(signal: ArrayLike) -> Array:
    try:
        x = np.asarray(signal, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError(f"signal={signal!r} is not allowed; allowed: numbers") from None
    if x.ndim < 1 or x.shape[-1] < 2:
        raise ValueError(f"signal of shape {x.shape} is not allowed; allowed: at least two samples")
    if not np.isfinite(x).all():
        raise ValueError("signal holds values that are not finite; allowed: finite numbers")
    return x


def _spectrum(frequency_hz: ArrayLike, power: ArrayLike) -> tuple[Array, Array]:
    f, p = np.asarray(frequency_hz, dtype=np.float64), np.asarray(power, dtype=np.float64)
    if f.ndim != 1 or f.size < 2 or not np.allclose(np.diff(f), f[1] - f[0]) or f[1] <= f[0]:
        raise ValueError(
            f"frequency_hz of shape {f.shape} is not allowed; allowed: rising, evenly spaced, at least two"
        )
    if p.shape[-1:] != f.shape:
        raise ValueError(f"power of shape {p.shape} is not allowed; allowed: (..., {f.size})")
    if not np.isfinite(p).all() or (p < 0).any():
        raise ValueError("power holds values that are negative or not finite; allowed: finite, from 0")
    return f, p


def _inside(f: Array, low_hz: float, high_hz: float) -> NDArray[np.bool_]:
    inside = (f >= low_hz) & (f < high_hz)
    if not inside.any():
        raise ValueError(
            f"low_hz={low_hz:g}, high_hz={high_hz:g} hold no frequency; allowed: between {f[0]:g} and {f[-1]:g} Hz"
        )
    return inside
