"""Picture: a session on a clock face, the dose at twelve, and what is going on where the hand stands."""

from __future__ import annotations

import math
from textwrap import wrap
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.experience_session import PARTS, TURN, Clock, Step, steps
from ketamine_viz.psychological.experience_words import author
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, join, number

_WIDTH, _HEIGHT = 900, 500
_DIAL = (20, 26, 430)  # left, bottom, size [pixels]
_RIGHT = 486
_RING = {part: 0.34 + 0.125 * k for k, part in enumerate(PARTS)}
_LOOKS: dict[str, dict[str, Any]] = {
    "dose": {"color": theme.style("drug").colour, "lw": 11},
    "felt": {"color": "#8a5a00", "lw": 9},
    "pressure": {"color": "#9a3b5c", "lw": 7},
    "check": {"color": "#444444", "lw": 3},
    "watched": {"color": "#3d6b4f", "lw": 7},
    "after": {"color": "#8a8f98", "lw": 9},
}
#: Short names at the rings, and where they end, left of twelve [radii]; checks begin before the dose.
_NAMES = {
    "dose": ("dose", -0.03),
    "felt": ("felt", -0.03),
    "pressure": ("pressure up", -0.03),
    "check": ("checks", -0.22),
    "watched": ("watched", -0.03),
    "after": ("after", -0.03),
}
PART = {
    "dose": "dose",
    "felt": "what is felt",
    "pressure": "blood pressure up",
    "check": "checks",
    "watched": "watched by staff",
    "after": "afterwards",
}
SESSION = {
    "spray": "licensed S-ketamine spray",
    "iv": "drip of ketamine in a clinic (no licence for this use)",
}
_MOST_LINES = 24


