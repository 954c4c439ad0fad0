"""Picture: of 100 people, who is called resistant; and what studies in such people found, beside their controls."""

from __future__ import annotations

from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from ketamine_viz import stage
from ketamine_viz.psychological import resistance_words as say
from ketamine_viz.psychological.figures import plates
from ketamine_viz.psychological.resistance import DEFINITIONS, Group, definitions
from ketamine_viz.stage import theme

SIZE = (900, 510)
_PEOPLE = (24, 428, 22.0)  # left, top, pitch of the dots
_CHART = (490, 122, 210, 310)
_MOST = 4
_TALL = 74.0
#: Short names in the row of all definitions.
_SHORT = {"one": "1", "two": "2", "two_watched": "2, seen", "three": "3", "four": "4", "points": "points"}


class ResistancePicture(stage.Picture):
    """A square of 100 people, the row of all rules under it, and one row a result at the right."""

    size = SIZE

    def build(self, fig: Figure) -> list[Artist]:
        """Make every artist once."""
        self.title = plates.title(fig, SIZE)
        board = plates.board(fig, SIZE)
        drug, control = theme.style("drug"), theme.style("control")
        look: dict[str, Any] = {"linestyle": "none", "marker": "o", "markersize": 11.5}
        (self.others,) = board.plot(
            [], [], **look, markerfacecolor="white", markeredgecolor="#9aa0a8", zorder=2
        )
        (self.disputed,) = board.plot([], [], **look, markerfacecolor="white", markeredgecolor="#7a4a00",
                                      markeredgewidth=2.0, zorder=3)  # fmt: skip
        (self.label,) = board.plot(
            [], [], **look, markerfacecolor="#7a4a00", markeredgecolor="#222222", zorder=3
        )
        self.score = plates.say(fig, SIZE, 126, 328, ha="center", linespacing=1.4, zorder=4)
        plates.say(fig, SIZE, 14, 456, "100 people who start the steps of STAR*D", weight="bold")
        self.size_words = plates.say(fig, SIZE, 258, 410, weight="bold", va="top", linespacing=1.35)
        self.asks = plates.say(fig, SIZE, 258, 340, va="top", linespacing=1.35)
        plates.say(fig, SIZE, 14, 172, "Every rule, number in 100:", weight="bold")
        self.boxes, self.box_words = self._row_of_rules(fig, board)
        self._chart(fig, drug, control)
        self.says = plates.say(fig, SIZE, 14, 44, linespacing=1.35)
        self.rows: tuple[Any, ...] = ()
        self.step = _TALL
        return [
            self.title, self.others, self.disputed, self.label, self.score, self.size_words, self.asks, *self.boxes,
            *self.box_words, *self.short, self.joins, *self.marks.values(), *self.names, *self.whens, *self.numbers,
            *self.people, self.scale, self.empty, self.says,
        ]  # fmt: skip

    def _row_of_rules(self, fig: Figure, board: Axes) -> tuple[list[Any], list[Any]]:
        boxes, words = [], []
        self.short: list[Any] = []
        wide = 74
        for k, name in enumerate(DEFINITIONS):
            x = 14 + k * (wide + 3)
            (box,) = board.fill([x, x + wide, x + wide, x], [104, 104, 156, 156], facecolor="#f3f4f7",
                                edgecolor="#c4c8d0", linewidth=1, zorder=1)  # fmt: skip
            boxes.append(box)
            # Over the boxes, which move: these words are drawn with them.
            words.append(plates.say(fig, SIZE, x + wide / 2, 140, ha="center", weight="bold"))
            self.short.append(plates.say(fig, SIZE, x + wide / 2, 117, _SHORT[name], ha="center"))
        return boxes, words

    def _chart(self, fig: Figure, drug: theme.Style, control: theme.Style) -> None:
        left, bottom, wide, high = _CHART
        self.axes = axes = plates.frame(
            fig,
            SIZE,
            _CHART,
            xlim=(-2, 102),
            ylim=(bottom, bottom + high),
            yticks=[],
            xticks=range(0, 101, 50),
        )
        axes.spines["left"].set_visible(False)
        self.joins = LineCollection([], colors="#8a8f98", linewidths=1.4, zorder=2)
        axes.add_collection(self.joins, autolim=False)
        hollow = {"markerfacecolor": "white", "markeredgecolor": drug.colour, "markeredgewidth": 1.8}
        self.marks = {
            "drug": axes.plot([], [], **drug.points(markersize=9, zorder=5))[0],
            "control": axes.plot([], [], **control.points(markersize=9, zorder=4))[0],
            "open": axes.plot([], [], **drug.points(marker="v", markersize=10, zorder=5, **hollow))[0],
        }
        for mark in self.marks.values():
            mark.set_clip_on(False)
        self.names = [plates.say(fig, SIZE, left, 0, weight="bold") for _ in range(_MOST)]
        self.whens = [plates.say(fig, SIZE, left, 0) for _ in range(_MOST)]
        self.numbers = [plates.say(fig, SIZE, left + wide + 12, 0, weight="bold") for _ in range(_MOST)]
        self.people = [plates.say(fig, SIZE, left + wide + 12, 0) for _ in range(_MOST)]
        self.scale = plates.say(fig, SIZE, left + wide / 2, 90, ha="center")
        self.empty = plates.say(
            fig, SIZE, left + wide / 2, bottom + high / 2, ha="center", linespacing=1.35, zorder=6
        )
        plates.say(fig, SIZE, left, 456, "● treated  □ its control  ▽ no control group",
                   color=theme.style("muted").colour)  # fmt: skip

    def update(self, result: Group) -> bool:
        """Fill the people, mark the rule, and lay out the results."""
        self.title.set_text(say.finding(result))
        self._fill(result)
        self.size_words.set_text(plates.fold(f"{result.definition.label}: {say.size(result)}", 26))
        self.asks.set_text(
            plates.fold(f"Asks for {result.definition.asks}. Counted: {say.COUNT[result.count]}.", 28)
        )
        for name, box, words in zip(DEFINITIONS, self.boxes, self.box_words, strict=True):
            mine = name == result.definition.id
            box.set(facecolor="#ffffff" if mine else "#f3f4f7", edgecolor="#222222" if mine else "#c4c8d0",
                    linewidth=2.2 if mine else 1, zorder=2 if mine else 1)  # fmt: skip
            words.set_text(say.strip(definitions()[name], result.count))
        self._results(result)
        self.scale.set_text(say.scale(result))
        self.empty.set_text(say.empty(result))
        self.says.set_text(plates.fold(result.definition.says, 118, 2))
        return False

    def _fill(self, result: Group) -> None:
        left, top, pitch = _PEOPLE
        xs, ys = plates.rows_of_dots(100, 10, left, top, pitch)
        size = result.size
        whole = 0 if size is None else round(size)
        more = whole if result.disputed is None else round(result.disputed)
        unknown = size is None
        self.label.set_data(xs[:whole], ys[:whole])
        self.disputed.set_data(xs[whole:more], ys[whole:more])
        self.others.set_data([] if unknown else xs[more:], [] if unknown else ys[more:])
        self.score.set_text("" if not unknown else "No line between\nyes and no:\nnothing to fill."
                            if result.definition.id == "points" else "Nobody counted\nwho came next.")  # fmt: skip

    def _results(self, result: Group) -> None:
        self.rows = result.results
        for text in (*self.names, *self.whens, *self.numbers, *self.people):
            text.set_text("")
        points: dict[str, list[tuple[float, float]]] = {name: [] for name in self.marks}
        joins = []
        self.step = min(_CHART[3] / max(len(self.rows), 1), _TALL)
        for k, one in enumerate(self.rows):
            top = _CHART[1] + _CHART[3] - k * self.step
            for texts, words, shift in (
                (self.names, say.name(one), 12), (self.whens, say.under(one), 27),
                (self.numbers, say.numbers(one), 44), (self.people, say.people(one), 60),
            ):  # fmt: skip
                texts[k].set(text=words, y=(top - shift) / SIZE[1])
            y = top - 48
            if not one.shares:
                continue
            points["drug" if one.control else "open"].append((one.drug.value, y))
            if one.control:
                points["control"].append((one.control.value, y))
                joins.append([(one.drug.value, y), (one.control.value, y)])
        for name, mark in self.marks.items():
            mark.set_data(*(zip(*points[name], strict=True) if points[name] else ([], [])))
        self.joins.set_segments(joins)

    def describe(self, result: Group) -> stage.Description:
        """Return the picture in words."""
        return say.describe(result)

    def table(self, result: Group) -> stage.Table:
        """Return every result in view, or the sizes of all groups where there is none."""
        return say.table(result)

    def cards(self, result: Group) -> tuple[stage.Card, ...]:
        """Return a card for each result."""
        return tuple(say.card(one) for one in result.results)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - a row is as wide as the axes
        """Return the row that was clicked."""
        if axes is not self.axes:
            return None
        k = int((_CHART[1] + _CHART[3] - y) / self.step)
        return self.rows[k].id if 0 <= k < len(self.rows) else None
