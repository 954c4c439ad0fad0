"""The picture of rivals: two groups of one trial joined by a line, with who judged and where."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ketamine_viz import evidence, stage
from ketamine_viz.psychological import telling, words
from ketamine_viz.psychological.figures.forest_words import ends, people, signed
from ketamine_viz.psychological.intervals import interval
from ketamine_viz.psychological.pairing import Pair
from ketamine_viz.psychological.rivals import FILTERS, RIVALS, Duel, Duels, duels
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, number, plural

_WIDTH, _HEIGHT = 900, 500
_BOX = (342, 92, 202, 330)
_RIVAL, _TRIAL, _NUMBERS, _PEOPLE, _JUDGED, _WHERE = 10, 106, 550, 686, 694, 804
_SMALL, _FEWEST = 10.0, 3
_ROWS = sum(duel.drawable for duel in duels())
_SHORT = {"ect": "ECT", "quetiapine": "Quetiapine", "midazolam": "Midazolam", "other_form": "Racemic"}
_WHERE_WORDS = {"inpatients": "in hospital", "outpatients": "outpatients", "not_seen": "not seen"}
_LINES: dict[str, Any] = {"double_blind": "solid", "rater_blind": (0, (5, 1.5)), "open": (0, (1, 1.3))}
_PERCENT = "in each 100"


def judged(duel: Duel) -> str:
    """Return who did not know and who judged, in a few letters."""
    if duel.blinding != "open":
        return {"double_blind": "double blind", "rater_blind": "blind raters"}[duel.blinding]
    who = {"the patients themselves": "patients", "staff": "staff"}.get(duel.judged_by, "not seen")
    return f"open; {who}"


def _pair(duel: Duel) -> Pair:
    return duel.gap.pair


def finding(view: Duels) -> str:
    """Return the title: the two sides about ECT if both are there, else how many point which way."""
    if not view.drawn:
        return "No trial fits"
    first = {duel.ref: duel for duel in reversed(view.drawn) if duel.rival == "ect"}
    if len(first) == 2:
        up, down = sorted(
            (duel.gap.value for duel in (_first("anand2023"), _first("ekstrand2022"))), reverse=True
        )
        return (
            f"Against ECT two trials point opposite ways: {number(up, 2)} more {_PERCENT} with ketamine, "
            f"and {number(-down, 2)} fewer"
        )
    ahead = sum(duel.gap.value > 0 for duel in view.drawn)
    return f"Ketamine's group did better in {ahead} of {plural(len(view.drawn), 'comparison')}"


def _first(ref: str) -> Duel:
    return next(duel for duel in duels() if duel.ref == ref)


class RivalsPicture(stage.Picture):
    """Dumbbells: ketamine filled, the rival hollow; the joining line says who knew."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make every artist once."""
        left, bottom, width, height = _BOX
        self._axes = axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        axes.set(xlim=(-5, 100), yticks=[], xticks=[0, 25, 50, 75, 100])
        axes.spines["left"].set_visible(False)
        axes.grid(visible=False)
        axes.set_xlabel("Responders or remitters in each 100", fontsize=_SMALL)
        wide: dict[str, Any] = {
            "transform": axes.get_yaxis_transform(),
            "clip_on": False,
            "lw": 0,
            "zorder": 0,
        }
        self._bands = [
            axes.add_patch(
                Rectangle(((6 - left) / width, 0), (_WIDTH - 12) / width, 1, color="#f0f2f6", **wide)
            )
            for _ in range(_ROWS)
        ]
        self._grid = axes.vlines(
            [25, 50, 75], 0, 1, transform=axes.get_xaxis_transform(), color="#d5d8de", lw=0.8, zorder=1
        )
        drug, control = theme.style("drug"), theme.style("control")
        self._joins = LineCollection([], colors="#555b66", linewidths=2.2, zorder=3)
        self._spans = {
            name: LineCollection([], colors=style.colour, linewidths=1.1, zorder=2)
            for name, style in (("drug", drug), ("other", control))
        }
        for collection in (self._joins, *self._spans.values()):
            axes.add_collection(collection, autolim=False)
        (self._drug,) = axes.plot([], [], **drug.points(markersize=9, zorder=5))
        (self._other,) = axes.plot([], [], **control.points(markersize=8.5, zorder=4))
        self._build_words(fig)
        self._build_key(fig)
        return [
            *self._bands, self._grid, *self._spans.values(), self._joins, self._other, self._drug,
            axes.spines["bottom"], *self._words,
        ]  # fmt: skip

    def _build_words(self, fig: Figure) -> None:
        axes, (left, _, width, _) = self._axes, _BOX
        small: dict[str, Any] = {
            "size": _SMALL,
            "va": "center",
            "transform": axes.get_yaxis_transform(),
            "clip_on": False,
        }

        def column(x: float, **look: Any) -> list[Any]:
            return [axes.text((x - left) / width, 0, "", **small, **look) for _ in range(_ROWS)]

        self._columns = {
            "rival": column(_RIVAL, weight="bold"), "trial": column(_TRIAL), "numbers": column(_NUMBERS),
            "people": column(_PEOPLE, ha="right"), "judged": column(_JUDGED), "where": column(_WHERE),
        }  # fmt: skip
        self._title = fig.text(10 / _WIDTH, 1 - 12 / _HEIGHT, "", va="top", weight="bold")
        self._title.set_fontsize(mpl.rcParams["axes.titlesize"])
        self._filters = fig.text(10 / _WIDTH, 1 - 36 / _HEIGHT, "", va="top", size=_SMALL, color="#444444")
        top = 1 - 72 / _HEIGHT
        for x, text, ha in (
            (_RIVAL, "against", "left"), (_TRIAL, "trial: what is counted", "left"), (_NUMBERS, "in 100", "left"),
            (_PEOPLE, "n", "right"), (_JUDGED, "who judged", "left"), (_WHERE, "where", "left"),
        ):  # fmt: skip
            fig.text(x / _WIDTH, top, text, va="bottom", ha=ha, size=_SMALL, style="italic")
        frame: dict[str, Any] = {"facecolor": "white", "edgecolor": "#767676", "boxstyle": "round,pad=0.6"}
        self._empty = axes.text(
            0.5, 0.5, "", transform=axes.transAxes, ha="center", va="center", bbox=frame, zorder=8
        )
        self._foot = fig.text(10 / _WIDTH, 30 / _HEIGHT, "", va="center", size=_SMALL)
        self._words = [
            *(text for texts in self._columns.values() for text in texts), self._title, self._filters, self._empty,
            self._foot,
        ]  # fmt: skip

    @staticmethod
    def _build_key(fig: Figure) -> None:
        """Say once what marks and lines are."""
        key = fig.add_axes((6 / _WIDTH, 2 / _HEIGHT, 888 / _WIDTH, 20 / _HEIGHT))
        key.set_axis_off()
        key.set(xlim=(0, 888), ylim=(0, 20))
        key.plot([8], [10], **theme.style("drug").points(markersize=8))
        key.text(18, 10, "ketamine (last: S-ketamine)", va="center", size=_SMALL)
        key.plot([228], [10], **theme.style("control").points(markersize=8))
        key.text(239, 10, "the rival", va="center", size=_SMALL)
        for x, name, text in (
            (320, "double_blind", "patients and staff not told"),
            (556, "rater_blind", "only raters not told"),
            (748, "open", "open"),
        ):
            key.plot([x, x + 30], [10, 10], color="#555b66", lw=2.2, linestyle=_LINES[name])
            key.text(x + 36, 10, text, va="center", size=_SMALL)

    # -- a new result -----------------------------------------------------------------

    def update(self, result: Duels) -> bool:
        """Move every artist to the comparisons of the view."""
        rows = max(len(result.drawn), _FEWEST)
        before = (self._axes.get_ylim(), self._axes.patch.get_hatch())
        self._axes.set_ylim(rows - 0.5, -0.5)
        self._axes.patch.set_hatch("" if result.drawn else "//")
        self._axes.patch.set_edgecolor("#c4c8d0")
        self._rows = {duel.id: float(k) for k, duel in enumerate(result.drawn)}
        self._draw_marks(result)
        self._draw_words(result)
        return before != (self._axes.get_ylim(), self._axes.patch.get_hatch())

    def _draw_marks(self, result: Duels) -> None:
        ys = list(self._rows.values())
        self._drug.set_data([duel.sides[0] for duel in result.drawn], ys)
        self._other.set_data([duel.sides[1] for duel in result.drawn], ys)
        self._joins.set_segments(
            [[(side, y) for side in duel.sides] for duel, y in zip(result.drawn, ys, strict=True)]
        )
        self._joins.set_linestyle([_LINES[duel.blinding] for duel in result.drawn] or ["solid"])
        spans: dict[str, list[Any]] = {"drug": [], "other": []}
        aside = 7 * max(len(result.drawn), _FEWEST) / _BOX[3]  # seven pixels
        if result.intervals:
            for duel, y in zip(result.drawn, ys, strict=True):
                for name, outcome, side in (("drug", duel.drug, -1), ("other", duel.other, 1)):
                    if ends_ := interval(outcome):
                        spans[name].append([(ends_.low, y + side * aside), (ends_.high, y + side * aside)])
        for name, collection in self._spans.items():
            collection.set_segments(spans[name])

    def _draw_words(self, result: Duels) -> None:
        for texts in self._columns.values():
            for text in texts:
                text.set_text("")
        names = [_SHORT[duel.rival] for duel in result.drawn]
        starts = [k for k, name in enumerate(names) if k == 0 or name != names[k - 1]]
        for band in self._bands:
            band.set_visible(False)
        for index, start in enumerate(starts):
            end = starts[index + 1] if index + 1 < len(starts) else len(names)
            self._bands[index].set(y=start - 0.5, height=end - start, visible=index % 2 == 0)
            self._columns["rival"][start].set(text=names[start], y=start)
        for k, duel in enumerate(result.drawn):
            for column, text in (
                ("trial", f"{words.trial(duel.drug)}: {duel.label[0].lower()}{duel.label[1:]}"),
                ("numbers", " v ".join(map(_whole, duel.sides))),
                ("people", people(_pair(duel)) if duel.drug.n else "n not seen"),
                ("judged", judged(duel)),
                ("where", _WHERE_WORDS[duel.setting]),
            ):
                self._columns[column][k].set(text=text, y=k)
        self._title.set_text(finding(result))
        order = "sorted by the difference" if result.order == "gap" else "by rival"
        ends_ = "with 95% intervals" if result.intervals else "without intervals"
        self._filters.set_text(f"Shown: {filters(result)} · {order} · {ends_}")
        self._foot.set_text(foot(result))
        self._empty.set(text=telling.wrapped(result.widen, 34), visible=not result.drawn)

    # -- in words ------------------------------------------------------------------------

    def describe(self, result: Duels) -> stage.Description:
        """Return the picture in words."""
        order = "sorted by the difference" if result.order == "gap" else "by rival"
        what = (
            "Ketamine against another treatment in the same trial: people who responded or remitted, in each 100, "
            f"0 to 100. Filters: {filters(result)}, {order}{', with 95% intervals' if result.intervals else ''}."
        )
        if not result.drawn:
            return stage.Description(what, "Empty frame.", result.widen, result.widen)
        told = "; ".join(clause(duel, result.intervals) for duel in result.drawn) + "."
        more = f" {foot(result)}" if foot(result) else ""
        return stage.Description(what, told, f"{finding(result)}.{more}", f"{finding(result)}.")

    def table(self, result: Duels) -> stage.Table:
        """Return every comparison that fits, drawn or not."""
        columns = (
            "Trial", "In the picture", "Counted", "Who", "Regimen", "Time", "Ketamine group", "Other group",
            "Difference", "Interval", "Where the interval comes from", "Compared with", "People (ketamine and other)",
            "Who knew", "Setting", "Judged by", "Found", "How known", "Reference",
        )  # fmt: skip
        rows = [
            _row(duel, drawn)
            for drawn, some in (("yes", result.drawn), ("no: another scale", result.elsewhere))
            for duel in some
        ]
        return stage.Table(f"Ketamine against another treatment: {filters(result)}", columns, tuple(rows))

    def cards(self, result: Duels) -> tuple[stage.Card, ...]:
        """Return one card for each comparison drawn."""
        return tuple(_card(duel) for duel in result.drawn)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002  (a row is as wide as the axes)
        """Return the card of the row that was clicked."""
        if axes is not self._axes or not self._rows:
            return None
        name, place = min(self._rows.items(), key=lambda item: abs(item[1] - y))
        return name if abs(place - y) <= 0.5 else None


