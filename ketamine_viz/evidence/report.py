"""Check every table and count what there is and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from ketamine_viz.evidence.checks import Checked
from ketamine_viz.evidence.errors import DataError
from ketamine_viz.evidence.library import Library
from ketamine_viz.evidence.schema import DICTIONARY


def errors_of(library: Library, name: str) -> tuple[Checked | None, list[DataError]]:
    """Return a table as checked (None if it cannot be read) and its errors."""
    try:
        checked = library.read(name)
        found = list(checked.errors)
        if name.rpartition("/")[2] == DICTIONARY and not found:
            found += library.dictionary_errors(name, checked.columns)
    except DataError as error:
        return None, [error]
    return checked, found


def report(root: Path) -> Iterator[str | DataError]:
    """Yield lines of text and every error of all tables below a folder."""
    library = Library(root)
    seen: set[str] = set()
    counts: dict[str, Counter[str]] = {"species": Counter(), "verified": Counter()}
    for name in library.names():
        checked, errors = errors_of(library, name)
        for error in errors:
            if str(error) not in seen:  # a broken data dictionary fails each of its tables
                seen.add(str(error))
                yield error
        if name.rpartition("/")[2] == DICTIONARY:
            continue
        rows = len(next(iter(checked.columns.values()), ())) if checked else 0
        yield f"{name:<40}{rows:>6} rows" + (f"{len(errors):>6} errors" if errors else "")
        for column, counter in counts.items():
            if checked and column in checked.columns:
                for value in checked.columns[column]:
                    counter.update(value if isinstance(value, tuple) else [value or "(empty)"])
    for column, counter in counts.items():
        yield f"{column}: " + ", ".join(f"{word} {n}" for word, n in counter.most_common())
    yield from _references(library)


def _references(library: Library) -> Iterator[str]:
    checked, errors = errors_of(library, "references")
    if checked is None or errors or "recalled" not in checked.columns:
        return
    columns = checked.columns
    keys = columns["key"]

    addresses = zip(columns["doi"], columns["pmid"], columns["pmcid"], strict=True)

    def listed(title: str, wanted: Sequence[bool]) -> str:
        found = [k for k, yes in zip(keys, wanted, strict=True) if yes]
        more = ", ..." if len(found) > 8 else ""
        return f"references {title}: {len(found)}" + (f" ({', '.join(found[:8])}{more})" if found else "")

    yield listed(
        "without a title or journal",
        [None in pair for pair in zip(columns["title"], columns["journal"], strict=True)],
    )
    yield listed("without an author", [a is None for a in columns["first_author"]])
    yield listed("without an address", [not any(three) for three in addresses])
    yield listed("with recalled fields", [bool(r) for r in columns["recalled"]])
    yield listed("only recalled", [v == "memory" for v in columns["verified"]])
