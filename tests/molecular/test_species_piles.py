"""Immune signals: the bar counts what is switched on, and says no more than a count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.molecular import pointing, species_piles
from ketamine_viz.molecular.species_piles import FINDINGS, SPECIES, piles

ROWS = evidence.rows("molecular/inflammation_findings")
STATES = st.tuples(
    st.sampled_from(species_piles.QUESTIONS), st.sets(st.sampled_from(SPECIES)).map(tuple), st.booleans()
)


@pytest.mark.parametrize("row", [row for row in ROWS if row["rows"]], ids=lambda row: row["id"])
def test_a_finding_follows_from_the_row_it_points_at(row):
    for key in row["rows"]:
        told = pointing.pointed(key)
        assert told["ref"] == row["ref"]
        if row["question"] == "calms":  # a fall says yes
            assert (told["value"] < 0) == (row["finding"] == "for")
        elif "result_on_ketamine_effect" in told and told["perturbation"] in ("reduce", "knockout", "block"):
            assert (told["result_on_ketamine_effect"] == "abolished") == (row["finding"] == "for")


@given(STATES)
def test_the_bar_counts_each_chosen_card_once(state):
    found = piles(*state)
    question, species, controlled = state
    assert sum(found.count(one) for one in FINDINGS) == len(found.counted)
    assert all(card.species in species and (card.control or not controlled) for card in found.counted)
    assert {card.id for s in SPECIES for card in found.pile(s)} == {
        r["id"] for r in ROWS if r["question"] == question
    }
    if found.counted:
        assert found.share == found.count("for") / len(found.counted)
    else:
        assert found.share is None


@given(STATES)
def test_switching_a_pile_on_never_takes_a_card_away(state):
    question, species, controlled = state
    some, everything = piles(question, species, controlled), piles(question, SPECIES, controlled)
    assert set(some.counted) <= set(everything.counted)
    assert set(piles(question, species, True).counted) <= set(piles(question, species, False).counted)


def test_rats_and_people_tell_different_stories():
    rats, humans = piles(species=("rat",)), piles(species=("human",))
    assert (rats.count("for"), len(rats.counted)) == (3, 3)
    assert (humans.count("for"), humans.count("neither"), humans.count("against")) == (4, 1, 1)
    why = piles("explains", ("human",))
    assert (why.count("for"), why.count("against")) == (2, 3)


def test_reviews_are_not_counted_again():
    for row in ROWS:
        assert evidence.reference(row["ref"]).study_type != "review"


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"question": "why"}, "question='why' .*allowed: calms, explains"),
        ({"species": ("cat",)}, "species='cat' .*allowed"),
        ({"species": "rat"}, "species='rat' is not a tuple; allowed: any of human, rat, mouse"),
        ({"controlled": 1}, "controlled=1 .*True or False"),
    ],
)
def test_bad_input_is_named(bad, words):
    with pytest.raises(ValueError, match=words):
        piles(**bad)


@pytest.fixture(scope="module")
def panel():
    return kv.molecular.immune_signals()


@pytest.mark.parametrize("change", [{"question": "explains"}, {"species": ("rat",)}, {"controlled": True}])
def test_every_control_changes_picture_and_words_and_reset_restores_both(panel, answers, change):
    answers(panel, change)


@pytest.mark.parametrize("question", species_piles.QUESTIONS)
@pytest.mark.parametrize("species", [SPECIES, ("human",), ("rat", "mouse"), ()])
def test_lettering_is_clear_and_stays_on_its_card(panel, lettering_faults, question, species):
    for controlled in (False, True):
        panel.set(question=question, species=species, controlled=controlled)
        assert lettering_faults(panel, air=(1, 4.5)) == []
        assert lettering_faults(panel, present=True, air=(1, 4.5)) == []
    panel.png()
    picture, renderer = panel._canvas.picture, panel._canvas._agg.get_renderer()
    for box, *words in zip(picture.boxes, picture.names, picture.whats, strict=True):
        for text in words:
            if text.get_text():
                assert text.get_window_extent(renderer).x1 <= box.get_window_extent(renderer).x1 - 1, (
                    text.get_text()
                )


@pytest.mark.parametrize("species", [SPECIES, ("human",), ("mouse",), ()])
def test_the_bar_is_drawn_as_long_as_it_counts(panel, species):
    panel.set(species=species)
    picture, found = panel._canvas.picture, panel.result
    whole = picture.frame.get_width()
    for finding, part in picture.parts.items():
        if found.counted:
            assert part.get_width() == pytest.approx(whole * found.count(finding) / len(found.counted))
        assert part.get_visible() == (found.count(finding) > 0)
    if found.counted:
        assert f"{found.count('for')} of {len(found.counted)} finding" in panel.alt
    else:
        assert "switch a pile on" in panel.alt
    assert "not a probability" in panel.alt


def test_a_card_opens_where_it_lies(panel):
    picture = panel._canvas.picture
    left, foot, found = picture.places[0]
    assert picture.card_at(picture.axes, left + 5, foot + 5) == found
    assert picture.card_at(picture.axes, left - 5, foot) is None
    panel.open_card("in05")
    assert "sTNFR1 fell" in panel.card.html


@pytest.mark.parametrize("guess", ["all", "most", "few", "none"])
def test_the_prediction_is_counted_not_typed(panel, guess):
    panel.guess(guess)
    assert "What came out: Half or fewer" in panel.status
    assert "2 of 5." in panel.status
    assert ("as you predicted" in panel.status) == (guess == "few")
