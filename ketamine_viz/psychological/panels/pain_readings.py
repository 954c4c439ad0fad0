"""Panel: two readings on ketamine for chronic pain.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.figures.pain_readings import ASPECT, PAIN, VOTE, TwoReadings
from ketamine_viz.psychological.pain_readings import ASPECTS, Reading, read

MODEL_CARD = (
    "In: a consensus guideline of three societies (2018), a Cochrane review (2025), and the two pooled numbers that "
    "stand closest to them. No model.\n"
    "Read: abstracts, a society's own page and summaries, not the full texts. Rows in italics: the text does not tell "
    "this pain apart, as far as we read.\n"
    "Worked out here: a result printed on a scale of 0 to 10 is multiplied by ten, to stand beside the other.\n"
    "Left out: pain after surgery, cancer pain, headache, and single trials.\n"
    "Wrong: the two pooled numbers cover different times and trials. They show how alike numbers can be, no more.\n"
)


def pain_evidence() -> stage.Panel:
    """Return the panel: read a consensus and a review row by row.

    Sources: cohen2018, ferraro2025, orhurhu2019, noppers2011y
    """
    stops = [(f"{ASPECT[name][0].lower()}{ASPECT[name][1:]}", k + 1) for k, name in enumerate(ASPECTS)]
    return stage.Panel(
        title="Ketamine for chronic pain: how can two serious texts disagree?",
        picture=TwoReadings(),
        compute=read,
        controls=(
            stage.Range(
                "step", label="Read as far as", value=1, stops=(*stops, ("why both can be honest", len(ASPECTS) + 1)),
            ),
            stage.Choice(
                "pain", label="Which pain", options=tuple((text, name) for name, text in PAIN.items()), value="any",
            ),
            stage.Choice(
                "vote", label="Your verdict", options=tuple((text, name) for name, text in VOTE.items()), value="none",
            ),
        ),
        sources=(
            evidence.source("cohen2018", "The consensus."),
            evidence.source("ferraro2025", "The Cochrane review."),
            evidence.source("orhurhu2019", "Pooled trials of drips."),
            evidence.source("noppers2011y", "One trial in fibromyalgia: no lasting relief."),
        ),
        note=(
            "Published evidence, not a model, and no advice. Open one row after the other. A dashed line with a hollow "
            "mark is an interval that holds zero."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="In 2018 experts found support for drips in some chronic pains. In 2025 a review found no clear "
            "benefit. Trials were pooled in 2019 and again in 2025. Did the average gap to placebo shrink?",
            options=(
                ("shrank", "yes, by more than half"),
                ("same", "no, the number is nearly the same"),
                ("turned", "it turned to the other side"),
            ),
            run={"step": len(ASPECTS) + 1, "pain": "any"},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _answer(result: Reading) -> str:
    old, new = result.pooled
    if old.value * new.value < 0:
        return "turned"
    return "shrank" if abs(new.value) < abs(old.value) / 2 else "same"


def _explain(result: Reading) -> str:
    old, new = result.pooled
    return (
        f"Drug minus control, on a scale of 0 to 100: {old.value:.1f} in 2019 and {new.value:.1f} in 2025. What "
        f"changed is how wide the interval is ({new.low:.1f} to {new.high:.1f}, so zero is inside) and how strictly "
        f"small trials are judged (certainty {new.certainty}). The assumption: that both pooled "
        "numbers speak of the same pains and times, which they only partly do."
    ).replace("-", "−")
