"""Picture: a place of action behind the blood, over time and as a loop, on three ways in."""

from __future__ import annotations

import math

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.text import Annotation
from matplotlib.ticker import FixedLocator, MaxNLocator
from matplotlib.transforms import Affine2D

from ketamine_viz import evidence, stage
from ketamine_viz.routes.lag import FORM, WAYS, Lag, Trail
from ketamine_viz.routes.words import SITE, minutes_or_hours, percent
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, number

_WIDTH, _HEIGHT = 900, 460
_LEFT, _STEP, _WIDE = 66, 280, 258  # first frame, from one to the next, width [pixels]
_TIME, _LOOP = (268, 122), (76, 136)  # bottom, height [pixels]
_PT = 72 / theme.DPI
_TOP = 1.1
_LOW = 0.12  # a label below this would run into the axis
_HEAD = Path([(-1.0, 0.55), (1.0, 0.0), (-1.0, -0.55), (-1.0, 0.55)], closed=True)  # of an arrow to the right
SHORT = {"iv_infusion": "drip", "intranasal": "spray", "oral": "swallowed"}
#: Times the table samples each curve at [h].
TABLE_H = (0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 4.0, 6.0)


def finding(result: Lag) -> str:
    """Return the finding above the picture."""
    if result.half_life_min < 0.05:
        return "No lag: the place of action is the blood, and the loop is shut"
    drip = result.trails["iv_infusion"]
    return (
        f"Lag {number(result.half_life_min)} min: at half the blood's peak, {percent(drip.up)} on the way up and "
        f"{percent(drip.down)} down (drip)"
    )


