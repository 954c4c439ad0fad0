"""The ladder of control groups: the better a control hides the drug, the more of its people respond."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ketamine_viz.psychological.outcomes import Outcome
from ketamine_viz.psychological.pairing import pairs

#: Rung → reference of the trial or pooled analysis, and its control.
RUNGS = {
    "saline": ("wilkinson2019", "saline"),
    "midazolam": ("wilkinson2019", "midazolam"),
    "repeated": ("jelovac2025", "midazolam"),
    "anaesthesia": ("lii2023", "surgical_masking"),
}
#: Days on which the masked trial rated people.
DAYS = (1, 2, 3, 5, 7, 14)


@dataclass(frozen=True, slots=True)
class Rung:
    """Responders with the drug and with one kind of control: same trials, same day.

    Attributes
    ----------
    drug, control
        Responders [%], with n and interval as published.
    """

    id: str
    drug: Outcome
    control: Outcome

    @property
    def gap(self) -> float:
        """Drug minus control [percentage points]."""
        assert self.drug.value is not None
        assert self.control.value is not None
        return self.drug.value - self.control.value


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs that are shown, and those that wait.

    Attributes
    ----------
    rungs
        From the control that hides least to the one that hides most.
    waiting
        Ids of rungs not opened.
    arms
        Which groups are shown: ``drug``, ``control``.
    day
        Day of the masked trial.
    """

    rungs: tuple[Rung, ...]
    waiting: tuple[str, ...]
    arms: tuple[str, ...]
    day: int


@cache
def _rung(name: str, day: int) -> Rung:
    ref, control = RUNGS[name]
    found = [
        pair
        for pair in pairs(measure="response", comparator=control)
        if pair.main.ref == ref and (name != "anaesthesia" or pair.main.time_h == 24 * day)
    ]
    (pair,) = found
    assert pair.drug is not None
    assert pair.control is not None
    return Rung(name, pair.drug, pair.control)


def ladder(
    rungs: Iterable[str] = ("saline", "midazolam"), day: float = 1, arms: Iterable[str] = ("drug", "control")
) -> Ladder:
    """Return the rungs asked for.

    Parameters
    ----------
    rungs
        Any of ``saline``, ``midazolam``, ``repeated``, ``anaesthesia``.
    day
        Day of the trial under anaesthesia: 1, 2, 3, 5, 7 or 14.
    arms
        ``drug``, ``control`` or both.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> steps = ladder(("saline", "midazolam", "anaesthesia"))
    >>> [rung.control.value for rung in steps.rungs], [rung.drug.value for rung in steps.rungs]
    ([1.0, 18.0, 50.0], [46.0, 45.0, 60.0])
    """
    chosen, shown = tuple(rungs), tuple(arms)
    for argument, words, known in (("rungs", chosen, tuple(RUNGS)), ("arms", shown, ("drug", "control"))):
        for word in words:
            if word not in known:
                raise ValueError(f"{argument}={word!r} is not allowed; allowed: {', '.join(known)}")
    if day not in DAYS:
        raise ValueError(f"day={day!r} is not allowed; allowed: {', '.join(map(str, DAYS))}")
    found = tuple(_rung(name, int(day)) for name in RUNGS if name in chosen)
    waiting = tuple(name for name in RUNGS if name not in chosen)
    return Ladder(found, waiting, tuple(arm for arm in ("drug", "control") if arm in shown), int(day))
