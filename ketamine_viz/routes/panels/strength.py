"""The panel of first-pass strength: wiring only."""

from __future__ import annotations

from collections.abc import Iterable

from ketamine_viz import evidence, stage
from ketamine_viz.routes.figures.strength import FirstPassPicture
from ketamine_viz.routes.first_pass import held_back
from ketamine_viz.routes.panels import controls, sources
from ketamine_viz.routes.strength import HORIZON_H, STRENGTHS, WAYS, WithWithout, with_without
from ketamine_viz.routes.strength_words import SHORT
from ketamine_viz.routes.words import percent
from ketamine_viz.stage.text import number

MODEL_CARD = (
    "In: one number for how hard gut and liver work on ketamine. The liver is one well-stirred vessel that holds back "
    "72% of what the blood brings at strength 1 (the share fitted to the nasal spray); venous constants, 70 kg.\n"
    "Left out: enzymes one by one, the wall of the gut apart from the liver, saturation, what another substance does "
    "to the metabolites, and how people differ.\n"
    "Fitted: nothing to the studies shown. Some strength gives any ratio of a swallowed dose; what is tested is the "
    "other ways in at that same strength.\n"
    "Checked: set on the swallowed dose of the strongest study (0.14), the model leaves 0.76 in a vein, where that "
    "study measured 0.86 and another 0.9. Set on a swallowed dose at 2.4, it gives 1.57 with the spray's own "
    "constants, where the label states 1.29: a miss, kept.\n"
    "Wrong, and kept in sight: norketamine's exposure stays 1 in the model; 0.82 and 0.5 were measured, because its "
    "own removal sped up too. Peaks of 3.6 and 0.34 were measured where the strengths of their exposures give 1.9 and "
    "0.48. Two medicines that block the same family of enzymes gave 2.6 and 1.0: one number cannot be both.\n"
)


def first_pass_strength() -> stage.Panel:
    """Return the panel: three ways in at a changed first pass, against usual.

    Sources: perezruixo2021 and the `ref` of ``data/routes/pk_observations.csv``.
    """
    return stage.Panel(
        title="What if gut and liver took a smaller or a larger share?",
        picture=FirstPassPicture(),
        compute=with_without,
        controls=(
            stage.Range(
                "strength",
                label="Gut and liver's share (first-pass strength)",
                value=1.0,
                stops=tuple((f"{words}, {number(value)}", value) for value, words in STRENGTHS.items()),
                source="From nearly blocked to the strongest effect measured in people, about seven-fold",
            ),
            stage.Choice(
                "measure",
                label="Compare",
                options=(
                    ("exposure to ketamine", "exposure"),
                    ("peak of ketamine", "peak"),
                    ("exposure to norketamine", "norketamine"),
                ),
                value="exposure",
            ),
            controls.hours(6, HORIZON_H, "Half a day: after it every curve is near zero"),
        ),
        sources=_sources,
        note=(
            "Each way as a multiple of its own usual peak; doses cannot be compared here. Right: the same dose with "
            "another substance over without, in people; bars: model. Why doctors ask what else is taken."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Suppose gut and liver worked seven times as hard. A swallowed dose leaves a seventh of the usual "
            "exposure. What does a drip into a vein leave?",
            options=(
                ("seventh", "A seventh too"),
                ("half", "About half"),
                ("most", "About three quarters"),
                ("all", "All of it"),
            ),
            answer=_answer,
            explain=_explain,
            run={"strength": 7.0, "measure": "exposure", "hours": 6},
        ),
    )


def _answer(result: WithWithout) -> str:
    marks = {"seventh": 1 / 7, "half": 0.5, "most": 0.75, "all": 1.0}
    return min(marks, key=lambda k: abs(marks[k] - result.ratio("iv_infusion")))


def _explain(result: WithWithout) -> str:
    measured = [s.ratio for s in result.ways["iv_infusion"].studies]
    parts = ", ".join(f"{number(result.ratio(way), 2)} {SHORT[way]}" for way in WAYS)
    return (
        f"Exposure in the model: {parts}. In a vein, studies of a strong speed-up left {number(min(measured))} and "
        f"{number(max(measured))}. A liver that already takes {percent(held_back())} is limited by the flow of blood. "
        "The assumption: one well-stirred liver, with the gut's wall lumped in."
    )


def _sources(result: WithWithout) -> Iterable[evidence.Source]:
    studies = [s.ref for one in result.ways.values() for s in one.studies]
    regimens = [one.regimen.refs[0] for one in result.ways.values()]
    return sources.lines(studies, regimens, ["perezruixo2021"], sources.OF_PRESET["venous"])
