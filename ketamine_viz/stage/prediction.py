"""Predict first, then run, then compare: the reader's guess stays on the figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Prediction:
    """A question the reader commits to before the picture answers it.

    Attributes
    ----------
    question
        One sentence.
    options
        ``(id, words)`` pairs, three or four.
    answer
        From the panel's result to the id of the right option: computed, never typed in.
    explain
        From the panel's result to one or two sentences with the numbers and
        the assumption responsible.
    run
        Control values that are set once the reader has committed.
    """

    question: str
    options: tuple[tuple[str, str], ...]
    answer: Callable[[Any], str]
    explain: Callable[[Any], str]
    run: Mapping[str, Any] = field(default_factory=dict)

    def words(self, option: str) -> str:
        """Return the words of an option.

        Raises
        ------
        ValueError
            For an id that is not an option.
        """
        for known, words in self.options:
            if known == option:
                return words
        raise ValueError(
            f"option {option!r} is not offered; allowed: {', '.join(known for known, _ in self.options)}"
        )
