"""Picture: one studied regimen through six levels, each with its value, its doubt and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ketamine_viz import stage
from ketamine_viz.journey import screen_words as told
from ketamine_viz.journey.figures.lanes import Column
from ketamine_viz.journey.followed import Followed
from ketamine_viz.journey.readings import Reading, readings, same
from ketamine_viz.journey.surety import LEVELS, surety

_WIDTH, _HEIGHT = 900, 654
_LEFT, _LANE_WIDTH, _LANE, _PITCH, _FIRST = 182, 404, 72, 90, 510
_WORDS, _BAR = 600, 100


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Screen:
    """One state of the panel: a regimen, a time, and the usual drip with nothing changed beside it."""

    found: Followed
    at_h: float
    usual: Followed

    @property
    def plain(self) -> bool:
        """Whether it is the usual drip with nothing changed."""
        return self.found.plan.id == self.usual.plan.id and self.found.knobs == self.usual.knobs

    @property
    def readings(self) -> dict[str, Reading]:
        """Level → what it says."""
        return dict(readings(self.found, self.at_h))

    @property
    def same(self) -> dict[str, bool]:
        """Level → whether it is as after the usual drip with nothing changed."""
        return dict(same(self.found, self.usual))


class OneScreen(stage.Picture):
    """Six lanes, what each says now, and how sure that is."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make the lanes, the words beside them and the bars of sureness."""
        self._fig, self._small = fig, mpl.rcParams["xtick.labelsize"]
        bottoms = {level: float(_FIRST - _PITCH * k) for k, level in enumerate(LEVELS)}
        self._column = Column(fig, _LEFT, _LANE_WIDTH, bottoms, _LANE)
        moving = self._column.moving
        self._title = self._text(12, _HEIGHT - 8, "", weight="bold", va="top")
        self._title.set_fontsize(mpl.rcParams["axes.titlesize"])
        self._text(_WORDS, _HEIGHT - 34, "Now, and how sure (bar)", weight="bold", va="top")
        self._text(_LEFT, _HEIGHT - 34, "Time after the first dose: each step is equally wide", va="top")
        moving.append(self._title)
        self._said: dict[str, Any] = {}
        self._doubt: dict[str, Any] = {}
        self._bars: dict[str, Any] = {}
        self._counts: dict[str, Any] = {}
        self._alike: dict[str, Any] = {}
        for level, bottom in bottoms.items():
            top = bottom + _LANE
            name, what = told.HEADS[level]
            self._text(12, top + 2, name, weight="bold", va="top")
            self._text(12, top - 15, what, va="top", linespacing=1.1, color="#444444")
            self._alike[level] = self._text(12, bottom - 4, "", va="bottom", color="#444444")
            self._said[level] = self._text(_WORDS, top + 6, "", weight="bold", va="top", fontsize=self._small)
            self._doubt[level] = self._text(
                _WORDS, top - 11, "", va="top", linespacing=1.1, color="#444444", fontsize=self._small
            )
            y = bottom - 2
            frame = Rectangle((_WORDS, y), _BAR, 9, facecolor="none", edgecolor="#767676", linewidth=1)
            fill = Rectangle((_WORDS, y), 0, 9, facecolor="#222222", edgecolor="none")
            for patch in (frame, fill):
                patch.set_transform(_pixels(fig))
                fig.add_artist(patch)
            self._bars[level] = fill
            self._counts[level] = self._text(
                _WORDS + _BAR + 8, y + 4, "", va="center", fontsize=self._small, color="#444444"
            )
            moving += [self._said[level], self._doubt[level], fill, self._counts[level], self._alike[level]]
        self._text(12, 6, told.CANNOT, va="bottom", style="italic", fontsize=self._small)
        self._drawn: Followed | None = None
        self._ghost: bool | None = None
        return moving

    def _text(self, x: float, y: float, words: str, **look: Any) -> Any:
        return self._fig.text(x / _WIDTH, y / _HEIGHT, words, **look)

    def update(self, result: Screen) -> bool:
        """Draw another regimen, or move to another time."""
        found = result.found
        fresh = self._drawn is None or found.molecules is not self._drawn.molecules or found != self._drawn
        if fresh:
            self._column.draw(found, None if result.plain else result.usual)
            self._drawn = found
        self._column.move(found, result.at_h)
        self._title.set_text(told.finding(found, result.at_h))
        alike = result.same
        for level, reading in result.readings.items():
            sure = surety()[level]
            shown = reading.kind == "model"
            self._said[level].set_text(reading.said)
            self._doubt[level].set_text(reading.doubt)
            self._bars[level].set_width(_BAR * sure.left if shown else 0)
            self._counts[level].set_text(told.counted(sure) if shown else "nothing to be sure of")
            self._alike[level].set_text(
                "" if result.plain else "= usual drip" if alike[level] else "≠ usual drip"
            )
        return fresh

    def describe(self, result: Screen) -> stage.Description:
        """Return the six levels in words."""
        return told.describe(result.found, result.at_h, None if result.plain else result.same)

    def table(self, result: Screen) -> stage.Table:
        """Return every level's value now, its curve at the stops, and what was published, each with its source."""
        return told.table(result.found, result.at_h)


def _pixels(fig: Figure) -> Any:
    """Return the transform from pixels at normal size to the figure."""
    from matplotlib.transforms import Affine2D

    return Affine2D().scale(1 / _WIDTH, 1 / _HEIGHT) + fig.transFigure
