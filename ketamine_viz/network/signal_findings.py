"""What recordings of people found, by measure: rows of ``data/network/signal_effects.csv``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from ketamine_viz import evidence
from ketamine_viz.network.signal_prediction import signal_direction

#: Measure of the picture → measures of the table that are about it.
_ABOUT = {
    "delta": ("delta_power", "delta_theta_power"),
    "theta": ("theta_power", "delta_theta_power"),
    "alpha": ("alpha_power",),
    "beta": ("beta_power",),
    "gamma": ("gamma_power",),
    "exponent": ("spectral_exponent",),
    "lempel_ziv": ("lempel_ziv",),
    "permutation_entropy": ("permutation_entropy",),
}
_WAYS = {"increase": "up", "decrease": "down", "no_change": "unchanged", "mixed": "up and down"}
_WHO = {"healthy": "healthy people", "MDD": "people with depression"}
_FORM = {
    "racemic": "racemic ketamine",
    "esketamine": "S-ketamine",
    "any": "ketamine, form not stated",
    "none": "no ketamine",
}
_CONTRAST = {
    "drug_effect": "compared with before the drug or with a control",
    "pre_post_course": "after a course of doses compared with before it",
    "after_course": "weeks after a course compared with its end",
    "depression_minus_control": "no drug, depressed compared with healthy people",
    "eyes_open_minus_closed": "eyes open compared with closed",
}


@dataclass(frozen=True, eq=False)
class SignalFinding:
    """One finding in people."""

    row: dict[str, Any]

    @property
    def ref(self) -> str:
        """Reference key."""
        return str(self.row["ref"])

    @property
    def way(self) -> str:
        """``up``, ``down``, ``unchanged`` or ``up and down``."""
        return _WAYS[self.row["direction"]]

    @property
    def deep(self) -> bool:
        """Whether people were put under, for which the model has no answer."""
        dose = self.row["dose"] or ""
        most = evidence.parameters("network", group="dose")["anaesthetic"].value
        return dose in {"anaesthetic", f"{most:g} mg/kg"}

    @property
    def acute(self) -> bool:
        """Whether it is about the first two hours of a dose that leaves people awake."""
        hours = self.row["time_after_dose_h"]
        return self.row["contrast"] == "drug_effect" and hours is not None and hours <= 2 and not self.deep

    @property
    def text(self) -> str:
        """The finding in one line, without its source."""
        r = self.row
        n = f"{r['n']} {_WHO[r['population']]}" if r["n_kind"] == "people" else _WHO[r["population"]]
        if r["n_kind"] is None:
            n += ", number not seen"
        given = _FORM[r["form"]] + (f", {r['dose']}" if r["dose"] else ", dose not seen")
        size = f" by {abs(r['change_percent']):g} %" if r["change_percent"] is not None else ""
        later = f", {r['time_after_dose_h']:g} h after the dose" if (r["time_after_dose_h"] or 0) > 2 else ""
        given = "" if r["form"] == "none" else f"; {given}"
        return f"{r['signal']}: {self.way}{size}; {n}{given}; {_CONTRAST[r['contrast']]}{later}"

    @property
    def model(self) -> str | None:
        """Return the direction the model gives, or None where it has no answer."""
        r = self.row
        if self.deep or r["contrast"] == "eyes_open_minus_closed":
            return None
        said = signal_direction(r["measure"], r["time_after_dose_h"], r["form"], None)
        return None if said is None else _WAYS[said]


@cache
def about(measure: str) -> tuple[SignalFinding, ...]:
    """Return findings in people about a measure of the picture.

    Raises
    ------
    ValueError
        For a measure that is not drawn.
    """
    if measure not in _ABOUT:
        raise ValueError(f"measure={measure!r} is not allowed; allowed: {', '.join(_ABOUT)}")
    return tuple(
        SignalFinding(row)
        for row in evidence.rows("network/signal_effects")
        if row["measure"] in _ABOUT[measure] and row["species"] == "human" and row["population"] in _WHO
    )


@cache
def tally(measure: str) -> str:
    """Count studies of awake people on the drug by what they found, in words.

    Examples
    --------
    >>> tally("theta"), tally("beta")
    ('2 up, 1 down', 'none')
    """
    found = [f for f in about(measure) if f.acute]
    counts = {way: len({f.ref for f in found if f.way == way}) for way in _WAYS.values()}
    return ", ".join(f"{count} {way}" for way, count in counts.items() if count) or "none"


@cache
def sizes(measure: str) -> tuple[tuple[float, int], ...]:
    """Return measured changes during the drug with how many people: ((change [%], n), ...)."""
    return tuple(
        (f.row["change_percent"], f.row["n"])
        for f in about(measure)
        if f.acute and f.row["change_percent"] is not None
    )
