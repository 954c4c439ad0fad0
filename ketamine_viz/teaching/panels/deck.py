"""Panel: the claims people meet most, one card at a time.  Wiring only."""

from __future__ import annotations

from ketamine_viz import stage
from ketamine_viz.teaching.cards import FivePart, featured
from ketamine_viz.teaching.panels.card_html import five_part
from ketamine_viz.teaching.verdicts import WORDS

_NOTE = (
    "Claims in our own words, as popular articles make them. “Not yet known” is no “wrong”: most corrections are of "
    "the first kind. Your guesses stay in this window. Checked in November 2026."
)


def claim_cards() -> stage.Deck:
    """Return the claims that people meet most, to be judged first and opened then.

    Sources: the rows of ``teaching/claim_cards`` that have a rank; each card lists its own.
    """
    return stage.Deck(
        title="The claims people meet most: do they hold?",
        flips=[_flip(card) for card in featured()],
        choices=tuple(WORDS.values()),
        question="What do you think? Say it first; the card opens, and your word stays.",
        note=_NOTE,
        things=("claim", "claims"),
    )


def _flip(card: FivePart) -> stage.Flip:
    return stage.Flip(
        id=card.claim.id,
        front=card.claim.claim,
        answer=card.claim.verdict_words,
        html=lambda: five_part(card),
        text=f"{card.lead} {card.better or card.claim.why}",
    )
