"""The panel: every control changes picture and words, Reset restores both, the prediction is computed."""

from __future__ import annotations

import pytest

from ketamine_viz import network
from ketamine_viz.network.model_card import model_card

CHANGES = {
    "block": 0.1,
    "selectivity": 0.8,
    "brain": "depressed",
    "moment": "later",
    "view": "change",
    "system": "reward",
}


@pytest.fixture(scope="module")
def panel():
    return network.before_and_after()


def test_every_control_is_tried(panel):
    assert set(CHANGES) == set(panel.values)


@pytest.mark.parametrize("name", CHANGES)
def test_a_control_changes_picture_and_words_and_reset_restores_both(panel, name):
    panel.reset()
    png, alt = panel.png(), panel.alt
    panel.set(**{name: CHANGES[name]})
    assert panel.png() != png
    assert panel.alt != alt
    assert panel.status
    panel.reset()
    assert panel.png() == png
    assert panel.alt == alt


def test_headline_numbers_stand_in_the_words(panel):
    panel.reset()
    assert "Mean connectivity 0.084 to 0.136" in panel.alt
    assert "2 up, 1 down" in panel.table_text


def test_the_sign_flips_with_selectivity(panel):
    panel.reset()
    assert panel.description.headline.startswith("Mean connectivity rises")
    panel.set(selectivity=0.5)
    assert panel.description.headline.startswith("Mean connectivity falls")
    panel.reset()


@pytest.mark.parametrize("guess", ["rises", "hardly moves", "falls"])
def test_the_prediction_is_answered_by_the_model(guess):
    panel = network.before_and_after()
    panel.guess(guess)
    assert panel.values["selectivity"] == 0.5
    assert "Lower than before" in panel.status
    assert "0.44" in panel.status


@pytest.mark.parametrize("card", ["LHb", "mean_z", "dmn_within_z"])
def test_cards_open(panel, card):
    panel.open_card(card)
    assert panel.card.id == card
    panel.reset()


def test_sources_follow_the_moment(panel):
    panel.reset()
    first = panel._sources_html.value
    assert "Driesen" in first
    assert "Adhikari" in first
    panel.set(moment="later")
    assert "Scheidegger" in panel._sources_html.value
    assert "Driesen" not in panel._sources_html.value
    panel.reset()


def test_the_model_card_keeps_the_misses_in_sight():
    for word in ("dorsolateral", "striatum", "mood hub's rate", "global signal", "unverified", "blood level"):
        assert word in model_card()


def test_a_flagged_state_says_so(panel):
    panel.set(brain="depressed", block=0.5, selectivity=0.3)
    assert "No result" in panel.status
    panel.reset()
