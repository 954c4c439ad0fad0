"""Picture: a consensus and a review as two columns, and the pooled numbers behind them on one line."""

from __future__ import annotations

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.figures import plates
from ketamine_viz.psychological.pain_readings import ASPECTS, DOCUMENTS, Passage, Pooled, Reading, pooled
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, number

SIZE = (900, 520)
_X = {"cohen2018": 118, "ferraro2025": 508}
_WIDE = 382
_TOP, _ROW = 446, 53
_CHART = (226, 70, 330, 58)
HEAD = {"cohen2018": "2018: experts agree on advice", "ferraro2025": "2025: a review weighs all trials"}
ASPECT = {name: evidence.meaning("pain_aspect", name) for name in ASPECTS}
PAIN = {
    "any": "chronic pain of all kinds", "crps": "complex regional pain syndrome", "cord_injury":
    "pain after spinal cord injury", "other": "other chronic pain (fibromyalgia, back …)",
}  # fmt: skip
VOTE = {"none": "not yet given", "consensus": "I trust the consensus more", "review": "I trust the review more",
        "both": "both are honest", "cannot_tell": "I cannot tell"}  # fmt: skip
WHY = (
    "Both can be honest: they asked different things. One asked how to use drips, pain by pain, and let experts judge; "
    "the other asked whether NMDA drugs help on average, and marked small trials down. Outside one rare syndrome the "
    "experts, too, found weak or no evidence."
)


