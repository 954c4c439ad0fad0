"""A journey looked at one time: every number that is shown, and the words made from them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ketamine_viz import evidence
from ketamine_viz.journey.thread import LEAST_CHANGE, Journey
from ketamine_viz.psychological import MoodPoints
from ketamine_viz.routes.compare import Point
from ketamine_viz.stage.text import number

#: No more changed links than so many are drawn.
MOST_LINKS = 16


@dataclass(frozen=True)
class Strip:
    """One level at the moment: what is printed under its picture, and said of it."""

    said: str
    spoken: str


@dataclass(frozen=True, eq=False)
class Moment:
    """A journey at one time after the first dose.

    Attributes
    ----------
    at_h
        Time after the first dose [h].
    words
        The time as it is spoken.
    ng_per_ml
        Ketamine in blood [ng/mL].
    block, low, high
        Share of NMDA receptors blocked on interneurons, and its range [%].
    growth
        Assumed growth of synapses that the brain model is given [0..1].
    rate_change
        Change of each region's rate against the drug-free brain [Hz].
    links_up, links_down
        How many of the 153 links changed by at least ``LEAST_CHANGE``.
    rising, falling
        The most changed of them, as pairs of region ids; at most ``MOST_LINKS`` are drawn.
    mood_at
        Index of the last published mood point, or None where mood was not studied.
    measured
        Published blood levels that stand beside the curve.
    """

    journey: Journey
    at_h: float
    words: str
    ng_per_ml: float
    block: float
    low: float
    high: float
    growth: float
    rate_change: dict[str, float]
    links_up: int
    links_down: int
    rising: tuple[tuple[str, str], ...]
    falling: tuple[tuple[str, str], ...]
    mood_at: int | None
    measured: tuple[Point, ...]

    @property
    def strips(self) -> tuple[Strip, Strip, Strip, Strip]:
        """The four levels in words."""
        level, share = _small(self.ng_per_ml), _small(self.block)
        between = "" if self.high < 0.1 else f" ({_small(self.low)} to {_small(self.high)})"
        links = (
            f"{self.links_up} links up, {self.links_down} down"
            if self.links_up or self.links_down
            else "as before"
        )
        return (
            Strip(_short(f"{level} ng/mL"), f"{level} nanograms per millilitre in blood"),
            Strip(_short(f"{share} %{between}"), f"{share} percent of NMDA receptors blocked{between}"),
            self._links(links),
            self._mood(),
        )

    def _links(self, links: str) -> Strip:
        """Say which links changed, and when that rests on assumed growth more than on the drug."""
        if self.growth <= self.block / 100 or not (self.links_up or self.links_down):
            return Strip(links, f"brain model: {links}")
        short = f"{self.links_up} ↑  {self.links_down} ↓ (assumed)"
        return Strip(short, f"brain model, by assumed growth of synapses: {links}")

    def _mood(self) -> Strip:
        points = self.journey.mood_points
        if points is None or self.mood_at is None:
            return Strip("not studied", "mood not studied for this regimen")
        drug, control = float(points.drug[self.mood_at]), float(points.control[self.mood_at])
        day = float(points.day[self.mood_at])
        if self.at_h / 24 > day + 1e-9 and self.mood_at + 1 < len(points.day):
            coming = number(float(points.day[self.mood_at + 1]))
            return Strip(f"next: day {coming}", f"mood is next measured on day {coming}")
        gap = drug - control
        side = "lower" if gap < 0 else "higher"
        return Strip(
            f"{number(drug)} v {number(control)} control",
            f"depression score {number(drug)} against {number(control)} in the control group, "
            f"{number(abs(gap), 2)} points {side}",
        )


def look(journey: Journey, at_h: float, words: str, measured: tuple[Point, ...] = ()) -> Moment:
    """Read every number of a moment off a journey.

    Parameters
    ----------
    at_h
        Time after the first dose [h].

    Raises
    ------
    ValueError
        For a time outside the course.
    """
    time, pool = journey.course.time_h, "interneuron"
    receptors = journey.receptors
    calm, now = journey.network(0.0), journey.network(at_h)
    change = now.fc - calm.fc
    names = now.regions
    rows, columns = np.triu_indices(len(names), 1)
    largest = np.argsort(-np.abs(change[rows, columns]), kind="stable")[:MOST_LINKS]
    links = [(names[rows[k]], names[columns[k]], change[rows[k], columns[k]]) for k in largest]
    points = journey.mood_points
    return Moment(
        journey=journey,
        at_h=at_h,
        words=words,
        ng_per_ml=float(np.interp(at_h, time, journey.course.ng_per_ml["ketamine"])),
        block=100 * journey.block(at_h),
        low=100 * float(np.interp(at_h, receptors.time_h, receptors.low[pool])),
        high=100 * float(np.interp(at_h, receptors.time_h, receptors.high[pool])),
        growth=journey.plasticity(at_h),
        rate_change={name: now.rates_hz[name] - calm.rates_hz[name] for name in names},
        links_up=int((change[rows, columns] >= LEAST_CHANGE).sum()),
        links_down=int((change[rows, columns] <= -LEAST_CHANGE).sum()),
        rising=tuple((a, b) for a, b, delta in links if delta >= LEAST_CHANGE),
        falling=tuple((a, b) for a, b, delta in links if delta <= -LEAST_CHANGE),
        mood_at=None if points is None else max(int(np.searchsorted(points.day, at_h / 24 + 1e-9)) - 1, 0),
        measured=measured,
    )


def who(points: MoodPoints) -> str:
    """Return how many people, against what, and from where."""
    control = points.comparator.replace("_", " ")
    return f"n {points.n} in both groups; control: {control}; {evidence.cite(points.ref)}"


def _small(value: float) -> str:
    """Two digits; what is next to nothing is called so."""
    return "under 0.1" if 0 < value < 0.1 else number(value, 3 if value >= 100 else 2)


def _short(words: str) -> str:
    """Return spoken numbers as they are printed where room is scarce."""
    return words.replace(" to ", "–").replace("under ", "<")
