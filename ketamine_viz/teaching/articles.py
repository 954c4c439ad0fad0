"""The popular articles, by number: a reader never meets the name of one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ketamine_viz import evidence


@cache
def numbers() -> Mapping[str, int]:
    """Return the number of each popular article, from 1, by the name of its file.

    Examples
    --------
    >>> sorted(numbers().values())
    [1, 2, 3, 4, 5]
    """
    names = {name for r in evidence.rows("teaching/claims", memory=True) for name in split(r["seeds"])}
    names |= {r["seed"] for r in evidence.rows("teaching/citations_check")}
    return MappingProxyType({name: place for place, name in enumerate(sorted(names), 1)})


def article(name: str) -> str:
    """Return what a reader is told: ``article 3``."""
    return f"article {numbers()[name]}"


def split(names: str) -> tuple[str, ...]:
    """Return the file names of a cell that holds several."""
    return tuple(name.strip() for name in names.split(";") if name.strip())
