"""First-pass strength on three ways in, against the same dose at usual strength, and what studies measured.

The arm with a change is always held against its control: the same dose at
strength 1, as the studies held the same dose without the other substance.

Sources: perezruixo2021 (the share the liver holds back), and the `ref` of the
rows of ``data/routes/pk_observations.csv`` that compare with an absence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from ketamine_viz import evidence
from ketamine_viz.routes import first_pass
from ketamine_viz.routes.course import Course, graded
from ketamine_viz.routes.exact import Array
from ketamine_viz.routes.model import simulate
from ketamine_viz.routes.regimens import REFERENCE_KG, Regimen, shown
from ketamine_viz.routes.times import view

#: All the studies gave S-ketamine.
FORM = "esketamine"
WAYS = ("oral", "intranasal", "iv_infusion")
HORIZON_H = 12.0
#: Strength → words.  It ends where the strongest measured effect lies.
STRENGTHS = {
    0.1: "nearly blocked",
    0.2: "a fifth left",
    0.33: "a third left",
    0.4: "four tenths left",
    0.5: "halved",
    0.7: "seven tenths left",
    1.0: "as usual",
    1.5: "half as strong again",
    2.0: "doubled",
    4.0: "four-fold",
    7.0: "seven-fold",
}
#: Measure → substance followed, and the quantity of the table.
MEASURES = {
    "exposure": ("ketamine", "fold_AUC"),
    "peak": ("ketamine", "fold_Cmax"),
    "norketamine": ("norketamine", "fold_AUC"),
}


@dataclass(frozen=True)
class Study:
    """What one study or label found with another substance, over what it found without.

    Attributes
    ----------
    way
        Way in, one of `WAYS`; pushes and drips into a vein stand together.
    ratio, low, high
        With over without; low and high are None where no spread is printed.
    spread
        What low and high are.
    measured
        False for a bare statement, as on a label.
    given
        The dose, as printed.
    """

    id: str
    way: str
    ratio: float
    low: float | None
    high: float | None
    spread: str | None
    n: int | None
    ref: str
    measured: bool
    given: str


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Way:
    """One way in at usual and at changed strength.

    Attributes
    ----------
    time_h
        Times [h], shape (times,).
    usual, changed
        Levels over the usual peak, shape (times,).
    ratio
        Measure → changed over usual.
    studies
        What was measured on this way.
    """

    regimen: Regimen
    time_h: Array
    usual: Array
    changed: Array
    ratio: Mapping[str, float]
    studies: tuple[Study, ...]


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class WithWithout:
    """What the picture shows.

    Attributes
    ----------
    ways
        Way in → its two arms.
    """

    strength: float
    measure: str
    hours: float
    ways: Mapping[str, Way]

    @property
    def substance(self) -> str:
        """What is followed."""
        return MEASURES[self.measure][0]

    def ratio(self, way: str) -> float:
        """Return changed over usual, by the measure that is shown."""
        return self.ways[way].ratio[self.measure]


def with_without(strength: float = 1.0, measure: str = "exposure", hours: float = 6.0) -> WithWithout:
    """Return three ways in at one strength, each against usual strength.

    Parameters
    ----------
    strength
        First-pass strength, 0.1 to 10; 1 is usual.
    measure
        One of `MEASURES`.
    hours
        Length of the view [h], up to 12.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> doubled = with_without(2.0)
    >>> [round(doubled.ratio(way), 2) for way in WAYS]
    [0.5, 0.79, 0.86]
    """
    strength = first_pass.checked(strength)
    if measure not in MEASURES:
        raise ValueError(f"measure={measure!r} is not allowed; allowed: {', '.join(MEASURES)}")
    shown_h = view(hours, HORIZON_H)
    return WithWithout(strength, measure, shown_h, {way: _way(way, strength, measure) for way in WAYS})


def _way(way: str, strength: float, measure: str) -> Way:
    usual, changed = _course(way, 1.0), _course(way, strength)
    substance = MEASURES[measure][0]
    peak = usual.cmax(substance)
    ratio = {
        name: changed.cmax(s) / usual.cmax(s) if name == "peak" else changed.auc(s) / usual.auc(s)
        for name, (s, _) in MEASURES.items()
    }
    return Way(
        regimen=shown(FORM)[way],
        time_h=usual.time_h,
        usual=usual.ng_per_ml[substance] / peak,
        changed=changed.ng_per_ml[substance] / peak,
        ratio=ratio,
        studies=tuple(s for s in studies(measure) if s.way == way),
    )


@lru_cache(maxsize=64)
def _course(way: str, strength: float) -> Course:
    dose = shown(FORM)[way].dose()
    times = graded(simulate([dose], times_h=[0.0]).events_h, HORIZON_H)
    return simulate([dose], REFERENCE_KG, times_h=times, first_pass_strength=strength)


@cache
def studies(measure: str) -> tuple[Study, ...]:
    """Return what studies in people found, most to least, way by way.

    Sources: the `ref` of ``data/routes/pk_observations.csv``.

    Examples
    --------
    >>> [s.ratio for s in studies("peak")]
    [3.6, 2.1, 0.34, 1.0]
    """
    substance, quantity = MEASURES[measure]
    names = (substance, FORM) if substance == "ketamine" else (substance,)
    found = [
        Study(
            id=row["id"],
            way="iv_infusion" if row["route"].startswith("iv_") else row["route"],
            ratio=row["value"],
            low=row["spread_low"],
            high=row["spread_high"],
            spread=row["spread_type"],
            n=row["n"],
            ref=row["ref"],
            measured=row["value_kind"] == "measured",
            given=f"{row['dose_mg_per_kg']:g} mg/kg" if row["dose_mg_per_kg"] is not None else "",
        )
        for row in evidence.rows("routes/pk_observations")
        if row["together_with"] and row["parameter"] == quantity and row["analyte"] in names
    ]
    return tuple(sorted(found, key=lambda s: (WAYS.index(s.way), -s.ratio)))
