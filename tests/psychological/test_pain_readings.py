"""A consensus and a review: rows open one by one, numbers agree with their rows."""

from __future__ import annotations

from itertools import product

import pytest

from ketamine_viz import evidence, psychological
from ketamine_viz.psychological.pain_readings import ASPECTS, DOCUMENTS, PAINS, STEPS, pooled, read

CHANGES = {"step": 4, "pain": "crps", "vote": "both"}


@pytest.fixture(scope="module")
def panel():
    return psychological.pain_evidence()


def test_both_documents_speak_on_every_aspect():
    rows = evidence.rows("psychological/pain_readings")
    for ref, aspect in product(DOCUMENTS, ASPECTS):
        assert [r for r in rows if (r["ref"], r["aspect"], r["pain"]) == (ref, aspect, "any")]


def test_a_scale_of_ten_is_stretched_and_one_of_a_hundred_is_not():
    old, new = pooled()
    (row,) = (r for r in evidence.rows("psychological/outcomes") if r["ref"] == old.ref)
    assert (old.value, old.low, old.high) == pytest.approx(
        (10 * row["value"], 10 * row["ci_low"], 10 * row["ci_high"])
    )
    assert old.stretched
    assert not new.stretched
    assert [p.excludes_nothing for p in pooled()] == [False, True]


@pytest.mark.parametrize("pain", PAINS)
def test_what_a_document_does_not_tell_apart_says_so(panel, pain):
    panel.set(step=5, pain=pain)
    assert ("Not told apart" in panel.alt) == (pain != "any")


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [("step", 0, "1, 2"), ("step", True, "1, 2"), ("pain", "toe", "crps"), ("vote", 3, "both")],
)
def test_bad_input_is_named(name, value, allowed):
    with pytest.raises(ValueError, match=f"{name}={value!r}.*{allowed}"):
        read(**{name: value})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_nothing_is_given_away_before_it_is_opened(panel):
    assert "No clear evidence" not in panel.alt + panel.table_text
    assert "−15.8" not in panel.alt + panel.table_text
    assert not [card for card in panel._cards if card.startswith("n_")]
    panel.set(step=6)
    assert "No clear evidence" in panel.alt
    assert "Both can be honest" in panel.alt


def test_both_columns_have_one_size(panel):
    boxes = panel._canvas.picture.boxes
    assert len({(b.get_width(), b.get_height()) for b in boxes.values()}) == 1
    assert len(boxes) == len(DOCUMENTS) * len(ASPECTS)


@pytest.mark.parametrize("guess", ["shrank", "same", "turned"])
def test_the_prediction_is_computed(guess):
    panel = psychological.pain_evidence()
    panel.guess(guess)
    assert "What came out: no, the number is nearly the same" in panel.status
    assert panel.values["step"] == STEPS[-1]


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("values", [{}, *({"step": 6, "pain": pain, "vote": "consensus"} for pain in PAINS)])
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []
