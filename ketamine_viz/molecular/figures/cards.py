"""The card of a node or an arrow: claim, in whom, how sure, what speaks against it, references."""

from __future__ import annotations

from functools import cache
from typing import Any

from ketamine_viz import evidence
from ketamine_viz.molecular.arrows import SIGNS, Arrow, arrows, boxes, steps
from ketamine_viz.molecular.figures.wording import SYSTEMS, label, name, sentence
from ketamine_viz.molecular.graph import graph
from ketamine_viz.molecular.identifiers import Identifier, identifiers
from ketamine_viz.molecular.stories import stories
from ketamine_viz.stage import Card
from ketamine_viz.stage.text import escape, number

NOTHING_AGAINST = "None is in our tables, which is not the same as none existing."


@cache
def cards(view: str) -> tuple[Card, ...]:
    """Return the cards of a view: its nodes, then its arrows."""
    nodes = [
        Card(f"node.{box.node}", f"Box: {name(view, box.node)}", node_html(box.node)) for box in boxes(view)
    ]
    lines = [
        Card(f"arrow.{arrow.id}", f"Arrow: {_title(view, arrow)}", arrow_html(view, arrow))
        for arrow in arrows(view)
    ]
    return (*nodes, *lines)


def arrow_html(view: str, arrow: Arrow) -> str:
    """Return the card of an arrow; of folded steps, one part for each."""
    story = stories()[arrow.story]
    head = f"<p><strong>{escape(sentence(view, arrow))}</strong></p>"
    head += f"<p>Story: {escape(story['name'])}. {escape(story['claim'])}</p>"
    if arrow.folded:
        head += f"<p>This arrow folds {len(arrow.edges)} steps and is drawn as its weakest.</p>"
    return head + "".join(step_html(steps()[key], arrow.folded) for key in arrow.edges)


def step_html(step: dict[str, Any], titled: bool = True) -> str:
    """Return claim, grade, time, doubt and references of one arrow of the tables."""
    direction = (
        SIGNS[step["sign"]]
        if step["relation"] == "influence"
        else _words("molecular_relation", step["relation"])
    )
    lines = []
    if titled:
        lines.append(f"<strong>{escape(_step_title(step))}</strong>")
    lines += [
        f"Claim: {escape(step['mechanism'])}. Direction: {escape(direction.lower())}.",
        f"In whom: {escape(step['grade'])}. Kind: {escape(_words('molecular_evidence', step['evidence']).lower())}.",
        f"How sure: {escape(step['strength'])} ({escape(_words('strength', step['strength']).lower())}).",
        f"How known: {escape(_words('verified', step['verified']).lower())}.",
    ]
    when = _when(step)
    if when:
        lines.append(when)
    if step["note"]:
        lines.append(f"Note: {escape(step['note'])}.")
    body = "<br>".join(lines)
    return f"<p>{body}</p>{_against(step)}{references(step['refs'])}"


def node_html(node: str) -> str:
    """Return the card of a node: plain words, place, published experiments on it."""
    about = graph().nodes[node]
    html = f"<p><strong>{escape(about['label'])}</strong><br>{escape(about['plain_words'])}</p>"
    html += (
        f"<p>Kind: {escape(_words('molecular_kind', about['kind']).lower())}. "
        f"Where: {escape(_words('molecular_compartment', about['compartment']).lower())}.</p>"
    )
    html += identifiers_html(identifiers(node))
    if about["note"]:
        html += f"<p>Note: {escape(about['note'])}.</p>"
    rows = [row for row in evidence.rows("molecular/interventions") if row["target_node"] == node]
    if not rows:
        return html + "<p>No published experiment on it is in our tables.</p>"
    items = "".join(f"<li>{_experiment(row)}</li>" for row in rows)
    return (
        f"{html}<p>Published experiments:</p><ul>{items}</ul>{references(tuple(row['ref'] for row in rows))}"
    )


def identifiers_html(named: tuple[Identifier, ...]) -> str:
    """Return the identifiers of a node by register, with links; what was not looked up is marked so."""
    if not named:
        return "<p>Identifiers: no register has an entry for it.</p>"
    by_register: dict[str, list[str]] = {}
    for one in named:
        link = f'<a href="{escape(one.uri)}" target="_blank" rel="noopener">{escape(one.identifier)}</a>'
        by_register.setdefault(one.register, []).append(link if one.checked else f"{link} (not verified)")
    parts = "; ".join(f"{escape(register)} {', '.join(links)}" for register, links in by_register.items())
    return f"<p>Identifiers: {parts}.</p>"


def references(keys: tuple[str, ...]) -> str:
    """Return a list of references with links, each once."""
    items = []
    for key in dict.fromkeys(keys):
        source = evidence.source(key)
        text = escape(source.text)
        if source.url:
            text = f'<a href="{escape(source.url)}" target="_blank" rel="noopener">{text}</a>'
        items.append(f"<li>{text} ({escape(source.grade)})</li>")
    return f"<p>References:</p><ul>{''.join(items)}</ul>"


def _against(step: dict[str, Any]) -> str:
    findings = step["finding_against"]
    if not findings:
        return f"<p>Finding against it: {NOTHING_AGAINST}</p>"
    items = []
    for finding in findings:
        kind = _words("molecular_objection", finding["kind"]).lower()
        cited = "; ".join(evidence.cite(ref) for ref in finding["refs"])
        items.append(f"<li>{escape(finding['finding'])} ({escape(kind)}; {escape(cited)})</li>")
    return f"<p>Finding against it:</p><ul>{''.join(items)}</ul>"


def _experiment(row: dict[str, Any]) -> str:
    agent = "Inhibitor" if "agent" in row["recalled"] else row["agent"]
    time = row["time_after_dose_h"]
    when = "" if time is None or "time_after_dose_h" in row["recalled"] else f" at {number(time)} h"
    result = _words("molecular_result", row["result_on_ketamine_effect"]).lower()
    extra = "; a correlation, not an experiment" if row["design"] == "observational" else ""
    contested = "; contested" if row["direction_confidence"] == "contested" else ""
    text = f"{agent}, {SYSTEMS[row['system']]}, {row['readout']}{when}: {result}{contested}{extra}"
    return f"{escape(text)} ({escape(evidence.cite(row['ref']))})"


def _when(step: dict[str, Any]) -> str:
    parts = [
        f"{words} {number(step[key])} h"
        for key, words in (
            ("onset_after_dose_h", "starts at"),
            ("peak_h", "largest at"),
            ("duration_h", "lasts about"),
        )
        if step[key] is not None
    ]
    return f"After the dose: {', '.join(parts)}." if parts else ""


def _title(view: str, arrow: Arrow) -> str:
    """Return the clause of an arrow, with its story where several arrows share both ends."""
    twins = [one for one in arrows(view) if (one.source, one.target) == (arrow.source, arrow.target)]
    clause = sentence(view, arrow)
    return f"{clause} ({stories()[arrow.story]['name']})" if len(twins) > 1 else clause


def _step_title(step: dict[str, Any]) -> str:
    return f"{label(step['source'])} → {label(step['target'])}"


def _words(vocabulary: str, term: str) -> str:
    return evidence.meaning(vocabulary, term)
