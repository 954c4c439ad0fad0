"""Two wavy signals, a toy: how far apart they run, how noisy they are, and what correlation that gives.

x = √2 sin(2πft) + a·e₁ and y = √2 sin(2πgt + φ) + a·e₂, where the noises e₁
and e₂ have size 1 and share a part s: their correlation is s.  Then, over
whole periods, r = (δ cos φ + a² s) / (1 + a²), with δ = 1 for one rhythm and
0 for two.  A toy: it stands for no region and no drug.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ketamine_viz.network.mean_field import Array

POINTS = 240
#: Waves of the first signal, and of the second when its rhythm is its own, in the length shown.
WAVES = {"same": 6, "own": 9}
MOST_NOISE = 3.0
#: Recordings of the same two sources, to show what chance does.
RECORDINGS = 200
_SEED, _SMOOTH = 11, 2.0


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Pair:
    """Two signals and how they hang together.

    Attributes
    ----------
    time, x, y
        Shape (240,); time as a share of the length shown.
    r
        Correlation of the points drawn.
    r_formula
        Correlation over an endless recording.
    low, high
        Correlation of the 5th and the 95th of 100 such recordings.
    phase_deg, noise, shared, rhythm, recording
        As asked for.
    """

    time: Array
    x: Array
    y: Array
    r: float
    r_formula: float
    low: float
    high: float
    phase_deg: float
    noise: float
    shared: float
    rhythm: str
    recording: int


@lru_cache(maxsize=1)
def _noises() -> Array:
    """Return smooth noises of mean 0 and size 1: three for each of many recordings, shape (3, 200, 240)."""
    raw = np.random.default_rng(_SEED).standard_normal((3, RECORDINGS, POINTS))
    kernel = np.exp(-0.5 * (np.arange(POINTS) - POINTS // 2) ** 2 / _SMOOTH**2)
    smooth = np.fft.irfft(np.fft.rfft(raw) * np.abs(np.fft.rfft(kernel)), POINTS)
    smooth -= smooth.mean(axis=-1, keepdims=True)
    noises: Array = smooth / smooth.std(axis=-1, keepdims=True)
    return noises


def two_waves(
    phase_deg: float = 0.0, noise: float = 0.5, shared: float = 0.0, rhythm: str = "same", recording: int = 0
) -> Pair:
    """Make two signals.

    Parameters
    ----------
    phase_deg
        How far the second wave runs ahead [°], 0 to 360.
    noise
        Size of the noise relative to the wave, 0 to 3.
    shared
        Part of the noise that both signals get, 0 to 1.
    rhythm
        ``same`` for both, or ``own`` for the second.
    recording
        Which of the 200 recordings is drawn, 0 to 199.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> round(two_waves(noise=0.0).r, 3), round(two_waves(phase_deg=180, noise=0.0).r, 3)
    (1.0, -1.0)
    >>> two_waves(noise=2.0, shared=1.0, rhythm="own").r_formula
    0.8
    """
    for name, value, most in (
        ("phase_deg", phase_deg, 360),
        ("noise", noise, MOST_NOISE),
        ("shared", shared, 1),
    ):
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not 0 <= value <= most:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: 0 to {most:g}")
    if rhythm not in WAVES:
        raise ValueError(f"rhythm={rhythm!r} is not allowed; allowed: {', '.join(WAVES)}")
    if isinstance(recording, bool) or recording not in range(RECORDINGS):
        raise ValueError(f"recording={recording!r} is not allowed; allowed: 0 to {RECORDINGS - 1}")
    time = np.arange(POINTS) / POINTS
    common, mine, yours = _noises()
    wave = math.sqrt(2) * np.sin(2 * np.pi * WAVES["same"] * time)
    other = math.sqrt(2) * np.sin(2 * np.pi * WAVES[rhythm] * time + math.radians(phase_deg))
    x = wave + noise * (math.sqrt(shared) * common + math.sqrt(1 - shared) * mine)
    y = other + noise * (math.sqrt(shared) * common + math.sqrt(1 - shared) * yours)
    # Every part has mean 0 over the length shown, so products are covariances.
    all_r = np.sum(x * y, axis=1) / np.sqrt(np.sum(x * x, axis=1) * np.sum(y * y, axis=1))
    beat = math.cos(math.radians(phase_deg)) if rhythm == "same" else 0.0
    formula = (beat + noise**2 * shared) / (1 + noise**2)
    low, high = (float(q) for q in np.quantile(all_r, (0.05, 0.95)))
    k = int(recording)
    return Pair(
        time, x[k], y[k], float(all_r[k]), formula, low, high,
        float(phase_deg), float(noise), float(shared), rhythm, k,
    )  # fmt: skip
