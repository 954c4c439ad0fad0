"""A trial that asks whether therapy adds to ketamine: what it can rule out, and how likely it is to see a gain.

Each rival explanation is ruled out by something in the design; the same rules
are applied to the reader's trial and to those that exist.  Power is the normal
approximation for two equal groups of n people each and a true difference of d
standard deviations: power = Φ(d·√(n/2) − z) + Φ(−d·√(n/2) − z), z = Φ⁻¹(0.975).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist
from types import MappingProxyType

from ketamine_viz import evidence
from ketamine_viz.evidence.chance import Z95
from ketamine_viz.psychological.expectancy import constants

YES, PARTLY, NO, UNSEEN = "yes", "partly", "no", "not seen"

#: Sets of groups a reader may choose, from the plainest.
ARMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "open": ("both",),
        "usual_care": ("both", "drug_only"),
        "same_hours": ("both", "drug_other"),
        "drug_or_not": ("both", "placebo_therapy"),
        "three": ("both", "drug_other", "placebo_therapy"),
        "four": ("both", "drug_other", "placebo_therapy", "placebo_other"),
    }
)
CONTROLS = ("saline", "active")
RATERS = ("own_clinic", "self_rating", "masked_rater")
PEOPLE = (20, 400)
#: Enough power, and too little: conventions.
_ENOUGH, _SOME = 0.8, 0.5
#: Follow-up and number of sessions that count as long, and as some: choices of ours.
_LONG_D, _MIDDLE_D = 180.0, 28.0
_MANY, _FEW = 12, 4


@dataclass(frozen=True, slots=True)
class Design:
    """What decides which rival explanations a trial rules out.

    Attributes
    ----------
    groups
        ``both``, ``drug_only``, ``drug_other``, ``placebo_therapy``, ``placebo_other``.
    drug_control
        ``saline``, ``active`` or ``none``.
    other_masked
        Whether people could not tell the therapy from what stood in for it.
    rated_by
        ``masked_rater``, ``lab_test``, ``self_rating`` or ``own_clinic``.
    compared
        People in the two groups that the main question compares; None if there are not two.
    follow_up_d, sessions
        Days and number of sessions; None if not seen.
    """

    groups: tuple[str, ...]
    drug_control: str
    other_masked: bool
    rated_by: str
    compared: int | None
    follow_up_d: float | None
    sessions: int | None


@dataclass(frozen=True, slots=True)
class Trial:
    """A trial that exists: its design, and what it found."""

    id: str
    ref: str
    label: str
    condition: str
    condition_group: str
    therapy: str
    n_all: int
    from_d: float | None
    to_d: float | None
    days_note: str | None
    helped: str
    finding: str
    note: str | None
    design: Design


@dataclass(frozen=True, slots=True)
class Rival:
    """Another explanation of a good result, and what rules it out."""

    id: str
    name: str
    says: str
    needs: str


RIVALS: tuple[Rival, ...] = (
    Rival("time", "Time", "They would have got better anyway.", "a group drawn by lot to compare with"),
    Rival("drug", "Drug alone", "Ketamine alone would have done as much.", "a group with ketamine and no such therapy"),
    Rival("therapy", "Therapy alone", "The therapy alone would have done as much.",
          "a group with the therapy and a control drug; with salt water only partly, as people can tell"),
    Rival("hours", "Hours of attention", "It was the hours of attention.", "as many hours in all groups compared"),
    Rival("felt", "Feeling the drug", "People felt ketamine and hoped.",
          "ketamine in all groups compared; a control drug that is felt helps partly"),
    Rival("hope", "Hope for therapy", "People knew that they got the promising therapy and hoped.",
          "therapy in all groups compared, or a stand-in that looks the same; as many other hours help partly"),
    Rival("rater", "Hopeful raters", "Whoever judged knew and hoped.",
          "a rater who does not know the group, or a laboratory test"),
    Rival("chance", "Chance", "The trial was too small to tell a medium gain from chance.",
          "80% power for a gain of half a standard deviation; 50% counts as partly"),
    Rival("fading", "Fading", "It was gone soon after.", "half a year of follow-up; four weeks count as partly"),
    Rival("dose", "Too little", "There was too little therapy to show anything.",
          "12 sessions or more; 4 count as partly"),
)  # fmt: skip


def power(effect_sd: float, per_group: float) -> float:
    """Return the chance that a two-sided 5% test sees a true difference.

    Parameters
    ----------
    effect_sd
        True difference in standard deviations, not negative.
    per_group
        People in each of two equal groups, more than none.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> round(power(0.5, 64), 2), round(power(0.0, 64), 2)
    (0.81, 0.05)
    """
    if not (math.isfinite(effect_sd) and effect_sd >= 0):
        raise ValueError(f"effect_sd={effect_sd!r} is not allowed; allowed: 0 or more")
    if not (math.isfinite(per_group) and per_group > 0):
        raise ValueError(f"per_group={per_group!r} is not allowed; allowed: more than 0")
    shift, bell = effect_sd * math.sqrt(per_group / 2), NormalDist()
    return bell.cdf(shift - Z95) + bell.cdf(-shift - Z95)


def answers(design: Design) -> dict[str, str]:
    """Return, for each rival explanation, whether the design rules it out: yes, partly, no or not seen.

    Examples
    --------
    >>> sorted(set(answers(Design(("both",), "none", False, "own_clinic", None, None, None)).values()))
    ['no', 'not seen']
    """
    groups = set(design.groups)
    without = groups & {"drug_only", "drug_other"}
    with_placebo = "placebo_therapy" in groups
    felt = {"saline": NO, "active": PARTLY, "none": NO}[design.drug_control]
    if without:
        felt = PARTLY if with_placebo and felt == NO else YES
    return {
        "time": YES if len(groups) > 1 else NO,
        "drug": YES if without else NO,
        "therapy": (YES if design.drug_control == "active" else PARTLY) if with_placebo else NO,
        "hours": _hours(groups),
        "felt": felt,
        "hope": _hope(groups, design.other_masked),
        "rater": YES if design.rated_by in ("masked_rater", "lab_test") else NO,
        "chance": _chance(design),
        "fading": _graded(design.follow_up_d, _LONG_D, _MIDDLE_D),
        "dose": _graded(design.sessions, _MANY, _FEW),
    }


def _hours(groups: set[str]) -> str:
    # Where all groups compared have the therapy, they have its hours too.
    return YES if "drug_other" in groups or groups == {"both", "placebo_therapy"} else NO


def _hope(groups: set[str], masked: bool) -> str:
    if "drug_other" in groups:
        return YES if masked else PARTLY
    return YES if groups == {"both", "placebo_therapy"} else NO


def _chance(design: Design) -> str:
    if design.compared is None:
        return NO
    likely = power(constants("power")["medium"], design.compared / 2)
    return YES if likely >= _ENOUGH else PARTLY if likely >= _SOME else NO


def _graded(value: float | None, long: float, some: float) -> str:
    if value is None:
        return UNSEEN
    return YES if value >= long else PARTLY if value >= some else NO


@cache
def trials() -> tuple[Trial, ...]:
    """Return the trials of ketamine with therapy or training.

    Examples
    --------
    >>> trials()[0].label, trials()[0].design.compared
    ('Price 2022', 103)
    """
    found = []
    for row in evidence.rows("psychological/therapy_trials"):
        design = Design(
            row["groups"], row["drug_control"], row["other_masked"] == "yes", row["rated_by"], row["n_compared"],
            row["follow_up_d"], row["sessions"],
        )  # fmt: skip
        names = [name for name in Trial.__slots__ if name != "design"]
        found.append(Trial(**{name: row[name] for name in names}, design=design))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Plan:
    """The reader's trial beside those that exist.

    Attributes
    ----------
    design
        The reader's.
    arms
        Its set of groups.
    people
        In all groups.
    mine
        Answer for each rival.
    theirs
        Trial → answer for each rival.
    seen
        Size of a true gain by name → chance that the reader's trial sees it.
    """

    design: Design
    arms: str
    people: int
    mine: Mapping[str, str]
    theirs: tuple[tuple[Trial, Mapping[str, str]], ...]
    seen: Mapping[str, float]


def plan(
    arms: str = "four", drug_control: str = "saline", rated_by: str = "masked_rater", people: float = 120,
    follow_up_d: float = 30, sessions: float = 8,
) -> Plan:  # fmt: skip
    """Hold the reader's trial against every rival explanation.

    Parameters
    ----------
    arms
        ``open``, ``usual_care``, ``same_hours``, ``drug_or_not``, ``three`` or ``four``.
    drug_control
        ``saline`` or ``active``; counts only where a group has a control drug.
    rated_by
        ``own_clinic``, ``self_rating`` or ``masked_rater``.
    people
        In all groups, shared out equally: 20 to 400.
    follow_up_d
        Days from the dose to the last comparison, 1 to 730.
    sessions
        1 to 40.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> mine = plan("four", people=256)
    >>> mine.mine["drug"], round(mine.seen["medium"], 2)
    ('yes', 0.81)
    """
    for name, value, known in (
        ("arms", arms, tuple(ARMS)), ("drug_control", drug_control, CONTROLS), ("rated_by", rated_by, RATERS),
    ):  # fmt: skip
        if value not in known:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join(known)}")
    for name, number, (least, most) in (
        ("people", people, PEOPLE), ("follow_up_d", follow_up_d, (1, 730)), ("sessions", sessions, (1, 40)),
    ):  # fmt: skip
        if isinstance(number, bool) or not least <= number <= most:
            raise ValueError(f"{name}={number!r} is not allowed; allowed: {least} to {most}")
    groups = ARMS[arms]
    each = people / len(groups)
    placebo = any(group.startswith("placebo") for group in groups)
    design = Design(
        groups, drug_control if placebo else "none", False, rated_by, None if len(groups) == 1 else round(2 * each),
        float(follow_up_d), int(sessions),
    )  # fmt: skip
    seen = {} if design.compared is None else {
        name: power(size, design.compared / 2) for name, size in constants("power").items()
    }  # fmt: skip
    theirs = tuple((trial, answers(trial.design)) for trial in trials())
    return Plan(design, arms, int(people), answers(design), theirs, seen)
