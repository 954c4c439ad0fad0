"""Picture: how much of the gap is the drug?  Both groups, their gap, the scale of the share, 100 people."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle

from ketamine_viz import stage
from ketamine_viz.psychological import share_words as told
from ketamine_viz.psychological.mood import constants
from ketamine_viz.psychological.mood.choices import Look, masked
from ketamine_viz.psychological.mood.course import Band
from ketamine_viz.stage import theme

_WIDTH, _HEIGHT = 900, 524
_ARMS = (58, 216, 404, 236)
_GAP = (600, 282, 286, 170)
_SCALE = (58, 44, 456, 100)
_DOTS = (600, 18, 286, 168)
_SCALE_ENDS = (-0.25, 1.3)
#: Dots: columns and rows of a hundred people, their distance and the place of the two blocks [pixels].
_COLUMNS, _ROWS, _STEP, _LINE = 25, 4, 11.4, 11.0
_SIZE = {"drug": 6.0, "control": 4.4}
_BLOCKS = {"drug": 128.0, "control": 56.0}
#: Least distance of the groups' names [MADRS points].
_NAMES_APART = 6.2
#: Distance of trials that measured on one day [share of the axis].
_ASIDE = 0.06
_MOST_GAPS, _MOST_SCORE, _MOST_AHEAD = 3, 36.0, 22.0
_NOT_STUDIED = "not studied:\nno controlled mood trial\nof this regimen in our tables"


def _box(fig: Figure, place: tuple[int, int, int, int], **look: Any) -> Axes:
    left, bottom, width, height = place
    axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
    axes.set(**look)
    return axes


class SharePicture(stage.Picture):
    """One slider of doubt: the control group stays, the drug group moves."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make every artist once."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self._fig, self._moving = fig, []  # type: ignore[var-annotated]
        self._end = 0.0
        self._title = self._words(12, _HEIGHT - 10, "", weight="bold", va="top")
        self._title.set_fontsize(mpl.rcParams["axes.titlesize"])
        self._build_arms()
        self._build_gap()
        self._build_scale()
        self._build_dots()
        return self._moving

    def _keep(self, artist: Any) -> Any:
        self._moving.append(artist)
        return artist

    def _words(self, x: float, y: float, text: str, **look: Any) -> Any:
        style = {"fontsize": self.small, "va": "center", **look}
        return self._keep(self._fig.text(x / _WIDTH, y / _HEIGHT, text, **style))

    def _fixed(self, x: float, y: float, text: str, **look: Any) -> None:
        self._fig.text(x / _WIDTH, y / _HEIGHT, text, **{"fontsize": self.small, "va": "center", **look})

    # -- parts ---------------------------------------------------------------------------

    def _build_arms(self) -> None:
        self._arms = axes = _box(self._fig, _ARMS, xlim=(0, 14), ylim=(0, _MOST_SCORE))
        axes.set_xlabel("days after the first dose", loc="right", fontsize=self.small)
        self._fixed(12, 470, "Depression score (MADRS, lower is better): model, not data", weight="bold")
        self._bands = {"drug": self._band(axes, "#9fb6cb")}
        self._lines = {
            arm: self._keep(axes.plot([], [], linewidth=2.4, zorder=4, **theme.style(arm).line())[0])
            for arm in ("control", "drug")
        }
        self._points = {
            arm: self._keep(axes.plot([], [], zorder=6, markersize=8, **theme.style(arm).points())[0])
            for arm in ("control", "drug")
        }
        half = constants.fixed().start * (1 - constants.fixed().response_share)
        axes.axhline(half, color="#888888", linewidth=1.2, linestyle=(0, (1, 1.5)), zorder=2)
        self._fixed(58, 176, "┈┈ half of the start", color="#555555")
        look: dict[str, Any] = {"fontsize": self.small, "weight": "bold", "va": "center", "zorder": 7}
        self._names = {
            "drug": self._keep(axes.text(0, 0, "drug\ngroup", color=theme.style("drug").colour, **look)),
            "control": self._keep(axes.text(0, 0, "control\ngroup", color="#555555", **look)),
        }
        self._doses = self._keep(
            axes.plot([], [], "|", color="#222222", markersize=9, markeredgewidth=1.6, zorder=5)[0]
        )
        self._beyond = self._keep(
            axes.axvspan(0, 0, facecolor="none", edgecolor="#c9ced6", hatch="..", linewidth=0, zorder=0)
        )
        self._empty(axes)

    def _build_gap(self) -> None:
        self._gap = axes = _box(self._fig, _GAP, xlim=(0, 14), ylim=(-4, _MOST_AHEAD), xlabel="days")
        self._fixed(556, 470, "Drug group ahead by (points)", weight="bold")
        axes.axhline(0, color="#444444", linewidth=1.2, zorder=1)
        self._gap_band = self._band(axes, theme.style("band").colour)
        self._gap_line = self._keep(axes.plot([], [], color="#222222", linewidth=2.2, zorder=4)[0])
        self._spans = [
            self._keep(axes.plot([], [], color="#222222", linewidth=1.4, zorder=5)[0]) for _ in range(12)
        ]
        self._gap_points = self._keep(
            axes.plot([], [], zorder=6, **theme.style("difference").points(markersize=7))[0]
        )
        look: dict[str, Any] = {
            "fontsize": self.small,
            "va": "center",
            "ha": "center",
            "weight": "bold",
            "zorder": 7,
        }
        self._letters = [self._keep(axes.text(0, 0, "", **look)) for _ in range(12)]
        self._trials = [self._words(556, 232 - 16 * k, "") for k in range(_MOST_GAPS)]
        self._empty(axes, small=True)

    def _build_scale(self) -> None:
        self._scale = axes = _box(self._fig, _SCALE, xlim=_SCALE_ENDS, ylim=(0, 4.1), yticks=[])
        self._fixed(
            12,
            161,
            "Share of the gap that is pharmacology, by kind of trial",
            weight="bold",
        )
        axes.grid(visible=False)
        axes.spines["left"].set_visible(False)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1.0], ["0", "0.25", "0.5", "0.75", "1"])
        for left, right in ((_SCALE_ENDS[0], 0.0), (1.0, _SCALE_ENDS[1])):
            axes.axvspan(
                left, right, facecolor="#f3f4f7", edgecolor="#c4c8d0", hatch="//", linewidth=0, zorder=0
            )
        share, low, high, ref = masked()
        axes.plot([low, high], [2.7, 2.7], color="#222222", linewidth=1.6, zorder=3)
        axes.plot([low, high], [2.7, 2.7], "|", color="#222222", markersize=9, zorder=3)
        axes.plot([share], [2.7], zorder=4, **theme.style("difference").points(markersize=7))
        look: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": self.small, "zorder": 7}
        look["bbox"] = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
        self._keep(axes.text(0.52, 2.05, told.masked_words(ref), **look))
        for name in ("midazolam", "saline", "spray_new_antidepressant"):
            found = constants.settings()[name]
            self._keep(axes.plot([found.share], [1.25], "v", color="#222222", markersize=7, zorder=6)[0])
            self._keep(axes.text(found.share, 0.6, told.SHORT[name], **look))
        self._pointer = self._keep(
            axes.plot([], [], color=theme.style("drug").colour, linewidth=5, alpha=0.75, zorder=5)[0]
        )

        self._yours = self._keep(axes.text(0, 3.65, "", **{**look, "weight": "bold"}))

    def _build_dots(self) -> None:
        self._dots = axes = _box(self._fig, _DOTS, xlim=(0, _DOTS[2]), ylim=(0, _DOTS[3]))
        axes.set_axis_off()
        self._dots_head = self._words(556, 186, "", weight="bold")
        self._people: dict[str, tuple[Any, Any]] = {}
        self._counts: dict[str, Any] = {}
        for arm in ("drug", "control"):
            style = theme.style(arm)
            others = self._keep(axes.plot([], [], "o", markersize=3, color="#c4c8d0", markeredgewidth=0)[0])
            mine = self._keep(axes.plot([], [], zorder=4, **style.points(markersize=_SIZE[arm]))[0])
            self._people[arm] = (mine, others)
            self._counts[arm] = self._keep(
                axes.text(0, _BLOCKS[arm] + 16, "", va="center", fontsize=self.small)
            )

    def _band(self, axes: Axes, colour: str) -> Any:
        return self._keep(
            axes.add_patch(Polygon(np.zeros((3, 2)), facecolor=colour, edgecolor="none", alpha=0.6, zorder=2))
        )

    def _empty(self, axes: Axes, small: bool = False) -> None:
        cover = Rectangle(
            (0, 0),
            1,
            1,
            transform=axes.transAxes,
            facecolor="white",
            edgecolor="#aaaaaa",
            hatch="//",
            linewidth=0,
            zorder=8,
        )
        axes.add_patch(cover)
        words = axes.text(
            0.5,
            0.5,
            "not studied" if small else _NOT_STUDIED,
            transform=axes.transAxes,
            ha="center",
            va="center",
            weight="bold",
            zorder=9,
            bbox={"facecolor": "white", "edgecolor": "#767676", "boxstyle": "round,pad=0.5"},
        )
        covers = getattr(self, "_covers", [])
        self._covers = [*covers, self._keep(cover), self._keep(words)]

    # -- a new result ------------------------------------------------------------------------

    def update(self, result: Look) -> bool:
        """Move every artist to the new state."""
        mood = result.mood
        self._title.set_text(told.finding(result))
        share = mood.pharmacology_share
        self._pointer.set_data([share, share], [0.0, 3.2])
        self._yours.set(x=share, text=f"yours: {share:.2f}")
        for artist in self._covers:
            artist.set_visible(not mood.studied)
        self._draw_curves(result)
        self._draw_points(result)
        self._draw_gaps(result)
        self._draw_people(result)
        end = float(result.course["end_day"])
        changed = end != self._end
        if changed:
            self._end = end
            for axes in (self._arms, self._gap):
                axes.set_xlim(0, end * 1.03)
                axes.set_xticks(np.arange(0, end + 1, 7.0))
        return changed

    def _draw_curves(self, result: Look) -> None:
        mood = result.mood
        shown = (
            *self._lines.values(),
            self._gap_line,
            *self._bands.values(),
            self._gap_band,
            *self._names.values(),
            self._doses,
            self._beyond,
        )
        for artist in shown:
            artist.set_visible(mood.studied)
        if not mood.studied:
            return
        assert mood.madrs_active
        assert mood.madrs_control
        assert mood.gap
        assert mood.measured_to_d is not None
        time = mood.time_d
        self._lines["drug"].set_data(time, mood.madrs_active.mid)
        self._lines["control"].set_data(time, mood.madrs_control.mid)
        self._bands["drug"].set_xy(_ring(time, mood.madrs_active))
        self._gap_line.set_data(time, -mood.gap.mid)
        self._gap_band.set_xy(_ring(time, Band(-mood.gap.mid, -mood.gap.high, -mood.gap.low)))
        end = float(result.course["end_day"])
        ends = float(mood.madrs_active.mid[-1]), float(mood.madrs_control.mid[-1])
        apart = max(0.0, _NAMES_APART - (ends[1] - ends[0])) / 2
        self._names["drug"].set_position((end * 1.05, ends[0] - apart))
        self._names["control"].set_position((end * 1.05, ends[1] + apart))
        self._doses.set_data(mood.schedule.days, [1.2] * len(mood.schedule.days))
        self._beyond.set_bounds(mood.measured_to_d, 0, max(end * 1.03 - mood.measured_to_d, 0.0), 1)

    def _draw_points(self, result: Look) -> None:
        places: dict[str, list[tuple[float, float]]] = {"drug": [], "control": []}
        for trial in result.trials:
            if trial.quantity == "difference":
                continue
            base = 0.0 if trial.quantity == "score" else constants.fixed().start
            for arm, values in (("drug", trial.drug), ("control", trial.control)):
                places[arm] += [
                    (d, base + v) for d, v in zip(trial.day, values, strict=True) if not np.isnan(v)
                ]
        for arm, found in places.items():
            self._points[arm].set_data(*(zip(*found, strict=True) if found else ([], [])))

    def _draw_gaps(self, result: Look) -> None:
        refs = told.shown_refs(result)
        end = float(result.course["end_day"])
        # Trials of one day stand side by side, away from the nearer rim.
        shift = _ASIDE * end * (1.0 if result.read_day < end / 2 else -1.0)
        drawn = [(gap.day + shift * refs.index(gap.ref), gap) for gap in result.gaps if gap.ref in refs]
        last = {gap.ref: k for k, (_, gap) in enumerate(drawn)}
        for k, (span, letter) in enumerate(zip(self._spans, self._letters, strict=True)):
            span.set_data([], [])
            letter.set_text("")
            if k < len(drawn):
                x, gap = drawn[k]
                low, high = gap.low, gap.high
                if low is not None and high is not None:
                    span.set_data([x, x], [low, high])
                if last[gap.ref] == k and len(refs) > 1:
                    letter.set(
                        text="abc"[refs.index(gap.ref)], x=x, y=(gap.points if high is None else high) + 1.6
                    )
        self._gap_points.set_data([x for x, _ in drawn], [gap.points for _, gap in drawn])
        lines = told.trial_lines(result)
        for k, text in enumerate(self._trials):
            text.set_text(lines[k] if k < len(lines) else "")

    def _draw_people(self, result: Look) -> None:
        self._dots_head.set_text(told.dots_head(result))
        counts = {
            "drug": None if result.drug_of_100 is None else result.drug_of_100.mid,
            "control": result.control_of_100,
        }
        for arm, count in counts.items():
            mine, others = self._people[arm]
            places = np.array([
                (6 + _STEP * (k % _COLUMNS), _BLOCKS[arm] - _LINE * (k // _COLUMNS)) for k in range(_COLUMNS * _ROWS)
            ])  # fmt: skip
            some = 0 if count is None else round(count)
            mine.set_data(places[:some, 0], places[:some, 1])
            others.set_data(places[some:, 0], places[some:, 1])
            self._counts[arm].set_text(told.count_words(result, arm))

    # -- in words ------------------------------------------------------------------------------

    def describe(self, result: Look) -> stage.Description:
        """Return the picture in words."""
        return told.describe(result)

    def table(self, result: Look) -> stage.Table:
        """Return curves and published points as numbers."""
        return told.table(result)

    def cards(self, result: Look) -> tuple[stage.Card, ...]:
        """Return one card for each trial of this course."""
        return told.cards(result)


def _ring(time: Any, band: Band) -> Any:
    """Return the outline of a band."""
    return np.concatenate([np.column_stack([time, band.low]), np.column_stack([time, band.high])[::-1]])
