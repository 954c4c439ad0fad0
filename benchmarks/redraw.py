"""Key press to new pixels, in JupyterLab and a real Chromium, against two peers measured in the same run.

python benchmarks/redraw.py [--presses 5] [--only agreement "dose bands" ...]

The floor is a core slider that only changes a text label; it is measured
before, between and after the panels.  The other peer is the usual
``interact`` with a new figure each time, led through the same states of the
same model and picture.  Every control of every panel is walked through; each
press is on a new state as far as the control has them.
"""

from __future__ import annotations

import contextlib
import math
import statistics
import sys
import tempfile
from functools import partial
from pathlib import Path

import nbformat
from common import HERE, REPOSITORY, Line, options, report, table
from walk import PANELS, walk

sys.path.insert(0, str(REPOSITORY / "tests" / "browser"))

import chromium
import frontends
import servers
from playwright.sync_api import TimeoutError as NotThere
from playwright.sync_api import sync_playwright

import ketamine_viz as kv

FASTER_THAN_INTERACT = ">= 2.5"
# Panel → control → [ours, interact] in ms: kept beside the summary.
EACH: dict[str, dict[str, list[float]]] = {}
FLOOR = """import ipywidgets as w
slider, label = w.IntSlider(description="floor", max=100), w.Label("0")
slider.observe(lambda change: setattr(label, "value", str(change["new"])), "value")
label.add_class("floor")
w.VBox([slider, label])"""
# What interact costs: the same model and picture, a new figure at every change, shown as pyplot figures are.
INTERACT = """%matplotlib inline
import sys; sys.path.insert(0, {here!r})
import ipywidgets as w
from IPython.display import display
import ketamine_viz as kv
from ketamine_viz.stage.canvas import Canvas
from walk import walk
panel = {call}
states = [(c.name, s.value) for c in panel._controls.values() for s in walk(c, {presses})]
def redraw(step=0):
    name, value = states[max(0, step - 1)]
    canvas = Canvas(type(panel._canvas.picture)())
    canvas.update(panel._compute(**dict(panel.values, **{{name: value}})))
    display(canvas.figure)
w.interact(redraw, step=w.IntSlider(max=len(states)));"""
# The same list of references, searched the usual way.
FRAME = """import ipywidgets as w
from IPython.display import display
from ketamine_viz import evidence
frame = evidence.table("references")
text = frame.apply(lambda row: " ".join(map(str, row)), axis=1)
def look(search=""):
    display(frame[text.str.contains(search, case=False, regex=False)].head(25))
w.interact(look, search="");"""

