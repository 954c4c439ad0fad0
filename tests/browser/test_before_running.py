"""What a reader meets in JupyterLab before anything has run."""

from __future__ import annotations

import frontends
import pytest
import servers


@pytest.mark.parametrize("notebook", servers.notebooks())
def test_the_saved_picture_is_there_and_described(notebook, lab, page, witness, keep_picture):
    frontends.open_in_lab(page, lab, notebook)
    picture = page.locator(".jp-OutputArea-output img[alt]").first
    picture.wait_for(state="visible")
    assert picture.get_attribute("alt"), "the saved picture has no text alternative"
    assert not page.get_by_text("model not found").count()
    assert not page.locator(".jp-toast, .Toastify__toast").count(), "JupyterLab shows a pop-up"
    assert not witness.strangers, f"requests left the machine: {witness.strangers}"
    assert not witness.errors, "\n".join(witness.errors)
