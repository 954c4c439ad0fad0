"""Picture: findings for and against one claim, their sizes with the control, and what each allows us to say."""

from __future__ import annotations

from functools import cache

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.figures.finding_words import SPECIES, card, known_as, when, who, wrap
from ketamine_viz.molecular.pointing import short
from ketamine_viz.molecular.two_results import Dispute, Finding, Number, View
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import number, plural

_WIDTH, _HEIGHT = 900, 460
_MOST = 7  # findings of one dispute
_ROWS = (12, 128, 578, 254)  # left, bottom, width, height [pixels]
_SIZES = (620, 128, 264, 254)
_AGAINST, _FOR = 462, 546  # centres of the two columns [pixels of the rows frame]
_BOX = (12, 312, 612)  # left edges of the three texts below
_LETTERS = 39  # of one line of them
#: Unit → limits of the axis of sizes, and digits shown.
_LIMITS = {"percent": (-4, 100), "points": (-29, 1), "smd": (-0.72, 0.3), "correlation": (-1, 1)}
_TICKS: dict[str, list[float]] = {
    "percent": [0, 25, 50, 75, 100],
    "points": [-25, -20, -15, -10, -5, 0],
    "smd": [-0.6, -0.4, -0.2, 0, 0.2],
    "correlation": [-1, -0.5, 0, 0.5, 1],
}
_TESTS = {"controlled": "", "no_control": "no control group", "no_contrast": "control did as well"}
_STANCE = {"for": "for", "neither": "neither way", "against": "against"}


