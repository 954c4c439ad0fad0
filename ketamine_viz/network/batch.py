"""Many states of the 18 regions at once: the same equations as `regions`, with a leading axis for states.

Newton's method runs on all states together; a state that it does not reach
in one stride is followed along its path as `mean_field.follow` does.

Sources: deco2014, deco2013
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ketamine_viz.network.mean_field import Array, Constants, Wiring, follow, gating, rate
from ketamine_viz.network.schematic import groups, index, regions, schematic, value

_STEPS = 12
_TOLERANCE_HZ = 1e-9
_LARGEST_MOVE_HZ = 5.0
_STRIDES = (1, 2, 4)
#: Stands where there is no rate, so that all states can be worked on alike; never handed out.
_ANY_HZ = 3.0


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Bases:
    """Resting networks that differ in their weights, along a first axis.

    Attributes
    ----------
    excitatory, onto_interneurons
        Relative connection weights, shape (D, n, n).
    inhibition
        Weight of GABA that lets every region rest at the same rate, shape (D, n) [nA].
    rates
        Resting rates, excitatory then inhibitory, shape (D, 2n) [Hz].
    """

    excitatory: Array
    onto_interneurons: Array
    inhibition: Array
    rates: Array

    def take(self, which: NDArray[np.intp]) -> Bases:
        """Return some of the networks, in that order."""
        return Bases(
            self.excitatory[which],
            self.onto_interneurons[which],
            self.inhibition[which],
            self.rates[which],
        )


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class States:
    """Many states; a state that is no result is NaN.

    Attributes
    ----------
    rates_hz
        Excitatory rates, shape (M, n) [Hz].
    fc
        Slow-band correlations, shape (M, n, n).
    flag
        Empty for a result, else ``unstable`` or ``high_rate``, shape (M,).
    """

    rates_hz: Array
    fc: Array
    flag: NDArray[np.str_]

    def group(self, measure: str) -> Array:
        """Return a group measure of ``data/network/group_measures.csv``, shape (M,)."""
        found = next(g for g in groups() if g.id == measure)
        i, j = np.array(found.pairs).T
        r = self.fc[:, i, j]
        return np.asarray((np.arctanh(r) if found.scale == "z" else r).mean(axis=1))

    def rate(self, region: str) -> Array:
        """Return the rate of a region, shape (M,) [Hz]."""
        return self.rates_hz[:, index()[region]]


def ours() -> Bases:
    """Return the network with the weights of the tables, as the only one."""
    s = schematic()
    return Bases(s.excitatory[None], s.onto_interneurons[None], s.inhibition[None], s.rest[None])


def rested(excitatory: Array, onto_interneurons: Array) -> Bases:
    """Set feedback inhibition of many networks so that every region rests at the same rate.

    Parameters
    ----------
    excitatory, onto_interneurons
        Relative connection weights, shape (D, n, n).
    """
    s = schematic()
    k, n = s.constants, excitatory.shape[-1]
    wiring = _wired(excitatory, onto_interneurons, s.inhibition, k)
    gate, _ = gating(np.full(n, k.r_rest), k)
    # The current that gives the resting rate is the same everywhere: it is read off our own network.
    r_I = s.rest[n:]
    current = k.W_E * k.I_0 + s.before.onto_E @ gate - s.inhibition * k.tau_G * r_I
    drive = k.W_I * k.I_0 + wiring.onto_I @ gate
    r_I = np.broadcast_to(r_I, drive.shape)
    for _ in range(_STEPS):  # one equation in one unknown with a rising curve: Newton converges
        f, slope = rate(drive - k.tau_G * r_I, k.a_I, k.c_I, k.d_I)
        r_I = r_I + (f - r_I) / (1 + slope * k.tau_G)
    inhibition = (k.W_E * k.I_0 + wiring.onto_E @ gate - current) / (k.tau_G * r_I)
    rates = np.concatenate([np.broadcast_to(k.r_rest, r_I.shape), r_I], axis=1)
    return Bases(excitatory, onto_interneurons, inhibition, rates)


def simulate_many(
    block: ArrayLike,
    selectivity: ArrayLike,
    depression: ArrayLike,
    plasticity: ArrayLike,
    bases: Bases | None = None,
) -> States:
    """Return many states at once.

    Parameters
    ----------
    block, selectivity, depression, plasticity
        As in `regions.simulate`, each shape (M,) or one number; not checked here.
    bases
        The networks, one for each state; by default ours for all.

    Examples
    --------
    >>> found = simulate_many([0.0, 0.3], 1 / 3, 0.0, 0.0)
    >>> [round(float(z), 3) for z in found.group("mean_z")]
    [0.084, 0.136]
    """
    knobs = np.broadcast_arrays(
        *(np.atleast_1d(np.asarray(x, float)) for x in (block, selectivity, depression, plasticity))
    )
    bases = ours() if bases is None else bases
    after = wirings(bases, *knobs)
    k = schematic().constants
    rates = _settle(bases, after, k)
    fc, stable = _linearise(rates, after, k)
    n = fc.shape[-1]
    default = [i for i, region in enumerate(regions()) if region.system == "DMN"]
    with np.errstate(invalid="ignore"):
        high = rates[:, default].mean(axis=1) > value()["limit.dmn_rate"]
    flag = np.where(~stable, "unstable", np.where(high, "high_rate", ""))
    lost = flag != ""
    fc[lost] = np.nan
    rates_E = np.where(lost[:, None], np.nan, rates[:, :n])
    return States(rates_E, fc, flag)


def wirings(bases: Bases, block: Array, selectivity: Array, depression: Array, plasticity: Array) -> Wiring:
    """Return the wirings of many states, arrays with a leading axis; knobs have shape (M,)."""
    v, at = value(), index()
    lesion = depression * (1 - plasticity)
    m, n = len(block), len(at)
    inputs, outputs = np.ones((m, n, 1)), np.ones((m, 1, n))
    for name in ("dlPFC", "PPC", "NAc"):
        inputs[:, at[name], 0] = 1 - v["lesion.inputs"] * lesion
    outputs[:, 0, at["dlPFC"]] = 1 - v["lesion.inputs"] * lesion
    hold = np.ones((m, n))
    for name in ("sgACC", "vmPFC"):
        hold[:, at[name]] = (1 - v["lesion.inhibition"] * lesion) * (
            1 + v["plasticity.inhibition"] * plasticity * (1 - depression)
        )
    hold[:, at["LHb"]] = 1 - v["lesion.habenula"] * lesion
    wiring = _wired(
        bases.excitatory * inputs,
        bases.onto_interneurons * outputs,
        bases.inhibition * hold,
        schematic().constants,
    )
    on_I, on_E = np.tile(block[:, None], n), np.tile((selectivity * block)[:, None], n)
    on_I[:, at["LHb"]], on_E[:, at["LHb"]] = 0.0, block
    return Wiring(
        (1 - on_E)[:, :, None] * wiring.onto_E, (1 - on_I)[:, :, None] * wiring.onto_I, wiring.inhibition
    )


def _wired(excitatory: Array, onto_interneurons: Array, inhibition: Array, k: Constants) -> Wiring:
    """Return NMDA weights [nA] from relative ones, shape (..., n, n)."""
    one = np.eye(excitatory.shape[-1])
    return Wiring(
        k.J_N * (k.w_plus * one + k.G * excitatory), k.J_N * (one + k.G_I * onto_interneurons), inhibition
    )


def _slopes(rates: Array, wiring: Wiring, k: Constants) -> tuple[Array, Array, Array, Array, Array]:
    """Return mismatch (M, 2n), slopes of both kinds of cells, gate and its slope (M, n)."""
    n = rates.shape[1] // 2
    r_E, r_I = rates[:, :n], rates[:, n:]
    gate, gate_slope = gating(r_E, k)
    gaba = k.tau_G * r_I
    into_E = (wiring.onto_E @ gate[:, :, None])[:, :, 0]
    into_I = (wiring.onto_I @ gate[:, :, None])[:, :, 0]
    f_E, slope_E = rate(k.W_E * k.I_0 + into_E - wiring.inhibition * gaba, k.a_E, k.c_E, k.d_E)
    f_I, slope_I = rate(k.W_I * k.I_0 + into_I - gaba, k.a_I, k.c_I, k.d_I)
    return np.concatenate([f_E - r_E, f_I - r_I], axis=1), slope_E, slope_I, gate, gate_slope


def _settle(bases: Bases, after: Wiring, k: Constants) -> Array:
    """Return fixed points, shape (M, 2n) [Hz]; NaN where the branch that starts at rest is lost."""
    m, n = after.inhibition.shape
    rest = np.broadcast_to(bases.rates, (m, 2 * n))
    before = _wired(bases.excitatory, bases.onto_interneurons, bases.inhibition, k)
    full = Wiring(*(np.broadcast_to(x, y.shape) for x, y in zip(_parts(before), _parts(after), strict=True)))
    rates = np.full((m, 2 * n), np.nan)
    left = np.arange(m)
    for strides in _STRIDES:
        begin, end = _some(full, left), _some(after, left)
        at = rest[left]
        for step in range(strides):
            at = _near(at, _newton(at, begin.towards(end, (step + 1) / strides), k))
        rates[left] = at
        left = left[np.isnan(at[:, 0])]
        if not left.size:
            return rates
    for i in left:
        found = follow(rest[i], _one(full, int(i)), _one(after, int(i)), k)
        rates[i] = np.nan if found is None else found
    return rates


def _parts(wiring: Wiring) -> tuple[Array, Array, Array]:
    return wiring.onto_E, wiring.onto_I, wiring.inhibition


def _some(wiring: Wiring, which: NDArray[np.intp]) -> Wiring:
    return Wiring(*(part[which] for part in _parts(wiring)))


def _one(wiring: Wiring, which: int) -> Wiring:
    return Wiring(*(part[which] for part in _parts(wiring)))


def _near(start: Array, found: Array) -> Array:
    """Return what was found, NaN where an excitatory rate moved further than a stride may."""
    n = start.shape[1] // 2
    with np.errstate(invalid="ignore"):
        near = np.abs(found[:, :n] - start[:, :n]).max(axis=1) <= _LARGEST_MOVE_HZ
    return np.where(near[:, None], found, np.nan)


def _newton(start: Array, wiring: Wiring, k: Constants) -> Array:
    """Return fixed points near ``start``, shape (M, 2n) [Hz]; NaN where none was found."""
    n = start.shape[1] // 2
    lost = np.isnan(start[:, 0])
    start = np.where(lost[:, None], _ANY_HZ, start)
    rates, one = start.copy(), np.eye(n)
    done = lost
    for _ in range(_STEPS):
        mismatch, slope_E, slope_I, _, gate_slope = _slopes(rates, wiring, k)
        done = np.abs(mismatch).max(axis=1) < _TOLERANCE_HZ
        if (done | lost).all():
            break
        fall = 1 + slope_I * k.tau_G
        pull = slope_E * wiring.inhibition * k.tau_G / fall
        drive_I = slope_I[:, :, None] * wiring.onto_I * gate_slope[:, None, :]
        reduced = (
            slope_E[:, :, None] * wiring.onto_E * gate_slope[:, None, :] - one - pull[:, :, None] * drive_I
        )
        step_E = np.linalg.solve(reduced, (pull * mismatch[:, n:] - mismatch[:, :n])[:, :, None])
        step_I = (mismatch[:, n:] + (drive_I @ step_E)[:, :, 0]) / fall
        rates = rates + np.concatenate([step_E[:, :, 0], step_I], axis=1)
        gone = (rates.min(axis=1) < 0) | (np.abs(rates - start).max(axis=1) > 5 * _LARGEST_MOVE_HZ)
        rates[gone] = start[gone]  # kept finite; it does not converge, so that it is followed step by step
    return np.where((done & ~lost)[:, None], rates, np.nan)


def _linearise(rates: Array, wiring: Wiring, k: Constants) -> tuple[Array, NDArray[np.bool_]]:
    """Return correlations, shape (M, n, n), and whether each state is stable.

    GABA gates are fast and act on their own region only, so that they are
    eliminated.  On a branch that starts at a stable rest, stability is lost
    where one eigenvalue passes zero: the determinant changes sign.
    """
    n = rates.shape[1] // 2
    known = np.asarray(np.isfinite(rates).all(axis=1))
    held = np.where(known[:, None], rates, _ANY_HZ)
    _, slope_E, slope_I, gate, _ = _slopes(held, wiring, k)
    free = (1 - gate) * k.gamma * slope_E
    leak = 1 / k.tau_G + slope_I
    share = free * wiring.inhibition / leak  # what noise of the GABA gates does to excitatory ones
    slow = free[:, :, None] * wiring.onto_E - share[:, :, None] * (slope_I[:, :, None] * wiring.onto_I)
    at = np.arange(n)
    slow[:, at, at] -= 1 / k.tau_N + k.gamma * held[:, :n]
    response = np.linalg.inv(slow)
    covariance = (response * (1 + share**2)[:, None, :]) @ response.transpose(0, 2, 1)
    deviation = np.sqrt(covariance[:, at, at])
    fc = covariance / (deviation[:, :, None] * deviation[:, None, :])
    fc[:, at, at] = 1.0
    sign, _ = np.linalg.slogdet(-slow)
    return fc, known & (sign > 0)
