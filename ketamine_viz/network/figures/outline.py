"""The schematic brain, seen from the side, front at the left."""

from __future__ import annotations

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ketamine_viz import evidence


def outline(width: float, height: float) -> PathPatch:
    """Return the brain's outline as a patch of the given size, in data units.

    The corner points are drawn by hand (``data/network/outline.csv``) and rounded.
    """
    points = (
        np.array([(row["x"], row["y"]) for row in evidence.rows("network/outline")]) / 100 * (width, height)
    )
    middles = (points + np.roll(points, -1, axis=0)) / 2
    vertices, codes = [middles[-1]], [Path.MOVETO]
    for corner, middle in zip(points, middles, strict=True):
        vertices += [corner, middle]
        codes += [Path.CURVE3, Path.CURVE3]
    return PathPatch(
        Path(vertices, codes),
        facecolor="#f6f6f4",
        edgecolor="#b0b0b0",
        linewidth=1.2,
        zorder=1,
        clip_on=False,
    )
