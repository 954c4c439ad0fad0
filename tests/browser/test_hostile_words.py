"""Words from data stay words: nothing in them runs, in either front end."""

from __future__ import annotations

import frontends
import panels
import pytest
import stub

NAME = "hostile.ipynb"
HIT = "window.kvHit=1"
WORDS = f"</p></script><script>{HIT}</script><img src=x onerror='{HIT}'>\" onmouseover=\"{HIT}"
CELLS = (stub.PANEL, stub.QUIZ, stub.TERM, stub.BROWSE)


@pytest.fixture(params=["lab", "voila"])
def hostile(request, page, notebooks_copy):
    server = request.getfixturevalue(request.param)
    stub.write(notebooks_copy, NAME, *CELLS, words=WORDS)
    if request.param == "lab":
        frontends.open_in_lab(page, server, NAME)
        frontends.run_all_in_lab(page, server, NAME)
    else:
        frontends.open_in_voila(page, server, NAME)
    page.locator(".kv-browse-table table").wait_for()
    return page  # the file stays: JupyterLab keeps asking for what it had open


def test_nothing_in_the_words_runs(hostile, witness):
    everything = hostile.locator(".kv-live")
    assert everything.count() == 3
    panel, quiz, browse = (everything.nth(index) for index in range(3))
    assert panels.answer(panel) == []
    for words in ("Show as table", "Large picture"):
        panels.press(panel, words)
    panel.locator(".kv-table table").wait_for()
    panel.get_by_label("Open a card").select_option(index=1)
    panel.locator(".kv-card").wait_for()
    for control in panels.operable(panel, "input[type=range], input[type=checkbox]"):
        control.focus()
        hostile.keyboard.press("ArrowRight")
        hostile.keyboard.press("Space")
    assert panels.answer(quiz) == []
    browse.locator("select").last.select_option(index=1)
    browse.locator(".kv-card").first.wait_for(state="attached")
    hostile.wait_for_timeout(300)

    shown = hostile.locator(".kv-live, .jp-OutputArea-output")
    assert hostile.evaluate("window.kvHit") is None, "something in the words was run"
    assert not shown.locator("script, [onerror], [onmouseover], img:not([alt])").count()
    assert not shown.locator("a[href^='javascript']").count(), "a source links to a script"
    # Each place shows the words as they are.
    for place in (
        ".kv-title",
        ".kv-question",
        ".kv-note",
        ".kv-table caption",
        ".kv-card",
        ".kv-status",
        "dfn",
    ):
        hostile.locator(place).filter(has_text="<script>").first.wait_for(state="attached")
    assert not witness.strangers, witness.strangers
    assert not witness.errors, "\n".join(witness.errors)
