"""Picture: blood, block and plasticity over three stretches of time, and what the brain model makes of them."""

from __future__ import annotations

import math
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.text import Text

from ketamine_viz import stage
from ketamine_viz.network import hours_words as words
from ketamine_viz.network.hours import STRETCHES_H, Hours
from ketamine_viz.network.mean_field import Array
from ketamine_viz.network.scan_marks import Mark
from ketamine_viz.stage import theme

_WIDTH, _HEIGHT = 900, 500
_LEFT, _WIDE = 70, 650
_BLOOD, _GIVEN, _CURVE, _MARKS = (396, 46), (328, 52), (182, 130), (42, 116)  # bottom, height [pixels]
#: Where the stretches of time begin and end on the axis, and the marked times in each [h].
_PLACES = (0.0, 0.5, 0.8, 1.0)
_TICKS = ((0, "0 h"), (1, "1"), (2, "2"), (3, "3"), (4, "4 h"), (12, "12"), (24, "24"), (36, "36"), (48, "48 h"),
          (168, "7 d"), (336, "14 d"))  # fmt: skip
_ROWS = 5  # of published marks; more are counted
_FIRST, _LINE = 28, 18.0  # of the rows, from the top of their frame [pixels]
_BESIDE = _LEFT + _WIDE + 12
_SIGN = {"increase": "▲", "decrease": "▼", "no_change": "●"}
_BLOCK: dict[str, Any] = {"linestyle": "-", "linewidth": 2.2}
_GROWTH: dict[str, Any] = {"linestyle": (0, (5, 1.5, 1, 1.5)), "linewidth": 2.2}
#: Steps at which the axis of the measure ends, so that it seldom moves.
_SNAP_FC, _SNAP_PERCENT = 0.2, 10.0


def place(time_h: Array | float) -> Array:
    """Return where a time stands on the axis, 0..1: even within each of three stretches."""
    return np.asarray(np.interp(time_h, STRETCHES_H, _PLACES))


