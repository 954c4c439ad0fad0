"""Ketamine against rivals: both sides alike, who judged and where always said, filters honest."""

from __future__ import annotations

import itertools
import re

import pytest

import ketamine_viz as kv
from ketamine_viz.psychological.figures.rivals import clause, judged
from ketamine_viz.psychological.rivals import FILTERS, ORDERS, duel_view, duels

CHANGES = {
    "rival": "ect", "blinding": "open", "setting": "inpatients", "main": "any", "order": "gap", "intervals": True,
}  # fmt: skip
ALL = [dict(zip(FILTERS, chosen, strict=True)) for chosen in itertools.product(*FILTERS.values())]


@pytest.fixture(scope="module")
def panel():
    return kv.psychological.head_to_head()


PUBLISHED = [
    ("anand2023", 55.4, 41.2, 195, 170), ("ekstrand2022", 46, 63, 95, 91), ("reif2023", 27.1, 17.6, 336, 340),
    ("murrough2013", 64, 28, 47, 25), ("jelovac2025", 46.9, 33.3, 32, 30), ("correiamelo2020", 29.4, 24.1, 34, 29),
]  # fmt: skip


@pytest.mark.parametrize(("ref", "drug", "other", "n_drug", "n_other"), PUBLISHED)
def test_published_groups_stand_beside_each_other(ref, drug, other, n_drug, n_other):
    duel = next(d for d in duels() if d.ref == ref)
    assert (duel.drug.value, duel.other.value, duel.drug.n, duel.other.n) == (drug, other, n_drug, n_other)
    assert duel.gap.value == pytest.approx(drug - other, abs=0.06)


def test_the_two_trials_of_ect_have_equal_weight_in_the_first_picture():
    drawn = duel_view().drawn
    assert [d.ref for d in drawn if d.rival == "ect"] == ["anand2023", "ekstrand2022"]
    signs = [d.gap.value > 0 for d in drawn if d.rival == "ect"]
    assert signs == [True, False]


def test_a_trial_has_one_main_result_for_each_cohort():
    mains = [(d.ref, d.drug.dose_text) for d in duels() if d.main == "yes"]
    assert len(mains) == len(set(mains))
    assert {d.ref for d in duels() if d.main == "no"} <= {"anand2023", "reif2023", "clemens2025"}


def test_groups_of_a_duel_are_of_one_trial_measure_and_time():
    for duel in duels():
        assert duel.drug.ref == duel.other.ref == duel.ref
        assert duel.drug.time_h == duel.other.time_h
        assert duel.drug.unit == duel.other.unit
        assert duel.drug.measure == duel.other.measure


@pytest.mark.parametrize("state", ALL, ids=str)
def test_filters_hold_and_an_empty_picture_says_what_to_widen(state):
    view = duel_view(**state)
    assert bool(view.drawn) != bool(view.widen)
    for name, options in FILTERS.items():
        allowed = options[state[name]][1]
        assert allowed is None or {getattr(d, name) for d in view.drawn} <= set(allowed)
    if "Set " in view.widen:
        name = re.search(r"Set (\w+) to", view.widen).group(1)
        promised = int(re.search(r"”: (\d+) comparison", view.widen).group(1))
        assert len(duel_view(**{**state, name: "any"}).drawn) == promised


def test_order_by_difference_runs_from_the_rivals_best_to_ketamines():
    values = [d.gap.value for d in duel_view(order="gap", main="any").drawn]
    assert values == sorted(values)
    assert set(ORDERS) == {"rival", "gap"}


@pytest.mark.parametrize(
    ("name", "value"),
    [("rival", "x"), ("blinding", "x"), ("setting", "x"), ("main", "x"), ("order", "x"), ("intervals", 1)],
)
def test_bad_input_is_named(name, value):
    with pytest.raises(ValueError, match=rf"{name}={value!r} .*allowed: .+"):
        duel_view(**{name: value})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_every_line_says_rival_people_who_judged_and_where(panel):
    panel.set(main="any")
    for duel in panel.result.drawn:
        told = clause(duel)
        assert told in panel.alt
        assert judged(duel) in told
        assert re.search(r"n \d|n not seen", told)
        assert ("open" in judged(duel)) == (duel.blinding == "open")
    marks = panel._canvas.picture._drug.get_xdata()
    assert list(marks) == [duel.drug.value for duel in panel.result.drawn]


def test_open_trials_have_another_line_than_blind_ones(panel):
    styles = panel._canvas.picture._joins.get_linestyle()
    looks = {duel.blinding: str(style) for duel, style in zip(panel.result.drawn, styles, strict=True)}
    assert len(set(looks.values())) == len(looks) == 3


def test_what_another_scale_counted_is_said_and_tabled(panel):
    panel.set(rival="any")
    assert "Chilukuri 2014" in panel.alt
    rows = panel._canvas.picture.table(panel.result).rows
    assert [row[0] for row in rows if row[1] == "no: another scale"] == ["Chilukuri 2014"]


@pytest.mark.parametrize("guess", ["ketamine", "ect", "both"])
def test_the_prediction_is_computed(guess):
    panel = kv.psychological.head_to_head()
    panel.guess(guess)
    assert "What came out: one each way" in panel.status
    assert "55.4 against 41.2" in panel.status
    assert "46 against 63" in panel.status


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(
    "values",
    [{}, {"main": "any", "intervals": True}, {"main": "any", "order": "gap"}, {"rival": "ect", "intervals": True},
     {"rival": "quetiapine", "setting": "inpatients"}],
    ids=str,
)  # fmt: skip
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []
