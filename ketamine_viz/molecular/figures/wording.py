"""The cascade in words: header lines, description, table."""

from __future__ import annotations

from collections import Counter

from ketamine_viz import evidence
from ketamine_viz.molecular.arrows import SIGNS, Arrow, boxes, steps
from ketamine_viz.molecular.experiments import Tally
from ketamine_viz.molecular.graph import graph
from ketamine_viz.molecular.stories import Cascade, in_view, stories
from ketamine_viz.stage import Description, Table
from ketamine_viz.stage.text import join, plural

SYSTEMS = {"human": "people", "mouse": "mice", "rat": "rats", "slice": "slices"}
_EVIDENCE = {
    "all": "all published claims",
    "human": "only what is shown in people",
    "strong": "only strong evidence",
}
_VIEWS = {"core": "the chain in short", "more": "the chain with its rivals", "all": "every node and arrow of the tables"}
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
    return f"{name(view, arrow.source)} {verb(arrow)} {name(view, arrow.target)}"


def verb(arrow: Arrow) -> str:
    """Return what an arrow says its source does."""
    return SIGNS[arrow.sign] if arrow.cause else "is partly"


def story_line(state: Cascade) -> tuple[str, str]:
    """Return the names of the story and of the one beside it, as the header shows them."""
    names = {key: row["name"] for key, row in stories().items()}
    beside = "" if state.beside in ("none", state.story) or state.story == "all" else f"Rival: {names[state.beside]}"
    if state.story == "all":
        return f"All {len(names) - 1} rival stories, drawn with equal weight", beside
    if state.story == "core":
        return "Only the part that most stories share", beside
    return f"Story: {names[state.story]}", beside


def experiment_line(state: Cascade) -> str:
    """Return what published experiments on the marked node did, in one line."""
    found = state.experiment
    if found is None:
        return ""
    where = "" if in_view(state.view, found.node) else " (no box here: show everything)"
    return f"Broken in experiments: {name(state.view, found.node)}{where}. {outcome(found)}"


def outcome(found: Tally) -> str:
    """Return the counts of a tally in words, with the systems studied."""
    counts = found.count()
    words = {"weaker": "effect weaker or gone", "same": "unchanged", "more": "larger or longer"}
    parts = [
        f"{words[kind]} {counts[kind]} ({', '.join(SYSTEMS[one] for one in found.systems(kind))})"
        for kind in words
        if counts[kind]
    ]
    return f"{plural(len(found.rows), 'row')}: {'; '.join(parts)}"


def describe(state: Cascade) -> Description:
    """Return the picture in words."""
    shown, total = len(state.shown), len(state.shown) + len(state.faint)
    lines = Counter(arrow.line for arrow in state.shown)
    human = sum(arrow.human for arrow in state.shown)
    first, second = story_line(state)
    what = (
        f"Diagram of published claims, {_VIEWS[state.view]}: {len(boxes(state.view))} boxes, blood at the top and mood "
        f"at the bottom, seconds at the left and days at the right. {first}. {second + '. ' if second else ''}"
        f"Arrows: {_EVIDENCE[state.evidence]}."
    )
    kinds = join(f"{lines[kind]} {words}" for kind, words in _LINES.items() if lines[kind])
    values = (
        f"{plural(shown, 'arrow')} drawn of {total}{': ' + kinds if kinds else ''}. Shown in people at every step: {human}."
    )
    if state.experiment:
        values += f" {experiment_line(state)}."
    if state.evidence == "all":
        headline = f"{plural(total, 'arrow')} drawn, {human} of them shown in people at every step."
    else:
        headline = f"{shown} of {plural(total, 'arrow')} left: {_EVIDENCE[state.evidence]}."
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
                _LINES[arrow.line],
                ", ".join(species),
                len(arrow.edges),
                "; ".join(evidence.cite(ref) for ref in refs),
            )
        )
    caption = "Arrows of the cascade that are drawn, with the evidence for each"
    columns = ("From", "Effect", "To", "Story", "Evidence", "Species", "Steps", "References")
    return Table(caption, columns, tuple(rows))


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
