"""Picture: six statements as rows, four kinds of knowledge as columns; feedback as soon as one is sorted."""

from __future__ import annotations

import textwrap
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.belief_sorting import SORTS, UNSORTED, Sorted, Statement, statements
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape

_WIDTH, _HEIGHT = 900, 520
_CHART = (452, 38, 436, 414)
_LEFT, _LETTERS = 12, 62
SORT = {
    "reported": "Reported experience",
    "measured": "Measured change",
    "tested": "Tested mechanism",
    "theory": "Theory",
}
_HEAD = {"reported": "Reported\nexperience", "measured": "Measured\nchange", "tested": "Tested\nmechanism",
         "theory": "Theory\n"}  # fmt: skip
_MEANS = {"reported": "people said it", "measured": "seen beside it", "tested": "a step was\nchanged",
          "theory": "an idea"}  # fmt: skip
PICK = {UNSORTED: "not sorted yet", **SORT}


class ReportOrMechanism(stage.Picture):
    """A board: the reader's choice is a ring, what stands behind the statement a diamond."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make the board."""
        self.small = mpl.rcParams["xtick.labelsize"]
        ink = theme.style("ink").colour
        self.title = fig.text(_LEFT / _WIDTH, 1 - 10 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        left, bottom, width, height = _CHART
        axes = self.axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        rows = len(statements())
        axes.set(xlim=(-0.5, len(SORTS) - 0.5), ylim=(rows, 0), yticks=[], xticks=range(len(SORTS)))
        axes.set_xticklabels([f"{_HEAD[sort]}" for sort in SORTS], weight="bold", linespacing=1.2)
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.grid(visible=False)
        for side in ("left", "bottom", "top"):
            axes.spines[side].set_visible(False)
        step = height / rows
        look: dict[str, Any] = {"va": "center", "fontsize": self.small}
        self.said: list[Text] = []
        self.who: list[Text] = []
        for k, statement in enumerate(statements()):
            axes.axhline(k, color="#dddddd", linewidth=0.8, zorder=0)
            axes.plot(range(len(SORTS)), [k + 0.5] * len(SORTS), "o", markersize=5, color="#c9ced6", zorder=1)
            top = bottom + height - k * step
            fig.text(_LEFT / _WIDTH, (top - 11) / _HEIGHT, statement.statement, weight="bold", **look)
            self.said.append(fig.text(_LEFT / _WIDTH, (top - 35) / _HEIGHT, "", linespacing=1.15, **look))
            self.who.append(fig.text(_LEFT / _WIDTH, (top - 59) / _HEIGHT, "", color="#555555", **look))
        (self.rings,) = axes.plot([], [], "o", markersize=22, markerfacecolor="none", color=ink, zorder=3)
        self.rings.set_markeredgewidth(2)
        (self.crossed,) = axes.plot(
            [], [], "x", markersize=11, color="#8a5a00", markeredgewidth=2.2, zorder=4
        )
        (self.truth,) = axes.plot([], [], "D", markersize=10, color=ink, zorder=4)
        fig.text(_LEFT / _WIDTH, 18 / _HEIGHT, "○ your choice   ◆ what stands behind it   × not that", **look)
        self.score = fig.text(
            (_WIDTH - 14) / _WIDTH, 18 / _HEIGHT, "", va="center", ha="right", weight="bold"
        )
        return [self.title, self.rings, self.crossed, self.truth, self.score, *self.said, *self.who]

    def update(self, result: Sorted) -> bool:
        """Move rings; show what stands behind each sorted statement."""
        self.title.set_text(finding(result))
        order = {s.id: k for k, s in enumerate(statements())}
        spots = [(SORTS.index(result.picks[s.id]), order[s.id] + 0.5, s) for s in result.made]
        self.rings.set_data([x for x, _, _ in spots], [y for _, y, _ in spots])
        wrong = [(x, y) for x, y, s in spots if SORTS[x] != s.sort]
        self.crossed.set_data([x for x, _ in wrong], [y for _, y in wrong])
        self.truth.set_data([SORTS.index(s.sort) for _, _, s in spots], [y for _, y, _ in spots])
        for said, who, statement in zip(self.said, self.who, statements(), strict=True):
            done = result.picks[statement.id] != UNSORTED
            said.set_text(textwrap.fill(statement.why, _LETTERS) if done else "?")
            who.set_text(statement.compared if done else "")
        self.score.set_text(score(result))
        return False

    def describe(self, result: Sorted) -> stage.Description:
        """Return the board in words."""
        what = (
            f"A board with {len(statements())} statements as rows and four columns: "
            f"{', '.join(f'{SORT[s].lower()} ({_MEANS[s]})' for s in SORTS)}.".replace("\n", " ")
        )
        lines = []
        for s in statements():
            line = f"“{s.statement}”: your choice: {PICK[result.picks[s.id]].lower()}"
            if result.picks[s.id] != UNSORTED:
                verdict = (
                    "as its sources"
                    if result.picks[s.id] == s.sort
                    else f"its sources: {SORT[s.sort].lower()}"
                )
                line += f", {verdict}. {s.why} {s.compared} ({cited(s)})"
            lines.append(line)
        trend = f"{finding(result).rstrip('?')}. {score(result)}."
        return stage.Description(what, ". ".join(lines) + ".", trend, self._headline(result))

    @staticmethod
    def _headline(result: Sorted) -> str:
        told = " ".join(f"{s.statement}: {SORT[s.sort].lower()}. {s.why}" for s in result.made[-1:])
        return f"{score(result)}. {told}".strip()

    def table(self, result: Sorted) -> stage.Table:
        """Return the board as rows."""
        rows = tuple(
            (
                s.statement, PICK[result.picks[s.id]],
                *((SORT[s.sort], s.why, s.compared, "; ".join(evidence.cite(ref) for ref in s.refs))
                  if result.picks[s.id] != UNSORTED else ("sort it first",) * 4),
            )
            for s in statements()
        )  # fmt: skip
        columns = (
            "Statement",
            "Your choice",
            "What stands behind it",
            "Why",
            "People and comparison",
            "Sources",
        )
        return stage.Table("Six statements, sorted", columns, rows)

    def cards(self, result: Sorted) -> tuple[stage.Card, ...]:
        """Return a card for each statement that is sorted."""
        return tuple(_card(s, result.picks[s.id]) for s in result.made)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - a whole row opens its card
        """Return the statement of the row that was clicked."""
        return statements()[int(y)].id if axes is self.axes and 0 <= y < len(statements()) else None


def cited(statement: Statement) -> str:
    """Return author and year of each source."""
    return "; ".join(evidence.cite(ref).split(",")[0].replace(" et al.", "") for ref in statement.refs)


def finding(result: Sorted) -> str:
    """Return the sentence above the board."""
    made, total = len(result.made), len(statements())
    if made < total:
        return "Said, seen, tested or thought up: what stands behind each sentence?"
    tested = sum(s.sort == "tested" for s in statements())
    return (
        f"Only {tested} of {total} changed a step on purpose. A report can be true and still be no mechanism"
    )


def score(result: Sorted) -> str:
    """Return how many are sorted, and how many as their sources."""
    return f"{len(result.made)} of {len(statements())} sorted, {result.right} as their sources"


def _card(statement: Statement, pick: str) -> stage.Card:
    verdict = "as its sources" if pick == statement.sort else f"its sources: {SORT[statement.sort].lower()}"
    lines = [
        f"You chose {SORT[pick].lower()}: {verdict}.",
        statement.why,
        f"Who: {statement.compared}.",
        *(f"{evidence.cite(ref)}." for ref in statement.refs),
    ]
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(statement.id, statement.statement, f"<h4>{escape(statement.statement)}</h4>{body}")
