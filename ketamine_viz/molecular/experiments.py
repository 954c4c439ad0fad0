"""What published experiments on one node did to ketamine's effect, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

from ketamine_viz import evidence
from ketamine_viz.molecular.graph import graph
from ketamine_viz.molecular.names import known

#: The classes a reader meets, and the results of the table in each.
CLASSES = {
    "weaker": ("abolished", "reduced"),
    "same": ("unchanged",),
    "more": ("enhanced", "prolonged"),
}
_BREAKING = frozenset({"block", "knockout", "knockdown", "reduce"})


@dataclass(frozen=True)
class Tally:
    """Published experiments that broke one node while ketamine was given.

    Attributes
    ----------
    node
        What was broken.
    rows
        The rows of ``data/molecular/interventions.csv``.
    """

    node: str
    rows: tuple[dict[str, Any], ...]

    def count(self, system: str | None = None) -> Counter[str]:
        """Return how many rows fall into each class, in one system or in all."""
        return Counter(class_of(row) for row in self.rows if system in (None, row["system"]))

    def systems(self, of: str | None = None) -> tuple[str, ...]:
        """Return the systems studied, or those with a result of class ``of``."""
        return tuple(dict.fromkeys(row["system"] for row in self.rows if of in (None, class_of(row))))

    def answer(self, system: str, hours: float | None = None) -> str | None:
        """Return the class most rows of a system fall into, at a time [h] if given; None if there are none or a tie."""
        chosen = [
            class_of(row)
            for row in self.rows
            if row["system"] == system and hours in (None, row["time_after_dose_h"])
        ]
        ranked = Counter(chosen).most_common()
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]


def class_of(row: dict[str, Any]) -> str:
    """Return weaker, same or more for a row with ketamine."""
    return next(name for name, results in CLASSES.items() if row["result_on_ketamine_effect"] in results)


@cache
def tally(node: str) -> Tally:
    """Return the published experiments that broke a node while ketamine was given.

    Correlations are left out: nothing was changed on purpose in them.

    Raises
    ------
    ValueError
        For a node that is not in the tables; the nearest names are given.

    Examples
    --------
    >>> tally("mtorc1").answer("human", hours=24), tally("mtorc1").answer("rat")
    ('same', 'weaker')
    """
    known("node", node, sorted(graph().nodes))
    return Tally(node, tuple(row for row in _with_ketamine() if row["target_node"] == node))


@cache
def broken_nodes() -> tuple[str, ...]:
    """Return the nodes that some published experiment broke, in the order of the node table."""
    hit = {row["target_node"] for row in _with_ketamine()}
    return tuple(node for node in graph().nodes if node in hit)


def _with_ketamine() -> list[dict[str, Any]]:
    return [
        row
        for row in evidence.rows("molecular/interventions")
        if row["arm"] == "with_ketamine" and row["scored"] == "yes" and row["perturbation"] in _BREAKING
    ]
