"""Build the suite as a site that runs in a browser alone: JupyterLite, with a kernel of its own in the page.

python lite/build.py OUT

The site is files only; any web server serves it.  Nothing of it was computed
on that server: Python itself runs in the reader's browser (Pyodide).  Our own
wheel and the pure ones that Pyodide lacks travel with the site, at the
versions of the lock; Pyodide and the compiled libraries come from its public
address at the reader's first start, unless a copy of Pyodide is given:

JUPYTERLITE_PYODIDE_URL=/path/to/pyodide-xyz.tar.bz2 python lite/build.py OUT
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
LOCK = ROOT / "requirements.txt"
#: Pure libraries that Pyodide does not bring.  tests/test_lite.py holds this list against the lock.
CARRIED = ("anywidget", "comm", "ipython-pygments-lexers", "ipywidgets", "jupyterlab-widgets", "psygnal")
#: First line of a notebook's first code cell: the kernel in the page starts without our package.
INSTALL = "%pip install -q ketamine_viz\n"
ANY_MACHINE = ("--platform", "any", "--implementation", "py", "--abi", "none", "--only-binary=:all:")


def main() -> int:
    """Build the site into the folder named on the command line."""
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        print((__doc__ or "").split("\n\n", maxsplit=2)[1], file=sys.stderr)
        return 2
    out = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as made:
        work = Path(made)
        wheels = collect_wheels(work / "wheels")
        copy_notebooks(ROOT / "notebooks", work / "files")
        settings = ROOT / "share" / "jupyter" / "lab" / "settings" / "overrides.json"
        shutil.copy(settings, work / "overrides.json")
        (work / "jupyter_lite_config.json").write_text(json.dumps(configuration(wheels)), encoding="utf-8")
        build = [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", str(work), "--output-dir"]
        subprocess.run(
            [*build, str(work / "site")], check=True, cwd=work
        )  # it leaves a diary where it stands
        for page in (work / "site").rglob("*.map"):
            page.unlink()  # for those who mend JupyterLab itself; half of the size
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(work / "site", out)
    size = sum(file.stat().st_size for file in out.rglob("*") if file.is_file())
    print(
        f"{out}: {size / 1e6:.0f} MB; serve it with any web server, such as: python -m http.server -d {out}"
    )
    return 0


def collect_wheels(folder: Path) -> list[str]:
    """Make our own wheel, fetch the pure ones beside it at the versions of the lock, and return their paths."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    ours = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run([*pip, *ours], check=True)
    fetch = ["download", "--quiet", "--no-deps", "--dest", str(folder), *ANY_MACHINE, *pins()]
    subprocess.run([*pip, *fetch], check=True)
    return sorted(str(wheel) for wheel in folder.glob("*.whl"))


def pins() -> list[str]:
    """Return the carried libraries with the versions of the lock, as pip wants them."""
    newest = {
        found[1].lower().replace("_", "-"): found[0].split(";")[0].strip()
        for found in re.finditer(
            r"^([A-Za-z0-9_.-]+)==[^;\n]+", LOCK.read_text(encoding="utf-8"), re.MULTILINE
        )
    }
    return [newest[name] for name in CARRIED]


def copy_notebooks(source: Path, target: Path) -> None:
    """Copy the notebooks and their pictures; each first code cell installs the package."""
    target.mkdir()
    shutil.copytree(source / "images", target / "images")
    for path in sorted(source.glob("*.ipynb")):
        book = json.loads(path.read_text(encoding="utf-8"))
        (target / path.name).write_text(json.dumps(installing(book)), encoding="utf-8")


def installing(book: dict) -> dict:
    """Return a notebook whose first code cell installs the package before it is imported."""
    first = next(cell for cell in book["cells"] if cell["cell_type"] == "code")
    first["source"] = [INSTALL, *([first["source"]] if isinstance(first["source"], str) else first["source"])]
    return book


def configuration(wheels: list[str]) -> dict:
    """Return what JupyterLite is told."""
    return {
        "LiteBuildConfig": {
            "contents": ["files"],
            "apps": ["lab", "notebooks"],
            "overrides": ["overrides.json"],
        },
        "PipliteAddon": {"piplite_urls": wheels},
    }


if __name__ == "__main__":
    sys.exit(main())
