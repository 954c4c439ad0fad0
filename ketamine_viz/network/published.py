"""Published findings about a region or a group of links, and what the model says of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from ketamine_viz import evidence
from ketamine_viz.network.prediction import predict, resolve
from ketamine_viz.network.schematic import groups
from ketamine_viz.stage.text import join, plural

#: Findings up to this long after the dose stand beside the infusion, later ones beside the day after.
_DURING_TO_H = 2.0

WHO = {
    "healthy": "healthy people",
    "MDD": "people with depression",
    "TRD": "people with treatment-resistant depression",
    "bipolar_depression": "people with bipolar depression",
    "healthy_animal": "healthy animals",
    "depression_model": "animals in a depression model",
}
_CAMPS = (("increase", "up"), ("decrease", "down"), ("no_change", "unchanged"))


@dataclass(frozen=True, eq=False)
class Finding:
    """One published finding: a row of ``data/network/connectivity_effects.csv``."""

    row: dict[str, Any]

    @property
    def id(self) -> str:
        """Row id."""
        return str(self.row["id"])

    @property
    def ref(self) -> str:
        """Reference key."""
        return str(self.row["ref"])

    @property
    def camp(self) -> str:
        """``increase``, ``decrease`` or ``no_change`` of the signed value, else ``other``."""
        return self.row["signed_direction"] or "other"

    @property
    def moment(self) -> str:
        """``during``, ``later``, ``unstated`` or ``no_drug``."""
        if self.row["role"] != "drug_effect":
            return "no_drug"
        hours = self.row["time_after_dose_h"]
        if hours is None:
            return "unstated"
        return "during" if hours <= _DURING_TO_H else "later"

    @property
    def text(self) -> str:
        """The finding in one line, without its source."""
        r = self.row
        where = join([place for place in (r["region_a"], r["region_b"]) if place])
        if r["region_a"] == r["region_b"]:
            where = f"within {r['region_a']}"
        n = f", n {r['n']}" if r["n"] else ""
        return f"{where}: {WHO[r['population']]}, {self._when}{n}"

    @property
    def _when(self) -> str:
        hours = self.row["time_after_dose_h"]
        if self.moment == "no_drug":
            return {
                "baseline": "no drug, compared with healthy people",
                "predictor": "before the drug, later responders compared with others",
                "correlation": "tied to benefit across people",
            }[self.row["role"]]
        if hours is None:
            return "hours after the dose not stated"
        if hours < 1:
            return "during the infusion"
        return (
            f"{plural(round(hours), 'hour')} after"
            if hours < 72
            else f"{plural(round(hours / 24), 'day')} after"
        )

    def model(self) -> str | None:
        """Return the direction the model gives for this finding, or None."""
        r = self.row
        if not r["measure"] or r["role"] not in ("drug_effect", "baseline") or self.camp == "other":
            return None
        return predict(
            r["measure"],
            population=r["population"],
            time_after_dose_h=r["time_after_dose_h"],
            region_a=r["region_a"],
            region_b=r["region_b"],
            form="none" if r["role"] == "baseline" else r["form"],
            route=r["route"] or "any",
        )


@lru_cache(maxsize=1)
def findings() -> tuple[Finding, ...]:
    """Return every finding that may be shown, in the order of the table."""
    return tuple(Finding(row) for row in evidence.rows("network/connectivity_effects"))


def about_region(region: str) -> tuple[Finding, ...]:
    """Return findings that name a region itself (not only a network it belongs to)."""
    return tuple(
        f
        for f in findings()
        if any(region in resolve(f.row[side]) and _is_narrow(f.row[side]) for side in ("model_a", "model_b"))
    )


def _is_narrow(places: tuple[str, ...]) -> bool:
    return all(len(resolve(place)) == 1 for place in places)


@cache
def about_group(group: str) -> tuple[Finding, ...]:
    """Return findings listed for a group measure."""
    listed = next(g.findings for g in groups() if g.id == group)
    return tuple(f for f in findings() if f.id in listed)


@cache
def tally(group: str, moment: str) -> str:
    """Count studies of a group measure at a moment by direction, in words.

    Examples
    --------
    >>> tally("mean_z", "during")
    '2 up, 1 down'
    """
    rows = [f for f in about_group(group) if f.moment == moment]
    parts = []
    for camp, word in _CAMPS:
        studies = {f.ref for f in rows if f.camp == camp}
        if studies:
            parts.append(f"{len(studies)} {word}")
    return ", ".join(parts) or "none"


def camps(rows: tuple[Finding, ...]) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
    """Sort findings into up, down, unchanged and other, in that order, always all four."""
    words = (*_CAMPS, ("other", "direction not stated or mixed"))
    return tuple((word, tuple(f for f in rows if f.camp == camp)) for camp, word in words)
