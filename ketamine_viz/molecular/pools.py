"""From an unbound concentration to the share of NMDA receptors occupied, pool by pool and molecule by molecule.

The curves are arithmetic from measurements in rats and cells.  What people's
receptors see has not been measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ketamine_viz import evidence, routes
from ketamine_viz.molecular.constants import POOLS, Constants, constants
from ketamine_viz.molecular.names import known
from ketamine_viz.molecular.receptor import equilibrium, occupancy

Array = NDArray[np.float64]
Span = tuple[float, float, float]  # low, middle, high

#: Molecule → its parts by ligand and mirror form, and their shares.
MOLECULES: dict[str, dict[tuple[str, str], float]] = {
    "racemic": {("ketamine", "s"): 0.5, ("ketamine", "r"): 0.5},
    "s_ketamine": {("ketamine", "s"): 1.0},
    "r_ketamine": {("ketamine", "r"): 1.0},
    "norketamine": {("norketamine", "s"): 0.5, ("norketamine", "r"): 0.5},
    "hydroxynorketamine": {("hydroxynorketamine", "s"): 0.5, ("hydroxynorketamine", "r"): 0.5},
}
#: What is drawn: every pool for one molecule, or every molecule for one pool.
LINES = ("pools", "molecules")
#: Ends of the concentration axis [µM].
LOWEST_UM, HIGHEST_UM = 0.01, 100.0
#: Studied regimens whose levels are marked, one a way in; see `data/routes/studied_regimens.csv`.
REGIMENS = ("rac_iv40", "rac_im", "rac_sc", "rac_nose50", "rac_oral", "s_nose84", "r_iv60")
_HOURS = 8.0
#: Curves whose half-occupying levels are within this factor are drawn as one.
ALIKE = 1.05


@dataclass(frozen=True)
class Level:
    """Unbound level of one molecule at its peak after a studied regimen.

    Attributes
    ----------
    regimen
        The regimen.
    span
        Low, middle and high [µM]: free share in plasma and ratio of brain to
        plasma at the ends of their ranges.
    """

    regimen: routes.Regimen
    span: Span


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Pools:
    """Curves of concentration against occupancy, and what a regimen would give.

    Attributes
    ----------
    lines, molecule, pool, magnesium
        As set.
    regimen
        The regimen chosen, or None.
    concentration
        Unbound [µM], shape (n,).
    curves
        Pool or molecule → share occupied, shape (n,).
    low, high
        Ends of the range of the chosen curve, shape (n,).
    half
        Pool or molecule → unbound level that occupies half [µM].
    levels
        Peaks of the chosen molecule after the studied regimens, those that hold it.
    peak
        Pool → low, middle and high of the largest share after the chosen
        regimen, every molecule counted together; empty without a regimen.
    """

    lines: str
    molecule: str
    pool: str
    magnesium: bool
    regimen: routes.Regimen | None
    concentration: Array
    curves: dict[str, Array]
    low: Array
    high: Array
    half: dict[str, float]
    levels: tuple[Level, ...]
    peak: dict[str, Span]

    @property
    def chosen(self) -> str:
        """Key of the curve that carries the band."""
        return self.pool if self.lines == "pools" else self.molecule

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Keys of curves that cannot be told apart in a picture, from the tightest binding to the weakest."""
        found: list[list[str]] = []
        for key in sorted(self.half, key=lambda one: self.half[one]):
            if found and self.half[key] <= ALIKE * self.half[found[-1][0]]:
                found[-1].append(key)
            else:
                found.append([key])
        return tuple(tuple(group) for group in found)

    @property
    def level(self) -> Level | None:
        """Peak of the chosen molecule after the chosen regimen, if that holds it."""
        mine = [one for one in self.levels if self.regimen and one.regimen.id == self.regimen.id]
        return mine[0] if mine else None


