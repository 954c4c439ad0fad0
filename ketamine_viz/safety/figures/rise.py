"""Picture: how far blood pressure rises after a dose, when it is taken, and in how many it rises a lot."""

from __future__ import annotations

from typing import Any

from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.figures import plates
from ketamine_viz.routes.side_effects_words import author
from ketamine_viz.safety.pressure import Large, Pressure, Reading
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, number, spread

SIZE = (900, 560)
_TOP, _LANES, _SIDE = (140, 318, 432, 170), (140, 184, 432, 112), (620, 318, 272, 170)
_X, _Y = (-32, 240), (-2, 30)
_LOOK = {"vein": "iv_infusion", "skin": "sc", "spray": "intranasal", "several": "ink"}
WAY = {"vein": "drip", "skin": "under the skin", "spray": "spray", "several": "several ways"}
_MOST = 6
_RULE = {"label": "Label, spray", "clinic": "One clinic, drips"}


class RiseOfPressure(stage.Picture):
    """Readings at their moment, readings without one, spans, and large rises."""

    size = SIZE

    def build(self, fig: Figure) -> None:
        """Make frames and empty marks."""
        small, ink = plates.small(), theme.style("ink").colour
        drug, control = theme.style("drug"), theme.style("control")
        self.title = plates.title(fig, SIZE)
        plates.say(fig, SIZE, _TOP[0], 496, "At a moment; none of these had a control group", weight="bold")
        plates.say(fig, SIZE, _SIDE[0] - 18, 496, "Largest reading, whenever it came", weight="bold")
        self.top = plates.frame(
            fig, SIZE, _TOP, xlim=_X, ylim=_Y, xticks=range(0, 241, 30), yticks=(0, 10, 20)
        )
        self.top.tick_params(labelbottom=False)
        self.top.set_ylabel("rise above the start\n[mmHg]", fontsize=small)
        self.top.axhline(0, color="#444444", linewidth=1)
        self.bars = LineCollection([], colors=ink, linewidths=1.6, zorder=2)
        self.leads = LineCollection([], colors="#8a8f98", linewidths=0.8, zorder=1)
        for lines in (self.bars, self.leads):
            self.top.add_collection(lines)
        self.points = {
            way: self.top.plot([], [], **theme.style(look).points(markersize=9, zorder=4))[0]
            for way, look in _LOOK.items()
        }
        self.labels = [self.top.text(52, 0, "", va="center", fontsize=small) for _ in range(_MOST)]
        self.none = self.top.text(
            144, 14, "", ha="center", va="center", fontsize=small, style="italic", color="#444444"
        )
        self.lanes = plates.frame(
            fig, SIZE, _LANES, xlim=_X, ylim=(5, 0), yticks=[], xticks=range(0, 241, 30)
        )
        self.lanes.set_xlabel("minutes after the start of the dose", fontsize=small)
        self.spans = self.lanes.barh([0.5] * 4, [0] * 4, height=0.72, color="#dfe4ec", zorder=2)
        self.words = [self.lanes.text(3, 0, "", va="center", fontsize=small, zorder=4) for _ in range(4)]
        self.who = [plates.say(fig, SIZE, _LANES[0] - 8, 0, ha="right") for _ in range(5)]
        (self.checks,) = self.lanes.plot([], [], "v", color="#7a4a00", markersize=9, zorder=5, clip_on=False)
        (self.watch,) = self.lanes.plot([], [], color="#7a4a00", linewidth=5, zorder=3, solid_capstyle="butt")
        self.watched = self.lanes.text(0, 0.5, "", va="center", fontsize=small)
        self.moments = [
            axes.plot([], [], color="#7a4a00", linewidth=1.2, linestyle=(0, (3, 2)), zorder=1)[0]
            for axes in (self.top, self.lanes)
        ]
        self.side = plates.frame(fig, SIZE, _SIDE, xlim=(-0.5, 1.5), ylim=_Y, xticks=[], yticks=(0, 10, 20))
        self.side.axhline(0, color="#444444", linewidth=1)
        self.side_bars = LineCollection([], colors=ink, linewidths=2, zorder=2)
        self.side.add_collection(self.side_bars)
        (self.high,) = self.side.plot([], [], **drug.points(markersize=9, zorder=4))
        (self.low,) = self.side.plot([], [], **control.points(markersize=9, zorder=3))
        self.side_labels = [
            self.side.text(0, 25, "", ha="center", va="bottom", fontsize=small) for _ in range(2)
        ]
        self.side_none = self.side.text(0.5, 14, "", ha="center", va="center", fontsize=small, style="italic")
        self.large_head = plates.say(fig, SIZE, _SIDE[0] - 18, 288, weight="bold")
        self.large = [
            plates.say(fig, SIZE, _SIDE[0] - 18, 264 - 62 * k, va="top", linespacing=1.3) for k in range(2)
        ]
        self.more = plates.say(fig, SIZE, 12, 126, va="top", linespacing=1.35)
        fig.legend(
            handles=[
                Line2D([], [], **theme.style(look).points(), label=WAY[way])
                for way, look in _LOOK.items()
                if way in ("vein", "skin")
            ]
            + [
                Line2D([], [], **drug.points(), label="drug"),
                Line2D([], [], **control.points(), label="placebo"),
                Line2D([], [], color="#7a4a00", marker="v", linestyle="none", label="pressure is taken"),
            ],
            loc="lower left", bbox_to_anchor=(4 / SIZE[0], 2 / SIZE[1]), ncols=6, frameon=False, borderaxespad=0.2,
            columnspacing=1.2, handlelength=1.2,
        )  # fmt: skip

    def update(self, result: Pressure) -> bool:
        """Move marks and change words."""
        self.title.set_text(finding(result))
        self._draw_timed(result)
        self._draw_lanes(result)
        self._draw_side(result)
        self.more.set_text(plates.fold(more(result), 122, 3))
        return True

    def _draw_timed(self, result: Pressure) -> None:
        for way, dots in self.points.items():
            mine = [one for one in result.timed if one.way == way]
            dots.set_data([_moment(one) for one in mine], [one.rise for one in mine])
        self.bars.set_segments(
            [
                [(_moment(one), one.spread[0]), (_moment(one), one.spread[1])]
                for one in result.timed
                if one.spread
            ]
            + [
                [(one.at_min, one.rise), (one.to_min, one.rise)]
                for one in result.timed
                if one.at_min is not None and one.to_min is not None
            ]
        )
        heights = spread([one.rise for one in result.timed], 3.3)
        leads = []
        for label in self.labels:
            label.set_text("")
        for label, one, height in zip(self.labels, result.timed, heights, strict=False):
            label.set(text=f"{one.label}: {_plus(one.rise)} ({_short(one)})", y=height)
            leads.append([(_moment(one), one.rise), (50, height)])
        self.leads.set_segments(leads)
        self.none.set_text("" if result.timed else "None split by this age\nand way in our tables.")

    def _draw_lanes(self, result: Pressure) -> None:
        for who in self.who:
            who.set_text("")
        step = _LANES[3] / 5
        self.who[0].set(text=_RULE[result.rule], y=(_LANES[1] + _LANES[3] - 0.5 * step) / SIZE[1])
        for k, (bar, words) in enumerate(zip(self.spans, self.words, strict=True)):
            span = result.spans[k] if k < len(result.spans) else None
            bar.set(x=0, width=span.end_min if span else 0, y=k + 1.14)
            words.set(text=span.words if span else "", y=k + 1.5)
            if span:
                self.who[k + 1].set(
                    text=author(span.ref), y=(_LANES[1] + _LANES[3] - (k + 1.5) * step) / SIZE[1]
                )
        moments = _moments(result)
        self.checks.set_data(moments, [0.5] * len(moments))
        xs = [x for moment in moments for x in (moment, moment, float("nan"))]
        few = len(moments) <= len(result.checks)  # lines for each of many readings would be a fence
        self.moments[0].set_data(
            xs if few else [], [y for _ in moments for y in (*_Y, float("nan"))] if few else []
        )
        self.moments[1].set_data(
            xs if few else [], [y for _ in moments for y in (0, 5, float("nan"))] if few else []
        )
        ends = [float(row["end_min"]) for row in result.checks if row["part"] == "watched"]
        self.watch.set_data([0, ends[0]] if ends else [], [0.5, 0.5] if ends else [])
        end = ends[0] if ends else 130
        self.watched.set(x=end + 4, text="watched, 2 h at least →" if ends else "and later →")

    def _draw_side(self, result: Pressure) -> None:
        mine = result.untimed[:2]
        self.high.set_data(range(len(mine)), [one.rise for one in mine])
        placebo = [(k, one.control) for k, one in enumerate(mine) if one.control is not None]
        self.low.set_data([k for k, _ in placebo], [value for _, value in placebo])
        self.side_bars.set_segments(
            [[(k, one.spread[0]), (k, one.spread[1])] for k, one in enumerate(mine) if one.spread]
        )
        for k, label in enumerate(self.side_labels):
            one = mine[k] if k < len(mine) else None
            label.set(text=_side(one) if one else "", x=k if len(mine) > 1 else 0.5, y=20.5)
        if len(mine) == 1:
            self.high.set_xdata([0.5])
            self.low.set_xdata([0.5] * len(placebo))
            if mine[0].spread:
                self.side_bars.set_segments([[(0.5, mine[0].spread[0]), (0.5, mine[0].spread[1])]])
        self.side_none.set_text("" if mine else "No such reading\nin our tables.")
        shown = result.large if result.way in ("all", "spray") else ()
        self.large_head.set_text("Large rises, spray, 4-week trials" if shown else "Large rises")
        for k, words in enumerate(self.large):
            words.set_text(_large(shown[k]) if k < len(shown) else "")
        if not shown:
            self.large[0].set_text("No rate beside a control group\nin our tables.")

    def describe(self, result: Pressure) -> stage.Description:
        """Return the picture in words."""
        what = (
            f"Rise of {result.reading} blood pressure [mmHg] over 0 to 240 minutes after the start of a dose, "
            f"{'65 years and over' if result.people == 'older' else 'adults'}; separate studies, no line between them. "
            "Below, how long it is said to stay up; right, largest readings and large rises."
        )
        parts = [f"{one.label} ({WAY[one.way]}): {said(one)}" for one in (*result.timed, *result.untimed)]
        parts += [f"{author(s.ref)}: {s.words}" for s in result.spans]
        parts += [f"{row['label']} ({_said_when(row)})" for row in result.checks]
        if result.way in ("all", "spray"):
            parts += [_large(one).replace("\n", " ") for one in result.large]
        head = f"{finding(result)}."
        return stage.Description(what, f"{'; '.join(parts)}.", f"{head} {more(result)}", head)

    def table(self, result: Pressure) -> stage.Table:
        """Return every reading, every span and every moment of measuring."""
        rows: list[tuple[object, ...]] = [
            (
                one.label,
                WAY[one.way],
                _when(one),
                _plus(one.rise),
                _control(one),
                _spread(one),
                one.size,
                evidence.cite(one.ref),
            )
            for one in (*result.timed, *result.untimed)
        ]
        rows += [
            (s.words, WAY[s.way], f"to {number(s.end_min)} min", "", s.who, "", "", evidence.cite(s.ref))
            for s in result.spans
        ]
        rows += [
            (
                row["label"],
                _RULE[result.rule],
                _said_when(row),
                "",
                "",
                "",
                "",
                "; ".join(evidence.cite(ref) for ref in row["refs"]),
            )
            for row in result.checks
        ]
        if result.way in ("all", "spray"):
            rows += [
                (
                    f"Large: {one.words}",
                    "spray",
                    "4 weeks",
                    f"{number(one.drug)} in 100",
                    f"{number(one.control)} in 100",
                    "",
                    f"{one.n_drug} and {one.n_control or 'unknown'}",
                    evidence.cite(one.ref),
                )
                for one in result.large
            ]
        return stage.Table(
            f"Blood pressure after a dose, {result.reading}",
            ("Study or rule", "Way in", "Moment", "Rise, mmHg", "Control group or who", "Spread, mmHg",
             "Who was measured", "Printed in"),
            tuple(rows),
        )  # fmt: skip

    def cards(self, result: Pressure) -> tuple[stage.Card, ...]:
        """Return a card for each reading."""
        return tuple(_card(one) for one in (*result.timed, *result.untimed))


