"""The panel that counts questions: wiring only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache

from ketamine_viz import evidence, stage
from ketamine_viz.stage.quiz import KINDS
from ketamine_viz.teaching.bank import Question, questions
from ketamine_viz.teaching.figures.questions import QuestionCounts, QuestionsPicture

_ALL = "all"
#: Choice → its words, and which questions it takes.
_WHICH: dict[str, tuple[str, Callable[[Question], bool]]] = {
    _ALL: ("All questions", lambda _: True),
    "asked": ("Asked in a lesson", lambda q: bool(q.asked_in)),
    "here": ("Only on this page", lambda q: not q.asked_in),
    "pre_post": ("Ten for before and after a lesson", lambda q: q.pre_post is not None),
}
_NOTE = (
    "Counts of our own questions. How many there are on a part says nothing of how much is known about it."
)
_MODEL_CARD = """\
Counted: each row of the question bank, by part of the subject and kind.
Asked in a lesson: it stands in at least one notebook besides this one.
Left out: questions put by panels themselves, before they show what comes out.
Gets wrong: a question that touches two parts is counted on one.
"""


@cache
def counted(which: str) -> QuestionCounts:
    """Return the counts of one choice of questions."""
    words, takes = _WHICH[which]
    counts = Counter((_part(q.level), _kind(q.type)) for q in questions() if takes(q))
    levels = dict.fromkeys(_part(q.level) for q in questions())
    return QuestionCounts(words, tuple(levels), tuple(_kind(name) for name in KINDS), counts)


def question_counts() -> stage.Panel:
    """Return the panel that counts questions by part of the subject and kind.

    Sources: every row of ``teaching/quiz_bank``.
    """
    everything = counted(_ALL)
    most = max(everything.of_part(part) for part in everything.parts)
    return stage.Panel(
        title="What can you be asked here?",
        picture=QuestionsPicture(everything.parts, everything.kinds, most),
        controls=(
            stage.Choice(
                "which",
                label="Questions",
                options=tuple((words, which) for which, (words, _) in _WHICH.items()),
                value=_ALL,
            ),
        ),
        compute=counted,
        note=_NOTE,
        model_card=_MODEL_CARD,
    )


def _part(level: str) -> str:
    return evidence.meaning("teaching_level", level)


def _kind(name: str) -> str:
    return evidence.meaning("quiz_type", name)
