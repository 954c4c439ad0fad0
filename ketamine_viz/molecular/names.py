"""Say what is allowed when a name is unknown."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def known(argument: str, value: object, allowed: Iterable[str]) -> str:
    """Return ``value`` if it is allowed.

    Raises
    ------
    ValueError
        Naming the argument, the value and the nearest allowed names, or all
        of them where none is near.

    Examples
    --------
    >>> known("pool", "resting", ("resting", "evoked"))
    'resting'
    """
    names = list(allowed)
    if isinstance(value, str) and value in names:
        return value
    near = get_close_matches(str(value), names, 4) or names
    raise ValueError(f"{argument}={value!r} is unknown; allowed: {', '.join(near)}")
