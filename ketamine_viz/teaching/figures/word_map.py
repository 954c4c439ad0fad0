"""The picture of a word and the words beside it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from matplotlib.artist import Artist
from matplotlib.figure import Figure

from ketamine_viz import stage
from ketamine_viz.stage.text import join, plural
from ketamine_viz.teaching.glossary import Word
from ketamine_viz.teaching.neighbourhood import Neighbourhood

#: Most words on one side, and where the two sides and the middle stand (share of the width).
SLOTS = 6
_SIDES = {"naming": (0.145, 0.29), "named": (0.855, 0.71)}
_MIDDLE, _LOW, _HIGH = 0.5, 0.23, 0.89
_INK, _QUIET = "#222222", "#555555"


class WordMap(stage.Picture):
    """The word in the middle, words that name it to the left, words it names to the right."""

    size = (900, 420)

    def build(self, fig: Figure) -> list[Artist]:
        """Make a middle, and on each side a box and a line for every word there may be."""
        axes = fig.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set(xlim=(0, 1), ylim=(0, 1))
        box: dict[str, Any] = {
            "boxstyle": "round,pad=0.45",
            "facecolor": "white",
            "edgecolor": "#767676",
            "linewidth": 1.2,
        }
        look: dict[str, Any] = {"ha": "center", "va": "center", "size": "medium", "color": _INK}
        self._lines = {
            side: [axes.plot([], [], color="#767676", linewidth=1.4, zorder=1)[0] for _ in range(SLOTS)]
            for side in _SIDES
        }
        self._boxes = {
            side: [axes.text(x, 0, "", bbox=dict(box), zorder=3, **look) for _ in range(SLOTS)]
            for side, (x, _) in _SIDES.items()
        }
        heavy = {**box, "edgecolor": _INK, "linewidth": 2.2, "boxstyle": "round,pad=0.7"}
        self._middle = axes.text(
            _MIDDLE, 0.74, "", bbox=heavy, zorder=3, linespacing=1.35, **{**look, "va": "top"}
        )
        self._title = axes.text(
            _MIDDLE, 0.8, "", zorder=3, **{**look, "va": "bottom", "size": "large"}, weight="bold"
        )
        self._heads = {
            side: axes.text(
                x, 0.945, words, ha="center", va="center", size="medium", weight="bold", color=_INK
            )
            for (side, (x, _)), words in zip(_SIDES.items(), ("Named by", "Names"), strict=True)
        }
        self._none = {
            side: axes.text(
                x, (_LOW + _HIGH) / 2, "no word", ha="center", va="center", size="medium", color=_QUIET
            )
            for side, (x, _) in _SIDES.items()
        }
        self._below = axes.text(
            0.02, 0.17, "", ha="left", va="top", size="medium", color=_INK, linespacing=1.35
        )
        self._key = axes.text(
            _MIDDLE, 0.945, "broken frame: another part of the subject", ha="center", va="center",
            size="medium", color=_QUIET,
        )  # fmt: skip
        lines = [line for side in self._lines.values() for line in side]
        boxes = [text for side in self._boxes.values() for text in side]
        return [*lines, *boxes, self._middle, self._title, *self._none.values(), self._below]

    def update(self, result: Neighbourhood) -> bool:
        """Write the words of a result."""
        word = result.word
        self._title.set_text(word.term)
        meaning = "\n".join(textwrap.wrap(word.definition, 34))
        self._middle.set_text(f"{meaning}\n({word.level})")
        self._side("naming", result.naming, word)
        self._side("named", result.named, word)
        words = f"One step further: {join(result.further) or 'no word'}." if result.asked else ""
        self._below.set_text("\n".join(textwrap.wrap(words, 108)))
        return False

    def _side(self, side: str, found: Sequence[Word], word: Word) -> None:
        x, end = _SIDES[side]
        step = (_HIGH - _LOW) / max(len(found), 1)
        for place, (box, line) in enumerate(zip(self._boxes[side], self._lines[side], strict=True)):
            there = place < len(found)
            box.set_visible(there)
            line.set_visible(there)
            if not there:
                continue
            one = found[place]
            y = _HIGH - step * (place + 0.5)
            box.set(text=textwrap.fill(one.term, 28), position=(x, y))
            frame = box.get_bbox_patch()
            if frame is not None:
                frame.set_linestyle("-" if one.level == word.level else "--")
            line.set_data([x, _MIDDLE + (end - _MIDDLE) * 0.5], [y, 0.6])
        self._none[side].set_visible(not found)

    def describe(self, result: Neighbourhood) -> stage.Description:
        """Say what the word means and which words stand beside it."""
        word = result.word
        other = [one.term for one in (*result.naming, *result.named) if one.level != word.level]
        further = f" One step further: {join(result.further) or 'no word'}." if result.asked else ""
        return stage.Description(
            what=f"A word with the words beside it. In the middle: {word.term} ({word.level}): {word.definition}",
            values=f"Named by {_listed(result.naming)}. Names {_listed(result.named)}.{further}",
            trend=f"From another part of the subject: {join(other) or 'none'}.",
            headline=f"{word.term}: {word.definition} Beside it: {plural(len(word.neighbours), 'word')}.",
        )

    def table(self, result: Neighbourhood) -> stage.Table:
        """Return the words with their meanings."""
        sides = (("the word itself", (result.word,)), ("names it", result.naming), ("is named", result.named))
        rows: list[tuple[str | None, ...]] = [
            (one.term, how, one.level, one.definition) for how, found in sides for one in found
        ]
        rows += [(name, "one step further", None, None) for name in result.further]
        return stage.Table(
            f"Words around {result.word.term}.", ("Word", "How it is joined", "Part", "Meaning"), tuple(rows)
        )


def _listed(found: Sequence[Word]) -> str:
    return join(one.term for one in found) or "no word"
