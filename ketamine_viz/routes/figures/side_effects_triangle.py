"""Part of the picture of side effects: a triangle of all pairs of ways in, and who compared them."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from ketamine_viz.routes import side_effects_words as words
from ketamine_viz.routes.side_effects import WAYS, Harms
from ketamine_viz.stage import theme

_CELL, _CORNER = 27, (708, 122)  # side of a cell, left and top of the triangle [pixels]
_KINDS: dict[str, dict[str, Any]] = {
    "side": {"facecolor": theme.style("drug").colour, "edgecolor": theme.style("drug").colour, "hatch": None},
    "other": {"facecolor": theme.style("band").colour, "edgecolor": "#9aa0a8", "hatch": None},
    "never": {"facecolor": "white", "edgecolor": "#aaaaaa", "hatch": "////"},
}
_KEY = (
    ("side", "studies of side effects"),
    ("other", "compared otherwise only"),
    ("never", "never compared"),
)


class Triangle:
    """One cell a pair, one on the edge a way in; drawn on axes measured in pixels."""

    def __init__(self, page: Axes) -> None:
        left, top = _CORNER
        small, muted = mpl.rcParams["legend.fontsize"], "#555555"
        self.muted, self.small, self.normal = muted, small, mpl.rcParams["font.size"]
        head = "Side effects compared:\nstudies for each pair of ways"
        page.text(left - 56, 32, head, va="top", fontsize=small, linespacing=1.15, weight="bold")
        self.edge = page.text(
            left - 56, 70, "On the edge: numbers kept", va="top", fontsize=small, color=muted
        )
        self.cells: dict[frozenset[str], tuple[Rectangle, Text]] = {}
        ways = list(WAYS)
        for row, way in enumerate(ways):
            middle = top + (row + 0.5) * _CELL
            for column, other in enumerate(ways[: row + 1]):
                x = left + column * _CELL
                cell = Rectangle((x, top + row * _CELL), _CELL - 2, _CELL - 2, linewidth=1)
                page.add_patch(cell)
                text = page.text(x + _CELL / 2 - 1, middle - 1, "", ha="center", va="center_baseline")
                self.cells[frozenset((way, other))] = (cell, text)
            page.text(left - 6, middle, words.SHORT[way], ha="right", va="center_baseline", fontsize=small)
            if row < len(ways) - 1:
                # The name of a column stands on its top cell; the last column is nothing but that cell.
                at = (left + row * _CELL + 1, middle - _CELL + 3)
                page.text(*at, words.SHORT[way], va="center_baseline", fontsize=small, color=muted)
        for k, (kind, label) in enumerate(_KEY):
            y = top + len(ways) * _CELL + 12 + 19 * k
            page.add_patch(Rectangle((left - 56, y), 16, 12, linewidth=1, **_KINDS[kind]))
            page.text(left - 34, y + 6, label, va="center_baseline", fontsize=small)

    def draw(self, result: Harms) -> None:
        """Fill the cells."""
        numbers = result.keep in ("all", "control")
        self.edge.set_visible(numbers)
        by_way = result.by_way
        for pair, (cell, text) in self.cells.items():
            if len(pair) == 1:
                (way,) = pair
                cell.set(facecolor="#f1f1f1", edgecolor="#bbbbbb")
                text.set(text=str(by_way[way]) if numbers else "", color=self.muted, fontsize=self.small)
                continue
            count = result.side.get(pair, 0)
            cell.set(**_KINDS["side" if count else "other" if pair in result.other else "never"])
            text.set(text=str(count or ""), color="white", weight="bold", fontsize=self.normal)

    def pair_at(self, x: float, y: float) -> frozenset[str] | None:
        """Return the pair of the cell at a place [pixels], if it was compared at all or could have been."""
        column, row = (x - _CORNER[0]) // _CELL, (y - _CORNER[1]) // _CELL
        if not 0 <= column < row < len(WAYS):
            return None
        ways = list(WAYS)
        return frozenset((ways[int(column)], ways[int(row)]))
