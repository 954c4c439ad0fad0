"""Where substances bind on the NMDA receptor, how tightly, and what a reader's placing of one is worth."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from ketamine_viz import evidence
from ketamine_viz.molecular.names import known

#: Sites in the order in which they are offered.
SITES = ("glutamate", "glycine", "pore", "outer_lobes", "elsewhere", "nowhere")
#: Value of a substance the reader has not placed.
UNPLACED = "unplaced"
_PER_UM = {"uM": 1.0, "nM": 1e-3}


@dataclass(frozen=True)
class Affinity:
    """One measured affinity at the NMDA receptor.

    Attributes
    ----------
    id, ref
        Row of `data/molecular/receptor_affinity.csv` and its reference.
    measure
        Ki (binding) or IC50 (current).
    micromolar
        Value [µM].
    subunit
        2A to 2D, or empty where the receptor is not one pair of subunits.
    magnesium
        Whether magnesium was there; None where it is not stated.
    system, note
        What was studied, and what else is to be said.
    verified
        How the row is known.
    """

    id: str
    ref: str
    measure: str
    micromolar: float
    subunit: str
    magnesium: bool | None
    system: str
    note: str
    verified: str

    @property
    def species(self) -> str:
        """Whose receptors they were, if the system names it: human, rat, mouse, or empty."""
        first = self.system.split(maxsplit=1)[0].lower()
        return first if first in {"human", "rat", "mouse"} else ""


@dataclass(frozen=True)
class Trial:
    """One trial in people with depression: against what, and whether it did better."""

    ref: str
    against: str
    verdict: str
    duration: str


@dataclass(frozen=True)
class Ligand:
    """One substance.

    Attributes
    ----------
    site
        One of `SITES`.
    disputed
        Whether studies disagree on the site.
    affinities, trials
        Rows that could be checked; empty where there are none.
    """

    id: str
    name: str
    kind: str
    site: str
    disputed: bool
    action: str
    refs: tuple[str, ...]
    species: tuple[str, ...]
    verified: str
    affinities: tuple[Affinity, ...]
    trials: tuple[Trial, ...]
    note: str


@dataclass(frozen=True)
class Placement:
    """A substance, where the reader put it, and whether the answer is shown.

    Attributes
    ----------
    ligand
        The substance.
    placed
        One of `SITES`, or `UNPLACED`.
    shown
        Whether the place where it was found is shown.
    company
        Names of the other substances at its site.
    """

    ligand: Ligand
    placed: str
    shown: bool
    company: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether the reader put it where it was found."""
        return self.placed == self.ligand.site


@cache
def ligands() -> dict[str, Ligand]:
    """Return the substances by id, in the order of the data.

    Sources: `refs` of ``data/molecular/nmda_ligands.csv``.

    Examples
    --------
    >>> ligands()["ketamine"].site, ligands()["av101"].site
    ('pore', 'glycine')
    """
    affinity = {row["id"]: row for row in evidence.rows("molecular/receptor_affinity")}
    trials: dict[str, list[Trial]] = {}
    for row in sorted(evidence.rows("molecular/blocker_trials"), key=lambda one: one["rank"]):
        trial = Trial(row["ref"], row["against"], row["verdict"], row["duration"] or "")
        trials.setdefault(row["drug"], []).append(trial)
    found = {}
    for row in sorted(evidence.rows("molecular/nmda_ligands"), key=lambda one: one["rank"]):
        found[row["id"]] = Ligand(
            row["id"],
            row["name"],
            row["kind"],
            row["site"],
            row["disputed"] == "yes",
            row["action"],
            row["refs"],
            row["species"],
            row["verified"],
            # A row that was only recalled is not among the shown ones, and is left out here too.
            tuple(one for key in row["affinity"] if key in affinity and (one := _affinity(affinity[key]))),
            tuple(trials.get(row["blocker"] or "", ())),
            row["note"] or "",
        )
    return found


def _affinity(row: dict[str, Any]) -> Affinity | None:
    if row["value"] is None or row["unit"] not in _PER_UM:
        return None
    pair = row["target"].rpartition("GluN1/")[2]
    magnesium = None if row["mg_present"] is None else row["mg_present"] == "yes"
    return Affinity(
        row["id"],
        row["ref"],
        row["measure"],
        row["value"] * _PER_UM[row["unit"]],
        pair if len(pair) == 2 else "",
        magnesium,
        row["species_system"],
        row["note"] or "",
        row["verified"],
    )


def at_site(site: str) -> tuple[Ligand, ...]:
    """Return the substances found at a site.

    Raises
    ------
    ValueError
        For an unknown site.
    """
    wanted = known("site", site, SITES)
    return tuple(one for one in ligands().values() if one.site == wanted)


def place(*, drug: str = "ketamine", placed: str = UNPLACED, shown: bool = False) -> Placement:
    """Return a substance with the reader's placing.

    Parameters
    ----------
    drug
        Id of `data/molecular/nmda_ligands.csv`.
    placed
        One of `SITES`, or ``unplaced``.
    shown
        Whether to show where it was found.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> place(drug="memantine", placed="pore").right
    True
    """
    if not isinstance(shown, bool):
        raise ValueError(f"shown={shown!r} is not allowed; allowed: True or False")
    ligand = ligands()[known("drug", drug, ligands())]
    company = tuple(one.name for one in at_site(ligand.site) if one.id != ligand.id)
    return Placement(ligand, known("placed", placed, (*SITES, UNPLACED)), shown, company)
