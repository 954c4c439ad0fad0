"""Picture: a balance whose beam stays level, with a study, case or notice on each line of its pans."""

from __future__ import annotations

import textwrap
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from ketamine_viz import evidence, stage
from ketamine_viz.safety.citing import card, cited
from ketamine_viz.safety.two_pans import SIDES, Pans, Weight, weights
from ketamine_viz.stage import theme

_WIDTH, _HEIGHT = 900, 580
_PANS = {"home": 14, "watched": 466}
_WIDE, _FLOOR, _BEAM = 420, 40, 528
_PITCH = 112
#: Letters to a line, and pixels from line to line.
_LETTERS, _LINE = 56, 16
#: People to a dot, dots to a row, and pixels from dot to dot.
DOT, _ROW, _STEP = 10, 44, 9
_INK, _PALE = theme.style("ink").colour, "#444444"
READ_WORDS = {"found": "what it found", "can_say": "what it can say", "cannot_say": "what it cannot say"}
KEEP_WORDS = {
    "all": "everything",
    "controlled": "only with a control group",
    "uncontrolled": "only without one",
}
SIDE_WORDS = {"home": "Taken at home", "watched": "Warned of, or watched"}


class LevelBalance(stage.Picture):
    """Two pans that cannot be weighed against each other, with the people drawn as dots."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make beam, pans and a pool of lines in each."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.title = fig.text(12 / _WIDTH, 1 - 9 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        axes = fig.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, _WIDTH), ylim=(0, _HEIGHT))
        axes.axis("off")
        axes.plot([190, 710], [_BEAM, _BEAM], color=_INK, linewidth=4, solid_capstyle="round")
        axes.plot([450], [_BEAM - 8], "^", color=_INK, markersize=13)
        axes.plot([450, 450], [_FLOOR - 12, _BEAM - 10], color="#c9ced6", linewidth=1)
        look: dict[str, Any] = {"fontsize": self.small, "va": "top"}
        for side, left in _PANS.items():
            axes.plot([left, left + _WIDE], [_FLOOR, _FLOOR], color=_INK, linewidth=3)
            axes.text(left, _BEAM - 14, SIDE_WORDS[side], weight="bold", **look)
        axes.text(
            _PANS["home"], _FLOOR - 10,
            f"a dot: up to {DOT} people; filled: with a control group; hollow: without; a cross: no number of people",
            color=_PALE, **look,
        )  # fmt: skip
        slots = {side: range(sum(one.side == side for one in weights())) for side in SIDES}
        self.names = {
            side: [axes.text(0, 0, "", weight="bold", **look) for _ in slots[side]] for side in SIDES
        }
        self.counts = {
            side: [axes.text(0, 0, "", color=_PALE, linespacing=1.1, **look) for _ in slots[side]]
            for side in SIDES
        }
        self.says = {
            side: [axes.text(0, 0, "", linespacing=1.1, **look) for _ in slots[side]] for side in SIDES
        }
        self.none = {side: axes.text(left, _BEAM - 60, "", **look) for side, left in _PANS.items()}
        self.dots = {
            name: axes.plot([], [], marker, color=_INK, markerfacecolor=face, markersize=size, markeredgewidth=1.0)[0]
            for name, (marker, face, size) in {
                "filled": ("o", _INK, 5), "hollow": ("o", "white", 5), "unknown": ("x", _INK, 8)
            }.items()
        }  # fmt: skip
        pools = (self.names, self.counts, self.says)
        words = [text for pool in pools for side in SIDES for text in pool[side]]
        return [self.title, *words, *self.none.values(), *self.dots.values()]

    def update(self, result: Pans) -> bool:
        """Lay out what is kept."""
        self.title.set_text(finding(result))
        spots: dict[str, list[tuple[float, float]]] = {"filled": [], "hollow": [], "unknown": []}
        for side, left in _PANS.items():
            inside: tuple[Weight, ...] = getattr(result, side)
            self.none[side].set_text("" if inside else "Nothing of this sort here.")
            for k, (name, count, says) in enumerate(
                zip(self.names[side], self.counts[side], self.says[side], strict=True)
            ):
                if k >= len(inside):
                    for text in (name, count, says):
                        text.set_text("")
                    continue
                one, y = inside[k], _BEAM - 40 - _PITCH * k
                name.set(text=one.label, x=left, y=y)
                beside = textwrap.wrap(counted(one), _LETTERS)
                count.set(text="\n".join(beside), x=left, y=y - 17)
                y -= 17 + _LINE * len(beside) + 8
                if result.people:
                    y -= _STEP * self._people(one, left, y, spots) + 2
                says.set(text=textwrap.fill(getattr(one, result.read), _LETTERS), x=left, y=y + 4)
        for name_, line in self.dots.items():
            at = np.array(spots[name_]).reshape(-1, 2)
            line.set_data(at[:, 0], at[:, 1])
        return False

    def _people(self, one: Weight, left: float, y: float, spots: dict[str, list[tuple[float, float]]]) -> int:
        """Add the dots of one line; return how many rows they fill."""
        if one.n is None:
            spots["unknown"].append((left + 5, y))
            return 1
        many = max(1, round(one.n / DOT))
        kind = "filled" if one.design == "controlled" else "hollow"
        spots[kind] += [(left + 5 + _STEP * (k % _ROW), y - _STEP * (k // _ROW)) for k in range(many)]
        return -(-many // _ROW)

    def describe(self, result: Pans) -> stage.Description:
        """Return the picture in words."""
        what = (
            "A balance with two pans whose beam stays level, since the two sides cannot be added up. Kept: "
            f"{KEEP_WORDS[result.keep]}. Read of each: {READ_WORDS[result.read]}."
        )
        if result.people:
            what += (
                f" A dot: up to {DOT} people, hollow without a control group; a cross: no number is given."
            )
        parts = []
        for side in SIDES:
            inside: tuple[Weight, ...] = getattr(result, side)
            told = [
                f"{one.label} ({counted(one)}): {getattr(one, result.read).rstrip('.')}" for one in inside
            ]
            parts.append(f"{SIDE_WORDS[side]}: {'; '.join(told) or 'nothing of this sort'}.")
        return stage.Description(what, " ".join(parts), f"{finding(result)}.", f"{finding(result)}.")

    def table(self, result: Pans) -> stage.Table:
        """Return everything in the pans, with all three lines."""
        rows = tuple(
            (one.label, SIDE_WORDS[one.side], evidence.meaning("home_design", one.design), one.n, one.n_is, one.control,
             one.found, one.can_say, one.cannot_say, "; ".join(evidence.cite(ref) for ref in one.refs))
            for one in (*result.home, *result.watched)
        )  # fmt: skip
        return stage.Table(
            "What lies in each pan of the balance",
            ("What", "Pan", "How it was found out", "People counted", "Who they are", "Beside it", "Found", "Can say",
             "Cannot say", "Reference"), rows,
        )  # fmt: skip

    def cards(self, result: Pans) -> tuple[stage.Card, ...]:
        """Return a card for each line."""
        return tuple(_card(one) for one in (*result.home, *result.watched))


def counted(one: Weight) -> str:
    """Return how many people and what stands beside them."""
    return f"{f'n {one.n:,}: ' if one.n is not None else ''}{one.n_is}; {one.control}"


def finding(result: Pans) -> str:
    """Return the sentence above the picture."""
    if result.keep == "controlled":
        return (
            f"With a control group: {len(result.home)} at home, {len(result.watched)} under watch. "
            "They asked different questions"
        )
    if result.keep == "uncontrolled":
        return "Without a control group, neither side can say what would have happened anyway"
    return "The beam stays level: one side counts improvement, the other harm nobody has counted"


def _card(one: Weight) -> stage.Card:
    lines = (
        f"{evidence.meaning('home_side', one.side)}. {evidence.meaning('home_design', one.design)}.",
        f"{counted(one)[0].upper()}{counted(one)[1:]}.",
        f"Found: {one.found}.",
        f"Can say: {one.can_say}",
        f"Cannot say: {one.cannot_say}",
        f"{cited(one.refs, one.verified)}.",
    )
    return card(one.id, one.label, lines)
