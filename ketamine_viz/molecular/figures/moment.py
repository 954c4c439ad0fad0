"""The map at one moment: every box a gauge of its activity in the model."""

from __future__ import annotations

import math

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.path import Path

from ketamine_viz import evidence
from ketamine_viz.molecular.arrows import Box
from ketamine_viz.molecular.figures import cards as card_texts
from ketamine_viz.molecular.figures import geometry
from ketamine_viz.molecular.figures import moment_words as words
from ketamine_viz.molecular.figures.layer import Layer
from ketamine_viz.molecular.figures.legend import Key
from ketamine_viz.molecular.graph import VIEWS
from ketamine_viz.molecular.moments import Moment, State
from ketamine_viz.stage import Card, Description, Picture, Table, theme
from ketamine_viz.stage.text import escape

#: Change at which a colour is as strong as it gets; share of the colour map used, so that words stay legible.
_FULL, _DEPTH = 0.4, 0.25
_STILL = "#e4e4e4"
_DARK = theme.style("ink").colour
#: Ends of the bands of the time strip, in hours.
_UNITS = {
    "seconds": (1 / 3600, 1 / 60),
    "minutes": (1 / 60, 1.0),
    "hours": (1.0, 24.0),
    "days": (24.0, 336.0),
}


class MomentLegend(Key):
    """Header, key of a gauge, and the moment on the time strip."""

    def __init__(self, axes: Axes) -> None:
        super().__init__(axes)
        self._tag(theme.style("model").label)
        small = mpl.rcParams["font.size"] * 10 / 10.5
        self._when = axes.text(6, 449, "", va="center", fontsize=small, weight="bold")
        self._done = axes.text(770, 449, "", va="center", ha="right", fontsize=small, color="#8c1d18")
        self._held = axes.text(894, 430, "", va="center", ha="right", fontsize=small, color="#8c1d18")
        self._now = PolyCollection([], facecolors=theme.style("after").colour, edgecolors="none", zorder=8)
        axes.add_collection(self._now, autolim=False)
        self._key(axes)
        self.moving: list[Artist] = [self._when, self._done, self._held, self._now]

    def update(self, moment: Moment) -> None:
        """Say when it is, how much moved, and what was done."""
        self._when.set_text(words.when_line(moment))
        self._done.set_text(words.agent(moment).partition(" (")[0])
        self._held.set_text("relief: not simulated" if moment.withheld else "")
        x = strip_x(moment.at_h)
        self._now.set_verts([[(x, 58.5), (x - 5, 66.5), (x + 5, 66.5)]])

    def _key(self, axes: Axes) -> None:
        """Show how a box is read, in the second line."""
        x = 6.0
        for sample in (State(0.35, 0.75, 0.6, 0.9), State(0.7, 0.3, 0.2, 0.45)):
            box = Box("", x + 22, 430.0, 44.0, 15.0, "", "protein")
            gauge = Gauge(axes)
            gauge.update({"": sample}, {"": box}, {"": geometry.outline(box)})
            axes.plot(*np.asarray(geometry.outline(box).vertices).T, color=_DARK, linewidth=1.2, zorder=5.8)
            says = "more active than before the dose" if sample.change > 0 else "less active"
            x = self._say(x + 52, 430, says) + 14
        self._say(x, 430, "bar: now; ticks: before; line: 8 in 10 draws")


class Gauge:
    """Fill, ticks, spread and triangle of each box."""

    def __init__(self, axes: Axes) -> None:
        self._blank = PolyCollection([], facecolors="white", edgecolors="none", zorder=5.02)
        self._fill = PolyCollection([], edgecolors="none", zorder=5.05)
        self._ticks = LineCollection([], colors=_DARK, linewidths=1.8, zorder=5.9)
        self._spread = LineCollection([], colors=_DARK, linewidths=1.0, zorder=5.5)
        self._marks = PolyCollection([], facecolors=_DARK, edgecolors="white", linewidths=0.8, zorder=6.6)
        self.artists = [self._blank, self._fill, self._ticks, self._spread, self._marks]
        for artist in self.artists:
            axes.add_collection(artist, autolim=False)

    def update(self, states: dict[str, State], boxes: dict[str, Box], rings: dict[str, Path]) -> None:
        """Set every box to its state."""
        ticks, spreads = [], []
        for node, state in states.items():
            box, ring = boxes[node], rings[node]
            left = box.x - box.width / 2
            at = left + float(np.clip(state.before * box.width, 2.0, box.width - 2.0))
            low, high = geometry.height_at(ring, at)
            ticks += [[(at, low), (at, low + 4)], [(at, high - 4), (at, high)]]
            ends = np.clip([state.low * box.width, state.high * box.width], 3.0, box.width - 3.0) + left
            spreads.append([(ends[0], box.y - box.height / 2 + 2), (ends[1], box.y - box.height / 2 + 2)])
        moved = {node: state for node, state in states.items() if state.moved}
        self._blank.set_verts([rings[node].vertices for node in states])
        self._fill.set_verts([geometry.filled(rings[node], state.mid) for node, state in states.items()])
        self._fill.set_facecolor([colour(state) for state in states.values()])
        self._ticks.set_segments(ticks)
        self._spread.set_segments(spreads)
        self._marks.set_verts([_triangle(boxes[node], state.change > 0) for node, state in moved.items()])


