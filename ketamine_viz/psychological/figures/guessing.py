"""Picture: who got what, who thinks what, and the difference that a trial then finds."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.blinding import LEAST_RIGHT, PEOPLE, Guessing, false_gain
from ketamine_viz.psychological.expectancy import GuessRate, guess_rates
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape

_WIDTH, _HEIGHT = 900, 520
_CROWD = (62, 174, 556, 280)
_GAP = (694, 174, 196, 280)
_STRIP = (62, 32, 740, 22)
_LOW, _HIGH = -20.0, 48.0
#: Middle of the columns: got drug and thinks so, thinks not; got control and thinks drug, thinks not.
_COLUMNS = {(True, True): 0.5, (True, False): 1.5, (False, True): 2.6, (False, False): 3.6}
_WIDE = 0.36
_KINDS = {"saline": "salt water", "active": "a placebo that is felt"}


class GuessWho(stage.Picture):
    """Four columns of people, the difference found, and published shares of right guesses."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make three frames; dots, line and marks move."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.title = fig.text(12 / _WIDTH, 1 - 9 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        drug, control = theme.style("drug"), theme.style("control")

        def frame(box: tuple[int, int, int, int], name: str, **look: Any) -> Axes:
            left, bottom, width, height = box
            axes = fig.add_axes(
                (left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT), label=name
            )
            axes.set(**look)
            return axes

        crowd = frame(_CROWD, "crowd", xlim=(0, 4.1), ylim=(_LOW, _HIGH), xticks=[])
        crowd.set_ylabel("points better (MADRS)", fontsize=self.small)
        self.half = crowd.axvspan(2.05, 4.1, color="#0b1a40", alpha=0.05, zorder=0, linewidth=0)
        self.dots = {
            True: crowd.plot([], [], **drug.points(markersize=5, markeredgewidth=0.5, zorder=3))[0],
            False: crowd.plot([], [], **control.points(markersize=4.6, markeredgewidth=1.1, zorder=3))[0],
        }
        (self.masked,) = crowd.plot([], [], "o", markersize=5, color="#9a9a9a", markeredgewidth=0, zorder=3)
        self.bars = {
            pair: crowd.plot([], [], color="#222222", linewidth=2.2, zorder=4, solid_capstyle="butt")[0]
            for pair in _COLUMNS
        }
        (self.line,) = crowd.plot([], [], color="#8a5a00", linestyle=(0, (4, 1.5)), linewidth=1.8, zorder=5)
        under = {
            "fontsize": self.small,
            "ha": "center",
            "va": "top",
            "transform": crowd.get_xaxis_transform(),
        }
        self.columns = {
            pair: crowd.text(x, -0.03, "", **under, linespacing=1.25) for pair, x in _COLUMNS.items()
        }
        self.heads = [crowd.text(x, 1.02, "", ha="center", va="bottom", weight="bold", fontsize=self.small,
                                 transform=crowd.get_xaxis_transform()) for x in (1.0, 3.1)]  # fmt: skip
        self.rule = fig.text(
            62 / _WIDTH, 116 / _HEIGHT, "", va="center", fontsize=self.small, color="#8a5a00"
        )
        self.rule.set_fontweight("bold")

        gap = frame(_GAP, "gap", xlim=(-0.6, 2.6), ylim=(-6, 26), xticks=[0, 1, 2])
        gap.set_xticklabels(["true\neffect", "this\ntrial", "endless\ntrial"], fontsize=self.small)
        gap.tick_params(axis="x", length=0)
        gap.axhline(0, color="#444444", linewidth=1.2, zorder=1)
        gap.set_ylabel("drug minus control (points)", fontsize=self.small)
        difference = theme.style("difference")
        hollow = {"markerfacecolor": "white", "markeredgecolor": "#222222", "markeredgewidth": 1.8}
        (self.truth,) = gap.plot([], [], **difference.points(markersize=11, zorder=4, **hollow))
        (self.span,) = gap.plot([], [], color="#222222", linewidth=1.6, zorder=3)
        (self.found,) = gap.plot([], [], **difference.points(markersize=10, zorder=4))
        (self.endless,) = gap.plot([], [], "_", color="#222222", markersize=26, markeredgewidth=3, zorder=4)
        self.values = [gap.text(0, 0, "", ha="center", va="bottom", weight="bold", fontsize=self.small)
                       for _ in range(3)]  # fmt: skip
        gap.text(0.98, 0.02, "model, not data", ha="right", va="bottom", style="italic", fontsize=self.small,
                 color=theme.style("muted").colour, transform=gap.transAxes)  # fmt: skip
        self._strip(fig, frame)
        return [
            self.title, self.half, *self.dots.values(), self.masked, *self.bars.values(), self.line,
            *self.columns.values(), *self.heads, self.rule, self.truth, self.span, self.found,
            self.endless, *self.values, self.here, self.says,
        ]  # fmt: skip

    def _strip(self, fig: Figure, frame: Any) -> None:
        strip = frame(_STRIP, "strip", xlim=(100 * LEAST_RIGHT, 100), ylim=(0, 1), yticks=[],
                      xticks=[30, 40, 50, 60, 70, 80, 90, 100])  # fmt: skip
        strip.spines["left"].set_visible(False)
        strip.grid(visible=False)
        strip.set_xticklabels([f"{x}%" for x in (30, 40, 50, 60, 70, 80, 90, 100)], fontsize=self.small)
        for rate in guess_rates():
            if rate.right is not None:
                strip.plot(
                    [rate.right], [0.45], clip_on=False, **theme.style("measured").points(markersize=8)
                )
                strip.annotate(
                    f"{_short(rate)}, n {rate.n}", (rate.right, 0.45), (0, 9), textcoords="offset points",
                    ha="center", fontsize=self.small,
                )  # fmt: skip
        strip.axvline(50, color="#444444", linewidth=1.2, linestyle=(0, (2, 2)))
        strip.annotate(
            "coin", (50, 0.45), (0, 9), textcoords="offset points", ha="center", fontsize=self.small
        )
        (self.here,) = strip.plot([], [], "v", color="#8a5a00", markersize=12, clip_on=False, zorder=5)
        self.says = fig.text(890 / _WIDTH, 43 / _HEIGHT, "", ha="right", va="center", fontsize=self.small)
        fig.text(
            62 / _WIDTH,
            90 / _HEIGHT,
            "Share who guess right",
            va="center",
            weight="bold",
            fontsize=self.small,
        )
        unseen = "; ".join(
            f"{rate.control}: {(rate.finding or '').split(' guessed')[0]}, share not seen ({_short(rate)})"
            for rate in guess_rates() if rate.right is None
        )  # fmt: skip
        fig.text(802 / _WIDTH, 90 / _HEIGHT, unseen, ha="right", va="center", fontsize=self.small)

    def update(self, result: Shown) -> bool:
        """Place people, line and marks."""
        trial = result.trial
        self.title.set_text(finding(result))
        x = places(trial, result.hide)
        for got, dots in self.dots.items():
            mine = trial.got == got
            dots.set_data([] if result.hide else x[mine], [] if result.hide else trial.better[mine])
        self.masked.set_data(x if result.hide else [], trial.better if result.hide else [])
        for pair, middle in _COLUMNS.items():
            mine = (trial.got == pair[0]) & (trial.thinks == pair[1])
            count = int(mine.sum())
            shown = count > 0 and not result.hide
            mean = float(trial.better[mine].mean()) if count else 0.0
            self.bars[pair].set_data(
                [middle - 0.4, middle + 0.4] if shown else [], [mean] * 2 if shown else []
            )
            words = "think “drug”" if pair[1] else "think “control”"
            self.columns[pair].set_text(
                "" if result.hide else f"{count} {words}\n" + (f"mean {mean:.1f}" if count else "")
            )
        heads = ("Which of these 200", "people got the drug?") if result.hide else (
            f"● Got the drug ({PEOPLE})", f"□ Got {_KINDS[trial.placebo]} ({PEOPLE})")  # fmt: skip
        for text, words in zip(self.heads, heads, strict=True):
            text.set_text(words)
        self.half.set_visible(not result.hide)
        self.line.set_data([0, 4.1], [trial.line] * 2)
        self.rule.set_text(
            f"– – Guess by eye: “whoever is above {trial.line:g} got the drug”. "
            f"Right for {100 * trial.by_eye:.0f} of 100."
        )
        self.truth.set_data([0], [trial.effect])
        self.found.set_data([1], [trial.observed])
        self.span.set_data([1, 1], [trial.low, trial.high])
        self.endless.set_data([2], [trial.endless])
        tops = (trial.effect + 1.1, trial.high + 0.4, trial.endless + 0.9)
        for k, (text, value) in enumerate(
            zip(self.values, (trial.effect, trial.observed, trial.endless), strict=True)
        ):
            text.set(text=points(value), position=(k, tops[k]))
        self.here.set_data([100 * trial.right], [0.42])
        self.says.set_text(f"set: {100 * trial.right:.0f}%")
        return False

    def describe(self, result: Shown) -> stage.Description:
        """Return the picture in words."""
        trial = result.trial
        drug, control = trial.means()
        what = (
            f"A model, not data: {2 * PEOPLE} people, a dot each, by how many MADRS points better they are"
            + (", all grey, as who got what is hidden. " if result.hide else
               ", in four columns: got the drug or the control, think it was the drug or not. ")
            + "Beside it the true effect, the difference this trial finds with its 95% interval, and that of an "
            "endless trial. Under it a scale of how many guess right, with published shares: "
            + "; ".join(rate_words(rate) for rate in guess_rates()) + "."
        )  # fmt: skip
        values = (
            f"{100 * trial.right:.0f}% guess right, believing adds {trial.belief:g} points, the control is "
            f"{_KINDS[trial.placebo]}. "
            + (
                ""
                if result.hide
                else f"Mean {drug:.1f} points better with the drug, {control:.1f} with the control. "
            )
            + f"True effect {points(trial.effect)}; this trial {points(trial.observed)} (interval "
            f"{points(trial.low)} to {points(trial.high)}); endless trial {points(trial.endless)}. A line at "
            f"{trial.line:g} points guesses right for {100 * trial.by_eye:.0f} of 100 people."
        )
        return stage.Description(
            what, values, f"{finding(result)}.",
            f"Endless trial: {points(trial.endless)} points for a true effect of {points(trial.effect)}. "
            f"This trial: {points(trial.observed)}. Guess by eye right for {100 * trial.by_eye:.0f} of 100.",
        )  # fmt: skip

    def table(self, result: Shown) -> stage.Table:
        """Return the differences, the four columns and the published shares."""
        trial = result.trial
        rows: list[tuple[object, ...]] = [
            ("True effect (set)", points(trial.effect), "", ""),
            (
                "This trial",
                points(trial.observed),
                f"{points(trial.low)} to {points(trial.high)}",
                2 * PEOPLE,
            ),
            ("Endless trial", points(trial.endless), "", ""),
            ("Of that, from guessing", points(false_gain(trial.right, trial.belief, trial.placebo)), "", ""),
        ]
        for got, thinks in () if result.hide else _COLUMNS:
            mine = (trial.got == got) & (trial.thinks == thinks)
            words = (
                f"Got {'drug' if got else 'control'}, think “{'drug' if thinks else 'control'}”: mean better"
            )
            rows.append(
                (words, points(float(trial.better[mine].mean())) if mine.any() else "", "", int(mine.sum()))
            )
        rows += [(f"Published: {rate_words(rate)}", "", "", rate.n or "") for rate in guess_rates()]
        return stage.Table(
            "Simulated trial (model, not data), and published shares of right guesses",
            ("What", "MADRS points", "95% interval", "People"), tuple(rows),
        )  # fmt: skip

    def cards(self, result: Shown) -> tuple[stage.Card, ...]:  # noqa: ARG002 - the same in every state
        """Return a card for each published share of right guesses."""
        return tuple(_card(rate) for rate in guess_rates())


class Shown:
    """A simulated trial, and whether the groups are hidden from the reader."""

    def __init__(self, trial: Guessing, hide: bool) -> None:
        self.trial, self.hide = trial, hide


def places(trial: Guessing, hide: bool) -> np.ndarray:
    """Return where each person stands across the picture, shape (200,); the same for the same person."""
    jitter = np.modf(np.arange(len(trial.got)) * 0.618034)[0]
    if hide:
        return np.asarray(0.1 + 3.9 * np.modf(np.arange(len(trial.got)) * 0.754878)[0])
    middle = np.array(
        [_COLUMNS[bool(got), bool(thinks)] for got, thinks in zip(trial.got, trial.thinks, strict=True)]
    )
    return np.asarray(middle + _WIDE * (2 * jitter - 1))


def points(value: float) -> str:
    """Return points with one digit and a true minus sign.

    Examples
    --------
    >>> points(-0.04), points(2.4), points(-3.0)
    ('0.0', '2.4', '−3.0')
    """
    text = f"{abs(value):.1f}"
    return f"−{text}" if value < 0 and text != "0.0" else text


def finding(result: Shown) -> str:
    """Return the sentence above the picture."""
    trial = result.trial
    extra = trial.endless - trial.effect
    if result.hide:
        return "Model: who got the drug? Move your line, then show the groups"
    if abs(extra) < 0.05:
        return (
            f"Model: guessing adds nothing; a true {points(trial.effect)} stays {points(trial.effect)} points"
        )
    if trial.effect == 0:
        return f"Model: a drug that does nothing seems to gain {points(extra)} points, by guessing alone"
    way = "more" if extra > 0 else "less"
    return (
        f"Model: the drug seems to do {points(abs(extra))} points {way} than its true {points(trial.effect)}"
    )


def _short(rate: GuessRate) -> str:
    return evidence.cite(rate.ref).split(",")[0].replace(" et al.", "")


def rate_words(rate: GuessRate) -> str:
    """Return a published share with its control group and n."""
    share = f"{rate.right:g}%" if rate.right is not None else f"{rate.finding}"
    return f"{_short(rate)}, control {rate.control}: {share} (n {rate.n})"


def _card(rate: GuessRate) -> stage.Card:
    label = f"{_short(rate)}: who could tell?"
    share = (
        f"{rate.right:g} in each 100 {rate.who} guessed right; a coin would give {rate.chance:g}."
        if rate.right is not None
        else f"{(rate.finding or '').capitalize()}."
    )
    lines = [share, f"Control: {rate.control}. Asked: {rate.asked}. n {rate.n}."]
    if rate.note:
        lines.append(f"{rate.note[0].upper()}{rate.note[1:]}.")
    lines.append(f"{evidence.cite(rate.ref)}.")
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(rate.id, label, f"<h4>{escape(label)}</h4>{body}")
