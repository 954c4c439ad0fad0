"""Panel: judge a fresh sentence and write a better one.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.teaching.help_line import HELP_LINE
from ketamine_viz.teaching.notebooks import title
from ketamine_viz.teaching.sentences import Sentence, looks, sentences

_NOTE = (
    "The sentences are made up by us, in the style of popular texts; their sources are real. What you write is read "
    "by this notebook on your machine and nowhere else; Reset empties it, also from the page you may save."
)


def judge_a_sentence() -> stage.Exercise:
    """Return the exercise: in whom, against what, how many, seen where; then a better sentence.

    Sources: every row of ``teaching/sentences``.
    """
    return stage.Exercise(
        title="Judge a sentence, then write a better one",
        tasks=[_task(one) for one in sentences()],
        looks=looks,
        note=_NOTE,
    )


def _task(one: Sentence) -> stage.Task:
    return stage.Task(
        id=one.id,
        sentence=one.sentence,
        clue=one.clue,
        asks=tuple(
            stage.Ask(asked.name, asked.label, asked.options, asked.answer, asked.why) for asked in one.judged
        ),
        fault=one.fault,
        better=one.better,
        note=f"Thoughts of suicide are not deaths by suicide. {HELP_LINE}" if one.suicide_topic else "",
        sources=tuple(evidence.source(key) for key in one.refs),
        link=(title(one.stem), f"{one.stem}.ipynb"),
    )
