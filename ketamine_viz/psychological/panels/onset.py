"""Panel: how soon ketamine, SSRIs and ECT set in, each against its own control group.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.figures.onset import OnsetPicture
from ketamine_viz.psychological.onset_courses import LOOKS, Onset, compare
from ketamine_viz.psychological.printed import clock
from ketamine_viz.stage.text import number

MODEL_CARD = (
    "In: printed results over time, of a treated group and its own control group. No model.\n"
    "Computed: the gap (for scores: the difference of the changes from the start), and its share of the widest gap.\n"
    "Left out: ketamine in the first hours of the pooled drips, not seen as numbers; SSRI groups one by one, of which "
    "only the difference from placebo was seen.\n"
    "ECT: one group of 253, all knew what they got; people in remission so far, so the line cannot fall.\n"
    "Why no ranking: scales, people and placebos differ. SSRI trials took people at the start of treatment; most "
    "ketamine trials took people whom tablets had not helped, and many could tell what they got.\n"
    "Wrong: lines between points are drawn straight; nobody measured there.\n"
)


def onset() -> stage.Panel:
    """Return the panel on the speed of onset.

    Sources: wilkinson2018a, daly2018, lii2023, taylor2006, husain2004
    """
    return stage.Panel(
        title="Hours or weeks: how soon does each treatment pull ahead of its own control?",
        picture=OnsetPicture(),
        compute=compare,
        controls=(
            stage.Range("at", label="Look at", value=24.0, stops=tuple((clock(time), time) for time in LOOKS)),
            stage.Choice(
                "drawn", label="What is drawn", value="own",
                options=(("both groups, own scale", "own"), ("share of its own widest gap", "share")),
            ),
            stage.Choice(
                "ketamine", label="Ketamine study", value="pooled",
                options=(
                    ("drips, ten trials pooled", "pooled"), ("esketamine spray, placebo spray", "spray"),
                    ("drip, asleep for surgery", "asleep"),
                ),
            ),
            stage.Choice(
                "ssri", label="SSRI measure", value="ssri_share",
                options=(("people whose score halved", "ssri_share"), ("points on a scale", "ssri_points")),
            ),
            stage.Choice(
                "axis", label="Time", value="log", options=(("hours to weeks", "log"), ("plain weeks", "plain"))
            ),
            stage.Toggle("ect", label="Also ECT (open label, no control)", value=False),
        ),
        sources=_sources,
        note=(
            "Published data in people, not a model. Slide “Look at” from two hours to six weeks. Compare when the gaps "
            "open, never how wide they are: people, scales and placebos differ."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="How much of the SSRI effect of week 6 is there after one week?",
            options=(("none", "Almost none"), ("third", "About a third"), ("most", "More than half")),
            run={"drawn": "share", "at": 168.0},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _sources(result: Onset) -> tuple[evidence.Source, ...]:
    return tuple(evidence.source(course.ref) for course in result.courses)


def _first_week(result: Onset) -> float:
    point = result.ssri.at(168.0)
    share = result.ssri.share(point) if point else None
    assert share is not None
    return share


def _answer(result: Onset) -> str:
    share = _first_week(result)
    return "none" if share < 15 else "third" if share <= 50 else "most"


def _explain(result: Onset) -> str:
    return (
        f"{number(_first_week(result), 2)}% of the widest gap from placebo is there after one week: SSRIs are slow, "
        "not idle. The assumption: the gap from placebo is the effect of the tablet."
    )
