"""The cascade in words: header lines, description, table."""

from __future__ import annotations

from collections import Counter

from ketamine_viz import evidence
from ketamine_viz.molecular.arrows import SIGNS, Arrow, boxes, steps
from ketamine_viz.molecular.experiments import Tally, class_of
from ketamine_viz.molecular.graph import graph
from ketamine_viz.molecular.stories import Cascade, stories
from ketamine_viz.stage import Description, Table
from ketamine_viz.stage.text import join, plural

_PLURAL = frozenset({"receptors", "proteins", "spines", "cells", "bursts", "cytokines"})
SYSTEMS = {"human": "people", "mouse": "mice", "rat": "rats", "slice": "slices"}
_EVIDENCE = {
    "all": "all published claims",
    "human": "only what is shown in people",
    "strong": "only strong evidence",
}
_VIEWS = {
    "core": "the chain in short",
    "more": "the chain with its rivals",
    "all": "every node and arrow of the tables",
}
_PARTS = {"more": "the chain step by step", "all": "the map without its side roads"}
_LINES = {
    "solid": "shown in people or repeated",
    "dashed": "animals only or one study",
    "dotted": "disputed",
}


def name(view: str, node: str) -> str:
    """Return the words of a node's box, on one line."""
    for box in boxes(view):
        if box.node == node:
            return box.words.replace("\n", " ")
    return label(node)


def label(node: str) -> str:
    """Return the full name of a node."""
    return str(graph().nodes[node]["label"])


def sentence(view: str, arrow: Arrow) -> str:
    """Return an arrow as a clause: who does what to whom."""
    source, says = name(view, arrow.source), verb(arrow)
    if source.split()[-1].lower() in _PLURAL:
        says = "are partly" if not arrow.cause else says.removesuffix("s")
    return f"{source} {says} {name(view, arrow.target)}"


def verb(arrow: Arrow) -> str:
    """Return what an arrow says its source does."""
    return SIGNS[arrow.sign] if arrow.cause else "is partly"


def evidence_words(arrow: Arrow) -> str:
    """Return in words what an arrow's line stands for."""
    if arrow.line == "solid":
        return "shown in people" if arrow.human else "repeated in animals"
    return _LINES[arrow.line]


def story_line(state: Cascade) -> tuple[str, str]:
    """Return the names of the story and of the one beside it, as the header shows them."""
    names = {key: row["name"] for key, row in stories().items()}
    if state.beside in ("none", state.story):
        beside = ""
    else:
        beside = f"{'Marked' if state.story == 'all' else 'Rival'}: {names[state.beside]}"
    if state.story == "all":
        return f"All {len(names) - 1} rival stories, with equal weight", beside
    if state.story == "core":
        return "Only the part that most stories share", beside
    return f"Story: {names[state.story]}", beside


def filter_line(state: Cascade) -> str:
    """Return how many arrows the evidence filter leaves; nothing where it lets all through."""
    left, total = len(state.shown), len(state.shown) + len(state.faint)
    kept = {"human": "shown in people at every step", "strong": "backed by strong evidence at every step"}
    if state.evidence not in kept:
        return ""
    return f"{left or 'None'} of the {plural(total, 'arrow')} {'is' if left == 1 else 'are'} {kept[state.evidence]}"


def experiment_line(state: Cascade) -> str:
    """Return what published experiments on the marked node did, in one line."""
    found = state.experiment
    if found is None:
        return ""
    where = "" if any(box.node == found.node for box in state.boxes) else " (no box here)"
    return f"Broken: {name(state.view, found.node)}{where}. {outcome(found)}"


def outcome(found: Tally) -> str:
    """Return the counts of a tally in words, with the systems studied."""
    counts = found.count()
    words = {"weaker": "weaker or gone", "same": "unchanged", "more": "larger or longer"}
    parts = [
        f"{words[kind]} {counts[kind]} ({', '.join(SYSTEMS[one] for one in found.systems(kind))})"
        for kind in words
        if counts[kind]
    ]
    return f"Ketamine's effect: {'; '.join(parts)}"


