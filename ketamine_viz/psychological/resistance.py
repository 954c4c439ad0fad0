"""Who is called treatment-resistant: one definition after another, the group it makes, and what trials in it found."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from ketamine_viz import evidence
from ketamine_viz.psychological.printed import Printed, printed

DEFINITIONS = ("one", "two", "two_watched", "three", "four", "points")
COUNTS = ("theory", "entered")
MEASURES = ("remission", "response")
#: Rows: who began the study, and remission as the reanalysis counts it.
_STARTED, _REANALYSIS = "p061", "p059"


@dataclass(frozen=True, slots=True)
class Definition:
    """A rule for calling a depression resistant.

    Attributes
    ----------
    left
        Of each 100 who start STAR*D, how many fit if nobody leaves; None where no step matches.
    began
        Of each 100 who started, how many began the step that comes next; None where it was not counted.
    """

    id: str
    label: str
    asks: str
    says: str
    ref: str
    left: float | None
    began: float | None


@dataclass(frozen=True, slots=True)
class Result:
    """What a study found in people it called resistant.

    Attributes
    ----------
    measure
        ``remission`` or ``response``.
    people
        Who was counted where the result itself does not say; else None.
    shares
        True if the numbers are shares of people, False if they are points.
    """

    id: str
    measure: str
    treatment: str
    asked: str
    asked_ref: str
    drug: Printed
    control: Printed | None
    people: Printed | None
    shares: bool


@dataclass(frozen=True)
class Group:
    """What the reader sees: a definition, the group it makes, and results."""

    definition: Definition
    results: tuple[Result, ...]
    hidden: int
    count: str
    measure: str
    open_label: bool

    @property
    def size(self) -> float | None:
        """Of each 100 people, how many carry the label; None where it is not known."""
        return self.definition.left if self.count == "theory" else self.definition.began

    @property
    def disputed(self) -> float | None:
        """Not in remission by the reanalysis [of each 100], where all four steps are asked for."""
        return (
            100 - printed(_REANALYSIS).value
            if self.definition.id == "four" and self.count == "theory"
            else None
        )


@lru_cache(maxsize=1)
def definitions() -> dict[str, Definition]:
    """Return every definition by its id.

    Sources: rush2006, rush2023, gaynes2020, popova2019, smithapeldoorn2019, fekadu2018

    Examples
    --------
    >>> [round(one.left) for one in definitions().values() if one.left]
    [63, 44, 44, 38, 33]
    """
    found = {}
    for row in sorted(evidence.rows("psychological/resistance_definitions"), key=lambda row: row["rank"]):
        steps = [printed(step).value for step in row["failed_steps"] or ()]
        left = 100 * math.prod(1 - step / 100 for step in steps) if steps else None
        began = 100 * printed(row["entered"]).value / printed(_STARTED).value if row["entered"] else None
        found[row["id"]] = Definition(
            row["id"], row["label"], row["asks"], row["says"], row["ref"], left, began
        )  # fmt: skip
    return found


@lru_cache(maxsize=1)
def results() -> tuple[tuple[str, Result], ...]:
    """Return every result with the id of its definition, in the order drawn.

    Sources: every reference of the rows that ``psychological/resistance_results`` points at.
    """
    measures = {
        row["id"]: row["measure_family"]
        for table in ("outcomes", "comparators", "course")
        for row in evidence.rows(f"psychological/{table}")
    }
    found = []
    for row in sorted(evidence.rows("psychological/resistance_results"), key=lambda row: row["rank"]):
        drug = printed(row["drug"])
        found.append(
            (
                row["definition"],
                Result(
                    row["id"], measures[row["drug"]], row["treatment"], row["asked"], row["asked_ref"], drug,
                    printed(row["control"]) if row["control"] else None,
                    printed(row["n_row"]) if row["n_row"] else None, drug.unit == "%",
                ),
            )
        )  # fmt: skip
    return tuple(found)


def define(
    definition: str = "two", count: str = "theory", measure: str = "remission", open_label: bool = True
) -> Group:
    """Choose a definition of treatment resistance.

    Parameters
    ----------
    definition
        One of ``DEFINITIONS``.
    count
        ``theory``: of 100 who start STAR*D, how many fit if nobody leaves; ``entered``: how many began the next step.
    measure
        ``remission`` or ``response``. Results in points are shown with both.
    open_label
        Also show groups without a control.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> round(define("two").size), round(define("two", "entered").size)
    (44, 10)
    """
    for name, value, allowed in (
        ("definition", definition, DEFINITIONS), ("count", count, COUNTS), ("measure", measure, MEASURES),
    ):  # fmt: skip
        if value not in allowed:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join(allowed)}")
    if not isinstance(open_label, bool):
        raise ValueError(f"open_label={open_label!r} is not allowed; allowed: True or False")
    mine = [one for name, one in results() if name == definition]
    fits = [one for one in mine if one.measure == measure or not one.shares]
    shown = [one for one in fits if open_label or one.control is not None]
    return Group(definitions()[definition], tuple(shown), len(mine) - len(shown), count, measure, open_label)
