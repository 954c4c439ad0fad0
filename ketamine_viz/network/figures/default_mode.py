"""Picture: the default mode network, and studies of it by the way they point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Annotation

from ketamine_viz import evidence, stage
from ketamine_viz.network.default_mode import Hearing, Study, largest, studies
from ketamine_viz.network.figures.before_after import link_colour
from ketamine_viz.network.figures.outline import outline
from ketamine_viz.network.schematic import regions
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, join

_WIDTH, _HEIGHT = 900, 504
_BRAIN = (8, 240, 262, 160)
_CHART = (540, 62, 344, 380)
_LEFT = 288
_BIGGEST = 22.0  # points; rows lie about 27 apart
_X = {"against": -1.0, "neither": 0.0, "for": 1.0}
_LOOKS: dict[str, tuple[Any, str]] = {
    "against": (link_colour(-0.5), "v"),
    "neither": ("#555555", "o"),
    "for": (link_colour(0.5), "^"),
}
HEADS = {"against": "Against it", "neither": "Neither way", "for": "For it"}
BASIS = {False: "Scans of people were analysed", True: "Published results were pooled"}
VOTE = {
    "none": "not yet given",
    "yes": "overactive",
    "no": "not overactive",
    "depends": "it depends on what is measured",
    "cannot_tell": "cannot tell",
}
QUESTION = {"all": "All questions", "links": "Links inside it", "mood_hub": "Its link with the mood hub",
            "activity": "How busy it is", "rumination": "Does it go with brooding?"}  # fmt: skip


@dataclass
class _Row:
    mark: Line2D
    closed: Line2D
    what: Annotation
    who: Annotation
    said: Annotation

    @property
    def artists(self) -> tuple[Artist, ...]:
        return (self.mark, self.closed, self.what, self.who, self.said)


class DefaultModeStudies(stage.Picture):
    """Where the network lies, and one row a study: against the claim, no difference, for it."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make the brain and as many rows as there are studies."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.title = fig.text(12 / _WIDTH, 1 - 9 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        self._brain(fig)
        left, bottom, width, height = _CHART
        axes = self.axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        axes.set(xlim=(-1.5, 1.5), ylim=(len(studies()), 0), yticks=[], xticks=list(_X.values()))
        axes.set_xticklabels([HEADS[camp] for camp in _X], weight="bold")
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.grid(axis="x")
        for side in ("left", "bottom"):
            axes.spines[side].set_visible(False)
        self.rows = [self._row(axes) for _ in studies()]
        self.tally = {
            camp: fig.text(
                (left + width * (x + 1.5) / 3) / _WIDTH, 48 / _HEIGHT, "", ha="center", va="center",
                fontsize=self.small,
            )
            for camp, x in _X.items()
        }  # fmt: skip
        fig.text((left - 8) / _WIDTH, 48 / _HEIGHT, "opened so far", ha="right", va="center",
                 fontsize=self.small, color=theme.style("muted").colour)  # fmt: skip
        self.vote = fig.text(_LEFT / _WIDTH, 18 / _HEIGHT, "", va="center", weight="bold")
        return [
            self.title, *self.tally.values(), self.vote,
            *(artist for row in self.rows for artist in row.artists),
        ]  # fmt: skip

    def _brain(self, fig: Figure) -> None:
        left, bottom, width, height = _BRAIN
        axes = self.brain = fig.add_axes(
            (left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT), label="brain"
        )
        axes.set(xlim=(0, width), ylim=(0, height))
        axes.axis("off")
        axes.add_patch(outline(width, height))
        self.spots = {r.id: (width * r.x / 100, height * r.y / 100) for r in regions()}
        hubs = [r.id for r in regions() if r.system == "DMN"]
        for name, (x, y) in self.spots.items():
            hub, mood = name in hubs, name == "sgACC"
            ink = "#222222" if hub or mood else "#b0b0b0"
            look: dict[str, Any] = {
                "color": ink,
                "markerfacecolor": "white" if mood else ink,
                "zorder": 4 if hub or mood else 2,
            }
            size = 11 if hub or mood else 3
            axes.plot(
                [x],
                [y],
                "o" if not mood else "D",
                markersize=size,
                markeredgewidth=1.4 if hub or mood else 0,
                **look,
            )
            if hub or mood:
                end = x > 0.9 * width
                axes.text(
                    x + (8 if end else 9), y - (13 if end else 0), name, fontsize=self.small, weight="bold",
                    va="center", ha="right" if end else "left", zorder=5,
                )  # fmt: skip
        lines = (
            "● hubs of the default mode network",
            "◇ the mood hub, a neighbour",
            "Thought to serve the mind turned",
            "inward: memories, plans, oneself",
            "and other people.",
            "▲ ● ▼ filled: scans were analysed",
            "△ ○ ▽ hollow: published results",
            "were pooled",
        )
        for k, words in enumerate(lines):
            y = 212 - 20 * k - 6 * (k > 1) - 8 * (k > 4)  # a little air before each part
            fig.text(14 / _WIDTH, y / _HEIGHT, words, fontsize=self.small, va="center")
        fig.text(14 / _WIDTH, 412 / _HEIGHT, "front", fontsize=self.small, color=theme.style("muted").colour)
        fig.text(270 / _WIDTH, 412 / _HEIGHT, "back", fontsize=self.small, color=theme.style("muted").colour,
                 ha="right")  # fmt: skip

    def _row(self, axes: Axes) -> _Row:
        (mark,) = axes.plot([], [], linestyle="none", zorder=3)
        (closed,) = axes.plot([], [], "s", markersize=13, markerfacecolor="white", color="#888888", zorder=2)
        at = ("axes fraction", "data")
        shift = (_LEFT - _CHART[0]) * 0.72
        what, who = (
            axes.annotate("", (0, 0), (shift, 0), at, "offset points", fontsize=self.small,
                          annotation_clip=False, va=side)
            for side in ("bottom", "top")
        )  # fmt: skip
        said = axes.annotate("", (0, 0), (0, 0), "data", "offset points", fontsize=self.small, va="center",
                             annotation_clip=False)  # fmt: skip
        return _Row(mark, closed, what, who, said)

    def update(self, result: Hearing) -> bool:
        """Open the studies that are on the table."""
        self.title.set_text(finding(result))
        self.shown = result.studies
        for k, row in enumerate(self.rows):
            used = k < len(result.studies)
            for artist in row.artists:
                artist.set_visible(used)
            if used:
                self._draw(row, result.studies[k], k + 0.5, result.studies[k].id in result.open)
        for camp, (count, people) in result.tally().items():
            self.tally[camp].set_text(f"{count}, n {people:,}" if people else str(count))
        self.vote.set_text(f"Your vote after reading: {VOTE[result.vote]}")
        return False

    def _draw(self, row: _Row, study: Study, y: float, is_open: bool) -> None:
        for words in (row.what, row.who):
            words.xy = (0, y)
        row.what.set_text(study.label)
        row.who.set_text(f"{short(study)}, {size(study)}")
        row.closed.set_data([] if is_open else list(_X.values()), [] if is_open else [y] * 3)
        colour, marker = _LOOKS[study.camp]
        big = 14.0 if study.patients is None else min(5.0 + 0.55 * study.patients**0.5, _BIGGEST)
        row.mark.set(marker=marker, color=colour, markersize=big)
        row.mark.set(
            markerfacecolor="white" if study.pooled else colour, markeredgewidth=2.0 if study.pooled else 1.0
        )
        row.mark.set_markeredgecolor(colour if study.pooled else "#222222")
        row.mark.set_data([_X[study.camp]] if is_open else [], [y] if is_open else [])
        right = study.camp != "for"
        row.said.xy = (_X[study.camp], y)
        row.said.set_position(((big / 2 + 4) * (1 if right else -1), 0))
        row.said.set(ha="left" if right else "right", text=study.says if is_open else "")

    def describe(self, result: Hearing) -> stage.Description:
        """Return the picture in words."""
        what = (
            "A schematic brain with the hubs of the default mode network (vmPFC, dmPFC, PCC, AG) and the mood hub "
            "sgACC; beside it one row a study, in one of three columns: against the claim that the network is "
            "overactive in depression, neither way, for it. Larger markers are larger studies; hollow markers pool "
            "published results."
        )
        lines = [
            f"{short(s)}, {size(s)}, {s.label[0].lower()}{s.label[1:].rstrip('?')}: "
            f"{f'{s.says} ({HEADS[s.camp].lower()})' if s.id in result.open else 'not opened yet'}"
            for s in result.studies
        ]
        tally = join(f"{HEADS[c].lower()} {count}" for c, (count, _) in result.tally().items())
        trend = f"{finding(result)}. Opened so far: {tally}. Your vote after reading: {VOTE[result.vote]}."
        return stage.Description(what, "; ".join(lines) + ".", trend, f"{finding(result)}. {tally}.")

    def table(self, result: Hearing) -> stage.Table:
        """Return every row as it is drawn."""
        rows = tuple(
            (
                short(s), s.label, BASIS[s.pooled], size(s), s.says if s.id in result.open else "not opened yet",
                HEADS[s.camp] if s.id in result.open else "", evidence.cite(s.ref),
            )
            for s in result.studies
        )  # fmt: skip
        columns = (
            "Study",
            "What was looked at",
            "Made of",
            "Number",
            "What came out",
            "For or against",
            "Reference",
        )
        return stage.Table("Studies of the default mode network in depression", columns, rows)

    def cards(self, result: Hearing) -> tuple[stage.Card, ...]:
        """Return a card for each study that is open, and one for each hub."""
        found = [_card(s) for s in result.studies if s.id in result.open]
        hubs = [r for r in regions() if r.system == "DMN" or r.id == "sgACC"]
        found += [
            stage.Card(
                r.id, f"{r.label} ({r.id})", f"<h4>{escape(r.label)}</h4><p>{escape(r.plain_words)}</p>"
            )
            for r in hubs
        ]
        return tuple(found)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:
        """Return the study of the row, or the hub, that was clicked."""
        if axes is self.axes and 0 <= int(y) < len(self.shown):
            return self.shown[int(y)].id
        if axes is self.brain:
            return min(self.spots, key=lambda n: (self.spots[n][0] - x) ** 2 + (self.spots[n][1] - y) ** 2)
        return None


def short(study: Study) -> str:
    """Return first author and year."""
    return evidence.cite(study.ref).split(",")[0].replace(" et al.", "")


def size(study: Study) -> str:
    """Return how many people, in words."""
    if study.patients is None:
        return "number not seen"
    return f"{study.patients:,} {'people' if study.question == 'rumination' else 'patients'}"


def finding(result: Hearing) -> str:
    """Return the sentence above the picture."""
    links = [s for s in studies() if s.question == "links"]
    if result.step == 0:
        return "The textbook says: overactive in depression. Vote, then open the studies"
    if result.step == 1:
        weak = sum(s.camp == "against" for s in largest())
        return f"The two largest sets of scans: links inside it weaker in {weak} of 2, stronger in {2 - weak}"
    strong, weak = (sum(s.camp == camp for s in links) for camp in ("for", "against"))
    rest = len(links) - strong - weak
    return f"Links inside it: stronger in {strong} of {len(links)} analyses, weaker in {weak}, neither way in {rest}"


def _card(study: Study) -> stage.Card:
    label = f"{short(study)}: {study.label}"
    lines = (
        f"What came out: {study.says}. This speaks: {HEADS[study.camp].lower()}.",
        f"How many: {size(study)}. {BASIS[study.pooled]}.",
        f"{evidence.cite(study.ref)}.",
    )
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(study.id, label, f"<h4>{escape(label)}</h4>{body}")
