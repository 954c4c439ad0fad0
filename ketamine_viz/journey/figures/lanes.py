"""Six levels over one another on the stepped time axis: the column that both pictures are made of."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from ketamine_viz.journey import stretch
from ketamine_viz.journey.followed import NODES, Followed
from ketamine_viz.journey.readings import STOPPED, scores
from ketamine_viz.journey.surety import LEVELS
from ketamine_viz.stage import theme

#: A push is not mixed with the blood before this time; no model here holds there [h].
_UNMIXED_H = 1 / 6
_LINE, _GHOST = "#444444", "#8a8a8a"
_NODE_LINES: dict[str, Any] = {"glutamate": (0, (1, 1)), "mtorc1": (0, (5, 2)), "spines": "-"}
_UP, _DOWN = "#9c1d13", "#1b4f8a"
_BEHIND = {"facecolor": "white", "edgecolor": "none", "pad": 1.0, "alpha": 0.85}
_EMPTY = {
    "stopped": f"not computed: {STOPPED}",
    "experience": "not studied",
    "mood": "not studied",
}
_LIMITS = {"receptors": 40.0, "cascade": 125.0, "brain": 135.0, "experience": 108.0, "mood": 42.0}
#: Width of a step at which every stop can be labelled [pixels].
_ROOM = 26.0


class Column:
    """Six lanes; ``moving`` is what a new time changes, all else stays until another regimen comes."""

    def __init__(
        self, fig: Figure, left: float, width: float, bottoms: dict[str, float], height: float
    ) -> None:
        self._fig, self._small = fig, mpl.rcParams["xtick.labelsize"]
        across, up = (side * theme.DPI for side in fig.get_size_inches())
        self.lanes: dict[str, Axes] = {}
        self.moving: list[Any] = []
        self._static: list[Any] = []
        self._now: dict[str, Any] = {}
        self._dots: dict[str, list[Any]] = {}
        self._every = width / (len(stretch.STOPS) - 1) >= _ROOM
        for level in LEVELS:
            axes = fig.add_axes((left / across, bottoms[level] / up, width / across, height / up))
            axes.set_xlim(0, len(stretch.STOPS) - 1)
            axes.set_xticks(range(len(stretch.STOPS)), labels=[""] * len(stretch.STOPS))
            axes.tick_params(axis="x", length=0)
            axes.grid(visible=True, axis="x", color="#eeeeee")
            for _, start, _ in stretch.UNITS[1:]:
                axes.axvline(start, color="#999999", linewidth=1.2, zorder=1)
            self._now[level] = self._moves(axes.axvline(0, color="#000000", linewidth=1.6, zorder=8))
            self.lanes[level] = axes
        # A diamond: a model's value is never taken for a measured one, which is round.
        for level, count in (("blood", 1), ("receptors", 1), ("cascade", len(NODES)), ("mood", 2)):
            arms = (theme.style("drug"), theme.style("control"))
            self._dots[level] = [
                self._moves(self.lanes[level].plot([], [], zorder=9, **arms[k if level == "mood" else 0].points(
                    marker="d", markersize=8, clip_on=False))[0])
                for k in range(count)
            ]  # fmt: skip
        self._label_axis()

    def _moves(self, artist: Any) -> Any:
        self.moving.append(artist)
        return artist

    def _label_axis(self) -> None:
        axes = self.lanes["mood"]
        shown = [tick if self._every or k % 2 == 0 else "" for k, tick in enumerate(stretch.TICKS)]
        axes.set_xticks(range(len(stretch.STOPS)), labels=shown)
        for name, start, end in stretch.UNITS:
            axes.annotate(
                name if self._every else name.replace("minutes", "min"),
                ((start + end) / 2, 0), (0, -29 * 72 / theme.DPI), ("data", "axes fraction"),
                textcoords="offset points", ha="center", va="center", weight="bold", fontsize=self._small,
                annotation_clip=False,
            )  # fmt: skip

    # -- a regimen ---------------------------------------------------------------------

    def draw(self, found: Followed, ghost: Followed | None = None, blood_top: float | None = None) -> None:
        """Draw a regimen, and faintly another to compare with."""
        for artist in self._static:
            artist.remove()
        self._static = []
        for axes in self.lanes.values():
            axes.patch.set_hatch("")
        if ghost is not None:
            self._ghost(found, ghost)
        self._blood(found, blood_top, ghost)
        self._receptors(found)
        self._cascade(found)
        self._brain(found)
        self._experience(found)
        self._mood(found)

    def _keep(self, *artists: Any) -> None:
        self._static += artists

    def _scale(self, level: str, top: float, least: float = 0.0, ticks: tuple[float, ...] = ()) -> None:
        axes = self.lanes[level]
        axes.set_ylim(least, top)
        axes.set_yticks(ticks or (0, _round(top / 1.3)))

    def _visible(self, found: Followed) -> np.ndarray:
        time = found.molecules.time_h
        return time >= _UNMIXED_H - 1e-9 if found.plan.route == "iv_bolus" else time >= 0

    def _line(self, level: str, found: Followed, values: np.ndarray, **look: Any) -> None:
        held = self._visible(found)
        x = stretch.place(found.molecules.time_h[held])
        style = {"color": theme.style("drug").colour, "linewidth": 2.2, "zorder": 4, **look}
        self._keep(*self.lanes[level].plot(x, values[held], **style))

    def _band(self, level: str, x: np.ndarray, low: np.ndarray, high: np.ndarray, **look: Any) -> None:
        ring = np.concatenate([np.column_stack([x, low]), np.column_stack([x, high])[::-1]])
        style = {"facecolor": theme.style("band").colour, "edgecolor": "none", "zorder": 2, **look}
        self._keep(self.lanes[level].add_patch(Polygon(ring, **style)))

    def _ghost(self, found: Followed, ghost: Followed) -> None:
        faint: dict[str, Any] = {"color": _GHOST, "linewidth": 1.3, "linestyle": (0, (2, 2)), "zorder": 3}
        self._line("blood", ghost, ghost.molecules.ng_per_ml, **faint)
        self._line("receptors", ghost, ghost.molecules.block, **faint)
        for node in NODES:
            self._line("cascade", ghost, ghost.molecules.cascade[node].mid, **faint)
        if found.session is not None and ghost.session is not None and ghost.session.high is not None:
            self._line("experience", ghost, ghost.session.high, **faint)
        if found.mood is not None and found.mood.studied and ghost.mood is not None:
            assert ghost.mood.madrs_active is not None
            self._keep(*self.lanes["mood"].plot(
                stretch.place(24 * ghost.mood.time_d), ghost.mood.madrs_active.mid, **faint))  # fmt: skip

    def _blood(self, found: Followed, top: float | None, ghost: Followed | None) -> None:
        held = self._visible(found)
        level = found.molecules.ng_per_ml
        peaks = [float(level[held].max()), *(p.high or p.level for p in found.measured)]
        self._line("blood", found, level)
        if ghost is not None:
            peaks.append(float(ghost.molecules.ng_per_ml[self._visible(ghost)].max()))
        self._scale("blood", top or 1.12 * max(peaks))
        style = theme.style("measured").points(markersize=6, zorder=6)
        for k, point in enumerate(found.measured):
            assert point.time_h is not None
            x = float(stretch.place(point.time_h)) + 0.16 * (k - (len(found.measured) - 1) / 2) * (
                len(found.measured) < 4
            )
            self._keep(*self.lanes["blood"].plot([x], [point.level], **style))
            if point.low is not None and point.high is not None:
                bar = LineCollection(
                    [[(x, point.low), (x, point.high)]], colors="#222222", linewidths=1.2, zorder=5
                )
                self._keep(self.lanes["blood"].add_collection(bar))
        at = stretch.place([dose.at_h for dose in found.plan.doses])
        self._keep(*self.lanes["blood"].plot(
            at, np.full(len(at), 1.0), "v", color="#222222", markersize=6, clip_on=False, zorder=7,
            transform=self.lanes["blood"].get_xaxis_transform(),
        ))  # fmt: skip

    def _receptors(self, found: Followed) -> None:
        part, held = found.molecules, self._visible(found)
        self._band("receptors", stretch.place(part.time_h[held]), part.low[held], part.high[held])
        self._line("receptors", found, part.block)
        self._scale("receptors", min(max(_LIMITS["receptors"], 1.1 * float(part.high[held].max())), 102.0))

    def _cascade(self, found: Followed) -> None:
        part, held = found.molecules, self._visible(found)
        x = stretch.place(part.time_h[held])
        spines = part.cascade["spines"]
        self._band("cascade", x, spines.low[held], spines.high[held])
        top = max(
            _LIMITS["cascade"],
            1.1 * float(spines.high.max()),
            *(1.1 * float(b.mid.max()) for b in part.cascade.values()),
        )
        for node, band in part.cascade.items():
            self._line("cascade", found, band.mid, linestyle=_NODE_LINES[node], linewidth=2)
        least = min(0.0, *(float(b.mid.min()) for b in part.cascade.values()))
        self._scale(
            "cascade",
            1.5 * top,
            min(-0.06 * top, 1.1 * least),
            (0, 100 if top < 330 else 200 if top < 600 else 400),
        )  # room for the key
        self._key("cascade", "dots glutamate, dashes mTORC1, line spines")

    def _brain(self, found: Followed) -> None:
        self._scale("brain", _LIMITS["brain"], -45.0, (0, 100))
        if found.brain is None:
            self._hatch("brain", _EMPTY["stopped"])
            return
        places = np.arange(len(stretch.STOPS))
        axes = self.lanes["brain"]
        self._keep(
            *axes.bar(places, np.nan_to_num(found.brain.up), 0.55, color=_UP, zorder=4),
            *axes.bar(places, -np.nan_to_num(found.brain.down), 0.55, facecolor="white", edgecolor=_DOWN,
                      hatch="////", linewidth=1.2, zorder=4),
            *axes.plot([0, places[-1]], [0, 0], color=_LINE, linewidth=1, zorder=5),
        )  # fmt: skip
        self._key("brain", "filled: links up    striped: down")

    def _key(self, level: str, words: str) -> None:
        """Say what is what inside a lane that is wide enough."""
        if self._every:
            axes = self.lanes[level]
            self._keep(axes.text(
                0.995, 0.97, words, transform=axes.transAxes, ha="right", va="top", fontsize=self._small, zorder=7,
                bbox=_BEHIND,
            ))  # fmt: skip

    def _experience(self, found: Followed) -> None:
        self._scale("experience", _LIMITS["experience"], 0.0, (0, 100))
        session = found.session
        if session is None:
            self._hatch("experience", _EMPTY["experience"])
            return
        axes = self.lanes["experience"]
        if session.low is None or session.high is None:
            self._note("experience", "dissociation looked for; none found")
        else:
            self._band(
                "experience",
                stretch.place(session.time_h),
                session.low,
                session.high,
                facecolor="#9fb6cb",
                alpha=0.8,
            )
            self._line("experience", found, session.high, linewidth=1.4)
        windows = [m for m in session.marks if m.lane == "dissociation" and m.kind == "window"]
        for mark in windows[:1]:
            ends = stretch.place([mark.start or 0.0, (mark.end or 0.0) / 60])
            self._keep(*axes.plot(ends, [8, 8], color="#222222", linewidth=3, zorder=6),
                       axes.text(ends[1] + 0.15, 10, f"seen: {mark.words}" if self._every else "seen in people",
                                 va="bottom", fontsize=self._small, zorder=7, bbox=_BEHIND))  # fmt: skip
        peaks = [m for m in session.marks if m.lane == "dissociation" and m.kind == "peak"]
        if peaks:
            at = stretch.place([(m.start or 0.0) / 60 for m in peaks[:1]])
            self._keep(
                *axes.plot(
                    at, [100], **theme.style("measured").points(markersize=7, zorder=7, clip_on=False)
                ),
                axes.text(
                    at[0] + 0.3,
                    97,
                    "highest seen" if self._every else "seen",
                    va="center",
                    fontsize=self._small,
                    zorder=7,
                ),
            )

    def _mood(self, found: Followed) -> None:
        self._scale("mood", _LIMITS["mood"], 0.0, (0, 20, 40))
        if found.mood is None:
            self._hatch("mood", _EMPTY["stopped"])
            return
        mood = found.mood
        if mood.madrs_active is None or mood.madrs_control is None:
            self._hatch("mood", _EMPTY["mood"])
            return
        axes, x = self.lanes["mood"], stretch.place(24 * mood.time_d)
        drug, control = theme.style("drug"), theme.style("control")
        self._band("mood", x, mood.madrs_active.low, mood.madrs_active.high, facecolor="#9fb6cb", alpha=0.8)
        until = mood.time_d <= (mood.measured_to_d or 0.0) + 1e-9
        last = max(int(until.sum()) - 1, 0)
        for band, style in ((mood.madrs_active, drug), (mood.madrs_control, control)):
            self._keep(
                *axes.plot(
                    x[until],
                    band.mid[until],
                    color=style.colour,
                    linestyle=style.linestyle,
                    linewidth=2.2,
                    zorder=4,
                )
            )
            self._keep(
                *axes.plot(
                    x[last:],
                    band.mid[last:],
                    color=style.colour,
                    linewidth=1.3,
                    linestyle=(0, (1, 1.6)),
                    zorder=4,
                )
            )
        for trial, treated, others in scores(found):
            at = stretch.place(24 * trial.day)
            # A little apart, so that equal scores can both be seen.
            for aside, values, style in ((-0.13, treated, drug), (0.13, others, control)):
                points = style.points(markersize=5.5, zorder=6, clip_on=False)
                self._keep(*axes.plot(at + aside, values, **points))
        edge = float(stretch.place(24 * (mood.measured_to_d or 0.0)))
        if edge < len(stretch.STOPS) - 1.5:
            words = "dotted: beyond all data" if self._every else "dotted: no data"
            self._keep(axes.text(len(stretch.STOPS) - 1.1, 41, words,
                                 ha="right", va="top", fontsize=self._small, zorder=7))  # fmt: skip

    def _hatch(self, level: str, words: str) -> None:
        axes = self.lanes[level]
        axes.patch.set_hatch("//")
        axes.patch.set_edgecolor(mpl.rcParams["hatch.color"])
        self._note(level, words if self._every else words.split(":", maxsplit=1)[0])

    def _note(self, level: str, words: str) -> None:
        axes = self.lanes[level]
        self._keep(axes.text(
            0.5, 0.5, words, transform=axes.transAxes, ha="center", va="center", weight="bold", zorder=7,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 3},
        ))  # fmt: skip

    # -- one time ---------------------------------------------------------------------

    def move(self, found: Followed, at_h: float) -> None:
        """Move the line of now and its dots to a stop."""
        x = float(stretch.place(at_h))
        for line in self._now.values():
            line.set_xdata([x, x])
        part = found.molecules

        def at(values: np.ndarray) -> float:
            return 0.0 if at_h == 0 else float(np.interp(at_h, part.time_h, values))

        shown: dict[str, list[float]] = {
            "blood": [at(part.ng_per_ml)],
            "receptors": [at(part.block)],
            "cascade": [at(part.cascade[node].mid) for node in NODES],
            "mood": [],
        }
        if found.mood is not None and found.mood.madrs_active is not None:
            assert found.mood.madrs_control is not None
            shown["mood"] = [
                float(np.interp(at_h / 24, found.mood.time_d, band.mid))
                for band in (found.mood.madrs_active, found.mood.madrs_control)
            ]
        for level, dots in self._dots.items():
            for k, dot in enumerate(dots):
                dot.set_data(([x], [shown[level][k]]) if k < len(shown[level]) else ([], []))


def _round(value: float) -> float:
    """Return one round number at or below a value."""
    if value <= 0:
        return 1.0
    step = 10.0 ** np.floor(np.log10(value))
    return float(max(k for k in (1, 2, 5) if k * step <= value * 1.0001) * step)
