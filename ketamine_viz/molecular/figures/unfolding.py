"""Picture: one dose from minutes to two weeks, step under step, with what was measured at its time."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from numpy.typing import ArrayLike, NDArray

from ketamine_viz import stage
from ketamine_viz.molecular.figures import unfolding_words as words
from ketamine_viz.molecular.figures.unfolding_words import NAMES, SYSTEM
from ketamine_viz.molecular.unfolding import LANES, LAST_H, NONE, TIMES, Account, Mark, Unfolding, marks
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import spread

_WIDTH, _HEIGHT = 900, 460
_LEFT, _RIGHT = 166.0, 716.0  # of the frame [pixels]
_FOOT, _STEP = 84.0, 37.0  # of the lowest lane, and from lane to lane [pixels]
_TOP = _FOOT + _STEP * len(LANES)
_ZERO, _FULL = 7.0, 25.0  # no effect above the foot of a lane; full effect above no effect [pixels]
_LOW, _HIGH = -0.24, 1.16  # what a lane has room for, as shares
#: Where hours turn into pixels: three zones, even within each.
_HOURS, _PLACES = (0.0, 1.0, 24.0, LAST_H), (_LEFT, 328.0, 522.0, _RIGHT)
_TICKS = (
    (0, "0"), (1 / 3, "20"), (2 / 3, "40"), (1, "1"), (6, "6"), (12, "12"), (18, "18"),
    (24, "1"), (72, "3"), (168, "7"), (240, "10"), (336, "14"),
)  # fmt: skip
_ZONES = ((247, "minutes"), (425, "hours"), (619, "days"))
#: First and second account: colour and line; neither is the one that is right.
LOOKS = (("#0b3c5d", "-"), ("#a35a00", (0, (4, 1.6))))
_APART = 11.0  # how far marks side by side stand apart [pixels]
_SHAPES = {1: "^", 0: "o", -1: "v"}
_LEVEL = {1: 0.95, 0: 0.3, -1: -0.1}  # where in a lane a direction stands, as a share


class UnfoldingPicture(stage.Picture):
    """Lanes from the block to relief; time runs in three zones; each account is a line with a band."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Draw lanes, clock and marks once; lines, bands and words move."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.title = fig.text(
            12 / _WIDTH, 1 - 9 / _HEIGHT, "", va="top", weight="bold", fontsize=mpl.rcParams["axes.titlesize"]
        )
        self.axes = axes = fig.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, _WIDTH), ylim=(0, _HEIGHT))
        axes.set_axis_off()
        self._clock(axes)
        moving = [*self._lanes(axes), *self._curves(axes), *self._marks(axes), *self._scrubber(axes)]
        return [self.title, *moving, *self._keys(axes)]

    def _clock(self, axes: Axes) -> None:
        for k, (x, zone) in enumerate(_ZONES):
            left, right = _PLACES[k], _PLACES[k + 1]
            if k == 1:
                axes.add_patch(
                    Rectangle((left, _FOOT), right - left, _TOP - _FOOT, color="#f1f3f6", zorder=0)
                )
            axes.text(x, _FOOT - 30, zone, ha="center", va="center", weight="bold", fontsize=self.small)
        for hours, tick in _TICKS:
            at = float(place(hours))
            edge = hours in _HOURS
            axes.plot(
                [at, at], [_FOOT - 4, _TOP], color="#9aa1ab" if edge else "#dddddd", linewidth=0.8, zorder=0.5
            )
            axes.text(at, _FOOT - 14, tick, ha="center", va="center", fontsize=self.small)
        axes.text(_LEFT - 10, _FOOT - 22, "after the dose", ha="right", va="center", fontsize=self.small)

    def _lanes(self, axes: Axes) -> list[Artist]:
        self.shades = {
            lane: axes.add_patch(
                Rectangle((_LEFT, foot(lane)), _WIDTH - 8 - _LEFT, _STEP, color="#d0d5dc", linewidth=0)
            )
            for lane in LANES
        }
        for lane in LANES:
            y = foot(lane)
            axes.plot([8, _WIDTH - 8], [y, y], color="#c9ced6", linewidth=0.8, zorder=0.8)
            axes.plot([_LEFT, _RIGHT], [y + _ZERO] * 2, color=theme.style("control").colour, linewidth=0.8,
                      linestyle=theme.style("control").linestyle, zorder=0.9)  # fmt: skip
            axes.text(12, y + _STEP / 2, NAMES[lane], va="center", weight="bold")
        self.says = {
            (lane, k): axes.text(
                _RIGHT + 10, foot(lane) + _STEP / 2, "", va="center", color=colour, fontsize=self.small
            )
            for lane in LANES
            for k, (colour, _) in enumerate(LOOKS)
        }
        self.gaps = {
            lane: axes.text((_LEFT + _RIGHT) / 2, foot(lane) + _STEP / 2, "", ha="center", va="center",
                            style="italic", fontsize=self.small, zorder=3)
            for lane in LANES
        }  # fmt: skip
        return [*self.shades.values(), *self.says.values(), *self.gaps.values()]

    def _curves(self, axes: Axes) -> list[Artist]:
        self.bands, self.lines = [], []
        for colour, dashes in LOOKS:
            band = PolyCollection([], facecolors=colour, alpha=0.16, linewidths=0, zorder=1.5)
            axes.add_collection(band, autolim=False)
            self.bands.append(band)
            self.lines.append(axes.plot([], [], color=colour, linestyle=dashes, linewidth=2, zorder=2)[0])
        return [*self.bands, *self.lines]

    def _marks(self, axes: Axes) -> list[Artist]:
        """Make one artist for each direction, studied in the chosen species or in another."""
        ink = theme.style("ink").colour
        looks: dict[bool, dict[str, Any]] = {
            True: {
                "markersize": 9,
                "markeredgecolor": "white",
                "markeredgewidth": 0.7,
                "markerfacecolor": ink,
            },
            False: {
                "markersize": 7.5,
                "markeredgecolor": ink,
                "markeredgewidth": 1.2,
                "markerfacecolor": "white",
            },
        }
        self.points = {
            (change, own): axes.plot([], [], linestyle="none", marker=shape, zorder=4, **looks[own])[0]
            for change, shape in _SHAPES.items()
            for own in (True, False)
        }
        self.at = _spread(marks())
        return list(self.points.values())

    def _scrubber(self, axes: Axes) -> list[Artist]:
        self.ahead = Rectangle(
            (0, _FOOT), 1, _TOP - _FOOT, facecolor="white", edgecolor="none", alpha=0.6, zorder=4.5
        )
        axes.add_patch(self.ahead)
        (self.cursor,) = axes.plot(
            [], [], color=theme.style("ink").colour, linewidth=1.6, linestyle=(0, (4, 2)), zorder=5
        )
        return [self.ahead, self.cursor]

    def _keys(self, axes: Axes) -> list[Artist]:
        self.key_lines: list[Line2D] = []
        self.key_words: list[Text] = []
        for k, (colour, dashes) in enumerate(LOOKS):
            x = 12 + 220 * k
            self.key_lines += axes.plot([x, x + 30], [33, 33], color=colour, linestyle=dashes, linewidth=2)
            self.key_words.append(
                axes.text(x + 36, 33, "", va="center", color=colour, weight="bold", fontsize=self.small)
            )
        self.measured = axes.text(12, 13, "", va="center", fontsize=self.small)
        self.head = axes.text(_RIGHT + 10, _TOP + 9, "", va="center", fontsize=self.small)
        axes.text(_RIGHT - 2, _TOP + 9, "model, not data", ha="right", va="center", style="italic",
                  fontsize=self.small)  # fmt: skip
        return [*self.key_lines, *self.key_words, self.measured, self.head]

    # -- a new result ----------------------------------------------------------------------

    def update(self, result: Unfolding) -> bool:
        """Move lines, marks and words."""
        self.title.set_text(words.headline(result))
        for k in range(len(LOOKS)):
            account = result.accounts[k] if k < len(result.accounts) else None
            self._draw(k, account, result)
            self.key_lines[k].set_visible(account is not None)
            self.key_words[k].set_text(account.name if account else "")
        for lane in LANES:
            self.shades[lane].set_visible(lane in _all_dark(result))
            self.gaps[lane].set_text(
                "with a blocker: not simulated in people" if lane in result.hidden else ""
            )
        for (change, own), artist in self.points.items():
            chosen = [
                self.at[m.id]
                for m in result.marks
                if m.change == change and (m.species == result.system) == own and m.lane not in result.hidden
            ]
            artist.set_data([x for x, _ in chosen], [y for _, y in chosen])
        x = float(place(result.until_h))
        self.cursor.set_data([x, x], [_FOOT, _TOP])
        self.cursor.set_visible(result.until_h < LAST_H)
        self.ahead.set_x(x)
        self.ahead.set_width(_RIGHT - x + 2)
        alone = "" if result.agent == NONE else " after ketamine alone"
        self.measured.set_text(
            f"Measured{alone} in {SYSTEM[result.system]}: ▲ up  ● no change  ▼ down.   Hollow: in other species.   "
            "Dashed grey: no drug."
        )
        self.head.set_text("at its most after" if result.agent == NONE else "left, of its most")
        return False

    def _draw(self, k: int, account: Account | None, result: Unfolding) -> None:
        shown = [] if account is None else [lane for lane in LANES if lane not in result.hidden]
        xs, ys, shapes = [], [], []
        across = place(TIMES)
        for lane in shown:
            trace = account.traces[lane]  # type: ignore[union-attr]
            xs += [*across, np.nan]
            ys += [*height(lane, trace.middle), np.nan]
            if trace.moved:
                shapes.append(
                    np.column_stack(
                        [
                            np.concatenate([across, across[::-1]]),
                            np.concatenate([height(lane, trace.low), height(lane, trace.high)[::-1]]),
                        ]
                    )
                )
        self.lines[k].set_data(xs, ys)
        self.bands[k].set_verts(shapes)
        one = len(result.accounts) == 1
        for lane in LANES:
            text = self.says[lane, k]
            text.set_text(
                words.said(account.traces[lane], result.agent == NONE) if account and lane in shown else ""
            )
            text.set_y(foot(lane) + _STEP * (0.5 if one else (0.73, 0.27)[k]))

    # -- in words: see unfolding_words -------------------------------------------------------

    def describe(self, result: Unfolding) -> stage.Description:
        """Return the picture in words."""
        return words.describe(result)

    def table(self, result: Unfolding) -> stage.Table:
        """Return each step under each account, then each measured direction."""
        return words.table(result)

    def cards(self, result: Unfolding) -> tuple[stage.Card, ...]:
        """Return one card a mark, in the order of the lanes."""
        return words.cards(result)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - one frame
        """Return the mark under a place."""
        near = [(abs(x - at) + abs(y - up), name) for name, (at, up) in self.at.items()]
        distance, name = min(near)
        return name if distance < 14 else None


