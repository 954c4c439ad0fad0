"""The picture of relapse: one small survival-style curve a study, made of published points, with a line to read on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from ketamine_viz import stage
from ketamine_viz.psychological.afterwards import Afterwards, Curve, curves, path
from ketamine_viz.psychological.figures import relapse_words as say
from ketamine_viz.stage import theme

_WIDTH, _HEIGHT = 900, 520
_CELL, _TOP, _LEFT = (300, 227), 489, 40
_PLOT = (228, 112)
_SMALL = 10.0


@dataclass(slots=True)
class _Cell:
    """Artists of one small picture."""

    axes: Axes
    lines: dict[str, Line2D]
    marks: dict[tuple[str, bool], Line2D]
    ends: dict[str, Line2D]
    end_words: dict[str, Text]
    span: LineCollection
    level: Line2D
    drops: LineCollection
    head: Text
    under: Text
    reading: Text
    veil: Text

    def artists(self) -> list[Artist]:
        """Return all that moves."""
        return [
            self.level, self.drops, self.span, *self.lines.values(), *self.marks.values(), *self.ends.values(),
            *self.end_words.values(),
            self.head, self.under, self.reading, self.veil,
        ]  # fmt: skip


class RelapsePicture(stage.Picture):
    """Five small curves on like axes and a key; filled marks are printed, open ones worked out."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make every cell once."""
        self._title = fig.text(10 / _WIDTH, 1 - 10 / _HEIGHT, "", va="top", weight="bold")
        self._title.set_fontsize(mpl.rcParams["axes.titlesize"])
        fig.text(
            10 / _WIDTH, 1 - 36 / _HEIGHT, "People still well, in each 100, over days. Who was followed: open a card.",
            va="top", size=_SMALL, color="#444444",
        )  # fmt: skip
        self._cells = {curve.id: self._cell(fig, curve, k) for k, curve in enumerate(curves())}
        self._key(fig)
        self._foot = fig.text(10 / _WIDTH, 8 / _HEIGHT, "", va="bottom", size=_SMALL, style="italic")
        return [
            self._title,
            self._foot,
            *(artist for cell in self._cells.values() for artist in cell.artists()),
        ]

    def _cell(self, fig: Figure, curve: Curve, place: int) -> _Cell:
        left = place % 3 * _CELL[0]
        top = _TOP - 20 - place // 3 * _CELL[1]
        bottom = top - 42 - _PLOT[1]
        axes = fig.add_axes(
            ((left + _LEFT) / _WIDTH, bottom / _HEIGHT, _PLOT[0] / _WIDTH, _PLOT[1] / _HEIGHT)
        )
        axes.set(ylim=(0, 104), yticks=[0, 50, 100])
        axes.tick_params(labelsize=_SMALL)
        axes.grid(visible=True, axis="y", color="#e3e5ea", linewidth=0.8)
        drug, control = theme.style("drug"), theme.style("control")
        hollow = {"markerfacecolor": "white", "markeredgecolor": drug.colour, "markeredgewidth": 1.8}
        printed = drug.points(
            markersize=8, zorder=6, **(hollow | {"marker": "v"} if curve.open_label else {})
        )
        marks = {
            ("active", False): axes.plot([], [], **printed)[0],
            ("active", True): axes.plot([], [], **drug.points(marker="D", markersize=7, zorder=6, **hollow))[
                0
            ],
            ("control", False): axes.plot([], [], **control.points(markersize=7.5, zorder=5))[0],
            ("control", True): axes.plot([], [], **control.points(marker="D", markersize=7, zorder=5))[0],
        }
        dashes: Any = (0, (1.2, 1.2)) if curve.open_label else "solid"
        lines = {
            "active": axes.plot([], [], color=drug.colour, linewidth=2, linestyle=dashes, zorder=4)[0],
            "control": axes.plot(
                [], [], color=control.colour, linewidth=1.8, linestyle=control.linestyle, zorder=3
            )[0],
        }
        ends = {
            "active": axes.plot([], [], clip_on=False, **drug.points(marker="<", markersize=8, zorder=7))[0],
            "control": axes.plot([], [], clip_on=False, **control.points(marker="<", markersize=8, zorder=7))[
                0
            ],
        }
        end_words = {
            arm: axes.text(1.03, 0, "", transform=axes.get_yaxis_transform(), va="center", size=_SMALL)
            for arm in ("active", "control")
        }
        span = LineCollection([], colors=drug.colour, linewidths=1.3, zorder=5)
        drops = LineCollection([], colors="#8a5a00", linewidths=1.3, linestyles=[(0, (3, 1.5))], zorder=2)
        for collection in (span, drops):
            axes.add_collection(collection, autolim=False)
        level = axes.plot([], [], color="#8a5a00", linewidth=1.2, zorder=1.5)[0]
        x = (left + 10) / _WIDTH
        head = fig.text(x, (top - 4) / _HEIGHT, say.heading(curve), va="top", weight="bold", size=_SMALL)
        under = fig.text(x, (top - 20) / _HEIGHT, say.groups(curve), va="top", size=_SMALL)
        reading = fig.text(
            x, (bottom - 26) / _HEIGHT, "", va="top", linespacing=1.15, size=_SMALL, color="#6b4500"
        )
        veil = axes.text(
            0.5, 0.5, "", transform=axes.transAxes, ha="center", va="center", size=_SMALL, style="italic"
        )
        return _Cell(axes, lines, marks, ends, end_words, span, level, drops, head, under, reading, veil)

    @staticmethod
    def _key(fig: Figure) -> None:
        """Say in the sixth cell what the marks are."""
        left, bottom = 2 * _CELL[0] + 20, 52
        key = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, 276 / _WIDTH, 190 / _HEIGHT))
        key.set_axis_off()
        key.set(xlim=(0, 276), ylim=(0, 190))
        drug, control = theme.style("drug"), theme.style("control")
        hollow = {"markerfacecolor": "white", "markeredgecolor": drug.colour, "markeredgewidth": 1.8}
        rows: tuple[tuple[dict[str, Any], str], ...] = (
            (drug.points(markersize=8), "printed: had the drug, or went on"),
            (control.points(markersize=7.5), "printed: the other group"),
            (drug.points(marker="v", markersize=8, **hollow), "printed, open label"),
            (drug.points(marker="D", markersize=7, **hollow), "worked out here, not printed"),
            (drug.points(marker="<", markersize=8), "end of study: no day is printed"),
        )
        for k, (look, text) in enumerate(rows):
            y = 178 - 24 * k
            key.plot([10], [y], **look)
            key.text(24, y, text, va="center", size=_SMALL)
        key.plot([2, 18], [56, 56], color="#8a5a00", linewidth=1.2)
        key.text(24, 56, "the level you read at", va="center", size=_SMALL)
        key.text(
            2,
            24,
            "Between the points nobody printed\nanything: the lines are joined by us.",
            va="center",
            size=_SMALL,
        )

    # -- a new result -----------------------------------------------------------------

    def update(self, result: Afterwards) -> bool:
        """Move every curve, the level and what is read on it."""
        self._title.set_text(say.finding(result))
        self._foot.set_text(say.foot(result))
        before = [cell.axes.get_xlim() for cell in self._cells.values()]
        for curve in curves():
            cell = self._cells[curve.id]
            cell.axes.set_xlim(0, result.until)
            cell.axes.set_xticks([0, 30, 60, 90, 120] if result.until == 120 else [0, 100, 200, 300, 400])
            if curve.id in result.chosen:
                self._draw(cell, curve, result)
            else:
                self._clear(cell)
        return before != [cell.axes.get_xlim() for cell in self._cells.values()]

    @staticmethod
    def _clear(cell: _Cell) -> None:
        for line in (*cell.lines.values(), *cell.marks.values(), *cell.ends.values(), cell.level):
            line.set_data([], [])
        for collection in (cell.span, cell.drops):
            collection.set_segments([])
        for text in (cell.reading, *cell.end_words.values()):
            text.set_text("")
        cell.veil.set_text("asks something else")

    @staticmethod
    def _draw(cell: _Cell, curve: Curve, result: Afterwards) -> None:
        spans: list[Any] = []
        drops: list[Any] = []
        for arm in ("active", "control"):
            points = result.points(curve, arm)
            cell.lines[arm].set_data(*path(points, result.join) if points else ([], []))
            for worked_out in (False, True):
                some = [p for p in points if p.worked_out is worked_out and (p.day or 0) <= result.until]
                cell.marks[arm, worked_out].set_data([p.day or 0.0 for p in some], [p.well for p in some])
            spans += [
                [(p.day, p.low), (p.day, p.high)] for p in points if p.low is not None and p.high is not None
            ]
            timeless = [p for p in (curve.drug if arm == "active" else curve.control) if p.day is None]
            cell.ends[arm].set_data([result.until] * len(timeless), [p.well for p in timeless])
            word = f"{timeless[0].well:.0f}" if timeless else ""
            cell.end_words[arm].set(text=word, y=timeless[0].well if timeless else 0)
            reading = result.readings.get((curve.id, arm))
            if reading and reading.day is not None and reading.day <= result.until:
                drops.append([(reading.day, 0), (reading.day, result.level)])
        cell.span.set_segments(spans)
        cell.drops.set_segments(drops)
        cell.level.set_data([0, result.until], [result.level, result.level])
        cell.reading.set_text(say.reading(curve, result))
        cell.veil.set_text("")

    # -- in words ------------------------------------------------------------------------

    def describe(self, result: Afterwards) -> stage.Description:
        """Return the picture in words."""
        return say.describe(result)

    def table(self, result: Afterwards) -> stage.Table:
        """Return every point with its group, people and source; then what could not be drawn."""
        return say.table(result)

    def cards(self, result: Afterwards) -> tuple[stage.Card, ...]:
        """Return one card for each study that is shown."""
        return tuple(say.card(curve) for curve in result.curves if curve.id in result.chosen)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002  (a study is a whole cell)
        """Return the card of the study that was clicked."""
        return next((name for name, cell in self._cells.items() if cell.axes is axes), None)