def describe(state: Cascade) -> Description:
    """Return the picture in words."""
    shown, total = len(state.shown), len(state.shown) + len(state.faint)
    lines = Counter(arrow.line for arrow in state.shown)
    human = sum(arrow.human for arrow in state.shown)
    first, second = story_line(state)
    shows = (_PARTS if state.hidden else _VIEWS)[state.view]
    what = (
        f"Diagram of published claims, {shows}: {_boxes(state)}, blood at the top and mood "
        f"at the bottom, seconds at the left and days at the right. {first}. {second + '. ' if second else ''}"
        f"Arrows: {_EVIDENCE[state.evidence]}."
    )
    kinds = join(f"{lines[kind]} {words}" for kind, words in _LINES.items() if lines[kind])
    values = f"{plural(shown, 'arrow')} drawn of {total}{': ' + kinds if kinds else ''}."
    values += f" Shown in people at every step: {human}."
    if state.experiment:
        values += f" {experiment_line(state)}."
    if state.evidence == "all":
        headline = f"{plural(len(state.boxes), 'box', 'boxes')}, {plural(total, 'arrow')}, "
        headline += f"{human} of them shown in people at every step."
    else:
        headline = f"{filter_line(state)}."
    if state.experiment:
        headline += f" {experiment_line(state)}."
    return Description(what, values, _chains(state), headline)


def table(state: Cascade) -> Table:
    """Return every arrow that is drawn."""
    rows = []
    for arrow in state.shown:
        chain = [steps()[key] for key in arrow.edges]
        species = dict.fromkeys(one for step in chain for one in step["species"])
        refs = dict.fromkeys(ref for step in chain for ref in step["refs"])
        rows.append(
            (
                name(state.view, arrow.source),
                verb(arrow),
                name(state.view, arrow.target),
                stories()[arrow.story]["name"],
                evidence_words(arrow),
                ", ".join(species),
                len(arrow.edges),
                "; ".join(evidence.cite(ref) for ref in refs),
            )
        )
    caption = "Arrows of the cascade that are drawn, with the evidence for each"
    columns = ("From", "Effect", "To", "Story", "Evidence", "Species", "Steps", "References")
    return Table(caption, columns, tuple(rows))


def model_card() -> str:
    """Return what is in this room, what is left out and what it gets wrong, one line each."""
    cascade, rows = graph(), evidence.rows("molecular/interventions")
    clear = [row for row in rows if row["direction_confidence"] == "high" and row["arm"] == "with_ketamine"]
    weaker = sum(class_of(row) == "weaker" for row in clear)
    nodes, edges = cascade.number_of_nodes(), cascade.number_of_edges()
    return f"""
What is in: {nodes} nodes and {edges} arrows, each with species, strength, references and, where our tables hold one, \
a finding against it; {len(rows)} published perturbations.
What is left out: amounts and dynamics. Nothing here is computed in time: marking an experiment shows what was \
published, not what a model predicts.
Fitted: nothing. Folded arrows take the weakest evidence of their steps and the product of their signs.
Checked: every arrow is cited, its ends exist, and none is drawn stronger than its evidence.
What it gets wrong: a chain of arrows looks more settled than it is. Of {len(clear)} experiments with ketamine and a \
clear direction, {weaker} report that breaking some part weakens or abolishes the effect; a list like that can also \
come from printing mainly what works.
Places: early at the left, late at the right, by hand; when an arrow acts is often known only roughly.
"""


def _boxes(state: Cascade) -> str:
    count = plural(len(state.boxes), "box", "boxes")
    return f"{count}, {len(state.hidden)} more left out" if state.hidden else count


def _chains(state: Cascade) -> str:
    """Return the drawn arrows story by story; in crowded views only their number."""
    parts = []
    for key, row in stories().items():
        of_story = [arrow for arrow in state.shown if arrow.story == key]
        if not of_story:
            continue
        if state.view == "core":
            parts.append(f"{row['name']}: {'; '.join(sentence(state.view, arrow) for arrow in of_story)}.")
        else:
            parts.append(f"{row['name']}: {plural(len(of_story), 'arrow')}.")
    return " ".join(parts) or "No arrow is left."
