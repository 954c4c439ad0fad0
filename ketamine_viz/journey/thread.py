"""From doses to blood, receptors, cascade, brain, experience and mood, through stated joints.

Each joint is an assumption, said on the screen where it is used:

* blood → receptors: the free share of the drug in blood water is taken as its
  concentration at the receptor (``ketamine_viz.molecular.occupancy``);
* receptors → brain: the share of NMDA receptors blocked on interneurons is the
  network model's ``block``, never above ``MOST_BLOCK``;
* receptors → brain: how selective the block is for interneurons stays the
  reader's knob and is never derived;
* synapses → brain: the rise of spines in the dynamic cascade is the network
  model's ``plasticity``, 0.6 a day after the usual drip
  (``ketamine_viz.molecular.plasticity_from``);
* blood → experience: dissociation and blood pressure follow the blood level, for
  regimens with published rows alone (``ketamine_viz.journey.session``);
* blood → mood: a model fitted to trials, for regimens with a controlled mood
  trial alone; nothing of brain or cascade enters it.

What blocks a part of the cascade stops at the molecular level: brain,
experience and mood are always those of the drug alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from ketamine_viz import molecular, network, psychological, routes
from ketamine_viz.journey.session import Experience, Session, session
from ketamine_viz.molecular.cascade.agents import resolve
from ketamine_viz.molecular.cascade.interventions import Intervention
from ketamine_viz.molecular.cascade.interventions import checked as checked_interventions
from ketamine_viz.molecular.cascade.run import LONGEST_H, Run
from ketamine_viz.molecular.cascade.wiring import STANDARD
from ketamine_viz.molecular.cascade.wiring import checked as checked_hypotheses
from ketamine_viz.molecular.receptor import Occupancy
from ketamine_viz.psychological.mood import constants
from ketamine_viz.psychological.mood.run import MOST_DAYS, Mood
from ketamine_viz.psychological.regimens import MoodPoints
from ketamine_viz.routes.exact import Array

#: The network model has no anaesthetic regime: it stops here.
MOST_BLOCK = 0.5
#: A change of r below this does not count as a change of connection.
LEAST_CHANGE = 0.02
#: How long the course goes on after the last dose, unless a length is given [h].
AFTER_LAST_H = 168.0


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Journey:
    """One course of doses, followed through every level.  Each level is computed when first asked for.

    Attributes
    ----------
    doses
        What was given.
    course
        Concentrations in blood over time [ng/mL, h].
    selectivity, depression
        The reader's knobs of the network model [0..1].
    setting
        What the control group of the mood model gets.
    days
        How far mood is followed [d].
    interventions
        What was done to the cascade; none of it goes beyond the molecular level.
    hypotheses, draws, seed, points
        Of the cascade; see ``ketamine_viz.molecular.simulate``.
    read
        Nodes of the cascade that can be read; all if None.
    """

    doses: tuple[routes.Dose, ...]
    course: routes.Course
    selectivity: float
    depression: float
    setting: str
    days: float
    interventions: tuple[Intervention, ...]
    hypotheses: tuple[str, ...]
    draws: int
    seed: int
    points: int
    read: tuple[str, ...] | None

    @property
    def stops_at_molecular(self) -> bool:
        """Whether something blocks the cascade, so that the levels above are those of the drug alone."""
        return bool(self.interventions)

    @cached_property
    def molecular(self) -> Run:
        """The dynamic cascade over the course's time; ``.block`` is the share of receptors blocked, by pool."""
        if not self.interventions:
            return self._cascade(())
        return self._cascade(self.interventions, self.drug_alone)

    @cached_property
    def drug_alone(self) -> Run:
        """The cascade with nothing done to it: the only one that the brain model is told of."""
        return self._cascade(()) if self.interventions else self.molecular

    def _cascade(self, done: tuple[Intervention, ...], beside: Run | None = None) -> Run:
        return molecular.simulate(
            self.course, float(self.course.time_h[-1]), done, self.hypotheses, self.draws, self.seed,
            points=self.points, read=self.read, beside=beside,
        )  # fmt: skip

    @cached_property
    def receptors(self) -> Occupancy:
        """The block again on the course's own times, with every constant at both ends of its range."""
        return molecular.occupancy(self.course)

    @cached_property
    def psychological(self) -> Mood:
        """Mood of a drug group and its control group in the model; no curve where ``.studied`` is False."""
        return psychological.simulate(
            self.doses, self.setting, constants.setting(self.setting).share, self.days,
            weight_kg=self.course.weight_kg,
        )  # fmt: skip

    @cached_property
    def mood_points(self) -> MoodPoints | None:
        """Published means of the drug arm and its control arm, or None where no trial of the regimen is known."""
        return psychological.mood_points(self.doses, weight_kg=self.course.weight_kg)

    @cached_property
    def session(self) -> Session | None:
        """Dissociation and blood pressure over the course's time; None without published rows of the regimen."""
        return session(self.course, self.doses)

    def experience(self, at_h: float) -> Experience | None:
        """Return dissociation and blood pressure at a time; None where no published row is of this regimen.

        Raises
        ------
        ValueError
            For a time before 0 or after the end of the course.
        """
        self._inside(at_h)
        return None if self.session is None else self.session.at(at_h)

    def block(self, at_h: float) -> float:
        """Share of NMDA receptors blocked on interneurons at a time after the first dose [0..1].

        Raises
        ------
        ValueError
            For a time before 0 or after the end of the course.
        """
        self._inside(at_h)
        return float(np.interp(at_h, self.receptors.time_h, self.receptors.block["interneuron"]))

    def plasticity(self, at_h: float) -> float:
        """How far synapses have grown after the drug alone [0..1], an assumption.

        Raises
        ------
        ValueError
            For a time before 0 or after the end of the course.
        """
        self._inside(at_h)
        return float(np.interp(at_h, self.drug_alone.time_h, self.growth))

    @cached_property
    def growth(self) -> Array:
        """Plasticity at the times of ``drug_alone`` [0..1]."""
        return molecular.plasticity_from(self.drug_alone)

    def network(self, at_h: float) -> network.State:
        """Return the brain regions' state at a time after the first dose, of the drug alone.

        Parameters
        ----------
        at_h
            Time after the first dose [h].
        """
        # Three decimals are finer than a pixel and let neighbouring times share one solution.
        share = round(min(self.block(at_h), MOST_BLOCK), 3)
        return _network(share, self.selectivity, self.depression, round(self.plasticity(at_h), 3))

    def _inside(self, at_h: float) -> None:
        times = self.course.time_h
        if not (math.isfinite(at_h) and times[0] <= at_h <= times[-1]):
            raise ValueError(f"at_h={at_h!r} is outside the course; allowed: {times[0]:g} to {times[-1]:g} h")


