from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import hypothesis.extra.numpy as npst
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz.molecular.constants import POOLS, constants
from ketamine_viz.molecular.receptor import half_occupying

FORMS = (
    "s_ketamine",
    "r_ketamine",
    "s_norketamine",
    "r_norketamine",
    "s_hydroxynorketamine",
    "r_hydroxynorketamine",
)


def course(time_h, **levels):
    return SimpleNamespace(time_h=np.asarray(time_h, float), ng_per_ml=levels)


levels = npst.arrays(float, 6, elements=st.floats(0, 1e5))
TIMES = np.array([0, 0.25, 1, 4, 24, 96.0])


@given(**dict.fromkeys(FORMS, levels))
def test_block_stays_between_nothing_and_all(**given_levels):
    found = kv.molecular.occupancy(course(TIMES, **given_levels))
    for pool in POOLS:
        low, middle, high = found.low[pool], found.block[pool], found.high[pool]
        assert np.all((low >= 0) & (high <= 1))
        assert np.all(low <= middle + 1e-12)
        assert np.all(middle <= high + 1e-12)


@given(levels, st.sampled_from(FORMS), st.floats(1.01, 50))
def test_more_of_any_form_never_blocks_less(level, form, factor):
    base = {"s_ketamine": np.full(6, 20.0), form: level}
    more = {**base, form: level * factor}
    before, after = (kv.molecular.occupancy(course(TIMES, **one)) for one in (base, more))
    for pool in POOLS:
        assert np.all(after.block[pool] >= before.block[pool] - 1e-12)
        assert np.all(after.high[pool] >= before.high[pool] - 1e-12)


def test_zero_dose_gives_zero():
    found = kv.molecular.occupancy(course(TIMES, s_ketamine=np.zeros(6), r_ketamine=np.zeros(6)))
    for pool in POOLS:
        assert not found.block[pool].any()
        assert not found.high[pool].any()


def test_very_much_blocks_nearly_all():
    found = kv.molecular.occupancy(course([0, 1], s_ketamine=[1e9, 1e9]))
    assert all(found.block[pool][0] > 0.999 for pool in POOLS)


def test_the_arithmetic_of_row_a057_comes_out():
    """185 ng/mL of racemate and the in vivo anchor give the 23 % of the table, which is not a measurement."""
    row = next(r for r in kv.evidence.rows("molecular/receptor_affinity") if r["id"] == "a057")
    assert row["qualifier"] == "computed"
    found = kv.molecular.occupancy(course([0.67], s_ketamine=[92.5], r_ketamine=[92.5]))
    assert 100 * found.block["interneuron"][0] == pytest.approx(row["value"], abs=1)
    # The range that the notebook names: every constant at one end.
    assert [round(100 * share) for share in found.peak("interneuron")] == [13, 23, 47]


def test_equal_parts_of_both_forms_give_the_racemate_back():
    using = constants()
    for ligand in ("ketamine", "norketamine"):
        s_form, r_form = (half_occupying(ligand, form, "interneuron", using) for form in "sr")
        assert 0.5 / s_form + 0.5 / r_form == pytest.approx(1 / using.potency[ligand][1])
        assert r_form / s_form == pytest.approx(using.stereo[ligand])


def test_s_ketamine_blocks_more_than_r_ketamine():
    s_form, r_form = (kv.molecular.occupancy(course([0], **{f"{form}_ketamine": [100.0]})) for form in "sr")
    assert s_form.block["interneuron"][0] > 2 * r_form.block["interneuron"][0]


def test_magnesium_shields_receptors_at_rest():
    found = kv.molecular.occupancy(course([0], s_ketamine=[100.0]))
    assert found.block["resting"][0] < found.block["interneuron"][0]
    assert found.block["extrasynaptic"][0] < found.block["evoked"][0]


def test_the_habenula_lets_go_slowly():
    level = [100.0, 100.0, 0.0, 0.0, 0.0]
    found = kv.molecular.occupancy(course([0, 1, 2, 26, 50], s_ketamine=level))
    trapped = found.block["habenula"]
    assert found.block["interneuron"][2] == 0
    half_life = constants().release_half_life[1]
    assert trapped[3] / trapped[2] == pytest.approx(0.5 ** (24 / half_life))
    assert np.all(np.diff(trapped[1:]) < 0)


def test_weeks_do_not_overflow():
    time = np.linspace(0, 24 * 7 * 60, 500)
    found = kv.molecular.occupancy(course(time, s_ketamine=100 * np.exp(-time)))
    assert np.all(np.isfinite(found.high["habenula"]))
    assert found.block["habenula"][-1] < 1e-6


def test_a_real_course_is_taken_as_it_is():
    dose = kv.Dose(form="racemic", route="iv_infusion", mg=35.0, over_min=40.0, at_h=0.0)
    real = kv.routes.simulate([dose], hours=24.0)
    found = kv.molecular.occupancy(real)
    assert found.time_h.shape == found.block["interneuron"].shape
    low, middle, high = found.peak("interneuron")
    assert 0 < low < middle < high < 1
    assert found.block["interneuron"][0] == 0


def test_constants_can_be_replaced():
    tight = replace(constants(), pool={**constants().pool, "evoked": (0.1, 0.1, 0.1)})
    level = course([0], s_ketamine=[50.0])
    assert (
        kv.molecular.occupancy(level, tight).block["evoked"][0]
        > kv.molecular.occupancy(level).block["evoked"][0]
    )


@pytest.mark.parametrize(
    ("time", "given_levels", "words"),
    [
        (
            [0, 1],
            {"ketamine": [1, 2]},
            r"ng_per_ml holds \['ketamine'\]; allowed: at least one of s_ketamine",
        ),
        ([0, 1], {"s_ketamine": [1]}, r"s_ketamine of shape \(1,\)"),
        ([0, 1], {"s_ketamine": [1, -2]}, "s_ketamine reaches"),
        ([0, 1], {"s_ketamine": [1, np.nan]}, "s_ketamine reaches"),
        ([1, 0], {"s_ketamine": [1, 1]}, "time_h of shape"),
        ([[0, 1]], {"s_ketamine": [1, 1]}, "time_h of shape"),
    ],
)
def test_bad_courses_are_named(time, given_levels, words):
    with pytest.raises(ValueError, match=words):
        kv.molecular.occupancy(course(time, **given_levels))


def test_an_unknown_pool_is_named():
    found = kv.molecular.occupancy(course([0], s_ketamine=[1.0]))
    with pytest.raises(ValueError, match="pool='interneurons' is unknown; allowed: interneuron"):
        found.peak("interneurons")
