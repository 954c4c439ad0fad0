"""A studied regimen on the stepped axis: its numbers are the rooms' own, and what was not studied is not drawn."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.journey import stretch
from ketamine_viz.journey.followed import BLOCKERS, NODES, Knobs, followed
from ketamine_viz.journey.plans import USUAL, plan, plans
from ketamine_viz.journey.readings import readings, same, scores
from ketamine_viz.journey.surety import LEVELS, surety
from ketamine_viz.network.batch import simulate_many

PLANS = tuple(plans())


def test_every_studied_regimen_and_every_studied_course_is_a_plan():
    singles = {one.id for one in kv.routes.studied()}
    courses = {
        row["id"] for row in evidence.rows("psychological/mood_courses") if len(row["given_days"].split()) > 1
    }
    assert set(PLANS) == singles | courses
    assert all(one.refs for one in plans().values())
    assert all("mg" not in one.short for one in plans().values())
    assert len({one.words for one in plans().values()}) == len(PLANS)


@pytest.mark.parametrize("bad", ["rac_iv41", "", None, 7, "x" * 500])
def test_an_unknown_plan_is_refused_in_short(bad):
    with pytest.raises(ValueError, match="is not a studied regimen here; allowed: rac_iv40"):
        plan(bad)


def test_the_axis_rises_in_equal_steps():
    assert np.array_equal(stretch.place(stretch.STOPS_H), np.arange(16.0))
    assert len(stretch.TICKS) == len(stretch.STOPS)
    for starts in ([0.0], [0.0, 84.0, 168.0]):
        times = stretch.times(starts)
        assert times[0] == 0
        assert times[-1] == stretch.LAST_H
        assert np.all(np.diff(times) > 0)
        assert set(starts) <= set(times.tolist())


@pytest.mark.parametrize("key", ["rac_iv40", "s_film", "drips4"])
def test_numbers_are_the_rooms_own(key):
    found = followed(key, Knobs())
    doses = plan(key).doses
    course = kv.routes.simulate(list(doses), times_h=found.molecules.time_h)
    assert np.array_equal(found.molecules.ng_per_ml, course.ng_per_ml["ketamine"])
    share = kv.molecular.occupancy(course)
    for mine, theirs in (("block", share.block), ("low", share.low), ("high", share.high)):
        assert np.allclose(getattr(found.molecules, mine), 100 * theirs["interneuron"])
    trip = kv.journey.run(doses, times_h=found.molecules.time_h, draws=40, points=90)
    k = stretch.STOPS_H.index(24.0)
    blocks = [0.0, round(trip.block(24.0), 3)]
    state = simulate_many(blocks, 1 / 3, 0.0, [0.0, round(trip.plasticity(24.0), 3)])
    change = (state.fc[1] - state.fc[0])[np.triu_indices(18, 1)]
    assert found.brain.up[k] == (change >= 0.02).sum()
    assert found.brain.down[k] == (change <= -0.02).sum()
    for node in NODES:
        band = trip.molecular.effect(node)
        at = np.interp(found.molecules.time_h, trip.molecular.time_h, band.mid)
        scale = found.molecules.cascade[node].mid / np.where(np.abs(at) > 1e-6, at, np.nan)
        assert np.nanstd(scale) < 1e-6 * np.nanmean(scale)


def test_a_hundred_is_the_most_after_the_usual_drip():
    for node in NODES:
        assert followed(USUAL, Knobs()).molecules.cascade[node].mid.max() == pytest.approx(100, rel=0.02)


@pytest.mark.parametrize("key", PLANS)
def test_mood_is_drawn_only_where_a_controlled_trial_stands_behind_it(key):
    found = followed(key, Knobs())
    told = readings(found, 24.0)["mood"]
    trials = kv.psychological.mood_studies(
        [kv.Dose(d.form, d.route, d.mg, d.over_min, d.at_h) for d in found.plan.doses]
    ) if all(d.over_min for d in found.plan.doses) else found.mood.trials  # fmt: skip
    assert (found.mood.madrs_active is not None) == bool(found.mood.trials)
    assert bool(trials) == found.mood.studied
    assert (told.kind == "not studied") == (not found.mood.studied)
    for _, drug, control in scores(found):
        assert np.nanmin(drug) > 0
        assert np.nanmax(control) < 60


@pytest.mark.parametrize("blocker", [one for one in BLOCKERS if one != "none"])
def test_a_blocker_changes_the_cascade_alone(blocker):
    plain, found = followed(USUAL, Knobs()), followed(USUAL, Knobs(blocker))
    alike = same(found, plain)
    assert alike["blood"]
    assert alike["receptors"]
    assert alike["experience"]
    assert not alike["cascade"]
    assert (found.brain, found.mood) == (None, None)
    told = readings(found, 24.0)
    assert told["brain"].kind == told["mood"].kind == "stopped"
    assert "data, not a model" in told["mood"].doubt


@pytest.mark.parametrize(
    ("knobs", "changed"),
    [
        (Knobs(selectivity=1.0), {"brain"}),
        (Knobs(depressed=True), {"brain"}),
        (Knobs(setting="saline"), {"mood"}),
        (Knobs(), set()),
    ],
)
def test_what_changes_and_what_does_not(knobs, changed):
    alike = same(followed(USUAL, knobs), followed(USUAL, Knobs()))
    assert {level for level in LEVELS if not alike[level]} == changed


def test_before_the_dose_nothing_has_moved():
    for key in ("rac_iv40", "rac_push"):
        told = readings(followed(key, Knobs()), 0.0)
        assert told["blood"].said == "0 ng/mL of ketamine"
        assert told["brain"].said == "0 links up, 0 down"


def test_after_the_last_trial_it_is_said():
    assert "beyond all data" in readings(followed(USUAL, Knobs()), 2016.0)["mood"].doubt


def test_how_sure_is_counted_and_sinks_down_the_chain():
    found = surety()
    edges = evidence.rows("molecular/cascade_edges")
    assert found["cascade"].people == sum("human" in row["species"] for row in edges)
    assert found["cascade"].rows == len(edges)
    chain = [found[level].left for level in ("blood", "receptors", "cascade", "brain")]
    assert all(above > below for above, below in itertools.pairwise(chain))
    assert chain[2] == pytest.approx(found["blood"].share * found["receptors"].share * found["cascade"].share)
    assert found["experience"].left == found["mood"].left == 1


@pytest.mark.parametrize("bad", [{"blocker": "tea"}, {"setting": 3}, {"selectivity": 0.2}, {"depressed": 1}])
def test_bad_knobs_are_named(bad):
    with pytest.raises(ValueError, match=f"{next(iter(bad))}=.*allowed"):
        Knobs(**bad)
