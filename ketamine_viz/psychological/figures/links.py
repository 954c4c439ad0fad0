"""Picture: every published result on dissociation and benefit, and a cloud for one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.experience_links import Link, Links, published
from ketamine_viz.psychological.experience_words import author
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, join, plural

_WIDTH, _HEIGHT = 900, 500
_CHART = (446, 88, 158, 360)  # left, bottom, width, height [pixels]
_COLUMNS = {"when": 12, "who": 74, "drug": 215, "n": 441, "r": 611}
_CLOUD = (724, 252, 164, 164)
_MOST = 0.8
WHEN = {
    "same_day": "4 h",
    "day1": "1 day",
    "days3": "3 days",
    "week1": "1 week",
    "weeks4": "weeks",
}
FORM = {"racemic": "racemic", "esketamine": "S-ketamine", "mixed": "both forms"}
ROUTE = {"iv_infusion": "drip", "intranasal": "spray", "sc": "injection"}
MASKING = {
    "masked": "placebo that cannot be felt",
    "active_placebo": "placebo that can be felt",
    "open_label": "everybody knew",
}
SAID = {"more_better": "a link", "none": "no link", "apart": "the two came apart"}
_FOUND = {"more_better": "{} found a link", "none": "{} found none", "apart": "in {} the two came apart"}
BASIS = {
    "printed": "r printed; interval computed from r and n",
    "from_p": "r worked out from the printed p and n; interval computed",
    "not_printed": "r not printed; bar: how large it could be and still not be significant, computed from n",
    "words": "told in words only",
}


@dataclass
class _Row:
    """The artists of one result."""

    texts: dict[str, Text]
    reach: Line2D
    dot: Line2D

    @property
    def artists(self) -> tuple[Artist, ...]:
        return (self.reach, self.dot, *self.texts.values())


class LinksPicture(stage.Picture):
    """A row a result, r with its interval; beside it what such an r looks like."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make as many rows as there are results, and the cloud."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.muted = "#555555"
        self.title = fig.text(12 / _WIDTH, 1 - 8 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        left, bottom, width, height = _CHART
        self.page = fig.add_axes((0, bottom / _HEIGHT, 1, height / _HEIGHT), frameon=False, label="page")
        self.page.set(xlim=(0, _WIDTH), ylim=(len(published()), 0), xticks=[], yticks=[])
        self.page.grid(visible=False)
        self.axes = fig.add_axes(
            (left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT), label="r"
        )
        self.axes.set(xlim=(-_MOST, 0.5), ylim=(len(published()), 0), yticks=[], xticks=(-0.5, 0, 0.5))
        self.axes.set_xticklabels(["−0.5", "0", "0.5"])
        self.axes.patch.set_visible(False)
        self.axes.spines["left"].set_visible(False)
        self.axes.grid(axis="x")
        self.axes.axvline(0, color="#444444", lw=1.2, zorder=1)
        self.axes.set_xlabel("◂ more benefit   correlation r   less ▸", fontsize=self.small)
        top = (bottom + height + 6) / _HEIGHT
        heads = {"when": "rated", "who": "study", "drug": "drug, way, control", "r": "r"}
        for key, words in heads.items():
            fig.text(_COLUMNS[key] / _WIDTH, top, words, fontsize=self.small, color=self.muted, va="bottom")
        fig.text(
            _COLUMNS["n"] / _WIDTH, top, "n", fontsize=self.small, color=self.muted, va="bottom", ha="right"
        )
        fig.text(
            12 / _WIDTH, 6 / _HEIGHT,
            "● r printed   ◇ worked out from p   bars: 95%, computed   grey: r not printed, could be as far from 0\n"
            "◂ in words: a link   ✕ the two came apart.  Some papers share patients: no pooled value is drawn.",
            fontsize=self.small, va="bottom", color=self.muted, linespacing=1.3,
        )  # fmt: skip
        self.light = Rectangle((6, 0), 682, 1, color="#e7edf5", lw=0, zorder=0)
        self.page.add_patch(self.light)
        self.rows = [self._row() for _ in published()]
        self.empty = self.page.text(220, 4, "", ha="center", va="center", zorder=6)
        self._build_cloud(fig)
        return [
            self.title, self.light, *(a for row in self.rows for a in row.artists), self.empty, self.points,
            self.slope, self.caption, self.none,
        ]  # fmt: skip

    def _row(self) -> _Row:
        look: dict[str, Any] = {"fontsize": self.small, "va": "center"}
        texts = {
            key: self.page.text(x, 0, "", ha="right" if key == "n" else "left", **look)
            for key, x in _COLUMNS.items()
        }
        (reach,) = self.axes.plot([], [], zorder=2, solid_capstyle="butt")
        (dot,) = self.axes.plot([], [], linestyle="none", zorder=3)
        return _Row(texts, reach, dot)

    def _build_cloud(self, fig: Figure) -> None:
        left, bottom, width, height = _CLOUD
        axes = self.cloud = fig.add_axes(
            (left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT), label="cloud"
        )
        axes.set(xlim=(-3.4, 3.4), ylim=(-3.4, 3.4), xticks=[], yticks=[])
        axes.set_xlabel("more dissociation ▸", fontsize=self.small)
        axes.set_ylabel("more benefit ▸", fontsize=self.small)
        ink = theme.style("ink").colour
        (self.points,) = axes.plot([], [], "o", markersize=3.4, color=ink, alpha=0.5, markeredgewidth=0)
        (self.slope,) = axes.plot([], [], color=ink, lw=2)
        self.none = axes.text(0, 0, "", ha="center", va="center", fontsize=self.small)
        self.caption = fig.text(
            (left - 12) / _WIDTH, (bottom - 32) / _HEIGHT, "", va="top", fontsize=self.small, linespacing=1.3
        )

    def update(self, result: Links) -> bool:
        """Fill the rows and draw the cloud."""
        self.title.set_text(finding(result))
        self.shown = result
        for k, row in enumerate(self.rows):
            one = result.shown[k] if k < len(result.shown) else None
            for artist in row.artists:
                artist.set_visible(one is not None)
            if one is not None:
                self._draw(row, one, k + 0.5)
        self.light.set_visible(result.chosen is not None)
        if result.chosen is not None:
            self.light.set_y(result.shown.index(result.chosen))
        self.empty.set_text("" if result.shown else widen(result))
        self._draw_cloud(result)
        return False

    def _draw(self, row: _Row, one: Link, y: float) -> None:
        said = {
            "when": WHEN[one.time],
            "who": author(one.ref),
            "drug": one.arms,
            "n": people(one),
            "r": value(one),
        }
        for key, text in row.texts.items():
            text.set(text=said[key], y=y)
        drug = theme.style("drug").colour
        row.reach.set_data(list(one.ends or ()), [y] * (2 if one.ends else 0))
        grey = one.basis == "not_printed"
        row.reach.set(color="#b4b8c0" if grey else drug, linewidth=8 if grey else 1.6)
        row.reach.set_linestyle((0, (3, 1.2)) if one.basis == "from_p" else "-")
        if one.r is not None:
            row.dot.set_data([one.r], [y])
            printed = one.basis == "printed"
            row.dot.set(marker="o" if printed else "D", markersize=8 if printed else 7)
            row.dot.set(color=drug, markerfacecolor=drug if printed else "white", markeredgewidth=1.6)
            return
        row.dot.set_data([] if grey else [-0.06 if one.says == "more_better" else 0.0], [] if grey else [y])
        marker = 4 if one.says == "more_better" else "x"  # 4: a caret to the left
        row.dot.set(marker=marker, markersize=9, color=drug, markerfacecolor=drug, markeredgewidth=2)

    def _draw_cloud(self, result: Links) -> None:
        one = result.chosen
        self.points.set_data(result.felt, result.benefit)
        drawn = one is not None and len(result.felt) > 0
        r = (one.r or 0.0) if one is not None else 0.0
        self.slope.set_data([-3, 3] if drawn else [], [3 * r, -3 * r] if drawn else [])
        self.none.set_text("" if drawn else "no r to draw from")
        self.caption.set_text(caption(one))

    def describe(self, result: Links) -> stage.Description:
        """Return the picture in words."""
        what = (
            "One row for each published result on dissociation and benefit: when benefit was rated, study, drug and "
            "control group, number of people, and the correlation r with a computed 95% interval on an axis from "
            "minus 0.8 (more dissociation, more benefit) to 0.5. Beside it a cloud of points drawn from r and n alone, "
            "not patients' data."
        )
        if not result.shown:
            return stage.Description(what, widen(result), "", widen(result))
        rows = "; ".join(
            f"{author(one.ref)}, {WHEN[one.time]}, {one.arms}, n {people(one)}: {told(one)}"
            for one in result.shown
        )
        return stage.Description(
            what, f"{rows}.", f"{finding(result)}. {spoken(result.chosen)}", f"{finding(result)}."
        )

    def table(self, result: Links) -> stage.Table:
        """Return every result as drawn."""
        rows = tuple(
            (
                author(one.ref), WHEN[one.time], one.arms, f"{one.felt}; {one.mood}", people(one), value(one),
                span(one), BASIS[one.basis], one.finding,
            )
            for one in result.shown
        )  # fmt: skip
        columns = (
            "Study", "Benefit rated after", "Drug, way, control", "What was set beside what", "People", "r",
            "95% interval, computed", "How known", "What was found",
        )  # fmt: skip
        return stage.Table("Dissociation and benefit, published results", columns, rows)

    def cards(self, result: Links) -> tuple[stage.Card, ...]:
        """Return a card for each result."""
        return tuple(_card(one) for one in result.shown)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - a row is as wide as the page
        """Return the result of the row that was clicked."""
        if axes in (self.page, self.axes) and 0 <= int(y) < len(self.shown.shown):
            return self.shown.shown[int(y)].id
        return None


def signed(r: float) -> str:
    """Return a correlation with two digits and its sign.

    Examples
    --------
    >>> signed(-0.35)
    '−0.35'
    """
    return f"{r:.2f}".replace("-", "−")


def value(one: Link) -> str:
    """Return r as it stands in the row."""
    if one.r is not None:
        return signed(one.r)
    return {"not_printed": "not printed", "words": "in words"}[one.basis]


def span(one: Link) -> str:
    """Return the interval in words."""
    return f"{signed(one.ends[0])} to {signed(one.ends[1])}" if one.ends else "none"


def told(one: Link) -> str:
    """Return a result in words, for the description."""
    if one.r is not None:
        return f"r {signed(one.r)}, 95% interval {span(one)}, computed"
    if one.basis == "not_printed":
        return f"no link, r not printed; it could lie from {span(one)}"
    return f"{one.finding} ({SAID[one.says]})"


def people(one: Link) -> str:
    """Return how many people, and how many the interval rests on.

    Examples
    --------
    >>> people(next(p for p in published() if p.id == "k01"))
    '57 of 108'
    """
    return f"{one.used} of {one.n}" if one.used != one.n else f"{one.n}"


def caption(one: Link | None) -> str:
    """Return what the cloud is drawn from."""
    if one is None:
        return ""
    who = f"{author(one.ref)},\nbenefit after {WHEN[one.time]}"
    if one.basis == "words":
        return f"{who}:\nno number printed"
    if one.r is None:
        return f"{who}:\ndrawn from r 0 and n {one.used},\nnot patients’ data\n(r is not printed)"
    return (
        f"{who}:\ndrawn from r {signed(one.r)} and\nn {one.used}, not patients’ data.\nDissociation goes with\n"
        f"{_share(one)} of the spread\nof benefit"
    )


def spoken(one: Link | None) -> str:
    """Return the caption as one sentence."""
    text = caption(one).replace("\n", " ")
    return f"The cloud: {text}." if text else ""


def _share(one: Link) -> str:
    share = 100 * (one.explained or 0.0)
    return f"{share:.0f}%" if share >= 1 else "less than 1%"


def finding(result: Links) -> str:
    """Return the sentence above the picture, counted from the rows."""
    if not result.shown:
        return "No result fits all three filters"
    parts = [_FOUND[says].format(result.count(says)) for says in SAID if result.count(says)]
    papers = len({one.ref for one in result.shown})
    return f"{plural(len(result.shown), 'result')} in {plural(papers, 'paper')}: {join(parts)}"


def widen(result: Links) -> str:
    """Return which filters to open."""
    names = {"time": "Benefit rated", "form": "Drug", "masking": "Blinding"}
    shut = [words for key, words in names.items() if getattr(result, key) != "all"]
    return f"No result fits. Set {join(shut)} to all." if shut else ""


def _card(one: Link) -> stage.Card:
    label = f"{author(one.ref)}, {WHEN[one.time]}"
    lines = [
        f"{one.finding[0].upper()}{one.finding[1:]}.",
        f"Set beside each other: {one.felt}; {one.mood}.",
        f"Drug: {FORM[one.form]}, {ROUTE[one.route]}. Control group: {one.control} ({MASKING[one.masking]}).",
        f"People: {one.n} ({one.n_is}){f'; the interval rests on {one.used}' if one.used != one.n else ''}.",
        f"r: {value(one)}; interval {span(one)}. {BASIS[one.basis][0].upper()}{BASIS[one.basis][1:]}.",
        *([f"{one.note[0].upper()}{one.note[1:]}."] if one.note else []),
        f"{evidence.cite(one.ref)}.",
    ]
    return stage.Card(
        one.id, label, f"<h4>{escape(label)}</h4>" + "".join(f"<p>{escape(s)}</p>" for s in lines)
    )
