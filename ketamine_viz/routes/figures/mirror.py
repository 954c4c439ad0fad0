"""Picture: two mirror-image molecules, one turned, and one laid over the other."""

from __future__ import annotations

import math

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from ketamine_viz import stage
from ketamine_viz.routes.exact import Array
from ketamine_viz.routes.mirror import GROUPS, Molecule, Overlay, ranked, rotation
from ketamine_viz.stage import theme
from ketamine_viz.stage.leaders import leader
from ketamine_viz.stage.text import join, number

#: Group → words, and the marker that tells it apart.
WORDS = {
    "amine": ("amine (N)", "o"),
    "carbonyl": ("C=O carbon", "s"),
    "aryl": ("chlorophenyl", "h"),
    "methylene": ("CH₂ carbon", "^"),
}
SHORT = {"amine": "amine", "carbonyl": "C=O", "aryl": "Cl-phenyl", "methylene": "CH₂"}
FORM = {"s": ("esketamine", "S-ketamine"), "r": ("arketamine", "R-ketamine")}

_WIDTH, _HEIGHT = 900, 440
_SIDE, _GAP, _LEFT, _BOTTOM = 284, 18, 6, 62
_REACH = 1.72  # half the width of a frame [bond lengths]
_PIXEL = 2 * _REACH / _SIDE  # [bond lengths]
_LABEL = (0.62, 0.25)  # width and height a label needs [bond lengths]
_FAR = 0.45  # how much paler the farthest stick is
# Seen a little from the right and from above, so that no bond points straight at the reader.
_CAMERA = rotation(np.array([1.0, 0.0, 0.0]), 24) @ rotation(np.array([0.0, 1.0, 0.0]), -17)


