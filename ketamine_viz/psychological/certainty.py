"""How sure can one be, condition by condition?  Four plain questions to the trials, beside the reader's vote."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ketamine_viz.psychological.condition_trials import Trial, count, own_people, trials

#: Row of the board → conditions of the trials it stands for.
CONDITIONS = {
    "ocd": ("ocd",),
    "existential": ("existential",),
    "anxiety": ("social_anxiety", "general_anxiety"),
    "ptsd": ("ptsd",),
    "alcohol": ("alcohol",),
}
LEVELS = ("very_low", "low", "moderate", "high")
UNRATED = "none"
QUESTIONS = ("control", "people", "agree", "felt")
#: A round number of ours: fewer people than this are called few.
ENOUGH = 100


@dataclass(frozen=True, slots=True)
class Answers:
    """Four questions about the randomised trials of one condition.

    Attributes
    ----------
    control
        Was anybody compared with a control group, by chance?
    people
        Were at least a hundred people in those trials?
    agree
        Do at least two trials agree that it helps?
    felt
        Were most of these people compared with something that can be felt?
    """

    control: bool
    people: bool
    agree: bool
    felt: bool

    @property
    def level(self) -> str:
        """How sure: one step for each yes after the first."""
        yes = sum((self.control, self.people, self.agree, self.felt))
        return LEVELS[max(yes, 1) - 1]

    def said(self, question: str) -> bool:
        """Return the answer to one question."""
        return bool(getattr(self, question))


@dataclass(frozen=True, slots=True)
class Condition:
    """One row of the board."""

    id: str
    trials: tuple[Trial, ...]
    answers: Answers

    @property
    def randomised(self) -> int:
        """People in randomised trials whose number was seen, each once."""
        return count(t for t in self.trials if t.randomised)


@dataclass(frozen=True)
class Board:
    """The reader's votes, and whether the count is shown."""

    votes: dict[str, str]
    shown: bool

    @property
    def made(self) -> int:
        """How many conditions the reader has rated."""
        return sum(vote != UNRATED for vote in self.votes.values())

    @property
    def alike(self) -> int:
        """How many votes equal the count."""
        return sum(self.votes[c.id] == c.answers.level for c in conditions())


def _answers(found: tuple[Trial, ...]) -> Answers:
    chance = own_people(t for t in found if t.randomised and t.n and t.answer != "not_seen")
    people = sum(t.n or 0 for t in chance)
    felt = sum(t.n or 0 for t in chance if t.masking in ("active_placebo", "surgical"))
    agree = len(chance) > 1 and all(t.answer == "for" for t in chance)
    return Answers(bool(chance), people >= ENOUGH, agree, bool(chance) and 2 * felt > people)


@lru_cache(maxsize=1)
def conditions() -> tuple[Condition, ...]:
    """Return the rows of the board.

    Sources: every reference of ``psychological/condition_trials`` with these conditions.

    Examples
    --------
    >>> [(c.id, c.answers.level) for c in conditions()][:2]
    [('ocd', 'very_low'), ('existential', 'very_low')]
    """
    found = []
    for name, kinds in CONDITIONS.items():
        mine = trials(*kinds)
        found.append(Condition(name, mine, _answers(mine)))
    return tuple(found)


def rate(shown: bool = False, **votes: str) -> Board:
    """Lay the reader's votes on the board.

    Parameters
    ----------
    shown
        Whether the count is shown.
    **votes
        Row of the board → ``very_low``, ``low``, ``moderate``, ``high`` or ``none``.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> rate(ocd="very_low", ptsd="high").alike
    1
    """
    if not isinstance(shown, bool):
        raise ValueError(f"shown={shown!r} is not allowed; allowed: True or False")
    for name, vote in votes.items():
        if name not in CONDITIONS:
            raise ValueError(f"{name}={vote!r} is no condition here; allowed: {', '.join(CONDITIONS)}")
        if vote not in (*LEVELS, UNRATED):
            raise ValueError(f"{name}={vote!r} is not allowed; allowed: {', '.join((*LEVELS, UNRATED))}")
    return Board({name: votes.get(name, UNRATED) for name in CONDITIONS}, shown)
