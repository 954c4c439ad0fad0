"""Picture: a cortex of ten thousand dots, one dot enlarged, and how far single cells reach."""

from __future__ import annotations

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Annotation

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.abundance import DOTS, MONOAMINES, SIDE, Abundance, reach
from ketamine_viz.molecular.figures.channel import percent
from ketamine_viz.molecular.figures.receptor_drawing import placed
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import number, spread

_WIDTH, _HEIGHT = 900, 440
_CORTEX = (14, 62, 330, 330)
_DOT = (420, 232, 150, 160)
_REACH = (560, 58, 196, 58)
_GLUTAMATE, _GABA = "#dfe6ee", "#3d3d3d"
#: Height of a label of two lines, as a share of the enlarged dot.
_LABEL = 0.24
_HATCH = {"dopamine": "....", "serotonin": "", "noradrenaline": "////"}
_CELLS = {"serotonin": "one serotonin cell", "projection": "one projecting cell"}


class AbundancePicture(stage.Picture):
    """Left: the cortex.  Right: one of its dots with all monoamine cells of a brain in it; below it their reach."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Draw frames once; dots, squares and words move."""
        self.small = mpl.rcParams["legend.fontsize"]
        self.title = fig.text(12 / _WIDTH, 1 - 8 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        axes = fig.add_axes(_place(_CORTEX))
        axes.set(xticks=[], yticks=[])
        axes.grid(False)
        self.image = axes.imshow(
            [[0] * SIDE] * SIDE, cmap=ListedColormap([_GLUTAMATE, _GABA]), vmin=0, vmax=1, interpolation="nearest",
            aspect="auto",
        )  # fmt: skip
        for spine in axes.spines.values():
            spine.set(visible=True, edgecolor="#4d4d4d")
        self.key = fig.text(
            _CORTEX[0] / _WIDTH, 56 / _HEIGHT, "", va="top", fontsize=self.small, linespacing=1.25
        )
        moving = [self.title, self.image, self.key, *self._dot(fig), *self._reach(fig)]
        self._lines(fig)
        return moving

    def _lines(self, fig: Figure) -> None:
        """Join one dot of the cortex to the large one."""
        right, middle = _CORTEX[0] + _CORTEX[2], _CORTEX[1] + _CORTEX[3] * 0.72
        for end in (_DOT[1], _DOT[1] + _DOT[3]):
            fig.add_artist(
                Line2D(
                    [right / _WIDTH, _DOT[0] / _WIDTH],
                    [middle / _HEIGHT, end / _HEIGHT],
                    color="#8a8a8a",
                    linewidth=1,
                )
            )

    def _dot(self, fig: Figure) -> list[Artist]:
        axes = self.dot = fig.add_axes(_place(_DOT))
        axes.set(xlim=(0, 1), ylim=(0, 1), xticks=[], yticks=[], facecolor=_GLUTAMATE)
        axes.grid(False)
        for spine in axes.spines.values():
            spine.set(visible=True, edgecolor="#4d4d4d", linewidth=1.5)
        self.large = fig.text(
            _DOT[0] / _WIDTH, (_DOT[1] - 7) / _HEIGHT, "", va="top", fontsize=self.small, linespacing=1.2
        )
        self.squares: dict[str, Rectangle] = {}
        self.names: dict[str, Annotation] = {}
        for group in MONOAMINES:
            self.squares[group] = placed(
                axes, Rectangle((0, 0), 1, 0, edgecolor="#222222", hatch=_HATCH[group], zorder=3)
            )
            self.names[group] = axes.annotate(
                "", (1, 0), (10, 0), "axes fraction", "offset points", va="center", fontsize=self.small,
                annotation_clip=False, linespacing=1.15,
            )  # fmt: skip
        return [self.large, *self.squares.values(), *self.names.values()]

    def _reach(self, fig: Figure) -> list[Artist]:
        axes = fig.add_axes(_place(_REACH))
        cells = reach()
        axes.set(xlim=(0, 20), ylim=(len(cells), 0), xticks=(0, 5, 10, 15, 20))
        axes.set_yticks([k + 0.5 for k in range(len(cells))], [_CELLS[one.group] for one in cells])
        axes.tick_params(axis="y", length=0)
        axes.set_xlabel("Axon, all branches end to end [cm]")
        for k, one in enumerate(cells):
            axes.plot(
                [0, one.centimetres], [k + 0.5] * 2, color="#222222", linewidth=4, solid_capstyle="butt"
            )
            how = "longest" if one.group == "serotonin" else "mean"
            axes.annotate(
                f"{number(one.centimetres)} ({one.species}, {how})", (one.centimetres, k + 0.5), (6, 0), "data",
                "offset points", va="center", fontsize=self.small, annotation_clip=False,
            )  # fmt: skip
        self.far = fig.text(
            _DOT[0] / _WIDTH,
            (_REACH[1] + _REACH[3] + 58) / _HEIGHT,
            "",
            va="top",
            fontsize=self.small,
            linespacing=1.25,
        )
        return [self.far]

    # -- what moves --------------------------------------------------------------------

    def update(self, result: Abundance) -> bool:
        """Colour dots and size squares."""
        self.title.set_text(finding(result))
        self.image.set_data(result.is_gaba.astype(float))
        self.key.set_text(
            f"Human cortex: {number(result.cortex / 1e9)} billion neurons, {DOTS:,} dots.\n"
            f"Dark: GABA, {percent(result.gaba)}. Light: mostly glutamate."
        )
        self.large.set_text(f"One dot: {number(result.per_dot / 1e6)} million neurons")
        low, middle, high = result.striatum
        self.far.set_text(
            "Few, but far-reaching. One dopamine cell covers "
            f"{number(middle)}% of the\nstriatum (rats; {number(low)} to {number(high)}%)."
        )
        ink = theme.style("ink").colour
        floor, middles = 0.0, []
        for group, band in self.squares.items():
            share = result.dots(group)
            mine = group == result.focus
            band.set(
                y=floor,
                height=share,
                facecolor="#9a9a9a" if mine else "white",
                linewidth=2.4 if mine else 1.2,
            )
            middles.append(floor + share / 2)
            floor += share
            count = result.counts[group]
            many = (
                _many(count.low) if count.low == count.high else f"{_many(count.low)} to {_many(count.high)}"
            )
            self.names[group].set_text(f"{group}: {many}\n{percent(share)} of the dot")
            self.names[group].set(weight="bold" if mine else "normal", color=ink)
        places = spread(middles, _LABEL)
        up = max(_LABEL / 2 - min(places), 0.0)
        for name, at in zip(self.names.values(), places, strict=True):
            name.xy = (1, at + up)
        return False

    # -- in words ----------------------------------------------------------------------

    def describe(self, result: Abundance) -> stage.Description:
        """Return the picture in words."""
        what = (
            f"A square of {DOTS:,} dots stands for the {number(result.cortex / 1e9)} billion neurons of a human "
            f"cortex; {percent(result.gaba)} are dark for GABA, the rest mostly use glutamate. One dot, "
            f"{number(result.per_dot / 1e6)} million neurons, is drawn large, with bands for all monoamine cells of a "
            "whole brain."
        )
        said = "; ".join(
            f"{group} {_many(result.counts[group].low)} to {_many(result.counts[group].high)} cells, drawn as "
            f"{percent(result.dots(group))} of one dot"
            for group in MONOAMINES
        )
        low, middle, high = result.striatum
        far = "; ".join(
            f"{_CELLS[one.group]} {number(one.centimetres)} cm of axon ({one.species})"
            for one in result.reach
        )
        trend = (
            f"Few but far-reaching: {far}; one dopamine cell covers {number(middle)}% of the striatum in rats "
            f"({number(low)} to {number(high)})."
        )
        return stage.Description(what, f"{finding(result)}. In all: {said}.", trend, f"{finding(result)}.")

    def table(self, result: Abundance) -> stage.Table:
        """Return counts and reach with their references."""
        rows: list[tuple[object, ...]] = [
            ("cortex", f"{result.cortex:,.0f}", "", "human", evidence.cite("azevedo2009")),
            ("GABA in the cortex", percent(result.gaba), "", "", ""),
        ]
        for group in MONOAMINES:
            count = result.counts[group]
            refs = "; ".join(evidence.cite(key) for key in count.refs)
            many = f"{count.low:,.0f} to {count.high:,.0f}"
            rows.append((group, many, f"{result.dots(group):.3f} dots", "human", refs))
        rows += [
            (
                _CELLS[one.group],
                f"{number(one.centimetres)} cm of axon",
                "",
                one.species,
                evidence.cite(one.ref),
            )
            for one in result.reach
        ]
        columns = ("What", "Number", "As drawn", "Species", "Reference")
        return stage.Table("Cells by messenger, and how far one reaches", columns, tuple(rows))


def finding(result: Abundance) -> str:
    """Return the sentence above the picture."""
    share = percent(result.dots(result.focus))
    end = (
        ""
        if result.counts[result.focus].low == result.counts[result.focus].high
        else ("at least " if result.count == "low" else "at most ")
    )
    return f"All {result.focus} cells of a brain fill {end}{share} of one of {DOTS:,} dots"


def _many(cells: float) -> str:
    return f"{cells:,.0f}"


def _place(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, bottom, width, height = box
    return left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT
