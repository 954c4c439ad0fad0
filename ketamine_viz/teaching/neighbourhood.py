"""A word of the glossary and the words around it."""

from __future__ import annotations

from dataclasses import dataclass

from ketamine_viz.teaching.glossary import Word, words
from ketamine_viz.teaching.nearest import nearest


@dataclass(frozen=True)
class Neighbourhood:
    """One word with the words one step away, and those two steps away if they are asked for.

    Attributes
    ----------
    naming
        Words whose entry names it.
    named
        Words that its own entry names.
    further
        Words beside those; empty unless asked for.
    asked
        Whether they were asked for.
    """

    word: Word
    naming: tuple[Word, ...]
    named: tuple[Word, ...]
    further: tuple[str, ...]
    asked: bool


def around(word: str, further: bool = False) -> Neighbourhood:
    """Return a word with the words around it.

    Parameters
    ----------
    word
        As it stands in the glossary.
    further
        Whether to look one step further.

    Raises
    ------
    ValueError
        For an unknown word, with the nearest ones.

    Examples
    --------
    >>> [one.term for one in around("GABA").named]
    ['Interneuron', 'Disinhibition']
    """
    known = words()
    if word not in known:
        raise ValueError(nearest("word", word, known))
    asked = known[word]
    beside = [known[name] for name in asked.neighbours]
    two_steps = {name for one in beside for name in one.neighbours} - {word, *asked.neighbours}
    return Neighbourhood(
        word=asked,
        naming=tuple(known[name] for name in asked.mentioned_by),
        named=tuple(known[name] for name in asked.related),
        further=tuple(sorted(two_steps, key=str.casefold)) if further else (),
        asked=further,
    )
