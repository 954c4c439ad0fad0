"""A lesson in a few folds: what to be able to do, what to read before, what was wrong, how to report more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ketamine_viz import evidence, stage
from ketamine_viz.stage import html
from ketamine_viz.stage.text import escape, join, plural

if TYPE_CHECKING:
    from ketamine_viz.teaching.lessons import Correction, Lesson

#: Who listed the core concepts of pharmacology.
CONCEPTS = "guilding2024"
_REPORT = (
    "A wrong number with a citation beside it is worse than no number. Tell whoever gave you this copy, or leave a "
    "note at the place on the web that you got it from. Say which notebook and picture it is in, what the source "
    "really says, and where in it; the table and row help, if you know them."
)


class About:
    """The end of a notebook: native folds, so that they open by keyboard.

    Parameters
    ----------
    lesson
        The notebook as a lesson.
    corrections
        What was wrong in it, newest first.
    """

    def __init__(self, lesson: Lesson, corrections: Sequence[Correction]) -> None:
        self.lesson, self.corrections = lesson, tuple(corrections)

    @property
    def before(self) -> str:
        """What to read before, in words."""
        earlier = self.lesson.comes_after
        return evidence.meaning("notebook", earlier) if earlier else "nothing: this is where the suite begins"

    @property
    def wrong(self) -> str:
        """How many mistakes are known, in words."""
        many = plural(len(self.corrections), "mistake") if self.corrections else "no mistake"
        return f"What we got wrong: {many} found and mended so far"

    def __repr__(self) -> str:
        lesson = self.lesson
        lines = [
            f"About this lesson: about {lesson.minutes} minutes. Read before: {self.before}.",
            *(f"You should now be able to: {one}." for one in lesson.objectives),
            f"{self.wrong}. List checked {lesson.checked.isoformat()}.",
        ]
        return "\n".join(lines)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        lesson = self.lesson
        parts = [
            f"<p><strong>About this lesson.</strong> About {lesson.minutes} minutes. Read before: {self._link()}.</p>",
            html.fold("What you should now be able to do", self._aims()),
            html.fold(self.wrong, self._mistakes()),
            html.fold("How to report an error", f"<p>{escape(_REPORT)}</p>"),
        ]
        return {"text/plain": repr(self), "text/html": "".join(parts)}

    def _link(self) -> str:
        earlier = self.lesson.comes_after
        return (
            f'<a href="{escape(earlier)}.ipynb">{escape(self.before)}</a>' if earlier else escape(self.before)
        )

    def _aims(self) -> str:
        items = "".join(f"<li>{escape(one)}</li>" for one in self.lesson.objectives)
        concepts = self.lesson.core_concepts
        named = (
            f"<p>Core concepts of pharmacology in it: {escape(join(concepts))} "
            f"(names as in {escape(evidence.cite(CONCEPTS))}).</p>"
            if concepts
            else ""
        )
        how = "Minutes: 200 words a minute, two for each picture, one for each question; not timed with readers."
        return f"<ol>{items}</ol>{named}<p>{how}</p>"

    def _mistakes(self) -> str:
        items = "".join(
            f"<li>{one.date.isoformat()}. It said: {escape(one.was)} It says now: {escape(one.now)} "
            f"Found: {escape(one.how)}</li>"
            for one in self.corrections
        )
        body = (
            f"<ul>{items}</ul>" if items else "<p>None is known. That does not mean that there is none.</p>"
        )
        return f"{body}<p>This list was last checked on {self.lesson.checked.isoformat()}.</p>"


def mistakes() -> stage.Browse:
    """Return every mistake that was found and mended, to search and filter.

    Sources: rows of ``teaching/corrections``, which come from the record of changes.
    """
    from ketamine_viz.teaching.lessons import corrections

    return stage.Browse(
        title="What we got wrong, and mended",
        rows=corrections(),
        columns=(
            ("Mended on", lambda one: one.date.isoformat()),
            ("What was wrong", lambda one: one.was),
            ("What it says now", lambda one: one.now),
            ("How it was found", lambda one: one.how),
            ("Where", lambda one: evidence.meaning("notebook", one.notebook)),
        ),
        filters=(stage.Filter("notebook", "Where", lambda one: evidence.meaning("notebook", one.notebook)),),
        card=_mistake,
        search_in=lambda one: f"{one.was} {one.now} {one.how}",
        note="Newest first. A short list does not mean few mistakes: it holds those that somebody found.",
        things=("mistake", "mistakes"),
    )


def _mistake(one: Correction) -> stage.Card:
    where = evidence.meaning("notebook", one.notebook)
    said = (("It said", one.was), ("It says now", one.now), ("Found by", one.how))
    lines = "".join(f"<p><strong>{label}:</strong> {escape(words)}</p>" for label, words in said)
    link = f'<p><a href="{escape(one.notebook)}.ipynb">{escape(where)}</a></p>'
    return stage.Card(one.was, f"{one.date.isoformat()}, {where}: {one.was[:50]}…", lines + link)
