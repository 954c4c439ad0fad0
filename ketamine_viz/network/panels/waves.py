"""Panel: what a correlation is.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.network.figures.waves import TwoWaves, signed
from ketamine_viz.network.waves import MOST_NOISE, Pair
from ketamine_viz.network.waves import two_waves as compute

MODEL_CARD = (
    "In: two sine waves, smooth random noise, and the share of the noise that both signals get.\n"
    "Left out: blood flow, breathing, movement, and everything else that makes a real scan noisy.\n"
    "Computed: the correlation of the points drawn, of 200 recordings of this length, and of an endless one.\n"
    "Wrong: it is a toy. No number in it comes from a brain.\n"
)


def two_waves() -> stage.Panel:
    """Return the panel on functional connectivity as a correlation.

    Sources: forsyth2020, kraus2020 (why shared noise matters in scans of ketamine).
    """
    return stage.Panel(
        title="What does a scan mean by “connected”?",
        picture=TwoWaves(),
        compute=compute,
        controls=(
            stage.Range(
                "phase_deg", label="Second wave runs ahead", value=0, minimum=0, maximum=360, step=15, unit="°",
                source="a full turn",
            ),
            stage.Range(
                "noise", label="Noise", value=0.5, minimum=0, maximum=MOST_NOISE, step=0.25, unit="× the wave",
                source="none, to three times the wave",
            ),
            stage.Range(
                "shared", label="Noise that both share", value=0, minimum=0, maximum=1, step=0.05,
                source="none to all of it",
            ),
            stage.Choice(
                "rhythm", label="Rhythm of the second",
                options=(("the same", "same"), ("its own", "own")), value="same",
            ),
            stage.Choice(
                "recording", label="Recording",
                options=tuple((str(k + 1), k) for k in range(5)), value=0,
            ),
        ),
        sources=(
            evidence.source("forsyth2020", "How noise was removed changed the size of the effect."),
            evidence.source("kraus2020", "Low connectivity in depression was seen after one way of processing only."),
        ),
        note=(
            "Slide the waves in and out of step. Then give the second its own rhythm and let both share noise: the "
            "number rises, though nothing links them."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Two waves of different rhythm, both full of the same noise. Their correlation is …",
            options=(("none", "About zero"), ("high", "High"), ("negative", "Negative")),
            run={"rhythm": "own", "noise": 2.0, "shared": 1.0, "phase_deg": 0},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _answer(result: Pair) -> str:
    return "high" if result.r > 0.3 else "negative" if result.r < -0.3 else "none"


def _explain(result: Pair) -> str:
    return (
        f"r is {signed(result.r)}, and {signed(result.r_formula)} in an endless recording. The waves themselves "
        "add nothing to it. The assumption: whatever both pick up, such as breathing or movement, acts like shared "
        "noise."
    )
