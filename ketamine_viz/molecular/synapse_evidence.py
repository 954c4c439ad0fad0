"""Loss and repair of synapses as animals, scans and brains after death show them; and which moves first in mice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from ketamine_viz import evidence
from ketamine_viz.molecular.names import known
from ketamine_viz.molecular.pointing import hours, people, pointed

LOOKS = ("all", "microscope", "pet", "human")
QUESTIONS = ("loss", "repair")


@dataclass(frozen=True)
class Seen:
    """One measurement of synapses.

    Attributes
    ----------
    question
        ``loss``: after stress or in depression, before ketamine; ``repair``: after ketamine.
    direction
        1 more, 0 no change, -1 fewer than the comparison.
    time_h
        After ketamine [h]; None for a loss.
    """

    id: str
    line: int
    method: str
    ref: str
    species: str
    where: str
    question: str
    direction: int
    time_h: float | None
    against: str
    n: int | None
    verified: str
    note: str | None


@dataclass(frozen=True)
class Method:
    """A way of looking, and what it allows us to say."""

    id: str
    name: str
    counts: str
    allows: str
    not_allows: str


@dataclass(frozen=True)
class Evidence:
    """What is drawn.

    Attributes
    ----------
    lines
        One tuple of measurements for each study and species.
    """

    look: str
    questions: tuple[str, ...]
    lines: tuple[tuple[Seen, ...], ...]
    methods: tuple[Method, ...]

    @property
    def seen(self) -> tuple[Seen, ...]:
        """Every measurement that is drawn."""
        return tuple(one for line in self.lines for one in line)

    def tally(self, method: str, hour: float | None = None) -> tuple[int, int]:
        """Return how many measurements after ketamine show more, and how many there are, at an hour or in all."""
        own = [
            one for one in self.seen
            if one.method == method and one.question == "repair" and hour in (None, one.time_h)
        ]  # fmt: skip
        return sum(one.direction > 0 for one in own), len(own)


@cache
def _all() -> tuple[Seen, ...]:
    return tuple(_seen(row) for row in evidence.rows("molecular/synapse_findings"))


@cache
def methods() -> dict[str, Method]:
    """Return the ways of looking by id."""
    rows = sorted(evidence.rows("molecular/synapse_methods"), key=lambda row: int(row["rank"]))
    return {row["id"]: Method(**{key: row[key] for key in row if key != "rank"}) for row in rows}


@cache
def synapses(look: str = "all", loss: bool = True, repair: bool = True) -> Evidence:
    """Return the measurements of synapses that are drawn.

    Parameters
    ----------
    look
        ``all``, ``microscope`` (mice and rats), ``pet`` (scans, any species) or ``human`` (people, any method).
    loss, repair
        Show what came before ketamine, and what came after it.

    Raises
    ------
    ValueError
        For a look that is not known, or a switch that is no truth value.

    Examples
    --------
    >>> synapses("pet").tally("pet", hour=24.0), synapses("human", loss=False).tally("microscope")
    ((0, 3), (0, 0))
    """
    known("look", look, LOOKS)
    for name, value in (("loss", loss), ("repair", repair)):
        if not isinstance(value, bool):
            raise ValueError(f"{name}={value!r} is not allowed; allowed: True or False")
    asked = tuple(q for q, on in zip(QUESTIONS, (loss, repair), strict=True) if on)
    kept = [one for one in _all() if one.question in asked and _fits(one, look)]
    lines: dict[int, list[Seen]] = {}
    for one in kept:
        lines.setdefault(one.line, []).append(one)
    used = {one.method for one in kept}
    return Evidence(
        look,
        asked,
        tuple(tuple(lines[line]) for line in sorted(lines)),
        tuple(method for key, method in methods().items() if key in used),
    )


def _fits(one: Seen, look: str) -> bool:
    if look == "human":
        return one.species == "human"
    return look in ("all", one.method)


def _seen(row: dict[str, Any]) -> Seen:
    told = pointed(row["row"]) if row["row"] else None
    return Seen(
        id=row["id"],
        line=int(row["rank"]),
        method=row["method"],
        ref=row["ref"],
        species=row["species"],
        where=row["where"],
        question=row["question"],
        direction=int(told["value"] if told else row["direction"]),
        time_h=hours(told) if told else row["time_h"],
        against=row["against"],
        n=people(row["ref"], row["n"]) if row["species"] == "human" else None,
        verified=row["verified"],
        note=row["note"],
    )
