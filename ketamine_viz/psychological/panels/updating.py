"""Panel: a model listener and twenty pieces of news.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.belief_drift import DRAWS, GOOD_OF_20, HALF, Drift, drift
from ketamine_viz.psychological.figures.updating import UpdatingModel

MODEL_CARD = (
    "In: the rule of Rescorla and Wagner: belief moves by rate × (news − belief), one rate for good news and one for "
    "bad. After ten pieces of news the rate for good news may rise.\n"
    "Chosen by us: every rate, and the size of the rise. Numbers from patients are not known to us.\n"
    "Checked: the settling point is where mean steps up and down are equal; its formula is tested against long runs.\n"
    "Left out: how far news can be trusted, memory, and everything that is not a belief.\n"
    "Wrong: a shift of rates after ketamine has been seen in one study without placebo. That it heals is not shown.\n"
)


def updating_model() -> stage.Panel:
    """Return the drifting belief of a model listener.

    Sources: bottemanne2022 (the rule, and the direction of the shift), ossola2020
    """
    return stage.Panel(
        title="What do unequal rates do to a belief?",
        picture=UpdatingModel(),
        compute=drift,
        controls=(
            stage.Range("alpha_good", label="Rate for good news", value=0.1, maximum=0.6, step=0.05,
                        source="a choice of ours"),
            stage.Range("alpha_bad", label="Rate for bad news", value=0.3, maximum=0.6, step=0.05,
                        source="a choice of ours"),
            stage.Range("shift", label=f"After news {HALF}, good news weighs more by", value=0.3, maximum=0.4,
                        step=0.05, source="a choice of ours"),
            stage.Range("start", label="First belief", value=50, maximum=100, step=5, unit="%"),
            stage.Choice("good_of_20", label="Good news", value=10,
                         options=tuple((f"{count} of 20", count) for count in GOOD_OF_20)),
            stage.Choice("draw", label="Order of the news", value=0,
                         options=tuple((str(k + 1), k) for k in range(DRAWS))),
        ),
        sources=(
            evidence.source("bottemanne2022", "The rule, and the direction of the shift; no placebo, no numbers seen."),
            evidence.source("ossola2020", "Weaker lead of good news went with earlier relapse."),
        ),
        note=(
            "Model, not data. Make both rates equal: the belief follows the news. Then let bad news weigh more: the "
            "same fair news pulls the belief down. Slide the shift to see one part of the belief study as arithmetic."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Half of all news is good. A listener takes 0.1 of each piece of good news and 0.3 of each piece "
            "of bad news. The belief settles near …",
            options=(("fair", "50%, as the news"), ("low", "25%"), ("zero", "0%")),
            run={"alpha_good": 0.1, "alpha_bad": 0.3, "shift": 0.0, "good_of_20": 10},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _answer(result: Drift) -> str:
    return "zero" if result.settles < 10 else "low" if result.settles < 40 else "fair"


def _explain(result: Drift) -> str:
    return (
        f"It settles near {result.settles:.0f}%, where steps up and down are equally long: far below, good news is a "
        "big surprise and bad news a small one. The assumption: a fixed share of every surprise is taken."
    )
