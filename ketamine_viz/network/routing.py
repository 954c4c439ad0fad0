"""Where the links of the picture run: curves that pass no other region's label.

Pure geometry in the pixels of one brain, worked out once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ketamine_viz.network.mean_field import Array

_BENDS = (0.0, *(sign * bend / 100 for bend in range(5, 85, 5) for sign in (1, -1)))
_POINTS = 25
#: Clear space kept around labels [pixels].
MARGIN = 3.0


@dataclass(frozen=True)
class Box:
    """A label's rectangle: centre and half sizes [pixels]."""

    x: float
    y: float
    half_width: float
    half_height: float

    def holds(self, points: Array, margin: float = 0.0) -> NDArray[np.bool_]:
        """Return which points, shape (m, 2), lie in the box."""
        inside = np.abs(points - [self.x, self.y]) < [self.half_width + margin, self.half_height + margin]
        return np.asarray(inside.all(axis=1))


def _curve(a: Box, b: Box, bend: float) -> Array:
    start, end = np.array([a.x, a.y]), np.array([b.x, b.y])
    along = end - start
    middle = (start + end) / 2 + bend * np.array([-along[1], along[0]])
    t = np.linspace(0, 1, 4 * _POINTS)[:, None]
    return np.asarray((1 - t) ** 2 * start + 2 * t * (1 - t) * middle + t**2 * end)


def crossings(curve: Array, boxes: list[Box]) -> int:
    """Return how many boxes a curve runs through."""
    places = np.array([(box.x, box.y) for box in boxes])
    halves = np.array([(box.half_width, box.half_height) for box in boxes]) + MARGIN
    return int(_hit(curve, places, halves).sum())


def _hit(curve: Array, places: Array, halves: Array) -> NDArray[np.bool_]:
    inside = np.abs(curve[:, None, :] - places) < halves
    return np.asarray((inside[..., 0] & inside[..., 1]).any(axis=0))


def route(boxes: list[Box], width: float, height: float) -> dict[tuple[int, int], Array]:
    """Return a curve for every pair of boxes, cut where it leaves and meets them.

    The least bent curve that runs through no other box and stays inside the
    frame is taken; if none does, the one that runs through fewest.
    """
    places = np.array([(box.x, box.y) for box in boxes])
    halves = np.array([(box.half_width, box.half_height) for box in boxes]) + MARGIN
    found = {}
    for i in range(len(boxes)):
        for j in range(i + 1, len(boxes)):
            best, fewest = _curve(boxes[i], boxes[j], 0.0), 99
            for bend in _BENDS:
                curve = _curve(boxes[i], boxes[j], bend)
                hit = _hit(curve, places, halves)
                hit[[i, j]] = False
                outside = curve.min() < 2 or (curve > [width - 2, height - 2]).any()
                count = int(hit.sum()) + 5 * bool(outside)
                if count < fewest:
                    best, fewest = curve, count
                if count == 0:
                    break
            free = ~(boxes[i].holds(best, 1.0) | boxes[j].holds(best, 1.0))
            kept = best[free] if free.sum() > 1 else best
            found[i, j] = kept[np.linspace(0, len(kept) - 1, _POINTS).astype(int)]
    return found
