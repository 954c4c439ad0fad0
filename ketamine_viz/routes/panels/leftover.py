"""Panel: what is left in the blood, and why half-life is not one number.  Wiring only."""

from __future__ import annotations

from collections.abc import Iterable

from ketamine_viz import evidence, stage
from ketamine_viz.routes.figures.leftover import LeftoverPicture
from ketamine_viz.routes.half_life import LIMITS_NG_PER_ML, SAMPLED_H, Leftover, published, watch
from ketamine_viz.routes.panels import sources
from ketamine_viz.stage.text import number

MODEL_CARD = (
    "In: the model of this room, solved exactly; its fall after the last input is a sum of exponentials (for the drip "
    "of S- and R-ketamine one each). Drip: blood from a vein, Fanta 2015 and Otto 2021. Spray: Perez-Ruixo 2021.\n"
    "Assumed: when blood is drawn (16 times from 15 minutes to 48 hours after the dose), the assay limits offered, no "
    "error of measurement. The half-life is that of a straight line through the logarithms of the last three samples "
    "at or above the limit, as is usual.\n"
    "Left out: differences between people, metabolites. With the spray the fast parts overlap with uptake and are not "
    "drawn apart.\n"
    "Checked: twice a week the last peak equals the first within 1%, as the label of the spray says.\n"
    "Wrong: for the published half-lives our tables seldom state how long blood was drawn, so they do not test "
    "the curve; only the label of the spray stands at its length.\n"
)


def leftover() -> stage.Panel:
    """Return the panel on half-life and on what is left between two doses.

    Sources: fanta2015, otto2021, perezruixo2021 and those of ``data/routes/half_lives.csv``.
    """
    return stage.Panel(
        title="Why is half-life not one number?",
        picture=LeftoverPicture(),
        compute=watch,
        controls=(
            stage.Choice(
                "followed",
                label="Follow",
                options=(("drip, racemic", "drip"), ("nasal spray, S-ketamine", "spray")),
                value="drip",
            ),
            stage.Range(
                "sampled_h",
                label="Blood drawn for",
                value=24.0,
                stops=tuple((f"{hours:g} h", hours) for hours in SAMPLED_H),
                source="From a short operation to two days",
            ),
            stage.Range(
                "limit",
                label="Assay limit",
                value=1.0,
                stops=tuple((f"{limit:g} ng/mL", limit) for limit in LIMITS_NG_PER_ML),
                source="Assumed: from a fine assay to a coarse one",
            ),
            stage.Toggle("twice_weekly", label="Twice weekly for two weeks", value=False),
        ),
        sources=_sources,
        note=(
            "One straight line on this axis would be one half-life. Circles: samples a study would take. Right: model "
            "against published half-lives; marker shape is the route. Twice weekly: days 1, 4, 8 and 11."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="The slowest part of the fall after a drip halves every seven to eight hours. A study stops "
            "drawing blood 6 hours after the start. Which half-life does it print?",
            options=(
                ("1", "About 1 hour"),
                ("2", "About 2 hours"),
                ("4", "About 4 hours"),
                ("8", "About 8 hours"),
            ),
            answer=_answer,
            explain=_explain,
            run={"followed": "drip", "twice_weekly": False, "sampled_h": 6.0, "limit": 1.0},
        ),
    )


def _answer(result: Leftover) -> str:
    printed = result.printed_h or 0.0
    return min(("1", "2", "4", "8"), key=lambda option: abs(float(option) - printed))


def _explain(result: Leftover) -> str:
    printed, longest = result.printed_h or 0.0, result.by_length[SAMPLED_H[-1]] or 0.0
    return (
        f"Its last three samples lie on a line of {number(printed, 2)} h, where the middle part still rules. The same "
        f"drug followed for 48 h gives {number(longest, 2)} h. The assumption: three parts, as in Fanta 2015."
    )


def _sources(result: Leftover) -> Iterable[evidence.Source]:
    model = sources.OF_PRESET[{"drip": "venous", "spray": "nasal_label"}[result.followed]]
    return sources.lines(result.regimen.refs, model, [one.ref for one in published()])
