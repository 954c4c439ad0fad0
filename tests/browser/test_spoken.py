"""What a screen reader hears: one status line that stays, and nothing spoken that is not news."""

from __future__ import annotations

import frontends
import panels
import pytest
import stub

NAME = "spoken.ipynb"


@pytest.fixture(params=["lab", "voila"])
def panel(request, page, notebooks_copy):
    server = request.getfixturevalue(request.param)
    stub.write(notebooks_copy, NAME, stub.PANEL)
    if request.param == "lab":
        frontends.open_in_lab(page, server, NAME)
        frontends.run_all_in_lab(page, server, NAME)
    else:
        frontends.open_in_voila(page, server, NAME)
    return page.locator(".kv-live").first  # the file stays: JupyterLab keeps asking for what it had open


def test_the_status_is_one_node_through_ten_updates(panel, page):
    status = panel.get_by_role("status")
    assert status.count() == 1
    status.evaluate("(node) => { node.kvMark = 'first'; }")
    slider = panel.locator("input[type=range]")
    slider.focus()
    heard = [status.inner_text()]
    for _ in range(10):
        page.keyboard.press("ArrowRight")
        now = panels.wait(panel, lambda one: one.status != heard[-1])
        heard.append(now.status)
    assert len(set(heard)) == 11, heard
    assert status.evaluate("(node) => node.kvMark") == "first", "the status node was replaced"
    assert status.evaluate("(node) => node.isConnected && node.getAttribute('role')") == "status"
    assert slider.evaluate("(node) => node === document.activeElement"), "the keyboard lost its place"
