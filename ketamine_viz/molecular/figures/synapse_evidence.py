"""Picture: synapses before and after ketamine, by species and way of looking, and what each allows us to say."""

from __future__ import annotations

from functools import cache

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_viz import stage
from ketamine_viz.molecular.figures.finding_words import SPECIES, card, known_as, when, who, wrap
from ketamine_viz.molecular.pointing import short
from ketamine_viz.molecular.synapse_evidence import Evidence, Method, Seen, methods
from ketamine_viz.stage import theme

_WIDTH, _HEIGHT = 900, 460
_ROWS = (12, 134, 876, 262)  # left, bottom, width, height [pixels]
_LEAST, _MOST = 18.5, 27.0  # from line to line [pixels]
_MOST_LINES, _MOST_MARKS = 14, 24
_TIMES = (3.0, 6.0, 12.0, 24.0, 72.0, 336.0, 504.0)
_LOSS_X, _FIRST_X, _LAST_X = 340, 412, 690  # columns of the rows frame [pixels]
_AGAINST_X = 722
_BOX = (12, 312, 612)
_MARKS = {1: "^", 0: "o", -1: "v"}
_SAID = {1: "more", 0: "no change", -1: "fewer"}
_LOOKED = {
    "all": "Synapses in three ways of looking",
    "microscope": "Under the microscope, in mice and rats",
    "pet": "In the scanner: the marker SV2A",
    "human": "In people, any way of looking",
}


class SynapsePicture(stage.Picture):
    """Lines are studies, columns the time after ketamine; below, what each way of looking allows."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make lines, marks and texts once."""
        small = mpl.rcParams["xtick.labelsize"]
        self.title = fig.text(
            12 / _WIDTH, 1 - 9 / _HEIGHT, "", va="top", weight="bold", fontsize=mpl.rcParams["axes.titlesize"]
        )
        left, bottom, width, height = _ROWS
        self.rows = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        self.rows.set(xlim=(0, width), ylim=(0, height))
        self.rows.axis("off")
        self.rows.axvspan(_LOSS_X - 34, _LOSS_X + 34, color="#eef1f5", zorder=0)
        for hour in _TIMES:
            self.rows.axvline(_x(hour), color="#dddddd", linewidth=1.0, zorder=0)
            fig.text((left + _x(hour)) / _WIDTH, 404 / _HEIGHT, _short_time(hour), ha="center", va="center",
                     fontsize=small)  # fmt: skip
        middle = (left + (_FIRST_X + _LAST_X) / 2) / _WIDTH
        for x, y, words in (
            ((left + _LOSS_X) / _WIDTH, 412, "Stress or\ndepression"),
            (middle, 422, "After ketamine"),
            ((left + _AGAINST_X) / _WIDTH, 404, "Compared with"),
        ):
            fig.text(x, y / _HEIGHT, words, ha="left" if "Compared" in words else "center", va="center",
                     weight="bold", fontsize=small, linespacing=1.1)  # fmt: skip
        self.heads = [self.rows.text(0, 0, "", va="center", weight="bold", fontsize=small) for _ in range(3)]
        self.lines = [self.rows.text(10, 0, "", va="center", fontsize=small) for _ in range(_MOST_LINES)]
        self.against = [
            self.rows.text(_AGAINST_X, 0, "", va="center", fontsize=small) for _ in range(_MOST_LINES)
        ]
        self.marks = [self.rows.plot([], [], linestyle="none", zorder=3)[0] for _ in range(_MOST_MARKS)]
        self.key = fig.text(
            12 / _WIDTH, 404 / _HEIGHT, "▲ more   ○ no change   ▼ fewer", va="center", fontsize=small
        )
        fig.add_artist(
            mpl.lines.Line2D([12 / _WIDTH, 888 / _WIDTH], [129 / _HEIGHT] * 2, color="#c9ced6", linewidth=1.0)
        )
        self.boxes = [
            (
                fig.text(x / _WIDTH, 117 / _HEIGHT, "", va="center", weight="bold", fontsize=small),
                fig.text(x / _WIDTH, 107 / _HEIGHT, "", va="top", fontsize=small, linespacing=1.17),
            )
            for x in _BOX
        ]
        return [self.title, *self.heads, *self.lines, *self.against, *self.marks,
                *(text for box in self.boxes for text in box)]  # fmt: skip

    def update(self, result: Evidence) -> bool:
        """Fill lines and marks."""
        self.title.set_text(_title(result))
        for text in (*self.heads, *self.lines, *self.against, *(t for box in self.boxes for t in box)):
            text.set_text("")
        for mark in self.marks:
            mark.set_data([], [])
        self.places: list[tuple[float, float, str]] = []
        count = len(result.lines) + len({line[0].method for line in result.lines})
        pitch = min(max(_ROWS[3] / max(count, 1), _LEAST), _MOST)
        y, before = _ROWS[3] - pitch / 2, ""
        marks = iter(self.marks)
        heads = iter(self.heads)
        for slot, line in enumerate(result.lines):
            if line[0].method != before:
                before = line[0].method
                head = next(heads)
                head.set_text(f"{methods()[before].name}: {methods()[before].counts}")
                head.set_position((0, y))
                y -= pitch
            self.lines[slot].set_text(_line(line))
            self.lines[slot].set_position((10, y))
            self.against[slot].set_text(line[-1].against)
            self.against[slot].set_position((_AGAINST_X, y))
            for one in line:
                x = _LOSS_X if one.time_h is None else _x(one.time_h)
                mark = next(marks)
                mark.set_data([x], [y])
                ink = theme.style("measured").colour
                mark.set(marker=_MARKS[one.direction], markersize=10 if one.direction else 8.5, markeredgewidth=1.6,
                         markeredgecolor=ink, markerfacecolor=ink if one.direction else "white")  # fmt: skip
                self.places.append((x, y, one.id))
            y -= pitch
        for (head, body), method in zip(self.boxes, result.methods, strict=False):
            head.set_text(_box_title(method))
            body.set_text(f"{wrap(method.allows, 38, 3)}\n{wrap(method.not_allows, 38, 3)}")
        return False

    def describe(self, result: Evidence) -> stage.Description:
        """Return the picture in words."""
        what = (
            "Measurements of synapses by study: a column for stress or depression before ketamine, then times after "
            "it from 3 hours to 3 weeks. Triangle up: more; ring: no change; triangle down: fewer; each against its "
            "control."
        )
        values = " ".join(_told(line) for line in result.lines) or "Nothing is switched on."
        trend = _title(result) + ". "
        trend += " ".join(f"{method.name}: {method.allows} {method.not_allows}" for method in result.methods)
        return stage.Description(
            what=what, values=values, trend=trend, headline=f"{_LOOKED[result.look]}: {_title(result)}."
        )

    def table(self, result: Evidence) -> stage.Table:
        """Return one line a measurement."""
        rows = tuple(
            (short(one.ref), who(one.species, one.n), methods()[one.method].name, one.where,
             "after ketamine" if one.question == "repair" else "stress or depression", when(one.time_h),
             _SAID[one.direction], one.against)
            for one in result.seen
        )  # fmt: skip
        columns = ("Study", "Who", "Way of looking", "Where", "When", "Time", "Synapses", "Compared with")
        return stage.Table("Evidence on loss and repair of synapses", columns, rows)

    def cards(self, result: Evidence) -> tuple[stage.Card, ...]:
        """Return one card a measurement."""
        return tuple(
            stage.Card(
                one.id,
                f"{short(one.ref)}, {SPECIES[one.species][0]}: {_at(one)} {_SAID[one.direction]}",
                _html(one),
            )
            for one in result.seen
        )

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - one frame
        """Return the mark under a place."""
        near = [
            (abs(x - at) + abs(y - up), found)
            for at, up, found in self.places
            if abs(x - at) < 20 and abs(y - up) < 10
        ]
        return min(near)[1] if near else None


