"""What has been studied: regimens with their sources, and how far a dose is from them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ketamine_viz import evidence

if TYPE_CHECKING:
    from ketamine_viz.routes.dose import Dose

#: Doses by body weight are turned into milligrams for this weight where none is given [kg].
REFERENCE_KG = 70.0
#: Two doses, or two lengths of an infusion, within this share of each other count as the same.
ALIKE = 0.05


@dataclass(frozen=True)
class Regimen:
    """A dose as it was given in a study.

    Attributes
    ----------
    mg, mg_per_kg
        Amount [mg] or amount by body weight [mg/kg]; exactly one is given.
    over_min, release_h
        Length of an infusion [min]; release time of a tablet [h].
    shown
        Whether it is the one drawn for its form and route.
    points
        Ids of measured rows in ``data/routes/pk_observations.csv``.
    """

    id: str
    form: str
    route: str
    label: str
    mg: float | None
    mg_per_kg: float | None
    over_min: float | None
    release_h: float | None
    shown: bool
    points: tuple[str, ...]
    setting: str
    refs: tuple[str, ...]
    note: str | None

    def milligrams(self, weight_kg: float = REFERENCE_KG) -> float:
        """Amount for a body weight [mg]."""
        if self.mg is not None:
            return self.mg
        assert self.mg_per_kg is not None
        return self.mg_per_kg * weight_kg

    def dose(self, weight_kg: float = REFERENCE_KG, at_h: float = 0.0) -> Dose:
        """Return it as a `Dose`."""
        from ketamine_viz.routes.dose import Dose

        return Dose(self.form, self.route, self.milligrams(weight_kg), self.over_min, at_h, self.release_h)


@dataclass(frozen=True)
class OutsideStudied:
    """How far a course of doses lies from what was studied.

    Attributes
    ----------
    nearest
        The nearest studied regimen.
    times_mg
        Dose over the nearest studied dose (1 if alike).
    times_duration
        Length of the infusion over that of the nearest (1 if alike or no infusion).
    same_form
        False if that route was studied only with another form.
    """

    nearest: Regimen
    times_mg: float
    times_duration: float
    same_form: bool

    def __str__(self) -> str:
        parts = []
        if not self.same_form:
            parts.append("this form was not studied by this route")
        if self.times_mg != 1.0:
            parts.append(f"{self.times_mg:.3g} times its dose")
        if self.times_duration != 1.0:
            parts.append(f"{self.times_duration:.3g} times its length")
        cited = evidence.cite(self.nearest.refs[0])
        near = f"{self.nearest.form} {self.nearest.route} {self.nearest.label}"
        return f"outside what was studied: nearest is {near} ({cited}); " + "; ".join(parts)


@cache
def studied() -> tuple[Regimen, ...]:
    """Return all studied regimens that someone has seen in print.

    Sources: ``data/routes/studied_regimens.csv``.
    """
    return tuple(
        Regimen(
            id=r["id"],
            form=r["form"],
            route=r["route"],
            label=r["label"],
            mg=r["mg"],
            mg_per_kg=r["mg_per_kg"],
            over_min=r["over_min"],
            release_h=r["release_h"],
            shown=r["shown"] == "yes",
            points=r["points"],
            setting=r["setting"],
            refs=r["refs"],
            note=r["note"],
        )
        for r in evidence.rows("routes/studied_regimens")
    )


@lru_cache(maxsize=16)
def largest_studied_mg(route: str) -> float:
    """Return the largest single dose studied by a route, in any form [mg, 70 kg]."""
    return max(r.milligrams() for r in studied() if r.route == route)


def outside_studied(doses: Sequence[Dose], weight_kg: float) -> OutsideStudied | None:
    """Compare each dose with what was studied by its route and form.

    A dose is inside if its amount, and the length of its infusion, lie between
    the smallest and the largest that were studied in that form by that route.

    Returns
    -------
    OutsideStudied or None
        The dose that is farthest away; None if all are inside.
    """
    found = [far for far in (_outside(dose, weight_kg) for dose in doses) if far is not None]
    return max(found, key=_distance, default=None)


def _distance(far: OutsideStudied) -> float:
    return (
        abs(math.log(far.times_mg))
        + abs(math.log(far.times_duration))
        + (0.0 if far.same_form else math.log(10))
    )


def _outside(dose: Dose, weight_kg: float) -> OutsideStudied | None:
    same_route = [
        r for r in studied() if r.route == dose.route and (r.release_h is None) == (dose.release_h is None)
    ]
    same = [r for r in same_route if r.form == dose.form]
    pool = same or same_route
    nearest = min(pool, key=lambda r: _gap(dose, r, weight_kg))
    amounts = [r.milligrams(weight_kg) for r in pool]
    times_mg = _times(dose.mg, amounts, nearest.milligrams(weight_kg))
    lengths = [r.over_min for r in pool if r.over_min is not None]
    times_duration = 1.0
    if dose.over_min is not None and lengths:
        times_duration = _times(dose.over_min, lengths, nearest.over_min or lengths[0])
    if same and times_mg == 1.0 and times_duration == 1.0:
        return None
    return OutsideStudied(nearest, times_mg, times_duration, bool(same))


def _times(value: float, known: Sequence[float], nearest: float) -> float:
    """Return 1 within the studied range, else the ratio to the nearest."""
    if min(known) * (1 - ALIKE) <= value <= max(known) * (1 + ALIKE):
        return 1.0
    return value / nearest


def _gap(dose: Dose, regimen: Regimen, weight_kg: float) -> float:
    gap = abs(math.log(dose.mg / regimen.milligrams(weight_kg)))
    if dose.over_min is not None and regimen.over_min is not None:
        gap += abs(math.log(dose.over_min / regimen.over_min))
    return gap
