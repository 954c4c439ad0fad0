"""Picture: more of the drug in rats, glutamate and a day later; and the surge in people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ketamine_viz import stage
from ketamine_viz.molecular.dosing import DOSES, SURGE_H, TIMES, DoseResponse, Measured
from ketamine_viz.molecular.figures import dosing_words as words
from ketamine_viz.stage import theme

_WIDTH, _HEIGHT = 900, 460
#: Left, bottom, width, height [pixels].
_FRAMES = {"glutamate": (74, 254, 370, 126), "later": (74, 78, 370, 116), "surge": (524, 254, 360, 126)}
_LIMITS = (0.85, 240.0)  # of the axis of doses [mg/kg]
_LINE = "#0b3c5d"
_SHAPES = {1: "^", 0: "o", -1: "v"}
_FIRST, _STEP = 166.0, 22.0  # first row of people, and from row to row [pixels]
_WHO, _SEEN, _SAYS = 456.0, 830.0, 876.0  # where a row's words and marks stand [pixels]
_MOST = 5


class DosingPicture(stage.Picture):
    """Left: curves over dose in rats.  Right: the surge at one dose, and what was seen in people."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make frames, marks and rows once; curves and words move."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.title = fig.text(
            12 / _WIDTH, 1 - 9 / _HEIGHT, "", va="top", weight="bold", fontsize=mpl.rcParams["axes.titlesize"]
        )
        sheet = fig.add_axes((0, 0, 1, 1))
        sheet.set(xlim=(0, _WIDTH), ylim=(0, _HEIGHT))
        sheet.set_axis_off()
        self.axes = {name: _frame(fig, name) for name in _FRAMES}
        self._curves(sheet)
        self._people(sheet)
        self._rats(sheet)
        groups: list[Iterable[Artist]] = [
            self.bands.values(), self.cursors, self.lines.values(), self.dots.values(), self.heads.values(),
            self.empty.values(), self.rows, self.seen.values(), self.says.values(), self.found.values(),
        ]  # fmt: skip
        return [self.title, *(artist for group in groups for artist in group)]

    def _curves(self, sheet: Axes) -> None:
        self.bands, self.lines, self.heads, self.empty = {}, {}, {}, {}
        for name, axes in self.axes.items():
            grid = TIMES if name == "surge" else np.array(DOSES)
            left, bottom, _, height = _FRAMES[name]
            self.bands[name] = axes.fill_between(grid, 0, 0, color=_LINE, alpha=0.18, linewidth=0)
            self.lines[name] = axes.plot(grid, np.zeros(len(grid)), color=_LINE, linewidth=2)[0]
            above = 33 if name == "glutamate" else 12
            self.heads[name] = sheet.text(left, bottom + height + above, "", va="center", weight="bold")
            self.empty[name] = axes.text(
                0.5, 0.7, "", transform=axes.transAxes, ha="center", style="italic", fontsize=self.small
            )
        over_dose = [self.axes[name] for name in ("glutamate", "later")]
        self.dots = {
            name: self.axes[name].plot([], [], marker="o", color=_LINE, markersize=8)[0]
            for name in ("glutamate", "later")
        }
        self.cursors = [axes.axvline(1, color=theme.style("ink").colour, linewidth=1) for axes in over_dose]

    def _rats(self, sheet: Axes) -> None:
        """Leave room over the first frame for what was measured in rats at each dose."""
        left, bottom, _, height = _FRAMES["glutamate"]
        self.strip = bottom + height + 12
        sheet.text(left, self.strip, "measured in rats:", va="center", fontsize=self.small)
        self.found = _marks(sheet, filled=True)

    def _people(self, sheet: Axes) -> None:
        sheet.text(_WHO, 190, "People, 0.5 mg/kg into a vein", va="center", weight="bold")
        sheet.text(_SEEN, 190, "found", ha="center", va="center", fontsize=self.small)
        sheet.text(_SAYS, 190, "model", ha="center", va="center", fontsize=self.small)
        sheet.text(
            12, 14, "▲ up   ● no change   ▼ down.   Filled: measured.  Hollow: model.   Dashed: no drug.",
            va="center", fontsize=self.small,
        )  # fmt: skip
        self.rows = [
            sheet.text(_WHO, _FIRST - _STEP * k, "", va="center", fontsize=self.small) for k in range(_MOST)
        ]
        self.seen, self.says = _marks(sheet, filled=True), _marks(sheet, filled=False)

    # -- a new result ------------------------------------------------------------------------

    def update(self, result: DoseResponse) -> bool:
        """Move curves, marks and words."""
        self.title.set_text(words.headline(result))
        for name, text in words.heads(result).items():
            self.heads[name].set_text(text)
        for name, (low, middle, high) in (
            ("glutamate", result.glutamate), ("later", result.later), ("surge", result.surge),
        ):  # fmt: skip
            grid = TIMES if name == "surge" else np.array(DOSES)
            self.lines[name].set_ydata(100 * middle)
            self.bands[name].set_data(grid, 100 * low, 100 * high)
            moved = result.moved["later" if name == "later" else "glutamate"]
            self.empty[name].set_text("" if moved else "this account does not move it")
        for name in ("glutamate", "later"):
            self.dots[name].set_data([result.dose], [100 * result.at(name)])
        for cursor in self.cursors:
            cursor.set_xdata([result.dose] * 2)
        _put(self.found, result.rats, [(_across(m.dose or 1.0), self.strip) for m in result.rats], "change")
        heights = [_FIRST - _STEP * k for k in range(len(result.people))]
        _put(self.seen, result.people, [(_SEEN, y) for y in heights], "change")
        _put(self.says, result.people, [(_SAYS, y) for y in heights], "model")
        for k, row in enumerate(self.rows):
            row.set_text(words.person(result.people[k]) if k < len(result.people) else "")
        return False

    # -- in words ------------------------------------------------------------------------------

    def describe(self, result: DoseResponse) -> stage.Description:
        """Return the picture in words."""
        return words.describe(result)

    def table(self, result: DoseResponse) -> stage.Table:
        """Return the curves, the surge and what was measured."""
        return words.table(result)


