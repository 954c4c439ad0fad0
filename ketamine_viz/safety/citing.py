"""References of a row with how it is known, and the card that ends with them."""

from __future__ import annotations

from collections.abc import Iterable

from ketamine_viz import evidence, stage
from ketamine_viz.stage.text import escape


def cited(refs: Iterable[str], verified: str) -> str:
    """Return short citations and how the row is known.

    Examples
    --------
    >>> cited(["anis1983"], "abstract")
    'Anis et al. 1983, Br J Pharmacol (seen in the abstract)'
    """
    known = evidence.meaning("verified", verified)
    return f"{'; '.join(evidence.cite(ref) for ref in refs)} ({known[0].lower()}{known[1:]})"


def card(name: str, head: str, lines: Iterable[str]) -> stage.Card:
    """Return a card of plain lines, escaped."""
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(name, head, f"<h4>{escape(head)}</h4>{body}")
