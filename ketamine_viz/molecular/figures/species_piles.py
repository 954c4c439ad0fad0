"""Picture: evidence cards in piles by species, and a bar that counts those chosen."""

from __future__ import annotations

from functools import cache

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.figures.finding_words import card, known_as, who
from ketamine_viz.molecular.pointing import short
from ketamine_viz.molecular.species_piles import FINDINGS, SPECIES, EvidenceCard, Piles
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import join, plural

_WIDTH, _HEIGHT = 900, 460
_MOST = 6  # cards of one pile
_LEFT = {"human": 12, "rat": 310, "mouse": 608}  # left edge of each pile [pixels]
_CARD = (280, 40)  # width and height of a card [pixels]
_STEP, _FLOOR = 45, 40  # from card to card, and the lowest one's foot [pixels]
_BAR = (12, 366, 640, 30)  # left, bottom, width, height [pixels]
_TITLES = {
    "calms": "Does ketamine lower immune signals?",
    "explains": "Is a fall of immune signals why mood lifts?",
}
_SAYS = {"for": "yes", "neither": "mixed", "against": "no"}
_HEADS = {"human": "People", "rat": "Rats", "mouse": "Mice"}
#: Finding → fill and hatch: told apart in grey too.
_FILL = {"for": ("#0b3c5d", ""), "neither": ("#ffffff", "////"), "against": ("#ffffff", "")}


