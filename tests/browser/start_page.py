"""Take the picture that README.md shows: ``python tests/browser/start_page.py``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import chromium
import frontends
import panels
import servers
from PIL import Image
from playwright.sync_api import sync_playwright

NOTEBOOK = "00_start_here.ipynb"
TARGET = servers.REPOSITORY / "notebooks" / "images" / "start_page.png"


def main() -> int:
    program = chromium.find()
    if program is None:
        sys.exit("no Chromium: install it, or set KV_CHROMIUM to the program's path")
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = servers.copy_notebooks(Path(place) / "reader")
        with servers.lab(folder, Path(place) / "home") as server:
            browser = playwright.chromium.launch(executable_path=program, args=list(chromium.FLAGS))
            page = browser.new_page(viewport={"width": 1090, "height": 1600})
            frontends.open_in_lab(page, server, NOTEBOOK)
            frontends.run_all_in_lab(page, server, NOTEBOOK)
            panel = page.locator(".kv-live").first
            panels.settled(panel)
            TARGET.parent.mkdir(exist_ok=True)
            panel.screenshot(path=TARGET)
            browser.close()
    # 256 colours are plenty for flat colours and text, and weigh a third
    with Image.open(TARGET) as full:
        small = full.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    small.save(TARGET, optimize=True)
    print(f"{TARGET.relative_to(servers.REPOSITORY)}: {TARGET.stat().st_size // 1024} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
