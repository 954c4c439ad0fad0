"""Picture: the falling level, what a study sees of it, and the half-life it prints."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from ketamine_viz import evidence, stage
from ketamine_viz.routes.half_life import FITTED, MODES, SAMPLED_H, Leftover, Mode, Published, published
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, number, plural, spread

_WIDTH, _HEIGHT = 900, 440
_LEFT_FRAME, _RIGHT_FRAME = (69, 58, 411, 280), (536, 58, 356, 280)  # left, bottom, width, height [pixels]
_MIDDLE = (_LEFT_FRAME[1] + _LEFT_FRAME[3] / 2) / _HEIGHT
_UNSTATED = 6.1  # where studies stand whose length of sampling is not stated
_LABELS_AT = 6.95
_ROUTE = {"drip": "iv_infusion", "spray": "intranasal"}
_LINES: dict[str, Any] = {"slow": "-", "middle": (0, (5, 2)), "fast": (0, (1, 1.2))}
_FLOOR = {False: 0.05, True: 0.001}  # lowest level drawn, one dose and several [ng/mL]
_TOP = {False: 400.0, True: 4000.0}
_LOW_H, _HIGH_H = 0.6, 22.0  # axis of half-lives [h]


class LeftoverPicture(stage.Picture):
    """Left: level and exponentials on a log axis; right: half-life against length of sampling."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make two frames; what moves with sampling and limit is redrawn alone."""
        self.still: object = None
        muted, ink = theme.style("muted").colour, theme.style("ink").colour
        self.title = fig.text(
            12 / _WIDTH, 1 - 9 / _HEIGHT, "", va="top", weight="bold", fontsize=mpl.rcParams["axes.titlesize"]
        )
        self.level_axes, self.half_axes = (_axes(fig, frame) for frame in (_LEFT_FRAME, _RIGHT_FRAME))
        axes = self.level_axes
        axes.set_yscale("log")
        axes.yaxis.set_major_formatter(lambda level, _: f"{level:g}")
        fig.text(13 / _WIDTH, _MIDDLE, "Ketamine in plasma [ng/mL]", rotation=90, ha="center", va="center")
        self.window = Rectangle(
            (0, 1e-6), 1, 1e6, color=theme.style("band").colour, alpha=0.45, linewidth=0, zorder=0.5
        )
        axes.add_patch(self.window)
        self.mode_lines = {
            name: axes.plot([], [], color=muted, linestyle=_LINES[name], linewidth=1.6, zorder=2)[0]
            for name in MODES
        }
        (self.curve,) = axes.plot([], [], zorder=3)
        (self.fit,) = axes.plot([], [], color=ink, linewidth=1.4, zorder=5)
        (self.samples,) = axes.plot(
            [],
            [],
            linestyle="none",
            marker="o",
            markersize=6.5,
            markerfacecolor="white",
            markeredgewidth=1.5,
            zorder=6,
        )
        (self.limit,) = axes.plot([], [], color=ink, linestyle=(0, (2, 2)), linewidth=1.1, zorder=4)
        self.limit_word = axes.text(
            1, 1, "", ha="right", va="bottom", fontsize=mpl.rcParams["xtick.labelsize"], zorder=7
        )
        self.limit_word.set_bbox({"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.6})
        self.note = axes.text(0.985, 0.97, "", transform=axes.transAxes, ha="right", va="top", zorder=8)
        self.note.set_bbox({"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1.5})
        self.x_label = fig.text(
            (_LEFT_FRAME[0] + _LEFT_FRAME[2] / 2) / _WIDTH, 15 / _HEIGHT, "", ha="center", va="center"
        )
        self._half_lives(fig)
        self._legend(fig)
        return [self.window, *self.mode_lines.values(), self.curve, self.fit, self.samples, self.limit, self.limit_word,
                self.note, self.title, self.x_label, self.printed_line, self.printed_dot,
                self.printed_word]  # fmt: skip

    def update(self, result: Leftover) -> bool:
        """Draw curve, samples and fit; lay out anew when the regimen changes or words do."""
        twice = len(result.doses_h) > 1
        still = (result.followed, twice)
        changed, self.still = still != self.still, still
        style = theme.style(_ROUTE[result.followed])
        per = 24.0 if twice else 1.0
        axes = self.level_axes
        end = result.course.time_h[-1] / per
        axes.set_xlim(0, end)
        axes.set_ylim(_FLOOR[twice], _TOP[twice])
        self.curve.set_data(result.course.time_h / per, np.maximum(result.course.ng_per_ml["ketamine"], 1e-6))
        self.curve.set(color=style.colour, linestyle=style.linestyle)
        self.samples.set_data(result.seen_h / per, result.seen)
        self.samples.set(color=style.colour, markeredgecolor=style.colour)
        self.window.set_xy((result.last_h / per, 1e-6))
        self.window.set_width(result.sampled_h / per)
        self.limit.set_data([0, end], [result.limit, result.limit])
        # With several doses the word stands before the last one, clear of its samples.
        self.limit_word.set_position((result.last_h / per - 0.1 if twice else end, result.limit * 1.06))
        self.limit_word.set_text(f"{'limit' if twice else 'assay limit'} {result.limit:g} ng/mL")
        self.fit.set_data(*_fitted(result, per))
        self._draw_modes(result, twice)
        self._draw_printed(result, style)
        self.title.set_text(_finding(result))
        unit = "Days" if twice else "Hours"
        self.x_label.set_text(f"{unit} after the first dose; shaded: blood drawn for {result.sampled_h:g} h")
        if changed:
            self.note.set_text(_note(result) if twice else "model, not data")
            self.legend_line.set(color=style.colour, linestyle=style.linestyle)
            for name, words in zip(MODES, self.legend_words, strict=True):
                mode = next((m for m in result.modes if m.name == name), None)
                words.set_text("" if twice or mode is None else f"{name} part, half-life {_span(mode)}")
            for line, words in zip(self.legend_modes, self.legend_words, strict=True):
                line.set_visible(bool(words.get_text()))
        return changed

    def describe(self, result: Leftover) -> stage.Description:
        """Return the picture in words."""
        twice = len(result.doses_h) > 1
        given = f"{_given(result)}, {'four doses in two weeks' if twice else 'one dose'}"
        what = (
            f"Left: level of ketamine in plasma on a logarithmic axis after {given}, over "
            f"{'12 days' if twice else '48 hours'}; model, not data. Shaded: blood is drawn for {result.sampled_h:g} h "
            f"after the {'last ' if twice else ''}dose; the assay cannot tell less than {result.limit:g} ng/mL. Right: "
            f"half-life printed for each length of sampling from 3 to 48 h, beside {len(published())} published ones."
        )
        parts = "; ".join(f"{mode.name} {_span(mode)}" for mode in result.modes)
        by = ", ".join(f"{hours:g} h: {_hours(found)}" for hours, found in result.by_length.items())
        values = (
            f"Peak {number(result.peak_last)} ng/mL. {plural(len(result.seen), 'sample')} seen, {result.unseen} below "
            f"the limit. The study prints {_hours(result.printed_h)}. Half-lives of the exponentials: {parts}. "
            f"Printed under this limit by length of sampling: {by}."
        )
        if twice:
            trend = (
                f"Just before the last dose {number(result.before_last, 2)} ng/mL are left, "
                f"{number(100 * result.before_last / result.peak_first, 2)}% of the first peak; the last peak is "
                f"{result.peak_last / result.peak_first:.2f} times the first: no build-up."
            )
        else:
            trend = (
                "The longer blood is drawn and the finer the assay, the longer the printed half-life, up to "
                f"that of the slow exponential ({_span(result.modes[0])})."
            )
        return stage.Description(what=what, values=values, trend=trend, headline=_headline(result))

    def table(self, result: Leftover) -> stage.Table:
        """Return samples, exponentials, printed and published half-lives."""
        rows: list[tuple[object, ...]] = []
        for time, level in zip(result.seen_h, result.seen, strict=True):
            rows.append(
                (
                    "sample of the model",
                    f"{number(time - result.last_h)} h after the last dose",
                    number(level),
                    "ng/mL",
                    "",
                )
            )
        rows += [(f"{m.name} exponential", "model", _span(m), "", "") for m in result.modes]
        for hours, found in result.by_length.items():
            rows.append(("half-life printed", f"sampled for {hours:g} h", _hours(found), "", "model"))
        rows += [
            (f"published: {one.label}", _sampled(one), _published(one), "", evidence.cite(one.ref))
            for one in published()
        ]
        if len(result.doses_h) > 1:
            rows.append(("left before the last dose", "model", number(result.before_last, 2), "ng/mL", ""))
        return stage.Table(
            f"{_given(result)}: what a study sees with an assay limit of {result.limit:g} ng/mL",
            ("What", "When or how", "Value", "Unit", "Source"),
            tuple(rows),
        )

    def cards(self, result: Leftover) -> tuple[stage.Card, ...]:  # noqa: ARG002 - the same in every state
        """Return a card for each published half-life."""
        found = []
        for one in published():
            people = plural(one.n, "person", "people") if one.n else "number of people not stated"
            lines = [f"Half-life {_published(one)}.", f"{theme.style(one.route).label}; {one.population}; {people}.",
                     f"Sampling: {one.words}.", f"{evidence.cite(one.ref)}; {one.kind}."]  # fmt: skip
            body = "".join(f"<p>{escape(line)}</p>" for line in lines)
            found.append(stage.Card(one.id, one.label, f"<h4>{escape(one.label)}</h4>{body}"))
        return tuple(found)

    # -- the parts ---------------------------------------------------------------------

    def _half_lives(self, fig: Figure) -> None:
        """Draw what is published; it never changes."""
        axes, small = self.half_axes, mpl.rcParams["xtick.labelsize"]
        axes.set_yscale("log")
        axes.set(xlim=(-0.6, 11.0), ylim=(_LOW_H, _HIGH_H))
        axes.set_yticks([1, 2, 4, 8, 16], ["1", "2", "4", "8", "16"])
        axes.minorticks_off()
        axes.set_xticks(
            [*range(len(SAMPLED_H)), _UNSTATED], [*(f"{hours:g}" for hours in SAMPLED_H), "not stated"]
        )
        axes.grid(visible=False, axis="x")
        fig.text(503 / _WIDTH, _MIDDLE, "Half-life [h]", rotation=90, ha="center", va="center")
        fig.text(
            (_RIGHT_FRAME[0] + _RIGHT_FRAME[2] / 2) / _WIDTH,
            15 / _HEIGHT,
            "Hours of sampling behind the half-life",
            ha="center",
            va="center",
        )
        (self.printed_line,) = axes.plot([], [], marker="o", markersize=5, linewidth=1.6, zorder=4)
        (self.printed_dot,) = axes.plot(
            [],
            [],
            linestyle="none",
            marker="o",
            markersize=11,
            markerfacecolor="white",
            markeredgewidth=2,
            zorder=5,
        )
        self.printed_word = axes.text(0, 1, "", va="bottom", weight="bold", zorder=7)
        self.printed_word.set_bbox({"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 0.6})
        unstated = sorted((one for one in published() if one.sampled_h is None), key=lambda one: one.value)
        per_log = _RIGHT_FRAME[3] / np.log(_HIGH_H / _LOW_H)
        wanted = spread([float(np.log(one.value / _LOW_H)) * per_log for one in unstated], 17)
        self.published_words = []
        for k, (one, up) in enumerate(zip(unstated, wanted, strict=True)):
            x = _UNSTATED + (-0.6, -0.3, 0.0, 0.3, 0.6)[k % 5]
            y = _LOW_H * float(np.exp(up / per_log))
            axes.plot(
                [x, _LABELS_AT - 0.05],
                [one.value, y],
                color=theme.style("muted").colour,
                linewidth=0.7,
                zorder=2,
            )
            self._mark(axes, one, x)
            self.published_words.append(axes.text(_LABELS_AT, y, one.label, va="center", fontsize=small))
        for one in published():
            if one.sampled_h is not None:
                x = SAMPLED_H.index(one.sampled_h) + 0.3
                self._mark(axes, one, x)
                self.published_words.append(
                    axes.text(x + 0.25, one.high or one.value, one.label, va="center", fontsize=small)
                )
        axes.add_collection(
            LineCollection(
                [[(5.05, _LOW_H), (5.05, _HIGH_H)]], colors="#aaaaaa", linewidths=1, linestyles="dotted"
            )
        )

    @staticmethod
    def _mark(axes: Axes, one: Published, x: float) -> None:
        style = theme.style("measured")
        if one.low is not None and one.high is not None:
            axes.plot([x, x], [one.low, one.high], color=style.colour, linewidth=1.3, zorder=3)
        axes.plot(
            [x], [one.value], **style.points(markersize=6.5, marker=theme.style(one.route).marker, zorder=4)
        )

    def _legend(self, fig: Figure) -> None:
        muted, ink = theme.style("muted").colour, theme.style("ink").colour
        common: dict[str, Any] = {
            "loc": "upper left",
            "handlelength": 1.9,
            "columnspacing": 1.5,
            "borderaxespad": 0,
            "borderpad": 0,
        }
        first = fig.legend(
            handles=[
                Line2D([], [], label="level in the model"),
                Line2D(
                    [], [], linestyle="none", marker="o", markerfacecolor="white", markeredgecolor=ink,
                    markeredgewidth=1.5, label="samples seen",
                ),
                Line2D([], [], color=ink, linewidth=1.4, label=f"line through the last {FITTED}"),
                Line2D([], [], **theme.style("measured").points(label="published, SD or range")),
            ],
            ncols=4, bbox_to_anchor=(12 / _WIDTH, 1 - 40 / _HEIGHT), **common,
        )  # fmt: skip
        self.legend_line = first.get_lines()[0]
        second = fig.legend(
            handles=[
                Line2D([], [], color=muted, linestyle=_LINES[n], linewidth=1.6, label="middle part, half-life 1 to 1 h")
                for n in MODES
            ],
            ncols=3, bbox_to_anchor=(12 / _WIDTH, 1 - 64 / _HEIGHT), **common,
        )  # fmt: skip
        self.legend_modes, self.legend_words = second.get_lines(), second.get_texts()

    def _draw_modes(self, result: Leftover, twice: bool) -> None:
        shown = {} if twice else {mode.name: mode for mode in result.modes}
        for name, line in self.mode_lines.items():
            mode = shown.get(name)
            line.set_visible(mode is not None)
            if mode is not None:
                line.set_data(mode.time_h, np.maximum(mode.level, 1e-9))

    def _draw_printed(self, result: Leftover, style: theme.Style) -> None:
        found = [(k, h) for k, h in enumerate(result.by_length.values()) if h is not None]
        self.printed_line.set_data([k for k, _ in found], [h for _, h in found])
        self.printed_line.set(color=style.colour, linestyle=style.linestyle)
        here = SAMPLED_H.index(result.sampled_h)
        self.printed_dot.set_visible(result.printed_h is not None)
        self.printed_dot.set(color=style.colour, markeredgecolor=style.colour)
        self.printed_dot.set_data([here], [result.printed_h or 1.0])
        self.printed_word.set_position((here - 0.2, (result.printed_h or 1.0) * 1.15))
        self.printed_word.set_horizontalalignment("right" if here else "left")
        self.printed_word.set_text(_hours(result.printed_h) if result.printed_h else "none")


def _axes(fig: Figure, frame: tuple[int, int, int, int]) -> Axes:
    left, bottom, width, height = frame
    return fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))


def _fitted(result: Leftover, per: float) -> tuple[list[float], list[float]]:
    """Return the line through the last samples, drawn on to the end of the picture."""
    if result.printed_h is None:
        return [], []
    times, levels = result.seen_h[-FITTED:], result.seen[-FITTED:]
    rate = np.log(2) / result.printed_h
    middle, height = float(times.mean()), float(np.exp(np.log(levels).mean()))
    ends = [float(times[0]), float(result.course.time_h[-1])]
    return [t / per for t in ends], [height * float(np.exp(-rate * (t - middle))) for t in ends]


def _span(mode: Mode) -> str:
    """Return the half-lives of a mode as a number or a range, in minutes below one hour."""
    minutes = max(mode.half_lives_h) < 1
    words = list(dict.fromkeys(number(h * (60 if minutes else 1), 2) for h in mode.half_lives_h))
    return f"{' to '.join(words)} {'min' if minutes else 'h'}"


def _hours(value: float | None) -> str:
    return "none (fewer than three samples)" if value is None else f"{number(value, 2)} h"


def _given(result: Leftover) -> str:
    form = {"drip": "racemic ketamine dripped into a vein", "spray": "S-ketamine spray"}[result.followed]
    return f"{form} ({result.regimen.label})"


def _finding(result: Leftover) -> str:
    if len(result.doses_h) > 1:
        share = number(100 * result.before_last / result.peak_first, 1)
        return f"Twice a week nothing builds up: {share}% of the peak is left before the last dose"
    if result.printed_h is None:
        return "Too few samples above the assay limit: this study prints no half-life"
    printed, slow = _hours(result.printed_h), _span(result.modes[0])
    return f"Looking for {result.sampled_h:g} h this study prints {printed}; the slow part takes {slow}"


def _note(result: Leftover) -> str:
    return f"model: {number(result.before_last, 2)} ng/mL before the last dose"


def _headline(result: Leftover) -> str:
    if len(result.doses_h) > 1:
        return (
            f"{_finding(result)}; {number(result.before_last, 2)} ng/mL are left before the last dose; "
            f"a study of the last dose prints {_hours(result.printed_h)}."
        )
    return f"{_finding(result)}."


def _sampled(one: Published) -> str:
    return f"sampled for {one.sampled_h:g} h" if one.sampled_h is not None else one.words


def _published(one: Published) -> str:
    if one.low is None or one.high is None:
        return f"{number(one.value)} h"
    return f"{number(one.value)} h ({one.spread} {number(one.low, 2)} to {number(one.high, 2)})"
