"""Lesson plans as data: what a class does, minute by minute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ketamine_viz import evidence

#: Kinds of step, from the question to the check, in the order they are drawn.
PHASES = ("ask", "predict", "look", "explain", "check")


@dataclass(frozen=True)
class Step:
    """One step of a lesson.

    Attributes
    ----------
    number
        Place in the lesson, from 1.
    from_min, to_min
        When it begins and ends [minutes from the start of the lesson].
    phase
        One of `PHASES`.
    notebook
        The notebook to open, by its file name without ending; None for none.
    panel
        The call in that notebook that is projected; None for the whole notebook.
    core_concepts
        In words, as teachers of pharmacology named them.
    """

    number: int
    from_min: int
    to_min: int
    phase: str
    do: str
    notebook: str | None
    panel: str | None
    ask: str
    listen_for: str
    core_concepts: tuple[str, ...]

    @property
    def minutes(self) -> str:
        """The stretch of time, in words."""
        return f"{self.from_min} to {self.to_min}"

    @property
    def phase_words(self) -> str:
        """The kind of step, in words."""
        return evidence.meaning("plan_phase", self.phase)


@cache
def plans() -> Mapping[int, tuple[Step, ...]]:
    """Return the steps of every lesson plan, by its length [minutes].

    Examples
    --------
    >>> sorted(plans())
    [15, 45, 90]
    """
    found: dict[int, list[Step]] = {}
    for r in evidence.rows("teaching/lesson_plans"):
        steps = found.setdefault(r["plan"], [])
        steps.append(
            Step(
                number=len(steps) + 1,
                from_min=r["from_min"],
                to_min=r["to_min"],
                phase=r["phase"],
                do=r["do"],
                notebook=r["notebook"],
                panel=r["panel"],
                ask=r["ask"],
                listen_for=r["listen_for"],
                core_concepts=tuple(
                    evidence.meaning("core_concept", one) for one in r["core_concepts"] or ()
                ),
            )
        )
    return MappingProxyType({minutes: tuple(found[minutes]) for minutes in sorted(found)})


def plan(minutes: int) -> tuple[Step, ...]:
    """Return the steps of one lesson plan.

    Raises
    ------
    ValueError
        For a length that no plan has.
    """
    if isinstance(minutes, bool) or minutes not in plans():
        raise ValueError(
            f"minutes={minutes!r} has no plan; allowed: {', '.join(str(length) for length in plans())}"
        )
    return plans()[minutes]


@dataclass(frozen=True)
class Moment:
    """One minute of a lesson.

    Attributes
    ----------
    minutes
        Length of the whole lesson [min].
    steps
        All its steps.
    minute
        Where the clock stands [min].
    now
        The step that runs; None once the lesson is over.
    """

    minutes: int
    steps: tuple[Step, ...]
    minute: float
    now: Step | None

    @property
    def count(self) -> Mapping[str, int]:
        """Minutes spent on each of `PHASES`."""
        return {
            phase: sum(step.to_min - step.from_min for step in self.steps if step.phase == phase)
            for phase in PHASES
        }


def at(minutes: int, minute: float) -> Moment:
    """Return what a class does at one minute of a plan.

    Examples
    --------
    >>> at(15, 7).now.phase
    'predict'
    >>> at(15, 15).now is None
    True
    """
    steps = plan(minutes)
    now = next((step for step in steps if step.from_min <= minute < step.to_min), None)
    return Moment(minutes, steps, minute, now)
