"""Panel: several drips, then none.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.figures.repeated import RepeatPicture
from ketamine_viz.psychological.mood.repeated import (
    NUMBERS,
    SPACINGS,
    Repeat,
    relapses,
    repeat,
    training_trial,
    uncontrolled,
)
from ketamine_viz.psychological.mood.scenarios import check
from ketamine_viz.psychological.mood_card import MODEL_CARD
from ketamine_viz.psychological.repeated_words import SPACING_WORDS, days
from ketamine_viz.psychological.share_words import short
from ketamine_viz.stage.text import number


def repeat_and_stop() -> stage.Panel:
    """Return the panel on repeated drips, stopping, training, and relapse in trials.

    Sources: singh2016a, jelovac2025, murrough2013b, ekstrand2022, daly2019, glue2024, price2022.
    """
    return stage.Panel(
        title="What do more doses add, and what happens when they stop?",
        picture=RepeatPicture(),
        compute=repeat,
        controls=(
            stage.Choice("number", label="Number of drips", options=tuple((str(n), n) for n in NUMBERS), value=6),
            stage.Choice(
                "spacing", label="Given", value="thrice",
                options=tuple((SPACING_WORDS[name], name) for name in SPACINGS),
            ),
            stage.Toggle("training", label="Four days of self-worth training after the first drip", value=False),
            stage.Range(
                "share", label="Share of the gap that is pharmacology", value=1.0, minimum=0, maximum=1, step=0.01,
                source="1 takes trials against saline at face value",
            ),
            stage.Choice(
                "weeks", label="Followed for", options=(("4 weeks", 4), ("8 weeks", 8), ("16 weeks", 16)), value=8
            ),
        ),
        sources=_sources,
        note=(
            "0.5 mg/kg racemic ketamine over 40 minutes: a study regimen. Curves: a model, not data, and only where a "
            "placebo group was tested. Ring: half of the benefit at the last drip is lost. Below: hollow triangles are "
            "open label; hollow squares are groups without the drug; pointers say on which side of the day half of the "
            "people had relapsed. Relapse was judged in different ways, so lines are not a race."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Six drips in two weeks, then none. In the model, half of the benefit is gone after about …",
            options=(("days", "Two or three days"), ("weeks", "Two or three weeks"), ("months", "Two or three months")),
            run={"number": 6, "spacing": "thrice", "training": False, "share": 1.0},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _sources(result: Repeat) -> tuple[evidence.Source, ...]:
    keys = [trial.ref for trial in result.mood.trials]
    keys += (
        [line.row["ref"] for line in relapses()]
        + [row["ref"] for row in uncontrolled()]
        + [training_trial()["ref"]]
    )
    return tuple(evidence.source(key) for key in dict.fromkeys(keys))


def _answer(result: Repeat) -> str:
    lost = result.half_lost_d.mid if result.half_lost_d else 0.0
    return "days" if lost < 7 else "weeks" if lost < 42 else "months"


def _explain(result: Repeat) -> str:
    fitted, other = check("c07"), check("c10")
    return (
        f"{days(result.half_lost_d)} days in the model. It was fitted to one such study, open label: half of "
        f"{fitted.row['n']} responders had relapsed by day {number(fitted.published)} ({short(fitted.ref)}). In "
        f"another, also open, the middle time in remission was {number(other.published)} days ({short(other.ref)}): "
        "the model cannot hold both. The assumption: relapse is the drug's benefit wearing off."
    )
