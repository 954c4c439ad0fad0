"""The scenes of the esketamine card: licences, a day with the spray, trials.  Each draws on axes of its own."""

from __future__ import annotations

from dataclasses import dataclass

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from ketamine_viz.routes.esketamine import Licence, Trial, day, licences
from ketamine_viz.routes.figures.esketamine_words import lane_key
from ketamine_viz.routes.form_contrasts import signed
from ketamine_viz.stage import theme

WIDTH, HEIGHT = 900, 440
INK, MUTED = "#222222", "#555555"
#: The spray's own colour: S-ketamine everywhere.
COLOUR = theme.style("esketamine").colour
_SINCE, _UNTIL = 2018.9, 2026.95
_BROKEN = {
    "acute suicidal thoughts": "acute suicidal\nthoughts",
    "licensed on appeal": "licensed\non appeal",
    "first decision": "first decision,\nset aside later",
}
_AXIS = (-18.0, 8.0)  # difference on the scale [points]
_FRAME = (256, 74, 236, 290)  # of the trials: left, bottom, width, height [pixels]
_OWN, _PEOPLE, _GOAL = 508, 662, 722
_MOST_ROWS, _TALLEST = 9, 46.0
#: What a goal is called, and whether its mark is filled.
GOAL = {
    "met": ("reached its goal", True),
    "missed": ("missed its goal", False),
    "other_time": ("goal at another time", True),
}


class LicenceScene:
    """A line a region, from its first licence on; a mark a decision."""

    def __init__(self, fig: Figure) -> None:
        self.axes = fig.add_axes((150 / WIDTH, 36 / HEIGHT, 736 / WIDTH, 362 / HEIGHT))
        self.places: dict[str, tuple[float, float]] = {}
        regions = list(dict.fromkeys(one.region for one in licences()))
        axes = self.axes
        axes.set(xlim=(_SINCE, _UNTIL), ylim=(len(regions) - 0.55, -0.85), yticks=[])
        axes.set_xticks(range(2019, 2027), [str(year) for year in range(2019, 2027)])
        axes.spines["left"].set_visible(False)
        for y, region in enumerate(regions):
            _row_name(axes, region, y)
            mine = [one for one in licences() if one.region == region]
            start = min(one.at for one in mine if one.kind != "set_aside")
            axes.plot([start, _UNTIL], [y, y], color=COLOUR, linewidth=5, solid_capstyle="butt", zorder=2)
            for one in mine:
                self._mark(axes, one, y)

    def _mark(self, axes: Axes, one: Licence, y: float) -> None:
        aside = one.kind == "set_aside"
        (mark,) = axes.plot(
            [one.at], [y], linestyle="none", marker="X" if aside else "o", markersize=10, zorder=3
        )
        mark.set(markerfacecolor="white" if aside else COLOUR, markeredgecolor=INK, markeredgewidth=1.4)
        note = axes.annotate(
            f"{_short(one.date)}\n{_BROKEN.get(one.short, one.short)}", (one.at, y), zorder=4
        )
        note.set(fontsize=mpl.rcParams["xtick.labelsize"], linespacing=1.05, color=INK)
        note.set(ha="right" if aside else "left", va="center" if aside else "bottom")
        note.set_anncoords("offset points")
        note.set_position((-9, 0) if aside else (-4, 7))
        self.places[one.id] = (one.at, y)


class DayScene:
    """A day with the spray: what is raised, watched or forbidden, and until when."""

    def __init__(self, fig: Figure) -> None:
        self.axes = fig.add_axes((190 / WIDTH, 36 / HEIGHT, 694 / WIDTH, 362 / HEIGHT))
        axes, small = self.axes, mpl.rcParams["xtick.labelsize"]
        lanes = list(dict.fromkeys(one.lane for one in day()))
        axes.set(xlim=(-48, 305), ylim=(len(lanes) - 0.5, -0.7), yticks=[])
        axes.set_xticks([0, 60, 120, 180, 240, 300], ["first spray", "1 h", "2 h", "3 h", "4 h", "5 h"])
        axes.spines["left"].set_visible(False)
        axes.axvline(0, color="#444444", linewidth=1.2, zorder=1)
        for y, lane in enumerate(lanes):
            _row_name(axes, lane, y)
            bars = 0
            for one in (moment for moment in day() if moment.lane == lane):
                second = bars > 0 and one.end_min is not None  # what another label adds
                bars += one.end_min is not None
                if one.end_min is None:
                    (mark,) = axes.plot(
                        [one.start_min], [y], linestyle="none", marker="D", markersize=8, zorder=4
                    )
                    mark.set(markerfacecolor=COLOUR, markeredgecolor=INK, markeredgewidth=0.8)
                    end = one.start_min
                else:
                    end = one.end_min
                    bar = Rectangle((one.start_min, y - 0.2), end - one.start_min, 0.4, zorder=3)
                    bar.set(facecolor="white" if second else COLOUR, edgecolor=COLOUR, linewidth=1.4)
                    bar.set_hatch("////" if second else "")
                    axes.add_patch(bar)
                if one.goes_on:
                    axes.annotate(
                        "", (304, y), (296, y), zorder=6, arrowprops={"arrowstyle": "-|>", "color": INK}
                    )
                inside = end - one.start_min > 100
                before = one.start_min < 0
                x = one.start_min + 4 if inside else one.start_min - 5 if before else end + 6
                text = axes.text(x, y, one.label, va="center", ha="right" if before else "left", zorder=5)
                text.set(fontsize=small, color="white" if inside and not second else INK)
                if second:
                    text.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 1.5})
        self.lanes = lanes

    def card_at(self, y: float) -> str | None:
        """Return the id of the card of the lane at a height of the axes."""
        place = round(y)
        return lane_key(self.lanes[place]) if 0 <= place < len(self.lanes) else None


