"""Picture: two valleys, a ball and a push; beside it what the theory says and what would contradict it."""

from __future__ import annotations

import textwrap
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.belief_landscape import LASTS, PUSH_LASTS, Ball, Theory, theories
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, number

_WIDTH, _HEIGHT = 900, 500
_GROUND = (20, 214, 500, 222)
_COURSE = (76, 62, 444, 88)
_RIGHT, _LETTERS = 544, 46
_AT = np.linspace(-1.62, 1.62, 160)
_LIFT, _FLOOR = 0.11, -2.3
LABEL = "THEORY: no data behind this picture"


class AttractorLandscape(stage.Picture):
    """The ground now and while pushed, the ball at three moments, and its course in time."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make the ground, the course and the words."""
        self.small = mpl.rcParams["xtick.labelsize"]
        ink, muted = theme.style("ink").colour, theme.style("muted").colour
        self.title = fig.text(12 / _WIDTH, 1 - 10 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        look: dict[str, Any] = {"fontsize": self.small, "va": "center"}
        left, bottom, width, height = _GROUND
        axes = fig.add_axes(
            (left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT), label="ground"
        )
        axes.set(xlim=(-1.65, 1.65), ylim=(-2.6, 3.4), xticks=[], yticks=[])
        axes.grid(visible=False)
        for side in ("left", "bottom"):
            axes.spines[side].set_visible(False)
        (self.pushed,) = axes.plot([], [], color=muted, linewidth=1.8, linestyle=(0, (4, 2)), zorder=2)
        (self.now,) = axes.plot([], [], color=ink, linewidth=2.8, zorder=3)
        (self.before,) = axes.plot([], [], "o", markersize=20, markerfacecolor="white", color=muted, zorder=4)
        self.before.set_markeredgewidth(1.8)
        (self.middle,) = axes.plot(
            [], [], "o", markersize=15, color="#b5bac2", markeredgecolor=muted, zorder=5
        )
        (self.ball,) = axes.plot([], [], "o", markersize=15, color=ink, zorder=6)
        for place, words in ((-1.0, "stuck"), (1.0, "well")):
            fig.text((left + width * (place + 1.65) / 3.3) / _WIDTH, (bottom - 10) / _HEIGHT, words, ha="center",
                     weight="bold", **look)  # fmt: skip
        fig.text(20 / _WIDTH, 446 / _HEIGHT, "solid: the ground.  dashed: while pushed", color=muted, **look)
        for x, words, colour in (
            (20, "○ before", ink),
            (104, "● when the push ends", "#6f747d"),
            (276, "● at last", ink),
        ):
            fig.text(x / _WIDTH, 178 / _HEIGHT, words, color=colour, **look)
        moving = [
            self.title,
            self.pushed,
            self.now,
            self.before,
            self.middle,
            self.ball,
            *self._course(fig, look),
        ]
        return [*moving, *self._words(fig, look)]

    def _course(self, fig: Figure, look: dict[str, Any]) -> list[Artist]:
        left, bottom, width, height = _COURSE
        axes = fig.add_axes(
            (left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT), label="course"
        )
        axes.set(xlim=(0, LASTS), ylim=(-1.9, 1.9), yticks=[-1, 0, 1], xticks=[])
        axes.set_yticklabels(["stuck", "ridge", "well"])
        axes.axvspan(0, PUSH_LASTS, color="#eef1f6", lw=0, zorder=0)
        fig.text((left + width * PUSH_LASTS / LASTS / 2) / _WIDTH, 50 / _HEIGHT, "push", ha="center", **look)
        fig.text((left + width / 2) / _WIDTH, 50 / _HEIGHT, "time (no unit)", ha="center", **look)
        (self.path,) = axes.plot([], [], color=theme.style("ink").colour, linewidth=2.2, zorder=3)
        return [self.path]

    def _words(self, fig: Figure, look: dict[str, Any]) -> list[Artist]:
        box = Rectangle((_RIGHT / _WIDTH, 428 / _HEIGHT), 344 / _WIDTH, 30 / _HEIGHT, transform=fig.transFigure,
                        facecolor="#fff6e0", edgecolor="#8a5a00", hatch="", lw=1.2)  # fmt: skip
        fig.add_artist(box)
        fig.text(
            (_RIGHT + 172) / _WIDTH,
            443 / _HEIGHT,
            LABEL,
            ha="center",
            va="center",
            weight="bold",
            color="#6b4500",
        )
        top = {"va": "top", "fontsize": self.small, "linespacing": 1.3}
        self.name = fig.text(_RIGHT / _WIDTH, 408 / _HEIGHT, "", weight="bold", va="center")
        parts = []
        for y, head in ((384, "What it says"), (282, "What would speak against it"), (164, "Known so far")):
            fig.text(_RIGHT / _WIDTH, y / _HEIGHT, head, color="#555555", weight="bold", **look)
            parts.append(fig.text(_RIGHT / _WIDTH, (y - 12) / _HEIGHT, "", **top))
        self.says, self.against, self.known = parts
        self.cite = fig.text(
            _RIGHT / _WIDTH,
            34 / _HEIGHT,
            "",
            va="center",
            fontsize=self.small,
            color="#555555",
            linespacing=1.3,
        )
        return [self.name, *parts, self.cite]

    def update(self, result: Ball) -> bool:
        """Move ground, ball and words."""
        self.title.set_text(finding(result))
        shift = float(result.ground(_AT).min()) + 1.35
        self.now.set_data(_AT, result.ground(_AT) - shift)
        self.pushed.set_data(_AT, result.ground(_AT, pushed=True) - shift)
        changed = result.push > 0 or result.loosening > 0
        self.pushed.set_visible(changed)
        for line, place, pushed in (
            (self.before, result.start, False), (self.middle, result.after_push, True), (self.ball, result.end, False)
        ):  # fmt: skip
            height = float(result.ground(np.array([place]), pushed=pushed)[0]) - shift + 2 * _LIFT
            line.set_data([place], [max(height, _FLOOR)])  # a pushed ground may fall out of the frame
        self.middle.set_visible(changed)
        self.path.set_data(result.time, result.place)
        told = result.theory
        self.name.set_text(told.name)
        for text, words in (
            (self.says, told.says),
            (self.against, told.would_contradict),
            (self.known, told.so_far),
        ):
            text.set_text(textwrap.fill(words, _LETTERS))
        self.cite.set_text(cited(told).replace(". Known", ".\nKnown"))
        return False

    def describe(self, result: Ball) -> stage.Description:
        """Return the picture in words."""
        told = result.theory
        what = (
            f"{LABEL}. Two valleys called stuck and well with a ridge between; a ball that starts in the first is "
            "pushed for a while and then let go; below, its place over time."
        )
        values = (
            f"Depth {number(result.depth)}, push {number(result.push)}, ground flatter by "
            f"{number(100 * result.loosening)}% while it lasts, tilt {signed(result.tilt)}. The ball starts at "
            f"{signed(result.start)}, is at {signed(result.after_push)} when the push ends, and at "
            f"{signed(result.end)} at last (stuck −1, ridge 0, well 1). A push of {number(result.needed)} would be "
            "the least that can do it."
        )
        trend = (
            f"{finding(result)}. {told.name}. What it says: {told.says} What would speak against it: "
            f"{told.would_contradict} Known so far: {told.so_far} {cited(told)}"
        )
        return stage.Description(what, values, trend, f"{finding(result)}.")

    def table(self, result: Ball) -> stage.Table:
        """Return the course and the words of the theory."""
        rows: list[tuple[object, ...]] = [("What this is", LABEL)]
        rows += [
            (f"time {result.time[k]:.1f}", signed(float(result.place[k])))
            for k in range(0, len(result.time), 30)
        ]
        told = result.theory
        rows += [("What the theory says", told.says), ("What would speak against it", told.would_contradict),
                 ("Known so far", told.so_far), ("Sources", cited(told))]  # fmt: skip
        return stage.Table(
            f"{LABEL}. Place of the ball: stuck −1, ridge 0, well 1", ("What", "Value or words"), tuple(rows)
        )

    def cards(self, result: Ball) -> tuple[stage.Card, ...]:  # noqa: ARG002 - both theories can always be read
        """Return one card for each theory."""
        return tuple(_card(told) for told in theories())


def signed(value: float) -> str:
    """Return a place with two digits.

    Examples
    --------
    >>> signed(-1.0), signed(0.001)
    ('−1.00', '0.00')
    """
    text = f"{abs(value):.2f}"
    return f"−{text}" if value < 0 and text != "0.00" else text


def finding(result: Ball) -> str:
    """Return the sentence above the picture."""
    if result.start > 0:
        return "The ground is tilted so far that there is no valley to be stuck in"
    if not result.push and not result.loosening and not result.stays:
        return "Without a push the ball stays where it is"
    if not result.stays:
        over = result.after_push > 0
        return "Over the ridge, and still it rolls back" if over else "The push ends, and the ball rolls back"
    if result.loosening > 0:
        return "On flatter ground the push carries the ball over, and it stays"
    return "The push carries the ball over the ridge, and it stays"


def cited(told: Theory) -> str:
    """Return the sources of a theory and of what is known."""
    theory, known = (
        "; ".join(evidence.cite(ref).split(",")[0].replace(" et al.", "") for ref in refs)
        for refs in (told.refs, told.test_refs)
    )
    return f"Theory: {theory}. Known: {known}."


def _card(told: Theory) -> stage.Card:
    lines = [
        f"{LABEL}.",
        told.says,
        f"Against it would speak: {told.would_contradict}",
        f"So far: {told.so_far}",
    ]
    lines += [f"{evidence.cite(ref)}." for ref in (*told.refs, *told.test_refs)]
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(told.id, told.name, f"<h4>{escape(told.name)}</h4>{body}")
