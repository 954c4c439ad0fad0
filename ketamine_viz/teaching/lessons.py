"""What a lesson is: what it teaches, how long it takes, what came before, what it had wrong."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ketamine_viz import evidence
from ketamine_viz.teaching.nearest import nearest

if TYPE_CHECKING:
    from ketamine_viz.teaching.about import About
    from ketamine_viz.teaching.recalling import Recall


@dataclass(frozen=True)
class Lesson:
    """One notebook as a lesson.

    Attributes
    ----------
    notebook
        File name without ``.ipynb``.
    title
        The question it answers.
    minutes
        200 words a minute, two minutes a picture, one a question, to the next five.
    objectives
        Three things the reader can do afterwards.
    core_concepts
        Core concepts of pharmacology that it works with, in words; may be none.
    comes_after
        Notebook to read before, or None.
    recall_terms
        Five words of the glossary from earlier notebooks; none in the first.
    questions
        Ids of the questions it asks.
    checked
        Day on which the list of its mistakes was last gone through.
    """

    notebook: str
    title: str
    minutes: int
    objectives: tuple[str, ...]
    core_concepts: tuple[str, ...]
    comes_after: str | None
    recall_terms: tuple[str, ...]
    questions: tuple[str, ...]
    checked: dt.date


@dataclass(frozen=True)
class Correction:
    """One mistake that was found and mended."""

    date: dt.date
    notebook: str
    was: str
    now: str
    how: str


@cache
def all_lessons() -> dict[str, Lesson]:
    """Return every lesson by its notebook, in the order of the suite."""
    return {
        r["notebook"]: Lesson(
            notebook=r["notebook"],
            title=r["title"],
            minutes=r["minutes"],
            objectives=tuple(part.strip() for part in r["objectives"].split("|")),
            core_concepts=tuple(evidence.meaning("core_concept", one) for one in r["core_concepts"]),
            comes_after=r["comes_after"],
            recall_terms=r["recall_terms"],
            questions=r["questions"],
            checked=_day(r["checked"]),
        )
        for r in evidence.rows("teaching/lessons")
    }


def find(notebook: str) -> Lesson:
    """Return one lesson.

    Raises
    ------
    ValueError
        For an unknown notebook, with the nearest ones.

    Examples
    --------
    >>> find("00_start_here").comes_after is None
    True
    """
    if notebook not in all_lessons():
        raise ValueError(nearest("notebook", notebook, all_lessons()))
    return all_lessons()[notebook]


def corrections(notebook: str | None = None) -> tuple[Correction, ...]:
    """Return what was wrong and is mended, newest first: of one notebook, or all.

    Raises
    ------
    ValueError
        For an unknown notebook.
    """
    if notebook is not None:
        find(notebook)
    found = [
        Correction(_day(r["date"]), r["notebook"], r["was"], r["now"], r["how"])
        for r in evidence.rows("teaching/corrections")
        if notebook in (None, r["notebook"])
    ]
    return tuple(sorted(found, key=lambda one: one.date, reverse=True))


def lesson(notebook: str) -> About:
    """Return what a notebook teaches, folded, to stand at its end.

    Parameters
    ----------
    notebook
        File name without ``.ipynb``, such as ``01_molecular_level``.

    Raises
    ------
    ValueError
        For an unknown notebook, with the nearest ones.
    """
    from ketamine_viz.teaching.about import About

    return About(find(notebook), corrections(notebook))


def recall(notebook: str) -> Recall:
    """Return five words from earlier notebooks, to be remembered before going on.

    Parameters
    ----------
    notebook
        File name without ``.ipynb``.

    Raises
    ------
    ValueError
        For an unknown notebook, or one before which no word was met.
    """
    from ketamine_viz.teaching.recalling import Recall

    found = find(notebook)
    if not found.recall_terms:
        with_words = (name for name, one in all_lessons().items() if one.recall_terms)
        raise ValueError(f"notebook={notebook!r} has no words to recall; allowed: {', '.join(with_words)}")
    return Recall(found)


def _day(written: object) -> dt.date:
    return written if isinstance(written, dt.date) else dt.date.fromisoformat(str(written))
