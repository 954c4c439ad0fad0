"""Live panel: what each way in brings into the blood.  Wiring only."""

from __future__ import annotations

from collections.abc import Iterable

from ketamine_viz import evidence, stage
from ketamine_viz.routes.course import SUBSTANCES
from ketamine_viz.routes.figures.metabolites import Mixes
from ketamine_viz.routes.metabolites import GIVEN, HOURS, Mix, mix
from ketamine_viz.routes.metabolites_words import GIVEN as WORDS
from ketamine_viz.routes.metabolites_words import said
from ketamine_viz.routes.words import minutes_or_hours, percent
from ketamine_viz.stage.text import join, number

MODEL_CARD = (
    "In: ketamine becomes norketamine, norketamine becomes hydroxynorketamine, each mirror form for itself; venous "
    "constants, 70 kg; one studied regimen a way in. Shares are by mass; by number of molecules they differ by a few "
    "percent.\n"
    "Left out: dehydronorketamine (no constants), which hydroxynorketamine it is, what metabolites do, enzymes, other "
    "medicines. What is turned before the blood enters as norketamine.\n"
    "Fitted: the first pass of tablet and lozenge, to the norketamine of six people; the clearance of "
    "R-hydroxynorketamine, to the drip's measured ratio. The constants of hydroxynorketamine are borrowed from a study "
    "of blood from an artery. So those points are no test.\n"
    "Bands: constants drawn one by one for 64 simulated people; they hold no doubt about the model itself.\n"
    "Wrong, and kept in sight: after the slow tablet the model gives 6 and 11 parts of hydroxynorketamine for each "
    "ketamine (S and R) where 18 and 30 were measured. The film's published first pass makes more than the whole "
    "dose: it is cut in the path, kept in the bar.\n"
)


def metabolites_by_way() -> stage.Panel:
    """Return the panel: shares of ketamine and its products in the blood by way in, with measured ratios.

    Sources: the `ref` of ``data/routes/pk_observations.csv`` and the `refs` of
    ``data/routes/studied_regimens.csv`` and ``data/routes/model_parameters.csv``.
    """
    return stage.Panel(
        title="What does each way in bring into the blood?",
        picture=Mixes(),
        compute=mix,
        controls=(
            stage.Choice(
                "given",
                label="Given",
                options=tuple((WORDS[key][0].upper() + WORDS[key][1:], key) for key in GIVEN),
                value="racemic",
            ),
            stage.Choice(
                "counted",
                label="What is counted",
                options=(("Area under the curves", "area"), ("Level at one time", "level")),
                value="area",
            ),
            stage.Range(
                "hours",
                label="Up to, or at",
                stops=tuple((minutes_or_hours(h), h) for h in HOURS),
                value=24.0,
                source="From the first quarter of an hour to one day; includes every time that was measured",
            ),
        ),
        sources=_sources,
        note=(
            "Follow a row: past or through the liver, then the mix. Bars are a model. Points on the right are people; "
            "their hours stand beside them. Shares, not amounts: no dose is compared."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Racemic ketamine is swallowed. Over a day, which is there most of in the blood?",
            options=(
                ("ketamine", "Ketamine"),
                ("norketamine", "Norketamine, clearly"),
                ("hydroxynorketamine", "Hydroxynorketamine, clearly"),
                ("either", "One of these two; which, the model cannot tell"),
            ),
            answer=_answer,
            explain=_explain,
            run={"given": "racemic", "counted": "area", "hours": 24.0},
        ),
    )


def _answer(result: Mix) -> str:
    row = result.row("oral")
    assert row is not None
    return row.most


def _explain(result: Mix) -> str:
    row, slow = result.row("oral"), result.row("slow_tablet")
    assert row is not None
    assert slow is not None
    shares = join([f"{percent(x)} {name}" for name, x in zip(SUBSTANCES, row.shares, strict=True)])
    seen = join([f"{said(m)} against {number(m.model, 2)} in the model" for m in slow.measured])
    return (
        f"The typical person has {shares}; hydroxynorketamine leads in {percent(row.later_leads)} of the simulated "
        f"people. After a slow tablet much more was measured: {seen}. The assumption: its constants are borrowed from "
        "one study of S-ketamine."
    )


def _sources(result: Mix) -> Iterable[evidence.Source]:
    keys = [m.ref for row in result.rows for m in row.measured]
    keys += [key for row in result.rows for key in row.regimen.refs]
    keys += ["fanta2015", "otto2021", "simons2022", "perezruixo2021", "idvall1979"]
    return [evidence.source(key) for key in dict.fromkeys(keys)]
