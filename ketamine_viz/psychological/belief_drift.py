"""A belief through twenty pieces of news: a model listener with two rates, and one who weighs all news alike.

Every rate is a choice of ours; none was measured in patients.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ketamine_viz.psychological.belief import FULL, Array, learn, within

#: News in the drifting model, and after how many of them the rates may change.
NEWS, HALF = 20, 10
DRAWS = 5
#: Of 20 pieces of news, how many may be good.
GOOD_OF_20 = (5, 10, 15)
_SEED = 7


@dataclass(frozen=True, eq=False)
class Drift:
    """A model listener, and one who weighs all news alike.

    Attributes
    ----------
    news
        Shape (20,); 100 for good, 0 for bad.
    belief, even
        Shape (21,); of the listener, and of one who takes the mean of the two starting rates for both.
    settles, settles_after
        Where the belief settles on average before the shift and after it.
    """

    news: Array
    belief: Array
    even: Array
    settles: float
    settles_after: float
    alpha_good: float
    alpha_bad: float
    shift: float
    start: float
    good_of_20: int
    draw: int

    @property
    def later(self) -> float:
        """Rate for good news after the shift."""
        return min(1.0, self.alpha_good + self.shift)

    @property
    def means(self) -> tuple[float, float]:
        """Mean belief after news 1 to 10, and after news 11 to 20."""
        return float(self.belief[1 : HALF + 1].mean()), float(self.belief[HALF + 1 :].mean())

    @property
    def even_means(self) -> tuple[float, float]:
        """The same for the even listener."""
        return float(self.even[1 : HALF + 1].mean()), float(self.even[HALF + 1 :].mean())


@lru_cache(maxsize=16)
def shuffled(good_of_20: int, draw: int) -> tuple[float, ...]:
    """Return 20 pieces of news in an order of chance; the same share of good in each half, as far as it goes."""
    rng = np.random.default_rng(_SEED + draw)
    first = (good_of_20 + draw % 2) // 2
    halves = []
    for good in (first, good_of_20 - first):
        half = np.repeat([FULL, 0.0], [good, HALF - good])
        halves += list(rng.permutation(half))
    return tuple(float(one) for one in halves)


def settling(alpha_good: float, alpha_bad: float, share_good: float) -> float:
    """Return where a belief settles on average when a share of the news is good.

    In balance the mean steps up and down are equal: α_good·p·(100 − b) = α_bad·(1 − p)·b.

    Examples
    --------
    >>> settling(0.1, 0.3, 0.5)
    25.0
    """
    up, down = alpha_good * share_good, alpha_bad * (1 - share_good)
    return FULL / 2 if up + down == 0 else FULL * up / (up + down)


def drift(
    alpha_good: float = 0.1,
    alpha_bad: float = 0.3,
    shift: float = 0.3,
    start: float = 50.0,
    good_of_20: int = 10,
    draw: int = 0,
) -> Drift:
    """Let a model listener hear 20 pieces of news; after ten, the rate for good news rises by ``shift``.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> run = drift(0.1, 0.3, shift=0.3)
    >>> run.settles, round(run.settles_after)
    (25.0, 57)
    """
    within("shift", shift, 1.0)
    if isinstance(good_of_20, bool) or good_of_20 not in GOOD_OF_20:
        raise ValueError(
            f"good_of_20={good_of_20!r} is not allowed; allowed: {', '.join(map(str, GOOD_OF_20))}"
        )
    if isinstance(draw, bool) or draw not in range(DRAWS):
        raise ValueError(f"draw={draw!r} is not allowed; allowed: 0 to {DRAWS - 1}")
    good_of_20 = int(good_of_20)
    news = shuffled(good_of_20, draw)
    first = learn(start, news[:HALF], alpha_good, alpha_bad)
    later = min(1.0, alpha_good + shift)
    second = learn(float(first[-1]), news[HALF:], later, alpha_bad)
    mean = (alpha_good + alpha_bad) / 2
    share = good_of_20 / NEWS
    return Drift(
        np.array(news), np.concatenate([first, second[1:]]), learn(start, news, mean, mean),
        settling(alpha_good, alpha_bad, share), settling(later, alpha_bad, share),
        float(alpha_good), float(alpha_bad), float(shift), float(start), good_of_20, int(draw),
    )  # fmt: skip
