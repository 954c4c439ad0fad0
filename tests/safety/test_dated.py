"""Decisions and milestones on a line of time: what is kept, in which order, and how it is drawn and told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz import evidence, safety
from ketamine_viz.safety.dated import (
    ALL,
    SPANS,
    WHO,
    _date,
    all_decisions,
    country_terms,
    decisions,
    papers,
)
from ketamine_viz.safety.figures.timeline import label

KINDS = ("licence", "control", "warning", "payer")
STAGES = ("anaesthesia", "receptor", "mind", "mechanism", "mood")


@pytest.fixture(scope="module")
def panel():
    return safety.regulation_timeline()


@pytest.fixture(scope="module")
def history():
    return safety.milestones()


@pytest.mark.parametrize(
    ("date", "words", "year"),
    [
        ((1970, None, None), "1970", 1970.5),
        ((2023, 10, 10), "10 Oct 2023", 2023.75),
        ((2015, 12, None), "Dec 2015", 2015.9),
    ],
)
def test_dates_are_as_sure_as_what_was_seen(date, words, year):
    found = _date(*date)
    assert found[1] == words
    assert found[0] == pytest.approx(year, abs=0.05)


@given(year=st.integers(1950, 2026), month=st.integers(1, 12), day=st.integers(1, 31))
def test_a_later_date_is_further_right(year, month, day):
    assert year <= _date(year, month, day)[0] < year + 1
    assert _date(year, month, day)[0] < _date(year + 1, month, None)[0]


def test_licences_of_the_spray_are_taken_from_their_own_table():
    here = {mark.id for mark in all_decisions()}
    assert {r["id"] for r in evidence.rows("routes/spray_licences")} < here
    assert not {r["id"] for r in evidence.rows("safety/regulation_events")} & {
        r["id"] for r in evidence.rows("routes/spray_licences")
    }


@given(
    country=st.sampled_from((ALL, "us", "uk", "eu", "world")),
    kind=st.sampled_from((ALL, *KINDS)),
    span=st.sampled_from(tuple(SPANS)),
)
def test_what_is_kept_is_asked_for_and_in_order(country, kind, span):
    found = decisions(country, kind, span)
    whens = [mark.when for mark in found.marks]
    assert whens == sorted(whens)
    assert all(SPANS[span] <= when < found.end for when in whens)
    assert {mark.kind for mark in found.marks} <= ({*KINDS} if kind == ALL else {kind})
    if country != ALL:
        assert {mark.place for mark in found.marks} <= {evidence.meaning("safety_country", country)}
    assert len(found.marks) <= len(all_decisions())


def test_ketamine_itself_is_licensed_nowhere_for_depression():
    licences = [mark for mark in all_decisions() if mark.kind == "licence"]
    own = [mark for mark in licences if not mark.short.startswith("spray")]
    assert {mark.short for mark in own} == {"anaesthetic approved", "on the list of essential medicines"}


@given(stage=st.sampled_from((ALL, *STAGES)), who=st.sampled_from(WHO))
def test_milestones_are_narrowed(stage, who):
    marks = papers(stage, who).marks
    assert {mark.kind for mark in marks} <= ({*STAGES} if stage == ALL else {stage})
    if who != "all":
        assert all(mark.hollow == (who == "animals") for mark in marks)


def test_each_milestone_rests_on_one_paper_of_its_year():
    for mark in papers().marks:
        (ref,) = mark.refs
        assert str(evidence.reference(ref).year) == mark.date


def test_trials_of_mood_say_people_and_control():
    for mark in papers("mood").marks:
        assert mark.beside.startswith("n ")
        assert "against" in mark.beside


@pytest.mark.parametrize(
    ("make", "arguments", "words"),
    [
        (decisions, {"country": "mars"}, "country='mars'.*all, us"),
        (decisions, {"kind": "rumour"}, "kind='rumour'.*licence"),
        (decisions, {"span": 1970}, "span=1970.*whole, spray"),
        (papers, {"stage": "end"}, "stage='end'.*anaesthesia"),
        (papers, {"who": "robots"}, "who='robots'.*people"),
        (papers, {"beside": 1}, "beside=1.*True or False"),
    ],
)
def test_bad_input_is_named(make, arguments, words):
    with pytest.raises(ValueError, match=words):
        make(**arguments)


@pytest.mark.parametrize("change", [{"country": "uk"}, {"kind": "warning"}, {"span": "spray"}])
def test_every_control_of_regulation_answers(panel, answers, change):
    answers(panel, change)


@pytest.mark.parametrize("change", [{"stage": "mood"}, {"who": "animals"}, {"beside": False}])
def test_every_control_of_milestones_answers(history, answers, change):
    try:
        answers(history, change)
    finally:
        history.reset()


@pytest.mark.parametrize("country", [ALL, "us", "canada"])
def test_words_equal_what_is_drawn(panel, country):
    panel.set(country=country)
    picture, result = panel._canvas.picture, panel.result
    drawn = [text.get_text() for text in picture.labels if text.get_text()]
    assert drawn == [label(mark, result) for mark in result.marks]
    assert all(words in panel.alt for words in drawn)
    points = [x for line in picture.marks.values() for x in line.get_xdata()]
    assert sorted(points) == [mark.when for mark in result.marks]
    assert panel.table_text.count("\n") >= len(drawn) + 1


def test_nothing_found_is_said(panel):
    panel.set(country="canada", kind="warning")
    assert "none found" in panel.status
    assert panel._canvas.picture.empty.get_text()


def test_a_click_opens_the_nearest_line(panel):
    picture = panel._canvas.picture
    places = picture._places
    for name, y in places.items():
        assert picture.card_at(picture.axes, 2000, y + 3) == name
    assert picture.card_at(picture.key, 2000, 5) is None
    panel.open_card("us2023")
    assert "seen in a review" in panel.card.html


@pytest.mark.parametrize("guess", ["9", "29", "49"])
def test_the_years_to_depression_are_computed(guess):
    panel = safety.regulation_timeline()
    panel.guess(guess)
    assert "What came out: About 50 years" in panel.status
    assert "49 years, from 1970 to 5 Mar 2019" in panel.status


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("country", [ALL, *country_terms()])
@pytest.mark.parametrize("span", tuple(SPANS))
def test_lettering_of_regulation_is_clear(panel, lettering_faults, country, span, present):
    panel.set(country=country, span=span)
    assert lettering_faults(panel, present) == []


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("stage", [ALL, *STAGES])
@pytest.mark.parametrize("beside", [True, False])
def test_lettering_of_milestones_is_clear(history, lettering_faults, stage, beside, present):
    history.set(stage=stage, beside=beside)
    assert lettering_faults(history, present) == []