class PilesPicture(stage.Picture):
    """Three piles of cards; above them a bar of counts."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make the bar and room for every card once."""
        small = mpl.rcParams["xtick.labelsize"]
        ink = theme.style("ink").colour
        self.axes = fig.add_axes((0, 0, 1, 1))
        self.axes.set(xlim=(0, _WIDTH), ylim=(0, _HEIGHT))
        self.axes.axis("off")
        text = self.axes.text
        self.title = text(12, 451, "", va="top", weight="bold", fontsize=mpl.rcParams["axes.titlesize"])
        self.sum = text(12, 412, "", va="center")
        left, bottom, width, height = _BAR
        self.frame = Rectangle((left, bottom), width, height, facecolor="white", edgecolor=ink, linewidth=1.2)
        self.axes.add_patch(self.frame)
        self.parts = {}
        for finding in FINDINGS:
            colour, hatch = _FILL[finding]
            part = Rectangle(
                (left, bottom), 0, height, facecolor=colour, edgecolor=ink, linewidth=1.2, hatch=hatch
            )
            self.parts[finding] = self.axes.add_patch(part)
        self.shares = {finding: text(0, 0, "", va="center", ha="center", zorder=5) for finding in FINDINGS}
        self.shares["neither"].set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 1.5})
        text(668, bottom + height / 2, "A count of findings in our tables.\nNot a probability.", va="center",
             fontsize=small, linespacing=1.25)  # fmt: skip
        self.heads = {s: text(_LEFT[s], 336, "", va="center", weight="bold") for s in SPECIES}
        self.boxes, self.flags, self.names, self.whats, self.says = [], [], [], [], []
        for _ in range(len(SPECIES) * _MOST):
            self.boxes.append(
                self.axes.add_patch(Rectangle((0, 0), *_CARD, facecolor="white", linewidth=1.2))
            )
            self.flags.append(self.axes.add_patch(Rectangle((0, 0), 46, _CARD[1], linewidth=1.2)))
            self.names.append(text(0, 0, "", va="center", weight="bold", fontsize=small))
            self.whats.append(text(0, 0, "", va="center", fontsize=small))
            self.says.append(text(0, 0, "", va="center", ha="center", fontsize=small))
        self.foot = text(
            12, 18, "Dark: says yes. White: says no. Hatched: mixed. Dashed frame: not counted now.",
            va="center", fontsize=small, color="#555555",
        )  # fmt: skip
        return [self.title, self.sum, *self.parts.values(), *self.shares.values(), *self.heads.values(), *self.boxes,
                *self.flags, *self.names, *self.whats, *self.says]  # fmt: skip

    def update(self, result: Piles) -> bool:
        """Deal the cards and count them."""
        self.title.set_text(_TITLES[result.question])
        self.sum.set_text(_sum(result))
        self._bar(result)
        self.places: list[tuple[float, float, str]] = []
        slot = 0
        for species in SPECIES:
            pile = result.pile(species)
            counted = sum(one.species == species for one in result.counted)
            self.heads[species].set_text(
                f"{_HEADS[species]}: {plural(len(pile), 'finding')}, {counted} counted"
            )
            for k in range(_MOST):
                self._card(slot, species, k, pile[k] if k < len(pile) else None, result)
                slot += 1
        return False

    def describe(self, result: Piles) -> stage.Description:
        """Return the picture in words."""
        what = (
            f"Evidence cards on the question: {_TITLES[result.question]} In three piles: people, rats, mice. A bar "
            "above counts the cards of the piles that are switched on."
        )
        values = f"{_sum(result)}. "
        for species in SPECIES:
            on = "" if species in result.species else " (not counted)"
            told = "; ".join(
                f"{short(one.ref)}, {_SAYS[one.finding]}: {one.what}" for one in result.pile(species)
            )
            values += f"{_HEADS[species]}{on}: {told or 'no finding in our tables'}. "
        split = ", ".join(
            f"{_HEADS[s].lower()} {sum(o.finding == 'for' for o in result.pile(s))} of {len(result.pile(s))} yes"
            for s in SPECIES
        )
        trend = f"Pile by pile: {split}. The bar counts findings; it is not a probability."
        return stage.Description(what=what, values=values.strip(), trend=trend, headline=f"{_sum(result)}.")

    def table(self, result: Piles) -> stage.Table:
        """Return one line a card."""
        rows = tuple(
            (short(one.ref), _HEADS[species], one.n, one.what, _SAYS[one.finding], "yes" if one.control else "no",
             "yes" if one in result.counted else "no")
            for species in SPECIES
            for one in result.pile(species)
        )  # fmt: skip
        columns = ("Study", "Who", "How many", "Finding", "Says", "Control group", "Counted")
        return stage.Table(_TITLES[result.question], columns, rows)

    def cards(self, result: Piles) -> tuple[stage.Card, ...]:
        """Return one card a finding, pile by pile."""
        return tuple(
            stage.Card(one.id, f"{_HEADS[species]}: {short(one.ref)}, {_SAYS[one.finding]}", _html(one))
            for species in SPECIES
            for one in result.pile(species)
        )

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - one frame
        """Return the card under a place."""
        for left, foot, found in self.places:
            if left <= x <= left + _CARD[0] and foot <= y <= foot + _CARD[1]:
                return found
        return None

    def _bar(self, result: Piles) -> None:
        left, bottom, width, height = _BAR
        at = float(left)
        for finding in FINDINGS:
            count = result.count(finding)
            wide = width * count / len(result.counted) if result.counted else 0.0
            part = self.parts[finding]
            part.set(x=at, width=wide, visible=count > 0)
            words = self.shares[finding]
            words.set_text(f"{count} {_SAYS[finding]}" if count else "")
            words.set_position((at + wide / 2, bottom + height / 2))
            words.set_color("white" if finding == "for" else theme.style("ink").colour)
            at += wide

    def _card(self, slot: int, species: str, k: int, one: EvidenceCard | None, result: Piles) -> None:
        for artist in (self.boxes[slot], self.flags[slot]):
            artist.set_visible(one is not None)
        for words in (self.names[slot], self.whats[slot], self.says[slot]):
            words.set_text("")
        if one is None:
            return
        counted = one in result.counted
        left, foot = _LEFT[species], _FLOOR + (_MOST - 1 - k) * _STEP
        self.places.append((left, foot, one.id))
        ink, pale = theme.style("ink").colour, "#6b6b6b"
        colour, hatch = _FILL[one.finding]
        edge = ink if counted else "#9a9a9a"
        self.boxes[slot].set(xy=(left, foot), edgecolor=edge, linestyle="-" if counted else (0, (4, 3)))
        self.flags[slot].set(
            xy=(left, foot),
            edgecolor=edge,
            facecolor=colour if counted else "white",
            hatch=hatch if counted else "",
        )
        says = self.says[slot]
        says.set_text(_SAYS[one.finding])
        says.set_position((left + 23, foot + _CARD[1] / 2))
        says.set_color("white" if one.finding == "for" and counted else ink if counted else pale)
        says.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": float(bool(hatch))})
        for words, up in ((self.names[slot], 28), (self.whats[slot], 12)):
            words.set_position((left + 53, foot + up))
            words.set_color(ink if counted else pale)
        amount = "" if one.n is None else f", {who(species, one.n)}"
        self.names[slot].set_text(f"{short(one.ref)}{amount}")
        self.whats[slot].set_text(one.what)


def _sum(result: Piles) -> str:
    if not result.counted:
        return "No finding is counted: switch a pile on"
    piles = join([_HEADS[s].lower() for s in SPECIES if s in result.species])
    only = ", with a control group" if result.controlled else ""
    return f"{result.count('for')} of {plural(len(result.counted), 'finding')} say yes ({piles}{only})"


@cache
def _html(one: EvidenceCard) -> str:
    lines = [
        f"Who: {who(one.species, one.n)}. Control group: {'yes' if one.control else 'no'}.",
        f"Question: {_TITLES[one.question]} This finding says: {_SAYS[one.finding]}.",
        f"{evidence.grade(species=one.species)[:1].upper()}{evidence.grade(species=one.species)[1:]}.",
        f"{one.note}." if one.note else "",
        known_as(one.verified),
    ]
    return card(f"{short(one.ref)}: {one.what}", lines, one.ref)
