"""Words and numbers for the screen: escaping, rounding, joining, spreading labels."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Sequence


def escape(value: object) -> str:
    """Return ``value`` as text that is safe inside HTML.

    Examples
    --------
    >>> escape("<script>")
    '&lt;script&gt;'
    """
    return html.escape(str(value), quote=True)


def number(value: float, digits: int = 3) -> str:
    """Return ``value`` rounded to ``digits`` significant digits, never in exponent form.

    Examples
    --------
    >>> number(185.23), number(0.04567), number(1234567.0), number(-0.0)
    ('185', '0.0457', '1,230,000', '0')
    """
    if not math.isfinite(value):
        return "unknown" if math.isnan(value) else ("infinity" if value > 0 else "minus infinity")
    if value == 0:
        return "0"
    places = digits - 1 - math.floor(math.log10(abs(value)))
    rounded = round(value, places)
    return f"{rounded:,.{max(places, 0)}f}".rstrip("0").rstrip(".") if places > 0 else f"{rounded:,.0f}"


def plural(count: int, one: str, many: str = "") -> str:
    """Return the count with its noun.

    Examples
    --------
    >>> plural(1, "trial"), plural(3, "study", "studies")
    ('1 trial', '3 studies')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def join(parts: Iterable[str]) -> str:
    """Return parts as a list in a sentence.

    Examples
    --------
    >>> join(["a", "b", "c"]), join(["a"]), join([])
    ('a, b and c', 'a', '')
    """
    words = list(parts)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def spread(positions: Sequence[float], gap: float) -> list[float]:
    """Push label positions apart until neighbours are at least ``gap`` away.

    Order is kept and each crowded group stays centred on where it wanted to be.

    Examples
    --------
    >>> spread([0.0, 0.1, 5.0], gap=1.0)
    [-0.45, 0.55, 5.0]
    """
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    groups: list[tuple[list[int], float]] = []  # members in order, centre of the group
    for index in order:
        groups.append(([index], float(positions[index])))
        while len(groups) > 1:
            (left, left_centre), (right, right_centre) = groups[-2], groups[-1]
            reach = (len(left) + len(right)) / 2 * gap
            if right_centre - left_centre >= reach - 1e-12:
                break
            members = left + right
            centre = sum(positions[member] for member in members) / len(members)
            groups[-2:] = [(members, centre)]
    placed = [0.0] * len(positions)
    for members, centre in groups:
        for rank, member in enumerate(members):
            placed[member] = round(centre + (rank - (len(members) - 1) / 2) * gap, 12)
    return placed
