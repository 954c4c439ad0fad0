"""Paths in words: the two header lines, description, table."""

from __future__ import annotations

from collections.abc import Iterable

from ketamine_viz import evidence
from ketamine_viz.molecular.arrows import SIGNS, Arrow, arrows, steps
from ketamine_viz.molecular.figures.wording import SYSTEMS, name, sentence
from ketamine_viz.molecular.graph import graph
from ketamine_viz.molecular.paths import Path, Paths, Pick
from ketamine_viz.molecular.stories import stories
from ketamine_viz.stage import Description, Table
from ketamine_viz.stage.text import join, plural

VIEW = "all"
#: Levels of evidence: words in a list, and after "no path".
LEVELS = {
    "supported": ("strong or moderate", "on strong or moderate evidence"),
    "undisputed": ("all but disputed", "without a disputed arrow"),
    "all": ("all published claims", "on any published claim"),
    "strong": ("strong only", "on strong evidence alone"),
    "human": ("shown in people", "that was shown in people at each step"),
}
_MOST_REFS = 2


def arrow_of(key: str) -> Arrow:
    """Return an arrow of the whole map by the id of its edge."""
    return next(one for one in arrows(VIEW) if one.edges == (key,))


def clause(key: str) -> str:
    """Return a step as a clause: who does what to whom."""
    return sentence(VIEW, arrow_of(key))


def backing(key: str, most: int = _MOST_REFS) -> str:
    """Return strength, species and papers of a step."""
    step = steps()[key]
    papers = [evidence.cite(ref) for ref in step["refs"]]
    more = f" and {len(papers) - most} more" if len(papers) > most else ""
    return f"{step['strength']}; {species(step['species'])}; {', '.join(papers[:most])}{more}"


def species(kinds: Iterable[str]) -> str:
    """Return species as a reader calls them."""
    return ", ".join(SYSTEMS.get(kind, kind) for kind in kinds)


def first_line(state: Pick) -> str:
    """Return what the path is and does, or that there is none."""
    answer, path = state.answer, state.path
    ends = f"{name(VIEW, answer.source)} to {name(VIEW, answer.target)}"
    if not state.number or path is None:
        return f"No path from {ends} {LEVELS[answer.level][1]}{_within(answer)}"
    count = len(answer.found)
    whole = SIGNS[path.sign]
    which = f"Path {state.number} of {count}" if count > 1 else "The only path"
    does = f"together they would {_bare(whole)}" if len(path.steps) > 1 else f"it {whole}"
    return f"{which}: {plural(len(path.steps), 'step')}; {does} {name(VIEW, answer.target)}"


def second_line(state: Pick) -> str:
    """Return the weakest link and who says it, or what stands in the way."""
    answer, path = state.answer, state.path
    if path is None:
        return _nowhere(answer)
    if not state.number:
        key, more = answer.missing[0], len(answer.missing) - 1
        others = f", and {more} more of its {len(path.steps)} steps" if more else ""
        return f"In the way: {clause(key)} ({backing(key, 1)}){others}"
    if not path.weakest:
        key = path.steps[0]
        if len(path.steps) == 1:
            return f"Who says so: {backing(key)}"
        return f"Every link alike: {path.strength}. The first: {backing(key, 1).partition('; ')[2]}"
    key, more = path.weakest[0], len(path.weakest) - 1
    return f"Weakest link{f' (one of {more + 1})' if more else ''}: {clause(key)} ({backing(key, 1)})"


def throughout(path: Path) -> str:
    """Return in which species every step was shown."""
    if path.species:
        return f"Every step was shown in {join(SYSTEMS.get(one, one) for one in path.species)}."
    return "No one species saw every step: the chain is put together from several."


def describe(state: Pick) -> Description:
    """Return the picture in words."""
    answer, path = state.answer, state.path
    drawn = "one chain of arrows" if state.number else "the nearest chain" if path else "no chain"
    what = (
        f"Map of {graph().number_of_nodes()} boxes, blood at the top and mood at the bottom, with {drawn} from "
        f"{name(VIEW, answer.source)} to {name(VIEW, answer.target)}. Arrows allowed: {LEVELS[answer.level][0]}"
        f"{_within(answer)}."
    )
    first, second = first_line(state), second_line(state)
    values = f"{first}. {second}."
    if path is not None:
        listed = " ".join(f"{n}. {clause(key)} ({backing(key)})." for n, key in enumerate(path.steps, 1))
        values += f" {'Steps' if state.number else 'Nearest chain'}: {listed}"
    trend = throughout(path) if state.number and path is not None else ""
    return Description(what, values, trend, f"{first}. {second}.")


def table(state: Pick) -> Table:
    """Return every path, the one that is drawn marked."""
    rows = [
        (
            number,
            "drawn" if number == state.number else "",
            len(path.steps),
            " → ".join(name(VIEW, node) for node in path.nodes),
            SIGNS[path.sign],
            path.strength,
            "; ".join(clause(key) for key in path.weakest) or "all alike",
            species(path.species) or "none",
            "; ".join(evidence.cite(ref) for ref in path.refs),
        )
        for number, path in enumerate(state.answer.found, 1)
    ]
    heading = ("Path", "On the map", "Steps", "Through", "Together")
    support = ("As strong as", "Weakest links", "Species of every step", "Papers")
    return Table(
        "Every chain of arrows between the two, the best supported first", heading + support, tuple(rows)
    )


def _within(answer: Paths) -> str:
    return "" if answer.story == "all" else f", within the story {stories()[answer.story]['name']}"


def _nowhere(answer: Paths) -> str:
    cascade = graph()
    source, target = name(VIEW, answer.source), name(VIEW, answer.target)
    if not cascade.out_degree(answer.source):
        return f"No arrow of the map leaves {source}"
    if not cascade.in_degree(answer.target):
        return f"No arrow of the map leads to {target}: it is given from outside"
    back = f": they run from {target} to {source}" if answer.backwards else ""
    return f"The map's arrows never lead there, whatever their evidence{back}"


def _bare(verb: str) -> str:
    return verb.removesuffix("s")
