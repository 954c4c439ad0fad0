"""Drugs sorted into boxes by their main target, by the word people use, or by how the target is known."""

from __future__ import annotations

from dataclasses import dataclass

from ketamine_viz import evidence

#: How the drugs can be sorted, and the list of words of each way.
SORTS = {"word": "drug_word", "family": "receptor_family", "proof": "receptor_proof"}
#: Targets of ketamine whose binding was measured, as rows of the lower picture.
TARGETS = {
    "NMDAR MK-801 site": "NMDA channel",
    "D2 high-affinity state": "dopamine D2 (disputed)",
    "mu opioid": "mu opioid",
    "sigma1": "sigma-1",
    "serotonin transporter": "monoamine transporters",
    "dopamine transporter": "monoamine transporters",
    "noradrenaline transporter": "monoamine transporters",
}
_KETAMINE = "(R,S)-ketamine"


@dataclass(frozen=True)
class Drug:
    """One drug: its main target, the word it is sorted under, and how the target is known."""

    id: str
    name: str
    family: str
    word: str
    proof: str
    how: str
    n: int | None
    refs: tuple[str, ...]
    affinity: tuple[str, ...]
    verified: str


@dataclass(frozen=True)
class Binding:
    """How strongly ketamine binds somewhere: the concentration [µM] that fills half (Ki)."""

    id: str
    lane: str
    target: str
    um: float
    system: str
    ref: str


@dataclass(frozen=True)
class Boxes:
    """What is drawn: boxes of drugs, the drug that is marked, and where ketamine binds."""

    boxes: tuple[tuple[str, tuple[Drug, ...]], ...]
    marked: Drug
    by: str
    bindings: tuple[Binding, ...]


def drugs() -> tuple[Drug, ...]:
    """Return the drugs in the order of the table.

    Sources: data/safety/receptor_sorting.csv
    """
    return tuple(
        Drug(r["id"], r["drug"], r["family"], r["word"], r["proof"], r["how"], r["n"], tuple(r["refs"]),
             tuple(r["affinity"]), r["verified"])
        for r in evidence.rows("safety/receptor_sorting")
    )  # fmt: skip


def bindings() -> tuple[Binding, ...]:
    """Return the targets of ketamine whose Ki was measured, the tightest first.

    Sources: data/molecular/receptor_affinity.csv
    """
    found = [
        Binding(r["id"], TARGETS[r["target"]], r["target"], r["value"], r["species_system"], r["ref"])
        for r in evidence.rows("molecular/receptor_affinity")
        if r["ligand"] == _KETAMINE and r["measure"] == "Ki" and r["unit"] == "uM" and r["value"] is not None
        and r["qualifier"] is None and r["target"] in TARGETS
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.um))


def boxes(by: str = "word", mark: str = "ketamine") -> Boxes:
    """Sort the drugs.

    Parameters
    ----------
    by
        ``word`` (what people call them), ``family`` (main target) or ``proof`` (how it is known).
    mark
        Id of the drug that is marked and told about.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> [len(inside) for _, inside in boxes("family").boxes]
    [6, 2, 1]
    """
    everything = {drug.id: drug for drug in drugs()}
    for name, value, allowed in (("by", by, tuple(SORTS)), ("mark", mark, tuple(everything))):
        if value not in allowed:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join(allowed)}")
    terms = dict.fromkeys(getattr(drug, by) for drug in everything.values())
    found = tuple(
        (evidence.meaning(SORTS[by], term), tuple(d for d in everything.values() if getattr(d, by) == term))
        for term in terms
    )
    return Boxes(found, everything[mark], by, bindings())
