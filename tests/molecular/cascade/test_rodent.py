from __future__ import annotations

import numpy as np
import pytest

import ketamine_viz as kv
from ketamine_viz.molecular.cascade.rodent import bath

HALF_LIFE = {"mouse": 13 / 60, "rat": 0.5}


@pytest.mark.parametrize("species", HALF_LIFE)
def test_one_exponential_with_the_half_life_of_the_species(species):
    course = kv.molecular.rodent(10.0, species)
    level = course.at("s_ketamine", [0.0, HALF_LIFE[species], 2 * HALF_LIFE[species]])
    assert level / level[0] == pytest.approx([1, 0.5, 0.25], rel=2e-3)
    assert course.ng_per_ml["s_ketamine"][0] == pytest.approx(level[0])


def test_levels_go_with_the_dose_and_the_forms_share_it():
    racemic, twice = kv.molecular.rodent(10.0), kv.molecular.rodent(20.0)
    for name, level in racemic.ng_per_ml.items():
        assert twice.ng_per_ml[name] == pytest.approx(2 * level)
    s_only = kv.molecular.rodent(10.0, form="esketamine")
    assert s_only.at("s_ketamine", 0.0) == pytest.approx(2 * racemic.at("s_ketamine", 0.0))
    assert s_only.at("r_ketamine", 0.0) == 0
    metabolite = kv.molecular.rodent(10.0, form="hydroxynorketamine")
    assert metabolite.at("s_ketamine", 0.0) == metabolite.at("r_ketamine", 0.0) == 0
    assert metabolite.at("r_hydroxynorketamine", 0.0) > 0


def test_the_metabolite_comes_from_the_drug_and_goes():
    level = kv.molecular.rodent(10.0).ng_per_ml["r_hydroxynorketamine"]
    assert level[0] == 0
    assert 0 < level.argmax() < 120
    assert level[-1] < 1e-3 * level.max()
    assert level.min() >= 0


def test_thirty_is_gone_after_an_hour_and_ten_disinhibits():
    # What the level was chosen by: lord2013 and gerhard2020.
    thirty = kv.molecular.occupancy(kv.molecular.rodent(30.0))
    at = dict(zip((0.25, 1.0), np.interp([0.25, 1.0], thirty.time_h, thirty.block["resting"]), strict=True))
    assert at[1.0] < 0.15 * thirty.block["resting"].max() < at[0.25]


def test_a_slice_lies_in_the_drug_for_an_hour():
    course = bath(1.0)
    block = kv.molecular.occupancy(course).block["interneuron"]
    assert block[0] == pytest.approx(1 / 2.42, abs=1e-6)
    assert block[course.time_h > 1.01].max() == 0
    slice_ = kv.molecular.rodent(10.0, "slice")
    assert slice_.at("s_ketamine", 0.5) == kv.molecular.rodent(10.0, "mouse").at("s_ketamine", 0.0)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((-1.0,), r"mg_per_kg=-1.0"),
        ((True,), r"mg_per_kg=True"),
        (("ten",), r"mg_per_kg='ten'"),
        ((float("inf"),), r"mg_per_kg=inf"),
        ((10.0, "pig"), r"species='pig' is unknown; allowed: mouse, rat, slice"),
        ((10.0, "mouse", "racemate"), r"form='racemate' is unknown; allowed: racemic"),
    ],
)
def test_bad_input(arguments, words):
    with pytest.raises(ValueError, match=words):
        kv.molecular.rodent(*arguments)


def test_an_unknown_substance():
    with pytest.raises(ValueError, match=r"analyte='ketamine'.*s_ketamine"):
        kv.molecular.rodent(10.0).at("ketamine", 0.0)
