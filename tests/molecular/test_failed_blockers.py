"""Other NMDA drugs: numbers are those of the tables, the computed interval is marked, the panel shows them."""

from __future__ import annotations

import csv
import io
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.molecular import failed_blockers
from ketamine_viz.molecular.failed_blockers import ORDERS, SITES, interval_from_spread, trials

ALL = {trial.id: trial for trial in failed_blockers.all_trials()}
PRINTED = {row["id"]: row for row in evidence.rows("molecular/printed_results")}
OUTCOMES = {row["id"]: row for row in evidence.rows("psychological/outcomes")}
ROWS = evidence.rows("molecular/blocker_trials")
STATES = st.tuples(st.sets(st.sampled_from(SITES)).map(tuple), st.sampled_from(ORDERS), st.booleans())
SPREAD, PEOPLE = st.floats(0.1, 40), st.integers(2, 5000)


@pytest.mark.parametrize("row", [row for row in ROWS if row["difference_row"]], ids=lambda row: row["id"])
def test_a_gap_is_the_row_it_points_at(row):
    source = (PRINTED | OUTCOMES)[row["difference_row"]]
    gap = ALL[row["id"]].gap
    assert gap.value == source["value"]
    assert source["unit"] == "MADRS points"
    assert source["ref"] == row["ref"]
    if source["ci_low"] is not None:
        assert (gap.low, gap.high, gap.interval) == (source["ci_low"], source["ci_high"], source["interval"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_verdict_agrees_with_its_interval_and_with_the_table_of_experiments(row):
    trial = ALL[row["id"]]
    if trial.gap and trial.gap.high is not None:
        assert (trial.gap.high < 0) == (trial.verdict == "better")
    for told in evidence.rows("molecular/interventions"):
        if told["ref"] == row["ref"] and told["arm"] == "alone" and told["system"] == "human":
            assert (told["result_on_ketamine_effect"] == "mimics") == (trial.verdict == "better"), told["id"]


def test_a_printed_difference_agrees_with_its_two_groups():
    for row in ROWS:
        if row["difference_row"] and row["with_row"]:
            apart = PRINTED[row["with_row"]]["value"] - PRINTED[row["without_row"]]["value"]
            assert PRINTED[row["difference_row"]]["value"] == pytest.approx(
                apart, abs=0.15
            )  # both were rounded


def test_the_computed_interval_agrees_with_the_printed_p():
    gap = ALL["bt10"].gap
    assert gap.interval == "computed"
    standard_error = (gap.high - gap.low) / (2 * 1.959964)
    p = math.erfc(abs(gap.value) / standard_error / math.sqrt(2))
    assert p == pytest.approx(0.154, abs=0.06)  # the trial printed P = .154 from a fuller model


def test_only_an_interval_without_a_printed_one_is_computed():
    assert [trial.id for trial in ALL.values() if trial.gap and trial.gap.interval == "computed"] == ["bt10"]


def test_trapping_is_that_of_one_test():
    held = {trial.drug: trial.trapped for trial in ALL.values() if trial.trapped is not None}
    assert held == {"ketamine": 0.86, "memantine": 0.71, "lanicemine": 0.54}
    for drug in evidence.rows("molecular/blockers"):
        if drug["trapped_row"]:
            assert kv.molecular.pointing.pointed(drug["trapped_row"])["ref"] == "mealing1999"


@given(SPREAD, SPREAD, PEOPLE, PEOPLE, st.floats(-20, 20))
def test_an_interval_is_centred_and_narrows_with_people(one, two, n, m, difference):
    low, high = interval_from_spread(difference, (one, two), (n, m))
    assert (low + high) / 2 == pytest.approx(difference, abs=1e-9)
    narrower = interval_from_spread(difference, (one, two), (4 * n, 4 * m))
    assert narrower[1] - narrower[0] == pytest.approx((high - low) / 2)
    assert interval_from_spread(difference, (two, one), (m, n)) == pytest.approx((low, high))


@given(STATES)
def test_filters_and_orders_lose_nothing(state):
    sites, order, ketamine = state
    shown = trials(*state).shown
    wanted = {t.id for t in ALL.values() if (ketamine if t.yardstick else t.site in sites)}
    assert {trial.id for trial in shown} == wanted
    if order == "size":
        sizes = [trial.n or 0 for trial in shown]
        assert sizes == sorted(sizes, reverse=True)
    if order == "effect":
        values = [trial.gap.value if trial.gap else math.inf for trial in shown]
        assert values == sorted(values)


def test_each_drug_has_one_largest_trial_and_ketamine_has_none():
    largest = trials().largest
    assert len({trial.drug for trial in largest}) == len(largest) == 9
    assert not {"ketamine", "esketamine"} & {trial.drug for trial in largest}
    for trial in largest:
        assert trial.n == max(other.n for other in ALL.values() if other.drug == trial.drug)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"sites": ("nose",)}, "sites='nose' .*allowed: .*pore"),
        ({"sites": "pore"}, "sites='pore' is not a tuple"),
        ({"order": "best"}, "order='best' .*allowed"),
        ({"ketamine": "yes"}, "ketamine='yes' .*True or False"),
    ],
)
def test_bad_input_is_named(bad, words):
    with pytest.raises(ValueError, match=words):
        trials(**bad)


