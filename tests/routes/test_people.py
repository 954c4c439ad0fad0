"""Many people: seeded, spread as published, cheap enough."""

from __future__ import annotations

import numpy as np
import pytest

from ketamine_viz import Dose
from ketamine_viz.routes import population, simulate
from ketamine_viz.routes.people import KEPT

DRIP = Dose("racemic", "iv_infusion", 35.0, 40.0)


def test_quantiles_run_in_order_and_around_the_typical_person():
    people = population([DRIP], n=400)
    low, middle, high = (people.quantile(q)["ketamine"] for q in (0.1, 0.5, 0.9))
    assert (low <= middle).all()
    assert (middle <= high).all()
    typical = simulate([DRIP], times_h=people.time_h).ng_per_ml["ketamine"]
    seen = typical > 1
    np.testing.assert_allclose(middle[seen], typical[seen], rtol=0.08)
    assert set(people.quantile(0.5)) == set(simulate([DRIP]).ng_per_ml)
    assert len(people.time_h) <= 205


def test_same_seed_same_people_other_seed_others():
    a, b, c = (population([DRIP], n=50, seed=s).quantile(0.9)["ketamine"] for s in (1, 1, 2))
    np.testing.assert_array_equal(a, b)
    assert not np.array_equal(a, c)


def test_exposure_spreads_as_clearance_does():
    """Exposure is dose over clearance: its spread is that of CL, 16.2 percent."""
    times = np.linspace(0, 200, 801)
    people = population([Dose("esketamine", "iv_infusion", 17.5, 40.0)], n=1000, times_h=times)
    areas = np.trapezoid(people.kept["ketamine"], times, axis=1)
    assert np.log(areas).std() == pytest.approx(np.sqrt(np.log1p(0.162**2)), rel=0.08)


def test_counted_people_agree_with_kept_ones(monkeypatch):
    times = [0.0, 0.5, 2.0, 8.0]
    kept = population([DRIP], n=1000, times_h=times)
    monkeypatch.setattr("ketamine_viz.routes.people.KEPT", 10)
    counted = population([DRIP], n=1000, times_h=times)
    assert counted.kept is None
    assert KEPT == 5000
    for q in (0.0, 0.1, 0.5, 0.9, 1.0):
        for analyte, level in kept.quantile(q).items():
            np.testing.assert_allclose(
                counted.quantile(q)[analyte], level, rtol=0.007, err_msg=f"{analyte} {q}"
            )


@pytest.mark.parametrize("route", ["oral", "film", "sublingual", "im", "sc", "intranasal"])
def test_every_uptake_spreads(route):
    people = population([Dose("esketamine", route, 25.0)], n=100)
    low, high = (people.quantile(q)["ketamine"].max() for q in (0.1, 0.9))
    assert low < 0.8 * high


def test_repeated_doses_keep_to_few_points():
    doses = [Dose("esketamine", "intranasal", 84.0, at_h=84.0 * k) for k in range(8)]
    people = population(doses, n=20, hours=700.0, preset="nasal_label")
    assert len(people.time_h) < 250
    assert people.time_h[-1] == 700.0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"n": 0}, "n=0 is not allowed; allowed: a whole number from 1 to 1,000,000"),
        ({"n": 10.5}, "n=10.5 is not allowed"),
        ({"n": True}, "n=True is not allowed"),
        ({"seed": -1}, "seed=-1 is not allowed"),
        ({"doses": []}, "is empty"),
        ({"weight_kg": 0}, "weight_kg=0 is out of range"),
        ({"hours": -1}, "hours=-1 is out of range"),
        ({"times_h": [2, 1]}, "is not a grid"),
    ],
)
def test_bad_arguments_are_named(change, words):
    with pytest.raises(ValueError, match=words):
        population(**{"doses": [DRIP], "n": 10, **change})


@pytest.mark.parametrize("q", [-0.1, 1.1, float("nan"), "0.5", True])
def test_a_share_is_a_share(q):
    with pytest.raises(ValueError, match="is not allowed; allowed: a number from 0 to 1"):
        population([DRIP], n=10, times_h=[0.0, 1.0]).quantile(q)


# -- first-pass strength -----------------------------------------------------------------------------------------

SWALLOWED = Dose("esketamine", "oral", 20.0)
PUSH = Dose("esketamine", "iv_bolus", 7.0)


def test_strength_one_leaves_everyone_as_they_are():
    plain, same = population([SWALLOWED], n=60), population([SWALLOWED], n=60, first_pass_strength=1.0)
    assert plain.first_pass_strength == same.first_pass_strength == 1.0
    for analyte, levels in plain.kept.items():
        np.testing.assert_array_equal(levels, same.kept[analyte])


@pytest.mark.parametrize("strength", [0.1, 0.4, 2.0, 10.0])
@pytest.mark.parametrize(
    ("dose", "preset"), [(SWALLOWED, "venous"), (SWALLOWED, "arterial"), (PUSH, "nasal_label")]
)
def test_the_middle_person_changes_as_the_typical_one(dose, preset, strength):
    times = np.linspace(0.0, 48.0, 97)
    many = population([dose], n=400, times_h=times, preset=preset, first_pass_strength=strength)
    typical = simulate([dose], times_h=times, preset=preset, first_pass_strength=strength)
    assert many.first_pass_strength == strength
    areas = np.trapezoid(many.kept["ketamine"], times, axis=1)
    expected = np.trapezoid(typical.ng_per_ml["ketamine"], times)
    assert np.median(areas) == pytest.approx(expected, rel=0.1)


def test_each_swallower_loses_the_same_share_and_a_push_less():
    """Exposure to infinity after swallowing is one over the strength, whoever swallows."""
    times = np.linspace(0.0, 300.0, 3001)
    ratios = {}
    for dose in (SWALLOWED, PUSH):
        usual, strong = (
            np.trapezoid(
                population([dose], n=40, times_h=times, first_pass_strength=s).kept["ketamine"], times, axis=1
            )
            for s in (1.0, 3.0)
        )
        ratios[dose.route] = strong / usual
    np.testing.assert_allclose(ratios["oral"], 1 / 3, rtol=0.01)
    assert (ratios["iv_bolus"] > 0.75).all()


def test_counted_people_feel_it_too(monkeypatch):
    times = [0.0, 1.0, 4.0]
    kept = population([SWALLOWED], n=600, times_h=times, first_pass_strength=2.0).quantile(0.5)["ketamine"]
    monkeypatch.setattr("ketamine_viz.routes.people.KEPT", 10)
    counted = population([SWALLOWED], n=600, times_h=times, first_pass_strength=2.0).quantile(0.5)["ketamine"]
    np.testing.assert_allclose(counted, kept, rtol=0.007)


@pytest.mark.parametrize("bad", [0, -1, 0.09, 10.5, float("nan"), float("inf"), "2", None, True, 1j])
def test_a_strength_out_of_range_is_refused(bad):
    with pytest.raises(ValueError, match=r"first_pass_strength=.*; allowed: a number from 0\.1 to 10"):
        population([SWALLOWED], n=3, first_pass_strength=bad)
