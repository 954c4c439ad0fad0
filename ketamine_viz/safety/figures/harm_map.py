"""Picture: bladder and liver, counts in groups from heavy use to single reports."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.figures import plates
from ketamine_viz.safety.organs import Finding, Organs, findings
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, number, plural

SIZE = (900, 540)
_BOX = (268, 114, 300, 350)
_RIGHT = 584
_MOST = max(sum(one.organ == organ for one in findings()) for organ in ("bladder", "liver"))
GROUPS = {
    "heavy": "use without supervision",
    "trial": "treatment, placebo beside",
    "open": "treatment, no control",
    "case": "reports only",
}
#: Background of each group, light enough for lettering; the word and the place say it too.
_SHADE = {"heavy": "#f2e7d8", "trial": "#dce6f5", "open": "#eef0f3", "case": "#ffffff"}
_LIMIT = {"whole": 75.0, "near_zero": 5.0}
UNKNOWN = {
    "bladder": "Not known: who is at risk at the doses of treatment, and after how many years; hardly any study asked "
    "in a set way, and none beside a control group for longer than months.",
    "liver": "Not known: how often liver tests rise in people treated for depression by drip, lozenge or tablet; we "
    "found no count beside a control group.",
}


class HarmMap(stage.Picture):
    """One line a finding; its share, its interval, who was counted."""

    size = SIZE

    def build(self, fig: Figure) -> None:
        """Make lines and words; what is not needed stays empty."""
        drug, control = theme.style("drug"), theme.style("control")
        self.title = plates.title(fig, SIZE)
        self.axes = plates.frame(fig, SIZE, _BOX, xlim=(0, 75), ylim=(_MOST, 0), yticks=[])
        self.axes.spines["left"].set_visible(False)
        self.axes.set_xlabel("people in 100", fontsize=plates.small())
        places = [k + 0.5 for k in range(_MOST)]
        self.back = self.axes.barh(places, [100] * _MOST, height=1.0, zorder=0)
        self.reach = LineCollection([], colors=drug.colour, linewidths=2, zorder=3)
        self.beside = LineCollection([], colors=control.colour, linewidths=1.2, zorder=2)
        for lines in (self.reach, self.beside):
            self.axes.add_collection(lines)
        (self.dots,) = self.axes.plot([], [], **drug.points(markersize=8.5, zorder=5, clip_on=False))
        (self.rings,) = self.axes.plot([], [], **control.points(markersize=7.5, zorder=4, clip_on=False))
        (self.off,) = self.axes.plot([], [], ">", color=drug.colour, markersize=9, zorder=5, clip_on=False)
        self.told = [
            self.axes.text(0, y, "", va="center", style="italic", fontsize=plates.small()) for y in places
        ]
        self.names = [plates.say(fig, SIZE, _BOX[0] - 10, 0, ha="right", linespacing=1.1) for _ in places]
        self.sizes = [plates.say(fig, SIZE, _RIGHT, 0, linespacing=1.15) for _ in places]
        plates.say(fig, SIZE, _BOX[0] - 10, 476, "what was counted, and in whom", ha="right", color="#444444")
        plates.say(fig, SIZE, _RIGHT, 476, "share | control group; people counted", color="#444444")
        self.unknown = plates.say(fig, SIZE, 12, 66, va="top", linespacing=1.3)
        fig.legend(
            handles=[
                Line2D([], [], **drug.points(), label="share"),
                Line2D([], [], **control.points(), label="placebo spray"),
                Line2D([], [], color=drug.colour, linewidth=2, label="95% interval, or range of studies"),
                Line2D([], [], color=drug.colour, marker=">", linestyle="none", label="beyond the axis"),
            ],
            loc="lower left", bbox_to_anchor=(4 / SIZE[0], 2 / SIZE[1]), ncols=4, frameon=False, borderaxespad=0.2,
        )  # fmt: skip

    def update(self, result: Organs) -> bool:
        """Move dots, change words and the axis."""
        limit = _LIMIT[result.scale]
        self.axes.set_xlim(0, limit)
        self.title.set_text(finding(result))
        self.unknown.set_text(plates.fold(UNKNOWN[result.organ], 128, 2))
        dots: list[tuple[float, float]] = []
        rings: list[tuple[float, float]] = []
        off: list[tuple[float, float]] = []
        reach: list[list[tuple[float, float]]] = []
        beside: list[list[tuple[float, float]]] = []
        step = _BOX[3] / _MOST
        for k in range(_MOST):
            one = result.findings[k] if k < len(result.findings) else None
            y, place = k + 0.5, (_BOX[1] + _BOX[3] - (k + 0.5) * step) / SIZE[1]
            self.back[k].set_visible(one is not None)
            self.told[k].set_text("" if one is None or one.value is not None else "no share can be given")
            self.told[k].set_x(0.02 * limit)
            self.names[k].set(text=f"{one.words}\n{GROUPS[one.people]}" if one else "", y=place)
            self.sizes[k].set(text=_beside(one) if one else "", y=place)
            if one is None:
                continue
            self.back[k].set_facecolor(_SHADE[one.people])
            if one.value is not None:
                (off if one.value > limit else dots).append((min(one.value, limit), y))
                low, high = one.ends or (one.value, one.high if one.high is not None else one.value)
                reach.append([(min(low, limit), y), (min(high, limit), y)])
            if one.control is not None:
                rings.append((one.control, y + 0.22))
                if one.control_ends:
                    beside.append(
                        [(one.control_ends[0], y + 0.22), (min(one.control_ends[1], limit), y + 0.22)]
                    )
        for marks, places in ((self.dots, dots), (self.rings, rings), (self.off, off)):
            marks.set_data([x for x, _ in places], [y for _, y in places])
        self.reach.set_segments(reach)
        self.beside.set_segments(beside)
        return True

    def describe(self, result: Organs) -> stage.Description:
        """Return the picture in words."""
        what = (
            f"{result.organ.capitalize()}: one line a finding, share of people from 0 to {_LIMIT[result.scale]:g} in "
            "100, from use without supervision to single reports; drug filled, control hollow."
        )
        values = " ".join(
            f"{GROUPS[one.people].capitalize()}, {one.words}: {said(one)}." for one in result.findings
        )
        head = f"{finding(result)}."
        return stage.Description(
            what, values or "Nothing in our tables.", f"{head} {UNKNOWN[result.organ]}", head
        )

    def table(self, result: Organs) -> stage.Table:
        """Return each finding with who was counted."""
        rows = tuple(
            (
                one.words, GROUPS[one.people], _share(one), _control(one), _interval(one),
                one.n if one.n is not None else "not known", one.n_is, one.says, evidence.cite(one.ref),
            )
            for one in result.findings
        )  # fmt: skip
        return stage.Table(
            f"{result.organ.capitalize()}: what was counted, and in whom",
            ("What was counted", "Group of people", "Share", "Share in the control group", "95% interval of the share",
             "How many", "Who they were", "Mind", "Found in"),
            rows,
        )  # fmt: skip

    def cards(self, result: Organs) -> tuple[stage.Card, ...]:
        """Return a card for each finding."""
        return tuple(_card(one) for one in result.findings)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - the whole line counts
        """Return the card of the line that was clicked."""
        names = [name.get_text() for name in self.names if name.get_text()]
        if axes is not self.axes or not 0 <= y < len(names):
            return None
        return next(one.id for one in findings() if names[int(y)].startswith(f"{one.words}\n"))


def _card(one: Finding) -> stage.Card:
    lines = [
        f"{said(one)}.",
        f"Who was counted: {one.n_is}.",
        f"Control group: {one.control_words}.",
        f"Mind: {one.says}.",
        f"Source: {evidence.cite(one.ref)}.",
    ]
    body = "".join(f"<p>{escape(f'{line[0].upper()}{line[1:]}')}</p>" for line in lines)
    return stage.Card(one.id, one.words, f"<h4>{escape(one.words)}</h4>{body}")


def _share(one: Finding) -> str:
    if one.value is None:
        return "no share"
    if one.high is not None:
        return f"{number(one.value)} to {number(one.high)} in 100, by study"
    return f"{number(one.value)} in 100"


def _control(one: Finding) -> str:
    return "no control group" if one.control is None else f"{number(one.control)} in 100"


def _interval(one: Finding) -> str:
    return "none" if one.ends is None else f"{number(one.ends[0], 2)} to {number(one.ends[1], 2)} in 100"


def _beside(one: Finding) -> str:
    count = (
        f"{one.events:,} of {one.n:,}"
        if one.events is not None and one.n
        else f"n {one.n:,}"
        if one.n
        else "n ?"
    )
    beside = "no control" if one.control is None else f"{number(one.control)}"
    share = _share(one).removesuffix(" in 100").replace(" in 100, by study", ", by study")
    more = f" (n {one.n_control})" if one.n_control else ""
    return f"{share} | {beside}{more}\n{count}; up to {number(one.ends[1], 2)}" if one.events == 0 and one.ends else (
        f"{share} | {beside}{more}\n{count}"
    )  # fmt: skip


def said(one: Finding) -> str:
    """Return a finding with its interval, its control group and its people."""
    count = f"{one.events:,} of {one.n:,} people" if one.events is not None and one.n else (
        f"n {one.n:,}" if one.n else "number not known"
    )  # fmt: skip
    interval = f" (95% interval {_interval(one)})" if one.ends else ""
    beside = (
        "no control group"
        if one.control is None
        else f"{_control(one)} with placebo spray (n {one.n_control})"
    )
    return f"{_share(one)}{interval}, {beside}; {count}: {one.n_is}"


def finding(result: Organs) -> str:
    """Return the sentence above the picture."""
    name = result.organ.capitalize()
    if result.people != "all":
        count = len(result.findings)
        if not count:
            return f"{name}, {GROUPS[result.people]}: nothing in our tables"
        beside = f"{len(result.controlled)} with a control group"
        return f"{name}, {GROUPS[result.people]}: {plural(count, 'finding')}, {beside}"
    heavy = max(one.value or 0 for one in result.findings if one.people == "heavy")
    compared = [one for one in result.controlled if one.value is not None]
    if not compared:
        return f"{name}: up to {number(heavy)} in 100 with heavy use; no count beside a control group in treatment"
    top = max(compared, key=lambda one: one.value or 0)
    return (
        f"{name}: up to {number(heavy)} in 100 with heavy use; in 4 weeks of treatment {number(top.value or 0)} "
        f"against {number(top.control or 0)}"
    )
