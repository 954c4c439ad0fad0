"""Thin lines from a label to what it names.

An arrow of ``Axes.annotate`` takes about thirty times as long to draw as a
plain line; labels that move with each redraw are therefore joined by these.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from ketamine_viz.stage import theme

Spot = tuple[float, float]


def leader(label: Spot, half: Spot, target: Spot, gap: float) -> list[Spot]:
    """Return the line from the edge of a label's box to just short of what it names.

    Parameters
    ----------
    label, target
        Middle of the label, and the place it names.
    half
        Half of the width and of the height of the label's box.
    gap
        How far before the target the line ends.

    Returns
    -------
    list
        Two ends, or none where nothing is left between box and target.

    Examples
    --------
    >>> leader((0, 0), (10, 5), (30, 0), gap=6)
    [(10.0, 0.0), (24.0, 0.0)]
    >>> leader((0, 0), (10, 5), (12, 0), gap=6)
    []
    """
    across, up = target[0] - label[0], target[1] - label[1]
    far = math.hypot(across, up)
    sides = [size / abs(way) for size, way in zip(half, (across, up), strict=True) if way]
    start, end = min(sides, default=1.0), 1.0 - gap / far if far else 0.0
    if start >= end:
        return []
    return [(label[0] + share * across, label[1] + share * up) for share in (start, end)]


def leaders(fig: Figure, **look: Any) -> LineCollection:
    """Add an empty set of leaders whose ends are in picture pixels from the lower left; return it."""
    found = LineCollection([], transform=fig.dpi_scale_trans, **look)
    fig.add_artist(found)
    return found


def set_leaders(found: LineCollection, lines: Iterable[list[Spot]]) -> None:
    """Replace the lines [pixels]."""
    found.set_segments([[(x / theme.DPI, y / theme.DPI) for x, y in line] for line in lines if line])
