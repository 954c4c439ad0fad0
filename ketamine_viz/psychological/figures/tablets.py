"""The picture of ketamine added to a tablet: both groups, a "what if" for saline, and the difference."""

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
from ketamine_viz.psychological.figures.forest_words import people, signed
from ketamine_viz.psychological.tablets import Addition, Additions, additions
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import number

_WIDTH, _HEIGHT = 900, 430
_ARMS, _GAPS = (366, 92, 194, 248), (592, 92, 168, 248)
_TRIAL, _CONTROL, _PEOPLE, _NUMBERS = 10, 168, 352, 768
_SMALL, _FEWEST = 10.0, 2
_ROWS = len(additions(shown="all").rows)
_KINDS = {"saline": "saline", "capsule": "capsule", "spray": "spray"}
_BETTER = {"response": "responded", "remission": "reached remission"}
_WHAT_IF = "What if, not data"


def _label(row: Addition, view: Additions) -> str:
    same = [other for other in view.rows if other.main.ref == row.main.ref]
    dose = f", {(row.main.dose_text or '').split(' 2x')[0]}" if len(same) > 1 else ""
    return f"{words.trial(row.main)}{dose}"


def _ends(row: Addition) -> str:
    if row.low is None or row.high is None:
        return "no interval"
    return f"{signed(row.low, 0)} to {signed(row.high, 0)}"


def _weeks(row: Addition) -> str:
    return f"{number((row.main.time_h or 0) / 168)} weeks"


def finding(view: Additions) -> str:
    """Return the title: what the saline groups did, or what is left after the "what if"."""
    saline = [row for row in view.rows if row.kind == "saline"]
    if not view.more:
        told = " and ".join(number(round(row.control)) for row in saline)
        return f"Same tablet, same saline, same four weeks: {told} in each 100 {_BETTER[view.measure]} without ketamine"
    known = [row for row in saline if row.low is not None]
    left = sum(bool(row.low is not None and row.low > 0) for row in known)
    return (
        f"{_WHAT_IF}: {number(view.more)} more in each 100 on saline, and {left} of {len(known)} "
        f"saline trials still {'shows' if left == 1 else 'show'} a difference"
    )