def place(hours: ArrayLike) -> NDArray[np.float64]:
    """Return where a time stands [pixels]."""
    return np.asarray(np.interp(np.asarray(hours, float), _HOURS, _PLACES))


def foot(lane: str) -> float:
    """Return the lower edge of a lane [pixels]."""
    return _TOP - _STEP * (LANES.index(lane) + 1)


def height(lane: str, shares: ArrayLike) -> NDArray[np.float64]:
    """Return where shares stand in a lane [pixels]; what has no room is cut."""
    return np.asarray(foot(lane) + _ZERO + _FULL * np.clip(np.asarray(shares, float), _LOW, _HIGH))


def _all_dark(result: Unfolding) -> set[str]:
    """Return the steps that are dark under every account that moves them."""
    found = set()
    for lane in set(LANES) - set(result.hidden):
        moved = [account.traces[lane] for account in result.accounts if account.traces[lane].moved]
        if moved and all(trace.dark for trace in moved):
            found.add(lane)
    return found


def _spread(given: tuple[Mark, ...]) -> dict[str, tuple[float, float]]:
    """Place marks; those that would lie on one another stand side by side."""
    groups: dict[tuple[str, int], list[Mark]] = {}
    for mark in given:
        groups.setdefault((mark.lane, mark.change), []).append(mark)
    found = {}
    for (lane, change), group in groups.items():
        apart = spread([min(float(place(mark.time_h)), _RIGHT - 6) for mark in group], _APART)
        for mark, x in zip(group, apart, strict=True):
            found[mark.id] = (x, float(height(lane, _LEVEL[change])))
    return found
