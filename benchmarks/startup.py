"""How long importing takes, against the libraries under it alone.

python benchmarks/startup.py [--rounds 11]

Fresh processes in turn; the four are numpy, networkx, matplotlib and
ipywidgets.  The rooms are imported when first touched, so the import of the
package alone is not what a notebook pays: import and first picture of each
notebook are measured too, against the four and one plot.
"""

from __future__ import annotations

import subprocess
import sys

from common import Line, alternate, options, report

FOUR = "import numpy, networkx, matplotlib, ipywidgets"
PLOT = f"{FOUR}, io, matplotlib.pyplot as p; p.plot([0, 1]); p.savefig(io.BytesIO())"
FIRST = {
    "start page": "kv.journey.start_page()",
    "molecular": "kv.molecular.cascade_explorer()",
    "network": "kv.network.before_and_after()",
    "psychological": "kv.psychological.trials()",
    "routes": "kv.routes.side_by_side()",
    "sources": "kv.teaching.references()",
}
CODE = {
    "the four": FOUR,
    "import ketamine_viz": "import ketamine_viz",
    "one plot": PLOT,
    **{name: f"import ketamine_viz as kv; {call}" for name, call in FIRST.items()},
}


def seconds(code: str) -> float:
    """Return how long code takes in a new process, without the start of Python itself [ms]."""
    timed = f"import time; t = time.perf_counter(); {code}; print((time.perf_counter() - t) * 1e3)"
    done = subprocess.run([sys.executable, "-c", timed], check=True, capture_output=True, text=True)
    return float(done.stdout)


def main() -> None:
    given = options(__doc__, rounds=11)
    alternate(
        {name: lambda code=code: seconds(code) for name, code in CODE.items()}, 1
    )  # fill the disk cache
    spent = alternate({name: lambda code=code: seconds(code) for name, code in CODE.items()}, given.rounds)
    lines = [
        Line(
            "import ketamine_viz",
            spent["import ketamine_viz"],
            "ms",
            "the four",
            spent["the four"],
            "<= 1.25",
        )
    ]
    lines += [
        Line(
            f"import, and the first of: {name}",
            spent[name],
            "ms",
            "the four, and one plot",
            spent["one plot"],
        )
        for name in FIRST
    ]
    report("startup", lines, given.json)


if __name__ == "__main__":
    main()
