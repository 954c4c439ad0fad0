"""What all panels are held to alike: they answer, they restore, their lettering is clear."""

from __future__ import annotations

import json
import time
from itertools import combinations, cycle, islice

import pytest
from matplotlib.text import Text

SMALLEST_PT = 10.0


def _texts(figure) -> list[Text]:
    """Every piece of text that is drawn."""
    idle = {label for axes in figure.axes for axis in (axes.xaxis, axes.yaxis) for label in _idle(axes, axis)}
    hidden = {id(t) for axes in figure.axes if not axes.get_visible() for t in axes.findobj(Text)}
    return [
        text
        for text in figure.findobj(Text)
        if text.get_text().strip() and text.get_visible() and id(text) not in idle | hidden
    ]


def _idle(axes, axis) -> list[int]:
    """Labels of ticks that are kept though they fell out of use or out of the limits: not drawn."""
    low, high = sorted(axes.get_xlim() if axis is axes.xaxis else axes.get_ylim())
    used = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
    return [
        id(label)
        for tick in (*axis.majorTicks, *axis.minorTicks)
        if tick not in used or not low - 1e-9 <= tick.get_loc() <= high + 1e-9
        for label in (tick.label1, tick.label2)
    ]


def _faults(panel, present: bool = False, air: tuple[float, float] = (1, 2)) -> list[str]:
    """Return overlaps, text outside the picture, and text below 10 pt.

    ``air`` is how far boxes may reach into each other [pixels]: boxes of
    lettering hold a little air above and below.
    """
    panel.png(present=present)
    canvas = panel._canvas
    renderer = canvas._agg.get_renderer()
    # The words alone, without the leader line of an annotation.
    boxes = [
        (t.get_text(), Text.get_window_extent(t, renderer), t.get_fontsize()) for t in _texts(canvas.figure)
    ]
    whole = canvas.figure.bbox
    found = [f"{words!r} is {size:.1f} pt" for words, _, size in boxes if size < SMALLEST_PT - 1e-6]
    found += [
        f"{words!r} leaves the picture"
        for words, box, _ in boxes
        if box.x0 < whole.x0 - 0.5
        or box.x1 > whole.x1 + 0.5
        or box.y0 < whole.y0 - 0.5
        or box.y1 > whole.y1 + 0.5
    ]
    for (one, a, _), (other, b, _) in combinations(boxes, 2):
        wide = min(a.x1, b.x1) - max(a.x0, b.x0)
        tall = min(a.y1, b.y1) - max(a.y0, b.y0)
        if wide > air[0] and tall > air[1]:
            found.append(f"{one!r} runs into {other!r}")
    return found


def _answers(panel, change: dict) -> None:
    """Assert that a change shows in picture and words, and that Reset restores both exactly."""
    png, alt = panel.png(), panel.alt
    panel.set(**change)
    assert panel.png() != png
    assert panel.alt != alt
    assert panel.status
    panel.reset()
    assert (panel.png(), panel.alt, panel.status) == (png, alt, "")


def _quickest(panel, name: str, values, count: int = 8) -> float:
    """Return the least processor time of a redraw [s] while a control runs through values."""
    spent = []
    for value in islice(cycle(values), count):
        start = time.process_time()
        panel.set(**{name: value})
        spent.append(time.process_time() - start)
    return min(spent[1:])


def _sent(widget) -> list[dict]:
    """Return the state of a widget and of all in it, as a browser and a saved notebook get it."""
    found = [{name: value for name, value in widget.get_state().items() if name not in {"_esm", "_css"}}]
    for child in getattr(widget, "children", ()):
        found += _sent(child)
    return found


@pytest.fixture(scope="session")
def everything_sent():
    """A function from a widget to all that leaves the kernel for it, as text."""
    return lambda widget: json.dumps(_sent(widget), default=str)


@pytest.fixture(scope="session")
def lettering_faults():
    """A function from a panel (and whether it is shown large) to what is wrong with its lettering."""
    return _faults


@pytest.fixture(scope="session")
def answers():
    """A function that holds a panel to one change of its controls, and to Reset."""
    return _answers


@pytest.fixture(scope="session")
def quickest_redraw():
    """A function from a panel, a control and values to the processor time of its quickest redraw."""
    return _quickest


@pytest.fixture(autouse=True)
def restored(request):
    """Put the module's panel back after each test that used it."""
    panel = request.getfixturevalue("panel") if "panel" in request.fixturenames else None
    yield
    if panel is not None and hasattr(panel, "reset"):
        panel.reset()
