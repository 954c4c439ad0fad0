"""Live panels of the routes room: wiring only."""

from __future__ import annotations

from collections.abc import Iterable

from ketamine_viz import evidence, stage
from ketamine_viz.routes.compare import Comparison, compare
from ketamine_viz.routes.figures.side_by_side import SideBySide
from ketamine_viz.routes.panels import controls, sources
from ketamine_viz.routes.words import percent

MODEL_CARD = (
    "In: one linear model per mirror form (ketamine, norketamine, hydroxynorketamine), solved exactly. "
    "Blood from a vein: Fanta 2015 and Otto 2021. Blood from an artery: Simons 2022.\n"
    "Left out: enzymes and interactions, age, sex, disease of liver or kidney, protein binding, the "
    "brain. A push is mixed with the blood at once, which is false: its first 10 minutes are not drawn.\n"
    "Band: 64 simulated adults, 10th to 90th percentile, from published spreads between people; the "
    "spread of uptake from muscle, skin and gut is assumed. Each constant varies alone.\n"
    "Fitted here: uptake from under the skin and from the gut, how much of a swallowed dose or a lozenge "
    "turns into norketamine on the way, and how fast R-hydroxynorketamine leaves. All else is as "
    "published or assumed, and marked so in the data.\n"
    "Checked: of 24 published numbers that set no constant, 20 fall within their published spread. Of 29 "
    "numbers from the studies whose constants are used all do, though norketamine after the spray is 46% "
    "off.\n"
    "Wrong, and kept in sight: a swallowed 0.5 mg/kg peaks at 21 ng/mL where 45 was measured (Grant "
    "1981). After slow tablets there is a third of the hydroxynorketamine that was measured (Hasan 2021). "
    "Norketamine after swallowed S-ketamine is 6.6 times ketamine, not 16.5 (Fanta 2015): one "
    "bioavailability, 20%, stands for studies that found 8 to 24%. With the venous constants the spray "
    "peaks 30% above its label. Hydroxynorketamine is right only to an order of magnitude.\n"
)


def side_by_side() -> stage.Panel:
    """Return the panel: studied regimens by route, side by side.

    Sources: the `refs` of ``data/routes/studied_regimens.csv`` and of
    ``data/routes/model_parameters.csv``.
    """
    return stage.Panel(
        title="How much of the dose reaches the blood, and when?",
        picture=SideBySide(),
        compute=compare,
        controls=(
            controls.form("racemic"),
            controls.analyte(),
            controls.preset(),
            controls.routes("iv_infusion", "im", "sc", "oral"),
            controls.hours(),
            controls.log(),
        ),
        sources=_sources,
        note=(
            "Each frame: one dose as a study gave it, 70 kg. Lines: model; markers: people measured; no marker: no "
            "measurement in our tables. “Arrives”: share of the dose that reaches the blood as ketamine. "
            "Education, not dosing."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="The same milligrams, dripped into a vein or swallowed: how much of the swallowed drug "
            "reaches the blood as ketamine?",
            options=(
                ("all", "All of it, only later"),
                ("half", "About half"),
                ("fifth", "About a fifth"),
                ("none", "None"),
            ),
            answer=_answer,
            explain=_explain,
            run={
                "form": "racemic",
                "analyte": "ketamine",
                "preset": "venous",
                "routes": ("iv_infusion", "oral"),
                "hours": 6,
                "log": False,
            },
        ),
    )


def _answer(result: Comparison) -> str:
    share = _swallowed(result)
    marks = {"none": 0.0, "fifth": 0.2, "half": 0.5, "all": 1.0}
    return min(marks, key=lambda k: abs(marks[k] - share))


def _explain(result: Comparison) -> str:
    oral = result.curves["oral"]
    assert oral is not None
    return (
        f"In the model {percent(_swallowed(result))} of the swallowed drug arrives as ketamine; studies found 8 to "
        f"24%. Gut wall and liver turn most of the rest into norketamine first: exposure to norketamine is "
        f"{oral.metabolite_ratio:.1f} times that to ketamine, against {result.drip.metabolite_ratio:.1f} after the "
        "drip. The assumption: one share for everyone."
    )


def _swallowed(result: Comparison) -> float:
    oral = result.curves["oral"]
    assert oral is not None
    return oral.reaches


def _sources(result: Comparison) -> Iterable[evidence.Source]:
    regimens = [r for c in result.shown for r in c.regimen.refs]
    points = [p.ref for c in result.shown for p in c.points]
    # Hydroxynorketamine is Simons's in both sets.
    return sources.lines(regimens, points, sources.OF_PRESET[result.preset], ("simons2022",))
