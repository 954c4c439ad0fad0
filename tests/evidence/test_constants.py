from __future__ import annotations

import pytest

from ketamine_viz import evidence
from ketamine_viz.evidence import constants

ROWS = [
    {
        "id": f"{group}.{symbol}",
        "group": group,
        "symbol": symbol,
        "value": value,
        "unit": "L",
        "low": None,
        "high": None,
        "refs": ("zanos2016",),
        "basis": "published",
        "species": "human",
        "verified": "abstract",
        "meaning": "Volume",
        "note": None,
    }
    for group, symbol, value in [("venous", "V1", 10.0), ("venous", "V2", 20.0), ("arterial", "V1", 5.0)]
]


@pytest.fixture(autouse=True)
def small_table(monkeypatch):
    monkeypatch.setattr(constants, "rows", lambda name, memory: ROWS)
    constants._all.cache_clear()
    yield
    constants._all.cache_clear()


def test_a_group_is_keyed_by_symbol():
    found = evidence.parameters("routes", group="venous")
    assert {s: p.value for s, p in found.items()} == {"V1": 10.0, "V2": 20.0}
    assert found["V1"].refs == ("zanos2016",)
    assert found["V1"].id == "venous.V1"


def test_an_unknown_group_names_what_there_is():
    with pytest.raises(ValueError, match="group='venos' is not a group of routes constants; allowed: venous"):
        evidence.parameters("routes", group="venos")


def test_a_symbol_of_two_groups_needs_a_group():
    with pytest.raises(ValueError, match="V1 stand in several groups; allowed: arterial, venous"):
        evidence.parameters("routes")


def test_an_unknown_level_is_refused(monkeypatch):
    monkeypatch.undo()
    with pytest.raises(evidence.DataError, match="no such table"):
        evidence.parameters("astral")
