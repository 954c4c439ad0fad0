"""Published results of courses of treatment, relapse and upkeep, by their short names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from types import MappingProxyType

from ketamine_viz import evidence
from ketamine_viz.psychological.outcomes import Outcome, published


@cache
def of_courses() -> Mapping[str, Outcome]:
    """Return the rows of ``psychological/course`` that were seen, by id.

    Examples
    --------
    >>> of_courses()["u026"].value, of_courses()["u026"].unit
    (18.0, 'days')
    """
    names = [field.name for field in fields(Outcome)]
    rows = evidence.rows("psychological/course")
    return MappingProxyType({row["id"]: Outcome(**{name: row[name] for name in names}) for row in rows})


@cache
def everything() -> Mapping[str, Outcome]:
    """Return the rows of courses and of single results together, by id."""
    return MappingProxyType({**of_courses(), **{one.id: one for one in published()}})
