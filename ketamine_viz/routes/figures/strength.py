"""Picture: three ways in at a changed first pass, against usual, and what studies found."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Annotation, Text
from matplotlib.ticker import FixedLocator, MaxNLocator, NullLocator
from matplotlib.transforms import Transform

from ketamine_viz import stage
from ketamine_viz.routes import strength_words as words
from ketamine_viz.routes.strength import WAYS, Study, WithWithout
from ketamine_viz.stage import theme

_WIDTH, _HEIGHT = 900, 450
_FRAME = (60, 70, 134, 300)  # left, bottom, width, height of the first frame [pixels]
_STEP = 156  # from one frame to the next
_FOREST = (546, 70, 172, 300)
_PT = 72 / theme.DPI
#: Tops of the level axis: the taller one only where the first pass is so weak that a peak needs it.
_TOPS = (1.75, 3.7)
_SPAN = (0.085, 12.0)  # of the axis of ratios
_TICKS = (0.1, 0.3, 1.0, 3.0, 10.0)
_MOST_ROWS = 12
_DOTS = theme.style("measured").points(markersize=7)
_STATED = theme.style("measured").points(markersize=7, markerfacecolor="white", markeredgewidth=1.6)


class FirstPassPicture(stage.Picture):
    """Three frames of levels, usual and changed, and a list of studies beside the model's ratio."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make frames and list; what follows the slider moves, the studies stand."""
        self.still: tuple[str, float, float] | None = None
        self.result: WithWithout | None = None
        self.small = mpl.rcParams["legend.fontsize"]
        self.title = fig.text(
            12 / _WIDTH, 1 - 8 / _HEIGHT, "", va="top", weight="bold", fontsize=mpl.rcParams["axes.titlesize"]
        )
        self.frames: dict[str, Axes] = {}
        self.usual: dict[str, Line2D] = {}
        self.changed: dict[str, Line2D] = {}
        self.heads: dict[str, Annotation] = {}
        for k, way in enumerate(WAYS):
            self._frame(fig, way, k)
        self.frames["oral"].set_ylabel("Level [usual peak of the same way = 1]")
        self.frames["intranasal"].set_xlabel("Hours after the dose")
        self.frames["iv_infusion"].text(
            0.97, 0.985, "model,\nnot data", transform=self.frames["iv_infusion"].transAxes, ha="right", va="top",
            color=theme.style("muted").colour, fontsize=self.small,
        )  # fmt: skip
        self._forest(fig)
        self._legend(fig)
        return [
            *self.usual.values(),
            *self.changed.values(),
            *self.heads.values(),
            *self.model.values(),
            *self.groups.values(),
            self.spreads,
            self.measured,
            self.stated,
            self.title,
        ]

    def _frame(self, fig: Figure, way: str, k: int) -> None:
        left, bottom, width, height = _FRAME
        axes = fig.add_axes(((left + k * _STEP) / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        axes.xaxis.set_major_locator(MaxNLocator(4, integer=True, steps=[1, 2, 3, 5, 10]))
        axes.tick_params(labelleft=k == 0)
        style = theme.style(way)
        (self.usual[way],) = axes.plot([], [], **theme.style("control").line(linewidth=1.5, zorder=3))
        (self.changed[way],) = axes.plot([], [], color=style.colour, linestyle="-", linewidth=2.6, zorder=4)
        axes.annotate(
            style.label, (0, 1), (0, 22 * _PT), "axes fraction", "offset points", weight="bold",
            annotation_clip=False,
        )  # fmt: skip
        self.heads[way] = axes.annotate(
            "",
            (0, 1),
            (0, 5 * _PT),
            "axes fraction",
            "offset points",
            annotation_clip=False,
            fontsize=self.small,
        )
        self.frames[way] = axes

    def _forest(self, fig: Figure) -> None:
        left, bottom, width, height = _FOREST
        self.forest = axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        axes.set(xscale="log", xlim=_SPAN, yticks=[])
        axes.xaxis.set_major_locator(FixedLocator(_TICKS))
        axes.xaxis.set_minor_locator(NullLocator())
        axes.xaxis.set_major_formatter(lambda ratio, _: f"{ratio:g}")
        axes.grid(visible=False, axis="y")
        axes.axvline(1.0, **theme.style("control").line(linewidth=1.5), zorder=2)
        self.forest_head = axes.annotate(
            "", (0, 1), (0, 5 * _PT), "axes fraction", "offset points", annotation_clip=False,
            weight="bold", linespacing=1.15,
        )  # fmt: skip
        self.model = {
            way: axes.plot([], [], color=theme.style(way).colour, linewidth=5, solid_capstyle="butt", zorder=3)[0]
            for way in WAYS
        }  # fmt: skip
        (self.measured,) = axes.plot([], [], **_DOTS, zorder=6)
        (self.stated,) = axes.plot([], [], **_STATED, zorder=6)
        self.spreads = LineCollection([], colors=theme.style("measured").colour, linewidths=1.6, zorder=5)
        axes.add_collection(self.spreads)
        across = axes.get_yaxis_transform()
        self.groups = {way: self._label(across, weight="bold") for way in WAYS}
        self.rows: list[Text] = [self._label(across) for _ in range(_MOST_ROWS)]

    def _label(self, across: Transform, weight: str = "normal") -> Text:
        return self.forest.text(
            1.035, 0, "", transform=across, va="center", fontsize=self.small, weight=weight, clip_on=False
        )

    @staticmethod
    def _legend(fig: Figure) -> None:
        ink = theme.style("ink").colour
        fig.legend(
            handles=[
                Line2D([], [], **theme.style("control").line(linewidth=1.5), label="control: usual strength"),
                Line2D([], [], color=ink, linewidth=2.6, label="changed strength (model)"),
                Line2D([], [], **_DOTS, label="measured"),
                Line2D([], [], **_STATED, label="stated on a label"),
            ],
            loc="lower center",
            ncols=4,
            handlelength=1.6,
            columnspacing=1.4,
            borderaxespad=0.2,
        )  # fmt: skip

    def update(self, result: WithWithout) -> bool:
        """Move curves and ratios; put the studies anew only for another measure."""
        self.result = result
        self.title.set_text(words.finding(result))
        for way, one in result.ways.items():
            self.usual[way].set_data(one.time_h, one.usual)
            self.changed[way].set_data(one.time_h, one.changed)
            self.heads[way].set_text(words.head(result, way))
        highest = max(float(one.changed.max()) for one in result.ways.values())
        still = (result.measure, _TOPS[highest > _TOPS[0]], result.hours)
        changed, self.still = still != self.still, still
        if changed:
            self._lay_out(result)
        for way, (top, foot) in self.places.items():
            self.model[way].set_data([result.ratio(way)] * 2, [top - 0.4, foot + 0.4])
            self.groups[way].set_text(words.group(result, way))
        return changed

    def _lay_out(self, result: WithWithout) -> None:
        assert self.still is not None
        for axes in self.frames.values():
            axes.set(xlim=(0, result.hours), ylim=(0, self.still[1]))
        self.forest_head.set_text(words.RATIO_OF[result.measure])
        self.places: dict[str, tuple[float, float]] = {}
        self.at: list[tuple[float, Study | None]] = []
        y, used = 0.0, 0
        for text in self.rows:
            text.set_text("")
        for way, one in result.ways.items():
            top = y
            self.groups[way].set_y(y)
            for study in one.studies or (None,):
                y += 1
                self.rows[used].set_y(y)
                self.rows[used].set_text(words.label(study) if study else "no study in our tables")
                self.at.append((y, study))
                used += 1
            self.places[way] = (top, y)
            y += 1.4
        self.forest.set_ylim(y - 0.6, -0.8)
        studies = [(at, s) for at, s in self.at if s is not None]
        for line, kind in ((self.measured, True), (self.stated, False)):
            mine = [(s.ratio, at) for at, s in studies if s.measured == kind]
            line.set_data([x for x, _ in mine], [at for _, at in mine])
        self.spreads.set_segments(
            [[(s.low, at), (s.high, at)] for at, s in studies if s.low is not None and s.high is not None]
        )

    def describe(self, result: WithWithout) -> stage.Description:
        """Return the picture in words."""
        return words.describe(result)

    def table(self, result: WithWithout) -> stage.Table:
        """Return the levels, the ratios and every study."""
        return words.table(result)

    def cards(self, result: WithWithout) -> tuple[stage.Card, ...]:
        """Return one card a way in and one a study."""
        return words.cards(result)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - anywhere in a frame or row
        """Return the card of the frame, or of the study in that row."""
        for way, frame in self.frames.items():
            if frame is axes:
                return way
        if axes is not self.forest:
            return None
        at, study = min(self.at, key=lambda row: abs(row[0] - y))
        return study.id if study is not None and np.abs(at - y) < 0.5 else None
