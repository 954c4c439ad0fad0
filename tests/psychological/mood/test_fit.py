"""The constants come from the calibration numbers alone, and so do the draws."""

from __future__ import annotations

import numpy as np
import pytest
from psychological.mood import refit

from ketamine_viz.psychological.mood import constants, scenarios
from ketamine_viz.psychological.mood.constants import FITTED


@pytest.fixture(scope="module")
def again():
    return refit.fit()


def logs_of(draws):
    return np.log(np.column_stack([getattr(draws, name) for name in FITTED]))


def test_fitting_again_gives_the_stored_constants(again):
    stored = logs_of(constants.fitted())[0]
    assert again[0] == pytest.approx(stored, abs=2e-3)


def test_the_stored_spread_is_the_fits(again):
    spread = np.sqrt(np.diag(again[1]))
    stored = [constants.parameters()[name]["log_sd"] for name in FITTED]
    assert spread == pytest.approx(stored, rel=0.02)


def test_only_calibration_numbers_are_fitted():
    fitted = [row for row in scenarios.rows() if row["role"] == "fitted"]
    assert {row["number"] for row in fitted} == {"C2", "C3", "C4", "C5", "C6", "C7", "C8"}
    assert not any(row["number"].startswith("V") for row in fitted)


def test_changing_a_number_that_was_not_fitted_changes_no_fit(monkeypatch, again):
    other = tuple(
        {**row, "published": row["published"] * 3} if row["role"] != "fitted" else row
        for row in scenarios.rows()
    )
    monkeypatch.setattr(scenarios, "rows", lambda: other)
    assert refit.misfits(again[0]).shape == (7, 1)
    assert refit.fit()[0] == pytest.approx(again[0], abs=1e-4)


def test_every_kept_set_fits_the_calibration_numbers(again):
    kept = logs_of(constants.draws())
    assert kept.shape == (refit.KEPT, len(FITTED))
    worse = 0.5 * ((refit.misfits(kept) ** 2).sum(axis=0) - (refit.misfits(again[0]) ** 2).sum())
    # Twice this follows chi-square with four degrees: 99 in 100 lie below 6.6.
    assert worse.min() >= -1e-6
    assert np.quantile(worse, 0.95) < 6.6
    assert np.median(worse) < 3.0


def test_drawing_again_gives_the_stored_sets(again):
    drawn, accepted = refit.sample(*again)
    assert 0.03 < accepted < 0.5
    stored = logs_of(constants.draws())
    # The order of acceptance may differ where two computers round differently; the cloud may not.
    assert drawn.mean(axis=0) == pytest.approx(stored.mean(axis=0), abs=0.1)
    assert drawn.std(axis=0) == pytest.approx(stored.std(axis=0), rel=0.15)


def test_no_full_benefit_is_larger_than_the_scale():
    assert constants.draws().effect.max() < refit.MOST_EFFECT
