"""A session on a clock: the hand, the arcs and the words agree, and nothing reads as an instruction."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.psychological.experience_session import FIRST, LAST, PARTS, SESSIONS, clock, steps
from ketamine_viz.psychological.figures.session import finding, lines, moment, when
from ketamine_viz.psychological.panels.session import STOPS

CHANGES = {"session": "iv", "minute": 240.0}


@pytest.fixture(scope="module")
def panel():
    return kv.psychological.session_clock()


@given(st.sampled_from(SESSIONS), st.floats(FIRST, LAST))
def test_what_is_on_now_has_begun_and_not_ended(session, minute):
    found = clock(session, minute)
    for one in found.steps:
        if one.end is None:
            assert (one in found.now) is (abs(minute - one.start) <= 5)
        elif one in found.now:
            assert one.start <= minute
            assert one.goes_on or minute <= one.end


@pytest.mark.parametrize("session", SESSIONS)
def test_a_session_has_all_its_parts(session):
    assert {one.part for one in steps(session)} == set(PARTS)
    found = clock(session, 0.0)
    assert found.leaves >= 120
    assert any("no driving" in one.label for one in found.steps)


@pytest.mark.parametrize("session", SESSIONS)
def test_something_is_on_record_at_every_stop(session):
    for _, minute in STOPS:
        assert clock(session, minute).now, (session, minute)


def test_it_tells_and_does_not_instruct():
    for row in evidence.rows("psychological/session_steps"):
        assert not re.search(r"\b(you|should|must|take care|recommended)\b", row["label"], re.IGNORECASE), (
            row["id"]
        )
        assert row["refs"]


def test_what_trials_and_clinics_counted_says_who():
    for session in SESSIONS:
        for one in steps(session):
            assert (one.n is not None) is (one.basis in ("clinic", "trial")), one.id
            if one.n is not None:
                assert one.who


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [("session", "home", "spray, iv"), ("minute", -31, "-30 to 600"), ("minute", 601, "-30 to 600"),
     ("minute", True, "-30")],
)  # fmt: skip
def test_bad_input_is_named(name, value, allowed):
    with pytest.raises(ValueError, match=f"{name}={value!r}.*{allowed}"):
        clock(**{name: value})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


@pytest.mark.parametrize("minute", [minute for _, minute in STOPS])
def test_the_hand_stands_at_its_minute(panel, minute):
    panel.set(minute=minute)
    (_, x), (_, y) = panel._canvas.picture.hand.get_data()
    assert math.degrees(math.atan2(x, y)) % 360 == pytest.approx(minute / 2 % 360)
    assert moment(minute) in panel.alt
    for one in panel.result.now:
        assert one.label in panel.alt
    shown = [t.get_text() for t in panel._canvas.picture.lines]
    assert [words for words, _ in lines(panel.result)] == [t for t in shown if t]


def test_the_whole_session_is_said_and_tabled(panel):
    for session in SESSIONS:
        panel.set(session=session)
        for one in panel.result.steps:
            assert one.label in panel.alt
            assert when(one) in panel.table_text
            assert one.label in panel.table_text.replace('""', '"')


def test_an_arc_opens_its_card(panel):
    picture = panel._canvas.picture
    arc = next(a for a, _ in picture.arcs if len(a.get_xdata()))
    k = len(arc.get_xdata()) // 2
    key = picture.card_at(picture.axes, float(arc.get_xdata()[k]), float(arc.get_ydata()[k]))
    panel.open_card(key)
    assert panel.card.id == key
    assert picture.card_at(picture.axes, 0.0, 0.0) is None


def test_the_title_is_read_from_the_steps():
    result = clock("spray")
    assert f"home after {result.leaves / 60:g} h" in finding(result)


@pytest.mark.parametrize("guess", ["30", "60", "120"])
def test_the_prediction_is_computed(guess):
    panel = kv.psychological.session_clock()
    panel.guess(guess)
    assert "What came out: After two hours" in panel.status


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("session", SESSIONS)
@pytest.mark.parametrize("minute", [minute for _, minute in STOPS])
def test_lettering_is_clear(panel, lettering_faults, session, minute, present):
    panel.set(session=session, minute=minute)
    assert lettering_faults(panel, present) == []
