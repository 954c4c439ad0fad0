"""Relapse curves: published points only, what is worked out says so, and what is read is on the line."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz.psychological.afterwards import JOINS, QUESTIONS, afterwards, curves, not_drawn, path, read
from ketamine_viz.psychological.course_rows import of_courses

CHANGES = {"level": 75, "question": "stop", "join": "steps", "until": 120, "worked_out": False}


@pytest.fixture(scope="module")
def panel():
    return kv.psychological.relapse_curves()


def curve(ref):
    return next(one for one in curves() if one.ref == ref)


def test_points_are_what_the_rows_print():
    rows = of_courses()
    daly, murrough = curve("daly2019"), curve("murrough2013b")
    assert [(p.day, p.well) for p in daly.control if p.day] == [(rows["u012"].value, 50.0)]
    assert sorted(
        round(100 - p.well, 1) for one in (daly.drug, daly.control) for p in one if p.day is None
    ) == [26.7, 45.3]
    assert sorted((p.day, p.well) for p in murrough.drug) == [
        (11.0, 75.0),
        (18.0, 50.0),
        (27.0, 25.0),
        (83.0, 25.0),
    ]
    assert [round(p.well, 1) for p in curve("glue2024").drug + curve("glue2024").control] == [57.1, 29.4]


def test_worked_out_points_follow_their_formula():
    point = next(p for p in curve("daly2019").drug if p.day)
    assert point.worked_out
    assert point.well == pytest.approx(100 * 0.5**0.49)
    assert (point.low, point.high) == pytest.approx((100 * 0.5**0.84, 100 * 0.5**0.29))
    ekstrand = sorted(curve("ekstrand2022").drug, key=lambda p: p.day)
    assert [(p.day, p.well) for p in ekstrand] == [(57.0, 65.0), (365.0, 30.0)]
    assert [p.worked_out for p in ekstrand] == [True, False]


def test_nobody_gets_well_again_on_a_curve():
    view = afterwards()
    for one, arm in itertools.product(curves(), ("active", "control")):
        well = [p.well for p in view.points(one, arm)]
        assert well == sorted(well, reverse=True)
        assert all(0 <= share <= 100 for share in well)


@given(st.integers(10, 90), st.sampled_from(JOINS), st.booleans())
def test_what_is_read_lies_on_the_drawn_line(level, join, worked_out):
    view = afterwards(level=level, join=join, worked_out=worked_out)
    for (name, arm), reading in view.readings.items():
        one = next(c for c in curves() if c.id == name)
        points = view.points(one, arm)
        if reading.day is None:
            assert all(p.well > level for p in points)
            continue
        days, well = path(points, join)
        crossed = [
            (d0, w0, d1, w1)
            for (d0, w0), (d1, w1) in itertools.pairwise(zip(days, well, strict=True))
            if d0 <= reading.day + 1e-9 and reading.day <= d1 + 1e-9 and w1 - 1e-9 <= level <= w0 + 1e-9
        ]
        assert crossed, (name, arm, reading)


@given(st.integers(10, 89))
def test_fewer_still_well_is_never_read_earlier(level):
    for join in JOINS:
        high, low = (
            afterwards(level=level + 1, join=join).readings,
            afterwards(level=level, join=join).readings,
        )
        for key, reading in low.items():
            if reading.day is not None:
                assert high[key].day <= reading.day + 1e-9


def test_only_a_printed_quantile_is_called_printed():
    assert afterwards().readings["rc3", "active"].how == "printed"
    assert afterwards().readings["rc1", "control"].how == "printed"
    assert afterwards().readings["rc5", "control"].how == "at the latest"
    assert read((), "lines", 50).day is None


@pytest.mark.parametrize(
    ("name", "value"),
    [("level", 5), ("level", True), ("join", "x"), ("until", 200), ("question", "x"), ("worked_out", 1)],
)
def test_bad_input_is_named(name, value):
    with pytest.raises(ValueError, match=rf"{name}={value!r} .*allowed: .+"):
        afterwards(**{name: value})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_open_label_is_drawn_and_said_differently(panel):
    cells = panel._canvas.picture._cells
    open_ones = [one.id for one in curves() if one.open_label]
    assert open_ones == ["rc3"]
    for name, cell in cells.items():
        mark, line = cell.marks["active", False], cell.lines["active"]
        assert (mark.get_markerfacecolor() == "white") == (name in open_ones)
        assert (line.get_linestyle() == "-") == (name not in open_ones)
    assert "no comparison group (open label)" in panel.alt


def test_the_medians_are_on_the_picture(panel):
    cells = panel._canvas.picture._cells
    assert cells["rc3"].reading.get_text() == "half: day 18 (printed)"
    assert "control: day 273 (printed)" in cells["rc1"].reading.get_text()
    drops = cells["rc3"].drops.get_segments()
    assert [tuple(map(tuple, drop)) for drop in drops] == [((18.0, 0.0), (18.0, 50.0))]


def test_who_was_followed_or_randomised_is_said(panel):
    for one in curves():
        assert one.who in panel.alt
        card = next(c for c in panel._canvas.picture.cards(panel.result) if c.id == one.id)
        assert one.says in card.html.replace("&#x27;", "'")


def test_joined_by_us_is_on_the_picture_for_each_way(panel):
    for join in JOINS:
        panel.set(join=join)
        assert "Joined by us" in panel._canvas.picture._foot.get_text()
        assert "Joined by us" in panel.alt


def test_what_no_curve_can_hold_is_tabled():
    assert {row.ref for row, _ in not_drawn()} == {"daly2019", "aanhetrot2010"}
    assert set(QUESTIONS) == {"all", *(one.question for one in curves())}


@pytest.mark.parametrize("guess", ["few", "half", "most"])
def test_the_prediction_is_computed(guess):
    panel = kv.psychological.relapse_curves()
    panel.guess(guess)
    assert "What came out: about 45" in panel.status
    assert "45.3 in each 100" in panel.status
    assert "26.7" in panel.status


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(
    "values",
    [
        {},
        {"level": 10},
        {"level": 90, "join": "steps", "until": 120},
        {"question": "stop", "worked_out": False},
        {"level": 30},
    ],
    ids=str,
)
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []
