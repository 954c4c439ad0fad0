"""Picture: the licensed spray of S-ketamine, from one of four sides."""

from __future__ import annotations

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_viz import stage
from ketamine_viz.routes.esketamine import View
from ketamine_viz.routes.figures import esketamine_words as told
from ketamine_viz.routes.figures.spray_scenes import HEIGHT, WIDTH, DayScene, LicenceScene, TrialScene

#: A click opens the card of a decision that is nearer than this [years, lines].
_NEAR = (0.12, 0.4)


class SprayPicture(stage.Picture):
    """Licences, a day with the spray, or trials at one of two times."""

    size = (WIDTH, HEIGHT)

    def build(self, fig: Figure) -> None:
        """Make every scene; one of them is shown."""
        self.title = fig.text(
            12 / WIDTH, 1 - 9 / HEIGHT, "", va="top", weight="bold", fontsize=mpl.rcParams["axes.titlesize"]
        )
        self.licences, self.day, self.trials = LicenceScene(fig), DayScene(fig), TrialScene(fig)

    def update(self, result: View) -> bool:
        """Show one scene."""
        self.title.set_text(told.finding(result))
        self.licences.axes.set_visible(result.look == "licences")
        self.day.axes.set_visible(result.look == "day")
        for part in (self.trials.axes, *self.trials.words):
            part.set_visible(bool(result.shown))
        if result.shown:
            self.trials.show(result.shown)
        return True

    def describe(self, result: View) -> stage.Description:
        """Return the scene in words."""
        return told.describe(result)

    def table(self, result: View) -> stage.Table:
        """Return what is drawn, a row a mark."""
        return told.table(result)

    def cards(self, result: View) -> tuple[stage.Card, ...]:
        """Return the label's card, and one for each mark of the scene."""
        return told.cards(result)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:
        """Return the card of the mark or line that was clicked."""
        if not axes.get_visible():
            return None
        if axes is self.licences.axes:
            near = {
                key: (abs(at - x) / _NEAR[0]) ** 2 + (abs(line - y) / _NEAR[1]) ** 2
                for key, (at, line) in self.licences.places.items()
            }
            key = min(near, key=lambda one: near[one])
            return key if near[key] <= 1 else None
        if axes is self.day.axes:
            return self.day.card_at(y)
        return next((key for key, (low, high) in self.trials.bands.items() if low <= y < high), None)
