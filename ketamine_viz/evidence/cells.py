"""From a cell's text to its value, one rule at a time.

Each reader takes the text of a non-empty cell and returns its value, or
raises `Broken` with the rule and the fix.  Columns repeat their values, so the
caller reads each distinct text once.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from typing import Any

from ketamine_viz.evidence.schema import Column

_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
_DATE = re.compile(
    rf"\d{{1,2}}[-/ ]{_MONTH}(?:[-/ ]\d{{2,4}})?|{_MONTH}[-/]\d{{1,4}}"
    r"|\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}",
    re.IGNORECASE,
)
_LONGEST_DATE = 24
_ISO_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_NOTHING = frozenset(
    ["nan", "null", "n/a", "<na>", "#n/a", "#ref!", "#value!", "#div/0!", "#name?", "#num!", "#null!"]
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE]-?\d+)?")
_INTEGER = re.compile(r"-?\d+")
_RANGE = re.compile(r"(-?\d+(?:\.\d+)?)(?:-(-?\d+(?:\.\d+)?))?")
_UNDO_DATE = "type the number or range again, and import the column as text so that it stays"
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_WORD = re.compile(r"[A-Za-z0-9_()][A-Za-z0-9_./:()<>,\[\]+#-]*")
_PATTERNS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "doi": (re.compile(r"10\.\d{4,9}/[^\s;]+"), "10.1038/nature17998"),
    "pmid": (re.compile(r"[1-9]\d{3,8}"), "27144355"),
    "pmcid": (re.compile(r"PMC[1-9]\d{3,8}"), "PMC4922311"),
    "uniprot": (
        re.compile(r"[OPQ][0-9][A-Z0-9]{3}[0-9]|[A-NR-Z][0-9](?:[A-Z][A-Z0-9]{2}[0-9]){1,2}"),
        "Q05586",
    ),
    "chebi": (re.compile(r"CHEBI:[1-9]\d*"), "CHEBI:6121"),
    "go": (re.compile(r"GO:\d{7}"), "GO:0017146"),
    "reactome": (re.compile(r"R-[A-Z]{3}-\d+"), "R-HSA-442755"),
    "symbol_hgnc": (re.compile(r"[A-Z][A-Z0-9-]*(?:orf\d+)?"), "GRIN2B"),
}


class Broken(Exception):  # noqa: N818  (an intermediate word, never shown)
    """A rule that a cell breaks, and how to mend it."""

    def __init__(self, rule: str, fix: str) -> None:
        super().__init__(rule)
        self.rule, self.fix = rule, fix


Reader = Callable[[str], Any]


def reader(column: Column, words: Mapping[str, str] | None, targets: Collection[str] | None) -> Reader:
    """Return the function that reads one non-empty cell of a column.

    Parameters
    ----------
    column
        The column's line in the data dictionary.
    words
        The vocabulary's words, where it has one.
    targets
        What a foreign key may point to, where there is one.
    """
    if column.kind in ("integer", "number"):
        return lambda text: _number(text, column)

    def one(text: str) -> str:
        if words is not None and text not in words:
            raise Broken(f"{text!r} is not in the vocabulary {column.vocabulary}", _near(text, words))
        if targets is not None and text not in targets:
            where = " or ".join(column.points_to) or "references.key"
            raise Broken(f"{text!r} is not in {where}", _near(text, targets))
        if column.kind == "identifier":
            _identifier(text, column.name)
        elif words is None and targets is None:
            _plain(text, column)
        return text

    def single(text: str) -> str:
        _tidy(text)
        return one(text)

    def several(text: str) -> tuple[str, ...]:
        _tidy(text)
        parts = tuple(part.strip() for part in text.split(";"))
        if "" in parts:
            raise Broken(f"{text!r} has an empty place in its list", "put one ';' between two entries")
        if len(set(parts)) < len(parts):
            raise Broken(f"{text!r} names an entry twice", "keep one")
        return tuple(one(part) for part in parts)

    return several if column.is_list else single


def prose(texts: Collection[str], column: Column) -> frozenset[str]:
    """Return those texts of a column that are plainly prose and need no reading one by one.

    Most of what the tables hold is sentences.  One look at a whole column finds
    out whether a control character is anywhere in it; a sentence longer than any
    date is then neither a date nor a word for nothing.
    """
    free = column.kind == "text" and not (column.vocabulary or column.points_to or column.is_range)
    if not free or column.unit == "date" or not "".join(texts).isprintable():
        return frozenset()
    return frozenset(t for t in texts if len(t) > _LONGEST_DATE and " " not in (t[0], t[-1]))


def _tidy(text: str) -> None:
    if text != text.strip():
        raise Broken(f"{text!r} has spaces at its ends", "delete them")
    if _CONTROL.search(text):
        raise Broken(f"{text!r} holds a line break or a control character", "write the cell in one line")


def _plain(text: str, column: Column) -> None:
    if column.unit == "date":
        if not _ISO_DATE.fullmatch(text):
            raise Broken(f"{text!r} is not a date", "write it as year-month-day, such as 2026-11-24")
        return
    if text.casefold() in _NOTHING:
        raise Broken(f"{text!r} stands for nothing", "leave the cell empty where the value is unknown")
    if _DATE.fullmatch(text):
        raise Broken(f"{text!r} looks like a date made by a spreadsheet", _UNDO_DATE)
    if column.is_range:
        _range(text, column)


def _range(text: str, column: Column) -> None:
    found = _RANGE.fullmatch(text)
    if not found:
        raise Broken(f"{text!r} is neither a number nor a range", "write 5 or 2-5")
    ends = [float(end) for end in found.groups() if end is not None]
    if ends != sorted(ends):
        raise Broken(f"{text!r} runs backwards", "write the smaller end first")
    for end in ends:
        _within(end, text, column)


def _identifier(text: str, name: str) -> None:
    pattern, example = _PATTERNS.get(name, (_WORD, ""))
    for part in (p.strip() for p in text.split(";")):
        if example and not pattern.fullmatch(part):
            raise Broken(f"{part!r} is not a {name} identifier", f"write it like {example}")
        if not pattern.fullmatch(part) or _DATE.fullmatch(part) or part.casefold() in _NOTHING:
            raise Broken(f"{part!r} is not an identifier", "use letters, digits and _ . / : - without spaces")


def _number(text: str, column: Column) -> int | float:
    pattern, word = (_INTEGER, "a whole number") if column.kind == "integer" else (_NUMBER, "a number")
    if not pattern.fullmatch(text):
        raise Broken(f"{text!r} is not {word}", _how_to_write(text, column))
    value: int | float = int(text) if column.kind == "integer" else float(text)
    if not math.isfinite(value):
        raise Broken(f"{text!r} is too large for a number", "write a finite number")
    _within(value, text, column)
    return value


def _within(value: float, text: str, column: Column) -> None:
    unit = f" {column.unit}" if column.unit else ""
    low, high = column.minimum, column.maximum
    if low is not None and value < low:
        raise Broken(f"{text} is below the minimum {low:g}{unit}", "check the number and its unit")
    if high is not None and value > high:
        raise Broken(f"{text} is above the maximum {high:g}{unit}", "check the number and its unit")


def _how_to_write(text: str, column: Column) -> str:
    bare = text.strip()
    if bare.casefold() in _NOTHING or bare.casefold() in ("na", "none", "inf", "-inf", "infinity", "-", "?"):
        return "leave the cell empty where the value is unknown"
    if _DATE.fullmatch(bare):
        return _UNDO_DATE
    if column.kind == "integer" and _NUMBER.fullmatch(bare):
        return "write it without decimals, or describe the column as a number"
    if bare[:1] in "<>~≤≥":
        return "write the bare number, and the sign in a qualifier column"
    if re.fullmatch(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", bare):
        return "write it without commas"
    if re.fullmatch(r"-?\d+,\d+", bare):
        return "write a point for the decimal comma"
    if bare.startswith(("−", "–", "+")):
        return "write a plain minus sign, and no plus sign"
    if re.fullmatch(r"-?[\d.]+ *(?:-|–|to) *[\d.]+", bare):
        return "write one number, and the range in columns of its own"
    return "write the bare number, its unit in the unit column and words in the note"


def _near(text: str, allowed: Collection[str]) -> str:
    lower = {word.casefold(): word for word in allowed}
    near = [lower[w] for w in get_close_matches(text.casefold(), lower, 3, 0.6)]
    if near:
        return f"did you mean {' or '.join(near)}?"
    if len(allowed) <= 12:
        return f"write one of {', '.join(sorted(allowed))}"
    return f"write one of its {len(allowed)} entries, or add it there first"
