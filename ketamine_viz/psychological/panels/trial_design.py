"""Panel: build the trial that would answer the question.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.figures.trial_design import CONTROL, RATER, TrialMatrix
from ketamine_viz.psychological.trial_design import CONTROLS, PEOPLE, RATERS, YES, Plan, plan, trials

MODEL_CARD = (
    "In: ten other explanations of a good result, the same rules for your trial and for eight that exist, and the "
    "normal approximation of power for two equal groups: Φ(d·√(n/2) − 1.96) + Φ(−d·√(n/2) − 1.96).\n"
    "Chosen by us: the ten, the rules, and what counts as partly (each column's card says). “Small”, “medium” and "
    "“large” gains are 0.2, 0.5 and 0.8 standard deviations by convention.\n"
    "Left out: people who leave, several outcomes, differences between therapists, cost, and whether people who join "
    "resemble those who do not.\n"
    "Wrong: explanations do not count alike. A trial with more “yes” is not always the better one. Designs were read "
    "in abstracts and registers; “?” is what was not seen there.\n"
    "Mixed: two of the eight are about depression, five about alcohol or drugs, one is a practice series.\n"
)
_ARMS = (
    ("everybody gets both, no comparison", "open"),
    ("both | ketamine + usual care", "usual_care"),
    ("both | ketamine + other hours", "same_hours"),
    ("both | control drug + therapy", "drug_or_not"),
    ("three groups", "three"),
    ("four groups", "four"),
)


def build_the_trial() -> stage.Panel:
    """Return the panel in which the reader builds a trial of therapy beside ketamine.

    Sources: the references of ``psychological/therapy_trials``, and kew2023.
    """
    return stage.Panel(
        title="Does therapy add to ketamine? Build the trial that would tell",
        picture=TrialMatrix(),
        compute=plan,
        controls=(
            stage.Choice("arms", label="Groups", options=_ARMS, value="drug_or_not"),
            stage.Choice(
                "drug_control", label="Control drug, if any",
                options=tuple((CONTROL[name], name) for name in CONTROLS), value="saline",
            ),
            stage.Choice(
                "rated_by", label="Judged by", options=tuple((RATER[name], name) for name in RATERS),
                value="own_clinic",
            ),
            stage.Range(
                "people", label="People in all", value=40, minimum=PEOPLE[0], maximum=PEOPLE[1], step=20,
                source="the trials here had 28 to 235",
            ),
            stage.Range(
                "follow_up_d", label="Followed for", value=30,
                stops=(("1 week", 7), ("30 days", 30), ("3 months", 90), ("6 months", 180), ("2 years", 730)),
                source="the trials here: 3 weeks to 2 years",
            ),
            stage.Range(
                "sessions", label="Sessions of therapy", value=8, minimum=1, maximum=20, step=1,
                source="the trials here: 1 to 16, as far as seen",
            ),
        ),
        sources=(
            *(evidence.source(trial.ref, trial.finding) for trial in trials()),
            evidence.source("kew2023", "A review of 19 studies of ketamine with psychotherapy."),
        ),
        note=(
            "Your row is a plan; the other rows are published designs by the same rules. Full mark: ruled out. Half: "
            "partly. Empty: not. Dotted line: 80%, a common aim. Click a row, or a column in your row, for its card."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Eight trials joined ketamine and therapy or training. How many fully rule out both “the drug "
            "alone did it” and “the therapy alone did it”?",
            options=(("none", "None"), ("some", "One or two"), ("half", "Three or four"), ("most", "Five or more")),
            run={"arms": "four", "drug_control": "active"},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _both(result: Plan) -> int:
    return sum(found["drug"] == YES and found["therapy"] == YES for _, found in result.theirs)


def _answer(result: Plan) -> str:
    count = _both(result)
    return "none" if not count else "some" if count < 3 else "half" if count < 5 else "most"


def _explain(result: Plan) -> str:
    with_both = [
        trial.label for trial, found in result.theirs if found["drug"] == YES and found["therapy"] != "no"
    ]
    return (
        f"{_both(result) or 'None'} of {len(result.theirs)}. {', '.join(with_both)} had the groups for it, but salt "
        "water as control drug, and people can feel the difference. Your trial now has four groups and a control that "
        "is felt. The assumption: with salt water, “therapy alone” is ruled out only partly."
    )
