"""Picture: two weeks of measured points in mice, behaviour above and spines below, with a time to scrub."""

from __future__ import annotations

from functools import cache

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ketamine_viz import stage
from ketamine_viz.molecular.figures.finding_words import card, known_as, when
from ketamine_viz.molecular.pointing import short
from ketamine_viz.molecular.spines_and_mood import LANES, STOPS, Point, Timeline, timeline
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import join

_WIDTH, _HEIGHT = 900, 460
_FRAME = (244, 112, 640, 306)  # left, bottom, width, height [pixels]
_LANE_H = _FRAME[3] / len(LANES)
_LEVELS = {True: 0.70, False: 0.30}  # share of a lane's height
_NAMES = {
    "mood": ("Behaviour", "better", "no different"),
    "prefrontal": ("New spines,\nprefrontal cortex", "more", "no change"),
    "sensory": ("New spines,\nsensory cortex", "more", "no change"),
}
_FORMS = {"racemic": "ketamine", "esketamine": "S-ketamine", "arketamine": "R-ketamine"}
_SIDE = 11.0  # how far points at one place stand apart [pixels]


class MoodAndSpines(stage.Picture):
    """Three lanes over two weeks; what the scrubber has not reached stays hollow and pale."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make lanes and every point once; scrubbing only fills points."""
        small = mpl.rcParams["xtick.labelsize"]
        ink = theme.style("ink").colour
        self.title = fig.text(
            12 / _WIDTH, 1 - 9 / _HEIGHT, "", va="top", weight="bold", fontsize=mpl.rcParams["axes.titlesize"]
        )
        left, bottom, width, height = _FRAME
        self.axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        self.axes.set(xlim=(-0.25, len(STOPS) - 0.6), ylim=(0, height), yticks=[])
        self.axes.set_xticks(range(len(STOPS)), ["dose", *(when(hour) for hour in STOPS[1:])])
        self.axes.spines["left"].set_visible(False)
        for k, lane in enumerate(LANES):
            foot = _foot(lane)
            if k % 2 == 0:
                self.axes.axhspan(foot, foot + _LANE_H, color="#f3f5f8", zorder=0)
            name, up, down = _NAMES[lane]
            fig.text(12 / _WIDTH, (bottom + foot + _LANE_H / 2) / _HEIGHT, name, va="center", weight="bold",
                     linespacing=1.15)  # fmt: skip
            for changed, words in ((True, up), (False, down)):
                y = foot + _LEVELS[changed] * _LANE_H
                self.axes.axhline(y, color="#dddddd", linewidth=0.9, zorder=0.5)
                fig.text(
                    (left - 6) / _WIDTH,
                    (bottom + y) / _HEIGHT,
                    words,
                    ha="right",
                    va="center",
                    fontsize=small,
                )
        self.ahead = Rectangle((0, 0), 1, height, color="white", alpha=0.55, linewidth=0, zorder=1)
        self.axes.add_patch(self.ahead)
        (self.cursor,) = self.axes.plot([], [], color=ink, linewidth=1.6, linestyle=(0, (4, 2)), zorder=2)
        self.points = {p.id: self.axes.plot([], [], linestyle="none", zorder=4)[0] for p in timeline().points}
        self.letters = {
            p.id: self.axes.text(0, 0, "", ha="center", va="center", fontsize=small, zorder=5)
            for p in timeline().points
        }
        self.key = fig.text(12 / _WIDTH, 66 / _HEIGHT, "", va="top", fontsize=small, linespacing=1.3)
        self.foot = fig.text(
            12 / _WIDTH, 14 / _HEIGHT,
            "When the new spines were erased with light (a), behaviour stayed better at 3 h but not later on.",
            va="center", fontsize=small,
        )  # fmt: skip
        return [self.title, self.ahead, self.cursor, *self.points.values(), *self.letters.values(), self.key]

    def update(self, result: Timeline) -> bool:
        """Place the points and fill those that are reached."""
        self.title.set_text(_title(result))
        at = _x(result.until_h)
        self.cursor.set_data([at, at], [0, _FRAME[3]])
        self.ahead.set(x=at, width=len(STOPS))
        letters = _letters(result)
        self.key.set_text(_key(result, letters))
        self.places: list[tuple[float, float, str]] = []
        for marker in self.points.values():
            marker.set_data([], [])
        for text in self.letters.values():
            text.set_text("")
        for point, x, y, letter_x in _spread(result):
            style = theme.style(point.form)
            reached = point.time_h <= result.until_h
            self.points[point.id].set_data([x], [y])
            self.points[point.id].set(
                marker=style.marker,
                markersize=10,
                markeredgecolor=style.colour if reached else "#8a8a8a",
                markerfacecolor=style.colour if reached else "white",
                markeredgewidth=1.6 if reached else 1.2,
            )
            self.letters[point.id].set_text(letters[point.ref])
            self.letters[point.id].set_position((letter_x, y + 12))  # clear of the scrubber's line
            self.letters[point.id].set_color(theme.style("ink").colour if reached else "#6b6b6b")
            self.places.append((x, y, point.id))
        return False

    def describe(self, result: Timeline) -> stage.Description:
        """Return the picture in words."""
        what = (
            "Measured points in mice over two weeks after ketamine, in three lanes: behaviour, new spines in the "
            f"prefrontal cortex, new spines in the sensory cortex. The scrubber stands at {_now(result)}."
        )
        told = []
        for lane in LANES:
            _, up, down = _NAMES[lane]
            marks = "; ".join(
                f"{when(p.time_h)} {up if p.changed else down} ({short(p.ref)}, {_FORMS[p.form]})"
                for p in result.lane(lane)
            )
            told.append(f"{_NAMES[lane][0].replace(chr(10), ' ')}: {marks}.")
        firsts = [
            f"{_NAMES[lane][0].split(',')[0].lower()}{_place(lane)} {when(result.first(lane))}"
            for lane in LANES
        ]
        trend = f"First change: {', '.join(firsts)}. {self.foot.get_text()}"
        return stage.Description(what=what, values=" ".join(told), trend=trend, headline=f"{_title(result)}.")

    def table(self, result: Timeline) -> stage.Table:
        """Return one line a point."""
        rows = tuple(
            (short(p.ref), _NAMES[lane][0].replace("\n", " "), when(p.time_h), _NAMES[lane][1 if p.changed else 2],
             _FORMS[p.form], p.where, p.against, "yes" if p.time_h <= result.until_h else "not yet")
            for lane in LANES
            for p in result.lane(lane)
        )  # fmt: skip
        columns = ("Study", "Looked at", "Time", "Seen", "Drug", "Test or place", "Compared with", "Reached")
        return stage.Table("Behaviour and spines in mice", columns, rows)

    def cards(self, result: Timeline) -> tuple[stage.Card, ...]:
        """Return one card a point."""
        return tuple(
            stage.Card(
                p.id, f"{_NAMES[lane][0].replace(chr(10), ' ')}, {when(p.time_h)}: {short(p.ref)}", _html(p)
            )
            for lane in LANES
            for p in result.lane(lane)
        )

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - one frame
        """Return the point under a place."""
        near = [
            (abs(x - at) + abs(y - up) / 60, found)
            for at, up, found in self.places
            if abs(x - at) < 0.25 and abs(y - up) < 18
        ]
        return min(near)[1] if near else None


