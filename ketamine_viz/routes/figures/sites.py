"""One drip, three published models, on one set of axes."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from ketamine_viz import stage
from ketamine_viz.routes.constants import PRESETS, group
from ketamine_viz.routes.one_drip import DRIP, OneDrip
from ketamine_viz.routes.words import minutes_or_hours, who
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, join, number, plural

_WIDTH, _HEIGHT = 900, 440
_FRAME = (72, 58, 520, 334)  # left, bottom, width, height [pixels]
_LIST = 618
_FLOOR, _TOP, _LOG_TOP = 1.0, 190.0, 300.0
READING = "mixed"
NAMES = {
    "arterial": ("Artery", "Simons 2022"),
    "venous": ("Vein", "Fanta 2015"),
    "nasal_label": ("Spray's own model", "Perez-Ruixo 2021"),
    READING: ("Exploratory", "artery minus unmixed"),
}
_DASHES: dict[str, Any] = {
    "arterial": (0, (5, 2)),
    "venous": "-",
    "nasal_label": (0, (1, 1)),
    READING: (0, (3, 1, 1, 1)),
}
#: Times the table samples each curve at [h].
TABLE_H = (0.1, 0.25, 0.5, DRIP.ends_h, 0.75, 1.0, 2.0, 4.0, 8.0, 12.0)


def finding(result: OneDrip) -> str:
    """Return the finding above the picture."""
    levels = sorted(result.end[p] for p in PRESETS)
    return f"One drip, three published models: {join([f'{v:.0f}' for v in levels])} ng/mL at its end"


class ThreeModels(stage.Picture):
    """Levels of S-ketamine after one drip, as three published models give them."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make the frame, a line for each model, and the list beside it."""
        self.fig = fig
        self.result: OneDrip | None = None
        self.still: tuple[bool, float] | None = None
        self.title = fig.text(12 / _WIDTH, 1 - 8 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        left, bottom, width, height = _FRAME
        self.axes = axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        axes.set_xlabel("Hours after the start of the drip")
        axes.set_ylabel("S-ketamine in plasma [ng/mL]")
        axes.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
        small, muted = mpl.rcParams["legend.fontsize"], theme.style("muted").colour
        axes.axvspan(0, DRIP.ends_h, color=theme.style("band").colour, alpha=0.45, lw=0, zorder=0)
        axes.text(
            0.985, 0.97, f"Grey: the drip runs ({number(DRIP.over_min or 0)} min)\nmodel, not data", ha="right",
            va="top", transform=axes.transAxes, color=muted, fontsize=small,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )  # fmt: skip
        self.lines: dict[str, Line2D] = {}
        self.samples: dict[str, Line2D] = {}
        self.heads, self.entries = {}, {}
        for k, name in enumerate(NAMES):
            (self.lines[name],) = axes.plot([], [], linestyle=_DASHES[name])
            y = _HEIGHT - 56 - 82 * k
            self.samples[name] = Line2D(
                [_LIST / _WIDTH, (_LIST + 36) / _WIDTH], [(y - 8) / _HEIGHT] * 2, linestyle=_DASHES[name],
                transform=fig.transFigure,
            )  # fmt: skip
            fig.add_artist(self.samples[name])
            self.heads[name] = fig.text((_LIST + 44) / _WIDTH, y / _HEIGHT, "", va="top", weight="bold")
            self.entries[name] = fig.text(
                (_LIST + 44) / _WIDTH, (y - 19) / _HEIGHT, "", va="top", fontsize=small, linespacing=1.2
            )
        words = (self.title, *self.heads.values(), *self.entries.values())
        return [*self.lines.values(), *self.samples.values(), *words]

    def update(self, result: OneDrip) -> bool:
        """Put lines, numbers and the list where they belong."""
        self.result = result
        self.title.set_text(finding(result))
        self._scale(result)
        for name, line in self.lines.items():
            shown = name != READING or result.reading
            level = result.mixed if name == READING else result.level[name]
            line.set_data(result.time_h, np.maximum(level, _FLOOR / 10) if result.log else level)
            front = name == result.front
            look = {
                "color": theme.style(
                    "iv_infusion" if front else "muted" if name == READING else "ink"
                ).colour,
                "linewidth": 4.0 if front else 1.8,
            }
            line.set(**look, zorder=6 if front else 4, visible=shown)
            self.samples[name].set(**look, visible=shown)
            self.heads[name].set_text(NAMES[name][0] + (" (front)" if front else "") if shown else "")
            self.entries[name].set_text(_entry(result, name) if shown else "")
        before, self.still = self.still, (result.log, result.hours)
        return self.still != before

    def _scale(self, result: OneDrip) -> None:
        scale = "log" if result.log else "linear"
        if self.axes.get_yscale() != scale:
            self.axes.set_yscale(scale)
            self.axes.yaxis.set_major_formatter(lambda level, _: f"{level:g}")
            self.axes.yaxis.set_minor_formatter(lambda *_: "")
        self.axes.set_ylim((_FLOOR, _LOG_TOP) if result.log else (0, _TOP))
        self.axes.set_xlim(0, result.hours)

    def describe(self, result: OneDrip) -> stage.Description:
        """Return the picture in words."""
        axis = "logarithmic" if result.log else "linear"
        front = f" In front: {NAMES[result.front][0].lower()}." if result.front in NAMES else ""
        what = (
            f"Line chart of S-ketamine in plasma [ng/mL, {axis} axis] over {plural(round(result.hours), 'hour')} after "
            f"{number(DRIP.mg)} mg over {number(DRIP.over_min or 0)} min into a vein, 70 kg, as three published "
            f"models give it.{front} Models, not data."
        )
        parts = [
            f"{NAMES[p][0]} ({NAMES[p][1]}): {result.end[p]:.0f} ng/mL at the end of the drip, "
            f"{number(result.at(p, result.hours))} at {number(result.hours)} h, "
            f"exposure {result.exposure[p]:.0f} ng·h/mL."
            for p in ("arterial", "venous", "nasal_label")
        ]
        if result.reading:
            parts.append(
                f"Exploratory, no published conversion: artery minus the drug not mixed yet "
                f"({result.unmixed:.0f} ng/mL) is {result.end[READING]:.0f} ng/mL at the end of the drip."
            )
        exposures = result.exposure.values()
        trend = (
            f"All climb while the drip runs and fall after it. Highest is {result.apart(result.end_h):.1f} times "
            f"lowest at the end of the drip, {result.apart(result.hours):.1f} times at {number(result.hours)} h; "
            f"exposures are at most {max(exposures) / min(exposures):.2f} times apart."
        )
        if result.front in NAMES:
            others = [
                f"{NAMES[p][0].lower()} {result.end[p] / result.end[result.front]:.2f}"
                for p in ("arterial", "venous", "nasal_label")
                if p != result.front
            ]
            trend += f" At the end of the drip, with the one in front as 1: {join(others)}."
        return stage.Description(what, " ".join(parts), trend, f"{finding(result)}.")

    def table(self, result: OneDrip) -> stage.Table:
        """Return the levels that are drawn."""
        names = [n for n in NAMES if n != READING or result.reading]
        rows = []
        for t in (t for t in TABLE_H if t <= result.hours):
            levels = [
                np.interp(t, result.time_h, result.mixed if n == READING else result.level[n]) for n in names
            ]
            rows.append((number(t), *("not drawn" if np.isnan(v) else number(float(v)) for v in levels)))
        return stage.Table(
            f"S-ketamine [ng/mL] after {number(DRIP.mg)} mg over {number(DRIP.over_min or 0)} min, three models",
            ("Time [h]", *(f"{NAMES[n][0]} ({NAMES[n][1]})" for n in names)),
            tuple(rows),
        )

    def cards(self, result: OneDrip) -> tuple[stage.Card, ...]:
        """Return one card a line."""
        return tuple(_card(n, result) for n in NAMES if n != READING or result.reading)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:
        """Return the card of the nearest line."""
        result = self.result
        if axes is not self.axes or result is None or not 0 <= x <= result.hours:
            return None
        far = {p: abs(result.at(p, x) - y) for p in PRESETS}
        if result.reading and x <= result.end_h:
            far[READING] = abs(float(np.interp(x, result.time_h, np.nan_to_num(result.mixed, nan=-1e9))) - y)
        nearest = min(far, key=lambda name: far[name])
        return nearest if far[nearest] < 8 else None


def _entry(result: OneDrip, name: str) -> str:
    if name == READING:
        return (
            f"{NAMES[name][1]} drug;\nno published conversion\n{result.end[name]:.0f} at the end of the drip"
        )
    return (
        f"{NAMES[name][1]}\n{result.end[name]:.0f} at the end of the drip\n"
        f"exposure {result.exposure[name]:.0f} ng·h/mL"
    )


_WORDS = {
    "arterial": (
        "Fitted to blood from an artery. While the drip runs, drug that has not yet mixed with all the blood passes "
        "there first, and the model's first volume is small"
    ),
    "venous": (
        "Fitted to blood from a vein of the arm. The arm's tissue takes up drug on the way, so that less comes out "
        "than went in while the drip runs. It starts in a larger volume"
    ),
    "nasal_label": (
        "Fitted to the nasal spray together with doses into a vein and by mouth. It clears fastest and starts in the "
        "largest volume; both lower the level at the end of a drip"
    ),
}


def _card(name: str, result: OneDrip) -> stage.Card:
    label = f"{NAMES[name][0]} ({NAMES[name][1]})"
    if name == READING:
        lines = [
            (
                "Exploratory, and not a published conversion: the level in an artery minus the rate of the drip over "
                f"the flow through the body, {result.unmixed:.0f} ng/mL here. The flow is one model's (Henthorn 2018). "
                "It says how much of the gap could be drug that is not mixed yet, and no more."
            ),
            *(
                f"At the end of {r.what} it gives {number(r.computed)} ng/mL; measured {number(r.published)} "
                f"({who(r.ref)})."
                for r in result.readings
            ),
        ]
    else:
        lines = [
            f"{_WORDS[name]}: {number(group(name)['V1'])} L.",
            (
                f"At the end of the drip ({minutes_or_hours(result.end_h)}): {result.end[name]:.0f} ng/mL. Exposure: "
                f"{result.exposure[name]:.0f} ng·h/mL, which is the dose over a clearance of "
                f"{1000 * DRIP.mg / result.exposure[name]:.0f} L/h."
            ),
        ]
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(name, label, f"<h4>{escape(label)}</h4>{body}")
