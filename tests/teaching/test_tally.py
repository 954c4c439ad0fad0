"""How the claims stand: counted from the table, drawn as counted."""

from __future__ import annotations

from collections import Counter

import pytest

from ketamine_viz import evidence, teaching
from ketamine_viz.teaching import tally as counting
from ketamine_viz.teaching.figures import verdicts as figure
from ketamine_viz.teaching.verdicts import WORDS

CHANGES = {"level": "psychological", "species": "animal", "often": "three"}
STATES = [
    {},
    {"level": "clinical"},
    {"level": "history"},
    {"species": "none"},
    {"level": "future", "often": "three"},
]


@pytest.fixture(scope="module")
def panel():
    return teaching.verdict_counts()


def test_counts_are_those_of_the_table():
    rows = evidence.rows("teaching/claims")
    found = counting.tally()
    assert found.counts == {**dict.fromkeys(WORDS, 0), **Counter(r["verdict"] for r in rows)}
    assert found.total == len(rows)
    assert found.holding == sum(r["verdict"].startswith("supported") for r in rows)
    assert found.checkable == sum(r["verdict"] != "value_statement" for r in rows)
    assert found.recalled == len(evidence.rows("teaching/claims", memory=True)) - len(rows)
    assert found.share == found.share_of_all


@pytest.mark.parametrize("argument", ["level", "species"])
def test_parts_add_up_to_the_whole(argument):
    every = {getattr(c, argument) for c in teaching.claims()}
    parts = [counting.tally(**{argument: value}).counts for value in every]
    assert {v: sum(part[v] for part in parts) for v in WORDS} == counting.tally().counts


def test_claims_met_more_often_are_fewer():
    counts = [counting.tally(often=often).total for often in counting.OFTEN]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] > 0


@pytest.mark.parametrize(
    ("argument", "value", "near"),
    [("level", "molecule", "molecular"), ("species", "humans", "human"), ("often", "fifty", "all")],
)
def test_unknown_words_are_refused(argument, value, near):
    with pytest.raises(ValueError, match=f"{argument}='{value}' is not known.*{near}"):
        counting.tally(**{argument: value})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


@pytest.mark.parametrize("values", STATES)
def test_words_and_table_equal_what_is_drawn(panel, values):
    panel.set(**values)
    picture = panel._canvas.picture
    for verdict, bar in picture._bars.items():
        number = round(bar.get_width())
        assert number == panel.result.counts[verdict]
        assert picture._numbers[verdict].get_text() == str(number)
        assert f"{WORDS[verdict]} {number}" in panel.alt
    rows = panel.table_text.strip().splitlines()[1:]
    assert [row.rsplit(",", 3)[1] for row in rows] == [str(panel.result.counts[v]) for v in picture._places]


@pytest.mark.parametrize("values", STATES[1:4])
def test_diamonds_stand_where_the_whole_would(panel, values):
    panel.set(**values)
    drawn = panel._canvas.picture._diamonds.get_xdata()
    assert sum(drawn) == pytest.approx(panel.result.total)
    assert "◇" in panel._canvas.picture._legend.get_text()
    panel.reset()
    assert len(panel._canvas.picture._diamonds.get_xdata()) == 0


def test_nothing_found_is_said(panel):
    panel.set(level="future", often="three", species="animal")
    assert panel.result.total == 0
    assert "No claim like this" in panel.alt


def test_values_alone_are_nothing_to_check():
    only = counting.Tally(
        {**dict.fromkeys(WORDS, 0), "value_statement": 2}, counting.tally().counts, "x", "y", "z", 0
    )
    assert figure.heading(only) == "2 statements of values: nothing to check"


@pytest.mark.parametrize("guess", ["less", "same", "more"])
def test_the_prediction_is_computed(guess):
    panel = teaching.verdict_counts()
    panel.guess(guess)
    part = counting.tally(level="psychological")
    assert part.share < part.share_of_all - 0.05
    assert "What came out: Less often" in panel.status
    assert f"{part.holding} of {part.checkable}" in panel.status


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("values", [*STATES, {"level": "molecular", "species": "animal"}])
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []


def test_a_redraw_is_quick(panel, quickest_redraw):
    assert quickest_redraw(panel, "level", ["molecular", "clinical", "all"]) < 0.04
