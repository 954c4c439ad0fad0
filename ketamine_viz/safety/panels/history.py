"""Panel: milestones from anaesthetic to antidepressant, one paper each.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.safety.dated import ALL, Timeline, papers
from ketamine_viz.safety.figures.timeline import DatedFacts

_NOTE = (
    "One primary paper for each step, chosen by us; others were as important. In brackets: how many people, and what "
    "it was compared with. Hollow marks are animals: what they show need not hold in people."
)
_MODEL_CARD = """\
In: papers that moved the story, also those that disagree with one another. No model.
Left out: the many repeats, which make a finding firm; pain, addiction and bipolar disorder.
Gets wrong: a line of time makes it look planned. Few expected that an anaesthetic would lift mood.
"""


def milestones() -> stage.Panel:
    """Return the panel of milestones.

    Sources: the references of data/safety/milestones.csv
    """
    everything = papers()
    stages = tuple((words, name) for name, words in everything.kinds)
    return stage.Panel(
        title="From anaesthetic to antidepressant: which paper moved the story?",
        picture=DatedFacts(),
        compute=papers,
        controls=(
            stage.Choice("stage", label="Step", options=(("all", ALL), *stages), value=ALL),
            stage.Choice(
                "who", label="Studied in", options=(("people and animals", "all"), ("people", "people"),
                                                    ("animals", "animals")), value="all",
            ),
            stage.Toggle("beside", label="Say with how many, and against what", value=True),
        ),
        sources=_sources,
        note=_NOTE,
        model_card=_MODEL_CARD,
    )  # fmt: skip


def _sources(result: Timeline) -> tuple[evidence.Source, ...]:
    return tuple(
        evidence.source(ref) for ref in dict.fromkeys(ref for mark in result.marks for ref in mark.refs)
    )
