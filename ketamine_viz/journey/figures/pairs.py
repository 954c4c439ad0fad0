"""Picture: two regimens side by side on the stepped time axis, and how they differ in words."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from ketamine_viz import stage
from ketamine_viz.journey import screen_words as told
from ketamine_viz.journey import stretch
from ketamine_viz.journey.figures.lanes import Column
from ketamine_viz.journey.pairings import Pair
from ketamine_viz.journey.readings import readings
from ketamine_viz.journey.surety import LEVELS

_WIDTH, _HEIGHT = 900, 654
_LANES, _WIDE, _LANE, _PITCH, _FIRST = (168, 430), 222, 72, 90, 510
_WORDS = 666
#: Said on the left here, where a lane has no room for a key.
_HEADS = {
    "blood": "ketamine, % of\nleft's most",
    "cascade": "% of usual drip:\ndots glutamate\ndashes mTORC1\nline spines",
    "brain": "links of 153:\nfilled up,\nstriped down",
}


class SideBySideLanes(stage.Picture):
    """Two columns of six lanes, and a third of words."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make both columns and the words."""
        self._fig, self._small = fig, mpl.rcParams["xtick.labelsize"]
        bottoms = {level: float(_FIRST - _PITCH * k) for k, level in enumerate(LEVELS)}
        self._columns = [Column(fig, left, _WIDE, bottoms, _LANE) for left in _LANES]
        moving: list[Artist] = [artist for column in self._columns for artist in column.moving]
        self._title = self._text(12, _HEIGHT - 8, "", weight="bold", va="top")
        self._title.set_fontsize(mpl.rcParams["axes.titlesize"])
        self._names = [self._text(left, _HEIGHT - 36, "", weight="bold", va="top") for left in _LANES]
        self._text(_WORDS, _HEIGHT - 36, "Left | right", weight="bold", va="top")
        self._heads: dict[str, Any] = {}
        self._details: dict[str, Any] = {}
        for level, bottom in bottoms.items():
            top = bottom + _LANE
            name, what = told.HEADS[level]
            self._text(12, top + 2, name, weight="bold", va="top")
            shown = _HEADS.get(level, what)
            self._text(12, top - 15, shown, va="top", linespacing=1.1, color="#444444", fontsize=self._small)
            self._heads[level] = self._text(
                _WORDS, top + 2, "", weight="bold", va="top", fontsize=self._small
            )
            self._details[level] = self._text(
                _WORDS, top - 16, "", va="top", linespacing=1.15, color="#444444", fontsize=self._small
            )
            moving += [self._heads[level], self._details[level]]
        for column in self._columns[1:]:
            for axes in column.lanes.values():
                axes.tick_params(labelleft=False)
        self._text(12, 6, "Models, not data; round and square markers: trials. " + told.CANNOT_SHORT, va="bottom",
                   style="italic", fontsize=self._small)  # fmt: skip
        self._drawn: tuple[Any, Any] | None = None
        return [*moving, self._title]

    def _text(self, x: float, y: float, words: str, **look: Any) -> Any:
        return self._fig.text(x / _WIDTH, y / _HEIGHT, words, **look)

    def update(self, result: Pair) -> bool:
        """Draw another pair, or move to another time."""
        both = result.left, result.right
        fresh = both != self._drawn
        if fresh:
            for column, found, name, words in zip(
                self._columns, both, self._names, result.names, strict=True
            ):
                column.draw(found)
                name.set_text(words)
            self._drawn = both
            for level in LEVELS:  # one scale for both
                lanes = [column.lanes[level] for column in self._columns]
                top = max(axes.get_ylim()[1] for axes in lanes)
                least = min(axes.get_ylim()[0] for axes in lanes)
                ticks = max((axes.get_yticks() for axes in lanes), key=lambda at: float(at[-1]))
                for axes in lanes:
                    axes.set_ylim(least, top)
                    axes.set_yticks(ticks)
        for column, found in zip(self._columns, both, strict=True):
            column.move(found, result.at_h)
        self._title.set_text(f"{result.question}: {result.words}")
        for level, (head, detail) in result.differences.items():
            self._heads[level].set_text(head)
            self._details[level].set_text(detail)
        return fresh

    def describe(self, result: Pair) -> stage.Description:
        """Return both regimens and their differences in words."""
        when = stretch.words(result.at_h)
        lines = [
            f"{told.NAMES[level]}: {head}; {detail}.".replace("\n", " ").replace(" | ", " left, ")
            for level, (head, detail) in result.differences.items()
        ]
        first = result.differences["blood"][0]
        last = result.differences["mood"][0].replace(" | ", " left, ")
        return stage.Description(
            f"Two regimens side by side, six levels over one another in each: {result.question}. Left: "
            f"{result.names[0]}. Right: {result.names[1]}. One axis of time after the first dose, in equal steps "
            "from 10 minutes to 12 weeks; blood in percent of the highest level on the left. Of two numbers the "
            "first is the left one.",
            f"At {when}. {' '.join(lines)}",
            f"{told.CANNOT}",
            f"{result.words[0].upper()}{result.words[1:]}, {when}: blood, {first}; mood, {last}.",
        )

    def table(self, result: Pair) -> stage.Table:
        """Return what both say at every stop."""
        rows: list[tuple[object, ...]] = []
        for name, hours in stretch.STOPS:
            left, right = readings(result.left, hours), readings(result.right, hours)
            for level in LEVELS:
                said = [
                    side[level].said.replace("ng/mL of ketamine", "% of the highest on the left")
                    for side in (left, right)
                ]
                rows.append((told.NAMES[level], name, *said))
        for level, (head, detail) in result.differences.items():
            rows.append(
                (
                    f"{told.NAMES[level]}: difference",
                    stretch.words(result.at_h),
                    head,
                    detail.replace("\n", " "),
                )
            )
        return stage.Table(
            f"{result.question}: {result.words}",
            ("Level", "Time", "On the left", "On the right"),
            tuple(rows),
        )
