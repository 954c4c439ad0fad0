"""Panel: bursts of the habenula, switched on and off.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.network.figures.habenula import HabenulaBursts
from ketamine_viz.network.habenula import Firing, fire
from ketamine_viz.stage.text import number

MODEL_CARD = (
    "In: one toy cell whose bursts need NMDA receptors and T-type channels, and reward cells under a brake that each "
    "spike tightens.\n"
    "Measured, in rats and mice: animals in a depressive-like state burst more; bursts need both NMDA receptors "
    "and T-type channels; ketamine stops them.\n"
    "Assumed: every number, the rounding of spikes, and that the brake works by its square.\n"
    "Left out: serotonin cells, other inputs, blood levels, time after the dose.\n"
    "Wrong: no human habenula has been seen to burst on a scan. And whether the habenula carries the lasting effect is "
    "disputed among rodent studies.\n"
)


def habenula_bursts() -> stage.Panel:
    """Return the panel on bursts of the lateral habenula.

    Sources: yang2018, carlson2013, zhou2021, ma2023
    """
    return stage.Panel(
        title="What if the brain's disappointment centre stops bursting?",
        picture=HabenulaBursts(),
        compute=fire,
        controls=(
            stage.Choice(
                "animal", label="Habenula of", value="stressed",
                options=(("a stressed animal (bursts)", "stressed"), ("a calm animal", "calm")),
            ),
            stage.Range(
                "block", label="NMDA receptors blocked", value=0, minimum=0, maximum=1, step=0.1,
                source="none to all; a toy scale",
            ),
            stage.Toggle("channels", label="T-type channels", value=True),
        ),
        sources=(
            evidence.source("yang2018", "Bursts need NMDA receptors and T-type channels; ketamine stops them."),
            evidence.source("carlson2013", "In people less sugar was used in the right habenula; no control arm."),
            evidence.source("zhou2021", "The lasting effect does not need the habenula."),
            evidence.source("ma2023", "It does, by ketamine trapped in its receptors."),
        ),
        note="A toy neuron. Directions come from rats and mice, all sizes are assumed. Volleys come equally often.",
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Block four fifths of the NMDA receptors in the bursting habenula. The reward cells …",
            options=(("more", "Fire more"), ("same", "Do not care"), ("less", "Fire less")),
            run={"animal": "stressed", "block": 0.8, "channels": True},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _answer(result: Firing) -> str:
    gap = result.mean - result.before
    return "more" if gap > 1 else "less" if gap < -1 else "same"


def _explain(result: Firing) -> str:
    return (
        f"Volleys shrink to {result.in_burst} spikes, and the reward cells go from {number(result.before, 2)} to "
        f"{number(result.mean, 2)}% of their free rate. The assumption responsible: each spike brakes them, and spikes "
        "close together brake more."
    )
