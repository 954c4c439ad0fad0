"""Pictures of the routes room."""

from __future__ import annotations

import math
from dataclasses import dataclass

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Annotation, Text
from matplotlib.ticker import MaxNLocator

from ketamine_viz import stage
from ketamine_viz.routes import words
from ketamine_viz.routes.compare import Comparison, Curve
from ketamine_viz.routes.dose import ROUTES
from ketamine_viz.stage import theme

# Pixels at normal size.
_WIDTH, _HEIGHT = 900, 440
_LEFT, _RIGHT, _TOP, _BOTTOM, _GAP = 66, 14, 34, 74, 24
_LINE = 16  # one line of text above a frame
_HEAD = 4 * _LINE + 4
_TICKS = 22
_MOST_IN_A_ROW = 4
_FLOOR = 0.5  # lowest level on a logarithmic axis [ng/mL]
_MOST_LABELS = 4
_PT = 72 / theme.DPI  # points a pixel


@dataclass
class _Frame:
    axes: Axes
    band: PolyCollection
    drip: Line2D
    curve: Line2D
    measured: Line2D
    spreads: LineCollection
    head: list[Annotation]
    notes: list[Annotation]
    empty: Text
    route: str = ""

    @property
    def moving(self) -> list[Artist]:
        """What changes with the hours shown."""
        return [
            self.axes.xaxis, self.band, self.drip, self.curve, self.spreads, self.measured, *self.notes, self.empty
        ]  # fmt: skip


