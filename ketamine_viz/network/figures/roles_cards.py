"""Cards of regions: role, results by subject with their sources, wiring."""

from __future__ import annotations

from functools import cache

from ketamine_viz import evidence
from ketamine_viz.network.cards import wiring
from ketamine_viz.network.figures.roles_words import GROUP, KIND, SPECIES_WORDS
from ketamine_viz.network.roles import KINDS, Area, Result, model_region, results
from ketamine_viz.stage.text import escape, join

_CAUTION = (
    "A place that is active in pain and in low mood does not make the two the same: a region can take part in many "
    "things. Reading a feeling off an active region is called reverse inference, and it often goes wrong."
)


@cache
def card(area: Area) -> str:
    """Return a region's card; what is not about the region itself says so."""
    groups = join(GROUP[group].lower() for group in area.groups)
    parts = [f"<p>{escape(area.role)} Shown with: {escape(groups)}.</p>"]
    own = [one for one in results() if one.region == area.id]
    for kind in KINDS:
        several = [one for one in own if one.kind == kind]
        if kind == "wiring" or (kind == "pain" and not several):
            continue
        parts.append(f"<p><strong>{escape(KIND[kind])}</strong></p>")
        items = "".join(f"<li>{_item(one)}</li>" for one in several)
        parts.append(f"<ul>{items}</ul>" if items else "<p>Nothing in our tables.</p>")
        if kind == "pain":
            parts.append(f"<p>{escape(_CAUTION)}</p>")
    model = model_region().get(area.id)
    if model:
        stands = "" if model == area.id else f"<p>In the wiring it is counted to {escape(model)}.</p>"
        parts.append(f"{stands}{wiring(model)}")
    else:
        parts.append("<p>Its wiring is not in our tables.</p>")
    return "".join(parts)


def _item(one: Result) -> str:
    about = "" if one.itself else " (about its network or a larger area)"
    control = f" {one.control}." if one.control else ""
    standing = f" {one.standing}." if one.standing else ""
    line = f"In {SPECIES_WORDS[one.species]}{about}: {one.says}.{control}{standing} {one.known}."
    return f"{escape(line)} {'; '.join(map(_link, one.refs))}."


def _link(key: str) -> str:
    url, cited = evidence.reference(key).url, escape(evidence.cite(key))
    return f'<a href="{escape(url)}" target="_blank" rel="noopener">{cited}</a>' if url else cited
