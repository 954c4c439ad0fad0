"""Count anew how often directions hold, and keep it: ``python tests/network/keep_dependence.py``.

Takes two minutes of an idle processor.  Run it after every change to the network model, its weights or its directions;
``test_dependence.py`` goes red until then.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from ketamine_viz.network import dependence as model

TABLE = Path(__file__).resolve().parents[2] / "data" / "network" / "dependence_counts.csv"
COLUMNS = ("id", "varied", "spread", "block", "selectivity", "draws", "holds", "lost")


def main() -> int:
    rows = []
    for varied in model.KEPT:
        for spread in model.SPREADS:
            for block in model.BLOCKS:
                for selectivity in model.SELECTIVITIES:
                    found = model.counted(spread, varied, block, selectivity)
                    rows.append(
                        {
                            "id": f"{varied}.{spread * 100:.0f}.{block * 100:.0f}.{selectivity * 1000:.0f}",
                            "varied": varied,
                            "spread": f"{spread:g}",
                            "block": f"{block:g}",
                            "selectivity": f"{selectivity:.6g}",
                            "draws": found.draws,
                            "holds": ";".join(map(str, found.holds)),
                            "lost": ";".join(map(str, found.lost)),
                        }
                    )
    with TABLE.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{TABLE.name}: {len(rows)} rows saved")
    return 0


if __name__ == "__main__":
    sys.exit(main())
