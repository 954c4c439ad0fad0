"""Key press to new pixels, in JupyterLab and a real Chromium, against two peers measured in the same run.

    python benchmarks/redraw.py [--presses 15] [--json redraw.json]

The floor is a core slider that only changes a text label.  The other peer is
the usual ``interact`` with a new figure each time, drawing the same picture.
Every speed is a ratio: machines are shared and noisy.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import statistics
import sys
import tempfile
from pathlib import Path

import nbformat

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "browser"))

import chromium
import frontends
import servers
from playwright.sync_api import TimeoutError as NotThere
from playwright.sync_api import sync_playwright

# One call a panel.
PANELS = {
    "start page": "kv.journey.start_page()",
    "routes": "kv.routes.side_by_side()",
    "cascade": "kv.molecular.cascade_explorer()",
    "network": "kv.network.before_and_after()",
    "trials": "kv.psychological.trials()",
}
FLOOR = """import ipywidgets as w
slider, label = w.IntSlider(description="floor", max=100), w.Label("0")
slider.observe(lambda change: setattr(label, "value", str(change["new"])), "value")
label.add_class("floor")
w.VBox([slider, label])"""
# What interact costs: the same model and picture, a new figure at every change, shown as pyplot figures are.
INTERACT = """%matplotlib inline
import ipywidgets as w
from IPython.display import display
from ketamine_viz.stage.canvas import Canvas
panel = {call}
control = next(iter(panel._controls.values()))
named = getattr(control, "stops", ()) or getattr(control, "options", ())
allowed = [value for _, value in named] or [control.value, control.maximum]
def redraw(step=0):
    value = allowed[step % len(allowed)]
    canvas = Canvas(type(panel._canvas.picture)())
    canvas.update(panel._compute(**dict(panel.values, **{{control.name: value}})))
    display(canvas.figure)
w.interact(redraw, step=w.IntSlider(max=100));"""

CLOCK = """() => {
  window.kvTimes = [];
  let pressed = null;
  const stop = () => { if (pressed !== null) { kvTimes.push(performance.now() - pressed); pressed = null; } };
  window.addEventListener('keydown', () => { pressed = performance.now(); }, true);
  const loaded = (event) => { if (event.target.tagName === 'IMG') requestAnimationFrame(stop); };
  document.addEventListener('load', loaded, true);
  new MutationObserver((changes) => {
    const inFloor = ({ target }) => (target.closest ? target : target.parentElement)?.closest('.floor');
    if (changes.some(inFloor)) requestAnimationFrame(stop);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


def notebook(folder: Path, name: str, source: str) -> None:
    cell = nbformat.v4.new_code_cell(source)
    book = nbformat.v4.new_notebook(
        cells=[cell],
        metadata={"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
    )
    nbformat.write(book, folder / "notebooks" / f"{name}.ipynb")


def measure(page, server, name: str, presses: int) -> list[float]:
    """Milliseconds from key press to drawn answer, one per press."""
    frontends.open_in_lab(page, server, f"{name}.ipynb")
    controls = ".jp-OutputArea :is(input[type=range], .noUi-handle, .kv-live select)"
    for _ in range(4):  # the menu is there a moment before it listens
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        with contextlib.suppress(NotThere):
            page.wait_for_selector(controls, timeout=20_000)
            break
    page.wait_for_timeout(1500)
    page.evaluate(CLOCK)
    control = page.locator(controls).first
    control.focus()
    is_list, at_end = control.evaluate(
        "(node) => [node.tagName === 'SELECT',"
        " node.options ? node.selectedIndex === node.options.length - 1 : Number(node.value) >= Number(node.max)]"
    )
    moves = ["ArrowDown", "ArrowUp"] if is_list else ["ArrowRight", "ArrowLeft"]
    there, back = reversed(moves) if at_end else moves
    for press in range(presses + 2):
        known = page.evaluate("kvTimes.length")
        page.keyboard.press(there if press % 2 == 0 else back)
        page.wait_for_function("(known) => kvTimes.length > known", arg=known, timeout=15_000)
        page.wait_for_timeout(150)
    return page.evaluate("kvTimes")[2:]  # the first presses warm things up


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--presses", type=int, default=15)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    jobs = {"floor": FLOOR}
    for name, call in PANELS.items():
        jobs[name] = f"import ketamine_viz as kv\n{call}"
        jobs[f"{name}, interact"] = "import ketamine_viz as kv\n" + INTERACT.format(call=call)
    medians: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder = Path(scratch) / "reader"
        (folder / "notebooks").mkdir(parents=True)
        for name, source in jobs.items():
            notebook(folder, name.replace(" ", "_").replace(",", ""), source)
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        with servers.lab(folder, Path(scratch) / "home") as server:
            for name in jobs:
                page = browser.new_page(viewport={"width": 1280, "height": 720})
                times = measure(page, server, name.replace(" ", "_").replace(",", ""), options.presses)
                medians[name] = statistics.median(times)
                page.close()
        browser.close()
    floor = medians["floor"]
    print(f"{'picture':14} {'ms':>6} {'x floor':>8} {'interact ms':>12} {'x faster':>9}")
    print(f"{'text label':14} {floor:6.0f} {1:8.1f}")
    for name in PANELS:
        ours, theirs = medians[name], medians[f"{name}, interact"]
        print(f"{name:14} {ours:6.0f} {ours / floor:8.1f} {theirs:12.0f} {theirs / ours:9.1f}")
    if options.json:
        options.json.write_text(json.dumps(medians, indent=1) + "\n")


if __name__ == "__main__":
    main()
