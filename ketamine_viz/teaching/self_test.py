"""A self-test: questions of the bank, drawn at random and asked one after another."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import ipywidgets as widgets

from ketamine_viz.stage.live import LivePicture
from ketamine_viz.stage.quiz import Quiz
from ketamine_viz.stage.text import escape, plural
from ketamine_viz.teaching.bank import Question
from ketamine_viz.teaching.bank import questions as bank
from ketamine_viz.teaching.help_line import HELP_LINE
from ketamine_viz.teaching.quizzes import ask

#: So that a set is done in about ten minutes.
USUAL = 10


class Practice(widgets.VBox):
    """Questions one after another, with a count that lives in the kernel and nowhere else.

    Parameters
    ----------
    title
        What is asked.
    asked
        The questions, in order.

    Raises
    ------
    ValueError
        For no questions.
    """

    def __init__(self, title: str, asked: Sequence[Question]) -> None:
        if not asked:
            raise ValueError("asked=() is not allowed; allowed: at least one question")
        self.title, self.asked = title, tuple(asked)
        self._quizzes: dict[int, Quiz] = {}
        self._first: dict[int, bool] = {}  # place → whether the first answer was right
        self._at = 0
        self._heading = widgets.HTML()
        self._say = LivePicture(label=title)
        # Never disabled: a button that goes grey under the finger takes the keyboard focus with it.
        before = widgets.Button(description="Previous question", layout={"width": "auto"})
        after = widgets.Button(description="Next question", layout={"width": "auto"})
        before.on_click(lambda _: self.step(-1))
        after.on_click(lambda _: self.step(1))
        self._moves = widgets.HBox([before, after], layout={"flex_flow": "row wrap"})
        super().__init__([])
        self.add_class("kv-live")
        self._show()

    @property
    def at(self) -> int:
        """Place of the question on the screen, from 1."""
        return self._at + 1

    @property
    def quiz(self) -> Quiz:
        """The question on the screen."""
        if self._at not in self._quizzes:
            place, made = self._at, ask(self.asked[self._at])
            made.remove_class("kv-live")  # the frame around it is ours
            made.on_answer(lambda right: self._heard(place, right))
            self._quizzes[place] = made
        return self._quizzes[self._at]

    @property
    def status(self) -> str:
        """The sentence last spoken about the whole set."""
        return self._say.status

    def step(self, by: int) -> None:
        """Go on, or back, by so many questions; past either end nothing moves."""
        if not 0 <= self._at + by < len(self.asked):
            self._say.status = f"This is the {'first' if by < 0 else 'last'} question. {self._count()}"
            return
        self._at += by
        self._show()
        self._say.status = f"Question {self.at} of {len(self.asked)}: {self.quiz.question} {self._count()}"

    def _heard(self, place: int, right: bool) -> None:
        self._first.setdefault(place, right)
        self._say.status = self._count()

    def _count(self) -> str:
        if not self._first:
            return "None answered yet."
        right = sum(self._first.values())
        return f"{plural(len(self._first), 'question')} answered, {right} right at the first try."

    def _show(self) -> None:
        lines = [f"Question {self.at} of {len(self.asked)}."]
        if self.asked[self._at].suicide_topic:
            lines.append(HELP_LINE)
        notes = "".join(f'<p class="kv-note">{escape(line)}</p>' for line in lines)
        self._heading.value = f'<p class="kv-title">{escape(self.title)}</p>{notes}'
        self.children = (self._heading, self.quiz, self._moves, self._say)

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        bundle = dict(super()._repr_mimebundle_(**options) or {})
        lines = [question.question for question in self.asked]
        bundle["text/plain"] = "\n".join([self.title, *(f"{n}. {line}" for n, line in enumerate(lines, 1))])
        items = "".join(f"<li>{escape(line)}</li>" for line in lines)
        note = "<em>Run ▸ Run All Cells lets you answer.</em>"
        bundle["text/html"] = f"<p>{escape(self.title)}. {note}</p><ol>{items}</ol>"
        return bundle


def practice(
    level: str | None = None,
    n: int = USUAL,
    seed: int = 1,
    questions: Sequence[Question] | None = None,
) -> Practice:
    """Return a self-test: a random set of questions, one after another, with a running count.

    Nothing is stored: the count is gone when the kernel stops.

    Parameters
    ----------
    level
        Part of the subject; all parts if None.
    n
        How many questions; all there are if fewer.
    seed
        The same seed draws the same questions.
    questions
        Questions to ask in this order, in place of a draw.

    Raises
    ------
    ValueError
        For an unknown level, an `n` below 1, a seed that is no whole number, or an empty list of questions.

    Examples
    --------
    >>> practice("network", n=3).title
    '3 questions on brain regions and signals'
    """
    from ketamine_viz import evidence

    if questions is not None:
        return Practice(f"{plural(len(questions), 'question')} to answer", questions)
    for argument, value, least in (("n", n, 1), ("seed", seed, 0)):
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise ValueError(f"{argument}={value!r} is not allowed; allowed: a whole number from {least}")
    found = list(bank(level))
    drawn = random.Random(seed).sample(found, min(n, len(found)))  # noqa: S311 - a draw that repeats
    about = evidence.meaning("teaching_level", level) if level else "all parts"
    return Practice(f"{plural(len(drawn), 'question')} on {about[:1].lower()}{about[1:]}", drawn)
