"""Published results as tests: one for each scored row; a known miss is a strict xfail with the row's id."""

from __future__ import annotations

import pytest

import ketamine_viz as kv
from ketamine_viz.molecular.cascade.predict import predict
from ketamine_viz.molecular.cascade.scoring import CLASS, arguments, rows
from ketamine_viz.molecular.cascade.time_course import signs

MISSES = {row["row"]: row for row in kv.evidence.rows("molecular/known_misses")}
WORD = {1: "above", 0: "no_change", -1: "below"}
EXPERIMENTS = rows(None)
SIGNS = signs()


def marked(values, row_id):
    miss = pytest.mark.xfail(strict=True, reason=row_id) if row_id in MISSES else ()
    return pytest.param(values, id=row_id, marks=miss)


@pytest.mark.parametrize("row", [marked(row, row["id"]) for row in EXPERIMENTS])
def test_an_experiment_comes_out_as_published(row):
    said = predict(**arguments(row))
    assert said is not None
    assert CLASS[said] == CLASS[row["result_on_ketamine_effect"]]


@pytest.mark.parametrize("sign", [marked(sign, sign.row["id"]) for sign in SIGNS])
def test_a_node_moves_as_it_was_measured(sign):
    assert sign.said == sign.found


def test_the_listed_misses_are_rows_and_say_what_the_model_says():
    listed = {row["id"] for row in EXPERIMENTS} | {sign.row["id"] for sign in SIGNS}
    assert set(MISSES) <= listed
    for row in EXPERIMENTS:
        if row["id"] in MISSES:
            assert predict(**arguments(row)) == MISSES[row["id"]]["said"]
    for sign in SIGNS:
        if sign.row["id"] in MISSES:
            assert WORD[sign.said] == MISSES[sign.row["id"]]["said"]


def test_nothing_recalled_is_scored():
    assert all(row["verified"] != "memory" for row in EXPERIMENTS)
    assert all(sign.row["verified"] != "memory" for sign in SIGNS)
