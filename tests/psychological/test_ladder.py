"""The trial in which people were asleep, beside the others: as published, both readings alike."""

from __future__ import annotations

import pytest

from ketamine_viz import psychological
from ketamine_viz.psychological.figures.ladder import readings
from ketamine_viz.psychological.ladder import DAYS, RUNGS, ladder

CHANGES = {"rungs": tuple(RUNGS), "day": 14, "arms": ("drug",)}


@pytest.fixture(scope="module")
def panel():
    return psychological.masked_trial()


def test_the_numbers_are_those_of_the_papers():
    found = ladder(tuple(RUNGS))
    assert [rung.control.value for rung in found.rungs] == [1, 18, 33.3, 50]
    assert [rung.drug.value for rung in found.rungs] == [46, 45, 46.9, 60]
    assert [rung.drug.ref for rung in found.rungs] == [
        "wilkinson2019",
        "wilkinson2019",
        "jelovac2025",
        "lii2023",
    ]
    assert found.rungs[-1].gap == pytest.approx(10)


def test_by_day_14_the_control_group_was_ahead():
    (rung,) = ladder(("anaesthesia",), day=14).rungs
    assert rung.gap < 0


@pytest.mark.parametrize("day", DAYS)
def test_each_day_of_the_masked_trial_is_there(day):
    (rung,) = ladder(("anaesthesia",), day=day).rungs
    assert rung.drug.time_h == rung.control.time_h == 24 * day
    assert rung.drug.n_of == "arm"


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [("rungs", ("sugar",), "saline, midazolam"), ("day", 4, "1, 2, 3"), ("arms", ("both",), "drug, control")],
)
def test_bad_input_is_named(name, value, allowed):
    with pytest.raises(ValueError, match=f"{name}=.*{allowed}"):
        ladder(**{name: value})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    if name == "day":
        panel.set(rungs=tuple(RUNGS))
        before = panel.alt
        panel.set(day=14)
        assert panel.alt != before
        return
    answers(panel, {name: CHANGES[name]})


def test_what_is_shut_is_hatched_and_told_as_not_opened(panel):
    picture = panel._canvas.picture
    assert [patch.get_visible() for patch in picture.shut] == [False, False, True, True]
    assert panel.alt.count("not opened") == 2
    assert "50" not in panel.alt


def test_the_two_readings_have_equal_room(panel):
    panel.set(rungs=tuple(RUNGS))
    (hope, first), (small, second) = readings(panel.result)
    assert hope != small
    assert "−13.3 to 1.6" in second
    assert "50 in each 100" in first
    assert abs(len(first) - len(second)) < 80
    heads = [head.get_text() for head, _ in panel._canvas.picture.boxes]
    assert heads == [hope, small]
    assert {"reading_0", "reading_1"} <= set(panel._cards)


@pytest.mark.parametrize("guess", ["few", "some", "half"])
def test_the_prediction_is_computed(guess):
    panel = psychological.masked_trial()
    panel.guess(guess)
    assert "What came out: About 50" in panel.status
    assert panel.values["rungs"] == tuple(RUNGS)


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(
    "values",
    [{}, {"rungs": tuple(RUNGS)}, {"rungs": ()}, {"rungs": ("anaesthesia",), "day": 14}, {"arms": ()}],
)
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []
