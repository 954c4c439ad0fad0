"""R-ketamine in mice and in people: the same two forms, the same question, one flip.

In mice our sources print which tests came out better than salt water, and no
sizes.  In people they print changes on the MADRS scale a day after one dose
(0 to 60 points, lower is better), or only that no difference was seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from ketamine_viz import evidence

WHERE = ("mice", "people")
#: Forms in the order drawn.
FORMS = ("arketamine", "esketamine")


@dataclass(frozen=True)
class MouseTest:
    """One test of one form against mice that had salt water; ``time_h`` after the dose [h]."""

    id: str
    form: str
    test: str
    measured: str
    time_h: float
    helped: bool
    animals: str
    refs: tuple[str, ...]
    verified: str


@dataclass(frozen=True)
class Count:
    """How many later studies in mice and rats one review lists, by what came out."""

    form: str
    behaviour: str
    helped: int
    no_effect: int
    refs: tuple[str, ...]


@dataclass(frozen=True)
class HumanTrial:
    """One study in people.

    Attributes
    ----------
    drug, control
        Change of each group [MADRS points]; None where not printed or where there was no such group.
    low, high
        Interval of the drug group's change [points]; None where not printed.
    gap
        Drug minus control [points]: as printed, or the difference of the two changes.
    printed
        Whether the gap is printed.
    n_drug, n_control, n
        People in each group, and in all.
    compared
        Whether there was a comparison group.
    graded
        How it is known, in words.
    """

    id: str
    form: str
    label: str
    given: str
    drug: float | None
    control: float | None
    low: float | None
    high: float | None
    gap: float | None
    printed: bool
    n_drug: int | None
    n_control: int | None
    n: int | None
    against: str
    compared: bool
    words: str
    refs: tuple[str, ...]
    verified: str
    graded: str

    @property
    def sized(self) -> bool:
        """Whether any change is printed."""
        return self.drug is not None


@dataclass(frozen=True)
class Crossing:
    """What is shown after the flip."""

    where: str
    both: bool
    tests: tuple[MouseTest, ...]
    counts: tuple[Count, ...]
    trials: tuple[HumanTrial, ...]

    def lasted(self, form: str) -> bool:
        """Return whether every latest test of a form in mice still came out better than salt water."""
        latest = max(one.time_h for one in mouse_tests())
        return all(one.helped for one in mouse_tests() if one.form == form and one.time_h == latest)

    @property
    def largest(self) -> HumanTrial:
        """The largest controlled trial of R-ketamine with a printed size."""
        return max(
            (one for one in human_trials() if one.form == "arketamine" and one.gap is not None),
            key=lambda one: one.n or 0,
        )


def crossing(*, where: str = "mice", both: bool = True) -> Crossing:
    """Return results in mice or in people, of R-ketamine alone or of both forms.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Sources: zhang2014, johnston2023 (mice); leal2021, leal2023, pcn101_2023, singh2016b, daly2018,
    canuso2018, fu2020, ionescu2021 (people).

    Examples
    --------
    >>> mice = crossing()
    >>> mice.lasted("arketamine"), mice.lasted("esketamine"), mice.largest.gap
    (True, False, -1.6)
    """
    if where not in WHERE:
        raise ValueError(f"where={where!r} is not allowed; allowed: {', '.join(WHERE)}")
    if not isinstance(both, bool):
        raise ValueError(f"both={both!r} is not allowed; allowed: True or False")
    kept = FORMS if both else FORMS[:1]
    mice = where == "mice"
    return Crossing(
        where,
        both,
        tuple(one for one in mouse_tests() if mice and one.form in kept),
        tuple(one for one in rodent_counts() if mice and one.form in kept),
        tuple(one for one in human_trials() if not mice and one.form in kept),
    )


@cache
def mouse_tests() -> tuple[MouseTest, ...]:
    """Return every test in mice, R-ketamine first."""
    found = [
        MouseTest(
            row["id"], row["form"], row["test"], row["measured"], row["time_h"], row["result"] == "helped",
            row["animals"], row["refs"], row["verified"],
        )
        for row in evidence.rows("routes/mouse_tests")
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (FORMS.index(one.form), one.time_h)))


@cache
def rodent_counts() -> tuple[Count, ...]:
    """Return how many later studies in mice and rats a review lists."""
    return tuple(
        Count(row["form"], row["behaviour"], row["helped"], row["no_effect"], row["refs"])
        for row in evidence.rows("routes/rodent_counts")
    )


@cache
def human_trials() -> tuple[HumanTrial, ...]:
    """Return every study in people, R-ketamine first, in the order of the table."""
    outcomes = {row["id"]: row for row in evidence.rows("psychological/outcomes")}
    found = []
    for row in evidence.rows("routes/form_trials"):
        drug, control, gap = (outcomes.get(row[side] or "") for side in ("drug", "control", "gap"))
        first = drug or gap
        if first is not None:
            found.append(_trial(row, drug, control, gap, first))
    return tuple(found)


def _trial(
    row: dict[str, Any],
    drug: dict[str, Any] | None,
    control: dict[str, Any] | None,
    gap: dict[str, Any] | None,
    first: dict[str, Any],
) -> HumanTrial:
    value = gap["value"] if gap else None
    printed = value is not None
    if value is None and drug and control:
        value = round(drug["value"] - control["value"], 1)
    n_drug, n_control = (one["n"] if one and one["n_of"] == "arm" else None for one in (drug, control))
    in_all = (gap["n"] if gap else None) or (n_drug or 0) + (n_control or 0) or first["n"]
    source = evidence.source(first["ref"])
    return HumanTrial(
        id=row["id"],
        form=row["form"],
        label=row["label"],
        given=row["given"],
        drug=drug["value"] if drug else None,
        control=control["value"] if control else None,
        low=drug["ci_low"] if drug else None,
        high=drug["ci_high"] if drug else None,
        gap=value,
        printed=printed,
        n_drug=n_drug,
        n_control=n_control,
        n=in_all,
        against=evidence.meaning("comparator_kind", first["comparator_kind"]).lower(),
        compared=first["masking"] != "open_label",
        words=row["words"],
        refs=(first["ref"],),
        verified=row["verified"],
        graded=source.grade,
    )
