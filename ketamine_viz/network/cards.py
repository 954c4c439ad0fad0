"""Cards: what a region or a group of links is, what the model does, what has been published."""

from __future__ import annotations

from functools import cache

from ketamine_viz import evidence, stage
from ketamine_viz.network.anatomy import Connection, tally, touching
from ketamine_viz.network.comparison import Comparison
from ketamine_viz.network.published import Finding, about_group, about_region, camps
from ketamine_viz.network.schematic import Region, groups, index, regions
from ketamine_viz.network.words import SYSTEM_WORDS, change, signed
from ketamine_viz.stage.text import escape, join, number, plural

_WORDS = {"increase": "up", "decrease": "down", "no_change": "unchanged"}


def cards(result: Comparison) -> tuple[stage.Card, ...]:
    """Return a card for each group measure, then for each region."""
    found = [stage.Card(g.id, g.label, _group(g.id, result)) for g in groups()]
    found += [stage.Card(r.id, f"{r.label} ({r.id})", _region(r, result)) for r in regions()]
    return tuple(found)


def _region(region: Region, result: Comparison) -> str:
    at, now = index()[region.id], result.after if result.drawn else result.before
    others = sorted(
        (r for r in regions() if r.id != region.id), key=lambda r: -abs(now.fc[at, index()[r.id]])
    )[:3]
    links = join(f"{other.id} (r {signed(now.fc[at, index()[other.id]])})" for other in others)
    rate = f"{result.before.rates_hz[region.id]:.1f} Hz before"
    rate += f", {result.after.rates_hz[region.id]:.1f} Hz after" if result.drawn else "; after: not drawn"
    return (
        f"<p>{escape(region.plain_words)} Drawn with: {escape(SYSTEM_WORDS[region.system].lower())}.</p>"
        f"<p><strong>In the model, not data:</strong> {escape(rate)}. Strongest links: {escape(links)}.</p>"
        f"{_findings(about_region(region.id), 'No finding in the tables names this region by itself.')}"
        f"{wiring(region.id)}"
    )


def _group(group: str, result: Comparison) -> str:
    g = next(one for one in groups() if one.id == group)
    after = result.after.measures[group] if result.drawn else float("nan")
    pairs = (
        "all 153 pairs"
        if len(g.pairs) > 20
        else join(f"{regions()[i].id} with {regions()[j].id}" for i, j in g.pairs)
    )
    shown = escape(change(result.before.measures[group], after))
    return (
        f"<p>{escape(g.plain_words)}</p>"
        f"<p><strong>In the model, not data:</strong> mean {escape(g.scale)} {shown}, over {escape(pairs)}.</p>"
        f"{_findings(about_group(group), 'No finding in the tables is about these links.')}"
    )


@cache
def _findings(rows: tuple[Finding, ...], none: str) -> str:
    if not rows:
        return f"<p>{escape(none)}</p>"
    parts = ["<p><strong>Published findings</strong>, each with the direction this model gives for it:</p>"]
    for word, members in camps(rows):
        if word not in _WORDS.values() and not members:
            continue
        items = "".join(f"<li>{_item(finding)}</li>" for finding in members) or "<li>none in the tables</li>"
        parts.append(f"<p><strong>{escape(word.capitalize())}</strong></p><ul>{items}</ul>")
    return "".join(parts)


def _item(finding: Finding) -> str:
    said = finding.model()
    if said is None:
        model = "model: nothing to compare"
    else:
        model = f"model: {_WORDS[said]}, {'agrees' if said == finding.camp else 'misses it'}"
    return f"{escape(finding.text)} ({_link(finding.ref)}; {escape(model)})"


def _link(key: str) -> str:
    url, cited = evidence.reference(key).url, escape(evidence.cite(key))
    return f'<a href="{escape(url)}" target="_blank" rel="noopener">{cited}</a>' if url else cited


@cache
def wiring(region: str, unfolded: bool = False) -> str:
    """Return what anatomists have seen of a region's connections, with their sources, in a fold or not."""
    several = touching(region)
    items = "".join(f"<li>{_connection(one)}</li>" for one in several)
    head = f"Wiring: {plural(len(several), 'connection')}, {escape(tally(several))}"
    body = f"<p>Weights are assumed. Heaviest first.</p><ul>{items}</ul>"
    if unfolded:
        return f"<p><strong>{head}</strong></p>{body}"
    return f"<details><summary>{head}</summary>{body}</details>"


def _connection(one: Connection) -> str:
    said = f"<strong>{escape(one.label)}</strong> (weight {number(one.weight)}): {escape(one.known)}. "
    sources = f" Sources: {'; '.join(map(_link, one.refs))}." if one.refs else ""
    against = f" Not found by: {'; '.join(map(_link, one.refs_against))}." if one.refs_against else ""
    return f"{said}{escape(one.note)}{sources}{against}"
