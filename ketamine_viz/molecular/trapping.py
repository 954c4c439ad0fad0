"""Use dependence and trapping: a plug gets in only while the gate is open, and stays behind it when it shuts.

Rates of binding and leaving are measured; so is the share of the block that
is left after two minutes without an opening.  When the gate opens is ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ketamine_viz import evidence
from ketamine_viz.molecular.channel import between
from ketamine_viz.molecular.names import known

Array = NDArray[np.float64]

DRUGS = ("ketamine", "memantine")
STUDIES = ("mealing1999", "gilling2009")
#: Length of one opening, start and end of the drug, end of the silence and of the picture [s]: our choice.
OPEN_S, DRUG_ON_S, DRUG_OFF_S, SILENT_TO_S, END_S = 1.0, 20.0, 110.0, 230.0, 300.0
#: The quiet channel opens this often [openings per minute]; the busy one as the reader sets.
QUIET_PER_MIN = 2.0
#: When busy and quiet are compared: half a minute into the drug [s].
EARLY_S = DRUG_ON_S + 30.0
RATES_PER_MIN = (4.0, 6.0, 12.0, 30.0)
LEVELS_UM = (0.3, 1.0, 3.0, 10.0)

# Rows that hold the numbers: k_on, k_off, and the trapped share by study.
_ROWS = {
    "ketamine": ("a019", "a020", {"mealing1999": "a052", "gilling2009": "a022"}),
    "memantine": ("a024", "a025", {"mealing1999": "pr20", "gilling2009": "a026"}),
}


@dataclass(frozen=True)
class Blocker:
    """How fast a drug gets in and out of an open channel, and how much of it a shut gate keeps.

    Attributes
    ----------
    on
        Binding [1/(µM s)].
    off
        Leaving [1/s].
    trapped
        Study → share of the block left after two minutes without an opening.
    """

    on: float
    off: float
    trapped: dict[str, float]

    def plateau(self, level_uM: float) -> float:
        """Return the block of a channel that is always open."""
        return self.on * level_uM / (self.on * level_uM + self.off)


@cache
def blocker(drug: str) -> Blocker:
    """Return the measured rates of a drug.

    Sources: gilling2009 (rates), mealing1999 and gilling2009 (trapping).

    Examples
    --------
    >>> round(blocker("ketamine").off, 2), blocker("ketamine").trapped["mealing1999"]
    (0.22, 0.86)
    """
    tables = ("molecular/receptor_affinity", "molecular/printed_results")
    rows = {row["id"]: row for table in tables for row in evidence.rows(table)}
    on, off, trapped = _ROWS[known("drug", drug, DRUGS)]
    # Printed per mole: a millionth of it per micromole.
    return Blocker(
        rows[on]["value"] * 1e-6,
        rows[off]["value"],
        {study: float(rows[row]["value"]) for study, row in trapped.items()},
    )


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Trapping:
    """A busy and a quiet channel while a drug comes and goes.

    Attributes
    ----------
    drug, level, rate, silent, study
        As set; level [µM], openings of the busy channel per minute.
    time
        Times [s], shape (n,).
    block
        ``busy``, ``quiet`` → share of such channels that are plugged, shape (n,).
    openings
        The same keys → starts of openings [s].
    early, at_wash, after
        The same keys → block half a minute into the drug, as it leaves, and at
        the end of the silence.
    trapped
        Measured share of the block that is left after two minutes shut.
    plateau
        Block of a channel that never shuts.
    """

    drug: str
    level: float
    rate: float
    silent: bool
    study: str
    time: Array
    block: dict[str, Array]
    openings: dict[str, Array]
    early: dict[str, float]
    at_wash: dict[str, float]
    after: dict[str, float]
    trapped: float
    plateau: float

    @property
    def left(self) -> float:
        """Share of the busy channel's block that is left at the end of the silence."""
        return self.after["busy"] / self.at_wash["busy"]


