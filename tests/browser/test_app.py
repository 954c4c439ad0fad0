"""The notebooks as plain web pages: panels and prose, and no code."""

from __future__ import annotations

import json

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
    cells = json.loads((servers.NOTEBOOKS / notebook).read_text(encoding="utf-8"))["cells"]
    code = "".join("".join(cell["source"]) + "\n" for cell in cells if cell["cell_type"] == "code")
    assert "import ketamine_viz" in code
    assert not [line for line in code.splitlines() if line and line in words]
    assert not witness.errors, "\n".join(witness.errors)