def _card(one: Reading) -> stage.Card:
    lines = [f"{said(one)}.", f"{one.says}.", f"Measured: {one.size}. Source: {evidence.cite(one.ref)}."]
    body = "".join(f"<p>{escape(f'{line[0].upper()}{line[1:]}')}</p>" for line in lines)
    return stage.Card(one.id, f"{one.label}, {WAY[one.way]}", f"<h4>{escape(one.label)}</h4>{body}")


def _moment(one: Reading) -> float:
    assert one.at_min is not None
    return one.at_min if one.to_min is None else (one.at_min + one.to_min) / 2


def _moments(result: Pressure) -> list[float]:
    """Return when pressure is taken [min]: single moments, or every so often as the row says."""
    found: list[float] = []
    for row in result.checks:
        if row["part"] != "check":
            continue
        if row["end_min"] is None:
            found.append(row["start_min"])
        elif "every 10" in row["label"]:
            found += range(int(row["start_min"]), int(row["end_min"]) + 1, 10)
        elif "every 15" in row["label"]:
            found += range(int(row["start_min"]) + 15, int(row["end_min"]) + 1, 15)
        else:
            found.append((row["start_min"] + row["end_min"]) / 2)
    return found


def _said_when(row: Any) -> str:
    end = row["end_min"]
    return (
        f"{number(row['start_min'])} min"
        if end is None
        else f"{number(row['start_min'])} to {number(end)} min"
    )


def _when(one: Reading) -> str:
    if one.at_min is None:
        return "whenever it came"
    return (
        f"{number(one.at_min)} min"
        if one.to_min is None
        else f"{number(one.at_min)} to {number(one.to_min)} min"
    )


def _plus(value: float) -> str:
    return f"+{number(value)}"


def _control(one: Reading) -> str:
    return "no control group" if one.control is None else f"{_plus(one.control)} with {one.control_words}"


def _spread(one: Reading) -> str:
    if one.spread is None:
        return "not printed"
    kind = "within one SD" if one.spread_is == "sd" else "95% interval"
    return f"{number(one.spread[0])} to {number(one.spread[1])}, {kind}"


def said(one: Reading) -> str:
    """Return a reading with its moment, its control group and its spread."""
    return f"{_plus(one.rise)} mmHg, {_when(one)}, {_control(one)}, spread {_spread(one)}, {one.size}"


def _short(one: Reading) -> str:
    return f"n {one.size}".replace(" people", "").replace("sessions", "drips")


def _side(one: Reading) -> str:
    beside = "no control" if one.control is None else f"placebo {_plus(one.control)}"
    return f"{one.label.replace(', 15 papers', '')}\n{_plus(one.rise)}, {beside}\n{one.size}".replace(
        "n not in the abstract", "n not seen"
    )


