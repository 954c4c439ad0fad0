"""Picture: bars of transporters occupied, measured and reckoned kept apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.text import Annotation

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.figures.receptor_drawing import placed
from ketamine_viz.molecular.transporters import Bar, Comparison, comparison
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, number, plural

_WIDTH, _HEIGHT = 900, 440
_BOX = (462, 76, 290, 318)
_MOST = len(comparison(cells=True, receptors_too=True).bars)
_LOOKS: dict[str, dict[str, Any]] = {
    "ssri": {"facecolor": "#c9ced6", "hatch": ""},
    "open": {"facecolor": "white", "hatch": ""},
    "arithmetic": {"facecolor": "white", "hatch": "////"},
}
_THICK = 0.56


@dataclass
class _Row:
    bar: Rectangle
    range: Line2D
    mark: Line2D
    drug: Annotation
    dose: Annotation
    given: Annotation
    said: Annotation

    @property
    def artists(self) -> tuple[Artist, ...]:
        return (self.bar, self.range, self.mark, self.drug, self.dose, self.given, self.said)


class TransportersPicture(stage.Picture):
    """One bar a study; filled is measured, hatched is arithmetic, an open end is a limit."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make as many rows as there can be; those not needed are hidden."""
        self.small = mpl.rcParams["legend.fontsize"]
        self.title = fig.text(12 / _WIDTH, 1 - 8 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        left, bottom, width, height = _BOX
        axes = self.axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        axes.set(xlim=(0, 100), ylim=(_MOST, 0), yticks=[], xticks=range(0, 101, 20))
        axes.set_xlabel("Occupied [%]")
        self.rows = [self._row(axes) for _ in range(_MOST)]
        handles = [
            Patch(edgecolor="#222222", label=words, **_LOOKS[kind])
            for kind, words in (
                ("ssri", "antidepressants made to block it"), ("open", "a limit, or nothing seen"),
                ("arithmetic", "arithmetic, not measured"),
            )
        ]  # fmt: skip
        fig.legend(
            handles=handles,
            loc="lower center",
            ncols=3,
            handlelength=1.8,
            columnspacing=1.6,
            borderaxespad=0.3,
        )
        self.empty = axes.text(50, _MOST / 2, "", ha="center", va="center", fontsize=self.small)
        self.empty.set_color(theme.style("muted").colour)
        return [self.title, self.empty, *(one for row in self.rows for one in row.artists)]

    def _row(self, axes: Axes) -> _Row:
        left = _BOX[0]
        bar = placed(axes, Rectangle((0, 0), 0, _THICK, edgecolor="#222222", linewidth=1.2, zorder=2))
        (span,) = axes.plot([], [], color="#222222", linewidth=2, zorder=4)
        (mark,) = axes.plot([], [], linestyle="none", color="#222222", markersize=8, zorder=5, clip_on=False)
        words = [
            axes.annotate(
                "", (0, 0), (shift * 0.72, 0), ("axes fraction", "data"), "offset points", va="center",
                fontsize=self.small, annotation_clip=False,
            )
            for shift in (12 - left, 12 - left, 250 - left)
        ]  # fmt: skip
        said = axes.annotate(
            "",
            (0, 0),
            (8, 0),
            "data",
            "offset points",
            va="center",
            fontsize=self.small,
            annotation_clip=False,
            zorder=6,
        )
        words[0].set(weight="bold", va="bottom")
        words[1].set(va="top")
        drug, dose, given = words
        return _Row(bar, span, mark, drug, dose, given, said)

    # -- what moves --------------------------------------------------------------------

    def update(self, result: Comparison) -> bool:
        """Put each bar in its row."""
        self.title.set_text(finding(result))
        self.shown = result.bars
        step = self.step = min(_MOST / max(len(result.bars), 1), 1.35)
        self.empty.set_text("" if result.bars else "nobody measured this, as far as our tables go")
        for k, row in enumerate(self.rows):
            used = k < len(result.bars)
            for artist in row.artists:
                artist.set_visible(used)
            if used:
                self._draw(row, result.bars[k], (k + 0.5) * step)
        return False

    def _draw(self, row: _Row, bar: Bar, y: float) -> None:
        limit = bar.finding in {"below", "up_to", "none"}
        look = _LOOKS["arithmetic" if bar.kind == "arithmetic" else "open" if limit else "ssri"]
        end = bar.high if limit and bar.high is not None else bar.value
        if bar.finding == "range":
            end = bar.high
        row.bar.set(x=0, y=y - _THICK / 2, width=end or 0.0, **look)
        if bar.finding in {"range", "arithmetic"} and bar.low is not None and bar.high is not None:
            row.range.set_data([bar.low, bar.high], [y, y])
        else:
            row.range.set_data([], [])
        row.mark.set_marker("<" if limit and bar.finding != "none" else "D" if bar.finding == "none" else "o")
        at = end if limit and bar.finding != "none" else bar.value
        row.mark.set(markerfacecolor="white" if limit else "#222222")
        row.mark.set_data([] if at is None else [at], [] if at is None else [y])
        for words in (row.drug, row.dose, row.given):
            words.xy = (0, y)
        row.drug.set_text(bar.drug)
        row.dose.set_text(bar.dose)
        row.given.set_text(given(bar))
        row.said.xy = (bar.reaches, y)
        row.said.set_text(said(bar))

    # -- in words ----------------------------------------------------------------------

    def describe(self, result: Comparison) -> stage.Description:
        """Return the picture in words."""
        what = (
            f"Bars from 0 to 100%: {result.transporter} transporters occupied, one bar a study; "
            f"{'people and monkeys' if result.who == 'all' else result.who}."
        )
        lines = [f"{bar.drug}, {given(bar)}: {said(bar)}" for bar in result.bars]
        values = "; ".join(lines) + "." if lines else "Nobody measured this, as far as our tables go."
        ours = [bar for bar in result.bars if bar.kind == "arithmetic"]
        trend = (
            f"{plural(len(ours), 'bar')} of arithmetic, not measured." if ours else "Every bar was measured."
        )
        return stage.Description(what, values, trend if lines or ours else "", f"{finding(result)}.")

    def table(self, result: Comparison) -> stage.Table:
        """Return every bar."""
        rows = tuple(
            (bar.drug, bar.dose, bar.who, bar.n or "", said(bar), evidence.cite(bar.ref), bar.note)
            for bar in result.bars
        )
        columns = ("Drug", "Dose in the study", "Who", "Number", "Occupied", "Reference", "Note")
        return stage.Table(f"{result.transporter.capitalize()} transporters occupied", columns, rows)

    def cards(self, result: Comparison) -> tuple[stage.Card, ...]:
        """Return a card for each bar."""
        return tuple(_card(bar) for bar in result.bars)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - a whole row opens its card
        """Return the card of the bar that was clicked."""
        place = int(y // self.step)
        return self.shown[place].id if axes is self.axes and 0 <= place < len(self.shown) else None


def finding(result: Comparison) -> str:
    """Return the sentence above the picture."""
    ketamine = [bar for bar in result.of("ketamine") if bar.who == "people"]
    monkeys = [bar for bar in result.of("ketamine") if bar.who == "monkeys"]
    if result.transporter == "dopamine":
        return (
            "Dopamine transporters: no change in monkeys; nobody measured people"
            if monkeys
            else "Dopamine transporters: nobody measured people, as far as our tables go"
        )
    if ketamine and monkeys:
        return "Serotonin transporters: ketamine filled under 10% in people, up to 30% in monkeys"
    if ketamine:
        return "Serotonin transporters: about 80% with drugs made for it, under 10% with ketamine"
    return "Serotonin transporters: ketamine filled up to 30% in monkeys while it ran in"


def given(bar: Bar) -> str:
    """Return dose, subjects and study, short enough for the picture."""
    who = evidence.cite(bar.ref).split(",")[0].replace(" et al.", "")
    if bar.kind == "arithmetic":
        return "NMDA receptors, from rats" if bar.id == "receptors" else f"from cells ({who})"
    many = f"{bar.n} " if bar.n else ""
    return f"{many}{bar.who} ({who})"


def said(bar: Bar) -> str:
    """Return the number as it is to be read."""
    if bar.finding == "range":
        return f"{number(bar.low or 0)} to {number(bar.high or 0)}%"
    if bar.finding == "below":
        return f"below {number(bar.high or 0)}%"
    if bar.finding == "none":
        return "not told from nothing"
    if bar.finding == "up_to":
        return f"fell by up to {number(bar.high or 0)}%"
    if bar.finding == "arithmetic":
        return f"{number(bar.value or 0, 2)}% ({number(bar.low or 0, 2)} to {number(bar.high or 0, 2)})"
    return f"{'about ' if bar.finding == 'about' else ''}{number(bar.value or 0)}%"


def _card(bar: Bar) -> stage.Card:
    label = f"{bar.drug}: {given(bar)}"
    lines = [
        f"{bar.dose}. {said(bar)[0].upper()}{said(bar)[1:]}.",
        bar.note + ".",
        evidence.cite(bar.ref) + ".",
    ]
    body = "".join(f"<p>{escape(line)}</p>" for line in lines if len(line) > 1)
    return stage.Card(bar.id, label, f"<h4>{escape(label)}</h4>{body}")
