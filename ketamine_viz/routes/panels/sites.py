"""The panel of three models for one drip: wiring only."""

from __future__ import annotations

from collections.abc import Iterable

from ketamine_viz import evidence, stage
from ketamine_viz.routes.constants import group
from ketamine_viz.routes.figures.sites import NAMES, ThreeModels
from ketamine_viz.routes.one_drip import HORIZON_H, OneDrip, one_drip
from ketamine_viz.routes.panels import controls, sources

MODEL_CARD = (
    "In: 17.5 mg of S-ketamine over 40 minutes, an adult of 70 kg, by three published models as they stand.\n"
    "Left out: spread between people, other drugs, and the brain: none of the three is a level there.\n"
    "Fitted: nothing here.\n"
    "Checked: levels at the end of the drip and exposures are computed exactly; the exploratory reading is set beside "
    "three measured drips on its card.\n"
    "Wrong: the models differ in more than the place blood was drawn from: people, assay and length of sampling differ "
    "too, and the picture cannot tell these apart. The reading is no published conversion: in the first minutes it "
    "falls below zero, where it is not drawn.\n"
)


def sites() -> stage.Panel:
    """Return the panel: one drip, three published models.

    Sources: fanta2015, otto2021, simons2022, perezruixo2021; for the reading henthorn2018.
    """
    return stage.Panel(
        title="Why do three good models disagree about one drip?",
        picture=ThreeModels(),
        compute=one_drip,
        controls=(
            controls.hours(
                3, HORIZON_H, "Half a day: after it the three are within a quarter of one another"
            ),
            controls.log(),
            stage.Choice(
                "front",
                label="In front",
                options=(
                    ("none of them", "none"),
                    *((NAMES[p][0], p) for p in ("arterial", "venous", "nasal_label")),
                ),
                value="none",
            ),
            stage.Toggle("reading", label="Exploratory reading", value=False),
        ),
        sources=_sources,
        note=(
            "Same milligrams, same minutes, three models fitted to people. Watch the gap while the drip runs, and how "
            "the order changes after it. Exposure: area under the curve."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Three published models, one drip. At its end, how many times the lowest level is the highest?",
            options=(
                ("same", "About the same"),
                ("half", "About one and a half times"),
                ("double", "More than twice"),
                ("ten", "Ten times"),
            ),
            answer=_answer,
            explain=_explain,
            run={"hours": 3, "log": False, "front": "none", "reading": False},
        ),
    )


def _answer(result: OneDrip) -> str:
    apart = result.apart(result.end_h)
    return "same" if apart < 1.2 else "half" if apart < 2 else "double" if apart < 6 else "ten"


def _explain(result: OneDrip) -> str:
    exposures = result.exposure.values()
    return (
        f"{result.end['arterial']:.0f} against {result.end['nasal_label']:.0f} ng/mL, "
        f"{result.apart(result.end_h):.1f} times; yet exposures are only {max(exposures) / min(exposures):.1f} times "
        f"apart. The assumption responsible: how large the first volume is, {group('arterial')['V1']:g} L in "
        f"the first, {group('venous')['V1']:g} and {group('nasal_label')['V1']:g} L in the other two."
    )


def _sources(result: OneDrip) -> Iterable[evidence.Source]:
    models = [key for preset in ("arterial", "venous", "nasal_label") for key in sources.OF_PRESET[preset]]
    reading = ["henthorn2018", *(r.ref for r in result.readings)] if result.reading else []
    return sources.lines(models, reading)
