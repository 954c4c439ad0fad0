"""Printed in grey, the marks of one axes can still be told apart: by line, marker, fill, hatch or lightness."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import Collection, LineCollection, PathCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

import ketamine_viz as kv

PANELS: dict[str, Callable] = {
    "journey": kv.journey.start_page,
    "routes": kv.routes.side_by_side,
    "molecular": kv.molecular.cascade_explorer,
    "network": kv.network.before_and_after,
    "psychological": kv.psychological.trials,
    "safety": kv.safety.side_effects,
}
LIGHTNESS_APART = 20  # of 100 [CIE L*]


@dataclass(frozen=True)
class Mark:
    """One way of drawing: the colour, and all that is left of it in grey."""

    kind: str
    colour: str
    shape: tuple

    @property
    def lightness(self) -> float:
        rgb = np.array(mpl.colors.to_rgb(self.colour))
        linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
        y = float(linear @ [0.2126, 0.7152, 0.0722])
        return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def of_line(line: Line2D) -> Mark:
    drawn = line.get_linestyle() not in {"None", "none", ""}
    # A dash pattern has no public getter: get_linestyle() calls all of them "--".
    dashes = str(line._unscaled_dash_pattern[1]) if drawn else "no line"
    filled = mpl.colors.to_hex(line.get_markerfacecolor()) != "#ffffff"
    marker = str(line.get_marker())
    marker = "None" if marker in {"", " ", "none"} else marker
    return Mark("line", mpl.colors.to_hex(line.get_color()), (dashes, marker, filled and marker != "None"))


def of_collection(one: Collection) -> Mark | None:
    edges = isinstance(one, LineCollection)
    colours = {
        mpl.colors.to_hex(colour) for colour in (one.get_edgecolor() if edges else one.get_facecolor())
    }
    if edges or len(colours) != 1:
        return (
            None  # arrows and bars of error, told apart by what stands at their ends; or coloured by a value
        )
    outline = (
        one.get_paths()[0].vertices if isinstance(one, PathCollection) and one.get_paths() else np.zeros(0)
    )
    sizes = tuple(np.round(one.get_sizes()[:1])) if isinstance(one, PathCollection) else ()
    hatch = one.get_hatch()
    return Mark(type(one).__name__, *colours, (outline.shape, hash(outline.round(3).tobytes()), sizes, hatch))


def of_patch(patch: Patch) -> Mark:
    return Mark("patch", mpl.colors.to_hex(patch.get_facecolor()), (patch.get_hatch(), type(patch).__name__))


def marks(axes: Axes) -> set[Mark]:
    """Every way in which data are drawn; straight lines across the axes and what is hidden are furniture."""
    lines = [
        of_line(line)
        for line in axes.lines
        if line.get_visible() and len(line.get_xdata()) and line.get_transform() == axes.transData
    ]
    collections = [of_collection(one) for one in axes.collections if one.get_visible()]
    patches = [of_patch(patch) for patch in axes.patches if patch.get_visible() and patch.get_fill()]
    return {mark for mark in (*lines, *collections, *patches) if mark is not None}


def confused(axes: Axes) -> list[tuple[Mark, Mark]]:
    """Pairs of marks that differ in colour alone, and whose greys are alike."""
    return [
        (one, other)
        for one, other in itertools.combinations(sorted(marks(axes), key=str), 2)
        if one.colour != other.colour
        and (one.kind, one.shape) == (other.kind, other.shape)
        and abs(one.lightness - other.lightness) < LIGHTNESS_APART
    ]


@pytest.mark.parametrize("room", PANELS)
def test_nothing_is_told_by_hue_alone(room):
    figure = PANELS[room]()._canvas.figure
    found = {
        number: confused(axes)
        for number, axes in enumerate(figure.axes)
        if axes.get_visible() and axes.has_data()
    }
    assert any(marks(axes) for axes in figure.axes)
    assert not any(found.values()), {number: pairs for number, pairs in found.items() if pairs}


def test_the_rule_sees_two_lines_that_differ_in_hue_alone():
    axes = mpl.figure.Figure().subplots()
    axes.plot([0, 1], [0, 1], color="#e42536")
    axes.plot([0, 1], [1, 0], color="#007a3d")
    assert len(confused(axes)) == 1
    axes.lines[1].set_linestyle("--")
    assert not confused(axes)
