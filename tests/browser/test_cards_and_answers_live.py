"""A reader at the keyboard commits to a word first; what is right has not reached the browser until then."""

from __future__ import annotations

import re

import frontends
import panels
import stub

from ketamine_viz.teaching.bank import questions

NAME = "cards_and_answers.ipynb"
CELLS = ("import ketamine_viz as kv\nkv.teaching.claim_cards()", 'kv.teaching.quiz("q048")')


def test_a_guess_stays_and_no_answer_comes_before_it(page, lab, notebooks_copy):
    sent: list[str] = []  # all that the kernel tells the page, so the state of every widget too
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sent.append(_text(frame))))
    stub.write(notebooks_copy, NAME, *CELLS)
    frontends.open_in_lab(page, lab, NAME)
    frontends.run_all_in_lab(page, lab, NAME)
    deck, quiz = (page.locator(".kv-live").nth(index) for index in range(2))
    secret = _plain(next(one.explanation for one in questions() if one.id == "q048"))
    quiz.get_by_role("button").first.wait_for()
    assert any("A control group of similar people" in frame for frame in sent), "nothing was listened to"
    assert secret not in page.content()
    assert not any(secret in frame for frame in sent), "the answer was sent before it was given"
    assert panels.answer(quiz) == []
    assert secret in quiz.inner_text()

    assert not deck.locator(".kv-flip").count()
    panels.press(deck, "goes too far")
    card = deck.locator(".kv-flip")
    card.filter(has_text="You said: goes too far").wait_for()
    outline = deck.get_by_role("button", name="goes too far", exact=True).evaluate(
        "(node) => { const s = getComputedStyle(node); return [s.outlineStyle, parseFloat(s.outlineWidth)]; }"
    )
    assert outline == ["solid", 3], f"the keyboard's place is hardly seen: {outline}"
    panels.press(deck, "Next claim")
    card.wait_for(state="detached")
    panels.press(deck, "Previous claim")
    card.filter(has_text="You said: goes too far").wait_for()
    panels.press(deck, "wrong")
    deck.get_by_role("status").filter(has_text="open already").wait_for()
    assert "You said: goes too far" in card.inner_text()


def _text(frame: str | bytes) -> str:
    return frame if isinstance(frame, str) else frame.decode("utf-8", errors="ignore")


def _plain(words: str) -> str:
    """The longest run of words that no encoding changes."""
    return max(re.findall(r"[A-Za-z0-9 ,.;]+", words), key=len).strip()
