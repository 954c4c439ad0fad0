"""How few people the evidence on anxiety rests on: every person once, beside trials that are far larger."""

from __future__ import annotations

from dataclasses import dataclass

from ketamine_viz.psychological.condition_trials import Trial, count, own_people, trials

NARROW = ("social_anxiety", "general_anxiety")
#: What older manuals also called anxiety disorders.
WIDE = (*NARROW, "ptsd", "ocd")
SORTS = ("design", "masking")
_ORDER = {
    "design": ("crossover", "parallel", "open_label", "practice"),
    "masking": ("active_placebo", "masked", "open_label"),
}
#: Groups that are named even if nobody is in them.
_ALWAYS = {"design": ("crossover", "parallel"), "masking": ("active_placebo", "masked")}


@dataclass(frozen=True)
class Group:
    """Trials of one design, or of one way of masking; empty where there are none."""

    name: str
    trials: tuple[Trial, ...]

    @property
    def people(self) -> int:
        """People in the group."""
        return sum(t.n or 0 for t in self.trials)


@dataclass(frozen=True)
class Crowd:
    """Everybody in trials of anxiety, in groups, and a larger number beside them.

    Attributes
    ----------
    randomised
        People in randomised trials, whatever else is shown.
    beside
        What stands beside them.
    repeats
        Trials left out because their people are in another.
    unseen
        Randomised trials whose number of people was not seen.
    """

    groups: tuple[Group, ...]
    randomised: int
    trials_randomised: int
    beside: Trial
    repeats: tuple[Trial, ...]
    unseen: tuple[Trial, ...]
    sort: str
    wide: bool
    open_label: bool


def large() -> tuple[Trial, ...]:
    """Return what can stand beside the trials of anxiety."""
    return trials("reference", "depression")


def crowd(
    sort: str = "design", wide: bool = False, open_label: bool = False, beside: str = "lader2004"
) -> Crowd:
    """Count the people in trials of ketamine for anxiety.

    Parameters
    ----------
    sort
        Group them by ``design`` or by ``masking``.
    wide
        Count OCD and PTSD too, as older manuals did.
    open_label
        Show groups without a control too.
    beside
        Reference of the larger number.

    Sources: taylor2018, glue2020x, shadli2018, glue2017, glue2018, hull2022, feder2014, feder2021,
    abdallah2022, duek2023, rodriguez2013, bloch2012, lader2004, bahji2021

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> crowd().randomised, crowd(wide=True).randomised
    (30, 301)
    """
    if sort not in SORTS:
        raise ValueError(f"sort={sort!r} is not allowed; allowed: {', '.join(SORTS)}")
    for name, value in (("wide", wide), ("open_label", open_label)):
        if not isinstance(value, bool):
            raise ValueError(f"{name}={value!r} is not allowed; allowed: True or False")
    known = {t.ref: t for t in large()}
    if beside not in known:
        raise ValueError(f"beside={beside!r} is not allowed; allowed: {', '.join(known)}")
    everything = trials(*(WIDE if wide else NARROW))
    randomised = own_people(t for t in everything if t.randomised and t.n)
    drawn = randomised
    if open_label:
        drawn += own_people(t for t in everything if not t.randomised and t.n)
    looked_at = [t for t in everything if open_label or t.randomised]
    repeats = tuple(t for t in looked_at if t.n and t not in drawn)
    unseen = tuple(t for t in looked_at if not t.n)
    groups = (Group(name, tuple(t for t in drawn if getattr(t, sort) == name)) for name in _ORDER[sort])
    return Crowd(
        tuple(g for g in groups if g.trials or g.name in _ALWAYS[sort]),
        count(randomised), len(randomised), known[beside], repeats, unseen, sort, wide, open_label,
    )  # fmt: skip