def _large(one: Large) -> str:
    sizes = f"n {one.n_drug} and {one.n_control if one.n_control is not None else 'not known'}"
    first = f"{one.words[0].upper()}{one.words[1:]}: {number(one.drug)} in 100"
    return f"{first}\nwith the spray, {number(one.control)} with placebo\n({sizes})"


def more(result: Pressure) -> str:
    """Return in whom it rises more."""
    told = "; ".join(f"{row['says']} ({author(row['ref'])})" for row in result.who)
    return f"Who rises more: {told}. Bars: one SD, or a 95% interval for the pooled mean."


def finding(result: Pressure) -> str:
    """Return the sentence above the picture."""
    kind = "Upper reading" if result.reading == "systolic" else "Lower reading"
    where = "" if result.way == "all" else f" ({WAY[result.way]})"
    rises = [one.rise for one in result.timed]
    if len(rises) == 1:
        when = _when(result.timed[0])
        return f"{kind}{where}: {number(rises[0])} mmHg up on average at {when}, in one study"
    if rises:
        span = f"{number(min(rises))} to {number(max(rises))}"
        return f"{kind}{where}: means of {span} mmHg up at 30 to 40 minutes; studies differ"
    if result.untimed:
        one = result.untimed[0]
        beside = f", {number(one.control)} with placebo" if one.control is not None else ""
        label = f"{one.label[0].lower()}{one.label[1:]}"
        return f"{kind}, {label}: at most {number(one.rise)} mmHg up on average{beside}"
    return f"{kind}: our tables hold nothing for this group and way"
