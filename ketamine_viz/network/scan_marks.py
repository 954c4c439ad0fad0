"""Published directions that belong to a measure, a way in, a form and a group of people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from ketamine_viz import evidence
from ketamine_viz.network.schematic import groups

#: Way in of a regimen → ways of the tables that count as it.  Scans "into a vein" were drips as far as was seen.
_WAYS = {"iv_infusion": ("iv_infusion", "iv_unspecified"), "oral": ("oral",)}
_POPULATIONS = {"healthy": ("healthy",), "depressed": ("MDD", "TRD", "bipolar_depression")}
_ANY_FORM = ("any", "mixed")
_DIRECTIONS = ("increase", "decrease", "no_change")
#: Doses that name no amount: they may have been the one that is drawn.
_UNSTATED = ("", "sub-anaesthetic", "single sub-anaesthetic dose")


@dataclass(frozen=True)
class Mark:
    """A published direction.

    Attributes
    ----------
    time_h
        Hours after the dose, 0 during the infusion, None if not stated.
    direction
        ``increase``, ``decrease`` or ``no_change`` of the signed value.
    n
        People, or None if not seen.
    control
        What the control arm did, as a term of ``scan_control``, or ``not_seen``.
    dose
        Regimen of the study in words, empty if not seen.
    alike
        False if the study is known to have given another amount or length than the regimen that is drawn.
    """

    id: str
    ref: str
    what: str
    time_h: float | None
    direction: str
    n: int | None
    control: str
    dose: str
    alike: bool
    note: str

    @property
    def open_label(self) -> bool:
        """Whether there was no control arm."""
        return self.control == "none"


@cache
def marks(measure: str, route: str, form: str, brain: str, regimen: str = "") -> tuple[Mark, ...]:
    """Return published directions, the earliest first; those without an hour last.

    Parameters
    ----------
    measure
        A group measure, or a signal measure of ``data/network/measures.csv``.
    route, form
        Of the regimen that is drawn.
    brain
        ``healthy`` or ``depressed``.
    regimen
        Its label, to tell studies of another amount.

    Examples
    --------
    >>> [mark.ref for mark in marks("fronto_striatal_r", "iv_infusion", "racemic", "depressed")]
    ['mkrtchian2021']
    >>> marks("fronto_striatal_r", "sc", "racemic", "depressed")
    ()
    """
    listed = next((g.findings for g in groups() if g.id == measure), None)
    if listed is not None:
        rows = [row for row in evidence.rows("network/connectivity_effects") if row["id"] in listed]
        known = {row["effect"]: row["control"] for row in evidence.rows("network/after_ketamine")}
        found = [
            _mark(row, f"{row['region_a']} with {row['region_b']}" if row["region_b"] else row["region_a"],
                  row["signed_direction"], known.get(row["id"], "not_seen"), regimen)
            for row in rows
            if row["role"] == "drug_effect" and _fits(row, route, form, brain)
        ]  # fmt: skip
    else:
        found = [
            _mark(row, row["signal"], row["direction"], "not_seen", regimen)
            for row in evidence.rows("network/signal_effects")
            if row["measure"] == measure
            and row["contrast"] in ("drug_effect", "pre_post_course")
            and _fits(row, route, form, brain)
        ]
    shown = [mark for mark in found if mark.direction in _DIRECTIONS]
    return tuple(sorted(shown, key=lambda mark: (mark.time_h is None, mark.time_h or 0.0)))


def _fits(row: dict[str, Any], route: str, form: str, brain: str) -> bool:
    return (
        row["route"] in _WAYS.get(route, ())
        and row["form"] in (form, *_ANY_FORM)
        and row["population"] in _POPULATIONS[brain]
    )


def _mark(row: dict[str, Any], what: str, direction: str, control: str, regimen: str) -> Mark:
    amount, dose = regimen.split(" over", maxsplit=1)[0], row["dose"] or ""
    people = row["n"] if row.get("n_kind", "people") == "people" else None
    return Mark(
        row["id"], row["ref"], what, row["time_after_dose_h"], direction or "", people, control, dose,
        dose in _UNSTATED or amount in dose, row["note"] or "",
    )  # fmt: skip


@cache
def any_imaging(route: str, form: str) -> bool:
    """Return whether the tables hold any scan or recording of people after this form by this way."""
    return any(
        row["route"] in _WAYS.get(route, ())
        and row["form"] in (form, *_ANY_FORM)
        and row["species"] == "human"
        for table in ("network/connectivity_effects", "network/signal_effects")
        for row in evidence.rows(table)
    )
