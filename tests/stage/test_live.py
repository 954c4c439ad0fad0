"""The browser counts what it sends; silence means that nobody is there to answer."""

from __future__ import annotations

import pytest

from ketamine_viz import stage
from ketamine_viz.stage.live import LivePicture


def sent(live, **news):
    """Deliver a message from the browser."""
    live.set_state(news)


def test_a_count_without_sliders_is_answered():
    live = LivePicture()
    sent(live, sent=3)
    assert live.answered == 3


def quiz():
    return stage.Quiz(question="Which?", kind="single", options=("a", "b"), answer="a", feedback="")


def test_a_question_answers_too():
    shown = quiz()
    sent(shown._say, sent=1)
    assert shown._say.answered == 1


class Bar(stage.Picture):
    size = (200, 120)

    def build(self, fig):
        (self.bar,) = fig.subplots().bar([0], [1])

    def update(self, result):
        self.bar.set_height(result)
        return True

    def describe(self, result):
        return stage.Description("A bar.", f"{result:g}", "", f"{result:g}")

    def table(self, result):
        return stage.Table("Bar", ("height",), ((result,),))


@pytest.mark.parametrize("news", [{"values": {"height": 0.5}, "sent": 1}, {"sent": 1}])
def test_a_panel_answers_and_draws(news):
    control = stage.Range("height", label="Height", value=1.0)
    panel = stage.Panel(title="Bar", picture=Bar(), compute=lambda height: height, controls=(control,))
    sent(panel._live, **news)
    assert panel._live.answered == 1
    assert panel.alt == f"A bar. {news.get('values', {'height': 1})['height']:g}"


def test_reset_is_not_undone_by_the_count_that_follows_it():
    control = stage.Range("height", label="Height", value=1.0)
    panel = stage.Panel(title="Bar", picture=Bar(), compute=lambda height: height, controls=(control,))
    sent(panel._live, values={"height": 0.5}, sent=1)
    assert panel.alt == "A bar. 0.5"
    panel._toolbar.reset.click()
    sent(panel._live, sent=2)
    assert (panel.alt, panel.values, panel._live.values) == ("A bar. 1", {"height": 1}, {"height": 1})
