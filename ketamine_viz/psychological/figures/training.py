"""Picture: when training took place around a dose, the reader's time among it, and what the trial with sham found."""

from __future__ import annotations

import textwrap
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.figures.trial_design import HELPED
from ketamine_viz.psychological.training import NEVER, TESTED, Window, contrasts, dated
from ketamine_viz.psychological.trial_design import Trial
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, join, plural

_WIDTH, _HEIGHT = 900, 520
_LINE = (250, 244, 492, 212)
_FRAME = (420, 58, 340, 116)
#: Day at which the axis ends; a longer course runs out of it with its last day in words.
_FIRST, _LAST = -9.0, 37.0
_ROWS = len(dated()) + 2
#: Whom a trial treated, in a word.
_SHORT = {"treatment_resistant": "depression", "substance_use": "substances"}
#: Rows of the table of molecular times that the theory rests on, in mice.
_SPINES = ("t046", "t047")


class TrainingTimes(stage.Picture):
    """A time line with a bar for each trial and one for the reader, over the differences of one trial."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make the time line and the frame of results."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.title = fig.text(12 / _WIDTH, 1 - 9 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        left, bottom, width, height = _LINE
        axes = self.axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        axes.set(xlim=(_FIRST, _LAST), ylim=(_ROWS, 0), yticks=[], xticks=[-7, 0, 7, 14, 21, 28, 35])
        axes.grid(axis="x")
        axes.spines["left"].set_visible(False)
        axes.set_xlabel(
            "days from the dose (from the last one, where there were several)", fontsize=self.small
        )
        axes.axvline(0, color="#222222", linewidth=2.2, zorder=1)
        axes.text(0, -0.12, "dose", ha="center", va="bottom", weight="bold", fontsize=self.small)
        axes.axhspan(0, 1, color="#fdf3dc", zorder=0, linewidth=0)
        self.mine = Rectangle((0, 0.22), 1, 0.56, facecolor="#8a5a00", edgecolor="#8a5a00", zorder=3)
        self.bars = [Rectangle((0, k + 1.3), 1, 0.4, zorder=3, edgecolor="#222222", linewidth=1.0)
                     for k in range(len(dated()))]  # fmt: skip
        for patch in (self.mine, *self.bars):
            axes.add_patch(patch)
        (self.idea,) = axes.plot([], [], color="#767676", linewidth=2.4, linestyle=(0, (1, 1.5)), zorder=3)
        look: dict[str, Any] = {"fontsize": self.small, "va": "center"}

        def at(row: int) -> float:
            return (bottom + height * (1 - (row + 0.5) / _ROWS)) / _HEIGHT

        fig.text(12 / _WIDTH, at(0), "Your training", weight="bold", **look)
        self.left = [fig.text(12 / _WIDTH, at(k), "", **look) for k in range(1, _ROWS)]
        self.right = [fig.text((left + width + 10) / _WIDTH, at(k), "", **look) for k in range(_ROWS)]
        self.right[0].set_fontweight("bold")
        fig.text((left + width + 10) / _WIDTH, (bottom + height + 4) / _HEIGHT, "Did it add?", va="bottom",
                 fontsize=self.small)  # fmt: skip
        self._results(fig)
        moving = [self.title, self.mine, *self.bars, self.idea, *self.left, *self.right, self.head, self.body]
        return [*moving, self.cover, *self.marks, *self.frame.texts]

    def _results(self, fig: Figure) -> None:
        left, bottom, width, height = _FRAME
        axes = self.frame = fig.add_axes(
            (left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT), label="results"
        )
        count = len(contrasts()) + 1
        axes.set(xlim=(-2.1, 0.35), ylim=(count - 0.5, -0.5), yticks=[], xticks=[-2, -1.5, -1, -0.5, 0])
        axes.set_xlabel("difference in depression score (standardised; left is better)", fontsize=self.small)
        axes.spines["left"].set_visible(False)
        axes.axvline(0, color="#444444", linewidth=1.2, zorder=1)
        self.marks: list[Any] = []
        for k, one in enumerate(contrasts()):
            (span,) = axes.plot([one.low, one.high], [k, k], color="#222222", linewidth=1.6, zorder=3)
            (dot,) = axes.plot([one.value], [k], **theme.style("difference").points(markersize=9, zorder=4))
            self.marks += [span, dot]
            self.marks.append(self._label(fig, k, count, one.words))
        last = count - 1
        (arrow,) = axes.plot(
            [-1.2, -0.15], [last, last], color="#6b6b6b", linewidth=1.6, linestyle=(0, (4, 2))
        )
        (head,) = axes.plot([-0.15], [last], ">", color="#6b6b6b", markersize=8)
        self.marks += [arrow, head]
        self.marks.append(self._label(fig, last, count, "day 1 to 30: ketamine + sham v saline + training"))
        axes.text(-1.25, last, "rose; size not seen", ha="right", fontsize=self.small, va="center")
        self.cover = Rectangle(
            (8 / _WIDTH, 10 / _HEIGHT), 884 / _WIDTH, 188 / _HEIGHT, facecolor="white", hatch="//",
            edgecolor="#c4c8d0", linewidth=1, zorder=6,
        )  # fmt: skip
        fig.add_artist(self.cover)
        plain = {"facecolor": "white", "edgecolor": "none", "pad": 4}
        self.head = fig.text(
            12 / _WIDTH, 190 / _HEIGHT, "", va="center", weight="bold", fontsize=self.small, zorder=8
        )
        self.body = fig.text(450 / _WIDTH, 100 / _HEIGHT, "", ha="center", va="center", zorder=8, bbox=plain,
                             linespacing=1.35)  # fmt: skip

    def _label(self, fig: Figure, row: int, count: int, words: str) -> Any:
        _, bottom, _, height = _FRAME
        y = (bottom + height * (1 - (row + 0.5) / count)) / _HEIGHT
        return fig.text(12 / _WIDTH, y, words, va="center", fontsize=self.small)

    def update(self, result: Window) -> bool:
        """Place the reader's bar, show the trials asked for, open or cover the results."""
        self.title.set_text(finding(result))
        self.shown = result.shown
        low, high = result.from_d, min(result.to_d, _LAST)
        self.mine.set_x(low - 0.15)
        self.mine.set_width(max(high - low, 0.0) + 0.5)
        self.mine.set_facecolor("#8a5a00" if result.status == TESTED else "white")
        self.mine.set_hatch("" if result.status == TESTED else "////")
        self.right[0].set_text({TESTED: "tested", NEVER: "not tested"}.get(result.status, "only as part"))
        for k in range(len(dated())):
            self._row(result, k)
        self.idea.set_data([1, 14] if result.theory else [], [_ROWS - 0.5] * 2 if result.theory else [])
        self.left[-1].set_text("THEORY: a window?" if result.theory else "")
        self.right[-1].set_text("mice: spines" if result.theory else "")
        self._show(result)
        return False

    def _row(self, result: Window, k: int) -> None:
        used = k < len(result.shown)
        self.bars[k].set_visible(used)
        self.left[k].set_text("")
        self.right[k + 1].set_text("")
        if not used:
            return
        trial = result.shown[k]
        first, last = days(trial)
        lit = trial == result.match or trial in result.around
        self.bars[k].set_x(first - 0.15)
        self.bars[k].set_width(min(last, _LAST) - first + 0.5)
        self.bars[k].set_facecolor("#222222" if lit else "#c9ced6")
        self.left[k].set_text(f"{trial.label}, n {trial.n_all}, {_SHORT[trial.condition_group]}")
        beyond = f" (to day {last:.0f})" if last > _LAST else ""
        self.right[k + 1].set_text(f"{HELPED[trial.helped]}{beyond}")

    def _show(self, result: Window) -> None:
        open_ = result.match is not None and result.match.ref == contrasts()[0].ref
        self.cover.set_visible(not open_)
        self.cover.set_hatch("" if result.match else "//")
        for mark in (*self.marks, *self.frame.texts):
            mark.set_visible(open_)
        if open_:
            self.head.set_text(
                f"{_name(contrasts()[0].ref)}, {contrasts()[0].n} people, 30 days: 95% intervals"
            )
            self.body.set_text("")
            return
        self.head.set_text("")
        self.body.set_text("\n".join(textwrap.wrap(told(result), 92)))

    def describe(self, result: Window) -> stage.Description:
        """Return the picture in words."""
        what = (
            "A time line in days from the dose, with a bar for the training of each published trial and one for yours: "
            "solid where a trial trained just then, hatched where none did. Under it what the trial with sham training "
            "found, or an empty hatched frame."
        )
        rows = "; ".join(
            f"{trial.label}, {trial.condition}, n {trial.n_all}, {when(trial)}: {HELPED[trial.helped]}"
            for trial in result.shown
        )
        theory = (
            " THEORY, not measured in people: a window; in mice there are more spines on days 1 to 14."
            if result.theory
            else ""
        )
        values = f"Yours: {span(result.from_d, result.to_d)}, {result.status}. Trials: {rows}.{theory}"
        return stage.Description(what, values, f"{finding(result)}. {told(result)}", f"{finding(result)}.")

    def table(self, result: Window) -> stage.Table:
        """Return the trials in view, then the printed differences."""
        rows: list[tuple[object, ...]] = [
            ("Your training", span(result.from_d, result.to_d), result.status, "", "")
        ]  # fmt: skip
        rows += [(t.label, when(t), HELPED[t.helped], t.n_all, t.finding) for t in result.shown]
        rows += [
            (
                f"{_name(one.ref)}: {one.words}",
                "",
                _minus(one.value),
                one.n,
                f"{_minus(one.low)} to {_minus(one.high)}",
            )
            for one in result.contrasts
        ]
        if result.theory:
            rows.append(
                ("THEORY: a window", "days 1 to 14", "in mice: more spines", "", "not measured in people")
            )
        return stage.Table(
            "When training took place, and what came of it",
            ("Trial", "Days from the dose", "Did it add?", "People", "Found"), tuple(rows),
        )  # fmt: skip

    def cards(self, result: Window) -> tuple[stage.Card, ...]:
        """Return a card for each trial in view, and one for the theory when it is shown."""
        found = [_card(trial) for trial in result.shown]
        if result.theory:
            spines = [row for row in evidence.rows("molecular/timecourse") if row["id"] in _SPINES]
            words = (
                "THEORY. After a dose the brain may be easier to change, so that training works better. In mice more "
                f"spines were seen 1 and {max(row['t_h'] for row in spines) / 24:.0f} days after one dose "
                f"({evidence.cite(spines[0]['ref'])}). Nobody has measured such a window in people, and one trial with "
                "one time cannot show where it begins or ends."
            )
            found.append(
                stage.Card("theory", "THEORY: a window", f"<h4>Theory: a window</h4><p>{escape(words)}</p>")
            )
        return tuple(found)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - a row is as wide as the axes
        """Return the trial of the row that was clicked."""
        inside = axes is self.axes and 0 <= y - 1 < len(self.shown)
        return self.shown[int(y - 1)].id if inside else None


