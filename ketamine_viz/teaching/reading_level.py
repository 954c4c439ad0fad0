"""How hard a text is to read: sentences, words and syllables counted."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CODE = re.compile(r"^(```|~~~).*?^\1\s*$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_TABLE = re.compile(r"^\s*\|.*$", re.MULTILINE)
_MARKS = re.compile(r"^\s*(?:#{1,6}|[-*+]|\d+\.|>)\s+|[*_]{1,2}", re.MULTILINE)
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:[’'-][A-Za-zÀ-ÿ]+)*")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)*]*\s+|\n\s*\n|\n(?=\s*(?:[-*+]|\d+\.)\s)")
_VOWELS = re.compile(r"[aeiouyà-ÿ]+")
# Two vowels side by side that are spoken apart: "medial", "dissociation", but not "station".
_APART = re.compile(r"(?<![tsc])i[ao]|ci[ao](?=t)")
_SILENT = re.compile(r"(?:[^aeiouyl]e|[^aeiouy]es|[^aeiouytd]ed)$")


@dataclass(frozen=True)
class Reading:
    """Counts of a text, and its grade.

    Attributes
    ----------
    grade
        Flesch-Kincaid grade: roughly, the years of school an English text asks for.
    """

    words: int
    sentences: int
    syllables: int

    @property
    def grade(self) -> float:
        """0.39 words per sentence + 11.8 syllables per word − 15.59."""
        if not self.words:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59


def syllables(word: str) -> int:
    """Return about how many syllables an English word has; at least one.

    Groups of vowels are counted, a silent e is not.

    Examples
    --------
    >>> [syllables(word) for word in ("blood", "ketamine", "there", "dissociation", "people")]
    [1, 3, 1, 5, 2]
    """
    lower = word.casefold()
    count = len(_VOWELS.findall(lower)) + len(_APART.findall(lower))
    return max(1, count - bool(_SILENT.search(lower)))


def reading(markdown: str) -> Reading:
    """Return the counts of a text in markdown.

    Examples
    --------
    >>> reading("The cat sat. It was warm.").sentences
    2
    """
    # Marks of a list begin a sentence, so they go only once sentences are told apart.
    text = _TABLE.sub("", _CODE.sub("", markdown))
    parts = [_WORD.findall(_MARKS.sub("", _LINK.sub(r"\1", part))) for part in _SENTENCE.split(text)]
    parts = [words for words in parts if words]
    return Reading(
        sum(map(len, parts)), max(1, len(parts)), sum(syllables(word) for words in parts for word in words)
    )
