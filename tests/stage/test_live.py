"""The browser counts what it sends; silence means that nobody is there to answer."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import playwright
import pytest

from ketamine_viz import stage
from ketamine_viz.stage import live as live_module
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


NODE = Path(playwright.__file__).parent / "driver" / ("node.exe" if os.name == "nt" else "node")


def from_address(key, href, opened=None):
    """Ask the browser's own function for a parameter, in a bare JavaScript engine without a page."""
    source = (Path(live_module.__file__).parent / "live.js").read_text("utf-8")
    function = source[source.index("function fromAddress") :].split("\n}\n")[0] + "\n}\n"
    page = {"href": href, "opened": [] if opened is None else [{"name": opened}]}
    script = (
        f"const page = {json.dumps(page)}; const window = {{location: page}};"
        f"const performance = {{getEntriesByType: () => page.opened}}; {function}"
        f"process.stdout.write(fromAddress({json.dumps(key)}));"
    )
    return subprocess.run([NODE, "-e", script], capture_output=True, check=True, text=True).stdout


@pytest.mark.parametrize(
    ("href", "opened", "found"),
    [
        ("http://x/voila/render/a.ipynb?regimen=abc", None, "abc"),
        ("http://x/lab/tree/a.ipynb#regimen=abc", None, "abc"),
        ("http://x/lab/tree/a.ipynb?reset&regimen=abc#part", None, "abc"),
        ("http://x/lab/tree/a.ipynb", "http://x/lab/tree/a.ipynb?regimen=abc", "abc"),
        ("http://x/a?regimen=new", "http://x/a?regimen=old", "new"),
        ("http://x/lab?token=secret", "http://x/lab?token=secret", ""),
        ("http://x/a?regimen=%3Cb%3E", None, "<b>"),
        ("http://x/a?regimen=", None, ""),
    ],
)
def test_only_the_parameter_asked_for_leaves_the_address(href, opened, found):
    assert from_address("regimen", href, opened) == found


def test_a_long_parameter_is_cut_but_seen_as_too_long():
    assert len(from_address("regimen", f"http://x/?regimen={'A' * 9000}")) == 2001


def test_a_plain_panel_asks_for_no_parameter():
    assert LivePicture().link_key == ""
