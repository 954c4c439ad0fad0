"""Ketamine added to a tablet that everybody starts: what the control group did, and what a better control would do.

The "what if" gives the saline groups some more responders than were seen:
each group's number of responders rises by the chosen share of its people, to
the nearest whole person and never above all of them; then the difference and
Newcombe's interval are worked out anew.  It is arithmetic, not data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ketamine_viz.psychological.differences import gap, newcombe
from ketamine_viz.psychological.outcomes import Outcome
from ketamine_viz.psychological.pairing import Pair, pairs

MEASURES = ("response", "remission")
#: Kinds of control, and which of them are on the picture step by step.
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "saline_and_new_antidepressant": "saline",
        "placebo_tablet_and_new_antidepressant": "capsule",
        "placebo_spray_and_new_antidepressant": "spray",
    }
)
SHOWN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"saline": ("saline",), "small": ("saline", "capsule"), "all": ("saline", "capsule", "spray")}
)
MOST_MORE = 40
#: After weeks, not hours [h].
_LATE = 500.0


@dataclass(frozen=True, slots=True)
class Addition:
    """One trial of ketamine or esketamine added to a new tablet.

    Attributes
    ----------
    drug, control
        People who got better, in each 100.
    what_if
        The same in the control group after the "what if"; equal to ``control`` without one.
    gap, low, high
        Difference to ``what_if``, and its interval [in each 100]; None where it cannot be had.
    printed
        True where the interval is the printed one.
    """

    pair: Pair
    kind: str
    drug: float
    control: float
    what_if: float
    gap: float
    low: float | None
    high: float | None
    printed: bool

    @property
    def main(self) -> Outcome:
        """The result that carries regimen, time and reference."""
        return self.pair.main


@dataclass(frozen=True, slots=True)
class Additions:
    """What the picture shows."""

    measure: str
    shown: str
    more: float
    rows: tuple[Addition, ...]


@cache
def _trials(measure: str) -> tuple[Pair, ...]:
    found = [
        pair
        for pair in pairs(measure=measure, comparator=tuple(KINDS))
        if pair.main.study_kind == "trial" and (pair.main.time_h or 0) > _LATE
    ]
    order = list(KINDS)
    return tuple(sorted(found, key=lambda pair: (order.index(pair.main.comparator_kind), pair.people or 0)))


def _counted(outcome: Outcome) -> int | None:
    return outcome.n if outcome.n_of == "arm" else None


def _addition(pair: Pair, more: float) -> Addition:
    drug, control = pair.drug, pair.control
    assert drug is not None
    assert drug.value is not None
    assert control is not None
    assert control.value is not None
    kind = KINDS[control.comparator_kind]
    n_drug, n_control = _counted(drug), _counted(control)
    if not more or kind != "saline":
        seen = gap(pair)
        assert seen is not None
        return Addition(
            pair, kind, drug.value, control.value, control.value, seen.value, seen.low, seen.high,
            printed=not seen.computed,
        )  # fmt: skip
    if not (n_drug and n_control):
        raised = min(100.0, control.value + more)
        return Addition(
            pair, kind, drug.value, control.value, raised, drug.value - raised, None, None, printed=False
        )
    better = min(n_control, round(n_control * (control.value + more) / 100))
    raised = 100 * better / n_control
    low, high = newcombe(drug.value / 100, n_drug, better / n_control, n_control)
    return Addition(
        pair,
        kind,
        drug.value,
        control.value,
        raised,
        drug.value - raised,
        100 * low,
        100 * high,
        printed=False,
    )


def additions(measure: str = "response", shown: str = "small", more: float = 0) -> Additions:
    """Return trials that added ketamine to a new tablet, with a "what if" for the saline groups.

    Parameters
    ----------
    measure
        ``response`` or ``remission``.
    shown
        ``saline`` (two trials), ``small`` (and the one with capsules) or ``all`` (and trials of the spray).
    more
        How many more in each 100 of the saline groups are taken to have got better, 0 to 40.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Sources: hu2016, talati2019, arabzadeh2018, popova2019, fedgchin2019, ochsross2020

    Examples
    --------
    >>> [(row.main.ref, row.drug, row.control) for row in additions(shown="saline").rows]
    [('hu2016', 92.3, 57.1), ('talati2019', 80.0, 20.0)]
    """
    if measure not in MEASURES:
        raise ValueError(f"measure={measure!r} is not an option; allowed: {', '.join(MEASURES)}")
    if shown not in SHOWN:
        raise ValueError(f"shown={shown!r} is not an option; allowed: {', '.join(SHOWN)}")
    if isinstance(more, bool) or not isinstance(more, int | float) or not 0 <= more <= MOST_MORE:
        raise ValueError(f"more={more!r} is not possible; allowed: 0 to {MOST_MORE} in each 100")
    kinds = SHOWN[shown]
    rows = tuple(
        _addition(pair, more) for pair in _trials(measure) if KINDS[pair.main.comparator_kind] in kinds
    )
    return Additions(measure, shown, float(more), rows)
