"""The model behind each panel, against drawing its picture.

python benchmarks/models.py

Every control is walked through as a reader would, each state once, in one process.
Processor time, not the clock: one state is one shot, and a busy machine must not decide it.
"""

from __future__ import annotations

import statistics
import time

from common import Line, options, report
from walk import PANELS, walk

import ketamine_viz as kv


def spent(panel, values: dict) -> tuple[float, float]:
    """Return what computing and drawing one state takes [ms]."""
    began = time.process_time()
    result = panel._compute(**values)
    computed = time.process_time()
    panel._canvas.update(result)
    panel.png()
    return (computed - began) * 1e3, (time.process_time() - computed) * 1e3


def main() -> None:
    given = options(__doc__)
    lines = []
    for title, (call, _) in PANELS.items():
        panel = eval(call, {"kv": kv})  # the calls stand above, in this folder
        spent(panel, panel.values)
        states = {(c.name, step.value): None for c in panel._controls.values() for step in walk(c, 12)}
        # Each state once: a second visit finds the models' answers kept.
        pairs = [spent(panel, panel.values | {name: value}) for name, value in states]
        compute, draw = (statistics.median(column) for column in zip(*pairs))
        lines.append(Line(f"{title}: model, {len(pairs)} states", compute, "ms", "its picture", draw, "<= 1"))
        dearest = max(pairs, key=lambda pair: pair[0] / pair[1])
        lines.append(
            Line(f"{title}: model, worst state", dearest[0], "ms", "its picture", dearest[1], "<= 1")
        )
    report("models", lines, given.json)


if __name__ == "__main__":
    main()
