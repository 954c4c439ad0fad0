"""The repository agrees with itself: versions, locks, licences, links, layers, size, and what it must not say."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlparse

import prose
import pytest
import yaml
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "ketamine_viz"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
REPOSITORY = PROJECT["tool"]["ketamine_viz"]["repository"]
EXTRAS = PROJECT["project"]["optional-dependencies"]
RUNTIME = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
LAB = [Requirement(line) for line in EXTRAS["lab"]]
CONDA_NAMES = {"matplotlib-base": "matplotlib"}  # without the desktop toolkits that conda's matplotlib brings
SCREENS = ("matplotlib", "ipywidgets", "anywidget", "IPython")
ROOMS = ("routes", "molecular", "network", "psychological", "safety")
MOST_LINES = 400


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def tracked() -> tuple[str, ...]:
    """Every file git knows or would add."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return tuple(name for name in listing.stdout.splitlines() if (ROOT / name).is_file())


def locked(python: str | None = None) -> dict[str, set[Version]]:
    """Name -> pinned versions; a universal lock may pin two, for older and newer Pythons."""
    system = {"python_version": python, "python_full_version": f"{python}.0"}
    pins: dict[str, set[Version]] = {}
    for line in read("requirements.txt").splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            requirement = Requirement(line)
            if python and requirement.marker and not requirement.marker.evaluate(system):
                continue
            (pin,) = requirement.specifier
            assert pin.operator == "==", line
            pins.setdefault(requirement.name.lower().replace("_", "-"), set()).add(Version(pin.version))
    return pins


# ---- what gets installed -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "requirement", [*RUNTIME, *(Requirement(line) for extra in EXTRAS.values() for line in extra)], ids=str
)
def test_the_lock_satisfies_every_requirement(requirement):
    versions = locked().get(requirement.name)
    assert versions, f"{requirement.name} is not in requirements.txt; run: make lock"
    assert all(requirement.specifier.contains(version) for version in versions)


def test_the_lock_names_no_place_and_its_command_is_the_documented_one():
    lock = read("requirements.txt")
    assert "://" not in lock
    assert not re.search(r"^\s*-", lock, re.MULTILINE), "an option line, such as an index, is in the lock"
    command = re.search(r"^#\s+(uv pip compile .*)$", lock, re.MULTILINE)
    assert command
    made = re.search(r"-m (uv pip compile .*)", read("Makefile"))
    assert made
    wanted = made[1].replace("--quiet ", "").replace("$(LOCK_FLAGS) ", "")
    assert command[1].replace("--quiet ", "").replace("--upgrade ", "") == wanted


def conda() -> dict[str, str]:
    lines = yaml.safe_load(read("environment.yml"))["dependencies"]
    assert all(isinstance(line, str) for line in lines), "a pip section would be solved anew for each commit"
    return dict(line.partition("=")[::2] for line in lines)


def test_environment_yml_is_what_the_package_and_the_notebooks_need_and_no_more():
    named = {CONDA_NAMES.get(name, name) for name in conda()}
    assert named == {"python", "pip", "hatchling", *(one.name for one in RUNTIME + LAB)}


def test_environment_yml_pins_what_the_lock_pins():
    pins = locked(conda()["python"])
    for name, pin in conda().items():
        if name in {"python", "pip"}:
            continue
        (version,) = pins[CONDA_NAMES.get(name, name)]
        assert pin == f"{version.major}.{version.minor}", name


def test_environment_yml_names_a_python_that_the_package_allows():
    python = conda()["python"]
    assert re.fullmatch(r"3\.\d+", python)
    assert Requirement(f"python{PROJECT['project']['requires-python']}").specifier.contains(f"{python}.0")


def test_environment_yml_uses_one_channel():
    assert yaml.safe_load(read("environment.yml"))["channels"] == ["conda-forge", "nodefaults"]


@pytest.mark.parametrize("script", ["postBuild", ".ci/run"])
def test_scripts_stop_at_the_first_failure_and_may_be_run(script):
    lines = read(script).splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert any(re.match(r"set -e", line) for line in lines)
    assert (ROOT / script).stat().st_mode & 0o111


