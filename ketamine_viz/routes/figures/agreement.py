"""Published against computed: one marker a number, its allowance as a bar."""

from __future__ import annotations

import math
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ketamine_viz import evidence, stage
from ketamine_viz.routes.agreed import ALL, Agreement
from ketamine_viz.routes.validation import Check
from ketamine_viz.routes.words import FORM, who
from ketamine_viz.stage import theme
from ketamine_viz.stage.leaders import leader, leaders, set_leaders
from ketamine_viz.stage.text import escape, join, number, plural

_WIDTH, _HEIGHT = 900, 440
_FRAME = (82, 56, 376, 340)  # left, bottom, width, height [pixels]
_LIST = 486  # where the misses are named
_LINE = 16
_TAG = (6.5, 8.5)  # half of the box of a miss's number [pixels]
_LOWEST, _HIGHEST = 0.1, 3000.0
MOST_NAMED = 7
PRESETS = {"venous": "vein", "arterial": "artery", "nasal_label": "spray's own"}
ROLES = {
    "held_out": "set no constant",
    "transcription": "come from the constants' own studies",
    "calibration": "set a constant",
    "cross_check": "are asked of another study's constants",
    "interaction": "are effects of a medicine",
}
_MARKS = {"venous": ("o", "ink", True), "arterial": ("s", "ink", False), "nasal_label": ("^", "muted", True)}


def substance(analyte: str) -> str:
    """Return a substance in words.

    Examples
    --------
    >>> substance("s_norketamine"), substance("ketamine")
    ('S-norketamine', 'ketamine')
    """
    return analyte[0].upper() + "-" + analyte[2:] if analyte[1] == "_" else analyte


def dose(c: Check) -> str:
    """Return the dose of a run in words."""
    row, way = c.row, theme.style(c.row["route"]).label
    over = f" over {number(row['over_min'])} min" if row["over_min"] else ""
    slow = " (slow tablet)" if row["release_h"] else ""
    return f"{way}{slow}, {FORM[row['form']]} {number(row['mg'])} mg{over}"


def read_off(c: Check) -> str:
    """Return in words what is read off a run."""
    row = c.row
    name = substance(row["analyte"])
    return {
        "cmax": f"peak of {name}",
        "tmax_h": f"time of the peak of {name}",
        "conc": f"{name} at {number(row['t_h'] or 0.0)} h",
        "auc": f"exposure to {name}",
        "auc_ratio": f"{name} to {substance(row['analyte_b'] or 'ketamine')}",
        "bioavailability": "share that arrives",
        "accumulation": "second peak over first",
        "auc_against": "exposure over the drip's",
        "cmax_against": "peak over the drip's",
        "auc_interaction": "exposure with a medicine",
    }[c.kind]


def unit(c: Check) -> str:
    """Return the unit as it follows a number."""
    return {"ratio": "", "%": "%", "ng*h/mL": " ng·h/mL"}.get(c.unit, f" {c.unit}")


def both(c: Check) -> str:
    """Return published and computed."""
    return f"published {number(c.published)}{unit(c)}, model {number(c.computed)}{unit(c)}"


def finding(result: Agreement) -> str:
    """Return the finding above the picture."""
    n, met = len(result.checks), sum(c.within for c in result.checks)
    if not n:
        return "No published number of this sort is in our tables"
    held = result.held_out
    if result.role == ALL and 0 < len(held) < n:
        return (
            f"{met} of {n} published numbers are met within their spread; of the {len(held)} that set no "
            f"constant, {sum(c.within for c in held)}"
        )
    which = f" that {ROLES[result.role]}" if result.role in ROLES else ""
    return f"{met} of {n} numbers{which} are met within their spread"


