"""Two PTSD trials: equal cards, the list of differences, nothing given away before it is shown."""

from __future__ import annotations

import pytest

from ketamine_viz import evidence, psychological
from ketamine_viz.psychological.figures.ptsd_words import TOPIC, WHY
from ketamine_viz.psychological.ptsd import LARGER, POSITIVE, UNSEEN, compare, topics

CHANGES = {"positive": "feder2014", "shown": True, "topic": "control", "vote": "chance"}
ROWS = evidence.rows("psychological/ptsd_facts")
STATES = [{}, {"shown": True, "topic": "size", "vote": "cannot_tell"}, {"positive": "feder2014", "shown": True},
          {"shown": True, "topic": "medicines", "vote": "chance"}]  # fmt: skip


@pytest.fixture(scope="module")
def panel():
    return psychological.two_ptsd_trials()


def test_every_trial_has_a_fact_for_every_topic():
    for ref in (*POSITIVE, LARGER):
        assert [row["topic"] for row in ROWS if row["ref"] == ref] == list(topics())
    assert set(TOPIC) == set(WHY) == set(topics())


@pytest.mark.parametrize("ref", [*POSITIVE, LARGER])
def test_groups_add_up_to_the_people_randomised(ref):
    side = compare(ref).first if ref in POSITIVE else compare().second
    assert side.people == side.trial.n == evidence.reference(ref).n


def test_groups_are_those_of_the_outcomes():
    arms = {o.arm: o.n for o in compare().first.outcomes if o.n_of == "arm"}
    drawn = {"active" if a.kind == "drug" else "control": a.n for a in compare().first.arms}
    assert arms == drawn


@pytest.mark.parametrize("positive", POSITIVE)
def test_relations_follow_from_the_facts(positive):
    result = compare(positive)
    for one in result.differences:
        if UNSEEN in (one.here, one.there):
            assert one.relation == "unknown"
        else:
            assert one.relation == ("alike" if one.here == one.there else "differs")
    assert sum(result.count(r) for r in ("differs", "alike", "unknown")) == len(topics())
    assert result.first.trial.answer == "for"
    assert result.second.trial.answer == "no_difference"


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [("positive", "abdallah2022", "feder2021"), ("topic", "weather", "size"), ("vote", "x", "cannot_tell"),
     ("shown", 1, "True or False")],
)  # fmt: skip
def test_bad_input_is_named(name, value, allowed):
    with pytest.raises(ValueError, match=f"{name}={value!r}.*{allowed}"):
        compare(**{name: value})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_the_second_result_waits_until_it_is_shown(panel):
    assert "No difference in PTSD" not in panel.alt
    assert "No difference in PTSD" not in panel.table_text
    panel.set(shown=True)
    assert "No difference in PTSD" in panel.alt


def test_a_dot_for_each_person(panel):
    for values in STATES:
        panel.set(**values)
        result = panel.result
        for card, side in zip(panel._canvas.picture.cards_drawn, (result.first, result.second), strict=True):
            drawn = {"drug": card.drug, "control": card.control, "both": card.both}
            for kind, line in drawn.items():
                assert len(line.get_xdata()) == sum(a.n for a in side.arms if a.kind == kind)


def test_both_cards_have_one_size(panel):
    boxes = [p for p in panel._canvas.picture.axes.patches if p.get_height() > 150]
    assert len({(box.get_width(), box.get_height()) for box in boxes}) == 1
    assert len(boxes) == 2


@pytest.mark.parametrize("guess", ["larger", "same", "none"])
def test_the_prediction_is_computed(guess):
    panel = psychological.two_ptsd_trials()
    panel.guess(guess)
    assert "What came out: no difference" in panel.status
    assert "67 against 20" in panel.status
    assert panel.values["shown"]


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("values", [*STATES, {"topic": "earlier"}, {"shown": True, "topic": "strength"}])
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []
