"""Ketamine against another treatment in one trial: both groups, who judged, who knew, where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ketamine_viz import evidence
from ketamine_viz.psychological.course_rows import everything
from ketamine_viz.psychological.differences import Gap, gap
from ketamine_viz.psychological.outcomes import Outcome, published
from ketamine_viz.psychological.pairing import Pair
from ketamine_viz.psychological.view import known_option
from ketamine_viz.stage.text import plural

RIVALS: Mapping[str, tuple[str, tuple[str, ...] | None]] = MappingProxyType(
    {
        "any": ("All rivals", None),
        "ect": ("ECT", ("ect",)),
        "quetiapine": ("Quetiapine tablets", ("quetiapine",)),
        "midazolam": ("Midazolam", ("midazolam",)),
        "other_form": ("S-ketamine against racemic", ("other_form",)),
    }
)
BLINDING: Mapping[str, tuple[str, tuple[str, ...] | None]] = MappingProxyType(
    {
        "any": ("Blind or open", None),
        "double_blind": ("Patients and staff not told", ("double_blind",)),
        "rater_blind": ("Only raters not told", ("rater_blind",)),
        "open": ("Open: everybody knew", ("open",)),
    }
)
SETTINGS: Mapping[str, tuple[str, tuple[str, ...] | None]] = MappingProxyType(
    {
        "any": ("Any setting", None),
        "inpatients": ("In hospital", ("inpatients",)),
        "outpatients": ("Mostly outpatients", ("outpatients",)),
        "not_seen": ("Setting not seen here", ("not_seen",)),
    }
)
COUNTS: Mapping[str, tuple[str, tuple[str, ...] | None]] = MappingProxyType(
    {
        "main": ("Main result of each trial", ("yes",)),
        "any": ("Every way of counting", None),
    }
)
FILTERS = {"rival": RIVALS, "blinding": BLINDING, "setting": SETTINGS, "main": COUNTS}
ORDERS = ("rival", "gap")


@dataclass(frozen=True, slots=True)
class Duel:
    """One comparison of ketamine with a rival.

    Attributes
    ----------
    drug, other
        Results of the ketamine group (S-ketamine, where both are ketamine) and of the rival.
    gap
        Ketamine minus rival with its interval, as `differences.gap` has it.
    main
        ``yes`` for the main result of a trial or cohort, of which each has one.
    judged_by, setting_text, says
        Who judged, who was treated where, and what was found, in words.
    """

    id: str
    ref: str
    rival: str
    label: str
    blinding: str
    setting: str
    setting_text: str
    judged_by: str
    measure: str
    main: str
    says: str
    drug: Outcome
    other: Outcome
    gap: Gap

    @property
    def sides(self) -> tuple[float, float]:
        """The numbers of the ketamine group and of the rival."""
        assert self.drug.value is not None
        assert self.other.value is not None
        return self.drug.value, self.other.value

    @property
    def drawable(self) -> bool:
        """True for shares of people, which all stand on one scale."""
        return self.drug.unit == self.other.unit == "%"


@dataclass(frozen=True, slots=True)
class Duels:
    """What the picture of rivals shows."""

    drawn: tuple[Duel, ...]
    elsewhere: tuple[Duel, ...]
    filters: Mapping[str, str]
    order: str
    intervals: bool
    widen: str


def _printed(drug: Outcome) -> Outcome | None:
    found = published(arm="difference")
    return next((one for one in found if drug.pair_id and one.pair_id == drug.pair_id), None)


@cache
def duels() -> tuple[Duel, ...]:
    """Return every comparison with a rival, in the order of the table.

    Sources: anand2023, ekstrand2022, reif2023, clemens2025, murrough2013, su2023, jelovac2025, loo2023,
    correiamelo2020, chilukuri2014

    Examples
    --------
    >>> [round(d.gap.value) for d in duels() if d.id in ("hh01", "hh04")]
    [14, -17]
    """
    rows = sorted(evidence.rows("psychological/head_to_head"), key=lambda row: row["rank"])
    found = []
    for row in rows:
        drug, other = everything()[row["drug_row"]], everything()[row["rival_row"]]
        difference = gap(Pair(drug, other, _printed(drug)))
        assert difference is not None
        words = (
            "id",
            "ref",
            "rival",
            "label",
            "blinding",
            "setting",
            "setting_text",
            "judged_by",
            "measure",
            "main",
            "says",
        )
        found.append(Duel(**{name: row[name] for name in words}, drug=drug, other=other, gap=difference))
    return tuple(found)


def _fits(duel: Duel, filters: Mapping[str, str]) -> bool:
    for name, options in FILTERS.items():
        words = options[filters[name]][1]
        if words is not None and getattr(duel, name) not in words:
            return False
    return True


def _widen(filters: Mapping[str, str]) -> str:
    """Return which one filter, set to its widest, brings most comparisons back."""
    best = (0, "")
    for name, options in FILTERS.items():
        there = sum(_fits(duel, {**filters, name: "any"}) and duel.drawable for duel in duels())
        if there > best[0]:
            best = (there, f"Set {name} to “{options['any'][0]}”: {plural(there, 'comparison')} there.")
    return f"No trial fits these filters. {best[1] or 'Widen two of them.'}"


def duel_view(
    rival: str = "any",
    blinding: str = "any",
    setting: str = "any",
    main: str = "main",
    order: str = "rival",
    intervals: bool = False,
) -> Duels:
    """Return what the picture of rivals shows for one setting of its controls.

    Parameters
    ----------
    rival, blinding, setting, main
        Names of the options on the screen.
    order
        ``rival`` keeps trials of one rival together; ``gap`` runs from the rival's best to ketamine's.
    intervals
        Whether the 95% interval of each group is drawn.

    Raises
    ------
    ValueError
        For an option that does not exist; names those that do.

    Examples
    --------
    >>> [duel.ref for duel in duel_view(rival="ect", setting="inpatients").drawn]
    ['ekstrand2022']
    """
    filters = {"rival": rival, "blinding": blinding, "setting": setting, "main": main}
    for name, options in FILTERS.items():
        known_option(name, filters[name], options)
    known_option("order", order, ORDERS)
    if not isinstance(intervals, bool):
        raise ValueError(f"intervals={intervals!r} is not an option; allowed: True, False")
    fitting = [duel for duel in duels() if _fits(duel, filters)]
    drawn = [duel for duel in fitting if duel.drawable]
    if order == "gap":
        drawn.sort(key=lambda duel: duel.gap.value)
    elsewhere = tuple(duel for duel in fitting if not duel.drawable)
    widen = "" if drawn else _widen(filters)
    return Duels(tuple(drawn), elsewhere, MappingProxyType(filters), order, intervals, widen)
