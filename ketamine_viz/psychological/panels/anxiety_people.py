"""Panel: how few people the evidence on anxiety rests on.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.anxiety_people import Crowd, crowd, large
from ketamine_viz.psychological.figures.anxiety_people import AnxietyPeople

MODEL_CARD = (
    "In: every trial of ketamine for social or generalised anxiety that we found, with PTSD and OCD on request. No "
    "model.\n"
    "Counted: people randomised, each once. Reports that look at the same people again are named and not counted.\n"
    "Left out: anxiety as a symptom in trials of depression; trials that are registered and not reported.\n"
    "For comparison: one trial of a familiar drug in social anxiety, and the pooled trials of ketamine in depression.\n"
    "Wrong: a trial we did not find is not in it. A count of people says nothing of what came out: open the cards.\n"
)
_BESIDE = {"lader2004": "One trial of an SSRI", "bahji2021": "Ketamine trials in depression"}


def people_behind_anxiety() -> stage.Panel:
    """Return the panel of dots, one for each person.

    Sources: taylor2018, glue2020x, shadli2018, glue2017, glue2018, hull2022, feder2014, feder2021,
    abdallah2022, duek2023, rodriguez2013, bloch2012, whittaker2021, lader2004, bahji2021
    """
    return stage.Panel(
        title="How many people stand behind “ketamine for anxiety”?",
        picture=AnxietyPeople(),
        compute=crowd,
        controls=(
            stage.Choice(
                "sort", label="Sort people by",
                options=(("how they were assigned", "design"), ("what they were compared with", "masking")),
                value="design",
            ),
            stage.Toggle("wide", label="Count PTSD and OCD as anxiety too", value=False),
            stage.Toggle("open_label", label="Also people without a control group", value=False),
            stage.Choice(
                "beside", label="For comparison",
                options=tuple((_BESIDE[t.ref], t.ref) for t in large()), value="lader2004",
            ),
        ),
        sources=_sources,
        note=(
            "Published data in people, not a model. One dot is one person, on both sides. Diamonds got both "
            "treatments in turn; hollow triangles had no control group. Each trial opens a card with what came out."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Popular texts say that ketamine treats anxiety disorders. How many people have been in its "
            "randomised trials for social or generalised anxiety, as far as we found?",
            options=(("tens", "About 30"), ("hundreds", "About 300"), ("thousands", "About 3,000")),
            run={"wide": False, "open_label": False, "sort": "design"},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _sources(result: Crowd) -> tuple[evidence.Source, ...]:
    shown = [t for g in result.groups for t in g.trials] + [*result.repeats, *result.unseen, result.beside]
    return (
        *(evidence.source(t.ref) for t in shown),
        evidence.source("whittaker2021", "The review that pooled what there was."),
    )


def _answer(result: Crowd) -> str:
    return "tens" if result.randomised < 100 else "hundreds" if result.randomised < 1000 else "thousands"


def _explain(result: Crowd) -> str:
    both = sum(g.people for g in result.groups if g.name == "crossover")
    return (
        f"{result.randomised} people in {result.trials_randomised} trials, and {both} of them got both treatments in "
        f"turn, so that nobody was in a control group only. One trial of a familiar drug had {result.beside.n:,}. "
        "The assumption: that our search missed no large trial."
    )
