"""Links after ketamine: measured rows, drug and control, in whom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz import evidence, network
from ketamine_viz.network.figures.scans import CONTROL, LOOKS, STEP
from ketamine_viz.network.scans import GROUPS, SHOWS, STEPS, changes, scan
from ketamine_viz.network.schematic import index

EFFECTS = {row["id"]: row for row in evidence.rows("network/connectivity_effects")}
ROWS = evidence.rows("network/after_ketamine")
HOURS = {"infusion": (0, 2), "days_1_2": (24, 48), "day_10": (240, 240), "two_weeks": (336, 336)}
CHANGES = {"step": 1, "show": "control", "contested_only": True}


@pytest.fixture(scope="module")
def panel():
    return network.after_ketamine()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_row_stands_where_its_study_says(row):
    effect = EFFECTS[row["effect"]]
    hours = effect["time_after_dose_h"]
    assert effect["species"] == "human"
    assert effect["signed_direction"] or effect["direction"]
    assert (row["who"] == "healthy") == (effect["population"] == "healthy")
    if row["step"] == "baseline":
        assert effect["role"] == "baseline"
        assert row["control"] == "no_drug"
    else:
        assert effect["role"] == "drug_effect"
        assert row["control"] != "no_drug"
    if row["step"] in HOURS:
        low, high = HOURS[row["step"]]
        assert low <= hours <= high
    else:
        assert hours is None
    for name in () if row["drawn"] == "whole" else row["drawn"].split(":"):
        assert name in index()


@pytest.mark.parametrize("row", [row for row in ROWS if row["control"] == "none"], ids=lambda row: row["id"])
def test_no_control_arm_only_where_the_study_had_none(row):
    kind = evidence.reference(EFFECTS[row["effect"]]["ref"]).study_type
    assert kind in ("open_label", "healthy_volunteer", "observational")


def test_each_term_has_its_words():
    assert set(STEP) == set(STEPS)
    assert set(CONTROL) == {c.control for c in changes()}
    assert {c.direction for c in changes()} | {c.control_direction for c in changes()} <= set(LOOKS)


def test_healthy_and_depressed_moved_opposite_ways():
    found = scan(STEPS.index("days_1_2")).changes
    ways = {who: [c.direction for c in found[who] if c.ref == "mkrtchian2021"] for who in GROUPS}
    assert ways == {"healthy": ["decrease"], "depressed": ["increase"]}


@given(st.integers(0, len(STEPS) - 1), st.sampled_from(SHOWS))
def test_only_contested_is_a_part_of_all(step, show):
    everything, some = scan(step, show), scan(step, show, contested_only=True)
    for who in GROUPS:
        assert some.changes[who] == tuple(c for c in everything.changes[who] if c.contested)


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [("step", 6, "0 to 5"), ("show", "both", "control"), ("contested_only", 1, "True")],
)
def test_bad_input_is_named(name, value, allowed):
    with pytest.raises(ValueError, match=f"{name}={value!r}.*{allowed}"):
        scan(**{name: value})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_contradicting_rows_lie_side_by_side(panel):
    panel.set(step=0)
    side = panel._canvas.picture.sides["depressed"]
    inside = [segment for segment, c in zip(side.links.get_segments(), panel.result.changes["depressed"], strict=True)
              if c.drawn == ("vmPFC", "PCC")]  # fmt: skip
    assert len({tuple(map(tuple, segment)) for segment in inside}) == len(inside) == 3


def test_words_equal_what_is_drawn(panel):
    panel.set(step=1)
    side = panel._canvas.picture.sides["healthy"]
    drawn = [row for row in side.rows if row[0].get_visible()]
    assert len(drawn) == len(panel.result.changes["healthy"])
    for row in drawn:
        assert row[1].get_text() in panel.alt
        assert row[4].get_text() in panel.alt


@pytest.mark.parametrize("guess", ["stays", "more", "gone"])
def test_the_prediction_is_answered_by_the_row_of_day_ten(guess):
    panel = network.after_ketamine()
    panel.guess(guess)
    assert "Gone again" in panel.status
    assert "33 people" in panel.status


def test_cards_and_clicks(panel):
    panel.open_card("c39")
    assert "Evans" in panel.card.html
    picture = panel._canvas.picture
    side = picture.sides["depressed"]
    assert picture.card_at(side.axes, *side.badges[1].get_position()) == "c39"
    assert picture.card_at(side.axes, -500.0, -500.0) is None


def test_a_hub_that_stands_for_more_is_marked_on_the_picture_and_in_words(panel):
    at = {c.id: c for c in changes()}
    assert not at["c25"].stand_in, "PCC with dmPFC was measured and is drawn"
    assert at["c26"].stand_in is False
    assert at["c36"].stand_in, "a whole network, drawn between two hubs"
    assert at["c41"].stand_in, "one area with the whole brain, drawn at one place"
    assert not at["c01"].stand_in, "the whole brain is drawn nowhere"
    for step in range(len(STEPS)):
        panel.set(step=step)
        for who, side in panel._canvas.picture.sides.items():
            found = panel.result.changes[who]
            for badge, row, change in zip(side.badges, side.rows, found, strict=False):
                assert badge.get_text().startswith("≈") == change.stand_in
                assert row[0].get_text().startswith("≈") == change.stand_in
        marked = sum(c.stand_in for found in panel.result.changes.values() for c in found)
        assert panel.alt.count("standing for more") == marked
        assert panel.table_text.count("standing for more") == marked
    panel.set(step=4)
    panel.open_card("c45")
    assert "standing for a whole network" in panel.card.html


def test_sources_follow_the_step(panel):
    panel.set(step=3)
    assert [line.text.split()[0] for line in panel.source_lines] == ["Evans"]


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("show", SHOWS)
@pytest.mark.parametrize("step", range(len(STEPS)))
def test_lettering_is_clear(panel, lettering_faults, step, show, present):
    panel.set(step=step, show=show)
    assert lettering_faults(panel, present) == []
