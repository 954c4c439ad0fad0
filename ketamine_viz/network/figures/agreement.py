"""Picture: every published direction as a square, right or missed, contested ones apart."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.text import Text

from ketamine_viz import evidence, stage
from ketamine_viz.network.directions import GOAL, Agreement, Row, agreement
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, join, plural

_WIDTH, _HEIGHT = 900, 500
_INK = "#222222"
_FIRST, _PITCH, _SIDE = (
    118,
    23.5,
    20.0,
)  # of the squares: left of the first, from one to the next, width [pixels]
_LANES = {"agrees": 400, "misses": 370, "contested": 326}
_GAP = 12.0  # between links whose studies contradict each other
_BAR = (118, 434, 640, 14)
_LIST = (222, 16.6, 12)  # top, line, lines a column
_COLUMNS = (12, 452)
_MARKERS = {"increase": "^", "decrease": "v", "no_change": "o"}
#: Letters that fit on a line in one of two columns, and in one column across the picture.
_NARROW, _WIDE = 55, 120
ARROWS = {"increase": "▲", "decrease": "▼", "no_change": "●", "other": "?"}
WORDS = {"increase": "up", "decrease": "down", "no_change": "no change", "other": "mixed or not stated"}
MOMENT = {
    "during": "during the dose",
    "later": "hours or days after",
    "unstated": "hour not stated",
    "no_drug": "no drug",
}
RULE = {
    "same": "another row on the same link, group and moment says otherwise",
    "anyone": "another row on the same link and moment says otherwise, whoever was studied",
    "said": "another row says otherwise, or our table calls it conflicting",
}
LISTED = {
    "misses": "Missed, though no other study contradicts",
    "contested": "Contradicted by another study",
    "agrees": "Right",
    "unanswered": "No answer from the models",
}


class AgreementOfDirections(stage.Picture):
    """A bar of the share that is right, a wall of squares, and a list."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make a canvas in pixels; squares, arrows and words move."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.axes = axes = fig.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, _WIDTH), ylim=(0, _HEIGHT))
        axes.axis("off")
        self.title = self._say(12, _HEIGHT - 16, weight="bold", fontsize=mpl.rcParams["axes.titlesize"])
        x, y, width, height = _BAR
        axes.add_collection(
            PolyCollection([_box(x, y, width, height)], facecolors="white", edgecolors=_INK), autolim=False
        )
        self.bar = PolyCollection([], facecolors=_INK, zorder=3)
        goal = x + GOAL * width
        line = LineCollection(
            [[(goal, y - 5), (goal, y + height + 5)]], colors="#767676", linewidths=3, zorder=4
        )
        axes.add_collection(self.bar, autolim=False)
        axes.add_collection(line, autolim=False)
        self._say(12, y + height / 2, "Share right")
        self._say(goal, y + height + 13, f"goal {100 * GOAL:.0f} %", ha="center", color="#444444")
        self.share = self._say(x + width + 10, y + height / 2)
        for lane, said in (("agrees", "Right"), ("misses", "Missed"), ("contested", "Contested")):
            self._say(12, _LANES[lane] + _SIDE / 2, said)
        self.rule = self._say(12, _LANES["contested"] - 18, color="#444444")
        self.key = self._say(12, _LANES["contested"] - 38, color="#444444")
        self.key.set_text("Arrow: what was published (▲ up, ▼ down, ● no change). Filled: the model says so too. "
                          "White: it does not.")  # fmt: skip
        look: dict[str, Any] = {"markersize": _SIDE * 72 / theme.DPI, "markeredgecolor": _INK, "zorder": 2}
        (self.filled,) = axes.plot([], [], "s", markerfacecolor=_INK, **look)
        (self.hollow,) = axes.plot([], [], "s", markerfacecolor="white", markeredgewidth=1.6, **look)
        self.arrows = {
            (way, right): axes.plot([], [], marker, color="white" if right else _INK, markersize=7, zorder=3)[
                0
            ]
            for way, marker in _MARKERS.items()
            for right in (True, False)
        }
        top, line_height, lines = _LIST
        self.head = self._say(12, top + 22, weight="bold")
        self.lines = [self._say(column, top - k * line_height) for column in _COLUMNS for k in range(lines)]
        self.more = self._say(12, top - lines * line_height - 3, color="#444444")
        return [self.title, self.bar, self.share, self.rule, self.filled, self.hollow, *self.arrows.values(), self.head,
                *self.lines, self.more]  # fmt: skip

    def _say(self, x: float, y: float, said: str = "", **look: Any) -> Text:
        return self.axes.text(x, y, said, **{"fontsize": self.small, "va": "center", **look})

    def update(self, result: Agreement) -> bool:
        """Move squares and words; the frame stays."""
        self.title.set_text(finding(result))
        x, y, width, height = _BAR
        self.bar.set_verts([_box(x, y, width * (result.share or 0.0), height)])
        self.share.set_text(
            ""
            if result.share is None
            else f"{_percent(result.share)} ({result.right} of {len(result.alone)})"
        )
        self.rule.set_text(f"Contested: {RULE[result.rule]}. These do not count.")
        self.places = _places(result)
        for points, right in ((self.filled, True), (self.hollow, False)):
            points.set_data(*self._middles(right))
        for (way, right), points in self.arrows.items():
            points.set_data(*self._middles(right, way))
        self._list(result)
        return False

    def _middles(self, right: bool, way: str = "") -> tuple[list[float], list[float]]:
        """Return the middles of the squares that are right or missed, of one direction or all, across and up."""
        found = [at for row, at in self.places if row.right == right and way in ("", row.published)]
        return [x + _SIDE / 2 for x, _ in found], [y + _SIDE / 2 for _, y in found]

    def _list(self, result: Agreement) -> None:
        self.head.set_text(f"{LISTED[result.listed]}: {plural(len(result.rows), 'row')}")
        rows = result.rows
        letters = _NARROW if len(rows) > _LIST[2] else _WIDE
        for k, text in enumerate(self.lines):
            text.set_visible(k < len(rows))
            if k < len(rows):
                text.set_text(line(rows[k], letters))
        left = len(result.rows) - len(self.lines)
        self.more.set_text(
            f"and {left} more in the table" if left > 0 else "" if result.rows else "None here."
        )

    def describe(self, result: Agreement) -> stage.Description:
        """Return the picture in words."""
        what = (
            "A square for each published direction that the models can answer, filled if the model goes the same way. "
            f"A bar shows the share right among rows that are not contested, with our goal of {100 * GOAL:.0f}%. "
            f"{_chosen(result)} Contested: {RULE[result.rule]}."
        )
        ok = sum(row.right for row in result.contested)
        values = (
            f"Right {result.right}, missed {len(result.alone) - result.right}, of {len(result.alone)} not contested; "
            f"contested {len(result.contested)}, of which the model goes with {ok}; no answer "
            f"{len(result.unanswered)}. {LISTED[result.listed]}: "
            f"{'; '.join(line(row) for row in result.rows) or 'none'}."
        )
        return stage.Description(what, values, f"{finding(result)}.", f"{finding(result)}.")

    def table(self, result: Agreement) -> stage.Table:
        """Return every row: what was published, what the model says, how it counts."""
        fates = [("no other study contradicts", row) for row in result.alone]
        fates += [("contested", row) for row in result.contested]
        fates += [("no answer", row) for row in result.unanswered]
        rows = tuple(
            (
                row.what, row.who, MOMENT[row.moment], WORDS[row.published],
                "no answer" if row.model is None else WORDS[row.model],
                "" if row.model is None else "right" if row.right else "missed", fate, row.n or "not seen",
                evidence.cite(row.ref),
            )
            for fate, row in fates
        )  # fmt: skip
        columns = (
            "What",
            "Who",
            "When",
            "Published",
            "Model",
            "Model against published",
            "Counts as",
            "n",
            "Study",
        )
        return stage.Table(f"Published directions and the models' answers. {_chosen(result)}", columns, rows)

    def cards(self, result: Agreement) -> tuple[stage.Card, ...]:
        """Return a card for each answered row."""
        return _cards(result.table, result.people, result.rule)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - one frame only
        """Return the row whose square was clicked."""
        for row, (left, bottom) in self.places:
            if left <= x <= left + _SIDE and bottom <= y <= bottom + _SIDE:
                return row.id
        return None


