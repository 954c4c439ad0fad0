"""What each way in brings into the blood: ketamine, and what the liver makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

import numpy as np

from ketamine_viz import evidence
from ketamine_viz.routes.constants import group
from ketamine_viz.routes.course import SUBSTANCES
from ketamine_viz.routes.dose import Dose
from ketamine_viz.routes.exact import Array, Solution
from ketamine_viz.routes.model import SHARE_OF, simulate, solve
from ketamine_viz.routes.regimens import REFERENCE_KG, Regimen, studied
from ketamine_viz.routes.spread import BAND, PEOPLE, constants_of, sample
from ketamine_viz.routes.uptake import group_of

#: What is given and which mirror form is counted: (form, mirror); mirror is "both", "S" or "R".
GIVEN: Mapping[str, tuple[str, str]] = {
    "racemic": ("racemic", "both"),
    "racemic_s": ("racemic", "S"),
    "racemic_r": ("racemic", "R"),
    "esketamine": ("esketamine", "S"),
    "arketamine": ("arketamine", "R"),
}
COUNTED = ("area", "level")
#: Ends of the area, or times of the level [h].
HOURS = (0.25, 0.5, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0, 18.0, 24.0)
METABOLITES = SUBSTANCES[1:]
PRESET = "venous"
#: Ways in from top to bottom: those that pass by the liver at first, half of it, none.
ORDER = ("iv_infusion", "iv_bolus", "im", "sc", "intranasal", "sublingual", "film", "oral", "slow_tablet")
#: A regimen drawn although it is not the one other pictures show for its route.
_SLOW = {"racemic": "rac_release40"}
_DRAWN = ("measured", "digitised", "midpoint")


@dataclass(frozen=True)
class Path:
    """How a dose comes in, as shares of it, 0..1.

    Attributes
    ----------
    arrives
        Reaches the blood as ketamine.
    turned
        Turned into norketamine before it reaches the blood.
    through_liver
        Whether all of it must pass the liver first.
    """

    arrives: float
    turned: float
    through_liver: bool


@dataclass(frozen=True)
class Ratio:
    """A measured ratio of a metabolite to ketamine.

    Attributes
    ----------
    low, high
        Ends of the printed spread; None where none is printed.
    hours
        End of the area, or time of the level [h]; None where the area is followed to its end.
    model
        The model's ratio over the same hours, for the regimen it is drawn beside.
    """

    id: str
    substance: str
    mirror: str
    value: float
    low: float | None
    high: float | None
    spread: str | None
    n: int | None
    hours: float | None
    sampling: str
    kind: str
    dose: str
    worked_out: bool
    model: float
    ref: str
    note: str | None


@dataclass(frozen=True)
class Band:
    """The typical person, and the range of eight in ten simulated ones."""

    middle: float
    low: float
    high: float


@dataclass(frozen=True)
class Row:
    """One way in.

    Attributes
    ----------
    shares
        Of ketamine, norketamine and hydroxynorketamine among the three, by mass, 0..1; they make one.
    ketamine
        The share of ketamine with its band.
    ratios
        Metabolite → how much of it there is for each ketamine, by mass.
    later_leads
        Share of simulated people with more hydroxynorketamine than norketamine, 0..1.
    """

    way: str
    regimen: Regimen
    path: Path
    shares: tuple[float, float, float]
    ketamine: Band
    ratios: Mapping[str, Band]
    later_leads: float
    measured: tuple[Ratio, ...]

    @property
    def most(self) -> str:
        """Which of the three there is most of, or "either" where simulated people differ on the metabolite."""
        if self.shares[0] >= max(self.shares[1:]):
            return SUBSTANCES[0]
        if self.later_leads >= BAND[1]:
            return SUBSTANCES[2]
        return SUBSTANCES[1] if self.later_leads <= BAND[0] else "either"


@dataclass(frozen=True)
class Mix:
    """What the picture shows."""

    given: str
    form: str
    mirror: str
    counted: str
    hours: float
    rows: tuple[Row, ...]

    def row(self, way: str) -> Row | None:
        """Return the row of a way in, or None where this form was not studied that way."""
        return next((r for r in self.rows if r.way == way), None)


def mix(given: str = "racemic", counted: str = "area", hours: float = 24.0) -> Mix:
    """Return what is in the blood after each way in.

    Parameters
    ----------
    given
        One of `GIVEN`: what is given, and which mirror form of it is counted.
    counted
        ``area`` under the curves up to ``hours``, or ``level`` at that time.
    hours
        One of `HOURS` [h].

    Raises
    ------
    ValueError
        For a value that is not offered.

    Sources: the `refs` of ``data/routes/model_parameters.csv`` and of
    ``data/routes/pk_observations.csv``.

    Examples
    --------
    >>> [round(share, 2) for share in mix().row("oral").shares]
    [0.07, 0.45, 0.48]
    """
    for name, value, allowed in (("given", given, tuple(GIVEN)), ("counted", counted, COUNTED)):
        if value not in allowed:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join(allowed)}")
    if isinstance(hours, bool) or hours not in HOURS:
        raise ValueError(f"hours={hours!r} is not allowed; allowed: {', '.join(f'{h:g}' for h in HOURS)}")
    form, mirror = GIVEN[given]
    rows = tuple(_row(way, r.id, mirror, counted, float(hours)) for way, r in _ways(form).items())
    return Mix(given, form, mirror, counted, float(hours), rows)


@cache
def _ways(form: str) -> dict[str, Regimen]:
    known = {r.route: r for r in studied() if r.form == form and r.shown}
    if form in _SLOW:
        known["slow_tablet"] = next(r for r in studied() if r.id == _SLOW[form])
    return {way: known[way] for way in ORDER if way in known}


@lru_cache(maxsize=1024)
def _row(way: str, regimen: str, mirror: str, counted: str, hours: float) -> Row:
    amounts = _amounts(regimen, mirror, counted, hours)  # the typical person is the first
    shares = amounts / amounts.sum(axis=1, keepdims=True)
    chosen = _studied(regimen)
    return Row(
        way=way,
        regimen=chosen,
        path=_path(regimen),
        shares=(float(shares[0, 0]), float(shares[0, 1]), float(shares[0, 2])),
        ketamine=_band(shares[:, 0]),
        ratios={
            substance: _band(amounts[:, k] / amounts[:, 0])
            for k, substance in enumerate(METABOLITES, start=1)
        },
        later_leads=float((amounts[1:, 2] > amounts[1:, 1]).mean()),
        measured=tuple(m for m in _measured(regimen) if _fits(m, mirror, counted, hours)),
    )


def _band(values: Array) -> Band:
    low, high = np.quantile(values[1:], BAND)
    return Band(float(values[0]), float(low), float(high))


def _fits(m: Ratio, mirror: str, counted: str, hours: float) -> bool:
    if mirror not in ("both", m.mirror):
        return False
    # A level belongs to its moment; an area is shown whatever the hours, its own written beside it.
    return (m.hours == hours) if m.kind == "level" else counted == "area"


def path(regimen: Regimen) -> Path:
    """Return how the dose of a regimen comes in.

    Both shares follow from exact areas to infinity beside those of the same
    amount pushed into a vein.
    """
    dose = replace(regimen.dose(), at_h=0.0)
    course, push = (
        simulate([d], REFERENCE_KG, preset=PRESET, times_h=[0.0])
        for d in (dose, Dose(dose.form, "iv_bolus", dose.mg))
    )
    arrives = course.auc("ketamine") / push.auc("ketamine")
    made = course.auc("norketamine") / push.auc("norketamine")
    # The film's published first pass makes more than the whole dose: it is cut where the dose is used up.
    turned = min(max(made - arrives, 0.0) * group(PRESET)["f"], 1.0 - arrives)
    return Path(arrives, turned if turned > 1e-9 else 0.0, regimen.route == "oral")


@cache
def _path(regimen: str) -> Path:
    """Return the path of a regimen, which depends neither on the mirror form nor on the hours."""
    return path(_studied(regimen))


@cache
def _studied(regimen: str) -> Regimen:
    return next(r for r in studied() if r.id == regimen)


@lru_cache(maxsize=64)
def _solved(regimen: str) -> tuple[dict[str, Solution], dict[str, Solution]]:
    """Return the typical person's solutions by mirror form, and the simulated people's."""
    dose = _studied(regimen).dose()
    name = group_of(dose)
    crowd = solve(
        [dose], REFERENCE_KG, PRESET, PEOPLE, sample(PRESET), {name: constants_of(name)} if name else None
    )
    return solve([dose], REFERENCE_KG, PRESET), crowd


@lru_cache(maxsize=1024)
def _amounts(regimen: str, mirror: str, counted: str, hours: float) -> Array:
    """Return areas [ng·h/mL] or levels [ng/mL], shape (1 + people, substances)."""
    parts = []
    for solutions in _solved(regimen):
        total: Any = 0.0
        for form, solution in solutions.items():
            if mirror != "both" and form != mirror.lower():
                continue
            state = solution.area(hours) if counted == "area" else solution.states(np.array([hours]))[:, :, 0]
            seen = [solution.system.observe[s] for s in SUBSTANCES]
            total = total + np.stack([state[:, solution.system.index(at)] * f for at, f in seen], axis=1)
        parts.append(np.maximum(total, 0.0))
    return np.concatenate(parts)


@cache
def _measured(regimen: str) -> tuple[Ratio, ...]:
    seen = {r["id"]: r for r in evidence.rows("routes/pk_observations")}
    found = []
    for row in evidence.rows("routes/metabolite_ratios"):
        if row["regimen"] != regimen or any(
            row[c] and row[c] not in seen for c in ("ratio", "above", "below")
        ):
            continue
        first = seen[row["ratio"] or row["above"]]
        if first["value_kind"] not in _DRAWN:
            continue
        below = None if row["ratio"] else seen[row["below"]]
        found.append(_ratio(row, first, below))
    return tuple(found)


def _ratio(row: Mapping[str, Any], first: Mapping[str, Any], below: Mapping[str, Any] | None) -> Ratio:
    form = _studied(row["regimen"]).form
    mirror = first["isomer"] if first["isomer"] in ("S", "R") else "both"
    spread = first["spread_value"] if below is None else None
    value = first["value"] if below is None else first["value"] / below["value"]
    counted = row["counted"]
    model = _amounts(
        row["regimen"],
        mirror if len(SHARE_OF[form]) > 1 else "both",
        counted,
        np.inf if first["t_h"] is None else first["t_h"],
    )[0]
    return Ratio(
        id=row["id"],
        substance=row["substance"],
        mirror=mirror,
        value=value,
        low=max(value - spread, 0.0) if spread is not None else None,
        high=value + spread if spread is not None else None,
        spread=first["spread_type"] if spread is not None else None,
        n=first["n"],
        hours=first["t_h"],
        sampling=first["sampling"],
        kind=counted,
        dose=f"{first['dose_mg']:g} mg",
        worked_out=below is not None,
        model=float(model[SUBSTANCES.index(row["substance"])] / model[0]),
        ref=first["ref"],
        note=row["note"],
    )