def trapping(
    *,
    drug: str = "ketamine",
    level_uM: float = 3.0,
    rate_per_min: float = 12.0,
    silent: bool = True,
    study: str = "mealing1999",
) -> Trapping:
    """Return the block of a busy and of a quiet channel over five minutes.

    While the gate is open and the drug is there, block b follows
    ``db/dt = on × C × (1 - b) - off × b``; behind a shut gate it stays.  Once
    the drug is gone, the trapped part leaves only through an open gate, the
    rest at any time; both at the rate ``off``.

    Parameters
    ----------
    drug
        ketamine or memantine.
    level_uM
        Unbound, outside [µM], above 0 to 100.
    rate_per_min
        Openings of the busy channel per minute, each of one second: 1 to 30.
    silent
        Whether channels are left shut for two minutes once the drug is gone.
    study
        Whose trapped share: mealing1999 or gilling2009.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Sources: gilling2009, mealing1999.

    Examples
    --------
    >>> round(trapping().left, 2)
    0.86
    """
    using = blocker(drug)
    level = between("level_uM", level_uM, 0.0, 100.0, "µM")
    rate = between("rate_per_min", rate_per_min, 1.0, 30.0, "per minute")
    if not isinstance(silent, bool):
        raise ValueError(f"silent={silent!r} is not allowed; allowed: True or False")
    if level == 0:
        raise ValueError("level_uM=0 is not allowed; allowed: above 0 to 100 µM")
    share = using.trapped[known("study", study, STUDIES)]
    time = np.linspace(0.0, END_S, 1201)
    block, openings = {}, {}
    early, at_wash, after = {}, {}, {}
    for name, often in (("busy", rate), ("quiet", QUIET_PER_MIN)):
        starts = _openings(often, silent)
        block[name], openings[name] = _block(time, starts, using, level, share), starts
        early[name], at_wash[name], after[name] = (
            float(np.interp(when, time, block[name])) for when in (EARLY_S, DRUG_OFF_S, SILENT_TO_S)
        )
    return Trapping(
        drug,
        level,
        rate,
        silent,
        study,
        time,
        block,
        openings,
        early,
        at_wash,
        after,
        share,
        using.plateau(level),
    )


def _openings(per_min: float, silent: bool) -> Array:
    """Return starts of openings [s]; none reaches into the silence."""
    every = 60.0 / per_min
    starts = np.arange(0.5 * (every - OPEN_S), END_S - OPEN_S, every)
    if silent:
        starts = starts[(starts + OPEN_S <= DRUG_OFF_S) | (starts >= SILENT_TO_S)]
    found: Array = starts
    return found


def _open_time(time: Array, starts: Array) -> Array:
    """Return for how long the gate has been open until each time [s], shape of ``time``."""
    since = np.clip(time[:, None] - starts[None, :], 0.0, OPEN_S)
    found: Array = since.sum(axis=1)
    return found


def _block(time: Array, starts: Array, using: Blocker, level: float, trapped: float) -> Array:
    """Return the plugged share at each time: exact, since each phase is one exponential of open time."""
    opened = _open_time(time, starts)
    at_on, at_off = (float(_open_time(np.array([t]), starts)[0]) for t in (DRUG_ON_S, DRUG_OFF_S))
    speed = using.on * level + using.off
    rising = using.plateau(level) * (1.0 - np.exp(-speed * np.clip(opened - at_on, 0.0, at_off - at_on)))
    reached = using.plateau(level) * (1.0 - np.exp(-speed * (at_off - at_on)))
    washed = np.clip(opened - at_off, 0.0, None)
    gone = np.clip(time - DRUG_OFF_S, 0.0, None)
    # What is not trapped leaves at any time, the trapped part only through an open gate.
    falling = reached * (trapped * np.exp(-using.off * washed) + (1.0 - trapped) * np.exp(-using.off * gone))
    found: Array = np.where(time <= DRUG_OFF_S, rising, falling)
    return found