def _whole(value: float) -> str:
    return number(round(value, 1) if value % 1 and value < 10 else round(value))


def filters(view: Duels) -> str:
    """Return the filters in words."""
    return " · ".join(options[view.filters[name]][0] for name, options in FILTERS.items())


def foot(view: Duels) -> str:
    """Return what could not be drawn on this scale."""
    return " ".join(
        f"Not drawn, another scale: {words.trial(duel.drug)} ({duel.says})." for duel in view.elsewhere
    )


def _against(duel: Duel) -> str:
    if duel.rival in ("other_form", "other_route"):
        return "racemic ketamine" if duel.rival == "other_form" else "ketamine by another way in"
    text = evidence.meaning("rival", duel.rival)
    return text[0].lower() + text[1:]


def _n(duel: Duel) -> str:
    return f"n {words.people(_pair(duel))}" if duel.drug.n else "n not seen"


def _gap(duel: Duel) -> str:
    unit = _PERCENT if duel.drawable else duel.drug.unit
    return f"{signed(duel.gap.value)} {unit}"


def clause(duel: Duel, intervals: bool = False) -> str:
    """Return one comparison as one clause, with its other group, n, time and who judged."""
    sides = []
    for outcome in (duel.drug, duel.other):
        found = interval(outcome) if intervals else None
        sides.append(words.value(outcome) + (f" ({found.low:.0f} to {found.high:.0f})" if found else ""))
    return (
        f"{words.trial(duel.drug)}, {duel.label.lower()}, {words.time(duel.drug)}: {sides[0]} against {sides[1]} with "
        f"{_against(duel)} ({_n(duel)}; {judged(duel)}; {_WHERE_WORDS[duel.setting]}); {duel.says}"
    )


