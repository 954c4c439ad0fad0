"""Panel: busy channels are plugged first, and keep what they caught.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.figures.channel import percent
from ketamine_viz.molecular.figures.trapping import TrappingPicture
from ketamine_viz.molecular.trapping import LEVELS_UM, RATES_PER_MIN, Trapping, trapping

MODEL_CARD = (
    "In: one channel that is open or shut, a drug that gets in and out only while it is open, and a share that a shut "
    "gate keeps.\n"
    "Measured: speeds of binding and leaving at human GluN1/GluN2A without magnesium at −70 mV (Gilling 2009), and the "
    "share of the block left after two minutes without agonist: rat neurons (Mealing 1999) or human receptors (Gilling "
    "2009).\n"
    "Assumed: openings of one second at even distances, the moments at which the drug comes and goes, and that what is "
    "not trapped leaves as fast as from an open channel.\n"
    "Left out: magnesium, changes of voltage, the thousands of brief openings within such a second, and ketamine that "
    "reaches a shut channel through the membrane, which some experiments found.\n"
    "Wrong: the ratio of the two speeds gives half block at 1.5 µM for ketamine; the same paper measured 0.71 µM.\n"
)


def use_and_trapping() -> stage.Panel:
    """Return the panel on use dependence and trapping.

    Sources: gilling2009, mealing1999, kotermanski2009b, phillips2020.
    """
    return stage.Panel(
        title="Which channels are plugged first, and which keep the drug?",
        picture=TrappingPicture(),
        compute=trapping,
        controls=(
            stage.Choice(
                "drug",
                label="Drug",
                options=(("ketamine", "ketamine"), ("memantine", "memantine")),
                value="ketamine",
            ),
            stage.Choice(
                "study",
                label="Trapping measured by",
                options=(
                    ("Mealing 1999, rat neurons", "mealing1999"),
                    ("Gilling 2009, human cells", "gilling2009"),
                ),
                value="mealing1999",
            ),
            stage.Toggle("silent", label="Leave channels shut for two minutes", value=True),
            stage.Range(
                "level_uM",
                label="Drug outside",
                minimum=LEVELS_UM[0],
                maximum=LEVELS_UM[-1],
                value=3.0,
                unit="µM",
                stops=tuple((f"{level:g} µM", level) for level in LEVELS_UM),
                source="Around the concentrations at which the speeds were measured",
            ),
            stage.Range(
                "rate_per_min",
                label="Busy channel opens",
                minimum=RATES_PER_MIN[0],
                maximum=RATES_PER_MIN[-1],
                value=12.0,
                unit="a minute",
                stops=tuple((f"{rate:g} times a minute", rate) for rate in RATES_PER_MIN),
                source="Ours, to compare with a quiet channel of two openings a minute",
            ),
        ),
        sources=[
            evidence.source(key) for key in ("gilling2009", "mealing1999", "kotermanski2009b", "phillips2020")
        ],
        note=(
            "Raise the number of openings: the same drug plugs a busy channel sooner. Then untick the two minutes: a "
            "plug that waits behind a shut gate leaves when the gate is used."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Ketamine is washed away and the channels are left shut for two minutes. How much of the block "
            "is left?",
            options=(
                ("none", "Hardly any"),
                ("half", "About half"),
                ("most", "Most of it"),
                ("all", "All of it"),
            ),
            answer=_answer,
            explain=_explain,
            run={"drug": "ketamine", "silent": True, "study": "mealing1999"},
        ),
    )


def _answer(result: Trapping) -> str:
    if result.left >= 0.97:
        return "all"
    return "most" if result.left >= 0.7 else "half" if result.left >= 0.2 else "none"


def _explain(result: Trapping) -> str:
    return (
        f"{percent(result.left)}: behind a shut gate the drug cannot get out. Another laboratory calls ketamine fully "
        "trapped. The assumption: one plug, one gate, and no way through the membrane."
    )
