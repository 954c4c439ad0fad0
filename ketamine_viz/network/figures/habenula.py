"""Picture: spikes of a toy habenula cell, and the reward cells it holds down."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure

from ketamine_viz import stage
from ketamine_viz.network.habenula import LENGTH_MS, Firing
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import number

_WIDTH, _HEIGHT = 900, 420
_TOP, _BOTTOM = (70, 270, 640, 84), (70, 62, 640, 160)


class HabenulaBursts(stage.Picture):
    """Above the spikes of the habenula, below the reward cells."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make two frames with one clock."""
        small, muted = mpl.rcParams["xtick.labelsize"], theme.style("muted").colour
        ink = theme.style("ink").colour
        self.title = fig.text(12 / _WIDTH, 1 - 10 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        frames = []
        for left, bottom, width, height in (_TOP, _BOTTOM):
            axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
            axes.set_xlim(0, LENGTH_MS / 1000)
            frames.append(axes)
        top, under = frames
        top.set(ylim=(0, 1.15), yticks=[], xticks=[])
        top.set_title("Habenula cell: each bar is a spike", weight="normal", fontsize=small, loc="left")
        self.spikes = LineCollection([], colors=ink, linewidths=2)
        top.add_collection(self.spikes, autolim=False)
        under.set(ylim=(0, 105), yticks=[0, 50, 100], xticks=[0, 0.5, 1, 1.5, 2])
        under.set_xlabel("time [s]", fontsize=small)
        under.set_title(
            "Reward cells [% of their rate with a silent habenula]",
            weight="normal",
            fontsize=small,
            loc="left",
        )
        self.band = PolyCollection([], facecolors=theme.style("band").colour, edgecolors="none", zorder=1)
        under.add_collection(self.band, autolim=False)
        (self.line,) = under.plot([], [], color=ink, linewidth=2, zorder=3)
        (self.before,) = under.plot([], [], zorder=2, **theme.style("before").line(linewidth=1.8))
        beside = {"fontsize": small, "va": "center", "linespacing": 1.4}
        self.volley = fig.text(726 / _WIDTH, 312 / _HEIGHT, "", **beside)
        self.mean = fig.text(726 / _WIDTH, 168 / _HEIGHT, "", weight="bold", **beside)
        fig.text(726 / _WIDTH, 110 / _HEIGHT, "dashed: mean, no drug\nand all channels\ngrey: weaker or\nstronger "
                 "brake", color="#444444", **beside)  # fmt: skip
        fig.text(726 / _WIDTH, 40 / _HEIGHT, "A toy, not data: all\nsizes are assumed.",
                 style="italic", color=muted, **beside)  # fmt: skip
        return [self.title, self.spikes, self.band, self.line, self.before, self.volley, self.mean]

    def update(self, result: Firing) -> bool:
        """Move spikes, line and band."""
        self.title.set_text(finding(result))
        self.spikes.set_segments([[(ms / 1000, 0.0), (ms / 1000, 1.0)] for ms in result.spikes_ms])
        time = result.time_ms / 1000
        self.line.set_data(time, result.reward)
        edge = np.concatenate([result.low, result.high[::-1]])
        self.band.set_verts([np.column_stack([np.concatenate([time, time[::-1]]), edge])])
        self.before.set_data([0, LENGTH_MS / 1000], [result.before] * 2)
        many = f"{result.in_burst} spikes" if result.in_burst > 1 else "single spikes"
        self.volley.set_text(f"{'bursts of' if result.in_burst > 1 else 'no bursts:'}\n{many}")
        self.mean.set_text(f"mean {number(result.mean, 2)}%")
        return False

    def describe(self, result: Firing) -> stage.Description:
        """Return the picture in words."""
        what = (
            "Two traces over two seconds: spikes of a toy cell of the lateral habenula, and the reward cells it holds "
            "down, from 0 to 100% of their rate with a silent habenula. A toy, not data."
        )
        channels = "there" if result.channels else "gone"
        values = (
            f"A {result.animal} animal; {number(100 * result.block)}% of NMDA receptors blocked; T-type channels "
            f"{channels}. {len(result.spikes_ms)} spikes, {result.in_burst} in a volley. Reward cells at "
            f"{number(result.mean, 2)}% on average, {number(float(result.low.mean()), 2)} to "
            f"{number(float(result.high.mean()), 2)}% with a stronger or weaker brake; "
            f"{number(result.before, 2)}% with no drug and all channels."
        )
        return stage.Description(
            what, values, f"{finding(result)}.", f"{finding(result)}: {number(result.mean, 2)}%."
        )

    def table(self, result: Firing) -> stage.Table:
        """Return the means, then the reward cells every 20 ms."""
        rows: list[tuple[object, ...]] = [
            ("spikes in a volley", result.in_burst, "", ""),
            (
                "reward cells, mean [%]",
                *(f"{a.mean():.1f}" for a in (result.reward, result.low, result.high)),
            ),
            ("with no drug, all channels [%]", f"{result.before:.1f}", "", ""),
        ]
        rows += [
            (f"{ms:.0f} ms", f"{mid:.1f}", f"{low:.1f}", f"{high:.1f}")
            for ms, mid, low, high in list(
                zip(result.time_ms, result.reward, result.low, result.high, strict=True)
            )[::10]
        ]
        return stage.Table(
            "Toy of the habenula and the reward cells",
            ("What", "Middle", "Stronger brake", "Weaker brake"),
            tuple(rows),
        )


def finding(result: Firing) -> str:
    """Return the sentence above the picture."""
    if result.in_burst > 3:
        return "Bursts hold the reward cells down"
    if result.in_burst > 1:
        return "Shorter bursts: the brake on the reward cells loosens"
    return "No bursts: the reward cells fire more freely"
