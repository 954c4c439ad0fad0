"""From concentrations in blood to the share of NMDA receptors that is blocked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ketamine_viz.molecular.constants import LIGANDS, POOLS, Constants, constants
from ketamine_viz.molecular.names import known

__all__ = ["POOLS", "Course", "Occupancy", "occupancy"]

Array = NDArray[np.float64]


class Course(Protocol):
    """What is needed of ``ketamine_viz.routes.Course``."""

    @property
    def time_h(self) -> ArrayLike:
        """Times, rising [h], shape (n,)."""

    @property
    def ng_per_ml(self) -> Mapping[str, ArrayLike]:
        """Total plasma concentrations [ng/mL], shape (n,): s_ketamine, r_ketamine and so on."""


@dataclass(frozen=True)
class Occupancy:
    """Share of NMDA receptors blocked over time, by pool.

    Attributes
    ----------
    time_h
        Times [h], shape (n,).
    block
        Pool → share blocked, 0..1, shape (n,).
    low, high
        The same with every constant at the end of its range that gives least
        or most block: corners, wider than any interval of likely values.
    """

    time_h: Array
    block: Mapping[str, Array]
    low: Mapping[str, Array]
    high: Mapping[str, Array]

    def peak(self, pool: str) -> tuple[float, float, float]:
        """Return low, middle and high of the largest block of a pool.

        Raises
        ------
        ValueError
            For an unknown pool.
        """
        name = known("pool", pool, POOLS)
        return tuple(float(np.max(part[name], initial=0.0)) for part in (self.low, self.block, self.high))  # type: ignore[return-value]


def occupancy(course: Course, using: Constants | None = None, *, magnesium: bool = True) -> Occupancy:
    """Return the share of NMDA receptors blocked in five pools.

    Unbound concentration is free fraction × brain ratio × concentration /
    molar mass [µM]; block is s / (1 + s) with s the sum of concentration over
    half-occupying concentration, over the two mirror forms of ketamine,
    norketamine and hydroxynorketamine.  Binding takes seconds, so a steady
    state is used; only the habenula releases slowly.

    Human occupancy at 0.5 mg/kg over 40 minutes has never been measured.  The
    23 % that these constants give for the mean peak level is our arithmetic
    from rats (row a057), not a finding; the one scan that tried could not
    show it (vanderaart2018).

    Parameters
    ----------
    course
        Concentrations from ``ketamine_viz.routes.simulate``.  A form that is
        not listed counts as absent.
    using
        Constants; those of the data by default.
    magnesium
        False for a dish without magnesium: all pools then share one constant
        (see `half_occupying`).

    Raises
    ------
    ValueError
        If no mirror form of a known ligand is listed, a concentration is
        negative or not finite, or shapes or times do not fit.

    Notes
    -----
    Sources: shaffer2014, ebert1997, dayton1983, spravato_ch, mion2013,
    kotermanski2009, gideons2014, gerhard2020, lumsden2019, abbott2020, ma2023.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> level = SimpleNamespace(time_h=[0.0, 0.67], ng_per_ml={"s_ketamine": [0, 92.5], "r_ketamine": [0, 92.5]})
    >>> [round(float(share), 2) for share in occupancy(level).block["interneuron"]]
    [0.0, 0.23]
    """
    given = constants() if using is None else using
    time = np.asarray(course.time_h, dtype=float)
    if time.ndim != 1 or np.any(np.diff(time) < 0) or not np.all(np.isfinite(time)):
        raise ValueError(
            f"time_h of shape {time.shape} is not allowed; allowed: one dimension, finite and rising"
        )
    molar = _unbound_at_unit_free(course.ng_per_ml, time, given)
    corners = {
        "low": _corner(time, molar, given, 0, magnesium),
        "block": _corner(time, molar, given, 1, magnesium),
        "high": _corner(time, molar, given, 2, magnesium),
    }
    return Occupancy(time, **corners)


def half_occupying(
    ligand: str, form: str, pool: str, using: Constants, end: int = 1, *, magnesium: bool = True
) -> float:
    """Return the unbound concentration that blocks half of a pool [µM].

    The anchor is the racemate; the two mirror forms are split so that equal
    parts of both give it back.

    Parameters
    ----------
    ligand, form, pool
        ketamine …; s or r; interneuron …
    end
        0 low, 1 middle, 2 high end of the ranges.
    magnesium
        Without it nothing shields a pool, so that pools no longer differ.
        Norketamine is then taken to gain as much as ketamine (assumed);
        hydroxynorketamine was measured without magnesium anyhow.
    """
    if magnesium:
        anchor = using.potency[ligand][end] * using.pool[pool][end]
    elif ligand == "hydroxynorketamine":
        anchor = using.potency[ligand][end]
    else:
        anchor = using.potency[ligand][end] * using.without_magnesium[end] / using.potency["ketamine"][end]
    ratio = using.stereo[ligand]
    s_form = anchor * (1 + 1 / ratio) / 2
    return s_form if form == "s" else ratio * s_form


def equilibrium(
    unbound: Mapping[tuple[str, str], ArrayLike],
    pool: str,
    using: Constants,
    end: int = 1,
    *,
    magnesium: bool = True,
) -> Array:
    """Return the share of a pool that several ligands occupy together, 0..1.

    Parameters
    ----------
    unbound
        ``(ligand, form)`` → unbound concentration [µM], shapes that fit.
    pool, using, end, magnesium
        As for `half_occupying`; here ``end`` is that of the constants, so 0
        is the tightest binding.

    Examples
    --------
    >>> from ketamine_viz.molecular.constants import constants
    >>> half = constants().potency["ketamine"][1] / 2
    >>> float(equilibrium({("ketamine", "s"): half, ("ketamine", "r"): half}, "interneuron", constants()))
    0.5
    """
    total: Array = np.zeros(())
    for (ligand, form), level in unbound.items():
        half = half_occupying(ligand, form, pool, using, end, magnesium=magnesium)
        total = total + np.asarray(level, dtype=float) / half
    found: Array = total / (1 + total)
    return found


def _unbound_at_unit_free(
    levels: Mapping[str, ArrayLike], time: Array, given: Constants
) -> dict[tuple[str, str], Array]:
    """Return total concentrations in µM by ligand and form."""
    found: dict[tuple[str, str], Array] = {}
    for ligand in LIGANDS:
        for form in ("s", "r"):
            key = f"{form}_{ligand}"
            if key not in levels:
                continue
            level = np.asarray(levels[key], dtype=float)
            if level.shape != time.shape:
                raise ValueError(
                    f"{key} of shape {level.shape} is not allowed; allowed: {time.shape}, as time_h"
                )
            # A solver may leave a trace of minus nothing; more than that is an error.
            if not np.all(np.isfinite(level)) or np.any(level < -1e-6):
                raise ValueError(f"{key} reaches {np.min(level)!r}; allowed: finite and not negative [ng/mL]")
            found[ligand, form] = np.clip(level, 0, None) / given.mass[ligand]
    if not found:
        allowed = ", ".join(f"{form}_{ligand}" for ligand in LIGANDS for form in ("s", "r"))
        raise ValueError(f"ng_per_ml holds {sorted(levels)}; allowed: at least one of {allowed}")
    return found


def _corner(
    time: Array, molar: Mapping[tuple[str, str], Array], given: Constants, end: int, magnesium: bool
) -> dict[str, Array]:
    """Return block by pool with all constants at one end: least block at 0, most at 2."""
    unbound = {key: level * given.free[key[0]][end] * given.brain[end] for key, level in molar.items()}
    block = {}
    for pool in POOLS:
        share = equilibrium(unbound, pool, given, 2 - end, magnesium=magnesium)
        block[pool] = _trapped(time, share, given.release_half_life[end]) if pool == "habenula" else share
    return block


def _trapped(time: Array, share: Array, half_life: float) -> Array:
    """Return block that rises with the drug and leaves with a half-life of its own.

    b(t) is the largest of all earlier shares, each decayed to t; in logarithms
    so that weeks do not overflow.
    """
    decay = np.log(2) / half_life * time
    with np.errstate(divide="ignore"):
        highest = np.maximum.accumulate(np.log(share) + decay)
    return np.exp(np.minimum(highest - decay, 0.0))
