"""Panel: guess who got the drug.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.blinding import LEAST_RIGHT, MOST_POINTS, guessed_trial
from ketamine_viz.psychological.expectancy import guess_rates
from ketamine_viz.psychological.figures.guessing import GuessWho, Shown, points

MODEL_CARD = (
    "In: 200 simulated people, half with the drug. Better by care and time (the same for all), by the drug, and by "
    "thinking it is the drug; plus chance, as large as the spread in the masked trial (Lii 2023, day 1).\n"
    "Left out: raters who guess, side effects, hope that grows or fades, people who leave.\n"
    "Computed: the difference this trial finds, and the formula for an endless one: effect + belief × (share who "
    "think “drug” in the drug group minus that in the control group).\n"
    "Assumed: the guess comes first and moves the score. In the masked trial it seemed to be the other way round: "
    "who felt better guessed “ketamine”. A guess asked at the end cannot tell the two apart.\n"
    "Wrong: no trial has measured how many points believing adds, so that slider is free.\n"
)


def guess_who() -> stage.Panel:
    """Return the panel on guessing: a simulated trial, a dot for each person.

    Sources: lii2023, sumner2020ltp, dean2021, jelovac2025 (published shares of right guesses).
    """
    return stage.Panel(
        title="Guess who got the drug",
        picture=GuessWho(),
        compute=_compute,
        controls=(
            stage.Range(
                "effect", label="True effect of the drug", value=0, minimum=0, maximum=MOST_POINTS, step=1,
                unit="MADRS points", source="none, to about the gap one day after one infusion in pooled trials",
            ),
            stage.Range(
                "right", label="Share who guess right", value=0.8, minimum=LEAST_RIGHT, maximum=1, step=0.05,
                source="from below a coin to everybody; published shares are marked in the picture",
            ),
            stage.Range(
                "belief", label="Thinking “it is the drug” adds", value=4, minimum=0, maximum=MOST_POINTS, step=1,
                unit="MADRS points", source="not measured in any trial here",
            ),
            stage.Choice(
                "placebo", label="Control",
                options=(("salt water: not felt", "saline"), ("a placebo that is felt", "active")), value="saline",
            ),
            stage.Range(
                "line", label="Your line: above it, drug", value=10, minimum=-20, maximum=40, step=2,
                unit="points better", source="the scale of the picture",
            ),
            stage.Toggle("hide", label="Hide who got what: guess by eye", value=False),
        ),
        sources=(
            *(evidence.source(rate.ref, rate.note or "") for rate in guess_rates()),
            evidence.source("dean2021", "Gives the share for the trial against remifentanil."),
        ),
        note=(
            "Model, not data; the three shares on the lower scale are published. Black bars: mean of a column. "
            "Set the effect to 0 and move the share who guess right: at 50% the false gain is gone."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="The drug does nothing. 80% guess right, and thinking “drug” improves scores by 4. The trial "
            "will seem to show …",
            options=(
                ("zero", "Zero"), ("some", "About 2.4 points"), ("all", "About 4 points"), ("double", "About 8 points"),
            ),
            run={"effect": 0, "right": 0.8, "belief": 4, "placebo": "saline", "hide": False},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _compute(effect: float, right: float, belief: float, placebo: str, line: float, hide: bool) -> Shown:
    return Shown(guessed_trial(effect, right, belief, placebo, line), hide)


def _answer(result: Shown) -> str:
    offered = {"zero": 0.0, "some": 2.4, "all": 4.0, "double": 8.0}
    return min(offered, key=lambda name: abs(offered[name] - result.trial.endless))


def _explain(result: Shown) -> str:
    trial = result.trial
    drug, control = (float(trial.thinks[trial.got == got].mean()) for got in (True, False))
    return (
        f"Among those with the drug {drug:.0%} think so and gain {trial.belief:g} points, among the others "
        f"{control:.0%}: {trial.belief:g} × ({drug:g} − {control:g}) = {points(trial.endless)} points from nothing. "
        f"This one trial, with its chance, found {points(trial.observed)}. The assumption: thinking it moves the score."
    )
