"""Picture: what the model gets right, line by line, beside a rule that needs no model."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_viz import stage
from ketamine_viz.molecular.scores import ASIDE, Line, Scorecard, counts
from ketamine_viz.stage.text import join

_WIDTH, _HEIGHT = 900, 460
_LEFT, _RIGHT, _TOP = 256.0, 736.0, 398.0  # of the frame [pixels]
_FOOT, _TALLEST = 114.0, 66.0  # lower edge, and most height of a line [pixels]
_MOST = 11
_LIMITS = {"agreement": (0.0, 1.0), "kappa": (-0.2, 1.0)}
MEASURE = {"agreement": "Agreement [% of experiments]", "kappa": "Cohen's kappa: agreement beyond chance"}
VIEW = {
    "held_out": "undisputed experiments, whole papers held out",
    "species": "undisputed experiments, by whom they were done in",
    "contested": "disputed experiments, under each account",
    "signs": "directions over time (up, no change, down)",
}
PLAIN = {"signs": "always say up"}
_INK, _GREY = "#0b3c5d", "#6b6b6b"


class ScoresPicture(stage.Picture):
    """One line a wiring, species or account: the model, the rule without a model, and each split."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make as many lines as any view needs; scale and marks move."""
        small = mpl.rcParams["xtick.labelsize"]
        self.title = fig.text(
            12 / _WIDTH, 1 - 9 / _HEIGHT, "", va="top", weight="bold", fontsize=mpl.rcParams["axes.titlesize"]
        )
        sheet = fig.add_axes((0, 0, 1, 1))
        sheet.set(xlim=(0, _WIDTH), ylim=(0, _HEIGHT))
        sheet.set_axis_off()
        self.head = sheet.text(12, _TOP + 16, "", va="center", weight="bold", fontsize=small)
        self.names = [sheet.text(12, 0, "", va="center") for _ in range(_MOST)]
        self.says = [sheet.text(_RIGHT + 14, 0, "", va="center", fontsize=small) for _ in range(_MOST)]
        (self.rails,) = sheet.plot([], [], color="#dddddd", linewidth=1, zorder=0.5)
        (self.ticks,) = sheet.plot([], [], color="#dddddd", linewidth=1, zorder=0.4)
        self.labels = [
            sheet.text(0, _FOOT - 14, "", ha="center", va="center", fontsize=small) for _ in range(7)
        ]
        self.measure = sheet.text((_LEFT + _RIGHT) / 2, _FOOT - 34, "", ha="center", va="center")
        sheet.text(_RIGHT + 14, _TOP + 16, "model | rule", va="center", weight="bold", fontsize=small)
        marks = self._marks(sheet)
        self.key = sheet.text(12, 51, "", va="center", fontsize=small)
        sheet.text(12, 31, bias(), va="center", fontsize=small)
        self.caution = sheet.text(12, 11, "", va="center", fontsize=small)
        texts = [self.head, *self.names, *self.says, *self.labels, self.measure, self.key, self.caution]
        return [self.title, self.ticks, self.rails, *texts, *marks]

    def _marks(self, sheet: Axes) -> list[Artist]:
        (self.splits,) = sheet.plot(
            [], [], linestyle="none", marker="o", markersize=5, color=_INK, alpha=0.35, markeredgewidth=0
        )
        (self.plain,) = sheet.plot(
            [], [], linestyle="none", marker="s", markersize=9, color=_GREY, markerfacecolor="white",
            markeredgewidth=1.8,
        )  # fmt: skip
        (self.model,) = sheet.plot([], [], linestyle="none", marker="D", markersize=9, color=_INK)
        return [self.splits, self.plain, self.model]

    def update(self, result: Scorecard) -> bool:
        """Place lines and marks."""
        self.title.set_text(headline(result))
        self.head.set_text(VIEW[result.view].capitalize())
        step = min(_TALLEST, (_TOP - _FOOT) / len(result.lines))
        heights = [_TOP - step * (k + 0.5) for k in range(len(result.lines))]
        for k in range(_MOST):
            line = result.lines[k] if k < len(result.lines) else None
            self.names[k].set_text(f"{line.name} ({line.n})" if line else "")
            self.says[k].set_text(said(line, result.measure) if line else "")
            for text in (self.names[k], self.says[k]):
                text.set_y(heights[k] if line else 0)
        self._scale(result.measure, heights[-1] - step / 2)
        rails: list[tuple[float, float]] = []
        splits: list[tuple[float, float]] = []
        for line, y in zip(result.lines, heights, strict=True):
            rails += [(_LEFT, y), (_RIGHT, y), (np.nan, np.nan)]
            # A little apart, so that splits of the same score show.
            splits += [
                (_across(one, result.measure), y - 9 + 3 * (k % 7)) for k, one in enumerate(line.splits)
            ]
        self.rails.set_data(*zip(*rails, strict=True))
        self.splits.set_data([x for x, _ in splits], [y for _, y in splits])
        for artist, field in ((self.plain, "plain"), (self.model, "model")):
            found = [
                (_across(getattr(line, field), result.measure), y)
                for line, y in zip(result.lines, heights, strict=True)
                if getattr(line, field) is not None
            ]
            artist.set_data([x for x, _ in found], [y for _, y in found])
        dots = "   Small dots: 20 splits of the papers." if splits else ""
        rule = PLAIN.get(result.view, "a loss weakens, more strengthens, instead copies")
        self.key.set_text(f"◆ model   ◻ rule without a model ({rule}).{dots}")
        self.caution.set_text(caution(result))
        return False

    def _scale(self, measure: str, foot: float) -> None:
        low, high = _LIMITS[measure]
        stops = np.arange(low, high + 0.01, 0.2)
        lines: list[tuple[float, float]] = []
        for k, label in enumerate(self.labels):
            label.set_text("" if k >= len(stops) else _number(float(stops[k]), measure))
            if k < len(stops):
                x = _across(float(stops[k]), measure)
                label.set_x(x)
                label.set_y(foot - 14)
                lines += [(x, foot - 4), (x, _TOP), (np.nan, np.nan)]
        self.ticks.set_data(*zip(*lines, strict=True))
        self.measure.set_text(MEASURE[measure])
        self.measure.set_y(foot - 34)

    # -- in words ---------------------------------------------------------------------------

    def describe(self, result: Scorecard) -> stage.Description:
        """Return the picture in words."""
        told = "; ".join(f"{line.name} ({line.n}) {said(line, result.measure)}" for line in result.lines)
        spread = [
            f"{line.name} {_number(min(line.splits), result.measure)} to {_number(max(line.splits), result.measure)}"
            for line in result.lines
            if line.splits
        ]
        return stage.Description(
            what=f"Scores of the cascade model on {VIEW[result.view]}; {_measured(result)}, and beside it a rule "
            "without a model.",
            values=f"Model, then rule: {told}.",
            trend=(f"Over 20 splits: {'; '.join(spread)}. " if spread else "")
            + f"{bias()} {caution(result)}",
            headline=headline(result) + ".",
        )

    def table(self, result: Scorecard) -> stage.Table:
        """Return one row a line."""
        rows = [
            (
                line.name, line.n,
                *("none" if one is None else _number(one, result.measure) for one in (line.model, line.plain)),
                f"{_number(min(line.splits), result.measure)} to {_number(max(line.splits), result.measure)}"
                if line.splits else "",
            )
            for line in result.lines
        ]  # fmt: skip
        return stage.Table(
            f"{VIEW[result.view].capitalize()}: {_measured(result)}",
            ("Line", "Experiments", "Model", "Rule without a model", "Over splits"),
            tuple(rows),
        )


