"""The picture of the cascade: three views, each laid out once and switched in place."""

from __future__ import annotations

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_viz.molecular.arrows import arrows
from ketamine_viz.molecular.figures import cards as card_texts
from ketamine_viz.molecular.figures import wording
from ketamine_viz.molecular.figures.layer import Layer
from ketamine_viz.molecular.figures.legend import Legend
from ketamine_viz.molecular.graph import VIEWS
from ketamine_viz.molecular.stories import Cascade
from ketamine_viz.stage import Card, Description, Picture, Table

#: How far from an arrow a click still counts [px].
REACH = 7.0


class CascadePicture(Picture):
    """Boxes and arrows from blood to mood; coordinates are pixels of the picture."""

    size = (900, 460)

    def build(self, fig: Figure) -> list[Artist]:
        """Lay out all three views; only one is visible at a time.

        Arrows and header change with every choice and are drawn on their own;
        boxes, key and time axis stay until the view changes.
        """
        width, height = self.size
        axes = fig.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, width), ylim=(0, height))
        axes.set_axis_off()
        self.legend = Legend(axes)
        self.layers = {view: Layer(axes, view) for view in VIEWS}
        self._state: Cascade | None = None
        return [*self.legend.moving, *(one for layer in self.layers.values() for one in layer.moving)]

    def update(self, result: Cascade) -> bool:
        """Switch the view and put its arrows in place."""
        before, self._state = self._state, result
        turned = before is None or (before.view, before.hidden) != (result.view, result.hidden)
        if turned:
            for view, layer in self.layers.items():
                layer.show(view == result.view, result.hidden if view == result.view else frozenset())
        self.layers[result.view].update(result)
        self.legend.update(result)
        return turned

    def describe(self, result: Cascade) -> Description:
        """Return the picture in words."""
        return wording.describe(result)

    def table(self, result: Cascade) -> Table:
        """Return the arrows that are drawn."""
        return wording.table(result)

    def cards(self, result: Cascade) -> tuple[Card, ...]:
        """Return the cards of the view's boxes and arrows."""
        gone = {f"node.{node}" for node in result.hidden}
        gone |= {f"arrow.{one.id}" for one in arrows(result.view) if result.hidden.intersection(one.ends)}
        return tuple(card for card in card_texts.cards(result.view) if card.id not in gone)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - there is one axes
        """Return the card of the box or shown arrow under a click."""
        if self._state is None:
            return None
        layer = self.layers[self._state.view]
        for box in self._state.boxes:
            if box.holds(x, y, margin=1.0):
                return f"node.{box.node}"
        arrow = layer.arrow_at(self._state.shown, x, y, REACH)
        return f"arrow.{arrow}" if arrow else None
