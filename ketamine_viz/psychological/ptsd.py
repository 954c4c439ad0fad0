"""Two PTSD trials with opposite answers: their groups, what came out, and how they differ."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ketamine_viz import evidence
from ketamine_viz.psychological.condition_trials import Trial, trials
from ketamine_viz.psychological.outcomes import Outcome, published

#: Trials that found a benefit, and the larger one that did not.
POSITIVE = ("feder2021", "feder2014")
LARGER = "abdallah2022"
VOTES = ("none", "people", "doses", "control", "chance", "cannot_tell")
UNSEEN = "not seen"


@dataclass(frozen=True, slots=True)
class Arm:
    """A group of a trial: what it got, how many, and whether that was ketamine (drug, control or both)."""

    words: str
    n: int
    kind: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One topic on which two trials can differ.

    Attributes
    ----------
    here, there
        What holds for the first trial and for the second.
    relation
        ``differs``, ``alike`` or ``unknown`` where one of them was not seen.
    """

    topic: str
    here: str
    there: str
    relation: str


@dataclass(frozen=True)
class Side:
    """One trial: its groups, its result rows and the row that sums it up."""

    trial: Trial
    arms: tuple[Arm, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def people(self) -> int:
        """People in all groups."""
        return sum(arm.n for arm in self.arms)


@dataclass(frozen=True)
class Comparison:
    """Two trials side by side, and what the reader has picked."""

    first: Side
    second: Side
    differences: tuple[Difference, ...]
    topic: str
    shown: bool
    vote: str

    @property
    def picked(self) -> Difference:
        """The difference the reader looks at."""
        return next(d for d in self.differences if d.topic == self.topic)

    def count(self, relation: str) -> int:
        """Count topics on which the trials differ, are alike, or cannot be told apart."""
        return sum(d.relation == relation for d in self.differences)


@lru_cache(maxsize=1)
def _facts() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in evidence.rows("psychological/ptsd_facts"):
        found.setdefault(row["ref"], {})[row["topic"]] = row["says"]
    return found


@lru_cache(maxsize=1)
def topics() -> tuple[str, ...]:
    """Return the topics, in the order listed."""
    return tuple(_facts()[LARGER])


@lru_cache(maxsize=4)
def _side(ref: str) -> Side:
    (trial,) = (t for t in trials("ptsd") if t.ref == ref)
    arms = tuple(
        Arm(r["words"], r["n"], r["kind"])
        for r in evidence.rows("psychological/ptsd_arms")
        if r["ref"] == ref
    )
    return Side(trial, arms, tuple(o for o in published(condition="ptsd") if o.ref == ref))


@lru_cache(maxsize=4)
def _differences(first: str, second: str) -> tuple[Difference, ...]:
    found = []
    for topic in topics():
        here, there = _facts()[first][topic], _facts()[second][topic]
        relation = "unknown" if UNSEEN in (here, there) else "alike" if here == there else "differs"
        found.append(Difference(topic, here, there, relation))
    return tuple(found)


def compare(
    positive: str = POSITIVE[0], topic: str = "people", shown: bool = False, vote: str = "none"
) -> Comparison:
    """Lay a trial that found a benefit beside the larger one that did not.

    Parameters
    ----------
    positive
        Which trial stands on the left.
    topic
        The difference to look at.
    shown
        Whether the result of the larger trial is shown.
    vote
        What the reader thinks explains the opposite answers.

    Sources: feder2014, feder2021, abdallah2022

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> found = compare()
    >>> found.first.people, found.second.people, found.count("differs") > found.count("alike")
    (30, 158, True)
    """
    for name, value, allowed in (
        ("positive", positive, POSITIVE), ("topic", topic, topics()), ("vote", vote, VOTES),
    ):  # fmt: skip
        if value not in allowed:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join(allowed)}")
    if not isinstance(shown, bool):
        raise ValueError(f"shown={shown!r} is not allowed; allowed: True or False")
    return Comparison(_side(positive), _side(LARGER), _differences(positive, LARGER), topic, shown, vote)
