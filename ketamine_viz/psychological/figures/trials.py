"""The picture of trials: every drug group beside its own control group, over time."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from ketamine_viz import stage
from ketamine_viz.psychological import telling, words
from ketamine_viz.psychological.intervals import interval
from ketamine_viz.psychological.outcomes import Outcome
from ketamine_viz.psychological.pairing import Pair
from ketamine_viz.psychological.view import MOST, STEPS, View, step, step_words
from ketamine_viz.stage import theme

#: Drug left and control right of the middle of a column [columns], so that their intervals never meet.
_ASIDE = 0.15
#: Fewest columns the axis is made for: with few comparisons they do not drift apart.
_FEWEST = 5
#: The smallest text of the theme [points].
_SMALL = 10.0
#: Where the lines of a label stand, below the axes [shares of their height].
_LINES = (-0.155, -0.222, -0.289, -0.356)
_KEYS = {
    "drug": "drug group",
    "control": "its control group",
    "difference": "drug minus control",
    "open": "open label",
}


def _round(outcome: Outcome | None, places: str) -> str:
    if outcome is None or outcome.value is None:
        return ""
    rounded = Decimal(str(outcome.value)).quantize(Decimal(places), ROUND_HALF_UP)
    return f"{rounded if rounded else abs(rounded)}".replace("-", "−")


def numbers(pair: Pair) -> str:
    """Return the numbers written under a column: drug v control, or the difference."""
    if pair.drug and pair.control:
        return f"{_round(pair.drug, '1')} v {_round(pair.control, '1')}"
    return _round(pair.drug, "1") if pair.drug else _round(pair.difference, "0.1")


def spots(pair: Pair) -> list[tuple[str, Outcome, float]]:
    """Return what is drawn for a pair: kind of mark, result, and place beside the middle of the column."""
    if pair.drug and pair.control:
        return [("drug", pair.drug, -_ASIDE), ("control", pair.control, _ASIDE)]
    if pair.drug:
        return [("open", pair.drug, 0.0)]
    assert pair.difference is not None
    return [("difference", pair.difference, 0.0)]


def _marks() -> dict[str, dict[str, Any]]:
    drug, control = theme.style("drug"), theme.style("control")
    hollow = {"markerfacecolor": "white", "markeredgecolor": drug.colour, "markeredgewidth": 1.8}
    return {
        "drug": drug.points(markersize=8.5, zorder=5),
        "control": control.points(markersize=8, zorder=4),
        "difference": theme.style("difference").points(markersize=8, zorder=4),
        "open": drug.points(marker="v", markersize=9, zorder=4, **hollow),
    }


class TrialsPicture(stage.Picture):
    """Pairs of markers joined by a line: drug filled, control hollow; time runs in steps."""

    size = (900, 460)

    def build(self, fig: Figure) -> list[Artist]:
        """Make every artist once; `update` moves them. Only axis and frame stand still, while the limits do."""
        self._axes = axes = fig.add_axes((0.0443, 0.315, 0.9542, 0.56))
        self._still: tuple[object, ...] = ()
        axes.set_xticks([])
        # The grid lies over the shades of the time steps, which move: it is drawn with them.
        axes.grid(visible=False)
        self._grid = LineCollection(
            [], colors=mpl.rcParams["grid.color"], linewidths=mpl.rcParams["grid.linewidth"],
            transform=axes.get_yaxis_transform(), zorder=0.5,
        )  # fmt: skip
        axes.add_collection(self._grid, autolim=False)
        axes.spines["left"].set_visible(False)
        column = axes.get_xaxis_transform()  # x in columns, y in shares of the axes
        look: dict[str, Any] = {"transform": column, "ha": "center"}
        most = range(len(STEPS) + 1)
        self._shades: list[Rectangle] = [
            Rectangle((0, 0), 1, 1, transform=column, color="#f3f4f7", zorder=0, lw=0) for _ in most
        ]
        for shade in self._shades:
            axes.add_patch(shade)
        self._heads = [axes.text(0, 1.015, "", va="bottom", weight="bold", size=_SMALL, **look) for _ in most]
        self._figures = [axes.text(0, -0.025, "", va="top", weight="bold", **look) for _ in range(MOST)]
        self._labels = [
            [axes.text(0, y, "", va="baseline", size=_SMALL, **look) for y in _LINES] for _ in range(MOST)
        ]
        self._people = axes.text(
            -0.016, _LINES[-1], "n", transform=axes.transAxes, ha="center", va="baseline", size=_SMALL
        )
        self._joins = LineCollection([], colors="#8a8f98", linewidths=1.4, zorder=2)
        self._spans = {
            name: LineCollection(
                [], colors=style["markeredgecolor" if name == "open" else "color"], linewidths=1.5, zorder=3
            )
            for name, style in _marks().items()
        }
        self._spans["open"].set_linestyle([(0, (1, 1.5))])
        for collection in (self._joins, *self._spans.values()):
            axes.add_collection(collection, autolim=False)
        self._marks: dict[str, Line2D] = {
            name: axes.plot([], [], **style)[0] for name, style in _marks().items()
        }
        self._zero = axes.axhline(0, color="#444444", linewidth=1.2, zorder=1)
        self._zero_words = axes.text(
            0.003,
            0,
            "no difference",
            transform=axes.get_yaxis_transform(),
            va="bottom",
            size=_SMALL,
            style="italic",
        )
        frame = {"facecolor": "white", "edgecolor": "#767676", "boxstyle": "round,pad=0.6"}
        self._empty = axes.text(
            0.5, 0.5, "", transform=axes.transAxes, ha="center", va="center", bbox=frame, zorder=8
        )
        plain = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
        look = {"transform": axes.transAxes, "ha": "right", "va": "top", "size": _SMALL, "style": "italic"}
        self._corner = axes.text(0.996, 0.98, "", bbox=plain, zorder=7, **look)
        self._axis_words = fig.text(0.008, 0.955, "", va="center", weight="bold")
        self._foot = fig.text(0.008, 0.01, "", va="bottom", size=_SMALL, linespacing=1.25)
        keys = self._build_keys(fig)
        lines = (self._joins, *self._spans.values(), *self._marks.values(), self._zero)
        labels = (
            *self._heads,
            *self._figures,
            *(line for label in self._labels for line in label),
            self._people,
        )
        words = (self._zero_words, self._empty, self._corner, self._axis_words, self._foot)
        # The line under the axes lies over the shades.
        return [*self._shades, self._grid, axes.spines["bottom"], *lines, *labels, *words, *keys]

    def _build_keys(self, fig: Figure) -> list[Artist]:
        """Say once what the marks are, right of the axis words."""
        keys = fig.add_axes((0.45, 0.93, 0.548, 0.05))
        keys.set_axis_off()
        keys.set(xlim=(0, 100), ylim=(0, 1))
        self._key_marks = {name: keys.plot([0], [0.5], **style)[0] for name, style in _marks().items()}
        self._key_words: dict[str, Text] = {
            name: keys.text(0, 0.5, text, va="center") for name, text in _KEYS.items()
        }
        return [*self._key_marks.values(), *self._key_words.values()]

    # -- a new result -----------------------------------------------------------------

    def update(self, result: View) -> bool:
        """Move every artist to the comparisons of the view."""
        count = max(len(result.drawn), _FEWEST)
        start = (count - len(result.drawn)) / 2
        self._places = {pair.main.id: start + index for index, pair in enumerate(result.drawn)}
        self._axes.set(xlim=(-0.5, count - 0.5), ylim=self._limits(result))
        self._axis_words.set_text(f"{result.spec.axis}, {result.spec.better} is better")
        self._draw_groups(result)
        self._draw_frame(result)
        self._draw_words(result)
        before, self._still = self._still, (self._axes.get_ylim(), bool(result.drawn))
        if changed := self._still != before:
            low, high = self._axes.get_ylim()
            places = [place for place in self._axes.yaxis.get_majorticklocs() if low <= place <= high]
            self._grid.set_segments([[(0, place), (1, place)] for place in places])
        return changed

    @staticmethod
    def _limits(result: View) -> tuple[float, float]:
        low, high = result.spec.limits
        if result.spec.unit == "%":
            return low - 4, high + 12
        for pair in result.drawn:
            for _, outcome, _ in spots(pair):
                if ends := interval(outcome):
                    low, high = min(low, ends.low - 0.5), max(high, ends.high + 0.5)
        return low, high + 0.08 * (high - low)  # room for the filters

    def _draw_groups(self, result: View) -> None:
        points: dict[str, list[tuple[float, float]]] = {name: [] for name in self._marks}
        spans: dict[str, list[Any]] = {name: [] for name in self._spans}
        joins: list[Any] = []
        dashes: list[Any] = []
        for pair in result.drawn:
            places = []
            for kind, outcome, aside in spots(pair):
                assert outcome.value is not None
                x = self._places[pair.main.id] + aside
                places.append((x, outcome.value))
                points[kind].append((x, outcome.value))
                if ends := interval(outcome):
                    spans[kind].append([(x, ends.low), (x, ends.high)])
            if len(places) == 2:
                joins.append(places)
                dashes.append((0, (2, 1.5)) if pair.main.masking == "open_label" else "solid")
        for kind, line in self._marks.items():
            line.set_data(*(zip(*points[kind], strict=True) if points[kind] else ([], [])))
        for kind, collection in self._spans.items():
            collection.set_segments(spans[kind])
        self._joins.set_segments(joins)
        self._joins.set_linestyle(dashes or ["solid"])
        self._show_keys({kind for kind, found in points.items() if found})

    def _show_keys(self, shown: set[str]) -> None:
        widths = {name: 6 + 1.85 * len(_KEYS[name]) for name in _KEYS if name in shown}
        x = 100 - sum(widths.values())
        for name, mark in self._key_marks.items():
            mark.set_visible(name in shown)
            self._key_words[name].set_visible(name in shown)
            if name in shown:
                mark.set_xdata([x])
                self._key_words[name].set_x(x + 2.5)
                x += widths[name]

    def _draw_frame(self, result: View) -> None:
        for patch, head in zip(self._shades, self._heads, strict=True):
            patch.set_visible(False)
            head.set_text("")
        bands = [(key, list(group)) for key, group in groupby(result.drawn, key=lambda pair: step(pair.main))]
        for index, (when, members) in enumerate(bands):
            left = self._places[members[0].main.id] - 0.5
            self._shades[index].set_bounds(left, 0, len(members), 1)
            self._shades[index].set_visible(index % 2 == 0)
            # Over a single column there is no room for the long word.
            said = step_words(when) if len(members) > 1 else step_words(when).replace("weeks", "wk")
            self._heads[index].set(text=said, x=left + len(members) / 2)
        differences = result.spec.kind == "difference" and bool(result.drawn)
        self._zero.set_visible(differences)
        self._zero_words.set_visible(differences)
        self._axes.patch.set_hatch("" if result.drawn else "//")
        self._axes.patch.set_edgecolor("#c4c8d0")

    def _draw_words(self, result: View) -> None:
        for text in (*self._figures, *(line for lines in self._labels for line in lines)):
            text.set_text("")
        wide = any(len(numbers(pair)) > 8 for pair in result.drawn)
        look: dict[str, Any] = {"size": _SMALL if wide else "medium", "weight": "normal" if wide else "bold"}
        for label, figures, pair in zip(self._labels, self._figures, result.drawn, strict=False):
            x = self._places[pair.main.id]
            figures.set(text=numbers(pair), x=x, **look)
            said = (
                *telling.short_trial(pair.main),
                words.short_comparison(pair.main),
                words.short_people(pair).removeprefix("n "),
            )
            for line, part in zip(label, said, strict=True):
                line.set(text=part, x=x)
        self._people.set_visible(bool(result.drawn))
        self._empty.set(text=telling.wrapped(result.widen, 58), visible=not result.drawn)
        self._corner.set_text(telling.corner(result))
        self._foot.set_text(telling.foot(result))

    # -- in words ------------------------------------------------------------------------

    def describe(self, result: View) -> stage.Description:
        """Return the picture in words."""
        return telling.describe(result)

    def table(self, result: View) -> stage.Table:
        """Return all comparisons that fit the filters, and which of them are drawn."""
        return telling.table(result)

    def cards(self, result: View) -> tuple[stage.Card, ...]:
        """Return one card for each comparison drawn."""
        return tuple(telling.card(pair) for pair in result.drawn)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002  (a column is as tall as the axes)
        """Return the card of the column that was clicked."""
        if axes is not self._axes or not self._places:
            return None
        name, place = min(self._places.items(), key=lambda item: abs(item[1] - x))
        return name if abs(place - x) <= 0.5 else None
