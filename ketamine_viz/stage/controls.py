"""Controls declared as data: name, kind, range, unit, default, source of the range."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ketamine_viz.stage.text import number


@dataclass(frozen=True)
class Range:
    """A number on a slider, with a number box beside it.

    With ``stops`` the slider steps through named values instead, and the name
    is what is shown and spoken.

    Attributes
    ----------
    minimum, maximum, step
        Limits and step of the slider, in ``unit``; ignored with ``stops``.
    stops
        ``(words, value)`` pairs in rising order.
    source
        Why the range is what it is.
    """

    name: str
    label: str
    value: float
    minimum: float = 0.0
    maximum: float = 1.0
    step: float = 0.1
    unit: str = ""
    source: str = ""
    stops: tuple[tuple[str, float], ...] = ()

    def check(self, value: Any) -> float:
        """Return the value if the slider can stand there."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise ValueError(f"{self.name}={value!r} is not a number; allowed: {self._allowed()}")
        if self.stops:
            if not any(math.isclose(value, stop) for _, stop in self.stops):
                raise ValueError(f"{self.name}={value!r} is not a stop; allowed: {self._allowed()}")
        elif not self.minimum <= value <= self.maximum:
            raise ValueError(f"{self.name}={value!r} is out of range; allowed: {self._allowed()}")
        return float(value)

    def words(self, value: float) -> str:
        """Return the value as it is spoken."""
        for name, stop in self.stops:
            if math.isclose(value, stop):
                return name
        return f"{number(value)} {self.unit}".strip()

    def spec(self) -> dict[str, Any]:
        """Return what the browser needs to draw the slider."""
        return {
            "name": self.name,
            "label": self.label,
            "min": self.minimum,
            "max": self.maximum,
            "step": self.step,
            "unit": self.unit,
            "hint": self.source,
            "stops": [{"words": name, "value": stop} for name, stop in self.stops],
        }

    def _allowed(self) -> str:
        if self.stops:
            return ", ".join(f"{stop:g} ({name})" for name, stop in self.stops)
        return f"{self.minimum:g} to {self.maximum:g} {self.unit}".strip()


@dataclass(frozen=True)
class Choice:
    """One of several, in a drop-down list; ``options`` are ``(words, value)`` pairs."""

    name: str
    label: str
    options: tuple[tuple[str, Any], ...]
    value: Any

    def check(self, value: Any) -> Any:
        """Return the value if it is one of the options."""
        if value not in [option for _, option in self.options]:
            allowed = ", ".join(repr(option) for _, option in self.options)
            raise ValueError(f"{self.name}={value!r} is not an option; allowed: {allowed}")
        return value

    def words(self, value: Any) -> str:
        """Return the option as it is spoken."""
        return next(words for words, option in self.options if option == value)


@dataclass(frozen=True)
class Toggle:
    """On or off, as a check box."""

    name: str
    label: str
    value: bool

    def check(self, value: Any) -> bool:
        """Return the value if it is True or False."""
        if not isinstance(value, bool):
            raise ValueError(f"{self.name}={value!r} is not allowed; allowed: True or False")
        return value

    def words(self, value: bool) -> str:
        """Return the state as it is spoken."""
        return "on" if value else "off"


@dataclass(frozen=True)
class Several:
    """Any number of several, as a row of switches; the value is a tuple in the order of the options.

    ``least`` is how many must stay on.
    """

    name: str
    label: str
    options: tuple[tuple[str, Any], ...]
    value: tuple[Any, ...]
    least: int = field(default=0)

    def check(self, value: Sequence[Any]) -> tuple[Any, ...]:
        """Return the value, ordered, if every member is an option."""
        known = [option for _, option in self.options]
        if isinstance(value, str) or not all(member in known for member in value):
            raise ValueError(
                f"{self.name}={value!r} is not allowed; allowed: any of {', '.join(map(repr, known))}"
            )
        if len(set(value)) < self.least:
            raise ValueError(
                f"{self.name}={value!r} leaves too few on; allowed: at least {self.least} of {known}"
            )
        return tuple(option for option in known if option in value)

    def words(self, value: Sequence[Any]) -> str:
        """Return the members that are on, as they are spoken."""
        return ", ".join(words for words, option in self.options if option in value) or "none"


Control = Range | Choice | Toggle | Several
