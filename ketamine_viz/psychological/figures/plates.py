"""Frames and words placed by picture pixel, and dots in rows: what the pictures of conditions share."""

from __future__ import annotations

import math
from collections.abc import Sequence
from textwrap import wrap
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

Size = tuple[int, int]
Box = tuple[float, float, float, float]


def small() -> float:
    """Return the smallest size of lettering [points]."""
    return float(mpl.rcParams["xtick.labelsize"])


def frame(fig: Figure, size: Size, box: Box, **look: Any) -> Axes:
    """Add axes at left, bottom, width and height [pixels]."""
    (wide, high), (left, bottom, width, height) = size, box
    axes = fig.add_axes((left / wide, bottom / high, width / wide, height / high))
    axes.set(**look)
    return axes


def board(fig: Figure, size: Size, box: Box | None = None) -> Axes:
    """Add bare axes whose data are pixels of the picture, y upwards."""
    left, bottom, width, height = box or (0, 0, *size)
    axes = frame(fig, size, (left, bottom, width, height), xlim=(left, left + width),
                 ylim=(bottom, bottom + height))  # fmt: skip
    axes.axis("off")
    return axes


def say(fig: Figure, size: Size, x: float, y: float, words: str = "", **look: Any) -> Text:
    """Write at x and y [pixels from the lower left], in the smallest lettering unless told otherwise."""
    look = {"va": "center", "fontsize": small(), **look}
    return fig.text(x / size[0], y / size[1], words, **look)


def title(fig: Figure, size: Size) -> Text:
    """Return the empty line at the top for what the picture shows."""
    return say(fig, size, 12, size[1] - 10, va="top", weight="bold", fontsize=mpl.rcParams["axes.titlesize"])


def fold(words: str, letters: int, lines: int = 9) -> str:
    r"""Return words broken into lines of at most so many letters; what is left over is cut with an ellipsis.

    Examples
    --------
    >>> fold("one two three", 7)
    'one two\nthree'
    """
    found = wrap(words, letters)
    if len(found) > lines:
        found = [*found[: lines - 1], f"{found[lines - 1]} …"]
    return "\n".join(found)


def rows_of_dots(
    count: int, across: int, left: float, top: float, pitch: float
) -> tuple[list[float], list[float]]:
    """Return x and y of dots in rows from the top left [pixels].

    Examples
    --------
    >>> rows_of_dots(3, 2, 0, 10, 5)
    ([0, 5, 0], [10, 10, 5])
    """
    return (
        [left + pitch * (k % across) for k in range(count)],
        [top - pitch * (k // across) for k in range(count)],
    )


def joined(dots: Sequence[tuple[list[float], list[float]]]) -> tuple[list[float], list[float]]:
    """Return several sets of dots as one."""
    return [x for xs, _ in dots for x in xs], [y for _, ys in dots for y in ys]


def ring(x: float, y: float, radius: float, points: int = 49) -> tuple[list[float], list[float]]:
    """Return the line of a circle round x and y.

    Examples
    --------
    >>> [round(end) for end in (ring(0, 0, 2)[0][0], ring(0, 0, 2)[1][0])]
    [2, 0]
    """
    turns = [2 * math.pi * k / (points - 1) for k in range(points)]
    return [x + radius * math.cos(t) for t in turns], [y + radius * math.sin(t) for t in turns]
