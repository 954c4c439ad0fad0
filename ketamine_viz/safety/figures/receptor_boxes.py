"""Picture: drugs in boxes, and below how strongly ketamine binds to what."""

from __future__ import annotations

import textwrap
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ketamine_viz import evidence, stage
from ketamine_viz.safety.citing import card, cited
from ketamine_viz.safety.receptor_boxes import TARGETS, Boxes, Drug, bindings, drugs
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import join, number

_WIDTH, _HEIGHT = 900, 520
_TOP, _LOW, _LEFT, _ACROSS = 480, 268, 12, 876  # the boxes, in pixels from the lower left
_STRIP = (196, 46, 680, 124)
_MOST = 4
_INK, _PALE = theme.style("ink").colour, "#444444"
BY_WORDS = {"word": "the word people use", "family": "the main target", "proof": "how the target is known"}


class SortedDrugs(stage.Picture):
    """Boxes of drugs above; below, ketamine's own targets on a scale of concentration."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make the boxes, a pool of names and the strip."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.title = fig.text(12 / _WIDTH, 1 - 9 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        top = fig.add_axes((0, 0, 1, 1))
        top.set(xlim=(0, _WIDTH), ylim=(0, _HEIGHT))
        top.axis("off")
        self.frames: list[Any] = [
            top.add_patch(Rectangle((0, 0), 0, 0, fill=False, edgecolor="#767676", linewidth=1.2))
            for _ in range(_MOST)
        ]
        look: dict[str, Any] = {"fontsize": self.small, "va": "center"}
        self.heads = [top.text(0, 0, "", weight="bold", **look) for _ in range(_MOST)]
        self.dots = {drug.id: top.plot([], [], "o", color=_INK, markersize=6)[0] for drug in drugs()}
        (self.ring,) = top.plot([], [], "o", markersize=15, markerfacecolor="none", markeredgecolor=_INK,
                                markeredgewidth=1.6)  # fmt: skip
        self.names = {drug.id: top.text(0, 0, drug.name, **look) for drug in drugs()}
        self.told = top.text(_LEFT, 0, "", fontsize=self.small, va="top", linespacing=1.3)
        self._strip(fig)
        return [
            self.title,
            *self.frames,
            *self.heads,
            *self.dots.values(),
            self.ring,
            *self.names.values(),
            self.told,
        ]

    def _strip(self, fig: Figure) -> None:
        left, bottom, width, height = _STRIP
        axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        lanes = list(dict.fromkeys(TARGETS.values()))
        axes.set(xscale="log", xlim=(0.05, 400), ylim=(len(lanes) - 0.5, -0.5), yticks=range(len(lanes)))
        axes.set_yticklabels(lanes)
        axes.set_xticks([0.1, 1, 10, 100])
        axes.set_xticklabels(["0.1", "1", "10", "100"])
        axes.minorticks_off()
        axes.set_xlabel("ketamine needed to fill half [µM]: further left binds tighter", fontsize=self.small)
        for one in bindings():
            axes.plot(
                [one.um], [lanes.index(one.lane)], "D", color=_INK, markersize=7, markeredgecolor="white"
            )
        fig.text(
            12 / _WIDTH, (bottom + height + 14) / _HEIGHT, "Where ketamine itself binds (cells and membranes)",
            weight="bold", fontsize=self.small, va="center",
        )  # fmt: skip

    def update(self, result: Boxes) -> bool:
        """Put the drugs into their boxes."""
        self.title.set_text(finding(result))
        many = len(result.boxes)
        wide = (_ACROSS - 12 * (many - 1)) / many
        for k, (frame, head) in enumerate(zip(self.frames, self.heads, strict=True)):
            shown = k < many
            frame.set_visible(shown)
            head.set_text("")
            if not shown:
                continue
            x = _LEFT + k * (wide + 12)
            frame.set_bounds(x, _LOW, wide, _TOP - _LOW)
            words = textwrap.fill(result.boxes[k][0], int((wide - 20) / 7.6))
            head.set(text=words, x=x + 10, y=_TOP - 22)
            for row, drug in enumerate(result.boxes[k][1]):
                y = _TOP - 58 - 26 * row
                self.dots[drug.id].set_data([x + 18], [y])
                self.names[drug.id].set(
                    x=x + 32, y=y, weight="bold" if drug.id == result.marked.id else "normal"
                )
                if drug.id == result.marked.id:
                    self.ring.set_data([x + 18], [y])
        self.told.set(text=textwrap.fill(told(result), 118), y=_LOW - 12)
        return False

    def describe(self, result: Boxes) -> stage.Description:
        """Return the picture in words."""
        inside = "; ".join(f"{head}: {join([drug.name for drug in found])}" for head, found in result.boxes)
        lanes: dict[str, list[float]] = {}
        for one in result.bindings:
            lanes.setdefault(one.lane, []).append(one.um)
        strip = "; ".join(
            f"{lane} {number(min(values))}" + (f" to {number(max(values))}" if len(values) > 1 else "")
            for lane, values in lanes.items()
        )
        what = (
            f"Nine drugs in {len(result.boxes)} boxes by {BY_WORDS[result.by]}, and below on a scale from 0.05 to 400 "
            "µM how much ketamine fills half of each target."
        )
        return stage.Description(
            what,
            f"{inside}. Marked: {told(result)} Ketamine [µM]: {strip}.",
            f"{finding(result)}.",
            f"{finding(result)}.",
        )

    def table(self, result: Boxes) -> stage.Table:
        """Return the drugs, then the bindings."""
        rows: list[tuple[object, ...]] = [
            (drug.name, head, evidence.meaning("receptor_family", drug.family), drug.how,
             "; ".join(evidence.cite(ref) for ref in drug.refs))
            for head, found in result.boxes
            for drug in found
        ]  # fmt: skip
        rows += [
            (
                "ketamine",
                "binding",
                one.target,
                f"{number(one.um)} µM fill half; {one.system}",
                evidence.cite(one.ref),
            )
            for one in result.bindings
        ]
        return stage.Table(
            f"Drugs by {BY_WORDS[result.by]}, and where ketamine binds",
            ("Drug", "Box", "Target", "What was shown", "Reference"), tuple(rows),
        )  # fmt: skip

    def cards(self, result: Boxes) -> tuple[stage.Card, ...]:
        """Return a card for each drug."""
        return tuple(_card(drug) for _, inside in result.boxes for drug in inside)


def told(result: Boxes) -> str:
    """Return what was shown of the marked drug, in a sentence."""
    drug = result.marked
    people = f" (n {drug.n})" if drug.n else ""
    who = evidence.cite(drug.refs[0]).split(",")[0]
    return f"{drug.name[0].upper()}{drug.name[1:]}: {drug.how[0].lower()}{drug.how[1:]}{people}; {who}."


def finding(result: Boxes) -> str:
    """Return the sentence above the picture."""
    (box,) = (found for _, found in result.boxes if any(drug.id == "ketamine" for drug in found))
    others = [drug.name for drug in box if drug.id not in ("ketamine", "esketamine")]
    return f"By {BY_WORDS[result.by]}, ketamine stands with {join(others)}"


def _card(drug: Drug) -> stage.Card:
    people = f" (n {drug.n})" if drug.n else ""
    lines = (
        f"{evidence.meaning('receptor_family', drug.family)}.",
        f"Sorted under: {evidence.meaning('drug_word', drug.word).lower()}.",
        f"{drug.how}{people}. {evidence.meaning('receptor_proof', drug.proof)}.",
        f"{cited(drug.refs, drug.verified)}.",
    )
    return card(drug.id, drug.name, lines)
