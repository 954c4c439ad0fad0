"""Picture: the receptor with its sites, one substance, and how tightly it was found to bind."""

from __future__ import annotations

import textwrap

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.binding_sites import (
    SITES,
    UNPLACED,
    Affinity,
    Ligand,
    Placement,
    at_site,
    ligands,
)
from ketamine_viz.molecular.figures import receptor_drawing as receptor
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, join, number

_WIDTH, _HEIGHT = 900, 460
_DRAWING = (4, 36, 430, 388)
_CHART = (722, 124, 158, 210)
_TEXT_LEFT, _WRAP = 470, 54
#: Site → its words on the drawing, where they stand, and how they are aligned.
WORDS = {
    "glutamate": ("glutamate\nsite", (346, 228), "left"),
    "glycine": ("glycine\nsite", (54, 228), "right"),
    "pore": ("inside\nthe pore", (304, 106), "left"),
    "outer_lobes": ("between the\nouter lobes", (92, 338), "right"),
    "elsewhere": ("somewhere\nelse", (352, 318), "left"),
    "nowhere": ("no site\nfound", (88, 34), "left"),
}
IN_WORDS = {
    "glutamate": "at the glutamate site",
    "glycine": "at the glycine site",
    "pore": "inside the pore",
    "outer_lobes": "between the outer lobes",
    "elsewhere": "somewhere else",
    "nowhere": "nowhere that was found",
}
PLACES = {**receptor.PLACES, "elsewhere": (330.0, 318.0), "nowhere": (66.0, 34.0)}
_REACH = 26.0
_LOWEST, _HIGHEST = 5e-4, 200.0
_MOST = max(len(one.affinities) for one in ligands().values())
_VERDICTS = {"better": "better than", "mixed": "partly better than", "no_better": "no better than"}