def test_post_build_installs_the_package_and_nothing_else():
    script = read("postBuild")
    assert "pip install --no-deps --no-build-isolation -e ." in script
    assert script.count("install ") == 1
    assert "cp -R share " in script
    assert not (ROOT / "binder").exists(), "a binder folder would hide environment.yml and postBuild"
    assert not (ROOT / ".binder").exists(), "the same"


def test_continuous_integration_runs_the_command_of_the_readme():
    assert read(".ci/run").rstrip().splitlines()[-1] == "make test"
    assert "make test" in read("README.md")


@pytest.mark.parametrize("requirement", RUNTIME, ids=lambda one: one.name)
def test_each_runtime_dependency_has_its_reason(requirement):
    assert re.search(rf"^\| {requirement.name} \|", read("CONTRIBUTING.md"), re.MULTILINE)


def test_the_wheel_carries_the_evidence_and_the_parts_of_the_screen(tmp_path):
    script = "import sys, hatchling.build; print(hatchling.build.build_wheel(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    names = set(zipfile.ZipFile(tmp_path / done.stdout.split()[-1]).namelist())
    tables = {f"ketamine_viz/_{name}" for name in tracked() if name.startswith("data/")}
    assert tables
    assert names >= tables
    assert names >= {name for name in tracked() if name.startswith("ketamine_viz/")}
    assert {name.split("/")[0] for name in names} == {"ketamine_viz", f"ketamine_viz-{version()}.dist-info"}


# ---- one name, one version, one address ----------------------------------------------------------------------


def version() -> str:
    found = re.search(r'^__version__ = "(.+)"$', (PACKAGE / "__init__.py").read_text(), re.MULTILINE)
    assert found
    return found[1]


def test_one_version_everywhere():
    assert yaml.safe_load(read("CITATION.cff"))["version"] == version()
    assert re.search(r"^## ([\d.]+)", read("CHANGELOG.md"), re.MULTILINE)[1] == version()


def test_the_installed_package_is_of_this_version():
    from importlib.metadata import version as installed

    assert installed("ketamine-viz") == version()


def test_the_licences_are_the_declared_ones():
    assert set(yaml.safe_load(read("CITATION.cff"))["license"]) == {"BSD-3-Clause", "CC-BY-4.0"}
    assert PROJECT["project"]["license"] == "BSD-3-Clause AND CC-BY-4.0"
    assert read("LICENSE").startswith("BSD 3-Clause License")
    assert read("LICENSE-content").startswith("Creative Commons Attribution 4.0 International")


def test_every_link_to_the_repository_comes_from_one_value():
    readme, citation = read("README.md"), yaml.safe_load(read("CITATION.cff"))
    binder = re.findall(r"https://mybinder\.org/v2/\S+", readme)
    assert binder
    if REPOSITORY:
        owner_and_name = urlparse(REPOSITORY).path.strip("/")
        assert all(f"/gh/{owner_and_name}/" in link for link in binder)
        assert citation["repository-code"] == REPOSITORY
    else:
        assert all("/gh/OWNER/NAME/" in link for link in binder), "there is no public repository yet"
        assert "repository-code" not in citation


def test_the_readme_says_where_help_is():
    assert prose.HELP_LINE in re.sub(r"\s+(?:> )?", " ", read("README.md"))


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_between_files_lead_somewhere(name):
    for target in prose.links(read(name)):
        parts = urlparse(target)
        if not parts.scheme and parts.path:
            assert (ROOT / name).parent.joinpath(unquote(parts.path)).exists(), f"{target} leads nowhere"


def test_make_says_what_each_target_does():
    described = set(re.findall(r"^([a-z-]+):.*## ", read("Makefile"), re.MULTILINE))
    phony = set(re.search(r"^\.PHONY: (.*)$", read("Makefile"), re.MULTILINE)[1].split())
    assert described == phony


# ---- how the code is laid out --------------------------------------------------------------------------------


