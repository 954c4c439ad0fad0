"""A drug group beside its own comparison group: same trial, measure, time and regimen."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ketamine_viz.psychological.outcomes import Outcome, Words, published


@dataclass(frozen=True, slots=True)
class Pair:
    """A result of the drug group, its control group and the printed difference.

    Attributes
    ----------
    drug
        The drug group; None where only the difference was printed.
    control
        The comparison group; None in open-label studies, and where only the difference was printed.
    difference
        Drug minus control as the source prints it, if it does.
    """

    drug: Outcome | None
    control: Outcome | None
    difference: Outcome | None

    @property
    def main(self) -> Outcome:
        """The result that carries regimen, time and reference."""
        found = self.drug or self.difference
        assert found is not None
        return found

    @property
    def gap(self) -> float | None:
        """Drug minus control, worked out from the two groups; the printed difference where they are missing."""
        if self.drug and self.control and self.drug.value is not None and self.control.value is not None:
            return self.drug.value - self.control.value
        return self.difference.value if self.difference else None

    @property
    def people(self) -> int | None:
        """People in both groups together, as far as known."""
        if self.drug and self.control and self.drug.n_of == self.control.n_of == "arm":
            return (self.drug.n or 0) + (self.control.n or 0)
        return self.main.n


def _fits(difference: Outcome, drug: Outcome, alone: bool) -> bool:
    same_scale = difference.measure in (drug.measure, f"{drug.measure}_difference")
    return same_scale and (alone or difference.dose_text == drug.dose_text)


def pairs(
    condition: Words = None,
    form: Words = None,
    route: Words = None,
    comparator: Words = None,
    measure: Words = None,
    masking: Words = None,
) -> tuple[Pair, ...]:
    """Return every drug group that has a published control group, with it; filters as `published`.

    Examples
    --------
    >>> [found] = [p for p in pairs(measure="response", comparator="surgical_masking") if p.main.time_h == 24]
    >>> found.drug.value, found.control.value, found.people
    (60.0, 50.0, 40)
    """
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in published(condition, form, route, comparator, measure, masking=masking):
        if outcome.pair_id and outcome.value is not None:
            groups[outcome.pair_id].append(outcome)
    found = []
    for group in groups.values():
        drugs = [outcome for outcome in group if outcome.arm == "active"]
        control = next((outcome for outcome in group if outcome.arm == "control"), None)
        if control is None:
            continue
        differences = [outcome for outcome in group if outcome.arm == "difference"]
        for drug in drugs:
            printed = next((d for d in differences if _fits(d, drug, alone=len(drugs) == 1)), None)
            found.append(Pair(drug, control, printed))
    return tuple(found)
