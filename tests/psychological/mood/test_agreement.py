"""The panel that shows every hit and every miss."""

from __future__ import annotations

import pytest

import ketamine_viz as kv
from ketamine_viz.psychological import agreement_words as told
from ketamine_viz.psychological.mood import scenarios
from ketamine_viz.psychological.mood.agreement import ORDERS, agreement

CHANGES = {"group": "fitted", "share": 0.3, "order": "off"}


@pytest.fixture(scope="module")
def panel():
    return kv.psychological.mood_agreement()


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(
    "values", [{}, {"group": "fitted"}, *({"order": order} for order in ORDERS), {"share": 0.0}, {"share": 1.0}],
    ids=str,
)  # fmt: skip
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []


@pytest.mark.parametrize("share", [-1.0, 0.3, 1.0])
@pytest.mark.parametrize("group", ["checked", "fitted"])
def test_each_mark_is_its_rows_verdict(panel, group, share):
    panel.set(group=group, share=share)
    picture, result = panel._canvas.picture, panel.result
    for verdict, line in picture._marks.items():
        assert len(line.get_xdata()) == sum(check.verdict == verdict for check in result.checks)
    assert (
        told.counts(result) in panel.alt.replace("fail.", "fail")
        or told.counts(result).capitalize() in panel.alt
    )


def test_every_row_stands_in_words_table_and_cards(panel):
    for group in ("checked", "fitted"):
        panel.set(group=group)
        cards = {card.id: card for card in panel._canvas.picture.cards(panel.result)}
        for check in panel.result.checks:
            assert told.label(check) in panel.alt
            assert check.label in panel.table_text
            assert told.VERDICT_WORDS[check.verdict] in cards[check.id].html
            assert str(check.row["n"]) in cards[check.id].html


def test_all_orders_hold_the_same_rows():
    rows = [{check.id for check in agreement(order=order).checks} for order in ORDERS]
    assert all(one == rows[0] for one in rows)
    off = [check.off for check in agreement(order="off").checks]
    assert off == sorted(off, reverse=True)


def test_misses_of_newer_trials_are_in_the_title(panel):
    assert "promises newer trials too much" in panel.alt
    assert panel.result.count("fail") == 6
    assert {check.ref for check in panel.result.promised_more} >= {"jelovac2025", "takahashi2021"}


def test_a_click_opens_the_card_of_the_line(panel):
    picture = panel._canvas.picture
    for k, check in enumerate(panel.result.checks):
        assert picture.card_at(picture._axes, 0.0, picture._step * (k + 0.5)) == check.id


def test_what_the_first_run_gave_is_on_the_card(panel):
    panel.open_card("v11")
    assert "−14.6" in panel.card.html
    assert told.value(scenarios.check("v11"), scenarios.check("v11").computed) in panel.card.html


@pytest.mark.parametrize("guess", ["high", "low", "no"])
def test_the_prediction_is_computed(guess):
    panel = kv.psychological.mood_agreement()
    panel.guess(guess)
    assert "What came out: No" in panel.status
    assert "No share from 0 to 100%" in panel.status
