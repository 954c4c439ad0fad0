"""Two signals: what a filter leaves of them, their bits, and how fast their dictionaries grow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from ketamine_viz import stage
from ketamine_viz.network.circuit.constants import BANDS, bands, recording
from ketamine_viz.network.diversity import Compressed, TwoSignals
from ketamine_viz.network.figures.microcircuit_words import percent
from ketamine_viz.stage import theme

NAMES = {
    "sine": "Pure rhythm, 9 Hz",
    "mixed": "Half rhythm, half noise",
    "noise": "Noise",
    "before": "Cortex model, before",
    "drug": "Cortex model, with drug",
}
_WIDTH, _HEIGHT = 900, 440
_SHOWN_S = 2.0
_LEFT, _WIDE = 12, 500
_TRACES = (284, 84)  # lower edges of the two traces [px]
_GROWTH = (598, 252, 212, 136)
_POWER = (598, 46, 212, 136)
_MOST_PIECES = 210


class SignalDiversity(stage.Picture):
    """Traces and bits on the left; dictionaries and band powers on the right."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> Sequence[Artist] | None:
        """Make all artists once."""
        self._small = mpl.rcParams["xtick.labelsize"]
        styles = (theme.style("before"), theme.style("after"))
        self._title = fig.text(
            10 / _WIDTH, 1 - 10 / _HEIGHT, "", va="top", weight="bold", size=mpl.rcParams["axes.titlesize"]
        )
        moving: list[Artist] = [self._title]
        self._rows = [self._row(fig, bottom, style) for bottom, style in zip(_TRACES, styles, strict=True)]
        for row in self._rows:
            moving += [row["raw"], row["kept"], row["bits"], row["name"]]
        moving += self._growth(fig, styles)
        moving += self._powers(fig, styles)
        return moving

    # -- building ------------------------------------------------------------------

    def _axes(self, fig: Figure, left: int, bottom: int, width: int, height: int) -> Axes:
        return fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))

    def _row(self, fig: Figure, bottom: int, style: theme.Style) -> dict[str, Any]:
        axes = self._axes(fig, _LEFT, bottom, _WIDE, 104)
        axes.set(xlim=(0, _SHOWN_S), ylim=(-2.1, 2.1))
        axes.axis("off")
        raw = axes.plot([], [], color="#9a9a9a", linewidth=1.0)[0]
        kept = axes.plot([], [], color=style.colour, linewidth=1.8)[0]
        name = fig.text(
            _LEFT / _WIDTH, (bottom + 106) / _HEIGHT, "", va="bottom", size=mpl.rcParams["font.size"]
        )
        strip = self._axes(fig, _LEFT, bottom - 24, _WIDE, 20)
        count = round(_SHOWN_S * recording().per_s)
        bits = strip.imshow(
            np.zeros((1, count)), aspect="auto", cmap="Greys", vmin=0, vmax=1.3, extent=(0, _SHOWN_S, 0, 1),
            interpolation="nearest",
        )  # fmt: skip
        strip.set_yticks([])
        strip.set_xticks([0, 0.5, 1, 1.5, 2], ["0", "0.5", "1", "1.5", "2 s"])
        strip.grid(visible=False)
        return {"raw": raw, "kept": kept, "bits": bits, "name": name}

    def _growth(self, fig: Figure, styles: tuple[theme.Style, theme.Style]) -> list[Artist]:
        axes = self._axes(fig, *_GROWTH)
        n = round(recording().per_s * recording().seconds)
        axes.set(xlim=(0, n), ylim=(0, _MOST_PIECES))
        axes.set_xticks([0, 500, 1000], ["0", "500", "1000 bits read"])
        axes.set_yticks([0, 100, 200])
        axes.set_title("Pieces in the dictionary", size=mpl.rcParams["font.size"])
        shuffled = axes.plot([], [], color=theme.style("ink").colour, linestyle=(0, (1, 1.3)), linewidth=1.8)[
            0
        ]
        axes.text(30, 204, "dotted: shuffled", size=self._small, va="top", color=theme.style("ink").colour)
        self._curves = [axes.plot([], [], **style.line(linewidth=2.2))[0] for style in styles]
        self._shuffled = shuffled
        self._scores = [
            axes.text(1.03, 0, "", size=self._small, va="center", transform=axes.get_yaxis_transform())
            for _ in styles
        ]
        return [shuffled, *self._curves, *self._scores]

    def _powers(self, fig: Figure, styles: tuple[theme.Style, theme.Style]) -> list[Artist]:
        axes = self._axes(fig, *_POWER)
        axes.set(xlim=(0, 100), ylim=(len(BANDS) - 0.5, -0.5))
        axes.set_yticks(range(len(BANDS)), list(BANDS))
        axes.set_xticks([0, 50, 100], ["0", "50", "100 % of upper"])
        axes.set_title("Power in bands: upper, lower", size=mpl.rcParams["font.size"])
        axes.tick_params(axis="y", length=0)
        self._mark = axes.axhspan(-0.5, 0.5, color="#e6e6e6", zorder=0)
        self._bars: list[LineCollection] = []
        for style in styles:
            bars = LineCollection([], colors=style.colour, linewidths=5.5, capstyle="butt", zorder=3)
            axes.add_collection(bars, autolim=False)
            self._bars.append(bars)
        beside = {"size": self._small, "va": "center", "transform": axes.get_yaxis_transform()}
        self._changes = [axes.text(1.03, row, "", **beside) for row in range(len(BANDS))]
        return [self._mark, *self._bars, *self._changes]

    # -- updating ------------------------------------------------------------------

    def update(self, result: TwoSignals) -> bool:
        """Move traces, bits, curves and bars; nothing static changes."""
        pair = (result.first, result.second)
        count = round(_SHOWN_S * recording().per_s)
        time = np.arange(count) / recording().per_s
        for row, signal in zip(self._rows, pair, strict=True):
            row["raw"].set_data(time, signal.trace[:count])
            row["kept"].set_data(*((time, signal.filtered[:count]) if result.band != "all" else ([], [])))
            row["bits"].set_data(signal.bits[None, :count].astype(float))
            row["name"].set_text(f"{NAMES[signal.name]}: Lempel–Ziv {signal.lempel_ziv:.2f}")
        self._title.set_text(_title(result))
        read = np.arange(1, pair[0].pieces.size + 1)
        self._shuffled.set_data(read, pair[0].shuffled)
        for curve, signal in zip(self._curves, pair, strict=True):
            curve.set_data(read, signal.pieces)
        ends = [float(signal.pieces[-1]) for signal in pair]
        places = zip(self._scores, ("upper", "lower"), pair, stage.text.spread(ends, gap=26), strict=True)
        for text, which, signal, y in places:
            text.set_text(f"{which} {signal.pieces[-1]}")
            text.set_position((1.03, y))
        self._draw_powers(result)
        return False

    def _draw_powers(self, result: TwoSignals) -> None:
        whole = float(result.first.trace.var())
        for bars, signal, shift in zip(self._bars, (result.first, result.second), (-0.18, 0.18), strict=True):
            shares = [min(100 * signal.power(band) / whole, 100.0) for band in BANDS]
            bars.set_segments([[(0, k + shift), (share, k + shift)] for k, share in enumerate(shares)])
        chosen = BANDS.index(result.band) if result.band in BANDS else None
        self._mark.set_visible(chosen is not None)
        if chosen is not None:
            self._mark.set_y(chosen - 0.5)
        for text, change in zip(self._changes, result.band_changes.values(), strict=True):
            text.set_text(_change(change))

    # -- in words ------------------------------------------------------------------

    def describe(self, result: TwoSignals) -> stage.Description:
        """Return the picture in words."""
        first, second = result.first, result.second
        through = "unfiltered" if result.band == "all" else f"through the {_edges(result.band)}"
        what = (
            f"Made signals, not recordings. Two seconds of two signals, {through}: above {_name(first)}, below "
            f"{_name(second)}. Under each a strip of its bits, dark where the signal is above its median. Beside them "
            "the size of each dictionary from 0 to 1,000 bits read, and the power in five bands."
        )
        powers = "; ".join(f"{band} {_change(change)}" for band, change in result.band_changes.items())
        values = (
            f"{_pieces(first)}; {_pieces(second)}. Power from the first to the second: {powers}. Standard deviation "
            f"drawn: {first.strength:.2f} and {second.strength:.2f} mV."
        )
        return stage.Description(what, values, f"{_title(result)}.", f"{_title(result)}.")

    def table(self, result: TwoSignals) -> stage.Table:
        """Return what is drawn as numbers."""
        rows: list[tuple[object, ...]] = [
            (f"Power, {band} [mV²]", f"{result.first.power(band):.4f}", f"{result.second.power(band):.4f}")
            for band in BANDS
        ]
        pair = (result.first, result.second)
        rows.append((f"Standard deviation drawn, {result.band} [mV]", *(f"{s.strength:.3f}" for s in pair)))
        rows.append(("Pieces in the dictionary", *(int(s.pieces[-1]) for s in pair)))
        rows.append(("Pieces, shuffled", *(int(s.shuffled[-1]) for s in pair)))
        rows.append(("Lempel–Ziv complexity", *(f"{s.lempel_ziv:.3f}" for s in pair)))
        return stage.Table("Two made signals of 4 s", ("What", *(NAMES[s.name] for s in pair)), tuple(rows))


def _name(signal: Compressed) -> str:
    return NAMES[signal.name][0].lower() + NAMES[signal.name][1:]


def _edges(band: str) -> str:
    low, high = bands()[band]
    return f"{band} filter ({low:g} to {high:g} Hz)"


def _change(change: float) -> str:
    if not np.isfinite(change):
        return "from 0"
    return percent(change) if change < 1000 else f"× {change / 100 + 1:.0f}"


def _pieces(signal: Compressed) -> str:
    return (
        f"{NAMES[signal.name]}: {signal.pieces[-1]} pieces, {signal.shuffled[-1]} when shuffled, Lempel–Ziv "
        f"{signal.lempel_ziv:.2f}"
    )


def _title(result: TwoSignals) -> str:
    a, b = result.first.lempel_ziv, result.second.lempel_ziv
    if abs(a - b) < 0.005:
        return "Both are as hard to compress"
    return f"The {'lower' if b > a else 'upper'} signal is harder to compress: {max(a, b):.2f} against {min(a, b):.2f}"
