"""The notebooks as plain web pages: panels and prose, and no code."""

from __future__ import annotations

import frontends
import panels
import pytest
import servers


@pytest.mark.parametrize("notebook", servers.notebooks())
def test_no_code_is_shown(notebook, voila, page, witness):
    frontends.open_in_voila(page, voila, notebook)
    page.locator(".kv-figure:visible img").first.wait_for()
    found = page.locator(".kv-live")
    pictures = [found.nth(k) for k in range(found.count()) if panels.has_picture(found.nth(k))]
    assert pictures
    assert all(panels.settled(picture).alt for picture in pictures)
    assert not page.locator(
        ".jp-InputArea-editor:visible, .cm-editor:visible, .jp-InputPrompt:visible"
    ).count()
    words = page.locator("body").inner_text()
    assert "import ketamine_viz" not in words
    assert "kv." not in words
    assert not witness.errors, "\n".join(witness.errors)
