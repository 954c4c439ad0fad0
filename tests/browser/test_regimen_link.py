"""A studied regimen handed on: by link, by file, and back again, in a real browser."""

from __future__ import annotations

import json

import frontends
import pytest

from ketamine_viz.journey.panels.keeping import FILE, KEY
from ketamine_viz.journey.plans import plans
from ketamine_viz.journey.saved import Regimen, from_json, to_json, to_link

NOTEBOOK = "05_milligram_to_mood.ipynb"
OTHER = Regimen("s_nose84", 24.0)


def opened(front_end, request, page, link=""):
    """The first panel of the notebook, opened with a word after its address."""
    server = request.getfixturevalue(front_end)
    if front_end == "lab":
        frontends.open_in_lab(page, server, NOTEBOOK, link)
        frontends.run_all_in_lab(page, server, NOTEBOOK)
    else:
        frontends.open_in_voila(page, server, NOTEBOOK, link)
    panel = page.locator(".kv-live").first
    panel.scroll_into_view_if_needed()
    return panel


def said(panel, words):
    panel.locator(".kv-status", has_text=words).wait_for(state="visible", timeout=15_000)


def shown_plan(panel) -> str:
    """The regimen the drop-down stands on."""
    return (
        panel.get_by_label("Studied regimen")
        .evaluate("(one) => one.selectedOptions[0].text.trim()")
        .replace("\N{NO-BREAK SPACE}", " ")
    )


def choose(panel, file):
    """Press the button by keyboard and choose a file in the input that ipywidgets keeps out of the page."""
    button = panel.get_by_role("button", name="Load regimen")
    button.focus()
    panel.page.evaluate("""() => { HTMLInputElement.prototype.click = function () {
      this.id = 'kv-chosen';
      document.body.append(this);
    }; }""")
    panel.page.keyboard.press("Enter")
    chosen = panel.page.locator("#kv-chosen")
    chosen.set_input_files(file)
    chosen.evaluate("(one) => one.remove()")


def shown_link(panel) -> str:
    return panel.locator("code", has_text=f"?{KEY}=").text_content()


@pytest.mark.parametrize("front_end", ["lab", "voila"])
def test_a_link_opens_the_regimen(front_end, request, page, witness):
    panel = opened(front_end, request, page, f"{KEY}={to_link(OTHER)}")
    said(panel, "Opened from a link.")
    assert shown_link(panel) == f"?{KEY}={to_link(OTHER)}"
    assert shown_plan(panel) == plans()[OTHER.plan].words
    assert not witness.strangers
    assert not witness.errors, "\n".join(witness.errors)


@pytest.mark.parametrize("front_end", ["lab", "voila"])
def test_a_link_that_cannot_be_read_changes_nothing(front_end, request, page):
    panel = opened(front_end, request, page, f"{KEY}=x")
    said(panel, "Nothing changed:")
    assert shown_link(panel) == f"?{KEY}={to_link(Regimen())}"


@pytest.mark.parametrize("front_end", ["lab", "voila"])
def test_a_file_is_saved_and_loaded_again(front_end, request, page, tmp_path):
    panel = opened(front_end, request, page)
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(to_json(OTHER), encoding="utf-8")
    bad.write_text("{", encoding="utf-8")
    choose(panel, good)
    said(panel, "Loaded.")
    assert shown_link(panel) == f"?{KEY}={to_link(OTHER)}"
    choose(panel, bad)
    said(panel, "Nothing changed:")
    assert shown_link(panel) == f"?{KEY}={to_link(OTHER)}"
    save = panel.get_by_role("button", name="Save regimen", exact=True)
    save.focus()
    with page.expect_download() as waited:
        page.keyboard.press("Enter")
    said(panel, f"Saved as {FILE}.")
    assert waited.value.suggested_filename == FILE
    kept = waited.value.path().read_text(encoding="utf-8")
    assert from_json(kept) == OTHER
    assert json.loads(kept) == json.loads(to_json(OTHER))
