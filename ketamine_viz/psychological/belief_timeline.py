"""Thinking while the drug acts, and beliefs hours to days later: published findings on one time line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ketamine_viz import evidence, routes

#: The time line [h]: from about 20 minutes to four weeks.
FIRST_H, LAST_H = 0.3, 700.0
#: Where a finding stands whose source says only that the drug was acting [h].
ACTING_H = 0.5
#: The parts of the time line that a reader can ask for [h], each up to the next.
STOPS_H = {"acting": 1.0, "hours": 12.0, "day": 36.0, "weeks": LAST_H}
PARTS = ("both", "thinking", "beliefs")
PEOPLE = ("all", "healthy", "patients")
DIRECTIONS = ("worse", "no_difference", "better")
#: How a finding was compared, where its assignment was hidden.
HIDDEN = ("placebo", "sedative")
#: The regimen whose blood level stands above the time line; only its shape is drawn, so the weight does not matter.
_REGIMEN, _WEIGHT_KG = "m01", 70.0


@dataclass(frozen=True)
class Finding:
    """One study, one test, one time.

    Attributes
    ----------
    lane
        Line of the picture.
    time_h
        Hours after the dose; None where the source says only that the drug was acting.
    direction
        ``worse``, ``no_difference`` or ``better`` than what it was compared with.
    compared
        ``placebo``, ``sedative``, ``pooled``, ``ect`` or ``none``.
    size, unit
        Effect size where one is printed.
    """

    id: str
    lane: int
    ref: str
    part: str
    direction: str
    people: str
    compared: str
    n_text: str
    label: str
    says: str
    time_h: float | None
    size: float | None
    unit: str | None
    group: str
    note: str | None
    verified: str

    @property
    def hidden(self) -> bool:
        """True if chance and a hidden assignment stood behind it."""
        return self.compared in HIDDEN

    @property
    def at_h(self) -> float:
        """Where it is drawn [h]."""
        return ACTING_H if self.time_h is None else self.time_h


@dataclass(frozen=True)
class TimeLine:
    """Findings that fit what the reader asked for."""

    shown: tuple[Finding, ...]
    lanes: tuple[int, ...]
    part: str
    people: str
    hidden_only: bool
    until: str

    @property
    def widen(self) -> str:
        """What to change when nothing is left; empty otherwise."""
        if self.shown:
            return ""
        ways = [
            words
            for words, narrow in (
                ("ask about both", self.part != "both"),
                ("everybody", self.people != "all"),
                ("every comparison", self.hidden_only),
                ("a later time", self.until != "weeks"),
            )
            if narrow
        ]
        return f"Nothing fits. Widen: {', '.join(ways)}."

    def count(
        self, direction: str, part: str = "thinking", low_h: float = 0.0, high_h: float = LAST_H
    ) -> int:
        """Count studies that point one way for a part of the time line, each test of a study once."""
        return len(
            {
                f.lane
                for f in self.shown
                if f.direction == direction and f.part == part and low_h <= f.at_h < high_h
            }
        )


@lru_cache(maxsize=1)
def everything() -> tuple[Finding, ...]:
    """Return every finding in the order it is drawn.

    Sources: zhornitsky2022, morgan2004, morrison2018, davis2021, keilp2021, murrough2015c, anand2023, bottemanne2022,
    harvey2023

    Examples
    --------
    >>> [f.direction for f in everything() if f.ref == "morrison2018"][:2]
    ['worse', 'no_difference']
    """
    effects = {row["id"]: row for row in evidence.rows("psychological/cognition")}
    found = []
    for r in sorted(evidence.rows("psychological/thinking_times"), key=lambda row: (row["rank"], row["id"])):
        base = effects[r["effect"]]
        found.append(
            Finding(
                r["id"], r["rank"], base["ref"], r["part"], r["direction"], r["people"], r["compared"], r["n_text"],
                r["label"], r["says"], base["time_h"], base["value"], base["unit"], base["group"], base["note"],
                r["verified"],
            )
        )  # fmt: skip
    return tuple(found)


def look(
    part: str = "both", people: str = "all", hidden_only: bool = False, until: str = "weeks"
) -> TimeLine:
    """Choose findings.

    Parameters
    ----------
    part
        ``thinking``, ``beliefs`` or ``both``.
    people
        ``healthy``, ``patients`` or ``all``.
    hidden_only
        Only findings with a hidden placebo or sedative.
    until
        How far the time line is uncovered: ``acting``, ``hours``, ``day`` or ``weeks``.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> look(until="acting").count("worse")
    3
    """
    for name, value, allowed in (
        ("part", part, PARTS),
        ("people", people, PEOPLE),
        ("until", until, tuple(STOPS_H)),
    ):
        if value not in allowed:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join(allowed)}")
    if not isinstance(hidden_only, bool):
        raise ValueError(f"hidden_only={hidden_only!r} is not allowed; allowed: True or False")
    fits = [
        f
        for f in everything()
        if part in ("both", f.part) and people in ("all", f.people) and (f.hidden or not hidden_only)
    ]
    lanes = tuple(dict.fromkeys(f.lane for f in fits))
    shown = tuple(f for f in fits if f.at_h <= STOPS_H[until])
    return TimeLine(shown, lanes, part, people, hidden_only, until)


@lru_cache(maxsize=1)
def blood() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return hours and the model's blood level after one drip of 40 minutes, as a share of its highest.

    Sources: wilkinson2018a (the regimen); the model's parameters are in data/routes/model_parameters.csv
    """
    regimen = next(row for row in evidence.rows("psychological/mood_regimens") if row["id"] == _REGIMEN)
    dose = routes.Dose(
        form=regimen["form"],
        route=regimen["route"],
        mg=regimen["amount"] * _WEIGHT_KG,
        over_min=regimen["over_min"],
    )
    hours = np.geomspace(FIRST_H / 4, LAST_H, 240)
    times = np.concatenate([[0.0], hours])
    level = routes.simulate([dose], weight_kg=_WEIGHT_KG, hours=LAST_H, times_h=times).ng_per_ml["ketamine"][
        1:
    ]
    return hours, level / level.max()
