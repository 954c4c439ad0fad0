"""Panel: every claim, to search, filter and open.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.stage.text import plural
from ketamine_viz.teaching.cards import FivePart, five_parts
from ketamine_viz.teaching.panels.card_html import five_part
from ketamine_viz.teaching.verdicts import WORDS, recalled


def all_claims() -> stage.Browse:
    """Return every claim of the five popular articles, with its five-part card.

    Sources: every row of ``teaching/claims`` that was not only recalled.
    """
    return stage.Browse(
        title="Every claim we met, and how it stands",
        rows=five_parts(),
        columns=(
            ("Claim", lambda card: card.claim.claim),
            ("Topic of the claim", _topic),
            ("How it stands", lambda card: card.claim.verdict_words),
            ("Known in", lambda card: card.whom),
            ("Articles that make it", lambda card: card.claim.articles),
        ),
        filters=(
            stage.Filter("level", "Part", _level),
            stage.Filter("topic", "Topic", _group),
            stage.Filter(
                "verdict", "How it stands", lambda card: card.claim.verdict_words, tuple(WORDS.values())
            ),
            stage.Filter("species", "Known in", lambda card: card.whom),
        ),
        card=_card,
        search_in=_searched,
        page=12,
        note=(
            f"Claims of five popular articles, in our own words. {plural(recalled(), 'claim is', 'claims are')} left "
            "out because the verdict was only recalled. Open a card for all five parts."
        ),
        things=("claim", "claims"),
    )


def _level(card: FivePart) -> str:
    return evidence.meaning("teaching_level", card.claim.level)


def _group(card: FivePart) -> str:
    return evidence.meaning("claim_group", card.claim.topic_group)


def _topic(card: FivePart) -> str:
    topic = card.claim.topic
    return f"{topic[:1].upper()}{topic[1:]}"


def _card(card: FivePart) -> stage.Card:
    claim = card.claim.claim
    short = claim if len(claim) <= 80 else f"{claim[:77].rstrip()}…"
    return stage.Card(card.claim.id, short, five_part(card))


def _searched(card: FivePart) -> str:
    claim = card.claim
    cited = (evidence.cite(key) for key in card.refs)
    sides = (side.says for side in card.sides)
    words = (claim.id, claim.topic, claim.claim, claim.verdict_words, claim.why, claim.number, card.better)
    return " ".join([*(one for one in words if one), _group(card), card.change, *sides, *cited])