class SitesPicture(stage.Picture):
    """Left: the receptor and where the substance goes.  Right: its affinities and what trials found."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Draw receptor, sites and axis once; marks and words move."""
        self.small = mpl.rcParams["legend.fontsize"]
        self.title = fig.text(12 / _WIDTH, 1 - 8 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        fig.text(
            12 / _WIDTH,
            8 / _HEIGHT,
            "Schematic, not to scale",
            color="#555555",
            fontsize=self.small,
            va="bottom",
        )
        axes = self.drawing = receptor.frame(fig, *_DRAWING)
        self.gate = receptor.draw(axes)
        for site in ("glutamate", "glycine"):
            receptor.pocket(axes, site)
        for site, (words, at, align) in WORDS.items():
            axes.text(*at, words, ha=align, va="center", fontsize=self.small, linespacing=1.1)
            if site in {"pore", "outer_lobes", "elsewhere", "nowhere"}:
                axes.plot(*PLACES[site], marker="o", markersize=9, markerfacecolor="white", markeredgecolor="#4d4d4d",
                          linestyle="none", zorder=7)  # fmt: skip
        axes.text(receptor.MIDDLE - 56, 306, "GluN1", ha="center", va="center", fontsize=self.small, zorder=7)
        axes.text(receptor.MIDDLE + 56, 306, "GluN2", ha="center", va="center", fontsize=self.small, zorder=7)
        (self.ring,) = axes.plot(
            [], [], marker="o", markersize=32, markerfacecolor="none", markeredgecolor="#222222", markeredgewidth=2,
            linestyle="none", zorder=9,
        )  # fmt: skip
        self.query = axes.text(0, 0, "", ha="center", va="center", weight="bold", zorder=10)
        self.query.set_fontsize(mpl.rcParams["axes.titlesize"])
        (self.found,) = axes.plot(
            [], [], marker="D", markersize=15, markerfacecolor="#4d4d4d", markeredgecolor="#222222", linestyle="none",
            zorder=8,
        )  # fmt: skip
        self.said = fig.text(
            _TEXT_LEFT / _WIDTH, 1 - 38 / _HEIGHT, "", va="top", fontsize=self.small, linespacing=1.25
        )
        self.trials = fig.text(
            _TEXT_LEFT / _WIDTH, 8 / _HEIGHT, "", va="bottom", fontsize=self.small, linespacing=1.25
        )
        return [self.title, self.gate.left, self.gate.right, self.ring, self.query, self.found, self.said,
                self.trials, *self._chart(fig)]  # fmt: skip

    def _chart(self, fig: Figure) -> list[Artist]:
        left, bottom, width, height = _CHART
        axes = self.chart = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        axes.set(xscale="log", xlim=(_LOWEST, _HIGHEST), ylim=(_MOST, 0), yticks=[])
        axes.set_xticks([0.001, 0.01, 0.1, 1, 10, 100], ["0.001", "", "0.1", "", "10", ""])
        axes.set_title("How tightly", fontsize=mpl.rcParams["axes.labelsize"])
        axes.minorticks_off()
        axes.spines["left"].set_visible(False)
        axes.set_xlabel("µM for half effect\n(left: tighter)")
        self.rows: list[Text] = []
        self.numbers: list[Text] = []
        for k in range(_MOST):
            self.rows.append(
                axes.annotate(
                    "", (0, k + 0.5), (-8, 0), ("axes fraction", "data"), "offset points", ha="right", va="center",
                    fontsize=self.small, annotation_clip=False,
                )
            )  # fmt: skip
            self.numbers.append(
                axes.annotate(
                    "",
                    (1, k + 0.5),
                    (8, 0),
                    "data",
                    "offset points",
                    va="center",
                    fontsize=self.small,
                    zorder=6,
                )
            )
        ink = theme.style("ink").colour
        looks = {"Ki": ("o", ink), "without": ("s", "white"), "with": ("s", ink)}
        self.dots = {
            key: axes.plot(
                [], [], linestyle="none", marker=marker, markersize=7, color=ink, markerfacecolor=face,
                markeredgecolor=ink, markeredgewidth=1.4, zorder=5,
            )[0]
            for key, (marker, face) in looks.items()
        }  # fmt: skip
        self.empty = fig.text(
            (_TEXT_LEFT + 200) / _WIDTH, (bottom + height / 2) / _HEIGHT, "", ha="center", va="center",
            fontsize=self.small, color=theme.style("muted").colour,
        )  # fmt: skip
        return [*self.rows, *self.numbers, *self.dots.values(), self.empty]

    # -- what moves --------------------------------------------------------------------

    def update(self, result: Placement) -> bool:
        """Put marks, words and points in place."""
        one = result.ligand
        self.title.set_text(finding(result))
        self.gate.set_open(result.shown and one.site == "pore")
        at = PLACES.get(result.placed)
        self.ring.set_data([at[0]] if at else [], [at[1]] if at else [])
        self.ring.set_linestyle("none")
        self.query.set_text("?" if at and not result.shown else "")
        if at:
            self.query.set_position(at)
        x, y = PLACES[one.site]
        self.found.set_data([x] if result.shown else [], [y] if result.shown else [])
        self.said.set_text("\n".join(_said(result)))
        self.trials.set_text("\n".join(_trials(one)) if result.shown else "")
        self._affinities(one)
        changed = self.chart.get_visible() != bool(one.affinities)
        self.chart.set_visible(bool(one.affinities))
        return changed

    def _affinities(self, one: Ligand) -> None:
        points: dict[str, list[tuple[float, float]]] = {key: [] for key in self.dots}
        shift = (_MOST - len(one.affinities)) / 2
        for k, (row, value) in enumerate(zip(self.rows, self.numbers, strict=True)):
            used = k < len(one.affinities)
            row.set_visible(used)
            value.set_visible(used)
            if used:
                a, y = one.affinities[k], k + 0.5 + shift
                points[_look(a)].append((a.micromolar, y))
                row.xy = (0, y)  # type: ignore[attr-defined]
                row.set_text(label(a))
                value.xy = (a.micromolar, y)  # type: ignore[attr-defined]
                value.set_text(number(a.micromolar))
        for key, dots in self.dots.items():
            dots.set_data([x for x, _ in points[key]], [y for _, y in points[key]])
        self.empty.set_text("" if one.affinities else "No affinity that we could check at its source.")

    # -- in words ----------------------------------------------------------------------

    def describe(self, result: Placement) -> stage.Description:
        """Return the picture in words."""
        one = result.ligand
        what = (
            "Schematic of an NMDA receptor with five places to bind and one for no site found; beside it how tightly "
            f"{one.name} binds."
        )
        mine = "not placed yet" if result.placed == UNPLACED else f"you placed it {IN_WORDS[result.placed]}"
        values = f"{one.name}: {mine}."
        if result.shown:
            disputed = " Studies disagree." if one.disputed else ""
            values += f" It was found {IN_WORDS[one.site]}. {one.action}{disputed}"
        if one.affinities:
            said = "; ".join(f"{label(a)} {number(a.micromolar)} µM" for a in one.affinities)
            trend = f"Affinities: {said}."
        else:
            trend = "No affinity that could be checked at its source."
        if result.shown:
            trend += " " + " ".join(_trials(one))
        return stage.Description(what, values, trend.strip(), f"{finding(result)}.")

    def table(self, result: Placement) -> stage.Table:
        """Return the affinities that are drawn."""
        rows = tuple(
            (
                result.ligand.name, a.measure, number(a.micromolar), a.system, _magnesium(a), evidence.cite(a.ref),
                a.note,
            )
            for a in result.ligand.affinities
        )  # fmt: skip
        columns = ("Substance", "Measure", "Value [µM]", "System", "Magnesium", "Reference", "Note")
        return stage.Table(f"How tightly {result.ligand.name} binds to the NMDA receptor", columns, rows)

    def cards(self, result: Placement) -> tuple[stage.Card, ...]:  # noqa: ARG002 - all sites, always
        """Return a card for each site: who binds there."""
        return tuple(_card(site) for site in SITES)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:
        """Return the card of the site under a click."""
        if axes is not self.drawing:
            return None
        for site in SITES:
            px, py = PLACES[site]
            if (px - x) ** 2 + (py - y) ** 2 <= _REACH**2:
                return f"site.{site}"
        return None


def finding(result: Placement) -> str:
    """Return the sentence above the picture."""
    name = result.ligand.name
    name = name if name[1].isupper() or "-" in name[:3] else name[0].upper() + name[1:]
    if not result.shown:
        return f"Where does {result.ligand.name} sit? Choose a place, then tick the answer"
    where = f"{name}: {IN_WORDS[result.ligand.site]}"
    if result.placed == UNPLACED:
        return where
    return f"{where}; you placed it " + ("there too" if result.right else IN_WORDS[result.placed])


def label(a: Affinity) -> str:
    """Return what one point is, short enough for the picture."""
    who = evidence.cite(a.ref).split(",")[0].replace(" et al.", "")
    if a.measure == "Ki":
        return f"binding{', ' if a.species else ''}{a.species} · {who}"
    return (
        f"{f'{a.species} ' if a.species else ''}{a.subunit}, {'Mg²⁺' if a.magnesium else 'no Mg²⁺'} · {who}"
    )


def _look(a: Affinity) -> str:
    return "Ki" if a.measure == "Ki" else "with" if a.magnesium else "without"


def _magnesium(a: Affinity) -> str:
    return "not stated" if a.magnesium is None else "present" if a.magnesium else "absent"


def _said(result: Placement) -> list[str]:
    one = result.ligand
    if not result.shown:
        kind = {"drug": "a medicine or a candidate", "tool": "a laboratory tool", "body": "made by the body"}[
            one.kind
        ]
        return [f"{one.name}: {kind}."]
    dispute = " Studies disagree." if one.disputed else ""
    return textwrap.wrap(f"{one.action}{dispute}", _WRAP)[:3]


def _trials(one: Ligand) -> list[str]:
    if not one.trials:
        return []
    by: dict[str, list[str]] = {}
    for trial in one.trials:
        who = evidence.cite(trial.ref).split(",")[0].replace(" et al.", "")
        by.setdefault(f"{_VERDICTS[trial.verdict]} {trial.against}", []).append(who)
    said = "; ".join(f"{verdict} ({join(who)})" for verdict, who in by.items())
    return textwrap.wrap(f"In depression: {said}.", _WRAP)[:3]


def _card(site: str) -> stage.Card:
    words = evidence.meaning("nmda_site", site)
    lines = []
    for one in at_site(site):
        grade = "; ".join(evidence.cite(key) for key in one.refs)
        extra = f" {one.note}." if one.note else ""
        lines.append(
            f"<p><strong>{escape(one.name)}</strong>: {escape(one.action)}{escape(extra)} {escape(grade)}.</p>"
        )
    body = "".join(lines) or "<p>Nothing in our tables.</p>"
    return stage.Card(f"site.{site}", words, f"<h4>{escape(words)}</h4>{body}")