CLOCK = """() => {
  window.kvTimes = [];
  let pressed = null;
  const stop = () => { if (pressed !== null) { kvTimes.push(performance.now() - pressed); pressed = null; } };
  window.kvForget = () => { pressed = null; };
  window.addEventListener('keydown', () => { pressed = performance.now(); }, true);
  const loaded = (event) => { if (event.target.tagName === 'IMG') requestAnimationFrame(stop); };
  document.addEventListener('load', loaded, true);
  const shown = 'table.dataframe, .kv-browse-card';
  const answers = '.floor, .kv-browse-table, .kv-browse-card';
  new MutationObserver((changes) => {
    const inside = ({ target }) => (target.closest ? target : target.parentElement)?.closest(answers);
    const frame = ({ addedNodes }) => Array.from(addedNodes).some(
      (node) => node.matches?.(shown) || node.querySelector?.(shown));
    if (changes.some((change) => inside(change) || frame(change))) requestAnimationFrame(stop);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""
READY = ".jp-OutputArea :is(.noUi-handle, .kv-live select, .kv-live input, .widget-text input)"


class Lab:
    """JupyterLab on notebooks of one cell each."""

    def __init__(self, browser, server) -> None:
        self.browser, self.server = browser, server

    @contextlib.contextmanager
    def showing(self, source: str):
        """Run one cell and yield the page that shows it."""
        cell = nbformat.v4.new_code_cell(source)
        kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
        book = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": kernel})
        nbformat.write(book, self.server.folder / "notebooks" / "one.ipynb")
        page = self.browser.new_page(viewport={"width": 1280, "height": 720})
        frontends.open_in_lab(page, self.server, "one.ipynb")
        for _ in range(4):  # the menu is there a moment before it listens
            page.get_by_role("menuitem", name="Run", exact=True).click()
            page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
            with contextlib.suppress(NotThere):
                page.wait_for_selector(READY, timeout=20_000)
                break
        page.wait_for_timeout(1500)
        page.evaluate(CLOCK)
        yield page
        page.close()


def press(page, key: str) -> float | None:
    """Press a key; return milliseconds to the drawn answer, or None if nothing new was drawn."""
    known = page.evaluate("kvTimes.length")
    page.keyboard.press(key)
    try:
        page.wait_for_function("(known) => kvTimes.length > known", arg=known, timeout=3000)
    except NotThere:
        page.evaluate("kvForget()")  # two states that look the same
        print("a key press drew nothing new:", key, file=sys.stderr, flush=True)
        return None
    page.wait_for_timeout(150)
    return page.evaluate("kvTimes.at(-1)")


def middle(times: list[float | None]) -> float:
    """Return the median, without the first press, which warms things up."""
    drawn = [one for one in times[1:] if one is not None]
    return statistics.median(drawn) if drawn else float("nan")


def floor(lab: Lab, presses: int) -> list[float]:
    with lab.showing(FLOOR) as page:
        page.locator(".noUi-handle").first.focus()
        return [press(page, "ArrowRight") for _ in range(presses + 2)][2:]


def start_again(page) -> None:
    page.locator(".kv-live").get_by_role("button", name="Reset", exact=True).first.click()
    page.wait_for_timeout(500)


def element(page, words: str, is_switch: bool):
    shown = page.locator(".kv-live").first
    if is_switch:
        return shown.get_by_role("button", name=words, exact=True).first
    return shown.get_by_label(words, exact=True).first


def led(page, control, presses: int) -> float:
    """Walk through one control with the keyboard; return the median [ms]."""
    times = []
    for step in walk(control, presses):
        element(page, step.words, step.words != control.label).focus()
        times.append(press(page, step.key))
    return middle(times)


def panel_lines(lab: Lab, presses: int, floors: list[float], name: str) -> list[Line]:
    call, limit = PANELS[name]
    panel = eval(call, {"kv": kv})  # the calls stand in this folder
    # Reset leads the whole cascade back to its core, so there "Show" is not walked and nothing is reset.
    whole = name == "whole cascade"
    controls = [control for control in panel._controls.values() if not (whole and control.name == "view")]
    ours: dict[str, float] = {}
    with lab.showing(f"import ketamine_viz as kv\n{call}") as page:
        for control in controls:
            ours[control.label] = led(page, control, presses)
            if not whole:
                start_again(page)
        page.locator(".kv-live").get_by_role("button", name="Large picture", exact=True).first.click()
        page.wait_for_timeout(1000)
        present = led(page, controls[0], presses)
    theirs: dict[str, float] = {}
    source = INTERACT.format(call=call, presses=presses, here=str(HERE))
    with lab.showing(source) as page:
        page.locator(".noUi-handle").first.focus()
        for control in panel._controls.values():
            theirs[control.label] = middle([press(page, "ArrowRight") for _ in range(presses)])
    # A control whose presses changed nothing, such as a block that is already complete, was not timed.
    ours = {label: spent for label, spent in ours.items() if not math.isnan(spent)}
    ground, goal = statistics.median(floors), f"<= {limit}"
    worst = max(ours, key=ours.get)
    median = statistics.median(ours.values())
    EACH[name] = {label: [ours[label], theirs[label]] for label in ours}
    gains = {label: theirs[label] / ours[label] for label in ours}
    least = min(gains, key=gains.get)
    peer = statistics.median(theirs[label] for label in ours)
    return [
        Line(f"{name}: median of {len(ours)} controls", median, "ms", "text label", ground, goal),
        Line(f"{name}: worst, {worst}", ours[worst], "ms", "text label", ground, goal),
        Line(f"{name}: large picture", present, "ms", "text label", ground, goal),
        Line(f"{name}: median of {len(ours)} controls", median, "ms", "interact", peer, FASTER_THAN_INTERACT),
        Line(f"{name}: worst, {least}", ours[least], "ms", "interact", theirs[least], FASTER_THAN_INTERACT),
    ]


def reference_lines(lab: Lab, presses: int, floors: list[float]) -> list[Line]:
    """The list of references: it is no picture, and is held to the goal of one axes."""
    ours: dict[str, float] = {}
    with lab.showing("import ketamine_viz as kv\nkv.teaching.references()") as page:
        shelf = page.locator(".kv-live").first
        shelf.get_by_label("Search", exact=True).focus()
        ours["search, a letter"] = middle(
            [press(page, "z" if k % 2 == 0 else "Backspace") for k in range(presses + 1)]
        )
        start_again(page)
        filters = [one.label for one in kv.teaching.references()._filters.values()]
        for label in filters:
            shelf.get_by_label(label, exact=True).focus()
            ours[label] = middle([press(page, "ArrowDown" if k < 4 else "ArrowUp") for k in range(presses)])
            start_again(page)
        shelf.get_by_role("button", name="Next page", exact=True).focus()
        ours["next page"] = middle([press(page, "Enter") for _ in range(presses)])
        start_again(page)
        shelf.get_by_label("Open a card", exact=True).focus()
        ours["open a card"] = middle([press(page, "ArrowDown") for _ in range(presses)])
    with lab.showing(FRAME) as page:
        page.locator(".widget-text input").first.focus()
        theirs = middle([press(page, "z" if k % 2 == 0 else "Backspace") for k in range(presses + 1)])
    ground, typed = statistics.median(floors), ours["search, a letter"]
    lines = [
        Line(f"references: {what}", spent, "ms", "text label", ground, "<= 2") for what, spent in ours.items()
    ]
    peer = "interact and a data frame"
    return [*lines, Line("references: search, a letter", typed, "ms", peer, theirs, FASTER_THAN_INTERACT)]


def main() -> None:
    everything = [*PANELS, "references"]
    given = options(__doc__, everything, presses=5)
    lines, floors = [], []
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder = Path(scratch) / "reader"
        (folder / "notebooks").mkdir(parents=True)
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        with servers.lab(folder, Path(scratch) / "home") as server:
            lab = Lab(browser, server)
            floor(lab, given.presses)  # the first page of all is slow
            try:
                for name in given.only or everything:
                    floors += floor(lab, given.presses)
                    one = reference_lines if name == "references" else partial(panel_lines, name=name)
                    lines += one(lab, presses=given.presses, floors=floors)
                    print(f"{name} measured", file=sys.stderr, flush=True)
            finally:  # what was measured before a fault is kept
                if given.only:
                    print(table("redraw", [line.as_json() for line in lines]), flush=True)
                else:
                    report("redraw", lines, given.json, {"floors": floors, "each": EACH})
        browser.close()


if __name__ == "__main__":
    main()
