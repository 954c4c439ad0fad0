"""The panel of the place of action: wiring only."""

from __future__ import annotations

import math
from collections.abc import Iterable

from ketamine_viz import evidence, stage
from ketamine_viz.routes.figures.lag import LagPicture
from ketamine_viz.routes.lag import HORIZON_H, Lag, lag
from ketamine_viz.routes.panels import controls, sources
from ketamine_viz.routes.words import percent
from ketamine_viz.stage.text import number

MODEL_CARD = (
    "In: a place of action so small that it takes nothing from the blood and follows it with one half-life; solved "
    "exactly. Blood: venous or arterial constants, 70 kg, S-ketamine.\n"
    "Left out: effects themselves, tolerance, metabolites (norketamine may act against pain relief), and how people "
    "differ.\n"
    "Fitted: nothing here. The half-life was fitted by its authors to what 12 healthy men felt and did after a drip; "
    "for the spray and for swallowing it is borrowed.\n"
    "Checked: with no lag the place is the blood; its area is that of the blood; a stepping solver agrees.\n"
    "Wrong: the lag belongs to the blood it was fitted with, and blood of a vein itself trails that of an artery. So "
    "how wide a loop is says as much about where blood was drawn as about the place. Nothing here is a level in the "
    "brain, and nothing here is a course of mood.\n"
)


def effect_lag() -> stage.Panel:
    """Return the panel: a place of action behind the blood, on three ways in.

    Sources: olofsen2012 and the `refs` of ``data/routes/studied_regimens.csv``.
    """
    row = evidence.parameters("routes", "effect_site")["half_life"]
    assert row.low is not None
    assert row.high is not None
    return stage.Panel(
        title="Does the blood tell what happens where the drug acts?",
        picture=LagPicture(),
        compute=lag,
        controls=(
            stage.Range(
                "half_life_min",
                label="Half-life of the lag",
                minimum=row.low,
                maximum=row.high,
                step=0.1,
                value=row.value,
                unit="min",
                source="The published range with S-ketamine, from flexible thinking (0) to pain (11.8); Olofsen 2012",
            ),
            controls.preset(),
            controls.hours(2, HORIZON_H, "Six hours: later blood and place run side by side"),
        ),
        sources=_sources,
        note=(
            "Levels, not effects. Known: with S-ketamine thinking followed the blood at once, pain with a half-life of "
            "12 minutes. Not known: where the place is, and whether mood follows one."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="A drip, and a place that lags 6 minutes behind. The blood passes half its peak twice. How does "
            "the place compare on the way down with the way up?",
            options=(
                ("same", "The same level both times"),
                ("less", "Half as much on the way down"),
                ("more", "More than twice as much on the way down"),
                ("ten", "Ten times as much on the way down"),
            ),
            answer=_answer,
            explain=_explain,
            run={"half_life_min": row.value, "preset": "venous", "hours": 2},
        ),
    )


def _answer(result: Lag) -> str:
    drip = result.trails["iv_infusion"]
    marks = {"same": 1.0, "less": 0.5, "more": 2.5, "ten": 10.0}
    return min(marks, key=lambda k: abs(math.log(marks[k] * drip.up / drip.down)))


def _explain(result: Lag) -> str:
    drip = result.trails["iv_infusion"]
    return (
        f"{percent(drip.up)} of the blood's peak on the way up, {percent(drip.down)} on the way down, "
        f"{number(drip.down / drip.up, 2)} times: the place is still filling when blood rises, still full when it "
        f"falls. The assumption: one half-life of {number(result.half_life_min)} min for everything."
    )


def _sources(result: Lag) -> Iterable[evidence.Source]:
    regimens = [one.regimen.refs[0] for one in result.trails.values()]
    return sources.lines(["olofsen2012"], sources.OF_PRESET[result.preset], regimens)
