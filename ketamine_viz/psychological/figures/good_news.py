"""Picture: the reader's guesses between five pieces of news, both rates, and what studies found."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from ketamine_viz import stage
from ketamine_viz.psychological.belief import FULL, RATES, Rate
from ketamine_viz.psychological.belief_game import NEWS, Game, findings
from ketamine_viz.psychological.figures import good_news_words as words
from ketamine_viz.psychological.figures.news_looks import BAD, BAD_MARK, GOOD, GOOD_MARK
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import number, plural

_WIDTH, _HEIGHT = 900, 520
_BOARD = (66, 252, 404, 222)
_RATES = (160, 74, 310, 100)
_RIGHT = 500
_ROW = 66
_SYMBOL = {
    ("to_good", True): "▲", ("to_good", False): "△", ("to_bad", True): "▼", ("to_bad", False): "▽",
    ("gone", False): "○", ("gone", True): "●", ("disputed", False): "?", ("disputed", True): "?",
}  # fmt: skip


class GoodNewsBadNews(stage.Picture):
    """Six guesses and five pieces of news; the two rates they imply; published directions beside them."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make the board, the two rates and the list of studies."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.title = fig.text(12 / _WIDTH, 1 - 10 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        moving = [*self._board(fig), *self._rates(fig)]
        self._studies(fig)
        fig.text(
            12 / _WIDTH, 16 / _HEIGHT, "ILLUSTRATIVE: Umbra and its counts are invented. This is no test of you.",
            va="center", fontsize=self.small, style="italic", color=theme.style("muted").colour,
        )  # fmt: skip
        return [self.title, *moving]

    def _axes(self, fig: Figure, box: tuple[int, int, int, int], label: str) -> Axes:
        left, bottom, width, height = box
        return fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT), label=label)

    def _board(self, fig: Figure) -> list[Artist]:
        axes = self._axes(fig, _BOARD, "board")
        axes.set(xlim=(-0.4, 5.6), ylim=(-5, FULL + 5), xticks=range(6), yticks=range(0, 101, 25))
        axes.set_xticklabels(["first\nguess", *(f"after\nnews {k}" for k in range(1, 6))])
        axes.set_ylabel("sunny mornings of 100", fontsize=self.small)
        axes.grid(axis="x", visible=False)
        ink, muted = theme.style("ink").colour, theme.style("muted").colour
        self.gaps = LineCollection([], colors="#b5bac2", linewidths=1.6, zorder=2)
        self.good_moves = LineCollection([], colors=GOOD["color"], linewidths=4, zorder=3)
        self.bad_moves = LineCollection(
            [], colors=BAD["color"], linewidths=4, linestyles=[BAD["linestyle"]], zorder=3
        )
        for lines in (self.gaps, self.good_moves, self.bad_moves):
            axes.add_collection(lines, autolim=False)
        (self.good_tips,) = axes.plot([], [], markersize=10, zorder=4, **GOOD_MARK)
        (self.bad_tips,) = axes.plot([], [], markersize=10, zorder=4, **BAD_MARK)
        (self.path,) = axes.plot([], [], color=ink, linewidth=1.2, zorder=2)
        (self.guessed,) = axes.plot([], [], "o", color=ink, markersize=9, zorder=5)
        (self.told,) = axes.plot(
            [], [], "D", markerfacecolor="white", color=muted, markersize=8, markeredgewidth=1.6, zorder=4
        )
        (self.waits,) = axes.plot(
            [], [], "o", markerfacecolor="white", color="#b5bac2", markersize=9, zorder=1
        )
        self.counts = [
            axes.annotate(
                "",
                (0, 0),
                (0, 0),
                "data",
                "offset points",
                ha="center",
                va="center",
                fontsize=self.small,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
                zorder=6,
            )
            for _ in NEWS
        ]
        self.ask = axes.text(
            0.5, 0.5, "", transform=axes.transAxes, ha="center", va="center", color=muted, weight="bold"
        )
        return [
            self.gaps, self.good_moves, self.bad_moves, self.good_tips, self.bad_tips, self.path, self.guessed,
            self.told, self.waits, *self.counts, self.ask,
        ]  # fmt: skip

    def _rates(self, fig: Figure) -> list[Artist]:
        _, bottom, _, height = _RATES
        axes = self._axes(fig, _RATES, "rates")
        axes.set(xlim=(-0.5, 1.5), ylim=(0, 2), yticks=[], xticks=[0, 0.5, 1])
        axes.set_xticklabels(["0\nstay", "0.5\nhalf way", "1\nall the way"])
        axes.spines["left"].set_visible(False)
        fig.text(12 / _WIDTH, (bottom + height + 16) / _HEIGHT, "How far you go towards the news (your two rates)",
                 va="center", weight="bold", fontsize=self.small)  # fmt: skip
        moving: list[Artist] = []
        self.rates: dict[str, tuple[Any, Any, Any, Any]] = {}
        for place, (kind, look, mark) in enumerate((("bad", BAD, BAD_MARK), ("good", GOOD, GOOD_MARK))):
            y = place + 0.12
            label = fig.text(12 / _WIDTH, (bottom + (place + 0.5) * height / 2) / _HEIGHT, "", va="center",
                             fontsize=self.small, color=look["color"], linespacing=1.3)  # fmt: skip
            (curve,) = axes.plot([], [], linewidth=1.4, **look)
            (bar,) = axes.plot([], [], linewidth=3.5, **look, alpha=0.55)
            (dot,) = axes.plot([], [], markersize=9, zorder=5, **mark)
            self.rates[kind] = (label, curve, bar, dot)
            axes.axhline(y, color="#dddddd", linewidth=0.8, zorder=0)
            moving += [label, curve, bar, dot]
        return moving

    def _studies(self, fig: Figure) -> None:
        fig.text(
            _RIGHT / _WIDTH, 480 / _HEIGHT, "What studies found (direction only)", weight="bold", va="center"
        )
        for k, found in enumerate(findings()):
            top = 454 - _ROW * k
            look = (
                GOOD if found.shift == "to_good" else BAD if found.shift == "to_bad" else {"color": "#555555"}
            )
            fig.text((_RIGHT + 7) / _WIDTH, top / _HEIGHT, _SYMBOL[found.shift, found.controlled], ha="center",
                     va="center", color=look["color"], weight="bold")  # fmt: skip
            lines = ((found.who, "bold", "#222222"),
                     (f"{words.cited(found)}: {found.compared}", "normal", "#555555"),
                     (found.says, "normal", "#222222"))  # fmt: skip
            for j, (line, weight, colour) in enumerate(lines):
                fig.text((_RIGHT + 22) / _WIDTH, (top - 17 * j) / _HEIGHT, line, va="center", weight=weight,
                         fontsize=self.small, color=colour)  # fmt: skip
        keys = "filled: blinded control.  open: none.  ○ lead missing"
        fig.text(_RIGHT / _WIDTH, 50 / _HEIGHT, keys, va="center", fontsize=self.small,
                 color=theme.style("muted").colour)  # fmt: skip
        fig.text(_RIGHT / _WIDTH, 33 / _HEIGHT, "No published rates are known to us: none are drawn.", va="center",
                 fontsize=self.small, color=theme.style("muted").colour)  # fmt: skip

    # -- drawing ---------------------------------------------------------------------------

    def update(self, result: Game) -> bool:
        """Move guesses, news and rates."""
        self.title.set_text(words.finding(result))
        self._draw_moves(result)
        guesses, told = result.guesses, result.news
        self.guessed.set_data(range(len(guesses)), guesses)
        self.told.set_data([k + 0.5 for k in range(len(told))], told)
        self.waits.set_data([place for place, _ in result.waiting], [value for _, value in result.waiting])
        for k, label in enumerate(self.counts):
            label.set_text(number(told[k]) if k < len(told) else "")
            if k < len(told):
                label.xy = (k + 0.5, told[k])
                label.set_position((0, 13 if told[k] >= guesses[k] else -13))
        self.ask.set_text("" if guesses else "How many of 100 mornings\nare sunny in Umbra?")
        for kind, rate in result.rates:
            self._draw_rate(kind, rate)
        return False

    def _draw_moves(self, result: Game) -> None:
        guesses = result.guesses
        steps = list(enumerate(result.steps))
        news = NEWS[: len(guesses)]
        self.gaps.set_segments([[(k + 0.5, guesses[k]), (k + 0.5, news[k])] for k in range(len(news))])
        xs: list[float] = []
        ys: list[float] = []
        for k, guess in enumerate(guesses):
            ends = (k - 0.5 if k else 0.0, k + 0.5 if k < len(news) else float(k))
            xs += ends
            ys += [guess, guess]
        self.path.set_data(xs, ys)
        for kind, lines, tips in (
            ("good", self.good_moves, self.good_tips),
            ("bad", self.bad_moves, self.bad_tips),
        ):
            mine = [(k, s) for k, s in steps if s.kind == kind and s.move]
            lines.set_segments([[(k + 0.5, s.before), (k + 0.5, s.after)] for k, s in mine])
            tips.set_data([k + 0.5 for k, _ in mine], [s.after for _, s in mine])

    def _draw_rate(self, kind: str, rate: Rate | None) -> None:
        label, curve, bar, dot = self.rates[kind]
        place = {"bad": 0, "good": 1}[kind]
        if rate is None:
            label.set_text(f"{kind} news:\nno answer yet")
            for line in (curve, bar, dot):
                line.set_data([], [])
            return
        label.set_text(f"{kind} news: {words.two(rate.mid)}\nfrom {plural(rate.answers, 'answer')}")
        base = place + 0.12
        curve.set_data(RATES, base + 0.68 * rate.density)
        bar.set_data([rate.low, rate.high], [base, base])
        dot.set_data([rate.mid], [base])

    # -- in words --------------------------------------------------------------------------

    def describe(self, result: Game) -> stage.Description:
        """Return the picture in words."""
        return words.describe(result)

    def table(self, result: Game) -> stage.Table:
        """Return guesses, news, rates, then the studies."""
        return words.table(result)

    def cards(self, result: Game) -> tuple[stage.Card, ...]:  # noqa: ARG002 - the studies are always there
        """Return one card for each study."""
        return tuple(words.card(found) for found in findings())
