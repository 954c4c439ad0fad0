"""One chain of arrows on the whole map, with its weakest link."""

from __future__ import annotations

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_viz.molecular.arrows import arrows
from ketamine_viz.molecular.figures import cards as card_texts
from ketamine_viz.molecular.figures import path_words as words
from ketamine_viz.molecular.figures.layer import Layer
from ketamine_viz.molecular.figures.legend import Key, band, beads
from ketamine_viz.molecular.paths import Pick
from ketamine_viz.stage import Card, Description, Picture, Table

REACH = 7.0


class PathLegend(Key):
    """Header of two lines over time strip and key."""

    def __init__(self, axes: Axes) -> None:
        super().__init__(axes)
        self._tag("claims put end to end")
        small = mpl.rcParams["font.size"] * 10 / 10.5
        self._first = axes.text(40, 449, "", va="center", fontsize=small, weight="bold")
        self._second = axes.text(40, 430, "", va="center", fontsize=small)
        self._band, self._beads = band(axes, 6, 449), beads(axes, 6, 430)
        self.moving: list[Artist] = [self._band, self._beads, self._first, self._second]

    def update(self, state: Pick) -> None:
        """Say what the path is and where it is weakest."""
        self._first.set_text(words.first_line(state))
        self._second.set_text(words.second_line(state))
        weak = state.path is not None and bool(state.path.weakest if state.number else state.answer.missing)
        self._band.set_visible(state.number > 0)
        self._beads.set_visible(weak)
        self._first.set_x(40 if state.number else 6)
        self._second.set_x(40 if weak else 6)


class PathPicture(Picture):
    """Every box of the map; the chain in ink, other chains as hairlines, the rest faded."""

    size = (900, 460)

    def build(self, fig: Figure) -> list[Artist]:
        """Lay out the whole map once."""
        width, height = self.size
        axes = fig.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, width), ylim=(0, height))
        axes.set_axis_off()
        self.legend = PathLegend(axes)
        self.layer = Layer(axes, words.VIEW)
        self._state: Pick | None = None
        return [*self.legend.moving, *self.layer.moving]

    def update(self, result: Pick) -> bool:
        """Put the chain in place."""
        self._state = result
        answer, path = result.answer, result.path
        steps = path.steps if path else ()
        weak = set(path.weakest if path and result.number else answer.missing)
        busy = answer.nodes | set(path.nodes if path else ())
        chain = [words.arrow_of(key) for key in steps]
        self.layer.draw(
            chain,
            faint=[one for one in arrows(words.VIEW) if one.edges[0] in answer.edges - set(steps)],
            band=[one for one in chain if one.edges[0] not in weak],
            beads=[one for one in chain if one.edges[0] in weak],
            veiled=[node for node in self.layer.boxes if node not in busy],
            ends=(answer.source, answer.target),
        )
        self.legend.update(result)
        return False

    def describe(self, result: Pick) -> Description:
        """Return the picture in words."""
        return words.describe(result)

    def table(self, result: Pick) -> Table:
        """Return every path."""
        return words.table(result)

    def cards(self, result: Pick) -> tuple[Card, ...]:
        """Return the cards of the chain's boxes and arrows, in order."""
        path = result.path
        ends = (result.answer.source, result.answer.target)
        wanted = [f"node.{node}" for node in (path.nodes if path else ends)]
        wanted += [f"arrow.{key}" for key in (path.steps if path else ())]
        by_id = {card.id: card for card in card_texts.cards(words.VIEW)}
        return tuple(by_id[key] for key in wanted)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - there is one axes
        """Return the card of the chain's box or arrow under a click."""
        if self._state is None or self._state.path is None:
            return None
        for node in self._state.path.nodes:
            if self.layer.boxes[node].holds(x, y, margin=1.0):
                return f"node.{node}"
        drawn = tuple(words.arrow_of(key) for key in self._state.path.steps)
        arrow = self.layer.arrow_at(drawn, x, y, REACH)
        return f"arrow.{arrow}" if arrow else None
