"""Published dose ranges by use, and the levels the model gives for their ends."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np

from ketamine_viz import evidence
from ketamine_viz.routes.compare import UNMIXED_H
from ketamine_viz.routes.course import graded
from ketamine_viz.routes.dose import Dose
from ketamine_viz.routes.model import simulate
from ketamine_viz.routes.regimens import REFERENCE_KG, studied

USES = ("pain", "depression", "anaesthesia")
PRESETS = ("venous", "arterial")
_LONGEST_H = 3.0  # every peak comes earlier


@dataclass(frozen=True)
class Seen:
    """A published level [ng/mL]; ``drawn`` is False for a review's bare statement."""

    value: float
    low: float | None
    high: float | None
    measured: bool
    ref: str


@dataclass(frozen=True)
class Band:
    """A range of doses for one use [mg/kg], the levels the model gives for its ends [ng/mL]."""

    id: str
    use: str
    form: str
    route: str
    over_min: float | None
    low: float
    high: float
    level_low: float
    level_high: float
    seen: tuple[Seen, ...]
    refs: tuple[str, ...]
    note: str

    @property
    def pushed(self) -> bool:
        """Whether the level is that at ten minutes, since no model here holds before."""
        return self.route == "iv_bolus"


@dataclass(frozen=True)
class Ladder:
    """What the picture shows."""

    use: str
    preset: str
    log: bool
    bands: tuple[Band, ...]

    def span(self, use: str, route: str = "iv", form: str = "racemic") -> tuple[float, float]:
        """Return the lowest and highest dose of a use by routes that start so [mg/kg]."""
        mine = [b for b in self.bands if b.use == use and b.form == form and b.route.startswith(route)]
        return min(b.low for b in mine), max(b.high for b in mine)


def ladder(use: str = "all", preset: str = "venous", log: bool = True) -> Ladder:
    """Return published dose ranges, with model levels.

    Parameters
    ----------
    use
        ``all``, pain, depression or anaesthesia.
    preset
        venous or arterial.
    log
        Whether both axes are logarithmic.

    Raises
    ------
    ValueError
        For an argument that is not allowed.

    Sources: the rows that ``data/routes/dose_bands.csv`` points to.

    Examples
    --------
    >>> ladder().span("anaesthesia")
    (1.0, 4.5)
    """
    for name, value, allowed in (("use", use, ("all", *USES)), ("preset", preset, PRESETS)):
        if value not in allowed:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join(allowed)}")
    if not isinstance(log, bool):
        raise ValueError(f"log={log!r} is not allowed; allowed: True or False")
    bands = tuple(_band(row["id"], preset) for row in _rows() if use in ("all", row["use"]))
    return Ladder(use, preset, log, bands)


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    rows = evidence.rows("routes/dose_bands")
    return tuple(sorted(rows, key=lambda r: USES.index(r["use"])))


@lru_cache(maxsize=64)
def _band(name: str, preset: str) -> Band:
    row = next(r for r in _rows() if r["id"] == name)
    seen = {r["id"]: r for r in evidence.rows("routes/pk_observations")}
    facts = {r["id"]: r for r in evidence.rows("routes/route_form_facts")}
    regimens = {r.id: r for r in studied()}
    refs = [ref for r in row["regimens"] for ref in regimens[r].refs]
    refs += [facts[f]["refs"][0] for f in row["facts"]] + [seen[o]["ref"] for o in row["doses_of"]]
    levels = tuple(
        Seen(o["value"], o["spread_low"], o["spread_high"], o["value_kind"] != "stated", o["ref"])
        for o in (seen[name] for name in row["levels"])
    )
    each = _level_per_mg_per_kg(row["form"], row["route"], row["over_min"], preset)
    return Band(
        id=name,
        use=row["use"],
        form=row["form"],
        route=row["route"],
        over_min=row["over_min"],
        low=row["low"],
        high=row["high"],
        level_low=each * row["low"],
        level_high=each * row["high"],
        seen=levels,
        refs=tuple(dict.fromkeys(refs)),
        note=row["note"],
    )


@lru_cache(maxsize=64)
def _level_per_mg_per_kg(form: str, route: str, over_min: float | None, preset: str) -> float:
    """Return the highest level of 1 mg/kg [ng/mL]; the model is linear."""
    dose = Dose(form, route, REFERENCE_KG, over_min)
    times = graded([0.0, UNMIXED_H, dose.ends_h], _LONGEST_H)
    if route == "iv_bolus":
        times = times[times >= UNMIXED_H - 1e-9]
    found = simulate([dose], REFERENCE_KG, preset=preset, times_h=times).ng_per_ml["ketamine"]
    return float(np.max(found))
