"""S- and R-ketamine as mirror images: a schematic in space, and how well one lies on the other.

The carbon of ketamine that carries the chlorophenyl ring has four different
neighbours, so its mirror image cannot be laid over it by any turn.

How the forms are told apart (Cahn, Ingold and Prelog): rank the four
neighbours by atomic number; where the first atoms tie, compare the sets of
atoms they carry, highest first, a double bond counting its atom twice.
Nitrogen (7) comes first.  The other three are carbons (6): the carbonyl carbon
carries (O, O, C), the ring carbon of the chlorophenyl (C, C, C), the CH2
carbon (C, H, H).  Chlorine is met only later and does not count.  So:
N > C(=O) > aryl C > CH2.  Look with the last one pointing away: if 1 → 2 → 3
runs clockwise the form is R, otherwise S.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np

from ketamine_viz.routes.exact import Array

CARBON, NITROGEN, OXYGEN, HYDROGEN = 6, 7, 8, 1
#: The four neighbours of the stereocentre: own atomic number, and those of the atoms it carries beyond it.
NEIGHBOURS: dict[str, tuple[int, tuple[int, ...]]] = {
    "amine": (NITROGEN, (CARBON, HYDROGEN)),
    "carbonyl": (CARBON, (OXYGEN, OXYGEN, CARBON)),
    "aryl": (CARBON, (CARBON, CARBON, CARBON)),
    "methylene": (CARBON, (CARBON, HYDROGEN, HYDROGEN)),
}
GROUPS = tuple(NEIGHBOURS)
STEP_DEG = 15
#: Two groups coincide if their first atoms are closer than this share of a bond.
NEAR = 0.05


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Molecule:
    """A schematic of ketamine around its stereocentre, which is the origin.

    Attributes
    ----------
    atoms
        Name → place, shape (3,), in lengths of a bond; right, up, towards the reader.
    bonds
        Pairs of names.
    """

    atoms: dict[str, Array]
    bonds: tuple[tuple[str, str], ...]

    @property
    def groups(self) -> Array:
        """Places of the four neighbours in the order of ``GROUPS``, shape (4, 3)."""
        return np.array([self.atoms[name] for name in GROUPS])

    def moved(self, matrix: Array) -> Molecule:
        """Return it turned or mirrored by a matrix, shape (3, 3)."""
        return Molecule({name: matrix @ place for name, place in self.atoms.items()}, self.bonds)


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Overlay:
    """A fixed S-ketamine, another molecule turned, and how they match.

    Attributes
    ----------
    fixed, turned
        The two molecules.
    form
        ``s`` or ``r``: what the turned one is, by its ranks.
    turn_deg, about
        How far it was turned [°], and about the bond to which group.
    gaps
        Group → distance to its partner [bond lengths].
    best
        Most groups that coincide after any turn whatever.
    """

    fixed: Molecule
    turned: Molecule
    form: str
    turn_deg: float
    about: str
    gaps: dict[str, float]
    best: int

    @property
    def same(self) -> tuple[str, ...]:
        """Groups that lie on their partners."""
        return tuple(group for group, gap in self.gaps.items() if gap < NEAR)


def ranked() -> tuple[str, ...]:
    """Return the neighbours by Cahn-Ingold-Prelog rank, first to last.

    Examples
    --------
    >>> ranked()
    ('amine', 'carbonyl', 'aryl', 'methylene')
    """
    return tuple(sorted(NEIGHBOURS, key=lambda group: NEIGHBOURS[group], reverse=True))


def signed_volume(molecule: Molecule) -> float:
    """Return the triple product of the bonds to ranks 1, 2 and 3; below zero for R.

    Seen with rank 4 pointing away, 1 → 2 → 3 runs anticlockwise where it is above zero.
    """
    first, second, third = (molecule.atoms[group] for group in ranked()[:3])
    return float(np.dot(first, np.cross(second, third)))


def form_of(molecule: Molecule) -> str:
    """Return ``s`` or ``r``."""
    return "s" if signed_volume(molecule) > 0 else "r"


@cache
def s_ketamine() -> Molecule:
    """Return S-ketamine with the bond to the amine upright and the carbonyl towards the reader.

    Bond angles at the centre are those of a tetrahedron; rings are flat and
    small, hydrogens left out: a schematic, not a measured structure.

    Examples
    --------
    >>> form_of(s_ketamine()), form_of(s_ketamine().moved(MIRROR))
    ('s', 'r')
    """
    down, out = -1 / 3, math.sqrt(8) / 3

    def spoke(azimuth: float) -> Array:
        return np.array([out * math.sin(azimuth), down, out * math.cos(azimuth)])

    third = 2 * math.pi / 3
    amine, carbonyl = np.array([0.0, 1.0, 0.0]), spoke(0.0)
    aryl, methylene = spoke(third), spoke(-third)
    atoms = {
        "centre": np.zeros(3),
        "amine": amine,
        "carbonyl": carbonyl,
        "aryl": aryl,
        "methylene": methylene,
    }
    bonds = [("centre", group) for group in GROUPS]
    atoms["methyl"] = amine + np.array([0.0, 0.2, -0.4])
    outward = (carbonyl + methylene) / np.linalg.norm(carbonyl + methylene)
    atoms["oxygen"] = carbonyl + 0.55 * (carbonyl - 0.8 * outward) / np.linalg.norm(carbonyl - 0.8 * outward)
    atoms["c6"], atoms["c4"] = carbonyl + 0.45 * outward, methylene + 0.45 * outward
    atoms["c5"] = (atoms["c6"] + atoms["c4"]) / 2 + 0.35 * outward
    side = np.cross(aryl, [0.0, 1.0, 0.0])
    side /= np.linalg.norm(side)
    ring = ["aryl"]
    for k in range(1, 6):
        angle = math.pi + k * math.pi / 3
        name = f"phenyl{k}"
        atoms[name] = aryl * (1.32 + 0.32 * math.cos(angle)) + side * 0.32 * math.sin(angle)
        ring.append(name)
    atoms["chlorine"] = atoms["phenyl1"] + 0.75 * (atoms["phenyl1"] - 1.32 * aryl)
    bonds += [("amine", "methyl"), ("carbonyl", "oxygen"), ("carbonyl", "c6"), ("c6", "c5"), ("c5", "c4")]
    bonds += [("c4", "methylene"), ("phenyl1", "chlorine"), *zip(ring, ring[1:] + ring[:1], strict=True)]
    return Molecule(atoms, tuple(bonds))


#: A mirror standing upright between the two molecules: left and right change places.
MIRROR = np.diag([-1.0, 1.0, 1.0])


def rotation(axis: Array, degrees: float) -> Array:
    """Return the matrix of a turn about an axis, shape (3, 3)."""
    x, y, z = axis / np.linalg.norm(axis)
    angle = math.radians(degrees)
    cross = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    turned: Array = np.eye(3) + math.sin(angle) * cross + (1 - math.cos(angle)) * cross @ cross
    return turned


def most_alike(one: Molecule, other: Molecule) -> int:
    """Return how many of the four groups coincide after the best turn about the centre.

    For every set of groups the best turn is known in closed form (Kabsch);
    mirroring is not allowed.

    Examples
    --------
    >>> most_alike(s_ketamine(), s_ketamine().moved(MIRROR))
    2
    """
    a, b = one.groups, other.groups
    for count in range(len(GROUPS), 0, -1):
        for chosen in combinations(range(len(GROUPS)), count):
            mine, theirs = a[list(chosen)], b[list(chosen)]
            left, _, right = np.linalg.svd(theirs.T @ mine)
            sign = np.sign(np.linalg.det(left @ right))
            turn = left @ np.diag([1.0, 1.0, sign]) @ right
            if np.linalg.norm(theirs @ turn - mine, axis=1).max() < NEAR:
                return count
    return 0


def overlay(*, mirrored: bool = True, about: str = "amine", turn_deg: float = 0.0) -> Overlay:
    """Turn the mirror image of S-ketamine, or a second S-ketamine, and lay it on the first.

    Parameters
    ----------
    mirrored
        Whether the second molecule is the mirror image.
    about
        Group whose bond (of the second molecule, before the turn) is the axis.
    turn_deg
        How far to turn [°], 0 to 360.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> overlay().same, overlay(mirrored=False).same == GROUPS
    (('amine', 'carbonyl'), True)
    """
    if not isinstance(mirrored, bool):
        raise ValueError(f"mirrored={mirrored!r} is not allowed; allowed: True or False")
    if about not in GROUPS:
        raise ValueError(f"about={about!r} is not a group; allowed: {', '.join(GROUPS)}")
    if isinstance(turn_deg, bool) or not isinstance(turn_deg, int | float) or not 0 <= turn_deg <= 360:
        raise ValueError(f"turn_deg={turn_deg!r} is not allowed; allowed: 0 to 360 degrees")
    fixed = s_ketamine()
    second = fixed.moved(MIRROR) if mirrored else fixed
    turned = second.moved(rotation(second.atoms[about], turn_deg))
    distances = np.linalg.norm(turned.groups - fixed.groups, axis=1)
    gaps = {group: float(gap) for group, gap in zip(GROUPS, distances, strict=True)}
    return Overlay(fixed, turned, form_of(turned), float(turn_deg), about, gaps, most_alike(fixed, turned))
