"""A dot for each person in trials for anxiety; nobody twice; groups that are empty are named."""

from __future__ import annotations

from itertools import product

import pytest

from ketamine_viz import psychological
from ketamine_viz.psychological.anxiety_people import SORTS, crowd, large

CHANGES = {"sort": "masking", "wide": True, "open_label": True, "beside": "bahji2021"}
STATES = [
    dict(zip(CHANGES, v, strict=True)) for v in product(SORTS, (False, True), (False, True), ("bahji2021",))
]


@pytest.fixture(scope="module")
def panel():
    return psychological.people_behind_anxiety()


def test_thirty_people_and_all_of_them_in_crossovers():
    found = crowd()
    assert found.randomised == 30
    assert {g.name: g.people for g in found.groups} == {"crossover": 30, "parallel": 0}
    assert [t.ref for t in found.repeats] == ["shadli2018"]


@pytest.mark.parametrize("values", STATES)
def test_sorting_moves_people_and_loses_none(values):
    by_design, by_masking = (crowd(**{**values, "sort": sort}) for sort in SORTS)
    assert sum(g.people for g in by_design.groups) == sum(g.people for g in by_masking.groups)
    assert by_design.randomised == by_masking.randomised == crowd(wide=values["wide"]).randomised


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [("sort", "size", "masking"), ("wide", 1, "True or False"), ("open_label", "no", "True or False"),
     ("beside", "zanos2016", "lader2004")],
)  # fmt: skip
def test_bad_input_is_named(name, value, allowed):
    with pytest.raises(ValueError, match=f"{name}={value!r}.*{allowed}"):
        crowd(**{name: value})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


@pytest.mark.parametrize("values", STATES)
def test_as_many_dots_as_people(panel, values):
    panel.set(**values)
    picture, result = panel._canvas.picture, panel.result
    for name, line in picture.dots.items():
        assert len(line.get_xdata()) == sum(g.people for g in result.groups if g.name == name)
    assert len(picture.beside.get_xdata()) == result.beside.n
    low = min([*line.get_ydata(), 99][-1] for line in picture.dots.values())
    assert low > 20


def test_groups_without_a_control_look_different_and_say_so(panel):
    panel.set(open_label=True)
    picture = panel._canvas.picture
    assert picture.dots["practice"].get_markerfacecolor() == "white"
    assert picture.dots["crossover"].get_markerfacecolor() != "white"
    assert "no control group, open label" in panel.alt


def test_crossovers_are_drawn_apart(panel):
    panel.set(wide=True)
    dots = panel._canvas.picture.dots
    assert dots["crossover"].get_marker() != dots["parallel"].get_marker()


@pytest.mark.parametrize("guess", ["tens", "hundreds", "thousands"])
def test_the_prediction_is_computed(guess):
    panel = psychological.people_behind_anxiety()
    panel.guess(guess)
    assert "What came out: About 30" in panel.status


def test_what_stands_beside_has_a_number():
    assert all(t.n for t in large())


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("values", [{}, *STATES[::2], STATES[-1]])
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []
