"""Picture: two ways to give ketamine, their ranges as bars and their practice in words."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from ketamine_viz import evidence, stage
from ketamine_viz.routes.sheet import AS_OF, FIELDS, Cell, Direct, Sheet, Way
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, join, plural

_WIDTH, _HEIGHT = 900, 440
_FRAMES = ((24, 264, 430, 126), (500, 264, 376, 126))  # left, bottom, width, height [pixels]
_BARS = (("tmax_min", "Time to peak"), ("bioavailability", "Share that reaches the blood [%]"))
_PRACTICE = (
    ("who_gives_it", "Given by"), ("monitoring", "Watched"),
    ("practical_pros", "For it"), ("practical_cons", "Against it"),
)  # fmt: skip
_ROWS = (1.0, 0.0)
_LEFTS = (24, 462)
_LINE_CHARS, _WIDE_CHARS = 55, 112
_MOST_LINES, _MOST_DIRECT_LINES = 8, 4
_MINUTES = {1: "1 min", 10: "10 min", 60: "1 h", 600: "10 h"}
_LEAST_MIN, _MOST_MIN = 0.5, 2400.0  # axis of times [min]
_LATE_MIN = 200.0


@dataclass
class _Row:
    bar: Line2D
    words: Text


class SheetPicture(stage.Picture):
    """Range bars of both ways above, practice in words below."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make two frames of two bars and the blocks of words."""
        small = mpl.rcParams["xtick.labelsize"]
        self.title = fig.text(
            12 / _WIDTH, 1 - 9 / _HEIGHT, "", va="top", weight="bold", fontsize=mpl.rcParams["axes.titlesize"]
        )
        self.frames = [self._frame(fig, k) for k in range(2)]
        self.rows = {
            field: [self._row(axes) for _ in _ROWS]
            for (field, _), axes in zip(_BARS, self.frames, strict=True)
        }
        self.names = [
            self.frames[0].text(0, y + 0.28, "", weight="bold", va="bottom", fontsize=small) for y in _ROWS
        ]
        for name in self.names:
            name.set_transform(self.frames[0].get_yaxis_transform())
        self.heads = [
            fig.text(left / _WIDTH, 226 / _HEIGHT, "", va="top", weight="bold", fontsize=small)
            for left in _LEFTS
        ]
        self.blocks = [
            fig.text(left / _WIDTH, 208 / _HEIGHT, "", va="top", fontsize=small, linespacing=1.2)
            for left in _LEFTS
        ]
        self.direct = fig.text(24 / _WIDTH, 8 / _HEIGHT, "", va="bottom", fontsize=small, linespacing=1.2)
        return [*self.names, *self.heads, *self.blocks, self.direct, self.title,
                *(part for rows in self.rows.values() for row in rows for part in (row.bar, row.words))]  # fmt: skip

    def update(self, result: Sheet) -> bool:
        """Set bars and words; axes never change."""
        self.title.set_text(_finding(result))
        for k, way in enumerate(result.both):
            self.names[k].set_text(way.label)
            self.heads[k].set_text(way.label)
            self.blocks[k].set_text(_practice(way))
            for field, _ in _BARS:
                self._draw(self.rows[field][k], way, field, _ROWS[k])
        self.direct.set_text(_directly(result))
        return False

    def describe(self, result: Sheet) -> stage.Description:
        """Return the sheet in words."""
        first, second = result.both
        what = (
            f"A comparison sheet, as of {AS_OF}: {first.label}, beside {second.label}. Above, bars of time to peak "
            "(0.5 minutes to 40 hours, logarithmic) and of the share that reaches the blood (0 to 100%); below, "
            "practice in words."
        )
        parts = []
        for field, (words, _, _) in FIELDS.items():
            a, b = first.cells[field], second.cells[field]
            if a.shown or b.shown:
                parts.append(f"{words}: {a.text}, beside {b.text}.")
        hidden = [FIELDS[f][0] for f in FIELDS if not first.cells[f].shown and not second.cells[f].shown]
        if hidden:
            parts.append(f"Nothing to show for either: {join(hidden)}.")
        direct = " ".join(f"{one.finding} ({_cited(one)})." for one in result.direct)
        trend = (
            f"Compared directly: {direct}"
            if direct
            else "No study in our tables compared these two directly."
        )
        return stage.Description(
            what=what, values=" ".join(parts), trend=trend, headline=f"{_finding(result)}."
        )

    def table(self, result: Sheet) -> stage.Table:
        """Return the whole sheet, every cell with how it is known and its source."""
        first, second = result.both
        rows = [
            (
                words,
                *(part for way in result.both for part in (way.cells[field].text, _known(way.cells[field]))),
            )
            for field, (words, _, _) in FIELDS.items()
        ]
        rows += [
            ("Compared directly", one.finding, f"{one.how}: {_cited(one)}", "", "") for one in result.direct
        ]
        return stage.Table(
            f"Comparison sheet, as of {AS_OF}",
            ("What", first.label, "How known, and source", second.label, "How known, and source "),
            tuple(rows),
        )

    def cards(self, result: Sheet) -> tuple[stage.Card, ...]:
        """Return a card for each line of the sheet, and one for direct comparisons."""
        found = []
        for field, (words, _, _) in FIELDS.items():
            lines = []
            for way in result.both:
                cell = way.cells[field]
                known = f" ({_known(cell)})" if cell.shown else ""
                lines.append(
                    f"<p><strong>{escape(way.label)}</strong>: {escape(cell.text)}{escape(known)}.</p>"
                )
            found.append(
                stage.Card(field, words, f"<h4>{escape(words)}, {escape(AS_OF)}</h4>{''.join(lines)}")
            )
        direct = [
            f"<p>{escape(one.finding)} ({escape(one.how)}: {escape(_cited(one))}).</p>"
            for one in result.direct
        ]
        body = "".join(direct) or "<p>No study in our tables compared these two directly.</p>"
        return (*found, stage.Card("direct", "Compared directly", f"<h4>Compared directly</h4>{body}"))

    # -- the parts ---------------------------------------------------------------------

    @staticmethod
    def _frame(fig: Figure, k: int) -> Axes:
        left, bottom, width, height = _FRAMES[k]
        axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        axes.set(ylim=(-0.4, 1.75), yticks=[])
        axes.spines["left"].set_visible(False)
        if k == 0:
            axes.set_xscale("log")
            axes.set_xlim(_LEAST_MIN, _MOST_MIN)
            axes.set_xticks(list(_MINUTES), list(_MINUTES.values()))
            axes.minorticks_off()
        else:
            axes.set_xlim(0, 140)  # room for words on the right
            axes.set_xticks([0, 25, 50, 75, 100])
        axes.text(1, 1, _BARS[k][1], transform=axes.transAxes, ha="right", va="bottom", color="#555555")
        return axes

    @staticmethod
    def _row(axes: Axes) -> _Row:
        (bar,) = axes.plot(
            [], [], solid_capstyle="butt", linewidth=9, marker="|", markersize=16, markeredgewidth=3
        )
        words = axes.text(0, 0, "", va="center", fontsize=mpl.rcParams["xtick.labelsize"], zorder=4)
        return _Row(bar, words)

    @staticmethod
    def _draw(row: _Row, way: Way, field: str, y: float) -> None:
        cell = way.cells[field]
        row.bar.set_visible(cell.shown)
        if cell.low is None or cell.high is None:
            row.words.set(
                x=_LEAST_MIN * 1.1 if field == "tmax_min" else 1,
                y=y,
                text=cell.text,
                style="italic",
                ha="left",
            )
            return
        row.bar.set_data([cell.low, cell.high], [y, y])
        row.bar.set_color(_colour(way.route))
        if cell.high > _LATE_MIN:  # no room on the right: words stand before the bar
            row.words.set(x=cell.low / 1.25, y=y, text=cell.text, style="normal", ha="right")
            return
        beyond = cell.high * 1.3 if field == "tmax_min" else cell.high + 3
        row.words.set(x=beyond, y=y, text=cell.text, style="normal", ha="left")


