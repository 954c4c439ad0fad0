"""How sure one can be: the count follows from the trials, and the votes stay the reader's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz import psychological
from ketamine_viz.psychological.certainty import (
    CONDITIONS,
    ENOUGH,
    LEVELS,
    QUESTIONS,
    UNRATED,
    Answers,
    conditions,
    rate,
)
from ketamine_viz.psychological.condition_trials import own_people

CHANGES = {**dict.fromkeys(CONDITIONS, "moderate"), "shown": True}


@pytest.fixture(scope="module")
def panel():
    return psychological.other_conditions()


@given(st.lists(st.booleans(), min_size=4, max_size=4))
def test_one_step_for_each_yes(said):
    level = LEVELS.index(Answers(*said).level)
    assert level == max(sum(said), 1) - 1


@pytest.mark.parametrize("condition", conditions(), ids=lambda c: c.id)
def test_the_count_follows_from_the_trials(condition):
    chance = own_people(t for t in condition.trials if t.randomised and t.n)
    assert condition.answers.control == bool(chance)
    assert condition.answers.people == (condition.randomised >= ENOUGH)
    if condition.answers.agree:
        assert {t.answer for t in chance} == {"for"}


def test_opposite_answers_are_never_called_agreement():
    (ptsd,) = (c for c in conditions() if c.id == "ptsd")
    assert {"for", "no_difference"} <= {t.answer for t in ptsd.trials}
    assert not ptsd.answers.agree


def test_no_control_means_very_low():
    (dying,) = (c for c in conditions() if c.id == "existential")
    assert not dying.answers.control
    assert dying.answers.level == "very_low"
    assert not any(dying.answers.said(q) for q in QUESTIONS)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"gout": "low"}, "gout='low'.*ocd"),
        ({"ocd": "sure"}, "ocd='sure'.*very_low"),
        ({"shown": 0}, "shown=0"),
    ],
)
def test_bad_input_is_named(values, said):
    with pytest.raises(ValueError, match=said):
        rate(**values)


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_the_count_waits_until_it_is_shown(panel):
    assert "our count:" not in panel.alt
    assert "hidden" in panel.table_text
    panel.set(shown=True)
    assert "our count:" in panel.alt
    assert len(panel._canvas.picture.counts.get_xdata()) == len(CONDITIONS)


def test_rings_are_the_votes(panel):
    panel.set(ocd="high", alcohol="low", shown=True)
    x, y = panel._canvas.picture.rings.get_data()
    assert list(x) == [LEVELS.index("high"), LEVELS.index("low")]
    assert [int(v) for v in y] == [0, 4]
    assert panel.result.votes["ptsd"] == UNRATED


def test_cards_tell_the_control_or_that_there_is_none(panel):
    for name in CONDITIONS:
        panel.open_card(name)
        assert "against" in panel.card.html or "no control group, open label" in panel.card.html
    assert "Rodriguez 2022" in panel._cards["ocd"].html


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("values", [{}, {"shown": True}, CHANGES])
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []
