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
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ketamine_viz import evidence, routes
from ketamine_viz.psychological.experience_rows import Arm, Mark, Setting, line, regimen_of, settings
from ketamine_viz.psychological.experience_rows import arms as every_arm
from ketamine_viz.psychological.experience_rows import marks as every_mark

Array = NDArray[np.float64]

HOURS = 4.0
SCALES = ("peak", "line")
SESSIONS = ("first", "later")
#: Where blood is drawn.  The line was measured in blood of a vein at steady levels, where the two hardly differ.
PRESETS = ("venous", "arterial")
LANES = ("dissociation", "blood_pressure")


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


@lru_cache(maxsize=32)
def _blood(key: str, preset: str) -> tuple[Array, Array]:
    """Return times [min] and levels [ng/mL] of a regimen on offer."""
    row = next(row for row in evidence.rows("psychological/acute_regimens") if row["id"] == key)
    course = routes.simulate([regimen_of(row["regimen"]).dose()], hours=HOURS, preset=preset)
    return 60.0 * course.time_h, course.ng_per_ml["ketamine"]


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
    arms = {lane: tuple(a for ids, a in every_arm() if regimen in ids and a.lane == lane) for lane in LANES}
    marks = {lane: tuple(m for ids, m in every_mark() if regimen in ids and m.lane == lane) for lane in LANES}
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
