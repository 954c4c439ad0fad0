"""The forest of differences: its intervals are right, its filters honest, its picture says what it draws."""

from __future__ import annotations

import html
import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz.psychological import words
from ketamine_viz.psychological.differences import (
    NEWCOMBE,
    RIVALS,
    SORTS,
    comparisons,
    gap,
    newcombe,
    without_control,
)
from ketamine_viz.psychological.figures import forest_words as say
from ketamine_viz.psychological.forest_view import FILTERS, MOST, WINDOWS, forest_view, group_of

SHARES, PEOPLE = st.floats(0, 1), st.integers(1, 400)
ACROSS = [
    dict(zip(("sort", *FILTERS), chosen, strict=True))
    for chosen in list(itertools.product(SORTS, *FILTERS.values()))[::97]
]
CHANGES = {
    "sort": "response", "condition": "bipolar", "form": "esketamine", "route": "intranasal",
    "comparator": "hidden", "window": "day",
}  # fmt: skip


@pytest.fixture(scope="module")
def every():
    return [forest_view(**state) for state in ACROSS]


@pytest.fixture(scope="module")
def panel():
    return kv.psychological.forest()


@pytest.mark.parametrize(
    ("first", "n_first", "second", "n_second", "low", "high"),
    [  # Newcombe 1998, table II, method 10
        (56 / 70, 70, 48 / 80, 80, 0.0524, 0.3339),
        (9 / 10, 10, 3 / 10, 10, 0.1705, 0.8090),
        (10 / 10, 10, 0 / 20, 20, 0.6791, 1.0),
        (0 / 10, 10, 0 / 10, 10, -0.2775, 0.2775),
    ],
)
def test_newcombes_own_examples(first, n_first, second, n_second, low, high):
    assert newcombe(first, n_first, second, n_second) == pytest.approx((low, high), abs=6e-5)


@given(SHARES, PEOPLE, SHARES, PEOPLE)
def test_newcombe_holds_the_difference_and_turns_with_the_groups(first, n_first, second, n_second):
    low, high = newcombe(first, n_first, second, n_second)
    assert -1 - 1e-9 <= low <= first - second + 1e-9
    assert first - second - 1e-9 <= high <= 1 + 1e-9
    back = newcombe(second, n_second, first, n_first)
    assert back == pytest.approx((-high, -low), abs=1e-9)


@given(SHARES, SHARES, st.integers(2, 100))
def test_more_people_make_a_narrower_interval(first, second, n):
    few, many = newcombe(first, n, second, n), newcombe(first, 10 * n, second, 10 * n)
    assert many[1] - many[0] < few[1] - few[0]


@pytest.mark.parametrize("sort", SORTS)
def test_printed_intervals_go_first_and_worked_out_ones_say_so(sort):
    for pair in comparisons(sort):
        one = gap(pair)
        if one is None:
            assert pair.main.study_kind == "pooled"
            continue
        printed = pair.difference and (pair.difference.ci_low is not None or pair.difference.se is not None)
        if printed:
            assert not one.computed
            assert one.value == pair.difference.value
        if one.computed and one.low is not None:
            assert "worked out" in one.how
            assert one.low < one.value < one.high
            assert one.value == pytest.approx(pair.drug.value - pair.control.value)


def test_two_means_with_their_errors_give_the_textbook_interval():
    import dataclasses

    pair = next(p for p in comparisons("madrs") if p.main.ref == "daly2018")
    alone = dataclasses.replace(pair, difference=None)
    one = gap(alone)
    reach = 1.959964 * (alone.drug.se**2 + alone.control.se**2) ** 0.5
    assert one.high - one.value == pytest.approx(reach, rel=1e-5)
    assert one.computed


def test_nobody_is_pooled_here():
    for sort in SORTS:
        for pair in comparisons(sort):
            one = gap(pair)
            if pair.main.study_kind == "pooled" and one is not None:
                assert not one.computed
                assert pair.difference is not None


def test_rivals_and_open_label_results_are_never_in_the_forest():
    for sort in SORTS:
        kinds = {pair.main.comparator_kind for pair in comparisons(sort)}
        assert not kinds & {*RIVALS, "none_open_label", "each_other", "ketamine_in_both"}
        assert all(pair.main.comparator_kind == "none_open_label" for pair in without_control(sort))
    assert without_control("response")


def test_thoughts_stand_apart_and_are_never_deaths():
    for sort in SORTS:
        topics = {pair.main.suicide_topic for pair in comparisons(sort)}
        assert topics <= ({"thoughts", "risk_rating"} if sort == "thoughts" else {"none"})


def test_at_most_fourteen_rows_and_nothing_is_lost(every):
    for view in every:
        assert len(view.drawn) <= MOST
        ids = [one.main.id for one in (*view.drawn, *view.rest)] + [p.main.id for p in view.unpooled]
        assert len(ids) == len(set(ids))
        assert bool(view.drawn) != bool(view.widen)
    assert max(len(view.drawn) for view in every) == MOST


def test_rows_are_grouped_by_control_and_pooled_ones_stand_last(every):
    for view in every:
        keys = [(one.pooled, group_of(one.main)) for one in view.drawn]
        assert len([key for key, _ in itertools.groupby(keys)]) == len(set(keys))
        assert [one.pooled for one in view.drawn] == sorted(one.pooled for one in view.drawn)


def test_every_filter_holds_for_every_row(every):
    for view in every:
        for one in (*view.drawn, *view.rest):
            span = WINDOWS[view.filters["window"]][1]
            assert span is None or span[0] < one.main.time_h <= span[1]
            for name, column in (("condition", "condition_group"), ("form", "form"), ("route", "route")):
                allowed = FILTERS[name][view.filters[name]][1]
                assert allowed is None or getattr(one.main, column) in allowed


def test_the_advice_to_widen_brings_back_what_it_promises_and_no_other_brings_more(every):
    labels = {"condition": "Who", "form": "Form", "route": "Route", "comparator": "Control", "window": "When"}
    tried = 0
    for view in every:
        if "Set " not in view.widen:
            continue
        name = next(n for n, label in labels.items() if f"Set {label} to" in view.widen)
        promised = int(re.search(r"”: (\d+) comparison", view.widen).group(1))
        counts = {}
        for other, options in FILTERS.items():
            wider = forest_view(view.sort, **{**view.filters, other: next(iter(options))})
            counts[other] = len(wider.drawn) + len(wider.rest)
        assert counts[name] == promised == max(counts.values())
        tried += 1
    assert tried > 20


@pytest.mark.parametrize("name", ["sort", *FILTERS])
def test_an_unknown_option_is_named_with_what_is_allowed(name):
    with pytest.raises(ValueError, match=rf"{name}='magic' .*allowed: .+"):
        forest_view(**{name: "magic"})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


@pytest.mark.parametrize("sort", SORTS)
def test_what_is_drawn_is_said_with_control_people_time_and_interval(panel, sort):
    panel.set(sort=sort)
    view, picture = panel.result, panel._canvas.picture
    for k, one in enumerate(view.drawn):
        figures = picture._numbers[k].get_text()
        assert say.signed(one.value, say.places(view)) in figures
        assert ("no interval" in figures) == (one.low is None)
        assert picture._people[k].get_text() == say.in_turn(one)
        clause = say._clause(one, view)
        assert clause in panel.alt
        assert words.comparison(one.main) in clause
        assert words.time(one.main) in clause
        assert re.search(r"n \d|n not seen", clause)
        assert ("in turn" in clause) == one.crossover
        card = next(c for c in picture.cards(view) if c.id == one.main.id)
        assert one.how in html.unescape(card.html)
    drawn = {
        tuple(xy) for marks in (picture._printed, picture._computed) for xy in marks.get_offsets().tolist()
    }
    assert {
        (one.value, float(k)) for k, one in enumerate(view.drawn) if not (one.pooled and one.low is not None)
    } == drawn


def test_printed_and_worked_out_marks_differ_by_fill_and_by_line(panel):
    panel.set(sort="response")
    picture = panel._canvas.picture
    assert len(picture._computed.get_offsets()) > len(picture._printed.get_offsets()) > 0
    assert picture._computed.get_facecolor().tolist() != picture._printed.get_facecolor().tolist()
    assert picture._dashed.get_linestyle() != picture._solid.get_linestyle()
    assert any(one.how == NEWCOMBE for one in panel.result.drawn)


def test_more_people_make_a_larger_mark(panel):
    panel.set(sort="response")
    picture = panel._canvas.picture
    people = [one.pair.people for one in panel.result.drawn if one.computed]
    areas = picture._computed.get_sizes().tolist()
    assert [p for _, p in sorted(zip(areas, people, strict=True), key=lambda item: item[0])] == sorted(people)


def test_open_label_results_are_counted_beneath_and_tabled_only(panel):
    panel.set(sort="response")
    view = panel.result
    assert view.uncontrolled
    assert f"{len(view.uncontrolled)} open-label results" in panel._canvas.picture._foot.get_text()
    rows = panel._canvas.picture.table(view).rows
    assert sum(row[1] == "no: open label" for row in rows) == len(view.uncontrolled)


def test_help_stands_on_the_picture_whenever_thoughts_are_shown(panel):
    panel.set(sort="thoughts")
    for where in (panel._canvas.picture._foot.get_text().replace("\n", " "), panel.alt):
        for part in (
            "not deaths",
            "988",
            "Samaritans 116 123",
            "findahelpline.com",
            "local emergency number",
        ):
            assert part in where


def test_the_prediction_is_computed_from_the_rows():
    panel = kv.psychological.forest()
    panel.guess("saline")
    middles = {}
    for one in (*panel.result.drawn, *panel.result.rest):
        middles.setdefault(group_of(one.main), []).append(one.value)
    assert middles["surgery"] == [10.0]
    assert "What came out: Saline under anaesthesia" in panel.status
    assert panel.values["window"] == "day"


def test_a_click_on_a_row_opens_its_card(panel):
    picture, drawn = panel._canvas.picture, panel.result.drawn
    for place, one in enumerate(drawn):
        assert picture.card_at(picture._axes, 0.0, place + 0.3) == one.main.id
    panel.open_card(drawn[0].main.id)
    assert "Difference drawn" in panel.card.html


STATES = [
    {}, {"sort": "response"}, {"sort": "remission"}, {"sort": "size"}, {"sort": "thoughts"},
    {"form": "arketamine", "route": "oral"}, {"sort": "remission", "form": "esketamine"},
    {"sort": "response", "condition": "anxiety"}, {"window": "day"},
]  # fmt: skip


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("values", STATES, ids=str)
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []
