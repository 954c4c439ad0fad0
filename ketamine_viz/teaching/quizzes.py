"""A question of the bank, on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketamine_viz import evidence
from ketamine_viz.teaching.bank import questions
from ketamine_viz.teaching.nearest import nearest

if TYPE_CHECKING:
    from ketamine_viz.stage import Quiz


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
    from ketamine_viz import stage

    known = {q.id: q for q in questions()}
    if question_id not in known:
        raise ValueError(nearest("question_id", question_id, known))
    asked = known[question_id]
    if asked.type == "numeric":
        answer: str | float | tuple[str, ...] = float(asked.answer[0])
    else:
        answer = asked.answer if asked.type == "multiple" else asked.answer[0]
    return stage.Quiz(
        question=asked.question,
        kind=asked.type,
        options=asked.options,
        answer=answer,
        feedback=asked.explanation,
        source=evidence.source(asked.ref) if asked.ref else None,
    )
