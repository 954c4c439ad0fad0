"""Picture: the model's wiring, each line drawn by what anatomists have seen of it."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from ketamine_viz import evidence, stage
from ketamine_viz.network.anatomy import GRADES, Connection, connections, counts, tally
from ketamine_viz.network.cards import wiring
from ketamine_viz.network.figures.outline import outline
from ketamine_viz.network.mean_field import Array
from ketamine_viz.network.routing import Box, route
from ketamine_viz.network.schematic import index, regions
from ketamine_viz.network.tracing import ENDS, SEEN, Tracing
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import join, plural

_WIDTH, _HEIGHT = 900, 480
_BRAIN = (604, 376)
_LEFT, _BOTTOM = 6, 46
_KEY = 634
_TOP, _STEP = 398, 26
_GAP = 5.0  # between two lines of one pair of regions [pixels]
_HEAD, _BAR = 8.0, 6.0  # length of a head, half a bar [pixels]
_CROWDED = 0.75  # lines are thinner where more than half are drawn
_INK, _PALE = "#222222", "#767676"
#: Grade → colour, line style, width, words of the key.
LOOKS: dict[str, tuple[str, Any, float, str]] = {
    "traced_primate": (_INK, "-", 2.4, "traced in monkeys"),
    "traced_rodent": (_INK, (0, (5, 1.4)), 2.4, "traced in rats or mice"),
    "tractography_human": (_INK, (0, (1, 1)), 2.4, "imaged in people"),
    "near": (_PALE, (0, (4, 1.6, 1, 1.6)), 1.8, "nearby or other way"),
    "indirect": (_PALE, (0, (4, 1.6, 1, 1.6, 1, 1.6)), 1.8, "by a detour"),
    "unverified": (_PALE, (0, (1, 3.5)), 2.4, "without a source"),
}


class TracedWiring(stage.Picture):
    """One schematic brain with the model's connections, and their grades counted beside it."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make brain, key and counts."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.title = fig.text(12 / _WIDTH, 1 - 8 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        self._brain(fig)
        self.numbers = self._key(fig)
        self.foot = fig.text(12 / _WIDTH, 12 / _HEIGHT, "", va="bottom", fontsize=self.small)
        moving = [
            self.title,
            self.others,
            *self.links.values(),
            self.heads,
            self.bars,
            self.picked,
            self.foot,
        ]
        return [*moving, *self.numbers.values()]

    def _brain(self, fig: Figure) -> None:
        width, height = _BRAIN
        place = (_LEFT / _WIDTH, _BOTTOM / _HEIGHT, width / _WIDTH, height / _HEIGHT)
        self.axes = axes = fig.add_axes(place, label="brain")
        axes.set(xlim=(0, width), ylim=(0, height))
        axes.axis("off")
        axes.add_patch(outline(width, height))
        self.boxes = [self._box(fig, r.id, r.x, r.y) for r in regions()]
        self.curves = _side_by_side(route(self.boxes, width, height))
        # What does not depend on the choice is worked out once: heads, bars, the look of each grade.
        self.arrows = {one.id: [self._head(one, end) for end in _arrivals(one)] for one in connections()}
        self.others = LineCollection([], colors="#dcdcdc", linewidths=0.9, zorder=2)
        self.links = {
            grade: LineCollection([], colors=colour, linestyles=[line], zorder=3, capstyle="butt")
            for grade, (colour, line, _, _) in LOOKS.items()
        }
        self.heads = PolyCollection([], edgecolors="none", zorder=4)
        self.bars = LineCollection([], colors=_INK, linewidths=3.0, zorder=4)
        for drawn in (self.others, *self.links.values(), self.heads, self.bars):
            axes.add_collection(drawn, autolim=False)
        for region, box in zip(regions(), self.boxes, strict=True):
            axes.add_patch(_pill(box, linewidth=1.0, zorder=5))
            axes.text(box.x, box.y, region.id, size=self.small, ha="center", va="center", zorder=6)
        self.picked = _pill(self.boxes[0], linewidth=2.6, zorder=7, facecolor="none")
        axes.add_patch(self.picked)

    def _box(self, fig: Figure, name: str, x: float, y: float) -> Box:
        probe = fig.text(0, 0, name, size=self.small)
        wide = probe.get_window_extent().width * theme.DPI / fig.dpi
        probe.remove()
        return Box(_BRAIN[0] * x / 100, _BRAIN[1] * y / 100, wide / 2 + 5, 9.0)

    def _key(self, fig: Figure) -> dict[str, Any]:
        axes = fig.add_axes((_KEY / _WIDTH, 0, (_WIDTH - _KEY) / _WIDTH, 1), label="key")
        axes.set(xlim=(0, _WIDTH - _KEY), ylim=(0, _HEIGHT))
        axes.axis("off")
        beside: dict[str, Any] = {"size": self.small, "va": "center"}
        numbers: dict[str, Any] = {}
        axes.text(0, _TOP + 28, "What anatomists have seen", weight="bold", **beside)
        for k, (grade, (colour, line, width, words)) in enumerate(LOOKS.items()):
            y = _TOP - _STEP * k
            axes.plot([0, 46], [y, y], color=colour, linestyle=line, linewidth=width)
            axes.text(56, y, words, **beside)
            numbers[grade] = axes.text(250, y, "", ha="right", weight="bold", **beside)
        y = _TOP - _STEP * len(LOOKS) - 20
        axes.text(0, y, "Which way", weight="bold", **beside)
        for k, (way, words) in enumerate(_WAYS.items()):
            axes.text(56, y - _STEP * (k + 1), words, **beside)
            numbers[way] = axes.text(250, y - _STEP * (k + 1), "", ha="right", weight="bold", **beside)
        y -= _STEP * (len(_WAYS) + 1) + 20
        axes.add_patch(mpl.patches.Polygon([(18, y - 4), (18, y + 4), (26, y)], facecolor=_INK))
        axes.text(56, y, "fibres seen to arrive", **beside)
        axes.plot([22, 22], [y - _STEP - 6, y - _STEP + 6], color=_INK, linewidth=3, solid_capstyle="butt")
        axes.text(56, y - _STEP, "inhibitory cells (model)", **beside)
        return numbers

    # -- updating ------------------------------------------------------------------

    def update(self, result: Tracing) -> bool:
        """Draw the chosen connections by their grade, all others pale."""
        self.title.set_text(finding(result))
        chosen = result.chosen
        ids = {one.id for one in chosen}
        self.others.set_segments([self.curves[one.id] for one in connections() if one.id not in ids])
        thin = _CROWDED if len(chosen) > len(connections()) / 2 else 1.0
        for grade, links in self.links.items():
            links.set_segments([self.curves[one.id] for one in chosen if one.grade == grade])
            links.set_linewidth(LOOKS[grade][2] * thin)
        heads = [(shape, LOOKS[one.grade][0]) for one in chosen for shape in self.arrows[one.id]]
        self.heads.set_verts([shape for shape, _ in heads])
        self.heads.set_facecolor([colour for _, colour in heads] or ["none"])
        self.bars.set_segments([_bar(self.curves[one.id]) for one in chosen if one.kind == "X"])
        self.picked.set_visible(result.region != "all")
        if result.region != "all":
            box = self.boxes[index()[result.region]]
            self.picked.set_bounds(*_inside(box))
        for grade, n in counts(chosen).items():
            self.numbers[grade].set_text(str(n))
        for way, n in ways(chosen).items():
            self.numbers[way].set_text(str(n))
        self.foot.set_text(_foot(result))
        return False

    def _head(self, one: Connection, end: str) -> Array:
        curve = self.curves[one.id] if end == "target" else self.curves[one.id][::-1]
        along, across = _directions(curve)
        tip = curve[-1] - along * (4.0 if end == "target" and one.kind == "X" else 0.0)
        back = tip - along * _HEAD
        return np.array([tip, back + across * _HEAD / 2, back - across * _HEAD / 2])

    # -- in words ------------------------------------------------------------------

    def describe(self, result: Tracing) -> stage.Description:
        """Return the picture in words."""
        what = (
            f"Evidence, not a result of the model. A schematic brain of {len(regions())} regions, front at the left, "
            f"with {_chosen(result)}. Line style tells what anatomists have seen of each: solid for tracing in "
            "monkeys, dashed for rats or mice, dotted for imaging in people, paler and broken where less was seen. "
            "Triangles show where fibres were seen to arrive, bars where the model lets them end on inhibitory cells."
        )
        rest = [one for one in result.chosen if not one.traced]
        listed = "; ".join(f"{one.source} and {one.target}, {LOOKS[one.grade][3]}" for one in rest)
        values = f"{tally(result.chosen)}. " if result.chosen else f"{_foot(result)} "
        values += f"Not traced between the two places: {listed}." if rest else ""
        seen = join(f"{_WAYS[way]} {n}" for way, n in ways(result.chosen).items())
        return stage.Description(what, values.strip(), f"Which way: {seen}.", f"{finding(result)}.")

    def table(self, result: Tracing) -> stage.Table:
        """Return every chosen connection with its sources."""
        rows = tuple(
            (
                one.source,
                one.target,
                ENDS[one.kind],
                one.weight,
                GRADES[one.grade],
                one.way or "not seen",
                "; ".join(map(evidence.cite, one.refs)) or "none",
                "; ".join(map(evidence.cite, one.refs_against)) or "none",
                one.note,
            )
            for one in result.chosen
        )
        columns = (
            "From",
            "To",
            "Ends on (model)",
            "Weight (assumed)",
            "Seen",
            "Which way",
            "Sources",
            "Not found by",
            "What was seen",
        )
        return stage.Table(f"Wiring of the network model: {_chosen(result)}", columns, rows)

    def cards(self, result: Tracing) -> tuple[stage.Card, ...]:
        """Return a card for each region, those that are drawn first."""
        drawn = {place for one in result.chosen for place in (one.source, one.target)}
        ordered = sorted(regions(), key=lambda r: (r.id != result.region, r.id not in drawn))
        return tuple(stage.Card(r.id, f"{r.label} ({r.id})", wiring(r.id, unfolded=True)) for r in ordered)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:
        """Return the region at a click."""
        if axes is self.axes:
            for name, box in zip(index(), self.boxes, strict=True):
                if box.holds(np.array([[x, y]]), 3.0)[0]:
                    return name
        return None


