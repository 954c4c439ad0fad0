"""The live panel of the molecular level: wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.arrows import steps
from ketamine_viz.molecular.experiments import broken_nodes
from ketamine_viz.molecular.figures.cascade import CascadePicture
from ketamine_viz.molecular.figures.wording import model_card, name
from ketamine_viz.molecular.rapamycin import rapamycin
from ketamine_viz.molecular.stories import Cascade, rivals, step, stories

NOTE = (
    "Every box and arrow is a published claim, not a simulation; most come from mice and rats. Follow one story from "
    "ketamine to relief, put a rival beside it, then keep only what is shown in people."
)

#: Steps of the reveal, in words.
REVEAL = (
    ("12 boxes: in short", 1),
    ("step by step", 2),
    ("33 boxes: the rivals too", 3),
    ("without side roads", 4),
    ("58 boxes: everything", 5),
)


def cascade_explorer() -> stage.Panel:
    """Return the explorer of the molecular cascade: view, stories, evidence, experiments."""
    names = tuple((row["name"], key) for key, row in stories().items() if key != "core")
    return stage.Panel(
        title="What does ketamine set going in a synapse, and who has shown it?",
        picture=CascadePicture(),
        controls=(
            stage.Range("view", label="Show", value=1, stops=REVEAL),
            stage.Choice(
                "story",
                label="Story",
                options=(*names, ("shared part only", "core"), ("all rivals at once", "all")),
                value=rivals()[0],
            ),
            stage.Choice(
                "beside", label="Rival beside it", options=(("none", "none"), *names), value=rivals()[1]
            ),
            stage.Choice(
                "evidence",
                label="Evidence",
                options=(("all", "all"), ("shown in people", "human"), ("strong only", "strong")),
                value="all",
            ),
            stage.Choice(
                "experiment",
                label="Break it (published)",
                options=(("nothing", "none"), *((name("all", node), node) for node in broken_nodes())),
                value="none",
            ),
        ),
        compute=step,
        sources=sources,
        note=NOTE,
        model_card=model_card(),
        prediction=rapamycin(),
    )


def sources(result: Cascade) -> tuple[evidence.Source, ...]:
    """Return the references behind what is drawn, each once, sorted."""
    keys = {
        ref
        for arrow in (*result.shown, *result.faint)
        for edge in arrow.edges
        for ref in steps()[edge]["refs"]
    }
    if result.experiment:
        keys |= {row["ref"] for row in result.experiment.rows}
    return tuple(evidence.source(key) for key in sorted(keys))