@dataclass
class _Row:
    name: Text
    dose: Text
    own: Text
    people: Text
    goal: Text
    reach: Line2D
    mark: Line2D

    @property
    def parts(self) -> tuple[Text | Line2D, ...]:
        return (self.name, self.dose, self.own, self.people, self.goal, self.reach, self.mark)


class TrialScene:
    """A line a dose of a trial: difference with its interval, each group's own change, people, goal."""

    def __init__(self, fig: Figure) -> None:
        left, bottom, width, height = _FRAME
        small = mpl.rcParams["xtick.labelsize"]
        self.axes = fig.add_axes((left / WIDTH, bottom / HEIGHT, width / WIDTH, height / HEIGHT))
        axes = self.axes
        axes.set(xlim=_AXIS, ylim=(height, 0), yticks=[])
        axes.set_xticks([-15, -10, -5, 0, 5], ["−15", "−10", "−5", "0", "5"])
        axes.spines["left"].set_visible(False)
        axes.axvline(0, color="#444444", linewidth=1.2, zorder=1)
        axes.set_xlabel("Spray minus comparison [points]", labelpad=3, fontsize=small)
        y = (bottom + height + 7) / HEIGHT
        heads = (
            (14, "Trial"), (148, "Dose"), (left, "Difference and interval:\nleft is better"),
            (_OWN, "Own change:\nspray, comparison"), (_PEOPLE, "People"), (_GOAL, "Main goal"),
        )  # fmt: skip
        self.heads = [
            fig.text(x / WIDTH, y, words, va="bottom", weight="bold", fontsize=small, linespacing=1.0)
            for x, words in heads
        ]
        self.foot = fig.text(14 / WIDTH, 9 / HEIGHT, "", va="bottom", fontsize=small, color=MUTED)
        self.rows = [self._row(fig, small) for _ in range(_MOST_ROWS)]
        self.bands: dict[str, tuple[float, float]] = {}

    def _row(self, fig: Figure, small: float) -> _Row:
        name, dose, own, people, goal = (
            fig.text(x / WIDTH, 0, "", va="center", fontsize=small) for x in (14, 148, _OWN, _PEOPLE, _GOAL)
        )
        (reach,) = self.axes.plot([], [], color=INK, linewidth=2, solid_capstyle="butt", zorder=3)
        (mark,) = self.axes.plot([], [], linestyle="none", marker="D", markersize=8, zorder=4)
        mark.set(markeredgecolor=INK, markeredgewidth=1.5)
        return _Row(name, dose, own, people, goal, reach, mark)

    @property
    def words(self) -> list[Text]:
        """Everything that stands outside the axes."""
        rows = [text for row in self.rows for text in (row.name, row.dose, row.own, row.people, row.goal)]
        return [*self.heads, self.foot, *rows]

    def show(self, trials: tuple[Trial, ...]) -> None:
        """Draw the trials of one time from the top down."""
        step = min(_TALLEST, _FRAME[3] / max(len(trials), 1))
        self.bands = {one.id: (k * step, (k + 1) * step) for k, one in enumerate(trials)}
        self.foot.set_text(_foot(trials))
        for k, row in enumerate(self.rows):
            for part in row.parts:
                part.set_visible(k < len(trials))
            if k < len(trials):
                self._draw(row, trials[k], (k + 0.5) * step, k and trials[k - 1].label == trials[k].label)

    @staticmethod
    def _draw(row: _Row, one: Trial, y: float, again: object) -> None:
        words, filled = GOAL[one.goal]
        own = (
            "not in our tables"
            if one.drug is None or one.control is None
            else f"{signed(one.drug)}, {signed(one.control)}"
        )
        texts = ("" if again else one.label, one.dose, own, f"{one.n}" if one.n else "?", words)
        at = (_FRAME[1] + _FRAME[3] - y) / HEIGHT
        for text, said in zip((row.name, row.dose, row.own, row.people, row.goal), texts, strict=True):
            text.set_text(said)
            text.set_y(at)
        row.own.set_color(MUTED if one.drug is None else INK)
        row.goal.set_fontweight("bold" if one.goal == "missed" else "normal")
        ends = [] if one.low is None or one.high is None else [one.low, one.high]
        row.reach.set_data(ends, [y] * len(ends))
        row.reach.set_linestyle((0, (2, 1.2)) if one.interval.startswith("90") else "-")
        row.mark.set_data([one.gap], [y])
        row.mark.set_markerfacecolor(COLOUR if filled else "white")


def _foot(trials: tuple[Trial, ...]) -> str:
    """Return what the marks and bars mean, as far as they occur."""
    kinds = [one.interval for one in trials]
    computed = sum("computed" in kind for kind in kinds)
    bars = ["95% intervals"]
    bars += ["dashed 90%"] if any(kind.startswith("90") for kind in kinds) else []
    bars += [f"{computed} of them computed"] if computed else []
    bars += ["none where none is printed"] if "" in kinds else []
    goals = {one.goal for one in trials}
    other = ", or at another time" if "other_time" in goals else ""
    hollow = " Hollow: missed." if "missed" in goals else ""
    return f"Scale: MADRS. Filled: goal reached{other}.{hollow} Bars: {', '.join(bars)}."


def _short(date: str) -> str:
    """Return a date with its month cut to three letters."""
    *days, month, year = date.split(" ")
    return " ".join([*days, month[:3], year])


def _row_name(axes: Axes, words: str, y: float) -> None:
    note = axes.annotate(words, (0, y), xycoords=("axes fraction", "data"), annotation_clip=False)
    note.set_anncoords("offset points")
    note.set_position((-8, 0))
    note.set(ha="right", va="center", weight="bold", fontsize=mpl.rcParams["xtick.labelsize"])