def share(
    molecule: str,
    pool: str,
    level_uM: ArrayLike,
    *,
    magnesium: bool = True,
    end: int = 1,
    using: Constants | None = None,
) -> Array:
    """Return the share of a pool that a molecule occupies in equilibrium.

    Parameters
    ----------
    molecule
        One of `MOLECULES`.
    pool
        interneuron, resting, extrasynaptic, evoked or habenula.
    level_uM
        Unbound, at the receptor [µM], any shape.
    magnesium
        Whether magnesium is there.
    end
        0 tightest binding, 1 middle, 2 weakest.

    Raises
    ------
    ValueError
        For an unknown molecule or pool.

    Sources: shaffer2014, ebert1997, kotermanski2009, lumsden2019.

    Examples
    --------
    >>> round(float(share("racemic", "interneuron", 1.42)), 2)
    0.5
    """
    parts = MOLECULES[known("molecule", molecule, MOLECULES)]
    given = constants() if using is None else using
    level = np.asarray(level_uM, dtype=float)
    unbound = {key: part * level for key, part in parts.items()}
    return equilibrium(unbound, known("pool", pool, POOLS), given, end, magnesium=magnesium)


@cache
def _course(regimen: str) -> routes.Course:
    return routes.simulate([_regimen(regimen).dose()], hours=_HOURS)


@cache
def _regimen(key: str) -> routes.Regimen:
    return next(one for one in routes.studied() if one.id == key)


def regimens() -> tuple[routes.Regimen, ...]:
    """Return the regimens whose levels are marked."""
    return tuple(_regimen(key) for key in REGIMENS)


@cache
def _level(regimen: str, molecule: str) -> Level | None:
    """Return the peak of a molecule after a regimen, or None where it never appears."""
    given = constants()
    course = _course(regimen)
    total = np.zeros(len(course.time_h))
    for ligand, form in MOLECULES[molecule]:
        total = total + np.asarray(course.ng_per_ml[f"{form}_{ligand}"]) / given.mass[ligand]
    peak = float(np.max(total))
    if peak < 1e-9:
        return None
    (ligand, _), *_ = MOLECULES[molecule]
    ends = [peak * given.free[ligand][end] * given.brain[end] for end in range(3)]
    return Level(_regimen(regimen), (ends[0], ends[1], ends[2]))


def pools(
    *,
    lines: str = "pools",
    molecule: str = "racemic",
    pool: str = "interneuron",
    magnesium: bool = True,
    regimen: str = "rac_iv40",
) -> Pools:
    """Return curves, levels and what a regimen would give.

    Parameters
    ----------
    lines
        ``pools``: one curve a pool; ``molecules``: one curve a molecule.
    molecule, pool
        Which carries the band.
    magnesium
        Whether magnesium is there.
    regimen
        One of `REGIMENS`, or ``none``.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> [round(100 * share) for share in pools().peak["interneuron"]]
    [12, 21, 44]
    """
    known("lines", lines, LINES)
    known("molecule", molecule, MOLECULES)
    known("pool", pool, POOLS)
    if not isinstance(magnesium, bool):
        raise ValueError(f"magnesium={magnesium!r} is not allowed; allowed: True or False")
    known("regimen", regimen, (*REGIMENS, "none"))
    axis = np.geomspace(LOWEST_UM, HIGHEST_UM, 161)
    pairs = {
        key: (molecule, key) if lines == "pools" else (key, pool)
        for key in (POOLS if lines == "pools" else MOLECULES)
    }
    curves = {key: share(*pair, axis, magnesium=magnesium) for key, pair in pairs.items()}
    # s / (1 + s) with s in proportion to the level: any level gives back the one that occupies half.
    half = {key: float(axis[0] * (1 - curve[0]) / curve[0]) for key, curve in curves.items()}
    low, high = (share(molecule, pool, axis, magnesium=magnesium, end=end) for end in (2, 0))
    chosen = None if regimen == "none" else _regimen(regimen)
    peak: dict[str, Span] = {}
    if chosen is not None:
        found = occupancy(_course(chosen.id), magnesium=magnesium)
        peak = {one: found.peak(one) for one in POOLS}
    levels = tuple(level for key in REGIMENS if (level := _level(key, molecule)) is not None)
    return Pools(lines, molecule, pool, magnesium, chosen, axis, curves, low, high, half, levels, peak)


def arithmetic_row() -> dict[str, object]:
    """Return the row that says what 0.5 mg/kg would occupy, and that this is no measurement."""
    return next(row for row in evidence.rows("molecular/receptor_affinity") if row["id"] == "a057")
