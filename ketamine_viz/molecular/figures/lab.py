"""Picture of the laboratory: two runs of the model, and what was published beside them."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.lab import READOUTS, TIMES_H, Experiment, class_of
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import plural

_WIDTH, _HEIGHT = 900, 460
_FRAME = (62, 78, 318, 322)  # left, bottom, width, height [pixels]
_MOST = 8
_TOP, _STEP = 372.0, 40.0  # first row, and from row to row [pixels]
_WORDS_AT = 404
#: Class → column heading, for both kinds of experiment.
COLUMNS = {
    False: {"less": "weaker", "same": "unchanged", "more": "stronger"},
    True: {"like": "like ketamine", "unlike": "not like it"},
}
_COLUMN_AT = {False: (688.0, 770.0, 852.0), True: (716.0, 838.0)}
WAY = {
    ("less", False): "{} held down, with ketamine",
    ("more", False): "{} turned up, with ketamine",
    ("less", True): "{} held down, no ketamine",
    ("more", True): "{} turned up, no ketamine",
    ("instead", True): "{}: something else in place of ketamine",
}
SYSTEM = {"mouse": "mice", "rat": "rats", "human": "people", "slice": "slices"}


def named(what: object) -> str:
    """Return a break in words."""
    return WAY[what.way, what.alone].format(what.label)  # type: ignore[attr-defined]


def clock(hours: float) -> str:
    """Return a time in words."""
    return "1 hour" if hours == 1 else f"{hours:g} hours" if hours < 48 else f"{hours / 24:g} days"


class LabPicture(stage.Picture):
    """Left: ketamine's effect intact and broken.  Right: published experiments, sorted by result."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make all artists; the axis of time and the columns change with the question."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.title = fig.text(
            12 / _WIDTH, 1 - 9 / _HEIGHT, "", va="top", weight="bold", fontsize=mpl.rcParams["axes.titlesize"]
        )
        curves = self._curves(fig)
        sheet = fig.add_axes((0, 0, 1, 1))
        sheet.set(xlim=(0, _WIDTH), ylim=(0, _HEIGHT))
        sheet.set_axis_off()
        sheet.text(_WORDS_AT, 408, "Published experiments", weight="bold", va="center")
        self.foot = sheet.text(12, 12, "", va="center", color="#555555", fontsize=self.small)
        return [self.title, *curves, *self._rows(sheet), self.foot]

    def _curves(self, fig: Figure) -> list[Artist]:
        left, bottom, width, height = _FRAME
        self.axes = axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        axes.set(ylim=(-0.35, 1.6), yticks=(0, 0.5, 1, 1.5))
        axes.set_yticklabels(("0", "50", "100", "150"))
        axes.set_ylabel("Effect [% of ketamine's own peak]")
        look: dict[str, Any] = {
            "transform": axes.transAxes,
            "ha": "right",
            "va": "top",
            "fontsize": self.small,
        }
        axes.text(0.985, 0.975, "model, not data", style="italic", **look)
        self.account = axes.text(0.985, 0.905, "", **look)
        drug, ink = theme.style("drug"), "#b3340b"
        zero = np.zeros(2)
        self.bands = [
            axes.fill_between([0, 1], 0, 0, color=colour, alpha=0.16, linewidth=0)
            for colour in (drug.colour, ink)
        ]
        axes.axhline(0, color=theme.style("control").colour, linestyle=theme.style("control").linestyle)
        self.lines = [
            axes.plot([0, 1], zero, color=drug.colour, linewidth=2)[0],
            axes.plot([0, 1], zero, color=ink, linewidth=2.4, linestyle=(0, (4, 1.5)))[0],
        ]
        self.at = axes.axvline(1, color=theme.style("muted").colour, linewidth=1)
        end: dict[str, Any] = {"weight": "bold", "fontsize": self.small, "ha": "right"}
        self.names = [
            axes.text(0, 0, "ketamine", color=drug.colour, va="bottom", **end),
            axes.text(0, 0, "broken", color=ink, va="top", **end),
        ]
        self.vehicle = axes.text(0.985, 0.005, "no drug (control): 0 by definition", transform=axes.transAxes,
                                 ha="right", va="bottom", fontsize=self.small)  # fmt: skip
        return [*self.bands, *self.lines, self.at, *self.names, self.account]

    def _rows(self, sheet: Axes) -> list[Artist]:
        self.heads = [
            sheet.text(0, 408, "", ha="center", va="center", fontsize=self.small, weight="bold")
            for _ in range(3)
        ]
        (self.grid,) = sheet.plot([], [], color="#d8dbe0", linewidth=1, zorder=0)
        self.who = [sheet.text(_WORDS_AT, 0, "", va="center", fontsize=self.small) for _ in range(_MOST)]
        ink = theme.style("ink").colour
        marks: dict[str, Any] = {"markersize": 10, "linestyle": "none", "color": ink}
        (self.sure,) = sheet.plot([], [], marker="o", **marks)
        (self.contested,) = sheet.plot([], [], marker="o", markerfacecolor="white", **marks)
        (self.model,) = sheet.plot([], [], marker="D", linestyle="none", color="#b3340b", markersize=11)
        return [self.grid, *self.heads, *self.who, self.sure, self.contested, self.model]

    # -- a new result -----------------------------------------------------------------

    def update(self, result: Experiment) -> bool:
        """Draw both runs and sort the published rows."""
        self.title.set_text(headline(result))
        self._draw_curves(result)
        self.account.set_text(f"Account: {result.account_name}")
        columns = list(COLUMNS[result.what.alone])
        places = dict(zip(columns, _COLUMN_AT[result.what.alone], strict=True))
        for k, head in enumerate(self.heads):
            shown = k < len(columns)
            head.set_visible(shown)
            if shown:
                head.set(text=COLUMNS[result.what.alone][columns[k]], x=places[columns[k]])
        bottom = _TOP - _STEP * (len(result.what.rows) + 0.5)
        xs, ys = [], []
        for x in places.values():
            xs += [x, x, np.nan]
            ys += [394, bottom, np.nan]
        self.grid.set_data(xs, ys)
        points: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
        for k, text in enumerate(self.who):
            y = _TOP - _STEP * (k + 1)
            text.set_y(y)
            if k < len(result.what.rows):
                row = result.what.rows[k]
                text.set_text(said(row))
                points[row["direction_confidence"] == "high"].append((places[class_of(row)], y))
            else:
                text.set_text("")
        for mark, found in ((self.sure, points[True]), (self.contested, points[False])):
            mark.set_data([x for x, _ in found], [y for _, y in found])
        at = places.get(result.word)
        self.model.set_data([] if at is None else [at], [] if at is None else [_TOP])
        self.foot.set_text(
            "Diamond: the model, as set above.  Dot: direction undisputed.  Hollow: disputed, or hard to read."
        )
        self.model_words(result)
        return self._rescaled(result)

    def model_words(self, result: Experiment) -> None:
        """Write the model's own line above the published ones."""
        last = self.who[-1]
        share = (
            "nothing to compare with" if result.share is None else f"{_percent(result.share)} of ketamine's"
        )
        last.set(text=f"the model, {SYSTEM[result.system]}, {clock(result.at_h)}\n{share}", y=_TOP)

    def _draw_curves(self, result: Experiment) -> None:
        for band, line, name, (low, middle, high) in zip(
            self.bands, self.lines, self.names, (result.ketamine, result.broken), strict=True
        ):
            clipped = [np.clip(part, -0.35, 1.6) for part in (low, middle, high)]
            band.set_data(result.time_h, clipped[0], clipped[2])
            line.set_data(result.time_h, clipped[1])
            x = 1.9 * result.at_h
            name.set_position((x, float(np.interp(x, result.time_h, clipped[1]))))
        upper = self.names[0].get_position()[1] >= self.names[1].get_position()[1]
        self.names[0].set_verticalalignment("bottom" if upper else "top")
        self.names[1].set_verticalalignment("top" if upper else "bottom")
        self.names[1].set_text("alone" if result.what.alone else "broken")
        self.at.set_xdata([result.at_h] * 2)

    def _rescaled(self, result: Experiment) -> bool:
        hours = 2 * result.at_h
        if self.axes.get_xlim() == (0, hours):
            return False
        self.axes.set_xlim(0, hours)
        if hours > 100:
            ticks = np.arange(0, hours + 1, 48)
            self.axes.set_xticks(ticks, [f"{t / 24:g}" for t in ticks])
            self.axes.set_xlabel("Days after the dose")
        else:
            ticks = np.linspace(0, hours, 5)
            self.axes.set_xticks(ticks, [f"{t:g}" for t in ticks])
            self.axes.set_xlabel("Hours after the dose")
        return True

    # -- in words ------------------------------------------------------------------------

    def describe(self, result: Experiment) -> stage.Description:
        """Return the picture in words."""
        rows = result.what.rows
        columns = COLUMNS[result.what.alone]
        counts = [f"{sum(class_of(r) == name for r in rows)} {words}" for name, words in columns.items()]
        top = 100 * float(result.ketamine[1].max())
        broken = "alone" if result.what.alone else "broken"
        return stage.Description(
            what=f"{named(result.what)}. Left, a model: {READOUTS[result.readout]} in {SYSTEM[result.system]} over "
            f"{clock(2 * result.at_h)}, as a share of ketamine's own peak, intact and {broken}, with bands over draws; "
            f"no drug is 0 by definition. Account: {result.account_name}. Right: "
            f"{plural(len(rows), 'published experiment')}.",
            values=f"At {clock(result.at_h)} the model gives {_shares(result)}. Published: {', '.join(counts)}.",
            trend=f"Intact, the middle of the draws peaks at {top:.0f}%; {broken}, at "
            f"{100 * float(result.broken[1].max()):.0f}%.",
            headline=headline(result) + ".",
        )

    def table(self, result: Experiment) -> stage.Table:
        """Return the published experiments and the model's line."""
        columns = COLUMNS[result.what.alone]
        rows: list[tuple[object, ...]] = [
            (
                "model", SYSTEM[result.system], "", READOUTS[result.readout], clock(result.at_h),
                columns.get(result.word, "nothing to compare with"), _shares(result),
            )
        ]  # fmt: skip
        for row in result.what.rows:
            hours = row["time_after_dose_h"]
            rows.append(
                (
                    evidence.cite(row["ref"]), SYSTEM[row["system"]], row["agent"], row["readout"],
                    "not stated" if hours is None else clock(hours), columns[class_of(row)],
                    f"{row['result_on_ketamine_effect'].replace('_', ' ')}; {row['direction_confidence']}",
                )
            )  # fmt: skip
        return stage.Table(
            named(result.what),
            ("Who", "In", "What was done", "Read", "When", "Class", "As published"),
            tuple(rows),
        )


