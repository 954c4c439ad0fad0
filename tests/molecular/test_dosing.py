"""More of the drug: curves over dose, what was measured, and the panel."""

from __future__ import annotations

import numpy as np
import pytest

from ketamine_viz import evidence
from ketamine_viz.molecular import dosing as model
from ketamine_viz.molecular.cascade.agents import hypotheses
from ketamine_viz.molecular.figures import dosing_words as words
from ketamine_viz.molecular.figures.unfolding_words import percent
from ketamine_viz.molecular.panels.dosing import dose_response

PRESETS = [preset.id for preset in hypotheses()]


@pytest.fixture(scope="module")
def panel():
    return dose_response()


@pytest.mark.parametrize("reading", model.READINGS)
@pytest.mark.parametrize("preset", PRESETS)
def test_curves_are_shares_of_the_most(preset, reading):
    run = model.dose_response(10.0, reading, "spines", preset)
    for low, middle, high in (run.glutamate, run.later, run.surge):
        assert np.isfinite([low, middle, high]).all()
        assert np.all((low <= middle + 1e-9) & (middle <= high + 1e-9))
        assert np.abs([low, middle, high]).max() <= 1 + 1e-9
    if not run.moved["glutamate"]:
        assert not np.any(run.glutamate)
        assert {m.model for m in run.rats} == {0}


def test_the_curve_over_dose_and_the_surge_are_one_run():
    for dose in model.DOSES:
        run = model.dose_response(dose, "highest")
        at = model.DOSES.index(dose)
        most = run.surge[1][np.abs(run.surge[1]).argmax()]
        assert run.at("glutamate") == run.glutamate[1][at]
        assert most == pytest.approx(
            run.glutamate[1][at], abs=0.12
        )  # a median of largest, a largest of medians


def test_the_first_hour_is_the_mean_of_the_surge():
    inside = model.TIMES <= 1
    run = model.dose_response(20.0)
    mean = np.trapezoid(run.surge[1][inside], model.TIMES[inside])
    assert mean == pytest.approx(run.at("glutamate"), abs=0.05)


def test_glutamate_turns_down_in_the_first_hour_and_comes_back():
    run = model.dose_response(200.0)
    assert run.left("glutamate") < 0
    assert run.surge[1][model.TIMES <= 0.5].min() < 0 < run.surge[1].max()
    assert model.dose_response(200.0, "highest").left("glutamate") > 0.5


_MISSED = {"t004"}


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(m.id, marks=pytest.mark.xfail(strict=True, reason=m.id) if m.id in _MISSED else ())
        for m in model.dose_response().rats
    ],
)
def test_rats_over_dose(row):
    """moghaddam1997: 10, 20 and 30 mg/kg raised glutamate, 50 did nothing, 200 lowered it."""
    (found,) = [m for m in model.dose_response().rats if m.id == row]
    assert found.agrees


_MISSED_IN_PEOPLE = {"gs3", "gs5"}


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(
            m.id, marks=pytest.mark.xfail(strict=True, reason=m.id) if m.id in _MISSED_IN_PEOPLE else ()
        )
        for m in model.dose_response().people
    ],
)
def test_glutamate_in_people(row):
    (found,) = [m for m in model.dose_response().people if m.id == row]
    assert found.agrees


def test_what_was_measured_is_what_the_tables_say():
    rows = {row["id"]: row for row in evidence.rows("molecular/timecourse")}
    for m in model.dose_response().rats:
        assert m.change == rows[m.id]["value"]
        assert rows[m.id]["dose_text"] == f"{m.dose:g} mg/kg"
        assert m.time_h is None
    people = {m.id: m for m in model.dose_response().people}
    assert (people["gs1"].n, people["gs1"].percent) == (8, 37.8)
    assert (people["gs2"].n, people["gs2"].percent) == (21, 13)
    assert people["gs5"].n == 12
    assert [m.change for m in people.values()] == [1, 1, 0, 1, 0]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"dose": 40.0}, "dose=40.0"),
        ({"dose": True}, "dose=True"),
        ({"dose": "10"}, "dose='10'"),
        ({"reading": "guess"}, "reading='guess'"),
        ({"outcome": "joy"}, "outcome='joy'"),
        ({"account": "magic"}, "account='magic'"),
    ],
)
def test_bad_input_is_named(arguments, says):
    with pytest.raises(ValueError, match=says) as caught:
        model.dose_response(**arguments)
    assert "allowed" in str(caught.value)
    with pytest.raises(ValueError, match="curve='x'"):
        model.dose_response().at("x")


def test_the_headline_says_whether_a_curve_turns():
    assert "Glutamate in the first hour: up, then down" in words.headline(model.dose_response())
    assert "not moved" in words.headline(model.dose_response(account="resting_block"))
    for preset in PRESETS:
        run = model.dose_response(account=preset)
        later = words.headline(run).split(". ")[1]
        assert ("then down" in later) == (run.left("later") < 0.5 and run.moved["later"])


# -- the panel -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [{"account": "standard"}, {"reading": "highest"}, {"outcome": "spines"}, {"dose": 200.0}],
    ids=str,
)
def test_every_control_shows_in_picture_and_words(panel, change, answers):
    answers(panel, change)


def test_the_description_holds_the_drawn_numbers(panel):
    panel.set(dose=50.0, account="standard")
    picture, run = panel._canvas.picture, panel.result
    for name in ("glutamate", "later"):
        ((x,), (y,)) = picture.dots[name].get_data()
        assert x == 50.0
        assert f"at {percent(y / 100)}" in panel.description.values
    np.testing.assert_allclose(picture.lines["surge"].get_ydata(), 100 * run.surge[1])
    assert f"from {percent(run.surge[1].min())} to {percent(run.surge[1].max())}" in panel.description.trend


def test_the_table_holds_curves_and_findings(panel):
    table = panel._canvas.picture.table(panel.result)
    assert len(table.rows) == 2 * len(model.DOSES) + 9 + 5 + 5
    assert "Milak" in panel.table_text


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("preset", PRESETS)
def test_words_stay_clear_of_each_other(panel, preset, present, lettering_faults):
    k = PRESETS.index(preset)
    panel.set(account=preset, dose=model.DOSES[k % 8], reading=model.READINGS[k % 2],
              outcome=["relief", "spines"][k // 2 % 2])  # fmt: skip
    assert lettering_faults(panel, present) == []


def test_the_prediction_is_answered_by_the_model(panel):
    panel.guess("down")
    assert panel.result.dose == 200.0
    assert "What came out: Up" in panel.alt


def test_sources_follow_the_account(panel):
    before = set(panel.source_lines)
    panel.set(account="hnk")
    assert set(panel.source_lines) != before