def _frame(fig: Figure, name: str) -> Axes:
    left, bottom, width, height = _FRAMES[name]
    axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
    small = mpl.rcParams["xtick.labelsize"]
    axes.axhline(
        0, color=theme.style("control").colour, linestyle=theme.style("control").linestyle, linewidth=1
    )
    if name == "surge":
        axes.set(xlim=(0, SURGE_H), ylim=(-75, 125), yticks=(-50, 0, 50, 100))
        axes.axvspan(0, 1, color="#eceff3", zorder=0)
        axes.text(0.5, -64, "first hour", ha="center", va="center", fontsize=small)
        axes.set_xlabel("Hours after the dose", labelpad=2)
        axes.text(0.99, 0.97, "model, not data", transform=axes.transAxes, ha="right", va="top", style="italic",
                  fontsize=small)  # fmt: skip
        return axes
    axes.set_xscale("log")
    axes.set(xlim=_LIMITS, ylim=(-75, 125) if name == "glutamate" else (-25, 125))
    axes.set_yticks((-50, 0, 50, 100) if name == "glutamate" else (0, 50, 100))
    axes.set_xticks(DOSES, [f"{dose:g}" for dose in DOSES])
    axes.minorticks_off()
    if name == "later":
        axes.set_xlabel("Ketamine in rats [mg/kg]", labelpad=2)
    return axes


def _across(dose: float) -> float:
    left, _, width, _ = _FRAMES["glutamate"]
    return float(left + width * np.log(dose / _LIMITS[0]) / np.log(_LIMITS[1] / _LIMITS[0]))


def _marks(sheet: Axes, filled: bool) -> dict[int, Line2D]:
    colour = theme.style("ink").colour if filled else _LINE
    look: dict[str, Any] = {"linestyle": "none", "color": colour, "markersize": 9 if filled else 8}
    face = colour if filled else "white"
    return {
        change: sheet.plot([], [], marker=shape, markerfacecolor=face, markeredgewidth=1.4, **look)[0]
        for change, shape in _SHAPES.items()
    }


def _put(
    marks: dict[int, Line2D], rows: tuple[Measured, ...], places: list[tuple[float, float]], field: str
) -> None:
    for change, artist in marks.items():
        chosen = [at for row, at in zip(rows, places, strict=True) if getattr(row, field) == change]
        artist.set_data([x for x, _ in chosen], [y for _, y in chosen])
