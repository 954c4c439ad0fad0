"""From doses to blood, receptors, brain and published mood, through five stated joints.

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
* blood → mood: nothing is computed.  Only what a controlled trial of this very
  regimen measured is handed on; without such a trial there is no mood.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from ketamine_viz import molecular, network, psychological, routes

#: The network model has no anaesthetic regime: it stops here.
MOST_BLOCK = 0.5


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Journey:
    """One course of doses, followed through every level.

    Attributes
    ----------
    doses
        What was given.
    course
        Concentrations in blood over time [ng/mL, h].
    molecular
        Share of NMDA receptors blocked, by pool, over time [0..1, h].
    psychological
        Published means of the drug arm and its control arm, or None where no
        controlled mood trial of this regimen is in the evidence.
    selectivity, depression
        The reader's knobs of the network model [0..1].
    """

    doses: tuple[routes.Dose, ...]
    course: routes.Course
    molecular: molecular.Occupancy
    psychological: psychological.MoodPoints | None
    selectivity: float
    depression: float

    def block(self, at_h: float) -> float:
        """Share of NMDA receptors blocked on interneurons at a time after the first dose [0..1].

        Raises
        ------
        ValueError
            For a time before 0 or after the end of the course.
        """
        times = self.molecular.time_h
        if not (math.isfinite(at_h) and times[0] <= at_h <= times[-1]):
            raise ValueError(f"at_h={at_h!r} is outside the course; allowed: {times[0]:g} to {times[-1]:g} h")
        return float(np.interp(at_h, times, self.molecular.block["interneuron"]))

    @cached_property
    def cascade(self) -> molecular.Run:
        """What the block sets going inside nerve cells: the dynamic cascade, over the course's time."""
        return molecular.simulate(self.course, hours=float(self.course.time_h[-1]))

    def plasticity(self, at_h: float) -> float:
        """How far synapses have grown at a time after the first dose [0..1], an assumption.

        Raises
        ------
        ValueError
            For a time before 0 or after the end of the course.
        """
        self.block(at_h)  # refuses a time outside the course
        return float(np.interp(at_h, self.cascade.time_h, self._growth))

    @cached_property
    def _growth(self) -> np.ndarray:
        return molecular.plasticity_from(self.cascade)

    def network(self, at_h: float) -> network.State:
        """Return the brain regions' state at a time after the first dose.

        Parameters
        ----------
        at_h
            Time after the first dose [h].
        """
        # Three decimals are finer than a pixel and let neighbouring times share one solution.
        share = round(min(self.block(at_h), MOST_BLOCK), 3)
        return _network(share, self.selectivity, self.depression, round(self.plasticity(at_h), 3))


@lru_cache(maxsize=256)
def _network(block: float, selectivity: float, depression: float, plasticity: float = 0.0) -> network.State:
    return network.simulate(
        block=block, selectivity=selectivity, depression=depression, plasticity=plasticity
    )


def run(
    doses: Sequence[routes.Dose],
    *,
    weight_kg: float = 70.0,
    hours: float = 168.0,
    preset: str = "venous",
    selectivity: float = 1 / 3,
    depression: float = 0.0,
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
        Length of the course [h]; ignored when ``times_h`` is given.
    preset
        Published parameter set of the routes room.
    selectivity
        Block on pyramidal cells relative to interneurons [0..1]; the reader's
        knob, default 1/3.
    depression
        Assumed lesion of the network model [0..1].
    times_h
        A grid of your own [h], rising from 0.  By default 1 min steps for the
        first day and 1 h steps after it.

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
    if not (math.isfinite(hours) and hours > 0):
        raise ValueError(f"hours={hours!r} is not allowed; allowed: a finite number above 0")
    grid = _default_grid(hours) if times_h is None else times_h
    course = routes.simulate(list(doses), weight_kg=weight_kg, preset=preset, times_h=grid)
    _network(0.0, selectivity, depression)  # refuses bad knobs now, not at the first look
    return Journey(
        doses=tuple(doses),
        course=course,
        molecular=molecular.occupancy(course),
        psychological=psychological.mood_points(tuple(doses), weight_kg=weight_kg),
        selectivity=selectivity,
        depression=depression,
    )


def _default_grid(hours: float) -> np.ndarray:
    fine = np.arange(0.0, min(hours, 24.0), 1 / 60)
    coarse = np.arange(24.0, hours, 1.0) if hours > 24.0 else np.empty(0)
    return np.concatenate([fine, coarse, [hours]])
