"""Panel: how much of this depends on our numbers?  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.network.dependence import BLOCKS, SELECTIVITIES, SPREADS, VARIED, Dependence, dependence
from ketamine_viz.network.figures.dependence import VARIED as WORDS
from ketamine_viz.network.figures.dependence import HowMuchDepends, percent, reach

MODEL_CARD = (
    "In: the network model with each chosen weight multiplied by a random number of its own, in 200 draws; inhibition "
    "is then set anew so that every region rests at the same rate. For the patch of cortex 300 random circuits, kept "
    "only because without the drug they are stable and have a slow rhythm; what the drug does to them played no part.\n"
    "Counted: the share of draws in which a measure moves the way it moves with our own numbers, however little.\n"
    "Kept: counts for the stops of the sliders were worked out once and are a table (dependence_counts); they are "
    "checked against the model in the tests. Connections that no tracer has shown as drawn are counted when you ask.\n"
    "Left out: other wirings (which regions are joined at all), other equations, other lesions. Scores of a "
    "signal rest on two short traces a circuit, so that chance turns some of them round.\n"
    "Wrong: nothing here says that the model is right. A direction that always holds can still be "
    "missed by every scan.\n"
)


def how_much_depends() -> stage.Panel:
    """Return the panel: how often the model's directions hold when its numbers are drawn at random.

    Sources: deco2014 (equations); the weights are ours
    """
    return stage.Panel(
        title="How much of this depends on our numbers?",
        picture=HowMuchDepends(),
        compute=dependence,
        controls=(
            stage.Range(
                "spread", label="Numbers may wander", value=0.5,
                stops=tuple((f"× {reach(spread)}", spread) for spread in SPREADS),
                source="ours: from a tenth to a half",
            ),
            stage.Choice(
                "varied", label="What wanders", value="all", options=tuple((WORDS[one], one) for one in VARIED)
            ),
            stage.Range(
                "block", label="Block on inhibiting cells", value=0.2,
                stops=tuple((percent(block), block) for block in BLOCKS),
                source="share of NMDA drive; the model has no anaesthesia",
            ),
            stage.Range(
                "selectivity", label="Selectivity (1 is even)", value=1 / 3,
                stops=tuple(("one third" if abs(s - 1 / 3) < 1e-9 else f"{s:g}", s) for s in SELECTIVITIES),
                source="block on exciting cells relative to inhibiting ones",
            ),
        ),
        sources=(
            evidence.source("deco2014", "Equations; the weights that are varied are ours."),
            evidence.source("gerhard2020", "Why selectivity is a knob and not a number."),
        ),
        note=(
            "Each draw is another brain with other weights. A full bar: whatever the weights, the model says the same. "
            "That makes it a property of the idea and not of our numbers. It does not make it true."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="At selectivity 0.44 the mean link hardly moves in our model. In how many of 200 random brains "
            "does it move the same way?",
            options=(("all", "In nearly all"), ("half", "In about half"), ("none", "In hardly any")),
            run={"spread": 0.5, "varied": "all", "block": 0.2, "selectivity": 0.44},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _answer(result: Dependence) -> str:
    share = result.rows[0].share
    return "all" if share > 0.8 else "none" if share < 0.2 else "half"


def _explain(result: Dependence) -> str:
    row = result.rows[0]
    return (
        f"In {row.holds} of {result.draws}. Where a change is close to zero, its direction hangs on the weights, which "
        "are assumed. Back at one third the change is large, and the weights hardly matter."
    )
