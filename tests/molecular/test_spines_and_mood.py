"""Behaviour against spines in mice: points stand at the times of their rows, and scrubbing only reveals."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.molecular import pointing, spines_and_mood
from ketamine_viz.molecular.spines_and_mood import LANES, STOPS, timeline

ROWS = {row["id"]: row for row in evidence.rows("molecular/mood_spine_points")}
POINTS = {point.id: point for point in timeline().points}
TIME = st.floats(0, STOPS[-1])


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row["id"])
def test_a_point_is_that_of_the_row_it_points_at(row):
    told, point = pointing.pointed(row["row"]), POINTS[row["id"]]
    assert point.time_h == pointing.hours(told)
    assert told.get("ref", row["ref"]) == row["ref"]
    if row["lane"] != "mood":
        assert told["node"] == "spines"
        assert (told["value"] > 0) == point.changed
    if "result" in told:
        assert (told["result"] == "helped") == point.changed
        assert told["form"] == row["form"]


def test_behaviour_moves_before_spines_with_the_racemate_and_not_clearly_with_r_ketamine():
    racemic, every = timeline(mirror_forms=False), timeline()
    assert racemic.first("mood") == 0.5
    assert racemic.first("prefrontal") == 12
    assert racemic.first("sensory") == 72
    assert every.first("prefrontal") == 3  # the study that disagrees is not hidden


@given(TIME, TIME, st.booleans())
def test_scrubbing_on_only_reveals(one, two, mirror_forms):
    early, late = (timeline(t, mirror_forms) for t in sorted((one, two)))
    for lane in LANES:
        assert set(early.reached(lane)) <= set(late.reached(lane)) <= set(late.lane(lane))
        assert early.first(lane) == late.first(lane)
        times = [p.time_h for p in late.lane(lane)]
        assert times == sorted(times)


def test_switching_the_mirror_forms_off_keeps_the_racemate_alone():
    assert {p.form for p in timeline(mirror_forms=False).points} == {"racemic"}
    assert {p.form for p in timeline().points} == {"racemic", "esketamine", "arketamine"}


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"until_h": -1}, "until_h=-1 .*0 to 336 h"),
        ({"until_h": 337}, "until_h=337"),
        ({"until_h": math.nan}, "until_h=nan"),
        ({"until_h": "3"}, "until_h='3'"),
        ({"mirror_forms": 0}, "mirror_forms=0 .*True or False"),
    ],
)
def test_bad_input_is_named(bad, words):
    with pytest.raises(ValueError, match=words):
        timeline(**bad)


@pytest.fixture(scope="module")
def panel():
    return kv.molecular.first_to_move()


@pytest.mark.parametrize("change", [{"until_h": 24.0}, {"mirror_forms": True}])
def test_every_control_changes_picture_and_words_and_reset_restores_both(panel, answers, change):
    answers(panel, change)


@pytest.mark.parametrize("mirror_forms", [False, True])
def test_lettering_is_clear_at_every_stop(panel, lettering_faults, mirror_forms):
    for stop in STOPS:
        panel.set(until_h=stop, mirror_forms=mirror_forms)
        assert lettering_faults(panel, air=(1, 4.5)) == [], stop
    assert lettering_faults(panel, present=True, air=(1, 4.5)) == []


@pytest.mark.parametrize("stop", STOPS)
def test_what_is_reached_is_filled_and_counted(panel, stop):
    panel.set(until_h=stop, mirror_forms=True)
    picture = panel._canvas.picture
    for point in panel.result.points:
        hollow = picture.points[point.id].get_markerfacecolor() == "white"
        assert hollow == (point.time_h > stop)
    for lane in LANES:
        reached = panel.result.reached(lane)
        if reached:
            assert f"{sum(p.changed for p in reached)} of {len(reached)}" in picture.title.get_text()
    assert float(picture.cursor.get_xdata()[0]) == STOPS.index(stop)


def test_points_at_one_place_stand_side_by_side(panel):
    panel.set(mirror_forms=True)
    places = panel._canvas.picture.places
    for k, (x, y, _) in enumerate(places):
        for other, up, _ in places[k + 1 :]:
            assert abs(x - other) > 0.2 or abs(y - up) > 20


def test_a_point_opens_its_card(panel):
    picture = panel._canvas.picture
    x, y, found = picture.places[0]
    assert picture.card_at(picture.axes, x, y) == found
    panel.open_card("ms02")
    assert "Erasing new spines left it as it was" in panel.card.html


@pytest.mark.parametrize("guess", ["mood", "spines", "both"])
def test_the_prediction_is_read_from_the_points(panel, guess):
    panel.guess(guess)
    assert "What came out: Behaviour" in panel.status
    assert "better at 30 min, spines had increased at 12 h" in panel.status
    assert ("as you predicted" in panel.status) == (guess == "mood")


def test_every_stop_is_a_time_somebody_looked_or_the_dose():
    looked = {p.time_h for p in spines_and_mood.timeline().points}
    assert all(any(math.isclose(stop, t, rel_tol=0.2) for t in looked) for stop in STOPS if stop > 1)
