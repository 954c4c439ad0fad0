"""Picture: a famous percentage, what stands behind it, and what later studies found, each beside its control."""

from __future__ import annotations

from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from ketamine_viz import stage
from ketamine_viz.psychological import famous_words as say
from ketamine_viz.psychological.famous import Reading, Story
from ketamine_viz.psychological.figures import plates
from ketamine_viz.stage import theme

SIZE = (900, 520)
_CHART = (322, 118, 310, 322)
_MOST = 10
#: A row is never taller than this, so that few rows stay together [pixels].
_TALL = 64.0


class FamousNumbers(stage.Picture):
    """One row a result: filled circle treated, hollow square control; diamonds were never counted."""

    size = SIZE

    def build(self, fig: Figure) -> list[Artist]:
        """Make every artist once."""
        self.title = plates.title(fig, SIZE)
        left, bottom, wide, high = _CHART
        self.axes = axes = plates.frame(
            fig,
            SIZE,
            _CHART,
            xlim=(-2, 102),
            ylim=(bottom, bottom + high),
            yticks=[],
            xticks=range(0, 101, 20),
        )
        axes.spines["left"].set_visible(False)
        self.band = axes.axhspan(0, 1, color="#eef1f6", zorder=0, linewidth=0)
        (self.told,) = axes.plot(
            [0, 0], [bottom, bottom + high], color="#222222", linewidth=1.6, linestyle=(0, (5, 3))
        )
        drug, control = theme.style("drug"), theme.style("control")
        self.joins = LineCollection([], colors="#8a8f98", linewidths=1.4, zorder=2)
        self.spans = LineCollection([], colors=drug.colour, linewidths=1.5, zorder=3)
        for lines in (self.joins, self.spans):
            axes.add_collection(lines, autolim=False)
        hollow = {"markerfacecolor": "white", "markeredgecolor": drug.colour, "markeredgewidth": 1.8}
        self.marks = {
            "drug": axes.plot([], [], **drug.points(markersize=9, zorder=5))[0],
            "control": axes.plot([], [], **control.points(markersize=9, zorder=4))[0],
            "open": axes.plot([], [], **drug.points(marker="v", markersize=10, zorder=5, **hollow))[0],
            "theory": axes.plot(
                [], [], linestyle="none", marker="D", markersize=11, markerfacecolor="white", zorder=5,
                markeredgecolor="#7a4a00", markeredgewidth=1.6,
            )[0],
        }  # fmt: skip
        for mark in self.marks.values():
            mark.set_clip_on(False)
        self.flag = plates.say(fig, SIZE, left, bottom + high + 13, weight="bold", ha="center")
        self.names = [plates.say(fig, SIZE, 12, 0, weight="bold") for _ in range(_MOST)]
        self.whens = [plates.say(fig, SIZE, 12, 0) for _ in range(_MOST)]
        self.numbers = [plates.say(fig, SIZE, left + wide + 10, 0, weight="bold") for _ in range(_MOST)]
        self.people = [plates.say(fig, SIZE, left + wide + 10, 0) for _ in range(_MOST)]
        self.scale = plates.say(fig, SIZE, left + wide / 2, 88, ha="center")
        self.key = plates.say(fig, SIZE, 12, bottom + high + 13, color=theme.style("muted").colour)
        self.foot = plates.say(fig, SIZE, 12, 36, linespacing=1.35)
        self.closed = plates.say(
            fig, SIZE, left + wide / 2, bottom + high / 2 - 40, ha="center", style="italic", zorder=6,
            bbox={"facecolor": "white", "edgecolor": "#767676", "boxstyle": "round,pad=0.6"},
        )  # fmt: skip
        return [
            self.title, self.band, self.told, self.joins, self.spans, *self.marks.values(), self.flag, *self.names,
            *self.whens, *self.numbers, *self.people, self.scale, self.key, self.foot, self.closed,
        ]  # fmt: skip

    def update(self, result: Story) -> bool:
        """Lay out what is open."""
        self.title.set_text(say.finding(result))
        self.shown = result.readings
        for text in (*self.names, *self.whens, *self.numbers, *self.people):
            text.set_text("")
        self.told.set_xdata([result.told] * 2)
        self.flag.set(text=f"as told: {say.figure(result.told)}%", x=self._x(result.told) / SIZE[0])
        self.scale.set_text(result.scale)
        self.key.set_text(say.key(result))
        self.foot.set_text(say.foot(result))
        self.closed.set(text=say.closed(result), visible=bool(result.closed))
        self.step = min(_CHART[3] / max(len(result.readings), 1), _TALL)
        heights = [self._y(k) for k in range(len(result.readings))]
        for k, (one, y) in enumerate(zip(result.readings, heights, strict=True)):
            self._row(result, one, y, k)
        self._draw(result.readings, heights)
        return False

    @staticmethod
    def _x(value: float) -> float:
        return _CHART[0] + _CHART[2] * (value + 2) / 104

    def _y(self, k: int) -> float:
        return _CHART[1] + _CHART[3] - (k + 0.5) * self.step

    def _row(self, result: Story, one: Reading, y: float, k: int) -> None:
        for texts, words, shift in (
            (self.names, say.name(one), 7.5),
            (self.whens, say.timing(one), -7.5),
            (self.numbers, say.numbers(one), 7.5),
            (self.people, say.beside(result, one), -7.5),
        ):
            texts[k].set(text=words, y=(y + shift) / SIZE[1])
        if one.role == "origin":
            self.band.set_bounds(0, y - self.step / 2, 1, self.step)

    def _draw(self, shown: tuple[Reading, ...], heights: list[float]) -> None:
        points: dict[str, list[tuple[float, float]]] = {name: [] for name in self.marks}
        joins: list[Any] = []
        spans: list[Any] = []
        for one, y in zip(shown, heights, strict=True):
            points[say.kind(one)].append((one.value, y))
            if one.control:
                points["control"].append((one.control.value, y))
                joins.append([(one.value, y), (one.control.value, y)])
            if ends := one.span():
                spans.append([(ends[0], y), (ends[1], y)])
        for name, mark in self.marks.items():
            mark.set_data(*(zip(*points[name], strict=True) if points[name] else ([], [])))
        self.joins.set_segments(joins)
        self.spans.set_segments(spans)

    def describe(self, result: Story) -> stage.Description:
        """Return the picture in words."""
        return say.describe(result)

    def table(self, result: Story) -> stage.Table:
        """Return every result that is open."""
        return say.table(result)

    def cards(self, result: Story) -> tuple[stage.Card, ...]:
        """Return a card for each result that is open."""
        return tuple(say.card(result, one) for one in result.readings)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - a row is as wide as the axes
        """Return the row that was clicked."""
        if axes is not self.axes:
            return None
        k = int((_CHART[1] + _CHART[3] - y) / self.step)
        return self.shown[k].id if 0 <= k < len(self.shown) else None
