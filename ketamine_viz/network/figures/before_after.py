"""The brain before and after: links between regions, their rates, and what groups of links do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import Colormap
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, Rectangle

from ketamine_viz import stage
from ketamine_viz.network import words
from ketamine_viz.network.cards import cards
from ketamine_viz.network.comparison import Comparison
from ketamine_viz.network.figures.outline import outline
from ketamine_viz.network.mean_field import Array
from ketamine_viz.network.routing import Box, route
from ketamine_viz.network.schematic import groups, index, regions
from ketamine_viz.stage import theme

# Places in the picture [pixels of its nominal size].
_WIDTH, _HEIGHT = 900, 460
_BRAIN = (436, 266)
_LEFTS = (8, 456)
_BOTTOM = 168
_HEAD = 24
_STRIP = (242, 26, 244, 105)
#: Rate at which the bar under a label is full [Hz].
FULL_BAR_HZ = 12.0
_RISES, _FALLS = "-", (0, (3.2, 1.6))


def link_colour(value: float) -> tuple[float, float, float, float]:
    """Return the colour of a link: the sign by hue, the size by depth, never paler than readable."""
    depth = min(abs(value), 1.0)
    return _colours()(0.5 + float(np.sign(value)) * (0.36 + 0.12 * depth))


@cache
def _colours() -> Colormap:
    return mpl.colormaps[theme.diverging]


def link_width(value: float, view: str) -> float:
    """Return the width of a link [points]; changes are drawn at twice the scale of values."""
    return 0.6 + (11.0 if view == "change" else 5.5) * min(abs(value), 1.0)


class BeforeAfter(stage.Picture):
    """Two brains side by side, and six group measures under them."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> Sequence[Artist] | None:
        """Make all artists once."""
        self._small = mpl.rcParams["xtick.labelsize"]
        self._boxes = [self._box(fig, region.id, region.x, region.y) for region in regions()]
        self._curves = route(self._boxes, *_BRAIN)
        moving: list[Artist] = []
        self._brains = [self._brain(fig, left) for left in _LEFTS]
        for brain in self._brains:
            moving += [brain["links"], brain["rates"], brain["title"]]
        self._not_drawn = self._curtain(self._brains[1]["axes"])
        self._key(fig)
        moving += self._groups(fig)
        self._static: tuple[Any, ...] = ()
        return moving

    # -- building ------------------------------------------------------------------

    def _box(self, fig: Figure, name: str, x: float, y: float) -> Box:
        probe = fig.text(0, 0, name, size=self._small)
        extent = probe.get_window_extent()
        probe.remove()
        scale = theme.DPI / fig.dpi
        return Box(_BRAIN[0] * x / 100, _BRAIN[1] * y / 100, extent.width * scale / 2 + 5, 12.0)

    def _brain(self, fig: Figure, left: float) -> dict[str, Any]:
        width, height = _BRAIN
        axes = fig.add_axes(
            (left / _WIDTH, (_BOTTOM - 4) / _HEIGHT, width / _WIDTH, (height + _HEAD + 4) / _HEIGHT)
        )
        axes.set(xlim=(0, width), ylim=(-4, height + _HEAD))
        axes.axis("off")
        axes.add_patch(outline(width, height))
        axes.text(4, 1, "front", size=self._small, color=theme.style("muted").colour, va="bottom")
        axes.text(
            width - 4, 1, "back", size=self._small, color=theme.style("muted").colour, va="bottom", ha="right"
        )
        title = axes.text(2, height + _HEAD - 2, "", weight="bold", va="top", size=mpl.rcParams["font.size"])
        links = axes.add_collection(LineCollection([], zorder=3, capstyle="butt"), autolim=False)
        pills = []
        tracks = []
        for region, box in zip(regions(), self._boxes, strict=True):
            pill = FancyBboxPatch(
                (box.x - box.half_width + 4, box.y - 3),
                2 * box.half_width - 8,
                10,
                boxstyle="round,pad=4",
                mutation_scale=1,
                facecolor="white",
                edgecolor="#444444",
                linewidth=1.0,
                zorder=4,
            )
            axes.add_patch(pill)
            axes.text(box.x, box.y + 1.5, region.id, size=self._small, ha="center", va="center", zorder=5)
            tracks.append(self._bar(box, 1.0))
            pills.append(pill)
        axes.add_collection(
            PolyCollection(tracks, facecolors="#d9d9d9", edgecolors="none", zorder=4), autolim=False
        )
        rates = axes.add_collection(
            PolyCollection([], facecolors="#222222", edgecolors="none", zorder=6), autolim=False
        )
        return {"axes": axes, "links": links, "rates": rates, "pills": pills, "title": title}

    @staticmethod
    def _bar(box: Box, share: float) -> Array:
        left, right = box.x - box.half_width + 2, box.x + box.half_width - 2
        end = left + (right - left) * min(max(share, 0.0), 1.0)
        bottom, top = box.y - 12, box.y - 8
        return np.array([(left, bottom), (end, bottom), (end, top), (left, top)])

    def _curtain(self, axes: Axes) -> list[Artist]:
        width, height = _BRAIN
        cover = outline(width, height)
        cover.set(facecolor="white", hatch="//", zorder=8)
        axes.add_patch(cover)
        note = axes.text(
            width / 2,
            height / 2,
            "",
            ha="center",
            va="center",
            zorder=9,
            bbox={"facecolor": "white", "edgecolor": "#444444", "pad": 8},
            linespacing=1.4,
        )
        return [cover, note]

    def _key(self, fig: Figure) -> None:
        axes = fig.add_axes((0, 146 / _HEIGHT, 1, 18 / _HEIGHT))
        axes.set(xlim=(0, _WIDTH), ylim=(0, 18))
        axes.axis("off")
        for x, sign, style in ((14, 1, _RISES), (272, -1, _FALLS)):
            axes.plot([x, x + 30], [9, 9], color=link_colour(0.5 * sign), linestyle=style, linewidth=3)
        self._key_words = [axes.text(x, 8.5, "", size=self._small, va="center") for x in (50, 308)]
        self._key_width = axes.text(506, 8.5, "", size=self._small, va="center")
        axes.add_patch(Rectangle((664, 7), 26, 4, facecolor="#d9d9d9"))
        axes.add_patch(Rectangle((664, 7), 10, 4, facecolor="#222222"))
        axes.text(696, 8.5, f"bar: firing rate, full at {FULL_BAR_HZ:.0f} Hz", size=self._small, va="center")

    def _groups(self, fig: Figure) -> list[Artist]:
        left, bottom, width, height = _STRIP
        axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        n = len(groups())
        axes.set(xlim=(-0.6, 1.5), ylim=(n - 0.5, -0.5))
        axes.set_yticks(range(n), [group.label for group in groups()], size=self._small)
        axes.set_xticks([-0.5, 0, 0.5, 1.0, 1.5])
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.axvline(0, color="#888888", linewidth=1, zorder=1)
        beside = {"size": self._small, "va": "center", "transform": axes.get_yaxis_transform()}
        axes.text(1.05, -0.95, "before → after", weight="bold", **beside)
        self._tally_head = axes.text(1.58, -0.95, "", weight="bold", **beside)
        axes.text(-0.01, -0.95, "Mean link (r or z)", weight="bold", ha="right", **beside)
        rows = [float(row) for row in range(n)]
        shifts = axes.add_collection(
            LineCollection([], colors="#666666", linewidths=2, zorder=2), autolim=False
        )
        before = axes.plot(np.zeros(n), rows, **theme.style("before").points(zorder=3))[0]
        after = axes.plot(np.zeros(n), rows, **theme.style("after").points(zorder=4))[0]
        self._values = [axes.text(1.05, row, "", **beside) for row in rows]
        self._tallies = [axes.text(1.58, row, "", **beside) for row in rows]
        axes.text(
            1.0,
            -0.95,
            "model, not data",
            size=self._small,
            style="italic",
            va="center",
            ha="right",
            color=theme.style("muted").colour,
            transform=axes.get_yaxis_transform(),
        )
        self._strip: dict[str, Any] = {"axes": axes, "shifts": shifts, "before": before, "after": after}
        return [shifts, before, after, *self._values]

    # -- updating ------------------------------------------------------------------

    def update(self, result: Comparison) -> bool:
        """Move links, bars and points; return True if titles, key or frame changed."""
        self._draw_brain(self._brains[0], result, result.before.fc, result.before.rates_hz, "after")
        if result.drawn:
            self._draw_brain(self._brains[1], result, result.right, result.after.rates_hz, result.view)
        else:
            self._brains[1]["links"].set_segments([])
            self._brains[1]["rates"].set_verts([])
        self._brains[0]["title"].set_text(words.left_title(result))
        self._brains[1]["title"].set_text(words.right_title(result))
        self._draw_groups(result)
        static = (result.brain, result.moment, result.view, result.system, result.after.flag)
        changed, self._static = static != self._static, static
        if changed:
            self._draw_static(result)
        return changed

    def _draw_brain(
        self, brain: dict[str, Any], result: Comparison, values: Array, rates: dict[str, float], view: str
    ) -> None:
        shown = [(pair, float(values[pair])) for pair in result.links]
        shown = [(pair, value) for pair, value in shown if abs(value) > 1e-9]
        links: LineCollection = brain["links"]
        links.set_segments([self._curves[pair] for pair, _ in shown])
        links.set_color([link_colour(value) for _, value in shown])
        links.set_linewidth([link_width(value, view) for _, value in shown] or [1.0])
        styles: list[Any] = [_RISES if value > 0 else _FALLS for _, value in shown]
        links.set_linestyle(styles or ["-"])
        brain["rates"].set_verts(
            [
                self._bar(box, rates[name] / FULL_BAR_HZ)
                for name, box in zip(index(), self._boxes, strict=True)
            ]
        )

    def _draw_groups(self, result: Comparison) -> None:
        before = [result.before.measures[group.id] for group in groups()]
        after = [result.after.measures[group.id] if result.drawn else np.nan for group in groups()]
        rows = range(len(before))
        self._strip["before"].set_xdata(before)
        self._strip["after"].set_xdata(after)
        pairs = zip(before, after, rows, strict=True) if result.drawn else ()
        self._strip["shifts"].set_segments([[(b, row), (a, row)] for b, a, row in pairs])
        for text, b, a in zip(self._values, before, after, strict=True):
            text.set_text(words.change(b, a))

    def _draw_static(self, result: Comparison) -> None:
        for artist in self._not_drawn:
            artist.set_visible(not result.drawn)
        self._not_drawn[1].set_text(words.not_drawn(result))  # type: ignore[attr-defined]
        for text, said in zip(self._key_words, words.key(result), strict=True):
            text.set_text(said)
        self._key_width.set_text("thicker: more change" if result.view == "change" else "thicker: stronger")
        self._tally_head.set_text(words.tally_head(result))
        for text, group in zip(self._tallies, groups(), strict=True):
            text.set_text(words.tally_text(group.id, result.moment))
        for brain in self._brains:
            for region, pill in zip(regions(), brain["pills"], strict=True):
                chosen = region.system == result.system
                pill.set(facecolor="#e4e4e4" if chosen else "white", linewidth=2.4 if chosen else 1.0)

    # -- in words ------------------------------------------------------------------

    def describe(self, result: Comparison) -> stage.Description:
        """Return the picture in words."""
        return words.describe(result)

    def table(self, result: Comparison) -> stage.Table:
        """Return what is drawn."""
        return words.table(result)

    def cards(self, result: Comparison) -> tuple[stage.Card, ...]:
        """Return a card for each region and each group measure."""
        return cards(result)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:
        """Return the region or the group at a click."""
        if axes in [brain["axes"] for brain in self._brains]:
            for name, box in zip(index(), self._boxes, strict=True):
                if box.holds(np.array([[x, y]]), 2.0)[0]:
                    return name
        if axes is self._strip["axes"]:
            row = round(y)
            return groups()[row].id if 0 <= row < len(groups()) else None
        return None
