"""What all benchmarks share: one figure a line, printed as a table and kept as JSON.

A figure is a ratio between two things measured in the same run, because
machines differ and are shared.  ``<=`` goals are costs (ours / peer), ``>=``
goals are gains (peer / ours).
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent
RESULTS = HERE / "results.json"


@dataclass(frozen=True)
class Line:
    """One measured figure.

    Attributes
    ----------
    what, ours, unit
        What was measured, and how much of it.
    peer, theirs
        What it is held against, and how much of that.
    goal
        ``<= 2`` for ours / peer, ``>= 4`` for peer / ours; empty if none was set.
    note
        Anything a reader must know to judge the figure.
    """

    what: str
    ours: float
    unit: str
    peer: str
    theirs: float
    goal: str = ""
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.theirs / self.ours if self.goal.startswith(">=") else self.ours / self.theirs

    @property
    def verdict(self) -> str:
        if not self.goal:
            return ""
        sign, limit = self.goal.split()
        kept = self.ratio >= float(limit) if sign == ">=" else self.ratio <= float(limit)
        return "holds" if kept else "misses"

    def as_json(self) -> dict:
        return asdict(self) | {"ratio": self.ratio, "verdict": self.verdict}


def options(description: str | None, names: Iterable[str] = (), **numbers: int) -> argparse.Namespace:
    """Read ``--json``, whole numbers such as ``--rounds 9``, and ``--only`` with some of the names, if any."""
    parser = argparse.ArgumentParser(description=(description or "").split("\n", maxsplit=1)[0])
    for name, default in numbers.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    if names := list(names):
        words = f"measure only these and leave the file as it is; of: {', '.join(names)}"
        parser.add_argument("--only", nargs="+", choices=names, metavar="NAME", default=[], help=words)
    parser.add_argument(
        "--json", type=Path, default=RESULTS, help="file that gets the figures (default %(default)s)"
    )
    return parser.parse_args()


def report(section: str, lines: list[Line], path: Path, extra: dict | None = None) -> None:
    """Print the figures and put them under their section in the JSON file."""
    print(table(section, [line.as_json() for line in lines]), flush=True)
    known = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    known[section] = {"lines": [line.as_json() for line in lines], **(extra or {})}
    path.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


def number(value: float) -> str:
    """Three figures are more than a shared machine can tell."""
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) >= 0.001 else f"{value:.1e}"


def table(section: str, lines: list[dict], markdown: bool = False) -> str:
    """Return figures as text in columns, or as a Markdown table."""
    head = ("what", "ours", "peer", "against", "ratio", "goal", "")
    rows = [
        (
            line["what"],
            f"{number(line['ours'])} {line['unit']}",
            f"{number(line['theirs'])} {line['unit']}",
            line["peer"],
            number(line["ratio"]),
            line["goal"].replace("<=", "at most").replace(">=", "at least"),
            line["verdict"] + (f" ({line['note']})" if line["note"] else ""),
        )
        for line in lines
    ]
    if markdown:
        body = [f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows)]
        return "\n".join([f"### {section}", "", *body, ""])
    widths = [max(len(row[k]) for row in (head, *rows)) for k in range(len(head))]
    body = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in (head, *rows)
    ]
    return "\n".join([f"== {section}", *body, ""])


def by_panel(lines: list[dict]) -> str:
    """Return redraw's five lines of each panel as one row of a Markdown table, and its other lines as they are."""
    head = (
        "panel",
        "median",
        "× label",
        "worst",
        "× label",
        "large",
        "goal",
        "interact ×",
        "least",
        "misses",
    )
    panels: dict[str, list[dict]] = {}
    for line in lines:
        panels.setdefault(line["what"].split(":")[0], []).append(line)
    rows, rest = [], []
    for name, five in panels.items():
        if len(five) != len(("median", "worst", "large", "gain", "least")):
            rest += five
            continue
        median, worst, large, gain, least = five
        missed = [
            word
            for word, line in zip(("median", "worst", "large", "interact", "least"), five)
            if line["verdict"] == "misses"
        ]
        rows.append(
            (
                name, f"{median['ours']:.0f} ms", number(median["ratio"]), f"{worst['ours']:.0f} ms",
                number(worst["ratio"]), number(large["ratio"]), median["goal"].removeprefix("<= "),
                number(gain["ratio"]), number(least["ratio"]), ", ".join(missed),
            )
        )  # fmt: skip
    body = [f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows)]
    return "\n".join(["### redraw", "", *body, "", table("redraw, no picture", rest, markdown=True)])


def alternate(jobs: dict, rounds: int) -> dict[str, float]:
    """Run jobs in turn, so that a busy minute hits all of them; return the median of each.

    Parameters
    ----------
    jobs
        Name → function.  What it returns is the measure [any unit]; if it
        returns None its own duration is [ms].
    """
    found: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            began = time.perf_counter()
            measured = job()
            spent = (time.perf_counter() - began) * 1e3
            found[name].append(spent if measured is None else measured)
    return {name: statistics.median(values) for name, values in found.items()}


def peak_mb(pid: int | str = "self") -> float:
    """Return the most memory a process has held [MB]; needs Linux."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"/proc/{pid}/status tells no peak")
