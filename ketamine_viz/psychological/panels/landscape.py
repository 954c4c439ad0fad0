"""Panel: the ball in two valleys, a theory.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.belief_landscape import MOST, Ball, roll, theories
from ketamine_viz.psychological.figures.landscape import LABEL, AttractorLandscape

MODEL_CARD = (
    f"{LABEL}.\n"
    "In: a ball that slides without momentum on ground with two valleys, pushed for a while.\n"
    "Chosen by us: everything. Depth, push and time have no unit and are no property of a person or a drug.\n"
    "Left out: chance. Small shakes would let a ball cross a low ridge now and then.\n"
    "Wrong: nobody has measured a landscape of a mind after ketamine. A picture that fits every outcome "
    "explains none.\n"
)


def attractor_landscape() -> stage.Panel:
    """Return the two valleys, labelled as theory.

    Sources: scheffer2024, carhartharris2019, smit2025, schreuder2023, bottemanne2022
    """
    refs = dict.fromkeys(ref for told in theories() for ref in (*told.refs, *told.test_refs))
    return stage.Panel(
        title="Is low mood a valley one can be pushed out of?",
        picture=AttractorLandscape(),
        compute=roll,
        controls=(
            stage.Range("depth", label="Depth of the valleys", value=1.0, minimum=0.1, maximum=MOST["depth"], step=0.1,
                        source="a choice of ours"),
            stage.Range("push", label="Push", value=1.2, maximum=MOST["push"], step=0.1, source="a choice of ours"),
            stage.Range("loosening", label="Ground flatter while pushed", value=0.0, maximum=MOST["loosening"],
                        step=0.1, source="none to almost flat"),
            stage.Range("tilt", label="Tilt that lasts", value=0.0, minimum=-MOST["tilt"], maximum=MOST["tilt"],
                        step=0.1, source="below 0 the stuck side is deeper"),
            stage.Choice("theory", label="Theory", value="attractor",
                         options=tuple((told.name, told.id) for told in theories())),
        ),
        sources=tuple(evidence.source(key) for key in refs),
        note=(
            "A theory to think with, not a result. Find the smallest push that lasts. Then make the ground flatter "
            "while it lasts. Ask each time: which measurement could show this to be wrong?"
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="This push is too weak, and the ball rolls back. Same push, but the ground is flatter by 60% "
            "while it lasts. The ball …",
            options=(("back", "Rolls back"), ("stays", "Stays in the other valley"), ("ridge", "Stops on the ridge")),
            run={"depth": 1.0, "push": 1.2, "loosening": 0.6, "tilt": 0.0, "theory": "rebus"},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _answer(result: Ball) -> str:
    return "ridge" if abs(result.end) < 0.2 else "stays" if result.stays else "back"


def _explain(result: Ball) -> str:
    return (
        f"While the ground is flatter, a push of {result.needed:.2f} is enough, and this one is {result.push:.1f}. The "
        "assumption does all the work: that minds have two valleys. For ketamine nobody has measured that."
    )
