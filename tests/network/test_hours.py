"""One dose, hour by hour: the joints, the curve, the published marks, and the panel."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ketamine_viz import evidence, journey, network
from ketamine_viz.journey import thread
from ketamine_viz.network.figures.over_hours import place
from ketamine_viz.network.hours import (
    DAY_H,
    LAST_H,
    MOST_BLOCK,
    SIGNALS,
    STRETCHES_H,
    drive,
    regimens,
    unroll,
)
from ketamine_viz.network.hours_words import clock, finding, label, round_up
from ketamine_viz.network.scan_marks import any_imaging, marks
from ketamine_viz.network.schematic import groups

IDS = [r.id for r in regimens()]
MEASURES = [*(g.id for g in groups()), *SIGNALS]
CHANGES = {
    "regimen": "s_nose84",
    "measure": "mean_z",
    "selectivity": 0.5,
    "brain": "healthy",
    "grows": False,
}


@pytest.fixture(scope="module")
def panel():
    return network.over_hours()


# -- the joints ------------------------------------------------------------------------


def test_the_cap_is_that_of_the_thread():
    assert MOST_BLOCK == thread.MOST_BLOCK


def test_every_way_and_form_that_is_drawn_is_offered():
    shown = [row["id"] for row in evidence.rows("routes/studied_regimens") if row["shown"] == "yes"]
    assert sorted(IDS) == sorted(shown)
    assert {r.route for r in regimens()} >= {
        "iv_infusion",
        "im",
        "sc",
        "intranasal",
        "oral",
        "sublingual",
        "film",
    }


@pytest.mark.parametrize("at_h", [0.5, 2.0, 24.0, 168.0])
def test_the_curve_is_the_journey(at_h):
    """The same dose through the thread of the whole suite gives the same state."""
    regimen = next(r for r in regimens() if r.id == "rac_iv40")
    trip = journey.run([regimen.dose()], hours=LAST_H, depression=1.0)
    expected = trip.network(at_h).measures["sgacc_dmn_z"]
    assert unroll().at(at_h) == pytest.approx(expected, abs=0.006)  # straight lines between drawn times


@pytest.mark.parametrize("regimen", IDS)
def test_block_rises_and_goes_and_plasticity_lags(regimen):
    given_ = drive(regimen)
    assert np.all(given_.low <= given_.block)
    assert np.all(given_.block <= given_.high)
    assert given_.high.max() <= MOST_BLOCK
    assert given_.block[0] == pytest.approx(0, abs=0.25 if "push" in regimen else 1e-9)
    assert np.interp(48.0, given_.time_h, given_.block) < 0.01
    assert given_.time_h[given_.plasticity.argmax()] > given_.time_h[given_.block.argmax()] + 4
    assert given_.plasticity.min() >= 0
    assert given_.plasticity.max() <= 1


def test_plasticity_a_day_after_the_usual_drip_is_as_stated():
    given_ = drive("rac_iv40")
    assert np.interp(DAY_H, given_.time_h, given_.plasticity) == pytest.approx(0.6, abs=0.01)


# -- the curve -------------------------------------------------------------------------


@settings(deadline=None, max_examples=15)
@given(st.sampled_from(IDS), st.sampled_from(MEASURES), st.sampled_from([0.3, 1 / 3, 0.5, 1.0]),
       st.sampled_from(["healthy", "depressed"]))  # fmt: skip
def test_the_span_holds_the_curve_and_the_start(regimen, measure, selectivity, brain):
    found = unroll(regimen, measure, selectivity, brain)
    known = np.isfinite(found.low)
    assert np.all(found.low[known] <= found.value[known] + 1e-9)
    assert np.all(found.value[known] <= found.high[known] + 1e-9)
    if "push" not in regimen:
        assert found.value[0] == pytest.approx(found.before, abs=1e-6)


def test_without_plasticity_nothing_is_left_after_two_days():
    for measure in MEASURES:
        assert unroll(measure=measure, grows=False).way(48.0) == "no_change"


def test_the_link_of_the_mood_hub_turns_round():
    found = unroll()
    assert (found.way(found.peak_h), found.way(DAY_H)) == ("increase", "decrease")
    assert unroll(selectivity=1.0).way(found.peak_h) == "decrease"


def test_signals_know_the_block_alone():
    for measure in SIGNALS:
        one, other = unroll(measure=measure, brain="healthy", grows=False), unroll(measure=measure)
        assert np.array_equal(one.value, other.value)


def test_a_signal_between_its_steps_is_near_the_full_answer():
    found = unroll(measure="alpha_power")
    k = int(found.given.block.argmax())
    exact = network.simulate(block=float(found.given.block[k])).band_power["alpha"]
    before = network.simulate(block=0.0).band_power["alpha"]
    assert found.value[k] == pytest.approx(100 * (exact / before - 1), abs=0.3)


def test_a_state_that_is_no_result_leaves_a_gap(monkeypatch):
    from ketamine_viz.network import hours

    monkeypatch.setattr(hours, "MOST_BLOCK", 0.5)
    lost = hours.unroll("s_nose84", "mean_z", 0.0, "depressed")
    assert lost.flags == ("high_rate",)
    assert np.isnan(lost.value).any()
    assert lost.way(lost.peak_h) == ""


# -- published marks ---------------------------------------------------------------------


def test_marks_are_rows_for_that_way_form_and_group():
    rows = {row["id"]: row for row in evidence.rows("network/connectivity_effects")}
    found = marks("mean_z", "iv_infusion", "racemic", "healthy", "0.5 mg/kg over 40 min")
    assert {m.ref for m in found} >= {"driesen2013", "anticevic2015", "forsyth2020", "kraus2020"}
    for mark in found:
        row = rows[mark.id]
        assert row["role"] == "drug_effect"
        assert row["population"] == "healthy"
        assert mark.direction == row["signed_direction"]
        assert (mark.n, mark.time_h) == (row["n"], row["time_after_dose_h"])


@pytest.mark.parametrize("regimen", [r for r in regimens() if r.route not in ("iv_infusion", "oral")])
def test_ways_without_scans_carry_no_mark(regimen):
    for measure in MEASURES:
        for brain in ("healthy", "depressed"):
            assert unroll(regimen.id, measure, brain=brain).marks == ()
    assert not any_imaging(regimen.route, regimen.form)


def test_an_other_dose_and_a_missing_control_are_told():
    (siegel,) = marks("sgacc_dmn_z", "iv_infusion", "racemic", "depressed", "0.5 mg/kg over 40 min")
    assert (siegel.ref, siegel.alike, siegel.open_label) == ("siegel2021", False, True)


def test_no_hour_no_place():
    (mouth,) = marks("alpha_power", "oral", "racemic", "depressed")
    assert mouth.time_h is None
    assert unroll("rac_oral", "alpha_power").imaged == ()


# -- the panel -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


@pytest.mark.parametrize("regimen", ["s_nose84", "rac_sc", "rac_under", "s_film", "r_iv60"])
def test_a_way_without_scans_says_so_on_the_picture_and_in_words(panel, regimen):
    panel.set(regimen=regimen)
    assert panel._canvas.picture.head.get_text().startswith("Predicted from blood level only")
    assert "Predicted from blood level only" in panel.alt


@pytest.mark.parametrize("regimen", IDS)
def test_model_not_data_is_said(panel, regimen):
    panel.set(regimen=regimen)
    assert "Model, not data" in panel.alt
    assert any(text.get_text() == "model, not data" for text in panel._canvas.figure.texts)


def test_words_equal_what_is_drawn(panel):
    panel.set(measure="mean_z", brain="healthy")
    result = panel.result
    assert f"({result.before:.2f} → {result.at(result.peak_h):.2f})" in panel.alt
    for mark in result.imaged:
        assert evidence.cite(mark.ref) in panel.alt
    picture = panel._canvas.picture
    bottom, _, top = (float(text.get_text().replace("−", "-")) for text in picture.numbers)
    drawn = bottom + np.asarray(picture.curve.get_ydata()) * (top - bottom)
    assert drawn == pytest.approx(result.value)
    assert np.asarray(picture.curve.get_xdata()) == pytest.approx(place(result.given.time_h))


def test_time_runs_forward_without_a_gap():
    times = np.linspace(0, LAST_H, 500)
    assert np.all(np.diff(place(times)) > 0)
    assert place(STRETCHES_H[-1]) == 1


def test_the_prediction_is_computed(panel):
    fresh = network.over_hours()
    fresh.guess("increase")
    assert "What came out: Below the start" in fresh.status
    assert "put in by hand" in fresh.status


def test_cards_open_for_each_mark_and_for_the_joints(panel):
    panel.set(measure="mean_z", brain="healthy")
    for mark in panel.result.marks:
        panel.open_card(mark.id)
        assert evidence.cite(mark.ref) in panel.card.html.replace("&amp;", "&")
    panel.open_card("joints")
    assert "assumption" in panel.card.html


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(
    "values",
    [{}, {"measure": "mean_z", "brain": "healthy"}, {"regimen": "s_film", "measure": "lempel_ziv"},
     {"regimen": "rac_oral", "measure": "alpha_power"}, {"measure": "gamma_power", "brain": "healthy"},
     {"selectivity": 1.0, "measure": "habenula_vta_r"}, {"measure": "dmn_within_z", "brain": "healthy"},
     {"regimen": "r_sc", "measure": "dmn_frontoparietal_z"}],
)  # fmt: skip
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []


def test_the_title_always_fits():
    for measure in MEASURES:
        for brain in ("healthy", "depressed"):
            for selectivity in (0.3, 0.44, 1.0):
                for grows in (True, False):
                    assert len(finding(unroll("rac_iv40", measure, selectivity, brain, grows))) <= 97


@pytest.mark.parametrize(
    ("name", "told"),
    [("regimen", "a spoonful"), ("measure", "happiness"), ("brain", "tired"), ("grows", "yes")],
)
def test_bad_arguments_are_named(name, told):
    with pytest.raises(ValueError, match=f"{name}={told!r}.*allowed"):
        unroll(**{name: told})
    with pytest.raises(ValueError, match=r"selectivity=2.*allowed"):
        unroll(selectivity=2)


def test_words_for_times_and_ends():
    assert clock(0.5) == "30 min"
    assert round_up(21.0) == 30
    assert label("alpha_power") == "Alpha power"


def test_a_redraw_is_quick(panel, quickest_redraw):
    assert quickest_redraw(panel, "selectivity", [0.3, 1 / 3, 0.36]) < 0.06
