"""Picture: a sketch of the brain with 29 regions; shapes tell in whom something was found there."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from ketamine_viz import evidence, stage
from ketamine_viz.network.figures.outline import outline
from ketamine_viz.network.figures.roles_cards import card
from ketamine_viz.network.figures.roles_words import GROUP, KIND, SPECIES_WORDS, finding, shared, told
from ketamine_viz.network.roles import KINDS, SPECIES, Area, Roles, areas
from ketamine_viz.stage import theme

_WIDTH, _HEIGHT = 900, 490
_BRAIN = (624, 400)
_LEFT, _BOTTOM = 6, 44
_SIDE = 648
_LETTERS = 33  # of a line beside the brain
_LINES = 3  # of a role
_INK, _PALE = "#222222", "#8a8a8a"
_BELOW = 16  # shapes stand this far under a name [pixels]
#: Species → shape and where it stands under a name [pixels].
SHAPES = {"people": ("o", -15), "monkeys": ("D", 0), "rodents": ("^", 15)}
_SIZE = {"people": 7.5, "monkeys": 6.5, "rodents": 8.0}
_COLUMNS = (110, 165, 220)


class RegionsAndRoles(stage.Picture):
    """Names of regions on a sketch, with shapes under each; role and counts beside it."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make the sketch, the shapes and the words beside it."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.title = fig.text(12 / _WIDTH, 1 - 8 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        self._brain(fig)
        self._side(fig)
        self.foot = fig.text(12 / _WIDTH, 12 / _HEIGHT, "", va="bottom", fontsize=self.small)
        return [
            self.title, self.foot, self.frame, self.head, *self.role, *self.numbers.values(), self.picked,
            *self.marks.values(),
        ]  # fmt: skip

    def _brain(self, fig: Figure) -> None:
        width, height = _BRAIN
        place = (_LEFT / _WIDTH, _BOTTOM / _HEIGHT, width / _WIDTH, height / _HEIGHT)
        self.axes = axes = fig.add_axes(place, label="brain")
        axes.set(xlim=(0, width), ylim=(0, height))
        axes.axis("off")
        axes.add_patch(outline(width, height))
        self.places = {area.id: (width * area.x / 100, height * area.y / 100 + 6) for area in areas()}
        self.names = {
            name: axes.text(x, y, name, size=self.small, ha="center", va="center", zorder=6)
            for name, (x, y) in self.places.items()
        }
        self.boxes = {area.id: self._pill(fig, area) for area in areas()}
        self.picked = self._pill(fig, areas()[0], linewidth=2.8, facecolor="none", zorder=7)
        for patch in (*self.boxes.values(), self.picked):
            axes.add_patch(patch)
        self.framed: tuple[str, tuple[str, ...]] = ("all", ())
        self.marks = {}
        for species in SPECIES:
            for full in (True, False):
                (self.marks[species, full],) = axes.plot(
                    [], [], SHAPES[species][0], markersize=_SIZE[species], markeredgewidth=1.3, zorder=5,
                    color=_INK, markerfacecolor=_INK if full else "white", linestyle="none",
                )  # fmt: skip

    def _pill(self, fig: Figure, area: Area, **look: Any) -> FancyBboxPatch:
        probe = fig.text(0, 0, area.id, size=self.small)
        wide = probe.get_window_extent().width * theme.DPI / fig.dpi
        probe.remove()
        x, y = self.places[area.id]
        look = {"facecolor": "white", "edgecolor": "#444444", "linewidth": 1.0, "zorder": 4, **look}
        return FancyBboxPatch(
            (x - wide / 2 - 1, y - 5), wide + 2, 10, boxstyle="round,pad=4", mutation_scale=1, **look
        )

    def _side(self, fig: Figure) -> None:
        axes = fig.add_axes((_SIDE / _WIDTH, 0, (_WIDTH - _SIDE) / _WIDTH, 1), label="side")
        axes.set(xlim=(0, _WIDTH - _SIDE), ylim=(0, _HEIGHT))
        axes.axis("off")
        beside: dict[str, Any] = {"size": self.small, "va": "center"}
        self.head = axes.text(0, 424, "", weight="bold", linespacing=1.25, size=self.small, va="center")
        self.role = [axes.text(0, 388 - 18 * k, "", **beside) for k in range(_LINES)]
        y = 316
        axes.text(0, y, "Results", weight="bold", **beside)
        for (species, (shape, _)), x in zip(SHAPES.items(), _COLUMNS, strict=True):
            axes.plot([x], [y], shape, color=_INK, markersize=_SIZE[species])
        self.numbers: dict[tuple[str, str], Any] = {}
        for k, kind in enumerate(KINDS):
            line = y - 26 - 24 * k
            axes.text(0, line, KIND[kind].split(",")[0], **beside)
            for species, x in zip(SPECIES, _COLUMNS, strict=True):
                self.numbers[kind, species] = axes.text(x, line, "", ha="center", weight="bold", **beside)
        y = 176
        for (shape, _), words, x in zip(SHAPES.values(), SPECIES_WORDS.values(), (0, 72, 154), strict=True):
            axes.plot([x + 5], [y], shape, color=_INK, markersize=7)
            axes.text(x + 15, y, words.replace(" and", ","), **beside)
        y = 148
        for x, full in ((6, True), (6, False)):
            face = _INK if full else "white"
            for k, (shape, _) in enumerate(SHAPES.values()):
                axes.plot([x + 15 * k], [y], shape, color=_INK, markerfacecolor=face, markersize=7)
            axes.text(56, y, "about the region itself" if full else "its network or nearby", **beside)
            y -= 24
        axes.text(0, y - 4, "no shape: nothing in our tables", **beside)
        self.frame = axes.text(0, y - 28, "", **beside)

    # -- updating ------------------------------------------------------------------

    def update(self, result: Roles) -> bool:
        """Draw shapes for what fits, and the words of the chosen region; names change with the group only."""
        renamed = self._frames(result)
        self.title.set_text(finding(result))
        points: dict[tuple[str, bool], list[tuple[float, float]]] = {key: [] for key in self.marks}
        for area in result.areas:
            for species, full in found_in(result, area.id).items():
                x, y = self.places[area.id]
                points[species, full].append((x + SHAPES[species][1], y - _BELOW))
        for key, mark in self.marks.items():
            mark.set_data(*(zip(*points[key], strict=True) if points[key] else ([], [])))
        self._tell(result)
        return renamed

    def _frames(self, result: Roles) -> bool:
        """Draw the group's names in full and frames broken where pain and depression share; tell if any changed."""
        state = (result.group, shared(result))
        if state == self.framed:
            return False
        self.framed = state
        shown = {area.id for area in result.areas}
        self.frame.set_text("broken frame: also in depression" if state[1] else "")
        for name, box in self.boxes.items():
            inside, also = name in shown, name in state[1]
            self.names[name].set_color(_INK if inside else _PALE)
            box.set(edgecolor="#444444" if inside else "#d5d5d5", linewidth=2.4 if also else 1.0)
            box.set_linestyle((0, (3, 1.2)) if also else "-")
        return True

    def _tell(self, result: Roles) -> None:
        self.picked.set_visible(result.region != "all")
        if result.region == "all":
            head, role = "All regions", "Click a name, or choose a region, to see its role and its results."
            if result.group != "all":
                head = GROUP[result.group]
        else:
            area = next(one for one in areas() if one.id == result.region)
            box = self.boxes[area.id]
            self.picked.set_bounds(box.get_x(), box.get_y(), box.get_width(), box.get_height())
            head, role = area.label, area.role
        self.head.set_text("\n".join(wrap(head, _LETTERS - 9)[:2]))
        lines = wrap(role, _LETTERS)
        for k, text in enumerate(self.role):
            text.set_text(lines[k] if k < len(lines) else "")
        for (kind, species), text in self.numbers.items():
            off = result.kind not in ("all", kind) or result.species not in ("all", species)
            text.set_text("·" if off else str(result.count(kind, species)))
        self.foot.set_text(_foot(result))

    # -- in words ------------------------------------------------------------------

    def describe(self, result: Roles) -> stage.Description:
        """Return the picture in words."""
        return told(result)

    def table(self, result: Roles) -> stage.Table:
        """Return every result that is drawn, of the chosen region or of all."""
        rows = tuple(
            (
                one.region, KIND[one.kind], one.species, "itself" if one.itself else "network or nearby",
                one.says, one.control or "no drug", "; ".join(map(evidence.cite, one.refs)), one.known,
            )
            for one in result.results
            if result.region in ("all", one.region)
        )  # fmt: skip
        columns = (
            "Region", "About", "In whom", "Region itself?", "What was found", "Control arm", "Source", "How known",
        )  # fmt: skip
        where = "all regions" if result.region == "all" else result.region
        about = "" if result.kind == "all" else f" on {KIND[result.kind].split(',')[0].lower()}"
        return stage.Table(f"Results{about} of {where} that are drawn", columns, rows)

    def cards(self, result: Roles) -> tuple[stage.Card, ...]:
        """Return a card for each region, the chosen one first, then those that are drawn in full."""
        shown = {area.id for area in result.areas}
        ordered = sorted(areas(), key=lambda area: (area.id != result.region, area.id not in shown))
        return tuple(stage.Card(area.id, f"{area.label} ({area.id})", card(area)) for area in ordered)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:
        """Return the region at a click, name and shapes together."""
        if axes is not self.axes:
            return None
        near = min(self.places, key=lambda n: abs(self.places[n][0] - x) + abs(self.places[n][1] - 7 - y))
        across, up = self.places[near][0] - x, self.places[near][1] - 7 - y
        return near if abs(across) < 36 and abs(up) < 22 else None  # half a name


def found_in(result: Roles, region: str) -> dict[str, bool]:
    """Return species → whether something that is drawn is about the region itself."""
    found: dict[str, bool] = {}
    for one in result.at(region):
        found[one.species] = found.get(one.species, False) or one.itself
    return found


def _foot(result: Roles) -> str:
    if not any(result.region in ("all", one.region) for one in result.results):
        return "Nothing to draw: widen “In whom” or “Results on”, or choose all groups."
    species = "" if result.species == "all" else f" Only {SPECIES_WORDS[result.species]}."
    pale = "" if result.group == "all" else f" Pale: not in the {GROUP[result.group].lower()}."
    return f"Front at the left. A sketch: places are made clear, not exact.{species}{pale}"
