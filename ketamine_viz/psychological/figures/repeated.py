"""Picture: several drips, then none.  The model's benefit, what was tested, and when people relapsed."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle

from ketamine_viz import stage
from ketamine_viz.psychological import repeated_words as told
from ketamine_viz.psychological.mood.course import Band
from ketamine_viz.psychological.mood.repeated import NUMBERS, SPACINGS, Relapse, Repeat, relapses, trial_kind
from ketamine_viz.stage import theme

_WIDTH, _HEIGHT = 900, 524
_MAIN = (56, 268, 556, 186)
_MAP = (716, 318, 172, 84)
_STRIP = (322, 52, 564, 138)
_DAYS = (3.0, 600.0)
_TICKS = (3, 7, 14, 28, 56, 112, 273)
_MOST = 34.0
_ROWS = {"thrice": "3 a week", "twice": "2 a week", "once": "1 a week"}
_MARKS: dict[str, dict[str, Any]] = {
    "controlled": {"marker": "s", "markerfacecolor": "#222222", "markeredgecolor": "#222222"},
    "open": {"marker": "s", "markerfacecolor": "white", "markeredgecolor": "#222222"},
    "none": {"marker": "x", "markerfacecolor": "#767676", "markeredgecolor": "#767676"},
}


class RepeatPicture(stage.Picture):
    """A curve only where a placebo group stands behind it; relapse in trials below."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make every artist once."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self._fig, self._weeks = fig, 0
        self._moving: list[Any] = []
        self._title = self._keep(fig.text(12 / _WIDTH, 1 - 10 / _HEIGHT, "", va="top", weight="bold"))
        self._title.set_fontsize(mpl.rcParams["axes.titlesize"])
        self._build_main()
        self._build_map()
        self._build_strip()
        return self._moving

    def _keep(self, artist: Any) -> Any:
        self._moving.append(artist)
        return artist

    def _box(self, place: tuple[int, int, int, int], **look: Any) -> Axes:
        left, bottom, width, height = place
        axes = self._fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        axes.set(**look)
        return axes

    def _head(self, x: float, y: float, text: str, **look: Any) -> None:
        self._fig.text(
            x / _WIDTH,
            y / _HEIGHT,
            text,
            **{"fontsize": self.small, "va": "center", "weight": "bold", **look},
        )

    def _build_main(self) -> None:
        self._main = axes = self._box(_MAIN, ylim=(-4, _MOST))
        self._head(12, 470, "Points ahead of the control group (MADRS): model, not data")
        axes.set_xlabel("days after the first drip", fontsize=self.small)
        axes.axhline(0, color="#444444", linewidth=1.2, zorder=1)
        self._bands = {
            name: self._keep(
                axes.add_patch(
                    Polygon(np.zeros((3, 2)), facecolor=colour, edgecolor="none", alpha=0.6, zorder=2)
                )
            )
            for name, colour in (("trained", "#e6e8ec"), ("plain", theme.style("band").colour))
        }
        ink: dict[str, Any] = {"color": "#222222", "zorder": 4}
        self._within = self._keep(axes.plot([], [], linewidth=2.6, **ink)[0])
        self._beyond = self._keep(axes.plot([], [], linewidth=1.8, linestyle=(0, (4, 2)), **ink)[0])
        self._trained = self._keep(axes.plot([], [], linewidth=1.8, linestyle=(0, (1, 1)), **ink)[0])
        self._drips = self._keep(
            axes.plot([], [], "|", color="#222222", markersize=11, markeredgewidth=1.8, zorder=5)[0]
        )
        self._spans = [
            self._keep(axes.plot([], [], color="#222222", linewidth=1.4, zorder=5)[0]) for _ in range(8)
        ]
        self._points = self._keep(
            axes.plot([], [], zorder=6, **theme.style("difference").points(markersize=7))[0]
        )
        self._half = self._keep(
            axes.plot(
                [],
                [],
                "o",
                markersize=10,
                markerfacecolor="white",
                markeredgecolor="#222222",
                markeredgewidth=2,
                zorder=7,
            )[0]
        )
        look: dict[str, Any] = {"fontsize": self.small, "va": "top", "transform": axes.transAxes}
        self._key = self._keep(axes.text(0.995, 0.985, "", ha="right", **look))
        self._remark = self._keep(axes.text(0.995, 0.80, "", ha="right", style="italic", **look))
        self._cover = self._keep(
            axes.add_patch(
                Rectangle(
                    (0, 0),
                    1,
                    1,
                    transform=axes.transAxes,
                    facecolor="white",
                    edgecolor="#aaaaaa",
                    hatch="//",
                    linewidth=0,
                    zorder=8,
                )
            )
        )
        frame = {"facecolor": "white", "edgecolor": "#767676", "boxstyle": "round,pad=0.5"}
        self._cover_words = self._keep(
            axes.text(
                0.5,
                0.5,
                "",
                transform=axes.transAxes,
                ha="center",
                va="center",
                weight="bold",
                zorder=9,
                bbox=frame,
            )
        )

    def _build_map(self) -> None:
        axes = self._box(_MAP, xlim=(-0.5, len(NUMBERS) - 0.5), ylim=(-0.5, 2.5))
        self._head(636, 470, "How drips were tested in trials")
        axes.grid(visible=False)
        for spine in axes.spines.values():
            spine.set_visible(False)
        axes.tick_params(length=0, labeltop=True, labelbottom=False)
        axes.set_xticks(range(len(NUMBERS)), [str(n) for n in NUMBERS])
        axes.set_yticks(range(3), [_ROWS[name] for name in reversed(_ROWS)])
        self._head(_MAP[0] + _MAP[2] / 2, 438, "number of drips", weight="normal", ha="center")
        self._rows = {name: 2 - k for k, name in enumerate(_ROWS)}
        for kind, look in _MARKS.items():
            places = [
                (c, self._rows[s])
                for s in SPACINGS
                for c, n in enumerate(NUMBERS)
                if trial_kind(n, s) == kind
            ]
            size = 6 if kind == "none" else 10
            axes.plot(
                *zip(*places, strict=True), linestyle="none", markersize=size, markeredgewidth=1.6, **look
            )
        for k, (kind, look) in enumerate(_MARKS.items()):
            y = 296 - 18 * k
            key = self._fig.add_axes((636 / _WIDTH, (y - 8) / _HEIGHT, 16 / _WIDTH, 16 / _HEIGHT))
            key.set(xlim=(-1, 1), ylim=(-1, 1))
            key.set_axis_off()
            key.plot(
                [0], [0], linestyle="none", markersize=6 if kind == "none" else 8, markeredgewidth=1.6, **look
            )
            self._head(660, y, told.TESTED_WORDS[kind], weight="normal")
        self._ring = self._keep(
            axes.plot(
                [],
                [],
                "s",
                markersize=19,
                markerfacecolor="none",
                markeredgecolor=theme.style("drug").colour,
                markeredgewidth=2.6,
                clip_on=False,
                zorder=6,
            )[0]
        )

    def _build_strip(self) -> None:
        lines = relapses()
        self._strip = axes = self._box(
            _STRIP, xscale="log", xlim=_DAYS, ylim=(len(lines) - 0.4, -1.3), yticks=[]
        )
        axes.minorticks_off()
        axes.set_xticks(_TICKS, [str(tick) for tick in _TICKS])
        axes.set_xlabel(
            "days after the last dose (equal steps are equal ratios)", fontsize=self.small, labelpad=1
        )
        self._head(
            12, 206, "When people relapsed after the last dose (published), and when half is lost (model)"
        )
        self._lost = self._keep(
            axes.add_patch(
                Polygon(
                    np.zeros((3, 2)),
                    facecolor=theme.style("band").colour,
                    edgecolor="none",
                    alpha=0.8,
                    zorder=1,
                )
            )
        )
        self._mid = self._keep(axes.plot([], [], color="#222222", linewidth=2, zorder=2)[0])
        self._lost_words = self._keep(
            axes.text(0, -0.75, "", fontsize=self.small, va="center", ha="center", weight="bold", zorder=6)
        )
        plain = {"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.9}
        for y, line in enumerate(lines):
            self._head(
                12,
                _STRIP[1] + _STRIP[3] * (1 - (y + 1.3) / (len(lines) + 0.9)),
                f"{line.label}",
                weight="normal",
            )
            low, high = line.low or line.days, line.high or (_DAYS[1] if line.low else line.days)
            self._keep(axes.plot([low, high], [y, y], color="#222222", linewidth=1.5, zorder=3)[0])
            self._keep(axes.plot([line.days], [y], zorder=4, **_mark(line))[0])
            left = line.days > 100 or line.kind == "by_then"
            x = (line.low or line.days) / 1.14 if left else (line.high or line.days) * 1.14
            self._keep(
                axes.text(
                    x,
                    y,
                    f"{told.relapse_text(line)}; {told.who(line)}",
                    ha="right" if left else "left",
                    va="center",
                    fontsize=self.small,
                    bbox=plain,
                    zorder=5,
                )
            )

    # -- a new result ------------------------------------------------------------------------

    def update(self, result: Repeat) -> bool:
        """Move every artist to the new state."""
        self._title.set_text(told.finding(result))
        self._ring.set_data([NUMBERS.index(result.number)], [self._rows[result.spacing]])
        studied = result.ahead is not None
        self._cover.set_visible(not studied)
        self._cover_words.set(visible=not studied, text=_why(result))
        self._draw_curves(result)
        self._draw_lost(result)
        changed = result.weeks != self._weeks
        if changed:
            self._weeks = result.weeks
            self._main.set_xlim(0, 7 * result.weeks)
            self._main.set_xticks(np.arange(0, 7 * result.weeks + 1, 7.0 if result.weeks <= 8 else 14.0))
        return changed

    def _draw_curves(self, result: Repeat) -> None:
        for artist in (self._within, self._beyond, self._trained, self._half, self._points, *self._spans):
            artist.set_data([], [])
        for name, band in (("plain", result.ahead), ("trained", result.trained)):
            self._bands[name].set_visible(band is not None)
            if band is not None:
                self._bands[name].set_xy(_ring(result.time_d, band))
        self._remark.set_text(told.remark(result))
        self._key.set_text("")
        self._drips.set_data(result.mood.schedule.days, [-2.4] * result.number)
        if result.ahead is None:
            return
        self._key.set_text("solid: as long as a placebo group was followed; dashed: beyond; ◆ trials")
        split = result.time_d <= (result.mood.measured_to_d or 0.0) + 1e-9
        at = max(int(split.sum()) - 1, 0)
        self._within.set_data(result.time_d[split], result.ahead.mid[split])
        self._beyond.set_data(result.time_d[at:], result.ahead.mid[at:])
        if result.trained is not None:
            self._trained.set_data(result.time_d, result.trained.mid)
        self._points.set_data([gap.day for gap in result.gaps], [gap.points for gap in result.gaps])
        for span, gap in zip(self._spans, result.gaps, strict=False):
            if gap.low is not None and gap.high is not None:
                span.set_data([gap.day, gap.day], [gap.low, gap.high])
        if result.half_lost_d is not None and result.share > 0:
            day = result.last_day + result.half_lost_d.mid
            self._half.set_data([day], [float(np.interp(day, result.time_d, result.ahead.mid))])

    def _draw_lost(self, result: Repeat) -> None:
        span = result.half_lost_d
        shown = span is not None and result.share > 0
        for artist in (self._lost, self._mid, self._lost_words):
            artist.set_visible(shown)
        if span is None or not shown:
            return
        rows = len(relapses()) - 0.4
        low, mid, high = (min(max(day, _DAYS[0]), _DAYS[1]) for day in (span.low, span.mid, span.high))
        self._lost.set_xy([(low, -1.3), (high, -1.3), (high, rows), (low, rows)])
        self._mid.set_data([mid, mid], [-1.3, rows])
        self._lost_words.set(text=f"model: {told.days(span)}", x=mid)

    # -- in words ------------------------------------------------------------------------------

    def describe(self, result: Repeat) -> stage.Description:
        """Return the picture in words."""
        return told.describe(result)

    def table(self, result: Repeat) -> stage.Table:
        """Return curve, published numbers and the grid as numbers."""
        return told.table(result)

    def cards(self, result: Repeat) -> tuple[stage.Card, ...]:
        """Return one card for each relapse number and each course tested openly."""
        return told.cards(result)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002  (a line is as long as the axes)
        """Return the card of the line that was clicked."""
        lines = relapses()
        place = round(y)
        return lines[place].id if axes is self._strip and 0 <= place < len(lines) else None


def _why(result: Repeat) -> str:
    if result.tested == "open":
        return "tested openly against ECT only:\nno placebo group, no curve"
    return "not studied: no controlled trial\nof this many drips at this spacing in our tables"


def _mark(line: Relapse) -> dict[str, Any]:
    """Return how a relapse number is drawn: hollow triangle openly, hollow square without the drug, else pointers."""
    if line.kind == "by_then":
        half_before = (line.percent or 0.0) > 50
        return theme.style("control" if half_before else "drug").points(
            marker="<" if half_before else ">", markersize=9
        )
    if line.row["arm"] == "control":
        return theme.style("control").points(markersize=8)
    drug = theme.style("drug")
    return drug.points(
        marker="v", markersize=9, markerfacecolor="white", markeredgecolor=drug.colour, markeredgewidth=1.8
    )


def _ring(time: Any, band: Band) -> Any:
    """Return the outline of a band."""
    return np.concatenate([np.column_stack([time, band.low]), np.column_stack([time, band.high])[::-1]])
