"""Words from data are shown as words wherever the stage puts them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ketamine_viz import stage
from ketamine_viz.stage import html

WORDS = '<script>alert(1)</script><img src=x onerror="alert(1)"> \' & '
ESCAPED = stage.text.escape(WORDS)
SOURCE = SimpleNamespace(text=WORDS, url="https://example.org/" + WORDS, grade=WORDS)


class Dot(stage.Picture):
    size = (200, 120)

    def build(self, fig):
        self.axes = fig.subplots()

    def update(self, result):
        return True

    def describe(self, result):
        return stage.Description(WORDS, WORDS, WORDS, WORDS)

    def table(self, result):
        return stage.Table(WORDS, (WORDS, WORDS), ((WORDS, WORDS),))

    def cards(self, result):
        return (stage.Card(WORDS, WORDS, f"<p>{ESCAPED}</p>"),)


def panel():
    shown = stage.Panel(
        title=WORDS,
        picture=Dot(),
        compute=lambda **values: values,
        controls=(
            stage.Choice("choice", label=WORDS, options=((WORDS, 1), ("other", 2)), value=1),
            stage.Toggle("toggle", label=WORDS, value=False),
            stage.Several("several", label=WORDS, options=((WORDS, 1),), value=()),
        ),
        note=WORDS,
        sources=(SOURCE,),
        model_card=WORDS,
        prediction=stage.Prediction(
            question=WORDS, options=(("a", WORDS), ("b", "b")), answer=lambda _: "a", explain=lambda _: WORDS
        ),
    )
    shown.guess("a")
    shown.open_card(WORDS)
    shown._toolbar.table.value = True
    return shown


def quiz():
    shown = stage.Quiz(
        question=WORDS, kind="multiple", options=(WORDS, "other"), answer=WORDS, feedback=WORDS, source=SOURCE
    )
    shown.reply([WORDS])
    return shown


def browse():
    return stage.Browse(
        WORDS,
        rows=(WORDS,),
        columns=((WORDS, lambda row: row),),
        filters=(stage.Filter("only", WORDS, lambda row: row),),
        card=lambda row: stage.Card("one", WORDS, f"<p>{ESCAPED}</p>"),
        search_in=lambda row: row,
        note=WORDS,
    )


def deck():
    shown = stage.Deck(
        WORDS,
        [stage.Flip("one", WORDS, WORDS, lambda: f"<p>{ESCAPED}</p>", WORDS)],
        choices=(WORDS, "other"),
        question=WORDS,
        note=WORDS,
        things=(WORDS, WORDS),
    )
    shown.guess(WORDS)
    return shown


def exercise():
    ask = stage.Ask("who", WORDS, (WORDS, "other"), WORDS, WORDS)
    task = stage.Task("one", WORDS, WORDS, (ask,), WORDS, WORDS, WORDS, (SOURCE,), (WORDS, WORDS))
    shown = stage.Exercise(WORDS, [task], looks=lambda _: ((WORDS, True),), note=WORDS)
    shown.check(who=WORDS)
    shown.compare(WORDS)
    return shown


def descendants(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from descendants(child)


@pytest.mark.parametrize("make", [panel, quiz, browse, deck, exercise])
def test_no_widget_takes_words_for_html(make):
    pieces = 0
    for widget in descendants(make()):
        if type(widget).__name__ == "HTML":
            pieces += ESCAPED in widget.value
            assert WORDS[:8] not in widget.value, widget.value
            assert "<img" not in widget.value, widget.value
        assert not getattr(widget, "description_allow_html", False)
    assert pieces


@pytest.mark.parametrize(
    "make", [panel, quiz, browse, deck, exercise, lambda: stage.Term(WORDS, WORDS, (WORDS,))]
)
def test_the_stored_output_takes_none_either(make):
    stored = make()._repr_mimebundle_()["text/html"]
    assert ESCAPED in stored
    assert "<script" not in stored
    assert stored.count("<img") == (make is panel)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", " https://example.org", "//example.org"]
)
def test_a_source_links_to_the_web_or_to_nothing(url):
    shown = html.sources((SimpleNamespace(text="A study", url=url, grade=""),))
    assert "A study" in shown
    assert "href" not in shown
