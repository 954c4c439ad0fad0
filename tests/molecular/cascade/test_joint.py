from __future__ import annotations

import numpy as np
import pytest

import ketamine_viz as kv

DRIP = kv.Dose(form="racemic", route="iv_infusion", mg=35.0, over_min=40.0)


def plasticity(doses, **others):
    run = kv.molecular.simulate(kv.routes.simulate(doses), 336.0, draws=20, **others)
    return run, kv.molecular.plasticity_from(run)


def test_the_reference_dose_gives_six_tenths_after_a_day():
    run = kv.molecular.simulate(kv.routes.simulate([DRIP]), 336.0)
    share = kv.molecular.plasticity_from(run)
    assert np.interp(24.0, run.time_h, share) == pytest.approx(0.6, abs=0.01)
    assert share[0] == 0
    assert share[-1] < 0.5 * share.max()


def test_it_stays_between_0_and_1():
    many = [kv.Dose("racemic", "iv_infusion", 70.0, 40.0, at_h=24.0 * k) for k in range(10)]
    _, share = plasticity(many)
    assert share.min() >= 0
    assert share.max() == 1.0


def test_no_dose_no_plasticity():
    run = kv.molecular.simulate(kv.molecular.rodent(0.0), 48.0, draws=5)
    assert not kv.molecular.plasticity_from(run).any()


def test_a_block_of_mtorc1_lowers_it():
    _, intact = plasticity([DRIP])
    _, blocked = plasticity([DRIP], interventions=["rapamycin"])
    assert blocked.max() < 0.75 * intact.max()


def test_other_hypotheses_have_a_reference_of_their_own():
    run = kv.molecular.simulate(kv.routes.simulate([DRIP]), 48.0, (), ["core", "disinhibition"])
    assert np.interp(24.0, run.time_h, kv.molecular.plasticity_from(run)) == pytest.approx(0.6, abs=0.01)
