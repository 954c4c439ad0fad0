"""Picture: side effects of one trial as paired dots, and one of them in a hundred people."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.figures import plates
from ketamine_viz.safety.risks import Effect, Risks, effects, studies
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, number

SIZE = (900, 490)
_LIST = (174, 92, 294, 318)
_RIGHT, _PITCH = 572, 16.0
_MOST = max(len(effects(study)) for study in studies())


class PairedRisks(stage.Picture):
    """One line a side effect, drug and control; beside it a hundred people."""

    size = SIZE

    def build(self, fig: Figure) -> None:
        """Make the list, the grid of a hundred and the lines of words."""
        drug, control = theme.style("drug"), theme.style("control")
        self.title = plates.title(fig, SIZE)
        self.under = plates.say(fig, SIZE, 12, SIZE[1] - 40, color="#444444")
        self.axes = plates.frame(fig, SIZE, _LIST, xlim=(0, 45), ylim=(_MOST, 0), yticks=[])
        self.axes.spines["left"].set_visible(False)
        self.axes.set_xlabel("people in 100 who had it", fontsize=plates.small())
        self.joins = LineCollection([], colors="#8a8f98", linewidths=1.6, zorder=2)
        self.axes.add_collection(self.joins)
        (self.dots,) = self.axes.plot([], [], **drug.points(markersize=8.5, zorder=4, clip_on=False))
        (self.rings,) = self.axes.plot([], [], **control.points(markersize=8, zorder=3, clip_on=False))
        self.marker = self.axes.axhspan(0, 1, color="#dce6f5", zorder=0)
        self.names = [plates.say(fig, SIZE, _LIST[0] - 12, 0, ha="right") for _ in range(_MOST)]
        self.more = [plates.say(fig, SIZE, _LIST[0] + _LIST[2] + 10, 0) for _ in range(_MOST)]
        self.head = plates.say(fig, SIZE, _LIST[0] + _LIST[2] + 10, _LIST[1] + _LIST[3] + 9, color="#444444")
        board = plates.board(fig, SIZE)
        board.plot([556, 556], [16, 432], color="#c9ced6", linewidth=1.2)
        look: dict[str, Any] = {"linestyle": "none", "markersize": 9.5}
        self.people = {
            "both": board.plot([], [], marker="s", color=control.colour, **look)[0],
            "more": board.plot([], [], marker="o", color=drug.colour, **look)[0],
            "fewer": board.plot([], [], marker="X", color=control.colour, markerfacecolor="white", **look)[0],
            "none": board.plot([], [], marker="o", color="#b8bec8", markerfacecolor="white", **look)[0],
        }
        self.hundred = plates.say(fig, SIZE, _RIGHT, 430, weight="bold")
        self.keys = [plates.say(fig, SIZE, _RIGHT + 174, 410, va="top", linespacing=1.35)]
        self.empty = plates.say(fig, SIZE, _RIGHT, 320, va="center", style="italic", color="#444444")
        self.sure = plates.say(fig, SIZE, _RIGHT, 232, va="top", linespacing=1.35)
        self.time = plates.say(fig, SIZE, _RIGHT, 178, va="top", linespacing=1.35)
        self.severe = plates.say(fig, SIZE, _RIGHT, 112, va="top", linespacing=1.35)
        fig.legend(
            handles=[
                Line2D([], [], **drug.points(), label="drug"),
                Line2D([], [], **control.points(), label="control group"),
            ],
            loc="lower left", bbox_to_anchor=(8 / SIZE[0], 4 / SIZE[1]), ncols=2, frameon=False, borderaxespad=0.2,
        )  # fmt: skip
        self.people_words = plates.say(fig, SIZE, 270, 20, color="#444444")

    def update(self, result: Risks) -> bool:
        """Move dots, fill the hundred, change words."""
        self.title.set_text(finding(result))
        self.under.set_text(under(result))
        self.people_words.set_text(sizes(result))
        self.head.set_text("difference" if not result.open_label else "")
        step = _LIST[3] / _MOST
        shown = result.effects
        self.dots.set_data([e.drug for e in shown], [k + 0.5 for k in range(len(shown))])
        paired = [(k, e.control, e.drug) for k, e in enumerate(shown) if e.control is not None]
        self.rings.set_data([control for _, control, _ in paired], [k + 0.5 for k, _, _ in paired])
        self.joins.set_segments([[(control, k + 0.5), (drug, k + 0.5)] for k, control, drug in paired])
        self.axes.set_xlim(0, 8 if max(e.drug for e in shown) < 8 else 45)
        self.marker.set_visible(result.chosen is not None)
        for k in range(_MOST):
            y = (_LIST[1] + _LIST[3] - (k + 0.5) * step) / SIZE[1]
            e = shown[k] if k < len(shown) else None
            mine = e is not None and e is result.chosen
            self.names[k].set(text=e.name if e else "", y=y, weight="bold" if mine else "normal")
            self.more[k].set(text=gap(e) if e else "", y=y)
            if mine:
                self.marker.set(y=k)
        self._draw_hundred(result)
        return True

    def _draw_hundred(self, result: Risks) -> None:
        e = result.chosen
        for dots in self.people.values():
            dots.set_data([], [])
        self.hundred.set_text(f"{result.focus.capitalize()}, in 100 people")
        self.empty.set_text(
            ""
            if e
            else "Not among the side effects\nof this trial that we could read.\nThat is not the same as none."
        )
        self.keys[0].set_text(_keys(e) if e else "")
        self.sure.set_text(plates.fold(sure(e), 42) if e else "")
        self.time.set_text(plates.fold(f"When: {result.time['words']}.", 42))
        self.severe.set_text(plates.fold(severe(result), 42))
        if e is None:
            return
        both, more, fewer = e.hundred if e.control is not None else (0, round(e.drug), 0)
        xs, ys = plates.rows_of_dots(100, 10, _RIGHT + 8, 408, _PITCH)
        start = 0
        for name, count in (
            ("both", both),
            ("more", more),
            ("fewer", fewer),
            ("none", 100 - both - more - fewer),
        ):
            self.people[name].set_data(xs[start : start + count], ys[start : start + count])
            start += count

    def describe(self, result: Risks) -> stage.Description:
        """Return the picture in words."""
        what = (
            f"{result.study['label']}: side effects of S-ketamine spray, one line each, {_SORTED[result.sort]}, drug "
            f"group filled and control group hollow, people in 100. Beside it {result.focus} in 100 people."
        )
        lines = [f"{e.name}: {said(e)}" for e in result.effects]
        chosen = (
            f"{sure(result.chosen)}" if result.chosen else f"{result.focus} is not among those we could read."
        )
        values = f"{sizes(result)} {'; '.join(lines)}."
        trend = f"{finding(result)}. {chosen} When: {result.time['words']}. {severe(result)}"
        return stage.Description(what, values, trend, f"{finding(result)}. {chosen}")

    def table(self, result: Risks) -> stage.Table:
        """Return each side effect with both groups and the difference."""
        rows = tuple(
            (
                e.name,
                e.drug,
                e.control if e.control is not None else "no control group",
                gap(e) or "none",
                _interval(e),
                e.n_drug,
                e.n_control if e.n_control is not None else "none",
            )
            for e in result.effects
        )
        return stage.Table(
            f"Side effects: {result.study['label']} ({evidence.cite(result.study['ref'])})",
            (
                "Side effect of the spray",
                "Drug, in 100",
                "Control, in 100",
                "More in 100",
                "95% interval, in 100",
                "People, drug",
                "People, control",
            ),
            rows,
        )

    def cards(self, result: Risks) -> tuple[stage.Card, ...]:
        """Return a card for each side effect that is drawn."""
        return tuple(_card(e, result) for e in result.effects)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - the whole line counts
        """Return the card of the line that was clicked."""
        shown = sum(bool(name.get_text()) for name in self.names)
        return self.names[int(y)].get_text() if axes is self.axes and 0 <= y < shown else None


_SORTED = {"common": "the commonest first", "difference": "the largest difference first", "name": "by name"}


def _card(e: Effect, result: Risks) -> stage.Card:
    study = result.study
    lines = [
        f"{said(e)}.".capitalize(),
        sure(e),
        f"Who: {study['who']}. {study['says'].capitalize()}.",
        f"Control group: {study['control_words']}.",
        f"S-ketamine nasal spray, 56 or 84 mg as in the trials. Source: {evidence.cite(study['ref'])}.",
    ]
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(e.name, e.name, f"<h4>{escape(e.name)}</h4>{body}")


def gap(e: Effect) -> str:
    """Return the difference for the column beside the dots."""
    if e.difference is None:
        return ""
    sign = "+" if e.difference >= 0 else "−"
    return f"{sign}{abs(e.difference):.1f}{'' if e.clear else ' ?'}"


def _interval(e: Effect) -> str:
    return "none" if e.low is None or e.high is None else f"{_signed(e.low)} to {_signed(e.high)}"


def _signed(value: float) -> str:
    return f"{'−' if value < -0.05 else ''}{abs(value):.1f}"


def said(e: Effect) -> str:
    """Return a side effect with its control group."""
    if e.control is None:
        return f"{number(e.drug)} in 100 with the drug, no control group"
    return f"{number(e.drug)} in 100 with the drug, {number(e.control)} in the control group"


def sure(e: Effect) -> str:
    """Return how large the difference is and how sure."""
    if e.difference is None or e.low is None or e.high is None:
        return "No control group: how many would have had it anyway is not known."
    text = f"Difference {_signed(e.difference)} in 100 (95% interval {_interval(e)})"
    return f"{text}." if e.clear else f"{text}: it may be chance."


def severe(result: Risks) -> str:
    """Return the serious or severe rate beside the rest."""
    e = result.severe
    return (
        f"Serious or severe, two 4-week trials: {number(e.drug)} in 100 against {number(e.control or 0)} "
        f"(n {e.n_drug} and {e.n_control})."
    )


def _keys(e: Effect) -> str:
    if e.control is None:
        return f"● {round(e.drug)} with the drug\n○ {100 - round(e.drug)} not\n\nno control group"
    both, more, fewer = e.hundred
    lines = [f"■ {both} either way", f"● {more} more with it"]
    if fewer:
        lines.append(f"× {fewer} fewer with it")
    return "\n".join([*lines, f"○ {100 - both - more - fewer} not"])


def sizes(result: Risks) -> str:
    """Return how many people each group had."""
    e = result.effects[0]
    return (
        f"n = {e.n_drug} drug, {e.n_control} control."
        if e.n_control
        else f"n = {e.n_drug}, all with the drug."
    )


def under(result: Risks) -> str:
    """Return the line under the heading: who, and beside whom."""
    mark = "OPEN LABEL. " if result.open_label else ""
    label = result.study["label"].removesuffix(", open label")
    return f"{mark}{label}: {result.study['control_words']}. {evidence.cite(result.study['ref'])}."


def finding(result: Risks) -> str:
    """Return the sentence above the picture."""
    top = max(result.effects, key=lambda e: e.drug)
    if result.open_label:
        return f"Most common: {top.name}, {number(top.drug)} in 100, and no control group beside it"
    widest = max(result.effects, key=lambda e: e.difference or 0)
    clear = sum(e.clear for e in result.effects)
    return (
        f"{clear} of {len(result.effects)} side effects are clearly more common with the spray; "
        f"{widest.name} by most ({number(widest.difference or 0, 2)} in 100)"
    )