class SessionPicture(stage.Picture):
    """Twelve hours on a dial: rings for the dose, what is felt, pressure, checks, watching and afterwards."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make the dial with as many arcs as a session can need, the hand and the lines of text."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.muted = "#555555"
        self.title = fig.text(12 / _WIDTH, 1 - 8 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        left, bottom, size = _DIAL
        axes = self.axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, size / _WIDTH, size / _HEIGHT))
        axes.set(xlim=(-1.14, 1.14), ylim=(-1.14, 1.14))
        axes.axis("off")
        turn = np.linspace(0, 2 * math.pi, 181)
        for ring in _RING.values():
            axes.plot(ring * np.sin(turn), ring * np.cos(turn), color="#e4e4e4", lw=1, zorder=1)
        for hour in range(12):
            x, y = _place(60.0 * hour, 1.08)
            axes.text(
                x, y, "dose" if hour == 0 else f"{hour} h", ha="center", va="center", fontsize=self.small
            )
        for part, (name, x) in _NAMES.items():
            axes.text(
                x, _RING[part], name, ha="right", va="center", fontsize=self.small, zorder=5,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5},
            )  # fmt: skip
        most = max(len(steps(session)) for session in SESSION)
        self.arcs = [self._arc(axes) for _ in range(most)]
        (self.hand,) = axes.plot([], [], color="#111111", lw=2.4, solid_capstyle="round", zorder=7)
        axes.plot([0], [0], "o", color="#111111", markersize=7, zorder=8)
        self.centre = axes.text(0, -0.13, "", ha="center", va="top", weight="bold", zorder=8)
        self.head = fig.text(_RIGHT / _WIDTH, 462 / _HEIGHT, "", va="top", weight="bold")
        self.lines = [
            fig.text(_RIGHT / _WIDTH, (436 - 17 * k) / _HEIGHT, "", va="top", fontsize=self.small)
            for k in range(_MOST_LINES)
        ]
        moving = [a for pair in self.arcs for a in pair]
        return [self.title, *moving, self.hand, self.centre, self.head, *self.lines]

    @staticmethod
    def _arc(axes: Axes) -> tuple[Line2D, Line2D]:
        (arc,) = axes.plot([], [], solid_capstyle="butt", zorder=3)
        (end,) = axes.plot([], [], linestyle="none", zorder=4)
        return arc, end

    def update(self, result: Clock) -> bool:
        """Draw the session and set the hand."""
        self.title.set_text(finding(result))
        self.shown = result
        for k, (arc, end) in enumerate(self.arcs):
            one = result.steps[k] if k < len(result.steps) else None
            arc.set_data([], [])
            end.set_data([], [])
            if one is not None:
                self._draw(arc, end, one, one in result.now)
        x, y = _place(result.minute, 1.0)
        self.hand.set_data([0, x], [0, y])
        self.centre.set_text(moment(result.minute))
        self.head.set_text(f"At {moment(result.minute)}, {SESSION[result.session].partition(' (')[0]}")
        said = lines(result)
        for k, text in enumerate(self.lines):
            words, bold = said[k] if k < len(said) else ("", False)
            text.set_text(words)
            text.set_color("#222222" if bold else self.muted)
        return False

    @staticmethod
    def _draw(arc: Line2D, end: Line2D, one: Step, now: bool) -> None:
        ring, look = _RING[one.part], _LOOKS[one.part]
        weak = 1.0 if now else 0.42
        if one.end is None:
            x, y = _place(one.start, ring)
            end.set_data([x], [y])
            end.set(marker="D", markersize=9, color=look["color"], alpha=weak)
            return
        stop = min(one.end, TURN - 40)
        at = np.linspace(one.start, stop, 2 + int(abs(stop - one.start) / 6))
        points = np.array([_place(float(m), ring) for m in at])
        arc.set_data(points[:, 0], points[:, 1])
        arc.set(alpha=weak, **look)
        if one.goes_on:
            x, y = points[-1]
            end.set_data([x], [y])
            end.set(marker=(3, 0, -360 * stop / TURN - 90), markersize=11, color=look["color"], alpha=weak)

    def describe(self, result: Clock) -> stage.Description:
        """Return the picture in words."""
        what = (
            f"A clock face of twelve hours with the dose at the top, for one session: {SESSION[result.session]}. "
            f"Rings, from the inside out: {join(PART.values())}. The hand stands at {moment(result.minute)}."
        )
        going = "; ".join(told(one) for one in result.now) or "nothing is on record for this moment"
        every = "; ".join(f"{when(one)}: {one.label}" for one in result.steps)
        spoken = join(one.label for one in result.now) or going
        trend = f"{finding(result)}."
        return stage.Description(what, f"Now: {going}. The whole session: {every}.", trend, f"Now: {spoken}.")

    def table(self, result: Clock) -> stage.Table:
        """Return every step with its source."""
        rows = tuple(
            (
                when(one), PART[one.part], one.label, _basis(one),
                _people(one), "; ".join(evidence.cite(r) for r in one.refs), "now" if one in result.now else "",
            )
            for one in result.steps
        )  # fmt: skip
        columns = ("When", "Part", "What", "Kind of source", "People", "Source", "Where the hand stands")
        return stage.Table(f"A session, step by step: {SESSION[result.session]}", columns, rows)

    def cards(self, result: Clock) -> tuple[stage.Card, ...]:
        """Return a card for each step."""
        return tuple(_card(one) for one in result.steps)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:
        """Return the step whose arc was clicked."""
        if axes is not self.axes:
            return None
        ring, minute = math.hypot(x, y), (math.atan2(x, y) / (2 * math.pi)) % 1 * TURN
        part = min(PARTS, key=lambda p: abs(_RING[p] - ring))
        here = [
            one for one in self.shown.steps if one.part == part and (one.at(minute) or one.at(minute - TURN))
        ]
        return here[0].id if here and abs(_RING[part] - ring) < 0.07 else None


def _place(minute: float, radius: float) -> tuple[float, float]:
    angle = 2 * math.pi * minute / TURN
    return radius * math.sin(angle), radius * math.cos(angle)


def moment(minute: float) -> str:
    """Return a time as words.

    Examples
    --------
    >>> moment(-30), moment(0), moment(40), moment(150)
    ('30 min before', 'the dose', '40 min', '2 h 30 min')
    """
    if minute < 0:
        return f"{number(-minute)} min before"
    if minute == 0:
        return "the dose"
    hours, rest = divmod(round(minute), 60)
    parts = [f"{hours} h" if hours else "", f"{rest} min" if rest else ""]
    return " ".join(p for p in parts if p)


def when(one: Step) -> str:
    """Return from when to when a step goes."""
    if one.end is None:
        return f"at {moment(one.start)}"
    if one.part == "after":
        return f"from {moment(one.start)} on"
    to = f"{moment(one.start)} to {moment(one.end)}"
    return f"{to} and on" if one.goes_on else to


def _basis(one: Step) -> str:
    return evidence.meaning("session_basis", one.basis)


def _people(one: Step) -> str:
    return f"n {one.n:,}, {one.who}" if one.n else (one.who or "")


def told(one: Step) -> str:
    """Return a step with its source."""
    who = f", {_people(one)}" if one.n else ""
    return f"{one.label} ({_basis(one).lower()}: {join(author(r) for r in one.refs)}{who})"


def lines(result: Clock) -> list[tuple[str, bool]]:
    """Return the lines of text beside the dial, each with whether it is the step itself."""
    found: list[tuple[str, bool]] = []
    for one in result.now:
        found += [
            (part, True)
            for part in wrap(f"• {one.label[0].upper()}{one.label[1:]}", 56, subsequent_indent="   ")
        ]
        who = f"; {_people(one)}" if one.n else ""
        source = f"   {_basis(one)}: {join(author(r) for r in one.refs)}{who}"
        found += [(part, False) for part in wrap(source, 56, initial_indent="   ", subsequent_indent="   ")]
    return found or [("Nothing is on record for this moment.", False)]


def finding(result: Clock) -> str:
    """Return the sentence above the picture."""
    hours = number(result.leaves / 60)
    tail = f"home after {hours} h at the earliest, no driving until the next day"
    if result.session == "iv":
        tail = f"home after about {hours} h, no driving for 24 hours or more"
    dose = next(one for one in result.steps if one.part == "dose")
    assert dose.end is not None
    name = "A spray" if result.session == "spray" else "A drip"
    return f"{name}: the dose takes {number(dose.end)} min, {tail}"


def _card(one: Step) -> stage.Card:
    label = f"{when(one)[0].upper()}{when(one)[1:]}: {PART[one.part]}"
    said = [
        f"{one.label[0].upper()}{one.label[1:]}.",
        f"Kind of source: {_basis(one).lower()}{f'; {_people(one)}' if one.n else ''}.",
        *([f"{one.note[0].upper()}{one.note[1:]}."] if one.note else []),
        *(f"{evidence.cite(r)}." for r in one.refs),
    ]
    return stage.Card(
        one.id, label, f"<h4>{escape(label)}</h4>" + "".join(f"<p>{escape(s)}</p>" for s in said)
    )
