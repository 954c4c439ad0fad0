"""Panel: what people believe, and the panel that meets each belief.  Wiring only."""

from __future__ import annotations

from dataclasses import dataclass

from ketamine_viz import evidence, stage
from ketamine_viz.stage import html
from ketamine_viz.stage.text import escape
from ketamine_viz.teaching.bank import Question, questions
from ketamine_viz.teaching.notebooks import title


@dataclass(frozen=True)
class Belief:
    """One documented misconception, the question that targets it, and where it is met.

    Attributes
    ----------
    panel
        The call that makes the panel; ``prose`` for a paragraph.
    note
        What the paragraph is about, if it is one.
    """

    question: Question
    notebook: str
    panel: str
    note: str | None

    @property
    def words(self) -> str:
        """The belief."""
        return self.question.misconception

    @property
    def met_by(self) -> str:
        """What meets it, in words."""
        if self.panel == "prose":
            return self.note or "a paragraph"
        return "the question itself" if ".quiz(" in self.panel else self.panel


def beliefs() -> tuple[Belief, ...]:
    """Return every misconception that a question targets, in the order of the question bank."""
    known = {q.id: q for q in questions()}
    return tuple(
        Belief(known[r["question"]], r["notebook"], r["panel"], r["note"])
        for r in evidence.rows("teaching/misconceptions")
    )


def misconceptions() -> stage.Browse:
    """Return the beliefs that questions target, to search and filter, each with the panel that meets it.

    Sources: every row of ``teaching/quiz_bank``, with the reference of its question.
    """
    return stage.Browse(
        title="What students believe, and the picture that meets it",
        rows=beliefs(),
        columns=(
            ("Belief", lambda b: b.words),
            ("Part of the subject", _level),
            ("Where it is met", lambda b: title(b.notebook)),
            ("By what", lambda b: b.met_by),
            ("Question", lambda b: b.question.id),
        ),
        filters=(
            stage.Filter("level", "Part", _level),
            stage.Filter("notebook", "Met in", lambda b: title(b.notebook)),
        ),
        card=_card,
        search_in=lambda b: (
            f"{b.words} {b.question.question} {b.question.explanation} {b.panel} {title(b.notebook)}"
        ),
        page=10,
        note=(
            "Open a card for the question that brings the belief out, and for what to say. The beliefs come from "
            "popular articles and from our own reading; how common each is among students has not been counted."
        ),
        things=("belief", "beliefs"),
    )


def _level(belief: Belief) -> str:
    return evidence.meaning("teaching_level", belief.question.level)


def _card(belief: Belief) -> stage.Card:
    asked = belief.question
    there = f'<a href="{escape(belief.notebook)}.ipynb">{escape(title(belief.notebook))}</a>'
    parts = [
        f"<p><strong>They say:</strong> {escape(belief.words)}.</p>",
        f"<p><strong>Ask ({escape(asked.id)}):</strong> {escape(asked.question)}</p>",
        html.fold("What to say", f"<p>{escape(asked.explanation)}</p>"),
        f"<p><strong>Show:</strong> {there}, {escape(belief.met_by)}.</p>",
    ]
    if asked.ref:
        parts.append(html.sources([evidence.source(asked.ref)]))
    return stage.Card(asked.id, belief.words, "".join(parts))
