"""How much evidence there is: counted, never typed in."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ketamine_viz.evidence.citing import Use, recalled_rows, statements
from ketamine_viz.evidence.references import all_references

LEVELS: Mapping[str, str] = MappingProxyType(
    {
        "routes": "Routes and forms",
        "molecular": "Molecular level",
        "network": "Network level",
        "psychological": "Psychological level",
        "safety": "Safety and practice",
        "teaching": "Claims, words and questions",
    }
)
WHO = ("People", "People and animals", "Mice and rats", "Other animals", "Cells or membranes", "Nobody")
KNOWN: Mapping[str, str] = MappingProxyType(
    {
        "fulltext": "full text seen",
        "abstract": "abstract seen",
        "secondary": "seen where others cite it",
        "measured_here": "computed here",
    }
)
_RODENTS = frozenset({"mouse", "rat", "rodent"})


def who(species: Iterable[str]) -> str:
    """Return the group of living things that words of the vocabulary ``species`` stand for.

    Examples
    --------
    >>> who(("human",)), who(("mouse", "cell")), who(("human", "rat")), who(("none",))
    ('People', 'Mice and rats', 'People and animals', 'Nobody')
    """
    kinds = set(species) - {"none"}
    animals = kinds - {"human", "cell"}
    if "mixed" in kinds or ("human" in kinds and animals):
        return "People and animals"
    if "human" in kinds:
        return "People"
    if animals:
        return "Mice and rats" if animals <= _RODENTS else "Other animals"
    return "Cells or membranes" if kinds else "Nobody"


def crosstab(uses: Iterable[Use]) -> Mapping[tuple[str, str], int]:
    """Return how many rows there are for each of `WHO` and each key of `KNOWN`."""
    return Counter((who(use.species), use.verified) for use in uses)


@dataclass(frozen=True)
class Summary:
    """Counts of references and of the rows that rest on them, ready to stand in a notebook.

    Attributes
    ----------
    references
        Number of references by how far each was read.
    by_level, by_who, by_known
        Number of rows that rest on a reference.
    recalled
        Rows kept back because they, or their references, were only recalled.
    """

    references: Mapping[str, int]
    by_level: Mapping[str, int]
    by_who: Mapping[str, int]
    by_known: Mapping[str, int]
    recalled: int

    @property
    def statements(self) -> int:
        """Rows that rest on a reference."""
        return sum(self.by_level.values())

    @property
    def blocks(self) -> tuple[tuple[str, Sequence[tuple[str, int]]], ...]:
        """Title and lines of each block, in the order shown."""
        n = sum(self.references.values())
        return (
            (f"{n:,} references: how far each was read", tuple(self.references.items())),
            (f"{self.statements:,} statements that rest on them: where", tuple(self.by_level.items())),
            (f"{self.statements:,} statements: in whom", tuple(self.by_who.items())),
            (f"{self.statements:,} statements: how they are known", tuple(self.by_known.items())),
        )

    @property
    def left_out(self) -> str:
        """What is not counted."""
        return f"Not counted and not shown: {self.recalled:,} statements that were only recalled."

    def __str__(self) -> str:
        lines = []
        for title, counts in self.blocks:
            total = sum(count for _, count in counts) or 1
            lines.append(f"{title}:")
            lines += [f"  {words}: {count:,} ({count / total:.0%})" for words, count in counts]
        return "\n".join([*lines, self.left_out])

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        parts = []
        for title, counts in self.blocks:
            total = sum(count for _, count in counts) or 1
            rows = "".join(
                f'<tr><th scope="row" style="text-align:left">{html.escape(words)}</th>'
                f"<td>{count:,}</td><td>{count / total:.0%}</td></tr>"
                for words, count in counts
            )
            head = '<tr><th scope="col"></th><th scope="col">number</th><th scope="col">share</th></tr>'
            parts.append(
                f'<table><caption style="text-align:left">{html.escape(title)}</caption>'
                f"<thead>{head}</thead><tbody>{rows}</tbody></table>"
            )
        return {"text/plain": str(self), "text/html": f"{''.join(parts)}<p>{html.escape(self.left_out)}</p>"}


def summary() -> Summary:
    """Return how many references and statements there are, by level, in whom, and how they are known.

    Examples
    --------
    >>> counts = summary()
    >>> counts.statements == sum(counts.by_who.values()) == sum(counts.by_known.values())
    True
    """
    everything = statements()
    read = Counter(r.seen for r in all_references())
    levels = Counter(use.level for use in everything)
    living = Counter(who(use.species) for use in everything)
    known = Counter(use.verified for use in everything)
    return Summary(
        references=dict(read.most_common()),
        by_level={words: levels[level] for level, words in LEVELS.items()},
        by_who={group: living[group] for group in WHO},
        by_known={words: known[word] for word, words in KNOWN.items()},
        recalled=recalled_rows(),
    )