_WAYS = {"both": "both ways", "one": "one way", "untold": "not known"}


def ways(several: tuple[Connection, ...]) -> dict[str, int]:
    """Return how many connections were seen both ways, one way only, and of which no way can be told."""
    both = sum(one.shown == "both" for one in several)
    single = sum(one.shown in ("forward", "back") for one in several)
    return {"both": both, "one": single, "untold": len(several) - both - single}


def finding(result: Tracing) -> str:
    """Return the sentence above the picture, counted from what is drawn."""
    where = "" if result.region == "all" else f" of {result.region}"
    if not result.chosen:
        return f"No connection{where} fits the choice"
    n = counts(result.chosen)
    less = n["tractography_human"] + n["near"] + n["indirect"]
    parts = [
        f"{n['traced_primate']} traced in monkeys" if n["traced_primate"] else "",
        f"{n['traced_rodent']} {'' if n['traced_primate'] else 'traced '}in rodents"
        if n["traced_rodent"]
        else "",
        f"{less} less surely" if less else "",
        f"{n['unverified']} not at all" if n["unverified"] else "",
    ]
    return f"{plural(len(result.chosen), 'connection')}{where}: {join(part for part in parts if part)}"


def _foot(result: Tracing) -> str:
    if not result.chosen:
        return "Nothing to draw: widen “What was seen” or “Ends on”, or choose all regions."
    rest = len(connections()) - len(result.chosen)
    pale = f" Pale: the {rest} not chosen." if rest else ""
    return f"Front at the left. Lines are the model's wiring; its weights are ours.{pale}"