class TwoReadings(stage.Picture):
    """Rows of aspects, one column for each document; below, two intervals on one scale."""

    size = SIZE

    def build(self, fig: Figure) -> list[Artist]:
        """Make the grid of passages and the chart of pooled numbers."""
        self.title = plates.title(fig, SIZE)
        self.axes = axes = plates.board(fig, SIZE)
        self.boxes, self.passages = {}, {}
        for ref in DOCUMENTS:
            plates.say(fig, SIZE, _X[ref] + 8, _TOP + 26, HEAD[ref], weight="bold", fontsize=11)
        for k, aspect in enumerate(ASPECTS):
            middle = _TOP - _ROW * (k + 0.5) + 8
            plates.say(
                fig, SIZE, 12, middle, plates.fold(ASPECT[aspect], 11), weight="bold", linespacing=1.15
            )
            for ref in DOCUMENTS:
                box = Rectangle((_X[ref], middle - _ROW / 2 + 2), _WIDE, _ROW - 4, lw=1)
                axes.add_patch(box)
                self.boxes[ref, aspect] = box
                self.passages[ref, aspect] = plates.say(fig, SIZE, _X[ref] + 8, middle, linespacing=1.08)
        self.why = plates.say(fig, SIZE, 12, 163, linespacing=1.2)
        self._chart(fig)
        self.vote = plates.say(fig, SIZE, 12, 14, weight="bold")
        return [self.title, *self.boxes.values(), *self.passages.values(), self.why, *self.marks, self.vote]

    def _chart(self, fig: Figure) -> None:
        ink = theme.style("ink").colour
        lines = pooled()
        chart = self.chart = plates.frame(
            fig,
            SIZE,
            _CHART,
            xlim=(-40, 10),
            ylim=(len(lines), 0),
            yticks=[],
            xticks=[-40, -30, -20, -10, 0, 10],
        )
        chart.spines["left"].set_visible(False)
        chart.axvline(0, color="#444444", linewidth=1.2)
        chart.set_xlabel("drug minus control on a pain scale of 0 to 100 (left: less pain)", fontsize=plates.small(),
                         labelpad=1)  # fmt: skip
        self.marks: list[Artist] = []
        for k, one in enumerate(lines):
            (span,) = chart.plot([one.low, one.high], [k + 0.5] * 2, color=ink, linewidth=2.4,
                                 linestyle="-" if not one.excludes_nothing else (0, (2, 1)))  # fmt: skip
            face = ink if not one.excludes_nothing else "white"
            (mark,) = chart.plot([one.value], [k + 0.5], "D", color=ink, markersize=9, markerfacecolor=face)
            y = _CHART[1] + _CHART[3] * (1 - (k + 0.5) / len(lines))
            name = plates.say(fig, SIZE, _CHART[0] - 8, y, one.label, ha="right")
            said = plates.say(fig, SIZE, _CHART[0] + _CHART[2] + 8, y, beside(one))
            self.marks += [span, mark, name, said]

    def update(self, result: Reading) -> bool:
        """Open the passages up to the step."""
        self.title.set_text(finding(result))
        for (ref, aspect), text in self.passages.items():
            open_ = aspect in result.open
            passage = result.passages[ref, aspect]
            text.set_text(plates.fold(said(passage), 51, 3) if open_ else "?")
            text.set_fontstyle("italic" if open_ and not _speaks(passage) else "normal")
            self.boxes[ref, aspect].set(
                facecolor="#f3f4f7" if open_ else "white", edgecolor="#8a8f98" if open_ else "#c4c8d0"
            )
        self.why.set_text(plates.fold(WHY if result.reconciled else "", 118))
        for mark in self.marks:
            mark.set_visible("said" in result.open)
        self.vote.set_text(f"Answers for: {PAIN[result.pain]}.   Your verdict: {VOTE[result.vote]}")
        return False

    def describe(self, result: Reading) -> stage.Description:
        """Return both documents in words."""
        what = (
            "Two columns, a consensus of 2018 and a Cochrane review of 2025 on ketamine for chronic pain, with rows "
            f"for what each asked, looked at and said. Answers for {PAIN[result.pain]}."
        )
        lines = [
            f"{ASPECT[aspect]}. 2018: {said(result.passages['cohen2018', aspect])} "
            f"2025: {said(result.passages['ferraro2025', aspect])}"
            for aspect in result.open
        ]
        if "said" in result.open:
            lines.append(
                "Pooled numbers: " + "; ".join(f"{one.label}, {beside(one)}" for one in result.pooled) + "."
            )
        closed = len(ASPECTS) - len(result.open)
        if closed:
            lines.append(f"{closed} rows not opened yet.")
        trend = f"{finding(result)}. {WHY if result.reconciled else ''} Your verdict: {VOTE[result.vote]}."
        return stage.Description(what, " ".join(lines), trend, f"{finding(result)}. {lines[-1]}")

    def table(self, result: Reading) -> stage.Table:
        """Return every row, and the pooled numbers once they are shown."""
        rows: list[tuple[object, ...]] = [
            (ASPECT[a], *(said(result.passages[ref, a]) if a in result.open else "not opened yet"
                          for ref in DOCUMENTS))
            for a in ASPECTS
        ]  # fmt: skip
        if "said" in result.open:
            rows += [("Pooled number", *(beside(one) if one.ref == ref else "" for ref in DOCUMENTS))
                     for one in result.pooled if one.ref in DOCUMENTS]  # fmt: skip
            rows += [(f"Pooled number, {one.label}", beside(one), "") for one in result.pooled
                     if one.ref not in DOCUMENTS]  # fmt: skip
        heads = ("Row", *(f"{HEAD[ref]} ({evidence.cite(ref)})" for ref in DOCUMENTS))
        return stage.Table(f"Ketamine for {PAIN[result.pain]}: two readings", heads, tuple(rows))

    def cards(self, result: Reading) -> tuple[stage.Card, ...]:
        """Return a card for each document, and one for each pooled number once shown."""
        found = []
        for ref in DOCUMENTS:
            opened = (result.passages[ref, aspect] for aspect in result.open)
            lines = [f"{ASPECT[p.aspect]}: {said(p)}" for p in opened]
            found.append(_card(ref, HEAD[ref], [*lines, f"{evidence.cite(ref)}."]))
        if "said" in result.open:
            found += [_card(f"n_{one.ref}", one.label, [beside(one), f"{evidence.cite(one.ref)}."])
                      for one in result.pooled]  # fmt: skip
        return tuple(found)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:
        """Return the document whose column was clicked."""
        if axes is not self.axes or y < _TOP - _ROW * len(ASPECTS):
            return None
        return DOCUMENTS[1] if x >= _X[DOCUMENTS[1]] else DOCUMENTS[0]


def _speaks(passage: Passage) -> bool:
    """Return True unless an answer for one kind of pain was asked and the document gives none."""
    return passage.own or passage.aspect not in ("said", "certainty")


def said(passage: Passage) -> str:
    """Return a passage, with a warning where the document does not speak of this pain apart."""
    if _speaks(passage):
        return passage.says
    return f"Not told apart in what we read. For all: {passage.says}"


def beside(one: Pooled) -> str:
    """Return a pooled number with its interval, time, people and certainty."""
    value, low, high = (_signed(v) for v in (one.value, one.low, one.high))
    people = f", n {one.n}" if one.n else ""
    return f"{value} ({low} to {high}){people}, {one.when}"


def _signed(value: float) -> str:
    return number(round(value, 1)).replace("-", "−")


def finding(result: Reading) -> str:
    """Return the sentence above the picture."""
    if not set(result.open) & {"said"}:
        return "Two serious texts on ketamine for chronic pain. First: what did each ask?"
    old, new = result.pooled
    return (
        f"Alike numbers, {_signed(old.value)} and {_signed(new.value)} of 100, two conclusions: "
        f"{sum(one.excludes_nothing for one in result.pooled)} of 2 intervals holds zero"
    )


def _card(name: str, label: str, lines: list[str]) -> stage.Card:
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(name, label, f"<h4>{escape(label)}</h4>{body}")
