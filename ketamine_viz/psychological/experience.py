"""The first hours after a dose: dissociation and blood pressure as the blood level has them, beside what was measured.

The joint, an assumption: both follow the blood level.  For ratings of the
state a straight line was measured from 50 to 200 ng/mL of racemic ketamine
(bowdle1998); where it starts below 50 was not, so it is drawn from zero and
from 50, and what lies between.  Of blood pressure no line is known: its curve
has the shape of the blood level and the size of published rises.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from ketamine_viz import evidence, routes

Array = NDArray[np.float64]

HOURS = 4.0
SCALES = ("peak", "line")
SESSIONS = ("first", "later")
#: Where blood is drawn.  The line was measured in blood of a vein at steady levels, where the two hardly differ.
PRESETS = ("venous", "arterial")
LANES = ("dissociation", "blood_pressure")
#: Rows of ``data/psychological/experience.csv``: ends of the straight line, and ratings at its upper end.
_LOW, _HIGH, _WEAKEST, _STRONGEST = "e033", "e036", "e056", "e057"


@dataclass(frozen=True)
class Line:
    """Where the straight line was measured [ng/mL], and how much of a rating line it reached at its end [%]."""

    low: float
    high: float
    weakest: float
    strongest: float
    n: int


@dataclass(frozen=True)
class Setting:
    """A studied regimen, and what is known of sessions after the first.

    Attributes
    ----------
    line
        Whether the straight line was measured with this form, into a vein.
    fade
        Peak score of a late session over that of the first, in the same people; None if not known.
    later, pressure
        What is known of later sessions, in words: of dissociation, and of blood pressure.
    """

    id: str
    label: str
    form: str
    route: str
    line: bool
    fade: float | None
    later: str
    later_refs: tuple[str, ...]
    pressure: str | None
    pressure_refs: tuple[str, ...]


@dataclass(frozen=True)
class Mark:
    """When something was seen: a moment, a window, or never.

    Attributes
    ----------
    kind
        ``peak``, ``window`` or ``none``.
    start, end
        Minutes after the start of the dose.
    """

    id: str
    lane: str
    kind: str
    start: float | None
    end: float | None
    words: str
    n: int | None
    who: str
    open_label: bool
    ref: str
    note: str | None


@dataclass(frozen=True)
class Arm:
    """A number with the drug and, where there is one, beside its control group."""

    id: str
    lane: str
    words: str
    drug: float
    control: float | None
    unit: str
    ends: tuple[float, float] | None
    n_drug: int | None
    n_control: int | None
    control_words: str
    size: str
    ref: str
    note: str | None


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class FirstHours:
    """What the picture shows.

    Attributes
    ----------
    minutes, blood : (241,) arrays
        Time after the start of the dose [min] and ketamine in blood [ng/mL], 70 kg.
    felt_low, felt_high : (241,) arrays or None
        What the straight line leaves open [% of the first session's peak, or % of a rating line]; None where no
        line of this form was measured and a rating line is asked for.
    inside : (241,) array of bool
        Where the line was measured.
    faded
        Factor on both; below 1 in a late session whose fading is known.
    rise_low, rise_high : (241,) arrays or None
        Rise of systolic pressure [mmHg] with the shape of the blood level; None where no size was published.
    rise_is
        ``mean`` or ``at_most``.
    """

    setting: Setting
    scale: str
    session: str
    preset: str
    minutes: Array
    blood: Array
    felt_low: Array | None
    felt_high: Array | None
    inside: NDArray[np.bool_]
    faded: float
    rise_low: Array | None
    rise_high: Array | None
    rise_is: str
    marks: Mapping[str, tuple[Mark, ...]]
    arms: Mapping[str, tuple[Arm, ...]]

    @property
    def peak(self) -> float:
        """Highest level in the hours shown [ng/mL]."""
        return float(self.blood.max())

    @property
    def peak_min(self) -> float:
        """When it is reached [min]."""
        return float(self.minutes[int(self.blood.argmax())])

    def left(self, minute: float) -> float:
        """Return the share of the peak that is in the blood at a time, 0..1."""
        return float(np.interp(minute, self.minutes, self.blood)) / self.peak

    @property
    def over(self) -> Mark | None:
        """The first window of dissociation that ends: what people felt was over by then."""
        return next((m for m in self.marks["dissociation"] if m.kind == "window"), None)

    @property
    def unknown_fade(self) -> bool:
        """Whether a later session is asked for and nothing says how much weaker it is."""
        return self.session == "later" and self.setting.fade is None


@cache
def line() -> Line:
    """Return the straight line from level to ratings.

    Sources: bowdle1998, bowdle_dose.

    Examples
    --------
    >>> line().low, line().high
    (50.0, 200.0)
    """
    rows = {row["id"]: row for row in evidence.rows("psychological/experience")}
    low, high, weakest, strongest = (float(rows[key]["value"]) for key in (_LOW, _HIGH, _WEAKEST, _STRONGEST))
    return Line(low, high, weakest, strongest, int(rows[_LOW]["n"]))


@cache
def settings() -> Mapping[str, Setting]:
    """Return the regimens on offer, in their order.

    Sources: the refs of ``data/psychological/acute_regimens.csv``.
    """
    scores = {row["id"]: row["value"] for row in evidence.rows("psychological/experience")}
    found = {}
    for row in sorted(evidence.rows("psychological/acute_regimens"), key=lambda row: row["rank"]):
        regimen = _regimen(row["regimen"])
        fade = scores[row["later_to"]] / scores[row["later_from"]] if row["later_to"] else None
        found[row["id"]] = Setting(
            row["id"],
            row["label"],
            regimen.form,
            regimen.route,
            row["line"] == "yes",
            fade,
            row["later_words"],
            row["later_refs"],
            row["pressure_words"],
            row["pressure_refs"],
        )
    return found


def _regimen(key: str) -> routes.Regimen:
    return next(r for r in routes.studied() if r.id == key)


@lru_cache(maxsize=32)
def _blood(key: str, preset: str) -> tuple[Array, Array]:
    """Return times [min] and levels [ng/mL] of a regimen on offer."""
    row = next(row for row in evidence.rows("psychological/acute_regimens") if row["id"] == key)
    course = routes.simulate([_regimen(row["regimen"]).dose()], hours=HOURS, preset=preset)
    return 60.0 * course.time_h, course.ng_per_ml["ketamine"]


@cache
def _marks() -> tuple[tuple[tuple[str, ...], Mark], ...]:
    return tuple(
        (
            row["regimens"],
            Mark(
                row["id"], row["lane"], row["mark"], row["start_min"], row["end_min"], row["words"], row["n"],
                row["who"], row["open_label"] == "yes", row["ref"], row["note"],
            ),
        )
        for row in evidence.rows("psychological/acute_marks")
    )  # fmt: skip


@cache
def _arms() -> tuple[tuple[tuple[str, ...], Arm], ...]:
    found = []
    for row in evidence.rows("psychological/acute_arms"):
        ends = None if row["ci_low"] is None else (row["ci_low"], row["ci_high"])
        arm = Arm(
            row["id"], row["lane"], row["words"], row["drug"], row["control"], row["unit"], ends, row["n_drug"],
            row["n_control"], row["control_words"], row["sizes_curve"], row["ref"], row["note"],
        )  # fmt: skip
        found.append((row["regimens"], arm))
    return tuple(found)


def first_hours(
    regimen: str = "iv05", scale: str = "peak", session: str = "first", preset: str = "venous"
) -> FirstHours:
    """Set the blood level of a studied regimen beside what was felt and measured.

    Parameters
    ----------
    regimen
        One of `settings`.
    scale
        ``peak``: dissociation as a share of its own peak; ``line``: as far along a rating line as volunteers went.
    session
        ``first`` or ``later``.
    preset
        Where blood is drawn: ``venous`` or ``arterial``.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Sources: bowdle1998, bowdle_dose, and the `ref` of ``data/psychological/acute_marks.csv`` and
    ``data/psychological/acute_arms.csv``.

    Examples
    --------
    >>> hours = first_hours("spray84")
    >>> float(hours.felt_high.max().round(6)), 0.6 < hours.left(90) < 0.8
    (100.0, True)
    """
    for name, value, allowed in (
        ("regimen", regimen, tuple(settings())),
        ("scale", scale, SCALES),
        ("session", session, SESSIONS),
        ("preset", preset, PRESETS),
    ):
        if value not in allowed:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join(allowed)}")
    setting = settings()[regimen]
    minutes, blood = _blood(regimen, preset)
    faded = setting.fade if session == "later" and setting.fade is not None else 1.0
    low, high = felt(blood, setting.line, scale)
    arms = {lane: tuple(a for ids, a in _arms() if regimen in ids and a.lane == lane) for lane in LANES}
    marks = {lane: tuple(m for ids, m in _marks() if regimen in ids and m.lane == lane) for lane in LANES}
    sized = [a for a in arms["blood_pressure"] if a.size != "no"]
    shape = blood / blood.max()
    inside = (blood >= line().low) & (blood <= line().high) & setting.line
    return FirstHours(
        setting=setting,
        scale=scale,
        session=session,
        preset=preset,
        minutes=minutes,
        blood=blood,
        felt_low=None if low is None else faded * low,
        felt_high=None if high is None else faded * high,
        inside=inside,
        faded=faded,
        rise_low=shape * min(a.drug for a in sized) if sized else None,
        rise_high=shape * max(a.drug for a in sized) if sized else None,
        rise_is=sized[0].size if sized else "no",
        marks=marks,
        arms=arms,
    )


def felt(blood: Array, measured: bool, scale: str) -> tuple[Array | None, Array | None]:
    """Return the least and the most that a straight line allows, from levels.

    Parameters
    ----------
    blood : (n,) array
        Levels [ng/mL].
    measured
        Whether the line was measured with this form and way in; if not, the
        line through zero stands alone, and only as a share of the peak.
    scale
        ``peak`` or ``line``.

    Returns
    -------
    two (n,) arrays, or None and None
        [% of the peak, or % of a rating line]; a rating line ends at 100.
    """
    zero = blood / blood.max()
    if not measured:
        return (100 * zero, 100 * zero) if scale == "peak" else (None, None)
    known = line()
    above = np.maximum(blood - known.low, 0.0)
    if scale == "peak":
        top = max(float(blood.max()) - known.low, 1e-9)
        return 100 * np.minimum(above / top, zero), 100 * zero
    # Both ends of the band at once: the weakest scale from 50 on, the strongest from zero on.
    weakest = known.weakest * above / (known.high - known.low)
    strongest = known.strongest * blood / known.high
    return np.minimum(weakest, 100.0), np.minimum(strongest, 100.0)
