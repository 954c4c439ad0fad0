"""Picture: a channel with its keys, its voltage and its two plugs, and the current that gets through."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrow, Rectangle
from matplotlib.text import Text

from ketamine_viz import stage
from ketamine_viz.molecular.channel import EXCITED_MV, HIGHEST_MV, LOWEST_MV, REST_MV, Channel
from ketamine_viz.molecular.figures import receptor_drawing as receptor
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import number

_WIDTH, _HEIGHT = 900, 460
_DRAWING = (4, 84, 430, 344)
_BARS = (127, 14, 246, 58)
_CURVES = (528, 242, 350, 166)
_TILES = (598, 40, 280, 104)
#: Order, words and look of who can sit in the pore.
GUESTS: dict[str, tuple[str, dict[str, Any]]] = {
    "empty": ("pore empty", {"facecolor": "white"}),
    "magnesium": ("magnesium in it", {"facecolor": "#c9ced6", "hatch": "..."}),
    "ketamine": ("ketamine in it", {"facecolor": "#4d4d4d"}),
}
#: Where each waits outside; from there its words go away from the receptor.
_AWAY = {"glutamate": (358, 268), "glycine": (42, 268), "magnesium": (92, 176), "ketamine": (308, 176)}


class ChannelPicture(stage.Picture):
    """The channel on the left; its current at every voltage, and in four cases, on the right."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Draw what stays once; keys, plugs, words and curves move."""
        self.small = mpl.rcParams["legend.fontsize"]
        self.title = fig.text(12 / _WIDTH, 1 - 8 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        fig.text(
            1 - 12 / _WIDTH, 8 / _HEIGHT, "Schematic, not to scale. Currents: model, not data.", color="#555555",
            fontsize=self.small, va="bottom", ha="right",
        )  # fmt: skip
        return [self.title, *self._drawing(fig), *self._bar(fig), *self._curves(fig), *self._tiles(fig)]

    def _drawing(self, fig: Figure) -> list[Artist]:
        axes = self.drawing = receptor.frame(fig, *_DRAWING)
        self.gate = receptor.draw(axes)
        for site in ("glutamate", "glycine"):
            receptor.pocket(axes, site)
        axes.text(4, 364, "outside the cell", fontsize=self.small, va="top", color="#555555")
        axes.text(receptor.MIDDLE - 52, 318, "GluN1", ha="center", va="center", fontsize=self.small, zorder=7)
        axes.text(receptor.MIDDLE + 52, 318, "GluN2", ha="center", va="center", fontsize=self.small, zorder=7)
        self.marks = {
            "glutamate": self._mark(axes, "h", 18, "#222222"),
            "glycine": self._mark(axes, "^", 15, "#8a8a8a"),
            "magnesium": self._mark(axes, "o", 21, "#c9ced6"),
            "ketamine": self._mark(axes, "D", 17, "#4d4d4d"),
        }
        self.words = {
            name: axes.text(0, 0, "", fontsize=self.small, va="center", zorder=9, linespacing=1.1)
            for name in self.marks
        }
        for name in ("glutamate", "glycine"):
            self.words[name].set(ha="center")
        self.inside = axes.text(4, 6, "", va="bottom", fontsize=mpl.rcParams["axes.labelsize"], weight="bold")
        self.arrow = FancyArrow(0, 0, 0, -1, width=1, length_includes_head=True)
        axes.add_patch(self.arrow)
        self.arrow.set(facecolor="white", edgecolor="#222222", linewidth=1.2, zorder=5)
        self.ions = axes.text(218, 32, "", fontsize=self.small, va="center", linespacing=1.1)
        return [
            self.gate.left, self.gate.right, *self.marks.values(), *self.words.values(), self.inside, self.arrow,
            self.ions,
        ]  # fmt: skip

    @staticmethod
    def _mark(axes: Axes, marker: str, size: float, colour: str) -> Line2D:
        (mark,) = axes.plot(
            [], [], linestyle="none", marker=marker, markersize=size, markerfacecolor=colour,
            markeredgecolor="#222222", markeredgewidth=1.2, zorder=8,
        )  # fmt: skip
        return mark

    def _bar(self, fig: Figure) -> list[Artist]:
        axes = fig.add_axes(_place(_BARS))
        axes.set(xlim=(0, 1), ylim=(3, 0), xticks=[], yticks=[])
        axes.grid(False)
        for spine in axes.spines.values():
            spine.set_visible(False)
        axes.axvline(0, color="#222222", linewidth=1)
        self.parts: dict[str, Rectangle] = {}
        self.part_words: dict[str, Text] = {}
        for row, (name, (words, look)) in enumerate(GUESTS.items()):
            axes.text(-0.02, row + 0.5, words, ha="right", va="center", fontsize=self.small)
            self.parts[name] = receptor.placed(
                axes, Rectangle((0, row + 0.12), 0, 0.76, edgecolor="#222222", linewidth=1, **look)
            )
            self.part_words[name] = axes.text(0, row + 0.5, "", va="center", fontsize=self.small)
        return [*self.parts.values(), *self.part_words.values()]

    def _curves(self, fig: Figure) -> list[Artist]:
        axes = self.curves = fig.add_axes(_place(_CURVES))
        axes.set(xlim=(LOWEST_MV, HIGHEST_MV), ylim=(-1.05, 0.58), yticks=(-1, -0.5, 0, 0.5))
        axes.set_xticks(np.arange(LOWEST_MV, HIGHEST_MV + 1, 20))
        axes.set_title("Current at every voltage", fontsize=mpl.rcParams["axes.labelsize"])
        axes.set_xlabel("Inside against outside [mV]")
        axes.set_ylabel("Current\n(below 0: inward)")
        axes.axhline(0, color="#888888", linewidth=1, zorder=1)
        muted, ink = theme.style("muted").colour, theme.style("ink").colour
        look: dict[str, dict[str, Any]] = {
            "empty": {"color": muted, "linestyle": (0, (6, 2)), "linewidth": 1.6, "label": "nothing in the pore"},
            "magnesium": {"color": muted, "linestyle": (0, (1, 1)), "linewidth": 2.2, "label": "magnesium alone"},
            "set": {"color": ink, "linestyle": "-", "linewidth": 2.5, "label": "as you set it"},
        }  # fmt: skip
        self.lines = {name: axes.plot([], [], zorder=3, **style)[0] for name, style in look.items()}
        (self.point,) = axes.plot(
            [], [], marker="o", markersize=10, color=ink, markeredgecolor="white", zorder=5
        )
        axes.legend(
            loc="lower right",
            bbox_to_anchor=(1.02, -0.02),
            handlelength=2.6,
            labelspacing=0.25,
            borderpad=0.2,
        )
        return [*self.lines.values(), self.point]

    def _tiles(self, fig: Figure) -> list[Artist]:
        axes = self.tiles = fig.add_axes(_place(_TILES))
        axes.set(xlim=(0, 2), ylim=(2, 0))
        axes.set_axis_off()
        axes.text(
            -0.75, -0.62, "Share of the current that gets through", fontsize=mpl.rcParams["axes.labelsize"],
            weight="bold", va="center",
        )  # fmt: skip
        for column, words in enumerate((f"rest ({_mv(REST_MV)})", f"excited ({_mv(EXCITED_MV)})")):
            axes.text(column + 0.5, -0.2, words, ha="center", va="center", fontsize=self.small)
        for row, words in enumerate(("no glutamate", "glutamate")):
            axes.text(-0.06, row + 0.5, words, ha="right", va="center", fontsize=self.small)
        self.fills: dict[tuple[bool, bool], Rectangle] = {}
        self.shares: dict[tuple[bool, bool], Text] = {}
        for case in ((b, e) for b in (False, True) for e in (False, True)):
            x, y = float(case[1]), float(case[0])
            axes.add_patch(
                Rectangle(
                    (x + 0.03, y + 0.06), 0.94, 0.88, facecolor="white", edgecolor="#4d4d4d", linewidth=1
                )
            )
            self.fills[case] = receptor.placed(
                axes,
                Rectangle(
                    (x + 0.03, y + 0.06), 0, 0.88, facecolor="#c9ced6", edgecolor="#4d4d4d", linewidth=1
                ),
            )
            self.shares[case] = axes.text(
                x + 0.5, y + 0.5, "", ha="center", va="center", fontsize=mpl.rcParams["axes.titlesize"]
            )
        return [*self.fills.values(), *self.shares.values()]

    # -- what moves --------------------------------------------------------------------

    def update(self, result: Channel) -> bool:
        """Put keys, plugs, curves and words in place."""
        self.title.set_text(finding(result))
        self.gate.set_open(result.gate_open)
        self._keys(result)
        self._plugs(result)
        self._flow(result)
        self._guests(result)
        for name, line in self.lines.items():
            line.set_data(result.voltages, result.curves[name])
        self.point.set_data([result.voltage], [result.now])
        for case, share in result.cases.items():
            self.fills[case].set_width(0.94 * share)
            self.shares[case].set_text(percent(share))
        return False

    def _guests(self, result: Channel) -> None:
        """Show for what share of the time each is in the pore, or that nobody can get in."""
        for name, part in self.parts.items():
            share = getattr(result.pore, name) if result.gate_open else 0.0
            part.set_width(0.86 * share)
            words = f"{percent(share)} of the time" if share < 0.5 else percent(share)
            shut = "gate shut: nothing gets in or out" if name == "magnesium" else ""
            self.part_words[name].set(x=0.86 * share + 0.02, text=words if result.gate_open else shut)

    def _keys(self, result: Channel) -> None:
        for name, bound in (("glutamate", result.glutamate), ("glycine", result.glycine)):
            x, y = receptor.PLACES[name] if bound else _AWAY[name]
            mark, words = self.marks[name], self.words[name]
            mark.set_data([x], [y])
            mark.set_alpha(1.0 if bound else 0.45)
            side = 1 if name == "glutamate" else -1
            words.set_position((receptor.MIDDLE + side * 158, 228 if bound else 296))
            words.set_text(f"{name}\n{'bound' if bound else 'away'}")

    def _plugs(self, result: Channel) -> None:
        there = {"magnesium": result.magnesium, "ketamine": result.ketamine > 0}
        for name, present in there.items():
            inside = result.guest == name
            x, y = (
                (receptor.DEEP if name == "magnesium" else receptor.PLACES["pore"]) if inside else _AWAY[name]
            )
            mark, words = self.marks[name], self.words[name]
            mark.set_data([x] if present else [], [y] if present else [])
            words.set_text(("Mg²⁺" if name == "magnesium" else name) if present else "")
            side = -1 if name == "magnesium" else 1
            if inside:
                words.set_position((receptor.MIDDLE + side * 88, 106))
            else:
                words.set_position((x + side * 20, y))
            words.set(ha="right" if side < 0 else "left")

    def _flow(self, result: Channel) -> None:
        self.inside.set_text(f"inside: {_mv(result.voltage)}")
        size = abs(result.now)
        shown = size > 0.004
        self.arrow.set_visible(shown)
        if shown:
            wide = 3 + 22 * min(size, 1.0)
            down = result.now < 0
            self.arrow.set_data(
                x=receptor.MIDDLE, y=52 if down else 14, dx=0, dy=-38 if down else 38, width=wide,
                head_width=wide + 10, head_length=14,
            )  # fmt: skip
        self.ions.set_text(
            ("Na⁺ and Ca²⁺\nflow in" if result.now < 0 else "current flows\noutward")
            if shown
            else "no current"
        )

    # -- in words ----------------------------------------------------------------------

    def describe(self, result: Channel) -> stage.Description:
        """Return the picture in words."""
        what = (
            "Schematic of an NMDA receptor in the membrane, and its current from "
            f"{_mv(LOWEST_MV)} to {_mv(HIGHEST_MV)}: glutamate {_on(result.glutamate)}, glycine {_on(result.glycine)}, "
            f"magnesium {'present' if result.magnesium else 'absent'}, ketamine {number(result.ketamine)} µM, inside "
            f"{_mv(result.voltage)}."
        )
        if result.gate_open:
            who = ", ".join(f"{words} {percent(getattr(result.pore, k))}" for k, (words, _) in GUESTS.items())
            values = f"The gate is open. Share of the time: {who}. Current that gets through: {percent(result.flow)}."
        else:
            values = "The gate is shut. No current."
        said = "; ".join(
            f"{'glutamate' if bound else 'no glutamate'}, {'excited' if excited else 'at rest'} {percent(share)}"
            for (bound, excited), share in result.cases.items()
        )
        dip = result.voltages[int(np.argmin(result.curves["set"]))]
        trend = f"With this glycine, magnesium and ketamine: {said}."
        if result.gate_open:
            trend += f" The inward current is largest at {_mv(float(dip))}."
        return stage.Description(what, values, trend, f"{finding(result)}.")

    def table(self, result: Channel) -> stage.Table:
        """Return the curves at each step of the slider, and the four cases."""
        every = [int(k) for k in range(0, len(result.voltages), 10)]
        rows: list[tuple[object, ...]] = [
            (f"{result.voltages[k]:.0f} mV", *(f"{result.curves[name][k]:.3f}" for name in self.lines))
            for k in every
        ]
        for (bound, excited), share in result.cases.items():
            case = f"{'glutamate' if bound else 'no glutamate'}, {_mv(EXCITED_MV if excited else REST_MV)}"
            rows.append((f"gets through: {case}", "", "", percent(share)))
        columns = ("Inside", "Nothing in the pore", "Magnesium alone", "As set")
        return stage.Table(
            "Current over that of an empty open channel at -80 mV; below 0 it flows in", columns, tuple(rows)
        )


def finding(result: Channel) -> str:
    """Return the sentence above the picture."""
    if not result.gate_open:
        missing = [
            name
            for name, there in (("glutamate", result.glutamate), ("glycine", result.glycine))
            if not there
        ]
        return f"The gate is shut: {' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing. No current"
    through = f"{percent(result.flow)} of the current gets through"
    if result.guest == "magnesium":
        return f"The gate is open, but magnesium plugs the pore: {through}"
    if result.guest == "ketamine":
        return f"Ketamine plugs the pore while glutamate stays bound: {through}"
    return f"The gate is open and the pore mostly empty: {through}"


def percent(share: float) -> str:
    """Return a share in per cent, whole unless it is small.

    Examples
    --------
    >>> percent(0.0), percent(0.044), percent(0.004), percent(1.0)
    ('0%', '4.4%', '0.4%', '100%')
    """
    if not 0.0005 <= share < 0.9995:
        return "0%" if share < 0.5 else "100%"
    return f"{number(100 * share, 1 if share < 0.01 else 2)}%"


def _mv(voltage: float) -> str:
    return f"{voltage:+.0f} mV".replace("-", "−").replace("+0", "0")


def _on(bound: bool) -> str:
    return "bound" if bound else "not bound"


def _place(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, bottom, width, height = box
    return left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT
