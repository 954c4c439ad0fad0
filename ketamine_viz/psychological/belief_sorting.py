"""Six statements to sort: reported, measured, tested, or theory."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ketamine_viz import evidence

#: What can stand behind a statement.
SORTS = ("reported", "measured", "tested", "theory")
UNSORTED = "none"


@dataclass(frozen=True)
class Statement:
    """A statement, and what stands behind it.

    Attributes
    ----------
    sort
        One of ``SORTS``.
    compared
        People and comparison group.
    """

    id: str
    statement: str
    sort: str
    why: str
    compared: str
    refs: tuple[str, ...]
    effects: tuple[str, ...]


@dataclass(frozen=True)
class Sorted:
    """What the reader has sorted; the answer to a statement is shown as soon as it is sorted."""

    picks: dict[str, str]

    @property
    def made(self) -> tuple[Statement, ...]:
        """Statements sorted so far."""
        return tuple(s for s in statements() if self.picks[s.id] != UNSORTED)

    @property
    def right(self) -> int:
        """How many agree with the sources."""
        return sum(self.picks[s.id] == s.sort for s in self.made)


@lru_cache(maxsize=1)
def statements() -> tuple[Statement, ...]:
    """Return the statements in the order they are drawn.

    Sources: mollaahmetoglu2021, bottemanne2022, dakwar2018, price2022, williams2018, yoon2019, carhartharris2019

    Examples
    --------
    >>> [s.sort for s in statements() if s.id == "loosened"]
    ['theory']
    """
    rows = sorted(evidence.rows("psychological/sorted_claims"), key=lambda row: row["rank"])
    return tuple(
        Statement(r["id"], r["statement"], r["sort"], r["why"], r["compared"], r["refs"], r["effects"])
        for r in rows
    )


def sort_out(**picks: str) -> Sorted:
    """Take the reader's choices.

    Parameters
    ----------
    **picks
        Id of a statement → one of ``SORTS``, or ``none``.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> sort_out(loosened="theory", mystical="tested").right
    1
    """
    known = tuple(s.id for s in statements())
    for name, pick in picks.items():
        if name not in known:
            raise ValueError(f"{name}={pick!r} is no statement here; allowed: {', '.join(known)}")
        if pick not in (*SORTS, UNSORTED):
            raise ValueError(f"{name}={pick!r} is not allowed; allowed: {', '.join((*SORTS, UNSORTED))}")
    return Sorted({name: picks.get(name, UNSORTED) for name in known})