def _colour(route: str) -> str:
    return theme.style(route if route in theme.MEANINGS else "muted").colour


def _wrapped(lines: list[str], wide: int, most: int) -> str:
    """Return lines broken at a width; what does not fit is left to the table and the cards."""
    found = [part for line in lines for part in textwrap.wrap(line, wide, subsequent_indent="   ")]
    if len(found) > most:
        found = [*found[: most - 1], f"{found[most - 1][: wide - 2]} …"]
    return "\n".join(found)


def _practice(way: Way) -> str:
    lines = [f"{words}: {way.cells[field].text}" for field, words in _PRACTICE]
    return _wrapped(lines, _LINE_CHARS, _MOST_LINES)


def _directly(result: Sheet) -> str:
    lines = [f"Compared directly: {one.finding} ({_cited(one)})." for one in result.direct]
    return _wrapped(
        lines or ["No study in our tables compared these two directly."], _WIDE_CHARS, _MOST_DIRECT_LINES
    )


def _finding(result: Sheet) -> str:
    first, second = (way.cells["tmax_min"] for way in result.both)
    if not (first.shown or second.shown):
        return f"Neither time to peak can be shown (as of {AS_OF})"
    texts = [cell.text if cell.shown else "not shown" for cell in (first, second)]
    return f"Time to peak: {texts[0]} beside {texts[1]} (as of {AS_OF})"


def _known(cell: Cell) -> str:
    return f"{cell.how}: {join(map(evidence.cite, cell.refs))}" if cell.shown else ""


def _cited(one: Direct) -> str:
    people = f"; {plural(one.n, 'person', 'people')}" if one.n else ""
    return f"{join(map(evidence.cite, one.refs))}{people}"