class MomentPicture(Picture):
    """Three views, one visible; arrows between boxes that moved in ink, the others as hairlines."""

    size = (900, 460)

    def build(self, fig: Figure) -> list[Artist]:
        """Lay out the three views once."""
        width, height = self.size
        axes = fig.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, width), ylim=(0, height))
        axes.set_axis_off()
        self.legend = MomentLegend(axes)
        self.layers = {view: Layer(axes, view) for view in VIEWS}
        self.gauges = {view: Gauge(axes) for view in self.layers}
        self._state: Moment | None = None
        moving: list[Artist] = [*self.legend.moving]
        for view, layer in self.layers.items():
            layer.unfill()
            moving += [*layer.moving, *layer.face, *self.gauges[view].artists]
        return moving

    def update(self, result: Moment) -> bool:
        """Fill the boxes."""
        before, self._state = self._state, result
        turned = before is None or before.view != result.view
        if turned:
            for view, layer in self.layers.items():
                layer.show(view == result.view)
                for artist in self.gauges[view].artists:
                    artist.set_visible(view == result.view)
        layer, active = self.layers[result.view], result.active
        touched = {end for arrow in result.arrows for end in arrow.ends}
        gauged = words.gauged(result)
        layer.draw(
            active,
            faint=[one for one in result.arrows if one not in active],
            veiled=[
                node
                for node in layer.boxes
                if node not in gauged or (node not in touched and not result.nodes[node].moved)
            ],
            crossed=result.broken,
        )
        self.gauges[result.view].update(gauged, layer.boxes, layer.rings)
        self.legend.update(result)
        return turned

    def describe(self, result: Moment) -> Description:
        """Return the picture in words."""
        return words.describe(result)

    def table(self, result: Moment) -> Table:
        """Return the state of every box."""
        return words.table(result)

    def cards(self, result: Moment) -> tuple[Card, ...]:
        """Return the cards of the view's boxes, each with its state, and of its arrows."""
        return tuple(
            Card(card.id, card.label, _with_state(result, card))
            for card in card_texts.cards(result.view)
            if card.id.startswith("node.")
        )

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - there is one axes
        """Return the card of the box under a click."""
        if self._state is None:
            return None
        boxes = self.layers[self._state.view].boxes.values()
        return next((f"node.{box.node}" for box in boxes if box.holds(x, y, margin=1.0)), None)


def colour(state: State) -> str | tuple[float, float, float, float]:
    """Return the fill of a box: red where it rose, blue where it fell, grey where it stands."""
    if not state.moved:
        return _STILL
    share = math.copysign(0.25 + 0.75 * min(abs(state.change) / _FULL, 1.0), state.change)
    return theme.colours(theme.diverging)(0.5 + _DEPTH * share)


def strip_x(hours: float) -> float:
    """Return where a time stands on the strip below the map [px]: logarithmic within each unit."""
    bands = {row["words"]: (row["low"], row["high"]) for row in evidence.rows("molecular/layout_times")}
    for unit, (start, end) in _UNITS.items():
        if hours <= end or unit == "days":
            low, high = bands[unit]
            share = math.log(max(hours, start) / start) / math.log(end / start)
            return low + min(share, 1.0) * (high - low - 4)
    raise AssertionError("days hold every later time")


def _triangle(box: Box, up: bool) -> list[tuple[float, float]]:
    """Return a small triangle on the upper right corner of a box."""
    x, y = box.x + box.width / 2 - 3, box.y + box.height / 2
    tip = 5.5 if up else -5.5
    return [(x, y + tip), (x - 5.5, y - tip * 0.6), (x + 5.5, y - tip * 0.6)]


def _with_state(moment: Moment, card: Card) -> str:
    return f"<p>{escape(words.card_line(moment, card.id.partition('.')[2]))}</p>{card.html}"
