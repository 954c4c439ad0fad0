"""Lines with rounded corners, arrowheads and box shapes, as arrays of points [px]."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from matplotlib.path import Path
from numpy.typing import NDArray

from ketamine_viz.molecular.arrows import Arrow, Box

Points = NDArray[np.float64]

#: Shape by kind of node; kinds that share a shape share a word in the key.
SHAPES = {
    "drug": "drug",
    "receptor": "receptor",
    "neurotransmitter": "messenger",
    "ion": "messenger",
    "protein": "protein",
    "kinase": "protein",
    "transcript": "protein",
    "cell": "cell",
    "process": "process",
    "structure": "structure",
    "outcome": "outcome",
}


def rounded(corners: Sequence[tuple[float, float]], radius: float) -> Points:
    """Return a line through ``corners`` whose bends are arcs of at most ``radius`` [px].

    Parameters
    ----------
    corners
        Corner points [px], at least two.

    Returns
    -------
    ndarray, shape (n, 2)
        Points of the line; the two ends are kept.
    """
    given = np.asarray(corners, dtype=float)
    parts = [given[:1]]
    for before, bend, after in zip(given[:-2], given[1:-1], given[2:], strict=True):
        arriving, leaving = before - bend, after - bend
        reach = min(radius, float(np.hypot(*arriving)) / 2, float(np.hypot(*leaving)) / 2)
        start = bend + arriving / np.hypot(*arriving) * reach
        end = bend + leaving / np.hypot(*leaving) * reach
        along = np.linspace(0, 1, 6)[:, None]
        parts.append((1 - along) ** 2 * start + 2 * along * (1 - along) * bend + along**2 * end)
    parts.append(given[-1:])
    return np.vstack(parts)


def trimmed(points: Points, length: float) -> Points:
    """Return a line without its last ``length`` [px], so that a head can stand there."""
    kept = points
    while len(kept) > 2 and np.hypot(*(kept[-1] - kept[-2])) < length:
        length -= float(np.hypot(*(kept[-1] - kept[-2])))
        kept = kept[:-1]
    last = kept[-1] - kept[-2]
    return np.vstack([kept[:-1], kept[-1] - last / max(float(np.hypot(*last)), 1e-9) * length])


def shortened(points: Points, length: float) -> Points:
    """Return a line without ``length`` [px] at either end, so that a tint under it stays off the boxes."""
    return trimmed(trimmed(points, length)[::-1], length)[::-1]


def touching(arrow: Arrow, source: Path, target: Path) -> Arrow:
    """Return an arrow whose ends lie on the outlines of its boxes, not on the rectangles around them."""
    corners = [np.asarray(corner, dtype=float) for corner in arrow.path]
    first = _onto(corners[0], corners[0] - corners[1], source)
    last = _onto(corners[-1], corners[-1] - corners[-2], target)
    ends = [first, *corners[1:-1], last]
    return replace(arrow, path=tuple((float(x), float(y)) for x, y in ends))


def _onto(point: Points, onward: Points, ring: Path) -> Points:
    """Return where a ray from just outside ``ring`` meets it first; the point itself if it does not."""
    ahead = onward / np.hypot(*onward)
    start = point - ahead * 0.5
    corners = np.asarray(ring.vertices, dtype=float)
    a, side = corners[:-1], np.diff(corners, axis=0)
    slope = ahead[0] * side[:, 1] - ahead[1] * side[:, 0]
    safe = np.where(np.abs(slope) < 1e-9, np.nan, slope)
    away = a - start
    along = (away[:, 0] * side[:, 1] - away[:, 1] * side[:, 0]) / safe
    share = (away[:, 0] * ahead[1] - away[:, 1] * ahead[0]) / safe
    hits = along[(share >= -1e-9) & (share <= 1 + 1e-9) & (along >= 0)]
    return start + ahead * hits.min() if hits.size else point


def head(arrow: Arrow, size: float) -> Points:
    """Return the arrowhead: a triangle raises, a bar lowers, a diamond changes; none for composition."""
    tip, before = np.asarray(arrow.path[-1]), np.asarray(arrow.path[-2])
    ahead = (tip - before) / np.hypot(*(tip - before))
    aside = np.array([-ahead[1], ahead[0]])
    if not arrow.cause:
        return np.vstack([tip, tip, tip])
    if arrow.sign == "activates":
        back = tip - ahead * size
        return np.vstack([tip, back + aside * size * 0.45, back - aside * size * 0.45])
    if arrow.sign == "inhibits":
        near, far = tip - ahead * 1.0, tip - ahead * (1.0 + size * 0.32)
        wing = aside * size * 0.62
        return np.vstack([near + wing, near - wing, far - wing, far + wing])
    middle = tip - ahead * size * 0.6
    return np.vstack(
        [tip, middle + aside * size * 0.45, tip - ahead * size * 1.2, middle - aside * size * 0.45]
    )


def body(arrow: Arrow, size: float, radius: float) -> Points:
    """Return the line of an arrow, ending where its head begins."""
    cut = {"activates": 0.8, "inhibits": 0.3, "modulates": 1.1}[arrow.sign] if arrow.cause else 0.0
    return trimmed(rounded(arrow.path, radius), size * cut)


def mark(arrow: Arrow, radius: float) -> Points:
    """Return the small ring that says steps are folded: on the middle of the longest straight part."""
    corners = np.asarray(arrow.path)
    longest = int(np.argmax(np.hypot(*np.diff(corners, axis=0).T)))
    middle = (corners[longest] + corners[longest + 1]) / 2
    turn = np.linspace(0, 2 * np.pi, 17)
    return middle + radius * np.column_stack([np.cos(turn), np.sin(turn)])


def outline(box: Box, shape: str | None = None) -> Path:
    """Return the outline of a box by kind of node."""
    left, right = box.x - box.width / 2, box.x + box.width / 2
    low, high = box.y - box.height / 2, box.y + box.height / 2
    cut = min(box.height / 2, 9.0)
    name = shape or SHAPES[box.kind]
    if name in ("protein", "outcome"):
        return _polygon([(left, low), (right, low), (right, high), (left, high)])
    if name == "receptor":
        return _polygon(
            [
                (left, box.y),
                (left + cut, high),
                (right - cut, high),
                (right, box.y),
                (right - cut, low),
                (left + cut, low),
            ]
        )
    if name == "process":
        return _polygon([(left + cut, high), (right, high), (right - cut, low), (left, low)])
    if name == "structure":
        return _polygon(
            [
                (left, high),
                (right, high),
                (right - cut * 0.6, box.y),
                (right, low),
                (left, low),
                (left + cut * 0.6, box.y),
            ]
        )
    if name == "cell":
        bite = cut * 0.6
        return _polygon(
            [
                (left + bite, high), (right - bite, high), (right, high - bite), (right, low + bite),
                (right - bite, low), (left + bite, low), (left, low + bite), (left, high - bite),
            ]
        )  # fmt: skip
    return _capsule(left, right, low, high)


def filled(ring: Path, share: float) -> Points:
    """Return the part of a closed outline left of a share of its width, as a ring of its own.

    Examples
    --------
    >>> square = Path([[0, 0], [4, 0], [4, 2], [0, 2], [0, 0]])
    >>> filled(square, 0.5)[:, 0].max()
    np.float64(2.0)
    """
    corners = np.asarray(ring.vertices, dtype=float)
    left, right = corners[:, 0].min(), corners[:, 0].max()
    edge = left + float(np.clip(share, 0.0, 1.0)) * (right - left)
    kept: list[Points] = []
    for a, b in pairwise(corners):
        if a[0] <= edge:
            kept.append(a)
        if (a[0] - edge) * (b[0] - edge) < 0:
            kept.append(a + (edge - a[0]) / (b[0] - a[0]) * (b - a))
    return np.vstack(kept) if kept else corners[:1]


def height_at(ring: Path, x: float) -> tuple[float, float]:
    """Return where a vertical line enters and leaves a closed outline.

    Examples
    --------
    >>> height_at(Path([[0, 0], [4, 0], [4, 2], [0, 2], [0, 0]]), 1.0)
    (0.0, 2.0)
    """
    corners = np.asarray(ring.vertices, dtype=float)
    met = [
        a[1] + (x - a[0]) / (b[0] - a[0]) * (b[1] - a[1])
        for a, b in pairwise(corners)
        if a[0] != b[0] and min(a[0], b[0]) <= x <= max(a[0], b[0])
    ]
    return float(min(met)), float(max(met))


def inner(box: Box) -> Path:
    """Return a second outline inside a drug or an outcome; nothing for the other kinds."""
    shape = SHAPES[box.kind]
    if shape not in ("drug", "outcome"):
        return Path(np.full((1, 2), [box.x, box.y]))
    smaller = Box(box.node, box.x, box.y, box.width - 5, box.height - 5, "", box.kind)
    return outline(smaller)


def _capsule(left: float, right: float, low: float, high: float) -> Path:
    radius = (high - low) / 2
    up = np.linspace(-np.pi / 2, np.pi / 2, 13)
    ends = np.column_stack([np.cos(up), np.sin(up)]) * radius
    middle = (low + high) / 2
    return _polygon(
        [*(ends + np.array([right - radius, middle])), *(np.array([left + radius, middle]) - ends)]
    )


def _polygon(points: Sequence[tuple[float, float]] | Sequence[Points]) -> Path:
    ring = np.vstack([*points, points[0]])
    return Path(ring, closed=True)
