"""Picture: two wavy signals, each point of one against the other, and their correlation."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from ketamine_viz import stage
from ketamine_viz.network.waves import RECORDINGS, Pair
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import number

_WIDTH, _HEIGHT = 900, 440
_TOP = (70, 262, 750, 132)
_SQUARE = (70, 46, 160, 160)
_GAUGE = (330, 92, 460, 52)
_REACH = 6.5
_SECOND = {"color": "#8a5a00", "linestyle": (0, (4, 1.5))}


class TwoWaves(stage.Picture):
    """Two toy signals, a cloud of points, and r from minus 1 to 1."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make three frames; lines and points move, frames stay."""
        self.small = mpl.rcParams["xtick.labelsize"]
        ink, muted = theme.style("ink").colour, theme.style("muted").colour
        self.title = fig.text(12 / _WIDTH, 1 - 10 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])

        def frame(box: tuple[int, int, int, int], **look: Any) -> Any:
            left, bottom, width, height = box
            axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
            axes.set(**look)
            return axes

        top = frame(_TOP, xlim=(0, 1), ylim=(-_REACH, _REACH), xticks=[], yticks=[0])
        top.set_xlabel("time", fontsize=self.small)
        top.set_ylabel("signal", fontsize=self.small)
        (self.first,) = top.plot([], [], color=ink, linewidth=1.8)
        (self.second,) = top.plot([], [], linewidth=1.8, **_SECOND)
        beside = {"transform": top.transAxes, "fontsize": self.small, "va": "center"}
        top.text(1.01, 0.68, "first", color=ink, weight="bold", **beside)
        top.text(1.01, 0.32, "second\n(dashed)", color=_SECOND["color"], weight="bold", **beside)
        square = frame(_SQUARE, xlim=(-_REACH, _REACH), ylim=(-_REACH, _REACH), xticks=[0], yticks=[0])
        square.set_xlabel("first", fontsize=self.small)
        square.set_ylabel("second", fontsize=self.small)
        (self.cloud,) = square.plot([], [], "o", markersize=3, color=ink, alpha=0.5, markeredgewidth=0)
        gauge = frame(_GAUGE, xlim=(-1.06, 1.06), ylim=(0, 1), yticks=[], xticks=[-1, -0.5, 0, 0.5, 1])
        gauge.spines["left"].set_visible(False)
        gauge.set_xlabel("correlation r: opposite at −1, unrelated at 0, in step at 1", fontsize=self.small)
        (self.band,) = gauge.plot(
            [], [], color=theme.style("band").colour, linewidth=12, solid_capstyle="butt", zorder=2
        )
        (self.endless,) = gauge.plot([], [], "|", color=ink, markersize=20, markeredgewidth=2, zorder=3)
        (self.now,) = gauge.plot([], [], "o", color=ink, markersize=11, zorder=4)
        self.word = fig.text(330 / _WIDTH, 186 / _HEIGHT, "", weight="bold", va="center")
        self.word.set_fontsize(mpl.rcParams["axes.titlesize"])
        fig.text(
            330 / _WIDTH, 164 / _HEIGHT,
            "dot: this recording.  line: endless recording.  grey: 90 of 100 such recordings",
            fontsize=self.small, va="center", color="#444444",
        )  # fmt: skip
        fig.text(
            330 / _WIDTH, 20 / _HEIGHT, "A toy: it stands for no region and no drug.", fontsize=self.small,
            style="italic", color=muted, va="center",
        )  # fmt: skip
        return [
            self.title, self.first, self.second, self.cloud, self.band, self.endless, self.now, self.word
        ]  # fmt: skip

    def update(self, result: Pair) -> bool:
        """Move lines, points and the gauge."""
        self.title.set_text(finding(result))
        self.first.set_data(result.time, result.x)
        self.second.set_data(result.time, result.y)
        self.cloud.set_data(result.x, result.y)
        self.band.set_data([result.low, result.high], [0.5, 0.5])
        self.endless.set_data([result.r_formula], [0.5])
        self.now.set_data([result.r], [0.5])
        self.word.set_text(f"r = {signed(result.r)} in this recording")
        return False

    def describe(self, result: Pair) -> stage.Description:
        """Return the picture in words."""
        what = (
            "Two toy signals over time, the second dashed; each moment of one against the other as a cloud of "
            f"points; and their correlation on a line from minus 1 to 1. Recording {result.recording + 1}."
        )
        rhythm = "one rhythm" if result.rhythm == "same" else "a rhythm of its own"
        values = (
            f"The second has {rhythm}, {number(result.phase_deg)}° ahead; noise {number(result.noise)} times the "
            f"wave, {number(100 * result.shared)}% of it shared. Correlation r {signed(result.r)} in this "
            f"recording, {signed(result.r_formula)} in an endless one; 90 of 100 recordings of this length lie "
            f"between {signed(result.low)} and {signed(result.high)}."
        )
        return stage.Description(
            what, values, f"{finding(result)}.", f"r {signed(result.r)}. {finding(result)}."
        )

    def table(self, result: Pair) -> stage.Table:
        """Return the correlations, then every fourth point drawn."""
        rows: list[tuple[object, ...]] = [
            ("r, this recording", signed(result.r), ""),
            ("r, endless recording", signed(result.r_formula), ""),
            (f"r, 5th to 95th percent of {RECORDINGS} recordings", signed(result.low), signed(result.high)),
        ]
        rows += [
            (f"moment {k}", f"{result.x[k]:.2f}", f"{result.y[k]:.2f}") for k in range(0, len(result.x), 4)
        ]
        return stage.Table(
            "Correlation, and every fourth moment of the two toy signals",
            ("What", "First", "Second"),
            tuple(rows),
        )


def signed(value: float) -> str:
    """Return a correlation with two digits and its sign.

    Examples
    --------
    >>> signed(-0.5), signed(0.001)
    ('−0.50', '0.00')
    """
    text = f"{abs(value):.2f}"
    return f"−{text}" if value < 0 and text != "0.00" else text


def finding(result: Pair) -> str:
    """Return the sentence above the picture."""
    if abs(result.r) < 0.3:
        how = "hardly go together"
    elif result.r > 0:
        how = "rise and fall together"
    else:
        how = "go opposite ways"
    mine = result.noise**2 * result.shared
    if result.rhythm == "own" and result.r_formula >= 0.3:
        return f"The signals {how}, though each has its own rhythm: they share their noise"
    if result.rhythm == "same" and mine > 1 and result.r_formula >= 0.3:
        return f"The signals {how}, more by shared noise than by their waves"
    return f"The signals {how}"