def python_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def imported(path: Path) -> set[str]:
    """Absolute names of what a file imports, wherever in it; type-checking imports too."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def touches(names: set[str], *packages: str) -> set[str]:
    return {
        name for name in names for package in packages if name == package or name.startswith(package + ".")
    }


def is_screen(path: Path) -> bool:
    """Figures and panels draw; every other file of a room is pure."""
    return any(part.startswith(("figure", "panel")) for part in path.relative_to(PACKAGE).parts)


@pytest.mark.parametrize("path", python_files(PACKAGE), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_stay_small(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES, f"{lines} lines: mostly two things in one file"


@pytest.mark.parametrize(
    "path",
    [path for room in ROOMS for path in python_files(PACKAGE / room) if not is_screen(path)],
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_models_are_pure(path):
    assert not touches(imported(path), *SCREENS), "only figures and panels draw"


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_furnished(room):
    assert (PACKAGE / room / "__init__.py").is_file()
    assert (ROOT / "data" / room / "columns.csv").is_file()
    assert list((ROOT / "tests" / room).glob("test_*.py"))


def test_pyplot_is_never_used():
    # pyplot keeps every figure it makes; ours are made as matplotlib.figure.Figure.
    assert not [
        path for path in python_files(PACKAGE) if touches(imported(path), "matplotlib.pyplot", "pylab")
    ]


def test_the_package_does_without_scipy():
    # 140 MB for one matrix exponential of small matrices; the tests compare ours with it.
    assert not [path for path in python_files(PACKAGE) if touches(imported(path), "scipy")]


def test_pandas_waits_until_it_is_needed():
    for path in python_files(PACKAGE):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [alias.name for alias in node.names] + [getattr(node, "module", None) or ""]
                assert not touches(set(names), "pandas"), path


def test_importing_the_package_is_silent_and_light():
    script = (
        "import sys, ketamine_viz; "
        "print([name for name in ('pandas', 'scipy', 'matplotlib', 'ipywidgets') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
    assert done.stderr == ""


# ---- what must not be said -----------------------------------------------------------------------------------

# Written in two pieces, so that this file does not hold them itself.
UNWANTED = {
    "a path of one machine": r"/wo" r"rk/|/ro" r"ot/|/ho" r"me/\w|/tmp/\w+/|/Us" r"ers/\w",
    "a package registry": r"py" r"pi\.org|python" r"hosted\.org|registry\.npm" r"js|deb\.deb" r"ian\.org",
    "a key or a password": r"(?i)\b(?:api[_-]?key|passw" r"ord|secret)\s*[=:]\s*[\"'][^\"']+",
    "a note to oneself": r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX|HA" r"CK)\b",
}  # fmt: skip


@pytest.mark.parametrize("what", UNWANTED)
def test_words_that_must_not_appear(what):
    pattern = re.compile(UNWANTED[what])
    found = []
    for name in tracked():
        content = (ROOT / name).read_bytes()
        if b"\0" in content[:4096]:
            continue
        for number, line in enumerate(content.decode("utf-8").splitlines(), 1):
            plain = re.sub(r"data:image/png;base64,[A-Za-z0-9+/=]+", "", line)
            if pattern.search(plain):
                found.append(f"{name}:{number}")
    assert not found, f"{what}: {found[:10]}"


def test_no_words_on_a_screen_point_at_a_cell():
    # A page without code, and a notebook whose code is folded away, show no cell to look at.
    pattern = re.compile(r"\bcells? (?:above|below)\b|\b(?:above|below|next|previous) cell\b", re.IGNORECASE)
    screens = [name for name in tracked() if name.startswith(("ketamine_viz/", "data/"))]
    found = [name for name in screens if pattern.search((ROOT / name).read_text(encoding="utf-8"))]
    assert screens
    assert not found


def test_nothing_large_is_kept():
    large = [name for name in tracked() if (ROOT / name).stat().st_size > 3_000_000]
    assert not large
    assert sum((ROOT / name).stat().st_size for name in tracked()) < 20_000_000
