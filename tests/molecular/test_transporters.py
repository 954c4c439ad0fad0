"""Transporters: each measured row drawn as what it is, and arithmetic never passed off as a measurement."""

from __future__ import annotations

import csv
import io

import pytest

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.molecular import transporters as model
from ketamine_viz.molecular.figures.transporters import _LOOKS, said

ROWS = {row["id"]: row for row in evidence.rows("molecular/transporter_occupancy")}


def test_every_measured_row_is_drawn_once():
    drawn = [bar.id for t in model.TRANSPORTERS for bar in model.comparison(transporter=t).bars]
    assert sorted(drawn) == sorted(ROWS)


def test_people_and_monkeys_are_both_there_and_kept_apart():
    people, monkeys = (model.comparison(who=who).bars for who in ("people", "monkeys"))
    assert {ROWS[bar.id]["species"] for bar in people} == {"human"}
    assert {ROWS[bar.id]["species"] for bar in monkeys} == {"primate"}
    assert len(people) + len(monkeys) == len(model.comparison().bars)
    assert any(bar.kind == "ketamine" for bar in people)
    assert any(bar.kind == "ketamine" for bar in monkeys)


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_limit_has_no_value_and_a_value_no_limit(row):
    if row["finding"] in ("below", "up_to"):
        assert (row["value"], row["low"]) == (None, None)
        assert row["high"] is not None
    elif row["finding"] == "range":
        assert row["low"] < row["high"]
    else:
        assert row["value"] is not None
    assert row["n"]


def test_arithmetic_is_apart_from_what_was_measured():
    seen = model.comparison(cells=True, receptors_too=True)
    ours = [bar for bar in seen.bars if bar.id not in ROWS]
    assert {bar.kind for bar in ours} == {"arithmetic"}
    assert all(bar.low <= bar.value <= bar.high for bar in ours)
    assert all(bar.n is None for bar in ours)


@pytest.mark.parametrize("transporter", model.TRANSPORTERS)
def test_cells_leave_hardly_any_transporter_filled(transporter):
    affinity = {r["id"]: r for r in evidence.rows("molecular/receptor_affinity")}
    bar = model.reckoned(transporter)
    level = kv.molecular.occupancy_by_pool().result.level.span[1]
    ki = affinity[{"serotonin": "a089", "dopamine": "a090"}[transporter]]["value"]
    assert bar.value == pytest.approx(100 * level / (level + ki))
    assert bar.high < 2
    assert level < affinity["a092"]["value"]  # the other laboratory found no affinity up to there


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"transporter": "noradrenaline"}, "transporter='noradrenaline' .*serotonin"),
        ({"who": "apes"}, "who='apes' .*people"),
        ({"cells": 1}, "cells=1 .*True or False"),
        ({"receptors_too": None}, "receptors_too=None .*True or False"),
    ],
)
def test_bad_input_is_named(bad, words):
    with pytest.raises(ValueError, match=words):
        model.comparison(**bad)


# -- the panel ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def panel():
    return kv.molecular.transporter_occupancy()


@pytest.mark.parametrize(
    "change",
    [
        {"transporter": "dopamine"},
        {"who": "people"},
        {"who": "monkeys"},
        {"cells": True},
        {"receptors_too": True},
    ],
)
def test_every_control_changes_picture_and_words_and_reset_restores_both(panel, answers, change):
    answers(panel, change)


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("transporter", model.TRANSPORTERS)
def test_lettering_is_clear(panel, lettering_faults, transporter, present):
    for who in model.WHO:
        for extra in (False, True):
            panel.set(transporter=transporter, who=who, cells=extra, receptors_too=extra)
            assert lettering_faults(panel, present) == [], (who, extra)


def test_what_is_drawn_is_what_is_said(panel):
    panel.set(cells=True, receptors_too=True)
    rows = list(csv.DictReader(io.StringIO(panel.table_text)))
    for row, bar, line in zip(panel._canvas.picture.rows, panel.result.bars, rows, strict=True):
        assert row.said.get_text() == said(bar) == line["Occupied"]
        assert said(bar) in panel.alt
        hatched = row.bar.get_hatch() == _LOOKS["arithmetic"]["hatch"]
        assert hatched == (bar.kind == "arithmetic")
        limit = bar.finding in ("below", "up_to", "none")
        assert (row.mark.get_markerfacecolor() == "white") == limit
    assert "2 bars of arithmetic, not measured" in panel.alt


def test_a_bar_opens_its_card(panel):
    picture = panel._canvas.picture
    for k, bar in enumerate(panel.result.bars):
        assert picture.card_at(picture.axes, 50, (k + 0.5) * picture.step) == bar.id
        panel.open_card(bar.id)
        assert evidence.cite(bar.ref).split(",")[0] in panel.card.html
    assert picture.card_at(picture.axes, 50, -1) is None


def test_the_prediction_is_answered_by_the_studies(panel):
    panel.guess("much")
    assert "What came out: Fewer than 10%" in panel.status
    assert "22 people" in panel.status
