"""What the lists of facts share: their card and what is searched.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.safety import citing
from ketamine_viz.safety.plain_rows import Fact


def card(fact: Fact) -> stage.Card:
    """Return the card of a fact: its lines, its references and how it is known."""
    lines = [f"{part}." for part in (fact.place, fact.topic, fact.date, fact.group) if part]
    lines += [f"{name}: {words.rstrip('.')}." for name, words in fact.lines]
    lines.append(f"{citing.cited(fact.refs, fact.verified)}.")
    return citing.card(fact.id, f"{fact.head[0].upper()}{fact.head[1:]}", lines)


def searched(fact: Fact) -> str:
    """Return all text of a fact."""
    further = (words for _, words in fact.lines)
    return " ".join((fact.head, fact.group, fact.place, fact.topic, fact.date, *further))


def cited(fact: Fact) -> str:
    """Return the references of a fact, in short."""
    return "; ".join(evidence.cite(ref).split(",")[0] for ref in fact.refs)
