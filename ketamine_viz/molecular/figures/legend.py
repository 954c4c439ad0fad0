"""What stands around the cascade: the line of stories, the experiment, the time axis and the key."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection, PolyCollection

from ketamine_viz import evidence
from ketamine_viz.molecular.arrows import Arrow, Box
from ketamine_viz.molecular.figures import geometry
from ketamine_viz.molecular.figures.layer import BEADS, BESIDE_TINT, DASHES, STORY_TINT
from ketamine_viz.molecular.figures.wording import experiment_line, filter_line, story_line
from ketamine_viz.molecular.stories import Cascade
from ketamine_viz.stage import theme

_SHAPES = ("drug", "receptor", "messenger", "protein", "cell", "process", "structure", "outcome")
_KIND_OF = {"messenger": "ion"}
_INK = theme.style("ink").colour


class Key:
    """Time strip and key: they never change."""

    def __init__(self, axes: Axes) -> None:
        self._axes = axes
        self._small = mpl.rcParams["font.size"] * 10 / 10.5
        self._make_times()
        self._make_shapes()
        self._make_lines()

    def _tag(self, words: str) -> None:
        """Say at the top right what the picture is."""
        self._axes.text(
            894, 449, words, ha="right", va="center", fontsize=self._small, style="italic", color="#555555"
        )

    def _make_times(self) -> None:
        axes = self._axes
        axes.plot([84, 890], [53, 53], color="#888888", linewidth=1.2)
        axes.fill([890, 896, 890], [49.5, 53, 56.5], color="#888888", linewidth=0)
        axes.text(4, 53, "After dose", va="center", fontsize=self._small, color="#555555")
        for row in evidence.rows("molecular/layout_times"):
            axes.plot([row["low"]] * 2, [49, 57], color="#888888", linewidth=1.2)
            axes.text(
                (row["low"] + row["high"]) / 2,
                53,
                row["words"],
                ha="center",
                va="center",
                fontsize=self._small,
                color="#444444",
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 2.0},
            )

    def _make_shapes(self) -> None:
        x, y = 6.0, 30.0
        outlines, inner = [], []
        for word in _SHAPES:
            box = Box("", x + 13, y, 26, 13, "", _KIND_OF.get(word, word))
            outlines.append(geometry.outline(box))
            inner.append(geometry.inner(box))
            x = self._say(x + 31, y, word) + 14
        for paths, width in ((outlines, 1.2), (inner, 0.8)):
            self._axes.add_collection(
                PathCollection(paths, facecolors="none", edgecolors=_INK, linewidths=width), autolim=False
            )

    def _make_lines(self) -> None:
        x, y = 6.0, 11.0
        segments, styles, heads, rings = [], [], [], []
        entries = [
            ("raises", "activates", "solid"),
            ("lowers", "inhibits", "solid"),
            ("changes", "modulates", "solid"),
            ("steps folded", "", "solid"),
            ("people, or repeated", "", "solid"),
            ("animals or one study", "", "dashed"),
            ("disputed", "", "dotted"),
        ]
        for words, sign, line in entries:
            sample = _sample(x, y, sign, line)
            segments.append(geometry.body(sample, 9, 0) if sign else np.asarray(sample.path))
            styles.append(DASHES[line])
            if sign:
                heads.append(geometry.head(sample, 9))
            if words == "steps folded":
                rings.append(geometry.mark(sample, 3.6))
            x = self._say(x + 31, y, words) + 12
        add = self._axes.add_collection
        add(LineCollection(segments, colors=_INK, linestyles=styles, linewidths=1.5), autolim=False)
        add(PolyCollection(heads, facecolors=_INK, edgecolors="none"), autolim=False)
        add(
            PolyCollection(rings, facecolors="white", edgecolors=_INK, linewidths=1.0, zorder=4),
            autolim=False,
        )

    def _say(self, x: float, y: float, words: str) -> float:
        """Write words and return where they end [px]."""
        text = self._axes.text(x, y, words, va="center", fontsize=self._small)
        canvas = self._axes.figure.canvas
        extent = text.get_window_extent(canvas.get_renderer())  # type: ignore[attr-defined]
        return float(self._axes.transData.inverted().transform((extent.x1, 0))[0])


class Legend(Key):
    """The explorer's header over time strip and key."""

    def __init__(self, axes: Axes) -> None:
        super().__init__(axes)
        self._tag("published claims, not a simulation")
        small = self._small
        self._band, self._beads = band(axes, 6, 449), beads(axes, 330, 449)
        self._story = axes.text(40, 449, "", va="center", fontsize=small, weight="bold")
        self._beside = axes.text(364, 449, "", va="center", fontsize=small, weight="bold")
        self._experiment = axes.text(6, 430, "", va="center", fontsize=small, color="#8c1d18")
        self.moving: list[Artist] = [self._band, self._beads, self._story, self._beside, self._experiment]

    def update(self, state: Cascade) -> None:
        """Name the stories on screen and the experiment that is marked."""
        first, second = story_line(state)
        self._story.set_text(first)
        self._beside.set_text(second)
        marked = bool(state.rival(state.story))
        self._band.set_visible(marked)
        self._story.set_x(40 if marked else 6)
        rival = bool(state.rival(state.beside)) and bool(second)
        self._beads.set_visible(rival)
        self._beside.set_x(364 if rival else 330)
        self._experiment.set_text(experiment_line(state) or filter_line(state))
        self._experiment.set_color("#8c1d18" if state.experiment else _INK)


def band(axes: Axes, x: float, y: float) -> LineCollection:
    """Return a sample of the tint under a story, with its left end at a point."""
    sample = LineCollection([[(x, y), (x + 26, y)]], colors=STORY_TINT, linewidths=7, capstyle="round")
    axes.add_collection(sample, autolim=False)
    return sample


def beads(axes: Axes, x: float, y: float) -> LineCollection:
    """Return a sample of the beads under a rival or a weakest link, with its left end at a point."""
    sample = LineCollection(
        [[(x, y), (x + 26, y)]], colors=BESIDE_TINT, linewidths=7, linestyles=[BEADS], capstyle="round"
    )
    axes.add_collection(sample, autolim=False)
    return sample


def _sample(x: float, y: float, sign: str, line: str) -> Arrow:
    return Arrow("", ("",), "", "", sign or "activates", "", line, False, False, True, ((x, y), (x + 26, y)))
