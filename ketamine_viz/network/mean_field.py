# ruff: noqa: N815 - symbols are those of the paper: subscripts E and I name the two kinds of cells
"""Dynamic mean field of coupled regions, linearised: pure arrays in, arrays out.

Each region has excitatory and inhibitory cells.  NMDA gating follows the
excitatory rate, GABA gating the inhibitory rate.  The slow-band correlation
needs no time stepping: the BOLD band is far slower than the slowest gate, so
the covariance of the gates is ``A^-1 A^-T`` with ``A`` the Jacobian at the
fixed point.

Sources: deco2014, deco2013
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

# Newton's method starts from a nearby fixed point; these are numerical settings, not biology.
_NEWTON_STEPS = 12
_TOLERANCE_HZ = 1e-9
_LARGEST_MOVE_HZ = 5.0
_SMALLEST_PATH_STEP = 1 / 512


@dataclass(frozen=True)
class Constants:
    """Constants of one region: currents [nA], rates [Hz], times [s]."""

    a_E: float
    c_E: float
    d_E: float
    a_I: float
    c_I: float
    d_I: float
    gamma: float
    tau_N: float
    tau_G: float
    I_0: float
    W_E: float
    W_I: float
    w_plus: float
    J_N: float
    r_rest: float
    G: float
    G_I: float


@dataclass(frozen=True)
class Wiring:
    """What drug, lesion and plasticity change.

    Attributes
    ----------
    onto_E, onto_I
        NMDA weights onto excitatory and inhibitory cells, shape (n, n) [nA].
    inhibition
        Weight of GABA onto excitatory cells, shape (n,) [nA].
    """

    onto_E: Array
    onto_I: Array
    inhibition: Array

    def towards(self, other: Wiring, share: float) -> Wiring:
        """Return the wiring a share of the way to another."""
        return Wiring(
            self.onto_E + share * (other.onto_E - self.onto_E),
            self.onto_I + share * (other.onto_I - self.onto_I),
            self.inhibition + share * (other.inhibition - self.inhibition),
        )


def rate(current: Array, a: float, c: float, d: float) -> tuple[Array, Array]:
    """Return the firing rate [Hz] at an input current [nA], and its slope [Hz/nA].

    Examples
    --------
    >>> r, _ = rate(np.array([0.37738]), 310.0, 125.0, 0.16)
    >>> round(float(r[0]), 2)
    3.08
    """
    x = a * current - c
    # At the threshold the curve is 0/0; its limit is 1/d with slope a/2.
    x = np.where(np.abs(x) < 1e-9, 1e-9, x)
    with np.errstate(over="ignore", invalid="ignore"):
        e = np.exp(-d * x)
        return x / (1 - e), a * (1 - e - d * x * e) / (1 - e) ** 2


def gating(rates_E: Array, k: Constants) -> tuple[Array, Array]:
    """Return NMDA gating (0..1) in the steady state at a rate [Hz], and its slope [s]."""
    drive = k.gamma * k.tau_N
    return drive * rates_E / (1 + drive * rates_E), drive / (1 + drive * rates_E) ** 2


@dataclass(frozen=True)
class _At:
    """Mismatch and slopes at a pair of rates."""

    mismatch: Array
    slope_E: Array
    slope_I: Array
    gate: Array
    gate_slope: Array


def _at(rates: Array, wiring: Wiring, k: Constants) -> _At:
    n = rates.size // 2
    r_E, r_I = rates[:n], rates[n:]
    gate, gate_slope = gating(r_E, k)
    gaba = k.tau_G * r_I
    f_E, slope_E = rate(k.W_E * k.I_0 + wiring.onto_E @ gate - wiring.inhibition * gaba, k.a_E, k.c_E, k.d_E)
    f_I, slope_I = rate(k.W_I * k.I_0 + wiring.onto_I @ gate - gaba, k.a_I, k.c_I, k.d_I)
    return _At(np.concatenate([f_E - r_E, f_I - r_I]), slope_E, slope_I, gate, gate_slope)


def _newton(start: Array, wiring: Wiring, k: Constants) -> Array | None:
    """Return the fixed point near ``start``, or None if there is none close by."""
    n = start.size // 2
    rates, one = start, np.eye(n)
    for _ in range(_NEWTON_STEPS):
        at = _at(rates, wiring, k)
        if not np.isfinite(at.mismatch).all():
            return None
        if np.abs(at.mismatch).max() < _TOLERANCE_HZ:
            return rates
        # The inhibitory half of the Jacobian is diagonal, so it is eliminated: n unknowns, not 2n.
        fall = 1 + at.slope_I * k.tau_G
        pull = at.slope_E * wiring.inhibition * k.tau_G / fall
        drive_I = at.slope_I[:, None] * wiring.onto_I * at.gate_slope
        reduced = at.slope_E[:, None] * wiring.onto_E * at.gate_slope - one - pull[:, None] * drive_I
        step_E = np.linalg.solve(reduced, pull * at.mismatch[n:] - at.mismatch[:n])
        step_I = (at.mismatch[n:] + drive_I @ step_E) / fall
        rates = rates + np.concatenate([step_E, step_I])
        if rates.min() < 0 or np.abs(rates - start).max() > 5 * _LARGEST_MOVE_HZ:
            return None
    return None


def follow(rest: Array, before: Wiring, after: Wiring, k: Constants) -> Array | None:
    """Follow the resting fixed point while the wiring moves from ``before`` to ``after``.

    One step if it is small enough; else the path is halved until each step
    moves no excitatory rate by more than a few Hz, so that the branch that
    starts at rest is never left.

    Parameters
    ----------
    rest
        Rates of excitatory, then inhibitory cells at ``before``, shape (2n,) [Hz].

    Returns
    -------
    array of shape (2n,) or None
        None if the branch cannot be followed.
    """
    done, step, rates = 0.0, 1.0, rest
    n = rest.size // 2
    while done < 1:
        step = min(step, 1 - done)
        found = _newton(rates, before.towards(after, done + step), k)
        if found is None or np.abs(found[:n] - rates[:n]).max() > _LARGEST_MOVE_HZ:
            step /= 2
            if step < _SMALLEST_PATH_STEP:
                return None
            continue
        rates, done = found, done + step
    return rates


def linearise(rates: Array, wiring: Wiring, k: Constants) -> tuple[Array, float]:
    """Return slow-band correlations between regions and the slowest growth rate.

    Parameters
    ----------
    rates
        A fixed point, shape (2n,) [Hz].

    Returns
    -------
    correlation
        Shape (n, n), of the excitatory gates under equal independent noise.
    growth
        Largest real part of the Jacobian's eigenvalues [1/s]; stable if negative.
    """
    n = rates.size // 2
    at = _at(rates, wiring, k)
    free = (1 - at.gate) * k.gamma * at.slope_E
    jacobian = np.block(
        [
            [
                np.diag(-1 / k.tau_N - k.gamma * rates[:n]) + free[:, None] * wiring.onto_E,
                np.diag(-free * wiring.inhibition),
            ],
            [at.slope_I[:, None] * wiring.onto_I, np.diag(-1 / k.tau_G - at.slope_I)],
        ]
    )
    growth = float(np.linalg.eigvals(jacobian).real.max())
    response = np.linalg.inv(jacobian)[:n]
    covariance = response @ response.T
    deviation = np.sqrt(np.diag(covariance))
    correlation = covariance / np.outer(deviation, deviation)
    np.fill_diagonal(correlation, 1.0)
    return correlation, growth


def rest(onto_E: Array, onto_I: Array, k: Constants) -> tuple[Array, Array]:
    """Set feedback inhibition so that every region rests at the same rate.

    Parameters
    ----------
    onto_E, onto_I
        Drug-free NMDA weights, shape (n, n) [nA].

    Returns
    -------
    rates
        Resting rates, excitatory then inhibitory, shape (2n,) [Hz].
    inhibition
        GABA weight of each region, shape (n,) [nA].
    """
    n = len(onto_E)
    r_E = np.full(n, k.r_rest)
    gate, _ = gating(r_E, k)
    current = np.full(n, (k.c_E + k.r_rest) / k.a_E)
    r_I = np.full(n, 4.0)
    for _ in range(60):  # both are one equation in one unknown with a rising curve: Newton converges
        f, slope = rate(current, k.a_E, k.c_E, k.d_E)
        current = current - (f - k.r_rest) / slope
        f, slope = rate(k.W_I * k.I_0 + onto_I @ gate - k.tau_G * r_I, k.a_I, k.c_I, k.d_I)
        r_I = r_I + (f - r_I) / (1 + slope * k.tau_G)
    inhibition = (k.W_E * k.I_0 + onto_E @ gate - current) / (k.tau_G * r_I)
    return np.concatenate([r_E, r_I]), inhibition
