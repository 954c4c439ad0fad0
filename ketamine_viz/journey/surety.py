"""How sure each level is: which share of the rows it rests on was seen in people.

Nothing here is a probability.  The share of a level is counted from the
evidence; down the chain the shares are multiplied, a reading rule of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ketamine_viz import evidence

#: The levels from the top.
LEVELS = ("blood", "receptors", "cascade", "brain", "experience", "mood")
#: Levels that the chain leads through; the last two hang on blood and on trials, not on the brain.
CHAIN = ("blood", "receptors", "cascade", "brain")
_RECEPTOR_GROUPS = ("free", "brain", "potency", "stereo", "pool")
_WHAT = {
    "blood": "measured blood levels",
    "receptors": "constants of binding",
    "cascade": "arrows of the cascade",
    "brain": "links of the brain model",
    "experience": "results on the session",
    "mood": "trial results",
}


@dataclass(frozen=True)
class Surety:
    """One level.

    Attributes
    ----------
    people, rows
        How many of its rows were seen in people, of how many.
    what
        What a row is.
    share
        Their ratio, 0..1.
    left
        The shares of the chain so far multiplied, 0..1.
    """

    level: str
    people: int
    rows: int
    what: str
    left: float

    @property
    def share(self) -> float:
        """Return the share of rows seen in people, 0..1."""
        return self.people / self.rows


@cache
def surety() -> Mapping[str, Surety]:
    """Return how sure each level is.

    Examples
    --------
    >>> found = surety()
    >>> found["blood"].left > found["receptors"].left > found["cascade"].left > found["brain"].left
    True
    """
    found: dict[str, Surety] = {}
    left = 1.0
    for level in LEVELS:
        people, rows = _count(level)
        if level in CHAIN:
            left *= people / rows
            found[level] = Surety(level, people, rows, _WHAT[level], left)
        else:
            found[level] = Surety(level, people, rows, _WHAT[level], found["blood"].left * people / rows)
    return found


def _count(level: str) -> tuple[int, int]:
    if level == "blood":
        rows = evidence.rows("routes/pk_observations")
        return len(rows), len(rows)  # the table is of people alone
    if level == "receptors":
        rows = [r for r in evidence.rows("molecular/model_parameters") if r["group"] in _RECEPTOR_GROUPS]
        # An assumed number was seen nowhere, whichever species it is meant for.
        return sum(r["species"] == "human" and r["basis"] != "assumed" for r in rows), len(rows)
    if level == "cascade":
        return _human(evidence.rows("molecular/cascade_edges"))
    if level == "brain":
        return _human(evidence.rows("network/connections"))
    if level == "experience":
        count = len(evidence.rows("psychological/acute_marks")) + len(
            evidence.rows("psychological/acute_arms")
        )
        return count, count
    rows = evidence.rows("psychological/outcomes")
    return len(rows), len(rows)


def _human(rows: list[Any]) -> tuple[int, int]:
    def species(row: Any) -> tuple[str, ...]:
        given = row["species"] or ()
        return (given,) if isinstance(given, str) else tuple(given)

    return sum("human" in species(row) for row in rows), len(rows)
