"""Panel: what scales ask.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.experience_scales import DOMAINS, Asked, asked, scales
from ketamine_viz.psychological.figures.scales import ScalesPicture

MODEL_CARD = """\
In: what seven scales are about, who rates them, how they are scored, and a typical mean beside its control group.
In our own words: no question of any scale is copied, and nothing here can be used to rate anybody.
Sorted by us: which question belongs to which of fourteen things. Another reader would sort some of them otherwise.
Left out: dozens of other scales, and most means: our tables hold few with their control group.
Wrong: one dot stands for one question or for ten. That a scale does not ask about something does not mean that nobody \
felt it.
"""


def what_scales_ask() -> stage.Panel:
    """Return the panel: which scale asks about what, and one of them opened.

    Sources: those of the scale that is open.
    """
    return stage.Panel(
        title="What do the scales ask, and what do they never ask?",
        picture=ScalesPicture(),
        compute=asked,
        controls=(
            stage.Choice(
                "scale", label="Open the scale",
                options=tuple((one.short, one.id) for one in scales()), value="cadss",
            ),
            stage.Choice(
                "domain", label="Light up",
                options=(("all", "all"), *((evidence.meaning("scale_domain", d), d) for d in DOMAINS)), value="all",
            ),
        ),
        sources=_sources,
        note=(
            "In our own words; no question is copied. Left of the dashed line: states of an hour. Right of it: mood of "
            "the days before. Hopeless and suicidal thoughts are thoughts, not deaths."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="How many of these seven scales ask about insight or meaning?",
            options=(("one", "One"), ("three", "Three"), ("most", "Most of them")),
            run={"domain": "meaning", "scale": "asc"},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _answer(result: Asked) -> str:
    count = len(result.asking("meaning"))
    return "one" if count <= 1 else "three" if count <= 3 else "most"


def _explain(result: Asked) -> str:
    names = ", ".join(one.short for one in result.asking("meaning"))
    return (
        f"{names}. The usual dissociation scale cannot find what it does not ask about. The assumption: our sorting of "
        "questions into fourteen things."
    )


def _sources(result: Asked) -> tuple[evidence.Source, ...]:
    keys = dict.fromkeys((*result.scale.refs, *result.scale.typical_refs))
    return tuple(evidence.source(key) for key in keys)
