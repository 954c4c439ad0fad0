"""Does dissociation go with benefit?  Published results, with what r and n leave open.

Intervals are computed here, by Fisher's z: atanh r has the standard error
1/√(n − 3).  The same turns a printed p into the correlation it fits, or into
the number of people it fits, and says how large a correlation may hide behind
"not significant".
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from ketamine_viz import evidence
from ketamine_viz.evidence.chance import Z95

TIMES = ("same_day", "day1", "days3", "week1", "weeks4")
FORMS = ("racemic", "esketamine", "mixed")
MASKINGS = ("masked", "active_placebo", "open_label")
SAYS = ("more_better", "none", "apart")


@dataclass(frozen=True)
class Link:
    """One published result on dissociation and benefit.

    Attributes
    ----------
    arms
        Drug, way and comparison group in a few words.
    says
        ``more_better``, ``none`` or ``apart``.
    basis
        ``printed``, ``from_p``, ``not_printed`` or ``words``.
    r
        Correlation, negative where more dissociation went with a larger fall of the score; None where none is known.
    ends
        95% interval of r, computed; where r is not printed, how far from 0 it may be and still not be significant.
    n, used
        People as printed, and people the interval is computed from (fewer where the printed p fits fewer).
    """

    id: str
    ref: str
    form: str
    route: str
    felt: str
    mood: str
    time: str
    masking: str
    arms: str
    control: str
    says: str
    basis: str
    r: float | None
    ends: tuple[float, float] | None
    n: int
    n_is: str
    used: int
    finding: str
    note: str | None

    @property
    def explained(self) -> float | None:
        """Share of the spread of benefit that goes with dissociation, r squared."""
        return None if self.r is None else self.r**2


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Links:
    """What the picture shows.

    Attributes
    ----------
    shown
        Results that fit the filters, by time.
    chosen
        The result the cloud is drawn for: the one asked for, or the first shown; None where none is.
    felt, benefit : (n,) arrays
        A cloud drawn from r and n alone, in standard deviations; empty where no r can be drawn.
    """

    time: str
    form: str
    masking: str
    shown: tuple[Link, ...]
    chosen: Link | None
    felt: NDArray[np.float64]
    benefit: NDArray[np.float64]

    def count(self, says: str) -> int:
        """Return how many of those shown say so."""
        return sum(one.says == says for one in self.shown)


def interval(r: float, n: int) -> tuple[float, float]:
    """Return the 95% interval of a correlation among n people, by Fisher's z.

    Raises
    ------
    ValueError
        For a correlation of 1 or beyond, or fewer than 4 people.

    Examples
    --------
    >>> [round(end, 2) for end in interval(-0.35, 58)]
    [-0.56, -0.1]
    """
    if not abs(r) < 1:
        raise ValueError(f"r={r!r} is not allowed; allowed: above -1 and below 1")
    if n < 4:
        raise ValueError(f"n={n!r} is not allowed; allowed: at least 4 people")
    reach = Z95 / math.sqrt(n - 3)
    return math.tanh(math.atanh(r) - reach), math.tanh(math.atanh(r) + reach)


def size_from_p(p: float, n: int) -> float:
    """Return the size of the correlation that a two-sided p among n people fits.

    Examples
    --------
    >>> round(size_from_p(0.04, 61), 2)
    0.26
    """
    return math.tanh(_z(p) / math.sqrt(n - 3))


def people_from_p(r: float, p: float) -> int:
    """Return how many people a correlation and its two-sided p fit.

    Examples
    --------
    >>> people_from_p(-0.35, 0.007)
    57
    """
    return round(3 + (_z(p) / math.atanh(abs(r))) ** 2)


def _z(p: float) -> float:
    if not 0 < p < 1:
        raise ValueError(f"p={p!r} is not allowed; allowed: above 0 and below 1")
    return NormalDist().inv_cdf(1 - p / 2)


@cache
def published() -> tuple[Link, ...]:
    """Return every result, by time and then by size of the study.

    Sources: the `ref` of ``data/psychological/dissociation_links.csv``.
    """
    rows = evidence.rows("psychological/dissociation_links")
    return tuple(
        _link(row) for row in sorted(rows, key=lambda row: (TIMES.index(row["time"]), -row["n"], row["id"]))
    )


def _link(row: dict[str, object]) -> Link:
    r, p, n, basis = row["r"], row["p"], row["n"], row["basis"]
    assert isinstance(n, int)
    used, ends = n, None
    if basis == "printed" and isinstance(r, float) and isinstance(p, float):
        used = min(n, people_from_p(r, p))
    elif basis == "from_p" and isinstance(p, float):
        # Every result of this kind points one way: more dissociation, larger fall.
        r = -size_from_p(p, n)
    if isinstance(r, float):
        ends = interval(r, used)
    elif basis == "not_printed":
        ends = interval(0.0, n)
    keys = (
        "id",
        "ref",
        "form",
        "route",
        "felt",
        "mood",
        "time",
        "masking",
        "arms",
        "control_words",
        "says",
        "basis",
    )
    texts = {"control" if key == "control_words" else key: str(row[key]) for key in keys}
    return Link(
        **texts, r=r if isinstance(r, float) else None, ends=ends, n=n, n_is=str(row["n_is"]), used=used,
        finding=str(row["finding"]), note=None if row["note"] is None else str(row["note"]),
    )  # fmt: skip


def links(time: str = "all", form: str = "all", masking: str = "all", chosen: str = "k01") -> Links:
    """Filter the results, and draw a cloud for one of them.

    Parameters
    ----------
    time, form, masking
        ``all`` or one word of `TIMES`, `FORMS`, `MASKINGS`.
    chosen
        Id of the result the cloud is for.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> found = links(time="week1", form="racemic")
    >>> found.count("more_better"), round(float(np.corrcoef(found.felt, found.benefit)[0, 1]), 2)
    (2, 0.41)
    """
    ids = tuple(one.id for one in published())
    for name, value, allowed in (
        ("time", time, ("all", *TIMES)),
        ("form", form, ("all", *FORMS)),
        ("masking", masking, ("all", *MASKINGS)),
        ("chosen", chosen, ids),
    ):
        if value not in allowed:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join(allowed)}")
    shown = tuple(
        one
        for one in published()
        if time in ("all", one.time) and form in ("all", one.form) and masking in ("all", one.masking)
    )
    one = next((s for s in shown if s.id == chosen), None) or next(
        (s for s in shown if s.basis != "words"), None
    )
    one = one or (shown[0] if shown else None)
    felt, benefit = _cloud(one.id) if one else (np.empty(0), np.empty(0))
    return Links(time, form, masking, shown, one, felt, benefit)


@lru_cache(maxsize=32)
def _cloud(key: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return points whose correlation is exactly that of a result; benefit is the fall of the score."""
    one = next(s for s in published() if s.id == key)
    if one.basis == "words":
        return np.empty(0), np.empty(0)
    rng = np.random.default_rng(ids_seed(key))
    x, e = rng.standard_normal((2, one.used))
    x = (x - x.mean()) / x.std()
    e = e - e.mean() - x * float(np.mean(x * (e - e.mean())))
    e = e / e.std()
    r = one.r or 0.0
    return x, -r * x + math.sqrt(1 - r**2) * e


def ids_seed(key: str) -> int:
    """Return a seed of its own for each result.

    Examples
    --------
    >>> ids_seed("k01") == ids_seed("k02")
    False
    """
    return int.from_bytes(key.encode(), "big")
