"""The microcircuit before and after: its spectrum, a short trace, and eight measures beside published ones."""

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
from ketamine_viz.network.circuit.activity import Activity, activity
from ketamine_viz.network.circuit.comparison import MEASURES, SignalChange
from ketamine_viz.network.circuit.constants import bands, recording
from ketamine_viz.network.figures import microcircuit_words as words
from ketamine_viz.network.signal_findings import sizes, tally
from ketamine_viz.stage import theme

_WIDTH, _HEIGHT = 900, 460
_SPECTRUM = (60, 200, 380, 204)
_TRACE = (60, 60, 380, 104)
_CHANGES = (562, 60, 168, 344)
_SHOWN_S = 2.0  # of the first stretch of signal
_LIMITS_PERCENT = (-75.0, 75.0)
_DOTTED = (0, (1, 1.3))


class Microcircuit(stage.Picture):
    """Spectrum and trace on the left, changes of eight measures on the right."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> Sequence[Artist] | None:
        """Make all artists once."""
        self._small = mpl.rcParams["xtick.labelsize"]
        self._title = fig.text(
            10 / _WIDTH, 1 - 10 / _HEIGHT, "", va="top", weight="bold", size=mpl.rcParams["axes.titlesize"]
        )
        self._rates = fig.text(10 / _WIDTH, 8 / _HEIGHT, "", va="bottom", size=self._small)
        moving: list[Artist] = [self._title, self._rates]
        moving += self._spectrum(fig)
        moving += self._trace(fig)
        moving += self._changes(fig)
        return moving

    # -- building ------------------------------------------------------------------

    def _axes(self, fig: Figure, place: tuple[int, int, int, int]) -> Axes:
        left, bottom, width, height = place
        return fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))

    def _three(self, axes: Axes) -> list[Any]:
        before, after = theme.style("before"), theme.style("after")
        control = theme.style("ink").colour
        return [
            axes.plot([], [], color=before.colour, linestyle=before.linestyle, linewidth=2.0)[0],
            axes.plot([], [], color=control, linestyle=_DOTTED, linewidth=2.2)[0],
            axes.plot([], [], color=after.colour, linestyle=after.linestyle, linewidth=2.2)[0],
        ]

    def _spectrum(self, fig: Figure) -> list[Artist]:
        axes = self._axes(fig, _SPECTRUM)
        rest = activity(0.0)
        peak = float(rest.power[1:].max())
        axes.set(xscale="log", yscale="log", xlim=(1, 100), ylim=(peak * 8e-4, peak * 5))
        axes.set_xticks([1, 4, 8, 12, 30, 80], ["1", "4", "8", "12", "30", "80 Hz"])
        axes.set_xticks([], minor=True)
        axes.set_yticks([], minor=True)
        axes.set_yticks([peak / 100, peak], ["1 %", "100 %"], size=self._small)
        axes.grid(visible=False, axis="x")
        for k, (name, (low, high)) in enumerate(bands().items()):
            axes.axvspan(low, high, color="#f0f0f0" if k % 2 else "#e2e2e2", zorder=0, linewidth=0)
            axes.text(
                np.sqrt(low * high), peak * 4, name, ha="center", va="top", size=self._small, color="#444444"
            )
        said = "power, log scale\nmodel, not data"
        axes.text(1.07, peak * 1.05e-3, said, size=self._small, style="italic", color="#555555", va="bottom")
        self._power = self._three(axes)
        self._key(fig)
        return list(self._power)

    def _key(self, fig: Figure) -> None:
        axes = self._axes(fig, (60, 408, 380, 20))
        axes.set(xlim=(0, 380), ylim=(0, 20))
        axes.axis("off")
        lines = self._three(axes)
        self._key_words = []
        for line, x, text in zip(
            lines, (0, 202, 92), ("before", "control: drive, no drug", "with drug"), strict=True
        ):
            line.set_data([x, x + 26], [9, 9])
            self._key_words.append(axes.text(x + 31, 9, text, size=self._small, va="center"))
        self._key_line = lines[1]

    def _trace(self, fig: Figure) -> list[Artist]:
        axes = self._axes(fig, _TRACE)
        self._step = 4 * float(activity(0.0).traces[0].std())
        axes.set(xlim=(0, _SHOWN_S), ylim=(-1.85 * self._step, 0.85 * self._step))
        axes.set_yticks([])
        axes.set_xticks([0, 0.5, 1, 1.5, 2], ["0", "0.5", "1", "1.5", "2 s"])
        axes.grid(visible=False)
        axes.spines["left"].set_visible(False)
        for row, text in enumerate(("before", "drug")):
            axes.text(
                -0.012, -row * self._step, text, ha="right", va="center", size=self._small,
                transform=axes.get_yaxis_transform(),
            )  # fmt: skip
        before, after = theme.style("before"), theme.style("after")
        self._signal = [axes.plot([], [], color=style.colour, linewidth=1.2)[0] for style in (before, after)]
        return list(self._signal)

    def _changes(self, fig: Figure) -> list[Artist]:
        axes = self._axes(fig, _CHANGES)
        n = len(MEASURES)
        axes.set(xlim=_LIMITS_PERCENT, ylim=(n - 0.5, -0.5))
        axes.set_yticks(range(n), [words.NAMES[m] for m in MEASURES])
        axes.set_xticks([-50, 0, 50], ["−50 %", "0", "+50 %"])
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.axvline(0, color="#888888", linewidth=1, zorder=1)
        beside = {"size": self._small, "va": "center", "transform": axes.get_yaxis_transform()}
        axes.text(0.5, -0.8, "change", ha="center", weight="bold", **beside)
        axes.text(1.03, -0.8, "model", weight="bold", **beside)
        axes.text(1.42, -0.8, "studies", weight="bold", **beside)
        for row, measure in enumerate(MEASURES):
            axes.text(1.42, row, tally(measure), **beside)
            found = sizes(measure)
            if found:
                axes.plot(
                    [size for size, _ in found],
                    [row + 0.34] * len(found),
                    **theme.style("measured").points(markersize=6, zorder=6),
                )
                axes.text(
                    5, row + 0.34, f"n {found[0][1]}", size=self._small, va="center", zorder=6,
                )  # fmt: skip
        ranges = axes.add_collection(
            LineCollection([], colors=theme.style("band").colour, linewidths=9, capstyle="butt", zorder=2),
            autolim=False,
        )
        blue, ink = theme.style("after").colour, theme.style("ink").colour
        model = axes.add_collection(LineCollection([], colors=blue, linewidths=3.5, zorder=5), autolim=False)
        control = axes.add_collection(
            LineCollection([], colors=ink, linewidths=2.4, linestyles=[_DOTTED], zorder=4), autolim=False
        )
        values = [axes.text(1.03, row, "", **beside) for row in range(n)]
        fig.text(
            (_WIDTH - 10) / _WIDTH, 8 / _HEIGHT, "dot: measured; grey: 5 to 95 % of varied circuits or stretches",
            ha="right", va="bottom", size=self._small,
        )  # fmt: skip
        self._chart: dict[str, Any] = {
            "axes": axes, "ranges": ranges, "model": model, "control": control, "values": values,
        }  # fmt: skip
        return [ranges, control, model, *values]

    # -- updating ------------------------------------------------------------------

    def update(self, result: SignalChange) -> bool:
        """Move lines and ticks; return True if the key changed."""
        self._title.set_text(words.title(result))
        self._rates.set_text(words.rates(result))
        for line, state in zip(self._power, (result.before, result.control, result.after), strict=True):
            self._draw_power(line, state)
        count = round(_SHOWN_S * recording().per_s)
        time = np.arange(count) / recording().per_s
        for row, (line, state) in enumerate(zip(self._signal, (result.before, result.after), strict=True)):
            line.set_data(time, state.traces[0, :count] - row * self._step)
        changes = [result.changes[m] for m in MEASURES]
        low, high = _LIMITS_PERCENT
        self._chart["ranges"].set_segments(
            [[(max(c.low, low), k), (min(c.high, high), k)] for k, c in enumerate(changes)]
        )
        self._chart["model"].set_segments(
            [[(c.percent, k - 0.26), (c.percent, k + 0.26)] for k, c in enumerate(changes)]
        )
        self._chart["control"].set_segments(
            [
                [(c.control, k - 0.34), (c.control, k + 0.34)]
                for k, c in enumerate(changes)
                if c.control is not None
            ]
        )
        for text, c in zip(self._chart["values"], changes, strict=True):
            text.set_text(words.percent(c.percent))
        shown = result.control is not None
        changed = shown != self._key_line.get_visible()
        self._key_line.set_visible(shown)
        self._key_words[1].set_visible(shown)
        return changed

    @staticmethod
    def _draw_power(line: Any, state: Activity | None) -> None:
        if state is None:
            line.set_data([], [])
        else:
            inside = (state.frequency_hz >= 1) & (state.frequency_hz <= 100)
            line.set_data(state.frequency_hz[inside], state.power[inside])

    # -- in words ------------------------------------------------------------------

    def describe(self, result: SignalChange) -> stage.Description:
        """Return the picture in words."""
        return words.describe(result)

    def table(self, result: SignalChange) -> stage.Table:
        """Return what is drawn."""
        return words.table(result)

    def cards(self, result: SignalChange) -> tuple[stage.Card, ...]:
        """Return a card for each measure."""
        return words.cards(result)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - the row is enough
        """Return the measure at a click."""
        row = round(y)
        return MEASURES[row] if axes is self._chart["axes"] and 0 <= row < len(MEASURES) else None
