"""Sayings about ketamine and the brain, matched to what was measured, or to nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ketamine_viz import evidence

#: What can stand behind a saying, from most to least.
MATCHES = ("people", "catch", "animals", "nothing")
UNMATCHED = "none"


@dataclass(frozen=True)
class Metaphor:
    """A saying, and what stands behind it.

    Attributes
    ----------
    match
        One of ``MATCHES``.
    effects, signals
        Rows of ``connectivity_effects`` and ``signal_effects`` that were weighed.
    """

    id: str
    metaphor: str
    match: str
    says: str
    effects: tuple[str, ...]
    signals: tuple[str, ...]
    refs: tuple[str, ...]


@dataclass(frozen=True)
class Board:
    """The reader's matches, and whether the measured ones are shown."""

    picks: dict[str, str]
    shown: bool

    @property
    def made(self) -> int:
        """How many sayings the reader has matched."""
        return sum(pick != UNMATCHED for pick in self.picks.values())

    @property
    def right(self) -> int:
        """How many matches agree with what was measured."""
        return sum(self.picks[m.id] == m.match for m in metaphors())


@lru_cache(maxsize=1)
def metaphors() -> tuple[Metaphor, ...]:
    """Return the sayings in the order they are drawn.

    Examples
    --------
    >>> [m.match for m in metaphors() if m.id == "reset"]
    ['nothing']
    """
    rows = sorted(evidence.rows("network/metaphors"), key=lambda row: row["rank"])
    return tuple(
        Metaphor(r["id"], r["metaphor"], r["match"], r["says"], r["effects"], r["signals"], r["refs"])
        for r in rows
    )


def match(shown: bool = False, **picks: str) -> Board:
    """Lay the reader's matches on the board.

    Parameters
    ----------
    shown
        Whether what was measured is shown.
    **picks
        Id of a saying → one of ``MATCHES``, or ``none``.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> match(reset="nothing", rewire="people").right
    1
    """
    if not isinstance(shown, bool):
        raise ValueError(f"shown={shown!r} is not allowed; allowed: True or False")
    known = tuple(m.id for m in metaphors())
    for name, pick in picks.items():
        if name not in known:
            raise ValueError(f"{name}={pick!r} is no saying here; allowed: {', '.join(known)}")
        if pick not in (*MATCHES, UNMATCHED):
            raise ValueError(f"{name}={pick!r} is not allowed; allowed: {', '.join((*MATCHES, UNMATCHED))}")
    return Board({name: picks.get(name, UNMATCHED) for name in known}, shown)
