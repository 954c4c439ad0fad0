"""Live panel: one way in, taken apart."""

from __future__ import annotations

from collections.abc import Iterable

from ketamine_viz import evidence, stage
from ketamine_viz.routes.figures.uptake import TakenApart
from ketamine_viz.routes.panels import controls, sources
from ketamine_viz.routes.taken_apart import WayIn, take_apart
from ketamine_viz.routes.words import percent

MODEL_CARD = (
    "In: the shares and speeds of uptake of the routes room, venous constants, 70 kg. What is turned on the way "
    "appears in the blood as norketamine. Areas are compared with a drip of the same amount and form.\n"
    "What if: only one thing is changed and all else stays. For the spray, the share the nose takes up; the "
    "rest is swallowed. For lozenge and film, the share held in the mouth; the rest counts as a tablet. For "
    "the tablet, the share of the first pass that is left; what is spared arrives as ketamine.\n"
    "Left out: enzymes, other medicines, food, the differences between people. No product does what the "
    "what-if does, and the liver cannot be switched off.\n"
    "Fitted: the first pass of tablet and lozenge, to one study of six people. So the third part of those "
    "bars is a remainder, not a measurement.\n"
    "Wrong, and kept in sight: the swallowed dose peaks at 21 ng/mL where 45 was measured (Grant 1981); the "
    "film at 42 in a vein where 96 was measured in an artery (Simons 2022); the spray peaks 30% above its "
    "label; the film's norketamine adds up to more than the dose.\n"
)


def way_in() -> stage.Panel:
    """Return the panel: one study regimen by one route, taken apart.

    Sources: the `refs` of ``data/routes/studied_regimens.csv`` and of
    ``data/routes/model_parameters.csv``.
    """
    return stage.Panel(
        title="One way in: where does the dose go?",
        picture=TakenApart(),
        compute=take_apart,
        controls=(
            stage.Choice(
                "route",
                label="Way in",
                options=(
                    ("Tablet, swallowed", "oral"),
                    ("Lozenge under the tongue", "sublingual"),
                    ("Film in the mouth", "film"),
                    ("Nasal spray", "intranasal"),
                    ("Into muscle", "im"),
                    ("Under the skin", "sc"),
                ),
                value="oral",
            ),
            stage.Range(
                "kept",
                label="What if: share kept (1 = as studied)",
                minimum=0,
                maximum=1,
                step=0.05,
                value=1,
                source="From nothing left of the step to all of it, as studied; the picture says which step",
            ),
            controls.hours(),
        ),
        sources=_sources,
        note=(
            "Bars: the dose as studied, and with one step changed. Lines: model; markers: people measured. Areas are "
            "relative to a drip. What if: a model, not a dose form. Education, not dosing."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="A fifth of a tablet arrives as ketamine. Suppose the liver step did not exist. How much would?",
            options=(
                ("fifth", "Still a fifth"),
                ("half", "About half"),
                ("most", "About four fifths"),
                ("all", "All of it"),
            ),
            answer=_answer,
            explain=_explain,
            run={"route": "oral", "kept": 0, "hours": 6},
        ),
    )


def _answer(result: WayIn) -> str:
    marks = {"fifth": 0.2, "half": 0.5, "most": 0.8, "all": 1.0}
    return min(marks, key=lambda k: abs(marks[k] - result.blood.area["ketamine"]))


def _explain(result: WayIn) -> str:
    now, then = result.blood, result.studied_blood
    return (
        f"Ketamine's area rises from {percent(then.area['ketamine'])} to {percent(now.area['ketamine'])} of a drip's, "
        f"and norketamine's stays at {percent(now.area['norketamine'])}: what the liver spares is turned later. "
        f"The last {percent(result.shares.lost)} were never accounted for. The assumption: the first pass was set "
        "by six people's norketamine."
    )


def _sources(result: WayIn) -> Iterable[evidence.Source]:
    points = [p.ref for ps in result.points.values() for p in ps]
    uptake = {"oral": ("chong2009",), "sublingual": ("chong2009", "rolan2014")}.get(result.route, ())
    return sources.lines(result.regimen.refs, points, uptake, sources.OF_PRESET["venous"])
