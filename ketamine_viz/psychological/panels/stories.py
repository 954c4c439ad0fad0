"""Panel: one story, ten stories, a trial.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.expectancy import patient_themes
from ketamine_viz.psychological.figures.guessing import points
from ketamine_viz.psychological.figures.stories import StoryOrTrial
from ketamine_viz.psychological.stories import (
    GROUPS,
    LEAST_SWING,
    MOST_POINTS,
    MOST_SWING,
    Reading,
    told_and_tried,
)

MODEL_CARD = (
    "In: people whose scores swing around a level of their own and who come at a bad moment (a score of 28 or more); "
    "hope and care, the same for all; a drug, the same for all; stories told by people who had the drug.\n"
    "Left out: people who do worse and leave, memory that colours a story, hope that differs from person to person, "
    "and all that stories are good for: what it is like, what matters, what nobody thought of asking.\n"
    "Assumed: level 24, spread 5, threshold 28 MADRS points, swings that are forgotten within a week. Illustrative.\n"
    "Checked: the drift of the simulated crowd against its formula. Published and drawn as words only: waiting lists "
    "(Posternak 2001).\n"
    "Wrong: real swings last longer than a week in some and shorter in others, so the drift here is a guess. "
    "Scores here have no floor at zero.\n"
)


def story_or_trial() -> stage.Panel:
    """Return the panel on stories and trials.

    Sources: posternak2001, lii2023, griffiths2021, sumner2021, breeksema2022, mollaahmetoglu2021
    """
    return stage.Panel(
        title="One story, ten stories, a trial: what do they say about the drug?",
        picture=StoryOrTrial(),
        compute=told_and_tried,
        controls=(
            stage.Range(
                "effect", label="What the drug truly adds", value=0, minimum=0, maximum=MOST_POINTS, step=1,
                unit="MADRS points", source="none, to about what pooled trials show a day after one infusion",
            ),
            stage.Range(
                "hope", label="What hope and care add", value=6, minimum=0, maximum=MOST_POINTS, step=1,
                unit="MADRS points", source="control groups of trials differ widely",
            ),
            stage.Range(
                "swing", label="Swing of a person's score by itself", value=5, minimum=LEAST_SWING,
                maximum=MOST_SWING, step=1, unit="MADRS points", source="illustrative",
            ),
            stage.Range(
                "loud", label="Stories from the half that improved most", value=0.9, minimum=0.5, maximum=1, step=0.1,
                source="from everybody speaking alike to only the better half",
            ),
            stage.Range(
                "people", label="People in each group of the trial", value=100,
                stops=tuple((str(count), count) for count in GROUPS), source="small to large trials",
            ),
        ),
        sources=(
            evidence.source("posternak2001", "What happens on waiting lists."),
            evidence.source("lii2023", "Half of a masked control group responded."),
            *(evidence.source(study.ref, "What patients spoke about: see its card.") for study in patient_themes()),
        ),
        note=(
            "Model, not data. Everybody in the first two columns had the drug, so no story holds the comparison. "
            "Cards: what patients really spoke about, in four published studies."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="1,000 people with severe scores today; no drug, no hope, nothing done. Next week their mean "
            "score is …",
            options=(("same", "The same"), ("lower", "Lower (better)"), ("higher", "Higher (worse)")),
            run={"effect": 0, "hope": 0},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _answer(result: Reading) -> str:
    return "same" if abs(result.drift) < 0.5 else "lower" if result.drift > 0 else "higher"


def _explain(result: Reading) -> str:
    return (
        f"The mean went from {points(result.crowd_before)} to {points(result.crowd_after)} though nothing was done: "
        f"they had come at a bad moment, and those pass. Ten stories still say {points(float(result.told.mean()))} "
        "points. The assumption: scores swing by themselves. Set the swing to 1 and the drift is almost gone."
    )
