"""Picture: two made-up half-years as calendars, and what a trial found about days and about relapse."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ketamine_viz import evidence, stage
from ketamine_viz.psychological import words
from ketamine_viz.psychological.dry_days import Days, HalfYear, Slot, trials
from ketamine_viz.psychological.figures import plates
from ketamine_viz.psychological.outcomes import Outcome
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, number

SIZE = (900, 500)
_PITCH, _LEFT = 14.2, 56
_TOPS = {"before": 408, "after": 226}
_SIDE = 468  # left edge of the trial's half
_BOXES = {"days": (_SIDE + 12, 292, 396, 62), "relapse": (_SIDE + 12, 122, 396, 46)}
_HEAD_Y = {"days": 414, "relapse": 232}
_LIMITS: dict[str, tuple[float, float]] = {"difference": (-10, 40), "shares": (0, 100), "ratio": (-2.2, 2.2)}
_RATIO_TICKS = (0.25, 0.5, 1, 2, 4)
RULE = {"any": "any drinking day at all", "three": "three drinking days in a row"}
PATTERN = {"spread": "single days, evenly spread", "weekends": "weekends", "spell": "one long spell"}
#: What was counted in the rows that count people.
_COUNTED = {
    "abstinence last 2 wk": "none used in the last 2 weeks",
    "abstinence 12 mo": "abstinent after a year",
}
HEAD = {"days": "Days, or people, without it", "relapse": "Relapse: did it come back?"}


class _Chart:
    """One place on the right: three kinds of axes on top of each other, of which at most one is seen."""

    def __init__(self, fig: Figure, name: str) -> None:
        self.name = name
        drug, control = theme.style("drug"), theme.style("control")
        ink = theme.style("ink").colour
        self.axes: dict[str, Axes] = {}
        for kind, limits in _LIMITS.items():
            axes = plates.frame(fig, SIZE, _BOXES[name], xlim=limits, ylim=(1, 0), yticks=[])
            axes.set_label(f"{name} {kind}")
            axes.spines["left"].set_visible(False)
            axes.set_visible(False)
            self.axes[kind] = axes
        self.axes["difference"].set_xlabel("percentage points more with ketamine", fontsize=plates.small())
        self.axes["shares"].set_xlabel("in each 100 people", fontsize=plates.small())
        self.axes["ratio"].set_xticks(np.log2(_RATIO_TICKS), [f"{t:g}" for t in _RATIO_TICKS])
        self.axes["ratio"].set_xlabel("ratio; below 1: fewer relapses with ketamine", fontsize=plates.small())
        for kind in ("difference", "ratio"):
            self.axes[kind].axvline(0, color="#444444", linewidth=1.2)
        self.spans = {k: [self.axes[k].plot([], [], color=ink, linewidth=2.2)[0] for _ in range(2)]
                      for k in ("difference", "ratio")}  # fmt: skip
        self.marks = {
            k: self.axes[k].plot([], [], "D", color=ink, markersize=8)[0] for k in ("difference", "ratio")
        }
        (self.join,) = self.axes["shares"].plot([], [], color="#8a8f98", linewidth=1.4)
        self.drug: Line2D = self.axes["shares"].plot([], [], **drug.points(markersize=10))[0]
        self.control: Line2D = self.axes["shares"].plot([], [], **control.points(markersize=9))[0]
        plates.say(fig, SIZE, _SIDE + 12, _HEAD_Y[name], HEAD[name], weight="bold")
        self.lines = [plates.say(fig, SIZE, _SIDE + 12, _HEAD_Y[name] - 19 - 18 * k) for k in range(2)]

    @property
    def artists(self) -> list[Artist]:
        spans = [span for several in self.spans.values() for span in several]
        return [*spans, *self.marks.values(), self.join, self.drug, self.control, *self.lines]

    def show(self, slot: Slot) -> None:
        for kind, axes in self.axes.items():
            axes.set_visible(kind == slot.kind)
        # Parts that are redrawn alone do not heed their axes' visibility: what is not shown is emptied.
        spans = [span for several in self.spans.values() for span in several]
        for part in (*spans, *self.marks.values(), self.join, self.drug, self.control):
            part.set_data([], [])
        for line in self.lines:
            line.set_text("")
        for line, text in zip(self.lines, said(slot), strict=False):
            line.set_text(text)
        if slot.kind == "shares":
            drug, control = (o.value or 0.0 for o in slot.lines[:2])
            self.join.set_data([drug, control], [0.5, 0.5])
            self.drug.set_data([drug], [0.5])
            self.control.set_data([control], [0.5])
        elif slot.kind in self.marks:
            scale: Any = np.log2 if slot.kind == "ratio" else np.asarray
            heights = [(k + 0.5) / len(slot.lines) for k in range(len(slot.lines))]
            self.marks[slot.kind].set_data([float(scale(o.value)) for o in slot.lines], heights)
            for k, span in enumerate(self.spans[slot.kind]):
                if k < len(slot.lines):
                    o = slot.lines[k]
                    span.set_data([float(scale(o.ci_low)), float(scale(o.ci_high))], [heights[k]] * 2)


class DryDays(stage.Picture):
    """Calendars on the left, made up; a trial on the right, measured."""

    size = SIZE

    def build(self, fig: Figure) -> list[Artist]:
        """Make two calendars and two charts."""
        self.title = plates.title(fig, SIZE)
        axes = plates.board(fig, SIZE)
        axes.plot([_SIDE - 12] * 2, [12, 466], color="#c9ced6", linewidth=1.2)
        plates.say(fig, SIZE, 12, 458, "Model, not data: two made-up half-years", weight="bold")
        self.trial = plates.say(fig, SIZE, _SIDE + 12, 447, weight="bold")
        plates.say(
            fig,
            SIZE,
            _SIDE + 12,
            466,
            "Data: a published trial",
            style="italic",
            color=theme.style("muted").colour,
        )
        look: dict[str, Any] = {"linestyle": "none", "marker": "s", "markersize": 6.6}
        self.days, self.counts = {}, {}
        for name, top in _TOPS.items():
            for row, day in ((0, "Mon"), (5, "Sat")):
                plates.say(fig, SIZE, _LEFT - 12, top - _PITCH * row, day, ha="right")
            self.days[name] = {
                "drinking": axes.plot([], [], **look, color="#222222")[0],
                "dry": axes.plot([], [], **look, color="#b8bec8", markerfacecolor="white", markeredgewidth=1)[0],
                "gained": axes.plot([], [], **{**look, "marker": "o", "markersize": 7}, color="#222222",
                                    markerfacecolor="white", markeredgewidth=1.8)[0],
            }  # fmt: skip
            self.counts[name] = plates.say(fig, SIZE, 12, top + 22, weight="bold")
        self.verdicts = {name: plates.say(fig, SIZE, 12, top - 7 * _PITCH - 6) for name, top in _TOPS.items()}
        plates.say(fig, SIZE, 12, 88, "■ drinking day   □ dry day   ○ turned dry.  Column: a week")
        self.rule = plates.say(fig, SIZE, 12, 70, va="top", linespacing=1.3)
        plates.say(fig, SIZE, _SIDE + 12, 30, "● ketamine  □ comparison  ◆ with its 95% interval")
        self.charts = {name: _Chart(fig, name) for name in _BOXES}
        marks = [mark for several in self.days.values() for mark in several.values()]
        charts = [artist for chart in self.charts.values() for artist in chart.artists]
        return [
            self.title,
            self.trial,
            *marks,
            *self.counts.values(),
            *self.verdicts.values(),
            self.rule,
            *charts,
        ]

    def update(self, result: HalfYear) -> bool:
        """Fill both calendars and show the trial."""
        self.title.set_text(finding(result))
        nothing = np.zeros_like(result.before)
        for name, days, gained in (
            ("before", result.before, nothing),
            ("after", result.after, result.gained),
        ):
            top = _TOPS[name]
            for kind, which in (("drinking", days), ("gained", gained), ("dry", ~days & ~gained)):
                self.days[name][kind].set_data(*_places(which, top))
            self.counts[name].set_text(_counted(result, name))
            self.verdicts[name].set_text(
                f"Relapse by this rule: {'yes' if _relapsed(result, name) else 'no'}"
            )
        self.rule.set_text(
            f"The rule: a relapse is {RULE[result.rule]}.\nDrinking days come as {PATTERN[result.pattern]}."
        )
        before = [axes.get_visible() for chart in self.charts.values() for axes in chart.axes.values()]
        self.trial.set_text(
            f"{trials()[result.trial]} ({words.trial((result.days.lines or result.relapse.lines)[0])})"
        )
        self.charts["days"].show(result.days)
        self.charts["relapse"].show(result.relapse)
        return before != [
            axes.get_visible() for chart in self.charts.values() for axes in chart.axes.values()
        ]

    def describe(self, result: HalfYear) -> stage.Description:
        """Return calendars and trial in words."""
        what = (
            "Left, a model, not data: two half-years of 180 days as calendars, a square for each day; in the lower one "
            f"some drinking days turned dry. Pattern: {PATTERN[result.pattern]}. Right: what a trial found."
        )
        values = ". ".join(
            f"{_counted(result, name)}; relapse by the rule ({RULE[result.rule]}): "
            f"{'yes' if _relapsed(result, name) else 'no'}"
            for name in _TOPS
        )
        found = (
            f" Trial: {self.trial.get_text()}. {HEAD['days']}: {'; '.join(said(result.days)).rstrip('.')}. "
            f"{HEAD['relapse']} {'; '.join(said(result.relapse)).rstrip('.')}."
        )
        return stage.Description(what, f"{values}.{found}", f"{finding(result)}.", f"{finding(result)}.")

    def table(self, result: HalfYear) -> stage.Table:
        """Return both calendars as counts, and the rows of the trial."""
        rows: list[tuple[object, ...]] = [
            (_counted(result, name), "made up", f"relapse: {'yes' if _relapsed(result, name) else 'no'}", "")
            for name in _TOPS
        ]
        for name, slot in (("days", result.days), ("relapse", result.relapse)):
            rows += [
                (HEAD[name], trials()[result.trial], text, evidence.cite(result.trial)) for text in said(slot)
            ]
        return stage.Table("Dry days and relapse", ("What", "Where from", "Result", "Reference"), tuple(rows))

    def cards(self, result: HalfYear) -> tuple[stage.Card, ...]:
        """Return one card for the trial."""
        lines = [
            f"{HEAD[n]} {'; '.join(said(s))}."
            for n, s in (("days", result.days), ("relapse", result.relapse))
        ]
        for outcome in dict.fromkeys((*result.days.lines, *result.relapse.lines)):
            lines.append(
                f"{outcome.condition}; {outcome.dose_text}; {words.comparison(outcome)}; {words.how_known(outcome)}."
            )
            if outcome.note:
                lines.append(outcome.note)
        lines.append(f"{evidence.cite(result.trial)}.")
        body = "".join(f"<p>{escape(line)}</p>" for line in dict.fromkeys(lines))
        label = trials()[result.trial]
        return (stage.Card(result.trial, label, f"<h4>{escape(label)}</h4>{body}"),)


def _places(which: Days, top: float) -> tuple[Any, Any]:
    where = np.flatnonzero(which)
    return _LEFT + _PITCH * (where // 7), top - _PITCH * (where % 7)


def _counted(result: HalfYear, name: str) -> str:
    days = result.before if name == "before" else result.after
    drinking = int(days.sum())
    share = number(100 * (1 - drinking / len(days)))
    start = "First" if name == "before" else f"{int(result.gained.sum())} more dry days"
    return f"{start}: {drinking} drinking, {len(days) - drinking} dry ({share}%)"


def _relapsed(result: HalfYear, name: str) -> bool:
    return result.relapse_before if name == "before" else result.relapse_after


def _signed(value: float | None) -> str:
    return number(value or 0.0).replace("-", "−")


def _people(outcome: Outcome) -> str:
    return f"n {outcome.n}" if outcome.n else "n not seen"


def said(slot: Slot) -> tuple[str, ...]:
    """Return what a slot says, a line for each comparison, always with its comparison and n."""
    if slot.kind == "words":
        people = f" ({_people(slot.lines[0])}, {words.short_comparison(slot.lines[0])})" if slot.lines else ""
        return tuple(plates.fold(f"{(slot.words or '').rstrip('.')}{people}", 56).split("\n"))
    if slot.kind == "shares":
        drug, control = slot.lines[:2]
        return (
            f"{_signed(drug.value)} against {_signed(control.value)} in each 100, n {drug.n} and {control.n}",
            f"{_COUNTED[drug.measure]}; against {(drug.comparator_text or '').partition(' + ')[0].partition(',')[0]}",
        )
    lines = []
    for outcome in slot.lines:
        with_therapy = slot.kind == "difference" and "therapy" in (outcome.dose_text or "")
        what = (
            "ketamine and therapy v neither" if with_therapy else f"against {words.short_comparison(outcome)}"
        )
        sign = "+" if slot.kind == "difference" and (outcome.value or 0) > 0 else ""
        lines.append(
            f"{sign}{_signed(outcome.value)} ({_signed(outcome.ci_low)} to {_signed(outcome.ci_high)}), {what}, "
            f"{_people(outcome)}"
        )
    return tuple(lines)


def finding(result: HalfYear) -> str:
    """Return the sentence above the picture."""
    gained = int(result.gained.sum())
    if result.relapse_before and result.relapse_after:
        return f"{gained} more dry days, and still a relapse by this rule: two different questions"
    if result.relapse_before:
        return f"{gained} more dry days, and no relapse by this rule: here both questions agree"
    return f"{gained} more dry days; by this rule there was no relapse to begin with"
