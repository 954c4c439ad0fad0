"""Use a live panel as a reader at the keyboard would, and see what changes."""

from __future__ import annotations

import time
from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe

# The furniture of every panel.  Anything else a reader can operate is a control of the picture.
FURNITURE = {"Open a card", "Save as", "Reset", "Show as table", "Large picture", "Save"}
ANSWER_SECONDS = 5

STATE = """async (panel) => {
  const image = panel.querySelector('.kv-figure img');
  const status = panel.querySelector('.kv-status');
  const bytes = image && image.src ? new Uint8Array(await (await fetch(image.src)).arrayBuffer()) : new Uint8Array();
  const digest = Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  const picture = digest.map((b) => b.toString(16).padStart(2, '0')).join('');
  return [picture, image ? image.alt : '', status ? status.textContent : ''];
}"""

NAMED = """(node) => {
  const labels = node.labels ? Array.from(node.labels).map((label) => label.textContent.trim()).filter(Boolean) : [];
  return node.getAttribute('aria-label') || labels.join(' ') || node.textContent.trim() || node.title || '';
}"""

HERE = """(panel) => {
  const node = document.activeElement;
  return panel.contains(node) ? (node.dataset.kvSeen = 'yes', true) : false;
}"""


@dataclass(frozen=True)
class State:
    """What a reader sees and hears of a panel."""

    picture: str
    alt: str
    status: str


def state(panel) -> State:
    return State(*panel.evaluate(STATE))


def wait(panel, until, seconds: float = ANSWER_SECONDS) -> State:
    """Return the first state that satisfies ``until``, or the last one there was."""
    deadline = time.monotonic() + seconds
    while True:
        now = state(panel)
        if until(now) or time.monotonic() > deadline:
            return now
        panel.page.wait_for_timeout(60)


def settled(panel, quiet: float = 0.3) -> State:
    """Return the state once it has stood still for a moment."""
    last, since = state(panel), time.monotonic()
    while time.monotonic() - since < quiet:
        panel.page.wait_for_timeout(60)
        now = state(panel)
        if now != last:
            last, since = now, time.monotonic()
    return last


def name(control) -> str:
    return control.evaluate(NAMED)


def has_picture(panel) -> bool:
    return panel.locator(".kv-figure img").count() > 0 and panel.locator(".kv-figure").first.is_visible()


def operable(panel, selector: str) -> list:
    """Visible elements of a kind that are controls of the picture, not furniture."""
    found = panel.locator(selector)
    nodes = [found.nth(index) for index in range(found.count())]
    return [node for node in nodes if node.is_visible() and name(node) not in FURNITURE]


def moves(kind: str, control) -> list[str]:
    """Keys to try, the gentlest first."""
    if kind == "range":
        at_end = control.evaluate("(node) => Number(node.value) >= Number(node.max)")
        return ["ArrowLeft", "PageDown", "Home"] if at_end else ["ArrowRight", "PageUp", "End"]
    if kind == "select":
        at_end = control.evaluate("(node) => node.selectedIndex >= node.options.length - 1")
        return ["ArrowUp", "Home"] if at_end else ["ArrowDown", "End"]
    return ["Space"]


SELECTORS = {
    "range": "input[type=range]",
    "select": "select",
    "checkbox": "input[type=checkbox]",
    "toggle": "button.jupyter-button.widget-toggle-button",
}


def use_every_control(panel) -> list[str]:
    """Move each control by keyboard from the first state; return what did not answer as it should."""
    faults = []
    first = settled(panel)
    for kind, selector in SELECTORS.items():
        for control in operable(panel, selector):
            label, now = f"{kind} {name(control)!r}", first
            for stroke in moves(kind, control):
                control.focus()
                panel.page.keyboard.press(stroke)
                now = wait(panel, lambda one: one.picture != first.picture and one.alt != first.alt)
                if now.picture != first.picture and now.alt != first.alt:
                    break
            if now.picture == first.picture:
                faults.append(f"{label}: the picture did not change")
            if now.alt == first.alt:
                faults.append(f"{label}: the text alternative did not change")
            if not now.status:
                faults.append(f"{label}: nothing was said in the status line")
            faults += [f"{label}: {fault}" for fault in reset(panel, first)]
    return faults


def reset(panel, first: State) -> list[str]:
    """Press Reset; return what is not as it was at first."""
    press(panel, "Reset")
    last = wait(panel, lambda now: (now.picture, now.alt) == (first.picture, first.alt))
    faults = []
    if last.picture != first.picture:
        faults.append("Reset did not bring the first picture back")
    if last.alt != first.alt:
        faults.append("Reset did not bring the first text alternative back")
    return faults


def answer(panel) -> list[str]:
    """Give the first answer on offer, if the panel asks; return what did not follow."""
    buttons = operable(panel, "button.jupyter-button:not(.widget-toggle-button)")
    if not buttons:
        return []
    before = settled(panel)
    buttons[0].focus()
    panel.page.keyboard.press("Enter")
    after = wait(panel, lambda now: now.status not in {"", before.status})
    return (
        [] if after.status not in {"", before.status} else [f"answer {name(buttons[0])!r}: nothing was said"]
    )


def press(panel, words: str) -> None:
    """Press a button of the panel with the keyboard."""
    button = panel.get_by_role("button", name=words, exact=True).first
    button.focus()
    panel.page.keyboard.press("Enter")


def tab_through(panel) -> list[str]:
    """Walk the panel with the Tab key; return the controls that were never reached."""
    wanted = panel.locator("input:visible, select:visible, button:visible, summary:visible")
    wanted.first.focus()
    for _ in range(wanted.count() + 40):
        if not panel.evaluate(HERE):
            break
        panel.page.keyboard.press("Tab")
    missed = panel.locator(
        "input:visible:not([data-kv-seen]), select:visible:not([data-kv-seen]), "
        "button:visible:not([disabled]):not([data-kv-seen]), summary:visible:not([data-kv-seen])"
    )
    return [name(missed.nth(index)) for index in range(missed.count())]


def violations(page) -> list[str]:
    """What axe-core finds inside our panels; what the front end does around them is its own affair."""
    results = Axe().run(page, context={"include": [[".kv-live"]]}, options={"resultTypes": ["violations"]})
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:200]}: {node['failureSummary']}"
        for rule in results.response["violations"]
        for node in rule["nodes"]
    ]
