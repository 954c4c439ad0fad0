from __future__ import annotations

import os
import re
from pathlib import Path

import chromium
import pytest
import servers

ARTIFACTS = Path(__file__).parent / "artifacts"
SIZE = {"width": 1280, "height": 720}


def pytest_collection_modifyitems(config, items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    path = chromium.find()
    if path is None:
        reason = "no Chromium: install the chromium package of your system, or set KV_CHROMIUM to the program's path"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def notebooks_copy(tmp_path_factory):
    return servers.copy_notebooks(tmp_path_factory.mktemp("reader"))


@pytest.fixture(scope="session")
def lab(browser, notebooks_copy, tmp_path_factory):
    with servers.lab(notebooks_copy, tmp_path_factory.mktemp("lab")) as server:
        yield server


@pytest.fixture(scope="session")
def voila(browser, notebooks_copy, tmp_path_factory):
    with servers.voila(notebooks_copy, tmp_path_factory.mktemp("voila")) as server:
        yield server


@pytest.fixture
def witness():
    return chromium.Witness()


@pytest.fixture
def page(browser, witness, request):
    context = browser.new_context(viewport=SIZE)
    context.set_default_timeout(30_000)
    page = context.new_page()
    witness.watch(page)
    yield page
    ARTIFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTIFACTS / f"{re.sub(r'[^A-Za-z0-9_]+', '_', request.node.name)}.png")
    context.close()


@pytest.fixture
def keep_picture(page, request):
    """Save a screenshot of a panel among the artifacts, on a page tall enough to show it whole."""
    ARTIFACTS.mkdir(exist_ok=True)

    def keep(panel, label: str) -> None:
        stem = re.sub(r"[^A-Za-z0-9_]+", "_", f"{request.node.name}_{label}")
        page.set_viewport_size({**SIZE, "height": 1600})
        panel.scroll_into_view_if_needed()
        page.wait_for_timeout(200)
        panel.screenshot(path=ARTIFACTS / f"{stem}.png")
        page.set_viewport_size(SIZE)

    return keep