class TwoResults(stage.Picture):
    """Rows are findings; left their stance, right their size; below what may be said."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make rows, sizes and texts once; a dispute changes the axis of sizes."""
        self.still = ""
        small = mpl.rcParams["xtick.labelsize"]
        ink, muted = theme.style("ink").colour, theme.style("muted").colour
        self.title = fig.text(
            12 / _WIDTH, 1 - 9 / _HEIGHT, "", va="top", weight="bold", fontsize=mpl.rcParams["axes.titlesize"]
        )
        self.rows = _frame(fig, _ROWS)
        self.rows.set(xlim=(0, _ROWS[2]), ylim=(0, _ROWS[3]))
        self.rows.axis("off")
        for x, words in ((_AGAINST, "against it"), (_FOR, "for it")):
            self.rows.axvline(x, color="#dddddd", linewidth=1.2, zorder=0)
            fig.text((_ROWS[0] + x) / _WIDTH, 402 / _HEIGHT, words, ha="center", va="center", weight="bold")
        self.sizes = _frame(fig, _SIZES)
        self.sizes.set(ylim=(0, _SIZES[3]), yticks=[])
        self.sizes.spines["left"].set_visible(False)
        self.zero = self.sizes.axvline(0, color=muted, linewidth=1.2, zorder=1)
        self.scale = fig.text(
            _SIZES[0] / _WIDTH, 404 / _HEIGHT, "", va="center", fontsize=small, linespacing=1.15
        )
        self.names = [
            self.rows.text(0, 0, "", va="center", weight="bold", fontsize=small) for _ in range(_MOST)
        ]
        self.did = [self.rows.text(0, 0, "", va="center", fontsize=small) for _ in range(_MOST)]
        self.marks = [self.rows.plot([], [], linestyle="none")[0] for _ in range(_MOST)]
        drug, control = theme.style("drug"), theme.style("control")
        self.links = [self.sizes.plot([], [], color=ink, linewidth=1.6, zorder=2)[0] for _ in range(_MOST)]
        self.treated = [
            self.sizes.plot([], [], **drug.points(markersize=9, zorder=4))[0] for _ in range(_MOST)
        ]
        self.controls = [
            self.sizes.plot([], [], **control.points(markersize=8.5, zorder=3))[0] for _ in range(_MOST)
        ]
        self.values = [
            self.sizes.text(0, 0, "", va="center", ha="center", fontsize=small, zorder=5)
            for _ in range(_MOST)
        ]
        for value in self.values:  # the line at zero must not strike them out
            value.set_bbox({"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 0.5})
        fig.add_artist(
            mpl.lines.Line2D([12 / _WIDTH, 888 / _WIDTH], [97 / _HEIGHT] * 2, color="#c9ced6", linewidth=1.0)
        )
        self.boxes = []
        for x, words in zip(_BOX, ("What speaks for it allows:", "What speaks against it allows:", "So, for now:"),
                            strict=True):  # fmt: skip
            fig.text(x / _WIDTH, 84 / _HEIGHT, words, va="center", weight="bold", fontsize=small)
            self.boxes.append(
                fig.text(x / _WIDTH, 73 / _HEIGHT, "", va="top", fontsize=small, linespacing=1.2)
            )
        self.count = fig.text(_SIZES[0] / _WIDTH, 290 / _HEIGHT, "", va="center", linespacing=1.7)
        self.foot = fig.text(
            _ROWS[0] / _WIDTH, 428 / _HEIGHT, "", va="center", fontsize=small, color="#555555"
        )
        return [self.title, *self.names, *self.did, *self.marks, *self.links, *self.treated, *self.controls,
                *self.values, *self.boxes, self.foot, self.count]  # fmt: skip

    def update(self, result: View) -> bool:
        """Fill the rows; return True where the axis of sizes changes."""
        dispute = result.dispute
        changed, self.still = self.still != dispute.id, dispute.id
        self.title.set_text(f"The claim: {dispute.claim}")
        if changed:
            self._scale(result)
        for box, words in zip(
            self.boxes, (dispute.for_allows, dispute.against_allows, dispute.together), strict=True
        ):
            box.set_text(wrap(words, _LETTERS, 4))
        self.foot.set_text(_foot(result))
        self.count.set_text(_counted(result) if dispute.scale == "none" else "")
        step = _ROWS[3] / max(len(result.shown), 5)
        for k in range(_MOST):
            finding = result.shown[k] if k < len(result.shown) else None
            self._row(k, finding, _ROWS[3] - (k + 0.5) * step, dispute.scale)
        return changed

    def describe(self, result: View) -> stage.Description:
        """Return the picture in words."""
        dispute = result.dispute
        what = (
            f"Findings on one claim: {dispute.claim}. Each row is a finding, placed under against or for; "
            f"{'right of it its size with the control; ' if dispute.scale != 'none' else ''}below, what each side "
            "allows us to say."
        )
        values = " ".join(f"{_told(one)}." for one in result.shown) or "No such finding is in our tables."
        counts = f"{result.count('for')} for and {result.count('against')} against"
        hidden = f" {plural(result.hidden, 'finding')} in others hidden." if result.hidden else ""
        weak = [one for one in result.shown if not one.could_tell]
        trend = (
            f"{counts}; {len(weak)} of them without a control that could tell.{hidden} For it: {dispute.for_allows} "
            f"Against it: {dispute.against_allows} So, for now: {dispute.together}"
        )
        whom = {"all": "", "people": " in people", "animals": " in animals and cells"}[result.who]
        first = f" First row: {short(result.shown[0].ref)}." if result.shown else ""
        headline = f"{dispute.name}{whom}: {counts}. {dispute.together}{first}"
        return stage.Description(what=what, values=values, trend=trend, headline=headline)

    def table(self, result: View) -> stage.Table:
        """Return one line a finding."""
        rows = tuple(
            (short(one.ref), who(one.species), one.n, one.done, when(one.time_h), _STANCE[one.stance],
             _TESTS[one.test] or "controlled", *(_cell(part) for part in (one.treated, one.control, one.difference)))
            for one in result.shown
        )  # fmt: skip
        columns = ("Study", "Who", "People", "Done and seen", "When", "The claim", "Design", "With it", "Control",
                   "Difference or correlation")  # fmt: skip
        return stage.Table(f"Findings on: {result.dispute.claim}", columns, rows)

    def cards(self, result: View) -> tuple[stage.Card, ...]:
        """Return one card a finding."""
        return tuple(
            stage.Card(one.id, f"{short(one.ref)}: {one.done}", _card(result.dispute, one))
            for one in result.shown
        )

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - a row is as wide as the picture
        """Return the finding of the row that was clicked."""
        if not self.rows_at:
            return None
        place, found = min(self.rows_at, key=lambda one: abs(one[0] - y))
        return found if abs(place - y) < 25 else None

    # -- parts ------------------------------------------------------------------

    def _scale(self, result: View) -> None:
        dispute = result.dispute
        drawn = dispute.scale != "none"
        self.sizes.set_visible(drawn)
        lines = [wrap(dispute.scale_words or "No size of effect is printed in what we read.", 38, 2)]
        if dispute.with_words:
            lines.append(f"● {dispute.with_words}   □ {dispute.without_words}")
        self.scale.set_text("\n".join(lines))
        if drawn:
            self.sizes.set_xlim(*_LIMITS[dispute.scale])
            self.sizes.set_xticks(_TICKS[dispute.scale])

    def _row(self, k: int, finding: Finding | None, y: float, scale: str) -> None:
        if k == 0:
            self.rows_at: list[tuple[float, str]] = []
        for one in (self.names[k], self.did[k], self.values[k]):
            one.set_text("")
        for line in (self.marks[k], self.links[k], self.treated[k], self.controls[k]):
            line.set_data([], [])
        if finding is None:
            return
        self.rows_at.append((y, finding.id))
        self.names[k].set_text(f"{short(finding.ref)}, {who(finding.species, finding.n)}")
        self.names[k].set_position((0, y + 8))
        parts = [finding.done, when(finding.time_h), _TESTS[finding.test]]
        self.did[k].set_text("; ".join(part for part in parts if part))
        self.did[k].set_position((0, y - 8))
        measured = theme.style("measured")
        mark = self.marks[k]
        mark.set_data([_FOR if finding.stance == "for" else _AGAINST], [y])
        mark.set(
            marker=SPECIES[finding.species][1],
            markersize=_big(finding),
            markeredgecolor=measured.colour,
            markerfacecolor=measured.colour if finding.could_tell else "white",
            markeredgewidth=1.8,
        )
        if scale != "none":
            self._size(k, finding, y, scale)

    def _size(self, k: int, finding: Finding, y: float, scale: str) -> None:
        low, high = _LIMITS[scale]
        words = self.values[k]
        if not finding.drawn:
            words.set_text("not printed")
            words.set_color("#666666")
            words.set_position((0.5 * (low + high), y))
            return
        main = finding.treated or finding.difference
        numbers = [part for part in (finding.treated, finding.control, finding.difference) if part]
        if main:
            self.treated[k].set_data([main.value], [y])
        if finding.control:
            self.controls[k].set_data([finding.control.value], [y])
        ends = [part.value for part in numbers]
        if main and main.low is not None and main.high is not None:
            ends = [main.low, main.high]
        self.links[k].set_data([min(ends), max(ends)], [y, y])
        middle = 0.5 * (min(ends) + max(ends))
        words.set_text(_sizes(finding))
        words.set_color(theme.style("ink").colour)
        reach = 0.30 * (high - low)
        words.set_position((min(max(middle, low + reach), high - reach), y + 14))


def _frame(fig: Figure, place: tuple[int, int, int, int]) -> Axes:
    left, bottom, width, height = place
    return fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))


