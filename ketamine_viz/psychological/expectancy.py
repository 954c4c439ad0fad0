"""What the models of expectancy start from: constants and published shares of right guesses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ketamine_viz import evidence


@dataclass(frozen=True, slots=True)
class GuessRate:
    """How many could tell what they got.

    Attributes
    ----------
    right
        Share who guessed right [%]; None where it was not seen.
    chance
        Share that would be right by tossing a coin [%].
    finding
        What was found in words, where no number was seen.
    """

    id: str
    ref: str
    who: str
    control: str
    asked: str
    right: float | None
    chance: float
    n: int | None
    finding: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Themes:
    """What patients spoke about in one study of interviews, in our words."""

    id: str
    ref: str
    label: str
    n: int
    condition: str
    chosen: str
    themes: str
    hard: str | None
    note: str | None


@cache
def constants(group: str) -> dict[str, float]:
    """Return the constants of a model by symbol.

    Parameters
    ----------
    group
        ``guessing``, ``stories`` or ``power``.

    Raises
    ------
    ValueError
        For a group that is not there.

    Examples
    --------
    >>> constants("power")["medium"]
    0.5
    """
    rows = evidence.rows("psychological/expectancy_parameters")
    found = {row["symbol"]: float(row["value"]) for row in rows if row["group"] == group}
    if not found:
        known = ", ".join(sorted({row["group"] for row in rows}))
        raise ValueError(f"group={group!r} is not a group of constants; allowed: {known}")
    return found


@cache
def guess_rates() -> tuple[GuessRate, ...]:
    """Return every published share of right guesses, those without a number last.

    Examples
    --------
    >>> [rate.ref for rate in guess_rates()]
    ['lii2023', 'sumner2020ltp', 'jelovac2025']
    """
    names = GuessRate.__slots__
    found = [
        GuessRate(**{name: row[name] for name in names}) for row in evidence.rows("psychological/guess_rates")
    ]
    return tuple(sorted(found, key=lambda rate: rate.right is None))


@cache
def patient_themes() -> tuple[Themes, ...]:
    """Return what patients spoke about, one study a row."""
    names = Themes.__slots__
    return tuple(
        Themes(**{name: row[name] for name in names}) for row in evidence.rows("psychological/patient_themes")
    )
