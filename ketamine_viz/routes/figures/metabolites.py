"""Picture of what each way in brings: the way past the liver, the mix in the blood, measured ratios."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator, NullLocator

from ketamine_viz import stage
from ketamine_viz.routes import metabolites_words as words
from ketamine_viz.routes.course import SUBSTANCES
from ketamine_viz.routes.metabolites import METABOLITES, ORDER, Mix, Ratio, Row
from ketamine_viz.routes.words import percent
from ketamine_viz.stage import theme

_WIDTH, _HEIGHT = 900, 460
_TOP, _BOTTOM = 80, 78  # above and below the rows [pixels]
_PATHS, _BARS, _RATIOS = (160, 164), (342, 256), (636, 250)  # left, width [pixels]
_TALL = _HEIGHT - _TOP - _BOTTOM
_ROW = 62.0  # most pixels a row takes
_LANE = 8.0  # how far a row's two lanes lie above and below its middle [pixels]
_LIVER = (36, 80)  # where the liver stands on the path [pixels from its left]
_LOW, _HIGH = 0.02, 300.0  # ends of the axis of ratios
HATCH = {"norketamine": "///", "hydroxynorketamine": "---"}
_LABELS = 12
Corners = list[tuple[float, float]]


class Mixes(stage.Picture):
    """A row for each way in: past or through the liver, shares in the blood, ratios to ketamine."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make paths, bars and ratios once; what the hours move is redrawn alone."""
        self.small = mpl.rcParams["legend.fontsize"]
        self.ink, self.muted = theme.style("ink").colour, theme.style("muted").colour
        self.title = fig.text(12 / _WIDTH, 1 - 8 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        self.still: object = None
        self.paths, self.bars, self.ratios = (_frame(fig, *place) for place in (_PATHS, _BARS, _RATIOS))
        self._heads(fig)
        self._make_paths(fig)
        self._make_bars()
        self._make_ratios()
        self._legend(fig)
        return [
            self.title, self.head, *self.segments.values(), self.spans, *self.parts.values(),
            *self.bands.values(), self.middles, self.spreads, *self.dots.values(), *self.notes,
        ]  # fmt: skip

    def update(self, result: Mix) -> bool:
        """Move bars and ratios; paths and names change only with what is given."""
        self.title.set_text(words.finding(result))
        self.head.set_text(words.counted(result))
        self.step = min(_ROW, _TALL / len(result.rows))
        self.shown = result.rows
        middles = [(k + 0.5) * self.step for k in range(len(result.rows))]
        self._draw_bars(result.rows, middles)
        self._draw_ratios(result.rows, middles)
        changed, self.still = result.form != self.still, result.form
        if changed:
            self._draw_paths(result.rows, middles)
        return changed

    def describe(self, result: Mix) -> stage.Description:
        """Return the picture in words."""
        return words.describe(result)

    def table(self, result: Mix) -> stage.Table:
        """Return shares, ratios and every measured ratio."""
        return words.table(result)

    def cards(self, result: Mix) -> tuple[stage.Card, ...]:
        """Return a card for each way in."""
        return words.cards(result)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - a whole row opens its card
        """Return the card of the row that was clicked."""
        place = int(y // self.step)
        return self.shown[place].way if 0 <= place < len(self.shown) else None

    # -- made once ---------------------------------------------------------------------

    def _heads(self, fig: Figure) -> None:
        def head(x: float, text: str, **more: Any) -> Text:
            up = (_TOP - 8) / _HEIGHT
            return fig.text(x / _WIDTH, 1 - up, text, va="bottom", linespacing=1.15, **more)

        head(_PATHS[0], "On the way in: as\nketamine, or turned first", fontsize=self.small)
        self.head = head(_BARS[0], "", fontsize=self.small)
        head(
            _RATIOS[0],
            "For each ng of ketamine, ng of its\nproducts (each step is ten times)",
            fontsize=self.small,
        )

    def _make_paths(self, fig: Figure) -> None:
        self.paths.set(xlim=(0, _PATHS[1]), xticks=[])
        self.paths.spines["bottom"].set_visible(False)
        self.names = [
            fig.text(12 / _WIDTH, 0, "", va="center_baseline", weight="bold", fontsize=self.small)
            for _ in ORDER
        ]
        self.streams = LineCollection([], capstyle="butt", zorder=2)
        self.swallowed = LineCollection(
            [], colors=self.muted, linestyles=(0, (2, 2)), linewidths=1.2, zorder=1
        )
        self.turned = PolyCollection([], facecolors="white", edgecolors=self.ink, linewidths=0.8, zorder=2)
        self.turned.set_hatch(HATCH["norketamine"])
        for lines in (self.streams, self.swallowed, self.turned):
            self.paths.add_collection(lines)
        self.livers = [
            self.paths.add_patch(Rectangle((_LIVER[0], 0), _LIVER[1] - _LIVER[0], 0, zorder=3)) for _ in ORDER
        ]
        self.liver_words = [
            self.paths.text(0, 0, "liver", va="center_baseline", ha="center", fontsize=self.small, zorder=4)
            for _ in ORDER
        ]
        self.ends = {
            part: [_text(self.paths, self.small, ha="right", zorder=4) for _ in ORDER]
            for part in ("as", "made")
        }

    def _make_bars(self) -> None:
        self.bars.set(xlim=(0, 1), xticks=(0, 0.25, 0.5, 0.75, 1))
        self.bars.xaxis.set_major_formatter(lambda share, _: percent(share))
        self.segments = {
            s: PolyCollection([], edgecolors=self.ink, linewidths=0.8, facecolors="white") for s in SUBSTANCES
        }
        for s, bars in self.segments.items():
            if s in HATCH:
                bars.set_hatch(HATCH[s])
            self.bars.add_collection(bars)
        self.spans = LineCollection([], colors=self.ink, linewidths=1.6, zorder=4)
        self.bars.add_collection(self.spans)
        self.parts = {
            (k, s): _text(self.bars, self.small, paper=True, ha="center", zorder=5)
            for k in range(len(ORDER))
            for s in SUBSTANCES
        }

    def _make_ratios(self) -> None:
        self.ratios.set(xscale="log", xlim=(_LOW, _HIGH))
        self.ratios.xaxis.set_major_locator(FixedLocator([0.1, 1, 10, 100]))
        self.ratios.xaxis.set_minor_locator(NullLocator())
        self.ratios.xaxis.set_major_formatter(lambda ratio, _: f"{ratio:g}")
        self.bands = {}
        for s in METABOLITES:
            self.bands[s] = PolyCollection(
                [], facecolors="#eceef2", edgecolors="#888888", linewidths=0.6, zorder=2
            )
            self.bands[s].set_hatch(HATCH[s])
            self.ratios.add_collection(self.bands[s])
        self.middles = LineCollection([], colors=self.ink, linewidths=1.8, zorder=3)
        self.spreads = LineCollection([], colors=self.ink, linewidths=1.4, zorder=4)
        for lines in (self.middles, self.spreads):
            self.ratios.add_collection(lines)
        self.dots = {
            mirror: self.ratios.plot(
                [],
                [],
                **theme.style("measured").points(
                    markersize=8, marker=_MARKERS[mirror], markeredgecolor="white", zorder=5
                ),
            )[0]
            for mirror in _MARKERS
        }
        self.notes = [_text(self.ratios, self.small, ha="left", zorder=6) for _ in range(_LABELS)]

    def _legend(self, fig: Figure) -> None:
        ink = self.ink
        fig.legend(
            handles=[
                Patch(facecolor=self.muted, label="ketamine", edgecolor=ink, linewidth=0.8),
                *(
                    Patch(facecolor="white", hatch=HATCH[s], label=s, edgecolor=ink, linewidth=0.8)
                    for s in METABOLITES
                ),
                Line2D([], [], color=self.ink, marker="|", markersize=11, markeredgewidth=2, linewidth=1.4,
                       label="model; 8 in 10 simulated"),
                Line2D([], [], **theme.style("measured").points(), label="measured (arrows: S, R)"),
            ],
            loc="lower center",
            bbox_to_anchor=(0.5, 0),
            ncols=5,
            handlelength=1.5,
            columnspacing=1.1,
            handletextpad=0.5,
            borderaxespad=0.3,
        )  # fmt: skip
        fig.text(12 / _WIDTH, 38 / _HEIGHT, words.LEFT_OUT, va="center", fontsize=self.small, color="#555555")

    # -- drawn anew --------------------------------------------------------------------

    def _draw_paths(self, rows: tuple[Row, ...], middles: list[float]) -> None:
        streams, colours, widths, turned, swallowed = [], [], [], [], []
        for k, name in enumerate(self.names):
            used = k < len(rows)
            parts = (name, self.livers[k], self.liver_words[k], self.ends["as"][k], self.ends["made"][k])
            for part in parts:
                part.set_visible(used)
            if not used:
                continue
            row, y = rows[k], middles[k]
            name.set_text(words.WAYS[row.way])
            name.set_y((_HEIGHT - _TOP - y) / _HEIGHT)
            through, met = row.path.through_liver, row.path.turned > 0
            upper, lower = y - _LANE, y + _LANE
            line = upper if met else y
            streams.append([(4.0, line), (_PATHS[1] - 46.0, line)])
            colours.append(theme.style(words.style_of(row.way)).colour)
            widths.append(1.5 + 5.5 * row.path.arrives)
            box = self.livers[k]
            box.set_visible(met)
            self.liver_words[k].set_visible(met)
            if met:
                tall = 2 * _LANE + 13 if through else 15.0
                box.set(y=(y if through else lower) - tall / 2, height=tall)
                box.set(facecolor="#f3e9dc", edgecolor="#8a6d4b", linewidth=1.0)
                self.liver_words[k].set_position((sum(_LIVER) / 2, y if through else lower))
                half = (1.5 + 5.5 * row.path.turned) / 2
                turned.append(_box(_LIVER[1], _PATHS[1] - 46.0, lower, half))
                swallowed.append([(4.0, lower), (float(_LIVER[0]), lower)])
            for end, at, share in (("as", line, row.path.arrives), ("made", lower, row.path.turned)):
                self.ends[end][k].set_position((_PATHS[1] - 3.0, at))
                self.ends[end][k].set_text(percent(share) if end == "as" or met else "")
        self.streams.set_segments(streams)
        self.streams.set_color(colours)
        self.streams.set_linewidth(widths)
        self.turned.set_verts(turned)
        self.swallowed.set_segments(swallowed)

    def _draw_bars(self, rows: tuple[Row, ...], middles: list[float]) -> None:
        half = min(0.32 * self.step, 13.0)
        boxes: dict[str, list[Corners]] = {s: [] for s in SUBSTANCES}
        spans: list[Corners] = []
        for (k, s), part in self.parts.items():
            part.set_visible(k < len(rows))
            if k >= len(rows):
                continue
            row, place = rows[k], SUBSTANCES.index(s)
            start, share = sum(row.shares[:place]), row.shares[place]
            boxes[s].append(_box(start, start + share, middles[k], half))
            part.set_text(percent(share))
            # A narrow piece keeps its number inside the frame; the next piece is pale and can bear it.
            part.set_position((max(start + share / 2, 0.05) if place == 0 else start + share / 2, middles[k]))
            part.set_visible(place == 0 or share >= 0.1)
        for row, y in zip(rows, middles, strict=True):
            low, high = row.ketamine.low, row.ketamine.high
            edge = y + half
            spans += [
                [(low, edge), (high, edge)],
                [(low, edge - 3), (low, edge + 3)],
                [(high, edge - 3), (high, edge + 3)],
            ]
        for s, bars in self.segments.items():
            bars.set_verts(boxes[s])
        self.segments["ketamine"].set_facecolor([theme.style(words.style_of(r.way)).colour for r in rows])
        self.spans.set_segments(spans)

    def _draw_ratios(self, rows: tuple[Row, ...], middles: list[float]) -> None:
        boxes: dict[str, list[Corners]] = {s: [] for s in METABOLITES}
        ticks: list[Corners] = []
        spreads: list[Corners] = []
        dots: dict[str, tuple[list[float], list[float]]] = {mirror: ([], []) for mirror in _MARKERS}
        labels: list[tuple[float, float, str]] = []
        for row, y in zip(rows, middles, strict=True):
            for lane, s in zip((y - _LANE, y + _LANE), METABOLITES, strict=True):
                band = row.ratios[s]
                boxes[s].append(_box(_seen(band.low), _seen(band.high), lane, 5.0))
                ticks.append([(_seen(band.middle), lane - 7), (_seen(band.middle), lane + 7)])
                mine = [m for m in row.measured if m.substance == s]
                for m in mine:
                    at = lane + _shift(m, mine)
                    dots[m.mirror][0].append(m.value)
                    dots[m.mirror][1].append(at)
                    if m.low is not None and m.high is not None:
                        spreads.append([(_seen(m.low), at), (_seen(m.high), at)])
                if mine:
                    right = max([band.high, *(m.high or m.value for m in mine)])
                    labels.append((_seen(right) * 1.2, lane, words.people(mine)))
        for s, found in boxes.items():
            self.bands[s].set_verts(found)
        self.middles.set_segments(ticks)
        self.spreads.set_segments(spreads)
        for mirror, line in self.dots.items():
            line.set_data(*dots[mirror])
        for k, note in enumerate(self.notes):
            note.set_visible(k < len(labels))
            if k < len(labels):
                note.set_position(labels[k][:2])
                note.set_text(labels[k][2])


#: Mirror forms keep the markers they have everywhere.
_MARKERS = {"both": "o", "S": theme.style("esketamine").marker, "R": theme.style("arketamine").marker}


def _frame(fig: Figure, left: float, width: float) -> Axes:
    axes = fig.add_axes((left / _WIDTH, _BOTTOM / _HEIGHT, width / _WIDTH, _TALL / _HEIGHT))
    axes.set(ylim=(_TALL, 0), yticks=[])
    axes.spines["left"].set_visible(False)
    return axes


def _text(axes: Axes, size: float, paper: bool = False, **more: Any) -> Text:
    text = axes.text(0, 0, "", va="center_baseline", fontsize=size, **more)
    if paper:
        text.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.9})
    return text


def _box(left: float, right: float, y: float, half: float) -> Corners:
    return [(left, y - half), (right, y - half), (right, y + half), (left, y + half)]


def _seen(ratio: float) -> float:
    """Keep a ratio within the axis."""
    return min(max(ratio, _LOW * 1.02), _HIGH / 1.02)


def _shift(m: Ratio, mine: list[Ratio]) -> float:
    """Lay the mirror forms of one lane a little apart."""
    if {other.mirror for other in mine} >= {"S", "R"}:
        return -2.5 if m.mirror == "S" else 2.5
    return 0.0
