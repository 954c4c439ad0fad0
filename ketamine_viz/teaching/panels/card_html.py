"""A five-part card, and what several tables share, as HTML.  Everything from data is escaped here."""

from __future__ import annotations

from collections.abc import Iterable

from ketamine_viz import evidence
from ketamine_viz.stage import html
from ketamine_viz.stage.text import escape
from ketamine_viz.teaching.cards import FivePart, Side
from ketamine_viz.teaching.help_line import HELP_LINE

_MOST_DOTS = 40
_STANCES = {"for": "One side", "against": "The other side", "neither": "In between"}


def five_part(card: FivePart) -> str:
    """Return a card: what is right first, then the five parts, then a sentence to use and where it is shown."""
    claim = card.claim
    parts = [f"<p>{escape(card.lead)}</p>"]
    if card.better:
        parts.append(part("A sentence to use", card.better))
    parts.append(part("1. The claim, in our words", claim.claim))
    if card.sides:
        parts.append(part("2. What is known", "two findings, with equal weight"))
        parts.append(sides(card.sides))
    else:
        parts.append(part("2. What is known", claim.why))
        if claim.number:
            parts.append(part("In numbers, with the comparison", claim.number))
    if card.also:
        also = f"{card.also} ({cited(card.also_refs)})" if card.also_refs else card.also
        parts.append(part("Also found", also))
    parts.append(part("3. In whom", card.whom))
    parts.append(part("4. How sure", card.sure))
    parts.append(part("5. What would change our mind", card.change))
    if card.suicide_topic:
        parts.append(f"<p>Thoughts of suicide are not deaths by suicide. {escape(HELP_LINE)}</p>")
    parts.append(show_me(card.stem, card.shown_at))
    parts.append(html.sources(evidence.source(key) for key in card.refs))
    return "".join(parts)


def part(heading: str, words: str) -> str:
    """Return one part of a card."""
    return f"<p><strong>{escape(heading)}:</strong> {escape(words)}</p>"


def sides(both: tuple[Side, ...]) -> str:
    """Return two cards of equal weight; dots show how many each was seen in, at one scale."""
    largest = max((side.n or 0 for side in both), default=0)
    per = next(step for step in (1, 10, 100, 1000, 10**9) if largest <= step * _MOST_DOTS)
    return f'<div class="kv-sides">{"".join(_side(side, per) for side in both)}</div>'


def _side(side: Side, per: int) -> str:
    lines = [f"<p><strong>{_STANCES[side.stance]}.</strong> {escape(side.says)}</p>"]
    if side.number:
        lines.append(f"<p>{escape(side.number)}.</p>")
    if side.n and side.counted:
        scale = f" (one dot: {per:,})" if per > 1 else ""
        dots = "●" * max(1, round(side.n / per))
        lines.append(
            f'<p><span class="kv-dots" aria-hidden="true">{dots}</span> {side.n:,} {escape(side.counted)}{scale}</p>'
        )
    who = evidence.meaning("species", side.species)
    lines.append(f"<p>{escape(who)}. {escape(evidence.cite(side.ref))}.</p>")
    return f'<div class="kv-side">{"".join(lines)}</div>'


def cited(keys: Iterable[str]) -> str:
    """Return short citations in a row."""
    return "; ".join(evidence.cite(key) for key in keys)


def show_me(stem: str, words: str) -> str:
    """Return the link to the notebook that shows something."""
    return (
        f'<p><strong>Show me:</strong> <a href="{escape(stem)}.ipynb" target="_blank" rel="noopener">'
        f"{escape(words)}</a></p>"
    )
