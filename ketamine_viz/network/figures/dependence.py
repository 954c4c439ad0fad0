"""Picture: of many draws of the weights, how many go the way ours go, direction by direction."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from ketamine_viz import stage
from ketamine_viz.network.dependence import DIRECTIONS, Dependence, Held
from ketamine_viz.network.words import signed
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, number

_WIDTH, _HEIGHT = 900, 480
_FRAME = (352, 56, 400, 360)  # left, bottom, width, height [pixels]
_ROWS = len(DIRECTIONS)
_TALLEST = 60.0
_PARTS: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("holds", {"facecolors": "#222222", "edgecolors": "#222222"}, "goes our way"),
    ("against", {"facecolors": "white", "edgecolors": "#222222", "hatch": "////"}, "the other way"),
    ("lost", {"facecolors": "#c9ced6", "edgecolors": "#222222"}, "no result"),
)
VARIED = {
    "all": "all connections",
    "untraced": "connections no tracer has shown as drawn",
    "onto_interneurons": "connections onto inhibiting cells",
    "between_excitatory": "connections between exciting cells",
    "microcircuit": "the patch of cortex: weights, shares, lags",
}


class HowMuchDepends(stage.Picture):
    """One bar a direction: the share of draws that go the same way."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make the frame; bars and words move."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.title = fig.text(12 / _WIDTH, 1 - 8 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        self.said = fig.text(12 / _WIDTH, 1 - 30 / _HEIGHT, "", va="top", fontsize=self.small)
        fig.text(
            1 - 12 / _WIDTH, 1 - 30 / _HEIGHT, "model, not data", va="top", ha="right", fontsize=self.small,
            style="italic", color=theme.style("muted").colour,
        )  # fmt: skip
        left, bottom, width, height = _FRAME
        self.axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        self.axes.set(xlim=(0, 1), ylim=(height, 0), yticks=[])
        self.axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0 %", "25 %", "50 %: a coin toss", "75 %", "100 %"])
        self.axes.spines["left"].set_visible(False)
        beside = {"fontsize": self.small, "va": "center", "transform": self.axes.get_yaxis_transform()}
        self.names = [self.axes.text(-0.02, 0, "", ha="right", **beside) for _ in range(_ROWS)]
        self.counts = [self.axes.text(1.02, 0, "", **beside) for _ in range(_ROWS)]
        self.bars = {}
        for part, look, _ in _PARTS:
            self.bars[part] = PolyCollection([], linewidths=0.8, zorder=3, **look)
            self.axes.add_collection(self.bars[part], autolim=False)
        (self.coin,) = self.axes.plot(
            [0.5, 0.5], [0, height], color="#888888", linestyle=(0, (2, 2)), zorder=5
        )
        self._key(fig)
        return [self.title, self.said, *self.names, *self.counts, *self.bars.values(), self.coin]

    def _key(self, fig: Figure) -> None:
        axes = fig.add_axes((0, 6 / _HEIGHT, 1, 20 / _HEIGHT))
        axes.set(xlim=(0, _WIDTH), ylim=(0, 20))
        axes.axis("off")
        x = _FRAME[0]
        for _, look, said in _PARTS:
            axes.add_collection(
                PolyCollection([_box(x, x + 26, 3, 17)], linewidths=0.8, **look), autolim=False
            )
            axes.text(x + 33, 10, said, fontsize=self.small, va="center")
            x += 150
        axes.text(12, 10, "▲ rises, ▼ falls with our numbers", fontsize=self.small, va="center")

    def update(self, result: Dependence) -> bool:
        """Draw the bars; the frame stays."""
        self.shown = result
        self.title.set_text(finding(result))
        self.said.set_text(f"{result.draws} draws, × {reach(result.spread)}: {what(result)}; {knobs(result)}")
        pitch = min(_FRAME[3] / len(result.rows), _TALLEST)
        self.pitch = pitch
        boxes: dict[str, list[list[tuple[float, float]]]] = {part: [] for part, _, _ in _PARTS}
        for k, row in enumerate(result.rows):
            middle, start = (k + 0.5) * pitch, 0.0
            for part, found in boxes.items():
                end = start + getattr(row, part) / result.draws
                if end > start:
                    found.append(_box(start, end, middle - 0.34 * pitch, middle + 0.34 * pitch))
                start = end
        for part, verts in boxes.items():
            self.bars[part].set_verts(verts)
        for k, (name, count) in enumerate(zip(self.names, self.counts, strict=True)):
            shown = k < len(result.rows)
            for text in (name, count):
                text.set_visible(shown)
                text.set_y((k + 0.5) * pitch)
            if shown:
                row = result.rows[k]
                name.set_text(f"{arrow(row)} {row.label}")
                count.set_text(f"{percent(row.share)} ({row.holds})")
                count.set_fontweight("normal" if row.holds == result.draws else "bold")
        self.coin.set_ydata([0, pitch * len(result.rows)])
        return False

    def describe(self, result: Dependence) -> stage.Description:
        """Return the picture in words."""
        which = "the patch of cortex" if result.varied == "microcircuit" else "the network"
        stated = (
            f"Model, not data. A bar for each of {len(result.rows)} directions of {which}: of {result.draws} draws in "
            f"which {what(result)} are each multiplied by {reach(result.spread)} at random, the share that go the "
            f"way our own numbers go. Block {percent(result.block)}, selectivity {number(result.selectivity, 2)}. "
            "A dashed line marks one half, a coin toss."
        )
        values = "; ".join(
            f"{row.label} {'rises' if row.expected > 0 else 'falls'}: {row.holds}"
            + (f", other way {row.against}" if row.against else "")
            + (f", no result {row.lost}" if row.lost else "")
            for row in result.rows
        )
        said = f"{finding(result)}."
        return stage.Description(stated, f"Draws that hold: {values}.", said, said)

    def table(self, result: Dependence) -> stage.Table:
        """Return the counts."""
        rows = tuple(
            (
                row.label,
                "rises" if row.expected > 0 else "falls",
                _size(row),
                row.holds,
                row.against,
                row.lost,
            )
            for row in result.rows
        )
        columns = ("Direction", "With our numbers", "By how much", "Draws our way", "Other way", "No result")
        caption = f"Model, not data: {result.draws} draws, {what(result)} each × {reach(result.spread)}"
        return stage.Table(caption, columns, rows)

    def cards(self, result: Dependence) -> tuple[stage.Card, ...]:
        """Return a card for each direction."""
        return tuple(_card(row, result) for row in result.rows)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - a row is as wide as the frame
        """Return the direction that was clicked."""
        row = int(y // self.pitch) if axes is self.axes else -1
        return self.shown.rows[row].id if 0 <= row < len(self.shown.rows) else None


def _box(left: float, right: float, low: float, high: float) -> list[tuple[float, float]]:
    return [(left, low), (right, low), (right, high), (left, high)]


def arrow(row: Held) -> str:
    """Return which way a direction points with our own numbers."""
    return "▲" if row.expected > 0 else "▼"


def percent(share: float) -> str:
    """Return a share in per cent; never a full 100 unless it is."""
    return f"{100 * share:.0f} %" if share == 1 or round(100 * share) < 100 else "> 99 %"


def reach(spread: float) -> str:
    """Return how far weights wander, in words."""
    return f"{1 - spread:.1f} to {1 + spread:.1f}"


def knobs(result: Dependence) -> str:
    """Return the reader's block and selectivity."""
    return f"block {percent(result.block)}, selectivity {number(result.selectivity, 2)}"


def what(result: Dependence) -> str:
    """Return what is varied."""
    chosen, of = result.connections
    return f"{VARIED[result.varied]} ({chosen} of {of})" if of else VARIED[result.varied]


def finding(result: Dependence) -> str:
    """Return the sentence above the picture."""
    if not result.connections[0] and result.varied != "microcircuit":
        return "Nothing is varied: every connection was traced"
    n, weakest = len(result.rows), result.weakest
    if result.always == n:
        return f"All {n} directions hold in every draw"
    tail = f"least sure: {weakest.label[0].lower()}{weakest.label[1:]}, {percent(weakest.share)}"
    if not result.always:
        return f"No direction holds in every draw; {tail}"
    return f"{result.always} of {n} directions hold in every draw; {tail}"


def _size(row: Held) -> str:
    return signed(row.expected) if abs(row.expected) >= 0.005 else "less than 0.01"


def _card(row: Held, result: Dependence) -> stage.Card:
    unit = (
        "Hz"
        if row.label.endswith("firing")
        else "as a share"
        if result.varied == "microcircuit"
        else "in r or z"
    )
    lines = (
        f"With our numbers: {'rises' if row.expected > 0 else 'falls'} by {_size(row).lstrip('−')} ({unit}).",
        f"Of {result.draws} draws {row.holds} go the same way, {row.against} the other way; {row.lost} give no result.",
        "A small change is easily turned round; look at its size before you trust its direction.",
        "A model that agrees with itself is not a model that agrees with the brain.",
    )
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(row.id, row.label, f"<h4>{escape(row.label)}</h4>{body}")