def headline(result: Scorecard) -> str:
    """Return the one sentence over the picture."""
    if result.view == "held_out":
        aside = next(line for line in result.lines if line.id == ASIDE)
        model, rule = said(aside, result.measure).split(" | ")
        return (
            f"Papers kept aside: the model scores {model}, the rule {rule}. Disputed experiments: see there"
        )
    if result.view == "contested":
        low, high = (_number(line.model or 0.0, result.measure) for line in (result.worst, result.best))
        rule = _number(result.best.plain or 0.0, result.measure)
        return f"Disputed experiments: the accounts score {low} to {high}, a rule without a model {rule}"
    worst = f"{result.worst.name} ({said(result.worst, result.measure).split(' | ', maxsplit=1)[0]})"
    if not result.beaten:
        return f"The model does better than the rule on every line; it does worst in {worst}"
    names = join(line.name for line in result.beaten)
    return f"The model does no better than the rule on {names}; it does worst in {worst}"


def caution(result: Scorecard) -> str:
    """Return what to hold against the score."""
    return {
        "held_out": "Kind to the model: its makers had read every paper once, and its map cites many of them.",
        "species": "Kind to the model: nothing is held out here, and its map cites many of these papers.",
        "contested": "Nothing in the model was made to fit these. An account says no loss wherever a part is not its "
        "own.",
        "signs": "Kind to the model: its time constants lean on some of these measurements.",
    }[result.view]


def said(line: Line, measure: str) -> str:
    """Return the two scores of a line."""
    return " | ".join("none" if one is None else _number(one, measure) for one in (line.model, line.plain))


def bias() -> str:
    """Return why a rule without a model does so well."""
    found = counts()
    total, weaker = sum(found.values()), found.get("weaker", 0)
    return (
        f"{weaker} of {total} undisputed experiments say: breaking it weakens ketamine. Experiments that find nothing "
        "are printed less often."
    )


def _measured(result: Scorecard) -> str:
    return MEASURE[result.measure].replace("Agreement [%", "agreement [%")


def _number(value: float, measure: str) -> str:
    text = f"{100 * value:.0f}%" if measure == "agreement" else f"{value:.2f}"
    return text.replace("-0%", "0%").replace("-0.00", "0.00").replace("-", "−")


def _across(value: float, measure: str) -> float:
    low, high = _LIMITS[measure]
    return _LEFT + (_RIGHT - _LEFT) * (max(value, low) - low) / (high - low)
