"""The model's front door: what it answers, what it refuses, and when it has nothing to say."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz.psychological import mood_studies
from ketamine_viz.psychological.mood import constants
from ketamine_viz.psychological.mood.run import simulate
from ketamine_viz.psychological.mood.weights import weight

DRIP = kv.Dose("racemic", "iv_infusion", 35.0, 40.0)
SETTINGS = ("saline", "midazolam", "spray_new_antidepressant", "surgical_masking")


def course(count, every_days):
    return [kv.Dose("racemic", "iv_infusion", 35.0, 40.0, 24.0 * every_days * k) for k in range(count)]


def at(curve, mood, day):
    return float(np.interp(day, mood.time_d, curve))


def test_the_public_call_of_the_design():
    mood = kv.psychological.simulate([DRIP], setting="midazolam", pharmacology_share=0.68, days=28)
    assert mood.studied
    assert mood.time_d[-1] == 28
    for band in (mood.madrs_active, mood.madrs_control, mood.response_percent):
        assert band.mid.shape == band.low.shape == band.high.shape == mood.time_d.shape
        assert (band.low <= band.mid + 1e-9).all()
        assert (band.mid <= band.high + 1e-9).all()
    assert at(mood.gap.mid, mood, 1.0) == pytest.approx(-7.5, abs=0.1)
    assert at(mood.response_percent.mid, mood, 1.0) == pytest.approx(42, abs=1)
    assert at(mood.response_control_percent.mid, mood, 1.0) == pytest.approx(17, abs=1)


@pytest.mark.parametrize("setting", SETTINGS)
@given(share=st.floats(0.0, 1.0))
@settings(max_examples=15)
def test_the_share_moves_the_drug_group_alone(setting, share):
    none, some = (simulate([DRIP], setting, s, 14) for s in (0.0, share))
    assert none.madrs_active.mid == pytest.approx(none.madrs_control.mid)
    assert some.madrs_control.mid == pytest.approx(none.madrs_control.mid)
    assert (some.madrs_active.mid <= none.madrs_active.mid + 1e-9).all()
    full = simulate([DRIP], setting, 1.0, 14)
    if full.madrs_active.low.min() > 0:  # no score was held at the end of the scale
        assert some.gap.mid == pytest.approx(share * full.gap.mid, abs=1e-9)


def test_the_control_group_is_as_set():
    for name, found in constants.settings().items():
        mood = simulate([DRIP], name, 0.5, 28)
        start = constants.fixed().start
        assert start - at(mood.madrs_control.mid, mood, found.at_days) == pytest.approx(found.points, abs=0.1)


@pytest.mark.parametrize(
    "doses",
    [
        [kv.Dose("racemic", "sublingual", 25.0)],
        [kv.Dose("racemic", "oral", 35.0)],
        [kv.Dose("racemic", "iv_infusion", 70.0, 40.0)],
        course(6, 3.5),
        course(12, 2.333),
    ],
)
def test_without_a_controlled_trial_there_is_no_curve(doses):
    mood = simulate(doses)
    assert not mood.studied
    assert mood_studies(doses) == ()
    assert (
        mood.madrs_active is mood.madrs_control is mood.gap is mood.response_percent is mood.relapse_d is None
    )


@pytest.mark.parametrize(
    ("count", "every", "control", "drug"), [(4, 3.5, -5.7, -18.4), (6, 2.333, -3.1, -17.7)]
)
def test_the_two_spacings_of_one_trial_keep_their_own_control_group(count, every, control, drug):
    (trial,) = mood_studies(course(count, every))
    assert trial.ref == "singh2016a"
    assert (trial.control[0], trial.drug[0]) == (control, drug)


def test_strength_is_exposure_over_that_of_the_usual_drip():
    assert weight(DRIP) == 1.0
    assert weight(kv.Dose("esketamine", "intranasal", 84.0)) == 1.0
    assert weight(kv.Dose("racemic", "intranasal", 50.0)) == pytest.approx(0.40, abs=0.02)
    assert weight(kv.Dose("racemic", "iv_infusion", 45.0, 40.0), weight_kg=90.0) == 1.0
    late = kv.Dose("racemic", "iv_infusion", 35.0, 40.0, 240.0)
    assert weight(late) == 1.0


def test_training_after_one_drip_keeps_more():
    plain, trained = simulate([DRIP], days=30), simulate([DRIP], days=30, training=(1, 5))
    assert at(trained.gap.mid, trained, 30) < at(plain.gap.mid, plain, 30) < 0
    assert trained.relapse_d.mid > plain.relapse_d.mid
    assert trained.training == (1.0, 5.0)


def test_relapse_comes_after_the_last_dose_and_is_a_band():
    lost = simulate(course(6, 2.333)).relapse_d
    assert 0 < lost.low < lost.mid < lost.high < math.inf


def test_doses_in_any_order_and_from_any_hour_are_the_same_course():
    later = [kv.Dose("racemic", "iv_infusion", 35.0, 40.0, 48.0 + d.at_h) for d in course(4, 3.5)]
    one, other = simulate(course(4, 3.5)), simulate(later[::-1])
    assert one.madrs_active.mid == pytest.approx(other.madrs_active.mid)


def test_scores_stay_on_the_scale():
    sprays = [kv.Dose("esketamine", "intranasal", 84.0, at_h=84.0 * k) for k in range(8)]
    mood = simulate(sprays, "spray_new_antidepressant", 1.0, 28)
    assert mood.madrs_active.low.min() >= 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"doses": []}, r"doses=\[\].*at least one"),
        ({"doses": ["35 mg"]}, r"'35 mg'.*no Dose"),
        ({"setting": "sugar"}, r"setting='sugar'.*saline, midazolam"),
        ({"pharmacology_share": 1.2}, r"pharmacology_share=1\.2.*0 to 1"),
        ({"pharmacology_share": -0.15}, r"pharmacology_share=-0\.15.*0 to 1"),
        ({"pharmacology_share": True}, r"pharmacology_share=True.*0 to 1"),
        ({"pharmacology_share": math.nan}, r"pharmacology_share=nan.*0 to 1"),
        ({"days": -1}, r"days=-1.*above 0"),
        ({"days": 0}, r"days=0 .*above 0"),
        ({"days": 400}, r"days=400.*up to 365"),
        ({"days": "28"}, r"days='28'.*above 0"),
        ({"training": 4}, r"training=4.*pair"),
        ({"training": (5, 1)}, r"training=\(5, 1\).*rising"),
        ({"training": (-1, 3)}, r"training=-1.*0 to 365"),
        ({"weight_kg": 0}, r"weight_kg=0.*positive"),
    ],
)
def test_errors_name_argument_value_and_what_is_allowed(change, words):
    with pytest.raises(ValueError, match=words):
        simulate(**{"doses": [DRIP], **change})


def test_moving_the_share_is_quick():
    """Under 20 ms of processor time: less than drawing takes."""
    simulate(course(8, 3.5), days=90)
    spent = []
    for share in (0.1, 0.3, 0.5, 0.7, 0.9):
        start = time.process_time()
        simulate(course(8, 3.5), pharmacology_share=share, days=90)
        spent.append(time.process_time() - start)
    assert min(spent) < 0.02
