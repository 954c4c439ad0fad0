"""Stamped labels look like matplotlib's own."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from ketamine_viz.stage import theme
from ketamine_viz.stage.lettering import StampingCanvas, StampingRenderer


def drawn(canvas, words, rotation, dpi):
    with theme.context():
        figure = Figure(figsize=(3, 3), dpi=dpi)
        agg = canvas(figure)
        figure.text(0.5, 0.5, words, rotation=rotation, ha="center", va="center", color="black")
        agg.draw()
        agg.draw()  # the second time from memory
    ink = 255.0 - np.asarray(agg.buffer_rgba())[..., :3].mean(axis=-1)
    rows, columns = np.nonzero(ink > 100)
    return ink.sum(), np.array([rows.min(), rows.max(), columns.min(), columns.max()])


@pytest.mark.parametrize("words", ["Ketamine in plasma", "µg → 21 %", "a line\nand another", "$x^2$"])
@pytest.mark.parametrize("rotation", [0, 90])
@pytest.mark.parametrize("dpi", [100, 133])
def test_same_place_and_same_ink(words, rotation, dpi):
    ink, box = drawn(StampingCanvas, words, rotation, dpi)
    their_ink, their_box = drawn(FigureCanvasAgg, words, rotation, dpi)
    assert ink == pytest.approx(their_ink, rel=0.08)
    assert np.abs(box - their_box).max() <= 2


def test_a_new_density_gets_new_letters():
    small, _ = drawn(StampingCanvas, "Ketamine", 0, 100)
    large, _ = drawn(StampingCanvas, "Ketamine", 0, 200)
    assert large > 2.5 * small


def test_blanks_draw_nothing():
    with theme.context():
        figure = Figure(figsize=(1, 1), dpi=100)
        agg = StampingCanvas(figure)
        figure.text(0.5, 0.5, "   ")
        agg.draw()
    assert np.asarray(agg.buffer_rgba()).min() == 255


@pytest.mark.parametrize("words", ["Ketamine", "a line\nand another"])
@pytest.mark.parametrize(("size", "weight"), [(10, "normal"), (11.5, "bold")])
def test_lines_stand_exactly_where_matplotlib_puts_them(words, size, weight, monkeypatch):
    with theme.context():
        figure = Figure(figsize=(3, 3), dpi=100)
        renderer = StampingCanvas(figure).get_renderer()
        text = figure.text(0.5, 0.5, words, size=size, weight=weight, va="center")
        ours = text.get_window_extent(renderer).bounds
        monkeypatch.delattr(StampingRenderer, "_get_font_height_metrics")
        assert text.get_window_extent(renderer).bounds == ours
