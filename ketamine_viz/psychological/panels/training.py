"""Panel: training earlier or later after a dose.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.figures.training import TrainingTimes
from ketamine_viz.psychological.training import LENGTHS, STARTS, Window, contrasts, dated, training_at

MODEL_CARD = (
    "In: the days of training in five trials, counted from the dose, and two printed differences of the one trial "
    "with sham training (price2022). No model.\n"
    "Rule: a time counts as tested where a trial began on that day and ended within a day, or a twentieth of its "
    "length, of yours; as part of a longer course where a trial's days hold yours.\n"
    "Left out: three trials whose days were not seen. No curve of a window is drawn, as nobody has measured one.\n"
    "What it cannot say: that days 1 to 4 are better than other days. They are the only ones tried with sham training "
    "in depression. Nobody in that trial had salt water and sham, so what training does alone is open.\n"
    "Wrong: “right before” is a memory task in drinkers, not therapy; courses and illnesses differ.\n"
)
_START_WORDS = {-0.1: "right before the dose"}
_LENGTH_WORDS = {1: "1 day", 4: "4 days", 14: "2 weeks", 35: "5 weeks", 98: "14 weeks"}


def _start(day: float) -> str:
    return _START_WORDS.get(day) or (f"day {day:.0f}" if day > 0 else f"{-day:.0f} days before")


def training_window() -> stage.Panel:
    """Return the panel on when to train after a dose.

    Sources: price2022 and the other references of ``psychological/therapy_trials``; phoumthipphavong2016 (mice).
    """
    return stage.Panel(
        title="Train earlier or later after a dose: what was tested?",
        picture=TrainingTimes(),
        compute=training_at,
        controls=(
            stage.Range(
                "start", label="Training begins", value=7, stops=tuple((_start(day), day) for day in STARTS),
                source="from a week before, to four weeks after",
            ),
            stage.Range(
                "length", label="It lasts", value=4,
                stops=tuple((_LENGTH_WORDS[days], days) for days in LENGTHS), source="as in the trials",
            ),
            stage.Choice(
                "who", label="Trials in",
                options=(("depression, alcohol and drugs", "all"), ("depression", "depression"),
                         ("alcohol and drugs", "substances")),
                value="all",
            ),
            stage.Toggle("theory", label="Show the THEORY of a window", value=False),
        ),
        sources=(
            *(evidence.source(trial.ref, trial.days_note or "") for trial in dated()),
            evidence.source("phoumthipphavong2016", "Spines in mice, for the theory."),
        ),
        note=(
            "Published trials, not a model. Black bars: trials that trained at your time. Hatched: not tested. “Not "
            "asked”: no group had ketamine without training."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="One day after one infusion, people trained for four days, or did sham exercises. By day 30 the "
            "scores of the sham group had …",
            options=(("low", "Stayed as low"), ("risen", "Risen again"), ("lower", "Fallen further")),
            run={"start": 1.0, "length": 4, "who": "all"},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _answer(result: Window) -> str:
    return "risen" if result.match is not None and result.match.helped == "yes" else "low"


def _explain(_: Window) -> str:
    first, last = contrasts()
    return (
        f"On day 1, before any training, ketamine stood {-first.value:g} standard deviations below saline. With "
        f"training it stayed below saline with training to day 30, by {-last.value:g} (interval {-last.high:g} to "
        f"{-last.low:g}). With sham training scores rose again. The assumption: that the sham was as believable."
    )
