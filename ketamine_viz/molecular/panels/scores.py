"""Panel: how does the cascade model do against what was published?  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.cascade import scoring
from ketamine_viz.molecular.figures.scores import ScoresPicture, said
from ketamine_viz.molecular.scores import Scorecard
from ketamine_viz.molecular.scores import scorecard as compute

MODEL_CARD = """\
In: 82 published experiments in which a part was broken or added, and 72 measured directions over time. For each the
model runs the same experiment and says weaker, same or stronger; without ketamine, like it or unlike it.
Held out: the papers are halved 20 times; one half chooses among three wirings, the other half is scored. Whole papers,
never single rows. Kept aside: while wirings and numbers were adjusted, only half of the papers were looked at; the
last line is the other half.
Kind to the model: its makers had read the whole table once, and the arrows of its map, which say what is needed for
what, cite many of the same papers. Papers that nobody had seen would be harder.
Rule without a model: any loss weakens, any addition strengthens, anything in place of ketamine copies it.
Kappa: 0 is chance, 1 is full agreement. Rows that the model cannot run count as misses.
Left out: observations without an experiment; rows known from memory only.
Wrong: agreement with papers is not agreement with nature. What found nothing was printed less often.
"""


def scorecard() -> stage.Panel:
    """Return the scores of the cascade model beside a rule without a model.

    Sources: the experiments of ``molecular/interventions`` and ``molecular/timecourse``.
    """
    return stage.Panel(
        title="How often is this model right, and would a simple rule do as well?",
        picture=ScoresPicture(),
        compute=compute,
        controls=(
            stage.Choice(
                "view",
                label="Look at",
                options=(
                    ("held-out papers", "held_out"),
                    ("mice, rats, slices, people", "species"),
                    ("disputed experiments", "contested"),
                    ("directions over time", "signs"),
                ),
                value="held_out",
            ),
            stage.Choice(
                "measure",
                label="Score",
                options=(("Cohen's kappa", "kappa"), ("agreement", "agreement")),
                value="kappa",
            ),
        ),
        sources=_sources,
        note=(
            "A model is worth something only where it beats a rule that needs none. Numbers in brackets: how many "
            "experiments. Computed beforehand, since it takes a minute."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="On disputed experiments, how many of the accounts beat a rule without a model?",
            options=(("one", "One, clearly"), ("several", "Several"), ("none", "None"), ("all", "All")),
            run={"view": "contested", "measure": "agreement"},
            answer=_answer,
            explain=_explain,
        ),
    )


def _answer(result: Scorecard) -> str:
    winning = len(result.lines) - len(result.beaten)
    return "none" if not winning else "all" if not result.beaten else "one" if winning == 1 else "several"


def _explain(result: Scorecard) -> str:
    low, high = (said(line, "agreement").split(" | ")[0] for line in (result.worst, result.best))
    rule = said(result.best, "agreement").split(" | ")[1]
    return (
        f"Accounts agree with {low} to {high} of {result.best.n}, the rule with {rule}: an account says no loss "
        "wherever a part is not its own. The assumption responsible: that one account holds alone. Differences of a "
        "few experiments crown nobody."
    )


def _sources(result: Scorecard) -> tuple[evidence.Source, ...]:
    if result.view == "signs":
        rows = [row for row in evidence.rows("molecular/timecourse") if row["unit"] == "sign"]
    else:
        rows = list(scoring.rows("contested" if result.view == "contested" else "high"))
    return tuple(evidence.source(key) for key in sorted({row["ref"] for row in rows}))
