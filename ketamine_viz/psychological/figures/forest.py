"""The forest plot: one row a comparison, its difference, its interval and its people."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ketamine_viz import stage
from ketamine_viz.psychological import telling
from ketamine_viz.psychological.differences import Gap
from ketamine_viz.psychological.figures import forest_words as say
from ketamine_viz.psychological.forest_view import GROUPS, MOST, Forest
from ketamine_viz.stage import theme

_WIDTH, _HEIGHT = 900, 520
#: The plot, and where columns of words begin or end [pixels].
_BOX = (352, 96, 288, 346)
_GROUP, _TRIAL, _NUMBERS, _PEOPLE = 10, 158, 650, 892
#: Rows the axis is made for at least: few comparisons do not drift apart.
_FEWEST = 6
_SMALL = 10.0
#: People of the smallest and the largest marker, and their areas [points²].
_PEOPLE_SPAN, _AREAS = (20.0, 400.0), (22.0, 150.0)
_HELP = (
    "Suicidal thoughts, not deaths: prevention of suicide has not been shown. In danger now: your local emergency\n"
    "number. US: call or text 988. UK and Ireland: Samaritans 116 123. Elsewhere: findahelpline.com. "
    "Checked 2026-11-24."
)


def _area(one: Gap) -> float:
    """Return a marker's area: it grows with the people behind it, between two limits."""
    people = float(one.pair.people or 0) or _PEOPLE_SPAN[0]
    return float(np.interp(people, _PEOPLE_SPAN, _AREAS))


