"""What the notebook tells in words is what the model gives."""

from __future__ import annotations

import numpy as np
import pytest

from ketamine_viz import Dose
from ketamine_viz.routes import simulate
from ketamine_viz.routes.model import solve

DRIP = Dose("racemic", "iv_infusion", 35.0, 40.0)


def test_ketamine_leaves_at_three_paces():
    system = solve([DRIP], 70.0, "venous")["s"].system
    ketamine = [system.index(s) for s in ("K", "K2", "K3")]
    paces = np.linalg.eigvals(system.matrix[0][np.ix_(ketamine, ketamine)])
    assert sorted(np.log(2) / -paces.real) == pytest.approx([0.215, 1.49, 7.37], rel=0.01)


def test_what_is_left_after_a_day_and_after_three():
    course = simulate([DRIP], hours=72.0)
    day, three = course.at("ketamine", np.array([24.0, 72.0])) / course.cmax()
    assert 0.005 < day < 0.01
    assert three == pytest.approx(1e-4, rel=0.1)


def test_vein_and_artery_meet_within_minutes_of_the_end_of_the_drip():
    vein, artery = (simulate([DRIP], preset=p) for p in ("venous", "arterial"))
    after = (vein.time_h > 40 / 60) & (vein.time_h < 1.0)
    assert artery.cmax() > 1.8 * vein.cmax()
    assert (artery.ng_per_ml["ketamine"][after] < vein.ng_per_ml["ketamine"][after]).any()


def test_twice_a_week_does_not_pile_up():
    doses = [Dose("esketamine", "intranasal", 84.0, at_h=84.0 * k) for k in range(8)]
    course = simulate(doses, hours=84.0 * 8, preset="nasal_label")
    peaks = [
        course.ng_per_ml["s_ketamine"][(course.time_h >= d.at_h) & (course.time_h < d.at_h + 24)].max()
        for d in doses
    ]
    assert max(peaks) / peaks[0] == pytest.approx(1.0, abs=0.01)
