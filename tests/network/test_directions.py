"""Every published direction is counted once, contested ones apart, and nothing is hidden."""

from __future__ import annotations

import pytest

from ketamine_viz import evidence, network
from ketamine_viz.network.directions import (
    GOAL,
    LISTS,
    PEOPLE,
    RULES,
    TABLES,
    agreement,
    contradicted,
    every_row,
)
from ketamine_viz.network.figures.agreement import ARROWS, line
from ketamine_viz.network.published import findings
from ketamine_viz.network.signal_findings import SignalFinding

CHANGES = {"table": "links", "people": "healthy", "rule": "said", "listed": "contested"}


@pytest.fixture(scope="module")
def panel():
    return network.agreement_of_directions()


# -- the count -------------------------------------------------------------------------


def test_every_row_of_both_tables_is_there_once():
    ids = [row.id for row in every_row()]
    assert len(ids) == len(set(ids))
    assert {row.id for row in every_row() if row.table == "links"} == {f.id for f in findings()}
    assert {row.id for row in every_row() if row.table == "signals"} == {
        row["id"] for row in evidence.rows("network/signal_effects")
    }


@pytest.mark.parametrize("rule", RULES)
def test_rows_are_sorted_into_three_and_none_is_lost(rule):
    found = agreement(rule=rule)
    sorted_ = [row.id for row in (*found.alone, *found.contested, *found.unanswered)]
    assert sorted(sorted_) == sorted(row.id for row in every_row())
    assert all(row.model is None for row in found.unanswered)
    assert all(row.model is not None for row in (*found.alone, *found.contested))


def test_answers_are_those_of_predict():
    said = {f.id: f.model() for f in findings()}
    for row in every_row():
        if row.table == "links":
            assert row.model == said[row.id]
    answered = {row.id for row in every_row() if row.model is not None}
    rows = {
        row["id"]: SignalFinding(row).model
        for row in evidence.rows("network/signal_effects")
        if row["id"] in answered
    }
    words = {"increase": "up", "decrease": "down", "no_change": "unchanged"}
    for row in every_row():
        if row.table == "signals" and row.model is not None:
            assert words[row.model] == rows[row.id]


def test_contested_rows_have_one_that_says_otherwise():
    by_id = {row.id: row for row in every_row()}
    for id_ in contradicted("same"):
        row = by_id[id_]
        assert any(
            (o.link, o.moment, o.who) == (row.link, row.moment, row.who) and o.published != row.published
            for o in every_row()
        )
    assert set(contradicted("same")) <= set(contradicted("anyone"))
    assert set(contradicted("same")) <= set(contradicted("said"))


def test_known_disputes_are_contested_and_known_misses_are_misses():
    assert {"c01", "c19", "c35", "c37", "c41", "c43"} <= set(contradicted("same"))
    misses = {row.id for row in agreement(listed="misses").rows}
    assert {"c10", "c11", "c13", "c22", "c40", "c44", "s11b", "s39"} <= misses


def test_the_goal_is_missed_and_that_is_said(panel):
    """74 % at the time of writing, by any rule below 80 %: a model that is fitted to this list would be no test."""
    for rule in RULES:
        assert agreement(rule=rule).share < GOAL
    assert "short of our goal of 80 %" in panel.alt
    assert "short of our goal of 80 %" in panel._canvas.picture.title.get_text()


@pytest.mark.parametrize(
    ("name", "told"), [("table", "all"), ("people", "dogs"), ("rule", "none"), ("listed", "hits")]
)
def test_bad_arguments_are_named(name, told):
    with pytest.raises(ValueError, match=f"{name}={told!r}.*allowed"):
        agreement(**{name: told})


# -- the panel -------------------------------------------------------------------------


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("people", PEOPLE)
def test_squares_are_the_rows(panel, table, people):
    panel.set(table=table, people=people)
    picture, result = panel._canvas.picture, panel.result
    answered = (*result.alone, *result.contested)
    assert len(picture.filled.get_xdata()) == sum(row.right for row in answered)
    assert len(picture.hollow.get_xdata()) == sum(not row.right for row in answered)
    arrows = sum(len(points.get_xdata()) for points in picture.arrows.values())
    assert arrows == len(answered)
    assert f"Right {result.right}" in panel.alt
    for row in result.rows:
        assert line(row) in panel.alt
        assert evidence.cite(row.ref) in panel.table_text.replace('""', '"')


def test_squares_do_not_overlap_and_stay_inside(panel):
    for rule in RULES:
        panel.set(rule=rule)
        places = [at for _, at in panel._canvas.picture.places]
        assert len(set(places)) == len(places)
        assert max(x for x, _ in places) + 20 <= 895


def test_a_click_on_a_square_opens_its_row(panel):
    picture = panel._canvas.picture
    row, (left, bottom) = picture.places[7]
    assert picture.card_at(picture.axes, left + 5, bottom + 5) == row.id
    assert picture.card_at(picture.axes, 3, 3) is None
    panel.open_card("c19")
    assert "Against it: up in Driesen" in panel.card.html


def test_the_prediction_is_computed():
    fresh = network.agreement_of_directions()
    fresh.guess("most")
    assert "What came out: 60 to 80 %" in fresh.status


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(
    "values",
    [{}, *({"listed": one} for one in LISTS), {"rule": "said", "listed": "contested"},
     {"table": "signals", "people": "depressed"}, {"table": "links", "people": "healthy", "listed": "agrees"}],
)  # fmt: skip
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []


def test_a_line_fits_its_letters():
    for row in every_row():
        assert len(line(row, 55)) <= 55 or len(row.what) < 4
        assert ARROWS[row.published] in line(row)


def test_a_redraw_is_quick(panel, quickest_redraw):
    assert quickest_redraw(panel, "rule", RULES) < 0.06
