# ruff: noqa: N815 - symbols are those of the field: subscripts name the cells and synapses
"""The microcircuit's equations: where it rests, and how it answers small random drive.

Three kinds of cells: pyramidal (E), parvalbumin (P) and somatostatin (S).
Rates are ``k v^2`` of the drive ``v``.  Excitation reaches each kind through
AMPA (fast) and NMDA (slow); inhibition comes fast from P and slowly from S.
Arrays may carry leading axes, so that many varied circuits are solved at once.

Sources: none for the sizes, which are ours; ali2020 for the role of SST cells
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Complex = NDArray[np.complexfloating[Any, Any]]

#: Kinds of cells in the order of every array.
CELLS = ("pyramidal", "pv", "sst")

# Newton's method: numerical settings, not biology.
_STEPS = 60
_TOLERANCE_MV = 1e-10


@dataclass(frozen=True, eq=False)
class Circuit:
    """Constants of one circuit, or of many along leading axes.

    Attributes
    ----------
    gain
        Of the rate curve [Hz/mV2].
    rest_hz
        Rates without drug, shape (3,) [Hz].
    tau
        Membrane time constants, shape (..., 3) [s].
    tau_ampa, tau_nmda, tau_pv, tau_sst
        Lags of the four kinds of synapse, shape (...) [s].
    from_E, from_P, from_S
        Weights onto the three kinds of cells, shape (..., 3) [mV/Hz]; all positive.
    nmda
        Share of NMDA in the excitation of each kind, shape (..., 3).
    noise
        Standard deviation of the random drive, shape (3,) [mV].
    tau_noise
        Its memory [s].
    """

    gain: float
    rest_hz: Array
    tau: Array
    tau_ampa: Array
    tau_nmda: Array
    tau_pv: Array
    tau_sst: Array
    from_E: Array
    from_P: Array
    from_S: Array
    nmda: Array
    noise: Array
    tau_noise: float

    @property
    def rest_mv(self) -> Array:
        """Drive without drug, shape (3,) [mV]."""
        return np.sqrt(self.rest_hz / self.gain)

    @property
    def inputs(self) -> Array:
        """Constant inputs that make the circuit rest at ``rest_hz`` without drug, shape (..., 3) [mV]."""
        r = self.rest_hz
        return self.rest_mv - self.from_E * r[0] + self.from_P * r[1] + self.from_S * r[2]

    def without_nmda_on(self, cell: str) -> Circuit:
        """Return the circuit with all excitation of one kind of cell through AMPA.

        Raises
        ------
        ValueError
            For a name that is not a kind of cell.
        """
        if cell not in CELLS:
            raise ValueError(f"cell={cell!r} is not a kind of cell; allowed: {', '.join(CELLS)}")
        nmda = self.nmda.copy()
        nmda[..., CELLS.index(cell)] = 0.0
        return replace(self, nmda=nmda)


def settle(circuit: Circuit, blocked: Array, extra_mv: Array | float = 0.0) -> Array:
    """Return the drive at rest under a block, shape (..., 3) [mV]; NaN where none is found.

    Parameters
    ----------
    blocked
        Share of NMDA drive blocked on each kind of cell, shape (3,), 0..1.
    extra_mv
        Constant drive added to each kind of cell, shape (..., 3) [mV].
    """
    excite = circuit.from_E * (1 - circuit.nmda * blocked)
    constant = circuit.inputs + extra_mv
    v = np.broadcast_to(circuit.rest_mv, constant.shape).copy()
    one = np.eye(3)
    for _ in range(_STEPS):
        up = np.maximum(v, 0.0)
        r, slope = circuit.gain * up**2, 2 * circuit.gain * up
        total = (
            constant
            + excite * r[..., 0, None]
            - circuit.from_P * r[..., 1, None]
            - circuit.from_S * r[..., 2, None]
        )
        jacobian = np.stack([excite, -circuit.from_P, -circuit.from_S], axis=-1) * slope[..., None, :] - one
        step = np.linalg.solve(jacobian, (v - total)[..., None])[..., 0]
        v = v + step
        if np.abs(step).max() < _TOLERANCE_MV:
            break
    lost = (np.abs(step).max(axis=-1) > _TOLERANCE_MV) | (v.min(axis=-1) <= 0)
    v[lost] = np.nan
    return v


def spectrum(circuit: Circuit, v: Array, blocked: Array, frequency_hz: Array) -> Array:
    """Return the power of the pyramidal drive, one-sided, shape (..., F) [mV2/Hz].

    The circuit is linear near its rest, so each frequency is three equations in
    three unknowns; the first row of the inverse is written out.

    Parameters
    ----------
    v
        Drive at rest from `settle`, shape (..., 3) [mV].
    frequency_hz
        Shape (F,) [Hz].
    """
    jw = 2j * np.pi * frequency_hz
    slope = 2 * circuit.gain * v

    def low_pass(tau: Array) -> Complex:
        return 1 / (1 + jw * np.asarray(tau)[..., None])

    ampa, nmda = low_pass(circuit.tau_ampa), low_pass(circuit.tau_nmda)
    pv, sst = low_pass(circuit.tau_pv), low_pass(circuit.tau_sst)

    def excited(cell: int) -> Complex:
        w, n = circuit.from_E[..., cell, None], circuit.nmda[..., cell, None]
        return slope[..., 0, None] * w * ((1 - n) * ampa + n * (1 - blocked[cell]) * nmda)

    def inhibited(cell: int) -> tuple[Complex, Complex]:
        return (
            slope[..., 1, None] * circuit.from_P[..., cell, None] * pv,
            slope[..., 2, None] * circuit.from_S[..., cell, None] * sst,
        )

    own = [1 + jw * circuit.tau[..., cell, None] for cell in range(3)]
    (ep, es), (pp, ps), (sp, ss) = (inhibited(cell) for cell in range(3))
    a = own[0] - excited(0)
    e, h = own[1] + pp, own[2] + ss
    d, g = -excited(1), -excited(2)
    # Rows: [a ep es] [d e ps] [g sp h]; its determinant and the cofactors of the first row of the inverse.
    to_E = e * h - ps * sp
    to_P = es * sp - ep * h
    to_S = ep * ps - es * e
    determinant = a * to_E + d * to_P + g * to_S
    answer = sum(
        np.abs(part * size) ** 2 for part, size in zip((to_E, to_P, to_S), circuit.noise, strict=True)
    )
    coloured = 4 * circuit.tau_noise / (1 + np.abs(jw * circuit.tau_noise) ** 2)
    return np.asarray(answer / np.abs(determinant) ** 2 * coloured, dtype=np.float64)


def jacobian(circuit: Circuit, v: Array, blocked: Array) -> Array:
    """Return the Jacobian of drives and synapses (E, P, S, AMPA, NMDA, from P, from S), shape (..., 7, 7) [1/s]."""
    slope = 2 * circuit.gain * v
    j = np.zeros((*v.shape[:-1], 7, 7))
    columns = (
        circuit.from_E * (1 - circuit.nmda),
        circuit.from_E * circuit.nmda * (1 - blocked),
        -circuit.from_P,
        -circuit.from_S,
    )
    for cell in range(3):
        j[..., cell, cell] = -1 / circuit.tau[..., cell]
        for k, column in enumerate(columns):
            j[..., cell, 3 + k] = column[..., cell] / circuit.tau[..., cell]
    lags = (circuit.tau_ampa, circuit.tau_nmda, circuit.tau_pv, circuit.tau_sst)
    for k, (tau, source) in enumerate(zip(lags, (0, 0, 1, 2), strict=True)):
        j[..., 3 + k, 3 + k] = -1 / tau
        j[..., 3 + k, source] = slope[..., source] / tau
    return j


def growth(circuit: Circuit, v: Array, blocked: Array) -> Array:
    """Return the largest real part of the eigenvalues, shape (...) [1/s]; stable if negative, NaN if lost."""
    j = jacobian(circuit, v, blocked)
    lost = np.asarray(np.isnan(j).any(axis=(-2, -1)))
    j = np.where(lost[..., None, None], 0.0, j)
    return np.where(lost, np.nan, np.linalg.eigvals(j).real.max(axis=-1))
