"""Source lines of the panels of the routes room."""

from __future__ import annotations

from collections.abc import Iterable

from ketamine_viz import evidence

#: Set of constants → the studies it was fitted in.
OF_PRESET = {
    "venous": ("fanta2015", "otto2021"),
    "arterial": ("simons2022",),
    "nasal_label": ("perezruixo2021",),
}


def lines(*keys: Iterable[str]) -> list[evidence.Source]:
    """Return one line for each key, in order, none twice.

    Examples
    --------
    >>> [line.key for line in lines(["zarate2006"], OF_PRESET["arterial"], ["zarate2006"])]
    ['zarate2006', 'simons2022']
    """
    return [evidence.source(key) for key in dict.fromkeys(key for some in keys for key in some)]
