"""Picture: responders with the drug and the control, from the control that hides least to the one that hides most."""

from __future__ import annotations

import textwrap
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.expectancy import guess_rates
from ketamine_viz.psychological.intervals import interval
from ketamine_viz.psychological.ladder import RUNGS, Ladder, Rung
from ketamine_viz.psychological.outcomes import Outcome, published
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, join, number

_WIDTH, _HEIGHT = 900, 520
_FRAME = (62, 190, 826, 262)
_BOXES = ((12, 8, 432, 104), (456, 8, 432, 104))
_ASIDE = {"drug": -0.13, "control": 0.13}
CONTROL = {
    "saline": "salt water, awake",
    "midazolam": "midazolam, which is felt",
    "repeated": "midazolam, up to 8 times",
    "anaesthesia": "salt water, while asleep",
}
TELL = {
    "saline": "nothing is felt",
    "midazolam": "something is felt",
    "repeated": "most guessed right",
}


class MaskedTrial(stage.Picture):
    """A column for each kind of control, drug filled and control hollow, and two readings in equal boxes."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make four columns and two boxes; marks and words move."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.title = fig.text(12 / _WIDTH, 1 - 9 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        left, bottom, width, height = _FRAME
        axes = self.axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        axes.set(xlim=(-0.5, len(RUNGS) - 0.5), ylim=(0, 100), xticks=[])
        axes.set_ylabel("responders in each 100", fontsize=self.small)
        column = axes.get_xaxis_transform()
        self.shut = [
            axes.add_patch(Rectangle((k - 0.5, 0), 1, 1, transform=column, facecolor="white", hatch="//",
                                     edgecolor="#c4c8d0", linewidth=0, zorder=1))
            for k in range(len(RUNGS))
        ]  # fmt: skip
        self.ask = [axes.text(k, 0.5, "?", transform=column, ha="center", va="center", fontsize=26, weight="bold",
                              color="#444444", zorder=2) for k in range(len(RUNGS))]  # fmt: skip
        self.marks: dict[str, Any] = {}
        self.spans: dict[str, list[Any]] = {}
        self.steps: dict[str, Any] = {}
        for arm in ("drug", "control"):
            style = theme.style(arm)
            self.steps[arm] = axes.plot([], [], linewidth=1.6, zorder=2, **style.line())[0]
            self.spans[arm] = [
                axes.plot([], [], color=style.colour, linewidth=1.6, zorder=3)[0] for _ in RUNGS
            ]
            self.marks[arm] = axes.plot([], [], **style.points(markersize=11, zorder=6, clip_on=False))[0]
        self.numbers = {
            arm: [axes.text(0, 0, "", va="center", ha="right" if arm == "drug" else "left", weight="bold",
                            color=theme.style(arm).colour if arm == "drug" else "#444444", zorder=5) for _ in RUNGS]
            for arm in _ASIDE
        }  # fmt: skip
        look: dict[str, Any] = {"transform": column, "ha": "center", "fontsize": self.small}
        self.tells = [axes.text(k, 1.02, "", va="bottom", weight="bold", **look) for k in range(len(RUNGS))]
        self.labels = [axes.text(k, -0.03, "", va="top", linespacing=1.3, **look) for k in range(len(RUNGS))]
        self.key = axes.text(
            0.004, 0.985, "", transform=axes.transAxes, va="top", fontsize=self.small, zorder=6
        )
        self.key.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 2})
        self.boxes = [self._box(fig, box) for box in _BOXES]
        lines = [*self.steps.values(), *self.spans["drug"], *self.spans["control"], *self.marks.values()]
        return [
            self.title, *self.shut, *self.ask, *lines, *self.numbers["drug"], *self.numbers["control"],
            *self.tells, *self.labels, self.key, *(part for box in self.boxes for part in box),
        ]  # fmt: skip

    def _box(self, fig: Figure, box: tuple[int, int, int, int]) -> tuple[Any, Any]:
        left, bottom, width, height = box
        fig.add_artist(
            Rectangle((left / _WIDTH, bottom / _HEIGHT), width / _WIDTH, height / _HEIGHT, fill=False,
                      edgecolor="#767676", linewidth=1.2)
        )  # fmt: skip
        top = bottom + height
        head = fig.text(
            (left + 10) / _WIDTH, (top - 8) / _HEIGHT, "", va="top", weight="bold", fontsize=self.small
        )
        body = fig.text(
            (left + 10) / _WIDTH, (top - 28) / _HEIGHT, "", va="top", fontsize=self.small, linespacing=1.25
        )
        return head, body

    def update(self, result: Ladder) -> bool:
        """Open the rungs asked for."""
        self.title.set_text(finding(result))
        places = {name: k for k, name in enumerate(RUNGS)}
        for name, k in places.items():
            waits = name in result.waiting
            self.shut[k].set_visible(waits)
            self.ask[k].set_visible(waits)
            self.labels[k].set_text(f"{CONTROL[name]}\n{_waiting(name, result)}" if waits else "")
            self.tells[k].set_text("" if waits else tell(name))
        for arm, aside in _ASIDE.items():
            shown = result.rungs if arm in result.arms else ()
            xs = [places[rung.id] + aside for rung in shown]
            values = [_value(getattr(rung, arm)) for rung in shown]
            self.marks[arm].set_data(xs, values)
            self.steps[arm].set_data(xs, values)
            for line, text in zip(self.spans[arm], self.numbers[arm], strict=True):
                line.set_data([], [])
                text.set_text("")
            for k, (rung, x, value) in enumerate(zip(shown, xs, values, strict=True)):
                if ends := interval(getattr(rung, arm)):
                    self.spans[arm][k].set_data([x, x], [ends.low, ends.high])
                beside = -0.06 if arm == "drug" else 0.06
                above = 5.0 if arm == "drug" or value < 8 else -5.0  # clear of the line from column to column
                self.numbers[arm][k].set(text=number(value, 2), x=x + beside, y=value + above)
        for rung in result.rungs:
            self.labels[places[rung.id]].set_text(f"{CONTROL[rung.id]}\n{people(rung)}\n{when(rung)}")
        keys = {"drug": "● ketamine", "control": "□ its own control"}
        self.key.set_text(f"{'   '.join(keys[arm] for arm in result.arms)}   lines: 95% intervals")
        for (head, body), (title, words) in zip(self.boxes, readings(result), strict=True):
            head.set_text(title)
            body.set_text("\n".join(textwrap.wrap(words, 57)))
        return False

    def describe(self, result: Ladder) -> stage.Description:
        """Return the picture in words."""
        what = (
            "Published data: responders in each 100, ketamine beside its own control group, in columns from the "
            "control that hides least to the one that hides most. Lines are 95% intervals. Two equal boxes give two "
            "readings of the trial in which people were asleep."
        )
        parts = [f"{CONTROL[rung.id]}, {tell(rung.id)}: {spoken(rung, result.arms)}" for rung in result.rungs]
        parts += [f"{CONTROL[name]}: {_waiting(name, result)}" for name in result.waiting]
        boxes = " ".join(f"{title}: {words}" for title, words in readings(result))
        return stage.Description(
            what, "; ".join(parts) + ".", f"{finding(result)}. {boxes}", f"{finding(result)}."
        )  # fmt: skip

    def table(self, result: Ladder) -> stage.Table:
        """Return every group that is drawn."""
        rows: list[tuple[object, ...]] = []
        for rung in result.rungs:
            for arm in result.arms:
                outcome: Outcome = getattr(rung, arm)
                ends = interval(outcome)
                span = f"{number(ends.low, 2)} to {number(ends.high, 2)} ({ends.how})" if ends else ""
                group = "ketamine" if arm == "drug" else CONTROL[rung.id]
                rows.append((
                    CONTROL[rung.id], group, f"{number(_value(outcome))}%", span, people(rung), when(rung),
                    evidence.cite(outcome.ref),
                ))  # fmt: skip
        return stage.Table(
            "Responders by kind of control group",
            ("Control", "Group", "Responders", "95% interval", "People", "When", "Reference"), tuple(rows),
        )  # fmt: skip

    def cards(self, result: Ladder) -> tuple[stage.Card, ...]:
        """Return a card for each open rung and, beside the trial under anaesthesia, one for each reading."""
        found = [_card(rung) for rung in result.rungs]
        if "anaesthesia" not in result.waiting:
            found += [
                stage.Card(f"reading_{k}", title, f"<h4>{escape(title)}</h4><p>{escape(words)}</p>")
                for k, (title, words) in enumerate(readings(result))
            ]
        return tuple(found)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - a column is as tall as the axes
        """Return the rung that was clicked."""
        return list(RUNGS)[min(max(round(x), 0), len(RUNGS) - 1)] if axes is self.axes else None


def _value(outcome: Outcome) -> float:
    assert outcome.value is not None
    return outcome.value


def tell(name: str) -> str:
    """Return what is felt or how many could tell, for a rung."""
    if name in TELL:
        return TELL[name]
    share = next(rate.right for rate in guess_rates() if rate.ref == RUNGS[name][0])
    return f"{share:.0f} of 100 guessed right"


def people(rung: Rung) -> str:
    """Return how many people, in words."""
    if rung.drug.n_of == rung.control.n_of == "arm":
        return f"n {rung.drug.n} v {rung.control.n}"
    return f"9 trials, n {rung.drug.n} in all"


def when(rung: Rung) -> str:
    """Return reference and time."""
    assert rung.drug.time_h is not None
    days = rung.drug.time_h / 24
    name = evidence.cite(rung.drug.ref).split(",")[0].replace(" et al.", "")
    return f"{name}, {'4 weeks' if days == 28 else f'day {days:g}'}"


def spoken(rung: Rung, arms: tuple[str, ...]) -> str:
    """Return the numbers of a rung, in words."""
    parts = []
    for arm in arms:
        outcome: Outcome = getattr(rung, arm)
        ends = interval(outcome)
        span = f" (interval {number(ends.low, 2)} to {number(ends.high, 2)})" if ends else ""
        parts.append(f"{'ketamine' if arm == 'drug' else 'control'} {number(_value(outcome), 2)}{span}")
    return f"{join(parts)}, {people(rung)}, {when(rung)}"


def readings(result: Ladder) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return the two readings of the masked trial, each a title and a sentence, or what stands in their place."""
    if "anaesthesia" in result.waiting:
        wait = "Open the trial in which people were asleep: this box will then hold one reading of it."
        return ("One reading", wait), ("Another reading", wait)
    rung = next(rung for rung in result.rungs if rung.id == "anaesthesia")
    (gap,) = (
        o for o in published(comparator="surgical_masking", measure="madrs_change") if o.arm == "difference"
    )
    assert None not in (gap.value, gap.ci_low, gap.ci_high)
    control, drug = number(_value(rung.control), 2), number(_value(rung.drug), 2)
    hope = (
        f"On day {result.day}, {control} in each 100 had responded to salt water and {drug} to ketamine. When nobody "
        "can tell, hope, care and time alone can bring about as much as the drug."
    )
    small = (
        f"Only {rung.drug.n} and {rung.control.n} people. The gap of {_minus(gap.value)} MADRS points (days 1 to 3) "
        f"has an interval from {_minus(gap.ci_low)} to {_minus(gap.ci_high)}: it holds “no effect”, and it holds "
        "the usual benefit. Anaesthetics may act on mood too."
    )
    return ("One reading: it is the hope", hope), ("Another reading: it is too small to say", small)


