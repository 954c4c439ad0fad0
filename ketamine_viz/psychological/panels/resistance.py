"""Panel: who is called treatment-resistant.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.figures.resistance import ResistancePicture
from ketamine_viz.psychological.resistance import Group, define, definitions
from ketamine_viz.stage.text import number

MODEL_CARD = (
    "In: rules for calling a depression resistant, and results of studies that say by which rule they chose people.\n"
    "Worked out: of 100 who start STAR*D, how many are left after each step if nobody leaves: the printed shares not "
    "in remission, multiplied. Counted: who began the next step, as the first authors count (their paper prints 123 "
    "for step 4).\n"
    "Left out: trials whose rule was not seen at a source, such as KARMA-Dep 2 and the trial with midazolam of 2013; "
    "results only recalled.\n"
    "Not to be read: across rules, results are different drugs, doses and times. They do not show that a stricter rule "
    "makes a drug work less.\n"
    "Wrong: not being in remission is not the same as having failed a treatment; STAR*D had no placebo, so some of its "
    "remission would have come anyway.\n"
)


def who_is_resistant() -> stage.Panel:
    """Return the panel on definitions of treatment-resistant depression.

    Sources: rush2006, rush2023, pigott2023, gaynes2020, fekadu2018, fekadu2009, and every reference of
    ``psychological/resistance_results``.
    """
    return stage.Panel(
        title="Who counts as treatment-resistant?",
        picture=ResistancePicture(),
        compute=define,
        controls=(
            stage.Choice(
                "definition", label="Rule", value="two",
                options=tuple((one.label, one.id) for one in definitions().values()),
            ),
            stage.Choice(
                "count", label="Count", value="theory",
                options=(("if nobody left (worked out)", "theory"), ("who began the next step (counted)", "entered")),
            ),
            stage.Choice(
                "measure", label="Results show", value="remission",
                options=(("remission", "remission"), ("response (score halved)", "response")),
            ),
            stage.Toggle("open_label", label="Also groups without a control (open label)", value=True),
        ),
        sources=_sources,
        note=(
            "Published data and a sum, in people. Change the rule: the group changes, and so does what trials in it "
            "can say. Results stand beside their own control; rules cannot be ranked by them."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Of 100 people who start treatment, two steps must fail. In the study, how many were there to "
            "begin the third?",
            options=(("tenth", "About 10"), ("quarter", "About 25"), ("half", "About 45")),
            run={"definition": "two", "count": "entered"},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _sources(result: Group) -> tuple[evidence.Source, ...]:
    keys = dict.fromkeys(one.drug.ref for one in result.results)
    keys |= dict.fromkeys(one.asked_ref for one in result.results)
    keys |= dict.fromkeys((result.definition.ref, "rush2006", "rush2023"))
    if result.disputed is not None:
        keys["pigott2023"] = None
    if result.definition.id == "points":
        keys["fekadu2009"] = None
    return tuple(evidence.source(key) for key in keys)


def _answer(result: Group) -> str:
    began = result.definition.began
    assert began is not None
    return "tenth" if began < 18 else "quarter" if began < 35 else "half"


def _explain(result: Group) -> str:
    began, left = result.definition.began, result.definition.left
    assert began is not None
    assert left is not None
    return (
        f"{number(began, 2)} of 100 began step 3. Had nobody left, it would have been {number(left, 2)}. The "
        "assumption behind the larger number: those who left would have done as those who stayed."
    )
