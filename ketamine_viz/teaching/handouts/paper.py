"""HTML pages printed to PDF by a Chromium that is there already."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")
_NUMBER = (
    '<div style="font: 8pt sans-serif; width: 100%; text-align: center">'
    '<span class="pageNumber"></span> of <span class="totalPages"></span></div>'
)


def find_chromium() -> str | None:
    """Return the path of the system's Chromium, or of the one named in ``KV_CHROMIUM``; None if there is none."""
    named = os.environ.get("KV_CHROMIUM")
    if named:
        return shutil.which(named)
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def write_pdf(pages: Iterable[str | Path]) -> tuple[Path, ...]:
    """Print HTML files to tagged PDF files with bookmarks, beside them.

    Parameters
    ----------
    pages
        HTML files.

    Returns
    -------
    tuple of Path
        The PDF files, in the order of the pages.

    Raises
    ------
    RuntimeError
        Without Playwright or without a Chromium, with what to install.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise RuntimeError("no PDF: install the extra test (Playwright), then run again") from error
    program = find_chromium()
    if program is None:
        raise RuntimeError(
            "no PDF: no Chromium was found; install your system's chromium package, or set KV_CHROMIUM to its path"
        )
    made = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        try:
            tab = browser.new_page(java_script_enabled=False, offline=True)
            for page in map(Path, pages):
                tab.goto(page.resolve().as_uri())
                target = page.with_suffix(".pdf")
                tab.pdf(
                    path=target,
                    format="A4",
                    tagged=True,
                    outline=True,
                    display_header_footer=True,
                    header_template="<span></span>",
                    footer_template=_NUMBER,
                    margin={"top": "16mm", "bottom": "18mm", "left": "16mm", "right": "16mm"},
                )
                made.append(target)
        finally:
            browser.close()
    return tuple(made)
