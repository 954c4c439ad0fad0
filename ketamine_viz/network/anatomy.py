"""What anatomists have seen of the model's wiring, connection by connection.

The weights stay ours; this says for which of them a nerve fibre was traced.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ketamine_viz import evidence
from ketamine_viz.stage.text import join

#: Grades of ``data/vocabularies.csv``, from the surest to none, with the words of the screen.
GRADES = {
    "traced_primate": "traced in monkeys",
    "traced_rodent": "traced in rats or mice",
    "tractography_human": "seen by imaging in people",
    "near": "seen nearby or the other way only",
    "indirect": "traced by a detour",
    "unverified": "without a source",
}
_TRACED = ("traced_primate", "traced_rodent")
_KINDS = {"C": "exciting", "X": "onto inhibitory cells"}
_WAYS = {"both": "both ways", "untold": "which way cannot be told"}


@dataclass(frozen=True)
class Connection:
    """One connection of the model and what is known of it.

    Attributes
    ----------
    id, source, target, kind, weight
        As in ``data/network/connections.csv``; kind C is meant both ways.
    grade
        A key of `GRADES`.
    shown
        Which way was seen: forward, back, both, untold, or None.
    species
        In whom, as a word of the vocabulary ``species``, or None.
    cell_type
        ``assumed`` or ``partly_seen``: whether endings on inhibitory cells were seen.
    refs, refs_against
        Sources that show it, and sources that looked and did not find it.
    note
        What was seen, in our words.
    """

    id: str
    source: str
    target: str
    kind: str
    weight: float
    grade: str
    shown: str | None
    species: str | None
    cell_type: str
    refs: tuple[str, ...]
    refs_against: tuple[str, ...]
    note: str

    @property
    def traced(self) -> bool:
        """True if fibres between the two places themselves were traced in an animal."""
        return self.grade in _TRACED

    @property
    def way(self) -> str:
        """Which way was seen, in words; empty where nothing was."""
        one = {"forward": (self.source, self.target), "back": (self.target, self.source)}
        if self.shown in one:
            return f"from {one[self.shown][0]} to {one[self.shown][1]}"
        return _WAYS.get(self.shown or "", "")

    @property
    def known(self) -> str:
        """Grade and way in a few words."""
        return f"{GRADES[self.grade]}, {self.way}" if self.way else GRADES[self.grade]

    @property
    def label(self) -> str:
        """The two places and what the connection ends on."""
        sign = "and" if self.kind == "C" else "to"
        return f"{self.source} {sign} {self.target}, {_KINDS[self.kind]}"


@lru_cache(maxsize=1)
def connections() -> tuple[Connection, ...]:
    """Return every connection in the order of the table."""
    return tuple(
        Connection(
            r["id"],
            r["source"],
            r["target"],
            r["kind"],
            r["weight"],
            r["anatomy"],
            r["shown"],
            r["species"],
            r["cell_type"],
            r["refs"],
            r["refs_against"],
            r["note"],
        )
        for r in evidence.rows("network/connections")
    )


def touching(region: str) -> tuple[Connection, ...]:
    """Return the connections of one region, the heaviest first."""
    found = [one for one in connections() if region in (one.source, one.target)]
    return tuple(sorted(found, key=lambda one: -one.weight))


def counts(several: Iterable[Connection] | None = None) -> dict[str, int]:
    """Return how many connections have each grade, from the surest to none.

    Examples
    --------
    >>> sum(counts().values())
    63
    """
    grades = [one.grade for one in (connections() if several is None else several)]
    return {grade: grades.count(grade) for grade in GRADES}


def tally(several: Iterable[Connection] | None = None) -> str:
    """Return the counts in words, grades that do not occur left out.

    Examples
    --------
    >>> tally(connections()[:5])
    '5 traced in monkeys'
    """
    return join(f"{n} {GRADES[grade]}" for grade, n in counts(several).items() if n)
