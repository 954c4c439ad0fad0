"""Two honest readings on ketamine for chronic pain: a consensus of 2018 and a Cochrane review of 2025."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ketamine_viz import evidence

DOCUMENTS = ("cohen2018", "ferraro2025")
ASPECTS = ("asked", "looked_at", "said", "certainty", "harm")
#: How far the reader has read: one aspect more at each step, then why both can be honest.
STEPS = tuple(range(1, len(ASPECTS) + 2))
PAINS = ("any", "crps", "cord_injury", "other")
VOTES = ("none", "consensus", "review", "both", "cannot_tell")
#: Every pain score is drawn on a scale from 0 to this.
SCALE = 100


@dataclass(frozen=True, slots=True)
class Passage:
    """What one document says on one aspect; ``own`` is False where it does not speak of this pain apart."""

    ref: str
    aspect: str
    says: str
    own: bool


@dataclass(frozen=True, slots=True)
class Pooled:
    """A pooled result: drug minus control on a scale from 0 to 100, negative is less pain.

    Attributes
    ----------
    value, low, high
        Mean difference and its printed 95% interval [points of 100].
    stretched
        True where it was printed on a scale from 0 to 10 and is multiplied here.
    """

    ref: str
    label: str
    value: float
    low: float
    high: float
    when: str
    n: int | None
    certainty: str
    stretched: bool

    @property
    def excludes_nothing(self) -> bool:
        """True if the interval holds no difference."""
        return self.low <= 0 <= self.high


@dataclass(frozen=True)
class Reading:
    """Both documents, as far as they are opened, and the pooled numbers."""

    passages: dict[tuple[str, str], Passage]
    pooled: tuple[Pooled, ...]
    step: int
    pain: str
    vote: str

    @property
    def open(self) -> tuple[str, ...]:
        """Aspects that are opened."""
        return ASPECTS[: self.step]

    @property
    def reconciled(self) -> bool:
        """True once the reader is told why both can be honest."""
        return self.step > len(ASPECTS)


@lru_cache(maxsize=1)
def pooled() -> tuple[Pooled, ...]:
    """Return the pooled results, older first.

    Sources: orhurhu2019, ferraro2025

    Examples
    --------
    >>> [(p.value, p.excludes_nothing) for p in pooled()]
    [(-18.3, False), (-15.79, True)]
    """
    rows = {row["id"]: row for row in evidence.rows("psychological/outcomes")}
    found = []
    for row in evidence.rows("psychological/pain_results"):
        base = rows[row["outcome"][0]] if row["outcome"] else row
        times = SCALE / row["scale_max"]
        value, low, high = (round(times * base[name], 6) for name in ("value", "ci_low", "ci_high"))
        found.append(
            Pooled(
                row["ref"],
                row["label"],
                value,
                low,
                high,
                row["when"],
                row["n"],
                row["certainty"],
                times != 1,
            )
        )
    return tuple(found)


@lru_cache(maxsize=1)
def _passages() -> dict[tuple[str, str, str], str]:
    return {
        (r["ref"], r["aspect"], r["pain"]): r["says"] for r in evidence.rows("psychological/pain_readings")
    }


def read(step: float = 1, pain: str = "any", vote: str = "none") -> Reading:
    """Open both documents as far as a step, for one kind of pain.

    Parameters
    ----------
    step
        1 opens what each asked, 5 everything; 6 adds why both can be honest.
    pain
        Which pain the answers are about.
    vote
        What the reader makes of it.

    Sources: cohen2018, ferraro2025

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> read(pain="crps").passages["ferraro2025", "said"].own
    False
    """
    if isinstance(step, bool) or step not in STEPS:
        raise ValueError(f"step={step!r} is not allowed; allowed: {', '.join(map(str, STEPS))}")
    for name, value, allowed in (("pain", pain, PAINS), ("vote", vote, VOTES)):
        if value not in allowed:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join(allowed)}")
    passages = {}
    for ref in DOCUMENTS:
        for aspect in ASPECTS:
            own = (ref, aspect, pain) in _passages()
            says = _passages()[ref, aspect, pain if own else "any"]
            passages[ref, aspect] = Passage(ref, aspect, says, own)
    return Reading(passages, pooled(), int(step), pain, vote)
