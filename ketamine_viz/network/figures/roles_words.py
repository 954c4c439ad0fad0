"""Regions and roles in words: the title and the description, counted from what is drawn."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.network.roles import GROUPS, KINDS, SPECIES, Area, Roles, areas, results
from ketamine_viz.stage.text import join, plural

KIND = {kind: evidence.meaning("region_kind", kind) for kind in KINDS}
GROUP = {group: evidence.meaning("region_group", group) for group in GROUPS}
SPECIES_WORDS = {"people": "people", "monkeys": "monkeys", "rodents": "rats and mice"}


def finding(result: Roles) -> str:
    """Return the sentence above the picture."""
    about = "" if result.kind == "all" else f" on {KIND[result.kind].split(',')[0].lower()}"
    if result.region != "all":
        several = [one for one in result.results if one.region == result.region]
        parts = [
            f"{n} in {SPECIES_WORDS[species]}"
            for species in SPECIES
            if (n := sum(one.species == species for one in several))
        ]
        return f"{result.region}, results{about}: {join(parts) or 'nothing in our tables'}"
    if result.kind == "pain":
        return _shared(result)
    parts = [
        f"{len(regions_with(result, species))} in {SPECIES_WORDS[species]}"
        for species in SPECIES
        if result.species in ("all", species)
    ]
    return f"{plural(len(result.areas), 'region')}; with results of their own{about}: {join(parts)}"


def regions_with(result: Roles, species: str) -> tuple[str, ...]:
    """Return the regions with a result that is drawn, about themselves, in a species."""
    has = {one.region for one in result.results if one.species == species and one.itself}
    return tuple(area.id for area in result.areas if area.id in has)


def shared(result: Roles) -> tuple[str, ...]:
    """Return the regions of pain that are drawn and also have a result of their own in depression."""
    if result.kind != "pain":
        return ()
    both = {one.region for one in results() if one.kind == "depression" and one.itself}
    return tuple(name for name in regions_with(result, "people") if name in both)


def _shared(result: Roles) -> str:
    pain, both = regions_with(result, "people"), shared(result)
    if not pain:
        return "Pain: nothing that fits in our tables"
    return f"Pain: {plural(len(pain), 'region')}, {len(both)} of them also in depression. Sharing is no proof"


def told(result: Roles) -> stage.Description:
    """Return the picture in words."""
    what = (
        f"Evidence, not a model. A sketch of the brain with {len(areas())} named regions, front at the left. Under a "
        "name stand a circle if something was found in people, a diamond for monkeys, a triangle for rats or mice; "
        "filled if it is about the region itself, hollow if about its network, a larger area or fibres nearby. "
        f"Group: {'all' if result.group == 'all' else GROUP[result.group].lower()}. Results on: "
        f"{'everything' if result.kind == 'all' else KIND[result.kind].lower()}. In whom: "
        f"{'anyone' if result.species == 'all' else SPECIES_WORDS[result.species]}."
    )
    if result.region != "all":
        return stage.Description(what, _of(result), f"{finding(result)}.", f"{finding(result)}.")
    lines = []
    for species in SPECIES:
        if result.species in ("all", species):
            names = join(regions_with(result, species)) or "none"
            lines.append(f"Regions with a result of their own in {SPECIES_WORDS[species]}: {names}.")
    bare = [area.id for area in result.areas if not result.at(area.id)]
    if shared(result):
        lines.append(f"In a broken frame, for they also have a result in depression: {join(shared(result))}.")
    lines.append(f"Regions without any: {join(bare) or 'none'}.")
    return stage.Description(what, " ".join(lines), f"{finding(result)}.", f"{finding(result)}.")


def _of(result: Roles) -> str:
    area: Area = next(one for one in areas() if one.id == result.region)
    several = [one for one in result.results if one.region == area.id]
    own = "; ".join(f"{KIND[one.kind].lower()}, {one.species}: {one.says}" for one in several if one.itself)
    rest = sum(not one.itself for one in several)
    wider = (
        f" {plural(rest, 'result')} more about its network, a larger area or fibres nearby." if rest else ""
    )
    return (
        f"{area.label} ({area.id}): {area.role} About the region itself: {own or 'nothing that fits'}.{wider}"
    )
