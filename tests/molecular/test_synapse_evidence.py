"""Synapses: directions and times are those of the rows pointed at; every state is said and drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.molecular import synapse_evidence
from ketamine_viz.molecular.figures import synapse_evidence as drawing
from ketamine_viz.molecular.figures.finding_words import wrap
from ketamine_viz.molecular.synapse_evidence import LOOKS, methods, synapses

ROWS = {row["id"]: row for row in evidence.rows("molecular/synapse_findings")}
TIMES = {row["id"]: row for row in evidence.rows("molecular/timecourse")}
SEEN = {one.id: one for one in synapses().seen}
STATES = st.tuples(st.sampled_from(LOOKS), st.booleans(), st.booleans())


@pytest.mark.parametrize("row", [row for row in ROWS.values() if row["row"]], ids=lambda row: row["id"])
def test_direction_and_time_are_those_of_the_row_pointed_at(row):
    told, one = TIMES[row["row"]], SEEN[row["id"]]
    assert told["ref"] == row["ref"]
    assert (one.direction, one.time_h) == (told["value"], told["t_h"])
    assert told["node"] == ("sv2a" if row["method"] == "pet" else "spines")
    assert row["direction"] is None  # one number, one place


@pytest.mark.parametrize("row", [row for row in ROWS.values() if not row["row"]], ids=lambda row: row["id"])
def test_a_finding_of_our_own_has_a_direction(row):
    assert row["direction"] in (-1, 0, 1)
    assert (row["time_h"] is None) == (row["question"] == "loss")


def test_spines_rise_in_mice_and_the_scan_does_not_move_in_anybody():
    assert synapses("microscope").tally("microscope", 24.0) == (3, 4)
    assert synapses("pet").tally("pet", 24.0) == (0, 3)
    assert {one.species for one in synapses("pet").seen if one.time_h == 24} == {"mouse", "primate", "human"}
    assert synapses("human").tally("microscope") == (0, 0)


@given(STATES)
def test_a_look_keeps_what_belongs_to_it(state):
    look, loss, repair = state
    found = synapses(*state)
    for one in found.seen:
        assert look == "all" or (one.species == "human" if look == "human" else one.method == look)
        assert (one.question == "loss" and loss) or (one.question == "repair" and repair)
    assert [m.id for m in found.methods] == [
        key for key in methods() if key in {o.method for o in found.seen}
    ]
    assert len({(line[0].ref, line[0].species, line[0].method) for line in found.lines}) == len(found.lines)


@pytest.mark.parametrize("method", methods().values(), ids=lambda one: one.id)
def test_what_a_method_allows_fits_its_box(method):
    assert wrap(method.allows, 38, 3)
    assert wrap(method.not_allows, 38, 3).startswith("Not that")


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"look": "mri"}, "look='mri' .*allowed"),
        ({"loss": 1}, "loss=1 .*True or False"),
        ({"repair": None}, "repair=None .*True or False"),
    ],
)
def test_bad_input_is_named(bad, words):
    with pytest.raises(ValueError, match=words):
        synapses(**bad)


@pytest.fixture(scope="module")
def panel():
    return kv.molecular.synapses_seen()


@pytest.mark.parametrize("change", [{"look": "pet"}, {"loss": False}, {"repair": False}])
def test_every_control_changes_picture_and_words_and_reset_restores_both(panel, answers, change):
    answers(panel, change)


@pytest.mark.parametrize("look", LOOKS)
def test_lettering_is_clear_in_every_state(panel, lettering_faults, look):
    for loss in (True, False):
        for repair in (True, False):
            panel.set(look=look, loss=loss, repair=repair)
            assert lettering_faults(panel, air=(1, 4.5)) == [], (loss, repair)
    panel.set(loss=True, repair=True)
    assert lettering_faults(panel, present=True, air=(1, 4.5)) == []


@pytest.mark.parametrize("look", LOOKS)
def test_every_mark_stands_at_its_time_and_is_said(panel, look):
    panel.set(look=look)
    picture = panel._canvas.picture
    drawn = [mark for mark in picture.marks if len(mark.get_xdata())]
    assert len(drawn) == len(panel.result.seen) == len(picture.places)
    for mark, one in zip(drawn, panel.result.seen, strict=True):
        wanted = drawing._LOSS_X if one.time_h is None else drawing._x(one.time_h)
        assert float(mark.get_xdata()[0]) == wanted
        assert mark.get_marker() == {1: "^", 0: "o", -1: "v"}[one.direction]
        assert f"{drawing._at(one)} {drawing._SAID[one.direction]}" in panel.alt
    for method in panel.result.methods:
        assert method.not_allows in panel.alt


def test_nothing_switched_on_is_said(panel):
    panel.set(loss=False, repair=False)
    assert "Nothing is switched on" in panel.alt
    assert panel.result.seen == ()


def test_a_mark_opens_its_card(panel):
    picture = panel._canvas.picture
    x, y, found = picture.places[2]
    assert picture.card_at(picture.rows, x + 3, y) == found
    assert picture.card_at(picture.rows, 5, 5) is None
    panel.open_card("sf19")
    assert "A rise only in those who began low" in panel.card.html


@pytest.mark.parametrize("guess", ["all", "some", "none"])
def test_the_prediction_is_counted_not_typed(panel, guess):
    panel.guess(guess)
    assert "What came out: In none of them" in panel.status
    assert "In 0 of 3 (mice, monkeys, people), against 3 of 4" in panel.status
    assert ("as you predicted" in panel.status) == (guess == "none")


def test_lines_of_one_study_share_their_place():
    for line in synapse_evidence.synapses().lines:
        assert len({(one.ref, one.where, one.species) for one in line}) == 1