def said(row: dict[str, object]) -> str:
    """Return a published experiment in two short lines."""
    agent = str(row["agent"])
    agent = agent if len(agent) <= 36 else agent[:35].rstrip() + "…"
    when = row["time_after_dose_h"]
    time = "" if when is None else f", {clock(float(str(when)))}"
    cite = evidence.cite(str(row["ref"])).split(",")[0]
    return f"{cite}, {SYSTEM[str(row['system'])]}{time}\n{agent}"


def _shares(result: Experiment) -> str:
    if result.share is None:
        return "less than 10% of ketamine's own peak: nothing to compare"
    return f"{_percent(result.share)} of ketamine's effect"


def _percent(share: float) -> str:
    return f"{round(100 * share)}%".replace("-", "−")


def headline(result: Experiment) -> str:
    """Return the one sentence over the picture."""
    columns = COLUMNS[result.what.alone]
    if result.word == "none":
        return f"At {clock(result.at_h)} ketamine's own effect is too small in this model: nothing to compare"
    agree = sum(class_of(row) == result.word for row in result.what.rows)
    return (
        f"The model says {columns[result.word]}; {agree} of {plural(len(result.what.rows), 'published experiment')} "
        f"{'agrees' if agree == 1 else 'agree'}"
    )


__all__ = ["COLUMNS", "TIMES_H", "LabPicture", "clock", "headline", "named", "said"]
