"""The first hours: the curve is what the joint says, nothing is drawn that was not measured or said to be a model."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz import evidence, routes
from ketamine_viz.psychological import experience_words as words
from ketamine_viz.psychological.experience import LANES, PRESETS, felt, first_hours
from ketamine_viz.psychological.experience_rows import line, settings

CHANGES = {"regimen": "spray84", "preset": "arterial", "scale": "line", "session": "later"}
IDS = tuple(settings())


@pytest.fixture(scope="module")
def panel():
    return kv.psychological.first_two_hours()


# ---- the model ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("regimen", IDS)
@pytest.mark.parametrize("preset", PRESETS)
def test_the_level_is_that_of_the_routes_room(regimen, preset):
    row = next(row for row in evidence.rows("psychological/acute_regimens") if row["id"] == regimen)
    studied = next(one for one in routes.studied() if one.id == row["regimen"])
    course = routes.simulate([studied.dose()], hours=4.0, preset=preset)
    hours = first_hours(regimen, preset=preset)
    np.testing.assert_allclose(hours.blood, course.ng_per_ml["ketamine"])
    assert course.outside_studied is None
    assert hours.minutes[-1] == pytest.approx(240)


@given(st.lists(st.floats(0.1, 400), min_size=2, max_size=30))
def test_a_straight_line_lies_between_its_two_readings(levels):
    blood = np.array(levels)
    for scale in ("peak", "line"):
        low, high = felt(blood, True, scale)
        assert (low >= 0).all()
        assert (low <= high + 1e-9).all()
        assert high.max() <= 100 + 1e-9
        order = np.argsort(blood)
        assert (np.diff(low[order]) >= -1e-9).all()
        assert (np.diff(high[order]) >= -1e-9).all()


@given(st.floats(0.1, 10), st.lists(st.floats(0.1, 400), min_size=2, max_size=30))
def test_as_a_share_of_the_peak_the_line_through_zero_knows_no_unit(factor, levels):
    blood = np.array(levels)
    np.testing.assert_allclose(felt(blood, False, "peak")[1], felt(factor * blood, False, "peak")[1])


def test_at_the_end_of_the_line_ratings_are_those_published():
    known = line()
    low, high = felt(np.array([known.low, known.high]), True, "line")
    assert low.tolist() == pytest.approx([0.0, known.weakest])
    assert high[-1] == pytest.approx(known.strongest)


@pytest.mark.parametrize("regimen", IDS)
def test_no_rating_where_no_line_was_measured(regimen):
    hours = first_hours(regimen, scale="line")
    assert (hours.felt_high is None) is (not hours.setting.line)
    if hours.setting.line:
        assert hours.setting.form == "racemic"
        assert hours.setting.route == "iv_infusion"
        known = line()
        np.testing.assert_array_equal(hours.inside, (hours.blood >= known.low) & (hours.blood <= known.high))
    else:
        assert not hours.inside.any()


def test_a_known_fading_lowers_dissociation_and_leaves_pressure_alone():
    first, later = first_hours("sc10"), first_hours("sc10", session="later")
    scores = {row["id"]: row["value"] for row in evidence.rows("psychological/experience")}
    np.testing.assert_allclose(later.felt_high, first.felt_high * scores["e044"] / scores["e043"])
    np.testing.assert_array_equal(later.rise_high, first.rise_high)
    assert not later.unknown_fade


@pytest.mark.parametrize("regimen", [r for r in IDS if r != "sc10"])
def test_an_unknown_fading_is_called_unknown(regimen):
    first, later = first_hours(regimen), first_hours(regimen, session="later")
    assert later.unknown_fade
    np.testing.assert_array_equal(first.felt_high, later.felt_high)


@pytest.mark.parametrize("regimen", IDS)
def test_pressure_has_the_size_of_published_rises_and_the_shape_of_the_level(regimen):
    hours = first_hours(regimen)
    sizes = [arm.drug for arm in hours.arms["blood_pressure"] if arm.size != "no"]
    if not sizes:
        assert hours.rise_high is None
        return
    assert hours.rise_high.max() == pytest.approx(max(sizes))
    assert hours.rise_low.max() == pytest.approx(min(sizes))
    np.testing.assert_allclose(hours.rise_high / hours.rise_high.max(), hours.blood / hours.peak)


def test_arterial_blood_leaves_sooner():
    for regimen in ("iv05", "spray84"):
        assert first_hours(regimen, preset="arterial").left(90) < first_hours(regimen).left(90)


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [("regimen", "iv99", "iv05, iv10"), ("scale", "feet", "peak, line"), ("session", "never", "first, later"),
     ("preset", "hair", "venous, arterial")],
)  # fmt: skip
def test_bad_input_is_named(name, value, allowed):
    with pytest.raises(ValueError, match=f"{name}={value!r}.*{allowed}"):
        first_hours(**{name: value})


# ---- the tables -----------------------------------------------------------------------------------------------


def test_numbers_say_the_same_as_the_tables_they_come_from():
    told = {
        row["id"]: row
        for table in ("safety", "experience")
        for row in evidence.rows(f"psychological/{table}")
    }
    checked = 0
    for row in evidence.rows("psychological/acute_arms"):
        for key in row["also_in"]:
            assert row["drug"] == told[key]["value"], (row["id"], key)
            if told[key].get("comparator_value") is not None:
                assert row["control"] == told[key]["comparator_value"]
            checked += 1
    assert checked >= 8


def test_a_number_without_a_control_group_says_so():
    for regimen in IDS:
        for lane in LANES:
            for arm in first_hours(regimen).arms[lane]:
                assert ("no control group" in words.people(arm)) is (arm.control is None)
                assert (arm.control_words == "none") is (arm.control is None)


# ---- the panel ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


@pytest.mark.parametrize("regimen", IDS)
def test_what_is_drawn_is_said_and_tabled(panel, regimen):
    panel.set(regimen=regimen)
    result = panel.result
    for lane in LANES:
        for mark in result.marks[lane]:
            assert words.mark_line(mark) in panel.alt
            assert mark.words in panel.table_text
        for arm in result.arms[lane]:
            assert words.numbers(arm) in panel.alt
            assert words.people(arm) in panel.alt
    assert "model, not data" in panel.alt
    texts = [t.get_text() for t in panel._canvas.figure.findobj(lambda a: hasattr(a, "get_text"))]
    assert any("model" in t for t in texts)
    assert panel.description.headline == f"{words.finding(result)}."


@pytest.mark.parametrize("regimen", IDS)
def test_the_title_is_read_off_the_curve(regimen):
    result = first_hours(regimen)
    if result.over is not None:
        assert words.percent(result.left(result.over.end)) in words.finding(result)


def test_no_more_than_is_drawn_at_once():
    for regimen in IDS:
        hours = first_hours(regimen)
        assert len(hours.marks["dissociation"]) <= 2  # the third row tells of later sessions
        assert len(hours.marks["blood_pressure"]) <= 3
        assert all(len(hours.arms[lane]) <= 3 for lane in LANES)


@pytest.mark.parametrize("guess", ["none", "quarter", "most"])
def test_the_prediction_is_computed(guess):
    panel = kv.psychological.first_two_hours()
    panel.guess(guess)
    left = first_hours("spray84").left(90)
    assert ("More than half" in panel.status) is (left > 0.5)
    assert words.percent(left) in panel.status


def test_a_mark_and_a_number_open_their_cards(panel):
    picture = panel._canvas.picture
    beside = picture.arms["blood_pressure"][0]
    panel.open_card(picture.card_at(beside, 5.0, 0.5))
    assert "No control group" in panel.card.html or "no control group" in panel.card.html
    frame = picture.frames["dissociation"]["axes"]
    assert picture.card_at(frame, 40.0, frame.get_ylim()[1] - 0.5) == panel.result.marks["dissociation"][0].id


def test_the_sources_are_those_in_view(panel):
    panel.set(regimen="spray84")
    keys = {line.key for line in panel.source_lines}
    assert {"popova2019", "doherty2020", "bowdle1998"} <= keys
    assert "rivaposse2018" not in keys


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("regimen", IDS)
def test_lettering_is_clear(panel, lettering_faults, regimen, present):
    panel.set(regimen=regimen, session="later")
    assert lettering_faults(panel, present) == []
    panel.set(session="first", scale="line", preset="arterial")
    assert lettering_faults(panel, present) == []
