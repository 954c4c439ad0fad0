"""Which picture lets a reader do what: the list of wishes against what stands in the notebooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ketamine_viz import evidence

PRIORITIES = ("must", "should", "could")
#: Words of the column ``call`` that are no call.
PROSE, NOTHING = "prose", "none"


@dataclass(frozen=True)
class Met:
    """One way in which a feature is met.

    Attributes
    ----------
    notebook
        File name without ending.
    call
        The call that stands in that notebook; ``prose`` for a paragraph,
        ``none`` if nothing was built.
    reason
        Why a paragraph, another way than asked for, or nothing.
    """

    notebook: str
    call: str
    reason: str | None


@dataclass(frozen=True)
class Feature:
    """One thing a reader should be able to do or see, and what lets them."""

    id: str
    concept: str
    wish: str
    priority: str
    ways: tuple[Met, ...]

    @property
    def how(self) -> str:
        """``panel``, ``question or term``, ``paragraph`` or ``not built``: the best of its ways."""
        kinds = {_kind(way.call) for way in self.ways}
        return next(
            kind
            for kind in ("panel", "question or term", "paragraph", "not built")
            if kind in kinds | {"not built"}
        )

    @property
    def met(self) -> bool:
        """True if anything lets a reader do it."""
        return self.how != "not built"


def feature_map() -> tuple[Feature, ...]:
    """Return every feature with the ways in which it is met.

    Examples
    --------
    >>> feature_map()[0].ways[0].call
    'kv.molecular.open_channel()'
    """
    ways: dict[str, list[Met]] = {}
    for r in evidence.rows("teaching/feature_map"):
        ways.setdefault(r["feature"], []).append(Met(r["notebook"], r["call"], r["reason"]))
    return tuple(
        Feature(
            r["id"],
            r["concept"],
            r["what_a_reader_should_be_able_to_do_or_see"],
            r["priority"],
            tuple(ways.get(r["id"], ())),
        )
        for r in evidence.rows("teaching/features_from_seeds")
    )


def _kind(call: str) -> str:
    if call in (PROSE, NOTHING):
        return "paragraph" if call == PROSE else "not built"
    return "question or term" if call.startswith(("kv.teaching.quiz(", "kv.teaching.term(")) else "panel"


def lines() -> Iterator[str]:
    """Yield the map as lines of text: by priority, each feature with its ways, then the counts."""
    found = feature_map()
    for priority in PRIORITIES:
        of_this = [feature for feature in found if feature.priority == priority]
        yield f"== {priority}: {sum(f.met for f in of_this)} of {len(of_this)} met =="
        for feature in of_this:
            yield f"{feature.id} {feature.concept}: {feature.how}"
            for way in feature.ways:
                yield f"     {way.notebook}  {way.call}{f'  ({way.reason})' if way.reason else ''}"
    count = Counter(feature.how for feature in found)
    yield "; ".join(f"{how}: {number}" for how, number in count.most_common())