def _big(finding: Finding) -> float:
    """Return the size of a marker: its area grows with the people studied."""
    return 9.0 if finding.n is None else min(6.5 + 1.1 * finding.n**0.5, 24.0)


def _amount(part: Number) -> str:
    if part.unit == "%":
        return f"{number(part.value)} %"
    if part.unit == "r":
        return f"r = {part.value:.2f}"
    return number(part.value)


def _sizes(finding: Finding) -> str:
    if finding.difference:
        part = finding.difference
        span = (
            f" ({number(part.low)} to {number(part.high)})"
            if part.low is not None and part.high is not None
            else ""
        )
        return f"{_amount(part)}{span}"
    if finding.treated and finding.control:
        return f"{_amount(finding.treated)} against {_amount(finding.control)}"
    if finding.treated:
        return f"{_amount(finding.treated)}, no control"
    assert finding.control is not None
    return f"control {_amount(finding.control)}"


def _cell(part: Number | None) -> str | None:
    if part is None:
        return None
    span = (
        f" ({number(part.low)} to {number(part.high)})"
        if part.low is not None and part.high is not None
        else ""
    )
    return f"{_amount(part)}{span}"


def _told(finding: Finding) -> str:
    size = f", {_sizes(finding)}" if finding.drawn else ""
    time = f", {when(finding.time_h)}" if finding.time_h is not None else ""
    test = f", {_TESTS[finding.test]}" if _TESTS[finding.test] else ""
    return (
        f"{short(finding.ref)}, {who(finding.species, finding.n)}: {finding.done}{time}{test}{size}: "
        f"{_STANCE[finding.stance]}"
    )


def _foot(result: View) -> str:
    if not result.shown:
        return "No such finding is in our tables."
    kinds = [one.species for one in result.shown]
    seen = "   ".join(f"{_GLYPH[kind]} {SPECIES[kind][0]}" for kind in SPECIES if kind in kinds)
    larger = "; larger: more people" if "human" in kinds else ""
    hollow = (
        ".  Hollow: no control group, or one that did as well"
        if any(not o.could_tell for o in result.shown)
        else ""
    )
    return f"{seen}{larger}{hollow}"


def _counted(result: View) -> str:
    lines = []
    for stance in ("for", "against"):
        own = [one for one in result.shown if one.stance == stance]
        lines.append(
            f"{plural(len(own), 'finding')} {stance} it, {sum(one.in_people for one in own)} in people"
        )
    return "\n".join(lines)


_GLYPH = {"human": "●", "mouse": "▲", "rat": "■", "rodent": "◆", "cell": "✚", "none": "✖"}


@cache
def _card(dispute: Dispute, one: Finding) -> str:
    lines = [
        f"Who: {who(one.species, one.n)}."
        + (f" When: {when(one.time_h)} after the dose." if one.time_h else ""),
        f"The claim: {dispute.claim}. This finding: {_STANCE[one.stance]}.",
        f"Design: {evidence.meaning('dispute_test', one.test).lower()}.",
        f"With {dispute.with_words}: {_cell(one.treated)}." if one.treated and dispute.with_words else "",
        f"{(dispute.without_words or 'control').capitalize()}: {_cell(one.control)}." if one.control else "",
        f"{dispute.scale_words}: {_cell(one.difference)}." if one.difference else "",
        f"{one.note}." if one.note else "",
        known_as(one.verified),
    ]
    return card(f"{short(one.ref)}: {one.done}", lines, one.ref)