class ForestPicture(stage.Picture):
    """Rows of differences with intervals; printed ones filled, worked-out ones open, pooled ones wide diamonds."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make every artist once."""
        left, bottom, width, height = _BOX
        self._axes = axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.grid(visible=False)
        style = theme.style("difference")
        across = axes.get_yaxis_transform()
        # Bands behind kinds of control reach over the whole picture, words and all.
        wide: dict[str, Any] = {"transform": across, "clip_on": False, "lw": 0, "zorder": 0}
        self._bands = [
            axes.add_patch(
                Rectangle(((6 - left) / width, 0), (_WIDTH - 12) / width, 1, color="#f0f2f6", **wide)
            )
            for _ in range(len(GROUPS) + 1)
        ]
        self._grid = LineCollection(
            [], colors="#d5d8de", linewidths=0.8, transform=axes.get_xaxis_transform(), zorder=1
        )
        self._solid = LineCollection([], colors=style.colour, linewidths=1.8, zorder=3)
        self._dashed = LineCollection(
            [], colors=style.colour, linewidths=1.6, linestyles=[(0, (2.5, 1.5))], zorder=3
        )
        self._pooled = PolyCollection(
            [], facecolors="#c9ced6", edgecolors=style.colour, hatch="///", linewidths=1.2, zorder=4
        )
        for collection in (self._grid, self._solid, self._dashed, self._pooled):
            axes.add_collection(collection, autolim=False)
        self._printed = self._marks(style.colour)
        self._computed = self._marks("white")
        self._zero = axes.axvline(0, color="#444444", linewidth=1.2, zorder=2)
        self._build_words(fig)
        self._build_key(fig)
        return [
            *self._bands, self._grid, self._zero, self._solid, self._dashed, self._pooled, self._printed,
            self._computed, axes.spines["bottom"], *self._words,
        ]  # fmt: skip

    def _marks(self, face: str) -> PathCollection:
        return self._axes.scatter(
            [], [], marker="D", facecolors=face, edgecolors="#222222", linewidths=1.4, zorder=5
        )

    def _build_words(self, fig: Figure) -> None:
        axes, (left, _, width, _) = self._axes, _BOX
        small: dict[str, Any] = {
            "size": _SMALL,
            "va": "center",
            "transform": axes.get_yaxis_transform(),
            "clip_on": False,
        }

        def column(x: float, **look: Any) -> list[Any]:
            return [axes.text((x - left) / width, 0, "", **small, **look) for _ in range(MOST)]

        self._groups = column(_GROUP, weight="bold")
        self._trials = column(_TRIAL)
        self._numbers = column(_NUMBERS)
        self._people = column(_PEOPLE, ha="right")
        self._title = fig.text(10 / _WIDTH, 1 - 12 / _HEIGHT, "", va="top", weight="bold")
        self._title.set_fontsize(mpl.rcParams["axes.titlesize"])
        self._filters = fig.text(10 / _WIDTH, 1 - 36 / _HEIGHT, "", va="top", size=_SMALL, color="#444444")
        top = 1 - 71 / _HEIGHT
        heads: tuple[tuple[float, str, dict[str, Any]], ...] = (
            (_GROUP, "compared with", {}),
            (_TRIAL, "trial and time", {}),
            (_NUMBERS, "difference (95% interval)", {}),
            (_PEOPLE, "n", {"ha": "right"}),
        )
        for x, text, look in heads:
            fig.text(x / _WIDTH, top, text, va="bottom", size=_SMALL, style="italic", **look)
        self._sides = [
            fig.text(x / _WIDTH, 56 / _HEIGHT, "", va="center", ha=ha, size=_SMALL, style="italic")
            for x, ha in ((_BOX[0], "left"), (_BOX[0] + _BOX[2], "right"))
        ]
        self._axis_words = fig.text(10 / _WIDTH, 62 / _HEIGHT, "", va="center", size=_SMALL, weight="bold")
        self._foot = fig.text(10 / _WIDTH, 6 / _HEIGHT, "", va="bottom", size=_SMALL, linespacing=1.2)
        frame: dict[str, Any] = {"facecolor": "white", "edgecolor": "#767676", "boxstyle": "round,pad=0.6"}
        self._empty = axes.text(
            0.5, 0.5, "", transform=axes.transAxes, ha="center", va="center", bbox=frame, zorder=8
        )
        self._words = [
            *self._groups, *self._trials, *self._numbers, *self._people, self._title, self._filters, *self._sides,
            self._axis_words, self._foot, self._empty,
        ]  # fmt: skip

    @staticmethod
    def _build_key(fig: Figure) -> None:
        """Say once what the marks are, right of the filters."""
        key = fig.add_axes((650 / _WIDTH, 40 / _HEIGHT, 245 / _WIDTH, 40 / _HEIGHT))
        key.set_axis_off()
        key.set(xlim=(0, 245), ylim=(0, 40))
        look: dict[str, Any] = {
            "marker": "D",
            "markeredgecolor": "#222222",
            "markersize": 7,
            "linestyle": "none",
        }
        key.plot([8], [31], markerfacecolor=theme.style("difference").colour, **look)
        key.plot([82], [31], markerfacecolor="white", **look)
        key.fill([0, 8, 16, 8], [11, 16, 11, 6], facecolor="#c9ced6", edgecolor="#222222", hatch="///")
        for x, y, text in (
            (18, 31, "printed"),
            (92, 31, "worked out here"),
            (22, 11, "pooled, as others printed it"),
        ):
            key.text(x, y, text, va="center", size=_SMALL)

    # -- a new result -----------------------------------------------------------------

    def update(self, result: Forest) -> bool:
        """Move every artist to the rows of the view."""
        rows = max(len(result.drawn), _FEWEST)
        self._rows = {one.main.id: float(place) for place, one in enumerate(result.drawn)}
        before = (self._axes.get_xlim(), self._axes.get_ylim(), self._axes.patch.get_hatch())
        self._axes.set(xlim=self._limits(result), ylim=(rows - 0.5, -0.5))
        self._axes.patch.set_hatch("" if result.drawn else "//")
        self._axes.patch.set_edgecolor("#c4c8d0")
        low, high = self._axes.get_xlim()
        ticks = [tick for tick in self._axes.xaxis.get_majorticklocs() if low <= tick <= high]
        self._grid.set_segments([[(tick, 0), (tick, 1)] for tick in ticks])
        self._draw_gaps(result)
        self._draw_bands(result)
        self._draw_words(result)
        return before != (self._axes.get_xlim(), self._axes.get_ylim(), self._axes.patch.get_hatch())

    @staticmethod
    def _limits(result: Forest) -> tuple[float, float]:
        low, high = result.spec.limits
        for one in result.drawn:
            low = min(low, one.value, one.low if one.low is not None else low)
            high = max(high, one.value, one.high if one.high is not None else high)
        return low, high

    def _draw_gaps(self, result: Forest) -> None:
        lines: dict[bool, list[Any]] = {False: [], True: []}
        marks: dict[bool, list[tuple[float, float]]] = {False: [], True: []}
        areas: dict[bool, list[float]] = {False: [], True: []}
        diamonds = []
        for one in result.drawn:
            y = self._rows[one.main.id]
            if one.pooled and one.low is not None and one.high is not None:
                diamonds.append([(one.low, y), (one.value, y - 0.3), (one.high, y), (one.value, y + 0.3)])
                continue
            if one.low is not None and one.high is not None:
                lines[one.computed].append([(one.low, y), (one.high, y)])
            marks[one.computed].append((one.value, y))
            areas[one.computed].append(_area(one))
        self._pooled.set_verts(diamonds)
        self._solid.set_segments(lines[False])
        self._dashed.set_segments(lines[True])
        for collection, computed in ((self._printed, False), (self._computed, True)):
            collection.set_offsets(marks[computed] or np.empty((0, 2)))
            collection.set_sizes(areas[computed])

    def _draw_bands(self, result: Forest) -> None:
        names = [say.group_label(one) for one in result.drawn]
        starts = [k for k, name in enumerate(names) if k == 0 or name != names[k - 1]]
        for band in self._bands:
            band.set_visible(False)
        for text in self._groups:
            text.set_text("")
        for index, start in enumerate(starts):
            end = starts[index + 1] if index + 1 < len(starts) else len(names)
            self._bands[index].set(y=start - 0.5, height=end - start, visible=index % 2 == 0)
            self._groups[start].set(text=names[start], y=start)

    def _draw_words(self, result: Forest) -> None:
        for column in (self._trials, self._numbers, self._people):
            for text in column:
                text.set_text("")
        digits = say.places(result)
        for one, trial, figures, people in zip(
            result.drawn, self._trials, self._numbers, self._people, strict=False
        ):
            y = self._rows[one.main.id]
            mark = "°" if say.ninety(one) else ""
            trial.set(text=say.label(one, result), y=y)
            figures.set(text=f"{say.signed(one.value, digits)} ({say.ends(one, digits)}){mark}", y=y)
            people.set(text=say.in_turn(one), y=y)
        self._title.set_text(say.finding(result))
        self._filters.set_text(f"Shown: {say.filters(result)}")
        self._axis_words.set_text(telling.wrapped(result.spec.axis, 40))
        better = (
            ("← drug better", "control better →")
            if result.spec.better < 0
            else ("← control better", "drug better →")
        )
        for text, side in zip(self._sides, better, strict=True):
            text.set_text(side)
        self._foot.set_text(_HELP if result.sort == "thoughts" else say.foot(result))
        self._empty.set(text=telling.wrapped(result.widen, 40), visible=not result.drawn)

    # -- in words ------------------------------------------------------------------------

    def describe(self, result: Forest) -> stage.Description:
        """Return the picture in words."""
        return say.describe(result)

    def table(self, result: Forest) -> stage.Table:
        """Return all comparisons that fit, and which of them are drawn."""
        return say.table(result)

    def cards(self, result: Forest) -> tuple[stage.Card, ...]:
        """Return one card for each row."""
        return tuple(say.card(one, result) for one in result.drawn)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002  (a row is as wide as the axes)
        """Return the card of the row that was clicked."""
        if axes is not self._axes or not self._rows:
            return None
        name, place = min(self._rows.items(), key=lambda item: abs(item[1] - y))
        return name if abs(place - y) <= 0.5 else None
