"""Panel: what each lesson is for.  Wiring only."""

from __future__ import annotations

from ketamine_viz import stage
from ketamine_viz.stage.text import escape, plural
from ketamine_viz.teaching.lessons import Lesson, all_lessons
from ketamine_viz.teaching.notebooks import title

_NO_CONCEPT = "none of them"


def objectives() -> stage.Browse:
    """Return every lesson with its minutes, objectives and core concepts, to search and filter.

    Sources: white2021, white2023, guilding2024 (names of the core concepts).
    """
    return stage.Browse(
        title="What each lesson is for",
        rows=tuple(all_lessons().values()),
        columns=(
            ("Lesson", lambda one: title(one.notebook)),
            ("Minutes", lambda one: one.minutes),
            ("Afterwards a student can", lambda one: "; ".join(one.objectives)),
            ("Core concepts it works on", lambda one: ", ".join(_concepts(one))),
        ),
        filters=(stage.Filter("concept", "Core concept", _concepts),),
        card=_card,
        search_in=lambda one: f"{one.title} {' '.join(one.objectives)} {' '.join(_concepts(one))}",
        page=8,
        note=(
            "The names are those that teachers of pharmacology agreed on; which lesson works on which is our "
            "judgement. Minutes are counted from words, pictures and questions, not timed."
        ),
        things=("lesson", "lessons"),
    )


def _concepts(one: Lesson) -> tuple[str, ...]:
    return one.core_concepts or (_NO_CONCEPT,)


def _card(one: Lesson) -> stage.Card:
    items = "".join(f"<li>{escape(words)}</li>" for words in one.objectives)
    before = f"<p>Comes after: {escape(title(one.comes_after))}.</p>" if one.comes_after else ""
    link = f'<a href="{escape(one.notebook)}.ipynb">{escape(title(one.notebook))}</a>'
    return stage.Card(
        one.notebook,
        title(one.notebook),
        f"<p>{link}: {escape(one.title)}</p><ul>{items}</ul>{before}"
        f"<p>{plural(len(one.questions), 'question', 'questions')} of the bank.</p>",
    )
