"""The numbers in the prose of the network notebook are those of the tables and the models."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import nbformat
import pytest

from ketamine_viz import evidence, network
from ketamine_viz.network.dependence import dependence
from ketamine_viz.network.directions import agreement
from ketamine_viz.network.hours import DAY_H, unroll

PATH = Path(__file__).parents[2] / "notebooks" / "02_network_level.ipynb"


@pytest.fixture(scope="module")
def prose():
    cells = nbformat.read(PATH, as_version=4).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def test_anatomy(prose):
    kinds = Counter(row["anatomy"] for row in evidence.rows("network/connections"))
    traced = kinds["traced_primate"] + kinds["traced_rodent"]
    assert f"{traced} of the {kinds.total()} connections were traced in monkeys or rodents" in prose
    assert f"{kinds['tractography_human']} seen by diffusion imaging" in prose
    assert f"{kinds['near'] + kinds['indirect']} traced only for a neighbour" in prose
    assert kinds["unverified"] == 1
    assert "for one no source was found" in prose
    assert f"the {kinds.total() - traced} connections wander that no tracer has shown" in prose


def test_two_camps(prose):
    before, third, half = (
        network.simulate(block=block, selectivity=selectivity).measures["mean_z"]
        for block, selectivity in ((0.0, 1 / 3), (0.3, 1 / 3), (0.3, 0.5))
    )
    assert f"from {before:.3f} to {third:.3f}" in prose
    assert f"falls to {half:.3f}" in prose


def test_hour_by_hour(prose):
    found = unroll()
    assert f"from {found.before:.2f} to {found.at(found.peak_h):.2f}" in prose
    assert f"pull it down to {found.at(DAY_H):.2f}" in prose
    assert unroll(grows=False).way(DAY_H) == "no_change"


def test_our_numbers(prose):
    found = dependence()
    assert f"{found.always} of {len(found.rows)} directions hold in all {found.draws} brains" in prose
    assert f"less opposed holds in {100 * found.weakest.share:.0f} %" in prose
    assert dependence(varied="untraced").always == 15
    cortex = {row.id: row for row in dependence(varied="microcircuit").rows}
    assert {round(100 * cortex[one].share) for one in ("alpha", "gamma")} == {99}
    assert f"a more varied signal in {100 * cortex['lempel_ziv'].share:.0f} %" in prose
    assert f"less theta in {100 * cortex['theta'].share:.0f} %" in prose


def test_how_often_right(prose):
    found = agreement()
    assert f"It falls short: {found.right} of {len(found.alone)}" in prose
