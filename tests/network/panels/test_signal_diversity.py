"""The panel of two signals: controls, words, prediction, lettering."""

from __future__ import annotations

import pytest

from ketamine_viz import network
from ketamine_viz.network.circuit.constants import BANDS

CHANGES = {"first": "mixed", "second": "drug", "band": "alpha"}


@pytest.fixture(scope="module")
def panel():
    return network.signal_diversity()


def test_every_control_is_tried(panel):
    assert set(CHANGES) == set(panel.values)


@pytest.mark.parametrize("name", CHANGES)
def test_a_control_changes_picture_and_words_and_reset_restores_both(panel, answers, name):
    answers(panel, {name: CHANGES[name]})


@pytest.mark.parametrize("band", BANDS)
def test_each_filter_changes_picture_and_words(panel, answers, band):
    answers(panel, {"first": "before", "second": "drug", "band": band})


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(
    "state",
    [{}, {"first": "before", "second": "drug", "band": "alpha"}, {"first": "noise"}, {"second": "sine"}],
)
def test_lettering_is_clear(panel, lettering_faults, state, present):
    panel.set(**state)
    assert lettering_faults(panel, present) == []


def test_headline_numbers_stand_in_the_words(panel):
    assert panel.description.headline == "The lower signal is harder to compress: 1.01 against 0.50."
    assert "99 pieces, 197 when shuffled" in panel.alt
    panel.set(second="sine")
    assert panel.description.headline == "Both are as hard to compress."


def test_what_is_drawn_is_what_is_said(panel):
    panel.set(first="before", second="drug", band="gamma")
    picture, result = panel._canvas.picture, panel.result
    assert picture._curves[1].get_ydata()[-1] == result.second.pieces[-1]
    assert f"{result.second.pieces[-1]} pieces" in panel.alt
    assert picture._rows[0]["kept"].get_ydata()[7] == result.first.filtered[7]
    assert picture._changes[2].get_text() == "−31 %"
    assert "alpha −31 %" in panel.alt
    assert f"{result.first.power('alpha'):.4f}" in panel.table_text


@pytest.mark.parametrize("guess", ["theta", "alpha", "beta", "gamma"])
def test_the_prediction_is_answered_by_the_signals(guess):
    panel = network.signal_diversity()
    panel.guess(guess)
    assert (panel.values["first"], panel.values["second"]) == ("before", "drug")
    assert "What came out: Alpha" in panel.status


def test_a_redraw_is_quick(panel, quickest_redraw):
    assert quickest_redraw(panel, "band", ["alpha", "beta", "gamma"]) < 0.06
