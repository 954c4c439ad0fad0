"""Model constants: the rows of `data/<level>/model_parameters.csv`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from difflib import get_close_matches
from functools import cache
from typing import Any

from ketamine_viz.evidence.tables import rows


@dataclass(frozen=True)
class Parameter:
    """One constant of a model with its unit, range, sources and basis.

    Attributes
    ----------
    value, low, high
        In `unit`; `low` and `high` are None where no range is known.
    refs
        Keys of references; empty only where `basis` is ``assumed``.
    basis
        published, derived, assumed or calibrated.
    """

    id: str
    group: str
    symbol: str
    value: float
    unit: str | None
    low: float | None
    high: float | None
    refs: tuple[str, ...]
    basis: str
    species: str | None
    verified: str
    meaning: str
    note: str | None = None


_FIELDS = tuple(f.name for f in fields(Parameter))


@cache
def _all(level: str) -> tuple[Parameter, ...]:
    found = rows(f"{level}/model_parameters", memory=True)
    cells: list[dict[str, Any]] = [{f: r.get(f) for f in _FIELDS} for r in found]
    return tuple(Parameter(**c) for c in cells)


def parameters(level: str, group: str | None = None) -> dict[str, Parameter]:
    """Return the constants of a level by symbol.

    Parameters
    ----------
    level
        routes, molecular, network or psychological.
    group
        One group of them, such as a preset; all groups if None.

    Raises
    ------
    ValueError
        For a group that is not there, or if a symbol stands in several groups
        and no group is named.
    DataError
        If the table is missing or breaks a rule.
    """
    everything = _all(level)
    groups = tuple(dict.fromkeys(p.group for p in everything))
    if group is not None and group not in groups:
        near = ", ".join(get_close_matches(group, groups, 3) or sorted(groups))
        raise ValueError(f"group={group!r} is not a group of {level} constants; allowed: {near}")
    chosen = [p for p in everything if group is None or p.group == group]
    found = {p.symbol: p for p in chosen}
    if len(found) < len(chosen):
        twice = sorted({p.symbol for p in chosen if found[p.symbol] is not p})
        raise ValueError(
            f"group=None is ambiguous: {', '.join(twice)} stand in several groups; "
            f"allowed: {', '.join(sorted(groups))}"
        )
    return found
