"""Picture: suicidal thoughts after ketamine and after its control; never deaths; whom to call stands on it."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_viz import evidence, stage
from ketamine_viz.psychological import words
from ketamine_viz.psychological.figures import plates
from ketamine_viz.psychological.intervals import interval
from ketamine_viz.psychological.thoughts import Line, Look
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, number, plural

SIZE = (900, 520)
_CHART = (372, 140, 350, 314)
_MOST = 13
_SIDE = _CHART[0] + _CHART[2] + 10
NOTICE = "Thoughts, not deaths. Prevention of suicide has not been shown, for ketamine or esketamine."
#: Broken before the second country, so that it fits.
HELP = words.HELP_LINE.partition("UK ")
COUNT = {
    name: evidence.meaning("thought_count", name)
    for name in ("gone", "halved", "points", "risk_rating", "odds")
}
DIAGNOSIS = {
    name: evidence.meaning("thought_diagnosis", name) for name in ("any", "depressive", "bipolar", "other")
}
ROUTE = {
    "iv_infusion": "drip",
    "intranasal": "nasal",
    "im": "into muscle",
    "oral": "swallowed",
    "mixed": "mixed",
}
_ODDS = (0.25, 1, 4, 16, 64)


class Thoughts(stage.Picture):
    """One row a comparison: filled mark for ketamine, hollow square for its control."""

    size = SIZE

    def build(self, fig: Figure) -> list[Artist]:
        """Make two axes of which one is seen, rows of words, and the notice that never goes away."""
        self.title = plates.title(fig, SIZE)
        drug, control = theme.style("drug"), theme.style("control")
        look: dict[str, Any] = {"ylim": (_MOST, 0), "yticks": []}
        self.shares = plates.frame(fig, SIZE, _CHART, xlim=(-2, 102), **look)
        self.odds = plates.frame(fig, SIZE, _CHART, xlim=(-2.3, 6.8), **look)
        self.shares.set_xlabel("in each 100 people", fontsize=plates.small(), labelpad=1)
        self.odds.set_xticks(np.log2(_ODDS), [f"{tick:g}" for tick in _ODDS])
        self.odds.set_xlabel("odds ratio: above 1, thoughts gone more often on ketamine", fontsize=plates.small(),
                             labelpad=1)  # fmt: skip
        self.odds.axvline(0, color="#444444", linewidth=1.2)
        for axes in (self.shares, self.odds):
            axes.spines["left"].set_visible(False)
            axes.set_visible(False)
        self.joins = [
            self.shares.plot([], [], color="#8a8f98", linewidth=1.4, zorder=1)[0] for _ in range(_MOST)
        ]
        (self.drug,) = self.shares.plot([], [], **drug.points(markersize=9))
        (self.control,) = self.shares.plot([], [], **control.points(markersize=11, zorder=1.5))
        (self.open,) = self.shares.plot(
            [], [], linestyle="none", marker="v", markersize=10, markerfacecolor="white",
            markeredgecolor=drug.colour, markeredgewidth=1.8,
        )  # fmt: skip
        self.spans = [self.odds.plot([], [], color="#222222", linewidth=2.2)[0] for _ in range(3)]
        (self.ratios,) = self.odds.plot([], [], "D", color="#222222", markersize=9)
        self.names = [plates.say(fig, SIZE, 12, 0) for _ in range(_MOST)]
        self.said = [plates.say(fig, SIZE, _SIDE, 0) for _ in range(_MOST)]
        self.inside = [plates.say(fig, SIZE, _CHART[0] + _CHART[2] / 2, 0, ha="center", style="italic")
                       for _ in range(_MOST)]  # fmt: skip
        self.empty = plates.say(fig, SIZE, _CHART[0] + _CHART[2] / 2, 290, ha="center", linespacing=1.3)
        self.whole = plates.say(fig, SIZE, 12, _CHART[1] + 44, linespacing=1.3)
        plates.say(fig, SIZE, 12, 466, "Trial, way in, when, what was counted", weight="bold")
        self.key = plates.say(
            fig, SIZE, 888, 466, "● ketamine  □ its control  ▽ no control group", ha="right"
        )
        self.filters = plates.say(fig, SIZE, 12, 87, color=theme.style("muted").colour, style="italic")
        board = plates.board(fig, SIZE, (0, 0, 900, 74))
        board.patch.set_visible(True)
        board.axhspan(0, 74, facecolor="#f3f4f7", zorder=0)
        plates.say(fig, SIZE, 12, 60, NOTICE, weight="bold", zorder=6)
        plates.say(fig, SIZE, 12, 40, HELP[0].strip(), zorder=6)
        plates.say(fig, SIZE, 12, 20, "".join(HELP[1:]), zorder=6)
        return [
            self.title, *self.joins, self.drug, self.control, self.open, *self.spans, self.ratios, *self.names,
            *self.said, *self.inside, self.empty, self.whole, self.filters,
        ]  # fmt: skip

    def update(self, result: Look) -> bool:
        """Lay out the comparisons in view."""
        self.title.set_text(finding(result))
        before = (self.shares.get_visible(), self.odds.get_visible())
        split = result.view == "diagnosis"
        self.shares.set_visible(not split)
        self.odds.set_visible(split)
        self._clear()
        self.rows = result.lines
        self.step = step = min(_MOST / max(len(result.lines), 1), 3.0)
        for k, line in enumerate(result.lines):
            self._row(line, (k + 0.5) * step, k)
        self._draw(result, step)
        self.empty.set_text(plates.fold(result.widen, 44))
        self.whole.set_text(whole(result))
        self.filters.set_text(_filters(result))
        return before != (self.shares.get_visible(), self.odds.get_visible())

    def _clear(self) -> None:
        for text in (*self.names, *self.said, *self.inside):
            text.set_text("")
        for mark in (*self.joins, self.drug, self.control, self.open, *self.spans, self.ratios):
            mark.set_data([], [])

    def _row(self, line: Line, at: float, k: int) -> None:
        y = (_CHART[1] + _CHART[3] * (1 - at / _MOST)) / SIZE[1]
        self.names[k].set(text=name(line), y=y)
        self.said[k].set(text=beside(line), y=y)
        if not line.shares and not line.open_label and line.counted != "odds":
            self.inside[k].set(text=without_shares(line), y=y)

    def _draw(self, result: Look, step: float) -> None:
        at = {line.main.id: (k + 0.5) * step for k, line in enumerate(result.lines)}
        shares = [line for line in result.lines if line.shares]
        open_ = [line for line in result.lines if line.open_label]
        heights = [at[line.main.id] for line in shares]
        self.drug.set_data([line.main.value or 0.0 for line in shares], heights)
        self.control.set_data([line.control.value or 0.0 for line in shares if line.control], heights)
        self.open.set_data([line.main.value or 0.0 for line in open_], [at[line.main.id] for line in open_])
        for join, line in zip(self.joins, shares, strict=False):
            assert line.control is not None
            join.set_data([line.main.value or 0.0, line.control.value or 0.0], [at[line.main.id]] * 2)
        odds = [line for line in result.lines if line.counted == "odds"]
        self.ratios.set_data(
            [np.log2(line.main.value or 1) for line in odds], [at[line.main.id] for line in odds]
        )
        for span, line in zip(self.spans, odds, strict=False):
            ends = interval(line.main)
            assert ends is not None
            span.set_data(np.log2([ends.low, ends.high]), [at[line.main.id]] * 2)

    def describe(self, result: Look) -> stage.Description:
        """Return the comparisons in words; the notice and the help come with them always."""
        what = (
            "Suicidal thoughts after ketamine (filled circles) and after its control (hollow squares), one row a "
            f"comparison. {_filters(result)}"
        )
        told = "; ".join(f"{name(line)}: {full(line)}" for line in result.lines) or result.widen
        if text := whole(result):
            told += ". " + text.replace("\n", " ").rstrip(".")
        trend = f"{finding(result)}. {NOTICE} {words.HELP_LINE}"
        return stage.Description(what, f"{told}.", trend, f"{finding(result)}. {NOTICE}")

    def table(self, result: Look) -> stage.Table:
        """Return every comparison in view."""
        rows = tuple(
            (
                words.trial(line.main), line.main.condition, DIAGNOSIS[line.diagnosis], ROUTE[line.main.route],
                words.time(line.main), COUNT[line.counted], full(line), words.comparison(line.main),
                words.masking(line.main), words.how_known(line.main), evidence.cite(line.main.ref),
            )
            for line in result.lines
        )  # fmt: skip
        columns = (
            "Trial", "Who", "Diagnosis", "Way in", "When", "What was counted", "Result with its control and n",
            "Compared with", "Masking", "How known", "Reference",
        )  # fmt: skip
        return stage.Table(f"Suicidal thoughts, not deaths. {words.HELP_LINE}", columns, rows)

    def cards(self, result: Look) -> tuple[stage.Card, ...]:
        """Return a card for each comparison in view."""
        return tuple(_card(line) for line in result.lines)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - a row is as wide as the axes
        """Return the row that was clicked."""
        if axes not in (self.shares, self.odds) or not axes.get_visible() or not self.rows:
            return None
        k = int(y / self.step)
        return self.rows[k].main.id if 0 <= k < len(self.rows) else None


def _trial(line: Line) -> str:
    reference = evidence.reference(line.main.ref)
    return f"{reference.first_author or 'Author not seen,'} {reference.year}"


def when(line: Line) -> str:
    """Return the time after the first dose in a few letters."""
    hours = line.main.time_h or 0.0
    if hours < 2:
        return f"{number(60 * hours)} min"
    if hours <= 24:
        return f"{number(hours)} h"
    return f"day {number(hours / 24)}" if hours < 24 * 29 else f"week {number(hours / 168)}"


def name(line: Line) -> str:
    """Return what stands left of a row."""
    if line.counted == "odds":
        return f"{_trial(line)}, drip, {when(line)}: {DIAGNOSIS[line.diagnosis].lower()}"
    form = " (S)" if line.main.form == "esketamine" else ""
    counted = {"gone": "gone", "halved": "halved", "points": "mean score", "risk_rating": "rated risk"}[
        line.counted
    ]
    return f"{_trial(line)}, {ROUTE[line.main.route]}{form}, {when(line)}: {counted}"


def _people(line: Line) -> str:
    if line.control and line.main.n_of == line.control.n_of == "arm":
        return f"n {line.main.n}, {line.control.n}"
    return f"n {line.main.n}" if line.main.n else "n not seen"


def beside(line: Line) -> str:
    """Return what stands right of a row: numbers, control and n."""
    if line.open_label:
        return f"{number(line.main.value or 0)}, no control, n {line.main.n}"
    if line.control:
        return f"{number(line.main.value or 0)} v {number(line.control.value or 0)}, {_people(line)}"
    if line.counted == "odds":
        ends = interval(line.main)
        assert ends is not None
        return f"{number(line.main.value or 0)} ({number(ends.low)} to {number(ends.high)})"
    return f"{words.short_comparison(line.main)}, {_people(line)}"


def without_shares(line: Line) -> str:
    """Return what is known where no shares were seen."""
    if line.main.value is None:
        return "no clear difference from its control"
    ends = interval(line.main)
    span = f" ({number(ends.low)} to {number(ends.high)})" if ends else ""
    return f"{number(line.main.value)} points{span}".replace("-", "−")


def full(line: Line) -> str:
    """Return one comparison as a clause: never a number without its control, n and what was counted."""
    what = f"{COUNT[line.counted]}, "
    if line.open_label:
        return f"{what}{number(line.main.value or 0)} in each 100, no comparison group, open label, n {line.main.n}"
    against = words.short_comparison(line.main)
    if line.control:
        return (
            f"{what}{number(line.main.value or 0)} against {number(line.control.value or 0)} in each 100 ({against}), "
            f"{_people(line)}"
        )
    if line.counted == "odds":
        return f"{what}{beside(line)} against {against}, n of each diagnosis not seen"
    return f"{what}{without_shares(line)} ({against}), {_people(line)}"


def whole(result: Look) -> str:
    """Return what the split trial found in all its people together."""
    if not result.whole:
        return ""
    told = "; ".join(f"{when(line)}, {beside(line)}" for line in result.whole)
    return f"The whole trial, all diagnoses,\nthoughts gone in each 100:\n{told}"


def _filters(result: Look) -> str:
    ways = "all ways in" if result.route == "all" else f"way in: {ROUTE[result.route]}"
    who = (
        "all diagnoses" if result.diagnosis == "all" else f"diagnosis: {DIAGNOSIS[result.diagnosis].lower()}"
    )
    extra = "groups without a control shown" if result.open_label else "only trials with a control"
    return f"Shown: {ways}; {who}; {extra}. Trials counted different things."


def finding(result: Look) -> str:
    """Return the sentence above the picture."""
    if not result.lines:
        return "No trial of suicidal thoughts fits this choice"
    if result.view == "fading":
        first, last = result.lines[0], result.lines[-1]
        return (
            f"One drip: thoughts gone in {number(first.gap or 0)} more of each 100 at {when(first)}, "
            f"in {number(last.gap or 0)} more at {when(last)}"
        )
    if result.view == "diagnosis":
        clear = [
            line for line in result.lines if (ends := interval(line.main)) and (ends.low > 1 or ends.high < 1)
        ]
        names = ", ".join(DIAGNOSIS[line.diagnosis].lower() for line in clear) or "none"
        return f"In one trial, a clear difference from placebo in: {names}"
    compared = [line for line in result.lines if not line.open_label]
    if not compared:
        return "Only groups without a control fit: nobody can tell what the drug did"
    thoughts = [line for line in compared if line.counted != "risk_rating"]
    better = sum(bool(line.gap and line.gap > 0) for line in thoughts)
    if not thoughts:
        return "Only trials of rated risk fit this choice, and they disagree"
    return (
        f"In {better} of {plural(len(thoughts), 'trial')} thoughts eased in more people than with the control; "
        f"{len(thoughts) - better} had no clear gap"
    )


def _card(line: Line) -> stage.Card:
    lines = [
        f"{line.main.condition}. {DIAGNOSIS[line.diagnosis]}.",
        f"{full(line)}.",
        f"When: {words.time(line.main)}. Study regimen: {line.main.dose_text}.",
        f"{words.masking(line.main)}. {words.how_known(line.main).capitalize()}.",
        NOTICE,
        words.HELP_LINE,
        f"{evidence.cite(line.main.ref)}.",
    ]
    if line.main.note:
        lines.insert(3, line.main.note)
    body = "".join(f"<p>{escape(text)}</p>" for text in lines)
    return stage.Card(line.main.id, name(line), f"<h4>{escape(name(line))}</h4>{body}")
