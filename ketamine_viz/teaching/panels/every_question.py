"""Every question of the bank in one table to search; answers are put on the page only when asked for."""

from __future__ import annotations

import ipywidgets as widgets

from ketamine_viz import evidence
from ketamine_viz.stage import html
from ketamine_viz.stage.browse import Browse, Filter
from ketamine_viz.stage.picture import Card
from ketamine_viz.stage.text import escape, number
from ketamine_viz.stage.typed_number import limits
from ketamine_viz.teaching.bank import Question, Wrong, questions
from ketamine_viz.teaching.help_line import HELP_LINE
from ketamine_viz.teaching.notebooks import title

NOWHERE = "only on this page"
_NOTE = (
    "Each row is one question. Open a card to see its options. Answers stay off the page until you tick "
    "“Reveal answers”: then cards show what is right, why, the belief it is for, and what is said to each wrong answer."
)


class QuestionPage(Browse):
    """The bank as a table; a tick puts the answers on the cards, and taking it away removes them."""

    def __init__(self) -> None:
        super().__init__(
            title="Every question, by part, kind and notebook",
            rows=questions(),
            columns=(
                ("Number", lambda q: q.id),
                ("Question", lambda q: q.question),
                ("Part", part),
                ("Kind", kind),
                ("Asked in", lambda q: ", ".join(places(q))),
            ),
            filters=(
                Filter("level", "Part", part),
                Filter("type", "Kind", kind),
                Filter("notebook", "Asked in", places, options=(*_all_places(), NOWHERE)),
            ),
            card=lambda q: card(q, answers=self._reveal.value),
            search_in=lambda q: " ".join((q.id, q.question, *q.options, q.misconception, q.ref or "")),
            note=_NOTE,
            things=("question", "questions"),
        )

    def reset(self) -> None:
        """Take the answers off the page, empty the search and the filters, and close the card."""
        self._reveal.value = False
        super().reset()

    def reveal(self, shown: bool = True) -> None:
        """Put the answers on the cards, or take them off, as a reader would."""
        self._reveal.value = shown

    def _make_widgets(self) -> None:
        super()._make_widgets()
        self._reveal = widgets.Checkbox(description="Reveal answers", value=False, indent=False)
        self._reveal.observe(lambda _: self._turn(), "value")

    def _layout_children(self) -> list[widgets.Widget]:
        title, search, moves, *rest = super()._layout_children()
        return [title, search, moves, self._reveal, *rest]

    def _turn(self) -> None:
        self._cards.clear()
        self._show_card(None)
        self._say.status = (
            "Answers are on the cards now: open one." if self._reveal.value else "Answers are off the page."
        )


def question_page() -> QuestionPage:
    """Return every question to search and filter, for teachers; answers are shown on demand.

    Sources: every row of ``teaching/quiz_bank`` and ``teaching/quiz_feedback``.
    """
    return QuestionPage()


def part(q: Question) -> str:
    """Return the part of the subject in words."""
    return evidence.meaning("teaching_level", q.level)


def kind(q: Question) -> str:
    """Return the kind of question in words."""
    return evidence.meaning("quiz_type", q.type)


def places(q: Question) -> tuple[str, ...]:
    """Return the titles of the notebooks that ask a question, or that it stands on this page alone."""
    return tuple(title(stem) for stem in q.asked_in) or (NOWHERE,)


def card(q: Question, answers: bool) -> Card:
    """Return the card of a question: with its options, and its answers only if they are wanted."""
    options = "".join(f"<li>{escape(option)}</li>" for option in q.options)
    parts = [f"<p><strong>{escape(q.question)}</strong></p>"]
    if options:
        parts.append(f"<ul>{options}</ul>")
    else:
        wanted = limits(q.minimum, q.maximum) or "of any size"
        parts.append(f"<p>A number {escape(wanted)}{escape(f', in {q.unit}' if q.unit else '')}.</p>")
    if q.suicide_topic:
        parts.append(f"<p>Thoughts of suicide are not deaths by suicide. {escape(HELP_LINE)}</p>")
    parts += _answers(q) if answers else ["<p>Tick “Reveal answers” to see what is right.</p>"]
    short = q.question if len(q.question) <= 60 else f"{q.question[:57].rstrip()}…"
    return Card(q.id, f"{q.id}: {short}", "".join(parts))


def _answers(q: Question) -> list[str]:
    right = " | ".join(q.answer) + (f" {q.unit}" if q.unit else "")
    wrong = "".join(f"<li>{escape(_to(w))}: {escape(w.why)}</li>" for w in q.wrong)
    parts = [
        _line("Right", right),
        _line("Why", q.explanation),
        _line("For the belief", q.misconception),
        html.fold("What is said to other answers", f"<ul>{wrong}</ul>"),
    ]
    if q.notebook:
        link = f'<a href="{escape(q.notebook)}" target="_blank" rel="noopener">{escape(q.notebook)}</a>'
        parts.append(
            f"<p><strong>Run it:</strong> <code>{escape(q.panel)}</code> in {link}. {escape(q.run)}</p>"
        )
    if q.ref:
        parts.append(html.sources([evidence.source(q.ref)]))
    return parts


def _line(heading: str, words: str) -> str:
    return f"<p><strong>{heading}:</strong> {escape(words)}</p>"


def _to(w: Wrong) -> str:
    if w.reply == "number":
        ends = [None if end is None else number(end) for end in (w.low, w.high)]
        low, high = ends
        if low and high:
            return f"{low} to {high}"
        return f"{low} or more" if low else f"{high} or less" if high else "any other number"
    return f"{w.option} (left out)" if w.reply == "missed" else w.option


def _all_places() -> tuple[str, ...]:
    return tuple(sorted({place for q in questions() for place in places(q)} - {NOWHERE}))
