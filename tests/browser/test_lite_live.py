"""The site that runs in a browser alone: built by its command, served as files, opened in Chromium.

Python in the page needs Pyodide from its public address, which no test asks
for.  So this holds what a reader sees before that: the notebooks with their
pictures, and a kernel that asks for nothing but Pyodide.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "dist" / "lite"
PYODIDE = "cdn.jsdelivr.net"


@pytest.fixture(scope="module")
def site(browser):
    subprocess.run(["make", "lite"], cwd=ROOT, check=True, capture_output=True)
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "-d", str(SITE)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        port = server.stdout.readline().split(" port ")[1].split()[0]
        yield f"http://127.0.0.1:{port}"
        server.kill()


def test_the_wheels_it_needs_are_in_it(site):
    listed = json.loads((SITE / "pypi" / "all.json").read_text(encoding="utf-8"))
    assert {"ketamine-viz", "anywidget", "ipywidgets", "psygnal"} <= set(listed)


def test_a_notebook_opens_with_its_picture_and_asks_for_nothing_but_pyodide(site, page, witness):
    page.goto(f"{site}/lab/index.html?path=00_start_here.ipynb")
    picture = page.locator("img[alt^='Four pictures of one dose']").first
    picture.wait_for(state="visible", timeout=120_000)
    assert picture.evaluate("image => image.naturalWidth") > 500
    assert page.locator("h1", has_text="What does one dose of ketamine do").first.is_visible()
    assert all(PYODIDE in url for url in witness.strangers), witness.strangers
