"""Words explained: in place, and all of them in a table to search."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, overload

from ketamine_viz import evidence
from ketamine_viz.teaching.nearest import nearest

if TYPE_CHECKING:
    from ketamine_viz.stage import Browse, Card, Term


@dataclass(frozen=True)
class Word:
    """One word of the glossary.

    Attributes
    ----------
    level
        Part of the subject, in words.
    related
        Words it leads to.
    mentioned_by
        Words that lead to it, and that it does not lead back to.
    used_in
        Notebooks whose prose uses it, without ``.ipynb``.
    ref
        Key of the reference, or None.
    """

    term: str
    definition: str
    level: str
    related: tuple[str, ...]
    mentioned_by: tuple[str, ...]
    used_in: tuple[str, ...]
    ref: str | None

    @property
    def neighbours(self) -> tuple[str, ...]:
        """All words one step away."""
        return (*self.related, *self.mentioned_by)


class Words:
    """Several words explained under each other."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self.terms = terms

    def __repr__(self) -> str:
        return "\n".join(map(repr, self.terms))

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        each = [one._repr_mimebundle_(**options)["text/html"] for one in self.terms]
        return {"text/plain": repr(self), "text/html": "".join(each)}


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


@overload
def term(word: str) -> Term: ...
@overload
def term(word: str, second: str, /, *more: str) -> Words: ...
def term(word: str, *more: str) -> Term | Words:
    """Return one word, or several, with plain definitions, ready to stand in a notebook.

    Parameters
    ----------
    word, more
        The words, in any mixture of capitals.

    Raises
    ------
    ValueError
        For an unknown word, with the nearest ones.

    Examples
    --------
    >>> term("nmda receptor").term
    'NMDA receptor'
    >>> [one.term for one in term("glutamate", "GABA").terms]
    ['Glutamate', 'GABA']
    """
    from ketamine_viz import stage

    known = {name.casefold(): word for name, word in words().items()}
    found = []
    for asked in (word, *more):
        if not isinstance(asked, str) or asked.strip().casefold() not in known:
            raise ValueError(nearest("word", asked, words()))
        one = known[asked.strip().casefold()]
        found.append(stage.Term(one.term, one.definition, one.related))
    return Words(tuple(found)) if more else found[0]


@cache
def words() -> dict[str, Word]:
    """Return every word of the glossary by its name, sorted."""
    rows = sorted(evidence.rows("teaching/glossary"), key=lambda r: r["term"].casefold())
    leads = {r["term"]: r["related_terms"] for r in rows}
    return {
        r["term"]: Word(
            term=r["term"],
            definition=r["plain_definition"],
            level=evidence.meaning("teaching_level", r["level"]),
            related=r["related_terms"],
            mentioned_by=tuple(
                other for other, to in leads.items() if r["term"] in to and other not in r["related_terms"]
            ),
            used_in=r["used_in"],
            ref=r["ref"],
        )
        for r in rows
    }


def glossary_page() -> Browse:
    """Return every word of the glossary to search, filter and open.

    Sources: the reference of each row of ``teaching/glossary``.
    """
    from ketamine_viz import stage

    return stage.Browse(
        title="Every word that is explained in this suite",
        rows=tuple(words().values()),
        columns=(
            ("Word", lambda one: one.term),
            ("What it means", lambda one: one.definition),
            ("Part of the subject", lambda one: one.level),
            ("Notebooks", lambda one: len(one.used_in)),
        ),
        filters=(
            stage.Filter("level", "Part", lambda one: one.level),
            stage.Filter("used_in", "Used in", lambda one: one.used_in),
        ),
        card=card,
        search_in=lambda one: " ".join([one.term, one.definition, *one.neighbours]),
        note="Notebooks: how many of them use the word. A card has the words beside it, its notebooks and its source.",
        things=("word", "words"),
    )


def card(word: Word) -> Card:
    """Return the card of a word: meaning, words beside it, notebooks, source."""
    from ketamine_viz import stage
    from ketamine_viz.stage import html
    from ketamine_viz.stage.text import escape, join

    parts = [
        f'<p class="kv-card-title">{escape(word.term)}</p>',
        f"<p>{escape(word.definition)}</p><p>{escape(word.level)}.</p>",
    ]
    if word.related:
        parts.append(f"<p>See also {escape(join(word.related))}.</p>")
    if word.mentioned_by:
        parts.append(f"<p>Named by {escape(join(word.mentioned_by))}.</p>")
    if word.used_in:
        links = "".join(
            f'<li><a href="{escape(stem)}.ipynb">{escape(evidence.meaning("notebook", stem))}</a></li>'
            for stem in word.used_in
        )
        parts.append(f"<p>Used in:</p><ul>{links}</ul>")
    else:
        parts.append("<p>Used in no notebook yet: it is here to be looked up.</p>")
    if word.ref:
        parts.append(html.sources([evidence.source(word.ref)]))
    return stage.Card(word.term, word.term, "".join(parts))
