"""Panel: suicidal thoughts by way in, diagnosis and time.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.figures.thoughts import DIAGNOSIS, NOTICE, ROUTE, Thoughts
from ketamine_viz.psychological.intervals import interval
from ketamine_viz.psychological.thoughts import DIAGNOSES, ROUTES, Look, lines, look
from ketamine_viz.stage.text import number

MODEL_CARD = (
    "In: trials that counted people whose suicidal thoughts were gone or halved, and trials of which only a finding in "
    "words was seen. No model.\n"
    "Left out on purpose: deaths. Trials are far too small and too short to tell, and a picture would mislead.\n"
    "Left out: attempts, and everything about how people harm themselves.\n"
    "Counted apart: thoughts gone, thoughts halved, mean scores, and risk as rated by a clinician are not the same.\n"
    "Chosen: one time of each trial in the first three days; the view over time follows one trial for two weeks.\n"
    "Wrong: most people can tell what they got, which can make thoughts ease more in the drug group.\n"
)
_ALL = "all"


def thoughts_not_deaths() -> stage.Panel:
    """Return the panel on suicidal thoughts; whom to call stands on its picture.

    Sources: every reference of ``psychological/thought_measures``, and the label that says prevention is not shown.
    """
    return stage.Panel(
        title="Suicidal thoughts after ketamine: for whom, by which way in, for how long? Thoughts, not deaths",
        picture=Thoughts(),
        compute=look,
        controls=(
            stage.Choice(
                "view", label="Show", value="trials",
                options=(
                    ("every trial, first days", "trials"), ("one trial, by diagnosis", "diagnosis"),
                    ("one trial, over two weeks", "fading"),
                ),
            ),
            stage.Choice(
                "route", label="Way in", value=_ALL,
                options=tuple((_ALL if name == _ALL else ROUTE[name], name) for name in ROUTES),
            ),
            stage.Choice(
                "diagnosis", label="Diagnosis", value=_ALL,
                options=tuple((_ALL if name == _ALL else DIAGNOSIS[name], name) for name in DIAGNOSES),
            ),
            stage.Toggle("open_label", label="Also groups without a control (open label)", value=False),
        ),
        sources=_sources,
        note=(
            f"{NOTICE} Published data in people, not a model. (S): esketamine. Gone, halved, mean score and rated risk "
            "are different things, so rows cannot be ranked."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="One trial split people by diagnosis. In which group did ketamine ease suicidal thoughts clearly "
            "more often than placebo?",
            options=(
                ("depressive", "Depressive disorder"),
                ("bipolar", "Bipolar disorder"),
                ("both", "Both alike"),
            ),
            run={"view": "diagnosis", "route": _ALL, "diagnosis": _ALL},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _sources(result: Look) -> tuple[evidence.Source, ...]:
    keys = dict.fromkeys(line.main.ref for line in result.lines)
    return (
        *(evidence.source(key) for key in keys),
        evidence.source("spravato_label", "Says that prevention of suicide has not been shown."),
    )


def _clear(diagnosis: str) -> bool:
    (line,) = (one for one in lines() if one.counted == "odds" and one.diagnosis == diagnosis)
    ends = interval(line.main)
    return ends is not None and (ends.low > 1 or ends.high < 1)


def _answer(result: Look) -> str:  # noqa: ARG001 - the split is one trial's, whatever is in view
    clear = [name for name in ("depressive", "bipolar") if _clear(name)]
    return clear[0] if len(clear) == 1 else "both"


def _explain(result: Look) -> str:  # noqa: ARG001
    told = []
    for line in lines():
        if line.counted == "odds":
            ends = interval(line.main)
            assert ends is not None
            told.append(
                f"{DIAGNOSIS[line.diagnosis].lower()} {number(line.main.value or 0)} ({number(ends.low)} to "
                f"{number(ends.high)})"
            )
    return (
        f"Odds ratio of thoughts gone at day 3, against placebo: {'; '.join(told)}. The intervals are very wide: the "
        f"groups were small. The assumption: that one trial's split would come out again. {NOTICE}"
    )
