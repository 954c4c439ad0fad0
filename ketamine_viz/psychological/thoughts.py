"""Suicidal thoughts after ketamine and after its control: by way in, by diagnosis, over time.

Thoughts only.  Deaths were not shown to change, and are never drawn beside thoughts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ketamine_viz import evidence
from ketamine_viz.psychological.outcomes import Outcome, published

VIEWS = ("trials", "diagnosis", "fading")
DIAGNOSES = ("all", "depressive", "bipolar")
ROUTES = ("all", "iv_infusion", "intranasal", "im", "oral")
#: Whose weeks are followed in the view over time, and whose diagnoses are compared.
FOLLOWED, SPLIT = "su2023", "abbar2022"
#: The view over trials shows one time of each: the latest within so many hours of the first dose.
_FIRST_DAYS = 72


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison: a drug group beside its control group, or what is known of their difference.

    Attributes
    ----------
    main
        The drug group, or the difference where only that is known.
    control
        The control group; None in open-label groups and where only a difference is known.
    counted
        What was counted: ``gone``, ``halved``, ``points``, ``risk_rating`` or ``odds``.
    """

    main: Outcome
    control: Outcome | None
    diagnosis: str
    counted: str

    @property
    def open_label(self) -> bool:
        """True if nobody was compared with anybody."""
        return self.main.comparator_kind == "none_open_label"

    @property
    def shares(self) -> bool:
        """True if both groups are known as shares of people."""
        return self.control is not None

    @property
    def gap(self) -> float | None:
        """Drug minus control in each 100 people."""
        if self.control is None or self.main.value is None or self.control.value is None:
            return None
        return self.main.value - self.control.value


@dataclass(frozen=True)
class Look:
    """The comparisons in view, and why none fits if none does.

    Attributes
    ----------
    whole
        In the view by diagnosis: the same trial, all its people together.
    """

    lines: tuple[Line, ...]
    view: str
    route: str
    diagnosis: str
    open_label: bool
    widen: str
    whole: tuple[Line, ...] = ()


@lru_cache(maxsize=1)
def lines() -> tuple[Line, ...]:
    """Return every comparison, in the order of the table.

    Sources: every reference of ``psychological/thought_measures``.

    Examples
    --------
    >>> [line.gap for line in lines() if line.main.ref == "grunebaum2018"]
    [25.0]
    """
    rows = {o.id: o for o in published()}
    controls = {o.pair_id: o for o in rows.values() if o.arm == "control" and o.suicide_topic != "none"}
    found = []
    for row in sorted(evidence.rows("psychological/thought_measures"), key=lambda row: row["rank"]):
        main = rows[row["outcome"]]
        control = controls.get(main.pair_id) if main.arm == "active" else None
        found.append(Line(main, control, row["diagnosis"], row["counted"]))
    return tuple(found)


def _fits(line: Line, route: str, diagnosis: str, open_label: bool) -> bool:
    return (
        route in ("all", line.main.route)
        and diagnosis in ("all", line.diagnosis)
        and (open_label or not line.open_label)
    )


def _one_time(found: list[Line]) -> list[Line]:
    """Keep one time of each trial: within the first days where there are several."""
    kept: dict[str, Line] = {}
    for line in found:
        hours = line.main.time_h or 0.0
        if line.main.ref not in kept or hours <= _FIRST_DAYS:
            kept[line.main.ref] = line
    return list(kept.values())


def look(view: str = "trials", route: str = "all", diagnosis: str = "all", open_label: bool = False) -> Look:
    """Choose comparisons of suicidal thoughts.

    Parameters
    ----------
    view
        ``trials`` shows each trial at one time; ``diagnosis`` one trial split by diagnosis; ``fading`` one
        trial over two weeks.
    route, diagnosis
        Narrow the trials; they do nothing in the other views but are named there.
    open_label
        Show groups without a control too.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> [line.gap for line in look("fading").lines][-1]
    0.0
    """
    for name, value, allowed in (
        ("view", view, VIEWS),
        ("route", route, ROUTES),
        ("diagnosis", diagnosis, DIAGNOSES),
    ):
        if value not in allowed:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join(allowed)}")
    if not isinstance(open_label, bool):
        raise ValueError(f"open_label={open_label!r} is not allowed; allowed: True or False")
    found = [line for line in lines() if _fits(line, route, diagnosis, open_label)]
    if view == "trials":
        found = _one_time([line for line in found if line.counted != "odds"])
    elif view == "diagnosis":
        found = [line for line in found if line.counted == "odds"]
    else:
        found = [line for line in found if line.main.ref == FOLLOWED]
    whole = [one for one in lines() if view == "diagnosis" and found and one.main.ref == SPLIT and one.shares]
    widen = "" if found else _widen(route, diagnosis, open_label)
    return Look(tuple(found), view, route, diagnosis, open_label, widen, tuple(whole))


def _widen(route: str, diagnosis: str, open_label: bool) -> str:
    ways = []
    if route != "all":
        ways.append("set Way in to all")
    if diagnosis != "all":
        ways.append("set Diagnosis to all")
    if not open_label:
        ways.append("tick the groups without a control")
    return f"No trial here fits. To see more: {', or '.join(ways)}."
