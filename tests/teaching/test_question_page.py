"""The page of all questions: found quickly, answered only on demand."""

from __future__ import annotations

import json
import re

import pytest

from ketamine_viz import teaching
from ketamine_viz.teaching.help_line import HELP_LINE
from ketamine_viz.teaching.panels.every_question import NOWHERE, card

ALL = teaching.questions()


@pytest.fixture
def page():
    return teaching.question_page()


def parts(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from parts(child)


def seen(page) -> str:
    states = [one.get_state() for one in parts(page)]
    return json.dumps([states, page._repr_mimebundle_()], default=str, ensure_ascii=False)


def test_every_question_is_found(page):
    assert {q.id for q in page.found} == {q.id for q in ALL}
    assert [q.id for q in page.set(search="q033").found] == ["q033"]


def test_it_is_narrowed_by_part_kind_and_notebook(page):
    page.set(level="Brain regions and signals", type="A number")
    assert page.found
    assert {(q.level, q.type) for q in page.found} == {("network", "numeric")}
    page.reset()
    page.set(notebook="03b Expectancy")
    assert {q.id for q in page.found} == {q.id for q in ALL if "03b_expectancy" in q.asked_in}
    page.set(notebook=NOWHERE) if any(not q.asked_in for q in ALL) else page.reset()
    assert all(not q.asked_in for q in page.found) or page.values["notebook"] == ""


@pytest.mark.parametrize("question", ALL, ids=lambda q: q.id)
def test_answers_are_off_the_page_until_they_are_asked_for(page, question):
    secrets = [question.explanation, question.misconception, *(wrong.why for wrong in question.wrong)]
    page.open_card(question.id)
    before = seen(page)
    for secret in secrets:
        assert json.dumps(secret, ensure_ascii=False)[1:-1] not in before
    assert "<strong>Right:</strong>" not in before
    page.reveal()
    assert "<strong>Right:</strong>" in seen(page)
    assert question.explanation.replace("'", "&#x27;").replace('"', "&quot;") in page.card.html
    page.reveal(False)
    after = seen(page)
    assert "<strong>Right:</strong>" not in after
    assert all(json.dumps(secret, ensure_ascii=False)[1:-1] not in after for secret in secrets)


def test_reset_takes_the_answers_off_too(page):
    page.open_card("q001")
    page.reveal()
    page.reset()
    assert page.card is None
    page.open_card("q001")
    assert "Right:" not in page.card.html


def test_the_tick_is_told_in_words(page):
    page.reveal()
    assert page.status == "Answers are on the cards now: open one."
    page.reveal(False)
    assert page.status == "Answers are off the page."


@pytest.mark.parametrize("question", ALL, ids=lambda q: q.id)
def test_a_revealed_card_tells_all(question):
    html = card(question, answers=True).html
    for heading in ("Right:", "Why:", "For the belief:", "What is said to other answers"):
        assert heading in html
    assert html.count("<li>") == len(question.options) + len(question.wrong) + (question.ref is not None)
    assert (question.panel in html) is bool(question.panel) or not question.panel
    assert not re.search(r"(>|: |in )(None|nan)\s*(<|$)", html), "an empty cell is not shown as a word"


def test_help_stands_beside_each_question_on_suicide():
    told = [q.id for q in ALL if HELP_LINE in card(q, answers=False).html]
    assert told == [q.id for q in ALL if q.suicide_topic]
    assert {"q052", "q053", "q054"} <= set(told)
