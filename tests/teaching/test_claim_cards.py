"""The five-part cards: all parts there, both sides equal, help named, nothing recalled, nothing told too early."""

from __future__ import annotations

from pathlib import Path

import prose
import pytest

from ketamine_viz import evidence, teaching
from ketamine_viz.stage.text import escape
from ketamine_viz.teaching import cards, help_line, verdicts
from ketamine_viz.teaching.panels import card_html

EVERY = cards.five_parts()
MOST_MET = cards.featured()
NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
PARTS = ("1. The claim", "2. What is known", "3. In whom", "4. How sure", "5. What would change")


@pytest.fixture(scope="module")
def deck():
    return teaching.claim_cards()


def test_twenty_are_met_most_each_in_its_place():
    assert [card.rank for card in MOST_MET] == list(range(1, 21))
    assert {card.claim.verdict for card in MOST_MET} >= {"supported", "contested", "overstated", "wrong"}


@pytest.mark.parametrize("card", EVERY, ids=lambda card: card.claim.id)
def test_a_card_has_five_parts_its_lead_and_its_sources(card):
    text = card_html.five_part(card)
    places = [text.index(f"<strong>{part}") for part in PARTS]
    assert places == sorted(places)
    assert text.startswith(f"<p>{escape(card.lead)}</p>")
    assert escape(card.change) in text
    assert f'href="{card.stem}.ipynb"' in text
    for key in card.refs:
        assert escape(evidence.source(key).text) in text
    assert not any(evidence.reference(key).verified == "memory" for key in card.refs)
    assert "seed" not in text.casefold()
    assert ".txt" not in text


@pytest.mark.parametrize("card", EVERY, ids=lambda card: card.claim.id)
def test_help_stands_wherever_suicide_is_spoken_of(card):
    text = card_html.five_part(card)
    own = text.partition("<details>")[0]  # the title of a source may name the subject of its trial
    if "suicid" in own.casefold():
        assert escape(help_line.HELP_LINE) in own


def test_the_help_line_is_the_one_of_the_suite():
    bare = prose.HELP_LINE.replace("[findahelpline.com](https://findahelpline.com)", "findahelpline.com")
    assert bare == help_line.HELP_LINE


@pytest.mark.parametrize("card", MOST_MET, ids=lambda card: card.claim.id)
def test_a_claim_people_meet_has_its_own_words_and_its_notebook(card):
    assert card.panel
    assert card.panel.startswith("kv.")
    assert card.better or card.claim.verdict == "supported"
    assert card.panel.removeprefix("kv.").count(".") == 1


def test_contested_claims_have_two_sides_of_equal_weight():
    contested = [card for card in EVERY if card.claim.verdict == "contested"]
    assert contested
    for card in contested:
        assert sorted(side.stance for side in card.sides) == ["against", "for"], card.claim.id
        assert card_html.five_part(card).count('<div class="kv-side">') == 2
    assert not any(card.sides for card in EVERY if card.claim.verdict != "contested")


def test_dots_of_both_sides_share_one_scale():
    both = next(card.sides for card in EVERY if card.claim.id == "c098")
    text = card_html.sides(both)
    assert "●" * 3 + "</span> 30 people (one dot: 10)" in text
    assert "●" * 16 + "</span> 158 people (one dot: 10)" in text
    for card in EVERY:
        assert card_html.sides(card.sides).count("●") <= 2 * card_html._MOST_DOTS


def test_unknown_size_draws_no_dots():
    side = cards.Side("for", "says", None, None, None, "rat", "li2010")
    assert "●" not in card_html.sides((side, side))


def test_open_questions_and_errors_have_words_of_their_own():
    assert len(set(verdicts.WORDS.values())) == len(verdicts.WORDS)
    assert "not yet known" in cards.LEADS["unsupported"].lower()
    assert "wrong" not in cards.LEADS["unsupported"].lower()
    assert set(cards.LEADS) == set(verdicts.WORDS) == {c.verdict for c in teaching.claims()}


def test_words_from_data_are_escaped():
    card = MOST_MET[0]
    hostile = cards.FivePart(
        card.claim, 1, "<b>", "<i>", "kv.a.<u>", "00_start_here",
        (cards.Side("for", "<s>", "<q>", 3, "<p1>", "human", "li2010"),) * 2, "<em>", (),
    )  # fmt: skip
    text = card_html.five_part(hostile)
    assert not any(tag in text for tag in ("<b>", "<i>", "<u>", "<s>", "<q>", "<p1>", "<em>"))


# ---- the deck -----------------------------------------------------------------------------------------------


def test_verdicts_are_not_told_before_a_guess(everything_sent):
    deck = teaching.claim_cards()
    sent, stored = everything_sent(deck), deck._repr_mimebundle_()
    for card in MOST_MET:
        assert card.claim.claim in stored["text/plain"]
        for text in (sent, stored["text/plain"], stored["text/html"]):
            assert card.claim.why not in text
            assert card.change not in text
            assert not card.better or card.better not in text


@pytest.mark.parametrize("card", MOST_MET, ids=lambda card: card.claim.id)
def test_every_claim_can_be_guessed_and_opened(deck, card):
    deck.reset()
    deck.choose(card.claim.id)
    assert deck.guess(card.claim.verdict_words)
    assert f"You said: {card.claim.verdict_words}" in deck.status
    assert card_html.five_part(card) in deck.html


def test_names_of_notebooks_in_words():
    assert cards.where("sources", None) == "Sources"
    assert cards.where("03a_trials", "kv.psychological.forest") == "03a Trials, picture “forest”"
