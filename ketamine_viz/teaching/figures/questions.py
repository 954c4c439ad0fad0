"""The picture of how many questions there are on what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.figure import Figure

from ketamine_viz import stage
from ketamine_viz.stage.text import join, plural

#: Shades of one ink, told apart by hatching and by a number in each bar as well.
_SHADES = (
    ("#333333", "white", ""),
    ("#767676", "white", ""),
    ("#dfe3e8", "#222222", "//"),
    ("white", "#222222", "xx"),
)


@dataclass(frozen=True)
class QuestionCounts:
    """Questions by part of the subject and kind.

    Attributes
    ----------
    words
        Which questions, as it is spoken.
    parts, kinds
        Names in the order drawn: parts from the top, kinds from the left.
    counts
        ``(part, kind)`` → how many.
    """

    words: str
    parts: tuple[str, ...]
    kinds: tuple[str, ...]
    counts: Mapping[tuple[str, str], int]

    def of_part(self, part: str) -> int:
        """How many there are on one part."""
        return sum(self.counts.get((part, kind), 0) for kind in self.kinds)

    def of_kind(self, kind: str) -> int:
        """How many there are of one kind."""
        return sum(self.counts.get((part, kind), 0) for part in self.parts)

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())


class QuestionsPicture(stage.Picture):
    """Lying bars, one for each part of the subject, split by kind of question.

    Parameters
    ----------
    parts, kinds
        Names in the order drawn.
    most
        Largest number in one part, over all choices: the axis stays put.
    """

    size = (900, 420)

    def __init__(self, parts: tuple[str, ...], kinds: tuple[str, ...], most: int) -> None:
        self._parts, self._kinds, self._most = parts, kinds, most

    def build(self, fig: Figure) -> list[Artist]:
        """Make a bar and a number for each part and kind."""
        axes = fig.add_axes((0.25, 0.12, 0.735, 0.72))
        axes.set(
            xlim=(0, self._most * 1.04), ylim=(len(self._parts) - 0.5, -0.5), xlabel="Number of questions"
        )
        axes.set_xticks(range(0, self._most + 1, 5))
        axes.set_yticks(range(len(self._parts)), self._parts)
        axes.tick_params(axis="y", length=0, labelsize="medium")
        axes.grid(axis="y", visible=False)
        self._bars, self._numbers = {}, {}
        for kind, (face, ink, hatch) in zip(self._kinds, _SHADES, strict=True):
            bars = axes.barh(
                range(len(self._parts)), [0] * len(self._parts), height=0.76, label=kind,
                facecolor=face, edgecolor="#444444", linewidth=0.8, hatch=hatch,
            )  # fmt: skip
            box = {"facecolor": face, "edgecolor": "none", "pad": 0.3} if hatch else None
            for place, (part, bar) in enumerate(zip(self._parts, bars, strict=True)):
                self._bars[part, kind] = bar
                self._numbers[part, kind] = axes.text(
                    0, place, "", ha="center", va="center_baseline", color=ink, bbox=box
                )
        self._ends = [
            axes.text(0, place, "", va="center_baseline", weight="bold") for place in range(len(self._parts))
        ]
        fig.legend(*axes.get_legend_handles_labels(), loc="upper right", bbox_to_anchor=(0.99, 0.94), ncols=4)
        self._heading = fig.text(0.012, 0.965, "", va="center", weight="bold")
        words = (*self._numbers.values(), *self._ends, self._heading)
        return [*self._bars.values(), *words, axes.spines["left"], axes.spines["bottom"]]

    def update(self, result: QuestionCounts) -> bool:
        """Stretch the bars to a result."""
        for place, part in enumerate(self._parts):
            left = 0
            for kind in self._kinds:
                count = result.counts.get((part, kind), 0)
                self._bars[part, kind].set(x=left, width=count, visible=count > 0)
                self._numbers[part, kind].set(text=str(count) if count else "", x=left + count / 2)
                left += count
            self._ends[place].set(text=str(left), x=left + self._most * 0.008)
        self._heading.set_text(f"{result.words}: {result.total}")
        return False

    def describe(self, result: QuestionCounts) -> stage.Description:
        """Say how many there are on each part, and of which kinds."""
        parts = join(f"{part.lower()} {result.of_part(part)}" for part in result.parts)
        kinds = join(f"{kind.lower()} {result.of_kind(kind)}" for kind in result.kinds)
        largest = max(result.parts, key=result.of_part)
        return stage.Description(
            what=(
                "Lying bars: number of questions by part of the subject, split by kind of question. "
                f"{result.words}."
            ),
            values=f"{plural(result.total, 'question')}. By part: {parts}. By kind: {kinds}.",
            trend=f"Most are on {largest.lower()}.",
            headline=f"{result.words}: {plural(result.total, 'question')}, most on {largest.lower()}.",
        )

    def table(self, result: QuestionCounts) -> stage.Table:
        """Return the counts."""
        return stage.Table(
            f"Questions by part and kind. {result.words}.",
            ("Part of the subject", *result.kinds, "all kinds"),
            tuple(
                (part, *(result.counts.get((part, kind), 0) for kind in result.kinds), result.of_part(part))
                for part in result.parts
            ),
        )
