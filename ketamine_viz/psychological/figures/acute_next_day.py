"""Picture: thinking and belief after a dose, on a time line from minutes to weeks."""

from __future__ import annotations

import textwrap
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ketamine_viz import stage
from ketamine_viz.psychological.belief_timeline import (
    ACTING_H,
    DIRECTIONS,
    FIRST_H,
    LAST_H,
    STOPS_H,
    TimeLine,
    blood,
    everything,
)
from ketamine_viz.psychological.figures import acute_next_day_words as words
from ketamine_viz.psychological.figures.news_looks import BAD, GOOD
from ketamine_viz.stage import theme

_WIDTH, _HEIGHT = 900, 520
_CHART = (306, 78, 374, 372)
_HEAD = 21
#: Least and most height of a line [pixels]: few lines stand further apart.
_LANES = (33, 46)
_LEFT, _RIGHT = 12, 690
_MARKERS = {"worse": "v", "no_difference": "o", "better": "^"}
_COLOURS = {"worse": BAD["color"], "no_difference": "#555555", "better": GOOD["color"]}
TICKS = {2 / 3: "40 min", 2: "2 h", 6: "6 h", 24: "1 day", 168: "1 wk", 504: "3 wk"}


class AcuteAndNextDay(stage.Picture):
    """One line a study, one mark a time; the blood level above, the part not asked for covered."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make as many lines as there are studies."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.muted = theme.style("muted").colour
        self.title = fig.text(_LEFT / _WIDTH, 1 - 9 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        self._blood(fig)
        left, bottom, width, height = _CHART
        axes = self.axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        axes.set(xscale="log", xlim=(FIRST_H, LAST_H), ylim=(height, 0), yticks=[])
        axes.set_xticks(list(TICKS), list(TICKS.values()))
        axes.xaxis.set_minor_locator(mpl.ticker.NullLocator())
        axes.spines["left"].set_visible(False)
        self.cover = Rectangle(
            (1, 0), 1, height, facecolor="#f1f2f5", edgecolor="#c4c8d0", hatch="//", lw=0, zorder=1
        )
        axes.add_patch(self.cover)
        self.joins = LineCollection([], colors="#b5bac2", linewidths=1.6, zorder=2)
        axes.add_collection(self.joins, autolim=False)
        self.marks = {
            (way, hidden): axes.plot(
                [], [], _MARKERS[way], markersize=10, linestyle="none", color=_COLOURS[way], markeredgewidth=1.8,
                markerfacecolor=_COLOURS[way] if hidden else "white", zorder=4,
            )[0]
            for way in DIRECTIONS
            for hidden in (True, False)
        }  # fmt: skip
        lanes = len({f.lane for f in everything()})
        look: dict[str, Any] = {"va": "center", "fontsize": self.small}
        self.who = [fig.text(_LEFT / _WIDTH, 0, "", weight="bold", **look) for _ in range(lanes)]
        self.how = [fig.text(_LEFT / _WIDTH, 0, "", color=self.muted, **look) for _ in range(lanes)]
        self.said = [fig.text(_RIGHT / _WIDTH, 0, "", linespacing=1.1, **look) for _ in range(lanes)]
        self.heads = {
            part: fig.text(_LEFT / _WIDTH, 0, "", weight="bold", color="#555555", **look)
            for part in words.HEADS
        }
        self.nothing = axes.text(
            0.5, 0.5, "", transform=axes.transAxes, ha="center", va="center", weight="bold"
        )
        fig.text(_LEFT / _WIDTH, 36 / _HEIGHT, "▼ worse   ● no difference   ▲ better or more hopeful", **look)
        fig.text(_LEFT / _WIDTH, 16 / _HEIGHT,
                 "filled: chance and a hidden placebo or sedative.  open: not.  n: people (drug v comparison)",
                 color=self.muted, **look)  # fmt: skip
        return [self.title, self.cover, self.joins, *self.marks.values(), *self.who, *self.how, *self.said,
                *self.heads.values(), self.nothing]  # fmt: skip

    def _blood(self, fig: Figure) -> None:
        left, bottom, width, height = _CHART
        axes = fig.add_axes(
            (left / _WIDTH, (bottom + height + 4) / _HEIGHT, width / _WIDTH, 30 / _HEIGHT), label="blood"
        )
        axes.set(xscale="log", xlim=(FIRST_H, LAST_H), ylim=(0, 1.05))
        axes.axis("off")
        hours, level = blood()
        axes.fill_between(hours, level, color="#c9ced6", lw=0)
        axes.plot(hours, level, color="#555555", linewidth=1.4)
        fig.text((left - 8) / _WIDTH, (bottom + height + 18) / _HEIGHT, "ketamine in blood (model, not data)",
                 ha="right", va="center", fontsize=self.small, color=self.muted, style="italic")  # fmt: skip
        fig.text(_RIGHT / _WIDTH, (bottom + height + 18) / _HEIGHT, "a drip of 40 min", va="center",
                 fontsize=self.small, color=self.muted, style="italic")  # fmt: skip

    # -- drawing ---------------------------------------------------------------------------

    def update(self, result: TimeLine) -> bool:
        """Stack the lines that fit and set their marks."""
        self.title.set_text(words.finding(result))
        spots, heads = self._stack(result)
        until = STOPS_H[result.until]
        self.cover.set_bounds(until, 0, LAST_H - until, _CHART[3])
        self.cover.set_visible(until < LAST_H)
        for part, text in self.heads.items():
            text.set_text(words.HEADS[part] if part in heads else "")
            if part in heads:
                text.set_y(self._up(heads[part]))
        for (way, hidden), line in self.marks.items():
            mine = [f for f in result.shown if f.direction == way and f.hidden == hidden]
            line.set_data([f.at_h for f in mine], [spots[f.lane] for f in mine])
        self.joins.set_segments(_joins(result, spots))
        self._write(result, spots)
        self.nothing.set_text(textwrap.fill(result.widen, 34))
        self.spots = spots
        return False

    def _stack(self, result: TimeLine) -> tuple[dict[int, float], dict[str, float]]:
        """Return the place of each line and heading, from the top [pixels]."""
        spots: dict[int, float] = {}
        heads: dict[str, float] = {}
        y = 0.0
        parts = {f.lane: f.part for f in everything()}
        room = _CHART[3] - _HEAD * len({parts[lane] for lane in result.lanes})
        self.lane = min(_LANES[1], max(_LANES[0], room / max(1, len(result.lanes))))
        for lane in result.lanes:
            if parts[lane] not in heads:
                heads[parts[lane]] = y + _HEAD / 2
                y += _HEAD
            spots[lane] = y + self.lane / 2
            y += self.lane
        return spots, heads

    @staticmethod
    def _up(y: float) -> float:
        return (_CHART[1] + _CHART[3] - y) / _HEIGHT

    def _write(self, result: TimeLine, spots: dict[int, float]) -> None:
        for k, (who, how, said) in enumerate(zip(self.who, self.how, self.said, strict=True)):
            if k >= len(result.lanes):
                for text in (who, how, said):
                    text.set_text("")
                continue
            lane = result.lanes[k]
            first = next(f for f in everything() if f.lane == lane)
            who.set(text=f"{words.short(first)}: {first.label}", y=self._up(spots[lane] - 8))
            how.set(
                text=f"{first.people}, {first.n_text}, {words.COMPARED[first.compared]}",
                y=self._up(spots[lane] + 8),
            )
            said.set(text="\n".join(words.sayings(result, lane)), y=self._up(spots[lane]))

    # -- in words --------------------------------------------------------------------------

    def describe(self, result: TimeLine) -> stage.Description:
        """Return the picture in words."""
        return words.describe(result)

    def table(self, result: TimeLine) -> stage.Table:
        """Return every mark."""
        return words.table(result)

    def cards(self, result: TimeLine) -> tuple[stage.Card, ...]:
        """Return a card for each mark."""
        return tuple(words.card(f) for f in result.shown)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:
        """Return the mark nearest to a click on its line."""
        if axes is not self.axes or not self.spots:
            return None
        lane = min(self.spots, key=lambda one: abs(self.spots[one] - y))
        mine = [card for card in everything() if card.lane == lane]
        if abs(self.spots[lane] - y) > self.lane / 2 or not mine:
            return None
        return min(mine, key=lambda f: abs(f.at_h / x - x / f.at_h)).id


def _joins(result: TimeLine, spots: dict[int, float]) -> list[list[tuple[float, float]]]:
    """Return a line between the marks of one study, and a bar for what has no hour."""
    found = []
    for lane, y in spots.items():
        mine = [f for f in result.shown if f.lane == lane]
        if len(mine) > 1:
            found.append([(mine[0].at_h, y), (mine[-1].at_h, y)])
        found += [[(ACTING_H / 1.5, y), (ACTING_H * 1.5, y)] for f in mine if f.time_h is None]
    return found
