"""The list of references as a reader at the keyboard uses it: type, narrow, open a card, start again."""

from __future__ import annotations

import frontends
import panels
import pytest

NOTEBOOK = "sources.ipynb"


@pytest.fixture(params=("lab", "voila"))
def shelf(request, page):
    if request.param == "lab":
        server = request.getfixturevalue("lab")
        frontends.open_in_lab(page, server, NOTEBOOK)
        frontends.run_all_in_lab(page, server, NOTEBOOK)
    else:
        frontends.open_in_voila(page, request.getfixturevalue("voila"), NOTEBOOK)
    found = page.locator(".kv-live").first
    found.scroll_into_view_if_needed()
    return found


def said(shelf, words):
    shelf.locator(".kv-status", has_text=words).wait_for(state="visible", timeout=5000)


def test_a_reference_is_found_and_opened_by_keyboard(shelf, page, witness, keep_picture):
    said(shelf, "page 1 of")
    everything = shelf.locator(".kv-status").text_content()
    shelf.get_by_label("Search").focus()
    page.keyboard.type("zanos metabolites 2016")
    said(shelf, "1 of ")
    keep_picture(shelf, "found")
    card = shelf.get_by_label("Open a card")
    card.focus()
    page.keyboard.press("ArrowDown")
    said(shelf, "Card open: Zanos et al. 2016")
    assert shelf.locator(".kv-card a").first.get_attribute("href").startswith("https://doi.org/")
    shelf.locator(".kv-card summary").focus()
    page.keyboard.press("Enter")
    shelf.locator(".kv-card pre", has_text="@article{zanos2016,").wait_for(state="visible")
    keep_picture(shelf, "card")
    faults = panels.violations(page)
    assert not panels.tab_through(shelf)
    shelf.get_by_label("Used in").focus()
    page.keyboard.press("ArrowDown")
    said(shelf, "None of ")
    said(shelf, "fewer or shorter words")
    keep_picture(shelf, "none")
    faults += panels.violations(page)
    panels.press(shelf, "Reset")
    said(shelf, everything)
    panels.press(shelf, "Next page")
    said(shelf, "page 2 of")
    card.focus()
    page.keyboard.press("ArrowDown")
    said(shelf, "Card open: ")
    keep_picture(shelf, "page2")
    assert not faults, "\n".join(faults)
    assert not witness.strangers
    assert not witness.errors, "\n".join(witness.errors)
