"""What a notebook is called on the screen."""

from __future__ import annotations


def title(stem: str) -> str:
    """Return the words for a notebook from its file name without ending.

    Examples
    --------
    >>> title("03b_expectancy"), title("teachers_guide"), title("00_start_here")
    ('03b Expectancy', "Teacher's guide", '00 Start here')
    """
    if stem == "teachers_guide":
        return "Teacher's guide"
    number, _, words = stem.partition("_")
    if not number[:1].isdigit():
        return stem.replace("_", " ").capitalize()
    return f"{number} {words.replace('_', ' ').capitalize()}"
