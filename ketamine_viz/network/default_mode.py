"""Is the default mode network overactive in depression?  The studies, by what they asked and which way they point."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ketamine_viz import evidence

#: How much is on the table: the claim alone, its two largest tests, everything.
STEPS = (0, 1, 2)
VOTES = ("none", "yes", "no", "depends", "cannot_tell")
_CAMPS = {"increase": "for", "decrease": "against", "no_change": "neither", "mixed": "neither"}
_LARGEST = 2


@dataclass(frozen=True)
class Study:
    """One answer of one study.

    Attributes
    ----------
    question
        ``links``, ``mood_hub``, ``activity`` or ``rumination``.
    camp
        ``for`` the claim, ``against`` it or ``neither`` (no difference, or some up and some down).
    pooled
        Whether published results were pooled; otherwise scans of people were analysed.
    patients
        People with depression (links), or people studied (brooding); None if not seen.
    """

    id: str
    ref: str
    question: str
    label: str
    says: str
    camp: str
    pooled: bool
    patients: int | None


@dataclass(frozen=True)
class Hearing:
    """What the reader sees: the studies, which of them are open, and the vote after."""

    studies: tuple[Study, ...]
    open: tuple[str, ...]
    step: int
    question: str
    vote: str

    def count(self, camp: str, question: str = "links") -> int:
        """Count studies of a question in a camp, whether open or not."""
        return sum(s.camp == camp and s.question == question for s in studies())

    def tally(self) -> dict[str, tuple[int, int]]:
        """Return camp → studies and people, over the studies that are open."""
        shown = [s for s in self.studies if s.id in self.open]
        return {
            camp: (
                sum(s.camp == camp for s in shown),
                sum(s.patients or 0 for s in shown if s.camp == camp),
            )
            for camp in ("against", "neither", "for")
        }


@lru_cache(maxsize=1)
def studies() -> tuple[Study, ...]:
    """Return every answer in the order it is drawn.

    Sources: yan2019, tozzi2021, javaheripour2021, kaiser2015, zhang2025rsn, hamilton2015, zhou2020

    Examples
    --------
    >>> [s.ref for s in studies() if s.question == "links"]
    ['yan2019', 'tozzi2021', 'javaheripour2021', 'kaiser2015', 'zhang2025rsn']
    """
    effects = {row["id"]: row for row in evidence.rows("network/connectivity_effects")}
    found = []
    for row in sorted(evidence.rows("network/default_mode_findings"), key=lambda row: row["rank"]):
        base = effects[row["effect"]] if row["effect"] else row
        n = base["n"] or (None if row["effect"] else evidence.reference(row["ref"]).n)
        camp = _CAMPS[base["direction"]]
        found.append(
            Study(
                row["id"],
                row["ref"],
                row["question"],
                row["label"],
                row["says"],
                camp,
                row["basis"] == "pooled",
                n,
            ),
        )
    return tuple(found)


def largest() -> tuple[Study, ...]:
    """Return the two largest analyses of scans for links inside the network; pooled results are not scans."""
    links = [s for s in studies() if s.question == "links" and s.patients and not s.pooled]
    return tuple(sorted(links, key=lambda s: -(s.patients or 0))[:_LARGEST])


def hear(step: float = 0, question: str = "all", vote: str = "none") -> Hearing:
    """Lay studies on the table.

    Parameters
    ----------
    step
        0 shows which studies there are, 1 opens the two largest sets of scans, 2 opens all.
    question
        One question, or ``all``.
    vote
        The reader's verdict after reading.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> hear(step=1).open
    ('dm1', 'dm2')
    """
    questions = ("all", *dict.fromkeys(s.question for s in studies()))
    if isinstance(step, bool) or step not in STEPS:
        raise ValueError(f"step={step!r} is not allowed; allowed: {', '.join(map(str, STEPS))}")
    if question not in questions:
        raise ValueError(f"question={question!r} is not allowed; allowed: {', '.join(questions)}")
    if vote not in VOTES:
        raise ValueError(f"vote={vote!r} is not allowed; allowed: {', '.join(VOTES)}")
    shown = tuple(s for s in studies() if question in ("all", s.question))
    opened = {0: (), 1: largest(), 2: studies()}[int(step)]
    return Hearing(shown, tuple(s.id for s in opened if s in shown), int(step), question, vote)
