"""Picture: two schematic brains, healthy and depressed, with the links that changed at one step."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.text import Text

from ketamine_viz import evidence, stage
from ketamine_viz.network.figures.before_after import link_colour
from ketamine_viz.network.figures.outline import outline
from ketamine_viz.network.mean_field import Array
from ketamine_viz.network.scans import GROUPS, STEPS, Change, Scans, changes
from ketamine_viz.network.schematic import regions
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, join, plural

_WIDTH, _HEIGHT = 900, 482
_BRAIN = (330, 201)
_LEFTS = (6, 456)
_BOTTOM = 236
_LINE = 18
_BADGE: dict[str, Any] = {"boxstyle": "circle,pad=0.18"}
_ABOUT = "≈"  # before the number of a result that is drawn at hubs of what was measured
#: Where along a link its number may stand.
_SHARES = (0.5, 0.4, 0.6, 0.32, 0.68, 0.25, 0.75, 0.18, 0.82, 0.45, 0.55, 0.36, 0.64)
_MOST = max(sum(c.who == who and c.step == step for c in changes()) for who in GROUPS for step in STEPS)
_COLUMNS = (("", 0), ("link", 50), ("n", 207), ("control", 234), ("study", 311))
#: Direction → colour, line style, sign in the list, and words.
LOOKS: dict[str, tuple[Any, Any, str, str]] = {
    "increase": (link_colour(0.5), "-", "▲", "stronger"),
    "decrease": (link_colour(-0.5), (0, (3.2, 1.6)), "▼", "weaker"),
    "no_change": ("#555555", (0, (1, 1.2)), "●", "no change"),
    "normalise": ("#7a21dd", (0, (5, 1.5, 1, 1.5)), "→", "towards healthy"),
    "unknown": ("#a0a0a0", (0, (1, 3)), "?", "not known"),
}
WHO = {"healthy": "Healthy people", "depressed": "People with depression"}
STEP = {"baseline": "Before, no drug", "infusion": "During the infusion", "days_1_2": "1 to 2 days after",
        "day_10": "10 days after", "two_weeks": "2 weeks after 4 days of infusion",
        "not_stated": "Hours after the dose not seen"}  # fmt: skip
CONTROL = {"no_drug": "no drug", "no_change": "no change", "same": "the same", "difference": "subtracted",
           "none": "none", "not_seen": "not seen"}  # fmt: skip


@dataclass
class _Side:
    axes: Axes
    links: LineCollection
    names: dict[str, Text]
    badges: list[Text]
    empty: Text
    head: Text
    whole: Text
    rows: list[list[Text]]

    @property
    def artists(self) -> list[Artist]:
        texts = [text for row in self.rows for text in row]
        return [self.links, *self.names.values(), *self.badges, self.empty, self.head, self.whole, *texts]


class AfterKetamine(stage.Picture):
    """Links that changed, numbered on the brain and listed under it with number, control and study."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make both brains and both lists."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.title = fig.text(12 / _WIDTH, 1 - 7 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        self.places = {r.id: np.array([_BRAIN[0] * r.x, _BRAIN[1] * r.y]) / 100 for r in regions()}
        self.sides = {who: self._side(fig, left, who) for who, left in zip(GROUPS, _LEFTS, strict=True)}
        self._key(fig)
        return [self.title, *(artist for side in self.sides.values() for artist in side.artists)]

    def _side(self, fig: Figure, left: int, who: str) -> _Side:
        width, height = _BRAIN
        axes = fig.add_axes(
            (left / _WIDTH, _BOTTOM / _HEIGHT, (width + 100) / _WIDTH, height / _HEIGHT), label=who
        )
        axes.set(xlim=(0, width + 100), ylim=(0, height))
        axes.axis("off")
        axes.add_patch(outline(width, height))
        xs, ys = np.array(list(self.places.values())).T
        axes.plot(xs, ys, "o", markersize=4, color="#9a9a9a", zorder=2)
        links = LineCollection([], linewidths=3, zorder=3)
        axes.add_collection(links, autolim=False)
        names = {
            name: axes.text(x, y - 6, name, fontsize=self.small, ha="center", va="top", zorder=4)
            for name, (x, y) in self.places.items()
        }
        badges = [
            axes.text(0, 0, "", fontsize=self.small, ha="center", va="center", weight="bold", color="white",
                      zorder=6, bbox=_BADGE)
            for _ in range(_MOST)
        ]  # fmt: skip
        whole = axes.text(width + 4, height - 10, "whole brain", fontsize=self.small, va="center")
        empty = axes.text(width / 2, height / 2, "no scan in our tables", ha="center", va="center", zorder=5)
        empty.set(fontsize=self.small, bbox={"facecolor": "white", "edgecolor": "#888888", "pad": 5})
        head = axes.text(width + 4, 2, WHO[who].replace("with ", "with\n").replace("y p", "y\np"), weight="bold",
                         va="bottom", fontsize=self.small, linespacing=1.3)  # fmt: skip
        top = _BOTTOM - 18
        for words, x in _COLUMNS:
            fig.text((left + x) / _WIDTH, top / _HEIGHT, words, fontsize=self.small, va="center",
                     color=theme.style("muted").colour)  # fmt: skip
        rows = [
            [
                fig.text(
                    (left + x) / _WIDTH,
                    (top - _LINE * (k + 1)) / _HEIGHT,
                    "",
                    fontsize=self.small,
                    va="center",
                )
                for _, x in _COLUMNS
            ]
            for k in range(_MOST)
        ]
        return _Side(axes, links, names, badges, empty, head, whole, rows)

    def _key(self, fig: Figure) -> None:
        x = 12
        for name in ("increase", "decrease", "no_change", "normalise", "unknown"):
            colour, line, sign, words = LOOKS[name]
            axes = fig.add_axes((x / _WIDTH, 26 / _HEIGHT, 34 / _WIDTH, 16 / _HEIGHT), label=f"key {name}")
            axes.set(xlim=(0, 1), ylim=(0, 1))
            axes.axis("off")
            axes.plot([0, 1], [0.5, 0.5], color=colour, linestyle=line, linewidth=3)
            fig.text((x + 40) / _WIDTH, 33.5 / _HEIGHT, f"{sign} {words}", fontsize=self.small, va="center")
            x += 140 if name != "normalise" else 180
        words = f"{_ABOUT} hollow number: measured on a whole network or a larger area, drawn at its hubs"
        fig.text(12 / _WIDTH, 11.5 / _HEIGHT, words, fontsize=self.small, va="center")
        fig.text(
            888 / _WIDTH, 11.5 / _HEIGHT, "≠ others disagree", fontsize=self.small, va="center", ha="right"
        )

    # -- updating ------------------------------------------------------------------

    def update(self, result: Scans) -> bool:
        """Draw the links of the step in both groups."""
        self.shown = result
        self.title.set_text(finding(result))
        for who, side in self.sides.items():
            self._draw(side, result.changes[who], result)
        return False

    def _draw(self, side: _Side, found: tuple[Change, ...], result: Scans) -> None:
        side.empty.set_visible(not found)
        compared = result.name == "baseline" and side is self.sides["healthy"]
        side.empty.set_text("the comparison group" if compared else "no scan in our tables")
        side.whole.set_visible(any(not change.drawn for change in found))
        used = {name for change in found for name in change.drawn}
        for name, text in side.names.items():
            text.set_visible(name in used)
        lines, colours, styles = [], [], []
        taken = [(self.places[name] - (0, 13), 4.0 * len(name) + 11, 16.0) for name in used]
        for k, (badge, row) in enumerate(zip(side.badges, side.rows, strict=True)):
            badge.set_visible(k < len(found))
            for text in row:
                text.set_visible(k < len(found))
            if k >= len(found):
                continue
            change = found[k]
            colour, style, sign, _ = LOOKS[way(change, result.show)]
            line, place = self._route(change, found, k, taken)
            taken.append((place, 26.0, 22.0))
            if line is not None:
                lines.append(line)
                colours.append(colour)
                styles.append(style)
            badge.set_text(f"{_ABOUT}{k + 1}" if change.stand_in else str(k + 1))
            badge.set_position(tuple(place))
            badge.set_bbox(_badge(colour, change.stand_in))
            badge.set_color("#222222" if change.stand_in else "white")
            about = _ABOUT if change.stand_in else ""
            words = (
                f"{about}{k + 1} {sign}{'≠' if change.contested else ''}", change.label, str(change.n or "–"),
                CONTROL[change.control], short(change),
            )  # fmt: skip
            for text, said in zip(row, words, strict=True):
                text.set_text(said)
        side.links.set_segments(lines)
        side.links.set_color(colours)
        side.links.set_linestyle(styles or "-")

    def _route(
        self, change: Change, found: tuple[Change, ...], k: int, taken: list[tuple[Array, float, float]]
    ) -> tuple[list[Array] | None, Array]:
        """Return a link's line and the place of its number; links on one place lie side by side."""
        alike = [i for i, other in enumerate(found) if other.drawn == change.drawn]
        offset = alike.index(k) - (len(alike) - 1) / 2
        if not change.drawn:
            return None, np.array([_BRAIN[0] + 16 + 26 * alike.index(k), _BRAIN[1] - 40.0])
        ends = [self.places[name] for name in change.drawn]
        if len(ends) == 1:
            return None, ends[0] + np.array([26 * offset, 16.0])
        along = ends[1] - ends[0]
        across = np.array([-along[1], along[0]]) / (hypot(*along) or 1.0)
        shifted = [end + across * 9 * offset for end in ends]
        tries = [shifted[0] + share * along for share in _SHARES]
        free = [
            place for place in tries
            if all(abs(place[0] - at[0]) > wide or abs(place[1] - at[1]) > tall for at, wide, tall in taken)
        ]  # fmt: skip
        return shifted, (free or tries)[0]

    # -- in words ------------------------------------------------------------------

    def describe(self, result: Scans) -> stage.Description:
        """Return the picture in words."""
        arm = "what ketamine did" if result.show == "drug" else "what the control arm did"
        what = (
            f"Two schematic brains, healthy people and people with depression; numbered lines are links that were "
            f"measured, and show {arm}. Step: {STEP[result.name].lower()}."
        )
        values = []
        for who in GROUPS:
            found = result.changes[who]
            listed = "; ".join(
                f"{c.label}: {LOOKS[way(c, result.show)][3]}{', others disagree' if c.contested else ''}"
                f"{_drawn_at(c)} "
                f"(n {c.n or 'not seen'}, control arm {CONTROL[c.control]}, {short(c)})"
                for c in found
            )
            compared = who == "healthy" and result.name == "baseline"
            none = "the comparison group" if compared else "no scan in our tables"
            values.append(f"{WHO[who]}: {listed or none}.")
        return stage.Description(what, " ".join(values), f"{finding(result)}.", f"{finding(result)}.")

    def table(self, result: Scans) -> stage.Table:
        """Return every link of the step."""
        rows = tuple(
            (
                WHO[who], c.label, LOOKS[way(c, result.show)][3], "yes" if c.contested else "no",
                _place(c), c.n or "not seen", CONTROL[c.control], evidence.cite(c.ref),
            )
            for who in GROUPS
            for c in result.changes[who]
        )  # fmt: skip
        columns = ("Who", "Link", "Drawn as", "Others disagree", "Drawn at", "n", "Control arm", "Study")
        return stage.Table(f"Links, {STEP[result.name].lower()}", columns, rows)

    def cards(self, result: Scans) -> tuple[stage.Card, ...]:
        """Return a card for each link."""
        return tuple(_card(c, who) for who in GROUPS for c in result.changes[who])

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:
        """Return the link whose number is nearest to a click."""
        for who, side in self.sides.items():
            if axes is side.axes and self.shown.changes[who]:
                gaps = [hypot(x - b.get_position()[0], y - b.get_position()[1]) for b in side.badges]
                near = min(range(len(self.shown.changes[who])), key=gaps.__getitem__)
                return self.shown.changes[who][near].id if gaps[near] < 20 else None
        return None


def _badge(colour: Any, stand_in: bool) -> dict[str, Any]:
    """Return the frame of a number: full, or hollow and broken where a hub stands for more."""
    if stand_in:
        return {
            **_BADGE,
            "facecolor": "white",
            "edgecolor": colour,
            "linewidth": 1.8,
            "linestyle": (0, (2, 1)),
        }
    return {**_BADGE, "facecolor": colour, "linewidth": 0}


def _place(change: Change) -> str:
    """Return where a result is drawn, for the table."""
    more = " (standing for more)" if change.stand_in else ""
    return f"{' and '.join(change.drawn) or 'beside the brain'}{more}"


def _drawn_at(change: Change) -> str:
    """Return where a result is drawn, if that stands for more than was measured there."""
    return f", drawn at {join(change.drawn)}, standing for more" if change.stand_in else ""


def way(change: Change, show: str) -> str:
    """Return the direction that is drawn."""
    return change.direction if show == "drug" else change.control_direction


def short(change: Change) -> str:
    """Return first author and year."""
    name = evidence.cite(change.ref).split(",")[0].replace(" et al.", "")
    return name.replace("Authors not found", "(no names)")


def finding(result: Scans) -> str:
    """Return the sentence above the picture."""
    every = [c for who in GROUPS for c in result.changes[who]]
    if result.show == "control":
        known = sum(c.control_direction != "unknown" for c in every)
        return (
            f"{STEP[result.name]}: control arm by itself known for {known} of {plural(len(every), 'result')}"
        )
    counts = []
    for name in ("increase", "decrease", "no_change", "normalise"):
        count = sum(c.direction == name for c in every)
        if count:
            counts.append(f"{count} {LOOKS[name][3]}")
    contested = sum(c.contested for c in every)
    doubt = f"; {contested} disputed" if contested else ""
    return f"{STEP[result.name]}: {join(counts) or 'nothing measured'}{doubt}"


def _card(change: Change, who: str) -> stage.Card:
    label = f"{WHO[who]}: {change.label} ({short(change)})"
    words = LOOKS[change.direction][3]
    lines = (
        f"{words[0].upper()}{words[1:]}, n {change.n or 'not seen'}.",
        f"{evidence.meaning('scan_control', change.control)}.",
        f"Note: {change.note}." if change.note else "",
        "Other studies disagree." if change.contested else "",
        f"Drawn at {join(change.drawn)}, standing for a whole network or a larger area."
        if change.stand_in
        else "",
        f"{evidence.cite(change.ref)}.",
    )
    body = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    return stage.Card(change.id, label, f"<h4>{escape(label)}</h4>{body}")
