"""Models of the routes and the molecular room know nothing of screens, and the linter is told of every one."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "ketamine_viz"
#: Files that hold words for pictures, what is built on them, and panels; they use the stage's own.
WORDS = {
    "routes": {"words", "form_contrasts", "esketamine"},
    "molecular": {"panel", "rapamycin"},
}
MODELS = sorted(
    f"{room}.{path.stem}"
    for room, words in WORDS.items()
    for path in (HOUSE / room).glob("*.py")
    if path.stem not in ("__init__", *words) and not path.stem.endswith("_words")
)
#: Packages of models: the linter watches each as a whole.
PACKAGES = ("psychological.mood",)
PARTS = sorted(
    f"{package}.{path.stem}"
    for package in PACKAGES
    for path in HOUSE.joinpath(*package.split(".")).glob("*.py")
    if path.stem != "__init__"
)


def _contract() -> list[str]:
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (found,) = (c for c in tool["contracts"] if "know nothing of screens" in c["name"])
    assert {"matplotlib", "ipywidgets", "ketamine_viz.stage"} <= set(found["forbidden_modules"])
    return found["source_modules"]


@pytest.mark.parametrize("name", [*MODELS, *PACKAGES])
def test_the_linter_watches_every_model(name):
    assert f"ketamine_viz.{name}" in _contract()


@pytest.mark.parametrize("name", [*MODELS, *PARTS])
def test_a_model_opens_no_file_and_no_screen(name):
    for node in ast.walk(
        ast.parse(HOUSE.joinpath(*name.split(".")).with_suffix(".py").read_text(encoding="utf-8"))
    ):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [a.name for a in node.names] + [getattr(node, "module", None) or ""]
            assert not {"matplotlib", "ipywidgets", "stage", "figures", "pathlib"} & {
                part for n in names for part in n.split(".")
            }
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "open"
