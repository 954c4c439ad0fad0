"""The two states a picture compares, and which links it shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ketamine_viz.network.mean_field import Array
from ketamine_viz.network.regions import simulate
from ketamine_viz.network.schematic import regions, value
from ketamine_viz.network.state import State

#: Links drawn at once, so that the picture stays readable.
LINKS = 24
#: Links with less than this in every state are not worth a line.
FAINTEST = 0.03

BRAINS = {"healthy": 0.0, "depressed": 1.0}
MOMENTS = ("during", "later")
VIEWS = ("after", "change")
SYSTEMS = ("all", "DMN", "control", "salience", "limbic", "reward", "senses")


@dataclass(frozen=True, eq=False)
class Comparison:
    """One brain before and after, and how it is looked at.

    Attributes
    ----------
    before, after
        States of the same brain without and with the drug, or a day later.
    brain
        ``healthy`` or ``depressed`` (the assumed lesion).
    moment
        ``during`` the infusion or ``later``, a day after it.
    view
        Whether the second brain shows the state ``after`` or the ``change``.
    system
        System whose links are shown, or ``all``.
    """

    before: State
    after: State
    brain: str
    moment: str
    view: str
    system: str

    @property
    def drawn(self) -> bool:
        """Whether the state after is a result that may be drawn."""
        return self.after.flag is None

    @cached_property
    def links(self) -> tuple[tuple[int, int], ...]:
        """Index pairs of the links that are drawn, the strongest (or most changed) last."""
        rows, columns = np.triu_indices(len(self.before.fc), 1)
        size = np.abs(self.before.fc[rows, columns])
        if self.drawn:
            after = self.after.fc[rows, columns]
            size = (
                np.abs(after - self.before.fc[rows, columns])
                if self.view == "change"
                else np.maximum(size, np.abs(after))
            )
        if self.system != "all":
            inside = np.array([region.system == self.system for region in regions()])
            size = np.where(inside[rows] | inside[columns], size, 0.0)
        order = np.argsort(size, kind="stable")[-LINKS:]
        return tuple((int(rows[k]), int(columns[k])) for k in order if size[k] >= FAINTEST)

    @cached_property
    def right(self) -> Array:
        """What the second brain's links show, shape (18, 18)."""
        return self.after.fc - self.before.fc if self.view == "change" else self.after.fc


def compare(
    block: float, selectivity: float, brain: str, moment: str, view: str = "after", system: str = "all"
) -> Comparison:
    """Return a brain before the drug beside the same brain after it.

    Parameters
    ----------
    block, selectivity
        As in `simulate`; they play no part a day later, when the drug has gone.
    brain, moment, view, system
        See `Comparison`.

    Raises
    ------
    ValueError
        For a word that is not on its list.
    """
    for name, given, allowed in (
        ("brain", brain, tuple(BRAINS)),
        ("moment", moment, MOMENTS),
        ("view", view, VIEWS),
        ("system", system, SYSTEMS),
    ):
        if given not in allowed:
            raise ValueError(f"{name}={given!r} is not allowed; allowed: {', '.join(allowed)}")
    depression = BRAINS[brain]
    before = simulate(block=0.0, depression=depression)
    if moment == "during":
        after = simulate(block=block, selectivity=selectivity, depression=depression)
    else:
        after = simulate(block=0.0, depression=depression, plasticity=value()["plasticity.day_after"])
    return Comparison(before, after, brain, moment, view, system)
