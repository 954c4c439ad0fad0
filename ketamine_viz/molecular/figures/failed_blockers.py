"""Picture: trials of drugs on the NMDA receptor, what each does there, and how it fared against its control."""

from __future__ import annotations

from functools import cache
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.failed_blockers import Gap, Trial, Trials
from ketamine_viz.molecular.figures.finding_words import card, known_as
from ketamine_viz.molecular.pointing import short
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import number, plural

_WIDTH, _HEIGHT = 900, 460
_MOST = 16
_ROWS = (12, 46, 580, 358)  # left, bottom, width, height [pixels]
_GAPS = (602, 46, 284, 358)
_NAME, _SITE, _TRIAL, _VERDICT = 0, 154, 272, 488  # columns of the rows frame [pixels]
_LIMITS = (-13.4, 5.4)  # [MADRS points]
_SITE_WORDS = {"pore": "pore", "glun2b": "GluN2B part", "glycine": "glycine site", "enhancer": "helper"}
_VERDICTS = {"better": "better", "mixed": "mixed", "no_better": "no better"}
#: Kind of interval → line, and words.
_LINES: dict[str, Any] = {"ci95": "-", "ci80": (0, (5, 1.5)), "computed": (0, (1, 1))}
_INTERVALS = {"ci95": "95 % interval", "ci80": "80 % interval", "computed": "95 % interval, computed by us"}


class BlockersPicture(stage.Picture):
    """Rows are trials: drug, place on the receptor, people and control, verdict, difference."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make every row once."""
        small = mpl.rcParams["xtick.labelsize"]
        ink, muted = theme.style("ink").colour, theme.style("muted").colour
        self.title = fig.text(
            12 / _WIDTH, 1 - 9 / _HEIGHT, "", va="top", weight="bold", fontsize=mpl.rcParams["axes.titlesize"]
        )
        self.rows, self.gaps = _frame(fig, _ROWS), _frame(fig, _GAPS)
        self.rows.set(xlim=(0, _ROWS[2]), ylim=(0, _ROWS[3]))
        self.rows.axis("off")
        self.gaps.set(xlim=_LIMITS, ylim=(0, _GAPS[3]), yticks=[], xticks=[-12, -9, -6, -3, 0, 3])
        self.gaps.spines["left"].set_visible(False)
        self.gaps.axvline(0, color=muted, linewidth=1.4, zorder=1)
        heads = ((_NAME, "Drug"), (_SITE, "Acts at"), (_TRIAL, "People, control, length"), (_VERDICT, "Result"),
                 (_GAPS[0] - _ROWS[0], "Drug minus control, MADRS points"))  # fmt: skip
        for x, words in heads:
            fig.text(
                (_ROWS[0] + x) / _WIDTH, 416 / _HEIGHT, words, va="center", weight="bold", fontsize=small
            )
        fig.text(
            (_GAPS[0] + 2) / _WIDTH,
            12 / _HEIGHT,
            "← drug better",
            va="center",
            fontsize=small,
            color="#555555",
        )
        self.foot = fig.text(
            12 / _WIDTH,
            21 / _HEIGHT,
            "",
            va="center",
            fontsize=small,
            color="#555555",
            linespacing=1.25,
        )

        def column(x: float, weight: str = "normal") -> list[Text]:
            return [
                self.rows.text(x, 0, "", va="center", fontsize=small, weight=weight) for _ in range(_MOST)
            ]

        self.names, self.sites, self.tests = column(_NAME, "bold"), column(_SITE), column(_TRIAL)
        self.results = column(_VERDICT + 16)
        self.marks = [
            self.rows.plot([], [], linestyle="none", marker="o", markersize=8)[0] for _ in range(_MOST)
        ]
        self.lines = [self.gaps.plot([], [], color=ink, linewidth=1.8, zorder=2)[0] for _ in range(_MOST)]
        self.points = [
            self.gaps.plot([], [], linestyle="none", marker="D", zorder=3)[0] for _ in range(_MOST)
        ]
        self.absent = [
            self.gaps.text(0, 0, "", va="center", ha="center", fontsize=small, color="#666666")
            for _ in range(_MOST)
        ]
        for one in self.absent:
            one.set_bbox({"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 0.5})
        return [self.title, self.foot, *self.names, *self.sites, *self.tests, *self.results, *self.marks, *self.lines,
                *self.points, *self.absent]  # fmt: skip

    def update(self, result: Trials) -> bool:
        """Fill the rows."""
        self.title.set_text(_title(result))
        self.foot.set_text(_foot(result))
        step = _ROWS[3] / max(len(result.shown), 12)
        self.places: list[tuple[float, str]] = []
        for k in range(_MOST):
            before = result.shown[k - 1] if 0 < k <= len(result.shown) else None
            self._row(
                k, result.shown[k] if k < len(result.shown) else None, before, _ROWS[3] - (k + 0.5) * step
            )
        return False

    def describe(self, result: Trials) -> stage.Description:
        """Return the picture in words."""
        what = (
            "Trials in people of drugs that act on the NMDA receptor: where each acts, how many people, against "
            "what, whether it did better than its control, and, where printed, drug minus control on an axis from "
            f"{_LIMITS[0]:.0f} to {_LIMITS[1]:.0f} MADRS points (below 0: drug better)."
        )
        values = " ".join(f"{_told(trial)}." for trial in result.shown) or "No drug is switched on."
        won = sum(trial.verdict == "better" for trial in result.largest)
        trend = (
            f"{_title(result)}. In the largest trial of each drug: {won} of {len(result.largest)}."
            if result.tested
            else "Only ketamine is shown."
        )
        first = f" First row: {_told(result.shown[0])}." if result.shown else ""
        return stage.Description(what=what, values=values, trend=trend, headline=f"{_title(result)}.{first}")

    def table(self, result: Trials) -> stage.Table:
        """Return one line a trial."""
        rows = tuple(
            (t.name, _SITE_WORDS[t.site], None if t.trapped is None else f"{100 * t.trapped:.0f} %", short(t.ref), t.n,
             t.against, t.duration, _VERDICTS[t.verdict], _gap_words(t.gap))
            for t in result.shown
        )  # fmt: skip
        columns = ("Drug", "Acts at", "Trapped", "Trial", "People", "Control", "Length", "Result",
                   "Drug minus control [MADRS points]")  # fmt: skip
        return stage.Table("Drugs on the NMDA receptor against their controls", columns, rows)

    def cards(self, result: Trials) -> tuple[stage.Card, ...]:
        """Return one card a trial."""
        return tuple(stage.Card(t.id, f"{t.name}: {short(t.ref)}", _html(t)) for t in result.shown)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - a row is as wide as the picture
        """Return the trial of the row that was clicked."""
        if not self.places:
            return None
        place, found = min(self.places, key=lambda one: abs(one[0] - y))
        return found if abs(place - y) < 14 else None

    def _row(self, k: int, trial: Trial | None, before: Trial | None, y: float) -> None:
        for text in (self.names[k], self.sites[k], self.tests[k], self.results[k], self.absent[k]):
            text.set_text("")
        for line in (self.marks[k], self.lines[k], self.points[k]):
            line.set_data([], [])
        if trial is None:
            return
        self.places.append((y, trial.id))
        for text in (self.names[k], self.sites[k], self.tests[k], self.results[k]):
            text.set_y(y)
        if before is None or before.drug != trial.drug:
            self.names[k].set_text(trial.name)
            self.sites[k].set_text(_site(trial))
        self.tests[k].set_text(_test(trial))
        self.results[k].set_text(_VERDICTS[trial.verdict])
        ink = theme.style("ink").colour
        fill = {"better": "full", "mixed": "left", "no_better": "none"}[trial.verdict]
        self.marks[k].set_data([_VERDICT + 5], [y])
        self.marks[k].set(fillstyle=fill, markerfacecolor=ink, markeredgecolor=ink, markerfacecoloralt="white",
                          markeredgewidth=1.6)  # fmt: skip
        gap = trial.gap
        if gap is None:
            self.absent[k].set_text("not printed")
            self.absent[k].set_position((-5.5, y))
            return
        style = theme.style("control" if trial.yardstick else "difference")
        self.points[k].set_data([gap.value], [y])
        self.points[k].set(
            color=style.colour, markersize=7.5, markerfacecolor=style.colour, markeredgecolor="#222222"
        )
        if gap.low is not None and gap.high is not None:
            self.lines[k].set_data([gap.low, gap.high], [y, y])
            self.lines[k].set_linestyle(_LINES[gap.interval or ""])
        else:
            self.absent[k].set_text("no interval")
            self.absent[k].set_position((gap.value - 3.1, y))


def _frame(fig: Figure, place: tuple[int, int, int, int]) -> Axes:
    left, bottom, width, height = place
    return fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))


