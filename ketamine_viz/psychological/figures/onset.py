"""Picture: when treatments set in, each beside its own control group, from hours to weeks."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.text import Text

from ketamine_viz import stage
from ketamine_viz.psychological import onset_words as say
from ketamine_viz.psychological.figures import plates
from ketamine_viz.psychological.onset_courses import Course, Onset, Point
from ketamine_viz.psychological.printed import clock
from ketamine_viz.stage import theme

SIZE = (900, 500)
_LEFT, _WIDE, _BOTTOM, _TOP = 58, 546, 74, 444
_HEAD = 30.0
_SIDE = _LEFT + _WIDE + 18
_MOST = 3
#: Where "before" stands on the logarithmic axis, which has no zero [h].
_BEFORE_H = 0.6
_END_H = 1008.0
_TICKS = {
    "log": ((0.0, "before"), (2.0, "2 h"), (24.0, "1 day"), (72.0, "3 days"), (168.0, "1 wk"), (336.0, "2 wk"),
            (1008.0, "6 wk")),
    "plain": ((0.0, "before"), *((168.0 * k, f"{k} wk") for k in range(1, 7))),
}  # fmt: skip
_LIMITS = {"log": (math.log10(0.42), math.log10(1500)), "plain": (-2.0, 46.0)}


def place(hours: float, axis: str) -> float:
    """Return where a time stands on the axis."""
    return hours / 24 if axis == "plain" else math.log10(max(hours, _BEFORE_H))


@dataclass
class _Strip:
    """One treatment: axes, lines and words."""

    axes: Axes
    drug: Line2D
    control: Line2D
    between: Polygon
    look: Line2D
    rings: Line2D
    head: Text
    drug_name: Text
    control_name: Text
    wait: Text

    @property
    def artists(self) -> tuple[Artist, ...]:
        """What moves."""
        return (
            self.between, self.look, self.control, self.drug, self.rings, self.head, self.drug_name,
            self.control_name, self.wait,
        )  # fmt: skip


class OnsetPicture(stage.Picture):
    """Strips with a scale each, or one frame with shares; a line at the time looked at, and what stands there."""

    size = SIZE

    def build(self, fig: Figure) -> list[Artist]:
        """Make three strips and a frame for shares; which are seen is decided in `update`."""
        self.title = plates.title(fig, SIZE)
        self.strips = [self._strip(fig) for _ in range(_MOST)]
        self.frame = self._share_frame(fig)
        self.side_head = plates.say(fig, SIZE, _SIDE, 0, weight="bold")
        self.side = [[plates.say(fig, SIZE, _SIDE, 0, weight=w) for w in ("bold", "normal", "normal")]
                     for _ in range(_MOST)]  # fmt: skip
        self.guide = plates.say(fig, SIZE, 12, 14, style="italic", color=theme.style("muted").colour)
        self.time = plates.say(fig, SIZE, _LEFT + _WIDE / 2, 38, ha="center")
        self.before: tuple[str, str, tuple[str, ...]] = ("", "", ())
        words = (
            self.title,
            self.guide,
            self.time,
            self.side_head,
            *(line for lines in self.side for line in lines),
        )
        strips = [artist for strip in (*self.strips, self.frame) for artist in strip.artists]
        return [*strips, *self.second, *self.out, *words]

    def _strip(self, fig: Figure) -> _Strip:
        axes = plates.frame(fig, SIZE, (_LEFT, _BOTTOM, _WIDE, 100))
        axes.spines["left"].set_visible(False)
        drug, control = theme.style("drug"), theme.style("control")
        between = Polygon(
            [(0, 0)] * 3, closed=True, facecolor=theme.style("band").colour, alpha=0.45, zorder=1, lw=0
        )
        axes.add_patch(between)
        look = axes.axvline(0, color="#222222", linewidth=1.2, linestyle=(0, (2, 2)), zorder=1.5)
        (low,) = axes.plot([], [], **control.points(**control.line(linewidth=1.6), markersize=7, zorder=3))
        (high,) = axes.plot([], [], **drug.points(**drug.line(linewidth=2.2), markersize=8, zorder=4))
        (rings,) = axes.plot([], [], "o", markersize=17, markerfacecolor="none", markeredgecolor="#222222",
                             markeredgewidth=1.4, zorder=5)  # fmt: skip
        head = axes.text(0, 1.03, "", transform=axes.transAxes, va="bottom", fontsize=plates.small())
        plain: dict[str, Any] = {"fontsize": plates.small(), "va": "center", "zorder": 6}
        name, other = (axes.text(0, 0, "", color=style.colour, **plain) for style in (drug, control))
        wait = axes.text(0, 0.8, "", transform=axes.get_xaxis_transform(), style="italic", ha="center",
                         color=theme.style("muted").colour, **plain)  # fmt: skip
        return _Strip(axes, high, low, between, look, rings, head, name, other, wait)

    def _share_frame(self, fig: Figure) -> _Strip:
        frame = self._strip(fig)
        frame.axes.set_position(self._box(_BOTTOM, _TOP - _BOTTOM - _HEAD))
        frame.axes.set(ylim=(-6, 116), yticks=range(0, 101, 25))
        drug = theme.style("drug")
        dashed = drug.points(linestyle=(0, (6, 2)), linewidth=2.2, marker="D", markersize=8, zorder=4)
        (line,) = frame.axes.plot([], [], **dashed)
        name = frame.axes.text(0, 0, "", color=drug.colour, fontsize=plates.small(), va="center", zorder=6)
        self.second = (line, name)
        self.out = [frame.axes.text(0.02, 0.2 - 0.07 * k, "", transform=frame.axes.transAxes, fontsize=plates.small(),
                                    style="italic", va="center", zorder=6) for k in range(_MOST)]  # fmt: skip
        return frame

    @staticmethod
    def _box(bottom: float, high: float) -> tuple[float, float, float, float]:
        return _LEFT / SIZE[0], bottom / SIZE[1], _WIDE / SIZE[0], high / SIZE[1]

    # -- a new result ---------------------------------------------------------------------

    def update(self, result: Onset) -> bool:
        """Draw the courses in view; everything is redrawn only where frames or ticks change."""
        now = (result.drawn, result.axis, tuple(course.id for course in result.courses))
        changed, self.before = now != self.before, now
        own = result.drawn == "own"
        count = len(result.courses)
        if changed:
            self._frames(result, own, count)
        self.title.set_text(say.finding(result))
        self.guide.set_text(say.guide(result))
        for strip, course in zip(self.strips, result.courses, strict=False):
            if own:
                self._course(strip, course, result)
        if not own:
            self._shares(result)
        self._side(result, count)
        return changed

    def _frames(self, result: Onset, own: bool, count: int) -> None:
        high = (_TOP - _BOTTOM) / count - _HEAD
        ticks = [place(time, result.axis) for time, _ in _TICKS[result.axis]]
        labels = [label for _, label in _TICKS[result.axis]]
        for k, strip in enumerate((*self.strips, self.frame)):
            seen = (own and k < count) or (not own and strip is self.frame)
            strip.axes.set_visible(seen)
            # Moving artists are drawn one by one: hiding their axes does not hide them.
            for artist in strip.artists:
                artist.set_visible(seen)
            if seen and own:
                strip.axes.set_position(self._box(_TOP - (k + 1) * (high + _HEAD), high))
            last = strip is self.frame or k == count - 1
            strip.axes.set_xlim(*_LIMITS[result.axis])
            strip.axes.set_xticks(ticks, labels if last else [""] * len(labels))
        for artist in (*self.second, *self.out):
            artist.set_visible(not own)
        kind = "logarithmic: each step to the right is a multiple" if result.axis == "log" else "plain"
        self.time.set_text(f"time after the first dose ({kind})")

    def _course(self, strip: _Strip, course: Course, result: Onset) -> None:
        points = ((course.start,) if course.kind == "scores" and course.start else ()) + course.points
        xs = [place(point.time_h, result.axis) for point in points]
        ys = [point.drug for point in points]
        others = [point.control for point in points if point.control is not None]
        flat = course.kind == "difference"
        low, high = min([*ys, *others]), max([*ys, *others])
        room = 0.24 * (high - low)
        limits = (low - room, high + room)
        strip.axes.set_ylim(*(limits if course.better == "higher" else limits[::-1]))
        open_label = not others
        strip.drug.set_data(xs, ys)
        if open_label:
            strip.drug.set(marker="v", markerfacecolor="white", linestyle=(0, (1, 1.5)))
        else:
            strip.drug.set(marker="o", markerfacecolor=theme.style("drug").colour, linestyle="-")
        strip.control.set_data(
            list(_LIMITS[result.axis]) if flat else xs[: len(others)], [0, 0] if flat else others
        )
        strip.control.set_marker("None" if flat else "s")
        outline = (
            [*zip(xs, ys, strict=True), *reversed(list(zip(xs, others, strict=True)))]
            if others
            else [(0, 0)] * 3
        )
        strip.between.set_xy(outline)
        strip.head.set_text(say.head(course))
        self._names(strip, course, result, points)
        self._look(strip, result, course.at(result.at))

    def _names(self, strip: _Strip, course: Course, result: Onset, points: tuple[Point, ...]) -> None:
        """Write the names of the groups beside the end that has room for them."""
        low, high = strip.axes.get_ylim()
        lift = 0.09 * abs(high - low)
        up = lift if high > low else -lift
        step = 0.02 * (_LIMITS[result.axis][1] - _LIMITS[result.axis][0])
        log = result.axis == "log"
        full = points[-1].time_h > (200 if log else 600)
        side, align = (-step, "right") if full else (step, "left")
        at = course.points[0] if full and log else points[-1]
        x, y, other = place(at.time_h, result.axis) + side, at.drug, at.control
        if full and not log:
            y -= 2.4 * up
        if other is not None and course.kind != "difference" and abs(y - other) < 2 * lift:
            # Two names at nearly one height: push them apart, the better one up.
            away = up if (y - other) * up >= 0 else -up
            y, other = (y + other) / 2 + away, (y + other) / 2 - away
        strip.drug_name.set(text=course.drug_words, x=x, y=y, ha=align)
        if course.kind == "difference":
            x, other, align = _LIMITS[result.axis][1], up, "right"
        strip.control_name.set(text=course.control_words or "", x=x, y=other or 0.0, ha=align)
        late = course.points[0].time_h >= 168 and log
        first = course.points[0].time_h
        strip.wait.set(
            text=f"not measured before {clock(first)}" if late else "",
            x=(place(0, result.axis) + place(first, result.axis)) / 2,
        )

    def _look(self, strip: _Strip, result: Onset, point: Point | None) -> None:
        x = place(result.at, result.axis)
        strip.look.set_xdata([x, x])
        ys = [] if point is None else [y for y in (point.drug, point.control) if y is not None]
        strip.rings.set_data([x] * len(ys), ys)

    def _shares(self, result: Onset) -> None:
        frame = self.frame
        frame.head.set_text("How far ahead of its own control group, % of its own widest gap")
        frame.between.set_xy([(0, 0)] * 3)
        frame.control.set_data(list(_LIMITS[result.axis]), [0, 0])
        frame.control.set_marker("None")
        frame.control_name.set(text="each: its own control group", x=place(0, result.axis), y=5, ha="left")
        frame.wait.set_text("")
        rings = []
        lines = ((frame.drug, frame.drug_name), self.second)
        for (line, name), course in zip(lines, result.courses[:2], strict=True):
            known = {
                point.time_h: share for point in course.points if (share := course.share(point)) is not None
            }
            shares = [(place(time, result.axis), share) for time, share in known.items()]
            line.set_data(*(zip(*shares, strict=True) if shares else ([], [])))
            name.set_text("")
            if shares:
                x, y = shares[-1] if course is result.ssri else max(shares, key=lambda at: at[1])
                right = course is result.ssri or result.axis == "log"
                # On the plain axis ketamine's name takes the room at the top.
                height = 50 if course is result.ssri and result.axis == "plain" else y + 9
                name.set(text=f"{say.SHORT[course.id]}, {course.people}", x=x, y=height)
                name.set(ha="right" if right else "left")
                rings += [known[result.at]] if result.at in known else []
        x = place(result.at, result.axis)
        frame.look.set_xdata([x, x])
        frame.rings.set_data([x] * len(rings), rings)
        lines_out = say.left_out(result)
        for k, text in enumerate(self.out):
            text.set_text(lines_out[k] if k < len(lines_out) else "")

    def _side(self, result: Onset, count: int) -> None:
        """Say at the right what stands at the time looked at."""
        self.side_head.set(text=f"At {clock(result.at)}", y=(_TOP + 16) / SIZE[1])
        high = (_TOP - _BOTTOM) / count
        for k, lines in enumerate(self.side):
            course = result.courses[k] if k < count else None
            top = _TOP - k * high - 26
            said = ("", "", "")
            if course is not None:
                name = say.SHORT[course.id]
                said = (name[0].upper() + name[1:], *say.at_time(course, result.at))
            for line, words, shift in zip(lines, said, (0, 20, 40), strict=True):
                line.set(text=words, y=(top - shift) / SIZE[1])

    # -- in words -----------------------------------------------------------------------

    def describe(self, result: Onset) -> stage.Description:
        """Return the picture in words."""
        return say.describe(result)

    def table(self, result: Onset) -> stage.Table:
        """Return every point in view."""
        return say.table(result)

    def cards(self, result: Onset) -> tuple[stage.Card, ...]:
        """Return a card for each course."""
        return tuple(say.card(course) for course in result.courses)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - a strip is one course
        """Return the course whose strip was clicked."""
        for strip, name in zip(self.strips, self.before[2], strict=False):
            if axes is strip.axes and axes.get_visible():
                return name
        return None
