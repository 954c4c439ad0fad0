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

# Where the keyboard stands: place in the document, and which part of the panel it is.
HERE = """(panel) => {
  const node = document.activeElement;
  if (!panel.contains(node) || node === panel) return null;
  node.dataset.kvSeen = 'yes';
  const words = node.labels && node.labels.length ? node.labels[0].textContent.trim() : node.textContent.trim();
  const part = node.closest('details') ? 'folds'
    : node.closest('.kv-keep') ? 'keep'
    : node.closest('.kv-table') ? 'table'
    : node.closest('.kv-card') || words === 'Open a card' ? 'card'
    : ['Reset', 'Show as table', 'Large picture', 'Save as', 'Save'].includes(words) ? 'toolbar'
    : node.matches('button:not(.widget-toggle-button)') ? 'question'
    : 'controls';
  const all = Array.from(panel.querySelectorAll('*'));
  return { at: all.indexOf(node), part, picture: all.indexOf(panel.querySelector('.kv-figure img')) };
}"""
# The order in which a panel is read; the picture itself is never a stop, and stands before its card.
READING_ORDER = ("question", "controls", "card", "toolbar", "table", "folds", "keep")


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
    """Give the first answer on offer, if the panel asks; return what did not follow.

    The buttons that keep a regimen answer nothing: ``test_regimen_link.py`` presses those.
    """
    buttons = operable(panel, ":not(.kv-keep) > button.jupyter-button:not(.widget-toggle-button)")
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
    """Walk the panel with the Tab key; return what was never reached, has no name or stands out of order."""
    wanted = panel.locator("input:visible, select:visible, button:visible, summary:visible")
    wanted.first.focus()
    faults, before, part = [], -1, "question"
    pictured = has_picture(panel)  # a list of rows has no picture to stand before or after
    for _ in range(wanted.count() + 40):
        here = panel.evaluate(HERE)
        if not here:
            break
        label = panel.page.evaluate(f"({NAMED})(document.activeElement)")
        if not label:
            faults.append(f"Tab came to a control without a name, in {here['part']}")
        back = pictured and READING_ORDER.index(here["part"]) < READING_ORDER.index(part)
        if here["at"] <= before or back:
            faults.append(f"Tab came to {label!r}, in {here['part']}, after {part}")
        if pictured and (here["at"] < here["picture"]) != (here["part"] in {"question", "controls"}):
            faults.append(f"{label!r}, in {here['part']}, is on the wrong side of the picture")
        before, part = here["at"], here["part"]
        panel.page.keyboard.press("Tab")
    missed = panel.locator(
        "input:visible:not([data-kv-seen]), select:visible:not([data-kv-seen]), "
        "button:visible:not([disabled]):not([data-kv-seen]), summary:visible:not([data-kv-seen])"
    )
    return faults + [f"Tab never reached {name(missed.nth(index))!r}" for index in range(missed.count())]


def violations(page) -> list[str]:
    """What axe-core finds inside our panels; what the front end does around them is its own affair."""
    results = Axe().run(page, context={"include": [[".kv-live"]]}, options={"resultTypes": ["violations"]})
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:200]}: {node['failureSummary']}"
        for rule in results.response["violations"]
        for node in rule["nodes"]
    ]
