"""Regions of the brain: what each is thought to do, what was found there, and in whom.  Rows only, no model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ketamine_viz import evidence
from ketamine_viz.network.anatomy import touching
from ketamine_viz.network.default_mode import studies
from ketamine_viz.network.published import Finding
from ketamine_viz.stage.text import join

KINDS = ("depression", "ketamine", "wiring", "pain")
SPECIES = ("people", "monkeys", "rodents")
GROUPS = ("prefrontal", "limbic", "salience", "default", "reward", "control", "senses")
_WHO = {"human": "people", "primate": "monkeys"}
_CHANGE = {
    "increase": "up",
    "decrease": "down",
    "no_change": "unchanged",
    "normalise": "moved towards healthy people",
    "mixed": "some up, some down",
}
_CLEAR = ("traced_primate", "traced_rodent", "tractography_human")


@dataclass(frozen=True)
class Area:
    """One region of the sketch.

    Attributes
    ----------
    label, role
        Its name, and what it is thought to do, in plain words.
    groups
        Terms of `GROUPS`; a region may be in several.
    x, y
        Place on the sketch, 0 to 100, front at the left.
    """

    id: str
    label: str
    role: str
    groups: tuple[str, ...]
    x: float
    y: float


@dataclass(frozen=True)
class Result:
    """What was found about a region.

    Attributes
    ----------
    kind
        A term of `KINDS`.
    species
        A term of `SPECIES`; rodents hold rats, mice and animals not named.
    itself
        Whether it is about the region itself, not only about its network, a
        larger area, or fibres seen nearby.
    says
        What was found, in one line.
    control
        What the control arm did, where a drug was given and our tables tell.
    standing
        How the finding stands among others, in words; empty where that is not told.
    refs
        Reference keys.
    known
        How the row is known, in words.
    """

    id: str
    region: str
    kind: str
    species: str
    itself: bool
    says: str
    control: str
    standing: str
    refs: tuple[str, ...]
    known: str


@dataclass(frozen=True)
class Roles:
    """What is drawn: the choices, regions that fit the group, and their results that fit the rest."""

    region: str
    group: str
    species: str
    kind: str
    areas: tuple[Area, ...]
    results: tuple[Result, ...]

    def at(self, region: str) -> tuple[Result, ...]:
        """Return the results of one region that are drawn."""
        return tuple(one for one in self.results if one.region == region)

    def count(self, kind: str, species: str) -> int:
        """Count results of a kind in a species, each once, in the region that is chosen or in all drawn."""
        return len(
            {
                (one.id, one.region if kind == "wiring" else "")
                for one in self.results
                if one.kind == kind and one.species == species and self.region in ("all", one.region)
            }
        )


@lru_cache(maxsize=1)
def areas() -> tuple[Area, ...]:
    """Return the regions in the order of ``data/network/regions.csv``.

    Examples
    --------
    >>> len(areas()), areas()[0].groups
    (29, ('prefrontal', 'limbic'))
    """
    place = {row["id"]: row for row in evidence.rows("network/region_places")}
    return tuple(
        Area(
            row["id"],
            row["label"],
            row["plain_words"],
            place[row["id"]]["groups"],
            place[row["id"]]["x"],
            place[row["id"]]["y"],
        )
        for row in evidence.rows("network/regions")
    )


@lru_cache(maxsize=1)
def results() -> tuple[Result, ...]:
    """Return every result of every region: findings first, then wiring.

    Sources: the references of data/network/region_findings.csv, connectivity_effects.csv and connections.csv
    """
    effects = {row["id"]: row for row in evidence.rows("network/connectivity_effects")}
    controls = {row["effect"]: row["control"] for row in evidence.rows("network/after_ketamine")}
    found = []
    for row in evidence.rows("network/region_findings"):
        effect = effects.get(row["effect"])
        if effect:
            parts = _of_effect(effect, controls.get(effect["id"]))
        else:
            parts = _of_study(row["study"]) if row["study"] else _of_row(row)
        found += [Result(region=area, itself=row["scope"] == "region", **parts) for area in row["regions"]]
    for area in areas():
        found += _wiring(area.id)
    return tuple(found)


def _of_effect(effect: dict[str, Any], control: str | None) -> dict[str, Any]:
    before = effect["role"] == "baseline"
    words = _CHANGE.get(effect["direction"] or "", "which way was not seen in what we read")
    if effect["species"] != "human":
        words = words.replace("people", "animals")
    arm = "" if before or effect["role"] == "predictor" else _control(effect["ref"], control)
    return {
        "id": effect["id"],
        "kind": "depression" if before else "ketamine",
        "species": _WHO.get(effect["species"], "rodents"),
        "says": f"{Finding(effect).text}: {words}",
        "control": arm,
        "standing": evidence.meaning("network_confidence", effect["confidence"]),
        "refs": (effect["ref"],),
        "known": evidence.meaning("verified", effect["verified"]),
    }


def _control(ref: str, control: str | None) -> str:
    if control:
        return evidence.meaning("scan_control", control)
    if evidence.reference(ref).study_type == "open_label":
        return evidence.meaning("scan_control", "none")
    return evidence.meaning("scan_control", "not_seen")


def _of_study(name: str) -> dict[str, Any]:
    """Return an answer about the default mode network in depression, from the table of its hearing."""
    study = next(one for one in studies() if one.id == name)
    row = next(one for one in evidence.rows("network/default_mode_findings") if one["id"] == name)
    who = f", n {study.patients}" if study.patients else ""
    label = study.label.rstrip("?").replace("inside it", "inside the default mode network")
    return {
        "id": name,
        "kind": "depression",
        "species": "people",
        "says": f"{label}, people with depression, no drug{who}: {study.says}",
        "control": "",
        "standing": "Published results pooled" if study.pooled else "",
        "refs": (study.ref,),
        "known": evidence.meaning("verified", row["verified"]),
    }


def _of_row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["id"],
        "kind": row["kind"],
        "species": _WHO.get(row["species"], "rodents"),
        "says": row["says"],
        "control": "",
        "standing": "",
        "refs": (row["ref"],),
        "known": evidence.meaning("verified", row["verified"]),
    }


@lru_cache(maxsize=1)
def model_region() -> dict[str, str]:
    """Return region → region of the network model that stands for it, where there is one."""
    return {area: row["id"] for row in evidence.rows("network/model_regions") for area in row["regions"]}


@lru_cache(maxsize=1)
def _namesakes() -> frozenset[str]:
    """Return regions that a region of the model is named after; others are only counted to it."""
    firsts = [row["regions"][0].split("_")[0] for row in evidence.rows("network/model_regions")]
    return frozenset(area.id for area in areas() if area.id.split("_")[0] in firsts)


def _wiring(area: str) -> list[Result]:
    """Return one result for each species that fibres of a region were seen in."""
    model = model_region().get(area)
    seen = [one for one in touching(model) if one.species] if model else []
    found = []
    for species in SPECIES:
        several = [one for one in seen if _WHO.get(one.species or "", "rodents") == species]
        if not several:
            continue
        clear = [one for one in several if one.grade in _CLEAR]
        partners = join(
            dict.fromkeys({one.source, one.target}.difference([model]).pop() for one in clear or several)
        )
        how = "imaged" if species == "people" else "traced"
        own = area in _namesakes()
        what = "it" if own else f"{model}, which the model counts it to,"
        says = f"Fibres {how} between {what} and {partners}"
        if not clear:
            says = f"Fibres seen only near the way between {what} and {partners}, or by a detour"
        refs = tuple(dict.fromkeys(key for one in clear or several for key in one.refs))
        known = "Read in abstracts of the studies or of works that cite them"
        itself = bool(clear) and own
        found.append(
            Result(f"w:{area}:{species}", area, "wiring", species, itself, says, "", "", refs, known)
        )
    return found


def roles(region: str = "all", group: str = "all", species: str = "all", kind: str = "all") -> Roles:
    """Return regions and results that fit.

    Parameters
    ----------
    region
        ``all``, or the region whose role and results are told.
    group
        ``all``, or a term of `GROUPS`: which regions are drawn in full.
    species
        ``all``, or a term of `SPECIES`: in whom.
    kind
        ``all``, or a term of `KINDS`: what the results are about.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> [area.id for area in roles(group="salience").areas]
    ['dACC', 'AINS_R']
    """
    _check("region", region, tuple(area.id for area in areas()))
    _check("group", group, GROUPS)
    _check("species", species, SPECIES)
    _check("kind", kind, KINDS)
    shown = tuple(area for area in areas() if group == "all" or group in area.groups)
    ids = {area.id for area in shown}
    return Roles(
        region,
        group,
        species,
        kind,
        shown,
        tuple(
            one
            for one in results()
            if one.region in ids and species in ("all", one.species) and kind in ("all", one.kind)
        ),
    )


def _check(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in ("all", *allowed):
        raise ValueError(f"{name}={value!r} is not allowed; allowed: all, {', '.join(allowed)}")
