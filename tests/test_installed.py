"""The wheel, installed in an environment and a folder of its own: nothing leans on the clone."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOOK = """
import json, pathlib
import ketamine_viz as kv
panel = kv.routes.side_by_side()
page = kv.journey.start_page()
print(json.dumps({
    "package": kv.__file__,
    "data": str(kv.evidence.data_folder()),
    "pictures": [one.png()[:4].hex() for one in (panel, page)],
    "words": panel.alt,
    "script": (pathlib.Path(kv.__file__).parent / "stage" / "live.js").is_file(),
}))
"""


def run(*command, folder):
    return subprocess.run(list(map(str, command)), check=False, cwd=folder, capture_output=True, text=True)


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """An environment that has the libraries, and not yet the package."""
    home = tmp_path_factory.mktemp("elsewhere")
    run(sys.executable, "-m", "venv", "--without-pip", home / "env", folder=home).check_returncode()
    python = home / "env" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    where = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=home)
    # A path file lends the libraries alone: path files inside that folder, ours too, are not read.
    (Path(where.stdout.strip()) / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return home, python


@pytest.mark.slow
def test_the_wheel_finds_its_data_and_draws(environment):
    home, python = environment
    assert "No module named 'ketamine_viz'" in run(python, "-c", "import ketamine_viz", folder=home).stderr
    build = "import sys, hatchling.build; print(hatchling.build.build_wheel(sys.argv[1]))"
    built = run(sys.executable, "-c", build, home, folder=ROOT)
    built.check_returncode()
    wheel = home / built.stdout.split()[-1]
    pip = (sys.executable, "-m", "pip", "--python", python)
    done = run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel, folder=home)
    assert done.returncode == 0, done.stderr

    looked = run(python, "-W", "error", "-c", LOOK, folder=home)
    assert looked.returncode == 0, looked.stderr
    seen = json.loads(looked.stdout)
    assert Path(seen["package"]).is_relative_to(home)
    assert Path(seen["data"]).is_relative_to(home)
    assert seen["pictures"] == ["89504e47", "89504e47"]
    assert "ketamine in plasma" in seen["words"]
    assert seen["script"]