def _places(result: Agreement) -> list[tuple[Row, tuple[float, float]]]:
    lanes = {
        "agrees": [row for row in result.alone if row.right],
        "misses": [row for row in result.alone if not row.right],
        "contested": list(result.contested),
    }
    found = []
    for lane, rows in lanes.items():
        x = float(_FIRST)
        for k, row in enumerate(rows):
            if lane == "contested" and k and _apart(rows[k - 1], row):
                x += _GAP
            found.append((row, (x, float(_LANES[lane]))))
            x += _PITCH
    return found


def _apart(one: Row, other: Row) -> bool:
    return (one.link, one.moment) != (other.link, other.moment)


def _box(x: float, y: float, width: float, height: float) -> list[tuple[float, float]]:
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _chosen(result: Agreement) -> str:
    table = {"both": "links and signals", "links": "links and activity of regions", "signals": "signals"}[
        result.table
    ]
    people = {"all": "everyone studied", "healthy": "healthy people", "depressed": "people with depression"}
    return f"Counted: {table}; {people[result.people]}."


def finding(result: Agreement) -> str:
    """Return the sentence above the picture."""
    if result.share is None:
        return "No row here that the models can answer: choose more tables or more people"
    n, share = len(result.alone), result.share
    short = "short of our goal of" if share < GOAL else "our goal is"
    counted = f"Right in {result.right} of {n} rows that no other study contradicts"
    return f"{counted}: {_percent(share)}, {short} {_percent(GOAL)}"


