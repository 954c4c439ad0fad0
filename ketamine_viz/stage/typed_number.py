"""Read a number as people type it, and say kindly what is wrong with what is none."""

from __future__ import annotations

import math
import re
import unicodedata

_PLAIN = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)*|[.,]\d+)(?:e[+-]?\d{1,6})?", re.IGNORECASE)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_MOST_ECHOED = 24


def read(text: str, *, unit: str = "", minimum: float | None = None, maximum: float | None = None) -> float:
    """Return the number that was typed.

    A comma or a point may stand before decimals; ``%`` or the unit may follow.  A comma before three digits
    is read as decimal if that lies within the limits, else as one of thousands.

    Parameters
    ----------
    text
        What was typed.
    unit
        Unit that may follow the number.
    minimum, maximum
        Limits of what can be meant [unit].

    Raises
    ------
    ValueError
        With a sentence for the reader: nothing typed, no number, too large, or out of range.

    Examples
    --------
    >>> read("12,5 %", unit="%"), read("1,200", maximum=2000), read("−1.6")
    (12.5, 1.2, -1.6)
    >>> read("140", unit="%", minimum=0, maximum=100)
    Traceback (most recent call last):
    ValueError: You typed 140. Type a number from 0 to 100, in %.
    """
    typed = unicodedata.normalize("NFKC", text).strip()
    if not typed:
        raise ValueError("Nothing is typed yet. Type a number in figures, then press Check.")
    echoed = typed if len(typed) <= _MOST_ECHOED else f"{typed[:_MOST_ECHOED]}…"
    bare = re.sub(r"(?<=\d)[ ']+(?=\d{3})", "", typed.replace("−", "-").replace("–", "-"))
    for ending in filter(None, (unit, "%", "percent", "per cent")):
        bare = re.sub(rf"\s*{re.escape(ending)}$", "", bare, flags=re.IGNORECASE)
    readings = [value for value in _readings(bare) if not math.isnan(value)]
    if not readings:
        raise ValueError(
            f"“{echoed}” is not a number we can read. Type figures, with a point or a comma before decimals."
        )
    low = -math.inf if minimum is None else minimum
    high = math.inf if maximum is None else maximum
    inside = [value for value in readings if math.isfinite(value) and low <= value <= high]
    if not inside:
        raise ValueError(f"You typed {echoed}. {_allowed(unit, minimum, maximum)}")
    return inside[0]


def limits(minimum: float | None, maximum: float | None) -> str:
    """Return the limits in words, empty without any.

    Examples
    --------
    >>> limits(0, 100), limits(None, 5), limits(None, None)
    ('from 0 to 100', 'up to 5', '')
    """
    if minimum is None and maximum is None:
        return ""
    if minimum is None:
        return f"up to {maximum:,g}"
    return f"from {minimum:,g}" + ("" if maximum is None else f" to {maximum:,g}")


def _allowed(unit: str, minimum: float | None, maximum: float | None) -> str:
    wanted = limits(minimum, maximum) or "of ordinary size"
    return f"Type a number {wanted}{f', in {unit}' if unit else ''}."


def _readings(text: str) -> list[float]:
    """Return what a text may mean, the likeliest first."""
    if not _PLAIN.fullmatch(text):
        return []
    marks = [sign for sign in text if sign in ".,"]
    found = []
    if len(marks) <= 1:
        found.append(float(text.replace(",", ".")))
    if _THOUSANDS.fullmatch(text):
        found.append(float(text.replace(",", "")))
    return found
