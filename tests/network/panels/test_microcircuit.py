"""The panel of the microcircuit: controls, words, prediction, cards, lettering."""

from __future__ import annotations

import json

import pytest

from ketamine_viz import evidence, network
from ketamine_viz.network.circuit.comparison import MEASURES, compare_signals, value_of
from ketamine_viz.network.figures.microcircuit_words import percent
from ketamine_viz.network.signal_findings import about, sizes, tally

CHANGES = {"block": 0.1, "selectivity": 1.0, "cells": ("pv",), "control": True}


@pytest.fixture(scope="module")
def panel():
    return network.microcircuit()


def test_every_control_is_tried(panel):
    assert set(CHANGES) == set(panel.values)


@pytest.mark.parametrize("name", CHANGES)
def test_a_control_changes_picture_and_words_and_reset_restores_both(panel, answers, name):
    answers(panel, {name: CHANGES[name]})


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(
    "state", [{}, {"control": True, "block": 0.5}, {"block": 0.0}, {"cells": ()}, {"cells": ("sst",)}]
)
def test_lettering_is_clear(panel, lettering_faults, state, present):
    panel.set(**state)
    assert lettering_faults(panel, present) == []


def test_headline_numbers_stand_in_the_words(panel):
    assert panel.description.headline == "Alpha falls by 31 %, gamma rises by 18 %; Lempel–Ziv 0.748 → 0.768."
    assert "Alpha −31 %" in panel.alt
    assert "studies: 4 down" in panel.alt
    assert "−34 % (n 15) and −20 % (n 15)" in panel.alt
    panel.set(block=0.0)
    assert panel.description.headline == "No drug: nothing changes."


def test_what_is_drawn_is_what_is_said(panel):
    panel.set(block=0.5, control=True)
    chart, result = panel._canvas.picture._chart, panel.result
    for row, measure in enumerate(MEASURES):
        change = result.changes[measure]
        assert chart["model"].get_segments()[row][0][0] == pytest.approx(change.percent)
        assert chart["control"].get_segments()[row][0][0] == pytest.approx(change.control)
        assert percent(change.percent) in panel.alt
        assert chart["values"][row].get_text() == percent(change.percent)
    lines = panel._canvas.picture._power
    assert lines[2].get_ydata()[-1] == result.after.power[400]  # 100 Hz


def test_the_range_holds_most_of_what_is_drawn():
    for block in (0.1, 0.3, 0.5):
        for change in compare_signals(block).changes.values():
            assert change.low <= change.percent <= change.high


def test_the_control_raises_lempel_ziv_but_spares_alpha():
    changes = compare_signals().changes
    assert changes["lempel_ziv"].control > 1.5
    assert abs(changes["alpha"].control) < 3
    assert compare_signals(control=False).changes["alpha"].control is None


@pytest.mark.parametrize("guess", ["falls", "hardly", "rises"])
def test_the_prediction_is_answered_by_the_model(guess):
    panel = network.microcircuit()
    panel.guess(guess)
    assert panel.values["cells"] == ("pv",)
    assert "What came out: Rises" in panel.status
    assert "with SST cells alone" in panel.status


def test_each_measure_has_a_card_with_n_form_dose_and_both_sides(panel):
    for measure in MEASURES:
        panel.open_card(measure)
        assert "model, not data" in panel.card.html.lower()
    panel.open_card("theta")
    assert "misses it" in panel.card.html
    assert "agrees" in panel.card.html
    panel.open_card("lempel_ziv")
    for words in ("no drug, depressed compared with healthy people", "model: no answer", "1.5 mg/kg"):
        assert words in panel.card.html
    panel.open_card("alpha")
    for words in ("15 healthy people", "racemic ketamine, 0.5 mg/kg over 40 min", "by 33.9 %"):
        assert words in panel.card.html


def test_a_click_on_a_row_opens_its_card(panel):
    picture = panel._canvas.picture
    assert picture.card_at(picture._chart["axes"], 0.0, 2.2) == "alpha"
    assert picture.card_at(picture._chart["axes"], 0.0, 9.0) is None
    assert picture.card_at(panel._canvas.figure.axes[0], 5.0, 2.0) is None


def test_tallies_count_studies_of_awake_people_only():
    assert tally("alpha") == "4 down"
    assert tally("gamma") == "5 up"
    assert tally("exponent") == "1 down"
    assert tally("lempel_ziv") == "2 up"
    assert sizes("alpha") == ((-33.9, 15), (-19.5, 15))
    assert all(f.row["species"] == "human" for measure in MEASURES for f in about(measure))


def test_nothing_recalled_is_shown():
    shown = {f.row["id"] for measure in MEASURES for f in about(measure)}
    assert shown <= {row["id"] for row in evidence.rows("network/signal_effects")}


def test_the_model_card_keeps_the_misses_in_sight(panel):
    html = json.dumps([getattr(child, "value", "") for child in panel.children], default=str)
    for words in ("slow waves", "no anaesthesia", "knows no depression", "beyond what the spectrum", "rats"):
        assert words in html


@pytest.mark.parametrize("measure", ["happiness", ""])
def test_unknown_measures_are_named(measure):
    for call in (about, lambda m: value_of(m, compare_signals().before)):
        with pytest.raises(ValueError, match=r"measure=.*allowed: delta"):
            call(measure)


@pytest.mark.parametrize("given_value", [1, None, "yes"])
def test_a_control_that_is_no_truth_value_is_named(given_value):
    with pytest.raises(ValueError, match=r"control=.*allowed: True or False"):
        compare_signals(control=given_value)


def test_a_redraw_is_quick(panel, quickest_redraw):
    assert quickest_redraw(panel, "block", [0.02 * k for k in range(26)], count=12) < 0.1
