"""Panel: three famous percentages opened one by one.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.famous import Story, tell
from ketamine_viz.psychological.famous_words import figure
from ketamine_viz.psychological.figures.famous import FamousNumbers

MODEL_CARD = (
    "In: for each number the study it comes from and later results that print a treated group and its control group. "
    "No model.\n"
    "Worked out: 100 minus the printed remission; what is left after steps in turn if nobody leaves; how many are "
    "treated for one more to be helped. Each is labelled so.\n"
    "Left out: a pooled 52% at 24 hours (Han 2016) and a second 55% of suicidal thoughts, since their control numbers "
    "were not seen at a source; numbers only recalled; deaths.\n"
    "Chance: from n of both groups (Newcombe), or a printed interval that reaches the control. The first study of the "
    "70% was a crossover: the same people had both, which this ignores.\n"
    "Wrong: rows differ in people, dose, control and what was counted. Small trials that found nothing may be missing, "
    "so the picture is probably too kind to the drug.\n"
)


def three_numbers() -> stage.Panel:
    """Return the panel on 70%, 55% and 30%.

    Sources: every reference of the rows that ``psychological/famous_rows`` points at; rush2023 for the dispute.
    """
    return stage.Panel(
        title="70%, 55%, 30%: who was counted, and against what?",
        picture=FamousNumbers(),
        compute=tell,
        controls=(
            stage.Choice(
                "story", label="Number", value="relief70",
                options=(
                    ("70% feel relief within a day", "relief70"),
                    ("55% lose suicidal thoughts by the next day", "thoughts55"),
                    ("30% are helped by no tablet", "norelief30"),
                ),
            ),
            stage.Range(
                "step", label="Open", value=2,
                stops=(("what stands behind it", 0), ("the next two", 1), ("everything", 2)),
            ),
            stage.Choice(
                "order", label="Order", value="year",
                options=(("by year", "year"), ("by gap from the control", "gap")),
            ),
            stage.Toggle("needed", label="How many treated for one more helped (NNT)", value=True),
            stage.Toggle("practice", label="Also groups without a control (open label)", value=False),
        ),
        sources=_sources,
        note=(
            "Published data in people, not a model. Open the numbers one by one: each row is one result beside its own "
            "control group. Click a row for its study."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="“30% of people get no relief from antidepressants.” How was that number found?",
            options=(
                ("counted", "By counting people after all treatments"),
                ("computed", "By a sum, as if nobody had left the study"),
                ("placebo", "By comparing tablets with placebo"),
            ),
            run={"story": "norelief30", "step": 2},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _sources(result: Story) -> tuple[evidence.Source, ...]:
    keys = dict.fromkeys(one.main.ref for one in result.readings)
    found = [evidence.source(key) for key in keys]
    if result.id == "norelief30":
        found.append(evidence.source("rush2023", "The first authors say why they reject the reanalysis."))
    if result.id == "thoughts55":
        found.append(evidence.source("spravato_label", "Says that prevention of suicide has not been shown."))
    return tuple(found)


def _answer(result: Story) -> str:
    if result.origin.theoretical:
        return "computed"
    return "counted" if result.origin.control is None else "placebo"


def _explain(result: Story) -> str:
    left = figure(result.origin.value)
    other = next(one for one in result.others if one.main.ref != result.origin.main.ref)
    return (
        f"Remission after each step was multiplied up to {figure(100 - result.origin.value)} of 100, so {left} are "
        "left. The assumption: nobody leaves, and those who leave would have done as well as those who stay. A "
        f"reanalysis says {figure(other.value)}; the first authors dispute it. No placebo group was there."
    )
