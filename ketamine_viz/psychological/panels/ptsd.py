"""Panel: two PTSD trials with opposite answers.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.figures.ptsd import TwoTrials
from ketamine_viz.psychological.figures.ptsd_words import TOPIC, VOTE, results
from ketamine_viz.psychological.ptsd import POSITIVE, Comparison, compare

MODEL_CARD = (
    "In: three randomised trials of ketamine drips for PTSD as their abstracts, a register and summaries print them. "
    "No model.\n"
    "Left out: two more randomised trials that found no difference in symptoms (see the notebook), and trials still "
    "running.\n"
    "Checked: numbers of people and results, at abstracts. An interval is worked out from a printed standard error.\n"
    "Not seen: the share who improved in each group of the larger trial; cells marked with a question mark.\n"
    "Wrong: a list of differences is no explanation. Trials that differ in many ways cannot say which matters.\n"
)


def two_ptsd_trials() -> stage.Panel:
    """Return the panel: predict the second trial, then look for the difference that matters.

    Sources: feder2014, feder2021, abdallah2022, borgogna2024
    """
    labels = {"feder2021": "Feder 2021, repeated drips", "feder2014": "Feder 2014, one drip"}
    return stage.Panel(
        title="Does ketamine help in PTSD? Two trials disagree",
        picture=TwoTrials(),
        compute=compare,
        controls=(
            stage.Choice(
                "positive", label="First trial",
                options=tuple((labels[name], name) for name in POSITIVE), value=POSITIVE[0],
            ),
            stage.Toggle("shown", label="Show what the larger trial found", value=False),
            stage.Choice(
                "topic", label="Look at", options=tuple((text, name) for name, text in TOPIC.items()), value="people",
            ),
            stage.Choice(
                "vote", label="Your explanation",
                options=tuple((text, name) for name, text in VOTE.items()), value="none",
            ),
        ),
        sources=(
            *(evidence.source(key) for key in (*POSITIVE, "abdallah2022")),
            evidence.source("borgogna2024", "Six trials pooled: a small gap, which smaller trials inflate."),
        ),
        note=(
            "Published data in people, not a model. One dot is one person: filled got ketamine, hollow the "
            "comparison, diamonds both in turn. Doses are those of the trials. The sentences on why a topic could "
            "matter are our reasoning."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="In a trial with 30 people PTSD eased far more on ketamine. A larger one with 158 then found …",
            options=(
                ("larger", "an even larger benefit"),
                ("same", "about the same benefit"),
                ("none", "no difference"),
            ),
            run={"shown": True, "positive": "feder2021"},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _answer(result: Comparison) -> str:
    return "none" if result.second.trial.answer == "no_difference" else "same"


def _explain(result: Comparison) -> str:
    return (
        f"{result.first.trial.label}: {results(result.first)} {result.second.trial.label}: {results(result.second)} "
        "The assumption behind the question: that both tested the same thing. Go through the list to see."
    )