def _foot(lane: str) -> float:
    return _FRAME[3] - (LANES.index(lane) + 1) * _LANE_H


def _x(hour: float) -> float:
    return float(np.interp(hour, STOPS, range(len(STOPS))))


def _spread(result: Timeline) -> list[tuple[Point, float, float, float]]:
    """Place points and their letters; points that would lie on one another stand side by side."""
    placed: list[tuple[Point, float, float, float]] = []
    step = 2 * _SIDE * (len(STOPS) - 0.35) / _FRAME[2]
    for lane in LANES:
        groups: dict[tuple[float, bool], list[Point]] = {}
        for point in result.lane(lane):
            groups.setdefault((round(_x(point.time_h) * 4) / 4, point.changed), []).append(point)
        for (_, changed), group in groups.items():
            y = _foot(lane) + _LEVELS[changed] * _LANE_H
            middle = sum(_x(p.time_h) for p in group) / len(group)
            for k, point in enumerate(group):
                x = middle + (k - (len(group) - 1) / 2) * step
                placed.append((point, x, y, x + (-0.17 if k < (len(group) - 1) / 2 else 0.17)))
    return placed


def _letters(result: Timeline) -> dict[str, str]:
    """Return a letter for each study; the one whose spines were erased is always a."""
    refs = dict.fromkeys(["modasava2019", *(p.ref for lane in LANES for p in timeline().lane(lane))])
    shown = {p.ref for p in result.points}
    return {ref: letter for ref, letter in zip(refs, "abcdefghij", strict=False) if ref in shown}


def _key(result: Timeline, letters: dict[str, str]) -> str:
    forms = [form for form in _FORMS if any(p.form == form for p in result.points)]
    glyphs = {"racemic": "●", "esketamine": "◀", "arketamine": "▶"}
    drugs = "   ".join(f"{glyphs[form]} {_FORMS[form]}" for form in forms)
    names = [f"{letter} {short(ref)}" for ref, letter in letters.items()]
    first = "   ".join(names[:4])
    rest = "   ".join(names[4:])
    return f"{first}   {rest.partition('   ')[0]}\n{rest.partition('   ')[2]}   {drugs}; hollow: still to come".replace(
        "\n   ", "\n"
    )


def _now(result: Timeline) -> str:
    return "the dose" if result.until_h == 0 else when(result.until_h)


def _place(lane: str) -> str:
    return {"mood": "", "prefrontal": " in the prefrontal cortex", "sensory": " in the sensory cortex"}[lane]


def _title(result: Timeline) -> str:
    parts = []
    for lane, words in (
        ("mood", "behaviour better in"),
        ("prefrontal", "more spines (prefrontal) in"),
        ("sensory", "(sensory) in"),
    ):
        reached = result.reached(lane)
        if reached:
            parts.append(f"{words} {sum(p.changed for p in reached)} of {len(reached)}")
    return f"By {_now(result)}: {join(parts)}" if parts else f"At {_now(result)}: nothing measured yet"


@cache
def _html(p: Point) -> str:
    _, up, down = _NAMES[p.lane]
    lines = [
        f"Who: mice. Drug: {_FORMS[p.form]}. When: {when(p.time_h)} after the dose.",
        f"Seen ({p.where}): {up if p.changed else down}, compared with {p.against}.",
        f"{p.note}." if p.note else "",
        known_as(p.verified),
    ]
    return card(f"{short(p.ref)}: {_NAMES[p.lane][0].replace(chr(10), ' ').lower()}", lines, p.ref)
