"""What a picture is: artists built once, updated in place, described in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure


@dataclass(frozen=True)
class Description:
    """A picture in words, made from the numbers that are drawn.

    Attributes
    ----------
    what
        What the picture is, its axes and their ranges.
    values
        Key values and extremes, rounded, with units.
    trend
        How the values run.
    headline
        The one sentence spoken after a change.
    """

    what: str
    values: str
    trend: str
    headline: str

    @property
    def alt(self) -> str:
        """The text alternative: construction, values, trend."""
        return " ".join(part.strip() for part in (self.what, self.values, self.trend) if part.strip())


@dataclass(frozen=True)
class Table:
    """The numbers of a picture, as rows of ready text or numbers."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def __post_init__(self) -> None:
        if not all(column.strip() for column in self.columns):
            raise ValueError(
                f"columns {self.columns!r} of table {self.caption!r} are not allowed; allowed: a heading for each, "
                "or a screen reader cannot say what is in it"
            )
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(
                    f"rows of table {self.caption!r} need {len(self.columns)} cells, not {len(row)}: {row!r}"
                )


@dataclass(frozen=True)
class Card:
    """What opens beside a picture for one node, arrow or point.

    ``html`` must hold no unescaped text from data (see ``stage.text.escape``).
    """

    id: str
    label: str
    html: str


class Picture:
    """Base class of every picture.

    Subclasses set ``size`` and write ``build``, ``update``, ``describe`` and
    ``table``; ``cards`` and ``card_at`` are for pictures that open cards.
    """

    #: Width and height [pixels at 100 per inch]; fixed, so that nothing jumps.
    size: tuple[int, int] = (900, 440)

    def build(self, fig: Figure) -> Sequence[Artist] | None:
        """Make axes and artists once.

        Returns
        -------
        list of Artist or None
            The artists that ``update`` changes, so that only they are redrawn;
            ``None`` redraws everything each time.
        """
        raise NotImplementedError

    def update(self, result: Any) -> bool:
        """Change artists in place; return True if axes, limits or other static parts changed."""
        raise NotImplementedError

    def describe(self, result: Any) -> Description:
        """Return the picture in words."""
        raise NotImplementedError

    def table(self, result: Any) -> Table:
        """Return exactly the numbers that are drawn."""
        raise NotImplementedError

    def cards(self, result: Any) -> tuple[Card, ...]:  # noqa: ARG002 - a hook
        """Return the cards that can be opened in this state."""
        return ()

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002 - a hook
        """Return the id of the card at data coordinates of ``axes``, if any."""
        return None
