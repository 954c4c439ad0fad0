"""The two-cell lesson: limits, directions, bad input."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz.molecular.panels.two_cells import disinhibition
from ketamine_viz.molecular.two_cells import HIGHEST_UM, REACHES, measured, two_cells

LEVELS = st.floats(0, HIGHEST_UM)


def test_no_drug_changes_nothing():
    for reaches in ("both", "brake", "main"):
        for connected in (True, False):
            assert two_cells(0.0, reaches, connected).change == {"brake": 0.0, "main": 0.0}


@given(LEVELS)
def test_a_silent_brake_frees_the_pyramidal_cell_and_a_cut_one_cannot(level):
    assert two_cells(level, "brake").change["main"] >= 0
    assert two_cells(level, "brake", connected=False).change["main"] == 0
    assert two_cells(level, "main").change["main"] <= 0
    assert two_cells(level, "main").change["brake"] == 0


@given(LEVELS)
def test_activities_are_shares_and_the_line_is_inside_its_band(level):
    found = two_cells(level)
    for cell in ("brake", "main"):
        low, middle, high = found.curves[cell]
        assert 0 <= found.after[cell] <= 1
        assert np.all((low <= middle + 1e-12) & (middle <= high + 1e-12))


@given(LEVELS, LEVELS)
def test_the_brake_only_falls_with_the_concentration(one, other):
    low, high = sorted((one, other))
    assert two_cells(high).after["brake"] <= two_cells(low).after["brake"]


@pytest.mark.parametrize("row", measured(), ids=lambda row: row["id"])
def test_the_constants_were_chosen_to_match_the_four_measured_directions(row):
    level = float(row["dose_text"].split()[0])
    cell = "brake" if row["node"] == "gaba" else "main"
    assert np.sign(two_cells(level).change[cell]) == np.sign(row["value"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((-1.0,), "ketamine_um=-1.0"),
        ((float("nan"),), "ketamine_um=nan"),
        ((True,), "ketamine_um=True"),
        (("1",), "ketamine_um='1'"),
        ((1e3,), "allowed: 0 to 100"),
        ((1.0, "all"), "both"),
    ],
)
def test_bad_input_is_named(arguments, words):
    with pytest.raises(ValueError, match=words):
        two_cells(*arguments)


@pytest.fixture(scope="module")
def panel():
    return disinhibition()


@pytest.mark.parametrize(
    "change",
    [{"ketamine_um": 10.0}, {"ketamine_um": 3.0, "reaches": "main"}, {"connected": False}],
    ids=["level", "reach", "link"],
)
def test_every_control_shows_in_picture_and_words(panel, change, answers):
    answers(panel, change)


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("connected", [False, True])
@pytest.mark.parametrize("reaches", REACHES)
@pytest.mark.parametrize("level", [0.0, 1.0, 3.0, 10.0, 30.0])
def test_words_stay_clear_of_each_other(panel, level, reaches, connected, present, lettering_faults):
    panel.set(ketamine_um=level, reaches=reaches, connected=connected)
    assert lettering_faults(panel, present) == []


def test_the_guess_is_answered_by_the_model(panel):
    panel.guess("less")
    assert "It does more" in panel.alt
