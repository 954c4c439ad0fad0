"""What the checks say of something spoilt: an empty alternative, a changed pin, a pale colour."""

from __future__ import annotations

import dataclasses
import importlib.util
import shutil
from pathlib import Path

import nbformat
import pytest

from ketamine_viz.stage import theme

ROOT = Path(__file__).resolve().parents[1]


def checks(path: str):
    """Load a file of tests as a module of its own, so that what it reads can be swapped for a spoilt copy."""
    spec = importlib.util.spec_from_file_location(f"spoilt_{Path(path).stem}", ROOT / path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def house(tmp_path, monkeypatch):
    """The checks of the house, on a copy of its files."""
    for name in ("requirements.txt", "environment.yml", "README.md", "CITATION.cff", "CHANGELOG.md"):
        shutil.copy(ROOT / name, tmp_path)
    module = checks("tests/test_house.py")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    return module


def change(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")


def test_a_changed_pin_is_seen(house, tmp_path):
    (numpy,) = [one for one in house.RUNTIME if one.name == "numpy"]
    house.test_environment_yml_pins_what_the_lock_pins()
    house.test_the_lock_satisfies_every_requirement(numpy)
    change(tmp_path / "requirements.txt", "\nnumpy==2", "\nnumpy==1")
    with pytest.raises(AssertionError):
        house.test_the_lock_satisfies_every_requirement(numpy)
    with pytest.raises(AssertionError, match="numpy"):
        house.test_environment_yml_pins_what_the_lock_pins()


def test_a_missing_pin_is_seen(house, tmp_path):
    change(tmp_path / "requirements.txt", "\nnetworkx==", "\nnotworkx==")
    with pytest.raises(AssertionError, match="networkx is not in requirements"):
        house.test_the_lock_satisfies_every_requirement(house.Requirement("networkx>=3.4"))


def test_another_version_in_one_place_is_seen(house, tmp_path):
    house.test_one_version_everywhere()
    change(tmp_path / "CITATION.cff", f"version: {house.version()}", "version: 9.9.9")
    with pytest.raises(AssertionError):
        house.test_one_version_everywhere()


@pytest.mark.parametrize("name", ["drug", "iv_infusion", "muted"])
def test_a_pale_colour_is_seen(name, monkeypatch):
    module = checks("tests/stage/test_theme.py")
    module.test_pale_colours_get_help(name)
    monkeypatch.setitem(theme.MEANINGS, name, dataclasses.replace(theme.style(name), colour="#e4e8ee"))
    with pytest.raises(AssertionError):
        module.test_pale_colours_get_help(name)


def test_two_colours_too_close_are_seen(monkeypatch):
    module = checks("tests/stage/test_theme.py")
    module.test_pairs_stay_apart("drug", "control", "deutan")
    monkeypatch.setitem(theme.MEANINGS, "drug", dataclasses.replace(theme.style("drug"), colour="#66706b"))
    with pytest.raises(AssertionError):
        module.test_pairs_stay_apart("drug", "control", "deutan")


def spoilt(change) -> list:
    """The code cells of the start page, with its first picture changed."""
    notebook = nbformat.read(ROOT / "notebooks" / "00_start_here.ipynb", as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    data = code[0].outputs[0].data
    data["text/html"] = change(data["text/html"])
    return code


def test_an_empty_alternative_is_seen():
    module = checks("tests/notebooks/test_house_rules.py")
    module.test_every_output_can_be_read_and_seen(spoilt(lambda html: html))
    for change in (
        lambda html: html.replace('alt="', 'alt="" title="', 1),
        lambda html: html.replace('alt="', 'title="', 1),
    ):
        with pytest.raises(AssertionError, match="a picture without text alternative"):
            module.test_every_output_can_be_read_and_seen(spoilt(change))


def test_a_skipped_heading_is_seen():
    module = checks("tests/notebooks/test_house_rules.py")
    cells = [nbformat.v4.new_markdown_cell("# One"), nbformat.v4.new_markdown_cell("### Three")]
    with pytest.raises(AssertionError, match="jumps from level 1 to 3"):
        module.test_headings_never_skip_a_level(nbformat.v4.new_notebook(cells=cells))
