"""Panel: thinking while the drug acts, belief a day later.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.belief_timeline import TimeLine, everything, look
from ketamine_viz.psychological.figures.acute_next_day import AcuteAndNextDay

MODEL_CARD = (
    "In: nine papers on thinking and on belief after ketamine or esketamine, as their abstracts print them. The blood "
    "level above is the drip of the routes; only its shape is drawn.\n"
    "Sorted by us: worse, no difference or better than the comparison; a mark for each time that was tested.\n"
    "Left out: heavy use outside treatment, repeated doses, rats. Most sizes are not in the abstracts: none "
    "is guessed.\n"
    "Wrong: healthy volunteers while the drug acts, and patients later, are different people and different tests. A "
    "line from the first to the second is our reading. People also get better by practice.\n"
)


def acute_and_next_day() -> stage.Panel:
    """Return the time line of thinking and belief.

    Sources: zhornitsky2022, morgan2004, morrison2018, davis2021, keilp2021, murrough2015c, anand2023, bottemanne2022,
    harvey2023
    """
    return stage.Panel(
        title="Does ketamine make thinking better or worse, and when?",
        picture=AcuteAndNextDay(),
        compute=look,
        controls=(
            stage.Choice("until", label="Uncover", value="weeks",
                         options=(("while the drug acts", "acting"), ("half a day", "hours"), ("the next day", "day"),
                                  ("all three weeks", "weeks"))),
            stage.Choice("part", label="About", value="both",
                         options=(("thinking and belief", "both"), ("thinking", "thinking"), ("belief", "beliefs"))),
            stage.Choice("people", label="Who", value="all",
                         options=(("everybody", "all"), ("healthy people", "healthy"), ("patients", "patients"))),
            stage.Toggle("hidden_only", label="Only with a hidden placebo or sedative", value=False),
        ),
        sources=tuple(evidence.source(key) for key in dict.fromkeys(f.ref for f in everything())),
        note=(
            "Published findings in people. The axis is logarithmic: minutes on the left, weeks on the right. Filled "
            "marks had a hidden comparison. Click a mark for its card."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="A day after one drip, against midazolam: speed and control of attention in patients were …",
            options=(("worse", "Worse"), ("no_difference", "No different"), ("better", "Better")),
            run={"until": "day", "part": "both", "people": "patients", "hidden_only": True},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _answer(result: TimeLine) -> str:
    return next(f.direction for f in result.shown if f.part == "thinking" and f.hidden and f.at_h >= 24)


def _explain(result: TimeLine) -> str:
    day = next(f for f in result.shown if f.part == "thinking" and f.hidden and f.at_h >= 24)
    return (
        f"Two tests of several were better ({day.n_text}), and not tied to mood. In another trial there was no "
        "difference after a week. The assumption: one day later the drug itself is nearly gone. Now uncover all three "
        "weeks, and everybody."
    )
