"""A toy of the lateral habenula: bursts, single spikes, and the reward cells they hold down.

Bursts need NMDA receptors and T-type calcium channels.  In the toy a burst
has 1 + 5·(share of NMDA receptors left) spikes, rounded, if the channels are
there, else one.  Each spike adds to a brake on the reward cells that fades
with 60 ms; the brake acts by its square, so that spikes close together hold
them down more.  Every size here is assumed; only the directions are measured.

Sources: yang2018
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ketamine_viz.network.mean_field import Array

LENGTH_MS, STEP_MS = 2000, 2
_SPIKES, _INSIDE_MS, _EVERY_MS = 6, 10, 250
_FADE_MS, _BASE = 60.0, 100.0
#: How strongly one spike brakes: the middle is drawn, the ends are the band.
_STRENGTHS = (0.15, 0.25, 0.35)
ANIMALS = ("stressed", "calm")


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Firing:
    """Spikes of a habenula cell and the activity of reward cells.

    Attributes
    ----------
    spikes_ms
        Times of spikes [ms].
    in_burst
        Spikes in each volley; 1 is no burst.
    time_ms, reward, low, high
        Shape (1000,); reward cells as a percentage of their rate with a silent habenula.
    before
        Mean of the same with no drug and all channels [%].
    """

    animal: str
    block: float
    channels: bool
    spikes_ms: tuple[float, ...]
    in_burst: int
    time_ms: Array
    reward: Array
    low: Array
    high: Array
    before: float

    @property
    def mean(self) -> float:
        """Mean of the reward cells [%]."""
        return float(self.reward.mean())


def fire(animal: str = "stressed", block: float = 0.0, channels: bool = True) -> Firing:
    """Let the toy fire for two seconds.

    Parameters
    ----------
    animal
        ``stressed`` bursts, ``calm`` fires single spikes.
    block
        Share of NMDA receptors blocked, 0 to 1.
    channels
        Whether T-type calcium channels are there.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> fire().in_burst, fire(block=1.0).in_burst, fire(channels=False).in_burst
    (6, 1, 1)
    """
    if animal not in ANIMALS:
        raise ValueError(f"animal={animal!r} is not allowed; allowed: {', '.join(ANIMALS)}")
    if isinstance(block, bool) or not isinstance(block, int | float) or not 0 <= block <= 1:
        raise ValueError(f"block={block!r} is not allowed; allowed: 0 to 1")
    if not isinstance(channels, bool):
        raise ValueError(f"channels={channels!r} is not allowed; allowed: True or False")
    many = _in_burst(animal, block, channels)
    time = np.arange(0, LENGTH_MS, STEP_MS, dtype=float)
    spikes = _spikes(many)
    low, middle, high = (_reward(time, spikes, strength) for strength in reversed(_STRENGTHS))
    before = _reward(time, _spikes(_in_burst(animal, 0.0, True)), _STRENGTHS[1])
    return Firing(
        animal, float(block), channels, tuple(spikes), many, time, middle, low, high, float(before.mean())
    )


def _in_burst(animal: str, block: float, channels: bool) -> int:
    if animal == "calm" or not channels:
        return 1
    return 1 + round((_SPIKES - 1) * (1 - block))


def _spikes(many: int) -> Array:
    starts = np.arange(_EVERY_MS / 2, LENGTH_MS, _EVERY_MS)
    return (starts[:, None] + _INSIDE_MS * np.arange(many)).ravel()


def _reward(time: Array, spikes: Array, strength: float) -> Array:
    since = time[:, None] - spikes[None, :]
    brake = strength * np.where(since >= 0, np.exp(-np.maximum(since, 0) / _FADE_MS), 0.0).sum(axis=1)
    reward: Array = _BASE / (1 + 4 * brake**2)
    return reward
