"""One dose by one way in, taken apart: where it goes, and what the blood shows of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from ketamine_viz.routes.compare import HORIZON_H, Point, points
from ketamine_viz.routes.constants import group
from ketamine_viz.routes.course import graded, levels
from ketamine_viz.routes.dose import Dose
from ketamine_viz.routes.exact import Array, Solution
from ketamine_viz.routes.model import simulate, solve
from ketamine_viz.routes.regimens import REFERENCE_KG, Regimen, shown
from ketamine_viz.routes.times import view

#: Ways in that can be taken apart, with the form whose study is drawn.
WAYS: Mapping[str, str] = {
    "oral": "racemic",
    "sublingual": "racemic",
    "film": "esketamine",
    "intranasal": "esketamine",
    "im": "racemic",
    "sc": "racemic",
}
PRESET = "venous"


@dataclass(frozen=True)
class Shares:
    """Where a dose goes; the three parts make one.

    Attributes
    ----------
    arrives
        Reaches the blood as ketamine, 0..1.
    turned
        Turned into norketamine in the first pass, 0..1.
    lost
        Never taken up, or not accounted for, 0..1.
    first_place
        Part of `arrives` that never saw the gut: lining of nose or mouth, muscle, skin; 0..1.
    """

    arrives: float
    turned: float
    lost: float
    first_place: float


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Blood:
    """Levels after the dose [ng/mL] and areas as shares of those of a drip of the same amount."""

    time_h: Array
    level: Mapping[str, Array]
    area: Mapping[str, float]

    def peak(self, substance: str) -> tuple[float, float]:
        """Return the highest level [ng/mL] and its time [h]."""
        top = int(self.level[substance].argmax())
        return float(self.level[substance][top]), float(self.time_h[top])


@dataclass(frozen=True, eq=False)  # holds arrays
class WayIn:
    """What the picture shows.

    Attributes
    ----------
    kept
        The what-if, 1 as studied: share of the route's own uptake (nose, mouth) or of the liver step
        (swallowed) that is left, 0..1.
    shares, blood
        With the what-if.
    studied_shares, studied_blood
        As the study gave it.
    top
        Highest level for any what-if, so that the axis stands still [ng/mL].
    """

    route: str
    regimen: Regimen
    kept: float
    hours: float
    shares: Shares
    studied_shares: Shares
    blood: Blood
    studied_blood: Blood
    points: Mapping[str, tuple[Point, ...]]
    top: float

    @property
    def has_what_if(self) -> bool:
        """Whether anything can be changed on this way: a shot passes neither gut nor liver first."""
        return self.route not in ("im", "sc")

    @property
    def changed(self) -> bool:
        """Whether the what-if differs from the study."""
        return self.has_what_if and self.kept < 1


def take_apart(route: str, kept: float = 1.0, hours: float = HORIZON_H) -> WayIn:
    """Return one studied dose taken apart.

    Parameters
    ----------
    route
        One of `WAYS`.
    kept
        The what-if, 0..1; 1 is as studied.
    hours
        Length of the view [h].

    Raises
    ------
    ValueError
        For an unknown route, or a share outside 0..1.

    Sources: the `refs` of ``data/routes/model_parameters.csv``.

    Examples
    --------
    >>> round(take_apart("oral").shares.arrives, 2), round(take_apart("oral", kept=0.0).shares.arrives, 2)
    (0.2, 0.8)
    """
    if route not in WAYS:
        raise ValueError(f"route={route!r} is not allowed; allowed: {', '.join(WAYS)}")
    if isinstance(kept, bool) or not isinstance(kept, int | float) or not 0 <= kept <= 1:
        raise ValueError(f"kept={kept!r} is not allowed; allowed: a share from 0 to 1")
    view(hours, HORIZON_H)
    return replace(_view(route, round(float(kept), 6)), hours=float(hours))


@lru_cache(maxsize=256)
def _view(route: str, kept: float) -> WayIn:
    regimen = _regimen(route)
    seen = {s: points(regimen, s) for s in ("ketamine", "norketamine")}
    measured = [p.high if p.high is not None else p.level for ps in seen.values() for p in ps]
    blood, as_studied = _blood(route, kept), _blood(route, 1.0)
    ends = (as_studied, _blood(route, 0.0))
    top = max([float(level.max()) for b in ends for level in b.level.values()] + measured)
    return WayIn(
        route, regimen, kept, HORIZON_H, shares(route, kept), shares(route, 1.0), blood, as_studied, seen, top
    )


@lru_cache(maxsize=16)
def _regimen(route: str) -> Regimen:
    return shown(WAYS[route])[route]


def shares(route: str, kept: float) -> Shares:
    """Return where a dose goes, from the constants of uptake."""
    v = group({"intranasal": "nasal_spray"}.get(route, route))
    if route in ("im", "sc"):
        return _shares(v["F"], 0.0, v["F"])
    if route == "oral":
        return _shares(v["F"] + (1 - kept) * v["M"], kept * v["M"], 0.0)
    if route == "intranasal":
        mg = _regimen(route).milligrams()
        first = min(mg, v["device_mg"]) / mg
        nose = kept * v["F"] * (first + v["later_devices"] * (1 - first))
        gut = (1 - nose) * v["F_gut"]
        return _shares(nose + gut * v["F_liver"], gut * (1 - v["F_liver"]), nose)
    # What is not held is swallowed at once, like a tablet.
    swallowed, met = group("oral"), v.get("M_venous", v["M"])
    # The film's own number is an apparent one and makes more than a whole: it is cut where the dose is used up.
    met = min(met, 1 - v["F"])
    return _shares(
        kept * v["F"] + (1 - kept) * swallowed["F"], kept * met + (1 - kept) * swallowed["M"], kept * v["F"]
    )


def _shares(arrives: float, turned: float, first_place: float) -> Shares:
    return Shares(arrives, turned, max(1.0 - arrives - turned, 0.0), first_place)


@lru_cache(maxsize=256)
def _blood(route: str, kept: float) -> Blood:
    dose = _regimen(route).dose()
    solutions = _solutions(dose, kept)
    events = np.concatenate([s.events_h for s in solutions.values()])
    times = graded(events, HORIZON_H)
    found = levels(solutions, times)
    drip = simulate([Dose(dose.form, "iv_bolus", dose.mg)], REFERENCE_KG, preset=PRESET, times_h=[0.0])
    names = ("ketamine", "norketamine")
    return Blood(times, {s: found[s] for s in names}, {s: _area(solutions, s) / drip.auc(s) for s in names})


def _solutions(dose: Dose, kept: float) -> dict[str, Solution]:
    if dose.route in ("im", "sc") or kept == 1.0:
        return solve([dose], REFERENCE_KG, PRESET)
    if dose.route == "oral":
        v = dict(group("oral"))
        v["F"], v["M"] = v["F"] + (1 - kept) * v["M"], kept * v["M"]
        return solve([dose], REFERENCE_KG, PRESET, constants={"oral": v})
    if dose.route == "intranasal":
        v = dict(group("nasal_spray"))
        v["F"] *= kept
        return solve([dose], REFERENCE_KG, PRESET, constants={"nasal_spray": v})
    parts = [replace(dose, mg=kept * dose.mg)] if kept > 0 else []
    parts.append(Dose(dose.form, "oral", (1 - kept) * dose.mg))
    return solve(parts, REFERENCE_KG, PRESET)


def _area(solutions: Mapping[str, Solution], substance: str) -> float:
    total = 0.0
    for solution in solutions.values():
        state, factor = solution.system.observe[substance]
        total += float(solution.area(np.inf)[0, solution.system.index(state)] * factor[0])
    return total
