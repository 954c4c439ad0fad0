"""Every notebook in a real browser: each control by keyboard, nothing complains, nothing leaves the machine."""

from __future__ import annotations

import frontends
import panels
import pytest
import servers

FRONT_ENDS = ("lab", "voila")


@pytest.fixture(params=FRONT_ENDS)
def live(request, page):
    """A function that opens a notebook in a front end and returns its live panels."""

    def bring_to_life(notebook: str) -> list:
        if request.param == "lab":
            server = request.getfixturevalue("lab")
            frontends.open_in_lab(page, server, notebook)
            frontends.run_all_in_lab(page, server, notebook)
        else:
            frontends.open_in_voila(page, request.getfixturevalue("voila"), notebook)
        found = page.locator(".kv-live")
        return [found.nth(index) for index in range(found.count())]

    return bring_to_life


@pytest.mark.parametrize("notebook", servers.notebooks())
def test_every_control_by_keyboard(notebook, live, page, witness, keep_picture):
    faults = []
    everything = live(notebook)
    pictures = [panel for panel in everything if panels.has_picture(panel)]
    assert pictures, f"{notebook} shows no live picture"
    for number, panel in enumerate(pictures, 1):
        panel.scroll_into_view_if_needed()
        first = panels.settled(panel)
        keep_picture(panel, f"panel{number}")
        assert first.alt, f"{notebook}, panel {number}: the picture has no text alternative"
        faults += [f"panel {number}: {fault}" for fault in panels.tab_through(panel)]
        faults += [f"panel {number}: {fault}" for fault in panels.use_every_control(panel)]
        faults += [f"panel {number}: {fault}" for fault in panels.answer(panel)]
        panels.press(panel, "Show as table")
        panel.locator(".kv-table table").first.wait_for(state="visible")
        panels.press(panel, "Large picture")
        panels.wait(panel, lambda now, f=first: now.picture != f.picture)
        keep_picture(panel, f"panel{number}_used")
        faults += [f"panel {number}: {fault}" for fault in panels.reset(panel, first)]
    for number, question in enumerate([one for one in everything if not panels.has_picture(one)], 1):
        question.scroll_into_view_if_needed()
        faults += [f"question {number}: {fault}" for fault in panels.answer(question)]
    assert not faults, "\n".join(faults)
    assert not witness.strangers, f"requests left the machine: {witness.strangers}"
    assert not witness.errors, "\n".join(witness.errors)


@pytest.mark.parametrize("notebook", servers.notebooks())
def test_axe_finds_nothing_inside_our_panels(notebook, live, page):
    for panel in live(notebook):
        if panel.get_by_role("button", name="Show as table", exact=True).count():
            panels.press(panel, "Show as table")
        folds = panel.locator("summary")
        for index in range(folds.count()):
            folds.nth(index).focus()
            page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    found = panels.violations(page)
    assert not found, "\n".join(found)
