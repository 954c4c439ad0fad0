"""Three famous percentages opened: who was counted, against what, when, and what later studies found.

Everything is printed somewhere, except two kinds of numbers that are worked out and said to be: what is left after
steps of treatment if nobody leaves a study, and how many people are treated for one more to be helped.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from ketamine_viz import evidence
from ketamine_viz.evidence.chance import wilson
from ketamine_viz.psychological.printed import Printed, printed

STORIES = ("relief70", "thoughts55", "norelief30")
#: How much is opened: what stands behind the number, the next two results, everything.
STEPS = (0, 1, 2)
ORDERS = ("year", "gap")
_NEXT = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """One result in the story of a number.

    Attributes
    ----------
    role
        ``origin``, ``earlier``, ``later``, ``practice`` or ``same_study``.
    rule
        ``printed``; ``rest`` (100 minus the printed number); ``product`` (what is left after steps in turn).
    drug
        Rows of the treated group; the last one gives time and comparison.
    value
        What is drawn [of each 100 people].
    """

    id: str
    role: str
    rule: str
    counted: str
    drug: tuple[Printed, ...]
    control: Printed | None
    value: float

    @property
    def main(self) -> Printed:
        """The row that gives time, people and comparison."""
        return self.drug[-1]

    @property
    def theoretical(self) -> bool:
        """True if nobody counted it: it is worked out as if nobody had left the study."""
        return self.rule == "product" or (self.rule == "rest" and self.main.estimate == "model_estimate")

    @property
    def gap(self) -> float | None:
        """Treated minus control [of each 100 people]; None without a control group."""
        return None if self.control is None else self.value - self.control.value

    @property
    def needed(self) -> float | None:
        """How many people are treated for one more to be helped, worked out from the two percentages.

        None without a control group, where the gap could be chance or is no gain, and where chance cannot be judged:
        one trial whose two groups' sizes were not seen.
        """
        if self.gap is None or self.gap <= 0 or self.by_chance:
            return None
        if self.main.study_kind == "trial" and not self.main.counted_people:
            return None
        return 100 / self.gap

    @property
    def by_chance(self) -> bool:
        """True if the gap could be chance; False where that cannot be judged.

        For two groups of known size: the 95% interval of the gap (Newcombe) holds zero. For a pooled share with a
        printed interval: that interval reaches the control.
        """
        control = self.control
        if control is not None and self.main.interval == "ci95" and self.main.ci_low is not None:
            return self.main.ci_low <= control.value
        if control is None or not (self.main.counted_people and control.counted_people):
            return False
        assert self.main.n is not None
        assert control.n is not None
        one, other = self.value / 100, control.value / 100
        low, _ = wilson(one, self.main.n)
        _, high = wilson(other, control.n)
        return one - other - math.hypot(one - low, high - other) <= 0

    def span(self) -> tuple[float, float] | None:
        """Return the 95% interval of the treated group [of each 100 people]; None where it cannot be known."""
        return self.main.span() if self.rule == "printed" else None


@dataclass(frozen=True)
class Story:
    """What the reader sees of one number.

    Attributes
    ----------
    told
        The number as people tell it [%].
    words
        The claim in our words.
    readings
        Results that are open, in the order drawn.
    closed
        How many are not opened yet.
    """

    id: str
    told: float
    words: str
    scale: str
    saying: str
    readings: tuple[Reading, ...]
    closed: int
    step: int
    practice: bool
    needed: bool
    order: str

    @property
    def origin(self) -> Reading:
        """The study or the sum that the number comes from."""
        return next(one for one in self.readings if one.role == "origin")

    @property
    def others(self) -> tuple[Reading, ...]:
        """Everything else that is open."""
        return tuple(one for one in self.readings if one.role != "origin")


def _value(rule: str, rows: tuple[Printed, ...]) -> float:
    if rule == "printed":
        return rows[-1].value
    # One factor is the rest after a single step: "rest" is the product of one.
    return 100 * math.prod(1 - row.value / 100 for row in rows)


@lru_cache(maxsize=1)
def readings() -> dict[str, tuple[Reading, ...]]:
    """Return story → its results, in the order in which they are opened.

    Sources: every reference of the rows that ``psychological/famous_rows`` points at.

    Examples
    --------
    >>> [round(one.value) for one in readings()["norelief30"]]
    [33, 65, 63, 44, 38]
    """
    found: dict[str, list[Reading]] = {story: [] for story in STORIES}
    for row in sorted(evidence.rows("psychological/famous_rows"), key=lambda row: row["rank"]):
        drug = tuple(printed(one) for one in row["drug"])
        control = printed(row["control"]) if row["control"] else None
        found[row["story"]].append(
            Reading(
                row["id"], row["role"], row["rule"], row["counted"], drug, control, _value(row["rule"], drug)
            )
        )
    return {story: tuple(ones) for story, ones in found.items()}


def tell(
    story: str = "relief70", step: float = 2, practice: bool = False, needed: bool = True, order: str = "year"
) -> Story:
    """Open the story of a number.

    Parameters
    ----------
    story
        Which number: one of ``STORIES``.
    step
        0 opens what stands behind it, 1 also the next two results, 2 all.
    practice
        Also show groups without a control where the number is about a drug.
    needed
        Also say how many are treated for one more to be helped.
    order
        ``year``, or ``gap``: widest gap from the control group first.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> tell("thoughts55", step=0).origin.needed
    4.0
    """
    for name, value, allowed in (("story", story, STORIES), ("order", order, ORDERS)):
        if value not in allowed:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join(allowed)}")
    if isinstance(step, bool) or step not in STEPS:
        raise ValueError(f"step={step!r} is not allowed; allowed: {', '.join(map(str, STEPS))}")
    for name, switch in (("practice", practice), ("needed", needed)):
        if not isinstance(switch, bool):
            raise ValueError(f"{name}={switch!r} is not allowed; allowed: True or False")
    (claim,) = (row for row in evidence.rows("psychological/famous_claims") if row["id"] == story)
    wanted = [one for one in readings()[story] if practice or one.role != "practice"]
    opened = wanted[: {0: 1, 1: 1 + _NEXT, 2: len(wanted)}[int(step)]]
    drawn = tuple(sorted(opened, key=lambda one: _place(one, order)))
    closed = len(wanted) - len(opened)
    return Story(
        story, claim["told"], claim["words"], claim["scale"], claim["first_say"], drawn, closed, int(step), practice,
        needed, order,
    )  # fmt: skip


def _place(one: Reading, order: str) -> tuple[bool, float, float]:
    first = one.role != "origin"
    if order == "gap":
        return first, -(one.value if one.gap is None else one.gap), 0
    return first, evidence.reference(one.main.ref).year or 0, len(one.drug)
