"""Picture: a board of sayings; the reader's match is a ring, what was measured a diamond."""

from __future__ import annotations

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_viz import evidence, stage
from ketamine_viz.network.published import Finding
from ketamine_viz.network.sayings import MATCHES, UNMATCHED, Board, Metaphor, metaphors
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape

_WIDTH, _HEIGHT = 900, 440
_CHART = (330, 44, 556, 316)
_LEFT = 12
MATCH = {
    "people": "Measured in people",
    "catch": "In people, with a catch",
    "animals": "Only in animals",
    "nothing": "Nothing measured",
}
_HEAD = {"people": "Measured\nin people", "catch": "In people,\nwith a catch", "animals": "Only in\nanimals",
         "nothing": "Nothing\nmeasured"}  # fmt: skip
PICK = {UNMATCHED: "not matched yet", **MATCH}


class MetaphorBoard(stage.Picture):
    """One row a saying, one column for what may stand behind it."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make the board."""
        small, ink = mpl.rcParams["xtick.labelsize"], theme.style("ink").colour
        self.title = fig.text(_LEFT / _WIDTH, 1 - 10 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        left, bottom, width, height = _CHART
        axes = self.axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        rows = len(metaphors())
        axes.set(xlim=(-0.5, len(MATCHES) - 0.5), ylim=(rows, 0), yticks=[], xticks=range(len(MATCHES)))
        axes.set_xticklabels([_HEAD[match] for match in MATCHES], weight="bold", linespacing=1.2)
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.grid(visible=False)
        for side in ("left", "bottom"):
            axes.spines[side].set_visible(False)
        step = height / rows
        for k, saying in enumerate(metaphors()):
            axes.plot(
                range(len(MATCHES)), [k + 0.3] * len(MATCHES), "o", markersize=5, color="#c9ced6", zorder=1
            )
            y = (bottom + height - (k + 0.3) * step) / _HEIGHT
            fig.text(_LEFT / _WIDTH, y, saying.metaphor, weight="bold", va="center", fontsize=small)
        self.says = [
            fig.text(
                _LEFT / _WIDTH,
                (bottom + height - (k + 0.68) * step) / _HEIGHT,
                "",
                va="center",
                fontsize=small,
            )
            for k in range(rows)
        ]
        (self.rings,) = axes.plot([], [], "o", markersize=21, markerfacecolor="none", color=ink, zorder=3)
        self.rings.set_markeredgewidth(2)
        (self.truth,) = axes.plot([], [], "D", markersize=10, color=ink, zorder=4)
        fig.text(
            _LEFT / _WIDTH,
            20 / _HEIGHT,
            "○ your match     ◆ what stands behind it",
            va="center",
            fontsize=small,
        )
        self.score = fig.text(
            (_WIDTH - 14) / _WIDTH, 20 / _HEIGHT, "", va="center", ha="right", weight="bold"
        )
        return [self.title, self.rings, self.truth, self.score, *self.says]

    def update(self, result: Board) -> bool:
        """Move rings; show or hide what was measured."""
        self.title.set_text(finding(result))
        picked = [(MATCHES.index(p), k + 0.3) for k, p in enumerate(result.picks.values()) if p != UNMATCHED]
        self.rings.set_data([x for x, _ in picked], [y for _, y in picked])
        truth = [(MATCHES.index(m.match), k + 0.3) for k, m in enumerate(metaphors()) if result.shown]
        self.truth.set_data([x for x, _ in truth], [y for _, y in truth])
        for text, saying in zip(self.says, metaphors(), strict=True):
            text.set_text(saying.says if result.shown else "?")
        self.score.set_text(_score(result))
        return False

    def describe(self, result: Board) -> stage.Description:
        """Return the board in words."""
        what = (
            f"A board with {len(metaphors())} sayings about ketamine and the brain as rows and four columns: "
            f"{', '.join(MATCH[match].lower() for match in MATCHES)}."
        )
        lines = []
        for saying in metaphors():
            line = f"“{saying.metaphor}”: your match: {PICK[result.picks[saying.id]].lower()}"
            if result.shown:
                line += f"; what stands behind it: {MATCH[saying.match].lower()}. {saying.says}"
            lines.append(line.rstrip("."))
        trend = f"{finding(result).rstrip('?')}. {_score(result)}."
        return stage.Description(what, ". ".join(lines) + ".", trend, trend)

    def table(self, result: Board) -> stage.Table:
        """Return the board as rows."""
        rows = tuple(
            (
                m.metaphor, PICK[result.picks[m.id]],
                MATCH[m.match] if result.shown else "hidden", m.says if result.shown else "hidden",
                "; ".join(evidence.cite(ref) for ref in m.refs) if result.shown else "hidden",
            )
            for m in metaphors()
        )  # fmt: skip
        columns = ("Saying", "Your match", "What stands behind it", "What was measured", "Sources")
        return stage.Table("Sayings, and what was measured", columns, rows)

    def cards(self, result: Board) -> tuple[stage.Card, ...]:
        """Return a card for each saying, once the answers are shown."""
        return tuple(_card(m) for m in metaphors()) if result.shown else ()

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - a whole row opens its card
        """Return the saying of the row that was clicked."""
        return metaphors()[int(y)].id if axes is self.axes and 0 <= y < len(metaphors()) else None


def finding(result: Board) -> str:
    """Return the sentence above the board."""
    if not result.shown:
        return "Five sayings. What was measured behind each?"
    plain = sum(m.match == "people" for m in metaphors())
    return f"Of {len(metaphors())} sayings {plain} was measured in people as told, and then only while the drug acts"


def _score(result: Board) -> str:
    if result.shown:
        return f"{result.right} of {result.made} matched" if result.made else "You matched none"
    return f"{result.made} of {len(metaphors())} matched so far"


def _card(saying: Metaphor) -> stage.Card:
    lines = [f"{MATCH[saying.match]}. {saying.says}"]
    effects = {row["id"]: row for row in evidence.rows("network/connectivity_effects")}
    for name in saying.effects:
        row = effects[name]
        way = evidence.meaning("direction", row["direction"]).lower()
        lines.append(f"{Finding(row).text}: {way} ({evidence.cite(row['ref'])}).")
    signals = {row["id"]: row for row in evidence.rows("network/signal_effects")}
    for name in saying.signals:
        row = signals[name]
        n = f", n {row['n']}" if row["n"] else ""
        contrast = evidence.meaning("network_contrast", row["contrast"]).lower()
        lines.append(f"{row['signal']}{n}; {contrast}: {row['direction']} ({evidence.cite(row['ref'])}).")
    lines.append("Sources: " + "; ".join(evidence.cite(ref) for ref in saying.refs) + ".")
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(saying.id, saying.metaphor, f"<h4>{escape(saying.metaphor)}</h4>{body}")