class MirrorForms(stage.Picture):
    """S-ketamine, its mirror image turned by the reader, and both laid over each other."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make three frames; all that turns is redrawn, words only when they change."""
        self.still = ""
        self.title = fig.text(
            12 / _WIDTH, 1 - 9 / _HEIGHT, "", va="top", weight="bold", fontsize=mpl.rcParams["axes.titlesize"]
        )
        self.frames = [self._frame(fig, k) for k in range(3)]
        self.heads = [
            a.set_title("", loc="center", fontsize=mpl.rcParams["axes.labelsize"]) for a in self.frames
        ]
        self.sticks = [self._sticks(axes) for axes in (*self.frames[:2], self.frames[2], self.frames[2])]
        self.dots = [self._dots(axes) for axes in (*self.frames[:2], self.frames[2], self.frames[2])]
        self.labels = [self._labels(axes) for axes in self.frames[:2]]
        self.leaders = [self._leaders(axes) for axes in self.frames[:2]]
        self.halves = {group: self._half(text) for group, text in self.labels[0].items()}
        (self.rings,) = self.frames[2].plot(
            [], [], linestyle="none", marker="o", markersize=24, markerfacecolor="none",
            markeredgecolor=theme.style("ink").colour, markeredgewidth=1.8, zorder=60,
        )  # fmt: skip
        x = (_LEFT + _SIDE + _GAP / 2) / _WIDTH
        muted = theme.style("muted").colour
        self.mirror = Line2D(
            [x, x], [_BOTTOM / _HEIGHT, 0.85], color=muted, linestyle=(0, (6, 3)), linewidth=1.6
        )
        fig.add_artist(self.mirror)
        self.mirror_word = fig.text(x, 0.865, "mirror", ha="center", color=muted)
        self.foot = [
            fig.text(
                (_LEFT + _SIDE / 2 + k * (_SIDE + _GAP)) / _WIDTH, 40 / _HEIGHT, "", ha="center", va="center"
            )
            for k in range(3)
        ]
        fig.text(
            12 / _WIDTH,
            12 / _HEIGHT,
            "Schematic, not to scale. 1 to 4: ranks. Stubs: Cl on the small ring, O on C=O, CH₃ on the amine.",
            va="center",
            color="#555555",
            fontsize=mpl.rcParams["xtick.labelsize"],
        )
        return [
            *self.sticks[1:],
            *(dot for dots in self.dots[1:] for dot in dots.values()),
            self.leaders[1],
            *self.labels[1].values(),
            *self.heads[1:],
            *self.foot[1:],
            self.rings,
        ]

    def update(self, result: Overlay) -> bool:
        """Move sticks and labels; the first frame and the title change only with the form."""
        for k, molecule in enumerate((result.fixed, result.turned, result.fixed, result.turned)):
            form = "s" if k in (0, 2) else result.form
            self._draw(k, molecule, form, second=k == 3)
        for k, molecule in enumerate((result.fixed, result.turned)):
            self._name(k, molecule)
        same = [_seen(result.fixed.atoms[group]) for group in result.same]
        self.rings.set_data([p[0] for p in same], [p[1] for p in same])
        mirrored = result.form == "r"
        self.mirror.set_visible(mirrored)
        self.mirror_word.set_visible(mirrored)
        self._say(result)
        changed, self.still = self.still != result.form, result.form
        return changed

    def describe(self, result: Overlay) -> stage.Description:
        """Return the picture in words."""
        name = FORM[result.form][1]
        same = join([WORDS[g][0] for g in result.same]) or "none"
        apart = [f"{WORDS[g][0]} {number(gap, 2)}" for g, gap in result.gaps.items() if g not in result.same]
        gaps = f" Bond lengths between the others and their partners: {', '.join(apart)}." if apart else ""
        what = (
            f"Three schematic stick drawings: S-ketamine; {_second(result)}, turned {result.turn_deg:.0f}° about its "
            f"bond to the {WORDS[result.about][0]}; and both laid over each other. The central carbon carries four "
            f"different groups, by rank: {join([WORDS[g][0] for g in ranked()])}."
        )
        values = f"On their partners now: {len(result.same)} of 4 groups ({same}).{gaps}"
        trend = (
            f"With the CH₂ carbon pointing away, ranks 1 to 3 run {_sense('s')} in S-ketamine and "
            f"{_sense(result.form)} in the second molecule, whichever way it is turned: it is {name}. "
            f"After the best of all turns {result.best} of 4 groups coincide."
        )
        headline = f"{len(result.same)} of 4 groups coincide: {same}. The best turn gives {result.best}."
        return stage.Description(what=what, values=values, trend=trend, headline=headline)

    def table(self, result: Overlay) -> stage.Table:
        """Return the places of the groups and their distances."""
        rows = []
        for rank, group in enumerate(ranked(), 1):
            place = [
                ", ".join(f"{x + 0.0:.2f}" for x in m.atoms[group]) for m in (result.fixed, result.turned)
            ]
            coincide = "yes" if group in result.same else "no"
            rows.append((WORDS[group][0], rank, *place, f"{result.gaps[group]:.2f}", coincide))
        return stage.Table(
            f"Groups of S-ketamine and of {_second(result)}, turned {result.turn_deg:.0f}°; places as right, up, "
            "towards you, in bond lengths of the schematic",
            ("Group", "Rank", "Place, first", "Place, second", "Distance", "Coincide"),
            tuple(rows),
        )

    # -- the parts ---------------------------------------------------------------------

    @staticmethod
    def _frame(fig: Figure, k: int) -> Axes:
        place = (_LEFT + k * (_SIDE + _GAP), _BOTTOM, _SIDE, _SIDE + 16)
        axes = fig.add_axes(
            (place[0] / _WIDTH, place[1] / _HEIGHT, place[2] / _WIDTH, place[3] / _HEIGHT), frameon=False
        )
        axes.set(xlim=(-_REACH, _REACH), ylim=(-_REACH, _REACH), aspect="equal", xticks=[], yticks=[])
        axes.grid(visible=False)
        return axes

    @staticmethod
    def _sticks(axes: Axes) -> LineCollection:
        sticks = LineCollection([], capstyle="round", zorder=3)
        axes.add_collection(sticks)
        return sticks

    @staticmethod
    def _dots(axes: Axes) -> dict[str, Line2D]:
        found = {"centre": axes.plot([], [], marker="o", markersize=6, linestyle="none", zorder=10)[0]}
        for group, (_, marker) in WORDS.items():
            found[group] = axes.plot([], [], marker=marker, markersize=11, linestyle="none", zorder=11)[0]
        return found

    @staticmethod
    def _labels(axes: Axes) -> dict[str, Text]:
        found = {}
        for rank, group in enumerate(ranked(), 1):
            found[group] = axes.text(
                0, 0, f"{rank} {SHORT[group]}", ha="center", va="center", zorder=50,
                fontsize=mpl.rcParams["xtick.labelsize"],
                bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 0.6},
            )  # fmt: skip
        return found

    @staticmethod
    def _half(text: Text) -> tuple[float, float]:
        """Return half of the width and of the height of a label's box [bond lengths]."""
        box = text.get_window_extent()
        return (box.width / 2 + 1) * _PIXEL, (box.height / 2 + 1) * _PIXEL

    @staticmethod
    def _leaders(axes: Axes) -> LineCollection:
        found = LineCollection([], colors=theme.style("muted").colour, linewidths=1.0, zorder=49)
        axes.add_collection(found)
        return found

    def _draw(self, k: int, molecule: Molecule, form: str, second: bool) -> None:
        style = theme.style(FORM[form][0])
        places = {name: _CAMERA @ place for name, place in molecule.atoms.items()}
        bonds = sorted(molecule.bonds, key=lambda bond: places[bond[0]][2] + places[bond[1]][2])
        depth = [(places[a][2] + places[b][2]) / 2 for a, b in bonds]
        near = [min(max((z + 1.6) / 3.2, 0.0), 1.0) for z in depth]
        main = [a == "centre" for a, _ in bonds]
        colour = mpl.colors.to_rgb(style.colour)
        self.sticks[k].set_segments([[places[a][:2], places[b][:2]] for a, b in bonds])
        self.sticks[k].set_color([_paler(colour, _FAR * (1 - share)) for share in near])
        wide = [
            (2.5 + 4.0 * share) if lead else (1.2 + 2.0 * share)
            for lead, share in zip(main, near, strict=True)
        ]
        self.sticks[k].set_linewidth([0.6 * w for w in wide] if k >= 2 else wide)
        self.sticks[k].set_linestyle((0, (2.5, 1.2)) if second else "-")
        for name, dot in self.dots[k].items():
            x, y, z = places[name]
            dot.set_data([x], [y])
            dot.set(color=style.colour, markeredgecolor=style.colour, markeredgewidth=1.8)
            dot.set_markerfacecolor("none" if second else style.colour)
            dot.set_markersize(6 if name == "centre" else 10 + 2 * z + 4 * second)

    def _name(self, k: int, molecule: Molecule) -> None:
        """Put each label outside its group, and push labels apart that would touch."""
        at = {group: _seen(molecule.atoms[group]) for group in GROUPS}
        want = {}
        for group, (x, y) in at.items():
            if group == "aryl":  # its ring lies outside: the label goes above or below it
                sides = [np.array([1.3 * x, y + up]) for up in (0.55, -0.55)]
                others = [np.array(place) for name, place in at.items() if name != group]
                want[group] = max(sides, key=lambda side: min(np.hypot(*(side - other)) for other in others))
                continue
            far = math.hypot(x, y) or 1.0
            aside = math.copysign(0.25, x) if abs(x) > 0.2 else 0.0
            want[group] = np.array([x + 0.3 * x / far + aside, y + 0.3 * y / far])
        for _ in range(40):
            moved = False
            for a in GROUPS:
                for b in GROUPS:
                    gap = want[a] - want[b]
                    if a < b and abs(gap[0]) < _LABEL[0] * 1.35 and abs(gap[1]) < _LABEL[1]:
                        up = 1.0 if gap[1] >= 0 else -1.0
                        push = (_LABEL[1] - abs(gap[1])) / 2 + 0.01
                        want[a][1] += up * push
                        want[b][1] -= up * push
                        moved = True
            if not moved:
                break
        lines = []
        for group, text in self.labels[k].items():
            x, y = want[group]
            place = (min(max(x, -_REACH + _LABEL[0] * 0.72), _REACH - _LABEL[0] * 0.72), y)
            text.set_position(place)
            lines.append(leader(place, self.halves[group], at[group], gap=7 * _PIXEL))
        self.leaders[k].set_segments([line for line in lines if line])

    def _say(self, result: Overlay) -> None:
        name = FORM[result.form][1]
        if result.form == "r":
            self.title.set_text(
                "Mirror images: no turn lays all four groups of R-ketamine on those of S-ketamine"
            )
        else:
            self.title.set_text("Without the mirror the second molecule is S-ketamine too, and fits")
        self.heads[0].set_text("S-ketamine, fixed")
        self.heads[1].set_text(f"{name}, {result.turn_deg:.0f}° about {SHORT[result.about]}")
        self.heads[2].set_text(f"Laid over: at best {result.best} of 4")
        self.foot[0].set_text(f"1 → 2 → 3 with 4 away: {_sense('s')}")
        self.foot[1].set_text(f"1 → 2 → 3 with 4 away: {_sense(result.form)}")
        self.foot[2].set_text(f"Same place (ringed): {len(result.same)} of 4")


def _second(result: Overlay) -> str:
    return "its mirror image R-ketamine" if result.form == "r" else "a second S-ketamine"


def _sense(form: str) -> str:
    return "anticlockwise" if form == "s" else "clockwise"


def _seen(place: Array) -> tuple[float, float]:
    x, y, _ = _CAMERA @ place
    return float(x), float(y)


def _paler(colour: tuple[float, float, float], share: float) -> tuple[float, float, float]:
    r, g, b = (c + (1 - c) * share for c in colour)
    return r, g, b
