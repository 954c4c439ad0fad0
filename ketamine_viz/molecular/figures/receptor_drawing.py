"""An NMDA receptor in its membrane, drawn once and shared by the receptor lessons; a schematic, not to scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse, FancyBboxPatch, Patch, Polygon, Rectangle

#: Width and height of the drawing [pixels]; all places below are in it.
WIDTH, HEIGHT = 400.0, 372.0
MIDDLE = WIDTH / 2
#: Upper and lower face of the membrane.
MEMBRANE = (70.0, 142.0)
#: Site of `data/molecular/nmda_ligands.csv` → where it is.
PLACES = {
    "outer_lobes": (MIDDLE, 318.0),
    "glycine": (103.0, 228.0),
    "glutamate": (297.0, 228.0),
    "pore": (MIDDLE, 110.0),
    "elsewhere": (352.0, 298.0),
}
#: Where magnesium sits: a little deeper than ketamine.
DEEP = (MIDDLE, 90.0)

_GLUN1, _GLUN2, _EDGE = "#dfe6ee", "#f0e7d4", "#4d4d4d"
_LIPID = "#f4f1ea"

P = TypeVar("P", bound=Patch)


def placed(axes: Axes, patch: P) -> P:
    """Add a patch to an axes and return it as what it is."""
    axes.add_patch(patch)
    return patch


@dataclass(frozen=True)
class Gate:
    """The two halves of the gate."""

    left: Polygon
    right: Polygon

    def set_open(self, wide: bool) -> None:
        """Swing the gate open or shut."""
        reach = 12.0 if wide else 21.0
        drop = 12.0 if wide else 0.0
        for side, half in ((-1, self.left), (1, self.right)):
            hinge = MIDDLE + side * 22.0
            tip = hinge - side * reach
            half.set_xy([(hinge, 152), (tip, 148 - drop), (tip, 140 - drop), (hinge, 138)])


def frame(fig: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Return an axes without furniture for the drawing; place and size in pixels of the picture."""
    wide, tall = fig.get_size_inches() * 100
    axes = fig.add_axes((left / wide, bottom / tall, width / wide, height / tall))
    axes.set(xlim=(0, WIDTH), ylim=(0, HEIGHT))
    axes.set_axis_off()
    return axes


def draw(axes: Axes) -> Gate:
    """Draw membrane, lobes, walls of the pore and gate; return the gate, which moves."""
    low, high = MEMBRANE
    axes.add_patch(Rectangle((0, low), WIDTH, high - low, facecolor=_LIPID, edgecolor="none", zorder=1))
    heads = np.arange(7, WIDTH, 14.0)
    heads = heads[(heads < 120) | (heads > WIDTH - 120)]
    for y in MEMBRANE:
        axes.plot(
            heads, np.full_like(heads, y), linestyle="none", marker="o", markersize=8, markerfacecolor="#e2dccd",
            markeredgecolor="#8d8675", markeredgewidth=0.8, zorder=2,
        )  # fmt: skip
    for side, colour in ((-1, _GLUN1), (1, _GLUN2)):
        look: dict[str, Any] = {"facecolor": colour, "edgecolor": _EDGE, "linewidth": 1.3}
        centre = MIDDLE + side * 47
        axes.add_patch(
            FancyBboxPatch(
                (centre - 22, 56), 44, 100, boxstyle="round,pad=3,rounding_size=12", zorder=4, **look
            )
        )
        # The filter: the walls come together near the inside.
        axes.add_patch(
            Polygon(
                [(MIDDLE + side * 24, 86), (MIDDLE + side * 9, 74), (MIDDLE + side * 9, 64), (MIDDLE + side * 24, 54)],
                closed=True, zorder=3, **look,
            )
        )  # fmt: skip
        neck = MIDDLE + side * 58
        axes.add_patch(Rectangle((neck - 7, 152), 14, 46, zorder=3, **look))
        axes.add_patch(Ellipse((MIDDLE + side * 60, 228), 104, 78, zorder=4, **look))
        axes.add_patch(Rectangle((neck - 7, 262), 14, 26, zorder=3, **look))
        axes.add_patch(Ellipse((MIDDLE + side * 52, 318), 100, 66, zorder=4, **look))
    halves = [
        Polygon([(0, 0), (1, 0), (1, 1)], facecolor="#4d4d4d", edgecolor="#222222", zorder=6)
        for _ in range(2)
    ]
    for half in halves:
        axes.add_patch(half)
    gate = Gate(*halves)
    gate.set_open(False)
    return gate


def pocket(axes: Axes, site: str, size: float = 25) -> None:
    """Draw the hollow a substance fits into."""
    x, y = PLACES[site]
    axes.plot(
        [x], [y], linestyle="none", marker="o", markersize=size, markerfacecolor="white", markeredgecolor=_EDGE,
        markeredgewidth=1.2, zorder=5,
    )  # fmt: skip