class TabletsPicture(stage.Picture):
    """Left: both groups of each trial; right: their difference. The "what if" is hatched and dashed."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make every artist once."""
        arms, gaps = (self._axes_at(fig, box) for box in (_ARMS, _GAPS))
        self._arms, self._gaps = arms, gaps
        arms.set(xlim=(-4, 104), xticks=[0, 25, 50, 75, 100])
        gaps.set(xlim=(-50, 100), xticks=[-50, 0, 50, 100])
        middles = [(box[0] + box[2] / 2) / _WIDTH for box in (_ARMS, _GAPS)]
        self._xlabel = fig.text(middles[0], 57 / _HEIGHT, "", ha="center", va="center", size=_SMALL)
        fig.text(middles[1], 57 / _HEIGHT, "difference in each 100", ha="center", va="center", size=_SMALL)
        self._zero = gaps.axvline(0, color="#444444", linewidth=1.2, zorder=1)
        left, width = _ARMS[0], _ARMS[2]
        wide: dict[str, Any] = {
            "transform": arms.get_yaxis_transform(),
            "clip_on": False,
            "lw": 0,
            "zorder": 0,
        }
        self._bands = [
            arms.add_patch(
                Rectangle(((6 - left) / width, 0), (_WIDTH - 12) / width, 1, color="#f0f2f6", **wide)
            )
            for _ in range(3)
        ]
        gaps.patch.set_visible(False)
        drug, control, gap = (theme.style(name) for name in ("drug", "control", "difference"))
        self._joins = LineCollection([], colors="#8a8f98", linewidths=1.4, zorder=2)
        self._shift = LineCollection(
            [], colors=control.colour, linewidths=1.6, linestyles=[(0, (2, 1.2))], zorder=3
        )
        for collection in (self._joins, self._shift):
            arms.add_collection(collection, autolim=False)
        self._spans = LineCollection([], colors=gap.colour, linewidths=1.8, zorder=3)
        gaps.add_collection(self._spans, autolim=False)
        (self._drug,) = arms.plot([], [], **drug.points(markersize=9, zorder=6))
        (self._control,) = arms.plot([], [], **control.points(markersize=8.5, zorder=5))
        (self._guess,) = arms.plot([], [], **control.points(marker="P", markersize=10, zorder=5))
        (self._printed,) = gaps.plot([], [], **gap.points(markersize=7.5, zorder=4))
        (self._computed,) = gaps.plot([], [], **gap.points(markersize=7.5, zorder=4, markerfacecolor="white"))
        self._build_words(fig)
        self._build_key(fig)
        return [
            *self._bands, self._zero, self._joins, self._shift, self._spans, self._drug, self._control, self._guess,
            self._printed, self._computed, arms.spines["bottom"], gaps.spines["bottom"], self._xlabel, *self._words,
        ]  # fmt: skip

    @staticmethod
    def _axes_at(fig: Figure, box: tuple[int, int, int, int]) -> Axes:
        left, bottom, width, height = box
        axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.grid(visible=False)
        return axes

    def _build_words(self, fig: Figure) -> None:
        left, width = _ARMS[0], _ARMS[2]
        small: dict[str, Any] = {
            "size": _SMALL, "va": "center", "transform": self._arms.get_yaxis_transform(), "clip_on": False,
        }  # fmt: skip

        def column(x: float, **look: Any) -> list[Any]:
            return [self._arms.text((x - left) / width, 0, "", **small, **look) for _ in range(_ROWS)]

        self._columns = {
            "trial": column(_TRIAL), "control": column(_CONTROL),
            "people": column(_PEOPLE, ha="right"), "numbers": column(_NUMBERS),
        }  # fmt: skip
        self._title = fig.text(10 / _WIDTH, 1 - 12 / _HEIGHT, "", va="top", weight="bold")
        self._title.set_fontsize(mpl.rcParams["axes.titlesize"] * 0.94)
        self._under = fig.text(10 / _WIDTH, 1 - 36 / _HEIGHT, "", va="top", size=_SMALL, color="#444444")
        top = 1 - 74 / _HEIGHT
        for x, text, ha in (
            (_TRIAL, "trial", "left"), (_CONTROL, "placebo, when", "left"), (_PEOPLE, "n", "right"),
            (_NUMBERS, "difference (95%)", "left"),
        ):  # fmt: skip
            fig.text(x / _WIDTH, top, text, va="bottom", ha=ha, size=_SMALL, style="italic")
        self._words = [
            *(text for texts in self._columns.values() for text in texts),
            self._title,
            self._under,
        ]

    @staticmethod
    def _build_key(fig: Figure) -> None:
        """Say once what the marks are."""
        key = fig.add_axes((6 / _WIDTH, 6 / _HEIGHT, 888 / _WIDTH, 40 / _HEIGHT))
        key.set_axis_off()
        key.set(xlim=(0, 888), ylim=(0, 40))
        marks: list[tuple[float, float, dict[str, Any], str]] = [
            (8, 30, theme.style("drug").points(markersize=8), "tablet and ketamine"),
            (180, 30, theme.style("control").points(markersize=8), "tablet and control"),
            (
                345,
                30,
                theme.style("control").points(marker="P", markersize=9),
                "saline group in the “what if”",
            ),
            (590, 30, theme.style("difference").points(markersize=7), "printed"),
            (
                670,
                30,
                theme.style("difference").points(markersize=7, markerfacecolor="white"),
                "worked out here (Newcombe)",
            ),
        ]
        for x, y, look, text in marks:
            key.plot([x], [y], **look)
            key.text(x + 11, y, text, va="center", size=_SMALL)
        key.text(
            2, 9, "Everybody started the tablet. Saline is not felt, ketamine is: those who can tell may hope more.",
            va="center", size=_SMALL, style="italic",
        )  # fmt: skip

    # -- a new result -----------------------------------------------------------------

    def update(self, result: Additions) -> bool:
        """Move every artist to the trials of the view."""
        rows = max(len(result.rows), _FEWEST)
        before = self._arms.get_ylim()
        for axes in (self._arms, self._gaps):
            axes.set_ylim(rows - 0.5, -0.5)
        ys = range(len(result.rows))
        self._ids = [row.main.id for row in result.rows]
        moved = [(row, y) for row, y in zip(result.rows, ys, strict=True) if row.what_if != row.control]
        self._drug.set_data([row.drug for row in result.rows], ys)
        self._control.set_data([row.control for row in result.rows], ys)
        self._guess.set_data([row.what_if for row, _ in moved], [y for _, y in moved])
        self._joins.set_segments(
            [[(r.what_if, y), (r.drug, y)] for r, y in zip(result.rows, ys, strict=True)]
        )
        self._shift.set_segments([[(row.control, y), (row.what_if, y)] for row, y in moved])
        with_ends = [(row, y) for row, y in zip(result.rows, ys, strict=True) if row.low is not None]
        self._spans.set_segments([[(row.low or 0.0, y), (row.high or 0.0, y)] for row, y in with_ends])
        self._spans.set_linestyle(
            ["solid" if row.printed else (0, (2.5, 1.5)) for row, _ in with_ends] or ["solid"]
        )
        for line, printed in ((self._printed, True), (self._computed, False)):
            some = [(row.gap, y) for row, y in zip(result.rows, ys, strict=True) if row.printed is printed]
            line.set_data([x for x, _ in some], [y for _, y in some])
        self._draw_words(result)
        return before != self._arms.get_ylim()

    def _draw_words(self, result: Additions) -> None:
        for texts in self._columns.values():
            for text in texts:
                text.set_text("")
        kinds = [row.kind for row in result.rows]
        starts = [k for k, kind in enumerate(kinds) if k == 0 or kind != kinds[k - 1]]
        for band in self._bands:
            band.set_visible(False)
        for index, start in enumerate(starts):
            end = starts[index + 1] if index + 1 < len(starts) else len(kinds)
            self._bands[index].set(y=start - 0.5, height=end - start, visible=index % 2 == 0)
        for k, row in enumerate(result.rows):
            for column, text in (
                ("trial", _label(row, result)),
                ("control", f"{_KINDS[row.kind]}, {_weeks(row)}"),
                ("people", people(row.pair)),
                ("numbers", f"{signed(row.gap, 0)} ({_ends(row)})"),
            ):
                self._columns[column][k].set(text=text, y=k)
        self._title.set_text(finding(result))
        self._under.set_text(_shown(result))
        what = "Responders" if result.measure == "response" else "Remitters"
        self._xlabel.set_text(f"{what} in each 100 people")

    # -- in words ------------------------------------------------------------------------

    def describe(self, result: Additions) -> stage.Description:
        """Return the picture in words."""
        what = (
            f"Trials in which everybody started a tablet and half also got ketamine or esketamine: people who "
            f"{_BETTER[result.measure]} in each 100, and the difference. {_shown(result)}"
        )
        told = "; ".join(_clause(row, result) for row in result.rows) + "."
        more = f" {_WHAT_IF}: the saline groups are moved by the slider." if result.more else ""
        return stage.Description(what, told, f"{finding(result)}.{more}", f"{finding(result)}.")

    def table(self, result: Additions) -> stage.Table:
        """Return the trials as seen, and the "what if" beside them."""
        columns = (
            "Trial", "Who", "Regimen", "Time", "Drug group", "Control group", "Compared with",
            "Control group in the “what if”", "Difference drawn", "Interval", "People (drug and control)", "Masking",
            "Mind", "How known", "Reference",
        )  # fmt: skip
        rows = tuple(
            (
                words.trial(row.main), row.main.condition, telling.regimen(row.main), words.time(row.main),
                words.value(row.pair.drug), words.value(row.pair.control), _control_text(row),
                f"{number(row.what_if)}% ({_WHAT_IF.lower()})" if row.what_if != row.control else "as seen",
                f"{signed(row.gap)} in each 100", _ends(row), words.people(row.pair) or "n not seen",
                words.masking(row.main), row.main.note or "nothing more", words.how_known(row.main),
                evidence.reference(row.main.ref).url or evidence.cite(row.main.ref),
            )
            for row in result.rows
        )  # fmt: skip
        return stage.Table(f"Ketamine added to a new tablet. {_shown(result)}", columns, rows)

    def cards(self, result: Additions) -> tuple[stage.Card, ...]:
        """Return one card for each trial."""
        return tuple(telling.card(row.pair) for row in result.rows)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002  (a row is as wide as the axes)
        """Return the card of the row that was clicked."""
        if axes not in (self._arms, self._gaps) or not self._ids:
            return None
        place = round(y)
        return self._ids[place] if 0 <= place < len(self._ids) else None


def _control_text(row: Addition) -> str:
    assert row.pair.control is not None
    return row.pair.control.comparator_text or words.comparison(row.main)


def _shown(view: Additions) -> str:
    which = {
        "saline": "The two trials with saline", "small": "The trials with saline and with capsules",
        "all": "All: saline, capsules, and the larger trials of the spray",
    }[view.shown]  # fmt: skip
    what = f"; what if {number(view.more)} more in each 100 had got better on saline" if view.more else ""
    return f"{which}{what}."


def _clause(row: Addition, view: Additions) -> str:
    control = words.value(row.pair.control)
    if row.what_if != row.control:
        control += f" (what if: {number(row.what_if)}%)"
    return (
        f"{_label(row, view)}, {words.time(row.main)}: {words.value(row.pair.drug)} against {control} with "
        f"{_control_text(row)}, n {words.people(row.pair) or 'not seen'}; "
        f"difference {signed(row.gap, 0)} ({_ends(row)})"
    )
