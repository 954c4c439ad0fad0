"""Picture: the first hours after a dose, level and effects over time, published times above and numbers beside."""

from __future__ import annotations

import math
from dataclasses import dataclass
from textwrap import fill
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.text import Text

from ketamine_viz import stage
from ketamine_viz.psychological import experience_words as words
from ketamine_viz.psychological.experience import LANES, FirstHours
from ketamine_viz.psychological.experience_rows import Arm, Mark, line
from ketamine_viz.stage import theme

_WIDTH, _HEIGHT = 900, 520
_LEFT, _WIDE = 62, 486
_BLOOD = (400, 76)  # bottom, height [pixels]
_FRAMES = {"dissociation": (224, 148), "blood_pressure": (46, 148)}
_CURVE = 0.48  # share of a frame that the curve takes; the rest is for published times
_MOST = {"dissociation": 100.0, "blood_pressure": 16.5}
_TICKS = {"dissociation": (0, 50, 100), "blood_pressure": (0, 5, 10, 15)}
_ROWS = 3
_PITCH = 1.22  # from one published time to the next [20 pixels]
_ARMS = (584, 150)  # left, width of the small axis of numbers [pixels]
_UNTIL = {"dissociation": 80.0, "blood_pressure": 20.0}


@dataclass
class _Row:
    """One published time: its bar, its moment and its words."""

    y: float
    bar: Line2D
    moment: Line2D
    said: Text

    @property
    def artists(self) -> tuple[Artist, ...]:
        return (self.bar, self.moment, self.said)


@dataclass
class _Beside:
    """One number beside its control group."""

    join: Line2D
    drug: Line2D
    control: Line2D
    open: Line2D
    head: Text
    said: Text
    who: Text

    @property
    def artists(self) -> tuple[Artist, ...]:
        return (self.join, self.drug, self.control, self.open, self.head, self.said, self.who)