class PublishedAgainstComputed(stage.Picture):
    """Every published number the model can be asked for."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make the frame, one set of markers for each set of constants, and lines for the names."""
        self.fig, self.result = fig, Agreement(ALL, ALL, (), ())
        self.title = fig.text(12 / _WIDTH, 1 - 8 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        left, bottom, width, height = _FRAME
        self.axes = axes = fig.add_axes(
            (left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT), xscale="log", yscale="log"
        )
        axes.set(xlim=(_LOWEST, _HIGHEST), ylim=(_LOWEST, _HIGHEST))
        axes.set_xlabel("Published, each in its own unit")
        axes.set_ylabel("Model, in the same unit")
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(lambda value, _: f"{value:g}")
            axis.set_minor_formatter(lambda *_: "")
        ink, muted = theme.style("ink").colour, theme.style("muted").colour
        (self.equal,) = axes.plot([_LOWEST, _HIGHEST], [_LOWEST, _HIGHEST], color=muted, lw=1.2, zorder=2)
        self.bars = LineCollection([], colors=muted, linewidths=1.0, zorder=3)
        self.missed = LineCollection([], colors=ink, linewidths=2.2, zorder=4)
        axes.add_collection(self.bars)
        axes.add_collection(self.missed)
        self.marks = {p: axes.plot([], [], **_points(p), zorder=5)[0] for p in PRESETS}
        (self.rings,) = axes.plot([], [], "o", ms=13, mfc="none", mec=ink, mew=1.6, zorder=6)
        small = mpl.rcParams["legend.fontsize"]
        self.tags = [
            fig.text(
                0, 0, "", ha="center", va="center", weight="bold", zorder=7, fontsize=small,
                transform=fig.dpi_scale_trans,
                bbox={"facecolor": "white", "alpha": 0.85, "edgecolor": "none", "pad": 0.8},
            )
            for _ in range(MOST_NAMED)
        ]  # fmt: skip
        self.leaders = leaders(fig, colors=ink, linewidths=0.8, zorder=7)
        self.head = fig.text(_LIST / _WIDTH, 1 - 50 / _HEIGHT, "", va="top", weight="bold")
        self.names = [
            fig.text(
                _LIST / _WIDTH, 1 - (74 + 36 * k) / _HEIGHT, "", va="top", fontsize=small, linespacing=1.15
            )
            for k in range(MOST_NAMED)
        ]
        handles = [Line2D([], [], **_points(p), label=f"constants: {PRESETS[p]}") for p in PRESETS]
        handles += [
            Line2D([], [], color=muted, lw=1.0, marker="|", label="published spread"),
            Line2D([], [], ls="none", marker="o", ms=11, mfc="none", mec=ink, mew=1.6, label="miss, named"),
            Line2D([], [], color=muted, lw=1.2, label="model = published"),
        ]
        fig.legend(
            handles=handles, loc="lower left", bbox_to_anchor=((_LIST - 10) / _WIDTH, 8 / _HEIGHT), ncols=2,
            handlelength=1.6, columnspacing=1.2, borderaxespad=0.2,
        )  # fmt: skip
        marks = (self.bars, self.missed, *self.marks.values(), self.rings, self.leaders)
        return [*marks, *self.tags, self.title, self.head, *self.names]

    def update(self, result: Agreement) -> bool:
        """Put markers, bars, rings and names where they belong."""
        self.result = result
        self.title.set_text(finding(result))
        for preset, line in self.marks.items():
            mine = [c for c in result.checks if c.preset == preset]
            line.set_data([c.published for c in mine], [c.computed for c in mine])
        misses = result.misses
        self.bars.set_segments([_bar(c) for c in result.checks if c.within])
        self.missed.set_segments([_bar(c) for c in misses])
        self.rings.set_data([c.published for c in misses], [c.computed for c in misses])
        self.head.set_text(
            "Misses, with what was published" if misses else "No misses here" if result.checks else ""
        )
        for k, text in enumerate(self.names):
            text.set_text("" if k >= len(misses) else _named(k + 1, misses[k]))
        self._tag(misses[:MOST_NAMED])
        return False

    def _tag(self, misses: tuple[Check, ...]) -> None:
        """Put numbers to the misses, beside their rings: to the right below the line, to the left above it."""
        for tag in self.tags:
            tag.set_visible(False)
        lines = []
        for above in (False, True):
            mine = [(k, c) for k, c in enumerate(misses) if (c.computed > c.published) == above]
            spots = [_spot(c) for _, c in mine]
            side = -30 if above else 30
            wanted = stage.text.spread([y for _, y in spots], _LINE + 2)
            for (k, _), want, (x, y) in zip(mine, wanted, spots, strict=True):
                at = (x + side, want + side / -3)
                self.tags[k].set(visible=True, text=str(k + 1), x=at[0] / theme.DPI, y=at[1] / theme.DPI)
                lines.append(leader(at, _TAG, (x, y), gap=7))
        set_leaders(self.leaders, lines)

    def describe(self, result: Agreement) -> stage.Description:
        """Return the picture in words."""
        what = (
            f"Scatter of {plural(len(result.checks), 'published number')} on logarithmic axes from {_LOWEST:g} to "
            f"{_HIGHEST:,.0f}: across, the number as published, with its published spread as a bar; upwards, the "
            f"model's. Constants: {join([PRESETS[p] for p in result.presets])}. A bar that reaches the diagonal is met."
        )
        if not result.checks:
            return stage.Description(what, "", "", f"{finding(result)}.")
        parts = [
            f"{sum(c.within for c in mine)} of {len(mine)} that {words}"
            for role, words in ROLES.items()
            if (mine := [c for c in result.checks if c.role == role])
        ]
        named = [f"{dose(c)}: {read_off(c)}, {both(c)} ({who(c.ref)})" for c in result.misses]
        values = f"Met: {join(parts)}. " + (f"Misses: {'; '.join(named)}." if named else "No misses.")
        high = sum(c.computed > c.published for c in result.checks)
        trend = (
            f"Half of the errors are below {number(result.usual_error, 2)}%. The model is above the published "
            f"number {high} times and not above it {len(result.checks) - high} times."
        )
        return stage.Description(what, values, trend, f"{finding(result)}.")

    def table(self, result: Agreement) -> stage.Table:
        """Return every number shown."""
        return stage.Table(
            "Published numbers and the model's, furthest off first",
            ("Dose", "Read off", "Study", "Constants", "Published", "Model", "Unit", "Error [%]", "Allowed [%]",
             "Met", "These numbers"),
            tuple(
                (dose(c), read_off(c), evidence.cite(c.ref), PRESETS[c.preset], number(c.published),
                 number(c.computed), c.unit.replace("*", "·"), f"{c.error_percent:.0f}",
                 f"{c.tolerance_percent:.0f}", "yes" if c.within else "no", ROLES[c.role])
                for c in result.checks
            ),
        )  # fmt: skip

    def cards(self, result: Agreement) -> tuple[stage.Card, ...]:
        """Return one card a number."""
        return tuple(_card(c) for c in result.checks)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:
        """Return the card of the nearest number within a few pixels."""
        if axes is not self.axes or not self.result.checks or x <= 0 or y <= 0:
            return None
        spot = np.log10([x, y])
        far = {
            c.id: float(np.hypot(*(np.log10([c.published, c.computed]) - spot))) for c in self.result.checks
        }
        nearest = min(far, key=lambda k: far[k])
        return nearest if far[nearest] < 0.15 else None


def _spot(c: Check) -> tuple[float, float]:
    """Return where a number stands on the picture [pixels from the lower left]."""
    left, bottom, width, height = _FRAME
    decades = math.log10(_HIGHEST / _LOWEST)
    across, up = (math.log10(value / _LOWEST) / decades for value in (c.published, c.computed))
    return left + width * across, bottom + height * up


def _points(preset: str) -> dict[str, Any]:
    marker, meaning, filled = _MARKS[preset]
    colour = theme.style(meaning).colour
    return {
        "linestyle": "none", "marker": marker, "markersize": 6.5, "color": colour,
        "markerfacecolor": colour if filled else "white", "markeredgecolor": theme.style("ink").colour,
        "markeredgewidth": 0.8 if filled else 1.5,
    }  # fmt: skip


def _bar(c: Check) -> list[tuple[float, float]]:
    spread = c.published * c.tolerance_percent / 100.0
    return [(max(c.published - spread, _LOWEST / 10), c.computed), (c.published + spread, c.computed)]


def _named(k: int, c: Check) -> str:
    way = theme.style(c.row["route"]).label + (", slow tablet" if c.row["release_h"] else "")
    other = f"; constants: {PRESETS[c.preset]}" if c.role == "cross_check" else ""
    what = f"{k}  {way}, {number(c.row['mg'])} mg ({who(c.ref)}{other})"
    return f"{what}\n    {read_off(c)}: {number(c.published)}{unit(c)}, model {number(c.computed)}{unit(c)}"


def _card(c: Check) -> stage.Card:
    label = f"{'' if c.within else 'Miss: '}{dose(c)}: {read_off(c)} ({who(c.ref)})"
    if c.preset != "venous":
        label += f" [{PRESETS[c.preset]}]"
    lines = [
        f"Published: {number(c.published)}{unit(c)} ({evidence.cite(c.ref)}). {c.quantity}; {c.scenario}.",
        (
            f"Model: {number(c.computed)}{unit(c)}, {c.error_percent:+.0f}%; allowed {c.tolerance_percent:.0f}% "
            f"either way. {'Met' if c.within else 'Missed, and kept'}."
        ),
        f"Constants: {PRESETS[c.preset]}. Numbers of this sort {ROLES[c.role]}.",
    ]
    if c.row["note"]:
        lines.append(f"Mind: {c.row['note']}.")
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(c.id, label, f"<h4>{escape(label)}</h4>{body}")
