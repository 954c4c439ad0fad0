"""Model constants: `data/<level>/model_parameters.csv`."""

from __future__ import annotations

from dataclasses import dataclass

from ketamine_viz.evidence.tables import rows


@dataclass(frozen=True)
class Parameter:
    """One constant of a model with its unit, range, sources and basis."""

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


def parameters(level: str, group: str | None = None) -> dict[str, Parameter]:
    """Return the constants of a level by symbol."""
    found = {}
    for r in rows(f"{level}/model_parameters", memory=True):
        if group is None or r["group"] == group:
            found[r["symbol"]] = Parameter(**r)
    return found
