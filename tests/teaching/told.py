"""What notebooks tell, read from their cells: words of the glossary, minutes, questions.

``python tests/teaching/told.py`` writes what can be counted into ``data/teaching/``: the column ``used_in`` of the
glossary and the column ``minutes`` of the lessons.  The tests say when that is due.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "tests" / "notebooks"))

import prose  # noqa: E402

DATA = REPOSITORY / "data" / "teaching"
#: Notebooks that are lists to look things up in, and no lessons.
LISTS = ("glossary", "questions", "teachers_guide")
_TEACHING = re.compile(r"kv\.teaching\.(\w+)\((.*)\)")


def rows(table: str) -> list[dict[str, str]]:
    """Return a table as it is written."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def cells(stem: str) -> tuple[tuple[str, str], ...]:
    """Return kind and source of each cell of a notebook, in order."""
    path = next(path for path in prose.NOTEBOOKS if path.stem == stem)
    return tuple((cell.cell_type, cell.source) for cell in prose.read(path).cells)


def stems() -> list[str]:
    """Return the lessons among the notebooks, in the order of the suite."""
    return [path.stem for path in prose.NOTEBOOKS if path.stem not in LISTS]


def calls(stem: str, name: str) -> list[str]:
    """Return the words given to each call of one function of ``kv.teaching``, in order."""
    return [
        word
        for kind, source in cells(stem)
        if kind == "code"
        for called, given in _TEACHING.findall(source)
        if called == name
        for word in re.findall(r'"([^"]+)"', given)
    ]


def text(stem: str) -> str:
    """Return the prose of a notebook; where a link leads is not read."""
    whole = "\n\n".join(source for kind, source in cells(stem) if kind == "markdown")
    return re.sub(r"\]\([^)]*\)", "]", whole)


def panels(stem: str) -> int:
    """Return how many pictures and tables to work with a notebook has."""
    last = [source.strip().splitlines()[-1] for kind, source in cells(stem) if kind == "code"]
    return sum(not re.match(r"kv\.teaching\.(term|quiz|recall|lesson)\(", line) for line in last)


def names(term: str) -> tuple[str, ...]:
    """Return how a word of the glossary is written in prose.

    >>> names("Hydroxynorketamine (HNK)")
    ('Hydroxynorketamine', 'HNK')
    """
    head, _, rest = term.partition(" (")
    bracket = rest.rstrip(")")
    return (head, bracket) if bracket and " " not in bracket and bracket != "Ki" else (head,)


def uses(stem: str, term: str) -> bool:
    """Return whether the prose of a notebook uses a word, or explains it in place."""
    if term in calls(stem, "term"):
        return True
    return any(re.search(rf"\b{re.escape(name)}s?\b", text(stem), re.IGNORECASE) for name in names(term))


def minutes(stem: str) -> int:
    """Return the minutes of a notebook: 200 words a minute, two a picture, one a question; to the next five."""
    needed = prose.words(text(stem)) / 200 + 2 * panels(stem) + len(calls(stem, "quiz"))
    return 5 * -(-int(needed + 0.999) // 5)


def _write(table: str, lines: Sequence[Mapping[str, str]]) -> None:
    with (DATA / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)


def main() -> None:
    glossary = rows("glossary")
    for row in glossary:
        row["used_in"] = ";".join(stem for stem in stems() if uses(stem, row["term"]))
    _write("glossary", glossary)
    lessons = rows("lessons")
    for row in lessons:
        if row["notebook"] in stems():
            row["minutes"] = str(minutes(row["notebook"]))
    _write("lessons", lessons)


if __name__ == "__main__":
    main()
