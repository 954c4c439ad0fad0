"""Picture of published shares on a number line, one line of it a study."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from ketamine_viz import evidence, stage
from ketamine_viz.routes.measured_share import KINDS, Lane, Shares, Value, measured_shares
from ketamine_viz.routes.words import who
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, join, number, plural

_WIDTH, _HEIGHT = 900, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 382, 32, 58, 62  # around the number line [pixels]
_PT = 72 / theme.DPI  # points a pixel
_TALL = 46.0  # most pixels a line takes
_NO_STYLE = {"rectal": "into the rectum", "inhaled": "breathed in"}


@dataclass
class _Line:
    route: Text
    study: Text
    number: Text

    @property
    def artists(self) -> tuple[Text, ...]:
        return (self.route, self.study, self.number)


class NumberLine(stage.Picture):
    """Published bioavailability from 0 to 100%, beside the range that popular articles print."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make as many lines as there are studies; those that are not needed are hidden."""
        small, muted = mpl.rcParams["legend.fontsize"], theme.style("muted").colour
        self.title = fig.text(12 / _WIDTH, 1 - 8 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        tall = _HEIGHT - _TOP - _BOTTOM
        self.axes = fig.add_axes(
            (_LEFT / _WIDTH, _BOTTOM / _HEIGHT, (_WIDTH - _LEFT - _RIGHT) / _WIDTH, tall / _HEIGHT)
        )
        self.axes.set(xlim=(0, 100), ylim=(tall, 0), yticks=[])
        self.axes.spines["left"].set_visible(False)
        self.axes.xaxis.set_major_formatter(lambda share, _: f"{share:g}%")
        self.axes.set_xlabel("")
        self.band = self.axes.add_patch(Rectangle((0, 0), 0, 0, zorder=0))
        self.band.set(facecolor=theme.style("band").colour, alpha=0.7, edgecolor="none")
        self.printed = self.axes.annotate(
            "", (0, 0), (0, 5 * _PT), "data", "offset points", fontsize=small, annotation_clip=False
        )
        self.rules = LineCollection([], colors="#bbbbbb", linewidths=0.8, zorder=1)
        self.spreads = LineCollection([], colors="#222222", linewidths=1.6, zorder=2)
        for lines in (self.rules, self.spreads):
            self.axes.add_collection(lines)
        self.rules.set_clip_on(False)
        lanes = measured_shares().lanes
        self.lines = [self._line(small) for _ in lanes]
        # One set of markers for each way in and kind: far fewer to draw than one for each study.
        self.dots = {
            (route, solid): self._dots(route, solid)
            for solid in (True, False)
            for route in dict.fromkeys(lane.route for lane in lanes)
        }
        self.empty = self.axes.text(
            50,
            tall / 2,
            "no published value\nof this kind in our tables",
            ha="center",
            va="center",
            color=muted,
        )
        ink = theme.style("ink").colour
        dot: dict[str, Any] = {"linestyle": "none", "marker": "o", "color": ink, "markersize": 7}
        fig.legend(
            handles=[
                Line2D([], [], **dot, label="measured"),
                Line2D(
                    [], [], **dot, markerfacecolor="white", markeredgewidth=1.6,
                    label="from a fitted model, or stated by a label",
                ),
                Line2D([], [], color=ink, linewidth=1.6, label="spread or range"),
            ],
            loc="lower center",
            ncols=3,
            handlelength=1.4,
            columnspacing=1.4,
            borderaxespad=0.2,
        )  # fmt: skip
        fig.text(
            (_LEFT - 12) / _WIDTH, (_BOTTOM - 13) / _HEIGHT, "Share that arrives as ketamine", ha="right",
            va="center", fontsize=small,
        )  # fmt: skip

        words = (
            self.title,
            self.printed,
            self.empty,
            *(text for line in self.lines for text in line.artists),
        )
        # The grid lies over the band and the line of the axis over both, so they are drawn again with it.
        frame = (self.axes.xaxis, self.axes.spines["bottom"])
        return [self.band, *frame, self.rules, self.spreads, *self.dots.values(), *words]

    def _line(self, small: float) -> _Line:
        route, study, value = (
            self.axes.text(_across(shift - _LEFT), 0, "", va="center_baseline", fontsize=small)
            for shift in (12, 162, _LEFT)
        )
        route.set(weight="bold")
        value.set(zorder=6)
        return _Line(route, study, value)

    def _dots(self, route: str, solid: bool) -> Line2D:
        style = theme.style(route) if route not in _NO_STYLE else theme.style("muted")
        (dots,) = self.axes.plot([], [], linestyle="none", markersize=7, zorder=5, clip_on=False)
        dots.set(marker=style.marker, markerfacecolor=style.colour if solid else "white")
        dots.set(markeredgewidth=0.8 if solid else 1.8, markeredgecolor="#222222" if solid else style.colour)
        return dots

    def update(self, result: Shares) -> bool:
        """Put each study on its line."""
        self.title.set_text(finding(result))
        tall = _HEIGHT - _TOP - _BOTTOM
        step = min(_TALL, tall / max(len(result.lanes), 1))
        self.step = step
        self.shown = result.lanes
        self.empty.set_visible(not result.lanes)
        spreads, rules, last = [], [], ""
        places: dict[tuple[str, bool], list[tuple[float, float]]] = {key: [] for key in self.dots}
        for k, line in enumerate(self.lines):
            used = k < len(result.lanes)
            for artist in line.artists:
                artist.set_visible(used)
            if not used:
                continue
            lane, y = result.lanes[k], (k + 0.5) * step
            self._draw(line, lane, y, first=lane.route != last)
            for v in lane.values:
                if v.value is not None:
                    places[lane.route, v.kind == "measured"].append((v.value, y))
            if lane.route != last and k:
                rules.append([(_across(12 - _LEFT), k * step), (100, k * step)])
            last = lane.route
            spreads += [
                [(v.low, y), (v.high, y)] for v in lane.values if v.low is not None and v.high is not None
            ]
        for key, dots in self.dots.items():
            dots.set_data(*(zip(*places[key], strict=True) if places[key] else ([], [])))
        self.spreads.set_segments(spreads)
        self.rules.set_segments(rules)
        swallowed = sum(lane.route == "oral" for lane in result.lanes)
        self.band.set(x=result.low, width=result.high - result.low, y=0)
        self.band.set(height=step * swallowed if swallowed else tall)
        self.printed.xy = (result.low, 0)
        self.printed.set_text(printed(result))
        return False

    def _draw(self, line: _Line, lane: Lane, y: float, first: bool) -> None:
        line.route.set_text(name(lane.route) if first else "")
        line.study.set_text(study(lane))
        line.number.set_text(join([short(v) for v in lane.values]))
        low, high = lane.ends
        right = high < 70
        line.number.set(x=high + _across(9) if right else low - _across(9), ha="left" if right else "right")
        for words in line.artists:
            words.set_y(y)

    def describe(self, result: Shares) -> stage.Description:
        """Return the picture in words."""
        what = (
            f"A number line from 0 to 100%: share of a dose that arrives as ketamine, one line for each study and way "
            f"in ({_which(result)}). Grey band: {result.low:g} to {result.high:g}%, what popular articles print for a "
            "swallowed tablet."
        )
        by_route = []
        for route in dict.fromkeys(lane.route for lane in result.lanes):
            mine = [lane for lane in result.lanes if lane.route == route]
            said = "; ".join(f"{study(lane)}: {join([short(v) for v in lane.values])}%" for lane in mine)
            by_route.append(f"{name(route).capitalize()}: {said}.")
        trend = ""
        if result.lanes:
            low, high = min(result.lanes, key=_low), max(result.lanes, key=_high)
            trend = (
                f"From {number(_low(low))}% ({name(low.route)}, {who(low.refs[0])}) to {number(_high(high))}% "
                f"({name(high.route)}, {who(high.refs[0])}). {_inside(result)}"
            )
        return stage.Description(what, " ".join(by_route) or "No value.", trend, f"{finding(result)}.")

    def table(self, result: Shares) -> stage.Table:
        """Return every value that is drawn."""
        rows = [
            (
                name(lane.route), evidence.cite(v.ref), _given(lane, v), lane.n or "not stated",
                lane.population or "not stated", "" if v.value is None else number(v.value),
                "" if v.low is None else f"{number(v.low)} ({v.spread})", "" if v.high is None else number(v.high),
                KINDS[v.kind],
            )
            for lane in result.lanes
            for v in lane.values
        ]  # fmt: skip
        columns = (
            "Way in", "Study", "Form", "People", "Who", "Arrives [%]", "Low [%]", "High [%]", "Kind",
        )  # fmt: skip
        return stage.Table("Share of a dose that arrives as ketamine", columns, tuple(rows))

    def cards(self, result: Shares) -> tuple[stage.Card, ...]:
        """Return one card a study and way in."""
        return tuple(_card(lane) for lane in result.lanes)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - a whole line opens its card
        """Return the card of the line that was clicked."""
        place = int(y // self.step)
        return self.shown[place].id if axes is self.axes and 0 <= place < len(self.shown) else None


def _across(pixels: float) -> float:
    """Return a way across in shares of the axis [%]."""
    return 100 * pixels / (_WIDTH - _LEFT - _RIGHT)


def name(route: str) -> str:
    """Return the words of a way in."""
    return _NO_STYLE.get(route) or theme.style(route).label


def study(lane: Lane) -> str:
    """Return who studied how many people, and the form unless it is the racemate."""
    words = who(lane.refs[0])
    if all(v.kind == "stated" for v in lane.values):
        words = f"label {words.rsplit(' ', 1)[-1]}"
    if len(lane.refs) > 1:
        # One group of people that was reported twice.
        words = f"{words} and {who(lane.refs[1]).rsplit(' ', 1)[-1]}"
    parts = [words]
    if lane.form == "esketamine":
        parts.append("S")
    parts.append(f"n = {lane.n}" if lane.n is not None else "n unknown")
    return ", ".join(parts)


def short(v: Value) -> str:
    """Return a value with its spread, short enough for the picture."""
    if v.value is None:
        return f"{number(v.low or 0)} to {number(v.high or 0)}"
    words = f"{'about ' if v.about else ''}{number(v.value)}"
    if v.isomer != "both":
        words = f"{v.isomer} {words}"
    if v.low is None or v.high is None:
        return words
    if v.spread == "between-person CV %":
        return f"{words} (CV {number(100 * (v.high - v.value) / v.value, 2)}%)"
    if v.spread in ("SD", "SEE"):
        return f"{words} ({v.spread} {number(v.high - v.value, 2)})"
    return f"{words} ({v.spread} {number(v.low)} to {number(v.high)})"


def printed(result: Shares) -> str:
    """Return the name of the band."""
    return f"what popular articles print for a tablet: {result.low:g} to {result.high:g}%"


def finding(result: Shares) -> str:
    """Return the finding above the picture."""
    if not result.lanes:
        return f"No published value: {_which(result)}"
    hits, groups = result.inside
    if groups:
        some = {0: "none"}.get(hits, str(hits))
        return (
            f"Swallowed: {some} of {plural(groups, 'group')} of people "
            f"{'lie' if hits != 1 else 'lies'} within the popular {result.low:g} to {result.high:g}%"
        )
    low, high = min(map(_low, result.lanes)), max(map(_high, result.lanes))
    span = f"{number(low)}%" if low == high else f"{number(low)} to {number(high)}%"
    return f"{name(result.route).capitalize() if result.route != 'all' else 'All'}: {span} arrives"


def _which(result: Shares) -> str:
    route = "every way in" if result.route == "all" else name(result.route)
    form = {"any": "any form", "racemic": "racemic ketamine", "esketamine": "S-ketamine"}[result.form]
    return f"{route}, {form}" + ("" if result.models else ", measured values only")


def _inside(result: Shares) -> str:
    hits, groups = result.inside
    if not groups:
        return "None of these is a swallowed dose."
    return f"Of {plural(groups, 'group')} of people who swallowed it, {hits} gave a value within the band."


def _low(lane: Lane) -> float:
    return min((v.value if v.value is not None else v.low or 0.0) for v in lane.values)


def _high(lane: Lane) -> float:
    return max((v.value if v.value is not None else v.high or 0.0) for v in lane.values)


def _given(lane: Lane, v: Value) -> str:
    form = theme.style(lane.form).label
    return form if v.isomer == "both" else f"{form}, {v.isomer} measured"


def _card(lane: Lane) -> stage.Card:
    label = f"{study(lane).split(',')[0]}: {name(lane.route)}"
    people = plural(lane.n, "person", "people") if lane.n else "number of people not stated"
    lines = [
        f"{theme.style(lane.form).label}; {people}{f' ({lane.population})' if lane.population else ''}.",
        *(f"{short(v)}%: {KINDS[v.kind]} ({evidence.cite(v.ref)})." for v in lane.values),
        lane.note,
    ]
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(lane.id, label, f"<h4>{escape(label)}</h4>{body}")
