"""Run every benchmark, one after another, and print one table.

python benchmarks [--markdown]

Each is a process of its own.  The figures are kept in benchmarks/results.json.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime

from common import HERE, RESULTS, by_panel, table

ALL = ("startup", "tables", "kinetics", "cascade", "network", "models", "notebooks", "redraw")
UNSET = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


def machine() -> dict[str, str]:
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": str(os.cpu_count()),
        "load before": f"{os.getloadavg()[0]:.1f}",
    }


def main() -> int:
    parser = argparse.ArgumentParser(description="Run every benchmark and print one table.")
    parser.add_argument(
        "--markdown", action="store_true", help="print the last figures as Markdown; run nothing"
    )
    parser.add_argument("names", nargs="*", help="only these")
    given = parser.parse_args()
    failed = []
    if not given.markdown:
        about = machine()
        environment = {name: value for name, value in os.environ.items() if name not in UNSET}
        for name in given.names or ALL:
            print(f"running {name} ...", file=sys.stderr, flush=True)
            done = subprocess.run([sys.executable, str(HERE / f"{name}.py")], env=environment, check=False)
            if done.returncode:
                failed.append(name)
        found = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
        RESULTS.write_text(json.dumps(found | {"machine": about}, indent=1) + "\n", encoding="utf-8")
    found = json.loads(RESULTS.read_text(encoding="utf-8"))
    about = found["machine"]
    print(", ".join(f"{key} {value}" for key, value in about.items()), "\n")
    sections = [name for name in ALL if name in found]
    for name in sections:
        short = given.markdown and name == "redraw"
        lines = found[name]["lines"]
        print(by_panel(lines) if short else table(name, lines, markdown=given.markdown))
    lines = [line for name in sections for line in found[name]["lines"] if line["verdict"]]
    missed = [line for line in lines if line["verdict"] == "misses"]
    print(f"{len(lines) - len(missed)} of {len(lines)} goals hold.")
    if failed:
        print(f"These did not finish: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
