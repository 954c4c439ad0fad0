"""Every reference of the suite, and what each supports, in one table to search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketamine_viz import evidence
from ketamine_viz.evidence.counts import LEVELS

if TYPE_CHECKING:
    from ketamine_viz.evidence import Reference, Use
    from ketamine_viz.stage import Browse, Card

#: How many lines of what rests on a reference its card lists.
MOST_LISTED = 30
NOT_USED = "none"
NO_KIND = "not found"
_NOTE = (
    "Each row is one paper, label or notice. Supports: how many statements of our tables rest on it. "
    "Those marked as recalled are listed so that they can be looked up; nothing rests on them."
)


def references() -> Browse:
    """Return every reference of the suite to search, filter and open.

    Sources: every row of ``references``.
    """
    from ketamine_viz import stage

    return stage.Browse(
        title="Every source of this suite, and what rests on it",
        rows=sorted(evidence.all_references(), key=_order),
        columns=(
            ("Who and when", who_and_when),
            ("Title", lambda r: r.title or "title still to be found"),
            ("Journal or body", lambda r: r.journal or ""),
            ("Who was studied", studied),
            ("Kind of study", kind),
            ("How known", lambda r: r.seen),
            ("Supports", lambda r: len(supports(r))),
        ),
        filters=(
            stage.Filter("level", "Used in", levels, options=tuple(LEVELS.values())),
            stage.Filter("species", "Who was studied", studied),
            stage.Filter("known", "How known", lambda r: r.seen),
        ),
        card=card,
        search_in=searched,
        note=_NOTE,
        things=("reference", "references"),
    )


def who_and_when(r: Reference) -> str:
    """Return first author and year."""
    return f"{r.authors} {r.year}"


def studied(r: Reference) -> str:
    """Return who was studied, in the suite's words."""
    return evidence.meaning("species", r.species) if r.species else "not found"


def kind(r: Reference) -> str:
    """Return the kind of study, in words."""
    return evidence.meaning("study_type", r.study_type) if r.study_type else NO_KIND


def supports(r: Reference) -> tuple[Use, ...]:
    """Return the statements that rest on a reference: none on one that was only recalled."""
    return () if r.verified == "memory" else evidence.uses(r.key)


def levels(r: Reference) -> tuple[str, ...]:
    """Return the parts of the subject it is used in, in words."""
    used = {use.level for use in supports(r)}
    return tuple(words for level, words in LEVELS.items() if level in used) or (NOT_USED,)


def searched(r: Reference) -> str:
    """Return all text of a reference: citation, numbers, and what rests on it."""
    names = (r.key, r.authors, str(r.year), r.title, r.journal, r.doi, r.pmid, r.pmcid, studied(r), kind(r))
    return " ".join([*(name for name in names if name), *(use.words for use in supports(r))])


def card(r: Reference) -> Card:
    """Return the card of a reference: citation, address, doubt, what rests on it, BibTeX."""
    from ketamine_viz import stage
    from ketamine_viz.stage import html
    from ketamine_viz.stage.text import escape

    source = evidence.source(r.key)
    citation = source.text.removesuffix(f" [{r.doubt}]") if r.doubt else source.text
    parts = [f"<p><strong>{escape(citation)}</strong></p>"]
    parts.append(
        f'<p><a href="{escape(r.url)}" target="_blank" rel="noopener">{escape(r.url)}</a></p>'
        if r.url
        else "<p>No address is known.</p>"
    )
    parts.append(f"<p>{escape(studied(r))}. {escape(kind(r))}. How known: {escape(r.seen)}.</p>")
    if r.doubt:
        parts.append(f"<p>In doubt: {escape(r.doubt)}.</p>")
    parts.append(_supported(supports(r)))
    parts.append(html.fold("BibTeX", f"<pre>{escape(evidence.bibtex([r.key]).strip())}</pre>"))
    title = r.title or r.journal or "title still to be found"
    short = title if len(title) <= 60 else f"{title[:57].rstrip()}…"
    return stage.Card(r.key, f"{who_and_when(r)}: {short}", "".join(parts))


def _supported(found: tuple[Use, ...]) -> str:
    from ketamine_viz.stage.text import escape, plural

    if not found:
        return "<p>No statement of the suite rests on it.</p>"
    parts = [f"<p>{plural(len(found), 'statement rests', 'statements rest')} on it.</p>"]
    listed = _listed(found)
    for title, lines in listed.items():
        many = sum(use.title == title for use in found)
        items = "".join(
            f"<li>{escape(words)}{f' ({count} rows)' if count > 1 else ''}</li>"
            for words, count in lines.items()
        )
        parts.append(f"<p>{escape(title)} ({many:,}):</p><ul>{items}</ul>")
    more = len(found) - sum(sum(lines.values()) for lines in listed.values())
    return "".join([*parts, f"<p>and {more:,} more.</p>" if more else ""])


def _listed(found: tuple[Use, ...]) -> dict[str, dict[str, int]]:
    """Return the lines of a card by table, each with its number of rows: no table crowds out another."""
    lines: dict[str, dict[str, int]] = {}
    for use in found:
        table = lines.setdefault(use.title, {})
        table[use.words] = table.get(use.words, 0) + 1
    turns = [
        (turn, place, title, words)
        for place, (title, table) in enumerate(lines.items())
        for turn, words in enumerate(table)
    ]
    chosen = sorted(sorted(turns)[:MOST_LISTED], key=lambda one: (one[1], one[0]))
    listed: dict[str, dict[str, int]] = {}
    for _, _, title, words in chosen:
        listed.setdefault(title, {})[words] = lines[title][words]
    return listed


def _order(r: Reference) -> tuple[str, int, str]:
    return (r.first_author or "~").casefold(), r.year or 0, r.key
