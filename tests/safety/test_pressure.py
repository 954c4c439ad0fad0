"""Blood pressure: only published moments are drawn, placebo stands beside, rules are those of the rows."""

from __future__ import annotations

from itertools import product

import pytest

from ketamine_viz import evidence, safety
from ketamine_viz.safety.pressure import PEOPLE, READINGS, RULES, WAYS, large, pressure, readings, spans

CHANGES = {"reading": "diastolic", "way": "vein", "people": "older", "rule": "clinic"}


@pytest.fixture(scope="module")
def panel():
    return safety.blood_pressure()


def test_a_moment_is_drawn_only_where_a_row_gives_it():
    rows = {row["id"]: row for row in evidence.rows("safety/pressure_points")}
    for reading, people in product(READINGS, PEOPLE):
        found = pressure(reading, people=people)
        assert all(one.at_min is not None for one in found.timed)
        assert all(rows[one.id]["at_min"] is None for one in found.untimed)
        assert {one.id for one in (*found.timed, *found.untimed)} == {
            key for key, row in rows.items() if (row["reading"], row["people"]) == (reading, people)
        }


def test_rows_agree_with_those_they_repeat():
    told = {
        row["id"]: row
        for table in ("psychological/safety", "psychological/experience")
        for row in evidence.rows(table)
    }
    for row in evidence.rows("safety/pressure_points"):
        for key in row["also_in"] or ():
            if key in told:
                assert told[key]["value"] == row["rise"]
                assert told[key]["ref"] == row["ref"]


def test_only_the_spray_has_placebo_beside_it():
    assert {one.way for _, one in readings() if one.control is not None} == {"spray"}
    assert all(one.control < one.rise for _, one in readings() if one.control is not None)


def test_large_rises_have_both_groups():
    for reading, people in product(READINGS, PEOPLE):
        for one in large(reading, people):
            assert one.control < one.drug
            assert one.ref == "spravato_label"
    assert [one.drug for one in large("systolic", "older")] == [17]


def test_labels_and_trials_disagree_and_both_are_drawn():
    assert [span.end_min for span in spans()] == [90, 120, 130, 240]
    assert {"spravato_label", "spravato_smpc"} <= {span.ref for span in spans()}


def test_checks_are_label_or_clinic():
    for rule in RULES:
        basis = {row["basis"] for row in pressure(rule=rule).checks}
        assert basis == {rule}


@pytest.mark.parametrize(
    ("name", "allowed"), [("reading", "systolic"), ("way", "vein"), ("people", "older"), ("rule", "clinic")]
)
def test_bad_input_is_named(name, allowed):
    with pytest.raises(ValueError, match=f"{name}='x'.*{allowed}"):
        pressure(**{name: "x"})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_words_equal_what_is_drawn(panel):
    panel.reset()
    picture = panel._canvas.picture
    drawn = sorted(y for dots in picture.points.values() for y in dots.get_ydata())
    assert drawn == sorted(one.rise for one in pressure().timed)
    for one in pressure().timed:
        assert one.label in panel.alt
    assert list(picture.low.get_ydata()) == [6.1]
    assert "+6.1 with placebo spray" in panel.alt
    assert list(picture.checks.get_xdata()) == [-15, 40]
    panel.set(rule="clinic")
    assert list(picture.checks.get_xdata())[:5] == [0, 10, 20, 30, 40]


def test_table_and_cards(panel):
    panel.reset()
    table = panel._canvas.picture.table(pressure())
    found = pressure()
    assert len(table.rows) == sum(
        map(len, (found.timed, found.untimed, found.spans, found.checks, found.large))
    )
    assert len(panel._canvas.picture.cards(found)) == len(found.timed) + len(found.untimed)


@pytest.mark.parametrize("guess", ["two", "eight", "more"])
def test_the_prediction_is_computed(guess):
    panel = safety.blood_pressure()
    panel.guess(guess)
    assert "What came out: More than 15" in panel.status
    assert panel.values["people"] == "older"


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(("way", "people"), list(product(WAYS, PEOPLE)))
def test_lettering_is_clear(panel, lettering_faults, way, people, present):
    for reading, rule in product(READINGS, RULES):
        panel.set(way=way, people=people, reading=reading, rule=rule)
        assert lettering_faults(panel, present) == []
