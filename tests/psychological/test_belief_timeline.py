"""Thinking and belief over time: the findings, the picture and its words."""

from __future__ import annotations

import itertools
import re

import pytest

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.psychological.belief_timeline import (
    HIDDEN,
    PARTS,
    PEOPLE,
    STOPS_H,
    blood,
    everything,
    look,
)
from ketamine_viz.psychological.figures.acute_next_day_words import COMPARED, finding, short, when

CHANGES = {"until": "acting", "part": "beliefs", "people": "patients", "hidden_only": True}
STATES = list(itertools.product(STOPS_H, PARTS, PEOPLE, (False, True)))
EFFECTS = {row["id"]: row for row in evidence.rows("psychological/cognition")}
ROWS = evidence.rows("psychological/thinking_times")


@pytest.fixture(scope="module")
def panel():
    return kv.psychological.acute_and_next_day()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_mark_rests_on_a_row_of_the_same_study(row):
    base = EFFECTS[row["effect"]]
    assert base["ref"] == row["ref"]
    assert base["verified"] == row["verified"]
    numbers = [int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", row["n_text"].split("(")[0])]
    assert base["n"] is None or base["n"] in (*numbers, sum(numbers))


def test_hidden_means_a_placebo_or_a_sedative():
    for found in everything():
        assert found.hidden == (found.compared in HIDDEN)
        if found.hidden:
            assert evidence.reference(found.ref).study_type in ("rct", "healthy_volunteer")
    assert not any(f.hidden for f in everything() if f.ref in ("bottemanne2022", "davis2021", "anand2023"))


def test_numbers_in_words_are_those_of_the_row():
    for found in everything():
        if found.size is not None:
            assert str(abs(found.size)) in found.says


def test_suicide_is_no_topic_here():
    for row in ROWS:
        assert EFFECTS[row["effect"]]["suicide_topic"] == "none"


@pytest.mark.parametrize("state", STATES, ids=str)
def test_only_what_fits_is_shown_and_nothing_left_says_what_to_widen(state):
    until, part, people, hidden_only = state
    result = look(part, people, hidden_only, until)
    for f in result.shown:
        assert part in ("both", f.part)
        assert people in ("all", f.people)
        assert f.hidden or not hidden_only
        assert f.at_h <= STOPS_H[until]
    assert bool(result.widen) == (not result.shown)
    if result.widen:
        assert re.search(r"both|everybody|every comparison|later", result.widen)
    assert finding(result)
    assert "None" not in finding(result)


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("part", "mood", "thinking"),
        ("people", "rats", "healthy"),
        ("until", "year", "weeks"),
        ("hidden_only", 1, "True"),
    ],
)
def test_bad_input_is_named(name, value, allowed):
    with pytest.raises(ValueError, match=f"{name}={value!r}.*{allowed}"):
        look(**{name: value})


def test_the_blood_is_nearly_empty_a_day_later():
    hours, level = blood()
    assert level.max() == 1
    assert hours[level.argmax()] == pytest.approx(2 / 3, rel=0.05)
    assert level[hours > 24].max() < 0.02


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_every_number_comes_with_n_comparison_time_and_reference(panel):
    for line in panel.table_text.splitlines()[1:]:
        assert "n " in line
        assert any(words.split(",")[0] in line for words in COMPARED.values())
        assert re.search(r"(19|20)\d\d", line)
    for found in panel.result.shown:
        told = f"{when(found)}: {short(found)}, {found.label}, {found.people}, {found.n_text}, "
        assert told + COMPARED[found.compared] in panel.alt


def test_the_title_counts_what_is_drawn(panel):
    title = panel._canvas.picture.title.get_text()
    worse = len(panel._canvas.picture.marks["worse", True].get_xdata())
    worse += len(panel._canvas.picture.marks["worse", False].get_xdata())
    assert worse == 4
    assert (
        title == "While the drug acts thinking is worse in all 3 studies; a day and more later in none of 4"
    )
    panel.set(until="day", people="patients", hidden_only=True)
    assert panel._canvas.picture.title.get_text().endswith("in none of one study")


def test_what_is_covered_is_not_told(panel):
    panel.set(until="acting")
    assert "midazolam" not in panel.alt
    assert "1 day:" not in panel.alt


@pytest.mark.parametrize("guess", ["worse", "no_difference", "better"])
def test_the_prediction_is_the_published_direction(guess):
    panel = kv.psychological.acute_and_next_day()
    panel.guess(guess)
    assert "What came out: Better" in panel.status
    assert "not tied to mood" in panel.status


def test_a_click_opens_the_nearest_mark(panel):
    picture = panel._canvas.picture
    assert picture.card_at(picture.axes, 3.9, picture.spots[3]) == "tt05"
    assert picture.card_at(picture.axes, 24, -40) is None
    panel.open_card("tt14")
    assert "0.67" in panel.card.html
    assert "10 v 11" in panel.card.html


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("state", [*STATES[::7], STATES[-6]], ids=str)
def test_lettering_is_clear(panel, lettering_faults, state, present):
    panel.set(**dict(zip(("until", "part", "people", "hidden_only"), state, strict=True)))
    assert lettering_faults(panel, present) == []
