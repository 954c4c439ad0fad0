"""Picture: dated facts, one below the other, each with its label beside its mark."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_viz import stage
from ketamine_viz.safety.citing import card, cited
from ketamine_viz.safety.dated import Mark, Timeline
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import plural

_WIDTH, _HEIGHT = 900, 590
_FRAME = (24, 44, 852, 484)
_MOST = 24
#: Pixels of a letter, and from a mark to its label: enough for the widest labels there are.
_LETTER, _ASIDE = 6.9, 12
_MARKERS = {
    "licence": "^", "control": "s", "warning": "X", "payer": "d",
    "anaesthesia": "o", "receptor": "s", "mind": "X", "mechanism": "^", "mood": "d",
}  # fmt: skip
#: Year in which the spray was first licensed.
_SPRAY = 2019
_INK, _PALE = theme.style("ink").colour, "#444444"


class DatedFacts(stage.Picture):
    """A line of time; the earliest fact stands on top."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make the frame, the key and a pool of labels."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.title = fig.text(12 / _WIDTH, 1 - 9 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        left, bottom, width, height = _FRAME
        axes = self.axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        axes.set(ylim=(0, height), yticks=[])
        axes.spines["left"].set_visible(False)
        look: dict[str, Any] = {"linestyle": "none", "markersize": 9, "color": _INK, "zorder": 3}
        self.marks = {
            (kind, hollow): axes.plot(
                [],
                [],
                marker=marker,
                markerfacecolor="white" if hollow else _INK,
                markeredgewidth=1.4,
                **look,
            )[0]
            for kind, marker in _MARKERS.items()
            for hollow in (False, True)
        }
        self.labels = [axes.text(0, 0, "", va="center", fontsize=self.small, zorder=4) for _ in range(_MOST)]
        self.empty = axes.text(
            0.5, 0.5, "", transform=axes.transAxes, ha="center", va="center", fontsize=self.small, color=_PALE
        )
        key = self.key = fig.add_axes((12 / _WIDTH, 1 - 58 / _HEIGHT, 876 / _WIDTH, 20 / _HEIGHT))
        key.set(xlim=(0, 876), ylim=(0, 20))
        key.axis("off")
        self.key_marks = [key.plot([], [], markersize=9, linestyle="none", color=_INK)[0] for _ in range(6)]
        self.key_words = [key.text(0, 10, "", va="center", fontsize=self.small) for _ in range(6)]
        return [self.title, *self.marks.values(), *self.labels, self.empty, *self.key_marks, *self.key_words]

    def update(self, result: Timeline) -> bool:
        """Move marks and labels."""
        self.title.set_text(finding(result))
        moved = self.axes.get_xlim() != (result.start, result.end)
        if moved:
            self.axes.set_xlim(result.start, result.end)
            step = 10 if result.end - result.start > 20 else 1
            first = -(-result.start // step) * step
            self.axes.set_xticks(list(range(first, result.end + 1, step)))
        self._draw_key(result)
        _, _, width, height = _FRAME
        pitch = min(30.0, height / max(len(result.marks), 1))
        places = {mark.id: height - pitch * (k + 0.5) for k, mark in enumerate(result.marks)}
        for (kind, hollow), artist in self.marks.items():
            mine = [mark for mark in result.marks if mark.kind == kind and mark.hollow == hollow]
            artist.set_data([mark.when for mark in mine], [places[mark.id] for mark in mine])
        per_pixel = (result.end - result.start) / width
        for text, mark in zip(self.labels, result.marks, strict=False):
            words = label(mark, result)
            room = (result.end - mark.when) / per_pixel
            right = len(words) * _LETTER + _ASIDE < room
            aside = _ASIDE * per_pixel * (1 if right else -1)
            text.set(text=words, x=mark.when + aside, y=places[mark.id], ha="left" if right else "right")
        for text in self.labels[len(result.marks) :]:
            text.set_text("")
        self.empty.set_text("" if result.marks else f"No {result.topic} of this sort in what was read.")
        self._places = places
        return moved

    def _draw_key(self, result: Timeline) -> None:
        entries = [(_MARKERS[kind], False, words) for kind, words in result.kinds]
        if any(mark.hollow for mark in result.marks):
            entries.append(("o", True, "hollow: animals"))
        x = 8.0
        for k, (artist, text) in enumerate(zip(self.key_marks, self.key_words, strict=True)):
            if k >= len(entries):
                artist.set_data([], [])
                text.set_text("")
                continue
            marker, hollow, words = entries[k]
            artist.set_data([x], [10])
            artist.set(marker=marker, markerfacecolor="white" if hollow else _INK)
            text.set(text=words, x=x + 11)
            x += 34 + 7.4 * len(words)

    def describe(self, result: Timeline) -> stage.Description:
        """Return the picture in words."""
        what = (
            f"A line of time from {result.start} to {result.end}: {plural(len(result.marks), result.topic)}, the "
            f"earliest on top, each with its mark. {result.chosen}."
        )
        values = "; ".join(f"{label(mark, result)} ({mark.kind_words.lower()})" for mark in result.marks)
        trend = f"{finding(result)}." if result.marks else "Nothing of this sort in what was read."
        return stage.Description(what, f"{values}." if values else "", trend, f"{finding(result)}.")

    def table(self, result: Timeline) -> stage.Table:
        """Return every fact that is drawn."""
        rows = tuple(
            (mark.date, mark.place, mark.kind_words, mark.what, mark.beside, cited(mark.refs, mark.verified))
            for mark in result.marks
        )
        beside = "To mind" if result.topic == "decision" else "People and control"
        return stage.Table(
            f"{result.chosen}: each {result.topic} with its source",
            ("Date", "Where or in whom", "Kind", "What", beside, "Reference"),
            rows,
        )

    def cards(self, result: Timeline) -> tuple[stage.Card, ...]:
        """Return a card for each fact."""
        return tuple(_card(mark) for mark in result.marks)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - a fact fills its whole line
        """Return the fact in whose line a click fell."""
        if axes is not self.axes or not self._places:
            return None
        return min(self._places, key=lambda name: abs(self._places[name] - y))


def label(mark: Mark, result: Timeline) -> str:
    """Return the words beside a mark."""
    if result.topic == "decision":
        return f"{mark.date}, {mark.place}: {mark.short}"
    return f"{mark.date}: {mark.short}" + (f" ({mark.beside})" if result.labelled else "")


def finding(result: Timeline) -> str:
    """Return the sentence above the picture."""
    if not result.marks:
        return f"{result.chosen}: none found"
    first, last = result.marks[0], result.marks[-1]
    many = len(result.marks)
    if many == 1:
        return f"{result.chosen}: one, in {first.date}"
    late = sum(mark.when >= _SPRAY for mark in result.marks)
    if result.topic == "decision" and 0 < late < many:
        return f"{result.chosen}: {many}, {late} since the spray ({_SPRAY:g})"
    return f"{result.chosen}: {many}, from {int(first.when)} to {int(last.when)}"


def _card(mark: Mark) -> stage.Card:
    lines = [f"{mark.place[0].upper()}{mark.place[1:]}. {mark.kind_words}.", f"{mark.what}."]
    if mark.beside:
        lines.append(f"{mark.beside[0].upper()}{mark.beside[1:]}.")
    return card(mark.id, f"{mark.date}: {mark.short}", [*lines, f"{cited(mark.refs, mark.verified)}."])