class OverHours(stage.Picture):
    """Three frames over one broken axis of time, and published directions under them."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make the frames; lines, words and marks move."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.ink, self.muted = theme.style("ink").colour, theme.style("muted").colour
        self.title = self._words(
            fig, 12, _HEIGHT - 16, weight="bold", fontsize=mpl.rcParams["axes.titlesize"]
        )
        self.regimen = self._words(fig, 12, _HEIGHT - 38)
        self._words(
            fig, _WIDTH - 12, _HEIGHT - 38, "model, not data", ha="right", style="italic", color=self.muted
        )
        self.blood_axes = self._frame(fig, _BLOOD)
        self.given_axes = self._frame(fig, _GIVEN)
        self.axes = self._frame(fig, _CURVE, ticks=True)
        # Both are drawn on axes from 0 to 1 whose numbers are words of their own: only words move when the
        # range does, and the frame stays.
        self.blood_axes.set(ylim=(0, 1), yticks=[0, 1], yticklabels=[])
        self.axes.set(ylim=(0, 1), yticks=[0, 0.5, 1], yticklabels=[])
        self.blood_numbers = self._numbers(fig, _BLOOD, (0.0, 1.0))
        self.numbers = self._numbers(fig, _CURVE, (0.0, 0.5, 1.0))
        self._words(fig, 16, _BLOOD[0] + _BLOOD[1] / 2, "ng/mL", rotation=90, ha="center")
        self._words(fig, 16, _GIVEN[0] + _GIVEN[1] / 2, "share", rotation=90, ha="center")
        self.unit = self._words(fig, 16, _CURVE[0] + _CURVE[1] / 2, rotation=90, ha="center")
        self.given_axes.set(ylim=(0, 1), yticks=[0, 1])
        (self.blood,) = self.blood_axes.plot([], [], linewidth=2.4)
        (self.block,) = self.given_axes.plot([], [], color=self.ink, **_BLOCK)
        (self.growth,) = self.given_axes.plot([], [], color=self.muted, **_GROWTH)
        self.beside = [self._words(fig, _BESIDE, y) for y in (_BLOOD[0] + 24, _GIVEN[0] + 47, _GIVEN[0] + 19)]
        self.beside[1].set(color=self.ink)
        self.beside[2].set(color="#555555")
        self.span = Polygon(np.zeros((3, 2)), closed=True, color=theme.style("band").colour, zorder=1.5)
        self.axes.add_patch(self.span)
        (self.start,) = self.axes.plot(
            [0, 1], [0, 0], color=theme.style("before").colour, linestyle=":", zorder=2
        )
        (self.curve,) = self.axes.plot([], [], zorder=4)
        self.curve_says = self._words(fig, _BESIDE, _CURVE[0] + 112, va="top", linespacing=1.35)
        self.lost = self.axes.text(
            0.3, 0.5, "", transform=self.axes.transAxes, ha="center", va="center", zorder=6
        )
        self.lost.set(fontsize=self.small, bbox={"facecolor": "white", "edgecolor": "#444444", "pad": 4})
        self.marks = self._marks(fig)
        return [
            self.title, self.regimen, self.unit, *self.numbers, *self.blood_numbers, self.blood,
            self.block, self.growth, *self.beside, self.span, self.start,
            self.curve, self.curve_says, self.lost, self.head, *(a for pair in self.marks for a in pair),
        ]  # fmt: skip

    def _words(self, fig: Figure, x: float, y: float, said: str = "", **look: Any) -> Text:
        look = {"va": "center", "fontsize": self.small, **look}
        return fig.text(x / _WIDTH, y / _HEIGHT, said, **look)

    def _numbers(self, fig: Figure, box: tuple[int, int], at: tuple[float, ...]) -> list[Text]:
        return [self._words(fig, _LEFT - 8, box[0] + share * box[1], ha="right") for share in at]

    def _frame(self, fig: Figure, box: tuple[int, int], ticks: bool = False) -> Axes:
        bottom, height = box
        axes = fig.add_axes((_LEFT / _WIDTH, bottom / _HEIGHT, _WIDE / _WIDTH, height / _HEIGHT))
        axes.set_xlim(0, 1)
        axes.set_xticks([float(place(t)) for t, _ in _TICKS], [said if ticks else "" for _, said in _TICKS])
        axes.tick_params(axis="x", length=3 if ticks else 0)
        for border in _PLACES[1:-1]:
            axes.axvline(border, color="#888888", linewidth=1.4, linestyle=(0, (2, 2)), zorder=1)
        return axes

    def _marks(self, fig: Figure) -> list[tuple[Line2D, Text]]:
        bottom, height = _MARKS
        axes = fig.add_axes((_LEFT / _WIDTH, bottom / _HEIGHT, _WIDE / _WIDTH, height / _HEIGHT))
        axes.set(xlim=(0, 1), ylim=(height, 0))
        axes.axis("off")
        self.marks_axes = axes
        self._words(fig, 12, 28, "✓ the curve goes that way, ✗ it does not. Hollow: no control arm. † another dose or "
                    "length.", color="#444444")  # fmt: skip
        self._words(fig, 12, 11, "▲ up, ▼ down, ● no change. The scale of time changes at each dashed line.",
                    color="#444444")  # fmt: skip
        self.head = self._words(fig, _LEFT, bottom + height - 3, va="top", linespacing=1.4)
        found = []
        for k in range(_ROWS):
            y = _FIRST + k * _LINE
            (point,) = axes.plot([], [], markersize=8, linestyle="none", clip_on=False)
            text = axes.text(0, y, "", fontsize=self.small, va="center")
            found.append((point, text))
        return found

    # -- updating ------------------------------------------------------------------

    def update(self, result: Hours) -> bool:
        """Move lines, words and marks; the frames stay."""
        self.shown = result
        given, at = result.given, place(result.given.time_h)
        route, brain = theme.style(given.regimen.route), theme.style(result.brain)
        self.title.set_text(words.finding(result))
        self.regimen.set_text(words.regimen(result))
        top = words.round_up(float(given.ng_per_ml.max()))
        self.blood.set_data(at, given.ng_per_ml / top)
        self.blood.set(color=route.colour, linestyle=route.linestyle)
        self.block.set_data(at, given.block)
        self.growth.set_data(at, result.plasticity)
        self.growth.set_visible(result.grows)
        for text, said in zip(self.beside, words.beside(result), strict=True):
            text.set_text(said)
        low, high = self._ends(result)
        scaled = [(part - low) / (high - low) for part in (result.value, result.low, result.high)]
        self.curve.set_data(at, scaled[0])
        self.curve.set(color=brain.colour, linestyle=brain.linestyle)
        self.start.set_ydata([(result.before - low) / (high - low)] * 2)
        known = np.isfinite(scaled[1]) & np.isfinite(scaled[2])
        edge = [np.column_stack([at[known], part[known]]) for part in scaled[1:]]
        self.span.set_xy(np.concatenate([edge[0], edge[1][::-1]]) if known.any() else np.zeros((3, 2)))
        self.curve_says.set_text(words.curve(result))
        self.lost.set_text(words.lost(result))
        self.lost.set_visible(bool(result.flags))
        self.unit.set_text(words.unit(result))
        for text, value in zip(self.numbers, np.linspace(low, high, 3), strict=True):
            text.set_text(f"{value + 0.0:.3g}".replace("-", "−"))
        for text, value in zip(self.blood_numbers, (0.0, top), strict=True):
            text.set_text(f"{value:g}")
        self._set_marks(result)
        return False

    def _ends(self, result: Hours) -> tuple[float, float]:
        """Return both ends of the axis of the measure: round numbers, so that it seldom moves."""
        ends = np.array([result.before, *result.low, *result.high])
        low, high = np.nanmin(ends), np.nanmax(ends)
        snap = _SNAP_FC
        if result.is_signal:
            snap = _SNAP_PERCENT if high - low > _SNAP_PERCENT else _SNAP_PERCENT / 2
        bottom = math.floor(low / snap) * snap
        return bottom, max(math.ceil(high / snap) * snap, bottom + snap)

    def _set_marks(self, result: Hours) -> None:
        imaged = result.imaged
        self.head.set_text(words.marks_head(result, _ROWS))
        self.head.set_fontweight("normal" if imaged else "bold")
        for k, (point, text) in enumerate(self.marks):
            shown = k < len(imaged)
            point.set_visible(shown)
            text.set_visible(shown)
            if shown:
                self._set_mark(point, text, imaged[k], result, _FIRST + k * _LINE)

    def _set_mark(self, point: Line2D, text: Text, mark: Mark, result: Hours, y: float) -> None:
        assert mark.time_h is not None
        x = float(place(mark.time_h if mark.time_h else result.peak_h / 2))
        right = x < 0.85  # else there is no room to the right of it
        point.set_data([x], [y])
        point.set_marker({"▲": "^", "▼": "v", "●": "o"}[_SIGN[mark.direction]])
        point.set(markerfacecolor="white" if mark.open_label else self.ink, markeredgecolor=self.ink)
        point.set_markeredgewidth(1.6)
        text.set_position((x + (0.014 if right else -0.014), y))
        text.set_horizontalalignment("left" if right else "right")
        text.set_text(words.mark(mark, result.agrees(mark)))

    # -- in words ------------------------------------------------------------------

    def describe(self, result: Hours) -> stage.Description:
        """Return the picture in words."""
        return words.describe(result)

    def table(self, result: Hours) -> stage.Table:
        """Return the curves at set times, then the published directions."""
        return words.table(result)

    def cards(self, result: Hours) -> tuple[stage.Card, ...]:
        """Return a card on the joints, and one for each published direction."""
        return words.cards(result)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - a row is as wide as the frame
        """Return the card of the row that was clicked, or that of the joints."""
        if axes is self.given_axes:
            return "joints"
        if axes is self.marks_axes:
            row = round((y - _FIRST) / _LINE)
            return self.shown.imaged[row].id if 0 <= row < min(_ROWS, len(self.shown.imaged)) else None
        return None
