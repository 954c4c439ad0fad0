"""The picture of how much is known in whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from matplotlib.artist import Artist
from matplotlib.figure import Figure

from ketamine_viz import stage
from ketamine_viz.evidence.counts import KNOWN, WHO
from ketamine_viz.stage.text import join, plural

#: Shades of one ink: the more of the source was seen, the darker; hatching where the shade is light.
_SHADES = {
    "fulltext": ("#222222", "white", ""),
    "abstract": ("#767676", "white", ""),
    "secondary": ("#dfe3e8", "#222222", "//"),
    "measured_here": ("white", "#222222", "xx"),
}
#: Least share of the axis in which a number fits inside its bar.
_ROOM = 0.06


@dataclass(frozen=True)
class Counted:
    """Rows that rest on a reference, by who was studied and how it is known.

    Attributes
    ----------
    words
        Which part of the subject, as it is spoken.
    counts
        ``(one of WHO, key of KNOWN)`` → number of rows.
    recalled
        Rows of the whole suite that were left out because they were only recalled.
    """

    words: str
    counts: Mapping[tuple[str, str], int]
    recalled: int

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    def group(self, who: str) -> int:
        """How many there are of one group."""
        return sum(self.counts.get((who, known), 0) for known in KNOWN)

    def read(self, known: str) -> int:
        """How many are known in one way."""
        return sum(self.counts.get((who, known), 0) for who in WHO)

    def share(self, number: int) -> str:
        """Return a number as a share of all."""
        share = number / self.total if self.total else 0
        return "under 1%" if 0 < share < 0.005 else f"{share:.0%}"


class CountsPicture(stage.Picture):
    """Lying bars: one for each group of living things, split by how far the source was read."""

    size = (900, 360)

    def build(self, fig: Figure) -> list[Artist]:
        """Make a bar and a number for each group and way of knowing."""
        self._axes = axes = fig.add_axes((0.195, 0.14, 0.79, 0.71))
        axes.set(ylim=(len(WHO) - 0.5, -0.5), xlabel="Number of statements")
        axes.set_yticks(range(len(WHO)), WHO)
        axes.tick_params(axis="y", length=0, labelsize="medium")
        axes.grid(axis="y", visible=False)
        self._bars, self._numbers = {}, {}
        for known, (face, ink, hatch) in _SHADES.items():
            look: dict[str, Any] = {
                "facecolor": face,
                "edgecolor": "#444444",
                "linewidth": 0.8,
                "hatch": hatch,
            }
            bars = axes.barh(range(len(WHO)), [0] * len(WHO), height=0.66, label=KNOWN[known], **look)
            box = {"facecolor": face, "edgecolor": "none", "pad": 1} if hatch else None
            for who, bar in zip(WHO, bars, strict=True):
                self._bars[who, known] = bar
                self._numbers[who, known] = axes.text(
                    0,
                    WHO.index(who),
                    "",
                    ha="center",
                    va="center_baseline",
                    color=ink,
                    size="medium",
                    bbox=box,
                )
        self._ends = [
            axes.text(0, place, "", va="center_baseline", weight="bold") for place in range(len(WHO))
        ]
        fig.legend(*axes.get_legend_handles_labels(), loc="upper right", bbox_to_anchor=(0.99, 1.0), ncols=4)
        self._heading = fig.text(0.012, 0.955, "", va="center", weight="bold")
        words = (*self._numbers.values(), *self._ends, self._heading)
        # The spines lie over bars and grid, so they are drawn again with them.
        spines = (axes.spines["left"], axes.spines["bottom"])
        return [axes.xaxis, *self._bars.values(), *words, *spines]

    def update(self, result: Counted) -> bool:
        """Stretch the bars to a result."""
        longest = max((result.group(who) for who in WHO), default=0) or 1
        reach = longest * 1.22
        self._axes.set_xlim(0, reach)
        for place, who in enumerate(WHO):
            left = 0
            for known in KNOWN:
                number = result.counts.get((who, known), 0)
                bar, words = self._bars[who, known], self._numbers[who, known]
                bar.set(x=left, width=number, visible=number > 0)
                words.set(text=f"{number:,}" if number / reach >= _ROOM else "", x=left + number / 2)
                left += number
            self._ends[place].set(text=f"{left:,}  ({result.share(left)})", x=left + reach * 0.008)
        self._heading.set_text(f"{result.total:,} statements")
        return False

    def describe(self, result: Counted) -> stage.Description:
        """Say how many there are of each group, and how they are known."""
        groups = join(
            f"{who.lower()} {result.group(who):,} ({result.share(result.group(who))})" for who in WHO
        )
        known = join(
            f"{words} {result.read(key):,} ({result.share(result.read(key))})" for key, words in KNOWN.items()
        )
        people, largest = result.group("People"), max(WHO, key=result.group)
        return stage.Description(
            what=f"Lying bars: number of statements by who was studied, split by how they are known. {result.words}.",
            values=f"{plural(result.total, 'statement')}. In whom: {groups}. How known: {known}.",
            trend=f"The largest group: {largest.lower()}.",
            headline=(
                f"{result.words}: {people:,} of {result.total:,} statements ({result.share(people)}) "
                "rest on people alone."
            ),
        )

    def table(self, result: Counted) -> stage.Table:
        """Return the counts."""
        return stage.Table(
            f"Statements by who was studied and how they are known. {result.words}.",
            ("Who was studied", *KNOWN.values(), "all"),
            tuple(
                (who, *(result.counts.get((who, known), 0) for known in KNOWN), result.group(who))
                for who in WHO
            ),
        )