def days(trial: Trial) -> tuple[float, float]:
    """Return first and last day of a trial's training."""
    assert trial.from_d is not None
    assert trial.to_d is not None
    return trial.from_d, trial.to_d


def span(first: float, last: float) -> str:
    """Return days in words.

    Examples
    --------
    >>> span(-0.1, 0.0), span(1, 4), span(7, 7), span(-7, 27)
    ('right before the dose', 'days 1 to 4', 'day 7', 'days −7 to 27')
    """
    if -0.5 < first < 0 and last == 0:
        return "right before the dose"
    start, end = (f"{day:.0f}".replace("-0", "0").replace("-", "−") for day in (first, last))
    return f"day {start}" if start == end else f"days {start} to {end}"


def when(trial: Trial) -> str:
    """Return when a trial trained, in words."""
    return span(*days(trial))


def _name(ref: str) -> str:
    return evidence.cite(ref).split(",")[0].replace(" et al.", "")


def _minus(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def told(result: Window) -> str:
    """Return what is known about this time, in words."""
    if result.match is not None:
        trial = result.match
        note = trial.days_note or ""
        return f"{trial.label} ({trial.condition}, n {trial.n_all}): {trial.finding}. {note[:1].upper()}{note[1:]}."
    if result.around:
        names = join(trial.label for trial in result.around)
        return (
            f"Not tested alone. {names} trained on these days too, but as part of a longer course: what these days "
            "did by themselves cannot be told."
        )
    return (
        f"Not tested: none of the {plural(len(result.shown), 'trial')} in view trained just then. Nobody knows whether "
        "it would hold a gain."
    )


def finding(result: Window) -> str:
    """Return the sentence above the picture."""
    place = span(result.from_d, result.to_d)
    place = f"{place[0].upper()}{place[1:]}"
    if result.match is not None:
        how = {
            "yes": "training seemed to add to ketamine", "unclear": "no clear gain", "not_asked": "all groups had it",
        }[result.match.helped]  # fmt: skip
        return f"{place}: tested once ({result.match.label}); {how}"
    if result.around:
        return f"{place}: tested only as part of a longer course"
    return f"{place}: not tested in the {plural(len(result.shown), 'trial')} in view"


def _card(trial: Trial) -> stage.Card:
    label = f"{trial.label}: {trial.therapy}"
    lines = [
        f"{trial.condition[0].upper()}{trial.condition[1:]}, {trial.n_all} people.",
        f"When: {when(trial)}; {trial.days_note}.",
        f"Found: {trial.finding}. Did training add to ketamine? {HELPED[trial.helped].capitalize()}.",
    ]
    if trial.note:
        lines.append(f"{trial.note[0].upper()}{trial.note[1:]}.")
    lines.append(f"{evidence.cite(trial.ref)}.")
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(trial.id, label, f"<h4>{escape(label)}</h4>{body}")