def _chosen(result: Tracing) -> str:
    where = "" if result.region == "all" else f" that touch {result.region}"
    ends = "" if result.ends == "all" else f", ending on {ENDS[result.ends]}"
    seen = "" if result.seen == "all" else f", {SEEN[result.seen]}"
    return f"{plural(len(result.chosen), 'connection')}{where}{ends}{seen}"


def _inside(box: Box) -> tuple[float, float, float, float]:
    """Return the rectangle that a label's rounded frame is drawn around [pixels]."""
    return box.x - box.half_width + 4, box.y - 5, 2 * box.half_width - 8, 10


def _pill(box: Box, **look: Any) -> FancyBboxPatch:
    x, y, wide, tall = _inside(box)
    return FancyBboxPatch(
        (x, y),
        wide,
        tall,
        boxstyle="round,pad=4",
        mutation_scale=1,
        **{"facecolor": "white", "edgecolor": "#444444", **look},
    )


def _arrivals(one: Connection) -> tuple[str, ...]:
    return {"forward": ("target",), "back": ("source",), "both": ("source", "target")}.get(
        one.shown or "", ()
    )


def _directions(curve: Array) -> tuple[Array, Array]:
    """Return unit vectors along the end of a curve and across it."""
    along = curve[-1] - curve[-3]
    along = along / (np.hypot(*along) or 1.0)
    return along, np.array([-along[1], along[0]])


def _bar(curve: Array) -> Array:
    _, across = _directions(curve)
    return np.array([curve[-1] + across * _BAR, curve[-1] - across * _BAR])


def _side_by_side(curves: dict[tuple[int, int], Array]) -> dict[str, Array]:
    """Return a curve from source to target for each connection; those of one pair lie side by side."""
    at = index()
    pairs: dict[tuple[int, int], list[Connection]] = {}
    for one in connections():
        a, b = sorted((at[one.source], at[one.target]))
        pairs.setdefault((a, b), []).append(one)
    found = {}
    for pair, several in pairs.items():
        along = curves[pair][-1] - curves[pair][0]
        across = np.array([-along[1], along[0]]) / (np.hypot(*along) or 1.0)
        for k, one in enumerate(several):
            shifted = curves[pair] + across * _GAP * 2 * (k - (len(several) - 1) / 2)
            found[one.id] = shifted if at[one.source] == pair[0] else shifted[::-1]
    return found