@pytest.mark.parametrize(
    ("sd", "n", "words"), [((1, 1), (0, 5), "n=.*one person"), ((-1, 1), (5, 5), "sd=.*0 or more")]
)
def test_an_interval_needs_people_and_a_spread(sd, n, words):
    with pytest.raises(ValueError, match=words):
        interval_from_spread(0.0, sd, n)


@pytest.fixture(scope="module")
def panel():
    return kv.molecular.other_blockers()


@pytest.mark.parametrize("change", [{"sites": ("pore",)}, {"order": "effect"}, {"ketamine": False}])
def test_every_control_changes_picture_and_words_and_reset_restores_both(panel, answers, change):
    answers(panel, change)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("sites", [SITES, ("pore",), ("glun2b", "glycine"), ("enhancer",), ()])
def test_lettering_is_clear_in_every_state(panel, lettering_faults, order, sites):
    for ketamine in (True, False):
        panel.set(sites=sites, order=order, ketamine=ketamine)
        assert lettering_faults(panel, air=(1, 4.5)) == []
    assert lettering_faults(panel, present=True, air=(1, 4.5)) == []


@pytest.mark.parametrize("order", ORDERS)
def test_what_is_drawn_is_what_is_said(panel, order):
    panel.set(order=order)
    picture = panel._canvas.picture
    table = list(csv.DictReader(io.StringIO(panel.table_text)))
    assert len(table) == len(panel.result.shown) == 16
    for k, trial in enumerate(panel.result.shown):
        assert [float(x) for x in picture.points[k].get_xdata()] == ([trial.gap.value] if trial.gap else [])
        ends = [float(x) for x in picture.lines[k].get_xdata()]
        assert ends == ([trial.gap.low, trial.gap.high] if trial.gap and trial.gap.low is not None else [])
        assert picture.tests[k].get_text() in panel.alt
        low, high = picture.gaps.get_xlim()
        assert all(low <= x <= high for x in ends)


def test_a_row_opens_its_card(panel):
    picture = panel._canvas.picture
    y, found = picture.places[9]
    assert picture.card_at(picture.rows, 50, y) == found
    panel.open_card("bt10")
    assert "computed by us" in panel.card.html
    panel.open_card("bt13")
    assert "Five of a planned 21" in panel.card.html


@pytest.mark.parametrize("guess", ["most", "half", "few", "none"])
def test_the_prediction_is_counted_not_typed(panel, guess):
    panel.guess(guess)
    assert "What came out: A few" in panel.status
    assert "2 of 8: dextromethorphan and traxoprodil" in panel.status
    assert ("as you predicted" in panel.status) == (guess == "few")
