"""Reading and checking the data tables, against pandas reading the same files three times over.

python benchmarks/tables.py [--rounds 9]

Ours checks every cell against its rule, its vocabulary and the table it points
to; pandas only parses.
"""

from __future__ import annotations

import statistics
import warnings

import pandas as pd
from common import Line, alternate, options, report

from ketamine_viz.evidence.folder import data_folder
from ketamine_viz.evidence.library import Library


def thrice(paths) -> None:
    for path in paths:
        for _ in range(3):
            pd.read_csv(path)


def main() -> None:
    given = options(__doc__, rounds=9)
    warnings.simplefilter("ignore")
    root = data_folder()
    warm = Library(root)
    names = [name for name in warm.names() if name.rpartition("/")[2] != "columns"]
    paths = {name: root / f"{name}.csv" for name in names}
    for name in names:
        assert not warm.read(name).errors, name

    def all_cold() -> None:
        fresh = Library(root)
        for name in names:
            fresh.read(name)

    spent = alternate({"ours": all_cold, "theirs": lambda: thrice(paths.values())}, given.rounds)
    lines = [
        Line(
            f"all {len(names)} tables, from nothing", spent["ours"], "ms", "read_csv three times", spent["theirs"],
            "<= 1",
        )
    ]  # fmt: skip
    each = []
    for name, path in paths.items():
        spent = alternate(
            {
                "ours": lambda name=name, path=path: warm.check(name, path.read_bytes()) and None,
                "theirs": lambda path=path: thrice([path]),
            },
            given.rounds,
        )
        each.append(Line(name, spent["ours"], "ms", "read_csv three times", spent["theirs"], "<= 1"))
    each.sort(key=lambda line: line.ratio, reverse=True)
    middle = statistics.median_low(line.ratio for line in each)
    lines += [line for line in each if line.ratio == middle][:1]
    lines += [line for line in each[:5] if line not in lines]
    missed = [line.what for line in each if line.verdict == "misses"]
    report(
        "tables", lines, given.json,
        {"missed": missed, "each": {line.what: line.ratio for line in each}},
    )  # fmt: skip
    print(f"the table in the middle, and the five dearest; {len(missed)} of {len(each)} tables miss\n")


if __name__ == "__main__":
    main()