def _minus(value: float | None) -> str:
    assert value is not None
    return f"{value:.1f}".replace("-", "−")


def finding(result: Ladder) -> str:
    """Return the sentence above the picture."""
    if not result.rungs:
        return "Nothing is open: choose a control"
    drug = ", ".join(number(_value(rung.drug), 2) for rung in result.rungs)
    control = ", ".join(number(_value(rung.control), 2) for rung in result.rungs)
    if result.arms == ("drug",):
        return f"Ketamine alone: {drug} responders in each 100. Compared with what?"
    if result.arms == ("control",):
        return f"Control groups alone: {control} responders in each 100"
    if not result.arms:
        return "No group is shown: tick one"
    values = [_value(rung.control) for rung in result.rungs]
    climbs = len(values) > 1 and values == sorted(values)
    return f"Control groups{' climb' if climbs else ''}: {control} responders in each 100. Ketamine groups: {drug}"


def _card(rung: Rung) -> stage.Card:
    label = f"{CONTROL[rung.id][0].upper()}{CONTROL[rung.id][1:]} ({when(rung)})"
    lines = [f"{tell(rung.id)[0].upper()}{tell(rung.id)[1:]}."]
    for arm, words in (("drug", "Ketamine"), ("control", "Control")):
        outcome: Outcome = getattr(rung, arm)
        ends = interval(outcome)
        span = f"; {ends.how}: {number(ends.low, 2)} to {number(ends.high, 2)}" if ends else ""
        lines.append(f"{words}: {number(_value(outcome))} responders in each 100{span}.")
    lines += [f"{people(rung)}. {rung.drug.condition}.", f"{evidence.cite(rung.drug.ref)}."]
    if rung.drug.note:
        lines.append(f"{rung.drug.note[0].upper()}{rung.drug.note[1:]}.")
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(rung.id, label, f"<h4>{escape(label)}</h4>{body}")


def _waiting(name: str, result: Ladder) -> str:
    """Return what stands in the place of a trial that is not opened, and which day of it is asked for."""
    return f"day {result.day}, not opened" if name == "anaesthesia" else "not opened"
