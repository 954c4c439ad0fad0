"""Picture: a model listener's belief through twenty pieces of news."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ketamine_viz import stage
from ketamine_viz.psychological.belief import FULL
from ketamine_viz.psychological.belief_drift import HALF, NEWS, Drift
from ketamine_viz.psychological.figures.news_looks import BAD_MARK, GOOD_MARK
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import number

_WIDTH, _HEIGHT = 900, 430
_CHART = (80, 112, 640, 268)
_EVEN: dict[str, Any] = {"color": "#6b6b6b", "linestyle": (0, (2, 1.6)), "linewidth": 1.8}


class UpdatingModel(stage.Picture):
    """Twenty pieces of news as triangles, and the belief of two listeners."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make the chart, the row of news and the labels."""
        self.small = mpl.rcParams["xtick.labelsize"]
        ink, muted = theme.style("ink").colour, theme.style("muted").colour
        self.title = fig.text(12 / _WIDTH, 1 - 10 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        left, bottom, width, height = _CHART
        axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        axes.set(xlim=(-0.5, NEWS + 0.5), ylim=(-3, FULL + 3), xticks=[], yticks=range(0, 101, 25))
        axes.set_yticklabels([f"{tick}%" for tick in range(0, 101, 25)])
        axes.set_ylabel("belief that it goes well", fontsize=self.small)
        self.shade = Rectangle((HALF, -3), HALF + 0.5, FULL + 6, color="#eef1f6", zorder=0, lw=0)
        axes.add_patch(self.shade)
        (self.settles,) = axes.plot([], [], color=ink, linewidth=1.2, linestyle=(0, (1, 1.4)), zorder=2)
        (self.settles_after,) = axes.plot([], [], color=ink, linewidth=1.2, linestyle=(0, (1, 1.4)), zorder=2)
        (self.even,) = axes.plot([], [], zorder=3, **_EVEN)
        (self.belief,) = axes.plot([], [], color=ink, linewidth=2.6, zorder=4)
        news = fig.add_axes((left / _WIDTH, 70 / _HEIGHT, width / _WIDTH, 36 / _HEIGHT), label="news")
        news.set(xlim=(-0.5, NEWS + 0.5), ylim=(-1, 1), yticks=[], xticks=[1, 5, 10, 15, 20])
        news.grid(visible=False)
        news.spines["left"].set_visible(False)
        news.tick_params(axis="x", length=2)
        (self.good,) = news.plot([], [], markersize=9, **GOOD_MARK)
        (self.bad,) = news.plot([], [], markersize=9, **BAD_MARK)
        fig.text((left + width / 2) / _WIDTH, 40 / _HEIGHT, "pieces of news: ▲ good, ▽ bad", ha="center", va="center",
                 fontsize=self.small)  # fmt: skip
        beside = {"fontsize": self.small, "va": "center", "linespacing": 1.35}
        x = (left + width + 14) / _WIDTH
        self.words = fig.text(x, 0.73, "", weight="bold", color=ink, **beside)
        self.even_words = fig.text(x, 0.47, "", color=_EVEN["color"], **beside)
        fig.text(
            x,
            0.25,
            "two means: news 1–10,\nnews 11–20\ndotted: where the\nbelief settles",
            color=ink,
            **beside,
        )
        self.shift_words = axes.text(HALF + 0.2, FULL - 1, "", va="top", fontsize=self.small, color="#444444")
        fig.text(12 / _WIDTH, 14 / _HEIGHT,
                 "ILLUSTRATIVE: model, not data. No rate was measured in patients, and no drug is simulated.",
                 va="center", fontsize=self.small, style="italic", color=muted)  # fmt: skip
        return [self.shade, self.settles, self.settles_after, self.even, self.belief, self.good, self.bad,
                self.title, self.words, self.even_words, self.shift_words]  # fmt: skip

    def update(self, result: Drift) -> bool:
        """Move both beliefs and the news."""
        x = np.arange(NEWS + 1)
        self.title.set_text(finding(result))
        self.belief.set_data(x, result.belief)
        self.even.set_data(x, result.even)
        self.settles.set_data([0, HALF], [result.settles] * 2)
        self.settles_after.set_data([HALF, NEWS], [result.settles_after] * 2)
        self.shade.set_visible(result.shift > 0)
        good = result.news > 0
        self.good.set_data(x[1:][good], np.zeros(int(good.sum())))
        self.bad.set_data(x[1:][~good], np.zeros(int((~good).sum())))
        self.words.set_text(
            f"your listener\ngood news × {number(result.alpha_good)}\nbad news × {number(result.alpha_bad)}\n"
            f"means {halves(result.means)}"
        )
        mean = (result.alpha_good + result.alpha_bad) / 2
        self.even_words.set_text(
            f"even listener (dashed)\nall news × {number(mean)}\nmeans {halves(result.even_means)}"
        )
        self.shift_words.set_text(f"from here good news × {number(result.later)}" if result.shift > 0 else "")
        return False

    def describe(self, result: Drift) -> stage.Description:
        """Return the picture in words."""
        what = (
            "A model, not data: the belief that things go well, from 0 to 100%, through 20 pieces of news, of a "
            "listener with two rates and of one who weighs all news alike (dashed)."
        )
        shift = (
            f"; after news 10 the rate for good news is {number(result.later)}" if result.shift > 0 else ""
        )
        values = (
            f"{result.good_of_20} of 20 pieces are good, order {result.draw + 1}. Start {result.start:.0f}%. Rate for "
            f"good news {number(result.alpha_good)}, for bad news {number(result.alpha_bad)}{shift}. Mean belief in "
            f"the first and in the last ten: {halves(result.means)}, end {result.belief[-1]:.0f}%; the even listener "
            f"{halves(result.even_means)}, end {result.even[-1]:.0f}%."
        )
        trend = f"{finding(result)}. No rate was measured in patients."
        return stage.Description(what, values, trend, f"{finding(result)}. Means: {halves(result.means)}.")

    def table(self, result: Drift) -> stage.Table:
        """Return belief by belief."""
        rows: list[tuple[object, ...]] = [("start", "", f"{result.start:.0f}", f"{result.start:.0f}")]
        rows += [
            (k, "good" if result.news[k - 1] else "bad", f"{result.belief[k]:.1f}", f"{result.even[k]:.1f}")
            for k in range(1, NEWS + 1)
        ]
        return stage.Table(
            "Beliefs of two model listeners through 20 pieces of news [%]",
            ("After news", "News", "Your listener (model, not data)", "Even listener (model, not data)"),
            tuple(rows),
        )


def halves(means: tuple[float, float]) -> str:
    """Return the means of both halves of the news.

    Examples
    --------
    >>> halves((24.6, 57.1))
    '25%, 57%'
    """
    return f"{means[0]:.0f}%, {means[1]:.0f}%"


def finding(result: Drift) -> str:
    """Return the sentence above the picture."""
    share = {5: "one quarter", 10: "half", 15: "three quarters"}[result.good_of_20]
    if result.alpha_good == result.alpha_bad == 0:
        return "A listener who moves for no news keeps the first belief"
    text = f"With {share} of the news good, the belief settles near {result.settles:.0f}%"
    if result.shift > 0:
        return f"{text}, and after the shift near {result.settles_after:.0f}%"
    if result.alpha_good == result.alpha_bad:
        return f"{text}: as good as the news"
    return f"{text}, though the news is fair" if result.good_of_20 == 10 else text
