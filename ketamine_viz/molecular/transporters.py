"""How many transporters of a messenger a drug occupies: measured in people and monkeys, and reckoned from cells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ketamine_viz import evidence
from ketamine_viz.molecular.names import known
from ketamine_viz.molecular.pools import Span, pools

TRANSPORTERS = ("serotonin", "dopamine")
WHO = ("all", "people", "monkeys")
#: Rows of `data/molecular/receptor_affinity.csv`: ketamine at each transporter in cells.
_IN_CELLS = {"serotonin": "a089", "dopamine": "a090"}
#: The studied regimen whose level is used for what is reckoned, and its words.
_REGIMEN = "rac_iv40"
_SPECIES = {"people": "human", "monkeys": "primate"}


@dataclass(frozen=True)
class Bar:
    """One bar.

    Attributes
    ----------
    id
        Row, or what was reckoned.
    drug, dose, who
        What was given, and to whom, in words.
    kind
        ``ssri``, ``ketamine``; ``arithmetic`` for what nobody measured.
    finding
        How the number is to be read: a word of `transporter_finding`, or ``arithmetic``.
    low, value, high
        Percent of transporters; None where not printed.
    n
        People or animals.
    ref, verified, note
        Where from, and how known.
    """

    id: str
    drug: str
    dose: str
    who: str
    kind: str
    finding: str
    low: float | None
    value: float | None
    high: float | None
    n: int | None
    ref: str
    verified: str
    note: str

    @property
    def reaches(self) -> float:
        """Right end of what is drawn [%]."""
        return max(one for one in (self.low, self.value, self.high, 0.0) if one is not None)


@dataclass(frozen=True)
class Comparison:
    """Bars for one transporter.

    Attributes
    ----------
    transporter, who, cells, receptors
        As set.
    bars
        In the order drawn.
    """

    transporter: str
    who: str
    cells: bool
    receptors: bool
    bars: tuple[Bar, ...]

    def of(self, kind: str, who: str = "") -> tuple[Bar, ...]:
        """Return the bars of a kind, of one sort of subject if named."""
        return tuple(bar for bar in self.bars if bar.kind == kind and who in ("", bar.who))


@cache
def measured() -> tuple[Bar, ...]:
    """Return every measured row, serotonin before dopamine.

    Sources: meyer2001, meyer2004, sorensen2022, spies2018, schlosser2025, yamamoto2013.
    """
    rows = sorted(evidence.rows("molecular/transporter_occupancy"), key=lambda one: one["rank"])
    return tuple(
        Bar(
            row["id"],
            row["drug"],
            row["dose_text"],
            "people" if row["species"] == _SPECIES["people"] else "monkeys",
            row["drug_kind"],
            row["finding"],
            row["low"],
            row["value"],
            row["high"],
            row["n"],
            row["ref"],
            row["verified"],
            row["note"] or "",
        )
        for row in rows
    )


def reckoned(transporter: str) -> Bar:
    """Return what the affinity in cells makes of the level after 0.5 mg/kg over 40 minutes: share = C / (C + Ki).

    Raises
    ------
    ValueError
        For an unknown transporter.

    Sources: nishimura1998, and those of the level.

    Examples
    --------
    >>> round(reckoned("serotonin").value, 2)
    0.23
    """
    rows = {row["id"]: row for row in evidence.rows("molecular/receptor_affinity")}
    row = rows[_IN_CELLS[known("transporter", transporter, TRANSPORTERS)]]
    level = pools(regimen=_REGIMEN).level
    assert level is not None, "a racemic drip holds racemic ketamine"
    low, value, high = (100 * one / (one + row["value"]) for one in level.span)
    return Bar(
        f"cells_{transporter}",
        "ketamine",
        "0.5 mg/kg into a vein",
        "cells",
        "arithmetic",
        "arithmetic",
        low,
        value,
        high,
        None,
        row["ref"],
        row["verified"],
        f"Ki {row['value']:g} µM in cells against the level in blood: nobody measured it",
    )


def receptors() -> Bar:
    """Return what the arithmetic makes of NMDA receptors at the same dose, for comparison."""
    low, value, high = _percent(pools(regimen=_REGIMEN).peak["interneuron"])
    return Bar(
        "receptors", "ketamine", "0.5 mg/kg into a vein", "rats", "arithmetic", "arithmetic", low, value, high, None,
        "shaffer2014", "abstract", "NMDA receptors, from rats and cells: in people not measured",
    )  # fmt: skip


def _percent(span: Span) -> Span:
    low, value, high = span
    return 100 * low, 100 * value, 100 * high


def comparison(
    *, transporter: str = "serotonin", who: str = "all", cells: bool = False, receptors_too: bool = False
) -> Comparison:
    """Return the bars for one transporter.

    Parameters
    ----------
    transporter
        serotonin or dopamine.
    who
        all, people or monkeys.
    cells
        Whether to add what the affinity in cells would make of the level in blood.
    receptors_too
        Whether to add NMDA receptors at the same dose, reckoned too.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> [bar.drug for bar in comparison(who="monkeys").bars]
    ['ketamine']
    """
    known("transporter", transporter, TRANSPORTERS)
    known("who", who, WHO)
    for name, switch in (("cells", cells), ("receptors_too", receptors_too)):
        if not isinstance(switch, bool):
            raise ValueError(f"{name}={switch!r} is not allowed; allowed: True or False")
    there = {row["id"]: row["transporter"] for row in evidence.rows("molecular/transporter_occupancy")}
    bars = [bar for bar in measured() if there[bar.id] == transporter and who in ("all", bar.who)]
    if cells:
        bars.append(reckoned(transporter))
    if receptors_too:
        bars.append(receptors())
    return Comparison(transporter, who, cells, receptors_too, tuple(bars))
