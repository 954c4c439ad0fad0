"""A dose refuses what cannot be a dose, and says what is allowed."""

from __future__ import annotations

import math
import pickle
from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from ketamine_viz import Dose
from ketamine_viz.routes.dose import ROUTES
from ketamine_viz.routes.regimens import largest_studied_mg, studied

GOOD = {"form": "racemic", "route": "iv_infusion", "mg": 35.0, "over_min": 40.0}


def test_the_dose_of_the_textbook():
    dose = Dose(**GOOD, at_h=0.0)
    assert (dose.mg, dose.over_min, dose.at_h, dose.release_h) == (35.0, 40.0, 0.0, None)
    assert dose.ends_h == pytest.approx(40 / 60)
    with pytest.raises(FrozenInstanceError):
        dose.mg = 70.0


def test_it_can_be_copied_and_stored():
    dose = Dose(**GOOD)
    assert pickle.loads(pickle.dumps(dose)) == dose
    assert replace(dose, mg=np.float64(70)).mg == 70.0
    assert type(replace(dose, mg=np.float64(70)).mg) is float
    assert hash(dose) == hash(Dose(**GOOD))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"form": "ketamine"}, "form='ketamine' is not allowed; allowed: racemic, esketamine, arketamine"),
        ({"form": None}, "form=None is not allowed"),
        ({"route": "nose"}, "route='nose' is not allowed; allowed: iv_infusion, iv_bolus, im"),
        ({"route": "IV_infusion"}, r"\(nearest: iv_infusion\)"),
        ({"mg": 0}, "mg=0 is out of range; allowed: a number above 0"),
        ({"mg": -5.0}, "mg=-5.0 is out of range"),
        ({"mg": math.nan}, "mg=nan is out of range"),
        ({"mg": math.inf}, "mg=inf is out of range"),
        ({"mg": 1e12}, "ten times the largest dose studied by this route"),
        ({"mg": 10**400}, "is out of range"),
        ({"mg": "35"}, "mg='35' is not a number"),
        ({"mg": None}, "mg=None is not a number"),
        ({"mg": True}, "mg=True is not a number"),
        ({"over_min": 0}, "over_min=0 is out of range; allowed: minutes above 0"),
        ({"over_min": None}, "over_min=None is not a number; allowed: minutes above 0"),
        ({"over_min": -40}, "over_min=-40 is out of range"),
        ({"over_min": math.inf}, "over_min=inf is out of range"),
        ({"at_h": -1}, "at_h=-1 is out of range; allowed: a finite number of hours from 0"),
        ({"at_h": math.nan}, "at_h=nan is out of range"),
        ({"release_h": 8.0}, "release_h=8.0 is not allowed with route='iv_infusion'; allowed: None"),
        ({"route": "oral"}, "over_min=40.0 is not allowed with route='oral'; allowed: None"),
        ({"route": "oral", "over_min": None, "release_h": 0}, "release_h=0 is out of range"),
        ({"minutes": 40}, "minutes=40 is not a field of Dose; allowed: form, route, mg, over_min"),
    ],
)
def test_bad_input_names_argument_value_and_what_is_allowed(change, words):
    with pytest.raises(ValueError, match=words):
        Dose(**{**GOOD, **change})


@pytest.mark.parametrize("route", ROUTES)
def test_only_more_than_ten_times_the_largest_studied_dose_is_refused(route):
    over = 40.0 if route == "iv_infusion" else None
    limit = 10 * largest_studied_mg(route)
    assert Dose("racemic", route, limit, over).mg == limit
    assert Dose("racemic", route, 1e-9, over).mg == 1e-9
    with pytest.raises(ValueError, match="ten times the largest dose"):
        Dose("racemic", route, limit * 1.001, over)


def test_no_time_is_needed_where_there_is_no_infusion():
    assert Dose("racemic", "im", 35.0, over_min=0.0).over_min is None
    assert Dose("racemic", "oral", 40.0, release_h=8).release_h == 8.0


def test_every_studied_regimen_is_a_dose_and_none_is_only_recalled():
    assert {r.route for r in studied()} == set(ROUTES)
    for regimen in studied():
        assert (regimen.mg is None) != (regimen.mg_per_kg is None), regimen.id
        assert regimen.dose().mg == pytest.approx(regimen.milligrams())
