"""The start page's picture: blood, receptors, brain and mood, side by side, each at its own pace."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import TwoSlopeNorm
from matplotlib.figure import Figure
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path

from ketamine_viz import evidence, network, stage
from ketamine_viz.journey.moment import Moment, who
from ketamine_viz.journey.thread import Journey
from ketamine_viz.network.figures.outline import outline
from ketamine_viz.routes.compare import Point
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import number

#: Time shown on the two fast strips [h] and on the slow one [d].
FAST_H, SLOW_D = 6.0, 7.0
_LEFTS, _WIDTHS, _BOTTOM, _HEIGHT = (0.047, 0.295, 0.53, 0.8), (0.2, 0.19, 0.227, 0.19), 0.245, 0.52
_DRUG, _CONTROL = theme.style("drug"), theme.style("control")
_RISE, _FALL, _LINE = "#9c1d13", "#1b4f8a", "#444444"
#: Change of a region's rate at which its colour is full [Hz].
_FULL_HZ = 1.5
#: Change below which a region counts as unchanged [Hz]: nothing that the table would show.
_NO_CHANGE_HZ = 0.005
#: Size of the schematic brain [pixels].
_BRAIN = (204, 146)
_BEHIND = {"facecolor": "white", "edgecolor": "none", "pad": 1.0, "alpha": 0.85}


class FourStrips(stage.Picture):
    """Blood level, receptor block, brain regions and published mood at one moment."""

    size = (900, 346)

    def build(self, fig: Figure) -> Sequence[Artist]:
        """Make the four strips."""
        strips = [
            fig.add_axes((left, _BOTTOM, width, _HEIGHT)) for left, width in zip(_LEFTS, _WIDTHS, strict=True)
        ]
        self._blood, self._block, self._brain, self._mood = strips
        heads = (
            ("1  Blood", "ketamine, ng/mL\n(model, measured peaks)"),
            ("2  Receptors", "% NMDA receptors blocked\n(arithmetic, unmeasured)"),
            ("3  Brain", "18 regions and their links\n(model, not data)"),
            ("4  Mood", "depression score\n(measured in trials)"),
        )
        for axes, left, (title, kind) in zip(strips, _LEFTS, heads, strict=True):
            fig.text(left - 0.035, 0.985, title, weight="bold", size="large", va="top")
            fig.text(left - 0.035, 0.905, kind, color=_LINE, va="top", linespacing=1.15)
            axes.margins(0)
        self._moving: list[Artist] = []
        self._blood_parts = self._fast(self._blood)
        self._block_parts = self._fast(self._block)
        self._build_brain()
        self._build_mood()
        self._said = [
            self._moves(fig.text(left - 0.035, 0.012, "", weight="bold", size="large", va="bottom"))
            for left in _LEFTS
        ]
        self._drawn: Journey | None = None
        self._static: list[Any] = []
        return self._moving

    def _moves(self, artist: Any) -> Any:
        self._moving.append(artist)
        return artist

    def _fast(self, axes: Axes) -> tuple[Any, Any, Any, Any]:
        """Make the curve so far, the line of now, its dot and the note for times beyond the axis."""
        axes.set(xlim=(0, FAST_H), xlabel="hours after the dose")
        axes.set_xticks([0, 2, 4, 6])
        curve = self._moves(axes.plot([], [], color=_DRUG.colour, zorder=4)[0])
        now = self._moves(axes.axvline(0, color=_LINE, linewidth=1.2, zorder=3))
        # A diamond: a model's value is never taken for a measured one, which is round, in grey either.
        dot = self._moves(axes.plot([], [], **_DRUG.points(marker="d", clip_on=False, zorder=6))[0])
        beyond = self._moves(
            axes.text(0.985, 0.97, "", transform=axes.transAxes, ha="right", va="top", bbox=_BEHIND, zorder=7)
        )
        return curve, now, dot, beyond

    def _build_brain(self) -> None:
        axes = self._brain
        wide, high = _BRAIN
        axes.set(xlim=(0, wide), ylim=(0, high + 14))
        axes.axis("off")
        axes.add_patch(outline(wide, high))
        nodes = dict(network.graph().nodes(data=True))
        self._labels = {name: str(node["label"]) for name, node in nodes.items()}
        self._places = {
            name: (wide * node["x"] / 100, high * node["y"] / 100) for name, node in nodes.items()
        }
        spots = np.array(list(self._places.values()))
        self._rise = self._moves(
            axes.add_collection(LineCollection([], colors=_RISE, linewidths=1.8, zorder=3))
        )
        self._fall = self._moves(
            axes.add_collection(
                LineCollection([], colors=_FALL, linewidths=1.8, linestyles="dashed", zorder=3)
            )
        )
        self._dots = self._moves(
            axes.scatter(
                spots[:, 0], spots[:, 1], s=62, c=np.zeros(len(spots)), cmap=theme.diverging, zorder=5,
                norm=TwoSlopeNorm(0.0, -_FULL_HZ, _FULL_HZ), edgecolors="#222222", linewidths=1.0,
            )
        )  # fmt: skip
        colours = theme.colours(theme.diverging)
        for y, line, dashes, link, way, activity in (
            (-20, _RISE, "-", "link up", 1, "busier"),
            (-38, _FALL, "--", "link down", -1, "quieter"),
        ):
            axes.plot([6, 32], [y, y], color=line, linestyle=dashes, linewidth=2, clip_on=False)
            axes.text(40, y, link, va="center")
            key = axes.scatter(
                [128], [y], s=62, color=[colours(0.5 + 0.4 * way)], edgecolors="#222222", clip_on=False
            )
            key.set_paths([_shape(way)])
            axes.text(138, y, activity, va="center")

    def _build_mood(self) -> None:
        axes = self._mood
        axes.set(xlim=(-0.4, SLOW_D + 0.4), ylim=(10, 40), xlabel="days after the dose")
        axes.set_xticks([0, 1, 2, 3, 7])
        self._mood_now = self._moves(axes.axvline(0, color=_LINE, linewidth=1.2, zorder=3))
        self._arms = [
            self._moves(axes.plot([], [], **style.points(zorder=6, markersize=10))[0])
            for style in (_DRUG, _CONTROL)
        ]

    # -- one journey: drawn once, until another journey comes -------------------------

    def _draw_journey(self, moment: Moment) -> None:
        for artist in self._static:
            artist.remove()
        trip = moment.journey
        time, level = trip.course.time_h, trip.course.ng_per_ml["ketamine"]
        near = time <= FAST_H
        faint: dict[str, Any] = {"color": _DRUG.colour, "alpha": 0.3, "linewidth": 2}
        self._static = [*self._blood.plot(time[near], level[near], **faint), *self._draw_measured(moment)]
        highest = [point.high or point.level for point in moment.measured]
        self._blood.set_ylim(0, 1.06 * max([float(level.max()), *highest]))
        share, low, high = (
            100 * part["interneuron"][near]
            for part in (trip.receptors.block, trip.receptors.low, trip.receptors.high)
        )
        self._static += [
            self._block.fill_between(
                time[near], low, high, color=theme.style("band").colour, linewidth=0, zorder=1
            ),
            *self._block.plot(time[near], share, **faint),
        ]
        self._block.set_ylim(0, max(1.06 * float(high.max()), 1.0))
        self._static += self._draw_mood(trip)
        self._drawn = trip

    def _draw_measured(self, moment: Moment) -> list[Any]:
        made: list[Any] = []
        for place, point in enumerate(moment.measured):
            if point.time_h is None:
                continue
            # Peaks of one regimen share their time: side by side they can both be read.
            at = point.time_h + 0.14 * (place - (len(moment.measured) - 1) / 2)
            reach = None if point.low is None or point.high is None else [
                [point.level - point.low], [point.high - point.level]
            ]  # fmt: skip
            style = theme.style("measured").points(markersize=6, zorder=5)
            made.append(
                self._blood.errorbar([at], [point.level], yerr=reach, capsize=3, ecolor="#222222", **style)
            )
        if made:
            people = " and ".join(str(point.n) for point in moment.measured)
            made.append(
                self._blood.text(1.15, max(point.level for point in moment.measured), f"measured,\nn {people}",
                                 va="center", linespacing=1.1)
            )  # fmt: skip
        return made

    def _draw_mood(self, trip: Journey) -> list[Any]:
        axes, points = self._mood, trip.mood_points
        axes.patch.set_hatch("//" if points is None else "")
        if points is None:
            middle: dict[str, Any] = {
                "transform": axes.transAxes,
                "ha": "center",
                "va": "center",
                "weight": "bold",
            }
            return [axes.text(0.5, 0.5, "not studied", bbox=_BEHIND, **middle)]
        made: list[Any] = []
        for values, style in ((points.drug, _DRUG), (points.control, _CONTROL)):
            made += axes.plot(
                points.day, values, color=style.colour, linestyle=style.linestyle, linewidth=1.3
            )
            made += axes.plot(points.day, values, **style.points(markersize=5))
        end: dict[str, Any] = {"ha": "right", "linespacing": 1.1}
        made.append(
            axes.text(SLOW_D + 0.4, points.control[-1] + 1.6, "control", va="bottom", color="#555555", **end)
        )
        made.append(
            axes.text(SLOW_D + 0.4, points.drug[-1] - 3.2, "ketamine", va="top", color=_DRUG.colour, **end)
        )
        made.append(axes.text(SLOW_D + 0.4, 10.8, f"{points.n} people", va="bottom", **end))
        return made

    # -- one moment ------------------------------------------------------------------

    def update(self, result: Moment) -> bool:
        """Move every strip to the moment."""
        trip, at = result.journey, result.at_h
        fresh = trip is not self._drawn
        if fresh:
            self._draw_journey(result)
        time, here = trip.course.time_h, min(at, FAST_H)
        past = time <= here
        for parts, values, value in (
            (self._blood_parts, trip.course.ng_per_ml["ketamine"], result.ng_per_ml),
            (self._block_parts, 100 * trip.receptors.block["interneuron"], result.block),
        ):
            curve, now, dot, beyond = parts
            curve.set_data(time[past], values[past])
            now.set_xdata([here, here])
            now.set_linestyle("-" if at <= FAST_H else ":")
            dot.set_data(([at], [value]) if at <= FAST_H else ([], []))
            beyond.set_text(f"{result.words} →" if at > FAST_H else "")
        self._mood_now.set_xdata([at / 24, at / 24])
        points, place = trip.mood_points, result.mood_at
        for dot, arm in zip(self._arms, ("drug", "control"), strict=True):
            if points is None or place is None:
                dot.set_data([], [])
            else:
                dot.set_data([points.day[place]], [getattr(points, arm)[place]])
        self._rise.set_segments([[self._places[a], self._places[b]] for a, b in result.rising])
        self._fall.set_segments([[self._places[a], self._places[b]] for a, b in result.falling])
        changes = np.array([result.rate_change[name] for name in self._places])
        self._dots.set_array(changes)
        self._dots.set_paths([_shape(change) for change in changes])
        for artist, strip in zip(self._said, result.strips, strict=True):
            artist.set_text(strip.said)
        return fresh

    def describe(self, result: Moment) -> stage.Description:
        """Return the four strips in words."""
        spoken = "; ".join(strip.spoken for strip in result.strips)
        trip = result.journey
        level = trip.course.ng_per_ml["ketamine"]
        peak, when = float(level.max()), float(trip.course.time_h[int(np.argmax(level))]) * 60
        return stage.Description(
            what=(
                "Four pictures of one dose, side by side: ketamine in blood over 6 hours; share of NMDA receptors "
                "blocked over 6 hours; activity and links of 18 brain regions; depression score (MADRS, lower is "
                "better) of the ketamine and the control group over 7 days."
            ),
            values=f"{result.words[0].upper()}{result.words[1:]}: {spoken}.",
            trend=(
                f"Blood peaks at {number(peak)} ng/mL after {number(when, 2)} minutes and then falls. "
                f"{_mood_trend(trip)}"
            ),
            headline=f"{spoken[0].upper()}{spoken[1:]}.",
        )

    def table(self, result: Moment) -> stage.Table:
        """Return what is drawn at the moment, and the published mood means."""
        when = result.words
        rows: list[tuple[object, ...]] = [
            ("Blood: ketamine", when, result.strips[0].said, "model"),
            *((f"Blood: measured peak, n {point.n}", _minutes(point), f"{number(point.level)} ng/mL",
               evidence.cite(point.ref)) for point in result.measured),
            ("NMDA receptors blocked", when, result.strips[1].said, "arithmetic, not measured"),
            *(
                (f"{self._labels[name]}: activity", when, f"{change:+.2f} Hz", "model")
                for name, change in result.rate_change.items()
            ),
            *((f"Link {a} – {b}", when, "up", "model") for a, b in result.rising),
            *((f"Link {a} – {b}", when, "down", "model") for a, b in result.falling),
        ]  # fmt: skip
        points = result.journey.mood_points
        if points is not None:
            for day, drug, control in zip(points.day, points.drug, points.control, strict=True):
                said = f"{number(float(drug))} ketamine, {number(float(control))} control"
                rows.append(("Depression score (MADRS)", f"day {day:g}", said, who(points)))
        return stage.Table("One dose, four levels", ("What", "When", "Value", "How known"), tuple(rows))


def _shape(change: float) -> Path:
    """Busier points up and quieter points down, so that grey tells them apart too."""
    marker = MarkerStyle("o" if abs(change) < _NO_CHANGE_HZ else "^" if change > 0 else "v")
    return marker.get_path().transformed(marker.get_transform())


def _minutes(point: Point) -> str:
    return "time not stated" if point.time_h is None else f"{point.time_h * 60:.0f} min"


def _mood_trend(trip: Journey) -> str:
    points = trip.mood_points
    if points is None:
        return "Mood was not studied for this regimen."
    gaps = points.control - points.drug
    best = int(np.argmax(gaps >= np.nanmax(gaps) - 0.05))  # the first day of the widest gap, as printed
    return (
        f"The gap in score to the control group is widest on day "
        f"{points.day[best]:g} ({number(float(gaps[best]), 2)} points) and {number(float(gaps[-1]), 2)} points on "
        f"day {points.day[-1]:g}."
    )