def _x(hour: float) -> float:
    at = _TIMES.index(hour)
    return _FIRST_X + (_LAST_X - _FIRST_X) * at / (len(_TIMES) - 1)


def _short_time(hour: float) -> str:
    return f"{hour:g} h" if hour < 72 else f"{hour / 24:g} d" if hour < 300 else f"{hour / 168:g} wk"


def _box_title(method: Method) -> str:
    return {"microscope": "The microscope allows us to say:", "pet": "The scans allow us to say:",
            "postmortem": "Brains after death allow us to say:"}[method.id]  # fmt: skip


def _title(result: Evidence) -> str:
    parts = []
    for method, words in (("microscope", "under the microscope"), ("pet", "in scans")):
        more, of = result.tally(method, 24.0)
        if of:
            parts.append(f"{more} of {of} {words}")
    if parts:
        return f"A day after ketamine: more synapses in {', in '.join(parts)}"
    lost = [one for one in result.seen if one.question == "loss"]
    if lost:
        fewer = sum(one.direction < 0 for one in lost)
        return f"After stress or in depression: fewer synapses in {fewer} of {len(lost)} studies"
    return "Nothing is switched on"


def _line(line: tuple[Seen, ...]) -> str:
    one = line[0]
    return f"{short(one.ref)}, {who(one.species, line[0].n)}, {one.where}"


def _at(one: Seen) -> str:
    return "stress or depression," if one.time_h is None else f"{when(one.time_h)},"


def _told(line: tuple[Seen, ...]) -> str:
    marks = "; ".join(f"{_at(one)} {_SAID[one.direction]}" for one in line)
    return f"{_line(line)} ({methods()[line[0].method].name.lower()}): {marks}; compared with {line[-1].against}."


@cache
def _html(one: Seen) -> str:
    method = methods()[one.method]
    lines = [
        f"Who: {who(one.species, one.n)}. Where: {one.where}.",
        f"Way of looking: {method.name}; it counts {method.counts}.",
        f"Seen: {_SAID[one.direction]}, compared with {one.against}"
        + (f", {when(one.time_h)} after ketamine." if one.time_h is not None else "."),
        f"{one.note}." if one.note else "",
        known_as(one.verified),
    ]
    return card(f"{short(one.ref)}: {_at(one)} {_SAID[one.direction]}", lines, one.ref)
