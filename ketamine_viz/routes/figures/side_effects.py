"""Picture of side effects by way in: a funnel, the numbers themselves, and who compared what."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator

from ketamine_viz import stage
from ketamine_viz.routes import side_effects_words as words
from ketamine_viz.routes.figures.side_effects_triangle import Triangle
from ketamine_viz.routes.side_effects import KEEP, WAYS, Compared, Harms, Rate, reported
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import number

_WIDTH, _HEIGHT = 900, 460
_TOP, _BOTTOM = 106, 66  # above and below the numbers [pixels]
_TALL = _HEIGHT - _TOP - _BOTTOM
_NAMES, _AXIS, _SIZES = (12, 102), (350, 170), 530  # names of ways and studies, the axis, the sizes [pixels]
_BOX = (12, 30, 148, 44, 10)  # left, top, width, height of the first box of the funnel, gap [pixels]
_LINE = 26.0  # most pixels a line takes
_MOST = max(sum(r.effect == e for r in reported()) for e in {r.effect for r in reported()})


class Funnel(stage.Picture):
    """How much is left of the evidence when one asks for comparisons of two ways in."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> None:
        """Make boxes, lines, lanes, studies and triangle; what is not needed is hidden."""
        self.small, self.normal = mpl.rcParams["legend.fontsize"], mpl.rcParams["font.size"]
        self.ink, self.muted = theme.style("ink").colour, "#555555"
        self.page = fig.add_axes((0, 0, 1, 1), frameon=False)
        self.page.set(xlim=(0, _WIDTH), ylim=(_HEIGHT, 0), xticks=[], yticks=[])
        self.page.grid(False)
        self.title = self.page.text(
            12, 8, "", va="top", weight="bold", fontsize=mpl.rcParams["axes.titlesize"]
        )
        self._make_boxes()
        self.axes = fig.add_axes((_AXIS[0] / _WIDTH, _BOTTOM / _HEIGHT, _AXIS[1] / _WIDTH, _TALL / _HEIGHT))
        self.axes.set(ylim=(_TALL, 0), yticks=[])
        self.axes.spines["left"].set_visible(False)
        self.axes.patch.set_visible(False)
        self.axes.set_zorder(1)
        self.axes.xaxis.set_major_locator(MaxNLocator(4))
        drug, control = theme.style("drug"), theme.style("control")
        self.reach = {
            "drug": LineCollection([], colors=drug.colour, linewidths=2.0, zorder=3),
            "control": LineCollection([], colors=control.colour, linewidths=1.2, zorder=2),
        }
        for lines in self.reach.values():
            self.axes.add_collection(lines)
        self.dots = {
            arm: self.axes.plot([], [], clip_on=False, **theme.style(arm).points(markersize=size, zorder=z))[
                0
            ]
            for arm, size, z in (("drug", 7, 5), ("control", 6, 4))
        }
        self.ways = [self._text(_NAMES[0], weight="bold") for _ in range(_MOST)]
        self.studies = [self._text(_NAMES[1]) for _ in range(_MOST)]
        self.sizes = [self._text(_SIZES) for _ in range(_MOST)]
        self.told = [
            self._text(_AXIS[0] + 4, color=self.muted, style="italic", zorder=4) for _ in range(_MOST)
        ]
        self.empty = [
            self.page.add_patch(
                Rectangle((_AXIS[0], 0), _AXIS[1], 0, facecolor="white", hatch="//", linewidth=0)
            )
            for _ in WAYS
        ]
        self.blocks = [self.page.text(12, 0, "", va="top", linespacing=1.3) for _ in range(4)]
        self.none = self.page.add_patch(
            Rectangle((12, _TOP), 610, 64, facecolor="white", edgecolor="#aaaaaa", hatch="//", linewidth=1)
        )
        self.none_words = self._text(317, ha="center", weight="bold")
        self.foot = self._text(12, color=self.muted)
        self.heads = [self._text(x, color=self.muted) for x in (*_NAMES, _AXIS[0], _SIZES)]
        self.triangle = Triangle(self.page)
        self._legend(fig)

    def update(self, result: Harms) -> bool:
        """Show the numbers, the lanes or the studies, as asked for."""
        self.title.set_text(words.finding(result))
        self._draw_boxes(result)
        for part in (
            *self.ways,
            *self.studies,
            *self.sizes,
            *self.told,
            *self.empty,
            *self.blocks,
            *self.heads,
        ):
            part.set_visible(False)
        numbers = result.keep in ("all", "control")
        self.axes.set_visible(numbers)
        self.none.set_visible(False)
        self.none_words.set_visible(False)
        self.lines: list[tuple[float, float, str]] = []
        if not numbers:
            self._draw_studies(result)
        elif result.effect == "all":
            self._draw_lanes(result)
        else:
            self._draw_lines(result)
        for part in (self.legend, *self.legend.get_texts()):
            part.set_visible(numbers)
        self.triangle.draw(result)
        return True

    def describe(self, result: Harms) -> stage.Description:
        """Return the picture in words."""
        return words.describe(result)

    def table(self, result: Harms) -> stage.Table:
        """Return every number that is kept, and every comparison."""
        return words.table(result)

    def cards(self, result: Harms) -> tuple[stage.Card, ...]:
        """Return a card for each line, lane or study, and for each pair compared."""
        return words.cards(result)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:
        """Return the card of the line, study or cell that was clicked."""
        if axes is self.axes:
            x, y = float(_AXIS[0]), y + _TOP
        pair = self.triangle.pair_at(x, y)
        if pair is not None:
            return words.pair_id(pair)
        return next((card for top, end, card in self.lines if top <= y < end and x < _SIZES + 90), None)

    # -- made once ---------------------------------------------------------------------

    def _text(self, x: float, **more: Any) -> Text:
        return self.page.text(x, 0, "", va="center_baseline", fontsize=self.small, **more)

    def _make_boxes(self) -> None:
        left, top, width, tall, gap = _BOX
        self.boxes, self.counts = [], []
        for k, keep in enumerate(KEEP):
            x = left + k * (width + gap)
            self.boxes.append(self.page.add_patch(Rectangle((x, top), width, tall, edgecolor=self.ink)))
            self.counts.append(
                self.page.text(
                    x + 30,
                    top + tall / 2,
                    "",
                    ha="center",
                    va="center_baseline",
                    weight="bold",
                    fontsize=1.55 * self.normal,
                )
            )
            self.page.text(
                x + 58, top + tall / 2, words.BOXES[keep], va="center", fontsize=self.small, linespacing=1.1
            )
            if k:
                self.page.text(
                    x - gap / 2, top + tall / 2, "›", ha="center", va="center", fontsize=1.3 * self.normal
                )

    def _legend(self, fig: Figure) -> None:
        self.legend = fig.legend(
            handles=[
                Line2D([], [], **theme.style("drug").points(), label="drug"),
                Line2D([], [], **theme.style("control").points(), label="control arm"),
                Line2D([], [], color=theme.style("drug").colour, linewidth=2, label="95% interval, where n is known"),
            ],
            loc="lower left",
            bbox_to_anchor=(4 / _WIDTH, 0),
            ncols=3,
            handlelength=1.4,
            columnspacing=1.4,
            borderaxespad=0.2,
        )  # fmt: skip

    # -- drawn anew --------------------------------------------------------------------

    def _draw_boxes(self, result: Harms) -> None:
        for keep, box, count, text in zip(KEEP, self.boxes, self.counts, words.counted(result), strict=True):
            here = keep == result.keep
            box.set(linewidth=2.6 if here else 1.0, facecolor="#dce6f5" if here else "white")
            count.set_text(text)

    def _draw_lines(self, result: Harms) -> None:
        """One line a report."""
        step = min(_LINE, (_TALL - 4) / max(len(result.rates), 1))
        unit = next((r.unit for r in result.rates if r.unit), "%")
        last, place = "", {"drug": ([], []), "control": ([], [])}  # type: ignore[var-annotated]
        reach: dict[str, list[Any]] = {"drug": [], "control": []}
        highest = [5.0]
        for k, r in enumerate(result.rates):
            y = (k + 0.5) * step
            self.lines.append((_TOP + k * step, _TOP + (k + 1) * step, r.id))
            self._say(self.ways[k], _TOP + y, words.SHORT[r.way] if r.way != last else "")
            self._say(self.studies[k], _TOP + y, words.study(r))
            self._say(self.sizes[k], _TOP + y, words.sizes(r))
            last = r.way
            if r.value is None:
                self._say(self.told[k], _TOP + y, f"says: {r.in_words}")
                continue
            if r.high is not None:
                reach["drug"].append([(r.value, y), (r.high, y)])
                highest.append(r.high)
            else:
                _put(place["drug"], r.value, y)
            highest.append(max(r.value, *(r.ends or (0.0,))))
            if r.ends is not None:
                reach["drug"].append([(max(r.ends[0], 0.0), y), (r.ends[1], y)])
            if r.control is not None:
                _put(place["control"], r.control, y)
                if r.control_ends is not None:
                    reach["control"].append([(r.control_ends[0], y), (r.control_ends[1], y)])
        self._dots(place, reach)
        for head, text in zip(
            (self.heads[0], self.heads[1], self.heads[3]), ("way in", "study", "n: drug | control")
        ):
            self._say(head, _TOP - 13, text)
        self._axis(min(1.08 * max(highest), 100.0) if unit == "%" else 1.08 * max(highest), unit)
        if not result.rates:
            self.axes.set_visible(False)
            for head in self.heads:
                head.set_visible(False)
            self._nothing("No number has a control arm beside it in our tables.")
        silent = [words.SHORT[way] for way, count in result.by_way.items() if not count]
        foot = f"No number: {', '.join(silent)}." if silent else ""
        if any("*" in words.sizes(r) for r in result.rates):
            foot += " * n of the whole trial."
        self._say(self.foot, _HEIGHT - 33, foot.strip())

    def _draw_lanes(self, result: Harms) -> None:
        """One lane a way in, every percentage in it."""
        step = _TALL / len(WAYS)
        place: dict[str, tuple[list[float], list[float]]] = {"drug": ([], []), "control": ([], [])}
        for k, way in enumerate(WAYS):
            mine = [r for r in result.rates if r.way == way and r.value is not None]
            shares = [r for r in mine if r.unit == "%"]
            y = (k + 0.5) * step
            self.lines.append((_TOP + k * step, _TOP + (k + 1) * step, way))
            self._say(self.ways[k], _TOP + y, words.SHORT[way])
            self._say(self.studies[k], _TOP + y, _lane(mine, shares))
            self._say(self.sizes[k], _TOP + y, f"{sum(r.control is not None for r in mine)} with control")
            if not shares:
                self.empty[k].set(y=_TOP + y - 0.36 * step, height=0.72 * step, visible=True)
            for rank, r in enumerate(shares):
                # Reports are laid over the height of their lane, so that dots at one place are all seen.
                spread = 0.0 if len(shares) < 3 else (rank * 7 % 13 / 12 - 0.5) * 0.4 * step
                lift = 0.0 if len(shares) < 3 else 0.24 * step
                assert r.value is not None
                _put(place["drug"], r.value if r.high is None else (r.value + r.high) / 2, y + spread - lift)
                if r.control is not None:
                    _put(place["control"], r.control, y + spread + lift)
        self._dots(place, {"drug": [], "control": []})
        self._axis(100.0, "%")
        self._say(
            self.foot,
            _HEIGHT - 33,
            "Dots: all side effects together. Choose one to see studies, n and intervals.",
        )

    def _draw_studies(self, result: Harms) -> None:
        """Say in words what the studies that compared ways found."""
        y = float(_TOP)
        if not result.studies:
            self._nothing("No study in our tables compared two ways in on this.")
            y += 78
        for block, one in zip(self.blocks, (*result.studies, *result.elsewhere), strict=False):
            mine = one in result.studies
            text = _block(one, mine)
            block.set(
                text=text, y=y, visible=True, color=self.ink if mine else "#767676", fontsize=self.small
            )
            tall = 17.5 * (text.count("\n") + 1) + 10
            self.lines.append((y, y + tall, one.ref))
            y += tall
        other = len(result.elsewhere)
        self._say(self.foot, _HEIGHT - 14, f"In grey: {other} on other side effects." if other else "")

    def _dots(self, place: dict[str, tuple[list[float], list[float]]], reach: dict[str, list[Any]]) -> None:
        for arm, dots in self.dots.items():
            dots.set_data(*place[arm])
            self.reach[arm].set_segments(reach[arm])

    def _axis(self, high: float, unit: str) -> None:
        self.axes.set_xlim(0, high)
        tail = "%" if unit == "%" else ""
        self.axes.xaxis.set_major_formatter(lambda value, _: f"{number(value)}{tail}")
        people = "share of people" if high == 100.0 else "people who had it"
        self._say(self.heads[2], _TOP - 13, {"%": people, "mmHg": "mean rise [mmHg]"}.get(unit, unit))

    def _nothing(self, text: str) -> None:
        self.none.set_visible(True)
        self._say(self.none_words, _TOP + 32, text)
        self.none_words.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 4})

    @staticmethod
    def _say(text: Text, y: float, words_: str) -> None:
        text.set(text=words_, y=y, visible=bool(words_))


def _lane(mine: list[Rate], shares: list[Rate]) -> str:
    if not mine:
        return "no number in our tables"
    count = stage.text.plural(len(mine), "number")
    return count if len(shares) == len(mine) else f"{count}, {len(mine) - len(shares)} of other kinds"


def _block(one: Compared, mine: bool) -> str:
    n = f", n = {one.n}" if one.n else ""
    each = f" ({words.groups(one)})" if one.people else ""
    mark = "●" if mine else "○"
    head = f"{mark} {words.versus(one).capitalize()}: {words.DESIGN[one.design]}{n}"
    source = words.author(one.ref).replace(" ", "\N{NO-BREAK SPACE}")
    found = f"{one.finding[0].upper()}{one.finding[1:]}{each}. {source}."
    return "\n".join([head, *wrap(found, 87)])


def _put(place: tuple[list[float], list[float]], x: float, y: float) -> None:
    place[0].append(x)
    place[1].append(y)
