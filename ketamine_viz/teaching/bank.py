"""The question bank as data."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ketamine_viz import evidence
from ketamine_viz.evidence import DataError
from ketamine_viz.teaching.nearest import nearest

_BANK, _FEEDBACK, _LESSONS = "teaching/quiz_bank", "teaching/quiz_feedback", "teaching/lessons"


@dataclass(frozen=True)
class Wrong:
    """One answer that is not right, and what is said to it.

    Attributes
    ----------
    reply
        A word of the vocabulary ``quiz_reply``: chosen, missed or number.
    option
        The option it is for; empty for numbers.
    low, high
        The wrong numbers it is for; None where there is no limit.
    read_more
        Key of the reference that says so.
    """

    reply: str
    option: str
    low: float | None
    high: float | None
    why: str
    read_more: str


@dataclass(frozen=True)
class Question:
    """One question with its answer and the belief it is for.

    Attributes
    ----------
    type
        single, multiple, numeric or predict_then_run.
    options
        In the order shown, which hangs on the id alone; empty for numeric.
    answer
        The right options; for numeric, the number as text.
    wrong
        What is said to each answer that is not right.
    unit, minimum, maximum, tolerance
        For numeric: its unit, the limits of what can be meant [unit], and the share of the answer it may be off.
    panel, notebook, run
        For predict_then_run: the call that makes the panel, the notebook that shows it, and what to set there.
    asked_in
        Names of the notebooks that ask it, without their ending.
    pre_post
        Its place in the short set for before and after a lesson; None if it is not in it.
    """

    id: str
    level: str
    type: str
    question: str
    options: tuple[str, ...]
    answer: tuple[str, ...]
    wrong: tuple[Wrong, ...]
    explanation: str
    misconception: str
    ref: str | None
    unit: str
    minimum: float | None
    maximum: float | None
    tolerance: float
    panel: str
    notebook: str
    run: str
    asked_in: tuple[str, ...]
    pre_post: int | None

    @property
    def suicide_topic(self) -> bool:
        """True if thoughts of suicide, or deaths by it, are spoken of: help is named beside it."""
        return "suicid" in " ".join((self.question, *self.options)).casefold()


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
    found = _all()
    if level is None:
        return found
    levels = {q.level for q in found}
    if level not in levels:
        raise ValueError(nearest("level", level, levels))
    return tuple(q for q in found if q.level == level)


def pre_post() -> tuple[Question, ...]:
    """Return ten questions across the parts of the subject, to ask before and after a lesson.

    They were chosen by us and have not been validated: nobody has measured whether they test what they seem to.

    Examples
    --------
    >>> len(pre_post())
    10
    """
    chosen = [q for q in _all() if q.pre_post is not None]
    return tuple(sorted(chosen, key=lambda q: q.pre_post or 0))


def shuffled(options: Sequence[str], seed: str) -> tuple[str, ...]:
    """Return options in an order that hangs on the seed alone.

    Examples
    --------
    >>> shuffled("abcd", "q001") == shuffled("abcd", "q001")
    True
    """
    order = list(options)
    random.Random(seed).shuffle(order)  # noqa: S311 - an order that repeats, no secret
    return tuple(order)


@cache
def _all() -> tuple[Question, ...]:
    replies = evidence.rows(_FEEDBACK)
    rows = evidence.rows(_BANK)
    lessons = evidence.rows(_LESSONS)
    for error in _faults({r["id"]: r for r in rows}, replies):
        raise error
    said: dict[str, list[Wrong]] = {r["id"]: [] for r in rows}
    for r in replies:
        wrong = Wrong(r["reply"], r["option"] or "", r["low"], r["high"], r["why"], r["read_more"])
        said[r["question"]].append(wrong)
    asked = {
        r["id"]: tuple(lesson["notebook"] for lesson in lessons if r["id"] in lesson["questions"])
        for r in rows
    }
    return tuple(_question(r, tuple(said[r["id"]]), asked[r["id"]]) for r in rows)


def _question(r: Mapping[str, Any], wrong: tuple[Wrong, ...], asked_in: tuple[str, ...]) -> Question:
    return Question(
        id=r["id"],
        level=r["level"],
        type=r["type"],
        question=r["question"],
        options=shuffled(_parts(r["options"]), "question " + r["id"]),
        answer=_parts(r["answer"]),
        wrong=wrong,
        explanation=r["explanation"],
        misconception=r["misconception_targeted"],
        ref=r["ref"],
        unit=r["unit"] or "",
        minimum=r["minimum"],
        maximum=r["maximum"],
        tolerance=0.1 if r["tolerance"] is None else r["tolerance"],
        panel=r["panel"] or "",
        notebook=r["notebook"] or "",
        run=r["run"] or "",
        asked_in=asked_in,
        pre_post=r["pre_post"],
    )


def _faults(asked: Mapping[str, Any], replies: Sequence[Mapping[str, Any]]) -> Iterator[DataError]:
    """Yield replies to an option that the question does not have, or has on the other side."""
    for place, r in enumerate(replies, 2):
        question = asked[r["question"]]
        answer = _parts(question["answer"])
        others = [option for option in _parts(question["options"]) if option not in answer]
        numeric = question["type"] == "numeric"
        allowed = [""] if numeric else answer if r["reply"] == "missed" else others
        if (r["reply"] == "number") != numeric or (r["option"] or "") not in allowed:
            yield DataError(
                f"{_FEEDBACK}.csv",
                f"a reply {r['reply']} to {r['option']!r} does not fit question {r['question']}",
                f"copy one of: {' | '.join(allowed) or 'none'}",
                row=place,
                column="option",
                label=r["id"],
            )


def _parts(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|")) if text else ()