class LagPicture(stage.Picture):
    """Above, blood and place over time; below, one against the other."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make two frames a way in; all but the axis of time moves."""
        self.hours = 0.0
        self.small = mpl.rcParams["legend.fontsize"]
        self.ink, self.muted = theme.style("ink").colour, theme.style("muted").colour
        self.title = fig.text(
            12 / _WIDTH, 1 - 8 / _HEIGHT, "", va="top", weight="bold", fontsize=mpl.rcParams["axes.titlesize"]
        )
        self.over_time: dict[str, Axes] = {}
        self.loops: dict[str, Axes] = {}
        self.lines: dict[tuple[str, str], Line2D] = {}
        self.heads: dict[str, Annotation] = {}
        self.arrows: dict[tuple[str, str], Line2D] = {}
        self.says: dict[tuple[str, str], Annotation] = {}
        for k, way in enumerate(WAYS):
            self._column(fig, way, k)
        self.over_time["iv_infusion"].set_ylabel("Blood's peak = 1")
        self.over_time["intranasal"].set_xlabel("Hours after the dose")
        self.loops["iv_infusion"].set_ylabel("Place of action")
        self.loops["intranasal"].set_xlabel("In the blood [its peak = 1]")
        fig.text(
            1 - 12 / _WIDTH, 1 - 10 / _HEIGHT, "model, not data", ha="right", va="top", color=self.muted,
            fontsize=self.small,
        )  # fmt: skip
        fig.legend(
            handles=[
                Line2D([], [], color=theme.style("iv_infusion").colour, linewidth=2.4, label="in the blood"),
                Line2D([], [], color=self.ink, linestyle=(0, (4, 1.5)), label="at the place of action"),
                Line2D([], [], color=self.ink, linewidth=2.2, label="place against blood"),
                Line2D([], [], color=self.muted, linestyle=":", linewidth=1.4, label="no lag"),
            ],
            loc="lower center",
            ncols=4,
            handlelength=1.8,
            columnspacing=1.6,
            borderaxespad=0.2,
        )
        return [
            *self.lines.values(),
            *self.heads.values(),
            *self.arrows.values(),
            *self.says.values(),
            self.title,
        ]

    def _column(self, fig: Figure, way: str, k: int) -> None:
        style = theme.style(way)
        left = _LEFT + k * _STEP
        above, below = (
            fig.add_axes((left / _WIDTH, bottom / _HEIGHT, _WIDE / _WIDTH, height / _HEIGHT))
            for bottom, height in (_TIME, _LOOP)
        )
        above.set_ylim(0, _TOP)
        above.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
        for axis in (above.xaxis, above.yaxis, below.xaxis, below.yaxis):
            axis.set_major_formatter(lambda value, _: f"{value:g}")
        below.set(xlim=(0, _TOP), ylim=(0, _TOP))
        for axis in (above.yaxis, below.yaxis, below.xaxis):
            axis.set_major_locator(FixedLocator([0.0, 0.5, 1.0]))
        for axes in (above, below):
            axes.tick_params(labelleft=k == 0)
        below.plot([0, 1], [0, 1], color=self.muted, linestyle=":", linewidth=1.4, zorder=2)
        below.axvline(0.5, color=theme.style("band").colour, linewidth=1.4, zorder=1)
        above.annotate(
            style.label, (0, 1), (0, 22 * _PT), "axes fraction", "offset points", weight="bold",
            annotation_clip=False,
        )  # fmt: skip
        self.heads[way] = above.annotate(
            "", (0, 1), (0, 5 * _PT), "axes fraction", "offset points", annotation_clip=False, fontsize=self.small
        )  # fmt: skip
        (self.lines["blood", way],) = above.plot([], [], color=style.colour, linewidth=2.4, zorder=3)
        (self.lines["place", way],) = above.plot([], [], color=self.ink, linestyle=(0, (4, 1.5)), zorder=4)
        (self.lines["loop", way],) = below.plot([], [], color=self.ink, linewidth=2.2, zorder=4)
        for side in ("up", "down"):
            (self.arrows[side, way],) = below.plot(
                [], [], color=self.ink, linestyle="none", markersize=12, zorder=6
            )
            self.says[side, way] = below.annotate(
                "", (0.5, 0.5), (0, 0), "data", "offset points", va="center",
                fontsize=self.small, zorder=7,
            )  # fmt: skip
        self.over_time[way], self.loops[way] = above, below

    def update(self, result: Lag) -> bool:
        """Move curves, loops, arrows and words."""
        self.title.set_text(finding(result))
        for way, one in result.trails.items():
            self.over_time[way].set_xlim(0, result.hours)
            self.lines["blood", way].set_data(one.time_h, one.blood)
            self.lines["place", way].set_data(one.time_h, one.place)
            self.lines["loop", way].set_data(one.blood, one.place)
            self.heads[way].set_text(_head(one))
            for side, at, level in (("up", one.half_h[0], one.up), ("down", one.half_h[1], one.down)):
                arrow = self.arrows[side, way]
                arrow.set_data([0.5], [level])
                arrow.set_marker(MarkerStyle(_HEAD, transform=Affine2D().rotate_deg(direction(one, at))))
                self.says[side, way].xy = (0.5, level)
                # Outside the loop, but never below the axis.
                x, y = (-8, 9) if side == "down" else (-8, 11) if level < _LOW else (10, -9)
                self.says[side, way].xyann = (x * _PT, y * _PT)
                self.says[side, way].set_horizontalalignment("left" if x > 0 else "right")
                self.says[side, way].set_text(f"{side} {percent(level)}")
        changed, self.hours = result.hours != self.hours, result.hours
        return changed

    def describe(self, result: Lag) -> stage.Description:
        """Return the picture in words."""
        what = (
            "Three columns: S-ketamine as a drip into a vein, as a nasal spray and swallowed. Above, lines of the "
            f"level in blood from a{'n' if result.preset == 'arterial' else ''} {SITE[result.preset]} and at a place "
            f"of action that follows it with a half-life of {number(result.half_life_min)} min, over "
            f"{number(result.hours)} hours, both as shares of the blood's peak. Below, the place against the blood: a "
            "loop, with a dotted line for no lag. A model of levels, not of effects."
        )
        values = " ".join(
            f"{SHORT[way].capitalize()}: the place peaks {_later(one)} at {percent(one.peak)} of the blood's peak; at "
            f"half the blood's peak it stands at {percent(one.up)} on the way up and {percent(one.down)} on the way "
            f"down; at {number(result.hours)} h blood {_at(one, one.blood, result.hours)}, place "
            f"{_at(one, one.place, result.hours)}."
            for way, one in result.trails.items()
        )
        widest = max(result.trails, key=lambda way: result.trails[way].down - result.trails[way].up)
        if result.half_life_min < 0.05:
            trend = "Without a lag up and down are one line."
        else:
            trend = f"Every loop runs up below the dotted line and down above it; the widest is the {SHORT[widest]}'s."
            trend = trend.replace("the swallowed's", "that of the swallowed dose")
        return stage.Description(what, values, trend, f"{finding(result)}.")

    def table(self, result: Lag) -> stage.Table:
        """Return levels at set times, peaks and both passes of half the peak."""
        rows: list[tuple[object, ...]] = []
        for way, one in result.trails.items():
            rows += [
                (SHORT[way], number(t), _at(one, one.blood, t), _at(one, one.place, t))
                for t in TABLE_H
                if t <= result.hours
            ]
            for words, at, level in (("up", one.half_h[0], one.up), ("down", one.half_h[1], one.down)):
                rows.append(
                    (f"{SHORT[way]}, half the peak, {words}", number(at), percent(0.5), percent(level))
                )
            rows.append((f"{SHORT[way]}, peak of the place, {_later(one)}", "", "", percent(one.peak)))
        return stage.Table(
            f"Blood and a place of action {number(result.half_life_min)} min behind it, of the blood's peak; model",
            ("Way in", "Time [h]", "Blood", "Place of action"),
            tuple(rows),
        )

    def cards(self, result: Lag) -> tuple[stage.Card, ...]:
        """Return one card a way in, and one on what is known."""
        return (*(_card(way, one) for way, one in result.trails.items()), _known())

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - anywhere in a frame
        """Return the card of the column that was clicked."""
        return next((way for way in WAYS if axes in (self.over_time[way], self.loops[way])), None)


