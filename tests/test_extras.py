"""Without an optional library the package still runs, and a test that needs one says which extra brings it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HIDE = """
import sys
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {names!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Hidden())
"""


def run(hidden: set[str], script: str) -> subprocess.CompletedProcess:
    code = HIDE.format(names=hidden) + script
    return subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT, capture_output=True, text=True)


def test_panels_need_nothing_that_only_tests_or_readers_of_tables_need():
    hidden = {"pandas", "scipy", "roadrunner", "playwright", "hypothesis", "jupyterlab", "voila", "ipykernel"}
    done = run(hidden, "import ketamine_viz as kv; print(kv.routes.side_by_side().png()[:4].hex())")
    assert done.stdout.strip() == "89504e47", done.stderr


def test_a_table_without_pandas_says_what_is_missing():
    done = run({"pandas"}, "import ketamine_viz as kv; kv.evidence.table('references')")
    assert done.stderr.strip().splitlines()[-1] == "ModuleNotFoundError: No module named 'pandas'"


def test_a_missing_test_library_names_its_extra():
    for name, where in {
        "roadrunner": "tests/routes/test_engine.py",
        "axe_playwright_python": "tests/browser",
    }.items():
        done = run(
            {name},
            f"import pytest; sys.exit(pytest.main(['-q', '--co', '-p', 'no:cacheprovider', {where!r}]))",
        )
        assert name in done.stdout, done.stdout
        assert "pip install -e '.[test]'" in done.stdout, done.stdout
