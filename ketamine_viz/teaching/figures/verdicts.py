"""The picture of how the claims stand: one bar a verdict, in four groups and values apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from ketamine_viz import evidence, stage
from ketamine_viz.stage.text import join, plural
from ketamine_viz.teaching.tally import ALL, OFTEN, Tally
from ketamine_viz.teaching.verdicts import WORDS

#: Groups from top to bottom: verdicts, and what the group is called when there is one claim and when many.
_GROUPS = (
    (("supported", "supported_with_caveats"), "holds up,\nat least partly", "hold up,\nat least partly"),
    (("oversimplified", "overstated"), "says more\nthan is known", "say more\nthan is known"),
    (("contested", "unsupported"), "is still open", "are still open"),
    (("wrong",), "is wrong", "are wrong"),
    (("value_statement",), "apart: values", "apart: values"),
)
#: Shades of one ink with hatching, so that no verdict hangs on a colour.
_LOOKS: Mapping[str, dict[str, Any]] = {
    "supported": {"facecolor": "#222222"},
    "supported_with_caveats": {"facecolor": "#767676"},
    "oversimplified": {"facecolor": "#dfe3e8", "hatch": "//"},
    "overstated": {"facecolor": "#dfe3e8", "hatch": "xx"},
    "contested": {"facecolor": "white", "hatch": ".."},
    "unsupported": {"facecolor": "white"},
    "wrong": {"facecolor": "#444444", "hatch": "---"},
    "value_statement": {"facecolor": "white", "linestyle": (0, (4, 2))},
}
#: Space between two groups, in bars.
_GAP = 0.45
#: Share of the axis that bars may fill; the rest names the groups.
_REACH = 0.74


class VerdictsPicture(stage.Picture):
    """Lying bars: one a verdict; diamonds show how they would run if the part were like the whole."""

    size = (900, 420)

    def build(self, fig: Figure) -> list[Artist]:
        """Make a bar, a number and a diamond for each verdict, and a name for each group."""
        self._places, at = {}, 0.0
        for verdicts, _, _ in _GROUPS:
            for verdict in verdicts:
                self._places[verdict] = at
                at += 1
            at += _GAP
        self._axes = axes = fig.add_axes((0.185, 0.155, 0.80, 0.735))
        axes.set(ylim=(at - _GAP - 0.45, -0.6), xlabel="Number of claims", xlim=(0, 1))
        axes.set_yticks(list(self._places.values()), [_capital(WORDS[v]) for v in self._places])
        axes.tick_params(axis="y", length=0, labelsize="medium")
        axes.grid(axis="y", visible=False)
        beside: dict[str, Any] = {"va": "center_baseline", "size": "medium"}
        self._bars, self._numbers = {}, {}
        for verdict, place in self._places.items():
            (bar,) = axes.barh([place], [0], height=0.72, edgecolor="#222222", linewidth=1, **_LOOKS[verdict])
            self._bars[verdict] = bar
            self._numbers[verdict] = axes.text(0, place, "", weight="bold", **beside)
        (self._diamonds,) = axes.plot(
            [], [], linestyle="none", marker="D", markersize=8, markerfacecolor="white",
            markeredgecolor="#222222", markeredgewidth=1.6, zorder=5,
        )  # fmt: skip
        self._names = []
        for verdicts, _, _ in _GROUPS:
            middle = sum(self._places[v] for v in verdicts) / len(verdicts)
            words = axes.text(0.835, middle, "", transform=axes.get_yaxis_transform(), va="center")
            first, last = self._places[verdicts[0]] - 0.36, self._places[verdicts[-1]] + 0.36
            axes.plot(
                [0.82, 0.82],
                [first, last],
                transform=axes.get_yaxis_transform(),
                color="#222222",
                linewidth=1.5,
            )
            self._names.append(words)
        self._heading = fig.text(0.012, 0.95, "", va="center", weight="bold")
        self._heading.set_fontsize(mpl.rcParams["axes.titlesize"])
        self._legend = fig.text(0.012, 0.025, "", va="center_baseline")
        moving = [*self._numbers.values(), *self._names, self._heading, self._legend]
        spines = (axes.spines["left"], axes.spines["bottom"])  # they lie over the bars
        return [axes.xaxis, *self._bars.values(), *moving, *spines, self._diamonds]

    def update(self, result: Tally) -> bool:
        """Stretch the bars to a result."""
        expected = expectation(result)
        reach = max(1, *result.counts.values(), *expected.values()) / _REACH
        self._axes.set_xlim(0, reach)
        step = next(one for one in (1, 2, 5, 10) if reach * _REACH <= 6 * one)
        self._axes.set_xticks(range(0, int(reach * _REACH) + 1, step))
        for verdict, number in result.counts.items():
            self._bars[verdict].set(width=number, visible=number > 0)
            edge = max(number, expected[verdict] + 0.012 * reach if not result.whole else 0)
            self._numbers[verdict].set(text=f"{number}", x=edge + 0.012 * reach)
        for (verdicts, one, many), words in zip(_GROUPS, self._names, strict=True):
            number = sum(result.counts[v] for v in verdicts)
            words.set_text(f"{number} {one if number == 1 else many}")
        shown = not result.whole and result.total > 0
        self._diamonds.set_data(
            [expected[v] for v in self._places] if shown else [], list(self._places.values()) if shown else []
        )
        self._heading.set_text(heading(result))
        self._legend.set_text("◇ where a bar would end if these were like all claims" if shown else "")
        return False

    def describe(self, result: Tally) -> stage.Description:
        """Say how many claims have each verdict."""
        counts = join(f"{WORDS[v]} {result.counts[v]}" for v in self._places)
        trend = f"{heading(result)}."
        if not result.whole and result.total:
            trend += f" Of all claims it is {result.share_of_all:.0%}; diamonds show where the bars would then end."
        return stage.Description(
            what=f"Lying bars: number of claims by how they stand. {chosen(result)}.",
            values=f"{plural(result.total, 'claim')}: {counts}.",
            trend=trend,
            headline=trend,
        )

    def table(self, result: Tally) -> stage.Table:
        """Return the counts."""
        total = result.total or 1
        return stage.Table(
            f"Claims by how they stand. {chosen(result)}.",
            (
                "How a claim stands",
                "What the word means",
                "Claims",
                "Share of these",
                "Claims of the whole suite",
            ),
            tuple(
                (
                    _capital(WORDS[v]),
                    evidence.meaning("verdict", v),
                    result.counts[v],
                    f"{result.counts[v] / total:.0%}",
                    result.everything[v],
                )
                for v in self._places
            ),
        )


def expectation(result: Tally) -> Mapping[str, float]:
    """Return how many of the claims chosen would have each verdict if they were like all claims."""
    whole = sum(result.everything.values())
    return {verdict: number * result.total / whole for verdict, number in result.everything.items()}


def heading(result: Tally) -> str:
    """Return the finding in one line."""
    if not result.total:
        return "No claim like this: choose another part"
    if not result.checkable:
        return f"{_capital(plural(result.total, 'statement'))} of values: nothing to check"
    return (
        f"{result.holding} of {plural(result.checkable, 'checkable claim')} "
        f"{'holds' if result.holding == 1 else 'hold'} up, at least partly ({result.share:.0%})"
    )


def chosen(result: Tally) -> str:
    """Return what was chosen, in words."""
    part = "All parts" if result.level == ALL else evidence.meaning("teaching_level", result.level)
    whom = (
        "in anyone" if result.species == ALL else evidence.meaning("evidence_species", result.species).lower()
    )
    return f"{part}; known: {whom}; made by {OFTEN[result.often][0]}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