def direction(one: Trail, at: float) -> float:
    """Return the angle in which the loop runs at a time, as drawn [degrees, 0 is right, 90 is up]."""
    step = 1 / 120
    across, up = (
        np.diff(np.interp([at - step, at + step], one.time_h, v))[0] for v in (one.blood, one.place)
    )
    return math.degrees(math.atan2(up * _LOOP[1], across * _WIDE))


def _later(one: Trail) -> str:
    return f"{one.later_min:.0f} min later" if one.later_min >= 0.5 else "at the same time"


def _head(one: Trail) -> str:
    when = f"{one.later_min:.0f} min later" if one.later_min >= 0.5 else "with it"
    return f"place peaks {when}, {percent(one.peak)} as high"


def _at(one: Trail, values: np.ndarray, time_h: float) -> str:
    return percent(float(np.interp(time_h, one.time_h, values)))


def _card(way: str, one: Trail) -> stage.Card:
    title = theme.style(way).label
    lines = [
        f"Study regimen: {theme.style(FORM).label}, {one.regimen.label} ({evidence.cite(one.regimen.refs[0])}).",
        (
            f"The blood passes half its peak at {minutes_or_hours(one.half_h[0])} on the way up and at "
            f"{minutes_or_hours(one.half_h[1])} on the way down. The place then stands at {percent(one.up)} and "
            f"{percent(one.down)} of the blood's peak."
        ),
        f"The place peaks {_later(one)}, {percent(one.peak)} as high.",
        "So one level in the blood goes with two levels at the place: which one, depends on the direction.",
    ]
    return _html(way, title, lines)


def _known() -> stage.Card:
    row = evidence.parameters("routes", "effect_site")["half_life"]
    assert row.low is not None
    assert row.high is not None
    return _html(
        "known",
        "What is known of the lag",
        [
            (
                "Known: after S-ketamine by drip in 12 healthy men, endpoints followed the blood with half-lives from "
                f"{number(row.low)} min (flexible thinking) to {number(row.high)} min (pain), {number(row.value)} min "
                f"on average ({evidence.cite('olofsen2012')})."
            ),
            (
                "Not known: where in the body this place is; it is a delay fitted to effects, not a level that anyone "
                "measured. Whether R-ketamine, other ways in, or patients lag alike. Whether mood follows such a place "
                "at all: it changes over hours and days, not minutes."
            ),
        ],
    )


def _html(key: str, title: str, lines: list[str]) -> stage.Card:
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(key, title, f"<h4>{escape(title)}</h4>{body}")