def _row(duel: Duel, drawn: str) -> tuple[object, ...]:
    return (
        words.trial(duel.drug), drawn, duel.measure, duel.drug.condition, telling.regimen(duel.drug),
        words.time(duel.drug), words.value(duel.drug), words.value(duel.other), _gap(duel), ends(duel.gap, 1),
        duel.gap.how, _against(duel), words.people(_pair(duel)) or "n not seen",
        evidence.meaning("blinding", duel.blinding), f"{_WHERE_WORDS[duel.setting]}: {duel.setting_text}",
        duel.judged_by, duel.says, words.how_known(duel.drug),
        evidence.reference(duel.ref).url or evidence.cite(duel.ref),
    )  # fmt: skip


def _card(duel: Duel) -> stage.Card:
    made = telling.card(_pair(duel))
    more = (
        ("Found", duel.says), ("Setting", duel.setting_text), ("Judged by", duel.judged_by),
        ("Who knew", evidence.meaning("blinding", duel.blinding)), ("Set beside", _against(duel)),
        ("Difference", f"{_gap(duel)} ({ends(duel.gap, 1)}); {duel.gap.how}"),
    )  # fmt: skip
    added = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in more)
    label = f"{words.trial(duel.drug)} against {RIVALS[duel.rival][0]}: {duel.label.lower()}"
    return stage.Card(duel.id, label, made.html.replace("</dl>", f"{added}</dl>", 1))
