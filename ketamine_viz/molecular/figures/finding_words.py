"""Words that the pictures of disputes share: who was studied, when, how sure, and the card of a finding."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from ketamine_viz import evidence
from ketamine_viz.stage.text import escape, number, plural

#: Species → words for a row, and the marker that tells it apart without colour.
SPECIES = {
    "human": ("people", "o"),
    "mouse": ("mice", "^"),
    "rat": ("rats", "s"),
    "rodent": ("rats and mice", "D"),
    "primate": ("monkeys", "h"),
    "cell": ("cells in a dish", "P"),
    "none": ("species not seen", "X"),
}


def who(species: str, n: int | None = None) -> str:
    """Return who was studied and how many, in few words.

    Examples
    --------
    >>> who("human", 26), who("rat")
    ('26 people', 'rats')
    """
    name = SPECIES[species][0]
    return name if n is None else f"{n:,} {name}"


def when(hours: float | None) -> str:
    """Return a time after the dose in words; empty where it is not known.

    Examples
    --------
    >>> when(0.5), when(24), when(336), when(None)
    ('30 min', '24 h', '2 weeks', '')
    """
    if hours is None:
        return ""
    if hours < 1:
        return f"{hours * 60:.0f} min"
    if hours < 72:
        return f"{number(hours, 2)} h"
    days = hours / 24
    if days >= 14 and days % 7 == 0:
        return plural(round(days / 7), "week")
    return plural(round(days), "day")


def wrap(text: str, width: int, lines: int) -> str:
    """Return text broken into lines.

    Raises
    ------
    ValueError
        If it does not fit: words must never leave a picture.
    """
    broken = textwrap.wrap(text, width)
    if len(broken) > lines:
        raise ValueError(f"text={text!r} takes {len(broken)} lines of {width}; allowed: {lines}")
    return "\n".join(broken)


def card(title: str, lines: Iterable[str], ref: str) -> str:
    """Return the card of a finding: what was seen, how sure, and where to read it."""
    source = evidence.source(ref)
    text = escape(source.text)
    if source.url:
        text = f'<a href="{escape(source.url)}" target="_blank" rel="noopener">{text}</a>'
    body = "<br>".join(escape(line) for line in lines if line)
    return f"<p><strong>{escape(title)}</strong></p><p>{body}</p><p>{text} ({escape(source.grade)})</p>"


def known_as(verified: str) -> str:
    """Return how a row is known, as a sentence."""
    return f"How known: {evidence.meaning('verified', verified).lower()}."
