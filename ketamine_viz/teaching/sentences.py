"""Popular-style sentences of our own making, each with its source, its fault and a better one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ketamine_viz import evidence

#: What a fair sentence says, and the words by which it can be told; a rough look, no judgement.
_SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "in whom": r"people|person|patient|adult|volunteer|veteran|women|men\b|\b(rats?|mice|mouse)\b|animal|regulator",
        "against what": r"against|compared|\bthan\b|placebo|control|midazolam|saline|salt|sham|without|versus|\bvs?\b",
        "how many": r"\d|\bhalf\b|\bnone\b|\bone\b|\btwo\b|\bthird\b|\bmost\b|\bfew\b",
        "seen where": r"trial|study|studies|review|report|analys|label|notice|regulator|infusion|experiment",
    }
)


@dataclass(frozen=True)
class Judged:
    """One question on a sentence: options, the answer, and why; all in words."""

    name: str
    label: str
    options: tuple[str, ...]
    answer: str
    why: str


@dataclass(frozen=True)
class Sentence:
    """A sentence to judge.

    Attributes
    ----------
    clue
        What is told about its source beforehand.
    stem
        File name of the notebook in which to look it up.
    judged
        The four questions: in whom, against what, which number, what kind of source.
    fault, better
        What goes too far in it, and a better sentence.
    suicide_topic
        True if help has to be named beside it.
    """

    id: str
    sentence: str
    clue: str
    stem: str
    judged: tuple[Judged, ...]
    fault: str
    better: str
    suicide_topic: bool
    refs: tuple[str, ...]


def sentences() -> tuple[Sentence, ...]:
    """Return the sentences in the order of the table.

    Examples
    --------
    >>> [one.name for one in sentences()[0].judged]
    ['who', 'comparison', 'number', 'reference']
    """
    return tuple(
        Sentence(
            id=r["id"],
            sentence=r["sentence"],
            clue=r["clue"],
            stem=r["notebook"],
            judged=(
                _closed("who", "In whom was it seen?", r),
                _closed("comparison", "What was it compared with?", r),
                Judged(
                    "number",
                    "Which number belongs to it?",
                    tuple(part.strip() for part in r["number_options"].split("|")),
                    r["number"],
                    r["number_why"],
                ),
                _closed("reference", "What kind of source is it?", r),
            ),
            fault=r["fault"],
            better=r["better"],
            suicide_topic=r["suicide_topic"] == "yes",
            refs=r["refs"],
        )
        for r in evidence.rows("teaching/sentences")
    )


def looks(own: str) -> tuple[tuple[str, bool], ...]:
    """Return what a fair sentence says, and whether this one seems to.

    Examples
    --------
    >>> looks("It works wonders.")
    (('in whom', False), ('against what', False), ('how many', False), ('seen where', False))
    """
    return tuple((words, bool(re.search(pattern, own, re.IGNORECASE))) for words, pattern in _SIGNS.items())


def _closed(name: str, label: str, row: Mapping[str, str]) -> Judged:
    from ketamine_viz.evidence.library import library

    words = library().words(f"judged_{name}")
    return Judged(name, label, tuple(words.values()), words[row[name]], row[f"{name}_why"])
