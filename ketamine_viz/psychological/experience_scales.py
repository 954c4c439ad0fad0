"""What scales ask about: in our own words, by domain; no question of any scale is copied."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ketamine_viz import evidence

#: Domains in the order drawn: what changes for an hour first, mood last.
DOMAINS = (
    "self_body", "surroundings", "time", "memory", "senses", "bliss", "meaning", "fear", "thinking", "suspicion",
    "wakefulness", "sadness", "sleep_appetite", "hopeless",
)  # fmt: skip


@dataclass(frozen=True)
class Scale:
    """A scale: who rates, how it is scored, what it asks about and what it leaves out.

    Attributes
    ----------
    low, high
        Ends of its score; None where we have not seen them.
    drug, drug_low, control
        A typical mean with the drug (or both ends of a range) and in the control group; None where none is known.
    """

    id: str
    short: str
    name: str
    kind: str
    rated_by: str
    scored: str
    low: float | None
    high: float | None
    domains: tuple[str, ...]
    misses: str
    typical: str
    drug: float | None
    drug_low: float | None
    control: float | None
    typical_refs: tuple[str, ...]
    refs: tuple[str, ...]
    note: str | None


@dataclass(frozen=True)
class Asked:
    """What the picture shows: all scales, one of them open, and perhaps one domain lit."""

    scales: tuple[Scale, ...]
    scale: Scale
    domain: str

    def asking(self, domain: str) -> tuple[Scale, ...]:
        """Return the scales that ask about a domain."""
        return tuple(one for one in self.scales if domain in one.domains)


@cache
def scales() -> tuple[Scale, ...]:
    """Return all scales.

    Sources: the refs of ``data/psychological/scales.csv``.

    Examples
    --------
    >>> [s.short for s in scales()][:2]
    ['CADSS', '5D-ASC']
    """
    rows = sorted(evidence.rows("psychological/scales"), key=lambda row: row["rank"])
    keys = list(Scale.__dataclass_fields__)
    return tuple(Scale(**{key: row[key] for key in keys}) for row in rows)


def asked(scale: str = "cadss", domain: str = "all") -> Asked:
    """Open a scale and light a domain.

    Parameters
    ----------
    scale
        Id of a scale.
    domain
        ``all`` or one of `DOMAINS`.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> [s.short for s in asked(domain="meaning").asking("meaning")]
    ['5D-ASC']
    """
    found = {one.id: one for one in scales()}
    if scale not in found:
        raise ValueError(f"scale={scale!r} is not allowed; allowed: {', '.join(found)}")
    if domain not in ("all", *DOMAINS):
        raise ValueError(f"domain={domain!r} is not allowed; allowed: all, {', '.join(DOMAINS)}")
    return Asked(scales(), found[scale], domain)
