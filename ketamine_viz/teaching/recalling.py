"""Five words from earlier notebooks, asked again: what was met before sits better when it is fetched once more."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from ketamine_viz import evidence, stage
from ketamine_viz.stage.quiz import Reply
from ketamine_viz.stage.text import escape, join
from ketamine_viz.teaching.glossary import Word, words
from ketamine_viz.teaching.help_line import HELP_LINE

if TYPE_CHECKING:
    from ketamine_viz.teaching.lessons import Lesson

#: How many meanings are offered for a word.
MEANINGS = 3
_NOTE = (
    "Say to yourself what the word means, then choose. Skip it as you like: nothing is stored, and the notebook goes "
    "on below."
)


class Recall(widgets.VBox):
    """One word at a time with three meanings; nothing is stored, and nothing waits for it.

    Parameters
    ----------
    lesson
        The notebook, with its words to recall.

    Notes
    -----
    Which meaning is right stays in the kernel until one is chosen.
    """

    def __init__(self, lesson: Lesson) -> None:
        self.lesson = lesson
        self._quizzes: dict[str, stage.Quiz] = {}
        self._say = stage.LivePicture(label=self.title)
        title = widgets.HTML(f'<p class="kv-title">{escape(self.title)}</p>')
        self._note = widgets.HTML()
        self._choice = widgets.Dropdown(
            description="Word", options=lesson.recall_terms, style={"description_width": "initial"}
        )
        # Both stay where they are, so that a keyboard keeps its place when the question changes.
        self._next = widgets.Button(
            description="Next word",
            layout={"width": "auto", "align_self": "flex-start"},  # else it looks like one more meaning
        )
        self._asked = widgets.VBox()
        super().__init__([title, self._note, self._choice, self._asked, self._next, self._say])
        self.add_class("kv-live")
        self._choice.observe(lambda _: self._show(), "value")
        self._next.on_click(lambda _: self.next())
        self._show()
        self._say.status = ""

    @property
    def title(self) -> str:
        """What stands over it."""
        return "Do you still know these five words?"

    @property
    def word(self) -> str:
        """The word that is asked."""
        return str(self._choice.value)

    @property
    def quiz(self) -> stage.Quiz:
        """The question on the screen."""
        return self._quizzes[self.word]

    @property
    def status(self) -> str:
        """The sentence last spoken about an answer."""
        return self.quiz.status

    def choose(self, word: str) -> None:
        """Turn to a word.

        Raises
        ------
        ValueError
            For a word that is not among the five.
        """
        if word not in self.lesson.recall_terms:
            raise ValueError(
                f"word={word!r} is not asked here; allowed: {', '.join(self.lesson.recall_terms)}"
            )
        self._choice.value = word

    def next(self) -> None:
        """Turn to the next word; after the last comes the first."""
        all_five = self.lesson.recall_terms
        self._choice.value = all_five[(all_five.index(self.word) + 1) % len(all_five)]

    def reply(self, meaning: str) -> bool:
        """Choose a meaning, as a reader would; return whether it is right."""
        return self.quiz.reply(meaning)

    def _show(self) -> None:
        if self.word not in self._quizzes:
            self._quizzes[self.word] = _question(self.word, self.lesson.notebook)
            self.quiz.remove_class("kv-live")  # the frame around it is ours
        lines = [_NOTE, HELP_LINE] if "suicid" in self.word.casefold() else [_NOTE]
        self._note.value = "".join(f'<p class="kv-note">{escape(line)}</p>' for line in lines)
        self._asked.children = [self.quiz]
        place = self.lesson.recall_terms.index(self.word) + 1
        self._say.status = f"Word {place} of {len(self.lesson.recall_terms)}: {self.word}."

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        bundle = dict(super()._repr_mimebundle_(**options) or {})
        bundle["text/plain"] = f"{self.title} {join(self.lesson.recall_terms)}."
        items = "".join(f"<li>{escape(one)}</li>" for one in self.lesson.recall_terms)
        bundle["text/html"] = (
            f"<p>{escape(self.title)} <em>Run ▸ Run All Cells asks for their meaning.</em></p><ul>{items}</ul>"
        )
        return bundle


def meanings(term: str, notebook: str) -> tuple[Word, ...]:
    """Return the word itself and those whose meanings stand beside it, in the order offered.

    The others are of the same part of the subject and are not related to it, so that only one meaning fits.
    The order is the same each time.

    Examples
    --------
    >>> len(meanings("GABA", "01a_break_it"))
    3
    """
    asked = words()[term]
    near = {term, *asked.neighbours}
    pool = [one for one in words().values() if one.level == asked.level and one.term not in near]
    # A word that only spells out another ("Short for ...") would give a second right meaning.
    others = [one for one in pool if not one.definition.startswith("Short for")]
    drawn = random.Random(f"{notebook} {term}")  # noqa: S311 - it shuffles answers and guards nothing
    offered = [asked, *drawn.sample(others, MEANINGS - 1)]
    drawn.shuffle(offered)
    return tuple(offered)


def _question(term: str, notebook: str) -> stage.Quiz:
    asked, offered = words()[term], meanings(term, notebook)
    return stage.Quiz(
        question=f"What is meant by “{asked.term}”?",
        kind="single",
        options=[one.definition for one in offered],
        answer=asked.definition,
        feedback=f"{asked.term}: {asked.definition}",
        replies=[Reply(f"That is {one.term}.", one.definition) for one in offered if one is not asked],
        source=evidence.source(asked.ref) if asked.ref else None,
    )
