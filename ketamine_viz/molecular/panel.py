"""The live panel of the molecular level: wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.arrows import steps
from ketamine_viz.molecular.experiments import tested
from ketamine_viz.molecular.figures.cascade import CascadePicture
from ketamine_viz.molecular.figures.wording import label
from ketamine_viz.molecular.rapamycin import rapamycin
from ketamine_viz.molecular.stories import Cascade, cascade, rivals, stories

NOTE = (
    "Every box and arrow is a published claim, not a simulation; most come from mice and rats. Follow one story from "
    "ketamine to relief, put a rival beside it, then keep only what is shown in people."
)

MODEL_CARD = """
What is in: 58 nodes and 103 arrows, each with species, strength, references and what speaks against it; 90 published perturbations.
What is left out: amounts and dynamics. Nothing here is computed in time: marking an experiment shows what was published, not what a model predicts.
Fitted: nothing. Folded arrows take the weakest evidence of their steps and the product of their signs.
What it gets wrong: a chain of arrows looks more settled than it is. Half of the experiments in print report that losing some part abolishes the effect, which publication bias alone could favour.
Places: boxes are placed by hand, early at the left and late at the right; where in time an arrow belongs is often known only roughly.
"""


def cascade_explorer() -> stage.Panel:
    """Return the explorer of the molecular cascade: view, stories, evidence, experiments."""
    names = tuple((row["name"], key) for key, row in stories().items() if key != "core")
    return stage.Panel(
        title="What does ketamine set going in a synapse, and who has shown it?",
        picture=CascadePicture(),
        controls=(
            stage.Choice(
                "view",
                label="Show",
                options=(("12 boxes", "core"), ("32 boxes", "more"), ("everything", "all")),
                value="core",
            ),
            stage.Choice(
                "story",
                label="Story",
                options=(*names, ("shared part only", "core"), ("all rivals at once", "all")),
                value=rivals()[0],
            ),
            stage.Choice("beside", label="Rival beside it", options=(("none", "none"), *names), value=rivals()[1]),
            stage.Choice(
                "evidence",
                label="Evidence",
                options=(("all", "all"), ("shown in people", "human"), ("strong only", "strong")),
                value="all",
            ),
            stage.Choice(
                "experiment",
                label="Break it (published)",
                options=(("nothing", "none"), *((label(node), node) for node in tested())),
                value="none",
            ),
        ),
        compute=cascade,
        sources=sources,
        note=NOTE,
        model_card=MODEL_CARD,
        prediction=rapamycin(),
    )


def sources(result: Cascade) -> tuple[evidence.Source, ...]:
    """Return the references behind what is drawn, each once, sorted."""
    keys = {ref for arrow in (*result.shown, *result.faint) for edge in arrow.edges for ref in steps()[edge]["refs"]}
    if result.experiment:
        keys |= {row["ref"] for row in result.experiment.rows}
    return tuple(evidence.source(key) for key in sorted(keys))


