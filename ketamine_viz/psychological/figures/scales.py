"""Picture: which scale asks about what, and one of them opened: who rates, how, and a typical mean."""

from __future__ import annotations

from textwrap import fill
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.experience_scales import DOMAINS, Asked, Scale, scales
from ketamine_viz.psychological.experience_words import author
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, join, number, plural

_WIDTH, _HEIGHT = 900, 520
_CHART = (96, 230, 794, 208)  # left, bottom, width, height [pixels]
_BAR = (96, 62, 300, 30)
_DETAIL = 440
#: Names over the columns, in lines short enough for them.
COLUMN = {
    "self_body": "own body\nand self",
    "surroundings": "world\nunreal",
    "time": "time\nodd",
    "memory": "memory\ngaps",
    "senses": "seeing,\nhearing",
    "bliss": "unity,\nbliss",
    "meaning": "insight,\nmeaning",
    "fear": "fear,\ntension",
    "thinking": "thoughts\nastray",
    "suspicion": "sus-\npicion",
    "wakefulness": "how\nawake",
    "sadness": "sad-\nness",
    "sleep_appetite": "sleep,\neating",
    "hopeless": "dark\nthoughts",
}


class ScalesPicture(stage.Picture):
    """A row a scale, a column a domain, a dot where it asks; below, one scale opened."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make the grid, its dots and the lines below."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.muted = "#555555"
        self.title = fig.text(12 / _WIDTH, 1 - 8 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        left, bottom, width, height = _CHART
        axes = self.axes = fig.add_axes(
            (left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT), label="grid"
        )
        every = scales()
        axes.set(
            xlim=(-0.5, len(DOMAINS) - 0.5), ylim=(len(every), 0), yticks=[k + 0.5 for k in range(len(every))]
        )
        axes.set_yticklabels([one.short for one in every], weight="bold")
        axes.set_xticks(range(len(DOMAINS)))
        axes.set_xticklabels([COLUMN[d] for d in DOMAINS], linespacing=1.1)
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.grid(visible=False)
        for side in axes.spines.values():
            side.set_visible(False)
        for k in range(len(every) + 1):
            axes.axhline(k, color="#dddddd", lw=0.8, zorder=0.5)
        # What lasts an hour, and what is asked of the days before.
        axes.axvline(DOMAINS.index("sadness") - 0.5, color="#888888", lw=1, linestyle=(0, (4, 2)))
        self.row = Rectangle((-0.5, 0), len(DOMAINS), 1, color="#e7edf5", lw=0, zorder=0)
        self.column = Rectangle((0, 0), 1, len(every), color="#f4ead6", lw=0, zorder=0)
        for patch in (self.row, self.column):
            axes.add_patch(patch)
        self.spots = [(k, d) for k, one in enumerate(every) for d in DOMAINS if d in one.domains]
        (self.weak,) = axes.plot([], [], "o", markersize=11, color="#9aa3b0", zorder=3)
        (self.strong,) = axes.plot([], [], "o", markersize=13, color=theme.style("ink").colour, zorder=4)
        self.name = fig.text(12 / _WIDTH, 206 / _HEIGHT, "", va="top", weight="bold")
        look: dict[str, Any] = {"va": "top", "fontsize": self.small, "linespacing": 1.3}
        self.scored = fig.text(12 / _WIDTH, 182 / _HEIGHT, "", **look)
        self.misses = fig.text(_DETAIL / _WIDTH, 182 / _HEIGHT, "", **look)
        self.typical = fig.text(_DETAIL / _WIDTH, 96 / _HEIGHT, "", **look)
        self._build_bar(fig)
        return [
            self.title, self.row, self.column, self.weak, self.strong, self.name, self.scored, self.misses,
            self.typical, self.range, self.drug, self.control, self.low, self.high, self.none,
        ]  # fmt: skip

    def _build_bar(self, fig: Figure) -> None:
        left, bottom, width, height = _BAR
        axes = self.bar = fig.add_axes(
            (left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT), label="bar", frameon=False
        )
        axes.set(xlim=(0, 1), ylim=(0, 1), xticks=[], yticks=[])
        axes.grid(visible=False)
        axes.plot([0, 1], [0.5, 0.5], color="#cccccc", lw=3, solid_capstyle="butt", zorder=1)
        drug, control = theme.style("drug"), theme.style("control")
        (self.range,) = axes.plot([], [], color=drug.colour, lw=4, solid_capstyle="butt", zorder=2)
        (self.control,) = axes.plot([], [], clip_on=False, **control.points(markersize=9, zorder=3))
        (self.drug,) = axes.plot([], [], clip_on=False, **drug.points(markersize=9, zorder=4))
        self.low = axes.text(-0.02, 0.5, "", ha="right", va="center", fontsize=self.small)
        self.high = axes.text(1.02, 0.5, "", ha="left", va="center", fontsize=self.small)
        self.none = axes.text(0.5, -0.15, "", ha="center", va="top", fontsize=self.small, color=self.muted)

    def update(self, result: Asked) -> bool:
        """Open a scale and light a domain."""
        self.title.set_text(finding(result))
        at = [one.id for one in result.scales].index(result.scale.id)
        self.row.set_y(at)
        self.column.set_visible(result.domain != "all")
        if result.domain != "all":
            self.column.set_x(DOMAINS.index(result.domain) - 0.5)
        lit = {spot for spot in self.spots if spot[0] == at or spot[1] == result.domain}
        for dots, spots in ((self.strong, lit), (self.weak, [s for s in self.spots if s not in lit])):
            dots.set_data([DOMAINS.index(d) for _, d in spots], [k + 0.5 for k, _ in spots])
        one = result.scale
        self.name.set_text(f"{one.short}: {one.name}" if one.name != one.short else one.short)
        self.scored.set_text(fill(_scored(one), 58))
        self.misses.set_text(fill(f"Does not ask about: {one.misses}.", 62))
        refs = f" ({join(author(r) for r in one.typical_refs)})" if one.typical_refs else ""
        self.typical.set_text(fill(f"A typical mean: {one.typical}{refs}.", 62))
        self._draw_bar(one)
        return False

    def _draw_bar(self, one: Scale) -> None:
        known = one.low is not None and one.high is not None
        for artist in (self.drug, self.control, self.range):
            artist.set_data([], [])
        self.low.set_text(number(one.low) if one.low is not None else "")
        self.high.set_text(number(one.high) if one.high is not None else "")
        legend = ["● drug"] if one.drug is not None else []
        legend += ["□ control"] if one.control is not None else []
        words = "   ".join(legend) if legend else "no mean to draw"
        if legend and one.control is None:
            words += ", no number for a control group"
        self.none.set_text(words if known else "ends of the score not seen: nothing drawn")
        if not known or one.low is None or one.high is None:
            return
        span = one.high - one.low
        if one.drug is not None:
            self.drug.set_data([(one.drug - one.low) / span], [0.5])
            if one.drug_low is not None:
                self.range.set_data(
                    [(one.drug_low - one.low) / span, (one.drug - one.low) / span], [0.5, 0.5]
                )
        if one.control is not None:
            self.control.set_data([(one.control - one.low) / span], [0.5])

    def describe(self, result: Asked) -> stage.Description:
        """Return the picture in words."""
        one = result.scale
        what = (
            f"A grid of {len(result.scales)} scales by {len(DOMAINS)} domains, a dot where a scale asks about it, in "
            f"our own words; below it the {one.short} opened."
        )
        values = (
            f"{one.short} asks about: {asks(one)}. {_scored(one)} Does not ask about: {one.misses}. A typical mean: "
            f"{one.typical}. The others: "
            + "; ".join(f"{other.short}: {asks(other)}" for other in result.scales if other is not one)
            + "."
        )
        return stage.Description(what, values, f"{finding(result)}.", f"{finding(result)}.")

    def table(self, result: Asked) -> stage.Table:
        """Return every scale with what it asks and how."""
        rows = tuple(
            (
                f"{one.short}{' (open)' if one is result.scale else ''}", asks(one),
                "yes" if result.domain in one.domains else "no" if result.domain != "all" else "all lit",
                evidence.meaning("rated_by", one.rated_by), one.scored, one.misses, one.typical,
                "; ".join(evidence.cite(r) for r in dict.fromkeys((*one.refs, *one.typical_refs))),
            )
            for one in result.scales
        )  # fmt: skip
        columns = (
            "Scale", "Asks about", "Asks about what is lit", "Rated by", "Scored", "Does not ask about",
            "A typical mean beside its control", "Sources",
        )  # fmt: skip
        return stage.Table("What scales ask, in our own words", columns, rows)

    def cards(self, result: Asked) -> tuple[stage.Card, ...]:
        """Return a card for each scale."""
        return tuple(_card(one) for one in result.scales)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - a row is as wide as the grid
        """Return the scale of the row that was clicked."""
        every = scales()
        return every[int(y)].id if axes is self.axes and 0 <= int(y) < len(every) else None


def domain(key: str) -> str:
    """Return a domain in words.

    Examples
    --------
    >>> domain("time")
    'time runs oddly'
    """
    words = evidence.meaning("scale_domain", key)
    return words[0].lower() + words[1:]


def asks(one: Scale) -> str:
    """Return what a scale asks about."""
    return join(domain(d) for d in one.domains)


def _scored(one: Scale) -> str:
    who = evidence.meaning("rated_by", one.rated_by)
    return f"Rated by: {who[0].lower()}{who[1:]}. About: {one.kind}. Scored: {one.scored}."


def finding(result: Asked) -> str:
    """Return the sentence above the picture, counted from the dots."""
    if result.domain != "all":
        found = result.asking(result.domain)
        who = f": {join(one.short for one in found)}" if found else ""
        return f"“{evidence.meaning('scale_domain', result.domain)}”: asked by {plural(len(found), 'scale')}{who}"
    one = result.scale
    return f"The {one.short} asks about {len(one.domains)} of these {len(DOMAINS)} things; no scale asks about all"


def _card(one: Scale) -> stage.Card:
    lines = [
        f"{one.name}.",
        _scored(one),
        f"Asks about: {asks(one)}.",
        f"Does not ask about: {one.misses}.",
        f"A typical mean: {one.typical}.",
        *([f"{one.note[0].upper()}{one.note[1:]}."] if one.note else []),
        *(f"{evidence.cite(r)}." for r in dict.fromkeys((*one.refs, *one.typical_refs))),
    ]
    return stage.Card(
        one.id, one.short, f"<h4>{escape(one.short)}</h4>" + "".join(f"<p>{escape(s)}</p>" for s in lines)
    )
