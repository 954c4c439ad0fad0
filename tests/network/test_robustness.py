"""The directions do not hang on the weights we assumed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ketamine_viz.network import mean_field
from ketamine_viz.network import regions as model
from ketamine_viz.network.schematic import schematic

DRAWS = 20


def _redrawn(rng):
    s = schematic()
    factor = rng.uniform(0.5, 1.5, s.excitatory.shape)
    excitatory = s.excitatory * (np.triu(factor) + np.triu(factor, 1).T)
    onto = s.onto_interneurons * rng.uniform(0.5, 1.5, s.onto_interneurons.shape)
    wiring = s.wiring(excitatory, onto, s.inhibition)
    rates, inhibition = mean_field.rest(wiring.onto_E, wiring.onto_I, s.constants)
    return replace(s, excitatory=excitatory, onto_interneurons=onto, inhibition=inhibition, rest=rates)


@pytest.fixture(scope="module")
def draws():
    rng = np.random.default_rng(20_26)
    original = model.schematic
    found = []
    try:
        for _ in range(DRAWS):
            redrawn = _redrawn(rng)
            model.schematic = lambda redrawn=redrawn: redrawn
            model._simulate.cache_clear()
            knobs = {
                "healthy": (0.0, 1 / 3, 0.0, 0.0),
                "drug": (0.2, 1 / 3, 0.0, 0.0),
                "even": (0.2, 1.0, 0.0, 0.0),
                "ill": (0.0, 1 / 3, 1.0, 0.0),
                "later": (0.0, 1 / 3, 1.0, 0.6),
            }
            found.append({name: model._simulate(*knob) for name, knob in knobs.items()})
    finally:
        model.schematic = original
        model._simulate.cache_clear()
    return found


@pytest.mark.parametrize(
    ("measure", "low", "high"),
    [
        ("mean_z", "healthy", "drug"),
        ("mean_z", "even", "healthy"),
        ("dmn_within_z", "healthy", "drug"),
        ("dmn_within_z", "even", "healthy"),
        ("sgacc_dmn_z", "healthy", "ill"),
        ("sgacc_dmn_z", "later", "ill"),
        ("fronto_striatal_r", "ill", "healthy"),
        ("habenula_vta_r", "healthy", "drug"),
    ],
)
def test_directions_hold_for_other_weights(draws, measure, low, high):
    usable = [d for d in draws if d[low].flag is None and d[high].flag is None]
    assert len(usable) >= 0.9 * DRAWS
    assert all(d[low].measures[measure] < d[high].measures[measure] for d in usable)


@pytest.mark.parametrize(
    ("region", "low", "high"),
    [("LHb", "drug", "healthy"), ("VTA", "healthy", "drug"), ("LHb", "healthy", "ill")],
)
def test_rate_directions_hold_for_other_weights(draws, region, low, high):
    assert all(d[low].rates_hz[region] < d[high].rates_hz[region] for d in draws)
