"""Data that are missing, cut off or point at nothing stop a panel at its start, and the error is one line."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# A table that each panel draws from, and a column of references in it.
DRAWN_FROM = {
    "routes.side_by_side": ("routes/pk_observations", "ref"),
    "molecular.cascade_explorer": ("molecular/cascade_edges", "refs"),
    "network.before_and_after": ("network/connections", "refs"),
    "psychological.trials": ("psychological/outcomes", "ref"),
    "teaching.questions": ("teaching/quiz_bank", "ref"),
}
TRY_EACH = """
import functools, json, sys
import ketamine_viz as kv
said = {}
for name in sys.argv[1:]:
    try:
        functools.reduce(getattr, name.split("."), kv)()
        said[name] = None
    except kv.evidence.DataError as error:
        said[name] = str(error)
print(json.dumps(said))
"""


def missing(path: Path, column: str) -> None:
    path.unlink()


def cut_off(path: Path, column: str) -> None:
    path.write_bytes(path.read_bytes().rstrip()[:-3])


def points_at_nothing(path: Path, column: str) -> None:
    import csv

    with path.open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    rows[-1][header.index(column)] = "nobody1900"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


@pytest.fixture
def copy(tmp_path):
    """The package with its data, in a folder of its own."""
    for name in ("ketamine_viz", "data"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def said(folder: Path) -> dict[str, str | None]:
    command = [sys.executable, "-c", TRY_EACH, *DRAWN_FROM]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def test_the_copy_is_what_is_read(copy):
    assert said(copy) == dict.fromkeys(DRAWN_FROM)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("spoil", "words"),
    [(missing, "there is no "), (cut_off, ""), (points_at_nothing, "nobody1900")],
)
def test_each_panel_says_in_one_line_what_is_wrong(copy, spoil, words):
    for table, column in set(DRAWN_FROM.values()):
        spoil(copy / "data" / f"{table}.csv", column)
    for panel, told in said(copy).items():
        table, column = DRAWN_FROM[panel]
        assert told, f"{panel} started with {table} spoilt"
        assert "\n" not in told
        assert words in told
        assert any(f"data/{name}.csv" in told for name, _ in DRAWN_FROM.values()), told
        assert ";" in told, "it says what to do"
