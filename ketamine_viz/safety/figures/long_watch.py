"""Picture: how long people were followed, study by study, and where that stops."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.figures import plates
from ketamine_viz.safety.followed import Followed, Study, studies
from ketamine_viz.stage.text import escape, join, number, plural

SIZE = (900, 540)
_BOX = (290, 112, 364, 358)
_MOST = len(studies())
YEAR = 365.25 / 7
_EVEN = (0, 366)
_STRETCHED = (0.08, 480)
_TREATED, _AFTER, _COMPARED = "#b9c6d8", "white", "#0b3c5d"
WAY = {
    "intranasal": "spray", "iv_infusion": "drip", "im": "muscle", "sc": "under the skin", "oral": "swallowed",
    "sublingual": "under the tongue", "film": "film", "mixed": "several ways",
}  # fmt: skip
FORM = {"racemic": "ketamine", "esketamine": "S-ketamine", "arketamine": "R-ketamine"}
ASKED = {
    "any": "everything", "side_effects": "side effects", "blood_pressure": "blood pressure", "thinking": "thinking",
    "bladder": "bladder", "liver": "liver", "craving": "craving or misuse", "mood": "depression",
}  # fmt: skip


class LongWatch(stage.Picture):
    """One bar a study: doses, then watching on; a control group as a dark line."""

    size = SIZE

    def build(self, fig: Figure) -> None:
        """Make bars and words; what is not needed stays empty."""
        self.title = plates.title(fig, SIZE)
        self.axes = plates.frame(fig, SIZE, _BOX, xlim=_EVEN, ylim=(_MOST, 0), yticks=[])
        self.axes.spines["left"].set_visible(False)
        self.axes.axvline(YEAR, color="#7a4a00", linestyle=(0, (4, 2)), linewidth=1.4, zorder=1)
        places = [k + 0.5 for k in range(_MOST)]
        self.after = self.axes.barh(
            places, [0] * _MOST, height=0.56, color=_AFTER, edgecolor="#444444", hatch="///"
        )
        self.treated = self.axes.barh(
            places, [0] * _MOST, height=0.56, color=_TREATED, edgecolor="#444444", zorder=3
        )
        self.compared = [
            self.axes.plot([], [], color=_COMPARED, linewidth=4.5, solid_capstyle="butt", zorder=4)[0]
            for _ in places
        ]
        (self.usual,) = self.axes.plot([], [], "D", color="#222222", markersize=7, zorder=5)
        (self.onward,) = self.axes.plot([], [], ">", color="#222222", markersize=7, zorder=5, clip_on=False)
        self.names = [plates.say(fig, SIZE, _BOX[0] - 10, 0, ha="right") for _ in places]
        self.sizes = [plates.say(fig, SIZE, _BOX[0] + _BOX[2] + 14, 0) for _ in places]
        self.heads = [
            plates.say(fig, SIZE, _BOX[0] - 10, 484, "study: form, way in", ha="right", color="#444444"),
            plates.say(
                fig, SIZE, _BOX[0] + _BOX[2] + 14, 484, "began → later | looked for?", color="#444444"
            ),
        ]
        self.year = plates.say(fig, SIZE, 0, 484, "1 year", ha="center", color="#7a4a00", weight="bold")
        self.foot = plates.say(fig, SIZE, 12, 46, va="center")
        fig.legend(
            handles=[
                Patch(facecolor=_TREATED, edgecolor="#444444", label="doses given"),
                Patch(facecolor=_AFTER, edgecolor="#444444", hatch="///", label="watched after the last dose"),
                Patch(facecolor=_COMPARED, label="control group beside it"),
            ],
            loc="lower left",
            bbox_to_anchor=(4 / SIZE[0], 4 / SIZE[1]),
            ncols=3,
            frameon=False,
            borderaxespad=0.2,
        )  # fmt: skip

    def update(self, result: Followed) -> bool:
        """Set lengths, words and the scale."""
        stretched = result.scale == "stretched"
        self.axes.set_xscale("log" if stretched else "linear")
        self.axes.set_xlim(_STRETCHED if stretched else _EVEN)
        self.axes.minorticks_off()
        if stretched:
            self.axes.set_xticks(
                [1 / 7, 1, 4, 13, YEAR, 6 * YEAR], ["day", "week", "4 wk", "13 wk", "1 y", "6 y"]
            )
        else:
            self.axes.set_xticks([YEAR * k for k in range(8)], [f"{k}" for k in range(8)])
        self.axes.set_xlabel("" if stretched else "years after the first dose", fontsize=plates.small())
        start = _STRETCHED[0] if stretched else 0.0
        self.title.set_text(finding(result))
        low, high = self.axes.transData.transform([(start, 0), (YEAR, 0)])[:, 0]
        fraction = (high - low) / max(self.axes.bbox.width, 1)
        self.year.set_x((_BOX[0] + fraction * _BOX[2]) / SIZE[0])
        usual, onward = ([], []), ([], [])  # type: ignore[var-annotated]
        step = _BOX[3] / _MOST
        for k in range(_MOST):
            one = result.studies[k] if k < len(result.studies) else None
            for bar, end in (
                (self.treated[k], one.treated_weeks if one else start),
                (self.after[k], one.longest_weeks if one else start),
            ):
                bar.set_x(start)
                bar.set_width(end - start)
                bar.set_visible(one is not None)
            y = (_BOX[1] + _BOX[3] - (k + 0.5) * step) / SIZE[1]
            self.compared[k].set_data(*_line(one, start, k))
            told = one is not None and one in result.asking
            self.names[k].set(text=_name(one) if one else "", y=y)
            self.sizes[k].set(
                text=_size(one, result, told) if one else "", y=y, color="#222222" if told else "#6b6b6b"
            )
            if one and one.usual_weeks:
                usual[0].append(one.usual_weeks)
                usual[1].append(k + 0.5)
            if one and one.at_least:
                onward[0].append(one.longest_weeks)
                onward[1].append(k + 0.5)
        self.usual.set_data(*usual)
        self.onward.set_data(*onward)
        self.foot.set_text(foot(result))
        return True

    def describe(self, result: Followed) -> stage.Description:
        """Return the picture in words."""
        order = "the longest first" if result.sort == "longest" else "by way in"
        what = (
            f"How long people were followed, one bar a study, {order}; axis of time {result.scale}, to 7 years. Light: "
            f"doses given; hatched: watched after the last dose; dark: a control group beside it. Looked for: "
            f"{ASKED[result.asked]}."
        )
        values = " ".join(f"{said(one)}{_asked(one, result)}." for one in result.studies)
        return stage.Description(what, values, f"{finding(result)}. {foot(result)}", f"{finding(result)}.")

    def table(self, result: Followed) -> stage.Table:
        """Return each study with its lengths and its people."""
        rows = tuple(
            (
                one.label, f"{FORM[one.form]}, {WAY[one.route]}", _span(one.treated_weeks), _longest(one),
                one.control_words if one.control_weeks is None else f"{_span(one.control_weeks)}: {one.control_words}",
                one.n_start, f"{one.n_end:,} {one.n_end_is}" if one.n_end is not None else one.n_end_is,
                join([ASKED[w] for w in one.watched]), evidence.cite(one.ref),
            )
            for one in result.studies
        )  # fmt: skip
        return stage.Table(
            f"How long people were followed; asked for: {ASKED[result.asked]}",
            ("Study", "Form and way", "Doses given", "Followed", "Group beside it", "Began", "Counted later",
             "Looked for, as far as we could read", "Published in"),
            rows,
        )  # fmt: skip

    def cards(self, result: Followed) -> tuple[stage.Card, ...]:
        """Return a card for each study."""
        return tuple(_card(one) for one in result.studies)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - the whole line counts
        """Return the card of the bar that was clicked."""
        shown = [name.get_text() for name in self.names if name.get_text()]
        if axes is not self.axes or not 0 <= y < len(shown):
            return None
        return next(one.id for one in studies() if _name(one) == shown[int(y)])


def _card(one: Study) -> stage.Card:
    lines = [
        f"{said(one)}.",
        f"{one.says[0].upper()}{one.says[1:]}.",
        f"Looked for, as far as we could read: {join([ASKED[w] for w in one.watched])}.",
        f"Source: {evidence.cite(one.ref)}.",
    ]
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(one.id, one.label, f"<h4>{escape(one.label)}</h4>{body}")


def _line(one: Study | None, start: float, k: int) -> tuple[list[float], list[float]]:
    if one is None or one.control_weeks is None:
        return [], []
    begin = start if one.design != "withdrawal" else one.treated_weeks - one.control_weeks
    return [
        max(begin, start),
        begin + one.control_weeks if one.design == "withdrawal" else one.control_weeks,
    ], [k + 0.9] * 2


def _name(one: Study) -> str:
    mark = "○ " if one.design == "open_label" else ""
    form = "" if len(one.label) > 12 else f"{FORM[one.form]}, "
    return f"{mark}{one.label}: {form}{WAY[one.route]}"


def _size(one: Study, result: Followed, told: bool) -> str:
    later = f"{one.n_end:,}" if one.n_end is not None else "?"
    asked = "" if result.asked == "any" else f" | {'yes' if told else 'not said'}"
    return f"{one.n_start:,} → {later}{asked}"


def _asked(one: Study, result: Followed) -> str:
    if result.asked == "any":
        return ""
    return f", looked for {ASKED[result.asked]}: {'yes' if result.asked in one.watched else 'not said'}"


def _span(weeks: float) -> str:
    if weeks < 1:
        return "one dose"
    if weeks >= 104:
        return f"{number(weeks / YEAR, 2)} years"
    return plural(round(weeks), "week")


def _longest(one: Study) -> str:
    return f"{'at least ' if one.at_least else ''}{_span(one.longest_weeks)}"


def said(one: Study) -> str:
    """Return how long a study watched whom."""
    beside = (
        "no control group"
        if one.control_weeks is None
        else f"control group ({one.control_words}) for {_span(one.control_weeks)}"
    )
    usual = f", {one.usual_is} {_span(one.usual_weeks)}" if one.usual_weeks else ""
    later = f"{one.n_end:,} {one.n_end_is}" if one.n_end is not None else one.n_end_is
    doses = "" if one.treated_weeks == one.longest_weeks else f" (doses: {_span(one.treated_weeks)})"
    return (
        f"{one.label}, {FORM[one.form]}, {WAY[one.route]}: {_longest(one)}{doses}{usual}, {beside}; {one.n_start:,} "
        f"began, {later}"
    )


def finding(result: Followed) -> str:
    """Return the sentence above the picture."""
    if result.asked != "any":
        count = len(result.asking)
        name = ASKED[result.asked]
        return f"Looked for {name}: said of {count} of {plural(len(result.studies), 'study', 'studies')} here"
    beyond = sum(one.longest_weeks > YEAR + 4 for one in result.studies)
    both = sum((one.control_weeks or 0) > YEAR for one in result.studies)
    return (
        f"{plural(beyond, 'study', 'studies')} of {len(result.studies)} went well past a year; "
        f"with a control group during treatment: {both or 'none'}"
    )


def foot(result: Followed) -> str:
    """Return the line under the bars."""
    silent = [WAY[route] for route in ("film",) if route not in {one.route for one in result.studies}]
    nothing = f" No study of people in treatment: {join(silent)}." if silent and result.shown == "all" else ""
    return f"○ open label, no control group. ◆ mean length. ▸ perhaps longer. → ? not known here.{nothing}"
