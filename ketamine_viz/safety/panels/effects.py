"""Panel: which side effects, how many in a hundred, beside the control group.  Wiring only."""

from __future__ import annotations

from collections.abc import Iterable

from ketamine_viz import evidence, stage
from ketamine_viz.safety.figures.hundred import PairedRisks, sure
from ketamine_viz.safety.risks import Risks, names, risks, studies

MODEL_CARD = (
    "In: side effects that six reports on the S-ketamine spray print with the size of the group. No model is run.\n"
    "Worked out here: the difference in 100 people and its 95% interval (Newcombe), from shares and sizes of groups.\n"
    "Left out: thoughts of suicide and deaths by suicide, which are kept apart; effects below the cut-off of a "
    "report; other ways in and forms, for which hardly any trial prints both groups.\n"
    "Easy to misread: people told of it at least once in the whole time, not at each dose. Reports differ in who "
    "took part and how they asked. Many could tell what they had, and that can change what they report.\n"
    "In the grid, ■ are people who would have it either way: who they are cannot be known.\n"
)
_SORTS = (("how common", "common"), ("difference from control", "difference"), ("name", "name"))


def side_effects() -> stage.Panel:
    """Return the panel of side effects beside the control group, with one of them in a hundred people.

    Sources: fedgchin2019, canuso2021, daly2019, katz2021, wajs2020, williamson2022
    """
    return stage.Panel(
        title="Which side effects come with the spray, and how many would have come anyway?",
        picture=PairedRisks(),
        compute=risks,
        controls=(
            stage.Choice(
                "study", label="Report",
                options=tuple((row["label"], name) for name, row in studies().items()), value="start",
            ),
            stage.Choice("sort", label="Order by", options=_SORTS, value="common"),
            stage.Choice(
                "focus", label="In 100 people", options=tuple((name, name) for name in names()), value="dissociation",
            ),
        ),
        sources=_sources,
        note=(
            "Published data in people, not advice; study regimens of the S-ketamine spray. A question mark: the "
            "difference may be chance. Any new or worrying symptom is for a clinician, not for a chart."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Headache was the side effect of about 1 in 5 people on the spray in hospital care. How many of "
            "them would have had it with placebo too?",
            options=(("none", "Hardly any"), ("half", "About half"), ("all", "All of them")),
            run={"study": "hospital", "focus": "headache", "sort": "difference"},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _headache() -> Risks:
    return risks("hospital", focus="headache")


def _answer(result: Risks) -> str:  # noqa: ARG001 - that trial's, whichever is in view
    e = _headache().chosen
    assert e is not None
    assert e.control is not None
    share = e.control / e.drug
    return "all" if share > 0.8 else "half" if share > 0.3 else "none"


def _explain(result: Risks) -> str:  # noqa: ARG001
    e = _headache().chosen
    assert e is not None
    return (
        f"{e.drug} in 100 with the spray, {e.control} with placebo. {sure(e)} A list of side effects without its "
        "control group blames the drug for headaches that come anyway. The assumption: both groups were asked alike."
    )


def _sources(result: Risks) -> Iterable[evidence.Source]:
    keys = [result.study["ref"], "katz2021", *result.time["refs"]]
    return [evidence.source(key) for key in dict.fromkeys(keys)]
