"""Picture: unbound concentration against occupancy, the levels that studied regimens reach, and five pools."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Annotation

from ketamine_viz import routes, stage
from ketamine_viz.molecular.constants import POOLS
from ketamine_viz.molecular.figures.channel import percent
from ketamine_viz.molecular.figures.receptor_drawing import placed
from ketamine_viz.molecular.pools import HIGHEST_UM, LOWEST_UM, MOLECULES, REGIMENS, Pools
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import number

_WIDTH, _HEIGHT = 900, 460
_MAIN = (62, 204, 392, 204)
_STRIP = (62, 54, 392, 112)
_BARS = (762, 204, 84, 204)
POOL_WORDS = {
    "interneuron": "braking neurons",
    "evoked": "busy synapses",
    "habenula": "habenula",
    "resting": "synapses at rest",
    "extrasynaptic": "outside synapses",
}
_IN_POOL = {
    "interneuron": "on braking neurons",
    "evoked": "at busy synapses",
    "habenula": "in the habenula",
    "resting": "at resting synapses",
    "extrasynaptic": "outside synapses",
}
MOLECULE_WORDS = {
    "racemic": "racemic ketamine",
    "s_ketamine": "S-ketamine",
    "r_ketamine": "R-ketamine",
    "norketamine": "norketamine",
    "hydroxynorketamine": "hydroxynorketamine (HNK)",
}
_DASHES: tuple[Any, ...] = ("-", (0, (6, 2)), (0, (1, 1)), (0, (4, 1, 1, 1)), (0, (2, 1.5)))
_FORMS = {"racemic": "racemic", "s_ketamine": "esketamine", "r_ketamine": "arketamine"}
UNKNOWN = (
    "Human occupancy is not\n"
    "known: one scan, of five\n"
    "people, could show none.\n"
    "Curves and bars here are\n"
    "arithmetic from rats and\n"
    "cells: model, not data."
)
_LINE = 15.0  # height of a line of small text [pixels]


class PoolsPicture(stage.Picture):
    """Curves above, levels reached by studied regimens below, five pools at the peak on the right."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make axes and artists once; all but axes and the warning moves."""
        self.small = mpl.rcParams["legend.fontsize"]
        self.title = fig.text(12 / _WIDTH, 1 - 8 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        warning = fig.text(
            706 / _WIDTH, 32 / _HEIGHT, UNKNOWN, va="bottom", fontsize=self.small, linespacing=1.25
        )
        warning.set_bbox({"facecolor": "#f4f1ea", "edgecolor": "#8d8675", "linewidth": 1, "pad": 6})
        return [self.title, *self._main(fig), *self._strip(fig), *self._bars(fig)]

    def _main(self, fig: Figure) -> list[Artist]:
        axes = self.main = fig.add_axes(_place(_MAIN))
        axes.set(xscale="log", xlim=(LOWEST_UM, HIGHEST_UM), ylim=(0, 100), yticks=range(0, 101, 25))
        axes.minorticks_off()
        axes.tick_params(axis="x", labelbottom=False)
        axes.set_ylabel("Receptors occupied [%]")
        self.span = placed(axes, Rectangle((1, 0), 0, 100, facecolor="#e3e8ee", edgecolor="none", zorder=0))
        self.band = PolyCollection([], facecolors=theme.style("band").colour, alpha=0.55, zorder=1)
        axes.add_collection(self.band)
        self.lines = [axes.plot([], [], zorder=3)[0] for _ in range(5)]
        self.samples = [axes.plot([], [], transform=axes.transAxes, clip_on=False)[0] for _ in range(5)]
        self.names = [
            axes.text(1.1, 0, "", transform=axes.transAxes, va="center", fontsize=self.small, linespacing=1.1)
            for _ in range(5)
        ]
        ink = theme.style("ink").colour
        (self.dot,) = axes.plot(
            [], [], marker="o", markersize=9, color=ink, markeredgecolor="white", zorder=6
        )
        self.read: Annotation = axes.annotate(
            "",
            (1, 0),
            (-7, 4),
            "data",
            "offset points",
            fontsize=self.small,
            weight="bold",
            ha="right",
            zorder=7,
        )
        self.read.set_bbox({"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 1})
        return [self.span, self.band, *self.lines, *self.samples, *self.names, self.dot, self.read]

    def _strip(self, fig: Figure) -> list[Artist]:
        axes = self.strip = fig.add_axes(_place(_STRIP))
        axes.set(xscale="log", xlim=(LOWEST_UM, HIGHEST_UM), ylim=(len(REGIMENS), 0), yticks=[])
        axes.set_xticks([0.01, 0.1, 1, 10, 100], ["0.01", "0.1", "1", "10", "100"])
        axes.minorticks_off()
        axes.set_xlabel("Unbound at the receptor [µM]; bars: peaks after studied regimens", loc="left")
        axes.spines["left"].set_visible(False)
        colours = [theme.style(regimen.route).colour for regimen in _regimens()]
        self.ranges = LineCollection([], colors=colours, linewidths=5, capstyle="butt", zorder=3)
        axes.add_collection(self.ranges)
        self.mids: list[Line2D] = []
        self.words: list[Annotation] = []
        for k, regimen in enumerate(_regimens()):
            (mid,) = axes.plot([], [], **theme.style(regimen.route).points(markersize=7, zorder=4))
            self.mids.append(mid)
            self.words.append(
                axes.annotate(
                    "", (1, k + 0.5), (7, 0), ("axes fraction", "data"), "offset points", va="center",
                    fontsize=self.small, annotation_clip=False,
                )
            )  # fmt: skip
        return [self.ranges, *self.mids, *self.words]

    def _bars(self, fig: Figure) -> list[Artist]:
        axes = self.bars = fig.add_axes(_place(_BARS))
        axes.set(xlim=(0, 100), ylim=(len(POOLS), 0), xticks=(0, 50, 100), yticks=[])
        axes.spines["left"].set_visible(False)
        axes.set_title("All molecules at the peak [%]", fontsize=mpl.rcParams["axes.labelsize"], loc="center")
        axes.title.set_position((0.0, 1.0))
        for k, pool in enumerate(POOL_WORDS):
            axes.annotate(
                POOL_WORDS[pool], (0, k + 0.5), (-6, 0), ("axes fraction", "data"), "offset points", ha="right",
                va="center", fontsize=self.small, annotation_clip=False,
            )  # fmt: skip
        ink = theme.style("ink").colour
        self.reach = LineCollection([], colors=theme.style("band").colour, linewidths=9, capstyle="butt")
        axes.add_collection(self.reach)
        (self.peaks,) = axes.plot([], [], linestyle="none", marker="o", color=ink, markersize=7)
        self.shares = [
            axes.annotate(
                "", (1, k + 0.5), (6, 0), ("axes fraction", "data"), "offset points", va="center", fontsize=self.small,
                annotation_clip=False,
            )
            for k in range(len(POOLS))
        ]  # fmt: skip
        self.none = axes.text(50, 2.5, "", ha="center", va="center", fontsize=self.small)
        return [self.reach, self.peaks, *self.shares, self.none]

    # -- what moves --------------------------------------------------------------------

    def update(self, result: Pools) -> bool:
        """Move curves, levels and bars."""
        self.title.set_text(finding(result))
        self._curves(result)
        self._levels(result)
        rows = [(k + 0.5, result.peak[pool]) for k, pool in enumerate(POOL_WORDS) if result.peak]
        self.reach.set_segments([[(100 * low, y), (100 * high, y)] for y, (low, _, high) in rows])
        self.peaks.set_data([100 * middle for _, (_, middle, _) in rows], [y for y, _ in rows])
        for k, pool in enumerate(POOL_WORDS):
            self.shares[k].set_text(percent(result.peak[pool][1]) if result.peak else "")
        self.none.set_text("" if result.peak else "no regimen")
        return False

    def _curves(self, result: Pools) -> None:
        x = result.concentration
        self.band.set_verts(
            [np.column_stack([np.r_[x, x[::-1]], 100 * np.r_[result.low, result.high[::-1]]])]
        )
        top = 1.0
        for k, line in enumerate(self.lines):
            shown = k < len(result.groups)
            for artist in (line, self.samples[k], self.names[k]):
                artist.set_visible(shown)
            if not shown:
                continue
            keys = result.groups[k]
            mine = result.chosen in keys
            colour, dashes = _look(result, keys, k)
            wide = 3.0 if mine else 1.8
            line.set(color=colour, linestyle=dashes, linewidth=wide)
            line.set_data(x, 100 * result.curves[result.chosen if mine else keys[0]])
            words = _named(result, keys)
            tall = (_LINE * (words.count("\n") + 1) + 5) / _MAIN[3]
            height = top - tall / 2
            top -= tall
            self.samples[k].set(color=colour, linestyle=dashes, linewidth=wide)
            self.samples[k].set_data([1.02, 1.085], [height, height])
            self.names[k].set(y=height, text=words)
        level = result.level
        self.span.set_visible(level is not None)
        self.dot.set_data([], [])
        self.read.set_text("")
        if level is not None:
            low, middle, high = level.span
            self.span.set(x=low, width=high - low)
            share = float(np.interp(np.log(middle), np.log(x), result.curves[result.chosen]))
            self.dot.set_data([middle], [100 * share])
            self.read.xy = (middle, 100 * share)
            self.read.set_text(percent(share))

    def _levels(self, result: Pools) -> None:
        there = {level.regimen.id: level.span for level in result.levels}
        # A molecule that a regimen does not hold leaves an empty row: a segment of no length.
        self.ranges.set_segments(
            [
                [(low, k + 0.5), (high, k + 0.5)]
                for k, key in enumerate(REGIMENS)
                for low, _, high in [there.get(key, (1e-9, 1e-9, 1e-9))]
            ]
        )
        for k, regimen in enumerate(_regimens()):
            span = there.get(regimen.id)
            self.mids[k].set_data([span[1]] if span else [], [k + 0.5] if span else [])
            mine = result.regimen is not None and result.regimen.id == regimen.id
            self.words[k].set(
                text=f"{'► ' if mine else ''}{regimen_words(regimen)}", alpha=1.0 if span else 0.45
            )

    # -- in words ----------------------------------------------------------------------

    def describe(self, result: Pools) -> stage.Description:
        """Return the picture in words."""
        given = "with magnesium" if result.magnesium else "without magnesium"
        what = (
            f"Share of NMDA receptors occupied from {LOWEST_UM:g} to {HIGHEST_UM:g} µM unbound, {given}; "
            + (
                f"five pools for {MOLECULE_WORDS[result.molecule]}"
                if result.lines == "pools"
                else f"five molecules for {POOL_WORDS[result.pool]}"
            )
            + f". The band is the range for {_word(result, result.chosen)}. Arithmetic from rats and cells, not data "
            "from people: human occupancy is not known."
        )
        halves = "; ".join(_named(result, keys).replace("\n", " ") for keys in result.groups)
        levels = "; ".join(
            f"{regimen_words(one.regimen)} {number(one.span[1], 2)} ({number(one.span[0], 2)} to "
            f"{number(one.span[2], 2)})"
            for one in result.levels
        )
        values = f"{halves}. Peak levels of {MOLECULE_WORDS[result.molecule]} [µM]: {levels}."
        trend = "No regimen chosen."
        if result.regimen is not None:
            said = "; ".join(
                f"{words} {percent(result.peak[pool][1])} ({percent(result.peak[pool][0])} to "
                f"{percent(result.peak[pool][2])})"
                for pool, words in POOL_WORDS.items()
            )
            trend = f"At the peak of {regimen_words(result.regimen)}, all molecules together: {said}."
        return stage.Description(what, values, trend, f"{finding(result)}.")

    def table(self, result: Pools) -> stage.Table:
        """Return every eighth point of the curves, and the pools at the peak."""
        keys = list(result.curves)
        rows: list[tuple[object, ...]] = [
            (
                f"{number(float(result.concentration[k]))} µM",
                *(f"{100 * result.curves[key][k]:.1f}" for key in keys),
            )
            for k in range(0, len(result.concentration), 8)
        ]
        for level in result.levels:
            low, middle, high = (number(one) for one in level.span)
            rows.append(
                (
                    f"peak, {regimen_words(level.regimen)}",
                    f"{middle} µM ({low} to {high})",
                    *[""] * (len(keys) - 1),
                )
            )
        for pool, span in result.peak.items():
            said = f"{100 * span[1]:.1f} ({100 * span[0]:.1f} to {100 * span[2]:.1f})"
            rows.append((f"all molecules, {POOL_WORDS[pool]}", said, *[""] * (len(keys) - 1)))
        columns = ("Unbound", *(f"{_word(result, key)} [%]" for key in keys))
        return stage.Table("Receptors occupied: arithmetic, not data", columns, tuple(rows))


def finding(result: Pools) -> str:
    """Return the sentence above the picture."""
    if result.regimen is None:
        half = number(result.half[result.chosen], 2)
        name = MOLECULE_WORDS[result.molecule]
        return f"{name[0].upper()}{name[1:]} {_IN_POOL[result.pool]}: half occupied at {half} µM"
    low, middle, high = (percent(share) for share in result.peak[result.pool])
    given = "By arithmetic" if result.magnesium else "Without magnesium"
    said = f"{middle} occupied {_IN_POOL[result.pool]} ({low.rstrip('%')} to {high})"
    return f"{given}: {said}, {regimen_words(result.regimen)}"


def regimen_words(regimen: routes.Regimen) -> str:
    """Return a regimen in few words: form unless racemic, way in, dose.

    Examples
    --------
    >>> regimen_words(_regimens()[0])
    'drip: 0.5 mg/kg over 40 min'
    """
    way = {"iv_infusion": "drip", "iv_bolus": "push", "intranasal": "nose", "oral": "swallowed"}
    form = {"esketamine": "S, ", "arketamine": "R, "}.get(regimen.form, "")
    return f"{form}{way.get(regimen.route) or theme.style(regimen.route).label}: {regimen.label}"


def _regimens() -> tuple[routes.Regimen, ...]:
    there = {one.id: one for one in routes.studied()}
    return tuple(there[key] for key in REGIMENS)


def _named(result: Pools, keys: tuple[str, ...]) -> str:
    """Return the names of curves drawn as one, a line each, and where they are half occupied."""
    low, high = (number(end(result.half[key] for key in keys), 2) for end in (min, max))
    half = low if low == high else f"{low} to {high}"
    words = ",\n".join(_word(result, key) for key in keys) if len(keys) < 5 else "all five pools"
    return f"{words}:\nhalf at {half} µM"


def _word(result: Pools, key: str) -> str:
    if result.lines == "pools":
        return POOL_WORDS[key]
    return "HNK" if key == "hydroxynorketamine" else MOLECULE_WORDS[key]


def _look(result: Pools, keys: tuple[str, ...], k: int) -> tuple[str, Any]:
    """Return colour and dashes: forms of ketamine have their own, everything else is told by its dashes."""
    if result.lines == "molecules" and keys[0] in _FORMS:
        style = theme.style(_FORMS[keys[0]])
        return style.colour, style.linestyle
    order = list(MOLECULES if result.lines == "molecules" else POOLS)
    return theme.style("ink").colour if result.lines == "pools" else "#6b6b6b", _DASHES[
        k if result.lines == "pools" else order.index(keys[0])
    ]


def _place(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, bottom, width, height = box
    return left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT
