"""Panel: one claim, the findings for and against it.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.figures.two_results import TwoResults
from ketamine_viz.molecular.two_results import View, disputes, view

MODEL_CARD = (
    "In: findings of our tables on eight claims, with the numbers that were printed and their controls.\n"
    "Left out: everything we have not read; a claim has more studies than rows here.\n"
    "Fitted and simulated: nothing. These are measured results.\n"
    "Judged by us: under which heading a finding stands, by what its authors report, and whether its control could "
    "tell.\n"
    "Wrong: counting findings is not weighing them. A row of 5 people takes as much room as a row of 900; that is "
    "why the marks grow with the people, and why nothing is averaged.\n"
)


def two_sides() -> stage.Panel:
    """Return the panel of disputes: two results side by side, and what each allows us to say.

    Sources: the references of ``molecular/dispute_findings``.
    """
    return stage.Panel(
        title="Two good studies disagree. What may we say?",
        picture=TwoResults(),
        compute=view,
        controls=(
            stage.Choice(
                "dispute",
                label="Dispute",
                options=tuple((one.name, key) for key, one in disputes().items()),
                value="rapamycin",
            ),
            stage.Choice(
                "who",
                label="Who was studied",
                options=(("everybody", "all"), ("people", "people"), ("animals and cells", "animals")),
                value="all",
            ),
            stage.Choice(
                "order",
                label="Order",
                options=(("by side", "stance"), ("most people first", "size"), ("oldest first", "year")),
                value="stance",
            ),
        ),
        sources=_sources,
        note=(
            "Measured results, not a model. Left: under which heading a finding stands. Right: sizes, filled with "
            "the treatment, hollow its control, where they were printed. Click a row for its card."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Naltrexone blocks opioid receptors. In how many studies of people did it weaken the relief?",
            options=(("all", "In all of them"), ("some", "In some of them"), ("none", "In none of them")),
            run={"dispute": "naltrexone", "who": "people", "order": "stance"},
            answer=_answer,
            explain=_explain,
        ),
    )


def _answer(result: View) -> str:
    weaker = result.count("for")
    return "none" if not weaker else "all" if weaker == len(result.shown) else "some"


def _explain(result: View) -> str:
    weak = [one for one in result.shown if one.stance == "against" and not one.could_tell]
    return (
        f"In {result.count('for')} of {len(result.shown)}. But of the {result.count('against')} that saw no loss, "
        f"{len(weak)} had no control group, or one that did as well, so they could hardly have seen it. The "
        "assumption responsible: that a study without a difference had the power to find one."
    )


def _sources(result: View) -> tuple[evidence.Source, ...]:
    return tuple(evidence.source(key) for key in sorted({one.ref for one in result.shown}))
