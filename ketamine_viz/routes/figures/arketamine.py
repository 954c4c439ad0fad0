"""Picture: both mirror forms in mice, and after the flip in people."""

from __future__ import annotations

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from ketamine_viz import stage
from ketamine_viz.routes.arketamine import (
    FORMS,
    Crossing,
    HumanTrial,
    human_trials,
    mouse_tests,
    rodent_counts,
)
from ketamine_viz.routes.figures import arketamine_words as told
from ketamine_viz.routes.figures.arketamine_words import AXIS, NAME
from ketamine_viz.stage import theme

_WIDTH, _HEIGHT = 900, 460
# Mice: everything stands in pixels.
_LANES = {"arketamine": 312, "esketamine": 252}
_COLUMNS, _WIDE = 176, 146
_COUNTS = {"arketamine": 124, "esketamine": 76}
_COUNT_COLUMNS, _DOT = (176, 560), 26
# People: a real axis between two columns of words.
_FRAME = (236, 78, 396, 342)  # left, bottom, width, height [pixels]
_TALLEST, _GROUP = 96.0, 24.0  # of a line and of a heading [pixels]
_WORDS_AT = 646


class CrossingPicture(stage.Picture):
    """Mice: a grid of tests and a count of studies.  People: change of each group, trial by trial."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> None:
        """Make both scenes; the flip shows one of them."""
        self.fig = fig
        self.title = fig.text(
            12 / _WIDTH, 1 - 9 / _HEIGHT, "", va="top", weight="bold", fontsize=mpl.rcParams["axes.titlesize"]
        )
        self.small = mpl.rcParams["xtick.labelsize"]
        self.mice, self.mouse_parts = self._mice(fig)
        self.people = self._people(fig)
        self.rows: dict[str, tuple[float, float]] = {}

    def update(self, result: Crossing) -> bool:
        """Show one scene, with one form or both."""
        self.title.set_text(told.finding(result))
        mice = result.where == "mice"
        self.mice.set_visible(mice)
        for part in (self.people, *self.people_words):
            part.set_visible(not mice)
        for form, parts in self.mouse_parts.items():
            for part in parts:
                part.set_visible(form in FORMS[: 1 + result.both])
        if not mice:
            self._draw_people(result)
        return True

    def describe(self, result: Crossing) -> stage.Description:
        """Return the scene in words."""
        return told.describe(result)

    def table(self, result: Crossing) -> stage.Table:
        """Return what is drawn, a row a mark."""
        return told.table(result)

    def cards(self, result: Crossing) -> tuple[stage.Card, ...]:
        """Return a card for each study."""
        return told.cards(result)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - a whole line opens its card
        """Return the card of the line that was clicked."""
        if axes is self.people and axes.get_visible():
            return next((key for key, (low, high) in self.rows.items() if low <= y < high), None)
        if axes is self.mice and axes.get_visible():
            return "mouse" if y > 200 else "review"
        return None

    # -- mice ----------------------------------------------------------------------------

    def _mice(self, fig: Figure) -> tuple[Axes, dict[str, list[Text | Line2D]]]:
        axes = fig.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, _WIDTH), ylim=(0, _HEIGHT))
        axes.axis("off")
        muted = theme.style("muted").colour
        parts: dict[str, list[Text | Line2D]] = {form: [] for form in FORMS}
        one_form = [one for one in mouse_tests() if one.form == FORMS[0]]
        for k, test in enumerate(one_form):
            x = _COLUMNS + k * _WIDE
            axes.text(x, 370, test.test, va="bottom", fontsize=self.small, weight="bold")
            axes.text(x, 354, told.time(test.time_h), va="bottom", fontsize=self.small)
            if k and test.time_h > 100 > one_form[k - 1].time_h:
                axes.plot([x - 22, x - 22], [228, 408], color=muted, linewidth=1.2, linestyle=(0, (3, 2)))
                axes.text(
                    x, 392, "a week after one injection", va="bottom", fontsize=self.small, color="#555555"
                )
        axes.text(_COLUMNS, 392, "in the first two days", va="bottom", fontsize=self.small, color="#555555")
        for form, y in _LANES.items():
            parts[form].append(axes.text(14, y, NAME[form], va="center", weight="bold"))
            mine = [one for one in mouse_tests() if one.form == form]
            for k, test in enumerate(mine):
                x = _COLUMNS + k * _WIDE
                parts[form].append(_mark(axes, form, x + 12, y, test.helped, 15))
                words = "better" if test.helped else "no different"
                parts[form].append(axes.text(x + 31, y, words, va="center", fontsize=self.small))
        axes.text(
            14,
            196,
            "Later tests of two kinds in mice and rats, as one review lists them (Johnston 2023); one mark a study",
            va="center",
            fontsize=self.small,
            weight="bold",
        )
        axes.plot([14, _WIDTH - 14], [216, 216], color="#cccccc", linewidth=1)
        for x, behaviour in zip(
            _COUNT_COLUMNS, dict.fromkeys(one.behaviour for one in rodent_counts()), strict=True
        ):
            axes.text(x, 164, behaviour, va="center", fontsize=self.small)
            for form, y in _COUNTS.items():
                (count,) = [one for one in rodent_counts() if (one.form, one.behaviour) == (form, behaviour)]
                for k in range(count.helped + count.no_effect):
                    parts[form].append(_mark(axes, form, x + 10 + k * _DOT, y, k < count.helped, 12))
                words = f"{count.helped} of {count.helped + count.no_effect} helped"
                at = x + 10 + (count.helped + count.no_effect) * _DOT
                parts[form].append(axes.text(at, y, words, va="center", fontsize=self.small))
        for form, y in _COUNTS.items():
            parts[form].append(axes.text(14, y, NAME[form], va="center", weight="bold"))
        axes.text(
            14,
            26,
            "Filled: better than the comparison group.  Hollow: no different.  Sizes are not in what we read.",
            va="center",
            fontsize=self.small,
            color="#555555",
        )
        return axes, parts

    # -- people --------------------------------------------------------------------------

    def _people(self, fig: Figure) -> Axes:
        left, bottom, width, height = _FRAME
        axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        axes.set(xlim=AXIS, ylim=(height, 0), yticks=[])
        axes.set_xticks([-25, -20, -15, -10, -5, 0], ["−25", "−20", "−15", "−10", "−5", "0"])
        axes.spines["left"].set_visible(False)
        axes.axvline(0, color="#444444", linewidth=1.2)
        axes.set_xlabel("Change of MADRS in a day [points]; further left is better", labelpad=2)
        ink = theme.style("ink").colour
        self.stripe = Rectangle((0, 0), 0, 0, facecolor="#f3f0ea", edgecolor="none", zorder=0)
        axes.add_patch(self.stripe)
        legend = fig.legend(
            handles=[
                Line2D([], [], color=ink, linestyle="none", marker=">", markersize=9, label="drug"),
                Line2D([], [], **theme.style("control").points(markersize=8), label="comparison group"),
                Line2D([], [], color=ink, linewidth=5, alpha=0.35, label="the drug's part"),
                Line2D(
                    [], [], color=ink, linestyle=(0, (2, 1.5)), linewidth=1.4, marker=">", markersize=9,
                    markerfacecolor="white", markeredgewidth=1.6, label="nobody compared",
                ),
            ],
            loc="lower left",
            bbox_to_anchor=(8 / _WIDTH, 4 / _HEIGHT),
            ncols=4,
            handlelength=2.2,
            columnspacing=1.6,
            borderaxespad=0,
        )  # fmt: skip
        axes.set_zorder(2)
        self.lines: list[_Line] = [_Line(fig, axes, one.form, self.small) for one in human_trials()]
        self.groups = [fig.text(12 / _WIDTH, 0, NAME[form], weight="bold", va="center") for form in FORMS]
        self.people_words = [
            legend,
            *legend.get_texts(),
            *self.groups,
            *(part for line in self.lines for part in (line.rule, *line.words)),
        ]
        return axes

    def _draw_people(self, result: Crossing) -> None:
        groups = [form for form in FORMS if any(one.form == form for one in result.trials)]
        room = _FRAME[3] - _GROUP * len(groups)
        step = min(_TALLEST, room / len(result.trials))
        y, self.rows = 0.0, {}
        at: dict[str, float] = {}
        for words, form in zip(self.groups, FORMS, strict=True):
            words.set_visible(form in groups)
            if form not in groups:
                continue
            words.set_y(_from_top(y + _GROUP / 2))
            y += _GROUP
            for one in (t for t in result.trials if t.form == form):
                at[one.id], self.rows[one.id] = y + step / 2, (y, y + step)
                y += step
        for line, one in zip(self.lines, human_trials(), strict=True):
            line.show(one, at.get(one.id), self.rows.get(one.id, (0.0, 0.0))[0])
        blank = next((one for one in result.trials if not one.sized), None)
        if blank is not None:
            self.stripe.set_bounds(AXIS[0], self.rows[blank.id][0] + 3, AXIS[1] - AXIS[0], step - 6)


class _Line:
    """One study: two groups, what lies between them, and its words."""

    def __init__(self, fig: Figure, axes: Axes, form: str, small: float) -> None:
        self.style = theme.style(form)
        (self.band,) = axes.plot(
            [], [], color=self.style.colour, linewidth=7, alpha=0.35, solid_capstyle="butt", zorder=2
        )
        (self.reach,) = axes.plot(
            [], [], color=self.style.colour, linewidth=1.6, linestyle=(0, (2, 1.5)), zorder=3
        )
        (self.control,) = axes.plot([], [], **theme.style("control").points(markersize=9, zorder=4))
        (self.drug,) = axes.plot([], [], **self.style.points(markersize=11, zorder=5))
        self.note = axes.text(0, 0, "", ha="center", va="center", fontsize=small, style="italic", zorder=5)
        self.rule = Line2D([12 / _WIDTH, 888 / _WIDTH], [0, 0], color="#e2e2e2", linewidth=0.9)
        fig.add_artist(self.rule)
        self.words = [
            fig.text(x / _WIDTH, 0, "", va=va, fontsize=small, color=colour)
            for x, va, colour in (
                (24, "bottom", "#222222"),
                (24, "top", "#555555"),
                (_WORDS_AT, "bottom", "#222222"),
                (_WORDS_AT, "top", "#555555"),
            )
        ]

    def show(self, one: HumanTrial, y: float | None, top: float) -> None:
        """Draw a study at a height, below a rule at another [pixels from the top of the frame]; None hides it."""
        for part in (self.rule, self.band, self.reach, self.control, self.drug, self.note, *self.words):
            part.set_visible(y is not None)
        if y is None:
            return
        self.rule.set_ydata([_from_top(top)] * 2)
        texts = (one.label, one.given, told.numbers(one), one.words)
        for words, text, shift in zip(self.words, texts, (-1.5, 1.5, -1.5, 1.5), strict=True):
            words.set_text(text)
            words.set_y(_from_top(y + shift))
        self.note.set_text("" if one.sized else "no sizes in what we read")
        self.note.set_position((sum(AXIS) / 2, y))
        drug = [] if one.drug is None else [one.drug]
        control = [] if one.control is None else [one.control]
        self.drug.set_data(drug, [y] * len(drug))
        self.drug.set_markerfacecolor(self.style.colour if one.compared else "white")
        self.drug.set_markeredgecolor("#222222" if one.compared else self.style.colour)
        self.drug.set_markeredgewidth(0.8 if one.compared else 1.8)
        self.control.set_data(control, [y] * len(control))
        self.band.set_data([*drug, *control] if drug and control else [], [y, y] if drug and control else [])
        ends = [] if one.low is None or one.high is None else [one.low, one.high]
        self.reach.set_data(ends, [y] * len(ends))


def _from_top(y: float) -> float:
    """Turn pixels below the top of the frame into a share of the figure's height."""
    return (_FRAME[1] + _FRAME[3] - y) / _HEIGHT


def _mark(axes: Axes, form: str, x: float, y: float, filled: bool, size: float) -> Line2D:
    style = theme.style(form)
    (mark,) = axes.plot([x], [y], linestyle="none", marker=style.marker, markersize=size, markeredgewidth=1.8)
    mark.set(markerfacecolor=style.colour if filled else "white", markeredgecolor=style.colour)
    return mark
