"""Recall, drug, storing again: one order weakens, and what was tested agrees with the rule."""

from __future__ import annotations

from itertools import permutations

import pytest

from ketamine_viz import psychological
from ketamine_viz.psychological.memories import FULL, NOTHING, STEPS, follow, orders, run, studies

CHANGES = {"first": "retrieve", "second": "drug", "third": "restabilise", "shown": True, "who": "human"}
EVERY = [steps for k in range(4) for steps in permutations(STEPS, k)]


@pytest.fixture(scope="module")
def panel():
    return psychological.memory_steps()


@pytest.mark.parametrize("steps", EVERY)
def test_only_a_drug_on_an_open_memory_weakens_it(steps):
    moments, possible = follow(steps)
    opened = "retrieve" in steps and "drug" in steps and steps.index("retrieve") < steps.index("drug")
    between = opened and "restabilise" in steps[steps.index("retrieve") : steps.index("drug")]
    assert (moments[-1].strength < FULL) == (opened and not between)
    assert not moments[-1].is_open
    if not possible:
        assert "restabilise" in steps


@pytest.mark.parametrize("order", orders(), ids=lambda o: o.id)
def test_what_was_tested_came_out_as_the_rule_says(order):
    moments, possible = follow(order.sequence.split(">"))
    assert possible
    weaker = moments[-1].strength < FULL
    assert weaker == (order.outcome == "weakened")


def test_tested_orders_are_found():
    assert run("retrieve", "drug").order == run("retrieve", "drug", "restabilise").order == orders()[0]
    assert run(third="drug").order.id == "mo04"
    assert run("drug", "restabilise").order is None  # it cannot be
    assert run("restabilise").order is None


def test_people_with_ptsd_did_not_differ_in_symptoms():
    (trauma,) = (s for s in studies() if s.ref == "duek2023")
    assert trauma.answer == "mixed"
    assert "equally" in trauma.says


@pytest.mark.parametrize(
    ("values", "said"),
    [({"first": "sleep"}, "first='sleep'.*retrieve"), ({"first": "drug", "third": "drug"}, "each step once"),
     ({"shown": 1}, "shown=1"), ({"who": "mouse"}, "who='mouse'.*rat")],
)  # fmt: skip
def test_bad_input_is_named(values, said):
    with pytest.raises(ValueError, match=said):
        run(**values)


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_the_same_step_twice_is_refused_and_the_picture_stays(panel):
    panel.set(first="drug")
    png = panel.png()
    panel.set(second="drug")
    assert panel.png() == png
    assert panel.values["second"] == NOTHING
    assert "each step once" in panel.status


def test_studies_wait_until_they_are_shown(panel):
    assert "drinking fell" not in panel.alt + panel.table_text
    assert not panel._cards
    panel.set(shown=True)
    assert "drinking fell" in panel.alt
    assert len(panel._cards) == len(studies())


def test_it_is_called_theory(panel):
    assert "Theory, not a measured memory" in panel.alt
    assert any("Theory, not a measured memory" in t.get_text() for t in panel._canvas.figure.texts)


@pytest.mark.parametrize("guess", ["more", "equal", "less"])
def test_the_prediction_is_computed(guess):
    panel = psychological.memory_steps()
    panel.guess(guess)
    assert "What came out: improved equally" in panel.status
    assert panel.values["second"] == "drug"


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("steps", EVERY[::2])
def test_lettering_is_clear(panel, lettering_faults, steps, present):
    places = dict(zip(("first", "second", "third"), (*steps, *[NOTHING] * (3 - len(steps))), strict=True))
    panel.set(**places, shown=len(steps) > 1)
    assert lettering_faults(panel, present) == []
