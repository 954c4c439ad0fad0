"""Sayings about the brain, matched to what was measured."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz import evidence, network
from ketamine_viz.network.figures.sayings import MATCH
from ketamine_viz.network.sayings import MATCHES, UNMATCHED, match, metaphors

EFFECTS = {row["id"]: row for row in evidence.rows("network/connectivity_effects")}
SIGNALS = {row["id"]: row for row in evidence.rows("network/signal_effects")}
IDS = [m.id for m in metaphors()]
CHANGES = {**dict.fromkeys(IDS, "catch"), "shown": True}


@pytest.fixture(scope="module")
def panel():
    return network.metaphors()


def _right():
    return {m.id: m.match for m in metaphors()}


@pytest.mark.parametrize("saying", metaphors(), ids=lambda m: m.id)
def test_findings_fit_the_column(saying):
    species = {EFFECTS[e]["species"] for e in saying.effects} | {
        SIGNALS[s]["species"] for s in saying.signals
    }
    species |= {evidence.reference(ref).species for ref in saying.refs}
    if saying.match in ("people", "catch", "nothing"):
        assert species == {"human"}
    if saying.match == "animals":
        assert species - {"human"}
    cited = {EFFECTS[e]["ref"] for e in saying.effects} | {SIGNALS[s]["ref"] for s in saying.signals}
    assert cited <= set(saying.refs)


def test_every_column_is_some_sayings_answer():
    assert {m.match for m in metaphors()} == set(MATCHES) == set(MATCH)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(IDS, st.sampled_from([*MATCHES, UNMATCHED]))))
def test_right_never_exceeds_made(picks):
    board = match(**picks)
    assert 0 <= board.right <= board.made <= len(IDS)
    assert match(**_right()).right == len(IDS)


def test_bad_input_is_named():
    with pytest.raises(ValueError, match=r"reset='maybe'.*people"):
        match(reset="maybe")
    with pytest.raises(ValueError, match=r"heal='people'.*rewire"):
        match(heal="people")
    with pytest.raises(ValueError, match=r"shown=1.*True or False"):
        match(shown=1)


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_answers_stay_hidden_until_asked_for(panel):
    assert "No study measured a reset" not in panel.alt + panel.table_text
    assert panel._cards == {}
    panel.set(shown=True)
    assert "No study measured a reset" in panel.alt
    panel.open_card("bursts")
    assert "Yang" in panel.card.html
    picture = panel._canvas.picture
    assert picture.card_at(picture.axes, 2, 1.2) == "rewire"


def test_marks_stand_where_the_words_say(panel):
    panel.set(shown=True, **_right())
    picture = panel._canvas.picture
    assert list(picture.rings.get_xdata()) == list(picture.truth.get_xdata())
    assert "5 of 5 matched" in panel.alt


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("shown", [False, True])
def test_lettering_is_clear(panel, lettering_faults, shown, present):
    panel.set(shown=shown, **_right())
    assert lettering_faults(panel, present) == []