class SideBySide(stage.Picture):
    """Studied regimens of one form, one frame a route, all on the same axes."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make eight frames; those that are not needed are hidden.

        What moves with the hours shown is redrawn alone: words cost more time than curves.
        """
        self.fig = fig
        self.still: object = None
        self.title = fig.text(12 / _WIDTH, 1 - 8 / _HEIGHT, "", va="top", weight="bold", size="large")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        self.frames = [self._frame(fig) for _ in ROUTES]
        ink, muted = theme.style("ink").colour, theme.style("muted").colour
        fig.legend(
            handles=[
                Line2D([], [], color=ink, label="model, adult of 70 kg"),
                Patch(facecolor=theme.style("band").colour, label="8 in 10 simulated"),
                Line2D([], [], **theme.style("measured").points(), label="measured, with spread"),
                Line2D([], [], color=muted, linewidth=1.3, label="the drip, for comparison"),
            ],
            loc="lower center",
            ncols=4,
            handlelength=1.6,
            columnspacing=1.4,
            borderaxespad=0.2,
        )
        self.x_label = fig.text(0.5, 37 / _HEIGHT, "Hours after the dose", ha="center", va="center")
        self.y_label = fig.text(14 / _WIDTH, 0.5, "", ha="center", va="center", rotation=90)
        return [artist for frame in self.frames for artist in frame.moving]

    def update(self, result: Comparison) -> bool:
        """Draw a frame for each route; lay the frames out anew if anything but the hours changed."""
        still = (result.form, result.analyte, result.preset, tuple(result.curves), result.log)
        changed, self.still = still != self.still, still
        if changed:
            self._lay_out(result)
        for frame, curve in zip(self.frames, result.curves.values()):
            frame.axes.set_xlim(0, result.hours)
            if curve is not None:
                self._measured(frame, curve, result)
        return changed

    def _lay_out(self, result: Comparison) -> None:
        top = 1.08 * max(_highest(c) for c in (*result.shown, result.drip))
        places = self._places(len(result.curves))
        for k, frame in enumerate(self.frames):
            used = k < len(result.curves)
            for artist in (frame.axes, *frame.moving):
                artist.set_visible(used)
            if used:
                frame.route = list(result.curves)[k]
                frame.axes.set_position(places[k])
                self._scale(frame, k, result, top)
                self._draw(frame, result)
        self.title.set_text(words.finding(result))
        self.y_label.set_text(f"{words.SUBSTANCE[result.analyte]} in plasma [ng/mL]")

    def describe(self, result: Comparison) -> stage.Description:
        """Return the picture in words."""
        return words.describe(result)

    def table(self, result: Comparison) -> stage.Table:
        """Return the numbers of the curves and the measured points."""
        return words.table(result)

    def cards(self, result: Comparison) -> tuple[stage.Card, ...]:
        """Return one card a route."""
        return words.cards(result)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - anywhere in a frame
        """Return the card of the frame that was clicked."""
        return next((f.route for f in self.frames if f.axes is axes), None)

    # -- the parts ---------------------------------------------------------------------

    def _frame(self, fig: Figure) -> _Frame:
        axes = fig.add_axes((0.1, 0.2, 0.2, 0.5))
        small = mpl.rcParams["legend.fontsize"]
        muted = theme.style("muted").colour
        band = axes.fill_between([0.0, 1.0], [0.0, 0.0], [0.0, 0.0], alpha=0.25, linewidth=0, zorder=1)
        (drip,) = axes.plot([], [], color=muted, linewidth=1.3, zorder=2)
        (curve,) = axes.plot([], [], zorder=3)
        (measured,) = axes.plot([], [], **theme.style("measured").points(zorder=5, markersize=6))
        spreads = LineCollection([], colors=theme.style("measured").colour, linewidths=1.4, zorder=4)
        axes.add_collection(spreads)
        head = [
            axes.annotate("", (0, 1), (0, _PT * up), "axes fraction", "offset points", annotation_clip=False)
            for up in (7 + 3 * _LINE, 5)
        ]
        head[0].set(weight="bold")
        head[1].set(fontsize=small, linespacing=1.15)
        notes = [
            axes.annotate("", (0, 0), (0, 0), "data", "offset points", va="center", fontsize=small, zorder=6)
            for _ in range(_MOST_LABELS)
        ]
        for note in notes:
            note.set_bbox({"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 0.8})
        empty = axes.text(0.5, 0.5, "", ha="center", va="center", transform=axes.transAxes, zorder=7)
        empty.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 3})
        axes.xaxis.set_major_locator(MaxNLocator(4, integer=True, steps=[1, 2, 3, 5, 6, 10]))
        return _Frame(axes, band, drip, curve, measured, spreads, head, notes, empty)

    @staticmethod
    def _places(count: int) -> list[tuple[float, float, float, float]]:
        """Return left, bottom, width, height of each frame, as shares of the figure."""
        rows = 1 if count <= _MOST_IN_A_ROW else 2
        columns = math.ceil(count / rows)
        width = (_WIDTH - _LEFT - _RIGHT - _GAP * (columns - 1)) / columns
        tall = (_HEIGHT - _TOP - _BOTTOM - _TICKS * (rows - 1)) / rows
        found = []
        for k in range(count):
            row, column = divmod(k, columns)
            left = _LEFT + column * (width + _GAP)
            bottom = _BOTTOM + (rows - 1 - row) * (tall + _TICKS)
            found.append((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, (tall - _HEAD) / _HEIGHT))
        return found

    @staticmethod
    def _scale(frame: _Frame, k: int, result: Comparison, top: float) -> None:
        axes = frame.axes
        count = len(result.curves)
        columns = math.ceil(count / (1 if count <= _MOST_IN_A_ROW else 2))
        scale = "log" if result.log else "linear"
        if axes.get_yscale() != scale:
            axes.set_yscale(scale)
            axes.yaxis.set_major_formatter(lambda level, _: f"{level:g}")
            axes.yaxis.set_minor_formatter(lambda *_: "")
        axes.set_ylim((_FLOOR, top * 2.5) if result.log else (0, top))
        axes.tick_params(labelleft=k % columns == 0)

    def _draw(self, frame: _Frame, result: Comparison) -> None:
        style, curve = theme.style(frame.route), result.curves[frame.route]
        name, *lines = words.head(frame.route, curve, result.analyte)
        frame.head[0].set_text(name)
        frame.head[1].set_text("\n".join(lines))
        frame.axes.patch.set_hatch("" if curve else "///")
        frame.axes.patch.set_edgecolor(mpl.rcParams["hatch.color"])
        frame.empty.set_text("" if curve else "no study of this\nform in our tables")
        for artist in (frame.band, frame.drip, frame.curve, frame.measured, frame.spreads):
            artist.set_visible(curve is not None)
        for note in frame.notes:
            note.set_text("")
        if curve is None:
            return
        frame.drip.set_data(result.drip.time_h, result.drip.level)
        frame.drip.set_visible(frame.route != "iv_infusion")
        frame.curve.set_data(curve.time_h, curve.level)
        frame.curve.set(color=style.colour, linestyle=style.linestyle)
        floor = _FLOOR / 10 if result.log else 0.0
        low = np.maximum(curve.low, floor)
        outline = np.concatenate(
            [
                np.column_stack([curve.time_h, low]),
                np.column_stack([curve.time_h, np.maximum(curve.high, floor)])[::-1],
            ]
        )
        frame.band.set_verts([outline])
        frame.band.set_facecolor(style.colour)

    def _measured(self, frame: _Frame, curve: Curve, result: Comparison) -> None:
        shown = [(p.time_h, p) for p in curve.points if p.time_h is not None and p.time_h <= result.hours]
        frame.measured.set_data([t for t, _ in shown], [p.level for _, p in shown])
        bars = [(t, p.low, p.high) for t, p in shown if p.low is not None and p.high is not None]
        frame.spreads.set_segments([[(t, low), (t, high)] for t, low, high in bars])
        labels = words.point_labels([p for _, p in shown])
        if not labels:
            note = frame.notes[0]
            note.set_text("model, not data")
            note.xy, note.xyann = (1, 1), (-4 * _PT, -12 * _PT)
            note.xycoords = "axes fraction"
            note.set(ha="right", color=theme.style("muted").colour)
            return
        up = frame.axes.transData.transform
        scale = self.fig.dpi / theme.DPI
        heights = [float(up((t, p.level))[1]) / scale for t, p in labels]
        for note, (t, point), want, height in zip(
            frame.notes, labels, stage.text.spread(heights, _LINE), heights
        ):
            note.set_text(words.point_label(point))
            right = t < 0.7 * result.hours
            lift = want - height + (20 if "\n" in note.get_text() else 0)  # two lines stand above the curve
            note.xy, note.xyann = (t, point.level), ((9 if right else -9) * _PT, lift * _PT)
            note.xycoords = "data"
            note.set(ha="left" if right else "right", color=theme.style("ink").colour)


def _highest(curve: Curve) -> float:
    high = [p.high if p.high is not None else p.level for p in curve.points if p.time_h is not None]
    return max([float(curve.high.max()), *high])