def line(row: Row, letters: int = 500) -> str:
    """Return a row in one line of at most so many letters."""
    said = "✓" if row.right else "–" if row.model is None else f"not {ARROWS[row.model]}"
    name = (
        evidence.cite(row.ref).split(",")[0].replace(" et al.", "").replace("Authors not found", "no names")
    )
    when = {"during": "during", "later": "later", "unstated": "no hour", "no_drug": "no drug"}[row.moment]
    n = f", n {row.n}" if row.n and letters > _NARROW else ""
    head, tail = f"{ARROWS[row.published]} {said}  ", f", {row.who}, {when} ({name}{n})"
    room = letters - len(head) - len(tail)
    return f"{head}{row.what if len(row.what) <= room else row.what[: room - 1].rstrip(' ,(–') + '…'}{tail}"


@lru_cache(maxsize=32)
def _cards(table: str, people: str, rule: str) -> tuple[stage.Card, ...]:
    result = agreement(table, people, rule)
    return tuple(_card(row, result) for row in (*result.alone, *result.contested))


def _card(row: Row, result: Agreement) -> stage.Card:
    n = plural(row.n, "person", "people") if row.n else "number not seen"
    lines = [
        f"{row.what}, {row.who}, {MOMENT[row.moment]}: {WORDS[row.published]}; {n}.",
        f"The model: {WORDS[row.model or 'other']}. {'Right.' if row.right else 'Missed.'}",
    ]
    others = [
        o for o in result.contested if o.id != row.id and not _apart(o, row) and o.published != row.published
    ]
    if others:
        lines.append(
            f"Against it: {join(f'{WORDS[o.published]} in {evidence.cite(o.ref)}' for o in others)}."
        )
    if row.note:
        lines.append(f"Note: {row.note}.")
    lines.append(f"{evidence.cite(row.ref)}.")
    label = f"{row.what}: {WORDS[row.published]} ({'right' if row.right else 'missed'})"
    body = "".join(f"<p>{escape(one)}</p>" for one in lines)
    return stage.Card(row.id, label, f"<h4>{escape(label)}</h4>{body}")
