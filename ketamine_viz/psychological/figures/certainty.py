"""Picture: conditions as rows; the reader's certainty is a ring, a plain count of four questions a diamond."""

from __future__ import annotations

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_viz import evidence, stage
from ketamine_viz.psychological import words
from ketamine_viz.psychological.certainty import LEVELS, QUESTIONS, UNRATED, Board, Condition, conditions
from ketamine_viz.psychological.figures import plates
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, join, plural

SIZE = (900, 500)
_CHART = (560, 60, 326, 382)
NAME = {
    "ocd": "Obsessive-compulsive disorder", "existential": "Distress about dying", "anxiety":
    "Social and generalised anxiety", "ptsd": "PTSD", "alcohol": "Alcohol use disorder",
}  # fmt: skip
LEVEL = {"very_low": "Very low", "low": "Low", "moderate": "Moderate", "high": "High"}
PICK = {UNRATED: "not rated yet", **LEVEL}
QUESTION = {
    "control": "compared by chance?", "people": "100 people or more?", "agree": "trials agree it helps?", "felt":
    "most had a control that is felt?",
}  # fmt: skip


class CertaintyBoard(stage.Picture):
    """One row a condition: what was done, four questions, and a scale of certainty."""

    size = SIZE

    def build(self, fig: Figure) -> list[Artist]:
        """Make the rows and the scale."""
        self.title = plates.title(fig, SIZE)
        ink = theme.style("ink").colour
        rows = len(conditions())
        axes = self.axes = plates.frame(
            fig,
            SIZE,
            _CHART,
            xlim=(-0.5, len(LEVELS) - 0.5),
            ylim=(rows, 0),
            yticks=[],
            xticks=range(len(LEVELS)),
        )
        axes.set_xticklabels([LEVEL[name] for name in LEVELS], weight="bold")
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.grid(visible=False)
        for side in ("left", "bottom"):
            axes.spines[side].set_visible(False)
        step = _CHART[3] / rows
        self.what, self.asked = [], []
        for k, condition in enumerate(conditions()):
            top = _CHART[1] + _CHART[3] - k * step
            axes.plot(
                range(len(LEVELS)), [k + 0.4] * len(LEVELS), "o", markersize=5, color="#c9ced6", zorder=1
            )
            plates.say(fig, SIZE, 12, top - 13, NAME[condition.id], weight="bold")
            self.what.append(plates.say(fig, SIZE, 12, top - 31))
            self.asked.append(plates.say(fig, SIZE, 12, top - 39, va="top", linespacing=1.2))
        (self.rings,) = axes.plot([], [], "o", markersize=21, markerfacecolor="none", color=ink, markeredgewidth=2,
                                  zorder=3)  # fmt: skip
        (self.counts,) = axes.plot([], [], "D", markersize=10, color=ink, zorder=4)
        plates.say(
            fig,
            SIZE,
            12,
            40,
            "○ your vote   ◆ our count of four questions: one step for each yes (not GRADE)",
        )
        self.score = plates.say(fig, SIZE, 12, 18, weight="bold")
        return [self.title, *self.what, *self.asked, self.rings, self.counts, self.score]

    def update(self, result: Board) -> bool:
        """Move the rings; show or hide the count."""
        self.title.set_text(finding(result))
        order = tuple(result.votes)
        picked = [(LEVELS.index(v), order.index(k) + 0.4) for k, v in result.votes.items() if v != UNRATED]
        self.rings.set_data([x for x, _ in picked], [y for _, y in picked])
        counted = [
            (LEVELS.index(c.answers.level), k + 0.4) for k, c in enumerate(conditions()) if result.shown
        ]
        self.counts.set_data([x for x, _ in counted], [y for _, y in counted])
        for what, asked, condition in zip(self.what, self.asked, conditions(), strict=True):
            what.set_text(studied(condition))
            asked.set_text(answered(condition, "\n") if result.shown else "read the cards, then rate")
        self.score.set_text(_score(result))
        return False

    def describe(self, result: Board) -> stage.Description:
        """Return the board in words."""
        what = (
            f"A board with {len(conditions())} conditions as rows and four columns of certainty: "
            f"{', '.join(text.lower() for text in LEVEL.values())}."
        )
        lines = []
        for condition in conditions():
            line = f"{NAME[condition.id]}: {studied(condition)}; your vote: {PICK[result.votes[condition.id]].lower()}"
            if result.shown:
                line += f"; our count: {LEVEL[condition.answers.level].lower()} ({answered(condition, ', ')})"
            lines.append(line)
        return stage.Description(what, f"{'. '.join(lines)}.", f"{finding(result)}. {_score(result)}.",
                                 f"{finding(result)}. {_score(result)}.")  # fmt: skip

    def table(self, result: Board) -> stage.Table:
        """Return the board as rows."""
        rows = tuple(
            (NAME[c.id], studied(c), PICK[result.votes[c.id]], LEVEL[c.answers.level] if result.shown else "hidden",
             *(("yes" if c.answers.said(q) else "no") if result.shown else "hidden" for q in QUESTIONS),
             "; ".join(evidence.cite(t.ref) for t in c.trials))
            for c in conditions()
        )  # fmt: skip
        columns = (
            "Condition",
            "Studied",
            "Your vote",
            "Our count",
            *(QUESTION[q] for q in QUESTIONS),
            "Sources",
        )
        return stage.Table("How sure can one be?", columns, rows)

    def cards(self, result: Board) -> tuple[stage.Card, ...]:  # noqa: ARG002 - the cards are there from the start
        """Return one short evidence card for each condition."""
        return tuple(_card(c) for c in conditions())

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - a whole row opens its card
        """Return the condition of the row that was clicked."""
        return conditions()[int(y)].id if axes is self.axes and 0 <= y < len(conditions()) else None


