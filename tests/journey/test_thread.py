"""One course of doses in, every level out, through the stated joints."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz.journey.thread import MOST_BLOCK


def dose(mg=35.0, **other):
    return kv.Dose(
        **{"form": "racemic", "route": "iv_infusion", "mg": mg, "over_min": 40.0, "at_h": 0.0} | other
    )


def test_the_levels_are_the_rooms_own():
    trip = kv.journey.run([dose()], hours=24.0)
    alone = kv.routes.simulate([dose()], times_h=trip.course.time_h)
    assert np.array_equal(trip.course.ng_per_ml["ketamine"], alone.ng_per_ml["ketamine"])
    assert np.array_equal(
        trip.receptors.block["interneuron"], kv.molecular.occupancy(alone).block["interneuron"]
    )
    cascade = kv.molecular.simulate(alone, hours=24.0)
    assert np.array_equal(trip.molecular["mtorc1"].mid, cascade["mtorc1"].mid)
    assert np.array_equal(trip.molecular.block["interneuron"], cascade.block["interneuron"])
    at = float(alone.time_h[40])
    growth = round(trip.plasticity(at), 3)
    assert (
        trip.network(at).rates_hz
        == kv.network.simulate(block=round(trip.block(at), 3), plasticity=growth).rates_hz
    )
    mood = kv.psychological.simulate([dose()], setting="midazolam", pharmacology_share=0.68)
    assert np.array_equal(trip.psychological.madrs_active.mid, mood.madrs_active.mid)
    assert trip.mood_points.ref == "wilkinson2018a"


def test_block_is_the_cascades_own_at_its_times():
    trip = kv.journey.run([dose()], hours=48.0)
    for k in (5, 40, 120):
        at = float(trip.molecular.time_h[k])
        assert trip.block(at) == pytest.approx(float(trip.molecular.block["interneuron"][k]), abs=1e-4)


def test_the_cascade_is_computed_once_and_only_when_asked_for():
    trip = kv.journey.run([dose()], hours=2.0)
    assert "molecular" not in vars(trip)
    assert trip.molecular is trip.molecular
    assert trip.drug_alone is trip.molecular


def test_a_blocker_stops_at_the_molecular_level():
    alone, blocked = (
        kv.journey.run([dose()], hours=48.0, interventions=names, draws=20) for names in ((), ["rapamycin"])
    )
    assert blocked.stops_at_molecular
    assert blocked.molecular["mtorc1"].mid.max() < 0.7 * alone.molecular["mtorc1"].mid.max()
    assert blocked.plasticity(24.0) == alone.plasticity(24.0)
    assert blocked.network(24.0).rates_hz == alone.network(24.0).rates_hz
    assert np.array_equal(blocked.psychological.gap.mid, alone.psychological.gap.mid)


def test_experience_follows_the_blood_where_rows_support_it():
    trip = kv.journey.run([dose()], hours=24.0)
    peak = trip.experience(2 / 3)
    assert peak.dissociation_high == pytest.approx(100, abs=0.5)
    assert (peak.pressure_low, peak.pressure_high) == pytest.approx((3.28, 12.61), abs=0.1)
    later = trip.experience(2.0)
    assert 0 <= later.dissociation_low <= later.dissociation_high < peak.dissociation_high
    assert kv.journey.run([dose(route="im", over_min=None)], hours=2.0).experience(1.0) is None
    under = kv.Dose(form="racemic", route="sublingual", mg=10.0)
    found = kv.journey.run([under], hours=2.0).experience(1.0)
    assert (found.dissociation_low, found.dissociation_high, found.pressure_is) == (None, None, "no")


def test_repeated_doses_are_followed_for_a_week_after_the_last():
    trip = kv.journey.run([dose(), dose(at_h=84.0)], draws=20)
    assert trip.course.time_h[-1] == pytest.approx(84 + 2 / 3 + 168)
    assert trip.block(84.6) == pytest.approx(trip.block(0.6), rel=0.05)
    assert trip.plasticity(108.0) > trip.plasticity(83.0)


def test_block_never_leaves_the_network_models_range():
    trip = kv.journey.run([dose(mg=300.0, route="iv_bolus", over_min=None)], hours=4.0)
    assert trip.block(0.05) > MOST_BLOCK
    assert trip.network(0.05).block == MOST_BLOCK


def test_growth_of_synapses_reaches_the_brain_a_day_later_and_fades():
    trip = kv.journey.run([dose()])
    assert trip.plasticity(0.0) == 0
    assert trip.plasticity(24.0) == pytest.approx(0.6, abs=1e-3)  # the reference dose, by definition
    assert trip.plasticity(24.0) > trip.plasticity(168.0) > 0
    assert trip.network(24.0).plasticity == pytest.approx(trip.plasticity(24.0), abs=5e-4)
    assert trip.network(0.0).rates_hz == kv.network.simulate(block=0.0).rates_hz
    with pytest.raises(ValueError, match="at_h=169"):
        trip.plasticity(169.0)


def test_mood_is_handed_on_only_for_a_studied_regimen():
    assert kv.journey.run([dose()], hours=2.0).psychological.studied
    assert not kv.journey.run([dose(mg=36.8)], hours=2.0).psychological.studied
    assert not kv.journey.run([dose(route="im", over_min=None)], hours=2.0).psychological.studied
    two = kv.journey.run([dose(), dose(at_h=48.0)], hours=72.0)
    assert (two.psychological.studied, two.psychological.madrs_active, two.mood_points) == (False, None, None)


def test_weight_decides_whether_it_is_the_studied_dose():
    assert kv.journey.run([dose(mg=30.0)], weight_kg=60.0, hours=2.0).psychological.studied


def test_knobs_reach_the_brain():
    even = kv.journey.run([dose()], hours=2.0, selectivity=1.0).network(0.66)
    chosen = kv.journey.run([dose()], hours=2.0).network(0.66)
    assert even.selectivity == 1.0
    assert even.measures["dmn_rate_hz"] < chosen.measures["dmn_rate_hz"]
    assert kv.journey.run([dose()], hours=2.0, depression=1.0).network(0.0).depression == 1.0


@settings(max_examples=15, deadline=None)
@given(st.floats(1.0, 70.0))
def test_more_drug_never_blocks_less(mg):
    less, more = (kv.journey.run([dose(mg=amount)], hours=3.0) for amount in (mg, 1.5 * mg))
    for at in (0.2, 0.7, 2.9):
        assert more.block(at) >= less.block(at)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"hours": 0.0}, "hours=0.0"),
        ({"hours": math.nan}, "hours=nan"),
        ({"weight_kg": 0.0}, "weight_kg"),
        ({"preset": "capillary"}, "preset"),
        ({"selectivity": 1.5}, "selectivity"),
        ({"depression": -1.0}, "depression"),
        ({"setting": "tea"}, "setting='tea'"),
        ({"days": 0}, "days=0"),
        ({"days": math.nan}, "days=nan"),
        ({"interventions": "rapamycin"}, "interventions='rapamycin'"),
        ({"interventions": ["tea"]}, "interventions='tea'"),
        ({"hypotheses": ["core"]}, "hypotheses"),
        ({"hours": 3000.0}, "hours=3000"),
        ({"times_h": []}, "times_h"),
        ({"times_h": [2.0, 1.0]}, "times_h"),
    ],
)
def test_bad_arguments_are_named(change, words):
    with pytest.raises(ValueError, match=words):
        kv.journey.run([dose()], **{"hours": 2.0} | change)


def test_no_doses_are_refused():
    with pytest.raises(ValueError, match="doses"):
        kv.journey.run([])


@pytest.mark.parametrize("at", [-1.0, 1000.0, math.nan])
def test_a_time_outside_the_course_is_refused(at):
    with pytest.raises(ValueError, match=r"at_h=.*allowed: 0 to 24 h"):
        kv.journey.run([dose()], hours=24.0).network(at)
