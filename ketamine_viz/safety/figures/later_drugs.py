"""Picture: drugs that followed ketamine, how far each came, its result and its control group."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_viz import evidence, stage
from ketamine_viz.safety.citing import card, cited
from ketamine_viz.safety.later_drugs import PHASES, Candidate, Pipeline, candidates
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import plural

_WIDTH, _HEIGHT = 900, 610
_FRAME = (258, 52, 146, 486)
_TEXT = 420
_INK, _PALE = theme.style("ink").colour, "#444444"
#: Filled is better, hollow is no better, a diamond is both.
_MARKERS = {"better": ("o", _INK), "mixed": ("D", "#9aa0a8"), "no_better": ("s", "white")}
VERDICT_WORDS = {"better": "better than its control", "mixed": "better in part", "no_better": "no better"}
SORT_WORDS = {"phase": "furthest first", "year": "newest result first", "people": "most people first"}


class HowFar(stage.Picture):
    """A line for each drug: as long as it came, with a mark for its result, and words beside it."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make the frame, the key and a pool of lines."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.title = fig.text(12 / _WIDTH, 1 - 9 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        left, bottom, width, height = _FRAME
        axes = self.axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        axes.set(xlim=(0.7, 4.3), ylim=(0, height), yticks=[], xticks=[1, 2, 3, 4])
        axes.set_xticklabels(["1", "2", "3", "licence"])
        axes.set_xlabel("furthest phase with a result", fontsize=self.small)
        axes.spines["left"].set_visible(False)
        pool = range(len(candidates()))
        self.paths = [axes.plot([], [], color="#9aa0a8", linewidth=3, solid_capstyle="butt")[0] for _ in pool]
        self.marks = {
            name: axes.plot([], [], marker, color=face, markeredgecolor=_INK, markeredgewidth=1.6, markersize=10,
                            zorder=3)[0]
            for name, (marker, face) in _MARKERS.items()
        }  # fmt: skip
        look: dict[str, Any] = {"va": "center", "fontsize": self.small}
        self.names = [fig.text(12 / _WIDTH, 0, "", **look) for _ in pool]
        self.results = [fig.text(_TEXT / _WIDTH, 0, "", **look) for _ in pool]
        self.facts = [fig.text(_TEXT / _WIDTH, 0, "", color=_PALE, **look) for _ in pool]
        self.empty = fig.text(0.5, 0.5, "", ha="center", **look)
        key = fig.add_axes((12 / _WIDTH, 1 - 60 / _HEIGHT, 700 / _WIDTH, 20 / _HEIGHT))
        key.set(xlim=(0, 700), ylim=(0, 20))
        key.axis("off")
        x = 8
        for name, (marker, face) in _MARKERS.items():
            key.plot([x], [10], marker, color=face, markeredgecolor=_INK, markeredgewidth=1.6, markersize=10)
            key.text(x + 12, 10, VERDICT_WORDS[name], **look)
            x += 200
        return [
            self.title, *self.paths, *self.marks.values(), *self.names, *self.results, *self.facts, self.empty
        ]  # fmt: skip

    def update(self, result: Pipeline) -> bool:
        """Move lines, marks and words."""
        self.title.set_text(finding(result))
        _, bottom, _, height = _FRAME
        pitch = min(46.0, height / max(len(result.shown), 1))
        places = {one.id: height - pitch * (k + 0.5) for k, one in enumerate(result.shown)}
        for name, artist in self.marks.items():
            mine = [one for one in result.shown if one.verdict == name]
            artist.set_data([one.phase for one in mine], [places[one.id] for one in mine])
        for k, path in enumerate(self.paths):
            pool = (self.names[k], self.results[k], self.facts[k])
            if k >= len(result.shown):
                path.set_data([], [])
                for text in pool:
                    text.set_text("")
                continue
            one = result.shown[k]
            y = places[one.id]
            path.set_data([0.7, one.phase], [y, y])
            for text, words, up in zip(
                pool, (one.drug, capital(one.result), facts(one, "v")), (0, 8, -8), strict=True
            ):
                text.set(text=words, y=(bottom + y + up) / _HEIGHT)
        self.empty.set_text("" if result.shown else "No such drug in what was read.")
        self._places = places
        return False

    def describe(self, result: Pipeline) -> stage.Description:
        """Return the picture in words."""
        what = (
            f"{len(result.shown)} of {result.total} drugs that followed ketamine into trials of depression, "
            f"{SORT_WORDS[result.sort]}; for each how far it came ({', '.join(PHASES)}) and how its main trial ended."
        )
        values = "; ".join(
            f"{one.drug}: {PHASES[one.phase - 1]}, {VERDICT_WORDS[one.verdict]}; {one.result}; {facts(one)}"
            for one in result.shown
        )
        return stage.Description(
            what, f"{values}." if values else "", f"{finding(result)}.", f"{finding(result)}."
        )

    def table(self, result: Pipeline) -> stage.Table:
        """Return every drug that is drawn."""
        rows = tuple(
            (
                one.drug, evidence.meaning("pipeline_target", one.target), PHASES[one.phase - 1], str(one.year),
                f"{one.n:,} ({one.n_is})", one.against, VERDICT_WORDS[one.verdict], one.result, after(one),
                "; ".join(evidence.cite(ref) for ref in one.refs),
            )
            for one in result.shown
        )  # fmt: skip
        return stage.Table(
            f"Drugs after ketamine, {SORT_WORDS[result.sort]}",
            ("Drug", "Target", "Furthest", "Year", "People in the trial", "Against", "Verdict", "Main trial", "Then",
             "Reference"),
            rows,
        )  # fmt: skip

    def cards(self, result: Pipeline) -> tuple[stage.Card, ...]:
        """Return a card for each drug."""
        return tuple(_card(one) for one in result.shown)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - a drug fills its whole line
        """Return the drug in whose line a click fell."""
        if axes is not self.axes or not self._places:
            return None
        return min(self._places, key=lambda name: abs(self._places[name] - y))


def capital(words: str) -> str:
    """Return words with a capital at the front.

    Examples
    --------
    >>> capital("missed")
    'Missed'
    """
    return words[0].upper() + words[1:]


def after(one: Candidate) -> str:
    """Return what came after the trial, with its date."""
    words = {
        "licensed": "licensed", "next_trial": "next trial begun", "stopped": "stopped",
        "no_news": "no later step found by",
    }  # fmt: skip
    return f"{words[one.status]} {one.when}"


def facts(one: Candidate, against: str = "against") -> str:
    """Return people, control, year and what came after."""
    return f"n {one.n:,} {against} {one.against}, {one.year}. {capital(after(one))}"


def finding(result: Pipeline) -> str:
    """Return the sentence above the picture."""
    if not result.shown:
        return "No drug of this sort among those that were read"
    better = sum(one.verdict == "better" for one in result.shown)
    licensed = sum(one.phase == 4 for one in result.shown)
    return (
        f"{plural(len(result.shown), 'drug')} after ketamine: {better} better than control in the trial shown, "
        f"{licensed} licensed"
    )


def _card(one: Candidate) -> stage.Card:
    lines = (
        f"{evidence.meaning('pipeline_target', one.target)}. {capital(PHASES[one.phase - 1])}, {one.year}.",
        f"{capital(one.result)}.",
        f"{one.n:,} people ({one.n_is}), against {one.against}: {VERDICT_WORDS[one.verdict]}.",
        f"{capital(after(one))}.",
        f"{cited(one.refs, one.verified)}.",
    )
    return card(one.id, one.drug, lines)
