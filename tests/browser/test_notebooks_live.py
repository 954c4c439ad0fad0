"""Every notebook in a real browser, opened once in each front end.

Before it runs in JupyterLab the saved pictures are there; as a web page it
shows no code.  Then each control is used by keyboard; axe finds nothing in our
panels; nothing complains, and nothing leaves the machine.
"""

from __future__ import annotations

import json

import frontends
import panels
import pytest
import servers


@pytest.mark.parametrize("notebook", servers.notebooks())
@pytest.mark.parametrize("front_end", ["lab", "voila"])
def test_a_reader_at_the_keyboard(front_end, notebook, request, page, witness, keep_picture):
    server = request.getfixturevalue(front_end)
    if front_end == "lab":
        frontends.open_in_lab(page, server, notebook)
        faults = before_running(page)
        frontends.run_all_in_lab(page, server, notebook)
    else:
        frontends.open_in_voila(page, server, notebook)
        faults = code_shown(page, notebook)
    found = page.locator(".kv-live")
    everything = [found.nth(index) for index in range(found.count())]
    pictures = [panel for panel in everything if panels.has_picture(panel)]
    assert pictures, f"{notebook} shows no live picture"
    for number, panel in enumerate(pictures, 1):
        faults += [f"panel {number}: {fault}" for fault in used(panel, number, keep_picture)]
    for number, question in enumerate([one for one in everything if not panels.has_picture(one)], 1):
        question.scroll_into_view_if_needed()
        faults += [f"question {number}: {fault}" for fault in panels.answer(question)]
    open_everything(page, everything)
    faults += [f"axe: {fault}" for fault in panels.violations(page)]
    assert not faults, "\n".join(faults)
    assert not witness.strangers, f"requests left the machine: {witness.strangers}"
    assert not witness.errors, "\n".join(witness.errors)


def used(panel, number: int, keep_picture) -> list[str]:
    """Use all of a panel that has a picture; return what did not answer as it should."""
    panel.scroll_into_view_if_needed()
    first = panels.settled(panel)
    keep_picture(panel, f"panel{number}")
    faults = [] if first.alt else ["the picture has no text alternative"]
    faults += panels.tab_through(panel)
    faults += panels.use_every_control(panel)
    faults += panels.answer(panel)
    panels.press(panel, "Show as table")
    panel.locator(".kv-table table").first.wait_for(state="visible")
    panels.press(panel, "Large picture")
    panels.wait(panel, lambda now: now.picture != first.picture)
    keep_picture(panel, f"panel{number}_used")
    return faults + panels.reset(panel, first)


def before_running(page) -> list[str]:
    """What is wrong with a notebook that was opened in JupyterLab and has not run."""
    picture = page.locator(".jp-OutputArea-output img[alt]").first
    picture.wait_for(state="visible")
    faults = [] if picture.get_attribute("alt") else ["the saved picture has no text alternative"]
    if page.get_by_text("model not found").count():
        faults.append("a widget without its model")
    if page.locator(".jp-toast, .Toastify__toast").count():
        faults.append("JupyterLab shows a pop-up")
    return faults


def code_shown(page, notebook: str) -> list[str]:
    """What a web page shows of the cells' own code."""
    page.locator(".kv-figure:visible img").first.wait_for()
    faults = []
    if page.locator(".jp-InputArea-editor:visible, .cm-editor:visible, .jp-InputPrompt:visible").count():
        faults.append("an editor or a prompt is shown")
    words = page.locator("body").inner_text()
    cells = json.loads((servers.NOTEBOOKS / notebook).read_text(encoding="utf-8"))["cells"]
    code = "".join("".join(cell["source"]) + "\n" for cell in cells if cell["cell_type"] == "code")
    assert "import ketamine_viz" in code
    return faults + [f"code is shown: {line}" for line in code.splitlines() if line and line in words]


def open_everything(page, everything: list) -> None:
    """Show every table and every fold, so that axe sees them."""
    for panel in everything:
        shows = panel.locator(".kv-table table:visible").count()
        if not shows and panel.get_by_role("button", name="Show as table", exact=True).count():
            panels.press(panel, "Show as table")
        folds = panel.locator("summary")
        for index in range(folds.count()):
            folds.nth(index).focus()
            page.keyboard.press("Enter")
    page.wait_for_timeout(500)
