"""One view of the cascade as matplotlib artists, made once and switched in place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import Collection, LineCollection, PathCollection, PolyCollection
from matplotlib.text import Text

from ketamine_viz import evidence
from ketamine_viz.molecular.arrows import Arrow, arrows, boxes
from ketamine_viz.molecular.figures import geometry
from ketamine_viz.molecular.stories import Cascade
from ketamine_viz.stage import theme

#: Dash pattern by line of evidence, in line widths.
DASHES: dict[str, Any] = {"solid": "-", "dashed": (0, (4, 2)), "dotted": (0, (1, 1.4))}
#: Bands under the arrows of a story and of the one beside it: they differ in pattern, not only in tint.
STORY_TINT, BESIDE_TINT = "#bcd2ea", "#f0cf9c"
BEADS = (0, (0.01, 1.5))
#: Outline of the boxes a path leads from and to.
ENDS = theme.style("after").colour

#: Of each view: text size as a share of the base size, arrowhead [px], radius of bends [px], line width [pt].
_SCALE = {"core": (1.0, 10.0, 8.0, 1.5), "more": (0.953, 8.0, 6.0, 1.2), "all": (0.953, 7.0, 5.0, 1.0)}


class Layer:
    """The artists of one view."""

    def __init__(self, axes: Axes, view: str) -> None:
        self.view = view
        share, self.head, self.radius, self.width = _SCALE[view]
        self.size = mpl.rcParams["font.size"] * share
        self._ink = theme.style("ink").colour
        self.boxes = {box.node: box for box in boxes(view)}
        self.rings = {node: geometry.outline(box) for node, box in self.boxes.items()}
        drawn = [
            geometry.touching(one, self.rings[one.source], self.rings[one.target]) for one in arrows(view)
        ]
        self.lines = {arrow.id: geometry.body(arrow, self.head, self.radius) for arrow in drawn}
        self._heads = {arrow.id: geometry.head(arrow, self.head) for arrow in drawn}
        self._tints = {arrow: geometry.shortened(points, 4.5) for arrow, points in self.lines.items()}
        ring = 3.6 if view == "core" else 3.0
        self._marks = {arrow.id: geometry.mark(arrow, ring) for arrow in drawn if arrow.folded}
        self.artists: list[Artist] = []
        self.moving: list[Artist] = []
        self._make_bands(axes)
        self._make_arrows(axes)
        self._make_boxes(axes)

    def show(self, on: bool, hidden: frozenset[str] = frozenset()) -> None:
        """Show or hide the view; of a shown one, all boxes but the hidden."""
        for artist in self.artists:
            artist.set_visible(on)
        left = [box for node, box in self.boxes.items() if node not in hidden]
        self._outlines.set_paths([geometry.outline(box) for box in left])
        self._inner.set_paths([geometry.inner(box) for box in left])
        for node in hidden:
            self._words[node].set_visible(False)

    def update(self, state: Cascade) -> None:
        """Put the arrows and boxes of a state of the explorer in place."""
        marked = state.experiment.node if state.experiment else None
        self.draw(
            state.shown,
            faint=state.faint,
            band=state.rival(state.story),
            beads=state.rival(state.beside),
            veiled=[box.node for box in state.boxes if box.node not in state.active],
            crossed=None if marked in state.hidden else marked,
        )

    def draw(
        self,
        shown: Sequence[Arrow],
        *,
        faint: Sequence[Arrow] = (),
        band: Sequence[Arrow] = (),
        beads: Sequence[Arrow] = (),
        veiled: Iterable[str] = (),
        crossed: str | None = None,
        ends: Iterable[str] = (),
    ) -> None:
        """Put arrows, bands under them and marks on boxes in place.

        Parameters
        ----------
        shown, faint
            Arrows with line and head; arrows as hairlines.
        band, beads
            Arrows with a tint under them, continuous or beaded.
        veiled, crossed, ends
            Nodes that fade; the node that is broken; nodes with a bold outline.
        """
        self._lines.set_segments([self.lines[arrow.id] for arrow in shown])
        self._lines.set_linestyle([DASHES[arrow.line] for arrow in shown] or "-")
        self._tips.set_verts([self._heads[arrow.id] for arrow in shown])
        self._rings.set_verts([self._marks[arrow.id] for arrow in shown if arrow.folded])
        self._faint.set_segments([self.lines[arrow.id] for arrow in faint])
        self._band.set_segments([self._tints[arrow.id] for arrow in band])
        self._beads.set_segments([self._tints[arrow.id] for arrow in beads])
        self._veil.set_paths([self.rings[node] for node in veiled])
        self._ends.set_paths([self.rings[node] for node in ends])
        box = self.boxes.get(crossed or "")
        self._mark.set_paths([self.rings[box.node]] if box else [])
        self._cross.set_segments(_cross(box.x - box.width / 2, box.y + box.height / 2) if box else [])

    @property
    def face(self) -> list[Artist]:
        """Outlines and words: what a picture that fills the boxes has to draw again."""
        return [self._outlines, self._inner, *self._words.values()]

    def unfill(self) -> None:
        """Leave the boxes empty and their outlines on top, so that something can be drawn into them."""
        self._outlines.set(facecolor="none", zorder=5.8)
        self._inner.set_zorder(5.8)

    def words(self) -> dict[str, Text]:
        """Return the text of every box, for layout checks."""
        return self._words

    def _make_bands(self, axes: Axes) -> None:
        rows = [row for row in evidence.rows("molecular/layout_bands") if row["view"] == self.view]
        self.bands: list[Text] = []
        for number, row in enumerate(rows):
            if number % 2 == 0:
                self.artists.append(
                    axes.axhspan(row["low"], row["high"], facecolor="#f3f5f8", linewidth=0, zorder=0)
                )
            middle = (row["low"] + row["high"]) / 2
            words = axes.text(
                4,
                middle,
                row["words"].replace("|", "\n"),
                va="center",
                color="#555555",
                fontsize=self.size,
                zorder=1,
            )
            self.bands.append(words)
            self.artists.append(words)

    def _make_arrows(self, axes: Axes) -> None:
        wide = 7.0 if self.view == "core" else 5.0
        self._band = LineCollection([], colors=STORY_TINT, linewidths=wide, zorder=2, capstyle="butt")
        self._beads = LineCollection(
            [], colors=BESIDE_TINT, linewidths=wide, linestyles=[BEADS], zorder=2.1, capstyle="round"
        )
        self._faint = LineCollection([], colors="#cccccc", linewidths=0.8, zorder=2.2)
        self._lines = LineCollection([], colors=self._ink, linewidths=self.width, zorder=3, capstyle="butt")
        self._tips = PolyCollection([], facecolors=self._ink, edgecolors="none", zorder=4)
        self._rings = PolyCollection([], facecolors="white", edgecolors=self._ink, linewidths=1.0, zorder=4)
        self._add_moving(axes, self._band, self._beads, self._faint, self._lines, self._tips, self._rings)

    def _make_boxes(self, axes: Axes) -> None:
        wide = self.width + 0.2
        ordered = list(self.boxes.values())
        self._outlines = PathCollection(
            [geometry.outline(box) for box in ordered],
            facecolors="white",
            edgecolors=self._ink,
            linewidths=wide,
            zorder=5,
        )
        self._inner = PathCollection(
            [geometry.inner(box) for box in ordered],
            facecolors="none",
            edgecolors=self._ink,
            linewidths=0.8,
            zorder=5.1,
        )
        self._mark = PathCollection([], facecolors="none", edgecolors="#8c1d18", linewidths=2.4, zorder=5.2)
        self._ends = PathCollection([], facecolors="none", edgecolors=ENDS, linewidths=3.0, zorder=5.2)
        self._cross = LineCollection([], colors="#8c1d18", linewidths=2.6, zorder=7)
        # A veil, drawn over boxes that never change, is cheaper than drawing their words again.
        veil = (1.0, 1.0, 1.0, 0.42)
        self._veil = PathCollection([], facecolors=[veil], edgecolors=[veil], linewidths=wide, zorder=6.5)
        self._add_moving(axes, self._veil, self._mark, self._ends, self._cross)
        for collection in (self._outlines, self._inner):
            axes.add_collection(collection, autolim=False)
            self.artists.append(collection)
        self._words = {
            box.node: axes.text(
                box.x,
                box.y,
                box.words,
                ha="center",
                va="center",
                fontsize=self.size,
                zorder=6,
                linespacing=1.05,
            )
            for box in ordered
        }
        self.artists.extend(self._words.values())

    def _add_moving(self, axes: Axes, *collections: Collection) -> None:
        for collection in collections:
            axes.add_collection(collection, autolim=False)
            self.artists.append(collection)
            self.moving.append(collection)

    def arrow_at(self, shown: tuple[Arrow, ...], x: float, y: float, reach: float) -> str | None:
        """Return the id of the shown arrow nearest to a point, within ``reach`` [px]."""
        best: tuple[float, str] | None = None
        for arrow in shown:
            distance = _distance(np.vstack([self.lines[arrow.id], arrow.path[-1]]), x, y)
            if distance <= reach and (best is None or distance < best[0]):
                best = (distance, arrow.id)
        return best[1] if best else None


def _cross(x: float, y: float) -> list[geometry.Points]:
    arm = 5.0
    return [
        np.array([[x - arm, y - arm], [x + arm, y + arm]]),
        np.array([[x - arm, y + arm], [x + arm, y - arm]]),
    ]


def _distance(points: geometry.Points, x: float, y: float) -> float:
    start, step = points[:-1], np.diff(points, axis=0)
    length = np.maximum((step**2).sum(axis=1), 1e-12)
    share = np.clip((([x, y] - start) * step).sum(axis=1) / length, 0, 1)
    nearest = start + share[:, None] * step
    return float(np.hypot(*(nearest - [x, y]).T).min())
