"""The cascade over two weeks: lines, marks, words, and the panel."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ketamine_viz import evidence
from ketamine_viz.molecular import unfolding as model
from ketamine_viz.molecular.cascade.agents import hypotheses
from ketamine_viz.molecular.figures import unfolding_words as words
from ketamine_viz.molecular.figures.unfolding import place
from ketamine_viz.molecular.panels.unfolding import over_time
from ketamine_viz.molecular.pointing import pointed

PRESETS = [preset.id for preset in hypotheses()]


@pytest.fixture(scope="module")
def panel():
    return over_time()


@pytest.mark.parametrize("system", model.SYSTEMS)
@pytest.mark.parametrize("preset", PRESETS)
def test_lines_are_shares_of_their_own_most(preset, system):
    (account,) = model.unfolding(system, preset, "none").accounts
    assert tuple(account.traces) == model.LANES
    for trace in account.traces.values():
        assert np.isfinite([trace.low, trace.middle, trace.high]).all()
        assert np.all((trace.low <= trace.middle + 1e-9) & (trace.middle <= trace.high + 1e-9))
        assert np.abs([trace.low, trace.middle, trace.high]).max() <= 1 + 1e-6
        assert trace.moved == (trace.size > model.LEAST)
        if trace.moved:
            assert 0.5 < trace.peak <= 1 + 1e-6
            assert 0 <= trace.half_h <= trace.peak_h
        else:
            assert not trace.middle.any()
            assert trace.half_h is None
        assert not trace.dark


def test_the_block_comes_before_all_that_it_sets_off():
    for system in model.SYSTEMS:
        for account in model.unfolding(system).accounts:
            block = account.traces["block"].half_h
            assert all(t.half_h >= block for t in account.traces.values() if t.moved)


@pytest.mark.parametrize("system", model.SYSTEMS)
@pytest.mark.parametrize("preset", ["standard", "disinhibition", "resting_block"])
def test_spines_come_after_early_relief(preset, system):
    """As in modasava2019: behaviour had changed before new spines came."""
    (account,) = model.unfolding(system, preset, "none").accounts
    assert account.traces["spines"].half_h > account.traces["ad_rapid"].half_h


@pytest.mark.parametrize("preset", ["standard", "disinhibition", "resting_block"])
@pytest.mark.parametrize("lane", ["bdnf_rel", "mtorc1", "syn_prot", "spines", "ad_rapid", "ad_sust"])
def test_without_ampa_current_every_later_step_is_dark(preset, lane):
    (account,) = model.unfolding("mouse", preset, "none", "nbqx").accounts
    assert account.traces[lane].dark
    assert not account.traces["block"].dark


def test_only_the_metabolite_waits_for_the_liver():
    by_preset = {
        name: model.unfolding("mouse", name, "none").accounts[0].traces["glutamate"]
        for name in ("disinhibition", "hnk")
    }
    assert by_preset["hnk"].half_h > by_preset["disinhibition"].half_h


def test_the_block_that_is_drawn_belongs_to_the_account():
    pools = {name: model.unfolding("mouse", name, "none").accounts[0].pool for name in PRESETS}
    assert pools["disinhibition"] == pools["standard"] == "interneuron"
    assert pools["resting_block"] == "resting"
    assert pools["extrasynaptic"] == "extrasynaptic"
    assert pools["habenula"] == "habenula"


def test_two_accounts_of_one_name_are_one():
    assert len(model.unfolding("mouse", "trkb", "trkb").accounts) == 1
    assert [one.id for one in model.unfolding("rat", "trkb", "hnk").accounts] == ["trkb", "hnk"]


def test_relief_of_people_with_a_blocker_is_not_simulated(panel):
    panel.set(system="human", agent="rapamycin")
    assert panel.result.hidden == model.OUTCOMES
    assert "not simulated in people" in panel.alt
    assert "early relief" not in panel.description.trend
    assert panel.table_text.count("not simulated in people with a blocker") == 4
    panel.set(agent="none")
    assert panel.result.hidden == ()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"system": "fish"}, "system='fish'"),
        ({"first": "magic"}, "first='magic'"),
        ({"first": "none"}, "first='none'"),
        ({"second": "magic"}, "second='magic'"),
        ({"agent": "water"}, "agent='water'"),
        ({"until_h": 2.5}, "until_h=2.5"),
        ({"until_h": True}, "until_h=True"),
        ({"until_h": "1"}, "until_h='1'"),
    ],
)
def test_bad_input_is_named(arguments, says):
    with pytest.raises(ValueError, match=says) as caught:
        model.unfolding(**arguments)
    assert "allowed" in str(caught.value)


# -- marks -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", model.marks(), ids=lambda mark: mark.id)
def test_a_mark_says_what_its_row_says(mark):
    row = pointed(next(r["row"] for r in evidence.rows("molecular/time_marks") if r["id"] == mark.id))
    assert row["ref"] == mark.ref or mark.ref == "zanos2016"
    assert mark.time_h == next(
        row[name] for name in ("t_h", "time_after_dose_h", "time_h") if row.get(name) is not None
    )
    if row.get("node") and row.get("unit") == "sign":  # for receptors -1 is less current, so more block
        sign = -row["value"] if mark.lane == "block" else row["value"]
        assert mark.change == sign
    assert 0 <= mark.time_h <= model.LAST_H


def test_both_studies_of_spines_over_time_are_there():
    spines = {(m.ref, m.time_h): m.change for m in model.marks() if m.lane == "spines"}
    assert spines["modasava2019", 3.0] == 0
    assert spines["modasava2019", 12.0] == spines["phoumthipphavong2016", 336.0] == 1


def test_every_mark_stands_apart_and_opens_its_card(panel):
    picture = panel._canvas.picture
    spots = list(picture.at.values())
    near = [(a, b) for k, a in enumerate(spots) for b in spots[:k] if abs(a[0] - b[0]) + abs(a[1] - b[1]) < 9]
    assert near == []
    cards = {card.id for card in picture.cards(panel.result)}
    assert cards == set(picture.at)
    for name, (x, y) in picture.at.items():
        assert picture.card_at(picture.axes, x, y) == name
    panel.open_card("tm25")
    assert "mice" in panel.card.html


# -- the clock and the words -------------------------------------------------------------------------


@given(a=st.floats(0, model.LAST_H), b=st.floats(0, model.LAST_H))
@settings(max_examples=50)
def test_the_clock_runs_one_way(a, b):
    assert (place(a) < place(b)) == (a < b) or abs(a - b) < 1e-6


def test_the_description_holds_the_drawn_numbers(panel):
    panel.set(until_h=3.0)
    for account in panel.result.accounts:
        for lane, trace in account.traces.items():
            assert words.said(trace, True) in panel.alt
            if lane in ("spines", "ad_rapid"):
                assert words.percent(trace.at(3.0)) in panel.description.trend
                assert words.percent(trace.at(3.0)) in panel.status
    drawn = panel._canvas.picture.lines[0].get_xdata()
    assert len(drawn) == len(model.LANES) * (len(model.TIMES) + 1)


def test_the_table_holds_every_step_and_every_mark(panel):
    rows = panel._canvas.picture.table(panel.result).rows
    assert len(rows) == 2 * len(model.LANES) + len(model.marks())


@pytest.mark.parametrize(
    "change",
    [
        {"system": "rat"},
        {"first": "hnk"},
        {"second": "trkb"},
        {"second": "none"},
        {"agent": "nbqx"},
        {"until_h": 3.0},
    ],
    ids=str,
)
def test_every_control_shows_in_picture_and_words(panel, change, answers):
    answers(panel, change)


@pytest.mark.parametrize("agent", model.AGENTS)
def test_every_agent_is_named(panel, agent, answers):
    answers(panel, {"agent": agent})


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(
    "state",
    [
        {},
        {"system": "human", "agent": "mk801_pretreatment", "second": "none"},
        {"system": "rat", "first": "standard", "second": "inflammation", "until_h": 0.25},
        {"first": "hnk", "second": "habenula", "agent": "ttype_blocker"},
        {"first": "resting_block", "second": "extrasynaptic", "agent": "anti_bdnf"},
        {"system": "human", "first": "resting_block", "second": "extrasynaptic", "until_h": 12.0},
    ],
    ids=str,
)
def test_words_stay_clear_of_each_other(panel, state, present, lettering_faults):
    panel.set(**state)
    assert lettering_faults(panel, present, air=(1, 3)) == []


def test_the_prediction_is_answered_by_the_model(panel):
    panel.guess("after")
    assert panel.result.agent == "nbqx"
    assert "as you predicted" in panel.status


def test_sources_name_every_study_in_view(panel):
    shown = {line.text for line in panel.source_lines}
    assert {evidence.source(mark.ref).text for mark in model.marks()} <= shown
    assert evidence.source("nosyreva2013").text not in shown
    panel.set(first="standard")
    assert evidence.source("nosyreva2013").text in {line.text for line in panel.source_lines}
