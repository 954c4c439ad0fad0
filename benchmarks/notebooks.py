"""Time to the first live picture and kernel memory of each notebook, against a plain notebook.

python benchmarks/notebooks.py [--rounds 3]

The plain notebook imports numpy, networkx, matplotlib and ipywidgets and shows
one plot.  Both are run through nbclient, the start of the kernel included.
"""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

import nbformat
from common import REPOSITORY, Line, options, peak_mb, report
from nbclient import NotebookClient

FOLDER = REPOSITORY / "notebooks"
PLAIN = """%matplotlib inline
import numpy, networkx, matplotlib.pyplot as plt, ipywidgets
plt.plot(numpy.linspace(0, 1, 50) ** 2);"""


@dataclass
class Run:
    """First picture [ms], each further code cell [ms], peak of the kernel after the first and at the end [MB]."""

    first: float
    further: list[float]
    after_first: float
    at_end: float


def run(book: nbformat.NotebookNode) -> Run:
    began = time.perf_counter()
    client = NotebookClient(book, timeout=120, resources={"metadata": {"path": str(FOLDER)}})
    spent, peaks = [], []
    with client.setup_kernel():
        pid = client.km.provisioner.process.pid
        for index, cell in enumerate(book.cells):
            if cell.cell_type == "code":
                client.execute_cell(cell, index)
                spent.append((time.perf_counter() - began) * 1e3)
                peaks.append(peak_mb(pid))
                began = time.perf_counter()
    return Run(spent[0], spent[1:], peaks[0], peaks[-1])


def plain() -> nbformat.NotebookNode:
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(PLAIN)], metadata={"kernelspec": kernel})


def main() -> None:
    given = options(__doc__, rounds=3)
    names = sorted(path.name for path in FOLDER.glob("*.ipynb"))
    run(plain())  # the first kernel reads everything from disk
    peers, ours = [], {name: [] for name in names}
    for _ in range(given.rounds):
        for name in names:
            peers.append(run(plain()))
            ours[name].append(run(nbformat.read(FOLDER / name, as_version=4)))
    first = statistics.median(one.first for one in peers)
    memory = statistics.median(one.at_end for one in peers)
    lines = []
    for name in names:
        spent = statistics.median(one.first for one in ours[name])
        lines.append(Line(f"{name}: first live picture", spent, "ms", "plain notebook", first, "<= 2"))
    for name in names:
        further = [
            statistics.median(cells) for cells in zip(*(one.further for one in ours[name]), strict=True)
        ]
        if further:
            what = f"{name}: dearest of {len(further)} further cells"
            lines.append(Line(what, max(further), "ms", "plain notebook", first, "<= 0.5"))
    for name in names:
        peak = statistics.median(one.at_end for one in ours[name])
        lines.append(Line(f"{name}: kernel memory, whole", peak, "MB", "plain notebook", memory))
    report("notebooks", lines, given.json)


if __name__ == "__main__":
    main()
