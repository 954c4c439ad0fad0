"""Compute the scores of the cascade anew and keep them: ``python tests/molecular/keep_scorecard.py``.

Takes about a minute.  Run it after every change to the cascade, its tables or its experiments;
``test_scores.py`` goes red until then.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from ketamine_viz.molecular.scores import computed

TABLE = Path(__file__).resolve().parents[2] / "data" / "molecular" / "scorecard.csv"
COLUMNS = ("id", "view", "line", "seed", "n", "agreement", "kappa", "plain_agreement", "plain_kappa")


def main() -> int:
    rows = computed()  # before the old table is touched
    with TABLE.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow(
                {name: f"{value:g}" if isinstance(value, float) else value for name, value in row.items()}
            )
    print(f"{TABLE.name}: saved")
    return 0


if __name__ == "__main__":
    sys.exit(main())
