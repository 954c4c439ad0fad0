"""Picture of dose ranges by use: a ladder of doses beside a ladder of levels."""

from __future__ import annotations

import math
from dataclasses import dataclass

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from ketamine_viz import evidence, stage
from ketamine_viz.routes.ladder import Band, Ladder, ladder
from ketamine_viz.routes.words import who
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, join, number

_WIDTH, _HEIGHT = 900, 440
_TOP, _BOTTOM = 66, 76  # above and below both axes [pixels]
_DOSE = (316, 248)  # left, width [pixels]
_LEVEL = (600, 280)
_PT = 72 / theme.DPI  # points a pixel
_TALL = 52.0  # most pixels a rung takes
USE = {"pain": "pain relief", "depression": "depression", "anaesthesia": "anaesthesia"}
_LOG_DOSE, _LOG_LEVEL = (0.05, 60.0), (8.0, 40000.0)
_SITE = {"venous": "a vein", "arterial": "an artery"}


@dataclass
class _Rung:
    use: Text
    label: Text
    dose: Line2D
    dose_words: Text
    level: Line2D
    level_words: Text

    @property
    def artists(self) -> tuple[Text | Line2D, ...]:
        return (self.use, self.label, self.dose, self.dose_words, self.level, self.level_words)


class DoseLadder(stage.Picture):
    """One rung a published range: doses left, levels of the model and of people right."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make as many rungs as there are ranges; those that are not needed are hidden."""
        small = mpl.rcParams["legend.fontsize"]
        self.still: tuple[object, ...] = ()
        self.title = fig.text(12 / _WIDTH, 1 - 8 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        self.tall = _HEIGHT - _TOP - _BOTTOM
        self.doses, self.levels = (
            fig.add_axes((left / _WIDTH, _BOTTOM / _HEIGHT, width / _WIDTH, self.tall / _HEIGHT))
            for left, width in (_DOSE, _LEVEL)
        )
        for axes in (self.doses, self.levels):
            axes.set(ylim=(self.tall, 0), yticks=[])
            axes.spines["left"].set_visible(False)
            axes.patch.set_visible(False)
        self.doses.set_xlabel("Dose given [mg/kg]")
        # Where a label of the axis would stand: its words change, and the axis need not be drawn again for them.
        self.blood = fig.text(
            (_LEVEL[0] + _LEVEL[1] / 2) / _WIDTH, (_BOTTOM - 29.2) / _HEIGHT, "", ha="center", va="top",
            color=mpl.rcParams["axes.labelcolor"],
        )  # fmt: skip
        self.heads = [
            axes.annotate(
                words,
                (0, 1),
                (0, 6 * _PT),
                "axes fraction",
                "offset points",
                fontsize=small,
                annotation_clip=False,
            )
            for axes, words in (
                (self.doses, "As studied or on a label"),
                (self.levels, "Highest level, 70 kg"),
            )
        ]
        self.rules = LineCollection([], colors="#bbbbbb", linewidths=0.8, zorder=1, clip_on=False)
        self.doses.add_collection(self.rules)
        self.spreads = LineCollection([], colors="#222222", linewidths=1.4, zorder=5)
        self.levels.add_collection(self.spreads)
        dots = theme.style("measured").points(markersize=7, zorder=6)
        (self.measured,) = self.levels.plot([], [], **dots, clip_on=False)
        hollow = {**dots, "markerfacecolor": "white", "markeredgewidth": 1.6}
        (self.stated,) = self.levels.plot([], [], **hollow, clip_on=False)
        self.rungs = [self._rung(small) for _ in ladder().bands]
        fig.legend(
            handles=[
                Line2D(
                    [], [], color=theme.style("ink").colour, linewidth=6, label="dose; level: model, not data"
                ),
                Line2D([], [], **dots, label="measured, with range"),
                Line2D([], [], **hollow, label="as a review states it"),
            ],
            loc="lower center",
            ncols=3,
            handlelength=1.6,
            columnspacing=1.4,
            borderaxespad=0.2,
        )
        points = (self.rules, self.spreads, self.measured, self.stated)
        return [self.title, self.blood, *points, *(artist for rung in self.rungs for artist in rung.artists)]

    def _rung(self, small: float) -> _Rung:
        def words(axes: Axes, across: float = 0.0) -> Text:
            return axes.text(
                across, 0, "", va="center", fontsize=small, linespacing=1.05, zorder=7,
                transform=axes.get_yaxis_transform(),
            )  # fmt: skip

        use, label = (words(self.doses, (place - _DOSE[0]) / _DOSE[1]) for place in (12, 122))
        use.set(weight="bold")
        dose, level = (
            axes.plot([], [], linewidth=8, solid_capstyle="butt", zorder=3, clip_on=False)[0]
            for axes in (self.doses, self.levels)
        )
        return _Rung(use, label, dose, words(self.doses), level, words(self.levels))

    def update(self, result: Ladder) -> bool:
        """Put each range on its rung."""
        self.title.set_text(finding(result))
        self.blood.set_text(f"Blood from {_SITE[result.preset]} [ng/mL]")
        self.step = min(_TALL, self.tall / len(result.bands))
        self.shown = result.bands
        self._scale(result)
        rules, spreads, last = [], [], ""
        points: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
        for k, rung in enumerate(self.rungs):
            used = k < len(result.bands)
            for artist in rung.artists:
                artist.set_visible(used)
            if not used:
                continue
            band, y = result.bands[k], (k + 0.5) * self.step
            rung.use.set_text(USE[band.use].replace(" ", "\n") if band.use != last else "")
            rung.label.set_text(f"{way(band)}\n{study(band)}")
            for words in (rung.use, rung.label, rung.dose_words, rung.level_words):
                words.set_y(y)
            self._bar(self.doses, rung.dose, rung.dose_words, band, y, band.low, band.high, result.log)
            self._bar(
                self.levels,
                rung.level,
                rung.level_words,
                band,
                y,
                band.level_low,
                band.level_high,
                result.log,
            )
            if k and band.use != last:
                rules.append([k * self.step] * 2)
            last = band.use
            # Points of one rung stand a little apart from its bar and from each other.
            for j, seen in enumerate(band.seen):
                place = y + (j - (len(band.seen) - 1) / 2) * 12
                points[seen.measured].append((seen.value, place))
                if seen.low is not None and seen.high is not None:
                    spreads.append([(seen.low, place), (seen.high, place)])
        self.measured.set_data([p[0] for p in points[True]], [p[1] for p in points[True]])
        self.stated.set_data([p[0] for p in points[False]], [p[1] for p in points[False]])
        self.spreads.set_segments(spreads)
        self.rules.set_transform(self.doses.get_yaxis_transform())
        left, right = (12 - _DOSE[0]) / _DOSE[1], (sum(_LEVEL) - _DOSE[0]) / _DOSE[1]
        self.rules.set_segments([[(left, a), (right, b)] for a, b in rules])
        before = self.still
        self.still = (result.log, self.doses.get_xlim(), self.levels.get_xlim())
        return self.still != before

    def _scale(self, result: Ladder) -> None:
        scale = "log" if result.log else "linear"
        tops = (
            max(b.high for b in result.bands),
            max(
                [b.level_high for b in result.bands]
                + [s.high or s.value for b in result.bands for s in b.seen]
            ),
        )
        for axes, fixed, top in ((self.doses, _LOG_DOSE, tops[0]), (self.levels, _LOG_LEVEL, tops[1])):
            if axes.get_xscale() != scale:
                axes.set_xscale(scale)
                axes.xaxis.set_major_formatter(lambda x, _: number(x))
                axes.xaxis.set_minor_formatter(lambda *_: "")
            axes.set_xlim(*(fixed if result.log else (0, 1.85 * top)))
            if not result.log:
                axes.locator_params(axis="x", nbins=5)

    def _bar(
        self,
        axes: Axes,
        line: Line2D,
        words: Text,
        band: Band,
        y: float,
        low: float,
        high: float,
        log: bool,
    ) -> None:
        alone = low == high
        line.set_data([low] if alone else [low, high], [y] if alone else [y, y])
        style = theme.style(band.route)
        line.set(color=style.colour, marker=style.marker if alone else "", markersize=10)
        line.set(markeredgecolor="#222222")
        value = level if axes is self.levels else number
        words.set_text(value(low) if alone else f"{value(low)} to {value(high)}")
        edge = high
        if axes is self.levels:
            edge = max([high] + [s.high or s.value for s in band.seen])
        start, end = axes.get_xlim()

        def share(value: float) -> float:
            return math.log(value / start) / math.log(end / start) if log else value / end

        aside = 9 / (_LEVEL if axes is self.levels else _DOSE)[1]
        if share(edge) > 0.64:
            least = min([low] + ([s.low or s.value for s in band.seen] if axes is self.levels else []))
            words.set(x=share(least) - aside, ha="right")
        else:
            words.set(x=share(edge) + aside, ha="left")

    def describe(self, result: Ladder) -> stage.Description:
        """Return the picture in words."""
        scale = "logarithmic" if result.log else "linear"
        which = "all uses" if result.use == "all" else USE[result.use]
        what = (
            f"A ladder of published dose ranges ({which}), one rung a range. Left: dose [mg/kg]. Right: highest level "
            f"of ketamine [ng/mL] the model gives an adult of 70 kg, blood from {_SITE[result.preset]}; after a push "
            f"the level at 10 minutes. Both axes are {scale}. Bars are ranges; markers are published levels."
        )
        values = " ".join(f"{USE[b.use].capitalize()}, {_sentence(b)}." for b in result.bands)
        trend = "Every dose is one that was studied or stands on a label; none is advice."
        return stage.Description(what, values, trend, f"{finding(result)}.")

    def table(self, result: Ladder) -> stage.Table:
        """Return every range, its levels and its sources."""
        rows: list[tuple[object, ...]] = []
        for b in result.bands:
            when = "model, at 10 min" if b.pushed else "model, peak"
            studies = join([evidence.cite(r) for r in b.refs])
            rows.append(
                (
                    USE[b.use],
                    way(b),
                    _range(b.low, b.high),
                    _range(b.level_low, b.level_high, True),
                    when,
                    studies,
                )
            )
            for s in b.seen:
                spread = f" ({number(s.low)} to {number(s.high or s.low)})" if s.low is not None else ""
                kind = "published" if s.measured else "stated in a review"
                rows.append(
                    (USE[b.use], way(b), "", f"{number(s.value)}{spread}", kind, evidence.cite(s.ref))
                )
        columns = ("Use", "Way in", "Dose [mg/kg]", "Level [ng/mL]", "Kind", "Source")
        return stage.Table("Dose ranges by use and the levels they give", columns, tuple(rows))

    def cards(self, result: Ladder) -> tuple[stage.Card, ...]:
        """Return one card a range."""
        return tuple(_card(b) for b in result.bands)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - a whole rung opens its card
        """Return the card of the rung that was clicked."""
        place = int(y // self.step)
        return self.shown[place].id if 0 <= place < len(self.shown) else None


def way(b: Band) -> str:
    """Return form and way in, in words short enough for a rung."""
    form = {"racemic": "racemic", "esketamine": "S"}[b.form]
    route = f"drip of {b.over_min:g} min" if b.over_min else theme.style(b.route).label
    return f"{form}, {route}"


def study(b: Band) -> str:
    """Return who studied the range, or that it stands on a label."""
    first = evidence.reference(b.refs[0])
    return f"US label {first.year}" if first.study_type == "label" else who(first.key)


def level(ng_per_ml: float) -> str:
    """Return a level as roughly as the model knows it."""
    return number(ng_per_ml, 2)


def finding(result: Ladder) -> str:
    """Return the finding above the picture."""
    if result.use == "all":
        drip, push = result.span("depression", "iv_infusion"), result.span("anaesthesia", "iv_bolus")
        return (
            f"Sub-anaesthetic is a matter of dose and pace: {number(drip[0])} to {number(drip[1])} mg/kg dripped in, "
            f"{number(push[0])} to {number(push[1])} pushed"
        )
    low, high = min(b.level_low for b in result.bands), max(b.level_high for b in result.bands)
    return f"{USE[result.use].capitalize()}: studied ranges give {level(low)} to {level(high)} ng/mL in the model"


def _range(low: float, high: float, rough: bool = False) -> str:
    words = level if rough else number
    return words(low) if low == high else f"{words(low)} to {words(high)}"


def _sentence(b: Band) -> str:
    text = (
        f"{way(b)} ({study(b)}): {_range(b.low, b.high)} mg/kg, model {_range(b.level_low, b.level_high, True)} "
        "ng/mL"
    )
    if b.pushed:
        text += " at 10 minutes"
    for s in b.seen:
        spread = f" ({number(s.low)} to {number(s.high)})" if s.low is not None and s.high is not None else ""
        text += f", {'published' if s.measured else 'stated in a review'} {number(s.value)}{spread}"
    return text


def _card(b: Band) -> stage.Card:
    label = f"{USE[b.use].capitalize()}: {way(b)}"
    lines = [
        f"{_range(b.low, b.high)} mg/kg ({join([evidence.cite(r) for r in b.refs])}).",
        f"Model: {_range(b.level_low, b.level_high, True)} ng/mL{' at 10 minutes' if b.pushed else ''}.",
        *(f"Published level: {number(s.value)} ng/mL ({evidence.cite(s.ref)})." for s in b.seen),
        b.note,
    ]
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(b.id, label, f"<h4>{escape(label)}</h4>{body}")
