"""Point to what was meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(argument: str, value: object, allowed: Iterable[str]) -> str:
    """Return the message for an unknown name: the argument, its value, the nearest names.

    Examples
    --------
    >>> nearest("term", "NMDA receptr", ["NMDA receptor", "GABA"])
    "term='NMDA receptr' is not known; nearest: NMDA receptor"
    """
    names = sorted(allowed)
    lower = {name.casefold(): name for name in names}
    close = [lower[c] for c in get_close_matches(str(value).casefold(), lower, 3, 0.5)]
    hint = (
        f"nearest: {', '.join(close)}" if close else f"allowed: {', '.join(names[:8])} ({len(names)} in all)"
    )
    return f"{argument}={value!r} is not known; {hint}"
