"""Panel: how one thing reaches another, and who says so.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.figures import path_words as words
from ketamine_viz.molecular.figures.path import PathPicture
from ketamine_viz.molecular.figures.wording import name
from ketamine_viz.molecular.graph import graph
from ketamine_viz.molecular.paths import Pick, find_paths, pick
from ketamine_viz.molecular.stories import rivals, stories

MODEL_CARD = """
In: every chain of arrows of the map that passes no box twice, at the level of evidence you allow.
Computed: the sign of the whole (each lowering step turns it round) and the weakest link. No amounts, no times.
Wrong: a chain of ten claims is far less sure than any of them; they come from different laboratories, animals and \
doses, and hardly any chain was followed from end to end in one experiment. Two chains may pull in opposite \
directions: which of them wins is not decided here.
Order: chains whose weakest link is best come first, then the shortest. That is not an order of truth.
"""


def path_finder() -> stage.Panel:
    """Return the panel that finds chains of arrows between two boxes.

    Sources: those of the arrows on the chain.
    """
    nodes = sorted(((name(words.VIEW, node), node) for node in graph()), key=lambda pair: pair[0].lower())
    return stage.Panel(
        title="How does ketamine reach new synapses, and who says so?",
        picture=PathPicture(),
        compute=pick,
        controls=(
            stage.Choice("source", label="From", options=tuple(nodes), value="ketamine"),
            stage.Choice("target", label="To", options=tuple(nodes), value="spines"),
            stage.Choice(
                "level",
                label="Arrows allowed",
                options=tuple((says, level) for level, (says, _) in words.LEVELS.items()),
                value="supported",
            ),
            stage.Choice(
                "story",
                label="Story",
                options=(("any", "all"), *((stories()[one]["name"], one) for one in rivals())),
                value="all",
            ),
            stage.Range(
                "number",
                label="Which path",
                minimum=1,
                maximum=20,
                step=1,
                value=1,
                source="The best supported come first; past the last, the last is shown",
            ),
        ),
        sources=sources,
        note=(
            "Blue: one chain of published claims. Beads: its weakest link, or what blocks the way. Hairlines: other "
            "chains. Each claim was shown on its own, mostly in mice and rats; the whole chain rarely."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Of all chains from ketamine to dendritic spines, how many were shown in people at every step?",
            options=(("none", "None"), ("one", "One"), ("some", "Several"), ("most", "Most of them")),
            answer=_share,
            explain=_explain,
            run={"source": "ketamine", "target": "spines", "level": "human", "story": "all", "number": 1},
        ),
    )


def sources(state: Pick) -> tuple[evidence.Source, ...]:
    """Return the references behind the chain that is drawn, in its order."""
    return tuple(evidence.source(key) for key in (state.path.refs if state.path else ()))


def _share(state: Pick) -> str:
    answer = state.answer
    count = len(answer.found)
    every = len(find_paths(answer.source, answer.target, "all").found)
    return "none" if not count else "one" if count == 1 else "most" if 2 * count > every else "some"


def _explain(state: Pick) -> str:
    answer = state.answer
    known = {
        level: len(find_paths(answer.source, answer.target, level).found) for level in ("supported", "strong")
    }
    lacking = f" Even the nearest lacks {len(answer.missing)} steps." if answer.missing else ""
    return (
        f"{known['supported']} chains hold on strong or moderate evidence, {known['strong']} on strong evidence alone; "
        f"nearly all of it is from mice and rats.{lacking}"
    )
