"""Panel: blood pressure after a dose.  Wiring only."""

from __future__ import annotations

from collections.abc import Iterable

from ketamine_viz import evidence, stage
from ketamine_viz.safety.figures.rise import RiseOfPressure
from ketamine_viz.safety.pressure import Pressure, large
from ketamine_viz.safety.pressure import pressure as compute

MODEL_CARD = (
    "In: mean rises that papers print, each where and when it was read; how long labels and trials say it lasts; "
    "when the label of the spray, and one clinic that gives drips, take it. No model is run.\n"
    "Left out: a curve. The papers whose text we could read print no full time course, so none is drawn.\n"
    "Worked out here: nothing but one SD either side of a mean.\n"
    "Easy to misread: a mean hides the few who rise a lot; a largest reading, whenever it came, is larger than any "
    "mean at one moment, with placebo too. Trials left out people whose pressure was high or whose heart was ill.\n"
    "Not known here: rises with the lozenge, into muscle, or at home, where nobody measures.\n"
)


def blood_pressure() -> stage.Panel:
    """Return the panel of blood pressure over the session.

    Sources: rivaposse2018, zhou2021bp, drips2024, glue2018, vankawala2021, doherty2020, szarmach2020,
    spravato_label, spravato_smpc
    """
    return stage.Panel(
        title="How far does blood pressure rise, and when is it checked?",
        picture=RiseOfPressure(),
        compute=compute,
        controls=(
            stage.Choice(
                "reading", label="Reading",
                options=(("upper (systolic)", "systolic"), ("lower (diastolic)", "diastolic")), value="systolic",
            ),
            stage.Choice(
                "way", label="Way in",
                options=(("all", "all"), ("drip into a vein", "vein"), ("S-ketamine spray", "spray"),
                         ("under the skin", "skin")),
                value="all",
            ),
            stage.Choice(
                "people", label="Who", options=(("adults", "adults"), ("65 years and over", "older")), value="adults",
            ),
            stage.Choice(
                "rule", label="Checks of",
                options=(("the label of the spray", "label"), ("one clinic, drips", "clinic")),
                value="label",
            ),
        ),
        sources=_sources,
        note=(
            "Published data and rules, not advice; doses are study regimens. Studies are drawn apart: they measured "
            "different people at different moments, and only the spray has placebo beside it."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="People of 65 and over on the spray: in how many of 100 did the upper reading rise by 40 mmHg or "
            "more at least once in four weeks?",
            options=(("two", "About 2"), ("eight", "About 8"), ("more", "More than 15")),
            run={"people": "older", "reading": "systolic", "way": "spray"},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _answer(result: Pressure) -> str:  # noqa: ARG001 - that group's, whichever is in view
    (one,) = large("systolic", "older")
    return "more" if one.drug > 15 else "eight" if one.drug > 5 else "two"


def _explain(result: Pressure) -> str:  # noqa: ARG001
    (one,), (young, *_) = large("systolic", "older"), large("systolic", "adults")
    return (
        f"{one.drug:g} in 100 with the spray, {one.control:g} with placebo (n {one.n_drug} and {one.n_control}); under "
        f"65 it was {young.drug:g} and {young.control:g}. That is why it is measured again at about 40 minutes. The "
        "assumption: people in these trials, whose pressure was under control before, stand for those treated."
    )


def _sources(result: Pressure) -> Iterable[evidence.Source]:
    keys = [one.ref for one in (*result.timed, *result.untimed)] + [span.ref for span in result.spans]
    keys += [ref for row in result.checks for ref in row["refs"]] + [one.ref for one in result.large]
    keys += [row["ref"] for row in result.who]
    return [evidence.source(key) for key in dict.fromkeys(keys)]