class FirstHoursPicture(stage.Picture):
    """Level, dissociation and blood pressure under one another; beside them drug and control."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make three frames and two columns of numbers; all but the frames moves."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.ink, self.muted = theme.style("ink").colour, "#555555"
        self.title = fig.text(12 / _WIDTH, 1 - 8 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        self.moving: list[Artist] = [self.title]
        self._build_blood(fig)
        self.frames = {lane: self._build_frame(fig, lane) for lane in LANES}
        self.arms = {lane: self._build_arms(fig, lane) for lane in LANES}
        fig.text(
            _ARMS[0] / _WIDTH, (_BLOOD[0] + _BLOOD[1] + 14) / _HEIGHT,
            "Grey: where the straight line was measured;\ndashed: outside it\n"
            "Bars and diamonds: published times,\ndotted or hollow without a control group\n"
            "● drug   □ control   ▽ drug, no control",
            va="top", fontsize=self.small, linespacing=1.3,
        )  # fmt: skip
        return self.moving

    # -- made once ---------------------------------------------------------------------

    def _axes(self, fig: Figure, box: tuple[float, float, float, float], **look: Any) -> Axes:
        left, bottom, width, height = box
        axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        axes.set(**look)
        return axes

    def _keep(self, *artists: Any) -> Any:
        self.moving.extend(artists)
        return artists[0] if len(artists) == 1 else artists

    def _build_blood(self, fig: Figure) -> None:
        bottom, height = _BLOOD
        # The frame is drawn in shares of its height and never changes; the one number on its axis moves instead.
        self.axes = self._axes(
            fig,
            (_LEFT, bottom, _WIDE, height),
            xlim=(0, 240),
            ylim=(0, 1),
            xticks=range(0, 241, 30),
            yticks=(0,),
        )
        self.axes.tick_params(labelbottom=False)
        self.axes.grid(axis="y", visible=False)
        self.range = Rectangle((0, 0), 240, 1, color=theme.style("band").colour, lw=0, alpha=0.55)
        self.axes.add_patch(self.range)
        (self.level,) = self.axes.plot([], [])
        (self.outside,) = self.axes.plot([], [], linestyle=(0, (3, 1.6)))
        self.mark = self.axes.text(-3, 0, "", ha="right", va="center", fontsize=self.small)
        self.rule = self.axes.axhline(0, color="#dddddd", lw=0.8, zorder=0.5)
        self.where, self.how = self._names(self.axes)
        self._keep(self.range, self.rule, self.level, self.outside, self.mark)

    def _names(self, axes: Axes) -> tuple[Text, Text]:
        """Make the two pieces of text above a frame: what it is, and how it is known."""
        look: dict[str, Any] = {"transform": axes.transAxes, "va": "bottom", "fontsize": self.small}
        name = axes.text(0.0, 1.02, "", weight="bold", **look)
        how = axes.text(1.0, 1.02, "", ha="right", color=self.muted, style="italic", **look)
        self._keep(name, how)
        return name, how

    def _build_frame(self, fig: Figure, lane: str) -> dict[str, Any]:
        bottom, height = _FRAMES[lane]
        most = _MOST[lane]
        axes = self._axes(
            fig, (_LEFT, bottom, _WIDE, height), xlim=(0, 240), ylim=(0, most / _CURVE), xticks=range(0, 241, 30),
            yticks=_TICKS[lane],
        )  # fmt: skip
        last = lane == LANES[-1]
        axes.tick_params(labelbottom=last)
        if last:
            axes.set_xlabel("minutes after the start of the dose", fontsize=self.small)
        axes.spines["left"].set_bounds(0, most)
        axes.grid(axis="x")
        axes.axhline(1.04 * most, color="#bbbbbb", linewidth=0.8)
        found: dict[str, Any] = {"axes": axes, "unit": 20 * most / _CURVE / height}
        found["empty"] = axes.add_patch(
            Rectangle((0, 0), 240, most, facecolor="white", hatch="//", linewidth=0, zorder=1)
        )
        found["band"] = axes.add_patch(
            Polygon([(0, 0)] * 3, color=theme.style("band").colour, lw=0, zorder=2)
        )
        found["hatch"] = axes.add_patch(
            Polygon([(0, 0)] * 3, facecolor="none", edgecolor="#888888", hatch="////", lw=0, zorder=2)
        )
        found["low"], found["high"] = (
            axes.plot([], [], color=self.ink, lw=1.6, zorder=3)[0] for _ in range(2)
        )
        (found["outside"],) = axes.plot([], [], color=self.ink, lw=1.6, linestyle=(0, (3, 1.6)), zorder=3)
        white = {"facecolor": "white", "edgecolor": "none", "pad": 2}
        found["note"] = axes.text(
            238,
            0.94 * most,
            "",
            ha="right",
            va="top",
            fontsize=self.small,
            bbox=white,
            zorder=5,
            linespacing=1.15,
        )
        found["rows"] = [self._build_row(axes, k, most, found["unit"]) for k in range(_ROWS)]
        found["name"], found["how"] = self._names(axes)
        parts = ("empty", "band", "hatch", "low", "high", "outside", "note")
        self._keep(*(found[part] for part in parts), *(a for row in found["rows"] for a in row.artists))
        return found

    def _build_row(self, axes: Axes, k: int, most: float, unit: float) -> _Row:
        # Three rows above the curve: words, and under them the bar on the axis of time.
        top = most / _CURVE - 0.1 * unit - k * _PITCH * unit
        said = axes.text(2, top, "", va="top", fontsize=self.small, zorder=5)
        y = top - 0.86 * unit
        (bar,) = axes.plot([], [], lw=3.2, solid_capstyle="butt", color=theme.style("drug").colour, zorder=4)
        (moment,) = axes.plot([], [], "D", markersize=5.5, color=theme.style("drug").colour, zorder=5)
        return _Row(y, bar, moment, said)

    def _build_arms(self, fig: Figure, lane: str) -> tuple[Axes, list[_Beside]]:
        bottom, height = _FRAMES[lane]
        axes = self._axes(
            fig,
            (_ARMS[0], bottom, _ARMS[1], height),
            xlim=(0, _UNTIL[lane]),
            ylim=(_ROWS, 0),
            yticks=[],
            xticks=(0, _UNTIL[lane] / 2, _UNTIL[lane]),
        )
        axes.grid(visible=False)
        unit = "%" if lane == "dissociation" else " mmHg"
        axes.set_xticklabels([f"{x:.0f}{unit if x else ''}" for x in (0, _UNTIL[lane] / 2, _UNTIL[lane])])
        axes.spines["left"].set_visible(False)
        drug, control = theme.style("drug"), theme.style("control")
        hollow = {"markerfacecolor": "white", "markeredgecolor": drug.colour, "markeredgewidth": 1.8}
        found = []
        for k in range(_ROWS):
            y = k + 0.56
            (join,) = axes.plot([], [], color="#8a8f98", lw=1.4, zorder=2)
            (filled,) = axes.plot([], [], clip_on=False, **drug.points(markersize=8, zorder=4))
            (square,) = axes.plot([], [], clip_on=False, **control.points(markersize=7, zorder=3))
            (single,) = axes.plot(
                [], [], clip_on=False, **drug.points(marker="v", markersize=8.5, zorder=4, **hollow)
            )
            look: dict[str, Any] = {"fontsize": self.small, "clip_on": False}
            head = axes.text(0, k + 0.04, "", va="top", **look)
            said = axes.text(1.04 * _UNTIL[lane], y, "", va="center", weight="bold", **look)
            who = axes.text(0, k + 0.7, "", va="top", color=self.muted, **look)
            row = _Beside(join, filled, square, single, head, said, who)
            self._keep(*row.artists)
            found.append(row)
        return axes, found

    # -- a new result --------------------------------------------------------------------

    def update(self, result: FirstHours) -> bool:
        """Move curves, marks and numbers."""
        self.title.set_text(words.finding(result))
        self.shown = result
        self._draw_blood(result)
        self._draw_felt(result)
        self._draw_rise(result)
        for lane in LANES:
            self._draw_rows(self.frames[lane], result.marks[lane])
            self._say_later(self.frames[lane], result, lane)
            self._draw_arms(lane, result.arms[lane])
        return False

    def _draw_blood(self, result: FirstHours) -> None:
        look = theme.style(result.setting.route).colour
        top, known = 1.25 * result.peak, line()
        step = _round(result.peak)
        self.mark.set(text=f"{step:g}", y=step / top)
        self.rule.set_ydata([step / top, step / top])
        self.range.set_bounds(0, known.low / top, 240, (known.high - known.low) / top)
        inside = np.where(result.inside, result.blood, np.nan)
        # The dashed part reaches one point into the other, so that no gap shows.
        near = result.inside & np.roll(result.inside, 1) & np.roll(result.inside, -1)
        for curve, y in ((self.level, inside), (self.outside, np.where(near, np.nan, result.blood))):
            curve.set_data(result.minutes, y / top)
            curve.set_color(look)
        self.range.set_visible(result.setting.line)
        self.where.set_text(f"Level in {words.BLOOD[result.preset]} [ng/mL]")
        self.how.set_text("model, not data")

    def _draw_felt(self, result: FirstHours) -> None:
        frame = self.frames["dissociation"]
        unit = "% of its first peak" if result.scale == "peak" else "% of a rating line, volunteers"
        frame["name"].set_text(f"Dissociation [{unit}]")
        low, high = result.felt_low, result.felt_high
        frame["empty"].set_visible(high is None)
        hidden = high is None or low is None
        for part in ("band", "low", "high", "outside"):
            frame[part].set_visible(not hidden)
        frame["hatch"].set_visible(not hidden and result.unknown_fade)
        frame["note"].set_text("")
        frame["how"].set_text("model, not data" if result.setting.line else "model: shape of the level")
        if high is None or low is None:
            frame["how"].set_text("")
            frame["note"].set_text("No rating line was measured with this form and way in")
            return
        frame["band"].set_xy(_ribbon(result.minutes, low, high))
        frame["hatch"].set_xy(_ribbon(result.minutes, np.zeros_like(high), high))
        frame["low"].set_data(result.minutes, np.where(result.inside, low, np.nan))
        frame["high"].set_data(result.minutes, np.where(result.inside, high, np.nan))
        both = np.concatenate(
            [np.where(result.inside, np.nan, high), [np.nan], np.where(result.inside, np.nan, low)]
        )
        frame["outside"].set_data(np.concatenate([result.minutes, [np.nan], result.minutes]), both)

    def _draw_rise(self, result: FirstHours) -> None:
        frame = self.frames["blood_pressure"]
        most = ", at most" if result.rise_is == "at_most" else ""
        frame["name"].set_text(f"Rise of systolic pressure [mmHg{most}]")
        low, high = result.rise_low, result.rise_high
        frame["empty"].set_visible(high is None)
        for part in ("band", "outside"):
            frame[part].set_visible(high is not None)
        frame["hatch"].set_visible(False)
        later = words.later(result, "blood_pressure")
        known = result.setting.pressure is not None
        frame["note"].set_text(fill(later, 44) if known else "")
        frame["how"].set_text("model, not data" if known or not later else later.lower())
        if high is None or low is None:
            frame["how"].set_text("")
            frame["note"].set_text("No size of the rise for this regimen in our tables")
            return
        frame["band"].set_xy(_ribbon(result.minutes, low, high))
        frame["outside"].set_data(
            np.concatenate([result.minutes, [np.nan], result.minutes]), np.concatenate([high, [np.nan], low])
        )

    @staticmethod
    def _draw_rows(frame: dict[str, Any], marks: tuple[Mark, ...]) -> None:
        for k, row in enumerate(frame["rows"]):
            mark = marks[k] if k < len(marks) else None
            none = "No report of when, in our tables" if k == 0 and not marks else ""
            row.said.set_text(words.mark_line(mark) if mark else none)
            row.bar.set_data([], [])
            row.moment.set_data([], [])
            if mark is None or mark.start is None:
                continue
            if mark.end is not None:
                row.bar.set_data([mark.start, mark.end], [row.y, row.y])
                row.bar.set_linestyle((0, (1.2, 0.7)) if mark.open_label else "-")
            else:
                row.moment.set_data([mark.start], [row.y])
                row.moment.set_markerfacecolor("white" if mark.open_label else theme.style("drug").colour)

    @staticmethod
    def _say_later(frame: dict[str, Any], result: FirstHours, lane: str) -> None:
        """Say what is known of later sessions, in the last row, which no regimen needs for dissociation."""
        if lane == "dissociation" and result.session == "later":
            frame["rows"][-1].said.set_text(words.later(result, lane))

    def _draw_arms(self, lane: str, arms: tuple[Arm, ...]) -> None:
        _, rows = self.arms[lane]
        for k, row in enumerate(rows):
            arm = arms[k] if k < len(arms) else None
            y = k + 0.56
            for part in (row.join, row.drug, row.control, row.open):
                part.set_data([], [])
            none = "No such number in our tables" if k == 0 and not arms else ""
            row.head.set_text(f"{words.author(arm.ref)}: {arm.words}" if arm else none)
            row.said.set_text(words.numbers(arm) if arm else "")
            row.who.set_text(words.people(arm) if arm else "")
            if arm is None:
                continue
            if arm.control is None:
                row.open.set_data([arm.drug], [y])
                row.join.set_data(list(arm.ends or ()), [y] * (2 if arm.ends else 0))
            else:
                row.drug.set_data([arm.drug], [y])
                row.control.set_data([arm.control], [y])
                row.join.set_data([arm.control, arm.drug], [y, y])

    # -- in words ----------------------------------------------------------------------------

    def describe(self, result: FirstHours) -> stage.Description:
        """Return the picture in words."""
        return words.describe(result)

    def table(self, result: FirstHours) -> stage.Table:
        """Return curves at some times, marks and numbers."""
        return words.table(result)

    def cards(self, result: FirstHours) -> tuple[stage.Card, ...]:
        """Return a card for each mark and number."""
        return words.cards(result)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - a row is as wide as its frame
        """Return the mark or the number that was clicked."""
        for lane in LANES:
            frame, (beside, _) = self.frames[lane], self.arms[lane]
            marks, arms = self.shown.marks[lane], self.shown.arms[lane]
            if axes is beside and 0 <= int(y) < len(arms):
                return arms[int(y)].id
            if axes is frame["axes"]:
                row = int((_MOST[lane] / _CURVE - y) / (_PITCH * frame["unit"]))
                return marks[row].id if 0 <= row < len(marks) else None
        return None


def _round(peak: float) -> float:
    """Return the largest of 1, 2, 5, 10, 20, … that a level reaches."""
    size = 10.0 ** math.floor(math.log10(peak))
    return max(step * size for step in (1, 2, 5) if step * size <= peak)


def _ribbon(x: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Return the outline of what lies between two curves."""
    return np.concatenate([np.column_stack([x, high]), np.column_stack([x[::-1], low[::-1]])])
