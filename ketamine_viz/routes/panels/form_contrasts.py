"""Panel: S- against R-ketamine as a table to sort, filter and open cards from.  Wiring only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ketamine_viz import evidence, stage
from ketamine_viz.routes.form_contrasts import Contrast, Side, contrasts
from ketamine_viz.stage.text import escape, join, number

_NOTE = (
    "Each row points at rows of other tables. R ÷ S is worked out only where both were measured the same way. Read a "
    "trial beside its own control: rows from different studies are no race."
)
_SEEN = {
    "fulltext": "full text seen",
    "measured_here": "worked out here",
    "abstract": "abstract seen",
    "secondary": "seen where others cite it",
}
#: Heading → what a row is ordered by; None stands last.
ORDERS: Mapping[str, Callable[[Contrast], Any]] = {
    "What": lambda row: row.label.casefold(),
    "R ÷ S": lambda row: row.ratio,
    "Who": lambda row: (species(row), row.n or 0),
    "How known": lambda row: (list(_SEEN).index(row.verified), row.grade),
    "Source": lambda row: min(evidence.reference(key).year or 0 for key in row.refs),
}


def s_against_r() -> stage.Browse:
    """Return the table of S- against R-ketamine.

    Sources: the references of the rows that ``data/routes/form_contrasts.csv`` points at.
    """
    return stage.SortedBrowse(
        orders=ORDERS,
        title="S-ketamine against R-ketamine, property by property",
        rows=contrasts(),
        columns=(
            ("What", lambda row: row.label),
            ("S-ketamine", lambda row: cell(row.s)),
            ("R-ketamine", lambda row: cell(row.r)),
            ("R ÷ S", lambda row: "" if row.ratio is None else number(row.ratio, 2)),
            ("Who", who),
            ("How known", how),
            ("Source", lambda row: join([_short(key) for key in row.refs])),
        ),
        filters=(
            stage.Filter("topic", "Topic", lambda row: row.topic),
            stage.Filter("species", "Who", species),
            stage.Filter("design", "Compared", lambda row: row.design),
        ),
        card=card,
        search_in=searched,
        page=8,
        note=_NOTE,
        things=("property", "properties"),
    )


def cell(side: Side) -> str:
    """Return what one form showed, with its control."""
    return f"{side.text} [{side.control}]" if side.control else side.text


def species(row: Contrast) -> str:
    """Return who was studied, in words."""
    return evidence.meaning("species", row.species)


def who(row: Contrast) -> str:
    """Return who was studied, and how many if it is stated."""
    return species(row) if row.n is None else f"{species(row)}, n = {row.n}"


def how(row: Contrast) -> str:
    """Return how well it is known, and how far the source was read."""
    return f"{row.grade}; {_SEEN[row.verified]}"


def searched(row: Contrast) -> str:
    """Return all text of a row."""
    parts = (
        row.label,
        row.topic,
        row.design,
        row.given,
        cell(row.s),
        cell(row.r),
        who(row),
        how(row),
        row.note,
    )
    return " ".join((*parts, *(evidence.source(key).text for key in row.refs)))


def card(row: Contrast) -> stage.Card:
    """Return the card of a row: both forms, how they were given, what to mind, sources."""
    parts = [
        f"<h4>{escape(row.label)}</h4>",
        f"<p><strong>S-ketamine</strong>: {escape(_said(row.s))}</p>",
        f"<p><strong>R-ketamine</strong>: {escape(_said(row.r))}</p>",
    ]
    if row.ratio is not None:
        parts.append(f"<p>R divided by S: {escape(number(row.ratio, 2))}.</p>")
    parts.append(
        f"<p>{escape(row.design)}: {escape(row.given)}. {escape(who(row))}. How known: {escape(how(row))}.</p>"
    )
    parts.append(f"<p>Mind: {escape(row.note)}</p>")
    for key in row.refs:
        source = evidence.source(key)
        text = escape(source.text)
        if source.url:
            text = f'<a href="{escape(source.url)}" target="_blank" rel="noopener">{text}</a>'
        parts.append(f"<p>Source: {text} ({escape(source.grade)})</p>")
    rows = join([side.row for side in (row.s, row.r) if side.known])
    parts.append(f"<p>Read from {escape(rows)}.</p>")
    return stage.Card(row.id, row.label, "".join(parts))


def _said(side: Side) -> str:
    people = f" n = {side.n}." if side.n is not None else ""
    control = f" Against {side.control}." if side.control else ""
    return f"{side.text}.{control}{people}"


def _short(key: str) -> str:
    r = evidence.reference(key)
    return f"{r.first_author or r.key} {r.year}"
