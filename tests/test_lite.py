"""What the site that runs in a browser alone is made of; tests/browser/test_lite_live.py builds and opens it."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
#: The kernel in the page brings its own of these.
BROUGHT = {"widgetsnbextension"}


def loaded(path: Path):
    spec = spec_from_file_location(path.stem, path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


build = loaded(ROOT / "lite" / "build.py")
browser = loaded(ROOT / "tests" / "test_pyodide.py")


def test_what_pyodide_lacks_travels_with_the_site():
    assert set(build.CARRIED) == set(browser.pulled_in()) - set(browser.PYODIDE) - BROUGHT


def test_its_versions_are_those_of_the_lock():
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert [pin.split("==")[0].lower().replace("_", "-") for pin in build.pins()] == list(build.CARRIED)
    assert all(f"\n{pin}" in lock for pin in build.pins())


def test_each_notebook_installs_the_package_and_is_else_as_it_was(tmp_path):
    build.copy_notebooks(ROOT / "notebooks", tmp_path / "files")
    ours = sorted((ROOT / "notebooks").glob("*.ipynb"))
    assert [path.name for path in sorted((tmp_path / "files").glob("*.ipynb"))] == [one.name for one in ours]
    for path in ours:
        before = json.loads(path.read_text(encoding="utf-8"))
        after = json.loads((tmp_path / "files" / path.name).read_text(encoding="utf-8"))
        first = next(cell for cell in after["cells"] if cell["cell_type"] == "code")
        assert first["source"].pop(0) == build.INSTALL
        for cell in (*before["cells"], *after["cells"]):
            cell["source"] = "".join(cell["source"])
        assert after == before


def test_it_is_told_where_everything_lies():
    told = build.configuration(["a.whl"])
    assert told["PipliteAddon"]["piplite_urls"] == ["a.whl"]
    assert told["LiteBuildConfig"]["contents"] == ["files"]


@pytest.mark.parametrize("words", [(), ("--help",), ("one", "two")], ids=str)
def test_a_wrong_command_line_says_what_is_right(words):
    said = subprocess.run(
        [sys.executable, str(ROOT / "lite" / "build.py"), *words], capture_output=True, text=True, check=False
    )
    assert said.returncode == 2
    assert "python lite/build.py OUT" in said.stderr
