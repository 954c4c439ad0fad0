"""A word explained in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketamine_viz import evidence
from ketamine_viz.teaching.nearest import nearest

if TYPE_CHECKING:
    from ketamine_viz.stage import Term


def terms(level: str | None = None) -> tuple[str, ...]:
    """Return the words of the glossary, of one part of the subject or all, sorted.

    Raises
    ------
    ValueError
        For a level without words.
    """
    found = evidence.rows("teaching/glossary")
    levels = {r["level"] for r in found}
    if level is not None and level not in levels:
        raise ValueError(nearest("level", level, levels))
    return tuple(sorted((r["term"] for r in found if level in (None, r["level"])), key=str.casefold))


def term(word: str) -> Term:
    """Return one word with its plain definition, ready to stand in a notebook.

    Parameters
    ----------
    word
        The word, in any mixture of capitals.

    Raises
    ------
    ValueError
        For an unknown word, with the nearest ones.

    Examples
    --------
    >>> term("nmda receptor").term
    'NMDA receptor'
    """
    from ketamine_viz import stage

    known = {r["term"].casefold(): r for r in evidence.rows("teaching/glossary")}
    if not isinstance(word, str) or word.strip().casefold() not in known:
        raise ValueError(nearest("word", word, (r["term"] for r in known.values())))
    row = known[word.strip().casefold()]
    return stage.Term(row["term"], row["plain_definition"], row["related_terms"])
