"""Ketamine added to a tablet: the trials as printed, and a "what if" that is arithmetic and says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz.psychological.differences import newcombe
from ketamine_viz.psychological.tablets import KINDS, MEASURES, MOST_MORE, SHOWN, additions

CHANGES = {"more": 15, "measure": "remission", "shown": "all"}


@pytest.fixture(scope="module")
def panel():
    return kv.psychological.adding_to_tablets()


PRINTED = [
    ("hu2016", "response", 92.3, 57.1), ("talati2019", "response", 80, 20), ("arabzadeh2018", "response", 85.4, 57.5),
    ("hu2016", "remission", 76.9, 14.3), ("arabzadeh2018", "remission", 22.0, 15.0),
    ("popova2019", "response", 69.3, 52.0),
]  # fmt: skip


@pytest.mark.parametrize(("ref", "measure", "drug", "control"), PRINTED)
def test_trials_are_as_printed(ref, measure, drug, control):
    row = next(r for r in additions(measure, "all").rows if r.main.ref == ref)
    assert (row.drug, row.control, row.what_if) == (drug, control, control)


def test_people_are_whole_in_every_what_if():
    for more in range(0, MOST_MORE + 1, 5):
        for row in additions(shown="saline", more=more).rows:
            n = row.pair.control.n
            people = row.what_if * n / 100
            # printed shares are rounded; moved ones are exact
            assert people == pytest.approx(round(people), abs=0.006 * n if not more else 1e-9)


@given(st.integers(0, MOST_MORE), st.integers(0, MOST_MORE), st.sampled_from(MEASURES))
def test_more_hope_never_raises_the_difference_and_moves_saline_only(one, two, measure):
    low, high = sorted((one, two))
    less, more = additions(measure, "all", low).rows, additions(measure, "all", high).rows
    for a, b in zip(less, more, strict=True):
        assert b.gap <= a.gap + 0.51  # from the printed share to whole people, half of one in a hundred
        if a.kind != "saline":
            assert a == b


def test_the_interval_of_a_what_if_is_newcombes():
    row = next(r for r in additions(shown="saline", more=20).rows if r.main.ref == "talati2019")
    assert row.what_if == 40
    assert (row.low, row.high) == pytest.approx([100 * end for end in newcombe(0.8, 30, 0.4, 30)])


def test_a_group_that_is_not_counted_has_no_interval():
    row = next(r for r in additions("remission", "saline").rows if r.main.ref == "talati2019")
    assert row.low is None
    assert row.high is None


def test_each_step_adds_kinds_of_control():
    kinds = [{row.kind for row in additions(shown=shown).rows} for shown in SHOWN]
    assert kinds == [{"saline"}, {"saline", "capsule"}, {"saline", "capsule", "spray"}]
    assert set(KINDS.values()) == kinds[-1]


@pytest.mark.parametrize(
    ("name", "value"),
    [("measure", "x"), ("shown", "x"), ("more", -1), ("more", 41), ("more", True), ("more", "1")],
)
def test_bad_input_is_named(name, value):
    with pytest.raises(ValueError, match=rf"{name}={value!r} .*allowed: .+"):
        additions(**{name: value})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_a_what_if_says_that_it_is_not_data(panel):
    picture = panel._canvas.picture
    assert "What if" not in picture._title.get_text()
    assert list(picture._guess.get_xdata()) == []
    panel.set(more=20)
    assert picture._title.get_text().startswith("What if, not data")
    assert "What if, not data" in panel.alt
    assert list(picture._guess.get_xdata()) == [
        row.what_if for row in panel.result.rows if row.kind == "saline"
    ]
    assert "what if, not data" in panel.table_text


def test_the_slider_can_undo_one_trial_and_not_the_other(panel):
    """The smaller trial loses its difference long before the larger one."""
    lost = {}
    for more in range(0, MOST_MORE + 1, 5):
        for row in additions(shown="saline", more=more).rows:
            if row.low <= 0:
                lost.setdefault(row.main.ref, more)
    assert lost["hu2016"] <= 10
    assert lost["talati2019"] >= 35


@pytest.mark.parametrize("guess", ["few", "many", "apart"])
def test_the_prediction_is_computed(guess):
    panel = kv.psychological.adding_to_tablets()
    panel.guess(guess)
    assert "What came out: 20 in one, 57 in the other" in panel.status


def test_words_equal_what_is_drawn(panel):
    panel.set(shown="all")
    picture = panel._canvas.picture
    assert list(picture._drug.get_xdata()) == [row.drug for row in panel.result.rows]
    for row in panel.result.rows:
        assert row.pair.control.comparator_text in panel.alt
    open_marks, filled = picture._computed.get_xdata(), picture._printed.get_xdata()
    assert len(open_marks) + len(filled) == len(panel.result.rows)
    assert picture._computed.get_markerfacecolor() != picture._printed.get_markerfacecolor()


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(
    "values",
    [{}, {"shown": "all"}, {"shown": "all", "measure": "remission", "more": 40}, {"shown": "saline"}],
    ids=str,
)
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []
