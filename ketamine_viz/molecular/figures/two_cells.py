"""Picture: a braking neuron, the cell it brakes, their spikes, and both over concentration."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Polygon

from ketamine_viz import stage
from ketamine_viz.molecular.two_cells import TwoCells, measured
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import number

_WIDTH, _HEIGHT = 900, 440
NAME = {"brake": "braking neuron", "main": "pyramidal cell"}
_LINE = {"brake": (0, (5, 2)), "main": "-"}
_COLOUR = {"brake": "#7a4a00", "main": "#0b3c5d"}
#: Middle of each cell [pixels].
_AT = {"brake": (128.0, 306.0), "main": (128.0, 122.0)}
_SPIKES = (300.0, 500.0)  # from, to [pixels]
_ROWS = {"brake": (318.0, 282.0), "main": (134.0, 98.0)}  # before, with drug
_FRAME = (572, 112, 306, 254)  # left, bottom, width, height [pixels]
# Places of the schematic spikes and the activity from which each is there: fixed, so that nothing flickers.
_CHANCE = np.random.default_rng(7)
_SPIKE_AT = np.sort(_CHANCE.uniform(*_SPIKES, 44))
_SPIKE_FROM = _CHANCE.permutation(np.linspace(0.01, 0.99, 44))


class TwoCellsPicture(stage.Picture):
    """Left: the two cells and how strong each link is.  Middle: spikes.  Right: activity over concentration."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Draw the cells once; what changes is redrawn."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.title = fig.text(
            12 / _WIDTH, 1 - 9 / _HEIGHT, "", va="top", weight="bold", fontsize=mpl.rcParams["axes.titlesize"]
        )
        sheet = fig.add_axes((0, 0, 1, 1))
        sheet.set(xlim=(0, _WIDTH), ylim=(0, _HEIGHT))
        sheet.set_axis_off()
        moving: list[Artist] = [self.title, *self._cells(sheet), *self._spikes(sheet), *self._curves(fig)]
        sheet.text(
            12,
            12,
            "Schematic model, constants assumed and chosen to match the four arrows (hollow: inhibition; filled: "
            "excitation).",
            color="#555555",
            fontsize=self.small,
        )
        return moving

    def _cells(self, sheet: Axes) -> list[Artist]:
        ink = theme.style("ink").colour
        x, y = _AT["brake"]
        sheet.add_patch(Circle((x, y), 36, facecolor="#f6ead8", edgecolor=_COLOUR["brake"], linewidth=2))
        x, y = _AT["main"]
        corners = [(x - 46, y - 32), (x + 46, y - 32), (x, y + 46)]
        sheet.add_patch(Polygon(corners, facecolor="#dce8f2", edgecolor=_COLOUR["main"], linewidth=2))
        sheet.text(128, 356, NAME["brake"], ha="center", va="center", weight="bold")
        sheet.text(128, 72, NAME["main"], ha="center", va="center", weight="bold")
        sheet.text(12, 226, "excite", va="center", fontsize=self.small)
        for cell, end in (("brake", (90, 300)), ("main", (92, 112))):
            start = (34, 238) if cell == "brake" else (34, 212)
            sheet.annotate(
                "", end, start, arrowprops={"arrowstyle": "-|>", "color": ink, "linewidth": 1.6, "shrinkB": 2}
            )
        self.shares = {
            cell: sheet.text(x, y - 8 * (cell == "main"), "", ha="center", va="center", fontsize=self.small)
            for cell, (x, y) in _AT.items()
        }
        self.blocks = {
            cell: sheet.text(_SPIKES[0] - 56, _ROWS[cell][0] + 28, "", va="center", fontsize=self.small)
            for cell in _AT
        }
        (self.link,) = sheet.plot([128, 128], [268, 178], color=_COLOUR["brake"], solid_capstyle="butt")
        (self.bar,) = sheet.plot([112, 144], [178, 178], color=_COLOUR["brake"], solid_capstyle="butt")
        self.cut = sheet.text(140, 224, "", va="center", fontsize=self.small)
        return [*self.shares.values(), *self.blocks.values(), self.link, self.bar, self.cut]

    def _spikes(self, sheet: Axes) -> list[Artist]:
        self.spikes: dict[tuple[str, int], LineCollection] = {}
        for cell, rows in _ROWS.items():
            for k, y in enumerate(rows):
                colour = theme.style("before").colour if k == 0 else _COLOUR[cell]
                line = LineCollection([], colors=colour, linewidths=1.6)
                sheet.add_collection(line, autolim=False)
                sheet.text(
                    _SPIKES[0] - 8, y, ("before", "drug")[k], ha="right", va="center", fontsize=self.small
                )
                self.spikes[cell, k] = line
        for y in (306, 122):
            sheet.plot(
                [_SPIKES[0], _SPIKES[1]], [y - 42, y - 42], color=theme.style("muted").colour, linewidth=0.8
            )
            sheet.text(sum(_SPIKES) / 2, y - 53, "time", ha="center", va="center", fontsize=self.small)
        return list(self.spikes.values())

    def _curves(self, fig: Figure) -> list[Artist]:
        left, bottom, width, height = _FRAME
        axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        axes.set_xscale("log")
        axes.set(xlim=(0.03, 100), ylim=(0, 112), yticks=(0, 25, 50, 75, 100))
        axes.set_xticks((0.1, 1, 10, 100), ("0.1", "1", "10", "100"))
        axes.minorticks_off()
        axes.set_xlabel("Ketamine around the cells [µM]")
        axes.set_ylabel("Activity [% of the most]")
        self.axes = axes
        grid = np.geomspace(0.03, 100, 120)
        self.bands = {
            cell: axes.fill_between(grid, 0, 0, color=_COLOUR[cell], alpha=0.18, linewidth=0) for cell in NAME
        }
        self.lines = {
            cell: axes.plot(grid, grid, color=_COLOUR[cell], linestyle=_LINE[cell], linewidth=2)[0]
            for cell in NAME
        }
        self.befores = {
            cell: axes.axhline(0, color=_COLOUR[cell], linestyle=(0, (1, 2)), linewidth=1) for cell in NAME
        }
        self.here = axes.axvline(1, color=theme.style("ink").colour, linewidth=1)
        self.dots = {
            cell: axes.plot([], [], marker="os"[cell == "main"], color=_COLOUR[cell], markersize=8)[0]
            for cell in NAME
        }
        self.names = {
            cell: axes.text(
                92,
                0,
                NAME[cell],
                va="bottom",
                ha="right",
                color=_COLOUR[cell],
                weight="bold",
                fontsize=self.small,
            )
            for cell in NAME
        }
        self._signs(axes)
        return [
            *self.bands.values(), *self.befores.values(), *self.lines.values(), self.here,
            *self.dots.values(), *self.names.values(),
        ]  # fmt: skip

    def _signs(self, axes: Axes) -> None:
        """Mark above the frame which way both currents went in slices."""
        over = axes.get_xaxis_transform()
        axes.text(
            0.03, 1.07, "In mouse slices:", transform=over, va="center", fontsize=self.small, clip_on=False
        )
        for row in measured():
            cell = "brake" if row["node"] == "gaba" else "main"
            level = float(row["dose_text"].removesuffix("µM").removesuffix("uM"))
            up = row["value"] > 0
            shift = 0.8 if cell == "brake" else 1.25
            axes.plot(
                [level * shift], [1.07], transform=over, clip_on=False, markersize=9,
                marker="^" if up else "v", color=_COLOUR[cell],
                markerfacecolor=_COLOUR[cell] if cell == "main" else "white",
            )  # fmt: skip

    def update(self, result: TwoCells) -> bool:
        """Move what depends on the concentration and on what is connected."""
        self.title.set_text(_headline(result))
        for cell in NAME:
            self.shares[cell].set_text(f"{100 * result.after[cell]:.0f}%")
            self.blocks[cell].set_text(f"{100 * result.block[cell]:.0f}% of its NMDA receptors blocked")
            for k, share in enumerate((result.before[cell], result.after[cell])):
                y = _ROWS[cell][k]
                there = _SPIKE_AT[share >= _SPIKE_FROM]
                self.spikes[cell, k].set_segments([[(x, y - 11), (x, y + 11)] for x in there])
            low, middle, high = result.curves[cell]
            self.lines[cell].set_ydata(100 * middle)
            self.bands[cell].set_data(result.grid_um, 100 * low, 100 * high)
            self.befores[cell].set_ydata([100 * result.before[cell]] * 2)
            right = middle[result.grid_um > 4]  # under its name
            self.names[cell].set_y(100 * float(right.max()) + 2)
            seen = max(result.ketamine_um, 0.03)
            self.dots[cell].set_data([seen], [100 * result.after[cell]])
        self.here.set_xdata([max(result.ketamine_um, 0.03)] * 2)
        width = 1.2 + 8 * result.after["brake"]
        self.link.set(linewidth=width, visible=result.connected)
        self.bar.set(linewidth=5, visible=result.connected, alpha=1 if result.after["brake"] > 0.01 else 0.3)
        self.cut.set_text("braking" if result.connected else "link cut")
        return False

    def describe(self, result: TwoCells) -> stage.Description:
        """Return the picture in words."""
        lowest, highest = (100 * f(result.curves["main"][1]) for f in (np.min, np.max))
        at = number(float(result.grid_um[int(np.argmax(result.curves["main"][1]))]), 2)
        parts = [
            f"{NAME[cell]} {100 * result.before[cell]:.0f}% before and {100 * result.after[cell]:.0f}% with drug, "
            f"{100 * result.block[cell]:.0f}% of its NMDA receptors blocked"
            for cell in NAME
        ]
        link = "the brake is connected" if result.connected else "the link between them is cut"
        return stage.Description(
            what="A schematic of two cells, their spikes before and with drug, and the activity of each over the "
            f"concentration of ketamine from 0.03 to 100 µM (model, not data); {link}.",
            values=f"At {number(result.ketamine_um)} µM: {'; '.join(parts)}. In mouse slices inhibition fell and "
            "excitation rose at 1 µM, and both fell at 10 µM.",
            trend=f"Over all concentrations the pyramidal cell runs between {lowest:.0f}% and {highest:.0f}%, "
            f"most at {at} µM.",
            headline=_headline(result) + ".",
        )

    def table(self, result: TwoCells) -> stage.Table:
        """Return both activities, now and along the curves."""
        levels = (0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0)
        rows: list[tuple[object, ...]] = []
        for level in levels:
            cells = []
            for cell in NAME:
                low, middle, high = (float(np.interp(level, result.grid_um, c)) for c in result.curves[cell])
                cells += [f"{100 * middle:.0f}", f"{100 * low:.0f} to {100 * high:.0f}"]
            rows.append((f"{level:g}", *cells))
        now = [part for cell in NAME for part in (f"{100 * result.after[cell]:.0f}", "now")]
        rows.append((f"{result.ketamine_um:g}", *now))
        return stage.Table(
            "Activity of both cells [% of the most] over ketamine; model with assumed constants",
            ("Ketamine [µM]", "Braking neuron", "range", "Pyramidal cell", "range"),
            tuple(rows),
        )


def _headline(result: TwoCells) -> str:
    change = round(100 * result.after["main"]) - round(100 * result.before["main"])
    level = f"At {number(result.ketamine_um)} µM"
    if not change:
        return f"{level} the pyramidal cell does as much as before"
    way = "more" if change > 0 else "less"
    brake = 100 * result.after["brake"]
    why = "" if not result.connected else f" and the brake is at {brake:.0f}%"
    return f"{level} the pyramidal cell does {way} than before ({change:+d} points){why}".replace("-", "−")
