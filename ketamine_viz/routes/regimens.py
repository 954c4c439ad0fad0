"""What has been studied: regimens with their sources, and how far a dose is from them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ketamine_viz import evidence

if TYPE_CHECKING:
    from ketamine_viz.routes.dose import Dose

#: Doses by body weight are turned into milligrams for this weight where none is given [kg].
REFERENCE_KG = 70.0
#: Two doses, or two lengths of an infusion, within this share of each other count as the same.
ALIKE = 0.05
#: Doses by one route that overlap, or start within this time of the last one's end, are held against
#: what was studied as one dose [h].  Our choice: long enough for several sprays, far shorter than any course.
TOGETHER_H = 1.0


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
        Length of the infusion, or of a tablet's release, over that of the nearest (1 if alike or neither).
    same_form
        False if that route was studied only with another form.
    counted
        How many doses given together were counted as one.
    """

    nearest: Regimen
    times_mg: float
    times_duration: float
    same_form: bool
    counted: int = 1

    def __str__(self) -> str:
        parts = []
        if self.counted > 1:
            parts.append(f"{self.counted} doses given together, counted as one")
        if not self.same_form:
            parts.append("this form was not studied by this route")
        if self.times_mg != 1.0:
            parts.append(f"{self.times_mg:.3g} times its dose")
        if self.times_duration != 1.0:
            parts.append(f"{self.times_duration:.3g} times its length")
        cited = evidence.cite(self.nearest.refs[0])
        near = f"{self.nearest.form} {self.nearest.route} {self.nearest.label}"
        return f"outside what was studied: nearest is {near} ({cited}); " + "; ".join(parts)


class _Given(NamedTuple):
    """What is held against the studies: one dose, or several given together."""

    form: str
    route: str
    mg: float
    over_min: float | None
    release_h: float | None
    counted: int


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


def shown(form: str) -> dict[str, Regimen]:
    """Return route → the regimen of a form that is drawn for it.

    Examples
    --------
    >>> shown("esketamine")["intranasal"].label
    '84 mg in 3 devices'
    """
    return {r.route: r for r in studied() if r.form == form and r.shown}


def outside_studied(doses: Sequence[Dose], weight_kg: float) -> OutsideStudied | None:
    """Compare each dose with what was studied by its route and form.

    A dose is inside if its amount, and the length of its infusion or release,
    lie between the smallest and the largest that were studied in that form by
    that route.  Doses by one route that overlap, or follow within an hour,
    count as one.

    Returns
    -------
    OutsideStudied or None
        The dose that is farthest away; None if all are inside.
    """
    found = [far for far in (_outside(given, weight_kg) for given in _given(doses)) if far is not None]
    return max(found, key=_distance, default=None)


def _given(doses: Sequence[Dose]) -> list[_Given]:
    """Return each dose, and each group of doses given together as one."""
    groups: dict[tuple[str, bool], list[list[Dose]]] = {}
    for dose in sorted(doses, key=lambda d: d.at_h):
        kind = groups.setdefault((dose.route, dose.release_h is None), [])
        if kind and dose.at_h < max(d.ends_h for d in kind[-1]) + TOGETHER_H:
            kind[-1].append(dose)
        else:
            kind.append([dose])
    found = []
    for group in (g for kind in groups.values() for g in kind):
        first = group[0]
        forms = {d.form for d in group}
        lengths = [d.release_h for d in group if d.release_h is not None]
        span = 60.0 * (max(d.ends_h for d in group) - first.at_h)
        whole = _Given(
            form=first.form if len(forms) == 1 else "mixed",
            route=first.route,
            mg=math.fsum(d.mg for d in group),
            over_min=None if first.over_min is None else first.over_min if len(group) == 1 else span,
            release_h=max(lengths, default=None),
            counted=len(group),
        )
        found.append(whole)
        if whole.counted > 1:
            found += [_Given(d.form, d.route, d.mg, d.over_min, d.release_h, 1) for d in group]
    return found


def _distance(far: OutsideStudied) -> float:
    return (
        abs(math.log(far.times_mg))
        + abs(math.log(far.times_duration))
        + (0.0 if far.same_form else math.log(10))
    )


def _outside(given: _Given, weight_kg: float) -> OutsideStudied | None:
    same_route = [
        r for r in studied() if r.route == given.route and (r.release_h is None) == (given.release_h is None)
    ]
    same = [r for r in same_route if r.form == given.form]
    pool = same or same_route
    nearest = min(pool, key=lambda r: _gap(given, r, weight_kg))
    times_mg = _times(given.mg, [r.milligrams(weight_kg) for r in pool], nearest.milligrams(weight_kg))
    times_duration = 1.0
    length = _length(given)
    lengths = [known for known in map(_length, pool) if known is not None]
    if length is not None and lengths:
        times_duration = _times(length, lengths, _length(nearest) or lengths[0])
    if same and times_mg == 1.0 and times_duration == 1.0:
        return None
    return OutsideStudied(nearest, times_mg, times_duration, bool(same), given.counted)


def _length(what: _Given | Regimen) -> float | None:
    """Return how long an infusion or a release takes [min]."""
    return what.release_h * 60.0 if what.release_h is not None else what.over_min


def _times(value: float, known: Sequence[float], nearest: float) -> float:
    """Return 1 within the studied range, else the ratio to the nearest."""
    if min(known) * (1 - ALIKE) <= value <= max(known) * (1 + ALIKE):
        return 1.0
    return value / nearest


def _gap(given: _Given, regimen: Regimen, weight_kg: float) -> float:
    gap = abs(math.log(given.mg / regimen.milligrams(weight_kg)))
    mine, theirs = _length(given), _length(regimen)
    if mine is not None and theirs is not None:
        gap += abs(math.log(mine / theirs))
    return gap
