"""The closed lists of words that the tables use."""

from __future__ import annotations

from difflib import get_close_matches

from ketamine_viz.evidence.library import library


def meaning(vocabulary: str, term: str) -> str:
    """Return what a word of a vocabulary means.

    Parameters
    ----------
    vocabulary, term
        As in ``data/vocabularies.csv``.

    Raises
    ------
    ValueError
        For a vocabulary or a term that is not there, with the nearest ones.

    Examples
    --------
    >>> meaning("species", "cell")
    'Cells or membranes in a dish'
    """
    lists = library().vocabularies()
    if vocabulary not in lists:
        raise ValueError(_unknown("vocabulary", vocabulary, lists))
    if term not in lists[vocabulary]:
        raise ValueError(_unknown("term", term, lists[vocabulary]))
    return lists[vocabulary][term]


def _unknown(argument: str, value: object, known: object) -> str:
    names = sorted(known)  # type: ignore[call-overload]
    near = get_close_matches(str(value), names, 3) or names[:8]
    return f"{argument}={value!r} is not in data/vocabularies.csv; nearest: {', '.join(near)}"
