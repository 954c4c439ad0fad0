"""Picture: two PTSD trials as equal cards, a dot for each person, and the list of how they differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from ketamine_viz import evidence, stage
from ketamine_viz.psychological import words
from ketamine_viz.psychological.figures import plates
from ketamine_viz.psychological.figures.ptsd_words import (
    MARK,
    SAID,
    TOPIC,
    VOTE,
    WHY,
    answer,
    finding,
    results,
)
from ketamine_viz.psychological.ptsd import Comparison, Side, topics
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape

SIZE = (900, 510)
_CARDS = (12, 456)  # left edges
_WIDE = 432
_TOP, _BOTTOM = 470, 258
_ACROSS, _PITCH = 27, 9.6
_LIST_TOP, _LINE = 236, 18.2
_MOST_ARMS = 3


@dataclass
class _Card:
    name: Text
    answer: Text
    arms: list[Text]
    drug: Line2D
    control: Line2D
    both: Line2D
    result: Text
    left: int

    @property
    def artists(self) -> list[Artist]:
        return [self.name, self.answer, *self.arms, self.drug, self.control, self.both, self.result]


class TwoTrials(stage.Picture):
    """Two cards of one size above; below, the topics, and what each trial did about the one picked."""

    size = SIZE

    def build(self, fig: Figure) -> list[Artist]:
        """Make two cards, the list of topics and the two answers to the one picked."""
        self.title = plates.title(fig, SIZE)
        axes = self.axes = plates.board(fig, SIZE)
        for left in _CARDS:
            axes.add_patch(
                Rectangle(
                    (left, _BOTTOM), _WIDE, _TOP - _BOTTOM, facecolor="#f3f4f7", edgecolor="#8a8f98", lw=1
                )
            )
        self.cards_drawn = [self._card(fig, axes, left) for left in _CARDS]
        for left in (276, 584):
            axes.add_patch(Rectangle((left, 164), 304, 70, facecolor="#f3f4f7", edgecolor="#c4c8d0", lw=1))
        self.bar = Rectangle((8, 0), 246, _LINE, facecolor="#222222", lw=0)
        axes.add_patch(self.bar)
        self.topics = [
            plates.say(fig, SIZE, 36, _LIST_TOP - _LINE * (k + 0.5), TOPIC[name])
            for k, name in enumerate(topics())
        ]
        self.marks = [
            plates.say(fig, SIZE, 20, _LIST_TOP - _LINE * (k + 0.5), ha="center", weight="bold")
            for k in range(len(topics()))
        ]
        plates.say(fig, SIZE, 12, _LIST_TOP + 9, "≠ differs  = alike  ? not seen", weight="bold")
        plates.say(fig, SIZE, 888, 247, "● ketamine   ○ comparison   ◆ both in turn", ha="right")
        self.heads = [plates.say(fig, SIZE, x, 220, weight="bold") for x in (288, 596)]
        self.texts = [plates.say(fig, SIZE, x, 204, va="top", linespacing=1.3) for x in (288, 596)]
        self.relation = plates.say(fig, SIZE, 280, 146, weight="bold")
        self.why = plates.say(fig, SIZE, 280, 132, va="top", linespacing=1.3)
        self.vote = plates.say(fig, SIZE, 280, 44, weight="bold")
        cards = [artist for card in self.cards_drawn for artist in card.artists]
        return [
            self.title, self.bar, *cards, *self.topics, *self.marks, *self.heads, *self.texts, self.relation,
            self.why, self.vote,
        ]  # fmt: skip

    @staticmethod
    def _card(fig: Figure, axes: Axes, left: int) -> _Card:
        drug, control = theme.style("drug"), theme.style("control")
        dots: dict[str, Any] = {"linestyle": "none", "marker": "o", "markersize": 5.4}

        def line(face: str, edge: str, **look: Any) -> Line2D:
            return axes.plot([], [], **{**dots, **look}, markerfacecolor=face, markeredgecolor=edge)[0]

        return _Card(
            plates.say(fig, SIZE, left + 12, _TOP - 18, weight="bold", fontsize=11),
            plates.say(fig, SIZE, left + _WIDE - 12, _TOP - 18, ha="right", weight="bold"),
            [plates.say(fig, SIZE, left + 12, 0, va="top", linespacing=1.2) for _ in range(_MOST_ARMS)],
            line(drug.colour, drug.colour),
            line("white", control.colour, markeredgewidth=1.3),
            line(drug.colour, drug.colour, marker="D", markersize=5),
            plates.say(fig, SIZE, left + 12, _BOTTOM + 58, va="top", linespacing=1.3),
            left,
        )

    def update(self, result: Comparison) -> bool:
        """Fill both cards, and show the topic picked."""
        self.title.set_text(finding(result))
        for card, side, open_ in zip(
            self.cards_drawn, (result.first, result.second), (True, result.shown), strict=True
        ):
            self._fill(card, side, open_)
        picked = topics().index(result.topic)
        self.bar.set_y(_LIST_TOP - _LINE * (picked + 1))
        for k, (name, mark, difference) in enumerate(
            zip(self.topics, self.marks, result.differences, strict=True)
        ):
            ink = "white" if k == picked else "#222222"
            name.set_color(ink)
            mark.set(color=ink, text=MARK[difference.relation])
        one = result.picked
        for head, text, side, says in zip(
            self.heads, self.texts, (result.first, result.second), (one.here, one.there), strict=True
        ):
            head.set_text(f"{side.trial.label}:")
            text.set_text(plates.fold(says, 40, 3))
        self.relation.set_text(f"{TOPIC[one.topic]}: {SAID[one.relation]}")
        self.why.set_text(plates.fold(WHY[one.topic], 82, 4))
        self.vote.set_text(f"Your explanation: {VOTE[result.vote]}")
        return False

    @staticmethod
    def _fill(card: _Card, side: Side, open_: bool) -> None:
        card.name.set_text(f"{side.trial.label}: {side.people} people")
        card.answer.set_text(answer(side) if open_ else "result: ?")
        y = _TOP - 46.0
        dots: dict[str, list[Any]] = {"drug": [], "control": [], "both": []}
        for text, arm in zip(card.arms, side.arms, strict=False):
            text.set_text(f"{plates.fold(arm.words, 20)}\nn {arm.n}")
            text.set_y((y + 10) / SIZE[1])
            dots[arm.kind].append(plates.rows_of_dots(arm.n, _ACROSS, card.left + 164, y + 1, _PITCH))
            y -= 37
        for text in card.arms[len(side.arms) :]:
            text.set_text("")
        for kind, line in (("drug", card.drug), ("control", card.control), ("both", card.both)):
            line.set_data(*plates.joined(dots[kind]))
        card.result.set_text(
            plates.fold(results(side), 57, 3)
            if open_
            else plates.fold("Predict its answer first, then show it.", 57)
        )

    def describe(self, result: Comparison) -> stage.Description:
        """Return both trials in words."""
        what = (
            "Two trials of ketamine for PTSD as cards of one size, one dot for each person: filled dots got ketamine, "
            "hollow dots the comparison, diamonds both in turn. Below, a list of topics on which they can differ."
        )
        sides = "; ".join(
            f"{side.trial.label}: {', '.join(f'{arm.words} n {arm.n}' for arm in side.arms)}; "
            f"{results(side).rstrip('.') if open_ else 'result not shown yet'}"
            for side, open_ in ((result.first, True), (result.second, result.shown))
        )
        one = result.picked
        picked = (
            f" {TOPIC[one.topic]} ({SAID[one.relation]}): {result.first.trial.label}: {one.here}; "
            f"{result.second.trial.label}: {one.there}. {WHY[one.topic]}"
        )
        trend = f"{finding(result)}. Your explanation: {VOTE[result.vote]}."
        return stage.Description(what, f"{sides}.{picked}", trend, f"{finding(result)}.{picked}")

    def table(self, result: Comparison) -> stage.Table:
        """Return groups, results and every topic."""
        rows: list[tuple[object, ...]] = []
        sides = ((result.first, True), (result.second, result.shown))
        most = max(len(side.arms) for side, _ in sides)
        for k in range(most):
            cells = [f"{s.arms[k].words}, n {s.arms[k].n}" if k < len(s.arms) else "" for s, _ in sides]
            rows.append((f"Group {k + 1}", *cells, ""))
        rows.append(("Result", *(results(s) if open_ else "not shown yet" for s, open_ in sides), ""))
        rows += [(TOPIC[d.topic], d.here, d.there, SAID[d.relation]) for d in result.differences]
        names = (result.first.trial.label, result.second.trial.label)
        return stage.Table(
            "Two trials of ketamine for PTSD", ("What", *names, "Differs or alike"), tuple(rows)
        )

    def cards(self, result: Comparison) -> tuple[stage.Card, ...]:
        """Return a card for each trial, once its result is shown."""
        open_ = [result.first, *([result.second] if result.shown else [])]
        return tuple(_card(side) for side in open_)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - the board is the whole picture
        """Return the trial whose card was clicked."""
        if not _BOTTOM <= y <= _TOP:
            return None
        return "first" if x < _CARDS[1] else "second"


def _card(side: Side) -> stage.Card:
    lines = [results(side), side.trial.says]
    for outcome in side.outcomes:
        said = outcome.finding or words.value(outcome)
        group = {"active": "ketamine", "control": "comparison", "difference": "difference"}[outcome.arm]
        lines.append(
            f"{outcome.measure}, {group}, {words.time(outcome)}: {said} ({words.how_known(outcome)})."
        )
    lines.append(f"{evidence.cite(side.trial.ref)}.")
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    name = "second" if side.trial.ref == "abdallah2022" else "first"
    return stage.Card(name, side.trial.label, f"<h4>{escape(side.trial.label)}</h4>{body}")
