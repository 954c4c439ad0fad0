"""The load test of a class, with two readers for some seconds: it runs, counts, and would see an error."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

CLASSROOM = Path(__file__).resolve().parents[2] / "benchmarks" / "classroom"


def reader_module():
    spec = spec_from_file_location("reader", CLASSROOM / "reader.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_two_readers_move_sliders_without_an_error(tmp_path):
    kept = tmp_path / "figures.json"
    command = [sys.executable, str(CLASSROOM), "--readers=2", "--minutes=0.2", "--arrive=1", f"--json={kept}"]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    found = json.loads(kept.read_text(encoding="utf-8"))["voila"]
    assert found["errors"] == []
    assert found["redraws"] >= 2
    assert 0 < found["redraw median ms"] <= found["redraw p95 ms"] <= found["redraw worst ms"]
    assert found["memory full MB"] > found["memory empty MB"] > 0


def test_a_message_comes_back_as_it_was_sent():
    reader = reader_module()
    parts = ({"msg_type": "comm_msg"}, {}, {"version": "1.0.0"}, {"data": {"words": "naïve – µM"}})
    found = reader.unpacked(reader.packed("shell", *parts))
    assert tuple(found.values()) == parts


@pytest.mark.parametrize(
    ("spec", "places"),
    [
        ({"min": 0.0, "max": 1.0, "step": 0.25}, [0.0, 0.25, 0.5, 0.75, 1.0]),
        ({"min": 2, "max": 4, "step": 1}, [2, 3, 4]),
    ],
)
def test_a_slider_has_all_its_places(spec, places):
    assert reader_module().steps_of(spec) == places