def studied(condition: Condition) -> str:
    """Return how many people and trials stand behind a condition."""
    chance = [t for t in condition.trials if t.randomised and t.n and t.answer != "not_seen"]
    if not chance:
        return "no randomised trial found"
    own = [t for t in chance if not set(t.shares_with) & {o.id for o in chance}]
    return f"{condition.randomised} people in {plural(len(own), 'randomised trial')}"


def answered(condition: Condition, between: str) -> str:
    """Return the four questions with their answers, two on a line."""
    said = [f"{QUESTION[q]} {'yes' if condition.answers.said(q) else 'no'}" for q in QUESTIONS]
    return (
        between.join((f"{said[0]}   {said[1]}", f"{said[2]}   {said[3]}"))
        if between == "\n"
        else between.join(said)
    )


def finding(result: Board) -> str:
    """Return the sentence above the board."""
    if not result.shown:
        return "Five conditions. Read the cards: how sure would you be that ketamine helps?"
    names = [LEVEL[name].lower() for name in LEVELS if any(c.answers.level == name for c in conditions())]
    best = [NAME[c.id] for c in conditions() if c.answers.level == max(
        (o.answers.level for o in conditions()), key=LEVELS.index)]  # fmt: skip
    reached = join(name if name.isupper() else name[0].lower() + name[1:] for name in best)
    return f"By our count none is above “{names[-1]}”, where {reached} stand{'s' if len(best) == 1 else ''}"


def _score(result: Board) -> str:
    if result.shown:
        return (
            f"{result.alike} of your {plural(result.made, 'vote')} equal our count"
            if result.made
            else "You gave no vote"
        )
    return f"{result.made} of {len(conditions())} rated so far"


def _card(condition: Condition) -> stage.Card:
    body = f"<h4>{escape(NAME[condition.id])}</h4>"
    for t in condition.trials:
        people = f"n {t.n}" if t.n else "number not seen"
        against = "no control group, open label" if t.control == "none" else f"against {t.control}"
        lines = [f"{people}, {against}. {words.meaning('masking', t.masking)}.", t.says]
        if t.note:
            lines.append(t.note)
        lines.append(f"{evidence.cite(t.ref)}.")
        body += f"<p><strong>{escape(t.label)}</strong></p>" + "".join(
            f"<p>{escape(line)}</p>" for line in lines
        )
    return stage.Card(condition.id, NAME[condition.id], body)
