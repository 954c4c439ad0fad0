"""What the package runs on is pure Python or part of Pyodide, so that it can also run in a browser alone."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DIRECT = [Requirement(line) for line in PROJECT["dependencies"]]
LIST = (ROOT / "tests" / "pyodide_packages.txt").read_text(encoding="utf-8")
PYODIDE = dict(line.split("==") for line in LIST.splitlines() if line and not line.startswith("#"))

# Compiled where there is a compiled wheel for the machine, and published as py3-none-any as well.
PURE_TOO = {"psygnal"}


def browser() -> dict[str, str]:
    """The environment markers inside a browser, with the Python of the list."""
    python = re.search(r"^# pyodide [\d.]+, Python ((\d+\.\d+)\.\d+)$", LIST, re.MULTILINE)
    assert python
    return {
        "sys_platform": "emscripten", "platform_system": "Emscripten", "os_name": "posix",
        "platform_machine": "wasm32", "platform_python_implementation": "CPython",
        "python_full_version": python[1], "python_version": python[2],
    }  # fmt: skip


def pulled_in() -> dict[str, set[str]]:
    """What a browser would install: each name of the lock, with what asked for it."""
    askers: dict[str, set[str]] = {}
    requirement = None
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith((" ", "#")):
            requirement = Requirement(line)
        elif requirement and (not requirement.marker or requirement.marker.evaluate(browser())):
            words = line.strip(" #").removeprefix("via").split()
            askers.setdefault(canonicalize_name(requirement.name), set()).update(words[:1])
    wanted = {canonicalize_name(one.name): {"ketamine-viz"} for one in DIRECT}
    while True:
        more = {name: by & set(wanted) for name, by in askers.items() if by & set(wanted)}
        if not set(more) - set(wanted):
            return wanted
        wanted = {**more, **wanted}


def is_pure(name: str) -> bool:
    """Whether the wheel that is installed here serves any machine."""
    try:
        wheel = distribution(name).read_text("WHEEL") or ""
    except PackageNotFoundError:
        pytest.fail(f"{name} is in the lock and not installed here")
    tags = re.findall(r"^Tag: (.*)$", wheel, re.MULTILINE)
    return bool(tags) and all(tag.endswith("-none-any") for tag in tags)


def test_the_list_says_how_it_was_made():
    assert "npm pack pyodide" in LIST
    assert len(PYODIDE) > 200
    assert browser()["python_version"] in {f"3.{minor}" for minor in range(11, 20)}


def test_the_lock_is_read_to_its_ends():
    found = pulled_in()
    assert {"pillow", "traitlets", "comm", "parso"} <= set(found)  # two and three steps away


def test_no_kernel_and_no_server_comes_along():
    # ipywidgets talks through `comm`, which finds whatever kernel there is: a browser brings its own.
    assert not {"ipykernel", "pyzmq", "tornado", "jupyter-client", "jupyter-server"} & set(pulled_in())


@pytest.mark.parametrize("name", sorted(pulled_in()))
def test_each_library_is_pure_or_part_of_pyodide(name):
    assert name in PYODIDE or name in PURE_TOO or is_pure(name), f"asked for by {pulled_in()[name]}"


@pytest.mark.parametrize("requirement", [one for one in DIRECT if one.name in PYODIDE], ids=str)
def test_pyodide_is_new_enough(requirement):
    assert requirement.specifier.contains(PYODIDE[requirement.name])
