"""Picture: one story, ten stories and a trial of the same drug, a dot for each person."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.expectancy import Themes, constants, patient_themes
from ketamine_viz.psychological.figures.guessing import points
from ketamine_viz.psychological.stories import CROWD, STORIES, Reading
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape

_WIDTH, _HEIGHT = 900, 500
_FRAME = (62, 108, 826, 330)
_LOW, _HIGH = -16.0, 52.0
_AT = {"one": 0.0, "ten": 1.0, "drug": 2.15, "control": 3.15, "difference": 4.15, "parts": 5.15}
_HEADS = {
    "one": "One story", "ten": "Ten stories", "drug": "Trial: drug", "control": "Trial: control",
    "difference": "Difference", "parts": "Made of",
}  # fmt: skip
_PARTS = (("drift", "bad moment passing"), ("hope", "hope and care"), ("effect", "the drug"))


class StoryOrTrial(stage.Picture):
    """Columns of people from one to many, what each says of the drug, and what improvement is made of."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make one frame with six columns."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.title = fig.text(12 / _WIDTH, 1 - 9 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        left, bottom, width, height = _FRAME
        axes = self.axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        axes.set(xlim=(-0.55, 7.05), ylim=(_LOW, _HIGH), xticks=[])
        axes.set_ylabel("points better in a week (MADRS)", fontsize=self.small)
        axes.axhline(0, color="#444444", linewidth=1.2, zorder=1)
        axes.axvspan(1.6, 4.65, color="#f3f4f7", zorder=0, linewidth=0)
        drug, control = theme.style("drug"), theme.style("control")
        self.dots = {
            "one": axes.plot([], [], **drug.points(markersize=13, zorder=4))[0],
            "ten": axes.plot([], [], **drug.points(markersize=9, zorder=4))[0],
            "drug": axes.plot([], [], **drug.points(markersize=4.6, markeredgewidth=0.4, zorder=3))[0],
            "control": axes.plot([], [], **control.points(markersize=4.4, markeredgewidth=1.0, zorder=3))[0],
        }
        self.bars = {
            name: axes.plot([], [], color="#222222", linewidth=3, zorder=5, solid_capstyle="butt")[0]
            for name in ("ten", "drug", "control")
        }
        difference = theme.style("difference")
        (self.span,) = axes.plot([], [], color="#222222", linewidth=1.6, zorder=3)
        (self.found,) = axes.plot([], [], **difference.points(markersize=11, zorder=4))
        hollow = {"markerfacecolor": "white", "markeredgecolor": "#222222", "markeredgewidth": 1.8}
        (self.truth,) = axes.plot([], [], **difference.points(markersize=11, zorder=4, **hollow))
        looks: dict[str, dict[str, Any]] = {
            "drift": {"facecolor": "#d9dce2"}, "hope": {"facecolor": "white", "hatch": "////"},
            "effect": {"facecolor": drug.colour},
        }  # fmt: skip
        self.blocks = {
            name: Rectangle((_AT["parts"] - 0.25, 0), 0.5, 0, edgecolor="#444444", zorder=3, **looks[name])
            for name, _ in _PARTS
        }
        for block in self.blocks.values():
            axes.add_patch(block)
        self.names = {
            name: axes.text(_AT["parts"] + 0.32, 0, "", va="center", fontsize=self.small, linespacing=1.15)
            for name, _ in _PARTS
        }
        look: dict[str, Any] = {
            "transform": axes.get_xaxis_transform(),
            "ha": "center",
            "fontsize": self.small,
        }
        for name, x in _AT.items():
            axes.text(x, 1.02, _HEADS[name], va="bottom", weight="bold", **look)
        self.says = {
            name: axes.text(x, -0.03, "", va="top", linespacing=1.3, **look) for name, x in _AT.items()
        }
        axes.text(0.995, 0.985, "model, not data", transform=axes.transAxes, ha="right", va="top", style="italic",
                  fontsize=self.small, color=theme.style("muted").colour)  # fmt: skip
        self.foot = fig.text(12 / _WIDTH, 44 / _HEIGHT, "", va="center", fontsize=self.small)
        given = constants("stories")
        fig.text(
            12 / _WIDTH, 20 / _HEIGHT,
            f"Published, no treatment: scores fell by {given['untreated']:g}% (n 221), "
            f"{given['untreated_responders']:g} of 100 improved like responders (n 76; Posternak 2001).",
            va="center", fontsize=self.small,
        )  # fmt: skip
        return [
            self.title, *self.dots.values(), *self.bars.values(), self.span, self.found, self.truth,
            *self.blocks.values(), *self.names.values(), *self.says.values(), self.foot,
        ]  # fmt: skip

    def update(self, result: Reading) -> bool:
        """Place the people, the means and the parts."""
        self.title.set_text(finding(result))
        groups = {"one": result.told[:1], "ten": result.told, "drug": result.drug, "control": result.control}
        for name, better in groups.items():
            self.dots[name].set_data(_AT[name] + spread(len(better)), better)
            if name in self.bars:
                self.bars[name].set_data([_AT[name] - 0.4, _AT[name] + 0.4], [float(better.mean())] * 2)
        at = _AT["difference"]
        self.span.set_data([at - 0.12] * 2, [result.low, result.high])
        self.found.set_data([at - 0.12], [result.observed])
        self.truth.set_data([at + 0.18], [result.effect])
        bottom = 0.0
        spots: list[float] = []
        for name, _ in _PARTS:
            value = getattr(result, name)
            self.blocks[name].set_y(min(bottom, bottom + value))
            self.blocks[name].set_height(abs(value))
            spots.append(bottom + value / 2)
            bottom += value
        for (name, words), y in zip(_PARTS, _apart(spots), strict=True):
            self.names[name].set(text=f"{words} {points(getattr(result, name))}", y=y)
        n = result.people
        lines = {
            "one": f"says\n{points(float(result.told[0]))}", "ten": f"say\n{points(float(result.told.mean()))}",
            "drug": f"{n} people\nmean {points(float(result.drug.mean()))}",
            "control": f"{n} people\nmean {points(float(result.control.mean()))}",
            "difference": f"◆ found {points(result.observed)}\n◇ true {points(result.effect)}",
            "parts": f"all treated\nmean {points(result.drift + result.hope + result.effect)}",
        }  # fmt: skip
        for name, words in lines.items():
            self.says[name].set_text(words)
        self.foot.set_text(
            f"{CROWD:,} people who came at a bad moment, nothing done: mean score {points(result.crowd_before)} today, "
            f"{points(result.crowd_after)} next week."
        )
        return False

    def describe(self, result: Reading) -> stage.Description:
        """Return the picture in words."""
        what = (
            "A model, not data: improvement in a week in MADRS points, up is better, a dot for each person, for one "
            "story, ten stories, and the two groups of a trial; then drug minus control with its interval beside the "
            "true effect; then a bar of what improvement is made of."
        )
        best = round(STORIES * result.loud)
        values = (
            f"Stories: {best} of {STORIES} come from the half that improved most. One story says "
            f"{points(float(result.told[0]))}, ten say {points(float(result.told.mean()))} on average. Trial with "
            f"{result.people} people a group: drug {points(float(result.drug.mean()))}, control "
            f"{points(float(result.control.mean()))}, difference {points(result.observed)} (interval "
            f"{points(result.low)} to {points(result.high)}), true effect {points(result.effect)}. Made of: a bad "
            f"moment passing {points(result.drift)} (swing {result.swing:g}), hope and care {points(result.hope)}, the "
            f"drug {points(result.effect)}. {CROWD:,} people with nothing done: {points(result.crowd_before)} today, "
            f"{points(result.crowd_after)} next week."
        )
        return stage.Description(
            what, values, f"{finding(result)}.",
            f"Ten stories say {points(float(result.told.mean()))}, the trial {points(result.observed)}, the truth is "
            f"{points(result.effect)}.",
        )  # fmt: skip

    def table(self, result: Reading) -> stage.Table:
        """Return what each source says, the stories and the parts."""
        rows: list[tuple[object, ...]] = [
            ("One story", points(float(result.told[0])), 1),
            ("Ten stories, mean", points(float(result.told.mean())), STORIES),
            ("Trial: drug group, mean", points(float(result.drug.mean())), result.people),
            ("Trial: control group, mean", points(float(result.control.mean())), result.people),
            ("Trial: difference", f"{points(result.observed)} ({points(result.low)} to {points(result.high)})",
             2 * result.people),
            ("True effect of the drug", points(result.effect), ""),
            ("A bad moment passing", points(result.drift), CROWD),
            ("Hope and care", points(result.hope), ""),
            ("Nothing done: mean score today", points(result.crowd_before), CROWD),
            ("Nothing done: mean score next week", points(result.crowd_after), CROWD),
        ]  # fmt: skip
        rows += [(f"Story {k + 1}", points(float(value)), 1) for k, value in enumerate(result.told)]
        return stage.Table(
            "One story, ten stories and a trial (model, not data)",
            ("What", "MADRS points", "People"),
            tuple(rows),
        )

    def cards(self, result: Reading) -> tuple[stage.Card, ...]:  # noqa: ARG002 - the same in every state
        """Return a card for each published study of what patients spoke about."""
        return tuple(_card(study) for study in patient_themes())


def spread(count: int) -> np.ndarray:
    """Return places across a column for so many people, the same each time, shape (count,)."""
    if count == 1:
        return np.zeros(1)
    return np.asarray(0.34 * (2 * np.modf(np.arange(count) * 0.618034)[0] - 1))


def _apart(spots: list[float]) -> list[float]:
    """Push the names of the parts apart, upwards."""
    placed: list[float] = []
    for spot, gap in zip(spots, (0.0, 4.2, 4.2), strict=True):
        placed.append(max(spot, placed[-1] + gap) if placed else spot)
    return placed


def finding(result: Reading) -> str:
    """Return the sentence above the picture."""
    one, ten = points(float(result.told[0])), points(float(result.told.mean()))
    return (
        f"Model: one story says {one} points, ten say {ten}, the trial says {points(result.observed)}. "
        f"The drug does {points(result.effect)}"
    )


def _card(study: Themes) -> stage.Card:
    label = f"{study.label}: what {study.n} people spoke about"
    lines = [
        f"{study.n} people, {study.condition}. Who was asked: {study.chosen}.",
        f"Themes, in our words: {study.themes}.",
    ]
    if study.hard:
        lines.append(f"Limits they named: {study.hard}.")
    lines.append(
        "Interviews tell what it is like. They cannot tell what would have happened without the drug."
    )
    if study.note:
        lines.append(f"{study.note[0].upper()}{study.note[1:]}.")
    lines.append(f"{evidence.cite(study.ref)}.")
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(study.id, label, f"<h4>{escape(label)}</h4>{body}")
