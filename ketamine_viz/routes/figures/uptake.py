"""Picture of one dose taken apart: where it goes, beside the blood."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Annotation
from matplotlib.ticker import MaxNLocator

from ketamine_viz import evidence, stage
from ketamine_viz.routes.compare import Point
from ketamine_viz.routes.taken_apart import Blood, Shares, WayIn
from ketamine_viz.routes.words import minutes_or_hours, percent, who
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, join, number, plural

_WIDTH, _HEIGHT = 900, 440
_PT = 72 / theme.DPI  # points a pixel
_BAR = (64, 62, 268, 264)  # left, bottom, width, height of the bars [pixels]
_BLOOD = (412, 92, 368, 234)
_PARTS = ("arrives", "turned", "lost")
_PART_WORDS = {
    "arrives": "arrives\nas ketamine",
    "turned": "turned into\nnorketamine\non the way",
    "lost": "not taken up or\nnot accounted for",
}
_BETWEEN = 52  # a label of three lines [pixels]
_SUBSTANCES = ("ketamine", "norketamine")
_TIMES = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 12.0, 24.0)


class TakenApart(stage.Picture):
    """Two stacked bars (as studied, what if) and the levels of ketamine and norketamine."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make bars, curves and words once; the frame of the bars and the legend are never drawn again."""
        small, muted = mpl.rcParams["legend.fontsize"], theme.style("muted").colour
        self.title = fig.text(12 / _WIDTH, 1 - 8 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        self.regimen, self.what_if = (
            fig.text(12 / _WIDTH, 1 - down / _HEIGHT, "", va="top", fontsize=small) for down in (32, 50)
        )
        self.bars = fig.add_axes(_place(_BAR))
        self.bars.set(xlim=(-0.4, 3.4), ylim=(0, 1), xticks=(0, 1), yticks=np.linspace(0, 1, 6))
        self.bars.set_xticklabels(["as\nstudied", "what\nif"])
        self.bars.yaxis.set_major_formatter(lambda share, _: percent(share))
        self.bars.grid(False)
        self.bars.spines["bottom"].set_visible(False)
        self.bars.tick_params(axis="x", length=0)
        self.bars.set_title("Where the dose goes")
        self.parts = {
            (bar, part): self.bars.add_patch(Rectangle((bar - 0.36, 0), 0.72, 0, edgecolor="#222222"))
            for bar in (0, 1)
            for part in _PARTS
        }
        for (_, part), patch in self.parts.items():
            if part == "turned":
                patch.set(facecolor="white", hatch="///")
            elif part == "lost":
                patch.set_facecolor(theme.style("band").colour)
        self.names: dict[str, Annotation] = {
            part: self.bars.annotate(
                "", (1.44, 0), (1.5, 0), va="center", fontsize=small, annotation_clip=False, linespacing=1.1
            )
            for part in _PARTS
        }
        self.blood = fig.add_axes(_place(_BLOOD))
        self.blood.set_ylabel("In plasma [ng/mL]")
        self.blood.set_xlabel("Hours after the dose")
        self.blood.xaxis.set_major_locator(MaxNLocator(6, integer=True, steps=[1, 2, 3, 5, 6, 10]))
        lines = {"ketamine": "-", "norketamine": (0, (1, 1))}
        self.ghosts = {
            s: self.blood.plot([], [], color=muted, linestyle=lines[s], linewidth=1.3)[0] for s in _SUBSTANCES
        }
        self.curves = {
            s: self.blood.plot([], [], color=theme.style("ink").colour, linestyle=lines[s], zorder=3)[0]
            for s in _SUBSTANCES
        }
        dots = theme.style("measured").points(markersize=7, zorder=5)
        self.dots = {s: self.blood.plot([], [], **dots)[0] for s in _SUBSTANCES}
        self.dots["norketamine"].set(markerfacecolor="white", markeredgewidth=1.6)
        self.spreads = LineCollection([], colors=theme.style("measured").colour, linewidths=1.4, zorder=4)
        self.blood.add_collection(self.spreads)
        self.ends = {
            s: self.blood.annotate(
                "", (1, 0), (6 * _PT, 0), ("axes fraction", "data"), "offset points", va="center",
                fontsize=small, annotation_clip=False, linespacing=1.1,
            )
            for s in _SUBSTANCES
        }  # fmt: skip
        self.heads = {
            s: self.blood.annotate(
                "",
                (0, 1),
                (0, up * _PT),
                "axes fraction",
                "offset points",
                fontsize=small,
                annotation_clip=False,
            )
            for s, up in (("ketamine", 26), ("norketamine", 8))
        }
        self.tag = self.blood.text(
            0.985, 0.97, "", transform=self.blood.transAxes, ha="right", va="top", color=muted, fontsize=small
        )
        self.tag.set_bbox({"facecolor": "white", "alpha": 0.8, "edgecolor": "none", "pad": 1})
        measured = theme.style("measured").points()
        fig.legend(
            handles=[
                Line2D([], [], color=muted, linewidth=1.3, label="as studied"),
                Line2D([], [], **measured, label="measured ketamine"),
                Line2D(
                    [], [], **{**measured, "markerfacecolor": "white", "markeredgewidth": 1.6},
                    label="measured norketamine",
                ),
            ],
            loc="lower center",
            bbox_to_anchor=((_BLOOD[0] + _BLOOD[2] / 2) / _WIDTH, 4 / _HEIGHT),
            ncols=3,
            handlelength=1.2,
            columnspacing=1.0,
            borderaxespad=0.2,
        )  # fmt: skip
        words = (
            self.title,
            self.regimen,
            self.what_if,
            self.tag,
            *self.names.values(),
            *self.ends.values(),
            *self.heads.values(),
        )
        curves = (*self.ghosts.values(), *self.curves.values(), self.spreads, *self.dots.values())
        frame = (
            self.blood.xaxis,
            self.blood.yaxis,
            *(self.blood.spines[side] for side in ("left", "bottom")),
        )
        return [*self.parts.values(), *frame, *curves, *words]

    def update(self, result: WayIn) -> bool:
        """Move bars, curves and words."""
        style = theme.style(result.route)
        self.title.set_text(finding(result))
        self.regimen.set_text(f"Study: {result.regimen.label}, {who(result.regimen.refs[0])}")
        self.what_if.set_text(what_if(result))
        for bar, shares in ((0, result.studied_shares), (1, result.shares)):
            floor = 0.0
            for part in _PARTS:
                patch, share = self.parts[bar, part], getattr(shares, part)
                patch.set(y=floor, height=share)
                if part == "arrives":
                    patch.set_facecolor(style.colour)
                floor += share
        self._name_parts(result.shares)
        self._draw_blood(result, style.colour)
        return False

    def _name_parts(self, shares: Shares) -> None:
        floor, middles = 0.0, {}
        for part in _PARTS:
            share = getattr(shares, part)
            if share >= 0.005:
                middles[part] = floor + share / 2
            floor += share
        gap = _BETWEEN / _BAR[3]
        wanted = stage.text.spread(list(middles.values()), gap)
        low, high = min(wanted) - gap / 2, max(wanted) + gap / 2
        shift = max(-low, 0.0) - max(high - 1.0, 0.0)
        for part in _PARTS:
            self.names[part].set_visible(part in middles)
        for part, at in zip(middles, wanted, strict=True):
            self.names[part].set_text(f"{percent(getattr(shares, part))} {_PART_WORDS[part]}")
            self.names[part].set_position((1.5, at + shift))

    def _draw_blood(self, result: WayIn, colour: str) -> None:
        self.blood.set_xlim(0, result.hours)
        self.blood.set_ylim(0, 1.12 * result.top)
        self.curves["ketamine"].set_color(colour)
        heights: list[float] = []
        bars: list[list[tuple[float, float]]] = []
        for s in _SUBSTANCES:
            now, then = result.blood, result.studied_blood
            self.curves[s].set_data(now.time_h, now.level[s])
            self.ghosts[s].set_data(then.time_h, then.level[s])
            self.ghosts[s].set_visible(result.changed)
            seen = _seen(result, s)
            self.dots[s].set_data([t for t, _ in seen], [p.level for _, p in seen])
            bars += [[(t, p.low), (t, p.high)] for t, p in seen if p.low is not None and p.high is not None]
            peak, when = now.peak(s)
            self.heads[s].set_text(
                f"{s}: peak {number(peak, 2 if peak < 100 else 3)} at {minutes_or_hours(when)}; area "
                f"{percent(now.area[s])} of a drip's"
            )
            heights.append(float(np.interp(result.hours, now.time_h, now.level[s])))
        self.spreads.set_segments(bars)
        scale = _BLOOD[3] / (1.12 * result.top)
        wanted = stage.text.spread([h * scale for h in heights], 18)
        lift = max(8 - min(wanted), 0)
        for s, height, at in zip(_SUBSTANCES, heights, wanted, strict=True):
            self.ends[s].set_text(s)
            self.ends[s].xy, self.ends[s].xyann = (1, height), (6 * _PT, (at + lift - height * scale) * _PT)
        tags = ["lines: model, not data"]
        if result.changed:
            tags = ["what if: model, not a dose form"]
        if any(p.sampling == "arterial" for s in _SUBSTANCES for _, p in _seen(result, s)):
            tags.append("points: blood from an artery")
        if not all(p.form_stated for s in _SUBSTANCES for _, p in _seen(result, s)):
            tags.append("point: form not stated")
        self.tag.set_text("\n".join(tags))

    def describe(self, result: WayIn) -> stage.Description:
        """Return the picture in words."""
        route, form = theme.style(result.route).label, theme.style(result.regimen.form).label
        what = (
            f"One study regimen taken apart: {form}, {route}, {result.regimen.label} "
            f"({evidence.cite(result.regimen.refs[0])}). Left, two stacked bars from 0 to 100% of the dose: as studied "
            f"and what if. Right, ketamine and norketamine in plasma [ng/mL] over {number(result.hours)} hours. "
            "Lines are a model of a 70 kg adult, blood from a vein; markers are measurements. "
            f"{what_if(result)}."
        )
        values = f"As studied: {_split(result.studied_shares)}."
        if result.changed:
            values += f" What if: {_split(result.shares)}."
        for s in _SUBSTANCES:
            peak, when = result.blood.peak(s)
            left = float(np.interp(result.hours, result.blood.time_h, result.blood.level[s]))
            values += (
                f" {s.capitalize()}: peak {number(peak)} ng/mL at {minutes_or_hours(when)}, {number(left, 2)} left at "
                f"{number(result.hours)} h, area {percent(result.blood.area[s])} of a drip's"
            )
            seen = _seen(result, s)
            values += f"; measured: {join([_measured(p) for _, p in seen])}." if seen else "."
        ratio = result.blood.area["norketamine"] / result.blood.area["ketamine"]
        times = "the same as" if abs(ratio - 1) < 0.005 else f"{number(ratio, 2)} times what it is"
        trend = f"Norketamine's area over ketamine's is {times} after a drip."
        if result.route == "film":
            trend += (
                " The film's authors print a first pass that makes more than the whole dose: an apparent number, cut "
                "in the bar where the dose is used up, kept in the curve."
            )
        return stage.Description(what, values, trend, f"{finding(result)}.")

    def table(self, result: WayIn) -> stage.Table:
        """Return shares, peaks, areas, levels and measurements."""
        rows: list[tuple[object, ...]] = []
        both: tuple[tuple[str, Shares, Blood], ...] = (
            ("as studied", result.studied_shares, result.studied_blood),
        )
        if result.changed:
            both += (("what if", result.shares, result.blood),)
        for name, shares, blood in both:
            for part in _PARTS:
                words = _PART_WORDS[part].replace("\n", " ")
                rows.append((name, words, "", percent(getattr(shares, part)), "model"))
            for s in _SUBSTANCES:
                peak, when = blood.peak(s)
                rows.append((name, f"area of {s}, of a drip's", "", percent(blood.area[s]), "model"))
                rows.append((name, f"{s} peak [ng/mL]", number(when), number(peak), "model"))
                rows += [
                    (
                        name,
                        f"{s} [ng/mL]",
                        number(t),
                        number(float(np.interp(t, blood.time_h, blood.level[s]))),
                        "model",
                    )
                    for t in _TIMES
                    if t <= result.hours
                ]
        for s in _SUBSTANCES:
            for p in result.points[s]:
                at = "not stated" if p.time_h is None else number(p.time_h)
                rows.append(
                    (
                        evidence.cite(p.ref),
                        f"{s} [ng/mL]",
                        at,
                        number(p.level),
                        f"measured, n = {p.n or '?'}{'' if p.form_stated else ', form not stated'}",
                    )
                )
        return stage.Table(
            f"{theme.style(result.route).label.capitalize()}: {result.regimen.label}, taken apart",
            ("State", "Quantity", "Time [h]", "Value", "Kind"),
            tuple(rows),
        )

    def cards(self, result: WayIn) -> tuple[stage.Card, ...]:
        """Return a card on the study and on what was measured."""
        lines = [
            f"Study regimen: {result.regimen.label} ({join([evidence.cite(r) for r in result.regimen.refs])}).",
            f"Bar, as studied: {_split(result.studied_shares)}.",
            _BASIS[result.route],
        ]
        lines += [
            f"Measured {s}: {_measured(p)}, {plural(p.n, 'person', 'people') if p.n else 'people not stated'} "
            f"({evidence.cite(p.ref)})."
            for s in _SUBSTANCES
            for p in result.points[s]
        ]
        if result.regimen.note:
            lines.append(f"Mind: {result.regimen.note}.")
        name = theme.style(result.route).label
        body = "".join(f"<p>{escape(line)}</p>" for line in lines)
        return (stage.Card(result.route, name, f"<h4>{escape(name)}</h4>{body}"),)


_BASIS = {
    "oral": "The first pass is set so that norketamine and ketamine stand five to one, as in Chong 2009; the rest is "
    "what then remains.",
    "sublingual": "The first pass is set so that norketamine and ketamine stand about two to one, as in Chong 2009; "
    "the rest is what then remains, not something anyone measured.",
    "film": "Shares are those of Simons 2022. Their first-pass share is apparent and exceeds the dose; the bar stops "
    "at the whole.",
    "intranasal": "Shares are those of the model of Perez-Ruixo 2021: nose, gut, and what the liver lets pass.",
    "im": "The share is quoted by third parties; what happens to the rest is unknown.",
    "sc": "That all of it arrives is an assumption for this form: nobody measured it in adults.",
}


def finding(result: WayIn) -> str:
    """Return the sentence above the picture."""
    name = theme.style(result.route).label.capitalize()
    s = result.shares
    start = f"{name}: {percent(s.arrives)} arrives as ketamine"
    if result.route == "sc":
        return f"{start} (assumed), and nothing is turned on the way"
    if s.turned < 0.005:
        return f"{start}, nothing is turned into norketamine on the way"
    return f"{start}, {percent(s.turned)} is turned into norketamine on the way"


def what_if(result: WayIn) -> str:
    """Return the what-if in the words of the route."""
    kept = percent(result.kept)
    if not result.has_what_if:
        return f"What if ({kept}): nothing to change here, a shot passes neither gut nor liver first"
    if result.route == "oral":
        return f"What if {kept} of the liver step is left standing{_as_studied(result)}"
    if result.route == "intranasal":
        share = f"{percent(result.shares.first_place)} of the dose"
        return (
            f"What if {kept} of the nose's own uptake is kept: {share} is absorbed there{_as_studied(result)}"
        )
    return f"What if {kept} is held in the mouth, the rest swallowed at once{_as_studied(result)}"


def _as_studied(result: WayIn) -> str:
    return " (as studied)" if result.kept == 1 else ""


def _seen(result: WayIn, substance: str) -> list[tuple[float, Point]]:
    return [
        (p.time_h, p) for p in result.points[substance] if p.time_h is not None and p.time_h <= result.hours
    ]


def _measured(p: Point) -> str:
    when = minutes_or_hours(p.time_h) if p.time_h is not None else "a time not stated"
    site = {"arterial": ", blood from an artery", "venous": ", blood from a vein"}.get(p.sampling, "")
    form = "" if p.form_stated else ", form of ketamine not stated"
    return f"{number(p.level)} ng/mL at {when}{site}{form}"


def _split(shares: Shares) -> str:
    words = join(
        [f"{percent(getattr(shares, part))} {_PART_WORDS[part]}".replace("\n", " ") for part in _PARTS]
    )
    if 0.005 < shares.first_place < shares.arrives - 0.005:
        words += (
            f" (of what arrives, {percent(shares.first_place)} without seeing the gut, "
            f"{percent(shares.arrives - shares.first_place)} past it)"
        )
    return words


def _place(box: tuple[int, int, int, int]) -> tuple[float, float, float, float]:
    left, bottom, width, height = box
    return left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT
