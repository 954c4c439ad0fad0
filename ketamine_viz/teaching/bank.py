"""The question bank as data."""

from __future__ import annotations

from dataclasses import dataclass

from ketamine_viz import evidence
from ketamine_viz.teaching.nearest import nearest


@dataclass(frozen=True)
class Question:
    """One question with its answer and the belief it is for.

    Attributes
    ----------
    type
        single, multiple, numeric or predict_then_run.
    options
        In the order shown; empty for numeric.
    answer
        The right options; for numeric, the number as text.
    """

    id: str
    level: str
    type: str
    question: str
    options: tuple[str, ...]
    answer: tuple[str, ...]
    explanation: str
    misconception: str
    ref: str | None


def questions(level: str | None = None) -> tuple[Question, ...]:
    """Return the questions of one part of the subject, or all.

    Raises
    ------
    ValueError
        For a level without questions.

    Examples
    --------
    >>> questions()[0].id
    'q001'
    """
    found = tuple(
        Question(
            id=r["id"],
            level=r["level"],
            type=r["type"],
            question=r["question"],
            options=_parts(r["options"]),
            answer=_parts(r["answer"]),
            explanation=r["explanation"],
            misconception=r["misconception_targeted"],
            ref=r["ref"],
        )
        for r in evidence.rows("teaching/quiz_bank")
    )
    if level is None:
        return found
    levels = {q.level for q in found}
    if level not in levels:
        raise ValueError(nearest("level", level, levels))
    return tuple(q for q in found if q.level == level)


def _parts(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|")) if text else ()
