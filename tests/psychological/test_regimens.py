from dataclasses import dataclass

import numpy as np
import pytest

from ketamine_viz.psychological import mood_points, mood_studies


@dataclass(frozen=True)
class Dose:
    form: str = "racemic"
    route: str = "iv_infusion"
    mg: float = 35.0
    over_min: float = 40.0
    at_h: float = 0.0


def test_the_studied_infusion_finds_the_pooled_scores():
    points = mood_points(Dose())
    assert points.ref == "wilkinson2018a"
    assert points.quantity == "score"
    assert points.day.tolist() == [0, 1, 2, 3, 7]
    assert points.drug.tolist() == [33.8, 19.5, 19.4, 20.1, 22.0]
    assert points.control.tolist() == [32.9, 29.2, 29.1, 27.3, 27.5]
    assert points.drug_sd.tolist() == [6.8, 12.3, 12.1, 12.2, 11.5]
    assert points.n == 167


def test_other_trials_of_the_same_infusion_are_there_too():
    assert [points.ref for points in mood_studies(Dose())] == ["wilkinson2018a", "murrough2013", "lii2023"]


def test_the_regimen_follows_body_weight():
    assert mood_points(Dose(mg=45.0), weight_kg=90.0).ref == "wilkinson2018a"
    assert mood_points(Dose(mg=35.0), weight_kg=90.0) is None


@pytest.mark.parametrize("mg", [28.0, 56.0, 84.0])
def test_a_first_spray_is_followed_until_the_second(mg):
    points = mood_points(Dose("esketamine", "intranasal", mg, 0.0))
    assert points.ref == "daly2018"
    assert points.day.tolist() == pytest.approx([2 / 24, 1])
    assert (points.drug < points.control).all()
    assert points.drug - points.control == pytest.approx(points.difference, abs=0.11)


def test_a_course_of_sprays_finds_trials_that_disagree():
    course = [Dose("esketamine", "intranasal", 84.0, 0.0, 84.0 * i) for i in range(8)]
    assert [points.ref for points in mood_studies(course)] == ["janik2025", "fedgchin2019", "takahashi2021"]
    assert [float(points.difference[0]) for points in mood_studies(course)] == [-6.8, -3.2, -0.9]


@pytest.mark.parametrize(
    "dose",
    [
        Dose(mg=70.0),
        Dose(over_min=2.0),
        Dose(route="oral"),
        Dose(route="im"),
        Dose(form="esketamine"),
        Dose(form="arketamine", mg=35.0),
        [Dose(), Dose(at_h=24.0)],
        [Dose("esketamine", "intranasal", 84.0, 0.0, 24.0 * i) for i in range(8)],
    ],
)
def test_what_no_controlled_trial_studied_has_no_points(dose):
    assert mood_points(dose) is None
    assert mood_studies(dose) == ()


def test_every_regimen_has_a_control_number_at_every_time():
    from ketamine_viz import evidence

    for row in evidence.rows("psychological/mood_regimens"):
        mg = row["amount"] * (70.0 if row["amount_unit"] == "mg/kg" else 1.0)
        step = 24 * (row["every_days"] or 0)
        course = [
            Dose(row["form"], row["route"], mg, row["over_min"] or 0.0, step * i)
            for i in range(row["n_doses"])
        ]
        mine = [points for points in mood_studies(course) if points.ref == row["ref"]]
        assert mine, row["id"]
        for points in mine:
            paired = ~np.isnan(points.drug) & ~np.isnan(points.control)
            assert (paired | ~np.isnan(points.difference)).all(), row["id"]


@pytest.mark.parametrize("weight", [0.0, -70.0, float("nan"), float("inf")])
def test_bad_weight(weight):
    with pytest.raises(ValueError, match=r"weight_kg=.*allowed"):
        mood_points(Dose(), weight_kg=weight)


def test_no_dose():
    with pytest.raises(ValueError, match=r"dose=\[\].*allowed"):
        mood_points([])