@lru_cache(maxsize=256)
def _network(block: float, selectivity: float, depression: float, plasticity: float = 0.0) -> network.State:
    return network.simulate(
        block=block, selectivity=selectivity, depression=depression, plasticity=plasticity
    )


def run(
    doses: Sequence[routes.Dose],
    *,
    weight_kg: float = 70.0,
    hours: float | None = None,
    preset: str = "venous",
    selectivity: float = 1 / 3,
    depression: float = 0.0,
    setting: str = "midazolam",
    days: float = 28.0,
    interventions: Iterable[str | Intervention] = (),
    hypotheses: Iterable[str] = STANDARD,
    draws: int = 200,
    seed: int = 1,
    points: int = 300,
    read: Iterable[str] | None = None,
    times_h: Sequence[float] | np.ndarray | None = None,
) -> Journey:
    """Follow doses through every level.

    Parameters
    ----------
    doses
        At least one `Dose`.
    weight_kg
        Body weight [kg].
    hours
        Length of the course [h], at most 2016; ignored when ``times_h`` is given.  By default a week after the
        last dose.
    preset
        Published parameter set of the routes room.
    selectivity
        Block on pyramidal cells relative to interneurons [0..1]; the reader's
        knob, default 1/3.
    depression
        Assumed lesion of the network model [0..1].
    setting
        What the control group of the mood model gets: saline, midazolam, spray_new_antidepressant or
        surgical_masking.  It brings its own share of pharmacology.
    days
        How far mood is followed [d], above 0 and at most 365.
    interventions
        What is done to the cascade, such as ``["rapamycin"]``.  It stops at the molecular level: brain, experience
        and mood are those of the drug alone.
    hypotheses, draws, seed, points, read
        Of the cascade, as for ``ketamine_viz.molecular.simulate``; ``read`` must hold ``spines`` for the brain.
    times_h
        A grid of your own [h], rising from 0.  By default 1 min steps for a day after each dose and 1 h steps
        otherwise.

    Returns
    -------
    Journey

    Raises
    ------
    ValueError
        For bad doses or arguments, from the room that refuses them.

    Examples
    --------
    >>> from ketamine_viz import Dose, journey
    >>> one = Dose(form="racemic", route="iv_infusion", mg=35.0, over_min=40.0, at_h=0.0)
    >>> trip = journey.run([one], hours=24.0)
    >>> bool(trip.block(0.67) > trip.block(4.0))
    True
    """
    given = (doses,) if isinstance(doses, routes.Dose) else tuple(doses)
    if not given:
        raise ValueError("doses=[] holds no dose; allowed: at least one Dose")
    if times_h is None:
        end = max(dose.ends_h for dose in given) + AFTER_LAST_H if hours is None else hours
        if isinstance(end, bool) or not (math.isfinite(end) and 0 < end <= LONGEST_H):
            raise ValueError(
                f"hours={end!r} is not allowed; allowed: a finite number above 0, up to {LONGEST_H:g}"
            )
        times_h = _default_grid(float(end), given)
    course = routes.simulate(list(given), weight_kg=weight_kg, preset=preset, times_h=times_h)
    # Bad arguments are refused now, not at the first look.
    _network(0.0, selectivity, depression)
    constants.setting(setting)
    if isinstance(days, bool) or not (math.isfinite(days) and 0 < days <= MOST_DAYS):
        raise ValueError(f"days={days!r} is out of range; allowed: a number above 0, up to {MOST_DAYS:g}")
    done = interventions if isinstance(interventions, str) else tuple(interventions)
    known = checked_interventions(resolve(done), float(course.time_h[-1]))
    return Journey(
        given, course, selectivity, depression, setting, days, known, checked_hypotheses(hypotheses),
        draws, seed, points, None if read is None else tuple(read),
    )  # fmt: skip


def _default_grid(hours: float, doses: Sequence[routes.Dose]) -> Array:
    """Return minutes for a day after each dose, and hours between."""
    starts = sorted({0.0, *(dose.at_h for dose in doses if dose.at_h < hours)})
    fine = [start + np.arange(0.0, 24.0, 1 / 60) for start in starts]
    whole = np.unique(np.round(np.concatenate([*fine, np.arange(0.0, hours, 1.0)]), 9))
    return np.append(whole[whole < hours], hours)
