"""The comparison of notebooks is worth something only if it fails when it should."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import keep
import nbformat
import prose
import pytest

RAISING = """import ipywidgets
switch = ipywidgets.Checkbox()
switch.observe(lambda change: 1 / 0, names="value")
switch.value = True"""


def _short(path: Path) -> nbformat.NotebookNode:
    """The title and the first live picture of a notebook."""
    notebook = prose.read(path)
    notebook.cells = notebook.cells[:2]
    return notebook


def _wrong_number(notebook: nbformat.NotebookNode) -> None:
    """Change the last digit of one number in what was saved."""
    data = notebook.cells[1].outputs[0].data
    changed = re.sub(r"\d(?=\D*\Z)", lambda digit: str((int(digit[0]) + 1) % 10), data["text/plain"])
    assert changed != data["text/plain"]
    data["text/plain"] = changed


def _raising_callback(notebook: nbformat.NotebookNode) -> None:
    cell = nbformat.v4.new_code_cell(RAISING)
    cell.execution_count = 2
    notebook.cells.append(cell)


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    """Run three copies of the first saved notebook under nbval; return file name -> cells that failed."""
    if not prose.NOTEBOOKS:
        pytest.fail("there is no notebook to try this on")
    folder = tmp_path_factory.mktemp("nbval")
    for name, spoil in (
        ("as_saved", None),
        ("wrong_number", _wrong_number),
        ("raising_callback", _raising_callback),
    ):
        notebook = _short(prose.NOTEBOOKS[0])
        if spoil:
            spoil(notebook)
        (folder / f"{name}.ipynb").write_text(keep.text(notebook), encoding="utf-8")
    report = folder / "report.xml"
    here = Path(__file__).parent
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    command += ["-c", str(prose.REPOSITORY / "pyproject.toml"), "--rootdir", str(folder)]
    command += ["--nbval", "--nbval-current-env", "--nbval-cell-timeout=60"]
    command += [f"--nbval-sanitize-with={here / 'sanitize.cfg'}", f"--junitxml={report}", str(folder)]
    subprocess.run(command, check=False, capture_output=True, cwd=folder, timeout=180)
    failed: dict[str, int] = {"as_saved": 0, "wrong_number": 0, "raising_callback": 0}
    ran = dict.fromkeys(failed, 0)
    for case in ET.parse(report).getroot().iter("testcase"):
        name = next(one for one in failed if one in case.get("classname", "") + case.get("file", ""))
        ran[name] += 1
        failed[name] += any(child.tag in {"failure", "error"} for child in case)
    assert all(ran.values()), f"not every copy was run: {ran}"
    return failed


def test_green_as_saved(verdicts):
    assert verdicts["as_saved"] == 0


def test_red_when_a_saved_number_is_wrong(verdicts):
    assert verdicts["wrong_number"] == 1


def test_red_when_a_callback_raises(verdicts):
    assert verdicts["raising_callback"] == 1
