"""One drip asked of three published models, and an exploratory reading between two of them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ketamine_viz import evidence
from ketamine_viz.routes.constants import PRESETS
from ketamine_viz.routes.course import Course, graded
from ketamine_viz.routes.dose import Dose
from ketamine_viz.routes.exact import Array
from ketamine_viz.routes.model import simulate

#: A quarter of a milligram a kilogram of S-ketamine over 40 minutes, for 70 kg.
DRIP = Dose("esketamine", "iv_infusion", 17.5, 40.0)
HORIZON_H = 12.0
#: The flow through the body of one published model of arteries and veins.
FLOW_ROW = "m116"
#: Validation runs the reading is held against: a drip, and what was measured at its end.
READ_AGAINST = ("v01", "v03", "v11")


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Reading:
    """The exploratory reading at the end of another drip.

    Attributes
    ----------
    computed, published
        ng/mL.
    """

    what: str
    ref: str
    computed: float
    published: float


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class OneDrip:
    """What the picture shows.

    Attributes
    ----------
    time_h
        Times [h], shape (times,).
    level
        Set of constants → level of S-ketamine [ng/mL], shape (times,).
    mixed
        Artery minus the drug that is not mixed yet [ng/mL], during the drip;
        unknown (NaN) after it and while it would be below zero.  Exploratory.
    end
        Set of constants → level at the end of the drip [ng/mL]; ``mixed`` too.
    exposure
        Set of constants → area under the curve to infinity [ng·h/mL].
    unmixed
        Rate of the drip over the flow [ng/mL].
    """

    hours: float
    log: bool
    front: str
    reading: bool
    time_h: Array
    level: Mapping[str, Array]
    mixed: Array
    end: Mapping[str, float]
    exposure: Mapping[str, float]
    unmixed: float
    readings: tuple[Reading, ...]

    @property
    def end_h(self) -> float:
        """End of the drip [h]."""
        return DRIP.ends_h

    def at(self, preset: str, time_h: float) -> float:
        """Level at a time [ng/mL]."""
        return float(np.interp(time_h, self.time_h, self.level[preset]))

    def apart(self, time_h: float) -> float:
        """Highest level over lowest at a time."""
        found = [self.at(p, time_h) for p in PRESETS]
        return max(found) / min(found)


def flow_l_per_h() -> float:
    """Return the published flow that is divided by [L/h].

    Sources: henthorn2018.
    """
    row = next(r for r in evidence.rows("routes/pk_models") if r["id"] == FLOW_ROW)
    return float(row["value"]) * 60.0


def unmixed(dose: Dose) -> float:
    """Return the level that a drip adds to blood passing once [ng/mL]: its rate over the flow."""
    assert dose.over_min is not None
    return dose.mg / (dose.over_min / 60.0) / flow_l_per_h() * 1000.0


def one_drip(hours: float, log: bool, front: str, reading: bool) -> OneDrip:
    """Return one drip of S-ketamine as three published models give it.

    Parameters
    ----------
    hours
        Length of the view [h].
    log
        Whether levels are shown on a logarithmic axis.
    front
        Set of constants to draw in front, or ``none``.
    reading
        Whether the exploratory reading is shown: the level in an artery minus
        the rate of the drip over the flow.  It is no published conversion.

    Sources: fanta2015, simons2022, perezruixo2021; for the reading henthorn2018.

    Examples
    --------
    >>> {p: round(v) for p, v in one_drip(4.0, False, "none", True).end.items()}
    {'venous': 79, 'arterial': 144, 'nasal_label': 62, 'mixed': 87}
    """
    time, courses = _courses()
    level = {p: c.ng_per_ml["ketamine"] for p, c in courses.items()}
    extra = unmixed(DRIP)
    mixed = level["arterial"] - extra
    mixed = np.where((time <= DRIP.ends_h + 1e-9) & (mixed > 0), mixed, math.nan)
    end = {p: float(c.at("ketamine", np.array([DRIP.ends_h]))[0]) for p, c in courses.items()}
    return OneDrip(
        hours=hours,
        log=log,
        front=front,
        reading=reading,
        time_h=time,
        level=level,
        mixed=mixed,
        end={**end, "mixed": end["arterial"] - extra},
        exposure={p: c.auc("ketamine") for p, c in courses.items()},
        unmixed=extra,
        readings=_readings(),
    )


@lru_cache(maxsize=1)
def _courses() -> tuple[Array, dict[str, Course]]:
    time = graded([0.0, DRIP.ends_h], HORIZON_H, coarse=0.25)
    return time, {p: simulate([DRIP], preset=p, times_h=time) for p in PRESETS}


@lru_cache(maxsize=1)
def _readings() -> tuple[Reading, ...]:
    targets = {t["id"]: t for t in evidence.rows("routes/validation_targets")}
    runs = {r["id"]: r for r in evidence.rows("routes/validation_scenarios")}
    found = []
    for key in READ_AGAINST:
        run, target = runs[key], targets[key]
        dose = Dose(run["form"], "iv_infusion", run["mg"], run["over_min"])
        part = 0.5 if run["analyte"] == "s_ketamine" and run["form"] == "racemic" else 1.0
        course = simulate([dose], run["weight_kg"], preset="arterial")
        level = float(course.at(run["analyte"], np.array([dose.ends_h]))[0])
        what = f"{dose.mg:g} mg over {dose.over_min:g} min, {run['weight_kg']:g} kg"
        found.append(Reading(what, target["ref"], level - part * unmixed(dose), target["value"]))
    return tuple(found)