def _site(trial: Trial) -> str:
    held = "" if trial.trapped is None else f", {100 * trial.trapped:.0f} % held"
    return f"{_SITE_WORDS[trial.site]}{held}"


def _test(trial: Trial) -> str:
    parts = ["number not seen" if trial.n is None else f"{trial.n:,}", trial.against, trial.duration or ""]
    return ", ".join(part for part in parts if part)


def _title(result: Trials) -> str:
    if not result.tested:
        return (
            "Ketamine alone: switch a mechanism on to compare" if result.shown else "No drug is switched on"
        )
    won = sum(trial.verdict == "better" for trial in result.tested)
    of = plural(len(result.tested), "trial")
    return f"Other drugs on the same receptor: better than the control in {won} of {of}"


def _foot(result: Trials) -> str:
    held = any(trial.trapped is not None for trial in result.shown)
    words = "Bars: solid 95 %, dashed 80 % interval; dotted 95 %, computed by us."
    return f"% held: share of block left in rat neurons after two minutes.\n{words}" if held else words


def _gap_words(gap: Gap | None) -> str | None:
    if gap is None:
        return None
    if gap.low is None or gap.high is None:
        return f"{number(gap.value)} (no interval printed)"
    return f"{number(gap.value)} ({number(gap.low)} to {number(gap.high)}; {_INTERVALS[gap.interval or '']})"


def _told(trial: Trial) -> str:
    gap = _gap_words(trial.gap)
    return f"{trial.name} ({_site(trial)}), {_test(trial)}: {_VERDICTS[trial.verdict]}{f', {gap}' if gap else ''}"


@cache
def _html(trial: Trial) -> str:
    gap = _gap_words(trial.gap)
    lines = [
        f"What it does: {trial.action}.",
        f"Held in the closed channel: {100 * trial.trapped:.0f} % of the block left after two minutes (rat neurons)."
        if trial.trapped is not None
        else "",
        f"Trial: {_test(trial)}. Result: {_VERDICTS[trial.verdict]} than the control."
        if trial.verdict != "mixed"
        else f"Trial: {_test(trial)}. Result: {evidence.meaning('blocker_verdict', trial.verdict).lower()}.",
        f"Drug minus control: {gap} MADRS points."
        if gap
        else "Drug minus control: not printed in what we read.",
        f"{trial.note}." if trial.note else "",
        f"{trial.drug_note}." if trial.drug_note else "",
        known_as(trial.verified),
    ]
    return card(f"{trial.name}: {short(trial.ref)}", lines, trial.ref)
