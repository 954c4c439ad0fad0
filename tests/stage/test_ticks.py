"""Ticks are worked out once a drawing, and the drawing is the same."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from ketamine_viz.stage.ticks import ticks_once


def figure(scale):
    fig = Figure(figsize=(4, 3))
    axes = fig.subplots(2)
    for one in axes:
        one.plot([1, 2, 3000], [1, 50, 2000])
        one.set(xlabel="Time [h]", ylabel="Level", title="Two", yscale=scale)
    return FigureCanvasAgg(fig)


@pytest.mark.parametrize("scale", ["linear", "log"])
def test_the_picture_is_the_same_and_the_ticks_were_found_once(scale, monkeypatch):
    plain = figure(scale)
    plain.draw()
    found = []
    work = Axis._update_ticks
    monkeypatch.setattr(Axis, "_update_ticks", lambda axis: found.append(axis) or work(axis))
    ours = figure(scale)
    with ticks_once(ours.figure):
        ours.draw()
    assert np.array_equal(ours.buffer_rgba(), plain.buffer_rgba())
    assert len(found) == len(set(found)) == 4


def test_new_limits_after_the_block_give_new_ticks():
    canvas = figure("linear")
    for top in (10, 4000):
        for axes in canvas.figure.axes:
            axes.set_xlim(0, top)
        with ticks_once(canvas.figure):
            canvas.draw()
        other = figure("linear")
        for axes in other.figure.axes:
            axes.set_xlim(0, top)
        other.draw()
        assert np.array_equal(canvas.buffer_rgba(), other.buffer_rgba())


def test_the_axes_are_left_as_they_were_even_after_a_fault():
    canvas = figure("linear")
    axis = canvas.figure.axes[0].xaxis
    with pytest.raises(RuntimeError), ticks_once(canvas.figure):
        raise RuntimeError
    assert "_update_ticks" not in vars(axis)
