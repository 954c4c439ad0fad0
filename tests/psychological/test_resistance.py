"""Definitions of treatment resistance: the group each makes, and the results under it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz import psychological
from ketamine_viz.psychological import resistance_words as say
from ketamine_viz.psychological.resistance import COUNTS, DEFINITIONS, MEASURES, define, definitions, results

CHANGES = {"definition": "four", "count": "entered", "measure": "response", "open_label": False}


@pytest.fixture(scope="module")
def panel():
    return psychological.who_is_resistant()


def test_a_stricter_rule_makes_a_smaller_group_both_ways():
    left = [one.left for one in definitions().values() if one.left is not None]
    began = [one.began for one in definitions().values() if one.began is not None]
    assert left == sorted(left, reverse=True)
    assert began == sorted(began, reverse=True)
    # Fewer were there than the sum says: people left.
    assert all(one.began < one.left for one in definitions().values() if one.began is not None)


def test_the_reanalysis_stands_beside_the_sum_only_where_both_say_something():
    assert define("four").disputed == 65
    assert define("four").size == pytest.approx(33, abs=0.5)
    assert all(define(name).disputed is None for name in DEFINITIONS if name != "four")


@pytest.mark.parametrize(("name", "one"), results(), ids=lambda x: getattr(x, "id", x))
def test_a_result_has_a_control_or_is_open_label(name, one):
    assert name in definitions()
    assert (one.control is None) == one.drug.open_label
    if one.control is not None:
        assert one.control.ref == one.drug.ref
        assert one.control.time_h == one.drug.time_h


@given(st.sampled_from(DEFINITIONS), st.sampled_from(COUNTS), st.sampled_from(MEASURES), st.booleans())
def test_nothing_left_says_what_to_widen(definition, count, measure, open_label):
    group = define(definition, count, measure, open_label)
    assert bool(say.empty(group)) == (not group.results)
    if not group.results and group.hidden:
        assert "choose" in say.empty(group)
    assert all(one.control is not None for one in group.results) or open_label
    assert all(one.measure == measure or not one.shares for one in group.results)


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [("definition", "x", "points"), ("count", "x", "entered"), ("measure", "x", "response"),
     ("open_label", 1, "True or False")],
)  # fmt: skip
def test_bad_input_is_named(name, value, allowed):
    with pytest.raises(ValueError, match=f"{name}={value!r}.*{allowed}"):
        define(**{name: value})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_as_many_people_are_filled_as_the_title_says(panel):
    picture = panel._canvas.picture
    assert len(picture.label.get_xdata()) == 44
    panel.set(definition="four")
    assert len(picture.label.get_xdata()) == 33
    assert len(picture.disputed.get_xdata()) == 65 - 33
    panel.set(definition="points")
    assert len(picture.label.get_xdata()) == len(picture.others.get_xdata()) == 0


@pytest.mark.parametrize("guess", ["tenth", "quarter", "half"])
def test_the_guess_is_answered_by_who_began_the_step(guess):
    panel = psychological.who_is_resistant()
    panel.guess(guess)
    assert "About 10" in panel.status
    assert len(panel._canvas.picture.label.get_xdata()) == 10


def test_a_click_opens_the_row(panel):
    picture = panel._canvas.picture
    assert picture.card_at(picture.axes, 50, picture.axes.get_ylim()[1] - 5) == picture.rows[0].id
    panel.open_card("rr03")
    assert "336" in panel.card.html


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("definition", DEFINITIONS)
@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("measure", MEASURES)
def test_lettering_is_clear(panel, lettering_faults, definition, count, measure, present):
    panel.set(definition=definition, count=count, measure=measure)
    assert lettering_faults(panel, present) == []
