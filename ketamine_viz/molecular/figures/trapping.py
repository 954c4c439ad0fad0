"""Picture: the block of a busy and of a quiet channel while a drug comes and goes."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.figures.channel import percent
from ketamine_viz.molecular.figures.receptor_drawing import placed
from ketamine_viz.molecular.trapping import (
    DRUG_OFF_S,
    DRUG_ON_S,
    END_S,
    OPEN_S,
    QUIET_PER_MIN,
    SILENT_TO_S,
    Trapping,
)
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import number, spread

_WIDTH, _HEIGHT = 900, 440
_BOX = (74, 128, 640, 272)
_STRIPS = (74, 54, 640, 62)
_KINDS = ("busy", "quiet")
_LOOK: dict[str, dict[str, Any]] = {
    "busy": {"color": "#222222", "linestyle": "-", "linewidth": 2.6},
    "quiet": {"color": "#6b6b6b", "linestyle": (0, (5, 2)), "linewidth": 2.2},
}


class TrappingPicture(stage.Picture):
    """Block over five minutes above, moments at which each gate opens below."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Draw axes and phases once; curves, strips and words move."""
        self.small = mpl.rcParams["legend.fontsize"]
        self.title = fig.text(12 / _WIDTH, 1 - 8 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        axes = self.axes = fig.add_axes(_place(_BOX))
        axes.set(xlim=(0, END_S), ylim=(0, 104), yticks=range(0, 101, 25))
        axes.set_ylabel("Channels plugged [%]")
        axes.tick_params(axis="x", labelbottom=False)
        placed(
            axes,
            Rectangle(
                (DRUG_ON_S, 0), DRUG_OFF_S - DRUG_ON_S, 104, facecolor="#eceff3", edgecolor="none", zorder=0
            ),
        )
        self.drug = axes.text(
            (DRUG_ON_S + DRUG_OFF_S) / 2, 100, "", ha="center", va="top", fontsize=self.small
        )
        self.phase = axes.text(
            (DRUG_OFF_S + SILENT_TO_S) / 2, 100, "", ha="center", va="top", fontsize=self.small
        )
        self.lines = {kind: axes.plot([], [], zorder=4, **_LOOK[kind])[0] for kind in _KINDS}
        axes.plot(
            [0, END_S], [0, 0], color="#6b6b6b", linestyle=(0, (1, 1)), linewidth=2.4, clip_on=False, zorder=3
        )
        dot = theme.style("measured").points(markersize=8, zorder=6)
        (self.measured,) = axes.plot([], [], **dot)
        self.beside = axes.annotate(
            "",
            (0, 0),
            (7, 7),
            "data",
            "offset points",
            fontsize=self.small,
            va="bottom",
            zorder=7,
            linespacing=1.1,
        )
        self.beside.set_bbox({"facecolor": "white", "alpha": 0.85, "edgecolor": "none", "pad": 1})
        self.ends = {
            kind: axes.annotate(
                "", (1, 0), (8, 0), ("axes fraction", "data"), "offset points", va="center", fontsize=self.small,
                annotation_clip=False, linespacing=1.1,
            )
            for kind in (*_KINDS, "never")
        }  # fmt: skip
        strips = self.strips = fig.add_axes(_place(_STRIPS), sharex=axes)
        strips.set(ylim=(2, 0), yticks=(0.5, 1.5))
        strips.set_yticklabels(["busy", "quiet"])
        strips.tick_params(axis="y", length=0)
        strips.grid(False)
        strips.set_xlabel("Seconds")
        for side in ("left", "bottom"):
            strips.spines[side].set_visible(False)
        self.gates = {
            kind: LineCollection([], colors=_LOOK[kind]["color"], linewidths=2.0) for kind in _KINDS
        }
        for gate in self.gates.values():
            strips.add_collection(gate)
        fig.text(
            (_STRIPS[0] + _STRIPS[2] + 8) / _WIDTH, (_STRIPS[1] + _STRIPS[3] / 2) / _HEIGHT,
            "each stroke: the gate\nis open for one second", fontsize=self.small, va="center", linespacing=1.1,
        )  # fmt: skip
        fig.text(
            1 - 12 / _WIDTH, 8 / _HEIGHT, "Curves: model, not data", ha="right", va="bottom", color="#555555",
            fontsize=self.small,
        )  # fmt: skip
        fig.legend(
            handles=[Line2D([], [], **theme.style("measured").points(markersize=8), label="measured share that stays")],
            loc="lower left", bbox_to_anchor=(60 / _WIDTH, 0), borderaxespad=0.2,
        )  # fmt: skip
        return [
            self.title, self.drug, self.phase, *self.lines.values(), *self.gates.values(), self.measured, self.beside,
            *self.ends.values(),
        ]  # fmt: skip

    def update(self, result: Trapping) -> bool:
        """Move curves, strokes and words."""
        self.title.set_text(finding(result))
        self.drug.set_text(f"{result.drug} {number(result.level)} µM")
        self.phase.set_text("drug gone, left shut" if result.silent else "drug gone, in use")
        last = {}
        for kind in _KINDS:
            self.lines[kind].set_data(result.time, 100 * result.block[kind])
            starts = result.openings[kind]
            row = float(_KINDS.index(kind))
            middle = starts + OPEN_S / 2
            self.gates[kind].set_segments([[(t, row + 0.15), (t, row + 0.85)] for t in middle])
            last[kind] = 100 * float(result.block[kind][-1])
        last["never"] = 0.0
        words = {
            "busy": f"busy: {number(result.rate)} a minute",
            "quiet": f"quiet: {number(QUIET_PER_MIN)} a minute",
            "never": "never opened: 0%",
        }
        places = spread(list(last.values()), 7.5)
        up = max(-min(places), 0.0)
        for kind, y in zip(last, places, strict=True):
            self.ends[kind].xy = (1, y + up)
            self.ends[kind].set_text(words[kind])
        shown = result.silent
        y = 100 * result.at_wash["busy"] * result.trapped
        self.measured.set_data([SILENT_TO_S] if shown else [], [y] if shown else [])
        self.beside.xy = (SILENT_TO_S, y)
        self.beside.set_text(f"{percent(result.trapped)} stays trapped\n({_who(result)})" if shown else "")
        return False

    def describe(self, result: Trapping) -> stage.Description:
        """Return the picture in words."""
        what = (
            f"Two curves over {END_S:.0f} seconds: share of channels plugged by {result.drug}, "
            f"{number(result.level)} µM from {DRUG_ON_S:.0f} to {DRUG_OFF_S:.0f} s. A busy channel opens "
            f"{number(result.rate)} times a minute, a quiet one {number(QUIET_PER_MIN)} times, one second each. Then "
            f"both are {'left shut for two minutes' if result.silent else 'used on'}."
        )
        values = (
            f"Plugged half a minute into the drug: busy {percent(result.early['busy'])}, quiet "
            f"{percent(result.early['quiet'])}, never opened 0%. As it leaves: {percent(result.at_wash['busy'])} and "
            f"{percent(result.at_wash['quiet'])}; a channel that never shuts would reach {percent(result.plateau)}. "
            f"Two minutes later: {percent(result.after['busy'])} and {percent(result.after['quiet'])}."
        )
        trend = (
            f"Of the busy channel's block {percent(result.left)} is left after two minutes. Measured behind a shut "
            f"gate: {percent(result.trapped)} ({_who(result)})."
        )
        return stage.Description(what, values, trend, f"{finding(result)}.")

    def table(self, result: Trapping) -> stage.Table:
        """Return both curves every ten seconds."""
        rows = []
        for second in np.arange(0.0, END_S + 1, 10.0):
            shares = [float(np.interp(second, result.time, result.block[kind])) for kind in _KINDS]
            rows.append((f"{second:.0f}", *(f"{100 * share:.1f}" for share in shares)))
        return stage.Table(
            f"Channels plugged by {result.drug}, {number(result.level)} µM",
            ("Second", "Busy [%]", "Quiet [%]"),
            tuple(rows),
        )


def finding(result: Trapping) -> str:
    """Return the sentence above the picture."""
    busy, quiet = percent(result.early["busy"]), percent(result.early["quiet"])
    end = "shut" if result.silent else "used on"
    kept = percent(result.left)
    return f"After 30 s: {busy} of busy, {quiet} of quiet channels plugged; {end}, they keep {kept} of it"


def _who(result: Trapping) -> str:
    return evidence.cite(result.study).split(",")[0].replace(" et al.", "")


def _place(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, bottom, width, height = box
    return left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT
