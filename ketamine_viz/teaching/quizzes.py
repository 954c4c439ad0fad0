"""A question of the bank, on the screen."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ketamine_viz import evidence
from ketamine_viz.teaching.bank import Question, Wrong, questions
from ketamine_viz.teaching.nearest import nearest

if TYPE_CHECKING:
    from ketamine_viz.stage import Quiz
    from ketamine_viz.stage.quiz import Reply


def quiz(question_id: str) -> Quiz:
    """Return one question as a widget.

    Parameters
    ----------
    question_id
        Id in ``data/teaching/quiz_bank.csv``, such as ``q001``.

    Raises
    ------
    ValueError
        For an unknown id, with the nearest ones.
    """
    known = {q.id: q for q in questions()}
    if question_id not in known:
        raise ValueError(nearest("question_id", question_id, known))
    return ask(known[question_id])


def ask(asked: Question) -> Quiz:
    """Return a question as a widget."""
    from ketamine_viz import stage
    from ketamine_viz.stage.quiz import Run

    answer: str | float | tuple[str, ...] = asked.answer
    if asked.type == "numeric":
        answer = float(asked.answer[0])
    elif asked.type != "multiple":
        answer = asked.answer[0]
    run = None
    if asked.notebook:
        run = Run(
            asked.run, asked.notebook, f"Open {asked.notebook.removesuffix('.ipynb')}, where the model is"
        )
    return stage.Quiz(
        question=asked.question,
        kind=asked.type,
        options=asked.options,
        answer=answer,
        feedback=asked.explanation,
        replies=[_reply(wrong) for wrong in asked.wrong],
        source=evidence.source(asked.ref) if asked.ref else None,
        tolerance=asked.tolerance,
        unit=asked.unit,
        minimum=asked.minimum,
        maximum=asked.maximum,
        run=run,
    )


def _reply(wrong: Wrong) -> Reply:
    from ketamine_viz.stage.quiz import Reply

    return Reply(
        wrong.why,
        option=wrong.option,
        missed=wrong.reply == "missed",
        low=-math.inf if wrong.low is None else wrong.low,
        high=math.inf if wrong.high is None else wrong.high,
        source=evidence.source(wrong.read_more),
    )
