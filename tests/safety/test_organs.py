"""Bladder and liver: shares and intervals are right, denominators are told, groups are not mixed."""

from __future__ import annotations

from itertools import product

import pytest

from ketamine_viz import safety
from ketamine_viz.evidence.chance import wilson
from ketamine_viz.safety.organs import ORGANS, PEOPLE, SCALES, findings, organs

CHANGES = {"organ": "liver", "people": "heavy", "scale": "near_zero"}


@pytest.fixture(scope="module")
def panel():
    return safety.bladder_and_liver()


def test_shares_are_what_was_counted():
    for one in findings():
        if one.events is not None and one.n is not None and one.value is not None:
            assert 100 * one.events / one.n == pytest.approx(one.value, abs=0.5)
            assert one.ends == pytest.approx(tuple(100 * end for end in wilson(one.events / one.n, one.n)))
        if one.ends is not None:
            assert one.ends[0] <= one.ends[1]


def test_none_seen_is_not_none_possible():
    (zero,) = (one for one in findings() if one.events == 0)
    assert zero.n == 1148
    assert 0.2 < zero.ends[1] < 0.5


def test_only_the_trials_have_a_control_group():
    assert {one.people for one in findings() if one.control is not None} == {"trial"}
    assert all(one.n_is and one.says for one in findings())


@pytest.mark.parametrize(("name", "allowed"), [("organ", "liver"), ("people", "heavy"), ("scale", "whole")])
def test_bad_input_is_named(name, allowed):
    with pytest.raises(ValueError, match=f"{name}='x'.*{allowed}"):
        organs(**{name: "x"})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_words_equal_what_is_drawn(panel):
    panel.reset()
    picture = panel._canvas.picture
    assert len(picture.dots.get_xdata()) == sum(one.value is not None for one in organs().findings)
    panel.set(scale="near_zero")
    assert len(picture.off.get_xdata()) == sum((one.value or 0) > 5 for one in organs().findings)
    assert "0 of 1,148 people" in panel.alt
    assert "from 0 to 5 in 100" in panel.alt


def test_table_and_cards(panel):
    panel.reset()
    for organ in ORGANS:
        found = organs(organ)
        assert len(panel._canvas.picture.table(found).rows) == len(found.findings)
        assert {card.id for card in panel._canvas.picture.cards(found)} == {one.id for one in found.findings}
    assert panel._canvas.picture.card_at(panel._canvas.picture.axes, 1, 0.5) == organs().findings[0].id


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(("organ", "people"), list(product(ORGANS, ("all", *PEOPLE))))
def test_lettering_is_clear(panel, lettering_faults, organ, people, present):
    for scale in SCALES:
        panel.set(organ=organ, people=people, scale=scale)
        assert lettering_faults(panel, present) == []
